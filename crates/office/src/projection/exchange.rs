//! What happened between offices, into the tables: exchanges, parcels, cards of both sides, closings, rulings on pairs.

use hefu_application::{Application, State};
use hefu_exchange::joint::Step;
use hefu_exchange::{Card, Field, NoticeField, Record, Terms};
use hefu_store::{Tx, Value};

use super::word;
use crate::error::OfficeError;
use crate::happened::Happened;

pub(super) fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

/// Brings the tables up to date with one event of an exchange.
pub(super) async fn apply(tx: &mut Tx<'_>, happened: &Happened, at: &str) -> Result<(), OfficeError> {
    match happened {
        Happened::ExchangeAgreed { exchange, partner_side, partner_origin, terms } => {
            let values = [text(exchange), text(partner_side), text(partner_origin), text(terms), text(at)];
            tx.execute(
                "INSERT INTO exchanges (exchange, partner_side, partner_origin, terms, agreed, stopped)
                 VALUES ($1, $2, $3, $4, $5, NULL)",
                &values,
            )
            .await?;
            let read = Terms::read(terms).map_err(|error| OfficeError::Stored(error.to_string()))?;
            own_cards_again(tx, &read.terms, at).await
        }
        Happened::ExchangeResumed { exchange, .. } => {
            let row = tx.row("SELECT partner_origin FROM exchanges WHERE exchange = $1", &[text(exchange)]).await?;
            // What was cosigned before stays in the journal; from here on the partner's journal is witnessed anew.
            tx.execute("DELETE FROM witnessed WHERE origin = $1", &[text(&row.text("partner_origin")?)]).await?;
            // Either side may lack what it once acknowledged; what it has is answered as before.
            tx.execute("UPDATE parcels_sent SET acknowledged = NULL WHERE exchange = $1", &[text(exchange)]).await?;
            tx.execute("UPDATE exchanges SET stopped = NULL WHERE exchange = $1", &[text(exchange)]).await?;
            Ok(())
        }
        Happened::ParcelSealed { exchange, number, digest, made, records } => {
            let values = [text(exchange), Value::Int(*number), text(digest), text(made), Value::Int(*records)];
            let sql = "INSERT INTO parcels_sent (exchange, number, digest, made, records, acknowledged)
                       VALUES ($1, $2, $3, $4, $5, NULL)";
            tx.execute(sql, &values).await?;
            Ok(())
        }
        Happened::ParcelAcknowledged { exchange, number } => acknowledged(tx, exchange, *number, at).await,
        Happened::ParcelTaken { exchange, number, digest, made, records } => {
            let count = i64::try_from(records.len()).unwrap_or(i64::MAX);
            let values = [text(exchange), Value::Int(*number), text(digest), text(made), Value::Int(count), text(at)];
            let sql = "INSERT INTO parcels_taken (exchange, number, digest, made, records, taken)
                       VALUES ($1, $2, $3, $4, $5, $6)";
            tx.execute(sql, &values).await?;
            taken(tx, exchange, *number, records, at).await
        }
        Happened::PartnerContradicted { exchange, number, taken, shown, parcel } => {
            let values = [text(exchange), Value::Int(*number), text(taken), text(shown), text(parcel), text(at)];
            let sql = "INSERT INTO contradictions (exchange, number, taken, shown, parcel, at)
                       VALUES ($1, $2, $3, $4, $5, $6)";
            tx.execute(sql, &values).await?;
            tx.execute("UPDATE exchanges SET stopped = $2 WHERE exchange = $1", &[text(exchange), text(at)]).await?;
            Ok(())
        }
        Happened::PartnerSetBack { exchange, .. } => {
            tx.execute("UPDATE exchanges SET stopped = $2 WHERE exchange = $1", &[text(exchange), text(at)]).await?;
            Ok(())
        }
        Happened::OwnJournalSetBack { exchange, last, .. } => {
            tx.execute("UPDATE exchanges SET stopped = $2 WHERE exchange = $1", &[text(exchange), text(at)]).await?;
            let Some((number, digest)) = last else { return Ok(()) };
            let sql = "DELETE FROM parcels_sent WHERE exchange = $1 AND (acknowledged IS NULL OR number >= $2)";
            tx.execute(sql, &[text(exchange), Value::Int(*number)]).await?;
            let sql = "INSERT INTO parcels_sent (exchange, number, digest, made, records, acknowledged)
                       VALUES ($1, $2, $3, $4, 0, $4)";
            tx.execute(sql, &[text(exchange), Value::Int(*number), text(digest), text(at)]).await?;
            Ok(())
        }
        Happened::CheckpointWitnessed { origin, size, root, note } => {
            let values = [text(origin), Value::Int(*size), text(root), text(note), text(at)];
            let sql = "INSERT INTO witnessed (origin, size, root, note, at) VALUES ($1, $2, $3, $4, $5)
                       ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root,
                         note = excluded.note, at = excluded.at";
            tx.execute(sql, &values).await?;
            Ok(())
        }
        Happened::ListEntered { side, direction, dated, file, digest, cards } => {
            let count = i64::try_from(cards.len()).unwrap_or(i64::MAX);
            let values =
                [text(side), text(direction), text(dated), text(file), text(digest), Value::Int(count), text(at)];
            let sql = "INSERT INTO lists_entered (side, direction, dated, file, digest, cards, entered)
                       VALUES ($1, $2, $3, $4, $5, $6, $7)
                       ON CONFLICT (side, direction) DO UPDATE SET dated = excluded.dated, file = excluded.file,
                         digest = excluded.digest, cards = excluded.cards, entered = excluded.entered";
            tx.execute(sql, &values).await?;
            tx.execute("DELETE FROM cards WHERE side = $1 AND direction = $2", &[text(side), text(direction)]).await?;
            for card in cards {
                put(tx, side, card, &format!("list {dated}"), at).await?;
            }
            Ok(())
        }
        Happened::DirectionClosed { direction, statement } => {
            let side = own_side(tx).await?;
            closing(tx, &side, direction, &serde_json::to_string(statement)?).await
        }
        Happened::PairRuled { pair, cards, ruling, .. } => {
            let values = [text(&ruling.finding), text(pair), text(cards), text(&serde_json::to_string(ruling)?)];
            let sql = "INSERT INTO pair_rulings (finding, pair, cards, body) VALUES ($1, $2, $3, $4)
                       ON CONFLICT (finding) DO UPDATE SET pair = excluded.pair, cards = excluded.cards,
                         body = excluded.body";
            tx.execute(sql, &values).await?;
            Ok(())
        }
        Happened::DirectionSettled { direction, .. } => {
            let body = serde_json::to_string(happened)?;
            let sql = "INSERT INTO settled (direction, body, at) VALUES ($1, $2, $3)";
            tx.execute(sql, &[text(direction), text(&body), text(at)]).await?;
            let side = own_side(tx).await?;
            super::joint::add(tx, direction, &side, &standing(happened), at).await
        }
        _ => Ok(()),
    }
}

