//! From lists in any order to a checked problem.

use std::collections::BTreeSet;

use super::{Expert, Fault, Pair, Problem, Project};

/// The input as it comes. Places in pairs are those of these lists.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Experts.
    pub experts: Vec<Expert>,
    /// Projects.
    pub projects: Vec<Project>,
    /// What pairs are worth; a pair not listed cannot be chosen.
    pub pairs: Vec<Pair>,
    /// Pairs that must not be chosen (project, expert).
    pub forbidden: Vec<(u32, u32)>,
    /// Pairs that stand already (project, expert).
    pub fixed: Vec<(u32, u32)>,
}

impl Draft {
    /// Checks everything and puts it in order.
    ///
    /// # Errors
    /// All faults found, in an order of their own.
    pub fn check(self) -> Result<Problem, Vec<Fault>> {
        let Self { experts, projects, mut pairs, forbidden, fixed } = self;
        let mut faults = BTreeSet::new();
        if pairs.len() >= (u32::MAX / 2) as usize || experts.len() + projects.len() >= (u32::MAX / 8) as usize {
            return Err(vec![Fault::TooLarge]);
        }
        let (experts, expert_at) = ordered(experts, |expert| &expert.id);
        let (projects, project_at) = ordered(projects, |project| &project.id);
        twice(&experts, |expert| &expert.id, Fault::ExpertTwice, &mut faults);
        twice(&projects, |project| &project.id, Fault::ProjectTwice, &mut faults);
        faults.extend(experts.iter().filter_map(load_fault));
        faults.extend(projects.iter().flat_map(project_faults));
        let moved = |(project, expert): (u32, u32)| -> Result<(u32, u32), Fault> {
            let project = project_at.get(project as usize).ok_or(Fault::Place(project))?;
            let expert = expert_at.get(expert as usize).ok_or(Fault::Place(expert))?;
            Ok((*project, *expert))
        };
        let mut list = |pairs: Vec<(u32, u32)>| -> Vec<(u32, u32)> {
            let placed = pairs.into_iter().map(&moved).filter_map(|pair| match pair {
                Ok(pair) => Some(pair),
                Err(fault) => {
                    faults.insert(fault);
                    None
                }
            });
            let all: BTreeSet<(u32, u32)> = placed.collect();
            all.into_iter().collect()
        };
        let (forbidden, fixed) = (list(forbidden), list(fixed));
        for pair in &mut pairs {
            match moved((pair.project, pair.expert)) {
                Ok((project, expert)) => (pair.project, pair.expert) = (project, expert),
                Err(fault) => {
                    faults.insert(fault);
                }
            }
        }
        if !faults.is_empty() {
            return Err(faults.into_iter().collect());
        }
        let mut problem = Problem::new(experts, projects);
        problem.take(pairs, &forbidden, &fixed, &mut faults);
        if faults.is_empty() { Ok(problem) } else { Err(faults.into_iter().collect()) }
    }
}

impl Problem {
    fn new(experts: Vec<Expert>, projects: Vec<Project>) -> Self {
        let sides = names(experts.iter().filter_map(|expert| expert.side.as_ref()));
        let units = names(experts.iter().filter_map(|expert| expert.unit.as_ref()));
        let ranks = experts.iter().map(|e| (rank(&sides, e.side.as_ref()), rank(&units, e.unit.as_ref()))).collect();
        let quotas = projects
            .iter()
            .map(|project| match project.sides.is_empty() {
                true => Vec::new(),
                false => std::iter::once(None)
                    .chain(sides.iter().map(|side| project.sides.iter().position(|quota| quota.side == *side)))
                    .collect(),
            })
            .collect();
        Self { experts, projects, pairs: Vec::new(), fixed: Vec::new(), ranks, quotas, units }
    }

