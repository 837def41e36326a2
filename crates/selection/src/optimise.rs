//! The best set by a stated objective: directions that no limit ties together are decided each by itself.

use crate::decide::{Decided, Fate};
use crate::solver::{Group, Item as Choice, Problem, Solved, reduce, solve};
use crate::{CallError, Instance, LimitKind};

/// What a set has most of, first of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    /// As the rule says.
    Rule,
    /// Projects; worth is the same for all.
    MostProjects,
}

/// Values together stay below this, so that every product of the search is exact.
const MOST: u128 = 1 << 90;

/// Directions decided together, as a problem of the solver.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Directions, in the order of the problem's groups.
    pub directions: Vec<usize>,
    /// Items of the instance that are not locked in.
    pub members: Vec<usize>,
    /// Values of the members, in their order.
    values: Vec<i128>,
    /// Items that the best set may need.
    pub problem: Problem,
    /// For each of them the item of the instance.
    pub items: Vec<usize>,
    /// For each limit of the problem the one of the instance.
    pub rows: Vec<usize>,
    /// One unit of worth in the values of the problem.
    pub worth: i128,
    /// Whether every band can be reached and every least is met; then raising a limit changes nothing else.
    pub whole: bool,
}

/// One number per item that puts worth first, then preference, then the second objective.
pub(crate) fn values(instance: &Instance, items: &[usize], what: Values) -> Result<(Vec<i128>, i128), CallError> {
    let of = || items.iter().filter_map(|at| instance.items.get(*at));
    let seconds: i128 = of().map(|item| i128::from(item.second).abs()).sum();
    let count = i128::try_from(items.len()).map_err(|_| CallError::TooLarge)?;
    let large = || CallError::TooLarge;
    let prefer = seconds.checked_mul(2).and_then(|twice| twice.checked_add(1)).ok_or_else(large)?;
    let worth = prefer.checked_mul(count + 1).and_then(|sum| sum.checked_add(prefer)).ok_or_else(large)?;
    let mut worths = 0i128;
    for item in of() {
        worths = worths.checked_add(item.worth.checked_abs().ok_or_else(large)?).ok_or_else(large)?;
    }
    let each = if instance.rule.counts_projects() && what == Values::Rule { 2 * worths + 1 } else { 0 };
    let mut out = Vec::with_capacity(items.len());
    let mut total = 0u128;
    for item in of() {
        let first = if what == Values::MostProjects { 1 } else { each.checked_add(item.worth).ok_or_else(large)? };
        let preferred = if instance.rule.prefer && item.preferred { prefer } else { 0 };
        let value = first.checked_mul(worth).and_then(|sum| sum.checked_add(preferred + i128::from(item.second)));
        let value = value.ok_or_else(large)?;
        total = total.saturating_add(value.unsigned_abs());
        out.push(value);
    }
    if total < MOST { Ok((out, worth)) } else { Err(large()) }
}

/// The best set of some items of one direction, and whether it is proved.
pub(crate) fn best_of(
    instance: &Instance,
    items: &[usize],
    places: u32,
    used: &[i64],
    what: Values,
) -> Result<(Vec<usize>, bool), CallError> {
    let (values, _) = values(instance, items, what)?;
    let rows: Vec<usize> =
        (0..).zip(&instance.limits).filter(|(_, limit)| !limit.is_least()).map(|(row, _)| row).collect();
    let group = Group { lo: 0, hi: places.min(u32::try_from(items.len()).unwrap_or(u32::MAX)), soft: 0 };
    let mut problem = Problem { groups: vec![group], ..Problem::default() };
    for row in &rows {
        let limit = instance.limits.get(*row).map_or(0, |limit| limit.at_most);
        problem.limits.push(limit.saturating_sub(used.get(*row).copied().unwrap_or(0)));
    }
    for (at, value) in items.iter().zip(values) {
        let Some(item) = instance.items.get(*at) else { continue };
        problem.items.push(Choice { group: 0, value, order: item.order });
        problem.uses.extend(rows.iter().map(|row| item.used(*row)));
    }
    let binds = binding(&problem, 0);
    keep_limits(&mut problem, &binds);
    let solved = solve(&problem, None).ok_or(CallError::Certificate)?;
    let chosen = solved.chosen.iter().filter_map(|at| items.get(*at)).copied().collect();
    Ok((chosen, solved.bound == solved.value))
}

