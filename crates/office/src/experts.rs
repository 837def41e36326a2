//! Experts in the office: the register, who has accepted, conflicts of interest, and who sits on which application.

use hefu_store::Tx;

use crate::error::OfficeError;
use crate::exchange::text;
use crate::person::AccountId;

mod expert;
mod step;

pub use expert::{Absence, Expert, ExpertState, Known, PastUnit};
pub use step::{ExpertStep, Seat, Stood};

/// The expert of the register that an account is bound to.
///
/// # Errors
/// When the store fails.
pub async fn expert_of(tx: &mut Tx<'_>, account: &AccountId) -> Result<Option<String>, OfficeError> {
    let row = tx.maybe_row("SELECT expert FROM experts WHERE account = $1", &[text(&account.0)]).await?;
    Ok(row.map(|row| row.text("expert")).transpose()?)
}

/// Whether an account is bound to an expert who has a seat on the application behind a draft.
pub(crate) async fn has_seat(tx: &mut Tx<'_>, account: &AccountId, draft: &str) -> Result<bool, OfficeError> {
    let sql = "SELECT s.expert AS expert FROM seats s JOIN experts e ON e.expert = s.expert
               JOIN applications a ON a.number = s.number WHERE e.account = $1 AND a.draft = $2";
    Ok(tx.maybe_row(sql, &[text(&account.0), text(draft)]).await?.is_some())
}
