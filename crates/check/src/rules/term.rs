//! Only cooperation projects are taken: an application names a partner side's unit (G-4).

use hefu_guide::model::{Rule, TermRule};

use crate::draft::{fact, say};
use crate::finding::Finding;
use crate::view::View;

pub(crate) fn partner(view: &View<'_>, rule: &Rule, term: &TermRule) -> Vec<Finding> {
    if !term.needs_partner {
        return Vec::new();
    }
    let partners = view.names.partners(view.side());
    let found: Vec<_> = view.app.units.iter().filter(|unit| partners.contains(&unit.side.as_str())).collect();
    let facts = found.iter().map(|unit| {
        let mut fact = fact("partner-unit", &unit.name, unit.origin.cell("name"));
        fact.side = Some(unit.side.clone());
        fact
    });
    let draft = view.draft(rule).facts(facts);
    let finding = if found.is_empty() {
        let named = view.names.side_list(partners.iter().copied());
        draft
            .remedy(say("remedy-partner-missing").with("partners", named.clone()))
            .says(view.when_silent(), say("partner-missing").with("term", term.term.as_str()).with("partners", named))
    } else {
        draft.pass(say("partner-named").with("count", found.len()))
    };
    vec![finding]
}
