//! The acts on experts: the register, invitations, what the office sets, conflicts of interest, computed assignments.

mod assignment;
mod conflicts;
mod invitations;
mod named;
mod register;
mod settings;

pub(crate) use assignment::{ASSIGNMENT, finish_run, run_of, way_in};
pub use assignment::{RunState, apply_assignment, cancel_assignment, compute_assignment};
pub use conflicts::decide_conflict;
pub use invitations::{InvitedBy, accept_as_expert, accept_as_new_expert, decline_as_expert, invite_experts};
pub(crate) use invitations::{open_invitation, statement_digest};
pub use named::{NAMED_REASON_MOST, name_experts};
pub(crate) use register::kept as kept_register;
pub use register::{LookedAt, enter_register, look_at_register};
pub use settings::{set_expert_settings, set_panel_settings};

use hefu_store::Act;

use super::{Doing, record};
use crate::error::OfficeError;
use crate::experts::ExpertStep;
use crate::happened::Happened;

async fn step(act: &mut Act<'_>, doing: &Doing, step: ExpertStep) -> Result<(), OfficeError> {
    record(act, doing, &Happened::Expert { step: Box::new(step) }).await?;
    Ok(())
}
