//! After publication: an award is declined at one side, the partner is told, and both sign who comes in.

use std::collections::BTreeSet;

use hefu_exchange::joint::{Award, MinuteLine, Phase, PromotionStatement, Round, Statement, Step};
use hefu_store::{Act, NewJob};
use hefu_words::Message;
use jiff::Zoned;

use super::method::written;
use super::minute::{course_with_projects, decided, meeting_of, tell};
use super::publish::{PUBLISH, half, publication};
use super::{conflict, in_phase, take, to_sign};
use crate::Office;
use crate::acts::gate::{Need, eligible};
use crate::acts::{Doing, given};
use crate::error::{OfficeError, Refusal};
use crate::joint::{Course, Promoted, course, course_of, lines, promoted};
use crate::letters::{Facts, LetterKind, letters_to_team};
use crate::rights::{Action, Thing};

/// Records that an award of a published result was declined at this side, on the word of those who hold it; the partner is told,
/// with the reason. It is not taken back: a project whose award was declined at one side is none at the other.
///
/// # Errors
/// When the viewer may not, no reason is given, nothing is published, or the project holds no award.
pub async fn decline_award(
    office: &Office,
    doing: Doing,
    direction: &str,
    pair: &str,
    reason: &str,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let (pair, reason) = (pair.to_owned(), given("reason", reason)?);
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                let Some((round, minute, _)) = publication(&course) else {
                    in_phase(&course, &[Phase::Published])?;
                    return Err(Refusal::not_found().into());
                };
                if !round.published.contains_key(&course.own) {
                    return Err(conflict("joint-not-published"));
                }
                let eligible = eligible(act.tx(), &pair, Need::Stands).await?;
                let award = round.awards().into_iter().find(|award| award.line.pair == eligible.pair.id);
                let Some(award) = award.filter(|award| shown(&course, round, award)) else {
                    return Err(conflict("joint-no-award"));
                };
                if award.declined {
                    return Err(conflict("joint-declined-already"));
                }
                let step = Step::Declined { minute: minute.clone(), pair: pair.clone(), reason };
                take(act, &doing, &course, step).await?;
                tell_declined(&office, act, &doing, &course, &award.line).await
            })
        })
        .await
}

/// Whether this office has published the award: with its result, or with the promotion that brought it.
fn shown(course: &Course, round: &Round, award: &Award) -> bool {
    let promoted = |digest: &String| round.promoted.contains_key(&(digest.clone(), course.own.clone()));
    round.published.contains_key(&course.own) && award.promoted.as_ref().is_none_or(promoted)
}

/// Writes to those of this office's half that the award of their joint project was declined: once, whichever side it was.
async fn tell_declined(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    course: &Course,
    line: &MinuteLine,
) -> Result<(), OfficeError> {
    let Some(number) = line.numbers.get(&course.own) else { return Ok(()) };
    let Some((draft, facts)) = half(act.tx(), course, number).await? else { return Ok(()) };
    letters_to_team(office, act, doing, LetterKind::AwardDeclined, &draft, &declined_once(facts, &line.pair)).await
}

/// What a letter of a declined award says; it goes out once for a pair.
pub(super) fn declined_once(facts: Facts, pair: &str) -> Facts {
    facts.once(format!("declined {pair}"))
}

/// The same for an award that a parcel of the partner's says was declined. Where this office has not published yet, its people
/// are told when it does.
pub(crate) async fn tell_declined_there(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    direction: &str,
    pair: &str,
) -> Result<(), OfficeError> {
    let Some(course) = course(office, act.tx(), direction).await? else { return Ok(()) };
    let Some(round) = course.joint.round() else { return Ok(()) };
    let award = round.awards().into_iter().find(|award| award.line.pair == pair && award.declined);
    match award.filter(|award| shown(&course, round, award)) {
        Some(award) => tell_declined(office, act, doing, &course, &award.line).await,
        None => Ok(()),
    }
}

/// What an officer adds to who comes in.
#[derive(Clone, Debug)]
pub struct NewPromotion {
    /// Neither office publishes it before this instant.
    pub publish: Option<Zoned>,
    /// The pairs that the officer saw coming in; the promotion is refused where it is not these any more.
    pub seen: BTreeSet<String>,
}

