//! The minute: drawn up by one office from what both compute, signed by the other after it computed the same.

use hefu_decision::DecisionError;
use hefu_exchange::joint::{Deviation, Leaving, Minute, MinuteLine, Phase, Statement, Step};
use hefu_selection::{Locked, SignedReason};
use hefu_store::{Act, NewJob};
use hefu_words::Message;
use jiff::Zoned;

use super::method::written;
use super::{conflict, in_phase, take, to_sign};
use crate::Office;
use crate::acts::{Doing, given};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::joint::{Computed, Course, JointProject, Meeting, compute_apart, course_of, lines, projects};
use crate::rights::{Action, Thing};

/// What an officer adds to what was computed.
#[derive(Clone, Debug)]
pub struct NewMinute {
    /// Projects taken in or left out otherwise than by the method.
    pub deviations: Vec<Deviation>,
    /// Reasons for leaving a band.
    pub reasons: Vec<SignedReason>,
    /// Who was there.
    pub present: Vec<String>,
    /// What else is to stand in it.
    pub remarks: String,
    /// Neither office publishes before this instant.
    pub publish: Option<Zoned>,
    /// Digest of the projects chosen that the officer saw ([`Computed::chosen`]); the minute is refused where it is not that
    /// any more.
    pub seen: String,
}

fn undecided(error: &DecisionError) -> OfficeError {
    Refusal::new(RefusalKind::Conflict, Message::new("joint-undecided").with("reason", error.to_string())).into()
}

/// Draws up the minute of the decision and signs it for this office.
///
/// # Errors
/// When the viewer may not; a list is not open; a band is left without an admissible signed reason; a limit is exceeded; the
/// instant of publication is unset or past; or a minute of this office waits for the partner.
pub async fn draw_up_minute(
    office: &Office,
    doing: Doing,
    direction: &str,
    new: NewMinute,
) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let (course, known) = course_with_projects(office, &direction).await?;
    in_phase(&course, &[Phase::Deciding])?;
    if waiting(&course).is_some() {
        return Err(conflict("joint-minute-waits"));
    }
    for deviation in &new.deviations {
        if known.iter().all(|project| project.pair != deviation.pair) {
            let message = Message::new("joint-no-such-project").with("pair", deviation.pair.as_str());
            return Err(Refusal::invalid("deviations", message).into());
        }
        given("deviations", &deviation.reason)?;
    }
    let locks = new.deviations.iter().map(Locked::from).collect();
    let computed = decided(office, &course, &known, Meeting { locks, reasons: new.reasons.clone() }).await?;
    if computed.chosen != new.seen {
        return Err(conflict("joint-result-changed"));
    }
    let unset = || OfficeError::from(Refusal::invalid("publish", Message::new("joint-unset-publish")));
    let publish = new.publish.clone().ok_or_else(unset)?;
    if publish <= doing.now {
        return Err(Refusal::invalid("publish", Message::new("joint-publish-past")).into());
    }
    let minute = minute(&course, &known, &computed, new, publish, doing.now.clone());
    agrees(&course, &minute)?;
    same(&course, &known, &computed, &minute)?;
    let signed = Statement::sign(&minute, &office.keys().signing).map_err(|error| written(&error))?;
    let digest = signed.digest.clone();
    tell(office, doing, course, Step::Minute { note: signed.note }, None).await.map(|()| digest)
}

/// Signs the partner's minute, if this office comes to the same result.
pub(super) async fn sign_minute(
    office: &Office,
    doing: Doing,
    course: Course,
    digest: &str,
) -> Result<(), OfficeError> {
    let round = course.joint.round().ok_or_else(Refusal::not_found)?;
    let proposal = round.minutes.get(digest).ok_or_else(Refusal::not_found)?;
    if !to_sign(office, proposal, waiting(&course).map(|_| "joint-minute-waits"))? {
        return Ok(());
    }
    in_phase(&course, &[Phase::Deciding])?;
    let minute = &proposal.statement.content;
    agrees(&course, minute)?;
    let known = projects(office, &mut office.db().read().await?, &course).await?;
    let computed = decided(office, &course, &known, meeting_of(minute)).await?;
    same(&course, &known, &computed, minute)?;
    let signed =
        proposal.statement.signed_by(&office.keys().signing, &course.keys()).map_err(|error| written(&error))?;
    tell(office, doing, course, Step::Minute { note: signed.note }, None).await
}

pub(super) async fn course_with_projects(
    office: &Office,
    direction: &str,
) -> Result<(Course, Vec<JointProject>), OfficeError> {
    let mut tx = office.db().read().await?;
    let course = course_of(office, &mut tx, direction).await?;
    let known = projects(office, &mut tx, &course).await?;
    Ok((course, known))
}

