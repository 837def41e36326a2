//! What an officer says of a conflict of interest that was found.

use hefu_store::Act;
use hefu_words::Message;

use super::step;
use crate::Office;
use crate::acts::seats::end_seats;
use crate::acts::{Doing, given};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::experts::{ExpertStep, Material, Seat};
use crate::rights::{Action, Thing};

/// Says whether a conflict that was found stands. `evidence` is the digest of the evidence that was looked at: what is said
/// counts as long as the evidence is the same. Where the expert sits on the application and it stands, the seat is taken.
///
/// # Errors
/// When the viewer may not, no reason is given, there is no such conflict, or its evidence has changed.
pub async fn decide_conflict(
    office: &Office,
    doing: Doing,
    (seat, rule, evidence): (Seat, &str, &str),
    stands: bool,
    why: &str,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let (rule, evidence, why) = (rule.to_owned(), evidence.to_owned(), given("why", why)?);
    let order = office.random().name()?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let direction = direction_of(act, &seat.number).await?;
                let material =
                    Material::read(act.tx(), &direction, Some(&[seat.expert.clone()].into()), &doing.now).await?;
                let mut all = material.find().into_iter();
                let found = all.find(|found| found.seat == seat && found.rule_word() == rule);
                let found = found.ok_or_else(Refusal::not_found)?;
                if found.digest != evidence {
                    return Err(Refusal::conflict("why", Message::new("plan-changed-meanwhile")).into());
                }
                let who = doing.viewer.name.clone();
                let (of, reason) = (seat.clone(), why.clone());
                let said = ExpertStep::ConflictDecided { seat: of, rule, evidence, stands, why: reason, who };
                step(act, &doing, said).await?;
                if stands {
                    end_seats(act, &doing, order, direction, vec![seat], why).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn direction_of(act: &mut Act<'_>, number: &str) -> Result<String, OfficeError> {
    let sql = "SELECT direction FROM applications WHERE number = $1";
    let row = act.tx().maybe_row(sql, &[text(number)]).await?.ok_or_else(Refusal::not_found)?;
    Ok(row.text("direction")?)
}
