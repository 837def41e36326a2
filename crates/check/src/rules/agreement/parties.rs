//! Both lead units (or all units, where the rule says so) are parties; marks of signing are for a person.

use hefu_application::Unit;
use hefu_guide::model::{AgreementRule, Rule};
use hefu_text::script::strip;
use hefu_words::Arg;

use super::{of_file, place};
use crate::agreement::{AgreementFacts, PartyFound};
use crate::draft::{FactExt, fact, say};
use crate::finding::Finding;
use crate::view::{Lead, View};

pub(super) fn parties(
    view: &View<'_>,
    rule: &Rule,
    wanted: &AgreementRule,
    file: &str,
    facts: &AgreementFacts,
) -> Vec<Finding> {
    view.names.sides().iter().map(|side| of_side(view, rule, wanted, side, file, facts)).collect()
}

fn of_side(
    view: &View<'_>,
    rule: &Rule,
    wanted: &AgreementRule,
    side: &str,
    file: &str,
    facts: &AgreementFacts,
) -> Finding {
    let all = wanted.parties == "all-units";
    let units: Vec<&Unit> = match (all, view.lead(side)) {
        (true, _) => view.app.units_of(side).collect(),
        (false, Lead::One(unit)) => vec![unit],
        (false, Lead::None | Lead::Several) => Vec::new(),
    };
    let draft = view.draft(rule).part("party").part(side);
    let message = |key: &str| say(key).with("side", view.names.side(side)).with("file", file);
    if units.is_empty() {
        return draft
            .remedy(say("remedy-one-lead").with("side", view.names.side(side)))
            .person(message("party-unknown"));
    }
    let (mut absent, mut uncertain, mut unsought) = (Vec::new(), Vec::new(), Vec::new());
    let mut draft = draft;
    for unit in units {
        let name = Arg::from(unit.name.as_str());
        match sought(facts, unit, all) {
            None => unsought.push(name),
            Some(PartyFound { found: None, .. }) => absent.push(name),
            Some(PartyFound { found: Some(found), uncertain: open, .. }) => {
                draft = draft.fact(
                    fact("party", &found.text, of_file(file)).of_side(side).noted(place(found.page, found.offset)),
                );
                if *open {
                    uncertain.push(say("party-as").with("name", name).with("text", found.text.as_str()).into());
                }
            }
        }
    }
    let introduced: Vec<Arg> = facts.introduced.iter().map(|party| Arg::from(party.value.as_str())).collect();
    if !absent.is_empty() {
        let key = if introduced.is_empty() { "party-absent" } else { "party-absent-introduced" };
        return draft
            .remedy(say("remedy-party"))
            .fail(message(key).with("units", Arg::List(absent)).with("introduced", Arg::List(introduced)));
    }
    if !unsought.is_empty() {
        return draft
            .remedy(say("remedy-agreement-look"))
            .person(message("party-not-sought").with("units", Arg::List(unsought)));
    }
    if !uncertain.is_empty() {
        return draft
            .remedy(say("remedy-party-uncertain"))
            .person(message("party-uncertain").with("units", Arg::List(uncertain)));
    }
    draft.pass(message("party-there"))
}

/// The answer for this unit: by name, or the only one of its side where only leads were asked for.
fn sought<'a>(facts: &'a AgreementFacts, unit: &Unit, all: bool) -> Option<&'a PartyFound> {
    let of_side = || facts.parties.iter().filter(|party| party.side == unit.side);
    let own = strip(&unit.name);
    let english = unit.english.as_deref().map(strip);
    let by_name = of_side().find(|party| {
        let name = strip(&party.name);
        name == own || Some(&name) == english.as_ref()
    });
    by_name.or_else(|| {
        let mut only = of_side();
        match (only.next(), only.next()) {
            (Some(party), None) if !all => Some(party),
            _ => None,
        }
    })
}

/// Signatures and seals are always confirmed by a person; the marks found help to look.
pub(super) fn marks(view: &View<'_>, rule: &Rule, file: &str, facts: &AgreementFacts) -> Finding {
    let found = facts
        .signature_marks
        .iter()
        .map(|mark| fact("signature-mark", &mark.text, of_file(file)).noted(place(mark.page, mark.offset)));
    let key = if facts.signature_marks.is_empty() { "signatures-no-marks" } else { "signatures-confirm" };
    view.draft(rule)
        .part("signatures")
        .facts(found)
        .remedy(say("remedy-signatures"))
        .person(say(key).with("file", file).with("count", facts.signature_marks.len()))
}
