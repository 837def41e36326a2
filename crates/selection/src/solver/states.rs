//! Builds the sets whose bound reaches the target, item by item.

use super::dual::Priced;
use super::{Group, Problem};

/// The best set found, and whether every set that reaches the target was looked at.
pub(super) struct Sought {
    pub best: Option<(i128, Vec<usize>)>,
    pub complete: bool,
    /// Partial sets built.
    pub built: usize,
}

#[derive(Clone, Copy)]
struct State {
    value: i128,
    loss: i128,
    count: u32,
    reached: u32,
    /// Where its uses stand.
    uses: u32,
    /// Its last chosen item.
    link: u32,
}

const NONE: u32 = u32::MAX;
/// Partial sets kept once there are too many of them for a proof.
const BEAM: usize = 100;

/// One search with one target.
pub(super) struct Search<'a> {
    problem: &'a Problem,
    losses: &'a [i128],
    gap: i128,
    most: usize,
    /// Items in doubt, by group, the dearest doubt first.
    core: Vec<usize>,
    /// Items that are in.
    fixed: Vec<usize>,
    /// What the bound loses by items that were forced.
    lost: i128,
    /// Chosen items as a chain: the one before and the item.
    links: Vec<(u32, u32)>,
    complete: bool,
    built: usize,
}

impl<'a> Search<'a> {
    /// With `forced` some items are in or out beforehand.
    pub fn new(problem: &'a Problem, priced: &'a Priced, gap: i128, most: usize, forced: &[Option<bool>]) -> Self {
        let losses = &priced.losses;
        let loss = |at: usize| losses.get(at).copied().unwrap_or(0);
        let group = |at: &usize| problem.items.get(*at).map_or(0, |item| item.group);
        let (mut core, mut fixed, mut lost) = (Vec::new(), Vec::new(), 0);
        for at in 0..problem.items.len() {
            let loss = loss(at);
            match forced.get(at).copied().flatten() {
                None if loss.abs() <= gap => core.push(at),
                decided => {
                    let taken = decided.unwrap_or(loss > 0);
                    fixed.extend(taken.then_some(at));
                    lost += if taken { (-loss).max(0) } else { loss.max(0) };
                }
            }
        }
        core.sort_by_key(|at| (group(at), -loss(*at).abs(), *at));
        Self { problem, losses, gap, most, core, fixed, lost, links: Vec::new(), complete: true, built: 0 }
    }

    pub fn run(&mut self) -> Sought {
        let rows = self.problem.limits.len();
        let mut used = vec![0i64; rows];
        let mut counts = vec![0u32; self.problem.groups.len()];
        let mut value = 0;
        for at in &self.fixed {
            let Some(item) = self.problem.items.get(*at) else { continue };
            value += item.value;
            if let Some(count) = counts.get_mut(item.group) {
                *count += 1;
            }
            for (sum, use_) in used.iter_mut().zip(self.problem.uses_of(*at)) {
                *sum = sum.saturating_add(*use_);
            }
        }
        let mut pool = used;
        let first = counts.first().copied().unwrap_or(0);
        if self.lost > self.gap {
            return Sought { best: None, complete: true, built: 0 };
        }
        let mut states = vec![State { value, loss: self.lost, count: first, reached: 0, uses: 0, link: NONE }];
        let (least, most) = self.ahead();
        let mut at = 0;
        for (number, group) in self.problem.groups.iter().enumerate() {
            let end = self.core.iter().skip(at).take_while(|item| self.group(**item) == number).count() + at;
            while at < end {
                let left = u32::try_from(end - at - 1).unwrap_or(u32::MAX);
                let (Some(least), Some(most)) = (least.get(at + 1), most.get(at + 1)) else { break };
                (states, pool) = self.step(&states, &pool, at, *group, left, least, most);
                at += 1;
            }
            self.close(&mut states, number, *group, counts.get(number + 1).copied().unwrap_or(0));
        }
        let best = states.iter().copied().reduce(|best, other| if other.value > best.value { other } else { best });
        let best = best.map(|state| {
            let mut chosen = self.chain(state.link);
            chosen.extend(&self.fixed);
            chosen.sort_unstable();
            (state.value, chosen)
        });
        Sought { best, complete: self.complete, built: self.built + 1 }
    }

    fn group(&self, item: usize) -> usize {
        self.problem.items.get(item).map_or(0, |item| item.group)
    }

    /// For each place in the core the least and the most that what follows can use of each limit.
    fn ahead(&self) -> (Vec<Vec<i64>>, Vec<Vec<i64>>) {
        let rows = self.problem.limits.len();
        let mut least = vec![vec![0i64; rows]; self.core.len() + 1];
        let mut most = least.clone();
        for (at, item) in self.core.iter().enumerate().rev() {
            for (row, used) in self.problem.uses_of(*item).iter().enumerate() {
                for (sums, part) in [(&mut least, (*used).min(0)), (&mut most, (*used).max(0))] {
                    let after = sums.get(at + 1).and_then(|sums| sums.get(row)).copied().unwrap_or(0);
                    if let Some(sum) = sums.get_mut(at).and_then(|sums| sums.get_mut(row)) {
                        *sum = after.saturating_add(part);
                    }
                }
            }
        }
        (least, most)
    }

