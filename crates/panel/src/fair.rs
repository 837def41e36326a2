//! Fairness: the project that fares worst should fare as well as can be.
//!
//! The greatest least sum is an integer program, not a flow. It is approached by prices: each round solves the flow with the
//! worst-off projects weighing more. Every round also proves an upper bound, so that the result says how far it can be from
//! the best; where both meet, it is the best.

use serde::{Deserialize, Serialize};

use crate::assign::{Assignment, Stopped, Watch, optimum, range, read, shape};
use crate::build::{Caps, Shape};
use crate::crossing::standing;
use crate::flow::{Cost, Pairs};
use crate::problem::{Pair, Problem};

/// A fair assignment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fair {
    /// The assignment: of those found with the greatest least sum, the one with the greatest total.
    pub assignment: Assignment,
    /// Sum of the worst-off project (projects without a seat are left out).
    pub floor: i128,
    /// No assignment that fills as many seats has a greater least sum.
    pub floor_at_most: i128,
}

struct Weighed<'a> {
    pairs: &'a [Pair],
    weight: Vec<i64>,
}

impl Weighed<'_> {
    fn value(&self, pair: usize) -> i128 {
        let pair = &self.pairs[pair];
        i128::from(pair.score) * i128::from(self.weight[pair.project as usize])
    }
}

impl<C: Cost> Pairs<C> for Weighed<'_> {
    fn expert(&self, pair: usize) -> usize {
        self.pairs[pair].expert as usize
    }

    fn worth(&self, pair: usize) -> C {
        C::narrow(self.value(pair)).unwrap_or_default()
    }
}

const ONE: i64 = 1024;

/// Looks for the assignment whose worst-off project has the greatest sum, in at most `rounds` solutions, among those that
/// fill as many seats as can be. Units on several sides are counted on each side alone.
///
/// # Errors
/// [`Stopped`].
pub fn fair(problem: &Problem, rounds: u32, watch: &mut Watch<'_>) -> Result<Fair, Stopped> {
    let seated: Vec<bool> = problem.projects.iter().map(|project| project.demand > 0).collect();
    let mut pairs = Weighed { pairs: &problem.pairs, weight: vec![ONE; problem.projects.len()] };
    let (high, low) = range(problem);
    let caps = Caps::new();
    let mut best: Option<(Fair, i128)> = None;
    let mut bound = own_bound(problem, &seated);
    for _ in 0..rounds.max(1) {
        let heaviest = i128::from(pairs.weight.iter().copied().max().unwrap_or(ONE));
        let worth = (high.max(0) * heaviest, low.min(0) * heaviest);
        let solved = optimum(problem, &pairs, &Shape { worth, ..shape(problem, &caps) }, watch)?;
        let found = read(problem, &solved);
        let sums = sums(problem, &found);
        let of = |at: usize| sums.get(at).copied().unwrap_or_default();
        let counted = || seated.iter().enumerate().filter(|(_, seated)| **seated).map(|(at, _)| at);
        let weight = |at: usize| i128::from(pairs.weight.get(at).copied().unwrap_or(ONE));
        let all: i128 = counted().map(weight).sum();
        if all > 0 {
            let reached: i128 = counted().map(|at| weight(at) * of(at)).sum();
            bound = bound.min(reached.div_euclid(all));
        }
        let floor = counted().map(of).min().unwrap_or_default();
        let total = found.total;
        let same = best.as_ref().is_none_or(|(known, _)| standing(&known.assignment).0 == standing(&found).0);
        if same && best.as_ref().is_none_or(|(known, sum)| (floor, total) > (known.floor, *sum)) {
            best = Some((Fair { assignment: found, floor, floor_at_most: bound }, total));
        }
        let aim = best.as_ref().map_or(floor, |(known, _)| known.floor);
        if aim >= bound {
            break;
        }
        for at in counted().collect::<Vec<_>>() {
            if let Some(weight) = pairs.weight.get_mut(at).filter(|_| of(at) <= aim) {
                *weight = (*weight + *weight / 4).min(ONE << 20);
            }
        }
    }
    let mut result = best.map(|(fair, _)| fair).unwrap_or_default();
    result.floor_at_most = bound.max(result.floor);
    Ok(result)
}

/// Affinity of each project's panel.
fn sums(problem: &Problem, found: &Assignment) -> Vec<i128> {
    let mut sums = vec![0; problem.projects.len()];
    for seat in &found.seats {
        if let Some(sum) = sums.get_mut(seat.project as usize) {
            *sum += i128::from(seat.score);
        }
    }
    sums
}

/// The least, over projects, of what a project would have if it chose alone.
fn own_bound(problem: &Problem, seated: &[bool]) -> i128 {
    let mut own: Vec<Vec<i64>> = vec![Vec::new(); problem.projects.len()];
    for pair in problem.pairs.iter().chain(&problem.fixed) {
        if let Some(list) = own.get_mut(pair.project as usize) {
            list.push(pair.score);
        }
    }
    let best = problem.projects.iter().zip(own).map(|(project, mut list)| {
        list.sort_unstable_by(|a, b| b.cmp(a));
        list.iter().take(project.demand as usize).map(|score| i128::from(*score).max(0)).sum::<i128>()
    });
    best.zip(seated).filter(|(_, seated)| **seated).map(|(sum, _)| sum).min().unwrap_or(0)
}
