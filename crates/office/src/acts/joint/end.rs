//! Breaking a round off. It stays in the record, with what was sealed, opened and withheld; the next round begins with a new
//! method.

use hefu_exchange::joint::{Phase, Step};
use hefu_store::Act;

use super::{conflict, in_phase, take};
use crate::Office;
use crate::acts::{Doing, given};
use crate::error::{OfficeError, Refusal};
use crate::joint::course_of;
use crate::rights::{Action, Thing};

/// Breaks the current round off, with a reason that the partner is told.
///
/// # Errors
/// When the viewer may not, gives no reason, no method is in force, or a minute of this office is not taken back.
pub async fn abort_round(office: &Office, doing: Doing, direction: &str, reason: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let reason = given("reason", reason)?;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                in_phase(&course, &[Phase::Sealing, Phase::Opening, Phase::Deciding])?;
                let round = course.joint.round().ok_or_else(Refusal::not_found)?;
                let own = office.keys().signing.name();
                let stands = |minute: &hefu_exchange::joint::Proposal<_>| {
                    minute.withdrawn.is_empty() && minute.statement.signed.contains(own)
                };
                if round.minutes.values().any(stands) {
                    return Err(conflict("joint-minute-waits"));
                }
                let round = course.joint.number();
                take(act, &doing, &course, Step::Aborted { round, reason }).await?;
                Ok(())
            })
        })
        .await
}
