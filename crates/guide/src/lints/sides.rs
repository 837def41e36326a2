//! Sides, pairings and directions fit each other: a direction has a pairing with a basis, a rule names only sides of its
//! direction's pairing, a topic lies in its direction, and a side's money, script and zone can be used.

use hefu_text::money::Currency;
use hefu_words::Lang;

use crate::assemble::Draft;
use crate::diagnostics::Faults;
use crate::model::{Pairing, Rule, RuleKind};
use crate::parse::Block;

pub(super) fn run(draft: &Draft, faults: &mut Faults) {
    sides(draft, faults);
    for pairing in &draft.guide.pairings {
        if let Some(block) = named(draft, "pairing", &pairing.id) {
            self::pairing(pairing, block, faults);
        }
    }
    for (rule, block) in draft.guide.rules.iter().zip(&draft.rule_blocks) {
        if let Some(block) = draft.document.blocks.get(*block) {
            within(draft, rule, block, faults);
        }
    }
    if draft.guide.directions.is_empty() {
        faults.add(
            "guide::direction",
            "the guide sets up no direction",
            vec![(0, 3, "in this guide".to_owned())],
            Some("a block `direction NUMBER` under the sentence that sets it up does so".to_owned()),
        );
    }
    if draft.guide.header_clause.is_none() {
        faults.add(
            "guide::header",
            "the guide has no header",
            vec![(0, 3, "in this guide".to_owned())],
            Some("a block `header` with plan, programme, year and family stands under the title".to_owned()),
        );
    }
}

fn named<'a>(draft: &'a Draft, kind: &str, name: &str) -> Option<&'a Block> {
    draft.document.blocks.iter().find(|block| block.kind == kind && block.name == name)
}

fn sides(draft: &Draft, faults: &mut Faults) {
    let at = draft.document.front_key("[[side]]");
    let mut tell = |message: String, help: &str| {
        let labels = vec![(at.0, at.1, "in the front matter".to_owned())];
        faults.add("guide::side", message, labels, Some(help.to_owned()));
    };
    for side in &draft.guide.sides {
        if Currency::new(&side.currency).is_err() {
            let message = format!("the currency `{}` of side `{}` is no code of three letters", side.currency, side.id);
            tell(message, "write an ISO 4217 code such as CNY");
        }
        if Lang::from_tag(&side.language).is_none() {
            let message = format!("the language `{}` of side `{}` is not known", side.language, side.id);
            tell(message, "write zh-Hans, zh-Hant-HK, zh-Hant-TW or en");
        }
        if !side.zone.contains('/') {
            let message = format!("the zone `{}` of side `{}` is no name of a time zone", side.zone, side.id);
            tell(message, "write a name such as Asia/Shanghai");
        }
    }
    if draft.guide.sides.len() < 2 {
        tell("the guide has fewer than two sides".to_owned(), "a joint call has at least two; each is a `[[side]]`");
    }
}

fn pairing(pairing: &Pairing, block: &Block, faults: &mut Faults) {
    let mut tell = |key: &str, message: String, help: &str| {
        let (start, end) = block.span(key);
        faults.add("guide::pairing", message, vec![(start, end, "here".to_owned())], Some(help.to_owned()));
    };
    if pairing.sides.len() < 2 {
        let message = format!("pairing `{}` has fewer than two sides", pairing.id);
        tell("sides", message, "name the sides that apply together");
    }
    if pairing.side_names.len() != pairing.sides.len() {
        let message = format!(
            "pairing `{}` has {} sides and {} names of sides",
            pairing.id,
            pairing.sides.len(),
            pairing.side_names.len()
        );
        tell("side_names", message, "give one name for each side, in the same order");
    }
    if pairing.basis.trim().is_empty() {
        let message = format!("pairing `{}` names no agreement that it rests on", pairing.id);
        tell("basis", message, "write the basis as the guide words it");
    }
}

fn within(draft: &Draft, rule: &Rule, block: &Block, faults: &mut Faults) {
    let guide = &draft.guide;
    let Some(direction) = rule.scope.direction.as_deref().and_then(|number| guide.direction(number)) else {
        return;
    };
    if let Some(topic) = &rule.scope.topic
        && !direction.leaves().iter().any(|leaf| leaf.id == *topic)
    {
        let (start, end) = block.span("topic");
        faults.add(
            "guide::scope",
            format!("`{topic}` is no topic of direction {}", direction.number),
            vec![(start, end, "this rule applies to it".to_owned())],
            Some("name a leaf of the direction's topics".to_owned()),
        );
    }
    let (key, side) = match &rule.kind {
        RuleKind::FixedGrant(rule) => ("side", Some(&rule.side)),
        RuleKind::LeadKind(rule) => ("side", Some(&rule.side)),
        RuleKind::TeamHas(rule) => ("side", rule.side.as_ref()),
        RuleKind::OwnContribution(rule) => ("side", Some(&rule.side)),
        RuleKind::Limit(rule) => ("side", rule.side.as_ref()),
        _ => return,
    };
    if let (Some(side), Some(pairing)) = (side, guide.pairing(&direction.pairing))
        && !pairing.sides.contains(side)
        && guide.side(side).is_some()
    {
        let (start, end) = block.span(key);
        faults.add(
            "guide::scope",
            format!("`{side}` is no side of direction {}", direction.number),
            vec![(start, end, format!("its sides are {}", pairing.sides.join(", ")))],
            None,
        );
    }
}
