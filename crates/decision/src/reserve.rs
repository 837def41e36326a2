//! The reserve list, and who comes in when an award is declined: the same method and the same joint order, everybody who holds an
//! award locked in.

use std::collections::{BTreeMap, BTreeSet};

use hefu_selection::{
    Audit, Call, CallError, Exclusion, Explained, Item, LimitKind, Lock, Method, Selection, Why, audit, combine,
    decide, explain,
};
use serde::{Deserialize, Serialize};

/// A project that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Id of the pair.
    pub id: String,
    /// Title.
    pub title: String,
    /// Direction.
    pub direction: String,
    /// Place in the joint order of its direction.
    pub place: u32,
    /// Whether a place of the direction must become free first.
    pub needs_place: bool,
    /// What is lacking of each limit, in its own unit.
    pub needs: Vec<(LimitKind, i128)>,
}

/// Who holds an award, and who has declined one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awarded {
    /// Ids of those who hold one.
    pub holds: BTreeSet<String>,
    /// Ids of those who have declined.
    pub declined: BTreeSet<String>,
}

/// What follows from declining.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Promotion {
    /// Who holds an award now, and who has declined up to now.
    pub awarded: Awarded,
    /// Who comes in, in the joint order, and why.
    pub enter: Vec<Explained>,
    /// Ids of those, in the same order.
    pub ids: Vec<String>,
    /// Everybody who waits still, in the joint order, and why they do not come in.
    pub waiting: Vec<Explained>,
    /// The list held against bands and limits anew.
    pub audit: Audit,
}

/// Why nobody is promoted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PromoteError {
    /// Only who holds an award can decline it.
    #[error("these hold no award: {}", .0.join(", "))]
    NoAward(Vec<String>),
    /// The call does not hold together.
    #[error(transparent)]
    Call(#[from] CallError),
}

impl Awarded {
    /// As a selection left it.
    #[must_use]
    pub fn of(selection: &Selection) -> Self {
        Self { holds: selection.chosen(), declined: BTreeSet::new() }
    }
}

/// Those who were not chosen and could be, in the joint order of each direction, with what must become free first. In that
/// order they are asked; where the method looks for the best set, [`promote`] says who comes in.
///
/// # Errors
/// A call that does not hold together.
pub fn reserve(call: &Call, method: &Method, selection: &Selection) -> Result<Vec<Waiting>, CallError> {
    let combined = combine(call, method)?;
    let items: BTreeMap<&str, &Item> = combined
        .instance
        .items
        .iter()
        .filter_map(|item| call.projects.get(item.project).map(|project| (project.id.as_str(), item)))
        .collect();
    let mut used = vec![0i128; combined.instance.limits.len()];
    let mut counts: BTreeMap<usize, u32> = BTreeMap::new();
    for item in selection.lines.iter().filter(|line| line.chosen).filter_map(|line| items.get(line.id.as_str())) {
        *counts.entry(item.direction).or_default() += 1;
        for (row, own) in &item.uses {
            if let Some(sum) = used.get_mut(*row) {
                *sum += i128::from(*own);
            }
        }
    }
    let mut out = Vec::new();
    for line in selection.lines.iter().filter(|line| !line.chosen) {
        let (Some(item), Some(place)) = (items.get(line.id.as_str()), line.place) else { continue };
        let lacking = |(row, own): &(usize, i64)| {
            let limit = combined.instance.limits.get(*row).filter(|limit| !limit.is_least())?;
            let by = used.get(*row)? + i128::from(*own) - i128::from(limit.at_most);
            (by > 0).then(|| (limit.kind.clone(), by))
        };
        let band = combined.instance.bands.get(item.direction).copied().flatten();
        let count = counts.get(&item.direction).copied().unwrap_or(0);
        out.push(Waiting {
            id: line.id.clone(),
            title: line.title.clone(),
            direction: line.direction.clone(),
            place,
            needs_place: band.is_some_and(|band| count >= band.max),
            needs: item.uses.iter().filter_map(lacking).collect(),
        });
    }
    Ok(out)
}

/// Who comes in when awards of a selection are declined.
///
/// # Errors
/// Somebody declines who holds no award, or the call does not hold together.
pub fn promote(
    call: &Call,
    method: &Method,
    selection: &Selection,
    declined: &[String],
) -> Result<Promotion, PromoteError> {
    promote_from(call, method, &Awarded::of(selection), declined)
}

/// Who comes in when further awards are declined. Nobody who holds one leaves; who has declined once does not come back.
///
/// The joint order is that of the decision: worths and places are those of all projects that could be chosen then, so that
/// declining an award changes nobody's order.
///
/// # Errors
/// As [`promote`].
pub fn promote_from(
    call: &Call,
    method: &Method,
    awarded: &Awarded,
    declined: &[String],
) -> Result<Promotion, PromoteError> {
    let none: Vec<String> = declined.iter().filter(|id| !awarded.holds.contains(*id)).cloned().collect();
    if !none.is_empty() {
        return Err(PromoteError::NoAward(none));
    }
    let mut next = awarded.clone();
    for id in declined {
        next.holds.remove(id);
        next.declined.insert(id.clone());
    }
    let mut combined = combine(call, method)?;
    let id = |item: &Item| call.projects.get(item.project).map(|project| project.id.as_str()).unwrap_or_default();
    let (mut items, mut parts) = (Vec::new(), Vec::new());
    for (mut item, part) in combined.instance.items.into_iter().zip(combined.parts) {
        if next.declined.contains(id(&item)) {
            combined.excluded.push((item.project, Exclusion::LockedOut { reason: String::new() }));
            continue;
        }
        item.locked = next.holds.contains(id(&item));
        items.push(item);
        parts.push(part);
    }
    combined.instance.items = items;
    combined.parts = parts;
    // For the explanations, which tell a lock by its project.
    let mut told = call.clone();
    for project in told.projects.iter_mut().filter(|project| next.holds.contains(&project.id)) {
        project.lock = Some(Lock { supported: true, reason: String::new() });
    }
    let decided = decide(&combined.instance)?;
    let mut explained = explain(&told, &combined, &decided)?;
    let at = |one: &Explained| call.projects.get(one.project);
    let direction = |one: &Explained| {
        let number = at(one).map(|project| &project.direction);
        call.directions.iter().position(|direction| Some(&direction.number) == number)
    };
    explained.sort_by_key(|one| (direction(one), one.place));
    let held = |one: &Explained| at(one).is_some_and(|project| next.holds.contains(&project.id));
    let (enter, out): (Vec<Explained>, Vec<Explained>) =
        explained.into_iter().filter(|one| !held(one)).partition(|one| one.chosen);
    let ids: Vec<String> = enter.iter().filter_map(at).map(|project| project.id.clone()).collect();
    next.holds.extend(ids.iter().cloned());
    let waiting = out.into_iter().filter(|one| one.place.is_some() && !matches!(one.why, Why::Locked { .. })).collect();
    let audit = audit(call, &next.holds)?;
    Ok(Promotion { awarded: next, enter, ids, waiting, audit })
}
