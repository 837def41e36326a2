//! What this office holds of both sides of a direction, as pairing and the checks read it.

use std::collections::BTreeMap;

use hefu_application::{ClosingStatement, Intake, Notice, SideId};
use hefu_exchange::{Card, PartnerNotice, named_by_code};
use hefu_store::Tx;

use super::own_notices;
use crate::Office;
use crate::error::OfficeError;
use crate::exchange::{exchanges_of, text};
use crate::happened::Happened;

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
    let named = named_by_code(cards.iter().map(|line| (line.side.as_str(), &line.card)));
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
                    .map(|card| {
                        let mut half = card.card.application(&side);
                        // What the applicant states goes before what a code says.
                        if half.partner_number.as_deref().is_none_or(|number| number.trim().is_empty()) {
                            half.partner_number = named.get(&(side.clone(), card.card.number.clone())).cloned();
                        }
                        half
                    })
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

/// An exchange that may have something to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbound {
    /// Its name.
    pub name: String,
    /// Origin of the partner's office.
    pub origin: String,
    /// Number of the first parcel that is not acknowledged.
    pub unacknowledged: Option<u64>,
}

/// What waits to be carried, for the program that carries it.
///
/// # Errors
/// When the store fails.
pub async fn outbound(office: &Office) -> Result<Vec<Outbound>, OfficeError> {
    let mut tx = office.db().read().await?;
    let sql = "SELECT e.exchange AS exchange, e.partner_origin AS origin,
                 (SELECT MIN(s.number) FROM parcels_sent s
                  WHERE s.exchange = e.exchange AND s.acknowledged IS NULL) AS first,
                 (SELECT COUNT(*) FROM outgoing o WHERE o.exchange = e.exchange
                  AND o.body NOT LIKE '{\"record\":\"acknowledged\"%') AS waiting
               FROM exchanges e ORDER BY e.exchange";
    let mut all = Vec::new();
    for row in tx.rows(sql, &[]).await? {
        let first = row.maybe_int("first")?.map(crate::exchange::counted).transpose()?;
        if first.is_some() || row.int("waiting")? > 0 {
            all.push(Outbound { name: row.text("exchange")?, origin: row.text("origin")?, unacknowledged: first });
        }
    }
    Ok(all)
}

/// An exchange as officers see it: what was told and heard, and what stands in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeView {
    /// The exchange.
    pub exchange: crate::exchange::Exchange,
    /// Whether parcels are sent by this program; else they are carried by hand.
    pub by_wire: bool,
    /// Parcels sealed and acknowledged, and taken.
    pub sealed: i64,
    /// How many of those sealed the partner has acknowledged.
    pub acknowledged: i64,
    /// Parcels taken of the partner's.
    pub taken: i64,
    /// When the last one was taken.
    pub last_taken: Option<String>,
    /// Records that wait to be sealed.
    pub waiting: i64,
    /// Parcels kept aside because those before them are missing.
    pub aside: i64,
    /// When the partner was last tried and last reached, and what stood in the way.
    pub contact: Option<(String, Option<String>, String)>,
    /// Size of the partner's journal that this office has cosigned last.
    pub witnessed: Option<i64>,
    /// Size of this journal that the partner has cosigned last.
    pub cosigned: Option<i64>,
    /// What the partner has signed twice: number, digest taken, digest shown, when.
    pub contradictions: Vec<(i64, String, String, String)>,
    /// Journals found set back, as by a restored backup.
    pub set_back: Vec<SetBack>,
    /// Cards of each side, and closing statements, by direction: side, cards handed in, closed.
    pub cards: Vec<(String, String, i64, bool)>,
}

impl ExchangeView {
    /// Whether nothing stands in its way: it is not stopped, the partner was reached when last tried, nothing is kept aside.
    pub fn well(&self) -> bool {
        let reached = self.contact.as_ref().is_none_or(|(_, _, fault)| fault.is_empty());
        self.exchange.stopped.is_none() && reached && self.aside == 0
    }
}

/// A journal that was found set back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetBack {
    /// This office's: entries the partner has cosigned (0 where it was found otherwise), entries there were, when.
    Own(i64, i64, String),
    /// The partner's: the last parcel it has acknowledged, the parcel it waited for, when.
    Partner(i64, i64, String),
}

/// What the journal says of journals set back in this exchange.
async fn set_back(tx: &mut Tx<'_>, exchange: &str) -> Result<Vec<SetBack>, OfficeError> {
    let sql =
        "SELECT position FROM store_journal WHERE subject = $1 AND kind IN ('journal.set-back', 'partner.set-back')
               ORDER BY position";
    let mut found = Vec::new();
    for row in tx.rows(sql, &[text(exchange)]).await? {
        let (event, _) = tx.journal().event(row.int("position")?).await?;
        match Happened::of(&event)? {
            Happened::OwnJournalSetBack { witnessed, size, .. } => {
                found.push(SetBack::Own(witnessed, size, event.at));
            }
            Happened::PartnerSetBack { acknowledged, waits_for, .. } => {
                found.push(SetBack::Partner(acknowledged, waits_for, event.at));
            }
            _ => {}
        }
    }
    Ok(found)
}

