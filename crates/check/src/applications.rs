//! Checks of one application by itself.

use hefu_application::{Application, State};
use hefu_guide::Guide;
use hefu_guide::model::RuleKind;

use crate::context::Context;
use crate::draft::{Draft, fact, say};
use crate::finding::{Finding, Subject};
use crate::rules;
use crate::view::View;

/// Findings of one application by itself, in the order of the guide. A draft or a withdrawn application has none.
pub fn check_application(ctx: &Context<'_>, application: &Application) -> Vec<Finding> {
    if application.state != State::Submitted {
        return Vec::new();
    }
    let Some(view) = View::of(*ctx, application) else {
        return vec![no_such_direction(ctx, application)];
    };
    ctx.guide
        .rules_for(&application.direction, view.topic)
        .flat_map(|rule| rules::of_application(&view, rule))
        .collect()
}

/// A pairing without a direction in this guide (澳门), or a direction the guide does not have: said plainly, with the
/// directions there are.
fn no_such_direction(ctx: &Context<'_>, application: &Application) -> Finding {
    let guide = ctx.guide;
    let (clause, rule) = definition(guide);
    let subject = Subject::Application(application.id.clone());
    let draft = Draft::clause(guide, clause, rule, &subject)
        .part("direction")
        .ruling("R-5")
        .fact(fact(
            "direction",
            &application.direction,
            application.origin.cell("direction"),
        ));
    let known: Vec<_> = guide
        .directions
        .iter()
        .map(|direction| {
            say("direction-named")
                .with("number", direction.number.as_str())
                .with("name", &direction.names)
        })
        .collect();
    let draft = draft.remedy(say("remedy-direction").with("directions", known));
    if application.direction.trim().is_empty() {
        return draft.says(
            ctx.when_silent(application.id.side.as_str()),
            say("direction-missing"),
        );
    }
    draft.fail(say("direction-not-set-up").with("direction", application.direction.as_str()))
}

/// The clause that defines which pairings there are, and the rule or name findings under it carry.
pub(crate) fn definition(guide: &Guide) -> (&str, &str) {
    const PAIRINGS: &str = "G-5";
    if guide.clause(PAIRINGS).is_some() {
        return (PAIRINGS, "G-5.pairings");
    }
    let rule = guide
        .rules
        .iter()
        .find(|rule| matches!(rule.kind, RuleKind::DirectionCount(_) | RuleKind::Term(_)))
        .or_else(|| guide.rules.first());
    match (rule, guide.clauses.first()) {
        (Some(rule), _) => (&rule.clause, &rule.id),
        (None, Some(clause)) => (&clause.id, &clause.id),
        (None, None) => (PAIRINGS, "G-5.pairings"),
    }
}
