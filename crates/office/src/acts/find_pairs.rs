//! Pairing: the cards of a direction put together, whenever one of them has changed. Both offices have the same cards and
//! come to the same pairs.

use std::collections::BTreeSet;

use hefu_application::{ApplicationId, Intake, SideId, State};
use hefu_check::{Ruling, RulingAnswer};
use hefu_pairing::{Orphan, Pair, PairingResult, pair_sides};
use hefu_store::{Act, Tx, Value};

use super::Doing;
use super::tell_pairs::tell_pairs;
use crate::Office;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::lists::{PairRow, keep_pairs};
use crate::views::{CardLine, cards_of, confirm_id, intakes_of, pair_standing};

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
    let guide = office.clone();
    let known = cards.clone();
    let (rows, intakes) = tokio::task::spawn_blocking(move || {
        let pair = |intakes: &[Intake]| pair_sides(guide.guide(), guide.settings(), intakes);
        let result = decided(&known, pair(&intakes), &confirmed);
        let early = early(&intakes, &result, pair);
        Ok::<_, OfficeError>((rows(&known, &result, early)?, intakes))
    })
    .await
    .map_err(|error| OfficeError::Stored(error.to_string()))??;
    let (shared, direction) = (office.clone(), direction.to_owned());
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move { keep(&shared, act, &doing, &direction, wanted, &rows, (&intakes, &cards)).await })
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
pub(crate) fn digests(cards: &[CardLine], pair: &Pair) -> String {
    let of = |half: &hefu_application::ApplicationId| {
        cards.iter().find(|card| card.side == half.side.as_str() && card.card.number == half.number)
    };
    let found: Vec<&str> = pair.halves.iter().filter_map(of).map(|card| card.digest.as_str()).collect();
    found.join(" ")
}

/// Claims of which people have said who belongs together become pairs; who is left of them stands alone. Nobody wins by
/// score.
fn decided(cards: &[CardLine], mut result: PairingResult, confirmed: &BTreeSet<(String, String)>) -> PairingResult {
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
    /// Pair, its cards' digests, its body.
    pairs: Vec<(Pair, String, String)>,
    /// Side, number, state, pair, body.
    halves: Vec<(SideId, String, &'static str, Option<String>, String)>,
    /// Pairs with a half that is not handed in.
    early: Vec<Pair>,
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

fn rows(cards: &[CardLine], result: &PairingResult, early: Vec<Pair>) -> Result<Rows, OfficeError> {
    let mut rows = Rows { pairs: Vec::new(), halves: Vec::new(), early };
    for pair in &result.pairs {
        rows.pairs.push((pair.clone(), digests(cards, pair), serde_json::to_string(pair)?));
        for half in &pair.halves {
            let body = String::new();
            rows.halves.push((half.side.clone(), half.number.clone(), "paired", Some(pair.id.clone()), body));
        }
    }
    for claim in &result.claims {
        let body = serde_json::to_string(claim)?;
        for half in &claim.applications {
            rows.halves.push((half.side.clone(), half.number.clone(), "claimed", None, body.clone()));
        }
    }
    for orphan in &result.orphans {
        let half = &orphan.application;
        rows.halves.push((half.side.clone(), half.number.clone(), "alone", None, serde_json::to_string(orphan)?));
    }
    Ok(rows)
}

async fn keep(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    direction: &str,
    wanted: i64,
    rows: &Rows,
    (intakes, known): (&[Intake], &[CardLine]),
) -> Result<bool, OfficeError> {
    let sql = "UPDATE pairings SET done = $2, at = $3 WHERE direction = $1 AND done < $2";
    let values = [text(direction), Value::Int(wanted), text(&doing.now.to_string())];
    if act.tx().execute(sql, &values).await? == 0 {
        return Ok(false);
    }
    act.tx().execute("DELETE FROM pairs WHERE direction = $1", &[text(direction)]).await?;
    act.tx().execute("DELETE FROM halves WHERE direction = $1", &[text(direction)]).await?;
    let mut listed = Vec::new();
    act.tx().execute("DELETE FROM early_halves WHERE direction = $1", &[text(direction)]).await?;
    for (pair, cards, body) in &rows.pairs {
        let (state, findings) = pair_standing(office, act.tx(), intakes, pair, cards, &doing.now).await?;
        let values = [text(&pair.id), text(direction), text(state.word()), text(cards), text(body)];
        let sql = "INSERT INTO pairs (pair, direction, state, cards, body) VALUES ($1, $2, $3, $4, $5)";
        act.tx().execute(sql, &values).await?;
        listed.push(PairRow { pair, state, findings });
    }
    let mut alone = Vec::new();
    for (side, number, state, pair, body) in &rows.halves {
        if pair.is_none() {
            alone.push((ApplicationId { side: side.clone(), number: number.clone() }, *state));
        }
        let pair = pair.as_ref().map_or(Value::Null, |pair| text(pair));
        let values = [text(side.as_str()), text(number), text(direction), text(state), pair, text(body)];
        let sql = "INSERT INTO halves (side, number, direction, state, pair, body) VALUES ($1, $2, $3, $4, $5, $6)";
        act.tx().execute(sql, &values).await?;
    }
    keep_pairs(office, act.tx(), direction, known, &listed, &alone).await?;
    for pair in &rows.early {
        let body = serde_json::to_string(pair)?;
        for half in &pair.halves {
            let values = [text(half.side.as_str()), text(&half.number), text(direction), text(&body)];
            let sql = "INSERT INTO early_halves (side, number, direction, pair) VALUES ($1, $2, $3, $4)";
            act.tx().execute(sql, &values).await?;
        }
    }
    tell_pairs(office, act, doing, direction, intakes).await?;
    Ok(true)
}
