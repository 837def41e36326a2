//! Checks of one application by itself.

use hefu_application::{Application, State};
use hefu_guide::Guide;

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
        return no_such_direction(ctx, application).into_iter().collect();
    };
    ctx.guide
        .rules_for(&view.direction.number, view.topic)
        .flat_map(|rule| rules::of_application(&view, rule))
        .collect()
}

/// A pairing without a direction in this guide (澳门), or a direction the guide does not have: said plainly, with the
/// directions there are.
fn no_such_direction(ctx: &Context<'_>, application: &Application) -> Option<Finding> {
    let guide = ctx.guide;
    let clause = definition(guide)?;
    let subject = Subject::Application(application.id.clone());
    let draft = Draft::clause(guide, clause, &format!("{clause}.pairings"), &subject)
        .part("direction")
        .ruling("R-5")
        .fact(fact("direction", &application.direction, application.origin.cell("direction")));
    let known: Vec<_> = guide
        .directions
        .iter()
        .map(|direction| {
            say("direction-named").with("number", direction.number.as_str()).with("name", &direction.names)
        })
        .collect();
    let draft = draft.remedy(say("remedy-direction").with("directions", known));
    Some(if application.direction.trim().is_empty() {
        draft.says(ctx.when_silent(application.id.side.as_str()), say("direction-missing"))
    } else {
        draft.fail(say("direction-not-set-up").with("direction", application.direction.as_str()))
    })
}

/// The clause that says which pairings there are.
pub(crate) fn definition(guide: &Guide) -> Option<&str> {
    guide
        .pairings
        .iter()
        .map(|pairing| pairing.clause.as_str())
        .find(|clause| guide.clause(clause).is_some())
        .or_else(|| guide.clauses.first().map(|clause| clause.id.as_str()))
}
