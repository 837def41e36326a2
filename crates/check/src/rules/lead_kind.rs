//! Kind of the lead unit (TW-9). 牵头 is the lead unit of the side the rule names (R-13a); kinds the sentence neither
//! names nor excludes go to a person.

use hefu_application::{Unit, UnitKind};
use hefu_guide::model::{LeadKindRule, Rule};

use crate::draft::{Draft, FactExt, fact, say};
use crate::finding::{Finding, Outcome};
use crate::naming::{kind_id, kind_word, kind_words};
use crate::view::{Lead, View};

pub(crate) fn lead_kind(view: &View<'_>, rule: &Rule, wanted: &LeadKindRule) -> Vec<Finding> {
    let side = view.side();
    if side != wanted.side {
        return elsewhere(view, rule, wanted).into_iter().collect();
    }
    let draft = view.draft(rule);
    let finding = match view.lead(side) {
        Lead::None => draft
            .remedy(say("remedy-one-lead").with("side", view.names.side(side)))
            .says(view.when_silent(), say("lead-unknown").with("side", view.names.side(side))),
        Lead::Several => draft
            .remedy(say("remedy-one-lead").with("side", view.names.side(side)))
            .person(say("lead-several").with("side", view.names.side(side))),
        Lead::One(unit) => judge(described(draft, unit), view, unit, wanted),
    };
    vec![finding]
}

fn judge(draft: Draft, view: &View<'_>, unit: &Unit, wanted: &LeadKindRule) -> Finding {
    let message = |key: &str, kind: Option<UnitKind>| {
        let word = kind.map_or_else(|| say("kind-unstated"), |kind| kind_word(kind_id(kind)));
        say(key)
            .with("unit", unit.name.as_str())
            .with("kind", word)
            .with("wanted", kind_words(&wanted.pass))
            .with("side", view.names.side(&unit.side))
    };
    let Some(kind) = unit.kind else {
        return draft.remedy(message("remedy-lead-kind", None)).person(message("lead-kind-unstated", None));
    };
    let holds = |kinds: &[String]| kinds.iter().any(|known| known == kind_id(kind));
    if holds(&wanted.pass) {
        draft.pass(message("lead-kind-right", Some(kind)))
    } else if holds(&wanted.fail) {
        draft.remedy(message("remedy-lead-kind", Some(kind))).fail(message("lead-kind-wrong", Some(kind)))
    } else {
        draft.remedy(message("remedy-lead-kind-person", Some(kind))).person(message("lead-kind-person", Some(kind)))
    }
}

/// A kind that must not lead, leading only another side's half (R-13a).
fn elsewhere(view: &View<'_>, rule: &Rule, wanted: &LeadKindRule) -> Option<Finding> {
    let Lead::One(unit) = view.lead(view.side()) else {
        return None;
    };
    let kind = kind_id(unit.kind?);
    if !wanted.fail.iter().any(|known| known == kind) {
        return None;
    }
    let message = say("lead-kind-elsewhere")
        .with("unit", unit.name.as_str())
        .with("kind", kind_word(kind))
        .with("side", view.names.side(view.side()))
        .with("wanted_side", view.names.side(&wanted.side));
    Some(
        described(view.draft(rule), unit)
            .ruling("R-13a")
            .remedy(say("remedy-lead-kind-elsewhere"))
            .says(Outcome::Person, message),
    )
}

fn described(draft: Draft, unit: &Unit) -> Draft {
    let draft = draft.fact(fact("lead-unit", &unit.name, unit.origin.cell("name")).of_side(&unit.side));
    match unit.kind {
        Some(kind) => draft.fact(
            fact("unit-kind", kind_id(kind), unit.origin.cell("kind"))
                .of_side(&unit.side)
                .noted(kind_word(kind_id(kind))),
        ),
        None => draft,
    }
}
