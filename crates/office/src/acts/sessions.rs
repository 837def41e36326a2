//! Sessions: begun anew at each signing in, ended by their owner, by time, or with the account. A session and a sign-in link
//! are secrets of 130 random bits; the store keeps only their SHA-256, so that nobody who reads the store can sign in with
//! it. They are not journalled: they change nothing an office answers for.

use std::collections::BTreeSet;

use hefu_store::{Act, Tx, Value};
use hefu_words::Message;
use jiff::{SignedDuration, Zoned};

use super::Doing;
use super::notices::instant;
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::person::{AccountId, OfficeRole, Viewer};

/// How long a session lasts, whatever is done in it (OWASP ASVS 5.0, 7.3.2).
pub const SESSION_HOURS: i64 = 12;
/// How long it lasts without anything being done in it (7.3.1).
pub const IDLE_MINUTES: i64 = 120;
/// After how long its last use is written down again: a write for every request would cost more than it tells.
pub(super) const SEEN_MINUTES: i64 = 5;

/// The SHA-256 of a secret, as the store keeps it.
pub(crate) fn sealed(secret: &str) -> Value {
    use sha2::{Digest as _, Sha256};
    Value::Text(Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// By which way a session began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A sign-in link or an invitation.
    Link,
    /// Password, with the second factor where there is one.
    Password,
    /// A passkey.
    Passkey,
    /// An agency's own sign-on.
    Foreign,
    /// One click, in a demonstration.
    Demo,
}

impl Way {
    /// All ways.
    pub const ALL: [Self; 5] = [Self::Link, Self::Password, Self::Passkey, Self::Foreign, Self::Demo];

    /// Its word in tables and keys of sentences.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::Foreign => "foreign",
            Self::Demo => "demo",
        }
    }

    /// The way of this word; a session from before ways were kept began by a link.
    pub(crate) fn from_word(word: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|way| Some(way.word()) == word).unwrap_or(Self::Link)
    }
}

/// Makes a link that signs a person in once, within `hours`. Whoever installs the office hands the first one to its
/// administrator; the way by letter needs a mail server.
///
/// # Errors
/// A refusal where no account has this address or it is disabled.
pub async fn make_sign_in_link(office: &Office, email: &str, hours: u32, now: &Zoned) -> Result<String, OfficeError> {
    let (link, email) = (office.random().name()?, email.trim().to_lowercase());
    let expires = later(now, i64::from(hours))?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT account FROM accounts WHERE email = $1 AND disabled IS NULL";
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
/// A refusal where the link is unknown, used or expired or its account disabled: which of these is not said.
pub async fn use_sign_in_link(office: &Office, link: &str, agent: &str, now: &Zoned) -> Result<String, OfficeError> {
    let (link, agent, now) = (sealed(link), agent.to_owned(), now.clone());
    let session = office.random().name()?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let stale = || Refusal::new(RefusalKind::NotAllowed, Message::new("office-sign-in-link-stale"));
                let sql = "SELECT l.account AS account, l.expires AS expires FROM sign_in_links l
                           JOIN accounts a ON a.account = l.account WHERE l.link = $1 AND a.disabled IS NULL";
                let row = act.tx().maybe_row(sql, std::slice::from_ref(&link)).await?.ok_or_else(stale)?;
                if instant(&row.text("expires")?)? <= now {
                    return Err(stale().into());
                }
                act.tx().execute("DELETE FROM sign_in_links WHERE link = $1", &[link]).await?;
                let new = NewSession { secret: &session, way: Way::Link, agent: &agent };
                begin_session(act, &new, &AccountId(row.text("account")?), &now).await?;
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
                let sql = "SELECT account FROM accounts WHERE account = $1 AND disabled IS NULL";
                let known = act.tx().maybe_row(sql, &[Value::Text(account.0.clone())]).await?;
                known.ok_or_else(Refusal::not_found)?;
                let new = NewSession { secret: &session, way: Way::Demo, agent: "" };
                begin_session(act, &new, &account, &now).await?;
                Ok(session)
            })
        })
        .await
}

/// A session to begin.
pub(super) struct NewSession<'a> {
    pub(super) secret: &'a str,
    pub(super) way: Way,
    pub(super) agent: &'a str,
}

