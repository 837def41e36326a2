//! Assigning again after something changed, moving as few experts as possible.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::assign::{Assignment, Stopped, Watch, optimum, range, read, shape};
use crate::build::{Caps, Shape};
use crate::crossing::standing;
use crate::flow::{Cost, Pairs};
use crate::problem::{Pair, Problem};

/// A new assignment beside an old one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rerun {
    /// The new assignment.
    pub assignment: Assignment,
    /// Pairs of the old one that stay.
    pub kept: u32,
    /// No assignment within the loss keeps more than this. Equal to `kept` where the loss is 0, and often elsewhere.
    pub kept_at_most: u32,
    /// What the total gives up against the best.
    pub loss: i128,
}

/// Pairs whose worth is `factor` for each unit of score and `bonus` more if the pair stood before.
struct Kept<'a> {
    pairs: &'a [Pair],
    kept: Vec<bool>,
    factor: i128,
    bonus: i128,
}

impl Kept<'_> {
    fn value(&self, pair: usize) -> i128 {
        let bonus = if self.kept[pair] { self.bonus } else { 0 };
        i128::from(self.pairs[pair].score) * self.factor + bonus
    }
}

impl<C: Cost> Pairs<C> for Kept<'_> {
    fn expert(&self, pair: usize) -> usize {
        self.pairs[pair].expert as usize
    }

    fn worth(&self, pair: usize) -> C {
        // The network was built for the range of these values, so they fit.
        C::narrow(self.value(pair)).unwrap_or_default()
    }
}

/// Fills as many seats as can be; among these assignments takes one whose total is at most `loss` below the best and keeps
/// as many pairs of `before` as can be. With `loss` 0 that is exact. With a loss it is the best on the line between total
/// and pairs kept (a Lagrangian), and `kept_at_most` says how much better any other could be. Units on several sides are
/// counted on each side alone.
///
/// # Errors
/// [`Stopped`].
pub fn rerun(problem: &Problem, before: &[(u32, u32)], loss: u64, watch: &mut Watch<'_>) -> Result<Rerun, Stopped> {
    let old: BTreeSet<(u32, u32)> = before.iter().copied().collect();
    let kept: Vec<bool> = problem.pairs.iter().map(|pair| old.contains(&(pair.project, pair.expert))).collect();
    let most = kept.iter().filter(|kept| **kept).count() as i128;
    let fixed = problem.fixed.iter().filter(|pair| old.contains(&(pair.project, pair.expert))).count() as u32;
    let mut pairs = Kept { pairs: &problem.pairs, kept, factor: most + 1, bonus: 1 };
    let caps = Caps::new();
    let mut run = |pairs: &Kept<'_>| -> Result<(Assignment, u32), Stopped> {
        let (high, low) = range(problem);
        let worth = (high * pairs.factor + pairs.bonus, low * pairs.factor);
        let solved = optimum(problem, pairs, &Shape { worth, ..shape(problem, &caps) }, watch)?;
        let stay = solved.pairs.iter().filter(|(at, _)| pairs.kept.get(*at as usize) == Some(&true)).count();
        Ok((read(problem, &solved), stay as u32 + fixed))
    };
    let (best, stay) = run(&pairs)?;
    let floor = best.total - i128::from(loss);
    let mut result = Rerun {
        kept: stay,
        kept_at_most: if loss == 0 { stay } else { most as u32 + fixed },
        loss: 0,
        assignment: best,
    };
    if loss == 0 || most == 0 {
        return Ok(result);
    }
    let reach = result.assignment.total;
    let filled = standing(&result.assignment).0;
    // The price of a change, in units of score: the highest at which the total stays within the loss.
    let (high, low) = range(problem);
    let (mut within, mut beyond) = (0i128, (high - low + 1).saturating_mul(most + 1));
    while beyond - within > 1 {
        let price = within + (beyond - within) / 2;
        pairs.bonus = price * pairs.factor + 1;
        let (found, stay) = run(&pairs)?;
        debug_assert_eq!(standing(&found).0, filled);
        let bound = (found.total + price * i128::from(stay) - floor).div_euclid(price);
        result.kept_at_most = result.kept_at_most.min(u32::try_from(bound).unwrap_or(u32::MAX));
        if found.total >= floor {
            within = price;
            if stay > result.kept {
                (result.kept, result.loss, result.assignment) = (stay, reach - found.total, found);
            }
        } else {
            beyond = price;
        }
    }
    result.kept_at_most = result.kept_at_most.max(result.kept);
    Ok(result)
}