/// Which limits can bind, also with `spare` more places; the others are left out of the search. The check afterwards looks
/// at all of them.
fn binding(problem: &Problem, spare: u32) -> Vec<bool> {
    (0..problem.limits.len())
        .map(|row| {
            let groups = problem.groups.iter().enumerate();
            let wider = |group: &Group| Group { hi: group.hi + spare, ..*group };
            let most: i128 = groups.map(|(at, group)| most_used(problem, row, at, wider(group))).sum();
            problem.limits.get(row).is_some_and(|limit| most > i128::from(*limit))
        })
        .collect()
}

/// What a group can use of a limit at most.
fn most_used(problem: &Problem, row: usize, at: usize, group: Group) -> i128 {
    let own = problem.items.iter().enumerate().filter(|(_, item)| item.group == at);
    let mut uses: Vec<i64> = own.filter_map(|(item, _)| problem.uses_of(item).get(row).copied()).collect();
    uses.sort_unstable_by(|a, b| b.cmp(a));
    let must = group.lo as usize;
    let taken = uses.iter().take(group.hi as usize).enumerate().filter(|(place, used)| **used > 0 || *place < must);
    taken.map(|(_, used)| i128::from(*used)).sum()
}

/// Where items stand, looked up once.
struct Places {
    /// Items by direction.
    items: Vec<Vec<usize>>,
    /// What is locked in.
    locked: Vec<usize>,
    /// Directions that use a limit, by limit.
    touched: Vec<Vec<usize>>,
}

impl Places {
    fn new(instance: &Instance) -> Self {
        let mut touched: Vec<Vec<usize>> = vec![Vec::new(); instance.limits.len()];
        for item in &instance.items {
            for (row, _) in &item.uses {
                if let Some(own) = touched.get_mut(*row)
                    && own.last() != Some(&item.direction)
                {
                    own.push(item.direction);
                }
            }
        }
        for own in &mut touched {
            own.sort_unstable();
            own.dedup();
        }
        let locked = instance.items.iter().enumerate().filter(|(_, item)| item.locked).map(|(at, _)| at).collect();
        Self { items: instance.by_direction(), locked, touched }
    }

    fn of(&self, direction: usize) -> &[usize] {
        self.items.get(direction).map_or(&[], Vec::as_slice)
    }
}

/// The blocks of an instance, each with its best set. Where what quotas ask for at least cannot be had at all, it is not
/// asked for, and the audit says what is missing.
pub(crate) fn blocks(instance: &Instance) -> Result<Vec<(Block, Solved)>, CallError> {
    let places = Places::new(instance);
    let solved = |directions: Vec<usize>| {
        for leasts in [true, false] {
            let block = Block::new(instance, &places, &directions, leasts)?;
            if let Some(solved) = solve(&block.problem, None) {
                return Ok((block, solved));
            }
        }
        Err(CallError::Certificate)
    };
    together(instance, &places).into_iter().map(solved).collect()
}

impl Block {
    fn new(instance: &Instance, places: &Places, directions: &[usize], leasts: bool) -> Result<Self, CallError> {
        let open = |at: &usize| instance.items.get(*at).is_some_and(|item| !item.locked);
        let members: Vec<usize> =
            directions.iter().flat_map(|direction| places.of(*direction)).copied().filter(open).collect();
        let (mut problem, mut rows) = whole(instance, places, directions, &members, leasts)?;
        let (values, worth) = values(instance, &members, Values::Rule)?;
        for (item, value) in problem.items.iter_mut().zip(&values) {
            item.value = *value;
        }
        let binds = binding(&problem, 2);
        keep(&mut rows, &binds);
        keep_limits(&mut problem, &binds);
        let kept = reduce(&problem, 2);
        let mut reduced =
            Problem { groups: problem.groups.clone(), limits: problem.limits.clone(), ..Problem::default() };
        for at in &kept {
            reduced.items.extend(problem.items.get(*at).copied());
            reduced.uses.extend_from_slice(problem.uses_of(*at));
        }
        let items = kept.iter().filter_map(|at| members.get(*at)).copied().collect();
        let whole = lower_bands(&mut reduced) && leasts;
        Ok(Self { directions: directions.to_vec(), members, values, problem: reduced, items, rows, worth, whole })
    }

