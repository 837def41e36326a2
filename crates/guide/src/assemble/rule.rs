//! Rule blocks → typed rules.

use hefu_text::money::{Currency, Money};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Draft, clause_of};
use crate::blocks::{MoneyBody, PredicateBody};
use crate::decode;
use crate::diagnostics::{Faults, did_you_mean};
use crate::model::{CeilingRule, FixedGrantRule, Guide, PredicateRule, Rule, RuleKind, Scope};
use crate::parse::Block;
use crate::predicate;

const KINDS: [&str; 24] = [
    "term",
    "direction-count",
    "band",
    "ceiling",
    "fixed-grant",
    "aims",
    "indicator",
    "topics",
    "period",
    "separate-notices",
    "separate-submission",
    "one-sided",
    "match",
    "evidence",
    "work-split",
    "agreement",
    "agreement-clause",
    "lead-kind",
    "team-has",
    "role-grid",
    "preference",
    "limit",
    "own-contribution",
    "predicate",
];

/// Keys every rule may carry, beside those of its kind.
const COMMON: [&str; 3] = ["direction", "topic", "rulings"];

pub(super) fn rules(draft: &mut Draft, faults: &mut Faults) {
    let blocks = draft.document.blocks.clone();
    for (number, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind == "rule") {
        let Some(clause) = clause_of(&draft.document, block).cloned() else {
            faults.add(
                "guide::rule",
                "a rule stands under no clause",
                vec![(block.place.start, block.place.end, "no sentence carries this".to_owned())],
                Some("put it under the sentence it rests on; a number that no sentence states belongs into an office's own settings".to_owned()),
            );
            continue;
        };
        let Some((common, body)) = split(block, faults) else { continue };
        let Some(kind) = kind(&draft.guide, body, faults) else { continue };
        let (word, name) = block.name.split_once(' ').unwrap_or((block.name.as_str(), ""));
        let short = if name.is_empty() { word } else { name };
        let mut id = format!("{}.{short}", clause.id);
        let twins =
            draft.guide.rules.iter().filter(|rule| rule.id == id || rule.id.starts_with(&format!("{id}-"))).count();
        if twins > 0 {
            id = format!("{id}-{}", twins + 1);
        }
        let scope = Scope {
            direction: common.direction.or_else(|| clause.scope.direction.clone()),
            topic: common.topic.or_else(|| clause.scope.topic.clone()),
        };
        let at = draft.guide.rules.len();
        draft.guide.rules.push(Rule {
            id,
            clause: clause.id.clone(),
            scope,
            kind,
            rulings: common.rulings,
            place: block.place,
        });
        draft.rule_blocks.push(number);
        if let Some(clause) = draft.guide.clauses.iter_mut().find(|own| own.id == clause.id) {
            clause.rules.push(at);
        }
    }
}

#[derive(Default, serde::Deserialize)]
struct Common {
    direction: Option<String>,
    topic: Option<String>,
    #[serde(default)]
    rulings: Vec<String>,
}

/// The keys every rule may carry, and the rest.
fn split<'a>(block: &'a Block, faults: &mut Faults) -> Option<(Common, Body<'a>)> {
    let at = block.at();
    let mut table = decode::table(&block.body, at, faults)?;
    let span = table.span();
    let mut common = DeTable::new();
    for key in COMMON {
        if let Some((key, value)) = table.get_mut().remove_entry(key) {
            common.insert(key, value);
        }
    }
    let common = decode::typed(Spanned::new(span, common), at, faults)?;
    Some((common, Body { block, table }))
}

/// What a rule says beside the keys every rule may carry.
struct Body<'a> {
    block: &'a Block,
    table: Spanned<DeTable<'a>>,
}

impl Body<'_> {
    fn typed<T: DeserializeOwned>(self, faults: &mut Faults) -> Option<T> {
        decode::typed(self.table, self.block.at(), faults)
    }
}

fn money(body: Body<'_>, faults: &mut Faults) -> Option<(Money, MoneyBody)> {
    let block = body.block;
    let body: MoneyBody = body.typed(faults)?;
    match Currency::new(&body.currency) {
        Ok(currency) => Some((Money::from_minor(body.amount, currency), body)),
        Err(error) => {
            let (start, end) = block.span("currency");
            faults.add("guide::rule", error.to_string(), vec![(start, end, "here".to_owned())], None);
            None
        }
    }
}

