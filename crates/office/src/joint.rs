//! What the acts and views of the joint decision share: how far it has come, and the decision as both offices compute it.

use std::collections::{BTreeMap, BTreeSet};

use hefu_decision::{Decision, DecisionError, Input, List, ListRow, MethodFile, Pair, Scenario, Signature, decide};
use hefu_exchange::joint::{Joint, MethodStatement, Round, Step, SupportList, joint, pairs_digest};
use hefu_ledger::hex::hex;
use hefu_ledger::key::VerifierKey;
use hefu_selection::{Locked, SignedReason};
use hefu_store::Tx;
use sha2::{Digest as _, Sha256};

mod members;
mod promotion;

pub use members::{Member, MemberConflict, Touches};
pub(crate) use members::{Touched, members_of, read as read_members, touches};
pub use promotion::Promoted;
pub(crate) use promotion::{lines, promoted};

use crate::Office;
use crate::error::{OfficeError, Refusal};
use crate::exchange::{Exchange, exchanges_of, text};
use crate::views::{cards_of, stored_pair};

/// A direction on its way to the joint decision, under the exchange it is made in.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    /// The exchange.
    pub exchange: Exchange,
    /// Direction number.
    pub direction: String,
    /// This office's side.
    pub own: String,
    /// How far it has come.
    pub joint: Joint,
}

impl Course {
    /// The partner's side.
    pub fn partner(&self) -> &str {
        &self.exchange.partner_side
    }

    /// The keys of both offices.
    pub fn keys(&self) -> Vec<VerifierKey> {
        self.exchange.terms.offices.iter().filter_map(|office| office.verifier().ok()).collect()
    }

    /// The current round with its method, where both have signed one.
    pub fn in_force(&self) -> Option<(&Round, &String, &MethodStatement)> {
        let round = self.joint.round()?;
        let (digest, method) = round.method()?;
        Some((round, digest, &method.statement.content))
    }

    /// Both lists by side, where both are open.
    pub fn lists(&self) -> Option<BTreeMap<String, SupportList>> {
        let round = self.joint.round()?;
        self.joint.sides.iter().map(|side| Some((side.clone(), round.opening(side)?.list.clone()))).collect()
    }
}

/// The course of a direction; none where no exchange covers it whose terms let the joint decision cross.
pub(crate) async fn course(office: &Office, tx: &mut Tx<'_>, direction: &str) -> Result<Option<Course>, OfficeError> {
    let covers = exchanges_of(tx, direction).await?.into_iter().find(|exchange| exchange.terms.decision);
    let Some(exchange) = covers else { return Ok(None) };
    let sql = "SELECT side, body FROM joint_steps WHERE direction = $1 ORDER BY side, number";
    let mut steps: Vec<(String, Step)> = Vec::new();
    for row in tx.rows(sql, &[text(direction)]).await? {
        steps.push((row.text("side")?, serde_json::from_str(&row.text("body")?)?));
    }
    let joint = joint(&exchange.terms, direction, steps.iter().map(|(side, step)| (side.as_str(), step)));
    let own = office.config().side.clone();
    Ok(Some(Course { exchange, direction: direction.to_owned(), own, joint }))
}

/// The same, where there must be one.
pub(crate) async fn course_of(office: &Office, tx: &mut Tx<'_>, direction: &str) -> Result<Course, OfficeError> {
    course(office, tx, direction).await?.ok_or_else(|| {
        let message = hefu_words::Message::new("joint-no-exchange").with("direction", direction);
        Refusal::new(crate::error::RefusalKind::Conflict, message).into()
    })
}

/// A joint project as both offices know it from the cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointProject {
    /// Id of the pair.
    pub pair: String,
    /// Number of each side's half, in the order of the pairing's sides.
    pub numbers: Vec<(String, String)>,
    /// Title as each side writes it, by side.
    pub titles: BTreeMap<String, String>,
    /// Topic.
    pub topic: String,
}

/// The joint projects of a direction, by number of the first side's half.
pub(crate) async fn projects(
    office: &Office,
    tx: &mut Tx<'_>,
    course: &Course,
) -> Result<Vec<JointProject>, OfficeError> {
    let Some(pairs) = course.joint.projects() else { return Ok(Vec::new()) };
    let cards = cards_of(tx, &course.direction).await?;
    let sides = office.guide().pairing_of(&course.direction).map(|pairing| pairing.sides.clone()).unwrap_or_default();
    let mut made = Vec::new();
    for pair in pairs {
        let (pair, _) = stored_pair(tx, &pair).await?;
        let mut project =
            JointProject { pair: pair.id.clone(), numbers: Vec::new(), titles: BTreeMap::new(), topic: String::new() };
        for side in &sides {
            let Some(half) = pair.halves.iter().find(|half| half.side.as_str() == side) else { continue };
            project.numbers.push((side.clone(), half.number.clone()));
            let card = cards.iter().find(|line| line.side == *side && line.card.number == half.number);
            if let Some(title) = card.and_then(|line| line.card.title.as_ref()) {
                project.titles.insert(side.clone(), title.own.clone());
            }
            let written = card.and_then(|line| line.card.topic.as_deref()).unwrap_or_default();
            if project.topic.is_empty() {
                let known = hefu_check::resolve::topic_id(office.guide(), &course.direction, Some(written));
                project.topic = known.unwrap_or(written).to_owned();
            }
        }
        made.push(project);
    }
    made.sort_by(|a, b| a.numbers.cmp(&b.numbers));
    Ok(made)
}

