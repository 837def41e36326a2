//! The joint decision of a direction as this office's people see it. The partner's list stays unseen until this office has
//! opened its own, although it may be here already.

use std::collections::BTreeMap;

use hefu_decision::Scenario;
use hefu_exchange::joint::{Award, Joint, Phase, Round};
use hefu_selection::Locked;
use hefu_store::Tx;
use hefu_text::money::Money;
use jiff::Zoned;

use super::settled;
use crate::Office;
use crate::acts::{
    Doing, ListFault, OwnList, letters_of_result, list_faults, meeting_of, own_list, publication, witnessed,
};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::happened::Happened;
use crate::joint::{
    Computed, Course, JointProject, Meeting, Member, Promoted, Touched, compute_apart, course, members_of, projects,
    promoted, touches,
};
use crate::letters::LetterKind;
use crate::rights::{Action, Class, Thing};

/// A direction in the list of joint decisions.
#[derive(Clone, Debug, PartialEq)]
pub struct JointLine {
    /// Direction number.
    pub direction: String,
    /// The partner's side; none where no exchange covers the direction.
    pub partner: Option<String>,
    /// How far it has come.
    pub phase: Option<Phase>,
    /// Joint projects; none until both have settled.
    pub projects: Option<usize>,
}

/// The whole of it.
#[derive(Clone, Debug)]
pub struct JointView {
    /// Direction number.
    pub direction: String,
    /// Name of the exchange.
    pub exchange: String,
    /// This office's side.
    pub own: String,
    /// The partner's.
    pub partner: String,
    /// Origins of the journals of both offices, by side: the names under signatures.
    pub origins: BTreeMap<String, String>,
    /// How far it has come.
    pub phase: Phase,
    /// Everything both offices have done.
    pub joint: Joint,
    /// Joint projects.
    pub projects: Vec<JointProject>,
    /// Pairs that stand at this office and not at the partner's, and the other way round.
    pub apart: (Vec<String>, Vec<String>),
    /// This side's list as entered last.
    pub list: Option<OwnList>,
    /// Who sits at the meeting.
    pub members: Vec<Member>,
    /// Members whom a project touches by what its cards say, and who have declared nothing, by pair.
    pub touched: Touched,
    /// What stands against sealing it.
    pub faults: Vec<ListFault>,
    /// Whether the partner has witnessed this office's seal.
    pub witnessed: bool,
    /// Sides that withhold their list.
    pub withholding: Vec<String>,
    /// The decision, once both lists are open: computed anew, or why it cannot be.
    pub computed: Option<Result<Computed, String>>,
    /// Who comes in for awards declined since the last promotion, computed anew; none where none were.
    pub promoted: Option<Result<Promoted, String>>,
    /// Letters that publishing writes, by kind.
    pub letters: BTreeMap<LetterKind, usize>,
    /// Whether the viewer may take steps.
    pub may_decide: bool,
}

/// The directions of this office with how far their joint decision has come.
///
/// # Errors
/// When the viewer may not see it.
pub async fn joint_lines(office: &Office, doing: &Doing) -> Result<Vec<JointLine>, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Decision)?;
    let mut tx = office.db().read().await?;
    let mut lines = Vec::new();
    for direction in office.directions() {
        let course = course(office, &mut tx, &direction.number).await?;
        lines.push(JointLine {
            direction: direction.number.clone(),
            partner: course.as_ref().map(|course| course.partner().to_owned()),
            phase: course.as_ref().map(|course| course.joint.phase()),
            projects: course.as_ref().and_then(|course| Some(course.joint.projects()?.len())),
        });
    }
    Ok(lines)
}

/// What if: scenarios beside the result, and projects taken in or left out to see what would come of it.
#[derive(Clone, Debug, Default)]
pub struct WhatIf {
    /// Scenarios.
    pub scenarios: Vec<Scenario>,
    /// Projects in or out.
    pub locks: Vec<Locked>,
}

