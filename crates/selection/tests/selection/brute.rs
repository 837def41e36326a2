//! The decision found by looking at every set, or by walking the list with pencil and paper: shares nothing with the engine
//! but the numbers it starts from.

use hefu_selection::{Instance, Item, LimitKind, Objective, Policy};

fn least(kind: &LimitKind) -> bool {
    matches!(kind, LimitKind::QuotaLeast { .. } | LimitKind::ProgrammeLeast)
}

fn band(instance: &Instance, direction: usize) -> (usize, usize) {
    instance.bands[direction].map_or((0, usize::MAX), |band| (band.min as usize, band.max as usize))
}

fn count(set: &[&Item], direction: usize) -> usize {
    set.iter().filter(|item| item.direction == direction).count()
}

fn within(instance: &Instance, set: &[&Item], leasts: bool) -> bool {
    let places = (0..instance.bands.len()).all(|direction| {
        let locked = instance.items.iter().filter(|item| item.locked && item.direction == direction).count();
        count(set, direction) <= band(instance, direction).1.max(locked)
    });
    let limits = instance.limits.iter().enumerate().filter(|(_, limit)| leasts || !least(&limit.kind));
    places
        && limits.into_iter().all(|(row, limit)| {
            set.iter().map(|item| i128::from(item.used(row))).sum::<i128>() <= i128::from(limit.at_most)
        })
}

/// Everything that makes one set better than another, the most important first; orders are put so that the lowest wins.
type Rank = (usize, i128, i128, usize, i128, Vec<bool>);

fn rank(instance: &Instance, set: &[&Item]) -> Rank {
    let reached = (0..instance.bands.len()).map(|at| count(set, at).min(band(instance, at).0)).sum();
    let worth: i128 = set.iter().map(|item| item.worth).sum();
    let projects = if instance.rule.policy == Policy::Free(Objective::Projects) { set.len() as i128 } else { 0 };
    let preferred = if instance.rule.prefer { set.iter().filter(|item| item.preferred).count() } else { 0 };
    let second = set.iter().map(|item| i128::from(item.second)).sum();
    let last = instance.items.iter().map(|item| item.order).max().unwrap_or(0);
    let orders = (0..=last).map(|order| set.iter().any(|item| item.order == order)).collect();
    (reached, projects, worth, preferred, second, orders)
}

/// The best set of all, by trying all. Leasts are asked for only where some set meets them all.
pub fn free(instance: &Instance) -> Vec<bool> {
    let n = instance.items.len();
    let mut best: Option<(Rank, u32)> = None;
    let leasts = (0..1u32 << n).any(|set| members(instance, set).is_some_and(|set| within(instance, &set, true)));
    for set in 0..1u32 << n {
        let Some(chosen) = members(instance, set).filter(|chosen| within(instance, chosen, leasts)) else { continue };
        let rank = rank(instance, &chosen);
        if best.as_ref().is_none_or(|(other, _)| rank > *other) {
            best = Some((rank, set));
        }
    }
    let set = best.map_or(0, |(_, set)| set);
    (0..n).map(|at| set >> at & 1 == 1).collect()
}

/// A set as items, if it holds all that is locked in.
fn members(instance: &Instance, set: u32) -> Option<Vec<&Item>> {
    let all = instance.items.iter().enumerate();
    all.clone()
        .all(|(at, item)| !item.locked || set >> at & 1 == 1)
        .then(|| all.filter(|(at, _)| set >> at & 1 == 1).map(|(_, item)| item).collect())
}

/// Down the list, one by one.
pub fn in_order(instance: &Instance, stop: bool) -> Vec<bool> {
    let mut chosen: Vec<bool> = instance.items.iter().map(|item| item.locked).collect();
    for direction in 0..instance.bands.len() {
        let mut list: Vec<usize> = (0..instance.items.len())
            .filter(|at| instance.items[*at].direction == direction && !instance.items[*at].locked)
            .collect();
        list.sort_by_key(|at| {
            let item = &instance.items[*at];
            (-item.worth, !(instance.rule.prefer && item.preferred), -item.second, item.order)
        });
        for at in list {
            chosen[at] = true;
            let set: Vec<&Item> = instance.items.iter().zip(&chosen).filter(|(_, c)| **c).map(|(i, _)| i).collect();
            if !within(instance, &set, false) {
                chosen[at] = false;
                if stop {
                    break;
                }
            }
        }
    }
    chosen
}

/// Down the list, equals together; where they do not all fit, the best of them by trying all.
pub fn equals_at_cut(instance: &Instance) -> Vec<bool> {
    let mut chosen: Vec<bool> = instance.items.iter().map(|item| item.locked).collect();
    for direction in 0..instance.bands.len() {
        let mut list: Vec<usize> = (0..instance.items.len())
            .filter(|at| instance.items[*at].direction == direction && !instance.items[*at].locked)
            .collect();
        list.sort_by_key(|at| -instance.items[*at].worth);
        for equals in list.chunk_by(|a, b| instance.items[*a].worth == instance.items[*b].worth) {
            let mut best: Option<(Rank, Vec<bool>)> = None;
            for part in 0..1u32 << equals.len() {
                let mut trial = chosen.clone();
                let taken = equals.iter().enumerate().filter(|(bit, _)| part >> bit & 1 == 1);
                taken.for_each(|(_, at)| trial[*at] = true);
                let set: Vec<&Item> = instance.items.iter().zip(&trial).filter(|(_, c)| **c).map(|(i, _)| i).collect();
                let (_, _, worth, preferred, second, orders) = rank(instance, &set);
                let rank = (set.len(), 0, worth, preferred, second, orders);
                if within(instance, &set, false) && best.as_ref().is_none_or(|(other, _)| rank > *other) {
                    best = Some((rank, trial));
                }
            }
            let (_, taken) = best.expect("nothing of the group always fits");
            let all = equals.iter().all(|at| taken[*at]);
            chosen = taken;
            if !all {
                break;
            }
        }
    }
    chosen
}
