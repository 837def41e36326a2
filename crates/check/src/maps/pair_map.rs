//! What one joint project covers, and which side does it.

use std::collections::BTreeSet;

use hefu_application::{Application, Task};
use hefu_guide::Guide;
use hefu_guide::model::{Grid, RuleKind, TagList};
use serde::{Deserialize, Serialize};

use crate::joint::{Chosen, Joint, Merged, choose};
use crate::rules::roles::holders;

/// The map of one joint project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairMap {
    /// Direction number.
    pub direction: String,
    /// Leaf topic, where both halves name the same.
    pub topic: Option<String>,
    /// Coverage grids in the order of the guide.
    pub grids: Vec<GridMap>,
    /// Lists of which something was chosen, in the order of the guide.
    pub tags: Vec<TagCoverage>,
    /// Content items in the order of the guide, also those nobody works on.
    pub items: Vec<ItemMap>,
    /// Codes of tasks mapped to no item.
    pub unmapped: Vec<String>,
    /// Roles over both sides' units, where the guide asks for them.
    pub roles: Option<RoleMap>,
    /// Effort, tasks and outputs by side, in the order of the pairing.
    pub effort: Vec<SideEffort>,
    /// 优势互补: each side owns at least one task that no other side does.
    pub complementarity: bool,
    /// 互惠双赢: each side owns or co-owns at least one output.
    pub mutual_benefit: bool,
    /// Values that mark the project as preferred, as (list, value).
    pub preferred: Vec<(String, String)>,
}

/// A coverage grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridMap {
    /// Grid id.
    pub grid: String,
    /// Value ids of the rows, all of them.
    pub rows: Vec<String>,
    /// Value ids of the columns, all of them.
    pub columns: Vec<String>,
    /// Claimed cells, by row and column.
    pub cells: Vec<GridCell>,
}

/// A claimed cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridCell {
    /// Value id of the row, or the free words given as 其他.
    pub row: String,
    /// Value id of the column, or the free words given as 其他.
    pub column: String,
    /// Sides that fill it.
    pub sides: Vec<String>,
    /// Codes of the tasks that fill it.
    pub tasks: Vec<String>,
    /// Codes of deliverables that come from these tasks.
    pub deliverables: Vec<String>,
}

/// What was chosen from a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagCoverage {
    /// List id.
    pub list: String,
    /// Chosen values in the order of the list.
    pub chosen: Vec<ChosenValue>,
    /// Values nobody chose (未涉及), in the order of the list.
    pub uncovered: Vec<String>,
    /// Free words given as 其他.
    pub other: Vec<String>,
}

/// A chosen value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenValue {
    /// Value id.
    pub value: String,
    /// Sides that chose it.
    pub sides: Vec<String>,
}

/// What works on a content item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemMap {
    /// Item id.
    pub item: String,
    /// Codes of the tasks.
    pub tasks: Vec<String>,
    /// Sides that own these tasks.
    pub sides: Vec<String>,
    /// Codes of the deliverables that come from them.
    pub deliverables: Vec<String>,
}

/// Roles over both sides' units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleMap {
    /// Tag list of the roles.
    pub list: String,
    /// Every role of the list with the units that hold it.
    pub roles: Vec<RoleUnits>,
}

/// Units that hold a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleUnits {
    /// Role: a value id of the list.
    pub role: String,
    /// The units.
    pub units: Vec<UnitName>,
}

/// A unit by side and name as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitName {
    /// Side.
    pub side: String,
    /// Name as written.
    pub name: String,
}

/// One side's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideEffort {
    /// Side.
    pub side: String,
    /// Tasks it owns or shares.
    pub tasks: usize,
    /// Tasks it alone owns.
    pub own_tasks: usize,
    /// Outputs it owns or co-owns.
    pub outputs: usize,
    /// Hundredths of person-months of the tasks it owns; of a shared task an equal part, the rest of the division to the
    /// first. None where no task of it states any.
    pub person_months_hundredths: Option<i64>,
}

impl PairMap {
    /// The map of a joint project, from its halves (one is enough).
    pub fn of(guide: &Guide, halves: &[&Application]) -> Self {
        Self::from_joint(&Joint::of(guide, halves))
    }

