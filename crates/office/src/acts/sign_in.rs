//! Signing in by password and second factor. Every failure gets the same answer after the same work, so that nobody learns
//! which addresses have accounts; tries are bounded in a way that lets nobody lock another person out.

use hefu_store::{Act, Tx, Value};
use hefu_words::Message;
use jiff::{SignedDuration, Zoned};

use super::notices::instant;
use super::sessions::{NewSession, Way, begin_session, sealed};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::factors::{generator, recovery_code, step_of};
use crate::person::AccountId;

/// Minutes in which failed tries are counted together.
const WINDOW: i64 = 15;
/// Most tries within them at one account by browsers that have not signed in to it before.
const BY_STRANGERS: i64 = 10;
/// Most tries within them by a browser that has.
const BY_KNOWN: i64 = 10;
/// Most tries within them from one network address: a whole institute may stand behind it.
const BY_ADDRESS: i64 = 100;

/// A try to sign in.
#[derive(Clone, Debug, Default)]
pub struct Try {
    /// Address for letters, as typed.
    pub email: String,
    /// Password, as typed.
    pub password: String,
    /// Code of the app or a recovery code, where the person has them; may be empty.
    pub code: String,
    /// The secret that marks a browser that has signed in before.
    pub browser: Option<String>,
    /// Network address the request came from, in the form in which tries from it are counted.
    pub from: String,
    /// The browser as it names itself.
    pub agent: String,
}

/// Somebody has signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session's secret.
    pub session: String,
    /// The secret to mark the browser with.
    pub browser: String,
    /// Who.
    pub account: AccountId,
}

fn wrong() -> Refusal {
    Refusal::invalid("password", Message::new("account-sign-in-wrong"))
}

/// Signs a person in by password and, where they have one, second factor.
///
/// # Errors
/// One and the same refusal for an unknown address, a wrong password, a missing or wrong code, a password too short to stand
/// alone and a disabled account; another where there were too many tries; [`StoreError::Busy`](hefu_store::StoreError::Busy)
/// where too many passwords are being hashed.
pub async fn sign_in(office: &Office, attempt: Try, now: &Zoned) -> Result<SignedIn, OfficeError> {
    let email = attempt.email.trim().to_lowercase();
    let buckets = count(office, &email, attempt.browser.as_deref(), &attempt.from, now).await?;
    let found = Credentials::of(&mut office.db().read().await?, "email", &email).await?;
    let hash = found.as_ref().and_then(|found| found.hash.clone());
    let right = office.hasher().verify(&attempt.password, hash).await?;
    let found = found.filter(|found| right && !found.disabled && (found.long || found.factor));
    let (session, browser) = (office.random().name()?, office.random().name()?);
    let (writer, office, now) = (office.writer().clone(), office.clone(), now.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let found = found.ok_or_else(wrong)?;
                if found.factor && !second_factor(&office, act, &found.account, &attempt.code, &now).await? {
                    return Err(wrong().into());
                }
                for bucket in &buckets {
                    act.tx()
                        .execute("DELETE FROM sign_in_tries WHERE bucket = $1", std::slice::from_ref(bucket))
                        .await?;
                }
                let new = NewSession { secret: &session, way: Way::Password, agent: &attempt.agent };
                begin_session(act, &new, &found.account, &now).await?;
                let browser = know(act.tx(), &found.account, attempt.browser, browser, &now).await?;
                Ok(SignedIn { session, browser, account: found.account })
            })
        })
        .await
}

/// Notes that a browser has signed in to an account: under the mark it has, or else a new one. Marks not seen for a year are
/// forgotten.
async fn know(
    tx: &mut Tx<'_>,
    account: &AccountId,
    has: Option<String>,
    new: String,
    now: &Zoned,
) -> Result<String, OfficeError> {
    let id = Value::Text(account.0.clone());
    let year = SignedDuration::from_hours(24 * 365);
    for row in tx.rows("SELECT browser, seen FROM known_browsers WHERE account = $1", std::slice::from_ref(&id)).await?
    {
        if now.duration_since(&instant(&row.text("seen")?)?) > year {
            let sql = "DELETE FROM known_browsers WHERE browser = $1";
            tx.execute(sql, &[Value::Text(row.text("browser")?)]).await?;
        }
    }
    let seen = Value::Text(now.to_string());
    if let Some(mark) = has {
        let sql = "UPDATE known_browsers SET seen = $3 WHERE browser = $1 AND account = $2";
        if tx.execute(sql, &[sealed(&mark), id.clone(), seen.clone()]).await? == 1 {
            return Ok(mark);
        }
    }
    let sql = "INSERT INTO known_browsers (browser, account, seen) VALUES ($1, $2, $3)";
    tx.execute(sql, &[sealed(&new), id, seen]).await?;
    Ok(new)
}

/// What an account signs in with.
#[derive(Clone, Debug)]
pub(super) struct Credentials {
    pub(super) account: AccountId,
    pub(super) email: String,
    pub(super) name: String,
    pub(super) hash: Option<String>,
    /// Whether the password is long enough to stand alone.
    pub(super) long: bool,
    /// Whether codes by time are asked for.
    pub(super) factor: bool,
    pub(super) disabled: bool,
}

