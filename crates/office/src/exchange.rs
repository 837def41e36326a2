//! What the acts and views of an exchange share: the exchanges agreed, and what waits to be told.

use hefu_exchange::Terms;
use hefu_store::{Tx, Value};

use crate::error::OfficeError;

pub(crate) mod outgoing;

/// An exchange both offices have signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Its name.
    pub name: String,
    /// The partner's side.
    pub partner_side: String,
    /// Origin of the partner's journal.
    pub partner_origin: String,
    /// The terms.
    pub terms: Terms,
    /// The terms with both signatures.
    pub note: String,
    /// When it was agreed.
    pub agreed: String,
    /// Since when it stands still because the partner contradicted itself.
    pub stopped: Option<String>,
}

/// All exchanges of this office, by name.
pub(crate) async fn exchanges(tx: &mut Tx<'_>) -> Result<Vec<Exchange>, OfficeError> {
    let sql = "SELECT exchange, partner_side, partner_origin, terms, agreed, stopped FROM exchanges ORDER BY exchange";
    let mut all = Vec::new();
    for row in tx.rows(sql, &[]).await? {
        let note = row.text("terms")?;
        all.push(Exchange {
            name: row.text("exchange")?,
            partner_side: row.text("partner_side")?,
            partner_origin: row.text("partner_origin")?,
            terms: Terms::read(&note).map_err(|error| OfficeError::Stored(error.to_string()))?.terms,
            note,
            agreed: row.text("agreed")?,
            stopped: row.maybe_text("stopped")?,
        });
    }
    Ok(all)
}

/// The exchange of this name.
pub(crate) async fn exchange(tx: &mut Tx<'_>, name: &str) -> Result<Option<Exchange>, OfficeError> {
    Ok(exchanges(tx).await?.into_iter().find(|exchange| exchange.name == name))
}

/// The exchanges that cover a direction: one with each partner side.
pub(crate) async fn exchanges_of(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<Exchange>, OfficeError> {
    let all = exchanges(tx).await?;
    Ok(all.into_iter().filter(|exchange| exchange.terms.directions.iter().any(|known| known == direction)).collect())
}

/// A number as the store keeps it.
pub(crate) fn stored(number: u64) -> Result<i64, OfficeError> {
    i64::try_from(number).map_err(|_| OfficeError::Stored(format!("number {number}")))
}

/// A number as the ledger takes it.
pub(crate) fn counted(number: i64) -> Result<u64, OfficeError> {
    u64::try_from(number).map_err(|_| OfficeError::Stored(format!("number {number}")))
}

/// Text for a statement.
pub(crate) fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}
