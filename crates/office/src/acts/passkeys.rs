//! Passkeys (W3C Web Authentication, level 3): registered from one's own account, and signed in with alone. The person is
//! always verified by their device (a fingerprint, a face or a PIN), so a passkey is two factors in one.

use hefu_store::{Act, Tx, Value};
use hefu_words::Message;
use jiff::{SignedDuration, Zoned};
use serde_json::{Value as Json, json};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    Uuid, Webauthn, WebauthnBuilder,
};

use super::credentials::{Proof, prove};
use super::notices::instant;
use super::sessions::{NewSession, Way, begin_session, sealed};
use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::{Factor, Happened};
use crate::person::AccountId;

/// Minutes a person has for it.
const MINUTES: i64 = 5;
/// Most ceremonies under way at the office: anybody can begin one.
const AT_ONCE: i64 = 10_000;
/// Most passkeys of an account.
const MOST: i64 = 20;

/// What a browser needs to begin, and the secret under which its answer comes back.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// The secret.
    pub secret: String,
    /// `PublicKeyCredentialCreationOptionsJSON` or `…RequestOptionsJSON`.
    pub options: Json,
}

fn wrong() -> Refusal {
    Refusal::new(RefusalKind::NotAllowed, Message::new("passkey-wrong"))
}

/// Whether passkeys can be had at this origin: browsers offer them under HTTPS, and on the machine itself.
pub fn passkeys_at(origin: &str) -> bool {
    rp(origin).is_ok()
}

fn rp(origin: &str) -> Result<(Url, String), OfficeError> {
    let unfit = || OfficeError::Refused(Refusal::new(RefusalKind::NotAllowed, Message::new("passkey-not-here")));
    let url = Url::parse(origin).map_err(|_| unfit())?;
    let host = url.domain().ok_or_else(unfit)?.to_owned();
    let local = host == "localhost" || host.ends_with(".localhost");
    if url.scheme() == "https" || local { Ok((url, host)) } else { Err(unfit()) }
}

fn verifier(office: &Office, origin: &str) -> Result<Webauthn, OfficeError> {
    let (url, host) = rp(origin)?;
    let fault = |error: &dyn std::fmt::Display| OfficeError::Stored(format!("passkeys: {error}"));
    let built = WebauthnBuilder::new(&host, &url).map_err(|error| fault(&error))?;
    built.rp_name(&office.config().authority).build().map_err(|error| fault(&error))
}

/// The handle under which devices keep an account: it says nothing of the person.
fn handle(account: &AccountId) -> Uuid {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(format!("hefu passkey {account}").as_bytes());
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(digest) {
        *place = byte;
    }
    Uuid::from_bytes(bytes)
}

/// Begins to register a passkey.
///
/// # Errors
/// When the account is not shown to be the viewer's, has too many, or this is no origin for passkeys.
pub async fn begin_passkey(office: &Office, doing: Doing, proof: Proof, origin: &str) -> Result<Ceremony, OfficeError> {
    let verifier = verifier(office, origin)?;
    let found = prove(office, &doing, &proof).await?;
    let mut tx = office.db().read().await?;
    let sql = "SELECT body FROM passkeys WHERE account = $1 ORDER BY made";
    let mut known = Vec::new();
    for row in tx.rows(sql, &[Value::Text(found.account.0.clone())]).await? {
        let passkey: Passkey = serde_json::from_str(&row.text("body")?)?;
        known.push(passkey.cred_id().clone());
    }
    drop(tx);
    if i64::try_from(known.len()).unwrap_or(MOST) >= MOST {
        return Err(Refusal::new(RefusalKind::Conflict, Message::new("passkey-most").with("most", MOST)).into());
    }
    let (options, state) = verifier
        .start_passkey_registration(handle(&found.account), &found.email, &found.name, Some(known))
        .map_err(|error| OfficeError::Stored(format!("passkeys: {error}")))?;
    let mut options = serde_json::to_value(&options.public_key)?;
    // The device keeps the passkey under the account, so that signing in needs no address to be typed and tells nobody
    // which addresses have accounts.
    if let Some(selection) = options.get_mut("authenticatorSelection").and_then(Json::as_object_mut) {
        selection.insert("residentKey".to_owned(), json!("required"));
        selection.insert("requireResidentKey".to_owned(), json!(true));
    }
    let body = serde_json::to_string(&state)?;
    keep(office, Some(found.account), body, options, &doing.now).await
}