    /// Every partial set without and with the item, the dominated ones gone.
    #[expect(clippy::too_many_arguments, reason = "what is ahead is looked up once")]
    fn step(
        &mut self,
        states: &[State],
        pool: &[i64],
        at: usize,
        group: Group,
        left: u32,
        least: &[i64],
        most: &[i64],
    ) -> (Vec<State>, Vec<i64>) {
        let rows = self.problem.limits.len();
        let Some(&item) = self.core.get(at) else { return (Vec::new(), Vec::new()) };
        let loss = self.losses.get(item).copied().unwrap_or(0);
        let worth = self.problem.items.get(item).map_or(0, |item| item.value);
        let own = self.problem.uses_of(item);
        let mut next = Vec::with_capacity(states.len() * 2);
        let mut next_pool: Vec<i64> = Vec::with_capacity(pool.len() * 2);
        for state in states {
            let uses = pool.get(state.uses as usize..state.uses as usize + rows).unwrap_or(&[]);
            for take in [false, true] {
                let lost = if take { (-loss).max(0) } else { loss.max(0) };
                let mut new = *state;
                new.loss += lost;
                new.count += u32::from(take);
                if new.loss > self.gap || new.count > group.hi || new.count.saturating_add(left) < group.lo {
                    continue;
                }
                let start = next_pool.len();
                let mut fits = true;
                let limits = self.problem.limits.iter().zip(least.iter().zip(most));
                for ((used, own), (limit, (least, most))) in uses.iter().zip(own).zip(limits) {
                    let used = if take { used.saturating_add(*own) } else { *used };
                    fits &= used.saturating_add(*least) <= *limit;
                    // What can bind no more is the same for all.
                    next_pool.push(used.max(limit.saturating_sub(*most)));
                }
                if !fits {
                    next_pool.truncate(start);
                    continue;
                }
                new.uses = u32::try_from(start).unwrap_or(u32::MAX);
                if take {
                    new.value += worth;
                    self.links.push((state.link, u32::try_from(item).unwrap_or(NONE)));
                    new.link = u32::try_from(self.links.len() - 1).unwrap_or(NONE);
                }
                next.push(new);
            }
        }
        self.built += next.len();
        Self::prune(&mut next, &next_pool, rows);
        if self.built > self.most && next.len() > BEAM {
            self.complete = false;
            next.sort_by_key(|state| (state.loss, std::cmp::Reverse(state.value)));
            next.truncate(BEAM);
        }
        (next, next_pool)
    }

    /// Removes partial sets that another one with the same count is no worse than in anything.
    fn prune(states: &mut Vec<State>, pool: &[i64], rows: usize) {
        let uses = |state: &State| pool.get(state.uses as usize..state.uses as usize + rows).unwrap_or(&[]);
        let count = |state: &State| (state.count, state.reached);
        states.sort_unstable_by(|a, b| {
            let by_use = count(a).cmp(&count(b)).then_with(|| uses(a).cmp(uses(b)));
            by_use.then_with(|| b.value.cmp(&a.value))
        });
        let mut kept: Vec<State> = Vec::with_capacity(states.len());
        // Kept ones of this count, the less they use of the second limit the earlier, worth ever more.
        let mut stairs: Vec<State> = Vec::new();
        let mut block = None;
        for state in states.iter() {
            if block != Some(count(state)) {
                block = Some(count(state));
                stairs.clear();
            }
            if rows <= 2 {
                let second = |state: &State| uses(state).get(1).copied().unwrap_or(0);
                let at = stairs.partition_point(|stair| second(stair) <= second(state));
                if at.checked_sub(1).and_then(|at| stairs.get(at)).is_some_and(|stair| stair.value >= state.value) {
                    continue;
                }
                let worse = stairs.iter().skip(at).take_while(|stair| stair.value <= state.value).count();
                stairs.splice(at..at + worse, [*state]);
            } else {
                let no_worse = |stair: &State| {
                    stair.value >= state.value && uses(stair).iter().zip(uses(state)).all(|(a, b)| a <= b)
                };
                if stairs.iter().rev().take(256).any(no_worse) {
                    continue;
                }
                stairs.push(*state);
            }
            kept.push(*state);
        }
        *states = kept;
    }

    /// A group is done: too small counts go, the next group starts from what is fixed in it.
    fn close(&self, states: &mut Vec<State>, number: usize, group: Group, next: u32) {
        let ahead: u32 = self.problem.groups.iter().skip(number + 1).map(|group| group.soft.min(group.hi)).sum();
        let reach = self.problem.reach;
        states.retain_mut(|state| {
            let fits = (group.lo..=group.hi).contains(&state.count);
            state.reached += state.count.min(group.soft);
            state.count = next;
            // Beyond what is asked for, all are the same.
            state.reached = state.reached.min(reach);
            fits && state.reached + ahead >= reach
        });
    }

    fn chain(&self, mut link: u32) -> Vec<usize> {
        let mut out = Vec::new();
        while let Some((before, item)) = self.links.get(link as usize) {
            out.push(*item as usize);
            link = *before;
        }
        out
    }
}
