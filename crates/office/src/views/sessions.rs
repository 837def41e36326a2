//! An account as its owner sees it: what it signs in with, and where it is signed in.

use hefu_store::{Tx, Value};
use jiff::{SignedDuration, Zoned};

use crate::Office;
use crate::acts::notices::instant;
use crate::acts::{Doing, IDLE_MINUTES, Way, sealed};
use crate::error::{OfficeError, Refusal};
use crate::person::AccountId;

/// A session as the acts look at it.
#[derive(Clone, Debug)]
pub(crate) struct SessionFacts {
    pub(crate) account: AccountId,
    pub(crate) begun: Zoned,
    pub(crate) way: Way,
}

/// The session of this secret, ended or not.
pub(crate) async fn session_of(tx: &mut Tx<'_>, secret: &str) -> Result<Option<SessionFacts>, OfficeError> {
    let sql = "SELECT account, begun, way FROM sessions WHERE session = $1";
    let Some(row) = tx.maybe_row(sql, &[sealed(secret)]).await? else { return Ok(None) };
    Ok(Some(SessionFacts {
        account: AccountId(row.text("account")?),
        begun: instant(&row.text("begun")?)?,
        way: Way::from_word(row.maybe_text("way")?.as_deref()),
    }))
}

/// A session in the list of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// Its mark in forms. Nobody can sign in with it.
    pub mark: String,
    /// When it began.
    pub begun: String,
    /// When it was last used, to some minutes.
    pub seen: String,
    /// The browser as it names itself; may be empty.
    pub agent: String,
    /// By which way it began.
    pub way: Way,
    /// Whether it is the one the viewer looks with.
    pub own: bool,
}

/// An account as its owner sees it.
#[derive(Clone, Debug)]
pub struct OwnAccount {
    /// Name.
    pub name: String,
    /// Address for letters.
    pub email: String,
    /// When the password was set, if there is one.
    pub password: Option<String>,
    /// When codes by time were set up, if they were.
    pub codes: Option<String>,
    /// Recovery codes not used yet.
    pub recovery_codes: i64,
    /// Passkeys in the order in which they were added.
    pub passkeys: Vec<PasskeyLine>,
    /// Sessions that have not ended, the last used first.
    pub sessions: Vec<SessionLine>,
}

/// A passkey in the list of its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyLine {
    /// Its id, hexadecimal. It is no secret.
    pub credential: String,
    /// Its place in the list, from 1.
    pub mark: usize,
    /// Name its owner gave it.
    pub name: String,
    /// When it was added.
    pub made: String,
    /// When it last signed in.
    pub used: Option<String>,
}

/// The viewer's own account; `session` is the secret of the session they look with.
///
/// # Errors
/// A refusal for a visitor.
pub async fn own_account(office: &Office, doing: &Doing, session: &str) -> Result<OwnAccount, OfficeError> {
    let account = doing.viewer.account.clone().ok_or_else(Refusal::not_found)?;
    let id = [Value::Text(account.0.clone())];
    let mut tx = office.db().read().await?;
    let sql = "SELECT a.name AS name, a.email AS email, p.given AS given, t.confirmed AS confirmed,
                      (SELECT COUNT(*) FROM recovery_codes r WHERE r.account = a.account) AS codes
               FROM accounts a LEFT JOIN passwords p ON p.account = a.account
               LEFT JOIN totp t ON t.account = a.account WHERE a.account = $1";
    let row = tx.maybe_row(sql, &id).await?.ok_or_else(Refusal::not_found)?;
    Ok(OwnAccount {
        name: row.text("name")?,
        email: row.text("email")?,
        password: row.maybe_text("given")?,
        codes: row.maybe_text("confirmed")?,
        recovery_codes: row.int("codes")?,
        passkeys: passkeys(&mut tx, &account).await?,
        sessions: sessions(&mut tx, &account, session, &doing.now).await?,
    })
}

async fn passkeys(tx: &mut Tx<'_>, account: &AccountId) -> Result<Vec<PasskeyLine>, OfficeError> {
    let sql = "SELECT credential, name, made, used FROM passkeys WHERE account = $1 ORDER BY made, credential";
    let mut lines = Vec::new();
    for (mark, row) in (1..).zip(tx.rows(sql, &[Value::Text(account.0.clone())]).await?) {
        lines.push(PasskeyLine {
            credential: row.text("credential")?,
            mark,
            name: row.text("name")?,
            made: row.text("made")?,
            used: row.maybe_text("used")?,
        });
    }
    Ok(lines)
}

async fn sessions(
    tx: &mut Tx<'_>,
    account: &AccountId,
    own: &str,
    now: &Zoned,
) -> Result<Vec<SessionLine>, OfficeError> {
    let own = sealed(own);
    let sql = "SELECT session, begun, expires, seen, agent, way FROM sessions WHERE account = $1 AND ended IS NULL
               ORDER BY session";
    let mut lines = Vec::new();
    for row in tx.rows(sql, &[Value::Text(account.0.clone())]).await? {
        let begun = row.text("begun")?;
        let seen = row.maybe_text("seen")?.unwrap_or_else(|| begun.clone());
        let last = instant(&seen)?;
        let idle = now.duration_since(&last) >= SignedDuration::from_mins(IDLE_MINUTES);
        if idle || instant(&row.text("expires")?)? <= *now {
            continue;
        }
        let mark = row.text("session")?;
        let line = SessionLine {
            own: own == Value::Text(mark.clone()),
            mark,
            begun,
            seen,
            agent: row.maybe_text("agent")?.unwrap_or_default(),
            way: Way::from_word(row.maybe_text("way")?.as_deref()),
        };
        lines.push((last, line));
    }
    lines.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.mark.cmp(&other.mark)));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}
