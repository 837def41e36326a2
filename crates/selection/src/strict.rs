//! Policies that go down the joint order.

use crate::decide::{Decided, Fate};
use crate::optimise::{Values, best_of};
use crate::{CallError, Instance, Policy};

/// What is used and taken so far.
struct Tally<'a> {
    instance: &'a Instance,
    used: Vec<i64>,
    count: u32,
}

impl Tally<'_> {
    /// Why an item does not fit, if so.
    fn refusal(&self, direction: usize, item: usize) -> Option<Fate> {
        if self.count >= self.instance.most(direction) {
            return Some(Fate::NoPlace);
        }
        let item = self.instance.items.get(item)?;
        item.uses.iter().find_map(|(row, own)| {
            let limit = self.instance.limits.get(*row).filter(|limit| !limit.is_least())?;
            let by = self.used.get(*row)?.saturating_add(*own).saturating_sub(limit.at_most);
            (by > 0 && *own > 0).then_some(Fate::Over { limit: *row, by })
        })
    }

    fn take(&mut self, item: usize) {
        self.count += 1;
        if let Some(item) = self.instance.items.get(item) {
            for (row, own) in &item.uses {
                if let Some(used) = self.used.get_mut(*row) {
                    *used = used.saturating_add(*own);
                }
            }
        }
    }
}

/// Goes down the order of each direction, in the guide's order of directions.
pub(crate) fn decide(instance: &Instance) -> Result<Decided, CallError> {
    let mut fates: Vec<Fate> = vec![Fate::NoPlace; instance.items.len()];
    let mut tally = Tally { instance, used: vec![0; instance.limits.len()], count: 0 };
    let mut locked = vec![0u32; instance.bands.len()];
    for (at, item) in instance.items.iter().enumerate().filter(|(_, item)| item.locked) {
        tally.take(at);
        if let (Some(fate), Some(count)) = (fates.get_mut(at), locked.get_mut(item.direction)) {
            *fate = Fate::LockedIn;
            *count += 1;
        }
    }
    let mut proved = true;
    for (direction, items) in instance.by_direction().into_iter().enumerate() {
        tally.count = locked.get(direction).copied().unwrap_or(0);
        let open = |at: &usize| instance.items.get(*at).is_some_and(|item| !item.locked);
        let order: Vec<usize> = instance.in_order(items.into_iter().filter(open).collect());
        if instance.rule.policy == Policy::TiesAtCut {
            proved &= by_equals(&mut tally, direction, &order, &mut fates)?;
        } else {
            one_by_one(&mut tally, direction, &order, &mut fates);
        }
    }
    let chosen = fates.iter().map(|fate| matches!(fate, Fate::LockedIn | Fate::Taken)).collect();
    Ok(Decided { chosen, fates, proved })
}

fn one_by_one(tally: &mut Tally<'_>, direction: usize, order: &[usize], fates: &mut [Fate]) {
    let mut stopped = None;
    for &at in order {
        let fate = match (stopped, tally.refusal(direction, at)) {
            (Some(stop), _) => Fate::AfterStop { at: stop },
            (None, Some(refusal)) => {
                if tally.instance.rule.policy == Policy::Stop && refusal != Fate::NoPlace {
                    stopped = Some(at);
                }
                refusal
            }
            (None, None) => {
                tally.take(at);
                Fate::Taken
            }
        };
        if let Some(slot) = fates.get_mut(at) {
            *slot = fate;
        }
    }
}

fn by_equals(tally: &mut Tally<'_>, direction: usize, order: &[usize], fates: &mut [Fate]) -> Result<bool, CallError> {
    let instance = tally.instance;
    let worth = |at: &usize| instance.items.get(*at).map(|item| item.worth);
    let mut stopped = None;
    let mut proved = true;
    for equals in order.chunk_by(|a, b| worth(a) == worth(b)) {
        let mut trial = Tally { instance, used: tally.used.clone(), count: tally.count };
        let all_fit = stopped.is_none()
            && equals.iter().all(|at| {
                let fits = trial.refusal(direction, *at).is_none();
                trial.take(*at);
                fits
            });
        let (taken, sure): (Vec<usize>, bool) = match (stopped, all_fit) {
            (Some(_), _) => (Vec::new(), true),
            (None, true) => (equals.to_vec(), true),
            (None, false) => {
                let left = instance.most(direction).saturating_sub(tally.count);
                best_of(instance, equals, left, &tally.used, Values::MostProjects)?
            }
        };
        proved &= sure;
        for at in &taken {
            tally.take(*at);
        }
        for at in equals {
            let fate = match (stopped, taken.contains(at)) {
                (_, true) => Fate::Taken,
                (Some(stop), false) => Fate::AfterStop { at: stop },
                (None, false) => tally.refusal(direction, *at).unwrap_or(Fate::LostAmongEquals),
            };
            if let Some(slot) = fates.get_mut(*at) {
                *slot = fate;
            }
        }
        if stopped.is_none() && !all_fit {
            stopped = equals.iter().find(|at| !taken.contains(at)).copied();
        }
    }
    Ok(proved)
}
