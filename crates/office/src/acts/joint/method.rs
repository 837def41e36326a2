//! The method: proposed by one office, signed by the other.

use hefu_exchange::joint::{Leaving, MethodStatement, Phase, Proposal, RateTable, Statement, StatementError, Step};
use hefu_selection::{Draft, Locked, Quota, Unset};
use hefu_store::Act;
use hefu_words::Message;
use jiff::Zoned;

use super::{conflict, in_phase, take, to_sign};
use crate::Office;
use crate::acts::{Doing, given};
use crate::error::{OfficeError, Refusal};
use crate::joint::{Course, course_of};
use crate::rights::{Action, Thing};

/// What an officer writes of a method.
#[derive(Clone, Debug)]
pub struct NewMethod {
    /// Until when both lists must be open.
    pub open_by: Option<Zoned>,
    /// Who must agree, how orders become one, how far down, what decides between equals.
    pub method: Draft,
    /// Quotas.
    pub quotas: Vec<Quota>,
    /// Projects decided beforehand.
    pub locks: Vec<Locked>,
    /// Rates for showing money in one currency; nothing where it was not said.
    pub rates: Option<RateTable>,
    /// Whether a band may be left; nothing where it was not said.
    pub leaving: Option<Leaving>,
}

fn unset(field: &str) -> OfficeError {
    Refusal::invalid(field, Message::new(format!("joint-unset-{field}"))).into()
}

/// What a method leaves open, as a refusal at its field.
fn open(first: &Unset) -> OfficeError {
    let (field, side) = match first {
        Unset::Combination => ("combination", ""),
        Unset::Policy => ("policy", ""),
        Unset::Second => ("second", ""),
        Unset::Side { side } => ("side", side.as_str()),
        Unset::Weight { side } | Unset::WeightNotPositive { side } => ("weight", side.as_str()),
        Unset::Mapping { side } => ("mapping", side.as_str()),
    };
    Refusal::invalid(field, Message::new(format!("joint-unset-{field}")).with("side", side)).into()
}

pub(super) fn written(error: &StatementError) -> OfficeError {
    OfficeError::Stored(error.to_string())
}

/// Proposes a method for the current round, signed by this office. Everything must be said: what is unset is named.
///
/// # Errors
/// When the viewer may not; both sides have not settled the direction; something is unset; a method is in force, or one of
/// this office waits for the partner.
pub async fn propose_method(
    office: &Office,
    doing: Doing,
    direction: &str,
    new: NewMethod,
) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                in_phase(&course, &[Phase::Method])?;
                if waiting(&course).is_some() {
                    return Err(conflict("joint-method-waits"));
                }
                let statement = stated(&course, &office.guide().id, new, &doing.now)?;
                let signed = Statement::sign(&statement, &office.keys().signing).map_err(|error| written(&error))?;
                take(act, &doing, &course, Step::Method { note: signed.note }).await?;
                Ok(signed.digest)
            })
        })
        .await
}

/// A method of this office that waits for the partner's signature.
fn waiting(course: &Course) -> Option<&String> {
    let round = course.joint.round()?;
    let own = course.exchange.terms.offices.iter().find(|office| office.side == course.own)?;
    let signed = |signed: &std::collections::BTreeSet<String>| signed.contains(&own.origin);
    round
        .methods
        .iter()
        .find(|(_, proposal)| proposal.waits() && signed(&proposal.statement.signed))
        .map(|(digest, _)| digest)
}

fn stated(course: &Course, guide: &str, new: NewMethod, now: &Zoned) -> Result<MethodStatement, OfficeError> {
    new.method.clone().settle(&course.joint.sides).map_err(|all| all.first().map_or_else(|| unset("policy"), open))?;
    let open_by = new.open_by.ok_or_else(|| unset("open-by"))?;
    if open_by <= *now {
        return Err(Refusal::invalid("open-by", Message::new("joint-open-by-past")).into());
    }
    let known = course.joint.projects().unwrap_or_default();
    if let Some(lock) = new.locks.iter().find(|lock| !known.contains(&lock.pair)) {
        let message = Message::new("joint-no-such-project").with("pair", lock.pair.as_str());
        return Err(Refusal::invalid("locks", message).into());
    }
    for lock in &new.locks {
        given("locks", &lock.reason)?;
    }
    Ok(MethodStatement {
        exchange: course.exchange.name.clone(),
        direction: course.direction.clone(),
        guide: guide.to_owned(),
        round: course.joint.number(),
        projects: course.joint.projects_digest().unwrap_or_default(),
        open_by,
        method: new.method,
        quotas: new.quotas,
        locks: new.locks,
        rates: new.rates.ok_or_else(|| unset("rates"))?,
        leaving: new.leaving.ok_or_else(|| unset("leaving"))?,
    })
}

/// Signs the partner's method.
pub(super) async fn sign_method(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    course: &Course,
    proposal: &Proposal<MethodStatement>,
) -> Result<(), OfficeError> {
    if !to_sign(office, proposal, waiting(course).map(|_| "joint-method-waits"))? {
        return Ok(());
    }
    in_phase(course, &[Phase::Method])?;
    let statement = &proposal.statement.content;
    let own = statement.exchange == course.exchange.name && statement.guide == office.guide().id;
    if !own || Some(&statement.projects) != course.joint.projects_digest().as_ref() {
        return Err(conflict("joint-other-projects"));
    }
    if statement.open_by <= doing.now {
        return Err(conflict("joint-open-by-past"));
    }
    let settled = statement.method.clone().settle(&course.joint.sides);
    settled.map_err(|all| all.first().map_or_else(|| unset("policy"), open))?;
    let signed =
        proposal.statement.signed_by(&office.keys().signing, &course.keys()).map_err(|error| written(&error))?;
    take(act, doing, course, Step::Method { note: signed.note }).await?;
    Ok(())
}
