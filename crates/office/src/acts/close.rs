//! Closing a direction: the statement that the list is complete, and what became of every application and pair.

use hefu_application::{ClosingStatement, State};
use hefu_check::{Outcome, closing_digest};
use hefu_store::{Act, Tx};
use hefu_words::{Arg, Message};

use super::notices::instant;
use super::{Doing, record};
use crate::Office;
use crate::appeals::{Against, remedy};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::happened::{Happened, Void};
use crate::letters::{Facts, LetterKind, letters_to_team};
use crate::lists::stages;
use crate::projection;
use crate::rights::{Action, Thing};
use crate::views::{HalfState, PairState, exchange_now, findings_alone, half_state, settled};

/// States that this office's list of a direction is complete: how many were handed in and not taken back, the last number,
/// and a digest of all numbers (ruling R-10a). Doing it twice is doing it once.
///
/// # Errors
/// When the viewer may not, the guide has no such direction for this side, or its window is not closed yet.
pub async fn close_direction(office: &Office, doing: Doing, direction: &str) -> Result<ClosingStatement, OfficeError> {
    office.may_here(&doing.viewer, Action::Close, Thing::Pair)?;
    let direction = office.direction(direction)?.number.clone();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT body FROM closings WHERE side = $1 AND direction = $2";
                let own = [text(&office.config().side), text(&direction)];
                if let Some(row) = act.tx().maybe_row(sql, &own).await? {
                    return Ok(serde_json::from_str(&row.text("body")?)?);
                }
                let sql = "SELECT closes FROM notices WHERE direction = $1";
                let row = act.tx().maybe_row(sql, &[text(&direction)]).await?.ok_or_else(Refusal::not_found)?;
                if instant(&row.text("closes")?)? > doing.now {
                    let message = Message::new("exchange-window-still-open");
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                let sql = "SELECT number FROM applications WHERE direction = $1 AND state = $2 ORDER BY number";
                let values = [text(&direction), text(projection::word(State::Submitted))];
                let rows = act.tx().rows(sql, &values).await?;
                let numbers = rows.iter().map(|row| row.text("number")).collect::<Result<Vec<_>, _>>()?;
                let statement = ClosingStatement {
                    made: doing.now.clone(),
                    count: u64::try_from(numbers.len()).unwrap_or(u64::MAX),
                    last_number: numbers.last().cloned(),
                    digest: Some(closing_digest(numbers.iter().map(String::as_str))),
                };
                let happened = Happened::DirectionClosed { direction, statement: statement.clone() };
                record(act, &doing, &happened).await?;
                Ok(statement)
            })
        })
        .await
}

/// What became of a direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Applications of this office void because the partner did not apply, with the clause.
    pub void: Vec<Void>,
    /// Pairs that stand.
    pub pairs: Vec<String>,
    /// Applications of this office whose pair does not stand.
    pub failed: Vec<String>,
}

