//! The best set: each project is forced in or out and the search made again, which gives what it costs.

use super::change::{asked, least};
use super::{Change, Explained, Ground, Tie, Why, locked};
use crate::decide::decide;
use crate::optimise::{Block, blocks};
use crate::solver::{Multipliers, Problem, Solved, solve, solve_any};
use crate::{CallError, Instance, LimitKind};

/// Parts in which an ask is tried lower: what is told is enough, and less than a part more than the least.
const PARTS: i64 = 64;
/// Asks from here on are lowered by whole thousands of yuan, in 分.
const COARSE: i64 = 100_000;

pub(super) fn explain(ground: &Ground<'_>) -> Result<Vec<Explained>, CallError> {
    let instance = ground.instance();
    let mut out: Vec<Explained> = Vec::new();
    for (at, item) in instance.items.iter().enumerate() {
        if let Some(why) = locked(ground, at) {
            let place = ground.places.get(at).copied();
            out.push(Explained { project: item.project, chosen: true, place, why, changes: Vec::new() });
        }
    }
    let wider = more_places(ground)?;
    for (block, solved) in blocks(instance)? {
        let desk = Desk { ground, block: &block, solved: &solved };
        for item in &block.members {
            let Some(own) = instance.items.get(*item) else { continue };
            let place = ground.places.get(*item).copied();
            let (why, mut changes) = if ground.is_in(*item) { desk.chosen(*item) } else { desk.left_out(*item)? };
            changes.extend(wider.get(*item).copied().flatten().map(|by| Change::Places { by }));
            if !ground.is_in(*item) {
                changes.extend(desk.higher_ceiling(*item)?);
            }
            out.push(Explained { project: own.project, chosen: ground.is_in(*item), place, why, changes });
        }
    }
    Ok(out)
}

struct Desk<'a> {
    ground: &'a Ground<'a>,
    block: &'a Block,
    solved: &'a Solved,
}

/// The best set with an item.
struct With {
    /// Its value, the item counted.
    value: i128,
    /// Its other items, of the instance.
    others: Vec<usize>,
}