    fn take(
        &mut self,
        mut pairs: Vec<Pair>,
        forbidden: &[(u32, u32)],
        fixed: &[(u32, u32)],
        faults: &mut BTreeSet<Fault>,
    ) {
        let key = |pair: &Pair| {
            let (side, unit) = self.ranks.get(pair.expert as usize).copied().unwrap_or_default();
            (pair.project, self.quota_of(pair.project as usize, side), unit, pair.expert)
        };
        if !pairs.is_sorted_by_key(key) {
            pairs.sort_unstable_by_key(key);
        }
        let name = |project: u32, expert: u32| {
            let project = self.projects.get(project as usize).map(|p| p.id.clone()).unwrap_or_default();
            (project, self.experts.get(expert as usize).map(|e| e.id.clone()).unwrap_or_default())
        };
        for (a, b) in pairs.iter().zip(pairs.iter().skip(1)) {
            if (a.project, a.expert) == (b.project, b.expert) {
                let (project, expert) = name(a.project, a.expert);
                faults.insert(Fault::PairTwice(project, expert));
            }
        }
        let mut standing = Vec::new();
        pairs.retain(|pair| {
            let at = (pair.project, pair.expert);
            if fixed.binary_search(&at).is_ok() {
                standing.push(*pair);
                return false;
            }
            let idle = self.experts.get(pair.expert as usize).is_none_or(|expert| expert.most == 0);
            !idle && forbidden.binary_search(&at).is_err()
        });
        standing.sort_unstable();
        for at in fixed {
            let (project, expert) = name(at.0, at.1);
            if forbidden.binary_search(at).is_ok() {
                faults.insert(Fault::FixedForbidden(project, expert));
            } else if standing.binary_search_by_key(at, |pair| (pair.project, pair.expert)).is_err() {
                faults.insert(Fault::FixedUnscored(project, expert));
            }
        }
        (self.pairs, self.fixed) = (pairs, standing);
        faults.extend(self.fixed_faults());
    }

    /// Whether what is fixed fits loads, seats and quotas.
    fn fixed_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (expert, load) in self.experts.iter().zip(self.standing_load()) {
            if load > expert.most {
                faults.push(Fault::FixedExpert(expert.id.clone()));
            }
        }
        for (at, project) in self.projects.iter().enumerate() {
            let standing: Vec<(u32, u32)> = self.standing(at).collect();
            let count = |keep: &dyn Fn(&(u32, u32)) -> bool| standing.iter().filter(|s| keep(s)).count() as u32;
            let mut needed = standing.len() as u32;
            let mut over = needed > project.demand;
            for (side, quota) in project.sides.iter().enumerate() {
                let there = count(&|(rank, _)| self.quota_of(at, *rank) == Some(side));
                needed = needed.saturating_add(quota.least.saturating_sub(there));
                over |= there > quota.most.unwrap_or(project.demand);
            }
            over |= needed > project.demand;
            if let Some(most) = project.unit_most {
                over |= standing.iter().any(|(_, unit)| *unit > 0 && count(&|(_, other)| other == unit) > most);
            }
            if over {
                faults.push(Fault::FixedProject(project.id.clone()));
            }
        }
        faults
    }
}

/// Sorted by number, and for each old place the new one.
fn ordered<T>(list: Vec<T>, id: impl Fn(&T) -> &String) -> (Vec<T>, Vec<u32>) {
    let mut tagged: Vec<(usize, T)> = list.into_iter().enumerate().collect();
    tagged.sort_by(|a, b| id(&a.1).cmp(id(&b.1)).then(a.0.cmp(&b.0)));
    let mut places = vec![0; tagged.len()];
    for (new, (old, _)) in tagged.iter().enumerate() {
        if let Some(place) = places.get_mut(*old) {
            *place = new as u32;
        }
    }
    (tagged.into_iter().map(|(_, item)| item).collect(), places)
}

fn twice<T>(list: &[T], id: impl Fn(&T) -> &String, fault: fn(String) -> Fault, faults: &mut BTreeSet<Fault>) {
    for (a, b) in list.iter().zip(list.iter().skip(1)) {
        if id(a) == id(b) {
            faults.insert(fault(id(a).clone()));
        }
    }
}

fn load_fault(expert: &Expert) -> Option<Fault> {
    (expert.least > expert.most).then(|| Fault::Load(expert.id.clone(), expert.least, expert.most))
}

fn project_faults(project: &Project) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    let mut needed = 0u32;
    for quota in &project.sides {
        if !seen.insert(&quota.side) {
            faults.push(Fault::SideTwice(project.id.clone(), quota.side.clone()));
        }
        if let Some(most) = quota.most.filter(|most| *most < quota.least) {
            faults.push(Fault::Side(project.id.clone(), quota.side.clone(), quota.least, most));
        }
        needed = needed.saturating_add(quota.least);
    }
    if needed > project.demand {
        faults.push(Fault::Seats(project.id.clone(), needed, project.demand));
    }
    faults
}

fn names<'a>(list: impl Iterator<Item = &'a String>) -> Vec<String> {
    let all: BTreeSet<&String> = list.collect();
    all.into_iter().cloned().collect()
}

fn rank(names: &[String], name: Option<&String>) -> u32 {
    name.and_then(|name| names.binary_search(name).ok()).map_or(0, |place| place as u32 + 1)
}
