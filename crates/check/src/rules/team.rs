//! The team has at least so many units of a kind (TW-10). Whose team is a ruling; units only elsewhere go where
//! the rule says.

use hefu_application::Unit;
use hefu_guide::model::{Rule, TeamHasRule};

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, outcome_of, say};
use crate::finding::{Finding, Outcome, Subject};
use crate::joint::Joint;
use crate::naming::{Names, kind_id, kind_word};

pub(crate) fn team_has(
    ctx: Context<'_>,
    rule: &Rule,
    wanted: &TeamHasRule,
    joint: &Joint<'_>,
    subject: &Subject,
) -> Vec<Finding> {
    let names = Names::of(ctx.guide, joint.direction);
    let side = whose(ctx, rule, wanted);
    let units = joint.units();
    let is_kind = |unit: &Unit| unit.kind.is_some_and(|kind| kind_id(kind) == wanted.unit_kind);
    let in_team = |unit: &Unit| side.is_none_or(|side| side == unit.side);
    let holds: Vec<&Unit> = units.iter().copied().filter(|unit| is_kind(unit)).collect();
    let inside = holds.iter().filter(|unit| in_team(unit)).count();
    let unstated = units.iter().filter(|unit| in_team(unit) && unit.kind.is_none()).count();
    let facts = holds.iter().map(|unit| fact("unit", &unit.name, unit.origin.cell("kind")).of_side(&unit.side));
    let draft = Draft::rule(ctx.guide, rule, subject).facts(facts);
    let message = |key: &str| {
        say(key)
            .with("kind", kind_word(&wanted.unit_kind))
            .with("min", wanted.min)
            .with("found", inside)
            .with("side", side.map_or_else(|| say("both-sides").into(), |side| names.side(side)))
    };
    let enough = |count: usize| u32::try_from(count).unwrap_or(u32::MAX) >= wanted.min;
    let finding = if enough(inside) {
        draft.pass(message("team-has"))
    } else if enough(holds.len()) {
        let others = holds
            .iter()
            .filter(|unit| !in_team(unit))
            .map(|unit| names.side(&unit.side))
            .collect::<std::collections::BTreeSet<_>>();
        let others = hefu_words::Arg::List(others.into_iter().collect());
        draft
            .remedy(message("remedy-team"))
            .says(outcome_of(wanted.only_elsewhere), message("team-only-elsewhere").with("others", others))
    } else if enough(inside + unstated) {
        draft
            .remedy(message("remedy-unit-kind"))
            .says(Outcome::Person, message("team-unstated").with("unstated", unstated))
    } else {
        let outcome = if units.iter().any(|unit| in_team(unit)) {
            Outcome::Fail
        } else {
            ctx.when_silent(side.unwrap_or_default())
        };
        draft.remedy(message("remedy-team")).says(outcome, message("team-lacks"))
    };
    vec![finding]
}

/// Whose team: as the rule says, unless an office chose otherwise by a ruling the rule rests on.
fn whose<'a>(ctx: Context<'a>, rule: &Rule, wanted: &'a TeamHasRule) -> Option<&'a str> {
    let chosen = rule.rulings.iter().find_map(|ruling| ctx.settings.text(ruling));
    match chosen {
        Some("both") => None,
        Some(side) if ctx.guide.side(side).is_some() => Some(side),
        _ => wanted.side.as_deref(),
    }
}
