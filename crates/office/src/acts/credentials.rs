//! Password, second factor and recovery codes of one's own account: set and changed after showing again that it is one's own.

use hefu_store::{Act, Tx, Value};
use hefu_words::Message;
use jiff::{SignedDuration, Zoned};

use super::sessions::{Way, end_others, sealed};
use super::sign_in::{Credentials, count, second_factor};
use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::factors::{generator, recovery_codes, shown, step_of};
use crate::happened::{Factor, Happened};
use crate::passwords::{ALONE, check};
use crate::person::AccountId;
use crate::views::session_of;

/// Minutes after signing in within which a session by link, passkey or another office's sign-on needs no password again.
pub const FRESH_MINUTES: i64 = 15;

/// What shows again that an account is one's own.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// Secret of the session.
    pub session: String,
    /// The present password, where there is one.
    pub password: String,
    /// Network address the request came from.
    pub from: String,
}

/// Shows again that the account is the viewer's: by its password, or by having just signed in by a way that needs none.
pub(super) async fn prove(office: &Office, doing: &Doing, proof: &Proof) -> Result<Credentials, OfficeError> {
    let sign_in_first = || Refusal::new(RefusalKind::NotAllowed, Message::new("office-sign-in-first"));
    let account = doing.viewer.account.clone().ok_or_else(sign_in_first)?;
    let mut tx = office.db().read().await?;
    let found = Credentials::of(&mut tx, "account", &account.0).await?.ok_or_else(sign_in_first)?;
    let session = session_of(&mut tx, &proof.session).await?.ok_or_else(sign_in_first)?;
    drop(tx);
    if session.account != account {
        return Err(sign_in_first().into());
    }
    let age = doing.now.duration_since(&session.begun);
    let fresh = age < SignedDuration::from_mins(FRESH_MINUTES);
    if fresh && (found.hash.is_none() || !matches!(session.way, Way::Password | Way::Demo)) {
        return Ok(found);
    }
    let Some(hash) = found.hash.clone() else {
        let message = Message::new("account-sign-in-again").with("minutes", FRESH_MINUTES);
        return Err(Refusal::new(RefusalKind::NotAllowed, message).into());
    };
    count(office, &found.email, None, &proof.from, &doing.now).await?;
    if !office.hasher().verify(&proof.password, Some(hash)).await? {
        return Err(Refusal::invalid("present", Message::new("account-present-wrong")).into());
    }
    Ok(found)
}

/// Sets or changes the password. All other sessions of the account end.
///
/// # Errors
/// When the account is not shown to be the viewer's, or the password is too short, too long or known to attackers.
pub async fn set_password(office: &Office, doing: Doing, proof: Proof, new: &str) -> Result<(), OfficeError> {
    let found = prove(office, &doing, &proof).await?;
    let own = [found.email.as_str(), found.name.as_str(), office.config().authority.as_str()];
    let new = crate::passwords::normal(new);
    check(&new, found.factor, &own, office.refused_passwords())?;
    let phc = office.hasher().hash(&new, office.random().bytes()?).await?;
    let long = i64::from(new.chars().count() >= ALONE);
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let values = [
                    Value::Text(found.account.0.clone()),
                    Value::Text(phc),
                    Value::Int(long),
                    Value::Text(doing.now.to_string()),
                ];
                let sql = "INSERT INTO passwords (account, phc, long, given) VALUES ($1, $2, $3, $4)
                           ON CONFLICT (account) DO UPDATE SET phc = excluded.phc, long = excluded.long,
                             given = excluded.given";
                act.tx().execute(sql, &values).await?;
                end_others(act, &found.account, Some(&proof.session), &doing.now).await?;
                record(act, &doing, &Happened::PasswordSet { account: found.account }).await?;
                Ok(())
            })
        })
        .await
}

/// Begins to set up codes by time: draws the secret. It counts only once a code made with it is shown.
///
/// # Errors
/// When the account is not shown to be the viewer's, or has codes by time already.
pub async fn begin_totp(office: &Office, doing: Doing, proof: Proof) -> Result<(), OfficeError> {
    let found = prove(office, &doing, &proof).await?;
    if found.factor {
        return Err(Refusal::new(RefusalKind::Conflict, Message::new("account-factor-there")).into());
    }
    let salt = office.random().name()?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let values = [Value::Text(found.account.0), Value::Text(salt), Value::Text(doing.now.to_string())];
                let sql = "INSERT INTO totp (account, salt, begun, confirmed, last_step) VALUES ($1, $2, $3, NULL, -1)
                           ON CONFLICT (account) DO UPDATE SET salt = excluded.salt, begun = excluded.begun
                           WHERE totp.confirmed IS NULL";
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

/// What a person enters into an app that makes codes, while they are being set up.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSetup {
    /// The secret in base 32, in groups of four.
    pub secret: String,
    /// The same as an address that apps read (`otpauth:`), as a code to be scanned holds it.
    pub address: String,
}

impl std::fmt::Debug for TotpSetup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TotpSetup").finish_non_exhaustive()
    }
}

