//! Pairing: the cards of a direction put together, whenever one of them has changed. Both offices have the same cards and
//! come to the same pairs.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::{Application, ApplicationId, Intake, SideId, State};
use hefu_check::{Finding, Ruling, RulingAnswer};
use hefu_pairing::{Orphan, Pair, PairingResult, pair_sides};
use hefu_store::{Act, Tx, Value};
use jiff::Zoned;

use super::Doing;
use super::tell_pairs::tell_pairs;
use crate::Office;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::lists::{Cards, PairRow, by_application, keep_pairs};
use crate::views::{CardLine, Stands, all_rulings, card_findings, cards_of, confirm_id, intakes_of, stands};

/// Directions in which a card has changed since they were paired.
///
/// # Errors
/// When the store fails.
pub async fn pairings_due(office: &Office) -> Result<Vec<String>, OfficeError> {
    let mut tx = office.db().read().await?;
    let rows = tx.rows("SELECT direction FROM pairings WHERE wanted > done ORDER BY direction", &[]).await?;
    rows.iter().map(|row| Ok(row.text("direction")?)).collect()
}

/// Pairs a direction anew. Gives whether anything had changed.
///
/// Everything that follows from the cards alone is computed before the one writer of the office is asked for, and what comes to
/// the same as before is not written: while it writes, nobody can hand in.
///
/// # Errors
/// When the store fails.
pub async fn find_pairs(office: &Office, doing: Doing, direction: &str) -> Result<bool, OfficeError> {
    let mut tx = office.db().read().await?;
    let sql = "SELECT wanted FROM pairings WHERE direction = $1 AND wanted > done";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(false) };
    let wanted = row.int("wanted")?;
    let cards = cards_of(&mut tx, direction).await?;
    let intakes = intakes_of(office, &mut tx, direction, &cards).await?;
    let confirmed = confirmed(&mut tx).await?;
    drop(tx);
    let (guide, known, now) = (office.clone(), cards.clone(), doing.now.clone());
    let rows = tokio::task::spawn_blocking(move || {
        let pair = |intakes: &[Intake]| pair_sides(guide.guide(), guide.settings(), intakes);
        let known = by_application(&known);
        let result = decided(&known, pair(&intakes), &confirmed);
        let early = early(&intakes, &result, pair);
        rows(&guide, &known, &intakes, result, early, &now)
    })
    .await
    .map_err(|error| OfficeError::Stored(error.to_string()))??;
    let (shared, direction) = (office.clone(), direction.to_owned());
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move { keep(&shared, act, &doing, (&direction, wanted), &rows, &cards).await })
        })
        .await
}

/// Possible pairs that people have said belong together: the finding's id, and the cards it was said of.
async fn confirmed(tx: &mut Tx<'_>) -> Result<BTreeSet<(String, String)>, OfficeError> {
    let mut said = BTreeSet::new();
    for row in tx.rows("SELECT finding, cards, body FROM pair_rulings WHERE finding LIKE '%/pairing'", &[]).await? {
        let ruling: Ruling = serde_json::from_str(&row.text("body")?)?;
        if ruling.answer == RulingAnswer::Met {
            said.insert((ruling.finding, row.text("cards")?));
        }
    }
    Ok(said)
}

/// The digests of a pair's cards as a ruling names them.
pub(crate) fn digests(cards: &Cards<'_>, pair: &Pair) -> String {
    let found: Vec<&str> =
        pair.halves.iter().filter_map(|half| cards.get(half)).map(|card| card.digest.as_str()).collect();
    found.join(" ")
}

/// Claims of which people have said who belongs together become pairs; who is left of them stands alone. Nobody wins by
/// score.
fn decided(cards: &Cards<'_>, mut result: PairingResult, confirmed: &BTreeSet<(String, String)>) -> PairingResult {
    let mut open = Vec::new();
    for claim in std::mem::take(&mut result.claims) {
        let mut used = BTreeSet::new();
        for candidate in &claim.candidates {
            let said = confirmed.contains(&(confirm_id(candidate), digests(cards, candidate)));
            if said && !candidate.halves.iter().any(|half| used.contains(half)) {
                used.extend(candidate.halves.iter().cloned());
                result.pairs.push(candidate.clone());
            }
        }
        if used.is_empty() {
            open.push(claim);
            continue;
        }
        let left = claim.applications.iter().filter(|half| !used.contains(*half));
        result.orphans.extend(left.map(|half| Orphan {
            application: half.clone(),
            nearest: None,
            named_partner_missing: None,
        }));
    }
    result.claims = open;
    result
}

