//! Policies that go down the list: every change is tried out on the whole decision.

use super::change::asked;
use super::{Change, Explained, Ground, Why, locked, told};
use crate::decide::{Fate, decide};
use crate::{CallError, Instance, Policy};

/// Rises of a ceiling tried before a project is left without that way in.
const RISES: usize = 64;

pub(super) fn explain(ground: &Ground<'_>) -> Result<Vec<Explained>, CallError> {
    let instance = ground.instance();
    let places = more_places(ground)?;
    let mut out = Vec::new();
    for (at, (item, fate)) in instance.items.iter().zip(&ground.decided.fates).enumerate() {
        let chosen = ground.is_in(at);
        let why = match fate {
            Fate::LockedIn => locked(ground, at).unwrap_or(Why::Taken),
            Fate::Taken => Why::Taken,
            Fate::LostAmongEquals => tied(ground, at).unwrap_or(Why::NoPlace { places: instance.most(item.direction) }),
            Fate::NoPlace => tied(ground, at).unwrap_or_else(|| told(ground, fate, item.direction)),
            other => told(ground, other, item.direction),
        };
        let mut changes = Vec::new();
        if !item.locked {
            changes.extend(worth(instance, at, chosen)?);
        }
        if !chosen {
            changes.extend(less_asked(instance, at, fate)?);
            changes.extend(places.get(at).copied().flatten().map(|by| Change::Places { by }));
            changes.extend(higher_ceiling(instance, at, fate)?);
        }
        let place = ground.places.get(at).copied();
        out.push(Explained { project: item.project, chosen, place, why, changes });
    }
    Ok(out)
}

fn tied(ground: &Ground<'_>, item: usize) -> Option<Why> {
    ground.tie(item).map(|(tie, to)| Why::LostTie { tie, to })
}

fn is_in(instance: &Instance, item: usize) -> Result<bool, CallError> {
    Ok(decide(instance)?.chosen.get(item).copied().unwrap_or(false))
}

fn turns(instance: &Instance, item: usize, change: &Change, chosen: bool) -> Result<bool, CallError> {
    Ok(is_in(&change.apply(instance, item), item)? != chosen)
}

/// The least rise in worth that brings it in, or the least fall that puts it out: it passes others one by one, first to
/// stand beside each, then clear of it.
fn worth(instance: &Instance, item: usize, chosen: bool) -> Result<Option<Change>, CallError> {
    let Some(own) = instance.items.get(item) else { return Ok(None) };
    let passes = |other: &&crate::Item| {
        let ahead = if chosen { other.worth <= own.worth } else { other.worth >= own.worth };
        ahead && !other.locked && other.direction == own.direction && other.order != own.order
    };
    let sign = if chosen { -1 } else { 1 };
    let mut steps: Vec<i128> = instance
        .items
        .iter()
        .filter(passes)
        .flat_map(|other| [other.worth - own.worth, other.worth - own.worth + sign])
        .filter(|by| by * sign > 0)
        .collect();
    steps.sort_by_key(|by| by.abs());
    steps.dedup();
    let change = |by: i128| Change::Worth { by, place: 0 };
    let turned = |by: i128| turns(instance, item, &change(by), chosen);
    let by = if instance.rule.policy == Policy::TiesAtCut {
        // Joining equals can be worse than staying behind them, so all are tried in turn.
        let mut found = None;
        for by in steps {
            if turned(by)? {
                found = Some(by);
                break;
            }
        }
        found
    } else {
        let most = i64::try_from(steps.len()).unwrap_or(i64::MAX);
        let step = |nth: i64| usize::try_from(nth - 1).ok().and_then(|nth| steps.get(nth)).copied().unwrap_or(0);
        super::change::least(most, |nth| turned(step(nth)))?.map(step)
    };
    Ok(by.map(|by| {
        let next = change(by).apply(instance, item);
        let place = next.ordered(own.direction).iter().position(|at| *at == item).unwrap_or(0) + 1;
        Change::Worth { by, place: u32::try_from(place).unwrap_or(u32::MAX) }
    }))
}

/// Asking less by what it lacks.
fn less_asked(instance: &Instance, item: usize, fate: &Fate) -> Result<Option<Change>, CallError> {
    let mut sum = 0;
    let mut fate = fate.clone();
    while let Fate::Over { by, .. } = fate {
        sum += by;
        if sum > asked(instance, item) {
            break;
        }
        let change = Change::Ask { by: sum };
        let next = decide(&change.apply(instance, item))?;
        if next.chosen.get(item) == Some(&true) {
            return Ok(Some(change));
        }
        match next.fates.get(item) {
            Some(next) => fate = next.clone(),
            None => break,
        }
    }
    Ok(None)
}

/// A ceiling raised until it fits, together with what then comes in before it.
fn higher_ceiling(instance: &Instance, item: usize, fate: &Fate) -> Result<Option<Change>, CallError> {
    let lacking = |fates: &[Fate], fate: &Fate| match fate {
        Fate::AfterStop { at } => fates.get(*at).cloned(),
        other => Some(other.clone()),
    };
    let mut fates = decide(instance)?.fates;
    let Some(Fate::Over { limit: row, .. }) = lacking(&fates, fate) else { return Ok(None) };
    let Some(limit) = instance.limits.get(row).filter(|limit| is_ceiling(limit)) else { return Ok(None) };
    let mut sum = 0i64;
    for _ in 0..RISES {
        let own = fates.get(item).and_then(|fate| lacking(&fates, fate));
        let Some(Fate::Over { limit: now, by }) = own else { break };
        if now != row {
            break;
        }
        sum = sum.saturating_add(by);
        let change = Change::Ceiling { limit: limit.kind.clone(), by: sum };
        let next = decide(&change.apply(instance, item))?;
        if next.chosen.get(item) == Some(&true) {
            return Ok(Some(change));
        }
        fates = next.fates;
    }
    Ok(None)
}

fn is_ceiling(limit: &crate::Limit) -> bool {
    matches!(limit.kind, crate::LimitKind::Ceiling { .. } | crate::LimitKind::Linked { .. })
}

/// For each item with how many more places in its direction it would be in.
fn more_places(ground: &Ground<'_>) -> Result<Vec<Option<u32>>, CallError> {
    let instance = ground.instance();
    let mut out = vec![None; instance.items.len()];
    for (direction, band) in instance.bands.iter().enumerate() {
        let here = instance.items.iter().filter(|item| item.direction == direction).count();
        let Some(band) = band else { continue };
        let most = u32::try_from(here).unwrap_or(u32::MAX).saturating_sub(band.max);
        for by in 1..=most {
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
