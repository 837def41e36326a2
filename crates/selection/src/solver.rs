//! The best set of items within counts and limits, exactly: every comparison that decides is made in whole numbers.
//!
//! A bound follows from any multipliers, put to the limits as prices; good ones are proposed in floating point and then
//! taken as exact fractions. Only sets whose bound reaches a target are built, item by item; of two partial sets with the
//! same count the one that uses no more and is worth no less is kept. If the best set found reaches the target it is the
//! best of all; if not, the target is lowered.

mod dominance;
mod dual;
mod states;

pub(crate) use dominance::reduce;
pub(crate) use dual::Multipliers;

use dual::{Priced, price};
use states::{Search, Sought};

/// Partial sets built for one answer before the search gives up its proof and goes on with the most promising ones.
const MOST_STATES: usize = 4_000_000;

/// How many items of a group may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// At least.
    pub lo: u32,
    /// At most.
    pub hi: u32,
    /// So many count towards [`Problem::reach`].
    pub soft: u32,
}

/// One item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Index of its group; items stand in the order of their groups.
    pub group: usize,
    /// What it is worth.
    pub value: i128,
    /// Place in the order that decides between sets of equal worth; all different, lower is better.
    pub order: u32,
}

/// What is sought: the set of items with the greatest value; among equals the one that holds the item of the lowest
/// order where they differ.
#[derive(Clone, Debug, Default)]
pub(crate) struct Problem {
    pub groups: Vec<Group>,
    pub items: Vec<Item>,
    /// What each item uses of each limit, item by item.
    pub uses: Vec<i64>,
    /// What may be used at most.
    pub limits: Vec<i64>,
    /// Over all groups, the chosen up to each group's `soft` must together be so many.
    pub reach: u32,
}

/// The best set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Solved {
    /// Chosen items, ascending.
    pub chosen: Vec<usize>,
    /// Their value.
    pub value: i128,
    /// No set is worth more than this; equal to `value` where the set is proved best.
    pub bound: i128,
    /// What the limits are worth, to start from in a similar problem.
    pub multipliers: Multipliers,
}

impl Problem {
    pub(crate) fn uses_of(&self, item: usize) -> &[i64] {
        let rows = self.limits.len();
        self.uses.get(item * rows..(item + 1) * rows).unwrap_or(&[])
    }

    /// The problem without one item.
    pub(crate) fn without(&self, item: usize) -> Self {
        let mut next = self.clone();
        let rows = self.limits.len();
        next.items.remove(item);
        next.uses.drain(item * rows..(item + 1) * rows);
        next
    }

    /// The value of a set, if it is one that may be chosen.
    pub(crate) fn value_of(&self, chosen: &[usize]) -> Option<i128> {
        let mut counts = vec![0u32; self.groups.len()];
        let mut used = vec![0i128; self.limits.len()];
        let mut value = 0i128;
        for item in chosen {
            let at = self.items.get(*item)?;
            *counts.get_mut(at.group)? += 1;
            value += at.value;
            for (sum, use_) in used.iter_mut().zip(self.uses_of(*item)) {
                *sum += i128::from(*use_);
            }
        }
        let counted = self.groups.iter().zip(&counts).all(|(group, count)| (group.lo..=group.hi).contains(count));
        let reached: u32 = self.groups.iter().zip(&counts).map(|(group, count)| group.soft.min(*count)).sum();
        let within = used.iter().zip(&self.limits).all(|(used, limit)| *used <= i128::from(*limit));
        (counted && within && reached >= self.reach).then_some(value)
    }
}

/// The best set, or none if no set may be chosen at all. The values together must stay below 2^90.
pub(crate) fn solve(problem: &Problem, warm: Option<&Multipliers>) -> Option<Solved> {
    let (solved, priced) = search(problem, warm)?;
    Some(if solved.bound == solved.value { lowest(problem, &priced, solved) } else { solved })
}

/// As [`solve`], but any set of the greatest value.
pub(crate) fn solve_any(problem: &Problem, warm: Option<&Multipliers>) -> Option<Solved> {
    search(problem, warm).map(|(solved, _)| solved)
}

fn search(problem: &Problem, warm: Option<&Multipliers>) -> Option<(Solved, Priced)> {
    let possible = (0..problem.groups.len()).zip(&problem.groups).all(|(at, group)| {
        group.lo <= group.hi && problem.items.iter().filter(|item| item.group == at).count() >= group.lo as usize
    });
    if !possible {
        return None;
    }
    let multipliers = dual::propose(problem, warm);
    let priced = price(problem, &multipliers);
    let free = vec![None; problem.items.len()];
    let mut gap = first_gap(&priced);
    let all: i128 = priced.losses.iter().map(|loss| loss.abs()).sum();
    loop {
        let Sought { best, complete } = Search::new(problem, &priced, gap, MOST_STATES, &free).run();
        match best {
            Some((value, chosen)) => {
                if problem.value_of(&chosen) != Some(value) {
                    return None;
                }
                let short = priced.bound - value * priced.scale;
                if complete && short <= gap {
                    return Some((Solved { chosen, value, bound: value, multipliers }, priced));
                }
                if !complete {
                    let bound = priced.bound.div_euclid(priced.scale);
                    return Some((Solved { chosen, value, bound, multipliers }, priced));
                }
                gap = short;
            }
            None if gap >= all => return None,
            None => gap = gap.saturating_mul(4).min(all),
        }
    }
}

/// Of all sets of the greatest value the one with the lowest orders: item by item, whether a best set can hold it.
fn lowest(problem: &Problem, priced: &Priced, mut solved: Solved) -> Solved {
    let gap = priced.bound - solved.value * priced.scale;
    let doubtful = |at: &usize| priced.losses.get(*at).is_some_and(|loss| loss.abs() <= gap);
    let mut core: Vec<usize> = (0..problem.items.len()).filter(doubtful).collect();
    core.sort_by_key(|at| problem.items.get(*at).map(|item| item.order));
    let mut forced = vec![None; problem.items.len()];
    for at in core {
        let mut set = |is: bool| {
            if let Some(slot) = forced.get_mut(at) {
                *slot = Some(is);
            }
        };
        set(true);
        if solved.chosen.contains(&at) {
            continue;
        }
        let sought = Search::new(problem, priced, gap, MOST_STATES, &forced).run();
        match sought.best.filter(|(value, chosen)| {
            *value == solved.value && problem.value_of(chosen) == Some(*value)
        }) {
            Some((_, chosen)) => solved.chosen = chosen,
            None => forced.iter_mut().skip(at).take(1).for_each(|slot| *slot = Some(false)),
        }
    }
    solved
}

/// Wide enough that some ten items are in doubt.
fn first_gap(priced: &Priced) -> i128 {
    let mut losses: Vec<i128> = priced.losses.iter().map(|loss| loss.abs()).collect();
    losses.sort_unstable();
    losses.get(10).or(losses.last()).copied().unwrap_or(0).max(1)
}
