//! Clauses that name content an applicant may propose: items, lists, fields, deliverables, milestones. All of it is hints;
//! no item is mandatory and open lists take anything.

use std::collections::BTreeMap;

use hefu_application::{Deliverable, Milestone, Task};
use hefu_guide::model::{ContentItem, DeliverableType, MilestoneType, TagList};
use hefu_words::{Arg, Message};

use crate::context::Context;
use crate::draft::{Draft, fact, say};
use crate::finding::{Fact, Finding, Subject};
use crate::joint::{Chosen, Joint, Merged, answered, choose};
use crate::naming::values;

/// The field id under which a milestone's own date is asked for.
const DATE: &str = "date";

pub(crate) fn content(ctx: Context<'_>, joint: &Joint<'_>, subject: &Subject) -> Vec<Finding> {
    let check = Check { ctx, joint, subject };
    let mut findings = Vec::new();
    for list in ctx.guide.lists.iter().filter(|list| joint.covered(&list.scope)) {
        findings.extend(check.list(list));
    }
    for item in ctx.guide.items.iter().filter(|item| joint.covered(&item.scope)) {
        findings.extend(check.item(item));
    }
    findings.extend(check.unmapped());
    for kind in &ctx.guide.deliverables {
        if joint.covered(&kind.scope) {
            findings.extend(check.deliverables(kind));
        }
    }
    for kind in &ctx.guide.milestones {
        if joint.covered(&kind.scope) {
            findings.extend(check.milestones(kind));
        }
    }
    findings
}

/// Rule id of findings about content named by a clause.
pub(crate) fn rule_id(clause: &str) -> String {
    format!("{clause}.content")
}

struct Check<'a, 'b> {
    ctx: Context<'a>,
    joint: &'b Joint<'a>,
    subject: &'b Subject,
}

