//! Division of work (HK-12, TW-14): every task owned, every side with a task of its own, and the two tables agreeing.

use std::collections::BTreeSet;

use hefu_application::Task;
use hefu_guide::model::{Rule, WorkSplitRule};
use hefu_pairing::{Pair, TaskOverlay, TaskRelation};
use hefu_words::Arg;

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::{Finding, Outcome, Subject};
use crate::naming::Names;
use crate::view::View;

pub(crate) fn of_application(view: &View<'_>, rule: &Rule, split: &WorkSplitRule) -> Vec<Finding> {
    let tasks = &view.app.tasks;
    if tasks.is_empty() {
        return vec![view.draft(rule).remedy(say("remedy-tasks")).says(view.when_silent(), say("tasks-missing"))];
    }
    let mut findings = Vec::new();
    let codes = |tasks: &[&Task]| Arg::List(tasks.iter().map(|task| Arg::from(task.code.as_str())).collect());
    let facts = |tasks: &[&Task]| {
        tasks.iter().map(|task| fact("task", named(task), task.origin.cell("sides"))).collect::<Vec<_>>()
    };
    let unowned: Vec<&Task> = tasks.iter().filter(|task| task.sides.is_empty()).collect();
    if split.every_task_owned && !unowned.is_empty() {
        findings.push(
            view.draft(rule)
                .part("owner")
                .facts(facts(&unowned))
                .remedy(say("remedy-task-owner"))
                .fail(say("tasks-unowned").with("tasks", codes(&unowned))),
        );
    }
    let shared: Vec<&Task> = tasks.iter().filter(|task| task.sides.len() > 1).collect();
    if split.every_task_owned && !shared.is_empty() {
        findings.push(
            view.draft(rule)
                .part("shared")
                .facts(facts(&shared))
                .remedy(say("remedy-task-shared"))
                .says(Outcome::Person, say("tasks-shared").with("tasks", codes(&shared))),
        );
    }
    let without_unit: Vec<&Task> =
        tasks.iter().filter(|task| task.unit.as_deref().is_none_or(|unit| unit.trim().is_empty())).collect();
    if !without_unit.is_empty() {
        findings.push(
            view.draft(rule)
                .part("unit")
                .facts(facts(&without_unit))
                .remedy(say("remedy-task-unit"))
                .hint(say("tasks-without-unit").with("tasks", codes(&without_unit))),
        );
    }
    findings.extend(idle_sides(view, rule, split));
    if !findings.iter().any(|finding| finding.outcome != Outcome::Hint) {
        findings.push(view.draft(rule).pass(say("tasks-owned").with("count", tasks.len())));
    }
    findings
}

fn idle_sides(view: &View<'_>, rule: &Rule, split: &WorkSplitRule) -> Option<Finding> {
    let owners: BTreeSet<&str> = view.app.tasks.iter().flat_map(|task| task.sides.iter().map(String::as_str)).collect();
    let idle: Vec<&str> = view.names.sides().iter().map(String::as_str).filter(|side| !owners.contains(side)).collect();
    if !split.every_side_owns || idle.is_empty() || owners.is_empty() {
        return None;
    }
    let sides = view.names.side_list(idle.iter().copied());
    Some(
        view.draft(rule)
            .part("sides")
            .remedy(say("remedy-side-task").with("sides", sides.clone()))
            .fail(say("sides-without-task").with("sides", sides)),
    )
}

fn named(task: &Task) -> String {
    if task.title.is_empty() { task.code.clone() } else { format!("{} {}", task.code, task.title) }
}

/// The two tables laid over each other.
pub(crate) fn of_pair(ctx: Context<'_>, rule: &Rule, pair: &Pair, subject: &Subject) -> Vec<Finding> {
    let names = Names::of(ctx.guide, &pair.direction);
    let relations = [
        (TaskRelation::Gap, "gap", Outcome::Fail),
        (TaskRelation::DoubleClaim, "double-claim", Outcome::Fail),
        (TaskRelation::Conflict, "conflict", Outcome::Fail),
        (TaskRelation::OnlyOneHalf, "only-one-half", Outcome::Person),
    ];
    let mut findings: Vec<Finding> = relations
        .into_iter()
        .filter_map(|(relation, name, outcome)| {
            let tasks: Vec<_> = pair.tasks.iter().filter(|task| task.relation == relation).collect();
            if tasks.is_empty() {
                return None;
            }
            let listed = tasks.iter().map(|task| Arg::from(owners(task, pair, names))).collect();
            Some(
                Draft::rule(ctx.guide, rule, subject)
                    .part(name)
                    .facts(tasks.iter().flat_map(|task| facts(task, pair, names)))
                    .remedy(say(&format!("remedy-overlay-{name}")))
                    .says(outcome, say(&format!("overlay-{name}")).with("tasks", Arg::List(listed))),
            )
        })
        .collect();
    if findings.is_empty() && !pair.tasks.is_empty() {
        findings.push(
            Draft::rule(ctx.guide, rule, subject)
                .part("overlay")
                .pass(say("overlay-agreed").with("count", pair.tasks.len())),
        );
    }
    findings
}

/// 任务 T3：内地方申请写内地方，香港方申请写香港方
fn owners(task: &TaskOverlay, pair: &Pair, names: Names<'_>) -> hefu_words::Message {
    let views = pair
        .halves
        .iter()
        .zip(&task.sides)
        .map(|(half, sides)| {
            let message = match sides {
                None => say("overlay-half-lacks"),
                Some(sides) if sides.is_empty() => say("overlay-half-nobody"),
                Some(sides) => {
                    say("overlay-half-says").with("owners", names.side_list(sides.iter().map(String::as_str)))
                }
            };
            Arg::from(message.with("half", names.side(half.side.as_str())))
        })
        .collect();
    say("overlay-task").with("task", task.code.as_str()).with("views", Arg::List(views))
}

fn facts(task: &TaskOverlay, pair: &Pair, names: Names<'_>) -> Vec<crate::finding::Fact> {
    pair.halves
        .iter()
        .zip(task.titles.iter().zip(&task.cells).zip(&task.sides))
        .filter_map(|(half, ((title, cell), sides))| {
            let title = title.as_deref()?;
            let owners = sides.as_deref().unwrap_or_default();
            let note = say("overlay-owners").with("owners", names.side_list(owners.iter().map(String::as_str)));
            let value = format!("{} {title}", task.code);
            Some(
                fact("task", value.trim_end(), cell.clone().unwrap_or_default())
                    .of_side(half.side.as_str())
                    .noted(note),
            )
        })
        .collect()
}
