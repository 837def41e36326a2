//! The network of a problem: project → side → unit → expert → root, lower bounds taken into the supplies.
//!
//! Quotas are nested (a unit's inside a side's inside the project's), so all of them hold in one flow. A seat that nobody can
//! take flows from its project or its side straight to the root at a penalty that no gain of affinity outweighs.

use crate::flow::{Arc, Cost, Network, Pairs, Run};
use crate::problem::{Fault, Pair, Problem};

/// What an arc that is not a pair stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Load of an expert beyond the least.
    Load,
    /// Projects an expert should have and has not.
    Short { expert: u32 },
    /// Seats of a project that stay empty; with a side: seats that only this side may fill.
    Empty { project: u32, quota: Option<u32> },
    /// Keeps a node that needs nothing in the tree; carries nothing in an optimum.
    Spill,
    /// From a project to a side, or to a unit.
    Inner,
    /// A load beyond the most an expert takes.
    Over { expert: u32 },
    /// Experts of a unit beyond the most a project may have.
    UnitOver { project: u32, unit: u32 },
    /// Experts of a side beyond the most a project may have.
    SideOver { project: u32, quota: u32 },
    /// Seats kept for a side and given to any.
    SideLess { project: u32, quota: u32 },
}

/// How dear it is to bend what an office has set, where it may be bent at all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bend {
    pub(crate) load: Option<i128>,
    pub(crate) unit: Option<i128>,
    pub(crate) side: Option<i128>,
    /// Cost of a seat that stays empty, in place of the penalty.
    pub(crate) seat: Option<i128>,
    /// Cost of a project missing in an expert's least load, in place of the penalty.
    pub(crate) short: Option<i128>,
}

/// Tighter quotas for some units of some projects: (project, quota of the side or none, unit rank) → at most.
pub(crate) type Caps = std::collections::BTreeMap<(u32, Option<u32>, u32), u32>;

/// What the solver works on besides the pairs.
pub(crate) struct Built<C> {
    pub(crate) network: Network<C>,
    pub(crate) roles: Vec<Role>,
}

/// The pairs of a problem with what each is worth.
pub(crate) struct Plain<'a>(pub(crate) &'a [Pair]);

impl<C: Cost + From<i64>> Pairs<C> for Plain<'_> {
    fn expert(&self, pair: usize) -> usize {
        self.0[pair].expert as usize
    }

    fn worth(&self, pair: usize) -> C {
        C::from(self.0[pair].score)
    }
}

/// Settings of a network.
pub(crate) struct Shape<'a> {
    /// Units of flow a seat stands for, and how many of them one expert may carry of it.
    pub(crate) grain: i64,
    pub(crate) pair_most: i64,
    pub(crate) bend: Bend,
    pub(crate) caps: &'a Caps,
    /// Greatest and least worth of a pair.
    pub(crate) worth: (i128, i128),
}

/// Penalty of an empty seat: one more than any way round could gain in affinity. A way round meets each expert at most once.
pub(crate) fn penalty(problem: &Problem, worth: (i128, i128)) -> Option<i128> {
    let spread = worth.0.max(0).checked_sub(worth.1.min(0))?;
    let ways = problem.experts.len().min(problem.pairs.len()) as i128 + 2;
    spread.checked_mul(ways)?.checked_add(1)
}

/// Builds the network.
///
/// # Errors
/// [`Fault::TooLarge`] when prices might leave the type; a wider one may do.
pub(crate) fn build<C: Cost>(problem: &Problem, shape: &Shape<'_>) -> Result<Built<C>, Fault> {
    let empty = penalty(problem, shape.worth).ok_or(Fault::TooLarge)?;
    let bend = [shape.bend.load, shape.bend.unit, shape.bend.side, shape.bend.seat, shape.bend.short];
    let dearest = bend.into_iter().flatten().chain([empty]).max().unwrap_or(empty);
    if dearest.checked_mul(12).is_none_or(|price| price > C::LARGEST) {
        return Err(Fault::TooLarge);
    }
    let cost = |value: i128| C::narrow(value).ok_or(Fault::TooLarge);
    let seat = cost(shape.bend.seat.unwrap_or(empty))?;
    let short = cost(shape.bend.short.unwrap_or(empty))?;
    let spill = cost(2 * dearest + 1)?;
    let mut work = Work::new(problem, shape);
    work.experts(short)?;
    work.projects(seat, spill)?;
    let Work { network, roles, .. } = work;
    Ok(Built { network, roles })
}