async fn keep(
    office: &Office,
    account: Option<AccountId>,
    body: String,
    options: Json,
    now: &Zoned,
) -> Result<Ceremony, OfficeError> {
    let (secret, now) = (office.random().name()?, now.clone());
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                // Instants of one office are all written in its zone, so that their text is in their order except where
                // clocks are set back; what is left over then goes with the next sweep.
                let sql = "DELETE FROM passkey_ceremonies WHERE expires < $1";
                act.tx().execute(sql, &[Value::Text(now.to_string())]).await?;
                let open = act.tx().row("SELECT COUNT(*) AS n FROM passkey_ceremonies", &[]).await?.int("n")?;
                if open >= AT_ONCE {
                    return Err(hefu_store::StoreError::Busy.into());
                }
                let expires = now
                    .checked_add(SignedDuration::from_mins(MINUTES))
                    .map_err(|error| OfficeError::Stored(error.to_string()))?;
                let account = account.map_or(Value::Null, |account| Value::Text(account.0));
                let values = [sealed(&secret), account, Value::Text(body), Value::Text(expires.to_string())];
                let sql = "INSERT INTO passkey_ceremonies (ceremony, account, body, expires) VALUES ($1, $2, $3, $4)";
                act.tx().execute(sql, &values).await?;
                Ok(Ceremony { secret, options })
            })
        })
        .await
}

/// What was kept of a ceremony; it is used up by looking, whatever comes of it.
async fn take(office: &Office, secret: &str, now: &Zoned) -> Result<(Option<AccountId>, String), OfficeError> {
    let (id, now) = (sealed(secret), now.clone());
    let found = office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT account, body, expires FROM passkey_ceremonies WHERE ceremony = $1";
                let row = act.tx().maybe_row(sql, std::slice::from_ref(&id)).await?;
                act.tx().execute("DELETE FROM passkey_ceremonies WHERE ceremony = $1", &[id]).await?;
                let Some(row) = row else { return Ok::<_, OfficeError>(None) };
                let late = instant(&row.text("expires")?)? <= now;
                let found = (row.maybe_text("account")?.map(AccountId), row.text("body")?);
                Ok((!late).then_some(found))
            })
        })
        .await?;
    Ok(found.ok_or_else(wrong)?)
}

/// Ends the registration of a passkey with the browser's answer.
///
/// # Errors
/// When it was not begun by this account, took too long, or the answer does not hold.
pub async fn finish_passkey(
    office: &Office,
    doing: Doing,
    secret: &str,
    answer: &str,
    name: &str,
    origin: &str,
) -> Result<(), OfficeError> {
    let verifier = verifier(office, origin)?;
    let account = doing.viewer.account.clone().ok_or_else(wrong)?;
    let (by, body) = take(office, secret, &doing.now).await?;
    if by.as_ref() != Some(&account) {
        return Err(wrong().into());
    }
    let state: PasskeyRegistration = serde_json::from_str(&body)?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| wrong())?;
    let passkey = verifier.finish_passkey_registration(&answer, &state).map_err(|_| wrong())?;
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(60).collect();
    let values = [
        Value::Text(credential(passkey.cred_id().as_ref())),
        Value::Text(account.0.clone()),
        Value::Text(if name.is_empty() { doing.now.date().to_string() } else { name }),
        Value::Text(serde_json::to_string(&passkey)?),
        Value::Text(doing.now.to_string()),
    ];
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT account FROM passkeys WHERE credential = $1";
                if act.tx().maybe_row(sql, &values[..1]).await?.is_some() {
                    return Err(wrong().into());
                }
                let sql = "INSERT INTO passkeys (credential, account, name, body, made) VALUES ($1, $2, $3, $4, $5)";
                act.tx().execute(sql, &values).await?;
                record(act, &doing, &Happened::FactorAdded { account, factor: Factor::Passkey }).await?;
                Ok(())
            })
        })
        .await
}

