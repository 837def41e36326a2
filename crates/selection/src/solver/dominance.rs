//! Items that no best set needs: enough others of their group are better and use no more of anything.

use super::Problem;

/// The items to keep, ascending. An item goes if at least `hi + spare` kept ones of its group are worth more (or as much,
/// with a lower order) and use no more of any limit. What remains holds the best set, also after `spare` items are taken
/// away or places added.
pub(crate) fn reduce(problem: &Problem, spare: u32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..problem.items.len()).collect();
    let key = |at: &usize| problem.items.get(*at).map(|item| (item.group, -item.value, item.order));
    order.sort_by_key(key);
    let mut kept: Vec<usize> = Vec::new();
    let mut first = 0;
    let mut group = None;
    for at in order {
        let Some(item) = problem.items.get(at) else { continue };
        if group != Some(item.group) {
            group = Some(item.group);
            first = kept.len();
        }
        let enough = problem.groups.get(item.group).map_or(0, |group| group.hi + spare) as usize;
        let own = problem.uses_of(at);
        let better = kept.iter().skip(first).filter(|other| {
            let uses = problem.uses_of(**other);
            uses.iter().zip(own).all(|(theirs, own)| theirs <= own)
        });
        if better.take(enough).count() < enough {
            kept.push(at);
        }
    }
    kept.sort_unstable();
    kept
}
