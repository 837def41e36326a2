//! Ruling on a finding on a pair, and on whether two halves belong together at all.

use hefu_application::Intake;
use hefu_check::{Outcome, Ruling, RulingAnswer};
use hefu_store::{Act, Tx};
use hefu_words::Message;

use super::gate::{Eligible, Need, eligible};
use super::{Doing, given, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::lists::by_application;
use crate::rights::{Action, Thing};
use crate::views::{HalfState, cards_of, confirm_id, half_state, intakes_of, pair_findings};

/// Rules on a finding on a pair. `cards` are the digests of the cards the officer saw: a ruling is on what was seen, and
/// lapses when a half is handed in anew. With [`confirm_id`] as the finding it is ruled whether the two belong together.
///
/// # Errors
/// When the viewer may not, no reason is given, there is no such pair or finding, it is not for a person, the cards have
/// changed since, or the direction is settled.
pub async fn rule_pair(
    office: &Office,
    doing: Doing,
    pair: &str,
    cards: &str,
    finding: &str,
    answer: RulingAnswer,
    why: &str,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Rule, Thing::Pair)?;
    let (pair, cards, finding, why) = (pair.to_owned(), cards.to_owned(), finding.to_owned(), given("why", why)?);
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let Eligible { pair: about, cards: now } = named(&office, act.tx(), &pair, &finding).await?;
                if now != cards {
                    return Err(Refusal::new(RefusalKind::Conflict, Message::new("exchange-pair-changed")).into());
                }
                if finding != confirm_id(&about) {
                    let all = cards_of(act.tx(), &about.direction).await?;
                    let intakes: Vec<Intake> = intakes_of(&office, act.tx(), &about.direction, &all).await?;
                    let findings = pair_findings(&office, act.tx(), &intakes, &about, &cards, &doing.now).await?;
                    let on = findings.iter().find(|f| f.id == finding).ok_or_else(Refusal::not_found)?;
                    if on.outcome != Outcome::Person && on.ruled.is_none() {
                        let message = Message::new("office-not-for-a-person");
                        return Err(Refusal::new(RefusalKind::Invalid, message).under(&on.clause).into());
                    }
                }
                let when = doing.now.to_string();
                let ruling = Ruling { finding, answer, who: doing.viewer.name.clone(), when, why };
                let happened = Happened::PairRuled { pair: about.id, direction: about.direction, cards, ruling };
                record(act, &doing, &happened).await?;
                Ok(())
            })
        })
        .await
}

/// The pair that is ruled on, with its cards as they are now: one that was found, or a possible one among those that compete.
async fn named(office: &Office, tx: &mut Tx<'_>, pair: &str, finding: &str) -> Result<Eligible, OfficeError> {
    match eligible(tx, pair, Need::Open).await {
        Ok(known) if !finding.ends_with("/pairing") || finding == confirm_id(&known.pair) => Ok(known),
        Ok(_) => candidate(office, tx, finding).await,
        Err(OfficeError::Refused(refusal)) if refusal.kind == RefusalKind::NotFound => {
            candidate(office, tx, finding).await
        }
        Err(other) => Err(other),
    }
}

async fn candidate(office: &Office, tx: &mut Tx<'_>, finding: &str) -> Result<Eligible, OfficeError> {
    let sql = "SELECT side, number FROM halves WHERE state = 'claimed' AND side = $1 ORDER BY number";
    let own = [crate::exchange::text(&office.config().side)];
    for row in tx.rows(sql, &own).await? {
        let (side, number) = (row.text("side")?, row.text("number")?);
        let Some(HalfState::Claimed(claim)) = half_state(tx, &side, &number).await? else { continue };
        if let Some(found) = claim.candidates.iter().find(|candidate| confirm_id(candidate) == finding) {
            let all = cards_of(tx, &found.direction).await?;
            let digests = super::find_pairs::digests(&by_application(&all), found);
            return Eligible::possible(tx, found.clone(), digests, Need::Open).await;
        }
    }
    Err(Refusal::not_found().into())
}
