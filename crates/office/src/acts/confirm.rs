//! Confirming what was handed in, one or many at once: each names the version that was looked at, and all are confirmed or
//! none.

use std::collections::BTreeSet;

use hefu_store::{Act, Tx};
use hefu_words::Message;

use super::{Doing, record};
use crate::Office;
use crate::confirmation::{Confirmation, ConfirmationStep, Confirming, Level, Stand, confirmers, confirming};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::happened::Happened;
use crate::letters::{Facts, LetterKind, LetterMode, Recipient, letter, letters_to_team, mode_of, team_of};
use crate::lists::keep_application;
use crate::rights::{Action, Class, Thing};
use crate::views::{Standing, shown, standing_of, standing_of_number};

/// Most applications confirmed at once.
pub const CONFIRM_MOST: usize = 500;

/// One version of an application, as it was looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Looked {
    /// The application.
    pub number: String,
    /// At which level it is confirmed.
    pub level: Level,
    /// Digest of the version that was looked at, hexadecimal.
    pub digest: String,
}

/// What confirming would do to one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmLine {
    /// The version looked at.
    pub looked: Looked,
    /// The draft behind it: its address.
    pub draft: String,
    /// Its title as handed in.
    pub title: String,
    /// The version in force, as counted.
    pub revision: i64,
    /// In whose name it is confirmed.
    pub body: String,
    /// Why it cannot be done, where it cannot.
    pub against: Option<Refusal>,
    /// Whether it is done already.
    pub done: bool,
    /// Letters it writes.
    pub letters: usize,
}

/// What confirming would do, one by one, changing nothing.
///
/// # Errors
/// When none is named, or too many; a refusal where one does not exist for this viewer.
pub async fn plan_confirm(
    office: &Office,
    doing: &Doing,
    looked: &BTreeSet<Looked>,
) -> Result<Vec<ConfirmLine>, OfficeError> {
    let mut tx = office.db().read().await?;
    diff(office, &mut tx, doing, looked).await
}

/// Confirms the versions looked at, all of them or none. What is confirmed already is passed over.
///
/// # Errors
/// When none is named, or too many; the viewer is not asked to confirm one of them; one was handed in anew since it was looked
/// at; its lead unit comes first; or its deadline is past.
pub async fn confirm(office: &Office, doing: Doing, looked: BTreeSet<Looked>) -> Result<usize, OfficeError> {
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let lines = diff(&office, act.tx(), &doing, &looked).await?;
                if let Some(against) = lines.iter().find_map(|line| line.against.clone()) {
                    return Err(against.into());
                }
                let mut count = 0;
                for line in lines.into_iter().filter(|line| !line.done) {
                    one(&office, act, &doing, line).await?;
                    count += 1;
                }
                Ok(count)
            })
        })
        .await
}

async fn diff(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    looked: &BTreeSet<Looked>,
) -> Result<Vec<ConfirmLine>, OfficeError> {
    if looked.is_empty() || looked.len() > CONFIRM_MOST {
        let most = i64::try_from(CONFIRM_MOST).unwrap_or(i64::MAX);
        return Err(Refusal::invalid("application", Message::new("confirmation-how-many").with("most", most)).into());
    }
    let (mode, _) = mode_of(tx, LetterKind::Confirmed).await?;
    let mut lines = Vec::new();
    for looked in looked {
        let standing = standing_of_number(office, tx, doing, &looked.number).await?;
        let (found, asked) = asked_for(office, tx, doing, &standing, looked.level).await?;
        let sql = "SELECT title FROM applications WHERE number = $1";
        let title = tx.row(sql, &[text(&looked.number)]).await?.text("title")?;
        let done = matches!(&asked.standing, Stand::Given(given) if given.digest == looked.digest);
        let against = if done {
            None
        } else {
            match may(office, &standing, &asked, Action::Confirm, doing) {
                Err(refusal) => Some(refusal),
                Ok(()) if found.digest != looked.digest => Some(changed()),
                Ok(()) => None,
            }
        };
        let letters = if mode == LetterMode::Off || done { 0 } else { team_of(tx, &standing.draft).await?.len() };
        lines.push(ConfirmLine {
            looked: looked.clone(),
            title,
            revision: found.revision,
            body: body_of(&found, &asked),
            against,
            done,
            letters,
            draft: standing.draft,
        });
    }
    Ok(lines)
}

