//! An expert with a seat says whether there is a conflict of interest, before the full text is shown.

use hefu_store::Act;

use crate::Office;
use crate::acts::conflict;
use crate::acts::seats::end_seats;
use crate::acts::{Doing, given, record};
use crate::error::OfficeError;
use crate::experts::{ExpertStep, Seat, conflict_of};
use crate::happened::Happened;
use crate::reviews::{ReviewStep, SeatState, review_standing};
use crate::rights::{Action, Class};

/// The expert knows of no conflict of interest and reviews. From now on the application can be read. Saying it twice is saying
/// it once.
///
/// # Errors
/// When the viewer has no seat on this application, no form is in force or the deadline is past, or the office knows of a
/// conflict of interest.
pub async fn accept_review(office: &Office, doing: Doing, number: &str) -> Result<(), OfficeError> {
    let number = number.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let (seat, standing) = review_standing(&office, act.tx(), &doing, &number).await?;
                if seat.state != SeatState::Offered {
                    return Ok(());
                }
                super::write::require(&office, act.tx(), &seat, &standing, Action::Accept).await?;
                if conflict_of(act.tx(), &number, &seat.expert, &doing.now).await?.is_some() {
                    return Err(conflict("review-conflict-open").into());
                }
                let step = ReviewStep::Accepted { number, expert: seat.expert };
                record(act, &doing, &Happened::Review(step)).await?;
                Ok(())
            })
        })
        .await
}

/// The expert does not review: the seat is free again and nothing of the application can be seen any more. A conflict of
/// interest may be declared at any time, also after handing in; what was handed in then counts no more.
///
/// # Errors
/// When the viewer has no seat on this application, no reason is given, or a review handed in would be given up for another
/// reason than a conflict.
pub async fn decline_review(
    office: &Office,
    doing: Doing,
    number: &str,
    of_conflict: bool,
    reason: &str,
) -> Result<(), OfficeError> {
    let (number, reason) = (number.to_owned(), reason.trim().to_owned());
    let order = office.random().name()?;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let (seat, standing) = review_standing(&office, act.tx(), &doing, &number).await?;
                office.require(&standing, Action::Decline, Class::Exchanged)?;
                given("reason", &reason)?;
                if seat.state == SeatState::Submitted && !of_conflict {
                    return Err(conflict("review-declined-after").into());
                }
                let step = ReviewStep::Declined {
                    number: number.clone(),
                    expert: seat.expert.clone(),
                    conflict: of_conflict,
                    reason: reason.clone(),
                };
                record(act, &doing, &Happened::Review(step)).await?;
                let of = Seat { number, expert: seat.expert };
                if of_conflict {
                    let step = ExpertStep::ConflictDeclared { seat: of.clone(), why: reason.clone() };
                    record(act, &doing, &Happened::Expert { step: Box::new(step) }).await?;
                }
                end_seats(act, &doing, order, seat.direction, vec![of], reason).await
            })
        })
        .await
}
