//! The decision: the chosen projects by the stated policy, checked against every limit in whole numbers before it is given.

use serde::{Deserialize, Serialize};

use crate::{CallError, Instance, Policy, optimise, strict};

/// How a project came to be in or out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum Fate {
    /// Locked in.
    LockedIn,
    /// Reached in order, and it fitted.
    Taken,
    /// All places were filled.
    NoPlace,
    /// It would exceed a limit by so much.
    Over {
        /// Index of the limit.
        limit: usize,
        /// By how much, in the limit's own unit.
        by: i64,
    },
    /// Something before it did not fit, and that ended it.
    AfterStop {
        /// Item that did not fit.
        at: usize,
    },
    /// Among equals at the cut others were chosen.
    LostAmongEquals,
    /// In the best set.
    InBest,
    /// Not in the best set.
    NotInBest,
}

/// The decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// For each item whether it is chosen.
    pub chosen: Vec<bool>,
    /// For each item how that came about.
    pub fates: Vec<Fate>,
    /// True where the best set is proved to be the best (always so for policies in order).
    pub proved: bool,
}

/// Decides.
///
/// # Errors
/// What is locked in exceeds a limit, numbers are too large, or the result does not stand the check.
pub fn decide(instance: &Instance) -> Result<Decided, CallError> {
    locked_fits(instance)?;
    let decided = match instance.rule.policy {
        Policy::Free(_) => optimise::decide(instance)?,
        Policy::Stop | Policy::Skip | Policy::TiesAtCut => strict::decide(instance)?,
    };
    certify(instance, &decided)?;
    Ok(decided)
}

fn locked_fits(instance: &Instance) -> Result<(), CallError> {
    let locked: Vec<bool> = instance.items.iter().map(|item| item.locked).collect();
    match over(instance, &locked) {
        Some(limit) => Err(CallError::Locks(format!("{limit:?}"))),
        None => Ok(()),
    }
}

/// The first limit that a set exceeds; leasts are not looked at.
fn over<'a>(instance: &'a Instance, chosen: &[bool]) -> Option<&'a crate::LimitKind> {
    let used = instance.used(chosen);
    let mut limits = instance.limits.iter().zip(used);
    let over = limits.find(|(limit, used)| !limit.is_least() && *used > i128::from(limit.at_most));
    over.map(|(limit, _)| &limit.kind)
}

/// Counts and limits are summed anew, with nothing of the search.
fn certify(instance: &Instance, decided: &Decided) -> Result<(), CallError> {
    let mut counts = vec![(0u32, 0u32); instance.bands.len()];
    for (item, taken) in instance.items.iter().zip(&decided.chosen) {
        if let Some((locked, chosen)) = counts.get_mut(item.direction) {
            *locked += u32::from(item.locked);
            *chosen += u32::from(*taken);
        }
    }
    let mut each = counts.iter().enumerate();
    let places = each.all(|(direction, (locked, chosen))| *chosen <= instance.most(direction).max(*locked));
    let locked = instance.items.iter().zip(&decided.chosen).all(|(item, chosen)| *chosen || !item.locked);
    if places && locked && over(instance, &decided.chosen).is_none() { Ok(()) } else { Err(CallError::Certificate) }
}
