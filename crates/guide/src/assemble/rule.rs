//! Rule blocks → typed rules.

use hefu_text::money::{Currency, Money};
use serde::de::DeserializeOwned;

use super::{Draft, clause_of, toml_fault};
use crate::blocks::{MoneyBody, PredicateBody};
use crate::diagnostics::{Faults, did_you_mean};
use crate::model::{
    CeilingRule, FixedGrantRule, Guide, PredicateRule, Rule, RuleKind, Scope,
};
use crate::parse::Block;
use crate::predicate;

const KINDS: [&str; 24] = [
    "term", "direction-count", "band", "ceiling", "fixed-grant", "aims", "indicator", "topics", "period",
    "separate-notices", "separate-submission", "one-sided", "match", "evidence", "work-split", "agreement",
    "agreement-clause", "lead-kind", "team-has", "role-grid", "preference", "limit", "own-contribution", "predicate",
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
        let Some(kind) = kind(&draft.guide, block, body, faults) else { continue };
        let (word, name) = block.name.split_once(' ').unwrap_or((block.name.as_str(), ""));
        let short = if name.is_empty() { word } else { name };
        let mut id = format!("{}.{short}", clause.id);
        let twins = draft.guide.rules.iter().filter(|rule| rule.id == id || rule.id.starts_with(&format!("{id}-"))).count();
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

fn split(block: &Block, faults: &mut Faults) -> Option<(Common, toml::Table)> {
    let table: toml::Table = match toml::from_str(&block.body) {
        Ok(table) => table,
        Err(error) => {
            toml_fault(&error, block.offset, block.place.end, faults);
            return None;
        }
    };
    let (common, body): (toml::Table, toml::Table) =
        table.into_iter().partition(|(key, _)| COMMON.contains(&key.as_str()));
    match common.try_into() {
        Ok(common) => Some((common, body)),
        Err(error) => {
            toml_fault(&error, block.offset, block.place.end, faults);
            None
        }
    }
}

fn typed<T: DeserializeOwned>(body: toml::Table, block: &Block, faults: &mut Faults) -> Option<T> {
    match body.try_into() {
        Ok(value) => Some(value),
        Err(error) => {
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            let key = message.split('`').nth(1).unwrap_or_default().to_owned();
            let (start, end) = block.span(&key);
            let known = message.split_once("expected ").map(|(_, known)| known.to_owned()).unwrap_or_default();
            let near = did_you_mean(&key, known.split('`').filter(|word| !word.trim().is_empty()));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            faults.add("guide::rule", message, vec![(start, end, "in this rule".to_owned())], help);
            None
        }
    }
}

fn money(body: toml::Table, block: &Block, faults: &mut Faults) -> Option<(Money, MoneyBody)> {
    let body: MoneyBody = typed(body, block, faults)?;
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

fn kind(guide: &Guide, block: &Block, body: toml::Table, faults: &mut Faults) -> Option<RuleKind> {
    let word = block.name.split(' ').next().unwrap_or_default();
    Some(match word {
        "term" => RuleKind::Term(typed(body, block, faults)?),
        "direction-count" => RuleKind::DirectionCount(typed(body, block, faults)?),
        "band" => RuleKind::Band(typed(body, block, faults)?),
        "ceiling" => {
            let (amount, body) = money(body, block, faults)?;
            let Some(source) = body.source else {
                missing("source", block, faults);
                return None;
            };
            RuleKind::Ceiling(CeilingRule { amount, source })
        }
        "fixed-grant" => {
            let (amount, body) = money(body, block, faults)?;
            let Some(side) = body.side else {
                missing("side", block, faults);
                return None;
            };
            RuleKind::FixedGrant(FixedGrantRule { amount, side })
        }
        "aims" => RuleKind::Aims(typed(body, block, faults)?),
        "indicator" => RuleKind::Indicator(typed(body, block, faults)?),
        "topics" => empty(RuleKind::Topics, &body, block, faults)?,
        "period" => RuleKind::Period(typed(body, block, faults)?),
        "separate-notices" => empty(RuleKind::SeparateNotices, &body, block, faults)?,
        "separate-submission" => empty(RuleKind::SeparateSubmission, &body, block, faults)?,
        "one-sided" => RuleKind::OneSided(typed(body, block, faults)?),
        "match" => RuleKind::Match(typed(body, block, faults)?),
        "evidence" => RuleKind::Evidence(typed(body, block, faults)?),
        "work-split" => RuleKind::WorkSplit(typed(body, block, faults)?),
        "agreement" => RuleKind::Agreement(typed(body, block, faults)?),
        "agreement-clause" => RuleKind::AgreementClause(typed(body, block, faults)?),
        "lead-kind" => RuleKind::LeadKind(typed(body, block, faults)?),
        "team-has" => RuleKind::TeamHas(typed(body, block, faults)?),
        "role-grid" => RuleKind::RoleGrid(typed(body, block, faults)?),
        "preference" => RuleKind::Preference(typed(body, block, faults)?),
        "limit" => RuleKind::Limit(typed(body, block, faults)?),
        "own-contribution" => RuleKind::OwnContribution(typed(body, block, faults)?),
        "predicate" => RuleKind::Predicate(predicate_rule(guide, body, block, faults)?),
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

fn empty(kind: RuleKind, body: &toml::Table, block: &Block, faults: &mut Faults) -> Option<RuleKind> {
    let Some(key) = body.keys().next() else { return Some(kind) };
    let (start, end) = block.span(key);
    faults.add("guide::rule", format!("`{key}` is not known in this rule"), vec![(start, end, "here".to_owned())], None);
    None
}

fn predicate_rule(guide: &Guide, body: toml::Table, block: &Block, faults: &mut Faults) -> Option<PredicateRule> {
    let body: PredicateBody = typed(body, block, faults)?;
    let mut parse = |key: &str, value: &toml::Value| match predicate::parse(guide, value, 0) {
        Ok(expr) => Some(expr),
        Err((message, help)) => {
            let (start, end) = block.span(key);
            faults.add("guide::predicate", message, vec![(start, end, "in this predicate".to_owned())], help);
            None
        }
    };
    let when = match &body.when {
        Some(value) => Some(parse("when", value)?),
        None => None,
    };
    let require = parse("require", &body.require)?;
    Some(PredicateRule { when, require, effect: body.effect, say: body.say, remedy: body.remedy })
}