/// Begins a session, and forgets those of the account that ended a week ago or more.
pub(super) async fn begin_session(
    act: &mut Act<'_>,
    new: &NewSession<'_>,
    account: &AccountId,
    now: &Zoned,
) -> Result<(), OfficeError> {
    let agent: String = new.agent.chars().filter(|c| !c.is_control()).take(300).collect();
    let values = [
        sealed(new.secret),
        Value::Text(account.0.clone()),
        Value::Text(now.to_string()),
        Value::Text(later(now, SESSION_HOURS)?),
        Value::Text(new.way.word().to_owned()),
        Value::Text(agent),
    ];
    let sql = "INSERT INTO sessions (session, account, begun, expires, seen, way, agent)
               VALUES ($1, $2, $3, $4, $3, $5, $6)";
    act.tx().execute(sql, &values).await?;
    let week = SignedDuration::from_hours(24 * 7);
    let sql = "SELECT session, expires FROM sessions WHERE account = $1";
    for row in act.tx().rows(sql, &[Value::Text(account.0.clone())]).await? {
        if now.duration_since(&instant(&row.text("expires")?)?) > week {
            let id = [Value::Text(row.text("session")?)];
            act.tx().execute("DELETE FROM sessions WHERE session = $1", &id).await?;
        }
    }
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

/// Ends one session of the viewer's own, by its mark in the list of sessions, or all but the one in hand.
///
/// # Errors
/// When nobody is signed in.
pub async fn end_own(office: &Office, doing: Doing, session: &str, mark: Option<&str>) -> Result<(), OfficeError> {
    let account = doing.viewer.account.clone().ok_or_else(Refusal::not_found)?;
    let (session, mark) = (session.to_owned(), mark.map(str::to_owned));
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let Some(mark) = mark else { return end_others(act, &account, Some(&session), &doing.now).await };
                let sql = "UPDATE sessions SET ended = $3 WHERE account = $1 AND session = $2 AND ended IS NULL";
                let values = [Value::Text(account.0), Value::Text(mark), Value::Text(doing.now.to_string())];
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

/// Ends all sessions of an account but this one.
pub(super) async fn end_others(
    act: &mut Act<'_>,
    account: &AccountId,
    but: Option<&str>,
    now: &Zoned,
) -> Result<(), OfficeError> {
    let sql = "UPDATE sessions SET ended = $3 WHERE account = $1 AND session <> $2 AND ended IS NULL";
    let but = but.map_or_else(|| Value::Text(String::new()), sealed);
    act.tx().execute(sql, &[Value::Text(account.0.clone()), but, Value::Text(now.to_string())]).await?;
    Ok(())
}

/// Who looks: the account of a session with its roles as they are now, or a visitor. Looking keeps the session from
/// ending for want of use.
///
/// # Errors
/// When the store fails.
pub async fn viewer_of(office: &Office, session: Option<&str>, now: &Zoned) -> Result<Viewer, OfficeError> {
    let Some(session) = session else { return Ok(Viewer::visitor()) };
    let id = sealed(session);
    let mut tx = office.db().read().await?;
    let sql = "SELECT s.account AS account, s.expires AS expires, s.seen AS seen, s.begun AS begun, a.name AS name
               FROM sessions s JOIN accounts a ON a.account = s.account
               WHERE s.session = $1 AND s.ended IS NULL AND a.disabled IS NULL";
    let Some(row) = tx.maybe_row(sql, std::slice::from_ref(&id)).await? else { return Ok(Viewer::visitor()) };
    let seen = instant(&row.maybe_text("seen")?.map_or_else(|| row.text("begun"), Ok)?)?;
    let unseen = now.duration_since(&seen);
    if instant(&row.text("expires")?)? <= *now || unseen >= SignedDuration::from_mins(IDLE_MINUTES) {
        return Ok(Viewer::visitor());
    }
    let found = viewer(&mut tx, row.text("account")?, row.text("name")?).await?;
    drop(tx);
    if unseen >= SignedDuration::from_mins(SEEN_MINUTES) {
        let now = Value::Text(now.to_string());
        let wrote: Result<(), OfficeError> = office
            .writer()
            .run(move |act: &mut Act<'_>| {
                Box::pin(async move {
                    act.tx().execute("UPDATE sessions SET seen = $2 WHERE session = $1", &[id, now]).await?;
                    Ok(())
                })
            })
            .await;
        // Too busy to write it down now: the next look does.
        drop(wrote);
    }
    Ok(found)
}

/// The person with this address: who acts at the machine of the office, where no session is.
///
/// # Errors
/// A refusal where no account has this address.
pub async fn viewer_by_email(office: &Office, email: &str) -> Result<Viewer, OfficeError> {
    let mut tx = office.db().read().await?;
    let sql = "SELECT account, name FROM accounts WHERE email = $1 AND disabled IS NULL";
    let row = tx.maybe_row(sql, &[Value::Text(email.trim().to_lowercase())]).await?;
    let row =
        row.ok_or_else(|| Refusal::invalid("email", Message::new("office-no-such-account").with("email", email)))?;
    viewer(&mut tx, row.text("account")?, row.text("name")?).await
}

pub(super) async fn viewer(tx: &mut Tx<'_>, account: String, name: String) -> Result<Viewer, OfficeError> {
    let mut roles = BTreeSet::new();
    let sql = "SELECT role FROM roles WHERE account = $1 ORDER BY role";
    for role in tx.rows(sql, &[Value::Text(account.clone())]).await? {
        roles.extend(OfficeRole::from_word(&role.text("role")?));
    }
    Ok(Viewer { account: Some(AccountId(account)), name, roles, ..Viewer::visitor() })
}

fn later(now: &Zoned, hours: i64) -> Result<String, OfficeError> {
    let at =
        now.checked_add(SignedDuration::from_hours(hours)).map_err(|error| OfficeError::Stored(error.to_string()))?;
    Ok(at.to_string())
}