impl<'a> Check<'a, '_> {
    fn draft(&self, clause: &str) -> Draft {
        Draft::clause(self.ctx.guide, clause, &rule_id(clause), self.subject)
    }

    fn list(&self, list: &'a TagList) -> Vec<Finding> {
        let chosen = self.joint.chosen(list);
        let mut findings = Vec::new();
        let draft = |part: &str| self.draft(&list.clause).part(&list.id).part(part);
        let uncovered: Vec<&str> =
            list.values.iter().map(|value| value.id.as_str()).filter(|id| !chosen.values.contains_key(id)).collect();
        let named = !chosen.values.is_empty();
        if list.show_uncovered && named && !uncovered.is_empty() {
            findings.push(
                draft("uncovered")
                    .remedy(say("remedy-uncovered"))
                    .hint(say("uncovered").with("list", &list.names).with("values", values(list, uncovered))),
            );
        }
        let words = |texts: &Chosen<'_>| Arg::List(texts.other.iter().map(|text| Arg::from(*text)).collect());
        if let Some(remark) = &list.other_remark
            && !named
            && !chosen.other.is_empty()
        {
            findings.push(draft("other").hint(
                say("other-only").with("list", &list.names).with("values", words(&chosen)).with("remark", remark),
            ));
        }
        if !chosen.unknown.is_empty() {
            let unknown = chosen.unknown.iter().map(|text| Arg::from(*text)).collect();
            let all = values(list, list.values.iter().map(|value| value.id.as_str()));
            findings.push(
                draft("unknown")
                    .remedy(say("remedy-unknown-value").with("values", all))
                    .hint(say("unknown-value").with("list", &list.names).with("values", Arg::List(unknown))),
            );
        }
        findings
    }

    fn item(&self, item: &ContentItem) -> Vec<Finding> {
        let tasks: Vec<&Merged<'a, Task>> = self.joint.tasks.iter().filter(|task| task.is(&item.id)).collect();
        let mut findings = Vec::new();
        for id in &item.fields {
            let lacking: Vec<_> =
                tasks.iter().copied().filter(|task| !answered(task.rows.iter().map(|row| &row.fields), id)).collect();
            findings.extend(self.lacking(item, id, &lacking, self.field_name(id)));
        }
        for id in &item.lists {
            let Some(list) = self.ctx.guide.list(id) else {
                continue;
            };
            let mut whole = Chosen::default();
            for half in &self.joint.halves {
                choose(&mut whole, list, &half.tags, &[]);
            }
            let lacking: Vec<_> = tasks
                .iter()
                .copied()
                .filter(|task| {
                    let mut own = Chosen::default();
                    for row in &task.rows {
                        choose(&mut own, list, &row.tags, &[]);
                    }
                    own.is_empty() && whole.is_empty()
                })
                .collect();
            findings.extend(self.lacking(item, id, &lacking, Arg::from(&list.names)));
        }
        findings
    }

    fn lacking(&self, item: &ContentItem, id: &str, tasks: &[&Merged<'a, Task>], what: Arg) -> Option<Finding> {
        if tasks.is_empty() {
            return None;
        }
        let codes: Vec<Arg> = tasks.iter().map(|task| Arg::from(task.code)).collect();
        let message = |key: &str| {
            say(key).with("tasks", Arg::List(codes.clone())).with("item", &item.names).with("what", what.clone())
        };
        Some(
            self.draft(&item.id)
                .part(id)
                .facts(tasks.iter().flat_map(|task| task_facts(task)))
                .remedy(message("remedy-task-lacks"))
                .hint(message("task-lacks")),
        )
    }

    /// Tasks mapped to no item, under the clause of the topic.
    fn unmapped(&self) -> Option<Finding> {
        let clause = self.joint.topics.iter().find_map(|topic| {
            let direction = self.ctx.guide.direction(self.joint.direction)?;
            let leaves = direction.leaves();
            leaves.iter().find(|leaf| leaf.id == *topic)?.clause.as_deref()
        })?;
        let any = self.ctx.guide.items.iter().any(|item| self.joint.covered(&item.scope));
        let tasks: Vec<_> = self.joint.tasks.iter().filter(|task| task.of.is_empty()).collect();
        if tasks.is_empty() || !any {
            return None;
        }
        let codes = tasks.iter().map(|task| Arg::from(task.code)).collect();
        Some(
            self.draft(clause)
                .part("unmapped")
                .ruling("R-18")
                .facts(tasks.iter().flat_map(|task| task_facts(task)))
                .remedy(say("remedy-unmapped"))
                .hint(say("unmapped").with("tasks", Arg::List(codes))),
        )
    }

    fn deliverables(&self, kind: &DeliverableType) -> Option<Finding> {
        let of_kind: Vec<&Merged<'a, Deliverable>> =
            self.joint.deliverables.iter().filter(|row| row.is(&kind.id)).collect();
        let mut lacking = Vec::new();
        let mut facts = Vec::new();
        for deliverable in of_kind {
            let fields = || deliverable.rows.iter().map(|row| &row.fields);
            let missing = self.missing(
                &kind.requires,
                &kind.lists,
                |id| answered(fields(), id),
                |list| {
                    let mut own = Chosen::default();
                    for row in &deliverable.rows {
                        choose(&mut own, list, &row.tags, &[]);
                    }
                    !own.is_empty()
                },
            );
            if !missing.is_empty() {
                lacking.push(Arg::from(row_lacks(deliverable.code, missing)));
                facts.extend(
                    deliverable
                        .rows
                        .iter()
                        .map(|row| fact("deliverable", titled(&row.code, &row.title), row.origin.cell("title"))),
                );
            }
        }
        self.incomplete(&kind.clause, &kind.id, "deliverable-incomplete", Arg::from(&kind.names), lacking, facts)
    }

    fn milestones(&self, kind: &MilestoneType) -> Vec<Finding> {
        let of_kind: Vec<&Merged<'a, Milestone>> =
            self.joint.milestones.iter().filter(|row| row.is(&kind.id)).collect();
        if of_kind.is_empty() {
            return self.expected(kind).into_iter().collect();
        }
        let wants_list = kind.lists.iter().filter_map(|id| self.ctx.guide.list(id));
        let project_names_one = wants_list.clone().any(|list| !self.joint.chosen(list).values.is_empty());
        let mut lacking = Vec::new();
        let mut facts = Vec::new();
        for milestone in of_kind {
            let fields = || milestone.rows.iter().map(|row| &row.fields);
            let dated = milestone.rows.iter().any(|row| row.date.is_some());
            let mut missing =
                self.missing(&kind.requires, &[], |id| answered(fields(), id) || (id == DATE && dated), |_| true);
            if !dated && !kind.requires.iter().any(|id| id == DATE) {
                missing.push(say("milestone-date").into());
            }
            let names_one = wants_list.clone().any(|list| {
                let mut own = Chosen::default();
                for row in &milestone.rows {
                    choose(&mut own, list, &row.tags, &[]);
                }
                !own.is_empty()
            });
            if project_names_one && !names_one {
                missing.push(Arg::List(wants_list.clone().map(|list| Arg::from(&list.names)).collect()));
            }
            if !missing.is_empty() {
                lacking.push(Arg::from(row_lacks(milestone.code, missing)));
                facts.extend(
                    milestone
                        .rows
                        .iter()
                        .map(|row| fact("milestone", titled(&row.code, &row.title), row.origin.cell("title"))),
                );
            }
        }
        let mut findings = Vec::new();
        findings.extend(self.incomplete(
            &kind.clause,
            &kind.id,
            "milestone-incomplete",
            Arg::from(&kind.names),
            lacking,
            facts,
        ));
        findings
    }

    /// A milestone the plan must show; where it belongs to a type of deliverable, only if one is planned.
    fn expected(&self, kind: &MilestoneType) -> Option<Finding> {
        let needed =
            kind.expected && kind.of.as_deref().is_none_or(|of| self.joint.deliverables.iter().any(|row| row.is(of)));
        needed.then(|| {
            let message = |key: &str| say(key).with("milestone", &kind.names);
            self.draft(&kind.clause)
                .part(&kind.id)
                .part("expected")
                .remedy(message("remedy-milestone"))
                .hint(message("milestone-missing"))
        })
    }

    fn missing(
        &self,
        fields: &[String],
        lists: &[String],
        has_field: impl Fn(&str) -> bool,
        has_value: impl Fn(&'a TagList) -> bool,
    ) -> Vec<Arg> {
        let fields = fields.iter().filter(|id| !has_field(id)).map(|id| self.field_name(id));
        let lists = lists
            .iter()
            .filter_map(|id| self.ctx.guide.list(id))
            .filter(|list| !has_value(list))
            .map(|list| Arg::from(&list.names));
        fields.chain(lists).collect()
    }

    fn incomplete(
        &self,
        clause: &str,
        part: &str,
        key: &str,
        kind: Arg,
        lacking: Vec<Arg>,
        facts: Vec<Fact>,
    ) -> Option<Finding> {
        if lacking.is_empty() {
            return None;
        }
        Some(
            self.draft(clause)
                .part(part)
                .facts(facts)
                .remedy(say("remedy-incomplete"))
                .hint(say(key).with("kind", kind).with("rows", Arg::List(lacking))),
        )
    }

    fn field_name(&self, id: &str) -> Arg {
        self.ctx.guide.field(id).map_or_else(|| Arg::from(id), |field| Arg::from(&field.names))
    }
}

/// D1 缺评价指标、对照组
fn row_lacks(code: &str, missing: Vec<Arg>) -> Message {
    say("row-lacks").with("code", code).with("missing", Arg::List(missing))
}

fn titled(code: &str, title: &str) -> String {
    format!("{code} {title}").trim().to_owned()
}

fn task_facts(task: &Merged<'_, Task>) -> Vec<Fact> {
    task.rows.iter().map(|row| fact("task", titled(&row.code, &row.title), row.origin.cell("item"))).collect()
}

/// What a clause's content is checked for, for the table of clauses.
pub(crate) fn checked(guide: &hefu_guide::Guide) -> BTreeMap<&str, Vec<String>> {
    let mut by_clause: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut add = |clause, what: String| by_clause.entry(clause).or_default().push(what);
    for list in &guide.lists {
        add(&list.clause, format!("list {}", list.id));
    }
    for item in &guide.items {
        add(&item.id, "item".to_owned());
    }
    for field in &guide.fields {
        add(&field.clause, format!("field {}", field.id));
    }
    for kind in &guide.deliverables {
        add(&kind.clause, format!("deliverable {}", kind.id));
    }
    for kind in &guide.milestones {
        add(&kind.clause, format!("milestone {}", kind.id));
    }
    for grid in &guide.grids {
        add(&grid.clause, format!("grid {}", grid.id));
    }
    by_clause
}
