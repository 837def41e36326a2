//! The best assignment: as many seats filled as can be, then the greatest total affinity, proved.

use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use crate::build::{Bend, Built, Caps, Role, Shape, build};
use crate::crossing::branched;
use crate::flow::{Cancelled, Cost, Flaw, Flow, Pairs, certify, solve};
use crate::problem::{Fault, Problem};

/// An expert on a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seat {
    /// Place of the project in the problem's list.
    pub project: u32,
    /// Place of the expert.
    pub expert: u32,
    /// Affinity.
    pub score: i64,
    /// Whether the pair stood already.
    pub fixed: bool,
}

/// Seats of a project that nobody can take.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lacking {
    /// Place of the project.
    pub project: u32,
    /// The side whose experts are lacking; none: experts of any side that still has room.
    pub side: Option<String>,
    /// How many seats.
    pub seats: u32,
}

/// An expert who gets fewer projects than the least load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Short {
    /// Place of the expert.
    pub expert: u32,
    /// How many are missing.
    pub projects: u32,
}

/// The result. It was certified in whole numbers before it was given out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Who sits where, by project and expert.
    pub seats: Vec<Seat>,
    /// Sum of the scores.
    pub total: i128,
    /// Seats left empty: no assignment within the quotas leaves fewer.
    pub lacking: Vec<Lacking>,
    /// Experts below their least load.
    pub short: Vec<Short>,
    /// Steps the solver took.
    pub pivots: u64,
    /// How many flows were solved: one, and more where a unit stands on several sides.
    pub solves: u32,
}

/// Why there is no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stopped {
    /// The one who watches stopped it.
    #[error("stopped")]
    Cancelled,
    /// The numbers are too large.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The proof failed: a fault of this program, and no result is given.
    #[error("the result did not pass its own check ({0}); please report this")]
    Flaw(#[from] Flaw),
}

impl From<Cancelled> for Stopped {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// Hears how many steps were taken; may stop the work.
pub type Watch<'a> = dyn FnMut(u64) -> ControlFlow<()> + 'a;

/// Fills as many seats as can be within loads, quotas and conflicts, and of all ways to do so takes one with the greatest
/// total affinity. Fixed pairs stand. Where a unit has experts on several sides, its quota crosses theirs and is met by
/// branching, exactly.
///
/// # Errors
/// [`Stopped`].
pub fn assign(problem: &Problem, watch: &mut Watch<'_>) -> Result<Assignment, Stopped> {
    branched(problem, watch)
}

/// The usual network of a problem.
pub(crate) fn shape<'a>(problem: &Problem, caps: &'a Caps) -> Shape<'a> {
    Shape { grain: 1, pair_most: 1, bend: Bend::default(), caps, worth: range(problem) }
}

/// Greatest and least score.
pub(crate) fn range(problem: &Problem) -> (i128, i128) {
    let scores = || problem.pairs.iter().map(|pair| i128::from(pair.score));
    (scores().max().unwrap_or(0), scores().min().unwrap_or(0))
}

/// A flow with what its arcs mean.
pub(crate) struct Solved {
    pub(crate) roles: Vec<Role>,
    /// Pairs with flow, and how much.
    pub(crate) pairs: Vec<(u32, i64)>,
    /// Flow of the other arcs.
    pub(crate) arcs: Vec<i64>,
    pub(crate) pivots: u64,
}

impl Solved {
    /// Arcs that carry something, with their meaning.
    pub(crate) fn carried(&self) -> impl Iterator<Item = (Role, i64)> {
        self.roles.iter().copied().zip(self.arcs.iter().copied()).filter(|(_, units)| *units > 0)
    }
}

/// Solves in 64 bits where they suffice, else in 128, and certifies.
pub(crate) fn optimum<P: Pairs<i64> + Pairs<i128>>(
    problem: &Problem,
    pairs: &P,
    shape: &Shape<'_>,
    watch: &mut Watch<'_>,
) -> Result<Solved, Stopped> {
    match build::<i64>(problem, shape) {
        Ok(built) => proved(built, pairs, watch),
        Err(Fault::TooLarge) => proved(build::<i128>(problem, shape)?, pairs, watch),
        Err(fault) => Err(fault.into()),
    }
}

fn proved<C: Cost, P: Pairs<C>>(built: Built<C>, pairs: &P, watch: &mut Watch<'_>) -> Result<Solved, Stopped> {
    let flow: Flow<C> = solve(&built.network, pairs, watch)?;
    certify(&built.network, pairs, &flow)?;
    Ok(Solved { roles: built.roles, pairs: flow.pairs, arcs: flow.arcs, pivots: flow.pivots })
}

/// Seats and what is lacking.
pub(crate) fn read(problem: &Problem, solved: &Solved) -> Assignment {
    let chosen = solved.pairs.iter().filter_map(|(at, _)| problem.pairs.get(*at as usize)).map(|pair| (pair, false));
    let mut seats: Vec<Seat> = chosen
        .chain(problem.fixed.iter().map(|pair| (pair, true)))
        .map(|(pair, fixed)| Seat { project: pair.project, expert: pair.expert, score: pair.score, fixed })
        .collect();
    seats.sort_unstable();
    let mut result = Assignment { pivots: solved.pivots, solves: 1, ..Assignment::default() };
    result.total = seats.iter().map(|seat| i128::from(seat.score)).sum();
    result.seats = seats;
    for (role, units) in solved.carried() {
        let units = u32::try_from(units).unwrap_or(u32::MAX);
        match role {
            Role::Empty { project, quota } => {
                let quotas = problem.projects.get(project as usize).map(|project| &project.sides);
                let side = quota.and_then(|quota| Some(quotas?.get(quota as usize)?.side.clone()));
                result.lacking.push(Lacking { project, side, seats: units });
            }
            Role::Short { expert } => result.short.push(Short { expert, projects: units }),
            _ => {}
        }
    }
    result.lacking.sort_unstable();
    result
}
