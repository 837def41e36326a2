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

/// Partial sets built for one answer before the search gives up its proof.
const MOST_STATES: usize = 20_000_000;
/// Partial sets built before an item is decided both ways.
const LEAF_STATES: usize = 12_000;

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

    /// Takes up a place of a group and what an item uses, if a place is left.
    pub(crate) fn take(&mut self, group: usize, uses: &[i64]) -> Option<()> {
        for (limit, used) in self.limits.iter_mut().zip(uses) {
            *limit = limit.saturating_sub(*used);
        }
        let group = self.groups.get_mut(group)?;
        group.hi = group.hi.checked_sub(1)?;
        group.lo = group.lo.saturating_sub(1);
        if group.soft > 0 {
            group.soft -= 1;
            self.reach = self.reach.saturating_sub(1);
        }
        Some(())
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
    let solved = solve_any(problem, warm)?;
    Some(if solved.bound == solved.value { lowest(problem, solved) } else { solved })
}

/// As [`solve`], but any set of the greatest value.
pub(crate) fn solve_any(problem: &Problem, warm: Option<&Multipliers>) -> Option<Solved> {
    let multipliers = dual::propose(problem, warm);
    let mut budget = MOST_STATES;
    let (value, chosen) = above(problem, None, &multipliers, &mut budget)?;
    // The sums are made anew, with nothing of the search.
    if problem.value_of(&chosen) != Some(value) {
        return None;
    }
    let bound = if budget > 0 {
        value
    } else {
        let priced = price(problem, &multipliers);
        priced.bound.div_euclid(priced.scale)
    };
    Some(Solved { chosen, value, bound, multipliers })
}

/// A part of the search: what is left to decide once some items are in or out.
struct Node {
    problem: Problem,
    /// The items of the whole problem.
    items: Vec<usize>,
    taken: Vec<usize>,
    value: i128,
    warm: Multipliers,
}

impl Node {
    fn whole(problem: &Problem, warm: &Multipliers) -> Self {
        let items = (0..problem.items.len()).collect();
        Self { problem: problem.clone(), items, taken: Vec::new(), value: 0, warm: warm.clone() }
    }

    /// With one item in or out, if that is possible.
    fn decided(&self, at: usize, taken: bool) -> Option<Self> {
        let mut next = Self {
            problem: self.problem.without(at),
            items: self.items.clone(),
            taken: self.taken.clone(),
            value: self.value,
            warm: self.warm.clone(),
        };
        let whole = next.items.remove(at);
        if taken {
            let item = self.problem.items.get(at)?;
            next.taken.push(whole);
            next.value += item.value;
            next.problem.take(item.group, self.problem.uses_of(at))?;
        }
        Some(next)
    }

    fn possible(&self) -> bool {
        (0..).zip(&self.problem.groups).all(|(at, group)| {
            let here = self.problem.items.iter().filter(|item| item.group == at).count();
            group.lo <= group.hi && here >= group.lo as usize
        })
    }
}

/// The best set worth more than `floor`, if there is one. Where too many partial sets come together, the item in most doubt
/// is decided both ways and new prices are found for each. A budget used up means that the answer is not proved.
fn above(problem: &Problem, floor: Option<i128>, warm: &Multipliers, budget: &mut usize) -> Option<(i128, Vec<usize>)> {
    let mut best: Option<(i128, Vec<usize>)> = None;
    let mut open = vec![Node::whole(problem, warm)];
    while let Some(node) = open.pop() {
        if *budget == 0 {
            break;
        }
        if !node.possible() {
            continue;
        }
        let multipliers = if node.taken.is_empty() && open.is_empty() {
            warm.clone()
        } else {
            dual::propose(&node.problem, Some(&node.warm))
        };
        let priced = price(&node.problem, &multipliers);
        let all: i128 = priced.losses.iter().map(|loss| loss.abs()).sum();
        let beaten = best.as_ref().map(|(value, _)| *value).max(floor);
        let most = beaten.map_or(all, |value| (priced.bound - (value - node.value + 1) * priced.scale).min(all));
        if most < 0 {
            continue;
        }
        let (found, complete) = leaf(&node.problem, &priced, most, budget);
        if let Some((value, chosen)) = found {
            let value = value + node.value;
            if beaten.is_none_or(|beaten| value > beaten) {
                let own = chosen.iter().filter_map(|at| node.items.get(*at)).chain(&node.taken);
                let mut chosen: Vec<usize> = own.copied().collect();
                chosen.sort_unstable();
                best = Some((value, chosen));
            }
        }
        if !complete {
            let doubt = |at: &usize| priced.losses.get(*at).map_or(0, |loss| loss.abs());
            let Some(at) = (0..node.items.len()).min_by_key(doubt) else { continue };
            let likely = priced.losses.get(at).is_some_and(|loss| *loss > 0);
            let mut node = node;
            node.warm = multipliers;
            open.extend(node.decided(at, !likely));
            open.extend(node.decided(at, likely));
        }
    }
    best
}