/// What is kept of a pairing.
struct Rows {
    pairs: Vec<FoundPair>,
    halves: Vec<FoundHalf>,
    /// Pairs with a half that is not handed in.
    early: Vec<Pair>,
}

/// A pair with what the two cards say; rulings on them are not in it.
struct FoundPair {
    pair: Pair,
    /// Digests of its cards.
    cards: String,
    body: String,
    findings: Vec<Finding>,
}

/// Where a half stands.
struct FoundHalf {
    id: ApplicationId,
    state: &'static str,
    pair: Option<String>,
    body: String,
}

/// Pairs of what is left with halves that are shown before they are handed in. What is handed in is paired first and by
/// itself, so that a draft changes nothing about it.
fn early(intakes: &[Intake], result: &PairingResult, pair: impl Fn(&[Intake]) -> PairingResult) -> Vec<Pair> {
    let shown = early_intakes(intakes, &result.orphans.iter().map(|orphan| &orphan.application).collect());
    let drafts: BTreeSet<&ApplicationId> = intakes
        .iter()
        .flat_map(|intake| &intake.applications)
        .filter(|application| application.state == State::Draft)
        .map(|application| &application.id)
        .collect();
    if drafts.is_empty() {
        return Vec::new();
    }
    let mut pairs = pair(&shown).pairs;
    pairs.retain(|pair| !pair.confirm && pair.halves.iter().any(|half| drafts.contains(half)));
    pairs
}

/// What early pairs are made and compared of: halves shown, as if they were handed in, and of those handed in the ones that
/// have no partner.
fn early_intakes(intakes: &[Intake], alone: &BTreeSet<&ApplicationId>) -> Vec<Intake> {
    let mut shown = intakes.to_vec();
    for application in shown.iter_mut().flat_map(|intake| &mut intake.applications) {
        application.state = match application.state {
            State::Draft => State::Submitted,
            State::Submitted if alone.contains(&application.id) => State::Submitted,
            _ => State::Withdrawn,
        };
    }
    shown
}

fn rows(
    office: &Office,
    cards: &Cards<'_>,
    intakes: &[Intake],
    result: PairingResult,
    early: Vec<Pair>,
    now: &Zoned,
) -> Result<Rows, OfficeError> {
    let mut rows = Rows { pairs: Vec::new(), halves: Vec::new(), early };
    let half = |id: &ApplicationId, state: &'static str, pair: Option<&String>, body: String| FoundHalf {
        id: id.clone(),
        state,
        pair: pair.cloned(),
        body,
    };
    let applications = intakes.iter().flat_map(|intake| &intake.applications);
    let known: BTreeMap<&ApplicationId, &Application> = applications.map(|one| (&one.id, one)).collect();
    for pair in result.pairs {
        rows.halves.extend(pair.halves.iter().map(|id| half(id, "paired", Some(&pair.id), String::new())));
        let (cards, body) = (digests(cards, &pair), serde_json::to_string(&pair)?);
        let halves: Vec<&Application> = pair.halves.iter().filter_map(|id| known.get(id).copied()).collect();
        let findings = card_findings(office, intakes, (&pair, &halves), now);
        rows.pairs.push(FoundPair { pair, cards, body, findings });
    }
    for claim in &result.claims {
        let body = serde_json::to_string(claim)?;
        rows.halves.extend(claim.applications.iter().map(|id| half(id, "claimed", None, body.clone())));
    }
    for orphan in &result.orphans {
        rows.halves.push(half(&orphan.application, "alone", None, serde_json::to_string(orphan)?));
    }
    Ok(rows)
}