impl Credentials {
    /// Those of the account whose `column` (`email` or `account`) has this value.
    pub(super) async fn of(tx: &mut Tx<'_>, column: &'static str, value: &str) -> Result<Option<Self>, OfficeError> {
        let sql = format!(
            "SELECT a.account AS account, a.email AS email, a.name AS name, a.disabled AS disabled, p.phc AS phc,
                    COALESCE(p.long, 0) AS long, t.confirmed AS confirmed
             FROM accounts a LEFT JOIN passwords p ON p.account = a.account
             LEFT JOIN totp t ON t.account = a.account WHERE a.{column} = $1"
        );
        let Some(row) = tx.maybe_row(&sql, &[Value::Text(value.to_owned())]).await? else { return Ok(None) };
        Ok(Some(Self {
            account: AccountId(row.text("account")?),
            email: row.text("email")?,
            name: row.text("name")?,
            hash: row.maybe_text("phc")?,
            long: row.int("long")? == 1,
            factor: row.maybe_text("confirmed")?.is_some(),
            disabled: row.maybe_text("disabled")?.is_some(),
        }))
    }
}

/// Whether this is a code of the account that was not used before; it is used up by it.
pub(super) async fn second_factor(
    office: &Office,
    act: &mut Act<'_>,
    account: &AccountId,
    code: &str,
    now: &Zoned,
) -> Result<bool, OfficeError> {
    let id = Value::Text(account.0.clone());
    let sql = "SELECT salt, last_step FROM totp WHERE account = $1 AND confirmed IS NOT NULL";
    let Some(row) = act.tx().maybe_row(sql, std::slice::from_ref(&id)).await? else { return Ok(false) };
    let totp = generator(&office.keys().factors, &account.0, &row.text("salt")?)?;
    if let Some(step) = step_of(&totp, code, now.timestamp().as_second(), row.int("last_step")?) {
        let sql = "UPDATE totp SET last_step = $2 WHERE account = $1";
        act.tx().execute(sql, &[id, Value::Int(step)]).await?;
        return Ok(true);
    }
    let Some(code) = recovery_code(code) else { return Ok(false) };
    let sql = "DELETE FROM recovery_codes WHERE account = $1 AND code = $2";
    Ok(act.tx().execute(sql, &[id, sealed(&code)]).await? == 1)
}

/// Counts a try before it is looked at, and refuses it where there were too many. A browser that has signed in to the
/// account before is counted by itself: strangers who try its account do not keep its owner out. Gives the counts that a
/// success clears; that of the network address is not among them.
pub(super) async fn count(
    office: &Office,
    email: &str,
    browser: Option<&str>,
    from: &str,
    now: &Zoned,
) -> Result<Vec<Value>, OfficeError> {
    let (email, from, now) = (email.to_owned(), from.to_owned(), now.clone());
    let browser = browser.map(sealed);
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                // Instants of one office are written in its zone, so their text is in their order but for the hour in which
                // clocks are set back; counts of some hours ago matter to nobody.
                let old = now
                    .checked_sub(SignedDuration::from_hours(3))
                    .map_err(|error| OfficeError::Stored(error.to_string()))?;
                let sql = "DELETE FROM sign_in_tries WHERE since < $1";
                act.tx().execute(sql, &[Value::Text(old.to_string())]).await?;
                let mut own = (sealed(&format!("account {email}")), BY_STRANGERS);
                if let Some(Value::Text(mark)) = browser {
                    let sql =
                        "SELECT k.browser AS browser FROM known_browsers k JOIN accounts a ON a.account = k.account
                               WHERE k.browser = $1 AND a.email = $2";
                    let values = [Value::Text(mark.clone()), Value::Text(email)];
                    if act.tx().maybe_row(sql, &values).await?.is_some() {
                        own = (sealed(&format!("browser {mark}")), BY_KNOWN);
                    }
                }
                let address = (sealed(&format!("address {from}")), BY_ADDRESS);
                for (bucket, most) in [&own, &address] {
                    one(act.tx(), bucket, *most, &now).await?;
                }
                Ok(vec![own.0])
            })
        })
        .await
}

async fn one(tx: &mut Tx<'_>, bucket: &Value, most: i64, now: &Zoned) -> Result<(), OfficeError> {
    let window = SignedDuration::from_mins(WINDOW);
    let row =
        tx.maybe_row("SELECT tries, since FROM sign_in_tries WHERE bucket = $1", std::slice::from_ref(bucket)).await?;
    let (mut tries, mut since) = (0, now.clone());
    if let Some(row) = row {
        let began = instant(&row.text("since")?)?;
        if now.duration_since(&began) < window {
            (tries, since) = (row.int("tries")?, began);
        }
    }
    if tries >= most {
        let minutes = (window - now.duration_since(&since)).as_mins() + 1;
        let message = Message::new("account-too-many-tries").with("minutes", minutes);
        return Err(Refusal::new(RefusalKind::TooMany, message).into());
    }
    let sql = "INSERT INTO sign_in_tries (bucket, tries, since) VALUES ($1, $2, $3)
               ON CONFLICT (bucket) DO UPDATE SET tries = excluded.tries, since = excluded.since";
    tx.execute(sql, &[bucket.clone(), Value::Int(tries + 1), Value::Text(since.to_string())]).await?;
    Ok(())
}
