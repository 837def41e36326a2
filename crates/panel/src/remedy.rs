//! When not everything can be met: the least change to loads, quotas and seats that would do, found in one solution.

use serde::{Deserialize, Serialize};

use crate::assign::{Stopped, Watch, optimum, shape};
use crate::build::{Bend, Caps, Plain, Role, penalty};
use crate::problem::{Problem, Project};

/// How an office weighs changes against each other; a kind without a weight is not to be changed. A seat can always be
/// given up, because nothing else helps where nobody may sit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// One project more for an expert.
    pub load: Option<u32>,
    /// One expert more of a unit.
    pub unit: Option<u32>,
    /// One expert more of a side than it may have, or one less than it must have.
    pub side: Option<u32>,
    /// One project less than an expert must have.
    pub least: u32,
    /// One seat less (or one more expert found for it).
    pub seat: u32,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// Let an expert take more.
    RaiseLoad {
        /// Place of the expert.
        expert: u32,
        /// How many more.
        by: u32,
    },
    /// Ask less of an expert.
    LowerLeast {
        /// Place of the expert.
        expert: u32,
        /// How many less.
        by: u32,
    },
    /// Allow a project more experts of one unit.
    AllowUnit {
        /// Place of the project.
        project: u32,
        /// The unit.
        unit: String,
        /// How many more.
        by: u32,
    },
    /// Allow a project more experts of a side.
    RaiseSide {
        /// Place of the project.
        project: u32,
        /// The side.
        side: String,
        /// How many more.
        by: u32,
    },
    /// Require fewer experts of a side.
    LowerSide {
        /// Place of the project.
        project: u32,
        /// The side.
        side: String,
        /// How many less.
        by: u32,
    },
    /// Give up seats, or find as many more experts; with a side: experts of that side.
    DropSeats {
        /// Place of the project.
        project: u32,
        /// The side the seats are kept for.
        side: Option<String>,
        /// How many.
        by: u32,
    },
}

/// The least change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// What to change; empty when everything can be met as it is.
    pub changes: Vec<Change>,
    /// Sum of the weights; no set of changes that helps weighs less.
    pub weight: i128,
}

/// Finds the changes of least weight after which every seat can be filled and every least load met. (A unit on several sides
/// is counted on each side alone.)
///
/// # Errors
/// [`Stopped`].
pub fn remedy(problem: &Problem, weights: &Weights, watch: &mut Watch<'_>) -> Result<Remedy, Stopped> {
    let caps = Caps::new();
    let mut shape = shape(problem, &caps);
    let unit = penalty(problem, shape.worth).ok_or(crate::Fault::TooLarge)?;
    let price = |weight: u32| Some(i128::from(weight).saturating_mul(unit));
    shape.bend = Bend {
        load: weights.load.and_then(price),
        unit: weights.unit.and_then(price),
        side: weights.side.and_then(price),
        seat: price(weights.seat),
        short: price(weights.least),
    };
    let solved = optimum(problem, &Plain(&problem.pairs), &shape, watch)?;
    let mut result = Remedy::default();
    for (role, units) in solved.carried() {
        let by = u32::try_from(units).unwrap_or(u32::MAX);
        let weight = match role {
            Role::Over { .. } => weights.load,
            Role::UnitOver { .. } => weights.unit,
            Role::SideOver { .. } | Role::SideLess { .. } => weights.side,
            Role::Short { .. } => Some(weights.least),
            Role::Empty { .. } => Some(weights.seat),
            Role::Load | Role::Spill | Role::Inner => None,
        };
        if let (Some(weight), Some(change)) = (weight, change(problem, role, by)) {
            result.weight += i128::from(weight) * i128::from(by);
            result.changes.push(change);
        }
    }
    result.changes.sort_unstable();
    Ok(result)
}

fn change(problem: &Problem, role: Role, by: u32) -> Option<Change> {
    let side = |project: u32, quota: u32| {
        Some(problem.projects.get(project as usize)?.sides.get(quota as usize)?.side.clone())
    };
    Some(match role {
        Role::Over { expert } => Change::RaiseLoad { expert, by },
        Role::Short { expert } => Change::LowerLeast { expert, by },
        Role::UnitOver { project, unit } => {
            Change::AllowUnit { project, unit: problem.units.get((unit as usize).checked_sub(1)?)?.clone(), by }
        }
        Role::SideOver { project, quota } => Change::RaiseSide { project, side: side(project, quota)?, by },
        Role::SideLess { project, quota } => Change::LowerSide { project, side: side(project, quota)?, by },
        Role::Empty { project, quota } => {
            Change::DropSeats { project, side: quota.and_then(|quota| side(project, quota)), by }
        }
        Role::Load | Role::Spill | Role::Inner => return None,
    })
}

impl Remedy {
    /// The problem after the changes.
    #[must_use]
    pub fn applied(&self, problem: &Problem) -> Problem {
        let mut changed = problem.clone();
        for change in &self.changes {
            match change {
                Change::RaiseLoad { expert, by } => {
                    if let Some(expert) = changed.experts.get_mut(*expert as usize) {
                        expert.most = expert.most.saturating_add(*by);
                    }
                }
                Change::LowerLeast { expert, by } => {
                    if let Some(expert) = changed.experts.get_mut(*expert as usize) {
                        expert.least = expert.least.saturating_sub(*by);
                    }
                }
                Change::AllowUnit { project, .. }
                | Change::RaiseSide { project, .. }
                | Change::LowerSide { project, .. }
                | Change::DropSeats { project, .. } => {
                    let standing = problem.projects.get(*project as usize).and_then(|before| before.unit_most);
                    if let Some(project) = changed.projects.get_mut(*project as usize) {
                        bend(project, change, standing);
                    }
                }
            }
        }
        changed
    }
}

/// `unit_most` is the project's before any change: several units may each need some more, and the quota is one for all.
fn bend(project: &mut Project, change: &Change, unit_most: Option<u32>) {
    let quota = |project: &mut Project, side: &str, then: &dyn Fn(&mut crate::SideQuota)| {
        project.sides.iter_mut().filter(|quota| quota.side == side).for_each(then);
    };
    match change {
        Change::AllowUnit { by, .. } => {
            let wanted = unit_most.map(|most| most.saturating_add(*by));
            project.unit_most = project.unit_most.max(wanted);
        }
        Change::RaiseSide { side, by, .. } => {
            quota(project, side, &|quota| quota.most = quota.most.map(|most| most.saturating_add(*by)));
        }
        Change::LowerSide { side, by, .. } => {
            quota(project, side, &|quota| quota.least = quota.least.saturating_sub(*by));
        }
        Change::DropSeats { side, by, .. } => {
            project.demand = project.demand.saturating_sub(*by);
            if let Some(side) = side {
                quota(project, side, &|quota| quota.least = quota.least.saturating_sub(*by));
            }
        }
        Change::RaiseLoad { .. } | Change::LowerLeast { .. } => {}
    }
}
