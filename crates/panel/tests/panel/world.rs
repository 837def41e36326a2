//! Small problems, made by hand or by chance.

use hefu_panel::{Draft, Expert, Pair, Project, SideQuota};
use proptest::prelude::*;

pub fn expert(id: &str, least: u32, most: u32) -> Expert {
    Expert { id: id.to_owned(), least, most, side: None, unit: None }
}

pub fn of(mut expert: Expert, side: &str, unit: &str) -> Expert {
    expert.side = (!side.is_empty()).then(|| side.to_owned());
    expert.unit = (!unit.is_empty()).then(|| unit.to_owned());
    expert
}

pub fn project(id: &str, demand: u32) -> Project {
    Project { id: id.to_owned(), demand, ..Project::default() }
}

pub fn quota(side: &str, least: u32, most: Option<u32>) -> SideQuota {
    SideQuota { side: side.to_owned(), least, most }
}

/// What the random problems contain.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub experts: usize,
    pub projects: usize,
    /// Share of pairs that have a score, in hundredths.
    pub dense: u32,
    /// Whether the same unit may stand on both sides (which no single flow can express).
    pub crossing: bool,
}

/// A random problem with loads, side and unit quotas, forbidden and fixed pairs. Scores are few and small, so that ties
/// are common.
pub fn drafts(size: Size) -> impl Strategy<Value = Draft> {
    let experts = prop::collection::vec((0u32..3, 0u32..3, 0usize..3, 0usize..4), 1..=size.experts);
    let quotas = (0u32..3, 0u32..3, prop::bool::ANY);
    let projects = prop::collection::vec((0u32..4, quotas, prop::option::of(1u32..3)), 1..=size.projects);
    let cells = prop::collection::vec((0u32..100, -3i64..12, 0u32..100), size.experts * size.projects);
    (experts, projects, cells).prop_map(move |(experts, projects, cells)| {
        let mut draft = Draft::default();
        for (at, (least, more, side, unit)) in experts.into_iter().enumerate() {
            let side_name = ["", "east", "west"][side];
            let unit_name = match unit {
                0 => String::new(),
                _ if size.crossing => format!("u{unit}"),
                _ => format!("u{side}-{unit}"),
            };
            draft.experts.push(of(expert(&format!("e{at}"), least.min(1), least + more), side_name, &unit_name));
        }
        for (at, (demand, (east, west, bound), unit_most)) in projects.into_iter().enumerate() {
            let mut made = project(&format!("p{at}"), demand);
            let east = east.min(demand);
            let west = west.min(demand - east);
            if east + west > 0 || bound {
                made.sides.push(quota("east", east, bound.then_some(east.max(1))));
                made.sides.push(quota("west", west, None));
            }
            made.unit_most = unit_most;
            draft.projects.push(made);
        }
        for (at, (chance, score, rule)) in cells.into_iter().enumerate() {
            let (project, expert) = ((at % size.projects) as u32, (at / size.projects) as u32);
            let known = (project as usize) < draft.projects.len() && (expert as usize) < draft.experts.len();
            if known && chance < size.dense {
                draft.pairs.push(Pair { project, expert, score });
                match rule {
                    0..5 => draft.forbidden.push((project, expert)),
                    5..9 => draft.fixed.push((project, expert)),
                    _ => {}
                }
            }
        }
        draft
    })
}