    pub(crate) fn from_joint(joint: &Joint<'_>) -> Self {
        let guide = joint.guide;
        let effort = effort(joint);
        let several = effort.len() > 1;
        Self {
            direction: joint.direction.to_owned(),
            topic: match joint.topics.as_slice() {
                [only] => Some((*only).to_owned()),
                _ => None,
            },
            grids: guide
                .grids
                .iter()
                .filter(|grid| joint.covered(&grid.scope))
                .filter_map(|grid| grid_map(joint, grid))
                .collect(),
            tags: guide
                .lists
                .iter()
                .filter(|list| joint.covered(&list.scope))
                .filter_map(|list| coverage(list, &joint.chosen(list)))
                .collect(),
            items: items(joint),
            unmapped: joint.tasks.iter().filter(|task| task.of.is_empty()).map(|task| task.code.to_owned()).collect(),
            roles: roles(joint),
            complementarity: several && effort.iter().all(|side| side.own_tasks > 0),
            mutual_benefit: several && effort.iter().all(|side| side.outputs > 0),
            effort,
            preferred: preferred(joint),
        }
    }
}

fn owned(sides: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    let sorted: BTreeSet<String> = sides.into_iter().map(Into::into).collect();
    sorted.into_iter().collect()
}

fn deliverables_of(joint: &Joint<'_>, tasks: &BTreeSet<&str>) -> Vec<String> {
    joint
        .deliverables
        .iter()
        .filter(|deliverable| {
            deliverable.rows.iter().flat_map(|row| &row.tasks).any(|task| tasks.contains(task.trim()))
        })
        .map(|deliverable| deliverable.code.to_owned())
        .collect()
}

fn grid_map(joint: &Joint<'_>, grid: &Grid) -> Option<GridMap> {
    let guide = joint.guide;
    let (rows, columns) = (guide.list(&grid.rows)?, guide.list(&grid.columns)?);
    let mut cells: Vec<GridCell> = Vec::new();
    for task in &joint.tasks {
        for row in names(task, rows) {
            for column in names(task, columns) {
                let found = cells.iter().position(|cell| cell.row == row && cell.column == column);
                let at = found.unwrap_or_else(|| {
                    cells.push(GridCell {
                        row: row.clone(),
                        column: column.clone(),
                        sides: Vec::new(),
                        tasks: Vec::new(),
                        deliverables: Vec::new(),
                    });
                    cells.len() - 1
                });
                if let Some(cell) = cells.get_mut(at) {
                    let sides = cell.sides.drain(..).chain(task.sides().into_iter().map(str::to_owned));
                    cell.sides = owned(sides.collect::<Vec<_>>());
                    cell.tasks.push(task.code.to_owned());
                }
            }
        }
    }
    for cell in &mut cells {
        let tasks: BTreeSet<&str> = cell.tasks.iter().map(String::as_str).collect();
        cell.deliverables = deliverables_of(joint, &tasks);
    }
    let place = |list: &TagList, id: &str| list.values.iter().position(|value| value.id == id).unwrap_or(usize::MAX);
    cells.sort_by(|a, b| {
        let key = |cell: &GridCell| (place(rows, &cell.row), place(columns, &cell.column));
        key(a).cmp(&key(b)).then_with(|| (&a.row, &a.column).cmp(&(&b.row, &b.column)))
    });
    let ids = |list: &TagList| list.values.iter().map(|value| value.id.clone()).collect();
    Some(GridMap { grid: grid.id.clone(), rows: ids(rows), columns: ids(columns), cells })
}

/// What a task chooses from a list: value ids, then free words.
fn names(task: &Merged<'_, Task>, list: &TagList) -> Vec<String> {
    let mut chosen = Chosen::default();
    for row in &task.rows {
        choose(&mut chosen, list, &row.tags, &[]);
    }
    chosen.values.keys().chain(&chosen.other).map(|name| (*name).to_owned()).collect()
}

