//! What happened to a half before it was handed in, into the tables: shown, taken back, given a pairing code.

use hefu_exchange::Card;
use hefu_store::{Tx, Value};

use super::exchange::{fields, own_side, put, text};
use crate::error::OfficeError;
use crate::happened::Happened;

/// Brings the tables up to date with one event.
pub(super) async fn apply(tx: &mut Tx<'_>, happened: &Happened, at: &str) -> Result<(), OfficeError> {
    let side = own_side(tx).await?;
    match happened {
        Happened::HalfShown { draft, number, card } => {
            let sql = "INSERT INTO shown_halves (draft, number, shown) VALUES ($1, $2, $3)
                       ON CONFLICT (draft) DO UPDATE SET shown = excluded.shown";
            tx.execute(sql, &[text(draft), text(number), text(at)]).await?;
            put(tx, &side, card, "own", at).await
        }
        Happened::HalfHidden { draft, number } => {
            handed_in(tx, draft).await?;
            match own_card(tx, &side, number).await? {
                Some(card) => put(tx, &side, &card.withdrawn(), "own", at).await,
                None => Ok(()),
            }
        }
        Happened::PairingCodeSet { draft, code, made } => {
            let way = if *made { "made" } else { "typed" };
            let sql = "INSERT INTO pairing_codes (draft, code, way, since) VALUES ($1, $2, $3, $4)
                       ON CONFLICT (draft) DO UPDATE SET code = excluded.code, way = excluded.way,
                         since = excluded.since";
            tx.execute(sql, &[text(draft), text(code), text(way), text(at)]).await?;
            let Some(number) = number_of(tx, draft).await? else { return Ok(()) };
            let Some(card) = own_card(tx, &side, &number).await? else { return Ok(()) };
            let crossing = fields(tx, &card.direction).await?;
            put(tx, &side, &card.with_code(Some(code.clone()), &crossing), "own", at).await
        }
        _ => Ok(()),
    }
}

/// The number an application has at this office: handed in, or given when it was shown.
pub(crate) async fn number_of(tx: &mut Tx<'_>, draft: &str) -> Result<Option<String>, OfficeError> {
    let sql = "SELECT number FROM applications WHERE draft = $1
               UNION SELECT number FROM shown_halves WHERE draft = $1";
    Ok(tx.maybe_row(sql, &[text(draft)]).await?.map(|row| row.text("number")).transpose()?)
}

/// What was shown before is no longer shown for itself.
pub(super) async fn handed_in(tx: &mut Tx<'_>, draft: &str) -> Result<(), OfficeError> {
    tx.execute("UPDATE shown_halves SET shown = $2 WHERE draft = $1", &[text(draft), Value::Null]).await?;
    Ok(())
}

async fn own_card(tx: &mut Tx<'_>, side: &str, number: &str) -> Result<Option<Card>, OfficeError> {
    let sql = "SELECT body FROM cards WHERE side = $1 AND number = $2";
    let row = tx.maybe_row(sql, &[text(side), text(number)]).await?;
    row.map(|row| Ok(serde_json::from_str(&row.text("body")?)?)).transpose()
}
