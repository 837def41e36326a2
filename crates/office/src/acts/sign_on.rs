//! An agency's own sign-on (OpenID Connect): what the office keeps of it. The exchange with the provider is a door's affair;
//! here an attempt is begun and taken once, and a verified subject is let in.

use hefu_store::{Act, Value};
use hefu_words::Message;
use jiff::{SignedDuration, Zoned};

use super::accounts::{plausible, record_account};
use super::credentials::{Proof, prove};
use super::notices::instant;
use super::sessions::{NewSession, Way, begin_session, sealed};
use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::person::{AccountId, Viewer};

/// Minutes a person has at the provider.
const MINUTES: i64 = 10;

/// Most sign-ons under way at the office: anybody can begin one.
const AT_ONCE: i64 = 10_000;

/// A sign-on begun.
#[derive(Clone)]
pub struct SignOnAttempt {
    /// Comes back with the answer, and stands in the browser's cookie meanwhile.
    pub state: String,
    /// Stands in the token that answers it.
    pub nonce: String,
    /// Verifier of the code challenge (RFC 7636), 43 characters or more.
    pub verifier: String,
    /// Address of the office to go to afterwards.
    pub back: String,
    /// The account to bind the subject to; without one the subject signs in.
    pub account: Option<AccountId>,
}

impl std::fmt::Debug for SignOnAttempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignOnAttempt")
            .field("back", &self.back)
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

/// Begins a sign-on, to sign in or, with `bind`, to bind a subject to the viewer's own account.
///
/// # Errors
/// When the office has no such sign-on, or the account to bind is not shown to be the viewer's.
pub async fn begin_sign_on(
    office: &Office,
    back: &str,
    bind: Option<(Doing, Proof)>,
    now: &Zoned,
) -> Result<SignOnAttempt, OfficeError> {
    if office.config().oidc.is_none() {
        return Err(Refusal::not_found().into());
    }
    let account = match bind {
        Some((doing, proof)) => Some(prove(office, &doing, &proof).await?.account),
        None => None,
    };
    let random = office.random();
    let verifier = format!("{}{}", random.name()?, random.name()?);
    let attempt =
        SignOnAttempt { state: random.name()?, nonce: random.name()?, verifier, back: back.to_owned(), account };
    let expires =
        now.checked_add(SignedDuration::from_mins(MINUTES)).map_err(|error| OfficeError::Stored(error.to_string()))?;
    let (kept, now) = (attempt.clone(), now.clone());
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "DELETE FROM sign_on_attempts WHERE expires < $1";
                act.tx().execute(sql, &[Value::Text(now.to_string())]).await?;
                let open = act.tx().row("SELECT COUNT(*) AS n FROM sign_on_attempts", &[]).await?.int("n")?;
                if open >= AT_ONCE {
                    return Err(hefu_store::StoreError::Busy.into());
                }
                let values = [
                    sealed(&kept.state),
                    Value::Text(kept.nonce),
                    Value::Text(kept.verifier),
                    Value::Text(kept.back),
                    kept.account.map_or(Value::Null, |account| Value::Text(account.0)),
                    Value::Text(expires.to_string()),
                ];
                let sql = "INSERT INTO sign_on_attempts (state, nonce, verifier, back, account, expires)
                           VALUES ($1, $2, $3, $4, $5, $6)";
                act.tx().execute(sql, &values).await?;
                Ok(attempt)
            })
        })
        .await
}

/// The attempt an answer belongs to; it is used up by looking.
///
/// # Errors
/// A refusal where there is none, or it took too long.
pub async fn take_sign_on(office: &Office, state: &str, now: &Zoned) -> Result<SignOnAttempt, OfficeError> {
    let (state, now) = (state.to_owned(), now.clone());
    let found = office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let id = sealed(&state);
                let sql = "SELECT nonce, verifier, back, account, expires FROM sign_on_attempts WHERE state = $1";
                let row = act.tx().maybe_row(sql, std::slice::from_ref(&id)).await?;
                act.tx().execute("DELETE FROM sign_on_attempts WHERE state = $1", &[id]).await?;
                let Some(row) = row else { return Ok::<_, OfficeError>(None) };
                let attempt = SignOnAttempt {
                    state,
                    nonce: row.text("nonce")?,
                    verifier: row.text("verifier")?,
                    back: row.text("back")?,
                    account: row.maybe_text("account")?.map(AccountId),
                };
                Ok((instant(&row.text("expires")?)? > now).then_some(attempt))
            })
        })
        .await?;
    Ok(found.ok_or_else(|| Refusal::new(RefusalKind::NotAllowed, Message::new("sign-on-stale")))?)
}

