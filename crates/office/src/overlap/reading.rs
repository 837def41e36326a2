//! Reading what is kept: settings, the last comparison of a direction, a finding of it.

use std::collections::BTreeMap;

use hefu_store::Tx;

use super::finding::{Finding, Rest, digest};
use super::{OverlapSettings, OverlapStep};
use crate::error::OfficeError;
use crate::exchange::text;

/// What the office has set for a direction.
pub(crate) async fn settings(tx: &mut Tx<'_>, direction: &str) -> Result<OverlapSettings, OfficeError> {
    let sql = "SELECT body FROM overlap_settings WHERE direction = $1";
    let row = tx.maybe_row(sql, &[text(direction)]).await?;
    Ok(row
        .map(|row| row.text("body"))
        .transpose()?
        .map(|body| serde_json::from_str(&body))
        .transpose()?
        .unwrap_or_default())
}

/// The last comparison of a direction, as it was journalled.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    pub settings: OverlapSettings,
    /// Revisions by number.
    pub applications: BTreeMap<String, i64>,
    pub who: String,
    /// When, as an instant with its zone.
    pub at: String,
    pub rest: Rest,
}

/// The last comparison of a direction, if there was one.
pub(crate) async fn comparison(tx: &mut Tx<'_>, direction: &str) -> Result<Option<Compared>, OfficeError> {
    let sql = "SELECT c.body AS body, c.who AS who, c.at AS at, r.body AS rest FROM overlap_comparisons c
               LEFT JOIN overlap_rest r ON r.direction = c.direction WHERE c.direction = $1";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else { return Ok(None) };
    let OverlapStep::Compared { settings, applications, .. } = serde_json::from_str(&row.text("body")?)? else {
        return Err(OfficeError::Stored(format!("the comparison of direction {direction}")));
    };
    let rest = row.maybe_text("rest")?.map(|body| serde_json::from_str(&body)).transpose()?.unwrap_or_default();
    let applications = applications.into_iter().collect();
    Ok(Some(Compared { settings, applications, who: row.text("who")?, at: row.text("at")?, rest }))
}

/// The finding on two applications of this office, in either order.
pub(crate) async fn finding_of(
    tx: &mut Tx<'_>,
    direction: &str,
    [one, other]: [&str; 2],
) -> Result<Option<Finding>, OfficeError> {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    let sql = "SELECT body FROM overlap_findings WHERE direction = $1 AND first = $2 AND second = $3";
    let row = tx.maybe_row(sql, &[text(direction), text(first), text(second)]).await?;
    row.map(|row| Ok(serde_json::from_str(&row.text("body")?)?)).transpose()
}

/// Directions whose findings are not those that were journalled.
pub(crate) async fn altered(tx: &mut Tx<'_>) -> Result<Vec<String>, OfficeError> {
    let mut altered = Vec::new();
    for row in tx.rows("SELECT direction, body FROM overlap_comparisons ORDER BY direction", &[]).await? {
        let direction = row.text("direction")?;
        let sql = "SELECT body FROM overlap_findings WHERE direction = $1 ORDER BY place";
        let rows = tx.rows(sql, &[text(&direction)]).await?;
        let findings = rows.iter().map(|row| row.text("body")).collect::<Result<Vec<_>, _>>()?;
        let sql = "SELECT body FROM overlap_rest WHERE direction = $1";
        let rest = tx.maybe_row(sql, &[text(&direction)]).await?.map(|row| row.text("body")).transpose()?;
        let kept = digest(findings.iter().map(String::as_str), &rest.unwrap_or_default());
        match serde_json::from_str(&row.text("body")?)? {
            OverlapStep::Compared { result, .. } if result == kept => {}
            _ => altered.push(direction),
        }
    }
    Ok(altered)
}

/// Applications in force of a direction: numbers and revisions.
pub(crate) async fn in_force(tx: &mut Tx<'_>, direction: &str) -> Result<BTreeMap<String, i64>, OfficeError> {
    let sql = "SELECT number, revision FROM applications WHERE direction = $1 AND state = 'submitted' ORDER BY number";
    let rows = tx.rows(sql, &[text(direction)]).await?;
    rows.iter().map(|row| Ok((row.text("number")?, row.int("revision")?))).collect()
}
