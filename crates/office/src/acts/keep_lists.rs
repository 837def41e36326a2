//! Makes rows of officers' lists anew that something has made stale for a whole direction at once.

use hefu_store::Act;

use super::Doing;
use crate::Office;
use crate::error::OfficeError;
use crate::lists::again;

/// Rows made in one act, so that other acts are not kept waiting.
const AT_A_TIME: i64 = 20;

/// Makes stale rows anew until none is left. Gives how many were made.
///
/// # Errors
/// When the store fails.
pub async fn keep_lists(office: &Office, doing: &Doing) -> Result<usize, OfficeError> {
    let mut made = 0;
    loop {
        let mut tx = office.db().read().await?;
        let sql = "SELECT COUNT(*) AS n FROM (SELECT number FROM list_applications WHERE due = 1 LIMIT 1) AS first";
        let due = tx.row(sql, &[]).await?.int("n")? > 0;
        drop(tx);
        if !due {
            return Ok(made);
        }
        let (shared, now) = (office.clone(), doing.now.clone());
        made += office
            .writer()
            .run(move |act: &mut Act<'_>| Box::pin(async move { again(&shared, act.tx(), AT_A_TIME, &now).await }))
            .await?;
    }
}
