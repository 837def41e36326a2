//! Giving and taking seats: the one act by which experts come to applications, for one seat and for a whole assignment.

use std::collections::BTreeSet;

use hefu_store::{Act, Tx};
use hefu_words::Message;

use super::gate::{Need, eligible};
use super::{Doing, given, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::experts::{ExpertStep, Hold, Seat, Stood, held, state_of};
use crate::happened::Happened;
use crate::rights::{Action, Thing};

/// A change of seats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatChange {
    /// Direction number; all applications are of it.
    pub direction: String,
    /// Seats to give.
    pub put: Vec<Seat>,
    /// Seats to take.
    pub taken: Vec<Seat>,
    /// Why.
    pub why: String,
}

/// Gives and takes seats, all of them or none. Gives the name of the order, under which it can be undone.
///
/// # Errors
/// When the viewer may not, no reason is given, nothing is asked for, an expert is not in the register or no longer asked, a
/// seat to give stands or a seat to take does not, or an application has no pair that stands.
pub async fn change_seats(office: &Office, doing: Doing, change: SeatChange) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let direction = office.direction(&change.direction)?.number.clone();
    let why = given("why", &change.why)?;
    let once = |seats: Vec<Seat>| seats.into_iter().collect::<BTreeSet<_>>();
    let (put, taken) = (once(change.put), once(change.taken));
    if (put.is_empty() && taken.is_empty()) || !put.is_disjoint(&taken) {
        return Err(Refusal::invalid("seat", Message::new("experts-no-change")).into());
    }
    let (side, order) = (office.config().side.clone(), office.random().name()?);
    let change = Checked { side, direction, put, taken, why };
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                no_conflict(act, &doing, &change.direction, &change.put).await?;
                order_seats(act, &doing, order, change).await
            })
        })
        .await
}

/// A change of seats that asks for something and says why.
pub(super) struct Checked {
    pub(super) side: String,
    pub(super) direction: String,
    pub(super) put: BTreeSet<Seat>,
    pub(super) taken: BTreeSet<Seat>,
    pub(super) why: String,
}

/// Gives and takes the seats of a change inside an act. That no conflict of interest keeps an expert from a seat is asked before.
pub(super) async fn order_seats(
    act: &mut Act<'_>,
    doing: &Doing,
    order: String,
    change: Checked,
) -> Result<String, OfficeError> {
    let Checked { side, direction, put, taken, why } = change;
    for seat in &taken {
        if stands(act.tx(), seat).await?.is_none() {
            return Err(against(RefusalKind::Conflict, "experts-seat-none", seat));
        }
        of_direction(act.tx(), &direction, &seat.number).await?;
    }
    may_stand(act, &side, &direction, &put).await?;
    let (put, taken) = (put.into_iter().collect(), taken.into_iter().collect());
    let who = doing.viewer.name.clone();
    let step = ExpertStep::SeatsChanged { direction, order: order.clone(), put, taken, why, who };
    record(act, doing, &Happened::Expert { step: Box::new(step) }).await?;
    Ok(order)
}

/// Undoes an order: what stood before it stands again, since when it had stood.
///
/// # Errors
/// When the viewer may not, no reason is given, there is no such order or it is undone, one of its seats has changed since, or
/// a seat that would stand again may not any more.
pub async fn undo_seats(office: &Office, doing: Doing, order: &str, why: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let (order, why, side) = (order.to_owned(), given("why", why)?, office.config().side.clone());
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT direction, body, at, undone FROM seat_orders WHERE seat_order = $1";
                let row = act.tx().maybe_row(sql, &[text(&order)]).await?.ok_or_else(Refusal::not_found)?;
                if !row.text("undone")?.is_empty() {
                    let message = Message::new("experts-order-undone");
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                let (direction, at) = (row.text("direction")?, row.text("at")?);
                let (gone, back): (Vec<Seat>, Vec<Stood>) = serde_json::from_str(&row.text("body")?)?;
                for seat in &gone {
                    if stands(act.tx(), seat).await?.as_ref() != Some(&at) {
                        return Err(against(RefusalKind::Conflict, "experts-order-changed", seat));
                    }
                }
                let seats = back.iter().map(|stood| stood.seat.clone()).collect();
                no_conflict(act, &doing, &direction, &seats).await?;
                may_stand(act, &side, &direction, &seats).await?;
                let step = ExpertStep::SeatsRestored { direction, order, back, gone, why };
                record(act, &doing, &Happened::Expert { step: Box::new(step) }).await?;
                Ok(())
            })
        })
        .await
}

