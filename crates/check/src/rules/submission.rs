//! Each partner applies to its own side's office, within that office's window (HK-7, TW-7).

use hefu_guide::model::Rule;

use crate::draft::{FactExt, fact, say};
use crate::finding::{Finding, Outcome};
use crate::view::{Lead, View};

pub(crate) fn submission(view: &View<'_>, rule: &Rule) -> Vec<Finding> {
    let mut findings = vec![office(view, rule)];
    findings.extend(window(view, rule));
    findings
}

fn office(view: &View<'_>, rule: &Rule) -> Finding {
    let side = view.side();
    let draft = view.draft(rule).part("office");
    let own: Vec<_> = view.app.units_of(side).collect();
    if !view.names.sides().iter().any(|known| known == side) {
        return draft.remedy(say("remedy-not-a-side")).fail(
            say("not-a-side").with("side", view.names.side(side)).with("direction", view.direction.number.as_str()),
        );
    }
    let facts = own.iter().map(|unit| fact("own-unit", &unit.name, unit.origin.cell("name")).of_side(side));
    let draft = draft.facts(facts);
    let message = |key: &str| say(key).with("side", view.names.side(side));
    if own.is_empty() {
        return draft.remedy(message("remedy-own-unit")).says(view.when_silent(), message("own-unit-missing"));
    }
    match view.lead(side) {
        Lead::One(unit) => draft.pass(message("own-office").with("unit", unit.name.as_str())),
        Lead::None => draft.remedy(message("remedy-one-lead")).says(Outcome::Person, message("own-lead-missing")),
        Lead::Several => draft.remedy(message("remedy-one-lead")).says(Outcome::Person, message("own-lead-several")),
    }
}

/// Only where the office has stated its window: the guide states none.
fn window(view: &View<'_>, rule: &Rule) -> Option<Finding> {
    let side = view.side();
    let window = &view.ctx.notice(side, &view.direction.number)?.window;
    if window.opens.is_none() && window.closes.is_none() {
        return None;
    }
    let draft = view.draft(rule).part("window");
    let Some(submitted) = view.app.submitted.as_ref() else {
        let finding = draft.remedy(say("remedy-submitted")).says(Outcome::Person, say("submitted-unknown"));
        return Some(finding);
    };
    let draft = draft.fact(fact("submitted", submitted, view.app.origin.cell("submitted")));
    let late = window.closes.as_ref().filter(|closes| submitted >= *closes);
    let early = window.opens.as_ref().filter(|opens| submitted < *opens);
    Some(match (late, early) {
        (Some(closes), _) => draft.remedy(say("remedy-window")).fail(
            say("submitted-late")
                .with("submitted", submitted.to_string())
                .with("closes", closes.to_string())
                .with("side", view.names.side(side)),
        ),
        (None, Some(opens)) => draft.remedy(say("remedy-window")).fail(
            say("submitted-early")
                .with("submitted", submitted.to_string())
                .with("opens", opens.to_string())
                .with("side", view.names.side(side)),
        ),
        (None, None) => draft.pass(say("submitted-in-time").with("side", view.names.side(side))),
    })
}