async fn one(office: &Office, act: &mut Act<'_>, doing: &Doing, line: ConfirmLine) -> Result<(), OfficeError> {
    let Looked { number, level, digest } = line.looked;
    let account = doing.viewer.account.clone().ok_or_else(Refusal::not_found)?;
    let step = ConfirmationStep::Confirmed {
        number: number.clone(),
        level,
        revision: line.revision,
        digest,
        account,
        name: doing.viewer.name.clone(),
        body: line.body.clone(),
    };
    record(act, doing, &Happened::Confirmation(step)).await?;
    keep_application(office, act.tx(), &number, &doing.now).await?;
    let facts = facts_of(&line.draft, &number, &line.title, level).blank("body", line.body).instant("at", &doing.now);
    letters_to_team(office, act, doing, LetterKind::Confirmed, &line.draft, &facts).await?;
    ask_by_letter(office, act, doing, &line.draft).await
}

/// What is asked for of an application and at this level of it, for somebody asked to confirm there.
pub(super) async fn asked_for(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    standing: &Standing,
    level: Level,
) -> Result<(Confirming, Confirmation), OfficeError> {
    office.require(standing, Action::See, Class::Content)?;
    let found = confirming(tx, &standing.draft, &doing.now).await?.ok_or_else(Refusal::not_found)?;
    let asked = found.at(level).cloned().ok_or_else(Refusal::not_found)?;
    Ok((found, asked))
}

/// Whether the viewer may do this to a confirmation as it stands. Rights are asked of their relation at this level alone.
pub(crate) fn may(
    office: &Office,
    standing: &Standing,
    asked: &Confirmation,
    action: Action,
    doing: &Doing,
) -> Result<(), Refusal> {
    let relation = asked.level.relation();
    let (thing, open) = match asked.standing {
        Stand::Given(_) => (Thing::ConfirmationGiven, doing.now < asked.until),
        _ => (Thing::ConfirmationAwaited, doing.now < asked.until),
    };
    let narrowed = |open| Standing {
        thing,
        open,
        relations: standing.relations.iter().copied().filter(|one| *one == relation).collect(),
        ..standing.clone()
    };
    if !office.may(&narrowed(true), action, Class::Content) {
        let key = match (&asked.standing, action) {
            (Stand::Given(_), Action::Confirm) if standing.relations.contains(&relation) => {
                "confirmation-given-already"
            }
            (Stand::Awaited | Stand::Missing, Action::Withdraw) if standing.relations.contains(&relation) => {
                "confirmation-not-given"
            }
            _ => {
                return Err(Refusal::new(
                    RefusalKind::NotAllowed,
                    Message::new(format!("office-may-not-{}", action.word())),
                ));
            }
        };
        return Err(Refusal::new(RefusalKind::Conflict, Message::new(key)));
    }
    if asked.standing == Stand::NotHandedIn {
        return Err(Refusal::new(RefusalKind::Conflict, Message::new("confirmation-not-handed-in")));
    }
    if !office.may(&narrowed(open), action, Class::Content) {
        let message = Message::new("confirmation-deadline-passed").with("at", shown(&asked.until));
        return Err(Refusal::new(RefusalKind::Closed, message));
    }
    if asked.standing == Stand::UnitFirst {
        return Err(Refusal::new(RefusalKind::Conflict, Message::new("confirmation-unit-first")));
    }
    Ok(())
}

/// The version looked at is not the one in force any more.
pub(super) fn changed() -> Refusal {
    Refusal::new(RefusalKind::Conflict, Message::new("confirmation-changed-meanwhile"))
}

/// In whose name is confirmed or sent back.
pub(super) fn body_of(found: &Confirming, asked: &Confirmation) -> String {
    match asked.level {
        Level::Unit => found.lead_unit.clone(),
        Level::Recommender => asked.asked_name.clone().unwrap_or_default(),
    }
}

/// What letters on a confirmation are about.
pub(super) fn facts_of(draft: &str, number: &str, title: &str, level: Level) -> Facts {
    Facts::of_application(draft, number, title)
        .blank("level", Message::new(format!("confirmation-by-{}", level.word())))
        .path(format!("/applications/{draft}/confirmation"))
}

/// Writes to whoever may confirm an application now that it waits for them: once for each version.
pub(super) async fn ask_by_letter(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    draft: &str,
) -> Result<(), OfficeError> {
    let Some(found) = confirming(act.tx(), draft, &doing.now).await? else { return Ok(()) };
    let Some(asked) = found.levels.iter().find(|one| one.standing == Stand::Awaited) else { return Ok(()) };
    let standing = standing_of(office, act.tx(), doing, draft).await?;
    let number = standing.number.unwrap_or_default();
    let title = super::submit::handed_in_title(act, &number).await?;
    let facts = facts_of(draft, &number, &title, asked.level)
        .direction(&standing.direction)
        .instant("closes", &asked.until)
        .once(format!("{number} {} {}", asked.level.word(), found.revision));
    for account in confirmers(act.tx(), draft, asked.level).await? {
        let to = Recipient::Account(account);
        letter(office, act, doing, LetterKind::ConfirmationAsked, &to, facts.clone()).await?;
    }
    Ok(())
}
