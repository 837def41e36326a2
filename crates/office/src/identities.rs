//! Comparing the identity numbers of experts with those of the partner's people: what is set, told and known of it here.

use std::collections::BTreeSet;

use hefu_exchange::identities::IdentityStep;
use hefu_store::Tx;

use crate::error::OfficeError;
use crate::exchange::{Exchange, exchanges_of, text};
use crate::experts::Seat;

mod compute;
mod material;
mod step;

pub(crate) use compute::{Done, compute};
pub(crate) use material::{Material, Waiting, derived, material};
pub use step::{Compared, IdentityHappened, Match};

/// What this office has set for a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentitySettings {
    /// Public part of its key, hexadecimal.
    pub key: String,
    /// Numbers it evaluates for the partner at most.
    pub most: u32,
    /// Since when, as an instant with its zone.
    pub since: String,
}

/// What this office has set for a direction; nothing where it takes no part.
///
/// # Errors
/// When the store fails.
pub(crate) async fn settings(tx: &mut Tx<'_>, direction: &str) -> Result<Option<IdentitySettings>, OfficeError> {
    offered(tx, "SELECT key, most, since FROM identity_settings WHERE direction = $1", direction).await
}

/// What the partner has set, as it told.
///
/// # Errors
/// When the store fails.
pub(crate) async fn partners(tx: &mut Tx<'_>, direction: &str) -> Result<Option<IdentitySettings>, OfficeError> {
    offered(tx, "SELECT key, most, since FROM identity_partners WHERE direction = $1", direction).await
}

async fn offered(tx: &mut Tx<'_>, sql: &str, direction: &str) -> Result<Option<IdentitySettings>, OfficeError> {
    let row = tx.maybe_row(sql, &[text(direction)]).await?;
    row.map(|row| {
        let most = u32::try_from(row.int("most")?).unwrap_or(u32::MAX);
        Ok(IdentitySettings { key: row.text("key")?, most, since: row.text("since")? })
    })
    .transpose()
}

/// The exchange in whose terms the comparison stands for a direction.
pub(crate) async fn agreed(tx: &mut Tx<'_>, direction: &str) -> Result<Option<Exchange>, OfficeError> {
    Ok(exchanges_of(tx, direction).await?.into_iter().find(|exchange| exchange.terms.identities))
}

/// The last comparison of a direction, and when.
///
/// # Errors
/// When the store fails.
pub(crate) async fn compared(tx: &mut Tx<'_>, direction: &str) -> Result<Option<(Compared, String)>, OfficeError> {
    let sql = "SELECT body, at FROM identity_results WHERE direction = $1";
    let row = tx.maybe_row(sql, &[text(direction)]).await?;
    row.map(|row| Ok((serde_json::from_str(&row.text("body")?)?, row.text("at")?))).transpose()
}

/// Experts who are among the people of the other half of applications of a direction, as the last comparison says.
pub(crate) async fn matches(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<Seat>, OfficeError> {
    let last = compared(tx, direction).await?;
    Ok(last.map(|(last, _)| last.matches.into_iter().map(|found| found.seat).collect()).unwrap_or_default())
}

/// Numbers that `asker` has had evaluated under a key.
pub(crate) async fn evaluated(tx: &mut Tx<'_>, direction: &str, asker: &str, key: &str) -> Result<u32, OfficeError> {
    let sql = "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) AS n FROM identity_questions
               WHERE direction = $1 AND side = $2 AND key = $3 AND state IN ('answered', 'doubted')";
    let sum = tx.row(sql, &[text(direction), text(asker), text(key)]).await?.int("n")?;
    Ok(u32::try_from(sum).unwrap_or(u32::MAX))
}

/// How many of the register have a number that can be compared, how many have none, and how many numbers that makes.
pub(crate) async fn experts_compared(tx: &mut Tx<'_>) -> Result<(usize, usize, usize), OfficeError> {
    let all = material::experts(tx).await?;
    let with = all.iter().filter(|(_, values)| !values.is_empty()).count();
    let numbers: BTreeSet<_> = all.iter().flat_map(|(_, values)| values).collect();
    Ok((with, all.len() - with, numbers.len()))
}

/// Pairs of which this office has told the people of its half.
pub(crate) async fn own_told(tx: &mut Tx<'_>, direction: &str, own: &str) -> Result<usize, OfficeError> {
    let sql = "SELECT body FROM identity_people WHERE direction = $1 AND side = $2";
    let Some(row) = tx.maybe_row(sql, &[text(direction), text(own)]).await? else { return Ok(0) };
    match serde_json::from_str(&row.text("body")?)? {
        IdentityStep::People { pairs, .. } => Ok(pairs.len()),
        _ => Ok(0),
    }
}

/// Notes that there may be something to do, where this office takes part.
pub(crate) async fn due(tx: &mut Tx<'_>, direction: Option<&str>) -> Result<(), OfficeError> {
    let sql = "UPDATE identity_due SET wanted = wanted + 1 WHERE $1 = '' OR direction = $1";
    tx.execute(sql, &[text(direction.unwrap_or_default())]).await?;
    Ok(())
}

/// What this office has told that holds now: for a partner who may have lost it.
pub(crate) async fn told(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<IdentityStep>, OfficeError> {
    let Some(set) = settings(tx, direction).await? else { return Ok(Vec::new()) };
    let own = tx.row("SELECT side FROM office", &[]).await?.text("side")?;
    let mut steps = vec![IdentityStep::Offered { key: set.key, most: set.most }];
    let sql = "SELECT body FROM identity_people WHERE direction = $1 AND side = $2";
    if let Some(row) = tx.maybe_row(sql, &[text(direction), text(&own)]).await? {
        steps.push(serde_json::from_str(&row.text("body")?)?);
    }
    let sql = "SELECT side, state, body, answer FROM identity_questions
               WHERE direction = $1 AND state IN ('asked', 'answered') ORDER BY asked, question";
    for row in tx.rows(sql, &[text(direction)]).await? {
        match (row.text("side")? == own, row.text("state")?.as_str()) {
            (true, "asked") => steps.push(serde_json::from_str(&row.text("body")?)?),
            (false, "answered") => steps.push(serde_json::from_str(&row.text("answer")?)?),
            _ => {}
        }
    }
    Ok(steps)
}