fn credential(id: &[u8]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Takes a passkey of the viewer's own away.
///
/// # Errors
/// When the account is not shown to be the viewer's.
pub async fn remove_passkey(office: &Office, doing: Doing, proof: Proof, id: &str) -> Result<(), OfficeError> {
    let found = prove(office, &doing, &proof).await?;
    let id = id.to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "DELETE FROM passkeys WHERE account = $1 AND credential = $2";
                if act.tx().execute(sql, &[Value::Text(found.account.0.clone()), Value::Text(id)]).await? == 1 {
                    let happened = Happened::FactorRemoved { account: found.account, factor: Factor::Passkey };
                    record(act, &doing, &happened).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Begins to sign in with a passkey: the same for everybody.
///
/// # Errors
/// When this is no origin for passkeys, or the store fails.
pub async fn begin_passkey_sign_in(office: &Office, origin: &str, now: &Zoned) -> Result<Ceremony, OfficeError> {
    let (options, state) = verifier(office, origin)?
        .start_discoverable_authentication()
        .map_err(|error| OfficeError::Stored(format!("passkeys: {error}")))?;
    let options = serde_json::to_value(&options.public_key)?;
    keep(office, None, serde_json::to_string(&state)?, options, now).await
}

/// Signs in with a passkey. Gives the session's secret.
///
/// # Errors
/// One refusal for whatever does not hold: an unknown passkey, a wrong signature, a person not verified, a disabled account.
pub async fn passkey_sign_in(
    office: &Office,
    secret: &str,
    answer: &str,
    agent: &str,
    origin: &str,
    now: &Zoned,
) -> Result<String, OfficeError> {
    let verifier = verifier(office, origin)?;
    let (_, body) = take(office, secret, now).await?;
    let state: DiscoverableAuthentication = serde_json::from_str(&body)?;
    let answer: PublicKeyCredential = serde_json::from_str(answer).map_err(|_| wrong())?;
    let (who, id) = verifier.identify_discoverable_authentication(&answer).map_err(|_| wrong())?;
    let id = credential(id);
    let (account, mut passkey) = stored(&mut office.db().read().await?, &id).await?;
    if handle(&account) != who {
        return Err(wrong().into());
    }
    let result = verifier.finish_discoverable_authentication_v2(&answer, state, &passkey).map_err(|_| wrong())?;
    passkey.update_credential(&result);
    let body = serde_json::to_string(&passkey)?;
    let (session, agent, now) = (office.random().name()?, agent.to_owned(), now.clone());
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "UPDATE passkeys SET body = $2, used = $3 WHERE credential = $1";
                let values = [Value::Text(id), Value::Text(body), Value::Text(now.to_string())];
                act.tx().execute(sql, &values).await?;
                let new = NewSession { secret: &session, way: Way::Passkey, agent: &agent };
                begin_session(act, &new, &account, &now).await?;
                Ok(session)
            })
        })
        .await
}

async fn stored(tx: &mut Tx<'_>, credential: &str) -> Result<(AccountId, Passkey), OfficeError> {
    let sql = "SELECT p.account AS account, p.body AS body FROM passkeys p JOIN accounts a ON a.account = p.account
               WHERE p.credential = $1 AND a.disabled IS NULL";
    let row = tx.maybe_row(sql, &[Value::Text(credential.to_owned())]).await?.ok_or_else(wrong)?;
    Ok((AccountId(row.text("account")?), serde_json::from_str(&row.text("body")?)?))
}
