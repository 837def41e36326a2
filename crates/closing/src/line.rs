//! A line of the closing checklist.

use std::collections::BTreeMap;

use hefu_guide::Guide;
use hefu_words::{Arg, Message};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum LineOf {
    /// A deliverable of the plan.
    Deliverable {
        /// Its code.
        code: String,
    },
    /// A milestone of the plan.
    Milestone {
        /// Its code.
        code: String,
    },
    /// A milestone that a clause expects and the plan does not have.
    Expected {
        /// Id of its type.
        milestone: String,
    },
    /// A cell of a coverage grid that the plan claims.
    Cell {
        /// Id of the grid.
        grid: String,
        /// Value of the row, or free words.
        row: String,
        /// Value of the column, or free words.
        column: String,
    },
}

impl LineOf {
    /// What the line is known by within its award.
    pub fn id(&self) -> String {
        match self {
            Self::Deliverable { code } => format!("deliverable:{code}"),
            Self::Milestone { code } => format!("milestone:{code}"),
            Self::Expected { milestone } => format!("expected:{milestone}"),
            Self::Cell { grid, row, column } => format!("cell:{grid}:{row}:{column}"),
        }
    }

    /// Its word in the catalogue.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Deliverable { .. } => "deliverable",
            Self::Milestone { .. } => "milestone",
            Self::Expected { .. } => "expected",
            Self::Cell { .. } => "cell",
        }
    }
}

/// One thing that an award owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub of: LineOf,
    /// Clause it rests on; none where no clause names its kind.
    pub clause: Option<String>,
    /// Type of the guide, where the plan names one.
    pub kind: Option<String>,
    /// Title as the plan writes it; empty for what the plan does not have.
    pub title: String,
    /// Planned date.
    pub due: Option<Date>,
    /// What the plan says already, by field id.
    pub planned: BTreeMap<String, String>,
    /// Fields that are to be stated, by id, in the order of the guide.
    pub asks: Vec<String>,
    /// Codes of the deliverables that belong to it: of a milestone those it concerns, of a cell those of its tasks. A claimed cell
    /// without any is shown as such (BIO-HEALTH-4).
    pub deliverables: Vec<String>,
}

impl Line {
    /// What it is called: code and title as the plan writes them, or the guide's names of what the plan does not have.
    pub fn name(&self, guide: &Guide) -> Arg {
        let value = |list: Option<&String>, id: &str| {
            let list = list.and_then(|list| guide.list(list));
            let known = list.and_then(|list| list.values.iter().find(|value| value.id == id));
            known.map_or_else(|| Arg::from(id), |value| Arg::from(&value.names))
        };
        match &self.of {
            LineOf::Deliverable { code } | LineOf::Milestone { code } => {
                Arg::from(format!("{code} {}", self.title).trim())
            }
            LineOf::Expected { milestone } => {
                let kind = guide.milestones.iter().find(|kind| kind.id == *milestone);
                kind.map_or_else(|| Arg::from(milestone.as_str()), |kind| Arg::from(&kind.names))
            }
            LineOf::Cell { grid, row, column } => {
                let grid = guide.grids.iter().find(|known| known.id == *grid);
                let (row, column) =
                    (value(grid.map(|grid| &grid.rows), row), value(grid.map(|grid| &grid.columns), column));
                Message::new("award-cell").with("row", row).with("column", column).into()
            }
        }
    }
}
