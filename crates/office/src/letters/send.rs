//! Handing letters to the mail server.

use hefu_post::{Address, NotCarried, Outgoing, Smtp};
use hefu_store::{Act, BoxFuture, Job, Retry, Tx};
use hefu_words::Message;
use jiff::{ToSpan as _, Zoned};

use super::{LetterState, Stored, compose, of_row, system};
use crate::Office;
use crate::acts::notices::instant;
use crate::acts::{Doing, record, sealed};
use crate::error::OfficeError;
use crate::happened::Happened;
use crate::jobs::{Worked, Worker};
use crate::person::{AccountId, OfficeRole, Viewer};
use crate::rights::{Action, Class};
use crate::views::standing_of;

/// The kind of its jobs.
pub(super) const KIND: &str = "letter";

/// How long a letter may have waited for a mail server before an officer is asked whether it should still go.
const STALE_DAYS: i64 = 7;

/// Hours for which a link that signs in once holds, from when the letter goes.
const LINK_HOURS: i64 = 72;

/// Takes the jobs of letters: one letter each, to one recipient. What the mail server has accepted it answers for; where
/// this program ends between that and its own note of it, the letter goes a second time under the same `Message-ID`.
#[derive(Clone, Debug)]
pub struct LetterWorker {
    smtp: Smtp,
}

impl LetterWorker {
    /// By this mail server.
    pub fn new(smtp: Smtp) -> Self {
        Self { smtp }
    }
}

impl Worker for LetterWorker {
    fn kind(&self) -> &'static str {
        KIND
    }

    /// For some four days, as RFC 5321 §4.5.4.1 advises.
    fn retry(&self) -> Retry {
        Retry { first: 60_000, longest: 3_600_000, attempts: 100 }
    }

    fn work(&self, office: Office, job: Job, now: Zoned) -> BoxFuture<'static, Result<Worked, OfficeError>> {
        let smtp = self.smtp.clone();
        Box::pin(async move {
            let outgoing = {
                let (office, id, now) = (office.clone(), job.body.clone(), now.clone());
                let writer = office.writer().clone();
                writer
                    .run(move |act: &mut Act<'_>| Box::pin(async move { prepare(&office, act, &id, &now).await }))
                    .await?
            };
            let Some(outgoing) = outgoing else { return Ok(Worked::done()) };
            let id = job.body;
            match smtp.carry(&outgoing).await {
                Ok(()) => Ok(Worked::with(move |act| Box::pin(async move { sent(act, &id, &now).await }))),
                Err(NotCarried::Refused(said)) => Ok(Worked::with(move |act| {
                    let fault = Message::new("letters-fault-refused").with("said", said);
                    Box::pin(async move { settle(act, &id, LetterState::Failed, &fault, &now).await })
                })),
                Err(NotCarried::NotNow(said)) => Ok(Worked::not_now(said.clone(), move |act, given_up| {
                    let key = if given_up { "letters-fault-given-up" } else { "letters-fault-not-now" };
                    let state = if given_up { LetterState::Failed } else { LetterState::Queued };
                    let fault = Message::new(key).with("said", said);
                    Box::pin(async move { settle(act, &id, state, &fault, &now).await })
                })),
            }
        })
    }
}

/// The letter as it goes; nothing where it must not go (any more), which is then noted.
async fn prepare(office: &Office, act: &mut Act<'_>, id: &str, now: &Zoned) -> Result<Option<Outgoing>, OfficeError> {
    let sql = format!("{} WHERE l.letter = $1", Stored::SELECT);
    let Some(row) = act.tx().maybe_row(&sql, &[id.into()]).await? else { return Ok(None) };
    let letter = of_row(&row)?;
    if letter.state != LetterState::Queued {
        return Ok(None);
    }
    let queued = instant(letter.queued.as_deref().unwrap_or(&letter.written))?;
    let stale = queued.checked_add(STALE_DAYS.days()).is_ok_and(|end| end <= *now);
    if stale {
        let fault = Message::new("letters-fault-stale").with("days", STALE_DAYS);
        settle(act, id, LetterState::Waiting, &fault, now).await?;
        return Ok(None);
    }
    if !still_sees(office, act.tx(), &letter, now).await? {
        settle(act, id, LetterState::Failed, &Message::new("letters-fault-no-longer"), now).await?;
        return Ok(None);
    }
    let to = match Address::new(&letter.name, &letter.email) {
        Ok(to) => to,
        Err(error) => {
            let fault = Message::new("letters-fault-address").with("said", error.to_string());
            settle(act, id, LetterState::Failed, &fault, now).await?;
            return Ok(None);
        }
    };
    let secret = letter_secret(office, &letter.letter);
    if let Some(account) = letter.account.as_ref().filter(|_| letter.kind.signs_in() && letter.facts.path.is_none()) {
        link(act, &secret, account, now).await?;
    }
    let contact = contact(act.tx(), letter.facts.direction.as_deref()).await?;
    let around = (Some(secret.as_str()), contact.as_deref());
    let text = compose(office, letter.lang, letter.kind, &letter.facts, &letter.name, around);
    Ok(Some(Outgoing {
        id: letter.letter,
        to,
        subject: text.subject,
        body: text.body,
        date: queued.timestamp().as_second(),
        language: letter.lang.tag().to_owned(),
    }))
}