/// The joint decision of a direction.
///
/// # Errors
/// When the viewer may not see it or no exchange covers the direction.
pub async fn joint_view(
    office: &Office,
    doing: &Doing,
    direction: &str,
    what_if: &WhatIf,
) -> Result<JointView, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let mut tx = office.db().read().await?;
    let course = course(office, &mut tx, &direction).await?.ok_or_else(Refusal::not_found)?;
    let projects = projects(office, &mut tx, &course).await?;
    let list = own_list(&mut tx, &direction).await?;
    let faults = list.as_ref().map(|list| list_faults(office, &course, &projects, &list.rows)).unwrap_or_default();
    let witnessed = witnessed(&mut tx, &course).await?;
    let members = members_of(&mut tx, &direction).await?;
    let touched = touched(&mut tx, &members, &projects, &direction).await?;
    let mut letters = BTreeMap::new();
    if let Some((_, _, minute)) = publication(&course) {
        for (kind, draft, _) in letters_of_result(office, &mut tx, &course, minute).await? {
            let sql = "SELECT COUNT(*) AS n FROM team WHERE draft = $1";
            let team = tx.row(sql, &[text(&draft)]).await?.int("n")?;
            let people = usize::try_from(team).unwrap_or(0).saturating_add(1);
            *letters.entry(kind).or_insert(0) += people;
        }
    }
    drop(tx);
    let computed = computed(office, &course, &projects, what_if).await?;
    let promoted = match (course.joint.round(), &computed) {
        (Some(round), Some(Ok(computed))) if what_if.locks.is_empty() => promoted(round, computed).transpose(),
        _ => None,
    };
    let round = course.joint.round();
    let own_open = round.is_some_and(|round| round.opening(&course.own).is_some());
    let mut joint = course.joint.clone();
    if !own_open {
        for round in joint.rounds.values_mut() {
            round.openings.retain(|(_, side), _| *side == course.own);
        }
    }
    let apart = |here: &str, there: &str| {
        let of = |side: &str| course.joint.standing.get(side);
        let (Some(here), Some(there)) = (of(here), of(there)) else { return Vec::new() };
        here.difference(there).cloned().collect()
    };
    Ok(JointView {
        exchange: course.exchange.name.clone(),
        own: course.own.clone(),
        partner: course.partner().to_owned(),
        origins: course.exchange.terms.offices.iter().map(|o| (o.side.clone(), o.origin.clone())).collect(),
        phase: course.joint.phase(),
        apart: (apart(&course.own, course.partner()), apart(course.partner(), &course.own)),
        withholding: round.map(|round| round.withholding(&doing.now)).unwrap_or_default(),
        may_decide: office.may_here(&doing.viewer, Action::Decide, Thing::Decision).is_ok(),
        joint,
        projects,
        list,
        members,
        touched,
        faults,
        witnessed,
        computed,
        promoted,
        letters,
        direction,
    })
}

/// What the cards say of members who have declared nothing, by pair.
async fn touched(
    tx: &mut Tx<'_>,
    members: &[Member],
    projects: &[JointProject],
    direction: &str,
) -> Result<Touched, OfficeError> {
    let mut found = Touched::new();
    if members.is_empty() {
        return Ok(found);
    }
    let cards = super::cards_of(tx, direction).await?;
    for project in projects {
        let of = |line: &&super::CardLine| {
            project.numbers.iter().any(|(side, number)| *side == line.side && *number == line.card.number)
        };
        let own: Vec<_> = cards.iter().filter(of).map(|line| &line.card).collect();
        let said = members.iter().filter_map(|one| Some((one.name.clone(), touches(one, &project.pair, &own)?)));
        let said: Vec<_> = said.collect();
        if !said.is_empty() {
            found.insert(project.pair.clone(), said);
        }
    }
    Ok(found)
}

