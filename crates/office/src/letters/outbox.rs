//! The outbox: letters written in the transaction of the act that causes them, and where each is.

use std::collections::{BTreeMap, BTreeSet};

use hefu_store::{Act, NewJob, Row, Tx, Value};
use hefu_words::{Lang, Message};
use jiff::Zoned;

use super::{Facts, LetterKind, LetterMode, LetterState, Recipient};
use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;
use crate::person::{AccountId, Viewer};

/// Writes a letter into the outbox, inside the act that causes it: it is there if and only if the act is. It goes at once
/// or waits for an officer, as the office has set for its kind. Gives what the letter is known by; nothing where none is
/// written: the office has switched the kind off, its recipient has (and it is no duty), or it was written already
/// ([`Facts::once`]).
///
/// # Errors
/// When the store fails, there is no such account, or `facts` lacks a blank that the kind's text needs.
pub async fn letter(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    kind: LetterKind,
    to: &Recipient,
    facts: Facts,
) -> Result<Option<String>, OfficeError> {
    facts.check(kind)?;
    if kind.signs_in() && facts.path.is_none() && matches!(to, Recipient::Address { .. }) {
        return Err(OfficeError::Stored(format!("a letter `{}` to nobody's account without a path", kind.word())));
    }
    let (mode, _) = mode_of(act.tx(), kind).await?;
    let state = match mode {
        LetterMode::Off => return Ok(None),
        LetterMode::Held => LetterState::Waiting,
        LetterMode::AtOnce => LetterState::Queued,
    };
    let (account, name, email, lang) = match to {
        Recipient::Account(account) => {
            let (lang, off) = wishes_of(office, act.tx(), account).await?;
            if off.contains(&kind) && !kind.is_duty() {
                return Ok(None);
            }
            (Some(account.0.clone()), None, None, lang)
        }
        Recipient::Address { name, email, lang } => (None, Some(name.clone()), Some(email.clone()), *lang),
    };
    let id = office.random().name()?;
    let whom = account.clone().or_else(|| email.clone()).unwrap_or_default();
    let now = doing.now.to_string();
    let values: [Value; 11] = [
        id.as_str().into(),
        facts.once.as_ref().map(|occasion| occasion_of(kind, &whom, occasion)).into(),
        kind.word().into(),
        account.into(),
        name.into(),
        email.into(),
        lang.tag().into(),
        serde_json::to_string(&facts)?.into(),
        state.word().into(),
        now.as_str().into(),
        (state == LetterState::Queued).then_some(now.as_str()).map(str::to_owned).into(),
    ];
    let sql = "INSERT INTO letters
                 (letter, once, kind, account, name, email, lang, facts, state, written, queued, round)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0) ON CONFLICT (once) DO NOTHING RETURNING place";
    if act.tx().maybe_row(sql, &values).await?.is_none() {
        return Ok(None);
    }
    if state == LetterState::Queued {
        enqueue(act, &id, 0, &doing.now).await?;
    }
    Ok(Some(id))
}

/// What a letter to somebody on an occasion is known by.
pub(crate) fn occasion_of(kind: LetterKind, whom: &str, occasion: &str) -> String {
    format!("{} {whom} {occasion}", kind.word())
}

/// Writes a letter to each of those who take part in an application.
///
/// # Errors
/// As [`letter`].
pub async fn letters_to_team(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    kind: LetterKind,
    draft: &str,
    facts: &Facts,
) -> Result<(), OfficeError> {
    for account in team_of(act.tx(), draft).await? {
        letter(office, act, doing, kind, &Recipient::Account(account), facts.clone()).await?;
    }
    Ok(())
}

/// Has the job that hands a letter to the mail server put in. `round` counts how often it was set going.
pub(crate) async fn enqueue(act: &mut Act<'_>, letter: &str, round: i64, now: &Zoned) -> Result<(), OfficeError> {
    let job = NewJob {
        kind: super::send::KIND.to_owned(),
        once: Some(format!("letter {letter} {round}")),
        body: letter.to_owned(),
        due: now.timestamp().as_millisecond(),
    };
    act.enqueue(&job).await?;
    Ok(())
}

/// Who takes part in an application: its owner and those invited.
pub(crate) async fn team_of(tx: &mut Tx<'_>, draft: &str) -> Result<Vec<AccountId>, OfficeError> {
    let sql = "SELECT owner AS account FROM drafts WHERE draft = $1
               UNION SELECT account FROM team WHERE draft = $1 ORDER BY account";
    let rows = tx.rows(sql, &[draft.into()]).await?;
    rows.iter().map(|row| Ok(AccountId(row.text("account")?))).collect()
}