/// A subject whom the provider has verified.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The provider.
    pub issuer: String,
    /// The subject at the provider.
    pub subject: String,
    /// Name, as the provider says it.
    pub name: String,
    /// Address, as the provider says it; none where the provider says that it is not verified.
    pub email: Option<String>,
}

fn refused(key: &str) -> OfficeError {
    Refusal::new(RefusalKind::NotAllowed, Message::new(key)).into()
}

/// Binds a verified subject to an account. Binding what is bound to it already changes nothing.
///
/// # Errors
/// When the subject belongs to another account.
pub async fn bind_subject(office: &Office, doing: Doing, subject: Subject) -> Result<(), OfficeError> {
    let account = doing.viewer.account.clone().ok_or_else(|| refused("office-sign-in-first"))?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                match bound(act, &subject).await? {
                    Some((owner, _)) if owner == account => Ok(()),
                    Some(_) => Err(refused("sign-on-of-another")),
                    None => bind(act, &doing, &subject, &account).await,
                }
            })
        })
        .await
}

async fn bound(act: &mut Act<'_>, subject: &Subject) -> Result<Option<(AccountId, bool)>, OfficeError> {
    let sql = "SELECT f.account AS account, a.disabled AS disabled FROM foreign_accounts f
               JOIN accounts a ON a.account = f.account WHERE f.issuer = $1 AND f.subject = $2";
    let values = [Value::Text(subject.issuer.clone()), Value::Text(subject.subject.clone())];
    let Some(row) = act.tx().maybe_row(sql, &values).await? else { return Ok(None) };
    Ok(Some((AccountId(row.text("account")?), row.maybe_text("disabled")?.is_some())))
}

async fn bind(act: &mut Act<'_>, doing: &Doing, subject: &Subject, account: &AccountId) -> Result<(), OfficeError> {
    let values = [
        Value::Text(subject.issuer.clone()),
        Value::Text(subject.subject.clone()),
        Value::Text(account.0.clone()),
        Value::Text(doing.now.to_string()),
    ];
    let sql = "INSERT INTO foreign_accounts (issuer, subject, account, bound) VALUES ($1, $2, $3, $4)";
    act.tx().execute(sql, &values).await?;
    let happened = Happened::SignOnBound { account: account.clone(), issuer: subject.issuer.clone() };
    record(act, doing, &happened).await?;
    Ok(())
}

/// Signs a verified subject in to the account it is bound to or, where the office lets it, to a new one. An address never
/// decides whose account it is. Gives the session's secret.
///
/// # Errors
/// When the subject is bound to no account and none is opened for it: the office does not let it, the provider says no name or
/// verified address, or the address has an account, whose owner then binds it on their own page; and when the account is
/// disabled.
pub async fn sign_in_subject(
    office: &Office,
    subject: Subject,
    agent: &str,
    now: &Zoned,
) -> Result<String, OfficeError> {
    let opens = office.config().oidc.as_ref().is_some_and(|oidc| oidc.opens_accounts);
    let (session, new) = (office.random().name()?, office.random().account()?);
    let (agent, now) = (agent.to_owned(), now.clone());
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let account = match bound(act, &subject).await? {
                    Some((_, true)) => return Err(refused("sign-on-disabled")),
                    Some((account, false)) => account,
                    None if !opens => return Err(refused("sign-on-unknown")),
                    None => {
                        let email = subject.email.as_deref().map(|email| email.trim().to_lowercase());
                        let email =
                            email.filter(|email| plausible(email)).ok_or_else(|| refused("sign-on-no-email"))?;
                        let sql = "SELECT account FROM accounts WHERE email = $1";
                        if act.tx().maybe_row(sql, &[Value::Text(email.clone())]).await?.is_some() {
                            return Err(refused("sign-on-email-taken"));
                        }
                        let name = subject.name.trim();
                        let name = if name.is_empty() { email.clone() } else { name.to_owned() };
                        let mut doing = Doing { viewer: Viewer::visitor(), now: now.clone() };
                        record_account(act, &doing, &new, &name, &email).await?;
                        doing.viewer = Viewer { account: Some(new.clone()), name, ..Viewer::visitor() };
                        bind(act, &doing, &subject, &new).await?;
                        new
                    }
                };
                let begun = NewSession { secret: &session, way: Way::Foreign, agent: &agent };
                begin_session(act, &begun, &account, &now).await?;
                Ok(session)
            })
        })
        .await
}