/// Computes away from the threads that answer. What a minute that waits or is in force sets goes into it, unless something else
/// is asked for.
async fn computed(
    office: &Office,
    course: &Course,
    projects: &[JointProject],
    what_if: &WhatIf,
) -> Result<Option<Result<Computed, String>>, OfficeError> {
    if course.joint.phase() < Phase::Deciding {
        return Ok(None);
    }
    let minute = publication(course).map(|(_, _, minute)| minute.clone());
    let meeting = match minute {
        Some(minute) if what_if.locks.is_empty() => meeting_of(&minute),
        _ => Meeting { locks: what_if.locks.clone(), reasons: Vec::new() },
    };
    let done = compute_apart(office, course, projects, meeting, what_if.scenarios.clone()).await?;
    Ok(done.map(|made| made.map_err(|error| error.to_string())))
}

/// A published result.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicResult {
    /// Direction number.
    pub direction: String,
    /// The partner's side.
    pub partner: String,
    /// When this office published it.
    pub at: Zoned,
    /// Digest of the minute it rests on.
    pub minute: String,
    /// Supported projects, by number.
    pub lines: Vec<PublicLine>,
}

/// A supported project on the public list.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicLine {
    /// Id of the pair.
    pub pair: String,
    /// Number of each side's half, in the order of the pairing's sides.
    pub numbers: Vec<(String, String)>,
    /// Title as each side writes it, by side.
    pub titles: BTreeMap<String, String>,
    /// Topic.
    pub topic: String,
    /// Lead unit of each side as its own half names it, by side.
    pub units: BTreeMap<String, String>,
    /// Principal investigator of each side as its own half names them, by side.
    pub investigators: BTreeMap<String, String>,
    /// Money of this side's award, where the office publishes it (`[records]` of `office.toml`).
    pub amount: Option<Money>,
    /// Whether the award was declined after publication.
    pub declined: bool,
    /// Whether it came in for one that was declined.
    pub promoted: bool,
}

/// The results this office has published.
///
/// # Errors
/// When the store fails.
pub async fn public_results(office: &Office, doing: &Doing) -> Result<Vec<PublicResult>, OfficeError> {
    if !office.may_somehow(&doing.viewer, Action::See, (Thing::Result, Class::Content), false) {
        return Err(Refusal::not_found().into());
    }
    let mut tx = office.db().read().await?;
    let mut results = Vec::new();
    for direction in office.directions() {
        let Some(course) = course(office, &mut tx, &direction.number).await? else { continue };
        let Some((round, digest, _)) = publication(&course) else { continue };
        let Some(published) = round.published.get(&course.own) else { continue };
        let cards = super::cards_of(&mut tx, &direction.number).await?;
        let mut lines = Vec::new();
        let awards = shown_awards(round, &course.own);
        for project in projects(office, &mut tx, &course).await? {
            let Some(award) = awards.iter().find(|award| award.line.pair == project.pair) else { continue };
            let (mut units, mut investigators) = (BTreeMap::new(), BTreeMap::new());
            for (side, number) in &project.numbers {
                let Some(line) = cards.iter().find(|line| line.side == *side && line.card.number == *number) else {
                    continue;
                };
                let lead = line
                    .card
                    .units
                    .iter()
                    .find(|unit| unit.side == *side && unit.role == hefu_application::UnitRole::Lead);
                if let Some(unit) = lead {
                    units.insert(side.clone(), unit.name.clone());
                }
                if let Some(person) = line.card.principal_investigators.iter().find(|person| person.side == *side) {
                    investigators.insert(side.clone(), person.name.clone());
                }
            }
            lines.push(PublicLine {
                pair: project.pair,
                numbers: project.numbers,
                titles: project.titles,
                topic: project.topic,
                units,
                investigators,
                amount: award.line.money.get(&course.own).copied().filter(|_| office.config().records.amounts),
                declined: award.declined,
                promoted: award.promoted.is_some(),
            });
        }
        results.push(PublicResult {
            direction: direction.number.clone(),
            partner: course.partner().to_owned(),
            at: published.at.clone(),
            minute: digest.clone(),
            lines,
        });
    }
    Ok(results)
}

/// The awards as this office has published them: promotions that it has not are left out.
pub(crate) fn shown_awards(round: &Round, own: &str) -> Vec<Award> {
    let shown = |digest: &String| round.promoted.contains_key(&(digest.clone(), own.to_owned()));
    round.awards().into_iter().filter(|award| award.promoted.as_ref().is_none_or(shown)).collect()
}