/// The best set whose bound falls short by at most `most`, and whether all of them were looked at.
fn leaf(problem: &Problem, priced: &Priced, most: i128, budget: &mut usize) -> (Option<(i128, Vec<usize>)>, bool) {
    let free = vec![None; problem.items.len()];
    let mut gap = first_gap(priced).min(most);
    loop {
        let Sought { best, complete, built } = Search::new(problem, priced, gap, LEAF_STATES, &free).run();
        *budget = budget.saturating_sub(built);
        let short = best.as_ref().map(|(value, _)| priced.bound - value * priced.scale);
        if !complete || gap >= most || short.is_some_and(|short| short <= gap) {
            return (best, complete);
        }
        gap = short.unwrap_or_else(|| gap.saturating_mul(4)).min(most);
    }
}

/// Of all sets of the greatest value the one with the lowest orders: item by item, whether a best set can hold it.
fn lowest(problem: &Problem, mut solved: Solved) -> Solved {
    let priced = price(problem, &solved.multipliers);
    let gap = priced.bound - solved.value * priced.scale;
    let doubtful = |at: &usize| priced.losses.get(*at).is_some_and(|loss| loss.abs() <= gap);
    let mut core: Vec<usize> = (0..problem.items.len()).filter(doubtful).collect();
    core.sort_by_key(|at| problem.items.get(*at).map(|item| item.order));
    let mut forced = vec![None; problem.items.len()];
    let mut budget = MOST_STATES;
    for at in core {
        let set = |forced: &mut Vec<Option<bool>>, is: bool| {
            if let Some(slot) = forced.get_mut(at) {
                *slot = Some(is);
            }
        };
        set(&mut forced, true);
        if solved.chosen.contains(&at) {
            continue;
        }
        let sought = Search::new(problem, &priced, gap, LEAF_STATES, &forced).run();
        budget = budget.saturating_sub(sought.built);
        let equal = sought.best.filter(|(value, _)| *value == solved.value).map(|(_, chosen)| chosen);
        let found = if equal.is_some() || sought.complete {
            equal
        } else {
            forced_above(problem, &forced, &solved, &mut budget)
        };
        match found.filter(|chosen| problem.value_of(chosen) == Some(solved.value)) {
            Some(chosen) => solved.chosen = chosen,
            None => set(&mut forced, false),
        }
    }
    if budget == 0 {
        // Which of the equals is the one with the lowest orders could not be shown.
        solved.bound += 1;
    }
    solved
}

/// A set as good as the best one with some items in or out beforehand.
fn forced_above(problem: &Problem, forced: &[Option<bool>], solved: &Solved, budget: &mut usize) -> Option<Vec<usize>> {
    let mut node = Node::whole(problem, &solved.multipliers);
    for (at, is) in forced.iter().enumerate().rev() {
        if let Some(is) = is {
            node = node.decided(at, *is)?;
        }
    }
    let (_, chosen) = above(&node.problem, Some(solved.value - node.value - 1), &node.warm, budget)?;
    let mut chosen: Vec<usize> =
        chosen.iter().filter_map(|at| node.items.get(*at)).chain(&node.taken).copied().collect();
    chosen.sort_unstable();
    Some(chosen)
}

/// Wide enough that some ten items are in doubt.
fn first_gap(priced: &Priced) -> i128 {
    let mut losses: Vec<i128> = priced.losses.iter().map(|loss| loss.abs()).collect();
    losses.sort_unstable();
    losses.get(10).or(losses.last()).copied().unwrap_or(0).max(1)
}
