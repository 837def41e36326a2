//! 产学研用: the grid of roles over both sides' units (5G-4). A missing role is a hint; whether the union is real is
//! for a person to say.

use hefu_application::{Tag, Unit, UnitKind};
use hefu_guide::model::{RoleGridRule, Rule, TagList};

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::{Finding, Subject};
use crate::joint::Joint;
use crate::resolve::{self, TagReading};

pub(crate) fn role_grid(
    ctx: Context<'_>,
    rule: &Rule,
    grid: &RoleGridRule,
    joint: &Joint<'_>,
    subject: &Subject,
) -> Vec<Finding> {
    let Some(list) = ctx.guide.list(&grid.list) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let mut facts = Vec::new();
    for role in &list.values {
        let units = holders(joint, list, &role.id);
        facts.extend(units.iter().map(|unit| {
            fact("role", &unit.name, unit.origin.cell("functions")).of_side(&unit.side).about("role", &role.names)
        }));
        if units.is_empty() && grid.hint_if_missing.contains(&role.id) {
            let message = |key: &str| say(key).with("role", &role.names).with("id", role.id.as_str());
            findings.push(
                Draft::rule(ctx.guide, rule, subject)
                    .part(&role.id)
                    .remedy(message("remedy-role"))
                    .hint(message("role-missing")),
            );
        }
    }
    if findings.is_empty() {
        findings.push(Draft::rule(ctx.guide, rule, subject).facts(facts).hint(say("roles-named")));
    }
    findings
}

/// Units that hold `role`: as they state, or where they state no role at all, by what kind of organisation they are.
pub(crate) fn holders<'a>(joint: &Joint<'a>, list: &TagList, role: &str) -> Vec<&'a Unit> {
    joint
        .units()
        .into_iter()
        .filter(|unit| {
            if unit.functions.is_empty() {
                return by_kind(unit) == Some(role);
            }
            unit.functions.iter().any(|function| {
                let tag = Tag { list: list.id.clone(), value: function.clone(), text: None };
                matches!(resolve::value(list, &tag), TagReading::Value(value) if value.id == role)
            })
        })
        .collect()
}

fn by_kind(unit: &Unit) -> Option<&'static str> {
    match unit.kind? {
        UnitKind::University => Some("university"),
        UnitKind::ResearchInstitute => Some("research"),
        UnitKind::Enterprise => Some("industry"),
        UnitKind::Hospital | UnitKind::Other => None,
    }
}
