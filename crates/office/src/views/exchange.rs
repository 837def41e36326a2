//! What this office holds of both sides of a direction, as pairing and the checks read it.

use std::collections::BTreeMap;

use hefu_application::{ClosingStatement, Intake, Notice, SideId};
use hefu_exchange::{Card, PartnerNotice};
use hefu_store::Tx;

use super::own_notices;
use crate::Office;
use crate::error::OfficeError;
use crate::exchange::{exchanges_of, text};

/// A card with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLine {
    /// Side.
    pub side: String,
    /// The card.
    pub card: Card,
    /// Its digest, hexadecimal.
    pub digest: String,
    /// `own`, `parcel N` or `list DATE`.
    pub source: String,
    /// When it came.
    pub arrived: String,
}

/// All cards of a direction, of all sides, by side and number.
pub(crate) async fn cards_of(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<CardLine>, OfficeError> {
    let sql = "SELECT side, body, digest, source, arrived FROM cards WHERE direction = $1 ORDER BY side, number";
    let rows = tx.rows(sql, &[text(direction)]).await?;
    rows.iter()
        .map(|row| {
            Ok(CardLine {
                side: row.text("side")?,
                card: serde_json::from_str(&row.text("body")?)?,
                digest: row.text("digest")?,
                source: row.text("source")?,
                arrived: row.text("arrived")?,
            })
        })
        .collect()
}

/// The partners' notices of a direction by side.
pub(crate) async fn partner_notices(
    tx: &mut Tx<'_>,
    direction: &str,
) -> Result<BTreeMap<String, PartnerNotice>, OfficeError> {
    let sql = "SELECT side, body FROM partner_notices WHERE direction = $1 ORDER BY side";
    let rows = tx.rows(sql, &[text(direction)]).await?;
    rows.iter().map(|row| Ok((row.text("side")?, serde_json::from_str(&row.text("body")?)?))).collect()
}

/// What each side handed in for a direction, as far as this office knows: its own by its own cards, the partners' by theirs.
/// The partner vouches for its list where an exchange is agreed; a list an officer entered is unsigned. This office's closing
/// statement counts once the partner has acknowledged it (ruling R-10a).
pub(crate) async fn intakes_of(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    cards: &[CardLine],
) -> Result<Vec<Intake>, OfficeError> {
    let own = office.config().side.as_str();
    let agreed = exchanges_of(tx, direction).await?;
    let mut notices: BTreeMap<String, Notice> =
        partner_notices(tx, direction).await?.into_iter().map(|(side, notice)| (side, notice.notice())).collect();
    if let Some(notice) = own_notices(tx).await?.remove(direction) {
        notices.insert(own.to_owned(), notice);
    }
    let sql = "SELECT side, body FROM closings WHERE direction = $1";
    let mut closings: BTreeMap<String, ClosingStatement> = BTreeMap::new();
    for row in tx.rows(sql, &[text(direction)]).await? {
        closings.insert(row.text("side")?, serde_json::from_str(&row.text("body")?)?);
    }
    if !acknowledged(tx, direction).await? {
        closings.remove(own);
    }
    let sides = office.guide().pairing_of(direction).map(|pairing| pairing.sides.clone()).unwrap_or_default();
    Ok(sides
        .into_iter()
        .map(|side| {
            let listed = cards.iter().any(|card| card.side == side && card.source.starts_with("list "));
            let vouched = side == own || agreed.iter().any(|exchange| exchange.partner_side == side);
            Intake {
                signed: vouched && !listed,
                notices: notices.remove(&side).map(|notice| (direction.to_owned(), notice)).into_iter().collect(),
                closing: closings.remove(&side),
                applications: cards
                    .iter()
                    .filter(|card| card.side == side)
                    .map(|card| card.card.application(&side))
                    .collect(),
                problems: Vec::new(),
                side: SideId::new(side),
            }
        })
        .collect())
}

/// Whether every partner has acknowledged this office's closing statement for a direction. Without an agreed exchange nobody
/// can.
async fn acknowledged(tx: &mut Tx<'_>, direction: &str) -> Result<bool, OfficeError> {
    let agreed = exchanges_of(tx, direction).await?;
    for exchange in &agreed {
        let sql = "SELECT COUNT(*) AS n FROM outgoing WHERE exchange = $1 AND body LIKE '{\"record\":\"closing\"%'";
        let waits = tx.row(sql, &[text(&exchange.name)]).await?.int("n")? > 0;
        let sql = "SELECT COUNT(*) AS n FROM parcels_sent WHERE exchange = $1 AND acknowledged IS NULL";
        let unread = tx.row(sql, &[text(&exchange.name)]).await?.int("n")? > 0;
        if waits || unread {
            return Ok(false);
        }
    }
    Ok(!agreed.is_empty())
}