impl Desk<'_> {
    fn instance(&self) -> &Instance {
        self.ground.instance()
    }

    fn chosen_items(&self) -> Vec<usize> {
        self.solved.chosen.iter().filter_map(|at| self.block.items.get(*at)).copied().collect()
    }

    /// The best set with an item that asks `less`; of equals the one with the lowest numbers where that can matter.
    fn with(
        &self,
        item: usize,
        less: i64,
        by: &dyn Fn(&Problem, Option<&Multipliers>) -> Option<Solved>,
    ) -> Option<With> {
        let (problem, items) = self.block.taken(self.instance(), item, less)?;
        let solved = by(&problem, Some(&self.solved.multipliers))?;
        let others = solved.chosen.iter().filter_map(|at| items.get(*at)).copied().collect();
        let more = if self.instance().rule.less_money { i128::from(less) } else { 0 };
        Some(With { value: solved.value + self.block.value(item)? + more, others })
    }

    /// Whether a set of this value that holds the item comes before the best one.
    fn comes_first(&self, item: usize, value: i128, others: &[usize]) -> bool {
        value > self.solved.value || value == self.solved.value && self.lower(item, others)
    }

    /// Whether the set with the item holds the lowest application number in which it differs from the best one.
    fn lower(&self, item: usize, others: &[usize]) -> bool {
        let order = |at: &usize| self.instance().items.get(*at).map_or(u32::MAX, |item| item.order);
        let best = self.chosen_items();
        let with: Vec<usize> = others.iter().copied().chain([item]).collect();
        let enter = with.iter().filter(|at| !best.contains(at)).map(order).min();
        let leave = best.iter().filter(|at| !with.contains(at)).map(order).min();
        match (enter, leave) {
            (Some(enter), Some(leave)) => enter < leave,
            (enter, _) => enter.is_some(),
        }
    }

    fn worth_of(&self, items: &[usize]) -> i128 {
        items.iter().filter_map(|at| self.instance().items.get(*at)).map(|item| item.worth).sum()
    }

    fn left_out(&self, item: usize) -> Result<(Why, Vec<Change>), CallError> {
        let best = self.chosen_items();
        let Some(mut with) = self.with(item, 0, &solve_any) else {
            return Ok((self.unfit(item), self.less_asked(item).into_iter().collect()));
        };
        let all: Vec<usize> = with.others.iter().copied().chain([item]).collect();
        let leave = self.ground.ids(best.iter().copied().filter(|at| !all.contains(at)));
        let enter = self.ground.ids(with.others.iter().copied().filter(|at| !best.contains(at)));
        let behind = self.worth_of(&best) - self.worth_of(&all);
        let fewer = u32::try_from(best.len().saturating_sub(all.len())).unwrap_or(u32::MAX);
        let counted = self.instance().rule.counts_projects();
        let why = if behind == 0 && (fewer == 0 || !counted) {
            let total = |items: &[usize], of: fn(&crate::Item) -> i64| -> i64 {
                items.iter().filter_map(|at| self.instance().items.get(*at)).map(of).sum()
            };
            let preferred = |items: &[usize]| total(items, |item| i64::from(item.preferred));
            let second = |items: &[usize]| total(items, |item| item.second);
            let tie = if self.instance().rule.prefer && preferred(&best) != preferred(&all) {
                Tie::Preferred
            } else if second(&best) != second(&all) {
                Tie::Second
            } else {
                Tie::Number
            };
            Why::LostTie { tie, to: leave }
        } else {
            Why::Outweighed { behind, fewer: if counted { fewer } else { 0 }, leave, enter }
        };
        let mut changes = Vec::new();
        if !(counted && fewer > 0) {
            let mut by = (self.solved.value - with.value).div_euclid(self.block.worth).max(1);
            if with.value + by * self.block.worth == self.solved.value {
                // Equal then: the lowest numbers decide.
                with = self.with(item, 0, &solve).unwrap_or(with);
            }
            if !self.comes_first(item, with.value + by * self.block.worth, &with.others) {
                by += 1;
            }
            changes.push(self.worth(item, by));
        }
        changes.extend(self.less_asked(item));
        Ok((why, changes))
    }

    fn worth(&self, item: usize, by: i128) -> Change {
        let change = Change::Worth { by, place: 0 };
        let next = change.apply(self.instance(), item);
        let direction = next.items.get(item).map_or(0, |item| item.direction);
        let place = next.ordered(direction).iter().position(|at| *at == item).unwrap_or(0) + 1;
        Change::Worth { by, place: u32::try_from(place).unwrap_or(u32::MAX) }
    }

    /// Why no set holds an item: a limit it exceeds by itself, or else the bands.
    fn unfit(&self, item: usize) -> Why {
        let instance = self.instance();
        let locked: Vec<bool> = instance.items.iter().map(|item| item.locked).collect();
        let used = instance.used(&locked);
        let own = instance.items.get(item);
        let direction = own.map_or(0, |item| item.direction);
        let held = instance.items.iter().filter(|item| item.locked && item.direction == direction).count();
        if held >= instance.most(direction) as usize {
            return Why::NoPlace { places: instance.most(direction) };
        }
        for (row, (limit, used)) in instance.limits.iter().zip(used).enumerate() {
            let by = used + i128::from(own.map_or(0, |item| item.used(row))) - i128::from(limit.at_most);
            if !limit.is_least() && by > 0 {
                return Why::Over { limit: limit.kind.clone(), by: i64::try_from(by).unwrap_or(i64::MAX) };
            }
        }
        Why::BreaksBand
    }

    fn less_asked(&self, item: usize) -> Option<Change> {
        let asked = asked(self.instance(), item);
        let part = asked / PARTS;
        let step = if part < COARSE { 1.max(part) } else { part / COARSE * COARSE };
        let enters = |less: i64| {
            let with = self.with(item, less, &solve_any);
            let tied = with.as_ref().is_some_and(|with| with.value == self.solved.value);
            let with = if tied { self.with(item, less, &solve) } else { with };
            Ok(with.is_some_and(|with| self.comes_first(item, with.value, &with.others)))
        };
        let steps = least(asked / step, |steps| enters(steps * step)).ok().flatten()?;
        Some(Change::Ask { by: steps * step })
    }

    fn chosen(&self, item: usize) -> (Why, Vec<Change>) {
        let best = self.chosen_items();
        let Some((without, items)) = self.block.left(item).and_then(|(problem, items)| {
            let any = solve_any(&problem, Some(&self.solved.multipliers))?;
            let equal = (self.solved.value - any.value).rem_euclid(self.block.worth) == 0;
            let solved = if equal { solve(&problem, Some(&any.multipliers))? } else { any };
            Some((solved, items))
        }) else {
            return (Why::InBest { ahead: None, instead: Vec::new() }, Vec::new());
        };
        let all: Vec<usize> = without.chosen.iter().filter_map(|at| items.get(*at)).copied().collect();
        let instead = self.ground.ids(all.iter().copied().filter(|at| !best.contains(at)));
        let ahead = self.worth_of(&best) - self.worth_of(&all);
        let mut changes = Vec::new();
        if !(self.instance().rule.counts_projects() && all.len() < best.len()) {
            let mut by = (self.solved.value - without.value).div_euclid(self.block.worth).max(1);
            let fallen = self.solved.value - by * self.block.worth;
            let others: Vec<usize> = best.iter().copied().filter(|at| *at != item).collect();
            // With equal value the lower number decides between the set with it and the one without.
            let stays = fallen > without.value || fallen == without.value && self.first_of(&others, item, &all);
            if stays {
                by += 1;
            }
            changes.push(self.worth(item, -by));
        }
        (Why::InBest { ahead: Some(ahead), instead }, changes)
    }

    /// Whether the set of `others` with the item holds the lowest number in which it differs from `all`.
    fn first_of(&self, others: &[usize], item: usize, all: &[usize]) -> bool {
        let order = |at: &usize| self.instance().items.get(*at).map_or(u32::MAX, |item| item.order);
        let own = others.iter().chain([&item]).filter(|at| !all.contains(at)).map(order).min();
        let their = all.iter().filter(|at| **at != item && !others.contains(at)).map(order).min();
        own.is_some_and(|own| their.is_none_or(|their| own < their))
    }

    /// The rise of a ceiling with which it comes in beside the chosen ones, or in place of the last of them.
    fn higher_ceiling(&self, item: usize) -> Result<Option<Change>, CallError> {
        let instance = self.instance();
        let used = instance.used(&self.ground.decided.chosen);
        let Some(own) = instance.items.get(item) else { return Ok(None) };
        let last = self
            .chosen_items()
            .into_iter()
            .filter_map(|at| instance.items.get(at))
            .filter(|other| other.direction == own.direction && instance.key(other) < instance.key(own));
        let last = last.min_by_key(|other| instance.key(other));
        for (row, limit) in instance.limits.iter().enumerate() {
            let ceiling = matches!(limit.kind, LimitKind::Ceiling { .. } | LimitKind::Linked { .. });
            let uses = own.used(row);
            if !ceiling || uses == 0 {
                continue;
            }
            let beside = used.get(row).copied().unwrap_or(0) + i128::from(uses) - i128::from(limit.at_most);
            let full = self
                .ground
                .decided
                .chosen
                .iter()
                .zip(&instance.items)
                .filter(|(is, other)| **is && other.direction == own.direction);
            let full = full.count() >= instance.most(own.direction) as usize;
            let instead = last.map(|last| beside - i128::from(last.used(row)));
            let by = if full { instead } else { Some(beside) };
            for by in by.into_iter().filter(|by| *by > 0) {
                let change = Change::Ceiling { limit: limit.kind.clone(), by: i64::try_from(by).unwrap_or(i64::MAX) };
                if self.enters_with(&change, item, row)? {
                    return Ok(Some(change));
                }
            }
        }
        Ok(None)
    }

    /// Whether an item comes in when a limit is raised: a look at its block alone first, since most do not, then in whole.
    fn enters_with(&self, change: &Change, item: usize, row: usize) -> Result<bool, CallError> {
        let Change::Ceiling { by, .. } = change else { return Ok(false) };
        let in_whole = || decide(&change.apply(self.instance(), item)).map(|all| all.chosen.get(item) == Some(&true));
        let Some(at) = self.block.rows.iter().position(|own| *own == row).filter(|_| self.block.whole) else {
            return in_whole();
        };
        let mut problem = self.block.problem.clone();
        if let Some(limit) = problem.limits.get_mut(at) {
            *limit = limit.saturating_add(*by);
        }
        let own = self.block.items.iter().position(|own| *own == item);
        let solved = solve(&problem, Some(&self.solved.multipliers)).filter(|solved| solved.bound == solved.value);
        let enters = own.zip(solved).is_some_and(|(own, solved)| solved.chosen.contains(&own));
        if enters { in_whole() } else { Ok(false) }
    }
}