/// Settles a direction once the exchange is complete: who stands in a pair, whose pair failed, who is void because only one
/// side applied. After that nothing about its pairs changes, and only pairs that stand go on.
///
/// `reason` is an officer's ruling to settle although a closing statement is missing or not borne out (R-10a); it is not asked
/// for where none is.
///
/// # Errors
/// When the viewer may not; a window is open; a statement is missing and no reason is given; or something still waits for a
/// person: an unpaired change, claims, pairs to confirm or rule on.
pub async fn settle_direction(
    office: &Office,
    doing: Doing,
    direction: &str,
    reason: &str,
) -> Result<Settlement, OfficeError> {
    office.may_here(&doing.viewer, Action::Close, Thing::Pair)?;
    let direction = office.direction(direction)?.number.clone();
    let reason = reason.trim().to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if let Some(Happened::DirectionSettled { void, pairs, failed, .. }) =
                    settled(act.tx(), &direction).await?
                {
                    return Ok(Settlement { void, pairs, failed });
                }
                let (exchange, intakes) = exchange_now(&office, act.tx(), &direction, &doing.now).await?;
                let conflict = |message: Message| OfficeError::from(Refusal::new(RefusalKind::Conflict, message));
                if !exchange.windows_closed {
                    return Err(conflict(Message::new("exchange-window-still-open")));
                }
                if !exchange.complete && reason.is_empty() {
                    let message = Message::new("exchange-not-complete");
                    return Err(Refusal {
                        field: Some("reason".to_owned()),
                        ..Refusal::new(RefusalKind::Conflict, message)
                    }
                    .into());
                }
                nothing_waits(act.tx(), &direction).await?;
                let mut settlement = Settlement::default();
                let own = office.config().side.clone();
                let sql = "SELECT pair, state FROM pairs WHERE direction = $1 ORDER BY pair";
                for row in act.tx().rows(sql, &[text(&direction)]).await? {
                    if row.text("state")? == PairState::Consistent.word() {
                        settlement.pairs.push(row.text("pair")?);
                    }
                }
                let sql = "SELECT number FROM halves WHERE direction = $1 AND side = $2 ORDER BY number";
                let rows = act.tx().rows(sql, &[text(&direction), text(&own)]).await?;
                for row in rows {
                    let number = row.text("number")?;
                    match half_state(act.tx(), &own, &number).await? {
                        Some(HalfState::Paired(pair)) if settlement.pairs.contains(&pair) => {}
                        Some(state @ HalfState::Alone(_)) => {
                            let said = findings_alone(&office, &intakes, &state, &exchange, &doing.now);
                            // Where a statement is missing the sentence leaves it to a person: the reason given is that ruling.
                            let void = said
                                .into_iter()
                                .find(|finding| finding.outcome == Outcome::Fail || finding.outcome == Outcome::Person);
                            match void {
                                Some(finding) => settlement.void.push(Void { number, clause: finding.clause }),
                                None => settlement.failed.push(number),
                            }
                        }
                        _ => settlement.failed.push(number),
                    }
                }
                let settled_direction = direction.clone();
                let happened = Happened::DirectionSettled {
                    direction,
                    reason,
                    void: settlement.void.clone(),
                    pairs: settlement.pairs.clone(),
                    failed: settlement.failed.clone(),
                };
                record(act, &doing, &happened).await?;
                for void in &settlement.void {
                    tell_void(&office, act, &doing, void).await?;
                }
                stages(&office, act.tx(), &settled_direction, "").await?;
                Ok(settlement)
            })
        })
        .await
}

/// Writes to those who take part in an application that it is void because only one side applied.
async fn tell_void(office: &Office, act: &mut Act<'_>, doing: &Doing, void: &Void) -> Result<(), OfficeError> {
    let sql = "SELECT draft, title, direction FROM applications WHERE number = $1";
    let row = act.tx().row(sql, &[text(&void.number)]).await?;
    let draft = row.text("draft")?;
    let facts = Facts::of_application(&draft, &void.number, &row.text("title")?)
        .direction(&row.text("direction")?)
        .clause(&void.clause)
        .path(format!("/applications/{draft}/pair"));
    let remedy = remedy(office, act.tx(), &row.text("direction")?, Against::Settlement, &doing.now).await?;
    let facts = facts.remedy(Against::Settlement, remedy);
    letters_to_team(office, act, doing, LetterKind::OneSided, &draft, &facts).await
}

/// Refuses while something of the direction still waits for the program or a person.
async fn nothing_waits(tx: &mut Tx<'_>, direction: &str) -> Result<(), OfficeError> {
    let count = "SELECT
        (SELECT COUNT(*) FROM pairings WHERE direction = $1 AND wanted > done) AS stale,
        (SELECT COUNT(*) FROM pairs WHERE direction = $1 AND state IN ('confirm', 'ruling')) AS ruling,
        (SELECT COUNT(*) FROM halves WHERE direction = $1 AND state = 'claimed') AS claimed";
    let row = tx.row(count, &[text(direction)]).await?;
    let (stale, ruling, claimed) = (row.int("stale")?, row.int("ruling")?, row.int("claimed")?);
    if stale > 0 {
        return Err(Refusal::new(RefusalKind::Conflict, Message::new("exchange-pairing-due")).into());
    }
    if ruling > 0 || claimed > 0 {
        let message = Message::new("exchange-rulings-wait")
            .with("pairs", Arg::from(ruling.to_string()))
            .with("claims", Arg::from(claimed.to_string()));
        return Err(Refusal::new(RefusalKind::Conflict, message).into());
    }
    Ok(())
}
