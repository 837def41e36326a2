//! Tasks, deliverables, milestones, evidence.

use hefu_application::{Deliverable, Evidence, EvidenceKind, Milestone, Task};

use super::{extras, known, needed};
use crate::table::Row;

pub(super) fn task(row: &mut Row<'_>, both: &[String]) -> Option<Task> {
    let code = row.code("code");
    let code = needed(row, "code", code);
    let item = row.text("item").map(|written| known(row, "item", &written, |words| &words.items));
    let title = row.text("title").unwrap_or_default();
    let sides = row.sides("sides", both);
    let unit = row.text("unit");
    let person_months_hundredths = row.hundredths("person_months");
    let (fields, tags) = extras(row);
    let origin = row.origin();
    Some(Task { code: code?, title, item, sides, unit, person_months_hundredths, tags, fields, origin })
}

pub(super) fn deliverable(row: &mut Row<'_>, both: &[String]) -> Option<Deliverable> {
    let code = row.code("code");
    let code = needed(row, "code", code);
    let title = row.text("title").unwrap_or_default();
    let kind = row.text("kind").map(|written| known(row, "kind", &written, |words| &words.deliverables));
    let tasks = row.codes("tasks");
    let sides = row.sides("sides", both);
    let (fields, tags) = extras(row);
    let origin = row.origin();
    Some(Deliverable { code: code?, title, kind, tasks, sides, tags, fields, origin })
}

pub(super) fn milestone(row: &mut Row<'_>) -> Option<Milestone> {
    let code = row.code("code");
    let code = needed(row, "code", code);
    let title = row.text("title").unwrap_or_default();
    let kind = row.text("kind").map(|written| known(row, "kind", &written, |words| &words.milestones));
    let date = row.date("date");
    let deliverables = row.codes("deliverables");
    let (fields, tags) = extras(row);
    let origin = row.origin();
    Some(Milestone { code: code?, title, kind, date, deliverables, tags, fields, origin })
}

pub(super) fn evidence(row: &mut Row<'_>) -> Option<Evidence> {
    if row.value("kind").is_empty() {
        needed(row, "kind", None)?;
    }
    let kind = match row.choice("kind", "evidence_kind")? {
        "cooperation" => EvidenceKind::Cooperation,
        _ => EvidenceKind::Strength,
    };
    let side = row.side("side").unwrap_or_default();
    let title = row.text("title").unwrap_or_default();
    let date = row.date("date");
    let file = row.text("file");
    let digest = row.text("digest");
    Some(Evidence { kind, side, title, date, file, digest, origin: row.origin() })
}