/// The numbers of this office's applications that hold an award as published here, sorted; none before it has published.
pub(crate) fn held_numbers(course: &Course) -> Vec<String> {
    let published = publication(course).filter(|(round, ..)| round.published.contains_key(&course.own));
    let held = published.map(|(round, ..)| shown_awards(round, &course.own)).unwrap_or_default();
    let held = held.into_iter().filter(|award| !award.declined);
    let mut numbers: Vec<String> = held.filter_map(|award| award.line.numbers.get(&course.own).cloned()).collect();
    numbers.sort();
    numbers
}

/// The signed minute of a published result, as text that either office's keys verify.
///
/// # Errors
/// When nothing is published for the direction.
pub async fn public_minute(office: &Office, doing: &Doing, direction: &str) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let mut tx = office.db().read().await?;
    let course = course(office, &mut tx, &direction).await?.ok_or_else(Refusal::not_found)?;
    let round = course.joint.round().ok_or_else(Refusal::not_found)?;
    let (_, proposal) = round.minute().ok_or_else(Refusal::not_found)?;
    Ok(proposal.statement.note.clone())
}

/// The minute in force as PDF/A, in one language, with the signed text inside.
///
/// # Errors
/// When the viewer may not see it, there is none, or it cannot be printed.
pub async fn printed_minute(
    office: &Office,
    doing: &Doing,
    direction: &str,
    lang: hefu_words::Lang,
) -> Result<std::sync::Arc<Vec<u8>>, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Decision)?;
    let direction = office.direction(direction)?.number.clone();
    let mut tx = office.db().read().await?;
    let course = course(office, &mut tx, &direction).await?.ok_or_else(Refusal::not_found)?;
    let projects = projects(office, &mut tx, &course).await?;
    drop(tx);
    let statement = {
        let round = course.joint.round().ok_or_else(Refusal::not_found)?;
        let (_, proposal) = round.minute().ok_or_else(Refusal::not_found)?;
        proposal.statement.clone()
    };
    let key = format!("minute {} {lang}", statement.digest);
    let decided = crate::printing::Decided { course, projects, minute: statement };
    let own = office.clone();
    office.press().print(key, move || crate::printing::minute(&own, &decided, lang)).await
}

/// What became of an application in the joint decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JointOutcome {
    /// The joint project is supported.
    Supported,
    /// It was, and the award was declined at a side.
    Declined,
    /// It is not.
    NotSupported,
}

impl JointOutcome {
    /// Its word in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Declined => "declined",
            Self::NotSupported => "not-supported",
        }
    }
}

/// What became of an application of this office in the joint decision, with when this office published that; none before.
///
/// # Errors
/// When the store fails.
pub(crate) async fn outcome_of(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    number: &str,
) -> Result<Option<(JointOutcome, Zoned)>, OfficeError> {
    let Some(Happened::DirectionSettled { .. }) = settled(tx, direction).await? else { return Ok(None) };
    let Some(course) = course(office, tx, direction).await? else { return Ok(None) };
    let Some((round, _, _)) = publication(&course) else { return Ok(None) };
    let Some(at) = round.published.get(&course.own).map(|published| published.at.clone()) else { return Ok(None) };
    let own = |award: &Award| award.line.numbers.get(&course.own).is_some_and(|known| known == number);
    if let Some(award) = shown_awards(round, &course.own).into_iter().find(own) {
        let outcome = if award.declined { JointOutcome::Declined } else { JointOutcome::Supported };
        return Ok(Some((outcome, at)));
    }
    let sql = "SELECT pair FROM halves WHERE side = $1 AND number = $2";
    let row = tx.maybe_row(sql, &[text(&course.own), text(number)]).await?;
    let pair = row.map(|row| row.maybe_text("pair")).transpose()?.flatten();
    let joint = pair.zip(course.joint.projects()).is_some_and(|(pair, known)| known.contains(&pair));
    Ok(joint.then_some((JointOutcome::NotSupported, at)))
}