async fn keep(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    (direction, wanted): (&str, i64),
    rows: &Rows,
    known: &[CardLine],
) -> Result<bool, OfficeError> {
    let sql = "UPDATE pairings SET done = $2, at = $3 WHERE direction = $1 AND done < $2";
    let values = [text(direction), Value::Int(wanted), text(&doing.now.to_string())];
    if act.tx().execute(sql, &values).await? == 0 {
        return Ok(false);
    }
    let rulings = all_rulings(act.tx()).await?;
    let standing = rows.pairs.iter().map(|found| {
        let of = rulings.get(&(found.pair.id.clone(), found.cards.clone())).map_or(&[][..], Vec::as_slice);
        stands(&found.pair, found.findings.clone(), of)
    });
    let standing: Vec<Stands> = standing.collect();
    keep_found(act.tx(), direction, rows.pairs.iter().zip(&standing)).await?;
    crate::identities::due(act.tx(), Some(direction)).await?;
    keep_halves(act.tx(), direction, &rows.halves).await?;
    let listed: Vec<PairRow<'_>> = rows
        .pairs
        .iter()
        .zip(&standing)
        .map(|(found, stands)| PairRow { pair: &found.pair, state: stands.state, findings: &stands.findings })
        .collect();
    let alone = rows.halves.iter().filter(|half| half.pair.is_none()).map(|half| (half.id.clone(), half.state));
    let alone: Vec<_> = alone.collect();
    keep_pairs(office, act.tx(), direction, &by_application(known), &listed, &alone).await?;
    act.tx().execute("DELETE FROM early_halves WHERE direction = $1", &[text(direction)]).await?;
    for pair in &rows.early {
        let body = serde_json::to_string(pair)?;
        for half in &pair.halves {
            let values = [text(half.side.as_str()), text(&half.number), text(direction), text(&body)];
            let sql = "INSERT INTO early_halves (side, number, direction, pair) VALUES ($1, $2, $3, $4)";
            act.tx().execute(sql, &values).await?;
        }
    }
    // A pair that people must confirm first, or have said is none, is told to nobody.
    let told = rows.pairs.iter().zip(&standing).filter(|(found, stands)| stands.shown(&found.pair));
    let told = told.map(|(found, stands)| (&found.pair, stands.findings.as_slice()));
    tell_pairs(office, act, doing, told).await?;
    Ok(true)
}

/// Brings the table of a direction's pairs up to date.
async fn keep_found<'a>(
    tx: &mut Tx<'_>,
    direction: &str,
    pairs: impl Iterator<Item = (&'a FoundPair, &'a Stands)>,
) -> Result<(), OfficeError> {
    let mut before = BTreeMap::new();
    for row in tx.rows("SELECT pair, state, cards, body FROM pairs WHERE direction = $1", &[text(direction)]).await? {
        before.insert(row.text("pair")?, (row.text("state")?, row.text("cards")?, row.text("body")?));
    }
    for (found, stands) in pairs {
        let now = (stands.state.word().to_owned(), found.cards.clone(), found.body.clone());
        if before.remove(&found.pair.id).as_ref() == Some(&now) {
            continue;
        }
        let values = [text(&found.pair.id), text(direction), text(&now.0), text(&now.1), text(&now.2)];
        let sql = "INSERT INTO pairs (pair, direction, state, cards, body) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (pair) DO UPDATE SET direction = excluded.direction, state = excluded.state,
                     cards = excluded.cards, body = excluded.body";
        tx.execute(sql, &values).await?;
    }
    for gone in before.keys() {
        tx.execute("DELETE FROM pairs WHERE pair = $1", &[text(gone)]).await?;
    }
    Ok(())
}

/// Brings the table of a direction's halves up to date.
async fn keep_halves(tx: &mut Tx<'_>, direction: &str, halves: &[FoundHalf]) -> Result<(), OfficeError> {
    let mut before = BTreeMap::new();
    let sql = "SELECT side, number, state, pair, body FROM halves WHERE direction = $1";
    for row in tx.rows(sql, &[text(direction)]).await? {
        let id = ApplicationId { side: SideId::from(row.text("side")?.as_str()), number: row.text("number")? };
        before.insert(id, (row.text("state")?, row.maybe_text("pair")?, row.text("body")?));
    }
    for half in halves {
        let now = (half.state.to_owned(), half.pair.clone(), half.body.clone());
        if before.remove(&half.id).as_ref() == Some(&now) {
            continue;
        }
        let pair = half.pair.as_ref().map_or(Value::Null, |pair| text(pair));
        let id = [text(half.id.side.as_str()), text(&half.id.number)];
        let values = [&id[..], &[text(direction), text(half.state), pair, text(&half.body)]].concat();
        let sql = "INSERT INTO halves (side, number, direction, state, pair, body) VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (side, number) DO UPDATE SET direction = excluded.direction, state = excluded.state,
                     pair = excluded.pair, body = excluded.body";
        tx.execute(sql, &values).await?;
    }
    for gone in before.keys() {
        let values = [text(gone.side.as_str()), text(&gone.number)];
        tx.execute("DELETE FROM halves WHERE side = $1 AND number = $2", &values).await?;
    }
    Ok(())
}
