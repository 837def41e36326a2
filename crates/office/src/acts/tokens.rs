//! Tokens for programs: made by a person for themselves, shown once, revoked at any time. A token is a secret of 130 random
//! bits; the store keeps its SHA-256 alone.

use hefu_store::{Act, Value};
use hefu_words::Message;
use jiff::{SignedDuration, Zoned};

use super::credentials::{Proof, prove};
use super::notices::instant;
use super::sessions::{SEEN_MINUTES, sealed, viewer};
use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::person::Viewer;
use crate::tokens::{Scope, Scopes};

/// Longest life of a token in days. A program that still runs then gets a new one.
pub const TOKEN_DAYS: i64 = 366;
/// Most tokens of one account that are in force.
pub const TOKENS_MOST: i64 = 20;
/// How a token begins, so that one that was published by mistake can be found by its look.
const MARK: &str = "hefu_";
/// Longest name of a token, in characters.
const NAME: usize = 100;

/// A token to make.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Name its owner gives it, to know it again.
    pub name: String,
    /// What it is for.
    pub scopes: Scopes,
    /// Days until it ends.
    pub days: i64,
}

/// Makes a token for the viewer's own account. Gives the token, which is nowhere kept.
///
/// # Errors
/// When the account is not shown to be the viewer's, the name or the scopes are missing, it would last too long, or there are
/// too many.
pub async fn make_token(office: &Office, doing: Doing, proof: Proof, new: NewToken) -> Result<String, OfficeError> {
    let name: String = new.name.trim().chars().filter(|c| !c.is_control()).take(NAME).collect();
    if name.is_empty() {
        return Err(Refusal::invalid("name", Message::new("token-name-missing")).into());
    }
    if new.scopes.is_empty() {
        return Err(Refusal::invalid("scopes", Message::new("token-scopes-missing")).into());
    }
    if !(1..=TOKEN_DAYS).contains(&new.days) {
        return Err(Refusal::invalid("days", Message::new("token-days-wrong").with("most", TOKEN_DAYS)).into());
    }
    let account = prove(office, &doing, &proof).await?.account;
    let (token, secret) = (office.random().name()?, format!("{MARK}{}", office.random().name()?));
    let life = SignedDuration::from_hours(24 * new.days);
    let expires = doing.now.checked_add(life).map_err(|error| OfficeError::Stored(error.to_string()))?;
    let given = secret.clone();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT expires FROM tokens WHERE account = $1 AND revoked IS NULL";
                let mut held = 0;
                for row in act.tx().rows(sql, &[Value::Text(account.0.clone())]).await? {
                    held += i64::from(instant(&row.text("expires")?)? > doing.now);
                }
                if held >= TOKENS_MOST {
                    let message = Message::new("token-too-many").with("most", TOKENS_MOST);
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                let happened = Happened::TokenMade { account, token: token.clone(), name, scopes: new.scopes, expires };
                record(act, &doing, &happened).await?;
                let sql = "INSERT INTO token_secrets (secret, token) VALUES ($1, $2)";
                act.tx().execute(sql, &[sealed(&secret), Value::Text(token)]).await?;
                Ok(())
            })
        })
        .await
        .map(|()| given)
}

/// Revokes one of the viewer's own tokens, from this instant on. Doing it twice is doing it once.
///
/// # Errors
/// A refusal where there is no such token of the viewer's.
pub async fn revoke_token(office: &Office, doing: Doing, token: &str) -> Result<(), OfficeError> {
    let account = doing.viewer.account.clone().ok_or_else(Refusal::not_found)?;
    let token = token.to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let values = [Value::Text(token.clone()), Value::Text(account.0.clone())];
                let sql = "SELECT revoked FROM tokens WHERE token = $1 AND account = $2";
                let row = act.tx().maybe_row(sql, &values).await?.ok_or_else(Refusal::not_found)?;
                if row.maybe_text("revoked")?.is_some() {
                    return Ok(());
                }
                record(act, &doing, &Happened::TokenRevoked { account, token: token.clone() }).await?;
                act.tx().execute("DELETE FROM token_secrets WHERE token = $1", &[Value::Text(token)]).await?;
                Ok(())
            })
        })
        .await
}

/// Who looks with a token: its account with its roles as they are now, narrowed to what the token was made for; nobody where
/// it is unknown, revoked or past, or the account is disabled.
///
/// # Errors
/// When the store fails.
pub async fn viewer_of_token(office: &Office, secret: &str, now: &Zoned) -> Result<Option<Viewer>, OfficeError> {
    let id = sealed(secret);
    let mut tx = office.db().read().await?;
    let sql = "SELECT t.account AS account, t.scopes AS scopes, t.expires AS expires, s.used AS used, a.name AS name
               FROM token_secrets s JOIN tokens t ON t.token = s.token JOIN accounts a ON a.account = t.account
               WHERE s.secret = $1 AND t.revoked IS NULL AND a.disabled IS NULL";
    let Some(row) = tx.maybe_row(sql, std::slice::from_ref(&id)).await? else { return Ok(None) };
    if instant(&row.text("expires")?)? <= *now {
        return Ok(None);
    }
    let used = row.maybe_text("used")?.map(|at| instant(&at)).transpose()?;
    let scopes = row.text("scopes")?.split(' ').filter_map(Scope::from_word).collect();
    let found = viewer(&mut tx, row.text("account")?, row.text("name")?).await?;
    drop(tx);
    if used.is_none_or(|used| now.duration_since(&used) >= SignedDuration::from_mins(SEEN_MINUTES)) {
        let now = Value::Text(now.to_string());
        let wrote: Result<(), OfficeError> = office
            .writer()
            .run(move |act: &mut Act<'_>| {
                Box::pin(async move {
                    act.tx().execute("UPDATE token_secrets SET used = $2 WHERE secret = $1", &[id, now]).await?;
                    Ok(())
                })
            })
            .await;
        // Too busy to write it down now: the next use does.
        drop(wrote);
    }
    Ok(Some(Viewer { scopes: Some(scopes), ..found }))
}

/// The words of scopes as tables keep them.
pub(crate) fn scope_words(scopes: &Scopes) -> String {
    scopes.iter().map(|scope| scope.word()).collect::<Vec<_>>().join(" ")
}
