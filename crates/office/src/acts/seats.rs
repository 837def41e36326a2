//! Giving and taking seats: the one act by which experts come to applications, for one seat and for a whole assignment.

use std::collections::BTreeSet;

use hefu_store::{Act, Tx};
use hefu_words::Message;

use super::gate::{Need, eligible};
use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::experts::{ExpertState, ExpertStep, Seat};
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
    let why = change.why.trim().to_owned();
    if why.is_empty() {
        return Err(Refusal::invalid("why", Message::new("office-reason-missing")).into());
    }
    let once = |seats: Vec<Seat>| seats.into_iter().collect::<BTreeSet<_>>();
    let (put, taken) = (once(change.put), once(change.taken));
    if (put.is_empty() && taken.is_empty()) || !put.is_disjoint(&taken) {
        return Err(Refusal::invalid("seat", Message::new("experts-no-change")).into());
    }
    let (side, order) = (office.config().side.clone(), office.random().name()?);
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                for seat in &taken {
                    if !stands(act.tx(), seat).await? {
                        return Err(against(RefusalKind::Conflict, "experts-seat-none", seat));
                    }
                }
                for number in put.iter().map(|seat| seat.number.as_str()).collect::<BTreeSet<_>>() {
                    let pair = pair_of(act.tx(), &side, &direction, number).await?;
                    eligible(act.tx(), &pair, Need::Stands).await?;
                }
                for seat in &put {
                    may_sit(act.tx(), seat).await?;
                }
                let (put, taken) = (put.into_iter().collect(), taken.into_iter().collect());
                let who = doing.viewer.name.clone();
                let step = ExpertStep::SeatsChanged { direction, order: order.clone(), put, taken, why, who };
                record(act, &doing, &Happened::Expert { step: Box::new(step) }).await?;
                Ok(order)
            })
        })
        .await
}

/// Refuses a seat that cannot be given to its expert.
async fn may_sit(tx: &mut Tx<'_>, seat: &Seat) -> Result<(), OfficeError> {
    let row = tx.maybe_row("SELECT state FROM experts WHERE expert = $1", &[text(&seat.expert)]).await?;
    let Some(row) = row else {
        return Err(against(RefusalKind::Invalid, "experts-unknown", seat));
    };
    let word = row.text("state")?;
    let state =
        ExpertState::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("state of an expert `{word}`")))?;
    if !state.takes_seats() {
        return Err(against(RefusalKind::Conflict, "experts-not-asked", seat));
    }
    if stands(tx, seat).await? {
        return Err(against(RefusalKind::Conflict, "experts-seat-stands", seat));
    }
    Ok(())
}

/// The pair that an application of this office belongs to.
async fn pair_of(tx: &mut Tx<'_>, side: &str, direction: &str, number: &str) -> Result<String, OfficeError> {
    let sql = "SELECT h.pair AS pair FROM applications a LEFT JOIN halves h ON h.number = a.number AND h.side = $1
               WHERE a.number = $2 AND a.direction = $3";
    let row = tx.maybe_row(sql, &[text(side), text(number), text(direction)]).await?;
    let row = row.ok_or_else(|| {
        Refusal::invalid("seat", Message::new("experts-no-application").with("number", number))
    })?;
    row.maybe_text("pair")?.ok_or_else(|| {
        Refusal::new(RefusalKind::Conflict, Message::new("experts-no-pair").with("number", number)).into()
    })
}

async fn stands(tx: &mut Tx<'_>, seat: &Seat) -> Result<bool, OfficeError> {
    let sql = "SELECT expert FROM seats WHERE number = $1 AND expert = $2";
    Ok(tx.maybe_row(sql, &[text(&seat.number), text(&seat.expert)]).await?.is_some())
}

fn against(kind: RefusalKind, key: &str, seat: &Seat) -> OfficeError {
    let message = Message::new(key).with("number", seat.number.as_str()).with("expert", seat.expert.as_str());
    Refusal { field: Some("seat".to_owned()), ..Refusal::new(kind, message) }.into()
}