/// Whether the recipient still sees the application the letter is about: letters pass the same question as pages.
async fn still_sees(office: &Office, tx: &mut Tx<'_>, letter: &Stored, now: &Zoned) -> Result<bool, OfficeError> {
    let (Some(draft), Some(account)) = (&letter.facts.draft, &letter.account) else { return Ok(true) };
    let mut viewer = Viewer { account: Some(account.clone()), name: letter.name.clone(), ..Viewer::visitor() };
    for row in tx.rows("SELECT role FROM roles WHERE account = $1 ORDER BY role", &[account.0.as_str().into()]).await? {
        viewer.roles.extend(OfficeRole::from_word(&row.text("role")?));
    }
    match standing_of(office, tx, &Doing { viewer, now: now.clone() }, draft).await {
        Ok(standing) => Ok(office.may(&standing, Action::See, Class::Content)),
        Err(OfficeError::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The secret that a letter carries in its link. It follows from the office's key and the letter, so that a letter that goes
/// twice says the same and the store need not keep it. An act that writes a letter with a link of its own keeps the digest of
/// this.
pub fn letter_secret(office: &Office, letter: &str) -> String {
    office.keys().secret_of("letter", letter)
}

/// Has the secret of a letter sign in once; the store keeps its digest.
async fn link(act: &mut Act<'_>, secret: &str, account: &AccountId, now: &Zoned) -> Result<(), OfficeError> {
    let expires = now.checked_add(LINK_HOURS.hours()).map_err(|error| OfficeError::Stored(error.to_string()))?;
    let values = [sealed(secret), account.0.as_str().into(), expires.to_string().into()];
    let sql = "INSERT INTO sign_in_links (link, account, expires) VALUES ($1, $2, $3)
               ON CONFLICT (link) DO UPDATE SET expires = excluded.expires";
    act.tx().execute(sql, &values).await?;
    Ok(())
}

/// Whom the notice of a direction names.
pub(crate) async fn contact(tx: &mut Tx<'_>, direction: Option<&str>) -> Result<Option<String>, OfficeError> {
    let Some(direction) = direction else { return Ok(None) };
    let row = tx.maybe_row("SELECT contact FROM notices WHERE direction = $1", &[direction.into()]).await?;
    Ok(row.map(|row| row.text("contact")).transpose()?)
}

async fn sent(act: &mut Act<'_>, id: &str, now: &Zoned) -> Result<(), OfficeError> {
    let sql = format!("{} WHERE l.letter = $1", Stored::SELECT);
    let letter = of_row(&act.tx().row(&sql, &[id.into()]).await?)?;
    if letter.state == LetterState::Sent {
        return Ok(());
    }
    let sql = "UPDATE letters SET state = 'sent', settled = $2, fault = NULL WHERE letter = $1";
    act.tx().execute(sql, &[id.into(), now.to_string().into()]).await?;
    let to = letter.recipient();
    let happened = Happened::LetterSent { letter: letter.letter, kind: letter.kind, to };
    record(act, &system(now), &happened).await?;
    Ok(())
}

/// Notes where a queued letter is now and why.
async fn settle(
    act: &mut Act<'_>,
    id: &str,
    state: LetterState,
    fault: &Message,
    now: &Zoned,
) -> Result<(), OfficeError> {
    let settled = (state == LetterState::Failed).then(|| now.to_string());
    let sql = "UPDATE letters SET state = $2, settled = $3, fault = $4 WHERE letter = $1 AND state = 'queued'";
    let values = [id.into(), state.word().into(), settled.into(), serde_json::to_string(fault)?.into()];
    act.tx().execute(sql, &values).await?;
    Ok(())
}