/// What is being set up, if something is and was begun within [`FRESH_MINUTES`].
///
/// # Errors
/// When the store fails.
pub async fn totp_setup(office: &Office, doing: &Doing) -> Result<Option<TotpSetup>, OfficeError> {
    let Some(account) = &doing.viewer.account else { return Ok(None) };
    let mut tx = office.db().read().await?;
    let Some(salt) = unconfirmed(&mut tx, account, &doing.now).await? else { return Ok(None) };
    let secret = shown(&generator(&office.keys().factors, &account.0, &salt)?);
    let sql = "SELECT email FROM accounts WHERE account = $1";
    let email = tx.row(sql, &[Value::Text(account.0.clone())]).await?.text("email")?;
    let plain: String = secret.split(' ').collect();
    let escaped = |text: &str| {
        let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._@".contains(&byte);
        text.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect::<String>()
    };
    let issuer = escaped(&office.config().authority);
    let address = format!("otpauth://totp/{}?secret={plain}&issuer={issuer}", escaped(&email));
    Ok(Some(TotpSetup { secret, address }))
}

async fn unconfirmed(tx: &mut Tx<'_>, account: &AccountId, now: &Zoned) -> Result<Option<String>, OfficeError> {
    let sql = "SELECT salt, begun FROM totp WHERE account = $1 AND confirmed IS NULL";
    let Some(row) = tx.maybe_row(sql, &[Value::Text(account.0.clone())]).await? else { return Ok(None) };
    let age = now.duration_since(&super::notices::instant(&row.text("begun")?)?);
    Ok((age < SignedDuration::from_mins(FRESH_MINUTES)).then(|| row.text("salt")).transpose()?)
}

/// Ends the setting up with a code made by the app. Gives the recovery codes, which are nowhere kept.
///
/// # Errors
/// When nothing is being set up, or the code is wrong.
pub async fn confirm_totp(office: &Office, doing: Doing, code: &str) -> Result<Vec<String>, OfficeError> {
    let account = doing.viewer.account.clone().ok_or_else(Refusal::not_found)?;
    let codes = recovery_codes(office.random())?;
    let code = code.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let salt = unconfirmed(act.tx(), &account, &doing.now).await?.ok_or_else(Refusal::not_found)?;
                let totp = generator(&office.keys().factors, &account.0, &salt)?;
                let step = step_of(&totp, &code, doing.now.timestamp().as_second(), -1)
                    .ok_or_else(|| Refusal::invalid("code", Message::new("account-code-wrong")))?;
                let values = [Value::Text(account.0.clone()), Value::Text(doing.now.to_string()), Value::Int(step)];
                let sql = "UPDATE totp SET confirmed = $2, last_step = $3 WHERE account = $1";
                act.tx().execute(sql, &values).await?;
                keep_codes(act, &account, &codes).await?;
                record(act, &doing, &Happened::FactorAdded { account, factor: Factor::Codes }).await?;
                Ok(codes)
            })
        })
        .await
}

async fn keep_codes(act: &mut Act<'_>, account: &AccountId, codes: &[String]) -> Result<(), OfficeError> {
    let id = Value::Text(account.0.clone());
    act.tx().execute("DELETE FROM recovery_codes WHERE account = $1", std::slice::from_ref(&id)).await?;
    for code in codes {
        let sql = "INSERT INTO recovery_codes (account, code) VALUES ($1, $2)";
        act.tx().execute(sql, &[id.clone(), sealed(code)]).await?;
    }
    Ok(())
}

/// Makes new recovery codes; the former ones no longer count.
///
/// # Errors
/// When the account is not shown to be the viewer's, or has no codes by time.
pub async fn new_recovery_codes(office: &Office, doing: Doing, proof: Proof) -> Result<Vec<String>, OfficeError> {
    let found = prove(office, &doing, &proof).await?;
    if !found.factor {
        return Err(Refusal::not_found().into());
    }
    let codes = recovery_codes(office.random())?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                keep_codes(act, &found.account, &codes).await?;
                let happened = Happened::FactorAdded { account: found.account, factor: Factor::RecoveryCodes };
                record(act, &doing, &happened).await?;
                Ok(codes)
            })
        })
        .await
}

/// Takes codes by time away, with a code of theirs.
///
/// # Errors
/// When the account is not shown to be the viewer's; the code is wrong; or the password is too short to stand alone.
pub async fn remove_totp(office: &Office, doing: Doing, proof: Proof, code: &str) -> Result<(), OfficeError> {
    let found = prove(office, &doing, &proof).await?;
    if found.hash.is_some() && !found.long {
        let message = Message::new("account-password-longer-first").with("fewest", ALONE);
        return Err(Refusal::new(RefusalKind::Conflict, message).into());
    }
    let code = code.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if !second_factor(&office, act, &found.account, &code, &doing.now).await? {
                    return Err(Refusal::invalid("code", Message::new("account-code-wrong")).into());
                }
                drop_factors(act, &found.account).await?;
                let happened = Happened::FactorRemoved { account: found.account, factor: Factor::Codes };
                record(act, &doing, &happened).await?;
                Ok(())
            })
        })
        .await
}

/// Takes codes by time and recovery codes out of the tables.
pub(super) async fn drop_factors(act: &mut Act<'_>, account: &AccountId) -> Result<(), OfficeError> {
    for sql in ["DELETE FROM totp WHERE account = $1", "DELETE FROM recovery_codes WHERE account = $1"] {
        act.tx().execute(sql, &[Value::Text(account.0.clone())]).await?;
    }
    Ok(())
}