/// The decision, computed before the writer is asked: it may take its time.
pub(super) async fn decided(
    office: &Office,
    course: &Course,
    known: &[JointProject],
    meeting: Meeting,
) -> Result<Computed, OfficeError> {
    let made = compute_apart(office, course, known, meeting, Vec::new()).await?;
    made.ok_or_else(Refusal::not_found)?.map_err(|error| undecided(&error))
}

/// Takes the step, and puts a job in, if nothing has happened since the course was read: what is signed was computed from it.
pub(super) async fn tell(
    office: &Office,
    doing: Doing,
    course: Course,
    step: Step,
    job: Option<NewJob>,
) -> Result<(), OfficeError> {
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if course_of(&office, act.tx(), &course.direction).await?.joint != course.joint {
                    return Err(conflict("joint-result-changed"));
                }
                take(act, &doing, &course, step).await?;
                if let Some(job) = job {
                    act.enqueue(&job).await?;
                }
                Ok(())
            })
        })
        .await
}

/// What a minute sets beside the method.
pub(crate) fn meeting_of(minute: &Minute) -> Meeting {
    Meeting { locks: minute.deviations.iter().map(Locked::from).collect(), reasons: minute.reasons.clone() }
}

/// A minute of this office that waits for the partner's signature.
fn waiting(course: &Course) -> Option<&String> {
    let round = course.joint.round()?;
    let own = course.exchange.terms.offices.iter().find(|office| office.side == course.own)?;
    round
        .minutes
        .iter()
        .find(|(_, proposal)| proposal.waits() && proposal.statement.signed.contains(&own.origin))
        .map(|(digest, _)| digest)
}

fn minute(
    course: &Course,
    known: &[JointProject],
    computed: &Computed,
    new: NewMinute,
    publish: Zoned,
    made: Zoned,
) -> Minute {
    let in_force = course.in_force();
    let seal = |side: &String| {
        let commitment = course.joint.round().and_then(|round| round.seal(side))?.commitment.clone();
        Some((side.clone(), commitment))
    };
    Minute {
        exchange: course.exchange.name.clone(),
        direction: course.direction.clone(),
        round: course.joint.number(),
        method: in_force.map(|(_, digest, _)| digest.clone()).unwrap_or_default(),
        lists: course.joint.sides.iter().filter_map(seal).collect(),
        result: computed.digest.clone(),
        supported: supported(course, known, computed),
        deviations: new.deviations,
        reasons: new.reasons,
        present: new.present,
        remarks: new.remarks.trim().to_owned(),
        publish,
        made,
    }
}

/// The supported projects with every side's number and money, by number.
fn supported(course: &Course, known: &[JointProject], computed: &Computed) -> Vec<MinuteLine> {
    let chosen = computed.decision.selection.chosen();
    lines(course, known, known.iter().map(|project| &project.pair).filter(|pair| chosen.contains(*pair)))
}

/// Whether a minute rests on what this office holds: the method in force and the lists that were opened under it.
fn agrees(course: &Course, minute: &Minute) -> Result<(), OfficeError> {
    let Some((round, digest, _)) = course.in_force() else { return Err(conflict("joint-phase-method")) };
    let sealed = |side: &String| round.seal(side).map(|seal| &seal.commitment) == minute.lists.get(side);
    let fits = minute.exchange == course.exchange.name
        && minute.method == *digest
        && minute.lists.len() == course.joint.sides.len()
        && course.joint.sides.iter().all(sealed);
    if fits { Ok(()) } else { Err(conflict("joint-minute-other-inputs")) }
}

/// Whether the result of a minute is the one this office computes itself, within every limit, and every band that is left has
/// an admissible reason.
fn same(course: &Course, known: &[JointProject], computed: &Computed, minute: &Minute) -> Result<(), OfficeError> {
    if minute.result != computed.digest || minute.supported != supported(course, known, computed) {
        return Err(conflict("joint-minute-other-result"));
    }
    let reasons = computed.decision.gate.as_ref().map_err(|refused| {
        let message = Message::new("joint-gate").with("count", refused.len());
        OfficeError::from(Refusal::invalid("reasons", message))
    })?;
    let Some((_, _, statement)) = course.in_force() else { return Err(conflict("joint-phase-method")) };
    let admissible = |why: &str| match &statement.leaving {
        Leaving::Never => false,
        Leaving::Reasons(known) => known.iter().any(|reason| why == reason || why.starts_with(&format!("{reason}: "))),
    };
    if let Some(reason) = reasons.iter().find(|reason| !admissible(&reason.signed.why)) {
        let message = Message::new("joint-reason-not-admissible").with("reason", reason.signed.why.as_str());
        return Err(Refusal::invalid("reasons", message).into());
    }
    Ok(())
}
