//! The work splits of the two halves side by side: who does what, what nobody does, what both claim. Information for experts,
//! never a reason to reject.

use std::collections::BTreeSet;

use hefu_application::{Application, Task};
use hefu_check::maps::{GridMap, PairMap, RoleMap};
use hefu_guide::Guide;

/// The two work splits as one picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitMap {
    /// Sides in the order of the pairing.
    pub sides: Vec<String>,
    /// Coverage grids of the guide, with every cell.
    pub grids: Vec<SplitGrid>,
    /// Roles the guide asks for, with the sides that hold them.
    pub roles: Vec<SplitRole>,
    /// Tag list of the roles.
    pub role_list: Option<String>,
    /// Tasks by code, in the order of the first half that lists them.
    pub tasks: Vec<SplitTask>,
    /// Whether the partner's work split is known.
    pub partner_known: bool,
}

/// A coverage grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitGrid {
    /// Grid id.
    pub grid: String,
    /// Value ids of the columns, then free words given as 其他.
    pub columns: Vec<String>,
    /// Rows: value id or free words, with a cell for each column.
    pub rows: Vec<(String, Vec<SplitCell>)>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SplitCell {
    /// Sides that work there.
    pub sides: Vec<String>,
    /// Codes of their tasks.
    pub tasks: Vec<String>,
}

/// What a cell or a role says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellState {
    /// Nobody works there.
    Gap,
    /// One side does.
    One,
    /// Several do.
    Several,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitRole {
    /// Role: a value id of the list.
    pub role: String,
    /// Sides whose units hold it.
    pub sides: Vec<String>,
    /// The units as written, with their sides.
    pub units: Vec<(String, String)>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitTask {
    /// Its code.
    pub code: String,
    /// Its title, as the first half that has one writes it.
    pub title: String,
    /// Sides that do it by this office's half; none where that half does not list it.
    pub own: Option<Vec<String>>,
    /// Sides that do it by the partner's half; none where that half does not list it.
    pub partner: Option<Vec<String>>,
    /// What the two say together.
    pub state: TaskState,
}

/// What the halves say of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskState {
    /// Both name the same sides, or only one half is known.
    Agreed,
    /// No half names a side.
    Nobody,
    /// Each half names itself or another side than the other does: claimed twice.
    Claimed,
    /// One half names a side and the other does not list the task.
    OneHalf,
}

impl SplitCell {
    /// What it says.
    pub fn state(&self) -> CellState {
        state(self.sides.len())
    }
}

impl SplitRole {
    /// What it says.
    pub fn state(&self) -> CellState {
        state(self.sides.len())
    }
}

const fn state(sides: usize) -> CellState {
    match sides {
        0 => CellState::Gap,
        1 => CellState::One,
        _ => CellState::Several,
    }
}

impl SplitMap {
    /// The map of this office's half and of what is known of the partner's. `sides` are those of the pairing.
    pub fn of(guide: &Guide, sides: &[String], own: &Application, partner: Option<&Application>) -> Self {
        let halves: Vec<&Application> = std::iter::once(own).chain(partner).collect();
        let map = PairMap::of(guide, &halves);
        let known = partner.filter(|partner| !partner.tasks.is_empty());
        Self {
            sides: sides.to_vec(),
            grids: map.grids.iter().map(whole).collect(),
            role_list: map.roles.as_ref().map(|roles| roles.list.clone()),
            roles: map.roles.map(roles).unwrap_or_default(),
            tasks: tasks(own, known),
            partner_known: known.is_some(),
        }
    }

    /// The same without the units' names.
    #[must_use]
    pub fn without_units(mut self) -> Self {
        for role in &mut self.roles {
            role.units.clear();
        }
        self
    }

    /// Tasks that the halves do not say the same of, and grid cells and roles nobody fills: how many of each.
    pub fn open(&self) -> (usize, usize) {
        let claimed = self.tasks.iter().filter(|task| task.state == TaskState::Claimed).count();
        let cells = self.grids.iter().flat_map(|grid| &grid.rows).flat_map(|(_, cells)| cells);
        let gaps = cells.filter(|cell| cell.state() == CellState::Gap).count();
        let nobody = self.tasks.iter().filter(|task| task.state == TaskState::Nobody).count();
        let roles = self.roles.iter().filter(|role| role.state() == CellState::Gap).count();
        (claimed, gaps + nobody + roles)
    }
}

/// Every cell of a grid, also those nobody fills and those outside the guide's own lists.
fn whole(map: &GridMap) -> SplitGrid {
    let with = |own: &[String], found: fn(&hefu_check::maps::GridCell) -> &String| {
        let mut all = own.to_vec();
        for cell in &map.cells {
            if !all.contains(found(cell)) {
                all.push(found(cell).clone());
            }
        }
        all
    };
    let (rows, columns) = (with(&map.rows, |cell| &cell.row), with(&map.columns, |cell| &cell.column));
    let cell = |row: &String, column: &String| {
        let found = map.cells.iter().find(|cell| cell.row == *row && cell.column == *column);
        found.map_or_else(SplitCell::default, |cell| SplitCell { sides: cell.sides.clone(), tasks: cell.tasks.clone() })
    };
    let rows = rows.iter().map(|row| (row.clone(), columns.iter().map(|column| cell(row, column)).collect())).collect();
    SplitGrid { grid: map.grid.clone(), rows, columns }
}

fn roles(map: RoleMap) -> Vec<SplitRole> {
    let one = |role: hefu_check::maps::RoleUnits| {
        let sides: BTreeSet<String> = role.units.iter().map(|unit| unit.side.clone()).collect();
        SplitRole {
            role: role.role,
            sides: sides.into_iter().collect(),
            units: role.units.into_iter().map(|unit| (unit.side, unit.name)).collect(),
        }
    };
    map.roles.into_iter().map(one).collect()
}

fn tasks(own: &Application, partner: Option<&Application>) -> Vec<SplitTask> {
    let of = |half: &Application, code: &str| -> Option<Vec<String>> {
        let mut rows = half.tasks.iter().filter(|task| task.code.trim() == code).peekable();
        rows.peek()?;
        let sides: BTreeSet<String> = rows.flat_map(|task| task.sides.iter().cloned()).collect();
        Some(sides.into_iter().collect())
    };
    let mut codes: Vec<&str> = Vec::new();
    let all: Vec<&Task> = own.tasks.iter().chain(partner.into_iter().flat_map(|half| &half.tasks)).collect();
    for task in &all {
        if !codes.contains(&task.code.trim()) {
            codes.push(task.code.trim());
        }
    }
    codes
        .into_iter()
        .map(|code| {
            let titled = all.iter().find(|task| task.code.trim() == code && !task.title.trim().is_empty());
            let ours = of(own, code);
            let theirs = partner.and_then(|half| of(half, code));
            SplitTask {
                code: code.to_owned(),
                title: titled.map(|task| task.title.clone()).unwrap_or_default(),
                state: said(partner.is_some(), ours.as_deref(), theirs.as_deref()),
                own: ours,
                partner: theirs,
            }
        })
        .collect()
}

fn said(both_known: bool, own: Option<&[String]>, partner: Option<&[String]>) -> TaskState {
    match (own, partner) {
        (Some([]) | None, Some([]) | None) => TaskState::Nobody,
        (Some(a), Some(b)) if a == b => TaskState::Agreed,
        (Some([]), Some(_)) | (Some(_), Some([])) => TaskState::OneHalf,
        (Some(_), Some(_)) => TaskState::Claimed,
        _ if both_known => TaskState::OneHalf,
        _ => TaskState::Agreed,
    }
}
