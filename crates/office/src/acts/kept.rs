//! Forms sent after a session had ended. They are kept, not acted on: the same person finds them again after signing in and
//! sends them then, or not.

use hefu_store::{Act, Value};
use jiff::{SignedDuration, Zoned};

use super::Doing;
use super::notices::instant;
use super::sessions::sealed;
use crate::Office;
use crate::error::{OfficeError, Refusal};

/// Minutes for which a form is kept.
const MINUTES: i64 = 60;
/// Most forms kept of one account.
const MOST: i64 = 20;

/// A form kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// Where it was sent.
    pub path: String,
    /// What was sent, as it was sent (`application/x-www-form-urlencoded`).
    pub body: String,
}

/// Keeps a form for the account whose session, now ended, it was sent with. Gives the secret under which it is found again;
/// nothing where the session is unknown, or so many are kept that somebody must be playing.
///
/// # Errors
/// When the store fails.
pub async fn keep_form(
    office: &Office,
    session: &str,
    form: KeptForm,
    now: &Zoned,
) -> Result<Option<String>, OfficeError> {
    let (session, secret, now) = (sealed(session), office.random().name()?, now.clone());
    if form.body.contains('\0') {
        return Ok(None);
    }
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "DELETE FROM kept_forms WHERE expires < $1";
                act.tx().execute(sql, &[Value::Text(now.to_string())]).await?;
                let sql =
                    "SELECT s.account AS account, (SELECT COUNT(*) FROM kept_forms k WHERE k.account = s.account) AS n
                           FROM sessions s JOIN accounts a ON a.account = s.account
                           WHERE s.session = $1 AND a.disabled IS NULL";
                let Some(row) = act.tx().maybe_row(sql, &[session]).await? else { return Ok(None) };
                if row.int("n")? >= MOST {
                    return Ok(None);
                }
                let expires = now
                    .checked_add(SignedDuration::from_mins(MINUTES))
                    .map_err(|error| OfficeError::Stored(error.to_string()))?;
                let values = [
                    sealed(&secret),
                    Value::Text(row.text("account")?),
                    Value::Text(form.path),
                    Value::Text(form.body),
                    Value::Text(expires.to_string()),
                ];
                let sql = "INSERT INTO kept_forms (form, account, path, body, expires) VALUES ($1, $2, $3, $4, $5)";
                act.tx().execute(sql, &values).await?;
                Ok(Some(secret))
            })
        })
        .await
}

/// A form kept for the viewer.
///
/// # Errors
/// A refusal where there is none, it is another's, or it was kept too long ago: which of these is not said.
pub async fn kept_form(office: &Office, doing: &Doing, secret: &str) -> Result<KeptForm, OfficeError> {
    let account = doing.viewer.account.clone().ok_or_else(Refusal::not_found)?;
    let mut tx = office.db().read().await?;
    let sql = "SELECT path, body, expires FROM kept_forms WHERE form = $1 AND account = $2";
    let row = tx.maybe_row(sql, &[sealed(secret), Value::Text(account.0)]).await?.ok_or_else(Refusal::not_found)?;
    if instant(&row.text("expires")?)? <= doing.now {
        return Err(Refusal::not_found().into());
    }
    Ok(KeptForm { path: row.text("path")?, body: row.text("body")? })
}
