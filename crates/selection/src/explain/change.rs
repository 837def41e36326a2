//! Changes that would turn an outcome, and how they are applied.

use serde::{Deserialize, Serialize};

use crate::decide::{Decided, Fate, decide};
use crate::{CallError, Fund, Instance, LimitKind, Policy};

/// One thing that would turn the outcome of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// So much more joint worth (less, if negative).
    Worth {
        /// In units of worth.
        by: i128,
        /// Place it would then have in the joint order.
        place: u32,
    },
    /// So much less state money asked.
    Ask {
        /// In 分.
        by: i64,
    },
    /// So many more places in its direction.
    Places {
        /// Places.
        by: u32,
    },
    /// A ceiling higher by so much.
    Ceiling {
        /// Which.
        limit: LimitKind,
        /// In minor units.
        by: i64,
    },
}

impl Change {
    /// The decision with this change made for one item.
    #[must_use]
    pub fn apply(&self, instance: &Instance, item: usize) -> Instance {
        let direction = instance.items.get(item).map_or(0, |item| item.direction);
        self.apply_to(instance, direction, Some(item))
    }

    pub(super) fn apply_to(&self, instance: &Instance, direction: usize, item: Option<usize>) -> Instance {
        let mut next = instance.clone();
        let own = item.and_then(|item| next.items.get_mut(item));
        match (self, own) {
            (Self::Worth { by, .. }, Some(item)) => item.worth += by,
            (Self::Ask { by }, Some(item)) => {
                for (row, used) in &mut item.uses {
                    if next.limits.get(*row).is_some_and(|limit| is_state(&limit.kind)) {
                        *used -= by;
                    }
                }
                if next.rule.less_money {
                    item.second += by;
                }
            }
            (Self::Places { by }, _) => {
                if let Some(Some(band)) = next.bands.get_mut(direction) {
                    band.max = band.max.saturating_add(*by);
                }
            }
            (Self::Ceiling { limit, by }, _) => {
                for own in next.limits.iter_mut().filter(|own| own.kind == *limit) {
                    own.at_most = own.at_most.saturating_add(*by);
                }
            }
            _ => {}
        }
        next
    }
}

fn is_state(kind: &LimitKind) -> bool {
    matches!(kind, LimitKind::Ceiling { fund: Fund::State, .. } | LimitKind::Linked { .. })
}

/// State money an item asks, if any limit counts it.
pub(super) fn asked(instance: &Instance, item: usize) -> i64 {
    let Some(item) = instance.items.get(item) else { return 0 };
    let state =
        item.uses.iter().filter(|(row, _)| instance.limits.get(*row).is_some_and(|limit| is_state(&limit.kind)));
    state.map(|(_, used)| *used).max().unwrap_or(0)
}

/// The least number from 1 to `most` for which the test holds, if it holds for `most`; the test must hold from there on.
pub(super) fn least(most: i64, mut test: impl FnMut(i64) -> Result<bool, CallError>) -> Result<Option<i64>, CallError> {
    if most < 1 || !test(most)? {
        return Ok(None);
    }
    let (mut low, mut high) = (0, most);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if test(middle)? {
            high = middle;
        } else {
            low = middle;
        }
    }
    Ok(Some(high))
}

/// The least rise of one limit that changes the result, with the result.
pub(super) fn least_rise(
    instance: &Instance,
    decided: &Decided,
    row: usize,
) -> Result<Option<(i64, Vec<bool>)>, CallError> {
    let raised = |by: i64| {
        let mut next = instance.clone();
        if let Some(limit) = next.limits.get_mut(row) {
            limit.at_most = limit.at_most.saturating_add(by);
        }
        decide(&next).map(|decided| decided.chosen)
    };
    let by = if matches!(instance.rule.policy, Policy::Free(_) | Policy::TiesAtCut) {
        let all: i64 = instance.items.iter().map(|item| item.used(row)).sum();
        least(all, |by| raised(by).map(|chosen| chosen != decided.chosen))?
    } else {
        // In order only what did not fit can come in, first the one that lacks least.
        let lacks = decided.fates.iter().filter_map(|fate| match fate {
            Fate::Over { limit, by } if *limit == row => Some(*by),
            _ => None,
        });
        lacks.min()
    };
    let Some(by) = by else { return Ok(None) };
    let chosen = raised(by)?;
    Ok((chosen != decided.chosen).then_some((by, chosen)))
}