fn coverage(list: &TagList, chosen: &Chosen<'_>) -> Option<TagCoverage> {
    if chosen.is_empty() {
        return None;
    }
    Some(TagCoverage {
        list: list.id.clone(),
        chosen: list
            .values
            .iter()
            .filter_map(|value| {
                let choice = chosen.values.get(value.id.as_str())?;
                Some(ChosenValue { value: value.id.clone(), sides: choice.sides.iter().cloned().collect() })
            })
            .collect(),
        uncovered: list
            .values
            .iter()
            .filter(|value| !chosen.values.contains_key(value.id.as_str()))
            .map(|value| value.id.clone())
            .collect(),
        other: chosen.other.iter().map(|text| (*text).to_owned()).collect(),
    })
}

fn items(joint: &Joint<'_>) -> Vec<ItemMap> {
    joint
        .guide
        .items
        .iter()
        .filter(|item| joint.covered(&item.scope))
        .map(|item| {
            let tasks: Vec<_> = joint.tasks.iter().filter(|task| task.is(&item.id)).collect();
            let codes: BTreeSet<&str> = tasks.iter().map(|task| task.code).collect();
            ItemMap {
                item: item.id.clone(),
                sides: owned(tasks.iter().flat_map(|task| task.sides())),
                deliverables: deliverables_of(joint, &codes),
                tasks: tasks.iter().map(|task| task.code.to_owned()).collect(),
            }
        })
        .collect()
}

fn roles(joint: &Joint<'_>) -> Option<RoleMap> {
    let list = joint.guide.rules.iter().find_map(|rule| match &rule.kind {
        RuleKind::RoleGrid(grid) if joint.covered(&rule.scope) => joint.guide.list(&grid.list),
        _ => None,
    })?;
    Some(RoleMap {
        list: list.id.clone(),
        roles: list
            .values
            .iter()
            .map(|role| RoleUnits {
                role: role.id.clone(),
                units: holders(joint, list, &role.id)
                    .into_iter()
                    .map(|unit| UnitName { side: unit.side.clone(), name: unit.name.clone() })
                    .collect(),
            })
            .collect(),
    })
}

/// Effort by side. A task listed in both halves counts once: with the effort its owner's own half states, or else the
/// greatest stated.
pub(crate) fn effort(joint: &Joint<'_>) -> Vec<SideEffort> {
    let sides: Vec<&str> = match joint.guide.pairing_of(joint.direction) {
        Some(pairing) => pairing.sides.iter().map(String::as_str).collect(),
        None => joint.halves.iter().map(|half| half.id.side.as_str()).collect(),
    };
    sides
        .into_iter()
        .map(|side| {
            let mine: Vec<_> = joint.tasks.iter().filter(|task| task.sides().contains(side)).collect();
            let stated: Vec<i64> = mine.iter().filter_map(|task| share(task, side)).collect();
            SideEffort {
                side: side.to_owned(),
                tasks: mine.len(),
                own_tasks: mine.iter().filter(|task| task.sides().len() == 1).count(),
                outputs: joint.deliverables.iter().filter(|deliverable| deliverable.sides().contains(side)).count(),
                person_months_hundredths: stated.iter().copied().reduce(i64::saturating_add),
            }
        })
        .collect()
}

fn share(task: &Merged<'_, Task>, side: &str) -> Option<i64> {
    let stated = task.rows.iter().filter_map(|row| row.person_months_hundredths).max()?;
    let sides = task.sides();
    let count = i64::try_from(sides.len()).ok().filter(|count| *count > 0)?;
    let rest = if sides.first() == Some(&side) { stated % count } else { 0 };
    Some(stated / count + rest)
}

fn preferred(joint: &Joint<'_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for rule in joint.guide.rules.iter().filter(|rule| joint.covered(&rule.scope)) {
        let RuleKind::Preference(preference) = &rule.kind else {
            continue;
        };
        for list in preference.lists.iter().filter_map(|id| joint.guide.list(id)) {
            let chosen = joint.chosen(list);
            out.extend(
                list.values
                    .iter()
                    .filter(|value| chosen.values.contains_key(value.id.as_str()))
                    .map(|value| (list.id.clone(), value.id.clone())),
            );
        }
    }
    out
}