    /// What an item is worth in the values of the problem.
    pub(crate) fn value(&self, item: usize) -> Option<i128> {
        self.members.iter().position(|at| *at == item).and_then(|at| self.values.get(at)).copied()
    }
}

/// Directions tied together by a limit that can bind across them.
fn together(instance: &Instance, places: &Places) -> Vec<Vec<usize>> {
    let count = instance.bands.len();
    let mut head: Vec<usize> = (0..count).collect();
    for (row, (limit, touched)) in instance.limits.iter().zip(&places.touched).enumerate() {
        if touched.len() < 2 || cannot_bind(instance, places, row, limit, touched) {
            continue;
        }
        let first = touched.first().and_then(|at| head.get(*at)).copied().unwrap_or(0);
        let merged: Vec<usize> = touched.iter().filter_map(|at| head.get(*at)).copied().collect();
        for slot in head.iter_mut().filter(|slot| merged.contains(slot)) {
            *slot = first;
        }
    }
    let mut blocks: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (direction, head) in head.iter().enumerate() {
        if let Some(block) = blocks.get_mut(*head) {
            block.push(direction);
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// Whether the directions' own bands and ceilings already keep a limit over all of them.
fn cannot_bind(instance: &Instance, places: &Places, row: usize, limit: &crate::Limit, touched: &[usize]) -> bool {
    let own = |direction: usize| -> i128 {
        let here = || places.of(direction).iter().filter_map(|at| instance.items.get(*at));
        let used = |row: usize| here().map(move |item| i128::from(item.used(row)));
        match &limit.kind {
            LimitKind::ProgrammeMost => {
                let locked = here().filter(|item| item.locked).count().max(instance.most(direction) as usize);
                i128::try_from(here().count().min(locked)).unwrap_or(i128::MAX)
            }
            // Met where every direction keeps its own least; where one cannot, the audit says so.
            LimitKind::ProgrammeLeast => -i128::from(instance.least(direction)),
            LimitKind::Ceiling { fund, .. } => {
                let within = instance.limits.iter().enumerate().filter(|(other, own)| {
                    let same = matches!(&own.kind, LimitKind::Ceiling { direction: Some(_), fund: f } if f == fund);
                    same && places.touched.get(*other).is_some_and(|touched| touched.contains(&direction))
                });
                let all: i128 = used(row).sum();
                within.map(|(_, own)| i128::from(own.at_most)).fold(all, i128::min)
            }
            _ => used(row).filter(|used| *used > 0).sum(),
        }
    };
    let sum: i128 = touched.iter().map(|direction| own(*direction)).sum();
    sum <= i128::from(limit.at_most)
}

/// The problem of these directions with what is locked in already used up.
fn whole(
    instance: &Instance,
    places: &Places,
    directions: &[usize],
    members: &[usize],
    leasts: bool,
) -> Result<(Problem, Vec<usize>), CallError> {
    let mut problem = Problem::default();
    let locked = || places.locked.iter().filter_map(|at| instance.items.get(*at));
    for direction in directions {
        let taken = locked().filter(|item| item.direction == *direction).count();
        let taken = u32::try_from(taken).map_err(|_| CallError::TooLarge)?;
        let here = u32::try_from(places.of(*direction).len()).map_err(|_| CallError::TooLarge)? - taken;
        let least = instance.least(*direction).saturating_sub(taken);
        let hi = instance.most(*direction).saturating_sub(taken).min(here);
        problem.groups.push(Group { lo: 0, hi, soft: least.min(hi) });
    }
    // A limit that reaches further cannot bind, or the directions would stand together.
    let asked = |row: usize| leasts || instance.limits.get(row).is_some_and(|limit| !limit.is_least());
    let inside = |touched: &Vec<usize>| !touched.is_empty() && touched.iter().all(|own| directions.contains(own));
    let all = places.touched.iter().enumerate();
    let rows: Vec<usize> = all.filter(|(row, touched)| inside(touched) && asked(*row)).map(|(row, _)| row).collect();
    for row in &rows {
        let limit = instance.limits.get(*row).map_or(0, |limit| i128::from(limit.at_most));
        let used: i128 = locked().map(|item| i128::from(item.used(*row))).sum();
        problem.limits.push(i64::try_from(limit - used).map_err(|_| CallError::TooLarge)?);
    }
    for at in members {
        let Some(item) = instance.items.get(*at) else { continue };
        let group = directions.iter().position(|direction| *direction == item.direction).unwrap_or(0);
        problem.items.push(Choice { group, value: 0, order: item.order });
        problem.uses.extend(rows.iter().map(|row| item.used(*row)));
    }
    Ok((problem, rows))
}

/// Finds how many projects can be reached of what the bands ask at least, and asks for that; whether it is all.
fn lower_bands(problem: &mut Problem) -> bool {
    let wanted: u32 = problem.groups.iter().map(|group| group.soft).sum();
    if wanted == 0 {
        return true;
    }
    let reached = if cheapest_reach(problem) {
        wanted
    } else if problem.uses.iter().any(|used| *used < 0) {
        // A least may need more projects than the bands ask for; then every number is tried.
        (0..=wanted)
            .rev()
            .find(|reach| solve(&Problem { reach: *reach, ..count_only(problem) }, None).is_some())
            .unwrap_or(0)
    } else {
        let mut count = count_only(problem);
        for group in &mut count.groups {
            group.hi = group.soft;
        }
        let solved = solve(&count, None);
        solved.map_or(0, |solved| u32::try_from(solved.chosen.len()).unwrap_or(u32::MAX))
    };
    if reached == wanted || problem.groups.len() == 1 {
        for group in &mut problem.groups {
            group.lo = group.soft.min(reached);
            group.soft = 0;
        }
    } else {
        problem.reach = reached;
    }
    reached == wanted
}

fn keep_limits(problem: &mut Problem, keep: &[bool]) {
    let mut each = keep.iter().cycle();
    problem.uses.retain(|_| each.next().copied().unwrap_or(true));
    self::keep(&mut problem.limits, keep);
}

fn keep<T>(list: &mut Vec<T>, keep: &[bool]) {
    let mut each = keep.iter();
    list.retain(|_| each.next().copied().unwrap_or(true));
}

/// The problem with every item worth the same.
fn count_only(problem: &Problem) -> Problem {
    let mut count = problem.clone();
    for item in &mut count.items {
        item.value = 1;
    }
    count
}

/// Whether taking what uses least fills every band; a quick look before the search.
fn cheapest_reach(problem: &Problem) -> bool {
    if problem.limits.iter().any(|limit| *limit < 0) {
        return false;
    }
    let weight = |item: usize| -> i128 {
        let limits = problem.uses_of(item).iter().zip(&problem.limits);
        limits.map(|(used, limit)| i128::from(*used) * 1_000_000_000 / i128::from((*limit).max(1))).max().unwrap_or(0)
    };
    let mut used = vec![0i128; problem.limits.len()];
    for (at, group) in problem.groups.iter().enumerate() {
        let mut own: Vec<usize> =
            (0..problem.items.len()).filter(|item| problem.items.get(*item).is_some_and(|i| i.group == at)).collect();
        own.sort_by_key(|item| weight(*item));
        for item in own.iter().take(group.soft as usize) {
            for (sum, use_) in used.iter_mut().zip(problem.uses_of(*item)) {
                *sum += i128::from(*use_);
            }
        }
    }
    used.iter().zip(&problem.limits).all(|(used, limit)| *used <= i128::from(*limit))
}

/// The best set over all blocks.
pub(crate) fn decide(instance: &Instance) -> Result<Decided, CallError> {
    let mut fates: Vec<Fate> = vec![Fate::NotInBest; instance.items.len()];
    let mut proved = true;
    for (block, solved) in blocks(instance)? {
        proved &= solved.bound == solved.value;
        for at in solved.chosen.iter().filter_map(|at| block.items.get(*at)) {
            if let Some(fate) = fates.get_mut(*at) {
                *fate = Fate::InBest;
            }
        }
    }
    for (fate, _) in fates.iter_mut().zip(&instance.items).filter(|(_, item)| item.locked) {
        *fate = Fate::LockedIn;
    }
    let chosen = fates.iter().map(|fate| matches!(fate, Fate::LockedIn | Fate::InBest)).collect();
    Ok(Decided { chosen, fates, proved })
}