/// The decision both offices compute from the same opened lists, with the digest of its bytes.
#[derive(Clone, Debug)]
pub struct Computed {
    /// The decision.
    pub decision: Decision,
    /// SHA-256 of the result's bytes, hexadecimal.
    pub digest: String,
    /// Digest of the projects chosen ([`pairs_digest`]): the same for two results that choose the same for other reasons.
    pub chosen: String,
}

/// What the meeting sets beside the method.
#[derive(Clone, Debug, Default)]
pub struct Meeting {
    /// Projects it takes in or leaves out.
    pub locks: Vec<Locked>,
    /// Reasons for leaving a band.
    pub reasons: Vec<SignedReason>,
}

/// Computes the decision of a direction whose lists are both open. Nothing but the projects, the signed method, the opened
/// lists and what the meeting set goes into it.
fn compute(
    office: &Office,
    course: &Course,
    projects: &[JointProject],
    meeting: &Meeting,
    scenarios: &[Scenario],
) -> Option<Result<Computed, DecisionError>> {
    let (_, _, statement) = course.in_force()?;
    let lists = course.lists()?;
    let pairs: Vec<Pair> = projects
        .iter()
        .map(|project| Pair {
            id: project.pair.clone(),
            direction: course.direction.clone(),
            halves: project.numbers.clone(),
            standing: Some("passed".to_owned()),
        })
        .collect();
    let lists: BTreeMap<String, List> =
        lists.into_iter().map(|(side, list)| (side.clone(), read(&side, &list, projects))).collect();
    let signed = course
        .exchange
        .terms
        .offices
        .iter()
        .map(|office| Signature {
            side: office.side.clone(),
            who: office.origin.clone(),
            when: statement.open_by.to_string(),
        })
        .collect();
    let taken: BTreeSet<&String> = meeting.locks.iter().map(|lock| &lock.pair).collect();
    let stated = statement.locks.iter().filter(|lock| !taken.contains(&lock.pair));
    let method = MethodFile {
        method: statement.method.clone(),
        signed,
        quota: statement.quotas.clone(),
        transfer: Vec::new(),
        lock: stated.chain(&meeting.locks).cloned().collect(),
        reason: meeting.reasons.clone(),
        // An office's list holds the places or scores that count; reviews are read from files only.
        scores: Vec::new(),
    };
    let input = Input { guide: office.guide(), pairs: &pairs, lists: &lists, method: &method, scenarios };
    Some(decide(&input).map(|decision| {
        let bytes = serde_json::to_vec(&decision.selection).unwrap_or_default();
        let chosen = pairs_digest(decision.selection.chosen().iter().map(String::as_str));
        Computed { decision, digest: hex(&Sha256::digest(&bytes)), chosen }
    }))
}

/// The same away from the threads that answer.
pub(crate) async fn compute_apart(
    office: &Office,
    course: &Course,
    projects: &[JointProject],
    meeting: Meeting,
    scenarios: Vec<Scenario>,
) -> Result<Option<Result<Computed, DecisionError>>, OfficeError> {
    let (office, course, projects) = (office.clone(), course.clone(), projects.to_vec());
    let work = tokio::task::spawn_blocking(move || compute(&office, &course, &projects, &meeting, &scenarios));
    work.await.map_err(|error| OfficeError::Stored(error.to_string()))
}

/// A side's list as the decision reads it.
fn read(side: &str, list: &SupportList, projects: &[JointProject]) -> List {
    let rows = list.rows.iter().zip(1u32..).map(|(row, at)| {
        let project = projects.iter().find(|project| project.pair == row.pair);
        // The title of one side, so that both offices write the same.
        let title = project.and_then(|project| {
            let (first, _) = project.numbers.first()?;
            project.titles.get(first).cloned()
        });
        ListRow {
            number: row.number.clone(),
            title: title.unwrap_or_default(),
            topic: project.map(|project| project.topic.clone()).unwrap_or_default(),
            supported: Some(row.supported),
            place: row.place,
            score: row.score,
            amount: row.amount,
            preferred: row.preferred,
            tags: row.tags.clone(),
            row: at,
        }
    });
    List { file: side.to_owned(), rows: rows.collect() }
}
