//! The outbox as officers see it, a letter as it will read, and how many letters an act will send.

use std::collections::BTreeSet;

use hefu_store::{Tx, Value};
use hefu_words::{Arg, Lang, Message};

use crate::Office;
use crate::acts::{Doing, LetterAct, Picked, picked};
use crate::error::{OfficeError, Refusal};
use crate::letters::{
    LetterKind, LetterMode, LetterState, Stored, compose, contact, mode_of, modes, of_row, people_of_direction,
    team_of, wishes_of,
};
use crate::person::{AccountId, Viewer};
use crate::rights::{Action, Class, Thing};

/// One letter in the outbox.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterLine {
    /// What it is known by: its address.
    pub letter: String,
    /// Its kind.
    pub kind: LetterKind,
    /// Name of its recipient.
    pub to: String,
    /// Number of the application it is about, or the direction; empty where it is about neither.
    pub about: String,
    /// Where it is.
    pub state: LetterState,
    /// When it was written, with zone.
    pub written: String,
    /// When it was sent, failed or was discarded.
    pub settled: Option<String>,
    /// What went wrong last.
    pub fault: Option<Message>,
}

/// A page of the outbox, newest first.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// How many letters are where, of those the viewer may see.
    pub counts: Vec<(LetterState, i64)>,
    /// Letters.
    pub lines: Vec<LetterLine>,
    /// How many letters of each kind are in the state looked at.
    pub kinds: Vec<(LetterKind, i64)>,
    /// How many letters are in the state and of the kind looked at.
    pub total: i64,
    /// The place of the newest letter there is: what is done to all is done to those up to here.
    pub upto: i64,
    /// Where the next, older page begins.
    pub before: Option<i64>,
    /// Whether the viewer may read them and decide on them.
    pub may_release: bool,
}

/// A letter as it will read, or did.
#[derive(Clone, Debug)]
pub struct LetterView {
    /// The letter.
    pub line: LetterLine,
    /// Address of its recipient.
    pub email: String,
    /// Its language.
    pub lang: Lang,
    /// Its subject.
    pub subject: String,
    /// Its text. Where it carries a link that signs in, the link is made when it goes and is not shown here.
    pub body: String,
}

/// Letters on a page.
const PAGE: i64 = 50;

fn sees(office: &Office, viewer: &Viewer, thing: Thing, class: Class) -> bool {
    office.may_somehow(viewer, Action::See, (thing, class), false)
}

/// The states of letters whose lines the viewer sees.
fn seen(office: &Office, viewer: &Viewer) -> Vec<LetterState> {
    let all = sees(office, viewer, Thing::Letters, Class::Record);
    let failed = all || sees(office, viewer, Thing::FailedLetter, Class::Record);
    let shown = |state: &LetterState| all || (failed && *state == LetterState::Failed);
    LetterState::ALL.iter().copied().filter(shown).collect()
}

/// Whether the viewer sees anything of the outbox.
pub fn sees_outbox(office: &Office, viewer: &Viewer) -> bool {
    !seen(office, viewer).is_empty()
}

fn about(stored: &Stored) -> String {
    match stored.facts.blanks.get("number") {
        Some(Arg::Text(number)) if !number.is_empty() => number.clone(),
        _ => stored.facts.direction.clone().unwrap_or_default(),
    }
}

fn line(stored: &Stored) -> LetterLine {
    LetterLine {
        letter: stored.letter.clone(),
        kind: stored.kind,
        to: if stored.name.is_empty() { stored.email.clone() } else { stored.name.clone() },
        about: about(stored),
        state: stored.state,
        written: stored.written.clone(),
        settled: stored.settled.clone(),
        fault: stored.fault.clone(),
    }
}

/// A page of the outbox: letters in this state (all where none is named) and of this kind, older than the place `before`.
///
/// # Errors
/// A refusal where the viewer sees nothing of it.
pub async fn outbox(
    office: &Office,
    doing: &Doing,
    state: Option<LetterState>,
    kind: Option<LetterKind>,
    before: Option<i64>,
) -> Result<Outbox, OfficeError> {
    let states = seen(office, &doing.viewer);
    if states.is_empty() {
        return Err(Refusal::not_found().into());
    }
    let words: Vec<_> = states.iter().map(|state| format!("'{}'", state.word())).collect();
    let scope = format!("l.state IN ({})", words.join(", "));
    let mut tx = office.db().read().await?;
    let mut outbox = Outbox {
        may_release: office.may_here(&doing.viewer, Action::Release, Thing::Letters).is_ok(),
        upto: tx.row("SELECT COALESCE(MAX(place), 0) AS upto FROM letters", &[]).await?.int("upto")?,
        ..Outbox::default()
    };
    let sql = format!("SELECT l.state AS state, COUNT(*) AS n FROM letters l WHERE {scope} GROUP BY l.state");
    let counted = tx.rows(&sql, &[]).await?;
    for state in states {
        let row = counted.iter().find(|row| row.text("state").is_ok_and(|word| word == state.word()));
        outbox.counts.push((state, row.map(|row| row.int("n")).transpose()?.unwrap_or(0)));
    }
    let sql = format!(
        "SELECT l.kind AS kind, COUNT(*) AS n FROM letters l WHERE {scope} AND ($1 = '' OR l.state = $1) GROUP BY l.kind"
    );
    let mut kinds = Vec::new();
    for row in tx.rows(&sql, &[state.map_or("", LetterState::word).into()]).await? {
        kinds.extend(LetterKind::from_word(&row.text("kind")?).zip(Some(row.int("n")?)));
    }
    kinds.sort_unstable();
    outbox.kinds = kinds;
    let wanted = format!("{scope} AND ($1 = '' OR l.state = $1) AND ($2 = '' OR l.kind = $2)");
    let chosen: [Value; 2] = [state.map_or("", LetterState::word).into(), kind.map_or("", LetterKind::word).into()];
    let sql = format!("SELECT COUNT(*) AS n FROM letters l WHERE {wanted}");
    outbox.total = tx.row(&sql, &chosen).await?.int("n")?;
    let sql = format!("{} WHERE {wanted} AND l.place < $3 ORDER BY l.place DESC LIMIT {}", Stored::SELECT, PAGE + 1);
    let [state, kind] = chosen;
    let mut found = Vec::new();
    for row in tx.rows(&sql, &[state, kind, before.unwrap_or(i64::MAX).into()]).await? {
        found.push(of_row(&row)?);
    }
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    if found.len() > page {
        found.truncate(page);
        outbox.before = found.last().map(|letter| letter.place);
    }
    outbox.lines = found.iter().map(line).collect();
    Ok(outbox)
}

