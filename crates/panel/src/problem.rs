//! What is to be assigned: experts with loads, projects with seats and quotas, and what each pair is worth.

use serde::{Deserialize, Serialize};

mod draft;
mod fault;

pub use draft::Draft;
pub use fault::Fault;

/// An expert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expert {
    /// Number, unique among experts.
    pub id: String,
    /// At least so many projects.
    pub least: u32,
    /// At most so many projects.
    pub most: u32,
    /// Side the expert is named by, if that matters.
    pub side: Option<String>,
    /// Unit the expert belongs to, if that matters.
    pub unit: Option<String>,
}

/// How many experts of one side a project must and may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideQuota {
    /// The side.
    pub side: String,
    /// At least so many.
    pub least: u32,
    /// At most so many; none: as many as there are seats.
    pub most: Option<u32>,
}

/// A project that needs experts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Number, unique among projects.
    pub id: String,
    /// Seats to fill, each by another expert.
    pub demand: u32,
    /// Quotas by side.
    pub sides: Vec<SideQuota>,
    /// At most so many experts of one unit.
    pub unit_most: Option<u32>,
}

/// An expert who may review a project, with what that is worth. Places are those in the lists of experts and projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pair {
    /// Place of the project.
    pub project: u32,
    /// Place of the expert.
    pub expert: u32,
    /// Affinity in whole units chosen by the caller.
    pub score: i64,
}

/// A checked problem in an order of its own (by number), so that the order of its input changes nothing.
#[derive(Clone, Debug)]
pub struct Problem {
    pub(crate) experts: Vec<Expert>,
    pub(crate) projects: Vec<Project>,
    /// Pairs that may be chosen: by project, side, unit, expert.
    pub(crate) pairs: Vec<Pair>,
    /// Pairs that stand already.
    pub(crate) fixed: Vec<Pair>,
    /// For each expert the rank of its side (0: none) and of its unit (0: none).
    pub(crate) ranks: Vec<(u32, u32)>,
    /// Names of the ranks of units, from 1.
    pub(crate) units: Vec<String>,
    /// For each project with quotas: the place of the quota for each rank of side.
    pub(crate) quotas: Vec<Vec<Option<usize>>>,
}

impl Problem {
    /// Experts, by number.
    #[must_use]
    pub fn experts(&self) -> &[Expert] {
        &self.experts
    }

    /// Projects, by number.
    #[must_use]
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// The pairs that may be chosen.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The pairs that stand already.
    #[must_use]
    pub fn fixed(&self) -> &[Pair] {
        &self.fixed
    }

    /// Which quota of a project an expert of this rank of side falls under.
    pub(crate) fn quota_of(&self, project: usize, side: u32) -> Option<usize> {
        self.quotas.get(project)?.get(side as usize).copied().flatten()
    }

    /// Ranks of side and unit of the experts that stand already for a project.
    pub(crate) fn standing(&self, project: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
        let first = self.fixed.partition_point(|pair| (pair.project as usize) < project);
        self.fixed
            .iter()
            .skip(first)
            .take_while(move |pair| pair.project as usize == project)
            .filter_map(|pair| self.ranks.get(pair.expert as usize).copied())
    }

    /// How many projects stand already for an expert.
    pub(crate) fn standing_load(&self) -> Vec<u32> {
        let mut load = vec![0; self.experts.len()];
        for pair in &self.fixed {
            if let Some(count) = load.get_mut(pair.expert as usize) {
                *count += 1;
            }
        }
        load
    }
}
