//! The acts of the joint decision: the method both sign, the sealed lists, the minute both sign, publication,
//! declined awards.

mod awards;
mod end;
mod lists;
mod members;
mod method;
mod minute;
mod publish;
mod sign;

pub(crate) use awards::tell_declined_there;
pub use awards::{NewPromotion, decline_award, draw_up_promotion};
pub use end::abort_round;
pub use lists::{EnteredList, ListFault, OwnList, enter_support_list, open_list, seal_list};
pub(crate) use lists::{list_faults, own_list, witnessed};
pub use members::set_members;
pub use method::{NewMethod, propose_method};
pub(crate) use minute::meeting_of;
pub use minute::{NewMinute, draw_up_minute};
pub(crate) use publish::{PUBLISH, letters_of_result, publication};
pub use publish::{Waits, publish_due, publish_result, ready_to_publish};
pub use sign::{sign_statement, withdraw_statement};

use hefu_exchange::joint::{Phase, Proposal, Step};
use hefu_store::Act;

use super::{Doing, record};
use crate::Office;
use crate::error::OfficeError;
use crate::happened::Happened;
use crate::joint::Course;

/// Takes one step, which the partner is told.
async fn take(act: &mut Act<'_>, doing: &Doing, course: &Course, step: Step) -> Result<i64, OfficeError> {
    record(act, doing, &Happened::JointStep { direction: course.direction.clone(), step }).await
}

/// Whether this office has still to sign what the partner proposed.
///
/// # Errors
/// When it was withdrawn, or a proposal of this office waits for the partner (`own` is the refusal's name).
fn to_sign<T>(office: &Office, proposal: &Proposal<T>, own: Option<&str>) -> Result<bool, OfficeError> {
    if proposal.statement.signed.contains(office.keys().signing.name()) {
        return Ok(false);
    }
    if !proposal.withdrawn.is_empty() {
        return Err(conflict("joint-withdrawn-already"));
    }
    own.map_or(Ok(true), |own| Err(conflict(own)))
}

fn conflict(key: &str) -> OfficeError {
    super::conflict(key).into()
}

/// Refuses where the course is in another phase than this act belongs to.
fn in_phase(course: &Course, wanted: &[Phase]) -> Result<(), OfficeError> {
    let phase = course.joint.phase();
    if wanted.contains(&phase) {
        return Ok(());
    }
    Err(conflict(&format!("joint-phase-{}", phase.word())))
}
