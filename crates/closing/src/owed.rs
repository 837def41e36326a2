//! From the plan of an application, and its guide, to the lines of the closing checklist.

use std::collections::BTreeMap;

use hefu_application::{Application, Deliverable, Milestone};
use hefu_check::maps::PairMap;
use hefu_check::resolve;
use hefu_guide::Guide;
use hefu_guide::model::MilestoneType;

use crate::line::{Line, LineOf};

/// Field that a milestone's planned date answers.
const DATE: &str = "date";

/// What the half of a side owes: its deliverables, its milestones, milestones that a clause expects and the plan lacks, and the
/// cells of coverage grids its tasks claim. `partner` is what is known of the other half; what is stated to be the other side's
/// alone is not owed here.
pub fn owed(guide: &Guide, own: &Application, partner: Option<&Application>) -> Vec<Line> {
    let direction = own.direction.trim();
    let topic = resolve::topic_id(guide, direction, own.topic.as_deref());
    let mine = |sides: &[String]| sides.is_empty() || sides.iter().any(|side| side == own.id.side.as_str());
    let mut lines: Vec<Line> = own
        .deliverables
        .iter()
        .filter(|row| mine(&row.sides))
        .map(|row| deliverable(guide, direction, topic, row))
        .collect();
    let mut held = Vec::new();
    for row in &own.milestones {
        let kind = row.kind.as_deref().and_then(|kind| resolve::milestone_type(guide, direction, topic, kind));
        held.extend(kind.map(|kind| kind.id.as_str()));
        lines.push(milestone(row, kind));
    }
    let planned: Vec<String> = lines.iter().filter_map(|line| line.kind.clone()).collect();
    let expected = guide.milestones.iter().filter(|kind| {
        let linked = kind.of.as_ref().is_none_or(|of| planned.contains(of));
        kind.expected && kind.scope.covers(direction, topic) && linked && !held.contains(&kind.id.as_str())
    });
    lines.extend(expected.map(missing));
    let halves: Vec<&Application> = std::iter::once(own).chain(partner).collect();
    for grid in PairMap::of(guide, &halves).grids {
        let clause = guide.grids.iter().find(|known| known.id == grid.grid).map(|known| known.clause.clone());
        for cell in grid.cells.into_iter().filter(|cell| mine(&cell.sides)) {
            lines.push(Line {
                of: LineOf::Cell { grid: grid.grid.clone(), row: cell.row, column: cell.column },
                clause: clause.clone(),
                kind: None,
                title: String::new(),
                due: None,
                planned: BTreeMap::new(),
                asks: Vec::new(),
                deliverables: cell.deliverables,
            });
        }
    }
    lines
}

fn deliverable(guide: &Guide, direction: &str, topic: Option<&str>, row: &Deliverable) -> Line {
    let kind = row.kind.as_deref().and_then(|kind| resolve::deliverable_type(guide, direction, topic, kind));
    let wanted = kind.into_iter().flat_map(|kind| kind.requires.iter().chain(&kind.requires_at_closing));
    let planned = answered(&row.fields);
    Line {
        of: LineOf::Deliverable { code: row.code.clone() },
        clause: kind.map(|kind| kind.clause.clone()),
        kind: kind.map(|kind| kind.id.clone()),
        title: row.title.clone(),
        due: None,
        asks: wanted.filter(|id| !planned.contains_key(*id)).cloned().collect(),
        planned,
        deliverables: Vec::new(),
    }
}

fn milestone(row: &Milestone, kind: Option<&MilestoneType>) -> Line {
    let planned = answered(&row.fields);
    let known = |id: &String| planned.contains_key(id) || (id == DATE && row.date.is_some());
    Line {
        of: LineOf::Milestone { code: row.code.clone() },
        clause: kind.map(|kind| kind.clause.clone()),
        kind: kind.map(|kind| kind.id.clone()),
        title: row.title.clone(),
        due: row.date,
        asks: kind.into_iter().flat_map(|kind| &kind.requires).filter(|id| !known(id)).cloned().collect(),
        planned,
        deliverables: row.deliverables.clone(),
    }
}

fn missing(kind: &MilestoneType) -> Line {
    Line {
        of: LineOf::Expected { milestone: kind.id.clone() },
        clause: Some(kind.clause.clone()),
        kind: Some(kind.id.clone()),
        title: String::new(),
        due: None,
        planned: BTreeMap::new(),
        asks: kind.requires.clone(),
        deliverables: Vec::new(),
    }
}

fn answered(fields: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    fields.iter().filter(|(_, value)| !value.trim().is_empty()).map(|(id, value)| (id.clone(), value.clone())).collect()
}