const UNLIMITED: i64 = 1 << 42;

struct Work<'a, C> {
    problem: &'a Problem,
    shape: &'a Shape<'a>,
    network: Network<C>,
    roles: Vec<Role>,
    /// Ends of load arcs are not known before the root is.
    next_pair: u32,
}

impl<'a, C: Cost> Work<'a, C> {
    fn new(problem: &'a Problem, shape: &'a Shape<'a>) -> Self {
        let experts = problem.experts.len();
        let network = Network {
            experts,
            nodes: experts,
            supply: vec![0; experts],
            runs: Vec::new(),
            pair_most: shape.pair_most,
            arcs: Vec::new(),
            anchor: Vec::new(),
            load: Vec::new(),
        };
        Self { problem, shape, network, roles: Vec::new(), next_pair: 0 }
    }

    fn arc(&mut self, role: Role, (tail, head): (u32, u32), cost: C, most: i64) -> u32 {
        self.network.arcs.push(Arc { tail, head, cost, most });
        self.roles.push(role);
        self.network.arcs.len() as u32 - 1
    }

    fn node(&mut self, supply: i64) -> u32 {
        self.network.supply.push(supply);
        self.network.anchor.push(0);
        self.network.nodes += 1;
        self.network.nodes as u32 - 1
    }

    fn experts(&mut self, short: C) -> Result<(), Fault> {
        let grain = self.shape.grain;
        let over = self.shape.bend.load.map(|cost| C::narrow(cost).ok_or(Fault::TooLarge)).transpose()?;
        for (at, (expert, standing)) in self.problem.experts.iter().zip(self.problem.standing_load()).enumerate() {
            let node = at as u32;
            let least = i64::from(expert.least.saturating_sub(standing)) * grain;
            let most = i64::from(expert.most - standing) * grain;
            self.network.supply[at] = -least;
            let load = self.arc(Role::Load, (node, ROOT), C::default(), most - least);
            self.network.load.push(load);
            let anchor = match least {
                0 => load,
                _ => self.arc(Role::Short { expert: node }, (ROOT, node), short, UNLIMITED),
            };
            self.network.anchor.push(anchor);
            if let Some(cost) = over {
                self.arc(Role::Over { expert: node }, (node, ROOT), cost, UNLIMITED);
            }
        }
        Ok(())
    }

    fn projects(&mut self, seat: C, spill: C) -> Result<(), Fault> {
        for project in 0..self.problem.projects.len() {
            self.project(project, seat, spill)?;
        }
        let root = self.network.nodes as u32;
        for arc in &mut self.network.arcs {
            for end in [&mut arc.tail, &mut arc.head] {
                if *end == ROOT {
                    *end = root;
                }
            }
        }
        Ok(())
    }