/// A letter as it will read, or did.
///
/// # Errors
/// A refusal where there is none or the viewer may not read it.
pub async fn letter_view(office: &Office, doing: &Doing, letter: &str) -> Result<LetterView, OfficeError> {
    if !sees(office, &doing.viewer, Thing::Letters, Class::Content) {
        return Err(Refusal::not_found().into());
    }
    let mut tx = office.db().read().await?;
    let sql = format!("{} WHERE l.letter = $1", Stored::SELECT);
    let row = tx.maybe_row(&sql, &[letter.into()]).await?.ok_or_else(Refusal::not_found)?;
    let stored = of_row(&row)?;
    let contact = contact(&mut tx, stored.facts.direction.as_deref()).await?;
    let around = (None, contact.as_deref());
    let text = compose(office, stored.lang, stored.kind, &stored.facts, &stored.name, around);
    Ok(LetterView {
        line: line(&stored),
        email: stored.email,
        lang: stored.lang,
        subject: text.subject,
        body: text.body,
    })
}

/// The letters an officer's act would be done to, to be looked at before it.
///
/// # Errors
/// A refusal where the viewer may not do it.
pub async fn letters_picked(
    office: &Office,
    doing: &Doing,
    what: LetterAct,
    which: &Picked,
) -> Result<Vec<LetterLine>, OfficeError> {
    office.may_here(&doing.viewer, Action::Release, Thing::Letters)?;
    let mut tx = office.db().read().await?;
    Ok(picked(&mut tx, what, which).await?.iter().map(line).collect())
}

/// What the office does with one kind of letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterSetting {
    /// The kind.
    pub kind: LetterKind,
    /// What is done with it.
    pub mode: LetterMode,
    /// Days ahead, for a kind that is written before an instant.
    pub days: Option<i64>,
}

/// What the office does with each kind.
///
/// # Errors
/// A refusal where the viewer may not set it.
pub async fn letter_settings(office: &Office, doing: &Doing) -> Result<Vec<LetterSetting>, OfficeError> {
    office.may_here(&doing.viewer, Action::Release, Thing::Letters)?;
    let kinds = super::letter_kinds(office).await?;
    let modes = modes(&mut office.db().read().await?).await?;
    let spoken = modes.into_iter().filter(|(kind, _)| kinds.contains(kind));
    Ok(spoken.map(|(kind, (mode, days))| LetterSetting { kind, mode, days }).collect())
}

/// The language of the viewer's own letters and the kinds not wanted.
///
/// # Errors
/// A refusal for a visitor.
pub async fn letter_wishes(office: &Office, doing: &Doing) -> Result<(Lang, BTreeSet<LetterKind>), OfficeError> {
    let account = doing.viewer.account.as_ref().ok_or_else(Refusal::not_found)?;
    wishes_of(office, &mut office.db().read().await?, account).await
}

/// To whom an act writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circle<'a> {
    /// Those who take part in this application, by its draft.
    Team(&'a str),
    /// Everybody with an application in this direction.
    Direction(&'a str),
    /// One person whose account is not open yet.
    Newcomer,
}

/// Letters that an act will write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Their kind.
    pub kind: LetterKind,
    /// How many.
    pub count: u64,
    /// Whether they wait for an officer.
    pub held: bool,
}

/// How many letters of a kind an act would write now, to be said before it.
///
/// # Errors
/// When the store fails.
pub async fn announced(office: &Office, kind: LetterKind, to: Circle<'_>) -> Result<Announced, OfficeError> {
    let mut tx = office.db().read().await?;
    let (mode, _) = mode_of(&mut tx, kind).await?;
    let held = mode == LetterMode::Held;
    if mode == LetterMode::Off {
        return Ok(Announced { kind, count: 0, held });
    }
    let people = match to {
        Circle::Team(draft) => team_of(&mut tx, draft).await?,
        Circle::Direction(direction) => people_of_direction(&mut tx, direction).await?,
        Circle::Newcomer => return Ok(Announced { kind, count: 1, held }),
    };
    let mut count = 0;
    for account in people {
        count += u64::from(wanted(office, &mut tx, kind, &account).await?);
    }
    Ok(Announced { kind, count, held })
}

async fn wanted(office: &Office, tx: &mut Tx<'_>, kind: LetterKind, account: &AccountId) -> Result<bool, OfficeError> {
    Ok(kind.is_duty() || !wishes_of(office, tx, account).await?.1.contains(&kind))
}