fn missing(key: &str, block: &Block, faults: &mut Faults) {
    faults.add(
        "guide::rule",
        format!("the rule needs `{key}`"),
        vec![(block.place.start, block.place.end, "in this rule".to_owned())],
        None,
    );
}

fn kind(guide: &Guide, body: Body<'_>, faults: &mut Faults) -> Option<RuleKind> {
    let block = body.block;
    let word = block.name.split(' ').next().unwrap_or_default();
    Some(match word {
        "term" => RuleKind::Term(body.typed(faults)?),
        "direction-count" => RuleKind::DirectionCount(body.typed(faults)?),
        "band" => RuleKind::Band(body.typed(faults)?),
        "ceiling" => {
            let (amount, body) = money(body, faults)?;
            let Some(source) = body.source else {
                missing("source", block, faults);
                return None;
            };
            RuleKind::Ceiling(CeilingRule { amount, source })
        }
        "fixed-grant" => {
            let (amount, body) = money(body, faults)?;
            let Some(side) = body.side else {
                missing("side", block, faults);
                return None;
            };
            RuleKind::FixedGrant(FixedGrantRule { amount, side })
        }
        "aims" => RuleKind::Aims(body.typed(faults)?),
        "indicator" => RuleKind::Indicator(body.typed(faults)?),
        "topics" => empty(RuleKind::Topics, &body, faults)?,
        "period" => RuleKind::Period(body.typed(faults)?),
        "separate-notices" => empty(RuleKind::SeparateNotices, &body, faults)?,
        "separate-submission" => empty(RuleKind::SeparateSubmission, &body, faults)?,
        "one-sided" => RuleKind::OneSided(body.typed(faults)?),
        "match" => RuleKind::Match(body.typed(faults)?),
        "evidence" => RuleKind::Evidence(body.typed(faults)?),
        "work-split" => RuleKind::WorkSplit(body.typed(faults)?),
        "agreement" => RuleKind::Agreement(body.typed(faults)?),
        "agreement-clause" => RuleKind::AgreementClause(body.typed(faults)?),
        "lead-kind" => RuleKind::LeadKind(body.typed(faults)?),
        "team-has" => RuleKind::TeamHas(body.typed(faults)?),
        "role-grid" => RuleKind::RoleGrid(body.typed(faults)?),
        "preference" => RuleKind::Preference(body.typed(faults)?),
        "limit" => RuleKind::Limit(body.typed(faults)?),
        "own-contribution" => RuleKind::OwnContribution(body.typed(faults)?),
        "predicate" => RuleKind::Predicate(predicate_rule(guide, body, faults)?),
        other => {
            let near = did_you_mean(other, KINDS).map(|near| format!("did you mean `{near}`? "));
            faults.add(
                "guide::rule-kind",
                format!("`{other}` is not a kind of rule"),
                vec![(block.place.start, block.offset, "here".to_owned())],
                Some(format!("{}kinds are {}", near.unwrap_or_default(), KINDS.join(", "))),
            );
            return None;
        }
    })
}

fn empty(kind: RuleKind, body: &Body<'_>, faults: &mut Faults) -> Option<RuleKind> {
    let Some((key, _)) = body.table.get_ref().iter().next() else { return Some(kind) };
    let at = body.block.offset;
    let label = (at + key.span().start, at + key.span().end, "here".to_owned());
    let message = format!("`{}` is not known here", key.get_ref());
    faults.add("guide::rule", message, vec![label], Some(format!("known here: {}", COMMON.join(", "))));
    None
}

fn predicate_rule(guide: &Guide, mut body: Body<'_>, faults: &mut Faults) -> Option<PredicateRule> {
    let offset = body.block.offset;
    let expression = |value: &Spanned<DeValue<'_>>, faults: &mut Faults| {
        predicate::parse(guide, value, 0)
            .map_err(|refusal| {
                let at = (offset + refusal.span.start, offset + refusal.span.end, "here".to_owned());
                faults.add("guide::predicate", refusal.message, vec![at], refusal.help);
            })
            .ok()
    };
    let when = body.table.get_mut().remove("when").map(|value| expression(&value, faults));
    let require = body.table.get_mut().remove("require").map(|value| expression(&value, faults));
    let block = body.block;
    let rest: PredicateBody = body.typed(faults)?;
    let Some(require) = require else {
        missing("require", block, faults);
        return None;
    };
    let when = match when {
        Some(read) => Some(read?),
        None => None,
    };
    Some(PredicateRule { when, require: require?, effect: rest.effect, say: rest.say, remedy: rest.remedy })
}