/// What a settlement says to the partner: the pairs that stand here.
pub(crate) fn standing(settled: &Happened) -> Step {
    let mut pairs = match settled {
        Happened::DirectionSettled { pairs, .. } => pairs.clone(),
        _ => Vec::new(),
    };
    pairs.sort();
    Step::Standing { pairs }
}

async fn acknowledged(tx: &mut Tx<'_>, exchange: &str, number: i64, at: &str) -> Result<(), OfficeError> {
    let sql = "UPDATE parcels_sent SET acknowledged = $3
               WHERE exchange = $1 AND number <= $2 AND acknowledged IS NULL";
    tx.execute(sql, &[text(exchange), Value::Int(number), text(at)]).await?;
    Ok(())
}

/// What a parcel of the partner's says. What this program does not understand stays in the journal and has no effect.
async fn taken(
    tx: &mut Tx<'_>,
    exchange: &str,
    parcel: i64,
    records: &[serde_json::Value],
    at: &str,
) -> Result<(), OfficeError> {
    let sql = "SELECT partner_side, terms FROM exchanges WHERE exchange = $1";
    let row = tx.row(sql, &[text(exchange)]).await?;
    let side = row.text("partner_side")?;
    let terms = Terms::read(&row.text("terms")?).map_err(|error| OfficeError::Stored(error.to_string()))?.terms;
    let source = format!("parcel {parcel}");
    for record in records.iter().filter_map(|value| Record::read(value).ok()) {
        match record {
            Record::Card { card } if terms.directions.contains(&card.direction) => {
                put(tx, &side, &card, &source, at).await?;
            }
            Record::Notice { direction, mut notice } if terms.directions.contains(&direction) => {
                notice.confirmations = notice.confirmations.filter(|_| terms.tells(NoticeField::Confirmations));
                let values = [text(&side), text(&direction), text(&serde_json::to_string(&notice)?)];
                let sql = "INSERT INTO partner_notices (side, direction, body) VALUES ($1, $2, $3)
                           ON CONFLICT (side, direction) DO UPDATE SET body = excluded.body";
                tx.execute(sql, &values).await?;
            }
            Record::Closing { direction, statement } if terms.directions.contains(&direction) => {
                closing(tx, &side, &direction, &serde_json::to_string(&statement)?).await?;
            }
            Record::Joint { direction, step } if terms.decision && terms.directions.contains(&direction) => {
                super::joint::add(tx, &direction, &side, &step, at).await?;
            }
            Record::Identities { direction, step } if terms.identities && terms.directions.contains(&direction) => {
                super::identities::partner(tx, (&direction, &side), &step, at).await?;
            }
            Record::Acknowledged { number, digest } => {
                let number = i64::try_from(number).unwrap_or(i64::MAX);
                let sql = "SELECT digest FROM parcels_sent WHERE exchange = $1 AND number = $2";
                let sent = tx.maybe_row(sql, &[text(exchange), Value::Int(number)]).await?;
                if sent.map(|row| row.text("digest")).transpose()?.is_some_and(|sent| sent == digest) {
                    acknowledged(tx, exchange, number, at).await?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

async fn closing(tx: &mut Tx<'_>, side: &str, direction: &str, body: &str) -> Result<(), OfficeError> {
    let sql = "INSERT INTO closings (side, direction, body) VALUES ($1, $2, $3)
               ON CONFLICT (side, direction) DO UPDATE SET body = excluded.body";
    tx.execute(sql, &[text(side), text(direction), text(body)]).await?;
    Ok(())
}

pub(super) async fn put(tx: &mut Tx<'_>, side: &str, card: &Card, source: &str, at: &str) -> Result<(), OfficeError> {
    let digest = card.digest().map_err(|error| OfficeError::Stored(error.to_string()))?;
    let values = [
        text(side),
        text(&card.number),
        text(&card.direction),
        text(word(card.state)),
        text(&serde_json::to_string(card)?),
        text(&digest),
        text(source),
        text(at),
    ];
    let sql = "INSERT INTO cards (side, number, direction, state, body, digest, source, arrived)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
               ON CONFLICT (side, number) DO UPDATE SET direction = excluded.direction, state = excluded.state,
                 body = excluded.body, digest = excluded.digest, source = excluded.source, arrived = excluded.arrived";
    tx.execute(sql, &values).await?;
    Ok(())
}

pub(super) async fn own_side(tx: &mut Tx<'_>) -> Result<String, OfficeError> {
    Ok(tx.row("SELECT side FROM office", &[]).await?.text("side")?)
}

/// The fields that cross for a direction: those of its exchange; before there is one, all that could.
pub(crate) async fn fields(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<Field>, OfficeError> {
    for row in tx.rows("SELECT terms FROM exchanges ORDER BY exchange", &[]).await? {
        let terms = Terms::read(&row.text("terms")?).map_err(|error| OfficeError::Stored(error.to_string()))?.terms;
        if terms.directions.iter().any(|known| known == direction) {
            return Ok(terms.fields);
        }
    }
    Ok(Field::ALL.to_vec())
}

/// This office's own card of an application, as the partner gets it.
pub(super) async fn own_card(
    tx: &mut Tx<'_>,
    application: &Application,
    revision: i64,
    at: &str,
) -> Result<(), OfficeError> {
    let fields = fields(tx, &application.direction).await?;
    let side = own_side(tx).await?;
    let code = code_of(tx, &application.id.number).await?;
    put(tx, &side, &Card::of(application, revision, &fields).with_code(code, &fields), "own", at).await
}

/// The digest of the pairing code of an application handed in.
async fn code_of(tx: &mut Tx<'_>, number: &str) -> Result<Option<String>, OfficeError> {
    let sql = "SELECT c.code AS code FROM pairing_codes c JOIN applications a ON a.draft = c.draft WHERE a.number = $1";
    Ok(tx.maybe_row(sql, &[text(number)]).await?.map(|row| row.text("code")).transpose()?)
}

/// The same after it was taken back.
pub(super) async fn own_card_withdrawn(tx: &mut Tx<'_>, number: &str, at: &str) -> Result<(), OfficeError> {
    let side = own_side(tx).await?;
    let sql = "SELECT body FROM cards WHERE side = $1 AND number = $2";
    let body = tx.row(sql, &[text(&side), text(number)]).await?.text("body")?;
    let card: Card = serde_json::from_str(&body)?;
    put(tx, &side, &card.withdrawn(), "own", at).await
}

/// Makes this office's cards anew as these terms say.
async fn own_cards_again(tx: &mut Tx<'_>, terms: &Terms, at: &str) -> Result<(), OfficeError> {
    let side = own_side(tx).await?;
    for direction in &terms.directions {
        let sql = "SELECT body, revision, state FROM applications WHERE direction = $1 ORDER BY number";
        for row in tx.rows(sql, &[text(direction)]).await? {
            let mut application: Application = serde_json::from_str(&row.text("body")?)?;
            application.state = super::state(&row.text("state")?)?;
            let code = code_of(tx, &application.id.number).await?;
            let card = Card::of(&application, row.int("revision")?, &terms.fields).with_code(code, &terms.fields);
            let card = if application.state == State::Withdrawn { card.withdrawn() } else { card };
            put(tx, &side, &card, "own", at).await?;
        }
    }
    Ok(())
}