/// Everybody who takes part in an application in this direction, handed in or not.
pub(crate) async fn people_of_direction(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<AccountId>, OfficeError> {
    let sql = "SELECT owner AS account FROM drafts WHERE direction = $1
               UNION SELECT t.account AS account FROM team t JOIN drafts d ON d.draft = t.draft
               WHERE d.direction = $1 ORDER BY account";
    let rows = tx.rows(sql, &[direction.into()]).await?;
    rows.iter().map(|row| Ok(AccountId(row.text("account")?))).collect()
}

/// What the office does with a kind, and the days ahead it has set for it.
pub(crate) async fn mode_of(tx: &mut Tx<'_>, kind: LetterKind) -> Result<(LetterMode, Option<i64>), OfficeError> {
    Ok(modes(tx).await?.remove(&kind).unwrap_or((kind.usual_mode(), None)))
}

/// What the office does with each kind.
pub(crate) async fn modes(tx: &mut Tx<'_>) -> Result<BTreeMap<LetterKind, (LetterMode, Option<i64>)>, OfficeError> {
    let mut modes: BTreeMap<_, _> = LetterKind::ALL.iter().map(|kind| (*kind, (kind.usual_mode(), None))).collect();
    for row in tx.rows("SELECT kind, mode, days FROM letter_settings ORDER BY kind", &[]).await? {
        let (kind, mode) = (row.text("kind")?, row.text("mode")?);
        let known = LetterKind::from_word(&kind).zip(LetterMode::from_word(&mode));
        let (kind, mode) = known.ok_or_else(|| OfficeError::Stored(format!("letter setting `{kind}` `{mode}`")))?;
        modes.insert(kind, (mode, row.maybe_int("days")?));
    }
    Ok(modes)
}

/// The language of an account's letters and the kinds it does not want.
pub(crate) async fn wishes_of(
    office: &Office,
    tx: &mut Tx<'_>,
    account: &AccountId,
) -> Result<(Lang, BTreeSet<LetterKind>), OfficeError> {
    let sql = "SELECT lang, off FROM letter_wishes WHERE account = $1";
    let usual = office.config().langs().first().copied().unwrap_or_default();
    match tx.maybe_row(sql, &[account.0.as_str().into()]).await? {
        Some(row) => {
            Ok((Lang::from_tag(&row.text("lang")?).unwrap_or(usual), serde_json::from_str(&row.text("off")?)?))
        }
        None => Ok((usual, BTreeSet::new())),
    }
}

/// The office itself as who acts.
pub(crate) fn system(now: &Zoned) -> Doing {
    Doing { viewer: Viewer { name: "hefu".to_owned(), ..Viewer::visitor() }, now: now.clone() }
}

/// A letter as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub place: i64,
    pub letter: String,
    pub kind: LetterKind,
    pub account: Option<AccountId>,
    pub name: String,
    pub email: String,
    pub lang: Lang,
    pub facts: Facts,
    pub state: LetterState,
    pub written: String,
    pub queued: Option<String>,
    pub round: i64,
    pub settled: Option<String>,
    pub fault: Option<Message>,
}

impl Stored {
    /// The columns of a letter, with name and address of an account as they are now.
    pub(crate) const SELECT: &'static str =
        "SELECT l.place AS place, l.letter AS letter, l.kind AS kind, l.account AS account,
                COALESCE(a.name, l.name) AS name, COALESCE(a.email, l.email) AS email, l.lang AS lang,
                l.facts AS facts, l.state AS state, l.written AS written, l.queued AS queued, l.round AS round,
                l.settled AS settled, l.fault AS fault
         FROM letters l LEFT JOIN accounts a ON a.account = l.account";

    /// Whom it goes to, as the journal has it.
    pub(crate) fn recipient(&self) -> String {
        self.account.as_ref().map_or_else(|| self.email.clone(), |account| account.0.clone())
    }
}

/// Reads a letter from a row of [`Stored::SELECT`].
pub(crate) fn of_row(row: &Row) -> Result<Stored, OfficeError> {
    let word = |column: &str| row.text(column);
    let wrong = |what: &str, found: &str| OfficeError::Stored(format!("letter {what} `{found}`"));
    let (kind, state, lang) = (word("kind")?, word("state")?, word("lang")?);
    Ok(Stored {
        place: row.int("place")?,
        letter: word("letter")?,
        kind: LetterKind::from_word(&kind).ok_or_else(|| wrong("kind", &kind))?,
        account: row.maybe_text("account")?.map(AccountId),
        name: row.maybe_text("name")?.unwrap_or_default(),
        email: row.maybe_text("email")?.unwrap_or_default(),
        lang: Lang::from_tag(&lang).ok_or_else(|| wrong("language", &lang))?,
        facts: serde_json::from_str(&word("facts")?)?,
        state: LetterState::from_word(&state).ok_or_else(|| wrong("state", &state))?,
        written: word("written")?,
        queued: row.maybe_text("queued")?,
        round: row.int("round")?,
        settled: row.maybe_text("settled")?,
        fault: row.maybe_text("fault")?.map(|fault| serde_json::from_str(&fault)).transpose()?,
    })
}
