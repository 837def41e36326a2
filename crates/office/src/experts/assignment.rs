//! Computing an assignment: what is proposed, why, what is short, and the least change that would help.

use std::collections::BTreeMap;

use hefu_panel::affinity::{Affinity, Blend, Reason, affinities, incomparable};
use hefu_panel::{Assignment, Cap, Draft, Pair, Problem, Stopped, Watch, assign, draw, fair, remedy, rerun};
use hefu_text::fixed::shown;
use hefu_words::Message;
use serde::{Deserialize, Serialize};

use super::wording::{change_message, fault_message};
use super::{Hold, Mode, PanelInput, Seat};

/// Shared terms named for a seat: as many as a line of a page holds.
const REASONS: u32 = 5;

/// Decimals of an affinity: 1,000,000 is all.
pub const DECIMALS: u32 = 6;

/// What is asked of a computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum Way {
    /// The best by what the office has set, whatever stands.
    Anew,
    /// As many seats as can be stay; the total is at most `loss` millionths of an affinity below the best, or anything where
    /// there is no bound.
    Keep {
        /// The bound.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        loss: Option<u64>,
    },
}

/// A seat that is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The seat.
    pub seat: Seat,
    /// How well the expert fits, in millionths.
    pub score: i64,
    /// Shared terms that say why, the weightiest first.
    pub reasons: Vec<Reason>,
    /// Whether it stands already.
    pub stood: bool,
}

/// Seats that nobody can take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// The application.
    pub number: String,
    /// The side whose experts are lacking; none: any.
    pub side: Option<String>,
    /// How many.
    pub seats: u32,
}

/// An assignment computed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Digest of what it was computed from.
    pub input: String,
    /// The seats, by application and expert.
    pub seats: Vec<Proposed>,
    /// Applications that were to be filled.
    pub projects: usize,
    /// What is said of it: totals, bounds, what stays.
    pub told: Vec<Message>,
    /// Seats that stay empty.
    pub lacking: Vec<Lack>,
    /// Experts below their least number of reviews: number, how many are missing.
    pub short: Vec<(String, u32)>,
    /// The least changes after which all could be met; empty where none were sought.
    pub changes: Vec<Message>,
    /// Pairs that are out for a conflict that stands.
    pub conflicts: usize,
    /// Pairs that are out until somebody has looked at a possible conflict.
    pub open: usize,
    /// Pairs whose texts share no script: nothing can be said of their fit.
    pub incomparable: usize,
    /// Experts left out because they are away.
    pub away: usize,
}

/// Why nothing was computed.
#[derive(Debug)]
pub(crate) enum Nothing {
    /// What the office has set contradicts itself.
    Faults(Vec<Message>),
    /// It was stopped, or the proof failed.
    Stopped(Stopped),
}

impl From<Stopped> for Nothing {
    fn from(stopped: Stopped) -> Self {
        Self::Stopped(stopped)
    }
}

/// Computes. Pairs without anything in common are not proposed; a seat that stands may stay also without.
pub(crate) fn compute(input: &PanelInput, way: Way, watch: &mut Watch<'_>) -> Result<Outcome, Nothing> {
    let set = &input.settings;
    let held = input.held();
    let blend = Blend {
        text: set.text.unwrap_or(0),
        topics: set.topics.unwrap_or(0),
        best: set.best.unwrap_or(1),
        keep: None,
        reasons: REASONS,
    };
    let experts = input.profiles();
    let fits = affinities(&input.projects, &experts, &blend);
    let (problem, before) = problem(input, &held, &fits, way)?;
    let mut told = Vec::new();
    let result = solve(&problem, &before, (set.mode.unwrap_or(Mode::Total), way), &mut told, watch)?;
    let mut outcome = Outcome {
        seats: proposed(input, &problem, &result, &fits),
        projects: input.projects.len(),
        incomparable: incomparable(&input.projects, &experts).len(),
        away: input.away.len(),
        conflicts: held.values().filter(|hold| **hold == Hold::Stands).count(),
        open: held.values().filter(|hold| **hold == Hold::Open).count(),
        told,
        ..Outcome::default()
    };
    outcome.lacking = result
        .lacking
        .iter()
        .map(|lack| Lack { number: project_id(&problem, lack.project), side: lack.side.clone(), seats: lack.seats })
        .collect();
    outcome.short = result.short.iter().map(|short| (expert_id(&problem, short.expert), short.projects)).collect();
    let wants = !outcome.lacking.is_empty() || !outcome.short.is_empty();
    if let Some(weights) = set.changes.as_ref().filter(|_| wants) {
        let found = remedy(&problem, weights, watch)?;
        outcome.changes = found.changes.iter().map(|change| change_message(&problem, change)).collect();
    }
    Ok(outcome)
}

