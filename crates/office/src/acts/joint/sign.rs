//! Signing what the partner proposes, and taking back what the partner has not signed: methods, minutes and promotions
//! alike.

use hefu_store::Act;

use super::awards::sign_promotion;
use super::method::sign_method;
use super::minute::sign_minute;
use super::{conflict, take};
use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::joint::course_of;
use crate::rights::{Action, Thing};
use hefu_exchange::joint::Step;

/// Signs the partner's method, minute or promotion of the current round. Before a minute or promotion is signed the result is
/// computed anew: one that this office does not come to itself is not signed.
///
/// # Errors
/// When the viewer may not; there is no such statement; it is not of this phase; it is about other projects or inputs than this
/// office has; or another of this office waits.
pub async fn sign_statement(office: &Office, doing: Doing, direction: &str, digest: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let course = course_of(office, &mut office.db().read().await?, &direction).await?;
    if course.joint.round().is_some_and(|round| round.minutes.contains_key(digest)) {
        return sign_minute(office, doing, course, digest).await;
    }
    if course.joint.round().is_some_and(|round| round.promotions.contains_key(digest)) {
        return sign_promotion(office, doing, course, digest).await;
    }
    let digest = digest.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                let round = course.joint.round().ok_or_else(Refusal::not_found)?;
                let proposal = round.methods.get(&digest).ok_or_else(Refusal::not_found)?;
                sign_method(&office, act, &doing, &course, proposal).await
            })
        })
        .await
}

/// Takes back a method, minute or promotion of this office that the partner has not signed.
///
/// # Errors
/// When the viewer may not, there is no such statement of this office, or the partner has signed it.
pub async fn withdraw_statement(
    office: &Office,
    doing: Doing,
    direction: &str,
    digest: &str,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let digest = digest.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                let round = course.joint.round().ok_or_else(Refusal::not_found)?;
                let own = office.keys().signing.name();
                let of_method = round.methods.get(&digest).map(|known| (&known.statement.signed, &known.withdrawn));
                let of_minute = round.minutes.get(&digest).map(|known| (&known.statement.signed, &known.withdrawn));
                let promotion = round.promotions.get(&digest);
                let of_promotion = promotion.map(|known| (&known.statement.signed, &known.withdrawn));
                let (signed, withdrawn) = of_method.or(of_minute).or(of_promotion).ok_or_else(Refusal::not_found)?;
                if !signed.contains(own) {
                    return Err(Refusal::not_found().into());
                }
                if withdrawn.contains(&course.own) {
                    return Ok(());
                }
                if signed.len() > 1 {
                    return Err(conflict("joint-signed-by-both"));
                }
                take(act, &doing, &course, Step::Withdrawn { digest }).await?;
                Ok(())
            })
        })
        .await
}
