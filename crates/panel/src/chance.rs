//! Assignment by lot: no pair is certain, so nobody can arrange to review a friend.
//!
//! Each pair is chosen with a probability of at most `of / out_of`. The best such probabilities are a flow in which a seat
//! is `out_of` units and a pair carries at most `of`. An assignment is then drawn by a seed so that each pair's probability
//! is exactly its units, and every load and quota holds in every draw (loads and quotas are whole seats, so a circle of
//! pairs that are neither certain nor excluded can be turned either way until one is).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assign::{Assignment, Solved, Stopped, Watch, range};
use crate::build::{Bend, Caps, Plain, Shape, build};
use crate::flow::{Arc, certify, solve};
use crate::problem::{Fault, Problem};

mod circle;

/// The highest probability of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// So many …
    pub of: u32,
    /// … out of so many.
    pub out_of: u32,
}

/// An assignment drawn by lot, and the probabilities it was drawn from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The assignment.
    pub assignment: Assignment,
    /// For each pair (project, expert) that could be chosen: its probability in units of `1 / out_of`.
    pub probabilities: BTreeMap<(u32, u32), u32>,
    /// Expected total, times `out_of`.
    pub expected: i128,
}

/// Draws an assignment by `seed`. Fixed pairs stand. Units on several sides are counted on each side alone.
///
/// # Errors
/// [`Stopped`]; a cap of 0 or above 1 counts as 1.
pub fn draw(problem: &Problem, cap: Cap, seed: u64, watch: &mut Watch<'_>) -> Result<Drawn, Stopped> {
    let grain = i64::from(cap.out_of.max(1));
    let pair_most = if cap.of == 0 || i64::from(cap.of) > grain { grain } else { i64::from(cap.of) };
    let caps = Caps::new();
    let shape = Shape { grain, pair_most, bend: Bend::default(), caps: &caps, worth: range(problem) };
    let built = build::<i128>(problem, &shape)?;
    let pairs = Plain(&problem.pairs);
    let flow = solve(&built.network, &pairs, watch)?;
    certify(&built.network, &pairs, &flow)?;
    let mut drawn = Drawn::default();
    let mut arcs: Vec<Arc<i128>> = Vec::new();
    let mut units: Vec<i64> = Vec::new();
    let mut tails = built.network.runs.iter().flat_map(|run| (run.first..run.end).map(move |pair| (pair, run.node)));
    for (at, amount) in &flow.pairs {
        let pair = problem.pairs.get(*at as usize).ok_or(Fault::Place(*at))?;
        let (_, tail) = tails.find(|(pair, _)| pair == at).ok_or(Fault::Place(*at))?;
        arcs.push(Arc { tail, head: pair.expert, cost: 0, most: grain });
        units.push(*amount);
        drawn.probabilities.insert((pair.project, pair.expert), u32::try_from(*amount).unwrap_or(u32::MAX));
        drawn.expected += i128::from(pair.score) * i128::from(*amount);
    }
    drawn.expected += problem.fixed.iter().map(|pair| i128::from(pair.score) * i128::from(grain)).sum::<i128>();
    arcs.extend(built.network.arcs.iter().copied());
    units.extend(flow.arcs.iter().copied());
    circle::round(&arcs, &mut units, built.network.nodes + 1, grain, seed);
    let seats = flow.pairs.len();
    let (sure, rest) = units.split_at_checked(seats).unwrap_or((&[], &[]));
    let solved = Solved {
        roles: built.roles,
        pairs: flow.pairs.iter().zip(sure).filter(|(_, units)| **units > 0).map(|((at, _), _)| (*at, 1)).collect(),
        arcs: rest.iter().map(|units| units / grain).collect(),
        pivots: flow.pivots,
    };
    drawn.assignment = crate::assign::read(problem, &solved);
    Ok(drawn)
}