/// The problem, and the seats that stand in its places.
fn problem(
    input: &PanelInput,
    held: &BTreeMap<Seat, Hold>,
    fits: &[Affinity],
    way: Way,
) -> Result<(Problem, Vec<(u32, u32)>), Nothing> {
    let projects: BTreeMap<&str, u32> = input.projects.iter().map(|project| project.id.as_str()).zip(0..).collect();
    let experts: BTreeMap<&str, u32> = input.experts.iter().map(|expert| expert.number.as_str()).zip(0..).collect();
    let place = |number: &str, expert: &str| Some((*projects.get(number)?, *experts.get(expert)?));
    let mut scores: BTreeMap<(u32, u32), i64> = BTreeMap::new();
    if matches!(way, Way::Keep { .. }) {
        let standing = input.seats.iter().filter_map(|stood| place(&stood.seat.number, &stood.seat.expert));
        scores.extend(standing.map(|at| (at, 0)));
    }
    scores.extend(fits.iter().filter_map(|fit| Some((place(&fit.project, &fit.expert)?, i64::from(fit.score)))));
    let draft = Draft {
        experts: input.reviewers(),
        projects: input.demands(),
        pairs: scores.into_iter().map(|((project, expert), score)| Pair { project, expert, score }).collect(),
        forbidden: held.keys().filter_map(|seat| place(&seat.number, &seat.expert)).collect(),
        fixed: Vec::new(),
    };
    let problem = draft.check().map_err(|faults| Nothing::Faults(faults.iter().map(fault_message).collect()))?;
    let projects: BTreeMap<&str, u32> = problem.projects().iter().map(|project| project.id.as_str()).zip(0..).collect();
    let experts: BTreeMap<&str, u32> = problem.experts().iter().map(|expert| expert.id.as_str()).zip(0..).collect();
    let standing = input.seats.iter().filter_map(|stood| {
        Some((*projects.get(stood.seat.number.as_str())?, *experts.get(stood.seat.expert.as_str())?))
    });
    let before = standing.collect();
    Ok((problem, before))
}

fn solve(
    problem: &Problem,
    before: &[(u32, u32)],
    (mode, way): (Mode, Way),
    told: &mut Vec<Message>,
    watch: &mut Watch<'_>,
) -> Result<Assignment, Stopped> {
    let seen = |value: i128| shown(value, DECIMALS);
    let mut plain = false;
    let result = match (way, mode) {
        (Way::Keep { loss }, _) => {
            let most = u64::try_from(i64::MAX).unwrap_or_default();
            let again = rerun(problem, before, loss.unwrap_or(most), watch)?;
            let message = Message::new("panel-kept").with("kept", again.kept).with("before", before.len());
            told.push(message.with("most", again.kept_at_most).with("loss", seen(again.loss)));
            again.assignment
        }
        (Way::Anew, Mode::Total) => {
            plain = true;
            assign(problem, watch)?
        }
        (Way::Anew, Mode::Fair { rounds }) => {
            let found = fair(problem, rounds, watch)?;
            let message = Message::new("panel-fair").with("floor", seen(found.floor));
            told.push(message.with("bound", seen(found.floor_at_most)));
            found.assignment
        }
        (Way::Anew, Mode::Lot { of, out_of, seed }) => {
            let drawn = draw(problem, Cap { of, out_of }, seed, watch)?;
            let expected = drawn.expected.checked_div(i128::from(out_of)).unwrap_or_default();
            told.push(Message::new("panel-lot").with("seed", seed.to_string()).with("expected", seen(expected)));
            drawn.assignment
        }
    };
    let message = Message::new(if plain { "panel-total" } else { "panel-seated" })
        .with("total", seen(result.total))
        .with("seats", result.seats.len())
        .with("projects", problem.projects().len());
    told.insert(0, message);
    Ok(result)
}

fn proposed(input: &PanelInput, problem: &Problem, result: &Assignment, fits: &[Affinity]) -> Vec<Proposed> {
    let why: BTreeMap<(&str, &str), &Affinity> =
        fits.iter().map(|fit| ((fit.project.as_str(), fit.expert.as_str()), fit)).collect();
    let one = |seat: &hefu_panel::Seat| {
        let (number, expert) = (project_id(problem, seat.project), expert_id(problem, seat.expert));
        let fit = why.get(&(number.as_str(), expert.as_str()));
        let reasons = fit.map(|fit| fit.reasons.clone()).unwrap_or_default();
        let seat_of = Seat { number, expert };
        let stood = input.seats.iter().any(|stood| stood.seat == seat_of);
        Proposed { seat: seat_of, score: seat.score, reasons, stood }
    };
    let mut all: Vec<Proposed> = result.seats.iter().map(one).collect();
    all.sort_by(|a, b| a.seat.cmp(&b.seat));
    all
}

fn project_id(problem: &Problem, at: u32) -> String {
    problem.projects().get(at as usize).map(|project| project.id.clone()).unwrap_or_default()
}

fn expert_id(problem: &Problem, at: u32) -> String {
    problem.experts().get(at as usize).map(|expert| expert.id.clone()).unwrap_or_default()
}