/// For each item left out with how many more places, one or two, it would be in.
fn more_places(ground: &Ground<'_>) -> Result<Vec<Option<u32>>, CallError> {
    let instance = ground.instance();
    let mut out = vec![None; instance.items.len()];
    for direction in 0..instance.bands.len() {
        for by in 1..=2 {
            let next = decide(&Change::Places { by }.apply_to(instance, direction, None))?;
            for (at, slot) in out.iter_mut().enumerate() {
                let own = instance.items.get(at).is_some_and(|item| item.direction == direction);
                if own && slot.is_none() && !ground.is_in(at) && next.chosen.get(at) == Some(&true) {
                    *slot = Some(by);
                }
            }
        }
    }
    Ok(out)
}

impl Block {
    /// The problem left when an item that asks `less` is taken, and the items of the instance it holds.
    fn taken(&self, instance: &Instance, item: usize, less: i64) -> Option<(Problem, Vec<usize>)> {
        let own = instance.items.get(item)?;
        let (mut problem, items) = match self.items.iter().position(|at| *at == item) {
            Some(at) => self.left_at(at),
            None => (self.problem.clone(), self.items.clone()),
        };
        let change = Change::Ask { by: less }.apply(instance, item);
        let own = change.items.get(item).unwrap_or(own);
        let uses: Vec<i64> = self.rows.iter().map(|row| own.used(*row)).collect();
        problem.take(self.group(instance, item)?, &uses)?;
        Some((problem, items))
    }

    /// The problem without an item.
    fn left(&self, item: usize) -> Option<(Problem, Vec<usize>)> {
        self.items.iter().position(|at| *at == item).map(|at| self.left_at(at))
    }

    fn left_at(&self, at: usize) -> (Problem, Vec<usize>) {
        let mut items = self.items.clone();
        items.remove(at);
        (self.problem.without(at), items)
    }

    fn group(&self, instance: &Instance, item: usize) -> Option<usize> {
        let direction = instance.items.get(item)?.direction;
        self.directions.iter().position(|own| *own == direction)
    }
}
