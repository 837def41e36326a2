//! Publication: each office says that it is ready; at the agreed instant it publishes if it holds the other's word for the same
//! minute, and not otherwise.

use hefu_exchange::joint::{Minute, Phase, Round, Step};
use hefu_store::{Act, NewJob, Tx};
use hefu_words::Message;

use super::awards::{declined_once, promotion_letters, promotion_waits};
use super::{conflict, in_phase, take};
use crate::Office;
use crate::acts::Doing;
use crate::appeals::{Against, remedy};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::joint::{Course, course, course_of, projects};
use crate::letters::{Facts, LetterKind, letters_to_team};
use crate::rights::{Action, Thing};

/// Kind of the job that publishes at the agreed instant.
pub(crate) const PUBLISH: &str = "publish-result";

/// Says that this office is ready to publish the minute in force, and has it published at its instant.
///
/// # Errors
/// When the viewer may not, or no minute bears both signatures.
pub async fn ready_to_publish(office: &Office, doing: Doing, direction: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                let Some((round, digest, minute)) = publication(&course) else {
                    in_phase(&course, &[Phase::Minuted])?;
                    return Err(Refusal::not_found().into());
                };
                if round.ready.get(&course.own) == Some(digest) {
                    return Ok(());
                }
                let (digest, due) = (digest.clone(), minute.publish.timestamp().as_millisecond());
                take(act, &doing, &course, Step::Ready { minute: digest.clone() }).await?;
                let job = NewJob {
                    kind: PUBLISH.to_owned(),
                    once: Some(format!("{PUBLISH} {direction} {digest}")),
                    body: direction.clone(),
                    due,
                };
                act.enqueue(&job).await?;
                Ok(())
            })
        })
        .await
}

/// The minute in force with its round and digest.
pub(crate) fn publication(course: &Course) -> Option<(&Round, &String, &Minute)> {
    let round = course.joint.round()?;
    let (digest, proposal) = round.minute()?;
    Some((round, digest, &proposal.statement.content))
}

/// Why nothing is published yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// The instant has not come.
    Instant,
    /// The partner has not said that it is ready, or its word has not arrived.
    Partner,
}

/// Publishes the result of a direction by itself, when the time has come. Gives what it waits for; nothing once it is published
/// or there is nothing to publish.
///
/// # Errors
/// When the store fails.
pub async fn publish_due(office: &Office, doing: Doing, direction: &str) -> Result<Option<Waits>, OfficeError> {
    let direction = direction.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let Some(course) = course(&office, act.tx(), &direction).await? else { return Ok(None) };
                let Some((round, digest, minute)) = publication(&course) else { return Ok(None) };
                if round.published.contains_key(&course.own) {
                    return promotions_due(&office, act, &doing, &course, round).await;
                }
                if round.ready.get(&course.own) != Some(digest) {
                    return Ok(None);
                }
                if minute.publish > doing.now {
                    return Ok(Some(Waits::Instant));
                }
                if round.ready.get(course.partner()) != Some(digest) {
                    return Ok(Some(Waits::Partner));
                }
                let (digest, minute) = (digest.clone(), minute.clone());
                let step = Step::Published { minute: digest, at: doing.now.clone() };
                take(act, &doing, &course, step).await?;
                let remedy = remedy(&office, act.tx(), &direction, Against::Result, &doing.now).await?;
                for (kind, draft, facts) in letters_of_result(&office, act.tx(), &course, &minute).await? {
                    let against = (kind == LetterKind::NotSupported).then(|| remedy.clone()).flatten();
                    let facts = facts.remedy(Against::Result, against);
                    letters_to_team(&office, act, &doing, kind, &draft, &facts).await?;
                }
                Ok(None)
            })
        })
        .await
}

/// Publishes the promotions that both hold with both signatures and whose time has come, in their order.
async fn promotions_due(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    course: &Course,
    round: &Round,
) -> Result<Option<Waits>, OfficeError> {
    for (digest, promotion) in round.promotions() {
        if round.promoted.contains_key(&(digest.clone(), course.own.clone())) {
            continue;
        }
        let statement = &promotion.statement.content;
        // Both signatures may stand under what the partner takes back at this moment: each says that it holds them first.
        if !round.holds.contains(&(digest.clone(), course.own.clone())) {
            take(act, doing, course, Step::Ready { minute: digest.clone() }).await?;
        }
        if !round.holds.contains(&(digest.clone(), course.partner().to_owned())) {
            return Ok(Some(Waits::Partner));
        }
        if statement.publish > doing.now {
            return Ok(Some(Waits::Instant));
        }
        take(act, doing, course, Step::Published { minute: digest.clone(), at: doing.now.clone() }).await?;
        promotion_letters(office, act, doing, course, round, &statement.enter).await?;
    }
    Ok(promotion_waits(course, round).then_some(Waits::Partner))
}

/// The same by an officer's hand, where the instant has passed.
///
/// # Errors
/// When the viewer may not, or something is still waited for.
pub async fn publish_result(office: &Office, doing: Doing, direction: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    {
        let mut tx = office.db().read().await?;
        let course = course_of(office, &mut tx, &direction).await?;
        let ready = publication(&course).is_some_and(|(round, digest, _)| round.ready.get(&course.own) == Some(digest));
        if !ready {
            return Err(conflict("joint-not-ready"));
        }
    }
    match publish_due(office, doing, &direction).await? {
        None => Ok(()),
        Some(Waits::Instant) => Err(Refusal::new(RefusalKind::Closed, Message::new("joint-before-instant")).into()),
        Some(Waits::Partner) => Err(conflict("joint-partner-not-ready")),
    }
}

/// The letters that publishing writes: to the team of every joint project's half at this office. An award that the partner,
/// who published before, has already recorded as declined is told as that.
pub(crate) async fn letters_of_result(
    office: &Office,
    tx: &mut Tx<'_>,
    course: &Course,
    minute: &Minute,
) -> Result<Vec<(LetterKind, String, Facts)>, OfficeError> {
    let mut letters = Vec::new();
    let declined = |pair: &str| course.joint.round().is_some_and(|round| round.declined.contains_key(pair));
    for project in projects(office, tx, course).await? {
        let Some((_, number)) = project.numbers.iter().find(|(side, _)| *side == course.own) else { continue };
        let Some((draft, facts)) = half(tx, course, number).await? else { continue };
        let chosen = minute.supported.iter().any(|line| line.pair == project.pair);
        letters.push(if declined(&project.pair) {
            (LetterKind::AwardDeclined, draft, declined_once(facts, &project.pair))
        } else {
            (if chosen { LetterKind::Supported } else { LetterKind::NotSupported }, draft, facts)
        });
    }
    Ok(letters)
}

/// The draft of this office's half with this number, and what letters say of it.
pub(super) async fn half(
    tx: &mut Tx<'_>,
    course: &Course,
    number: &str,
) -> Result<Option<(String, Facts)>, OfficeError> {
    let sql = "SELECT draft, title FROM applications WHERE number = $1";
    let Some(row) = tx.maybe_row(sql, &[text(number)]).await? else { return Ok(None) };
    let draft = row.text("draft")?;
    let facts = Facts::of_application(&draft, number, &row.text("title")?).direction(&course.direction);
    Ok(Some((draft, facts)))
}