    fn project(&mut self, at: usize, seat: C, spill: C) -> Result<(), Fault> {
        let grain = self.shape.grain;
        let project = &self.problem.projects[at];
        let standing: Vec<(u32, u32)> = self.problem.standing(at).collect();
        let by_quota = |quota: usize| {
            standing.iter().filter(|(side, _)| self.problem.quota_of(at, *side) == Some(quota)).count() as u32
        };
        let there: Vec<u32> = (0..project.sides.len()).map(by_quota).collect();
        let seats = project.demand - standing.len() as u32;
        let needs: Vec<u32> =
            project.sides.iter().zip(&there).map(|(quota, there)| quota.least.saturating_sub(*there)).collect();
        let own = self.node(i64::from(seats - needs.iter().sum::<u32>()) * grain);
        let role = Role::Empty { project: at as u32, quota: None };
        self.network.anchor[own as usize] = self.arc(role, (own, ROOT), seat, UNLIMITED);
        let mut sides = Vec::with_capacity(needs.len());
        for (quota, (need, there)) in needs.iter().zip(&there).enumerate() {
            let node = self.node(i64::from(*need) * grain);
            let role = Role::Empty { project: at as u32, quota: Some(quota as u32) };
            let (role, cost) = if *need > 0 { (role, seat) } else { (Role::Spill, spill) };
            self.network.anchor[node as usize] = self.arc(role, (node, ROOT), cost, UNLIMITED);
            let most = project.sides[quota].most.unwrap_or(project.demand).saturating_sub(*there).max(*need);
            self.arc(Role::Inner, (own, node), C::default(), i64::from(most - need) * grain);
            if let Some(cost) = self.shape.bend.side {
                let (cost, project, quota) = (C::narrow(cost).ok_or(Fault::TooLarge)?, at as u32, quota as u32);
                self.arc(Role::SideOver { project, quota }, (own, node), cost, UNLIMITED);
                self.arc(Role::SideLess { project, quota }, (node, own), cost, i64::from(*need) * grain);
            }
            sides.push(node);
        }
        self.runs(at, own, &sides, &standing, spill)
    }

    /// Runs of pairs, each under the node of its unit if the unit's quota can bind, else of its side, else of the project.
    fn runs(&mut self, at: usize, own: u32, sides: &[u32], standing: &[(u32, u32)], spill: C) -> Result<(), Fault> {
        let problem = self.problem;
        let pairs = &problem.pairs;
        while let Some(pair) = pairs.get(self.next_pair as usize).filter(|pair| pair.project as usize == at) {
            let first = self.next_pair;
            let group = |pair: &Pair| {
                let (side, unit) = problem.ranks[pair.expert as usize];
                (problem.quota_of(at, side), unit)
            };
            let (quota, unit) = group(pair);
            let same = |pair: &&Pair| pair.project as usize == at && group(pair) == (quota, unit);
            let count = pairs[first as usize..].iter().take_while(same).count() as u32;
            let parent = quota.map_or(own, |quota| sides[quota]);
            let node = match self.unit_most(at, quota, unit, standing) {
                Some(most) if most < count => self.unit(at, unit, parent, most, spill)?,
                _ => parent,
            };
            self.next_pair = first + count;
            match self.network.runs.last_mut() {
                Some(run) if run.node == node => run.end = self.next_pair,
                _ => self.network.runs.push(Run { node, first, end: self.next_pair }),
            }
        }
        Ok(())
    }

    fn unit_most(&self, at: usize, quota: Option<usize>, unit: u32, standing: &[(u32, u32)]) -> Option<u32> {
        if unit == 0 {
            return None;
        }
        let most = self.problem.projects[at].unit_most?;
        let there = standing.iter().filter(|(_, other)| *other == unit).count() as u32;
        let left = most.saturating_sub(there);
        let cap = self.shape.caps.get(&(at as u32, quota.map(|quota| quota as u32), unit));
        Some(cap.map_or(left, |cap| left.min(*cap)))
    }

    fn unit(&mut self, at: usize, unit: u32, parent: u32, most: u32, spill: C) -> Result<u32, Fault> {
        let node = self.node(0);
        self.network.anchor[node as usize] = self.arc(Role::Spill, (node, ROOT), spill, UNLIMITED);
        self.arc(Role::Inner, (parent, node), C::default(), i64::from(most) * self.shape.grain);
        if let Some(cost) = self.shape.bend.unit {
            let cost = C::narrow(cost).ok_or(Fault::TooLarge)?;
            self.arc(Role::UnitOver { project: at as u32, unit }, (parent, node), cost, UNLIMITED);
        }
        Ok(node)
    }
}

/// Stands for the root until the number of nodes is known.
const ROOT: u32 = u32::MAX;
