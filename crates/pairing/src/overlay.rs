//! The two work splits laid over each other (HK-12, TW-14).

use std::collections::BTreeSet;

use hefu_application::{Application, Task};
use hefu_text::compare::{Outcome, compare_text};

use crate::pair::{TaskOverlay, TaskRelation};

/// Lays the tasks of two halves over each other: by code; tasks whose codes have no counterpart, by title. In the order
/// of the first half, then the second half's own tasks.
pub fn overlay(left: &Application, right: &Application) -> Vec<TaskOverlay> {
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut partners: Vec<Option<usize>> =
        left.tasks.iter().map(|task| find(&right.tasks, &mut taken, |other| same_code(task, other))).collect();
    for (task, partner) in left.tasks.iter().zip(&mut partners) {
        if partner.is_none() {
            *partner = find(&right.tasks, &mut taken, |other| same_title(task, other));
        }
    }
    let mut out: Vec<TaskOverlay> = left
        .tasks
        .iter()
        .zip(partners)
        .map(|(task, partner)| one(left, right, Some(task), partner.and_then(|at| right.tasks.get(at))))
        .collect();
    let rest = right.tasks.iter().enumerate().filter(|(at, _)| !taken.contains(at));
    out.extend(rest.map(|(_, task)| one(left, right, None, Some(task))));
    out
}

fn find(tasks: &[Task], taken: &mut BTreeSet<usize>, same: impl Fn(&Task) -> bool) -> Option<usize> {
    let at = tasks.iter().enumerate().position(|(at, task)| !taken.contains(&at) && same(task))?;
    taken.insert(at);
    Some(at)
}

fn same_code(a: &Task, b: &Task) -> bool {
    !a.code.trim().is_empty() && compare_text(&a.code, &b.code).outcome() <= Outcome::Normalised
}

fn same_title(a: &Task, b: &Task) -> bool {
    !a.title.trim().is_empty() && compare_text(&a.title, &b.title).outcome() <= Outcome::Normalised
}

fn one(left: &Application, right: &Application, a: Option<&Task>, b: Option<&Task>) -> TaskOverlay {
    let text = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
    let both = [a, b];
    let code = both.iter().flatten().map(|task| task.code.clone()).find(|code| !code.is_empty()).unwrap_or_default();
    TaskOverlay {
        code,
        titles: both.iter().map(|task| task.and_then(|task| text(&task.title))).collect(),
        sides: both.iter().map(|task| task.map(|task| task.sides.clone())).collect(),
        units: both.iter().map(|task| task.and_then(|task| task.unit.clone())).collect(),
        cells: both.iter().map(|task| task.map(|task| task.origin.cell("sides"))).collect(),
        relation: relation((left.id.side.as_str(), a), (right.id.side.as_str(), b)),
    }
}

/// How the halves of two sides see one task.
fn relation((left, a): (&str, Option<&Task>), (right, b): (&str, Option<&Task>)) -> TaskRelation {
    let owners = |task: &Task| -> BTreeSet<String> {
        task.sides.iter().map(|side| side.trim().to_owned()).filter(|side| !side.is_empty()).collect()
    };
    match (a, b) {
        (Some(a), Some(b)) => {
            let (x, y) = (owners(a), owners(b));
            if x.is_empty() && y.is_empty() {
                TaskRelation::Gap
            } else if x == y {
                TaskRelation::Agreed
            } else if x.contains(left) && !x.contains(right) && y.contains(right) && !y.contains(left) {
                TaskRelation::DoubleClaim
            } else {
                TaskRelation::Conflict
            }
        }
        (Some(task), None) | (None, Some(task)) if owners(task).is_empty() => TaskRelation::Gap,
        _ => TaskRelation::OnlyOneHalf,
    }
}
