//! Signing in and out. A session and a sign-in link are secrets of 130 random bits; the store keeps only their SHA-256, so
//! that nobody who reads the store can sign in with it. Neither is journalled: they change nothing an office answers for.

use std::collections::BTreeSet;

use hefu_store::{Act, Tx, Value};
use hefu_words::Message;
use jiff::{SignedDuration, Zoned};

use super::notices::instant;
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::person::{AccountId, OfficeRole, Viewer};

/// How long a session lasts.
const SESSION_HOURS: i64 = 12;

/// A secret as the store keeps it.
pub(crate) fn sealed(secret: &str) -> Value {
    use sha2::{Digest as _, Sha256};
    Value::Text(Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Makes a link that signs a person in once, within `hours`. Whoever installs the office hands the first one to its
/// administrator; the way by letter needs a mail server.
///
/// # Errors
/// A refusal where no account has this address.
pub async fn make_sign_in_link(office: &Office, email: &str, hours: u32, now: &Zoned) -> Result<String, OfficeError> {
    let (link, email) = (office.random().name()?, email.trim().to_lowercase());
    let expires = later(now, i64::from(hours))?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT account FROM accounts WHERE email = $1";
                let row = act.tx().maybe_row(sql, &[Value::Text(email)]).await?.ok_or_else(Refusal::not_found)?;
                let values = [sealed(&link), Value::Text(row.text("account")?), Value::Text(expires)];
                act.tx()
                    .execute("INSERT INTO sign_in_links (link, account, expires) VALUES ($1, $2, $3)", &values)
                    .await?;
                Ok(link)
            })
        })
        .await
}

/// Signs a person in with a link, which is used up by it. Gives the session's secret.
///
/// # Errors
/// A refusal where the link is unknown, used or expired: which of these is not said.
pub async fn use_sign_in_link(office: &Office, link: &str, now: &Zoned) -> Result<String, OfficeError> {
    let (link, now) = (sealed(link), now.clone());
    let session = office.random().name()?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let stale = || Refusal::new(RefusalKind::NotAllowed, Message::new("office-sign-in-link-stale"));
                let sql = "SELECT account, expires FROM sign_in_links WHERE link = $1";
                let row = act.tx().maybe_row(sql, std::slice::from_ref(&link)).await?.ok_or_else(stale)?;
                if instant(&row.text("expires")?)? <= now {
                    return Err(stale().into());
                }
                act.tx().execute("DELETE FROM sign_in_links WHERE link = $1", &[link]).await?;
                begin(act, &session, &AccountId(row.text("account")?), &now).await?;
                Ok(session)
            })
        })
        .await
}

/// Signs in as any named person of a demonstration. Gives the session's secret.
///
/// # Errors
/// A refusal where the office is no demonstration or has no such account.
pub async fn sign_in_as(office: &Office, account: &AccountId, now: &Zoned) -> Result<String, OfficeError> {
    if !office.config().demo {
        return Err(Refusal::not_found().into());
    }
    let (account, now) = (account.clone(), now.clone());
    let session = office.random().name()?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT account FROM accounts WHERE account = $1";
                let known = act.tx().maybe_row(sql, &[Value::Text(account.0.clone())]).await?;
                known.ok_or_else(Refusal::not_found)?;
                begin(act, &session, &account, &now).await?;
                Ok(session)
            })
        })
        .await
}

async fn begin(act: &mut Act<'_>, session: &str, account: &AccountId, now: &Zoned) -> Result<(), OfficeError> {
    let values = [
        sealed(session),
        Value::Text(account.0.clone()),
        Value::Text(now.to_string()),
        Value::Text(later(now, SESSION_HOURS)?),
    ];
    act.tx()
        .execute("INSERT INTO sessions (session, account, begun, expires) VALUES ($1, $2, $3, $4)", &values)
        .await?;
    Ok(())
}

/// Ends a session. Ending one that does not exist is no error.
///
/// # Errors
/// When the store fails.
pub async fn end_session(office: &Office, session: &str) -> Result<(), OfficeError> {
    let session = sealed(session);
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                act.tx().execute("DELETE FROM sessions WHERE session = $1", &[session]).await?;
                Ok(())
            })
        })
        .await
}

/// Who looks: the account of a session with its roles as they are now, or a visitor.
///
/// # Errors
/// When the store fails.
pub async fn viewer_of(office: &Office, session: Option<&str>, now: &Zoned) -> Result<Viewer, OfficeError> {
    let Some(session) = session else { return Ok(Viewer::visitor()) };
    let mut tx = office.db().read().await?;
    let sql = "SELECT s.account AS account, s.expires AS expires, a.name AS name FROM sessions s
               JOIN accounts a ON a.account = s.account WHERE s.session = $1";
    let Some(row) = tx.maybe_row(sql, &[sealed(session)]).await? else { return Ok(Viewer::visitor()) };
    if instant(&row.text("expires")?)? <= *now {
        return Ok(Viewer::visitor());
    }
    viewer(&mut tx, row.text("account")?, row.text("name")?).await
}

/// The person with this address: who acts at the machine of the office, where no session is.
///
/// # Errors
/// A refusal where no account has this address.
pub async fn viewer_by_email(office: &Office, email: &str) -> Result<Viewer, OfficeError> {
    let mut tx = office.db().read().await?;
    let sql = "SELECT account, name FROM accounts WHERE email = $1";
    let row = tx.maybe_row(sql, &[Value::Text(email.trim().to_lowercase())]).await?;
    let row =
        row.ok_or_else(|| Refusal::invalid("email", Message::new("office-no-such-account").with("email", email)))?;
    viewer(&mut tx, row.text("account")?, row.text("name")?).await
}

async fn viewer(tx: &mut Tx<'_>, account: String, name: String) -> Result<Viewer, OfficeError> {
    let mut roles = BTreeSet::new();
    let sql = "SELECT role FROM roles WHERE account = $1 ORDER BY role";
    for role in tx.rows(sql, &[Value::Text(account.clone())]).await? {
        roles.extend(OfficeRole::from_word(&role.text("role")?));
    }
    Ok(Viewer { account: Some(AccountId(account)), name, roles })
}

fn later(now: &Zoned, hours: i64) -> Result<String, OfficeError> {
    let at =
        now.checked_add(SignedDuration::from_hours(hours)).map_err(|error| OfficeError::Stored(error.to_string()))?;
    Ok(at.to_string())
}
