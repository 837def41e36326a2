//! Changes after an award: asked for by those who hold it, answered by their office, and where both halves must agree in it, by
//! the partner's as well.

use hefu_application::{Application, Role};
use hefu_closing::{ChangeKind, ChangeState};
use hefu_exchange::joint::AwardStep;
use hefu_store::Act;
use hefu_words::Message;
use jiff::Zoned;

use super::{Holding, conflict, keep, may, tell, write};
use crate::Office;
use crate::acts::notices::instant;
use crate::acts::{Doing, given};
use crate::awards::{AwardHappened, OwnChange, TheirChange, changes_of, own_half, told_as};
use crate::error::{OfficeError, Refusal};
use crate::letters::LetterKind;
use crate::rights::Action;

/// A change that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChange {
    /// What is to be changed.
    pub kind: Option<ChangeKind>,
    /// What is to stand.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// Asks this office for a change.
///
/// # Errors
/// A refusal where the viewer may not, the award is closed, something is missing, or a change of the same kind waits for an answer.
pub async fn ask_change(office: &Office, doing: Doing, draft: &str, new: NewChange) -> Result<(), OfficeError> {
    let kind = new.kind.ok_or_else(|| Refusal::invalid("kind", Message::new("award-change-kind-missing")))?;
    let to = new.to.trim().to_owned();
    if to.is_empty() {
        return Err(Refusal::invalid("to", Message::new("award-change-to-missing")).into());
    }
    let reason = given("reason", &new.reason)?;
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, Action::Ask).await?;
                let known = changes_of(act.tx(), &held.number, &held.of.course.own, held.of.told()).await?;
                let theirs = held.of.theirs();
                let waits = known.iter().any(|change| change.kind == kind && !change.state().answered())
                    || theirs.iter().any(|change| change.kind == kind.word() && change.answer.is_none());
                if waits {
                    return Err(conflict("award-change-waits").into());
                }
                let in_force = in_force(&known, &theirs, kind)?;
                let from = match in_force {
                    Some(to) => to,
                    None => handed_in(&own_half(act.tx(), &held.number).await?, kind),
                };
                let (number, change) = (held.number.clone(), known.len().saturating_add(1).to_string());
                keep(act, &doing, AwardHappened::ChangeAsked { number, change, kind, from, to, reason }).await
            })
        })
        .await
}

/// What the change of a kind that was asked for last, of those in force, puts in place, whichever office asked for it.
fn in_force(known: &[OwnChange], theirs: &[TheirChange], kind: ChangeKind) -> Result<Option<String>, OfficeError> {
    let mut all: Vec<(Zoned, &str)> = Vec::new();
    for change in known.iter().filter(|change| change.kind == kind && change.state() == ChangeState::InForce) {
        all.push((instant(&change.at)?, &change.to));
    }
    let agreed = |change: &&TheirChange| matches!(change.answer, Some((true, _))) && change.kind == kind.word();
    all.extend(theirs.iter().filter(agreed).map(|change| (change.asked.clone(), change.to.as_str())));
    Ok(all.into_iter().max_by(|a, b| a.0.cmp(&b.0)).map(|(_, to)| to.to_owned()))
}

/// What was handed in of a kind.
fn handed_in(half: &Application, kind: ChangeKind) -> String {
    let own = half.id.side.as_str();
    let listed = |names: Vec<&str>| names.join("; ");
    match kind {
        ChangeKind::Title => half.title.own.clone(),
        ChangeKind::Units => {
            listed(half.units.iter().filter(|unit| unit.side == own).map(|unit| unit.name.as_str()).collect())
        }
        ChangeKind::Investigators => {
            let lead = half.people.iter().filter(|one| one.side == own && one.role == Role::PrincipalInvestigator);
            listed(lead.map(|one| one.name.as_str()).collect())
        }
        ChangeKind::Period => {
            let days =
                [half.period.start, half.period.end].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
            days.join(" – ")
        }
        ChangeKind::Plan | ChangeKind::Team | ChangeKind::Budget | ChangeKind::Other => String::new(),
    }
}

/// Answers a change asked for at this office. Where both offices must agree, agreeing asks the partner's.
///
/// # Errors
/// A refusal where the viewer may not, the award is closed, there is no such change or it is answered, or it is refused without a
/// reason.
pub async fn answer_change(
    office: &Office,
    doing: Doing,
    draft: &str,
    change: &str,
    (agreed, reason): (bool, &str),
) -> Result<(), OfficeError> {
    let reason = if agreed { reason.trim().to_owned() } else { given("reason", reason)? };
    let (draft, change) = (draft.to_owned(), change.to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, Action::Decide).await?;
                let known = changes_of(act.tx(), &held.number, &held.of.course.own, held.of.told()).await?;
                let asked = known.into_iter().find(|known| known.change == change).ok_or_else(Refusal::not_found)?;
                if asked.state() != ChangeState::Asked {
                    return Err(conflict("award-change-answered").into());
                }
                let (number, id, why) = (held.number.clone(), change.clone(), reason.clone());
                let answered = AwardHappened::ChangeAnswered { number, change: id, agreed, reason: why };
                keep(act, &doing, answered).await?;
                if agreed && asked.kind.both() {
                    let step = AwardStep::Changes {
                        change: told_as(&held.number, &change),
                        kind: asked.kind.word().to_owned(),
                        from: asked.from,
                        to: asked.to,
                        reason: asked.reason,
                        asked: instant(&asked.at)?,
                    };
                    return tell(act, &doing, &held, step).await;
                }
                answered_to(&office, act, &doing, &held, (asked.kind.word(), agreed, &reason)).await
            })
        })
        .await
}

/// Answers a change to which the partner's office agrees.
///
/// # Errors
/// A refusal where the viewer may not, the award is closed, there is no such change or it is answered, or it is refused without a
/// reason.
pub async fn answer_partners_change(
    office: &Office,
    doing: Doing,
    draft: &str,
    change: &str,
    (agreed, reason): (bool, &str),
) -> Result<(), OfficeError> {
    let reason = if agreed { reason.trim().to_owned() } else { given("reason", reason)? };
    let (draft, change) = (draft.to_owned(), change.to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, Action::Decide).await?;
                let place = (held.of.course.partner().to_owned(), change.clone());
                let asked = held.of.told().and_then(|told| told.changes.get(&place)).ok_or_else(Refusal::not_found)?;
                if asked.answer.is_some() {
                    return Err(conflict("award-change-answered").into());
                }
                let (kind, why) = (asked.kind.clone(), reason.clone());
                tell(act, &doing, &held, AwardStep::Answers { change, agreed, reason: why }).await?;
                answered_to(&office, act, &doing, &held, (&kind, agreed, &reason)).await
            })
        })
        .await
}

/// Tells those who hold the award what came of a change.
pub(super) async fn answered_to(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    held: &Holding,
    (kind, agreed, reason): (&str, bool, &str),
) -> Result<(), OfficeError> {
    let words = |key: String| Message::new(key);
    let kind = ChangeKind::from_word(kind).unwrap_or(ChangeKind::Other);
    let facts = held
        .facts()
        .blank("kind", words(format!("award-change-{}", kind.word())))
        .blank("answer", words(format!("award-answer-{}", if agreed { "in-force" } else { "refused" })))
        .blank("reason", reason);
    write(office, act, doing, LetterKind::ChangeAnswered, held, facts).await
}