/// Takes those of an expert's seats that stand, as one order: an expert who will not review, or may not, sits nowhere.
pub(super) async fn end_seats(
    act: &mut Act<'_>,
    doing: &Doing,
    order: String,
    direction: String,
    seats: Vec<Seat>,
    why: String,
) -> Result<(), OfficeError> {
    let mut taken = Vec::new();
    for seat in seats {
        if stands(act.tx(), &seat).await?.is_some() {
            taken.push(seat);
        }
    }
    if taken.is_empty() {
        return Ok(());
    }
    let who = doing.viewer.name.clone();
    let step = ExpertStep::SeatsChanged { direction, order, put: Vec::new(), taken, why, who };
    record(act, doing, &Happened::Expert { step: Box::new(step) }).await?;
    Ok(())
}

/// Refuses seats that cannot be given: the application's pair does not stand, the expert is not asked or sits there.
async fn may_stand(act: &mut Act<'_>, side: &str, direction: &str, seats: &BTreeSet<Seat>) -> Result<(), OfficeError> {
    for number in seats.iter().map(|seat| seat.number.as_str()).collect::<BTreeSet<_>>() {
        of_direction(act.tx(), direction, number).await?;
        let pair = pair_of(act.tx(), side, number).await?;
        eligible(act.tx(), &pair, Need::Stands).await?;
    }
    for seat in seats {
        may_sit(act.tx(), seat).await?;
    }
    Ok(())
}

/// Refuses a seat that a conflict of interest keeps from its expert.
async fn no_conflict(
    act: &mut Act<'_>,
    doing: &Doing,
    direction: &str,
    seats: &BTreeSet<Seat>,
) -> Result<(), OfficeError> {
    if seats.is_empty() {
        return Ok(());
    }
    let experts = seats.iter().map(|seat| seat.expert.clone()).collect();
    let conflicts = held(act.tx(), direction, &experts, &doing.now).await?;
    for seat in seats {
        match conflicts.get(seat).map(|found| found.hold) {
            Some(Hold::Open) => return Err(against(RefusalKind::Conflict, "experts-conflict-open", seat)),
            Some(_) => return Err(against(RefusalKind::Conflict, "experts-conflict-stands", seat)),
            None => {}
        }
    }
    Ok(())
}

/// Refuses a seat that cannot be given to its expert.
async fn may_sit(tx: &mut Tx<'_>, seat: &Seat) -> Result<(), OfficeError> {
    let row = tx.maybe_row("SELECT state FROM experts WHERE expert = $1", &[text(&seat.expert)]).await?;
    let Some(row) = row else {
        return Err(against(RefusalKind::Invalid, "experts-unknown", seat));
    };
    if !state_of(&row.text("state")?)?.takes_seats() {
        return Err(against(RefusalKind::Conflict, "experts-not-asked", seat));
    }
    if stands(tx, seat).await?.is_some() {
        return Err(against(RefusalKind::Conflict, "experts-seat-stands", seat));
    }
    Ok(())
}

/// Refuses an application that is none of this office's in the direction.
async fn of_direction(tx: &mut Tx<'_>, direction: &str, number: &str) -> Result<(), OfficeError> {
    let sql = "SELECT number FROM applications WHERE number = $1 AND direction = $2";
    if tx.maybe_row(sql, &[text(number), text(direction)]).await?.is_none() {
        return Err(Refusal::invalid("seat", Message::new("experts-no-application").with("number", number)).into());
    }
    Ok(())
}

/// The pair that an application of this office belongs to.
async fn pair_of(tx: &mut Tx<'_>, side: &str, number: &str) -> Result<String, OfficeError> {
    let sql = "SELECT pair FROM halves WHERE side = $1 AND number = $2";
    let row = tx.maybe_row(sql, &[text(side), text(number)]).await?;
    let pair = row.map(|row| row.maybe_text("pair")).transpose()?.flatten();
    pair.ok_or_else(|| {
        Refusal::new(RefusalKind::Conflict, Message::new("experts-no-pair").with("number", number)).into()
    })
}

/// Since when a seat stands; none where it does not.
async fn stands(tx: &mut Tx<'_>, seat: &Seat) -> Result<Option<String>, OfficeError> {
    let sql = "SELECT since FROM seats WHERE number = $1 AND expert = $2";
    let row = tx.maybe_row(sql, &[text(&seat.number), text(&seat.expert)]).await?;
    Ok(row.map(|row| row.text("since")).transpose()?)
}

fn against(kind: RefusalKind, key: &str, seat: &Seat) -> OfficeError {
    let message = Message::new(key).with("number", seat.number.as_str()).with("expert", seat.expert.as_str());
    Refusal { field: Some("seat".to_owned()), ..Refusal::new(kind, message) }.into()
}
