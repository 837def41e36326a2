//! A unit with experts on several sides: its quota crosses the sides' quotas and is no flow. It is met exactly by branching:
//! solve without it, and where it is broken, share it out among the sides in every way.
//!
//! Each share is a quota inside a side, so each branch is a flow again. Exact, at the price of one solution a branch; a
//! branch that cannot beat the best found is left.

use std::collections::BTreeMap;

use crate::assign::{Assignment, Solved, Stopped, Watch, optimum, read, shape};
use crate::build::{Caps, Plain};
use crate::problem::Problem;

/// How good a solution is: unmet seats and loads first, then the total.
type Standing = (std::cmp::Reverse<u32>, i128);

pub(crate) fn standing(result: &Assignment) -> Standing {
    let seats: u32 = result.lacking.iter().map(|lacking| lacking.seats).sum();
    let short: u32 = result.short.iter().map(|short| short.projects).sum();
    (std::cmp::Reverse(seats.saturating_add(short)), result.total)
}

/// The best assignment, branching where units stand on several sides.
pub(crate) fn branched(problem: &Problem, watch: &mut Watch<'_>) -> Result<Assignment, Stopped> {
    let mut best: Option<Assignment> = None;
    let mut open = vec![Caps::new()];
    let (mut solves, mut pivots) = (0u32, 0u64);
    while let Some(caps) = open.pop() {
        let solved = optimum(problem, &Plain(&problem.pairs), &shape(problem, &caps), watch)?;
        let found = read(problem, &solved);
        solves += 1;
        pivots += solved.pivots;
        if best.as_ref().is_some_and(|best| standing(best) >= standing(&found)) {
            continue;
        }
        match broken(problem, &solved) {
            None => best = Some(found),
            Some(Broken { project, unit, most, quotas }) => {
                for share in shares(most, quotas.len()) {
                    let mut tighter = caps.clone();
                    for (quota, most) in quotas.iter().zip(share) {
                        let cap = tighter.entry((project, *quota, unit)).or_insert(most);
                        *cap = (*cap).min(most);
                    }
                    open.push(tighter);
                }
            }
        }
    }
    let mut best = best.unwrap_or_default();
    (best.solves, best.pivots) = (solves, pivots);
    Ok(best)
}

struct Broken {
    project: u32,
    unit: u32,
    most: u32,
    /// The sides on which the unit has experts for this project.
    quotas: Vec<Option<u32>>,
}

/// The first unit of which a project has too many, counted over all sides.
fn broken(problem: &Problem, solved: &Solved) -> Option<Broken> {
    let mut counts: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (at, _) in &solved.pairs {
        let pair = problem.pairs.get(*at as usize)?;
        let (_, unit) = *problem.ranks.get(pair.expert as usize)?;
        if unit > 0 {
            *counts.entry((pair.project, unit)).or_default() += 1;
        }
    }
    for ((project, unit), count) in counts {
        let at = project as usize;
        let Some(most) = problem.projects.get(at)?.unit_most else { continue };
        let there = problem.standing(at).filter(|(_, other)| *other == unit).count() as u32;
        let most = most.saturating_sub(there);
        if count > most {
            let first = problem.pairs.partition_point(|pair| pair.project < project);
            let own = problem.pairs.iter().skip(first).take_while(|pair| pair.project == project);
            let ranks = own.filter_map(|pair| problem.ranks.get(pair.expert as usize));
            let mut quotas: Vec<Option<u32>> = ranks
                .filter(|(_, other)| *other == unit)
                .map(|(side, _)| problem.quota_of(at, *side).map(|quota| quota as u32))
                .collect();
            quotas.sort_unstable();
            quotas.dedup();
            return Some(Broken { project, unit, most, quotas });
        }
    }
    None
}

/// All ways to share `most` among `parts`.
fn shares(most: u32, parts: usize) -> Vec<Vec<u32>> {
    if parts <= 1 {
        return vec![vec![most; parts]];
    }
    (0..=most)
        .flat_map(|first| {
            shares(most - first, parts - 1).into_iter().map(move |mut rest| {
                rest.insert(0, first);
                rest
            })
        })
        .collect()
}