/// Draws up who comes in for the awards declined since the last promotion, and signs it for this office. Where nobody waits who
/// fits, it says so.
///
/// # Errors
/// When the viewer may not; nothing was declined since; another promotion waits; the instant is unset or past.
pub async fn draw_up_promotion(
    office: &Office,
    doing: Doing,
    direction: &str,
    new: NewPromotion,
) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let (course, known) = course_with_projects(office, &direction).await?;
    let (_, _, minute) = publication(&course).ok_or_else(|| conflict("joint-not-published"))?;
    let computed = decided(office, &course, &known, meeting_of(minute)).await?;
    let round = course.joint.round().ok_or_else(Refusal::not_found)?;
    if promotion_waits(&course, round) {
        return Err(conflict("joint-promotion-waits"));
    }
    let Promoted { declined, promotion } = promoted(round, &computed)
        .map_err(|reason| promotion_fails(&reason))?
        .ok_or_else(|| conflict("joint-nothing-declined"))?;
    if promotion.ids.iter().cloned().collect::<BTreeSet<_>>() != new.seen {
        return Err(conflict("joint-result-changed"));
    }
    let unset = || OfficeError::from(Refusal::invalid("publish", Message::new("joint-unset-publish")));
    let publish = new.publish.ok_or_else(unset)?;
    if publish <= doing.now {
        return Err(Refusal::invalid("publish", Message::new("joint-publish-past")).into());
    }
    let statement = PromotionStatement {
        exchange: course.exchange.name.clone(),
        direction: direction.clone(),
        round: course.joint.number(),
        after: round.stands().cloned().unwrap_or_default(),
        declined,
        enter: lines(&course, &known, &promotion.ids),
        publish,
        made: doing.now.clone(),
    };
    let signed = Statement::sign(&statement, &office.keys().signing).map_err(|error| written(&error))?;
    let digest = signed.digest.clone();
    signed_here(office, doing, course, &signed).await.map(|()| digest)
}

/// Signs the partner's promotion, if this office comes to the same.
pub(super) async fn sign_promotion(
    office: &Office,
    doing: Doing,
    course: Course,
    digest: &str,
) -> Result<(), OfficeError> {
    let round = course.joint.round().ok_or_else(Refusal::not_found)?;
    let proposal = round.promotions.get(digest).ok_or_else(Refusal::not_found)?;
    if !to_sign(office, proposal, promotion_waits(&course, round).then_some("joint-promotion-waits"))? {
        return Ok(());
    }
    let (_, _, minute) = publication(&course).ok_or_else(|| conflict("joint-not-published"))?;
    let (_, known) = course_with_projects(office, &course.direction).await?;
    let computed = decided(office, &course, &known, meeting_of(minute)).await?;
    let found = promoted(round, &computed).map_err(|reason| promotion_fails(&reason))?;
    let said = &proposal.statement.content;
    let same = found.is_some_and(|found| {
        said.declined == found.declined && said.enter == lines(&course, &known, &found.promotion.ids)
    });
    if !same || said.exchange != course.exchange.name || Some(&said.after) != round.stands() {
        return Err(conflict("joint-promotion-other"));
    }
    let signed =
        proposal.statement.signed_by(&office.keys().signing, &course.keys()).map_err(|error| written(&error))?;
    signed_here(office, doing, course, &signed).await
}

/// Tells the partner of a promotion with this office's signature, and has it published at its instant.
async fn signed_here(
    office: &Office,
    doing: Doing,
    course: Course,
    signed: &Statement<PromotionStatement>,
) -> Result<(), OfficeError> {
    let job = NewJob {
        kind: PUBLISH.to_owned(),
        once: Some(format!("{PUBLISH} {} {}", course.direction, signed.digest)),
        body: course.direction.clone(),
        due: doing.now.timestamp().as_millisecond(),
    };
    tell(office, doing, course, Step::Promotion { note: signed.note.clone() }, Some(job)).await
}

fn promotion_fails(reason: &str) -> OfficeError {
    Refusal::new(crate::error::RefusalKind::Conflict, Message::new("joint-undecided").with("reason", reason)).into()
}

/// Whether a promotion of this office waits for the partner's signature, on what stands now.
pub(super) fn promotion_waits(course: &Course, round: &Round) -> bool {
    let own = course.exchange.terms.offices.iter().find(|office| office.side == course.own);
    let stands = round.stands();
    round.promotions.values().any(|promotion| {
        promotion.waits()
            && Some(&promotion.statement.content.after) == stands
            && own.is_some_and(|own| promotion.statement.signed.contains(&own.origin))
    })
}

/// Letters of a promotion: to the team of the half at this office of each project that comes in.
pub(super) async fn promotion_letters(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    course: &Course,
    round: &Round,
    enter: &[MinuteLine],
) -> Result<(), OfficeError> {
    for line in enter {
        let Some(number) = line.numbers.get(&course.own) else { continue };
        let Some((draft, facts)) = half(act.tx(), course, number).await? else { continue };
        if round.declined.contains_key(&line.pair) {
            tell_declined(office, act, doing, course, line).await?;
        } else {
            letters_to_team(office, act, doing, LetterKind::Supported, &draft, &facts).await?;
        }
    }
    Ok(())
}