/// The exchanges of this office with their state, the newest refused parcels, and the directions settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExchangePage {
    /// This office's key, to be given to partners.
    pub key: String,
    /// Exchanges by name.
    pub exchanges: Vec<ExchangeView>,
    /// Refused parcels, newest first: when, by which door, digest, reason.
    pub refused: Vec<(String, String, String, String)>,
    /// Directions with their closing: number, whether this office has closed, whether settled.
    pub directions: Vec<(String, bool, bool)>,
    /// Whether the viewer may sign, carry and enter.
    pub may_exchange: bool,
    /// Whether the viewer may close and settle.
    pub may_close: bool,
}

/// The exchange page.
///
/// # Errors
/// A refusal where the viewer may not see it.
pub async fn exchange_page(office: &Office, doing: &crate::acts::Doing) -> Result<ExchangePage, OfficeError> {
    use crate::rights::{Action, Thing};
    office.may_here(&doing.viewer, Action::See, Thing::Exchange)?;
    let mut tx = office.db().read().await?;
    let mut page = ExchangePage {
        key: office.keys().signing.verifier().to_string(),
        may_exchange: office.may_here(&doing.viewer, Action::Exchange, Thing::Exchange).is_ok(),
        may_close: office.may_here(&doing.viewer, Action::Close, Thing::Pair).is_ok(),
        ..ExchangePage::default()
    };
    for exchange in crate::exchange::exchanges(&mut tx).await? {
        page.exchanges.push(one(office, &mut tx, exchange).await?);
    }
    let sql = "SELECT at, door, digest, reason FROM refused_parcels ORDER BY place DESC LIMIT 20";
    for row in tx.rows(sql, &[]).await? {
        page.refused.push((row.text("at")?, row.text("door")?, row.text("digest")?, row.text("reason")?));
    }
    for direction in office.directions() {
        let sql = "SELECT
            (SELECT COUNT(*) FROM closings WHERE direction = $1 AND side = $2) AS closed,
            (SELECT COUNT(*) FROM settled WHERE direction = $1) AS settled";
        let row = tx.row(sql, &[text(&direction.number), text(&office.config().side)]).await?;
        page.directions.push((direction.number.clone(), row.int("closed")? > 0, row.int("settled")? > 0));
    }
    Ok(page)
}

async fn one(
    office: &Office,
    tx: &mut Tx<'_>,
    exchange: crate::exchange::Exchange,
) -> Result<ExchangeView, OfficeError> {
    let name = [text(&exchange.name)];
    let sql = "SELECT
        (SELECT COUNT(*) FROM parcels_sent WHERE exchange = $1) AS sealed,
        (SELECT COUNT(*) FROM parcels_sent WHERE exchange = $1 AND acknowledged IS NOT NULL) AS acknowledged,
        (SELECT COUNT(*) FROM parcels_taken WHERE exchange = $1) AS taken,
        (SELECT COUNT(*) FROM outgoing WHERE exchange = $1) AS waiting,
        (SELECT COUNT(*) FROM parcels_aside WHERE exchange = $1) AS aside";
    let counts = tx.row(sql, &name).await?;
    let sql = "SELECT taken FROM parcels_taken WHERE exchange = $1 ORDER BY number DESC LIMIT 1";
    let last_taken = tx.maybe_row(sql, &name).await?.map(|row| row.text("taken")).transpose()?;
    let sql = "SELECT tried, reached, fault FROM exchange_contacts WHERE exchange = $1";
    let contact = tx.maybe_row(sql, &name).await?;
    let contact = contact
        .map(|row| Ok::<_, OfficeError>((row.text("tried")?, row.maybe_text("reached")?, row.text("fault")?)))
        .transpose()?;
    let origin = [text(&exchange.partner_origin)];
    let size = |row: Option<hefu_store::Row>| row.map(|row| row.int("size")).transpose();
    let witnessed = size(tx.maybe_row("SELECT size FROM witnessed WHERE origin = $1", &origin).await?)?;
    let cosigned = size(tx.maybe_row("SELECT size FROM cosignatures WHERE witness = $1", &origin).await?)?;
    let sql = "SELECT number, taken, shown, at FROM contradictions WHERE exchange = $1 ORDER BY at, shown";
    let mut contradictions = Vec::new();
    for row in tx.rows(sql, &name).await? {
        contradictions.push((row.int("number")?, row.text("taken")?, row.text("shown")?, row.text("at")?));
    }
    let set_back = set_back(tx, &exchange.name).await?;
    let mut cards = Vec::new();
    for direction in &exchange.terms.directions {
        for side in [&office.config().side, &exchange.partner_side] {
            let sql = "SELECT
                (SELECT COUNT(*) FROM cards WHERE direction = $1 AND side = $2 AND state = 'submitted') AS cards,
                (SELECT COUNT(*) FROM closings WHERE direction = $1 AND side = $2) AS closed";
            let row = tx.row(sql, &[text(direction), text(side)]).await?;
            cards.push((direction.clone(), side.clone(), row.int("cards")?, row.int("closed")? > 0));
        }
    }
    Ok(ExchangeView {
        by_wire: office.config().peers.contains_key(&exchange.partner_origin),
        sealed: counts.int("sealed")?,
        acknowledged: counts.int("acknowledged")?,
        taken: counts.int("taken")?,
        last_taken,
        waiting: counts.int("waiting")?,
        aside: counts.int("aside")?,
        contact,
        witnessed,
        cosigned,
        contradictions,
        set_back,
        cards,
        exchange,
    })
}
