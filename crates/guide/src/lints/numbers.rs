//! Every number in a rule stands in its sentence, or a named ruling reads it from a word there.

use std::collections::BTreeSet;

use hefu_text::number::group;

use super::quoting;
use crate::assemble::Draft;
use crate::diagnostics::Faults;
use crate::model::{Expr, Guide, MoneyShare, Rule, RuleKind};
use crate::numbers::{Measure, Quantity, quantities};
use crate::parse::Block;
use crate::predicate;

pub(super) fn run(draft: &Draft, faults: &mut Faults) {
    for (rule, block) in draft.guide.rules.iter().zip(&draft.rule_blocks) {
        let (Some(clause), Some(block)) = (draft.guide.clause(&rule.clause), draft.document.blocks.get(*block)) else {
            continue;
        };
        let stated = quantities(&clause.text);
        let used = used(&draft.guide, rule);
        let mut wrong = false;
        for (key, quantity) in &used {
            if !stated.contains(quantity) && !implied(draft, rule, &clause.text, *quantity) {
                wrong = true;
                refuse(draft, rule, block, key, *quantity, &stated, faults);
            }
        }
        if !wrong {
            whole_range(draft, rule, block, &used, &stated, faults);
            currency(draft, rule, block, faults);
            per_project(draft, rule, block, faults);
            prose(draft, rule, block, &stated, faults);
        }
    }
}

fn refuse(
    draft: &Draft,
    rule: &Rule,
    block: &Block,
    key: &str,
    quantity: Quantity,
    stated: &[Quantity],
    faults: &mut Faults,
) {
    let (start, end) = block.span(key);
    let mut labels = vec![(start, end, format!("{} is written here", written(quantity)))];
    labels.extend(quoting(draft, &rule.clause));
    let same: BTreeSet<Quantity> = stated.iter().filter(|own| own.measure == quantity.measure).copied().collect();
    let (message, help);
    if same.is_empty() {
        labels.extend(elsewhere(draft, quantity.measure, &rule.clause));
        message = format!("no sentence states this: {} states no {}", rule.clause, quantity.measure.noun());
        help = "a number that no sentence states belongs into an office's own settings; where a word implies it, name \
                the ruling that says so in `rulings`";
    } else {
        let said: Vec<_> = same.into_iter().map(written).collect();
        message = format!("{} states {}, not {}", rule.clause, said.join(" and "), written(quantity));
        labels.extend(counted_in(draft, rule));
        help = "the rule has to say what the sentence says; a number that no sentence states belongs into an office's \
                own settings";
    }
    faults.add("guide::number", message, labels, Some(help.to_owned()));
}

/// A band or a period uses both ends that its sentence states.
fn whole_range(
    draft: &Draft,
    rule: &Rule,
    block: &Block,
    used: &[(&'static str, Quantity)],
    stated: &[Quantity],
    faults: &mut Faults,
) {
    let measure = match &rule.kind {
        RuleKind::Period(_) => Measure::Months,
        RuleKind::Band(_) => Measure::Count,
        _ => return,
    };
    let used: BTreeSet<i128> = used.iter().map(|(_, quantity)| quantity.value).collect();
    let left: Vec<String> = stated
        .iter()
        .filter(|own| own.measure == measure && !used.contains(&own.value))
        .map(|own| written(*own))
        .collect();
    if !left.is_empty() {
        let mut labels = vec![(block.place.start, block.place.end, "this rule leaves it out".to_owned())];
        labels.extend(quoting(draft, &rule.clause));
        faults.add(
            "guide::number",
            format!("{} also states {}", rule.clause, left.join(" and ")),
            labels,
            Some("a rule uses both ends of the range that its sentence states".to_owned()),
        );
    }
}

/// Numbers in what a predicate says are stated or implied too.
fn prose(draft: &Draft, rule: &Rule, block: &Block, stated: &[Quantity], faults: &mut Faults) {
    let (RuleKind::Predicate(predicate), Some(clause)) = (&rule.kind, draft.guide.clause(&rule.clause)) else {
        return;
    };
    for (key, words) in [("say", &predicate.say), ("remedy", &predicate.remedy)] {
        for quantity in quantities(words.hans()) {
            if !stated.contains(&quantity) && !implied(draft, rule, &clause.text, quantity) {
                refuse(draft, rule, block, key, quantity, stated, faults);
            }
        }
    }
}

/// Names of currencies in sentences.
const CURRENCIES: [(&str, &str); 10] = [
    ("人民币", "CNY"),
    ("人民幣", "CNY"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("港幣", "HKD"),
    ("澳门元", "MOP"),
    ("澳門元", "MOP"),
    ("新台币", "TWD"),
    ("新臺幣", "TWD"),
    ("美元", "USD"),
];

fn currency(draft: &Draft, rule: &Rule, block: &Block, faults: &mut Faults) {
    let amount = match &rule.kind {
        RuleKind::Ceiling(rule) => rule.amount,
        RuleKind::FixedGrant(rule) => rule.amount,
        _ => return,
    };
    let Some(clause) = draft.guide.clause(&rule.clause) else { return };
    let named = CURRENCIES.iter().find(|(word, _)| clause.text.contains(word));
    if let Some((word, code)) = named
        && *code != amount.currency.code()
    {
        let (start, end) = block.span("currency");
        let mut labels = vec![(start, end, "another currency is written here".to_owned())];
        labels.extend(quoting(draft, &rule.clause));
        let message = format!("{} says {word}, which is {code}, not {}", rule.clause, amount.currency.code());
        faults.add("guide::number", message, labels, Some(format!("write `currency = \"{code}\"`")));
    }
}

/// Words by which a sentence speaks of each project.
const EACH: [&str; 7] = ["每", "单个", "单项", "各项目", "each", "per project", "every"];

/// An amount for one project needs a sentence that speaks of each project.
fn per_project(draft: &Draft, rule: &Rule, block: &Block, faults: &mut Faults) {
    let money = |expr: &Expr| predicate::numbers(&draft.guide, expr).iter().any(|(_, unit)| unit == MINOR);
    let key = match &rule.kind {
        RuleKind::FixedGrant(_) => "amount",
        RuleKind::Predicate(rule) if money(&rule.require) => "require",
        _ => return,
    };
    let Some(clause) = draft.guide.clause(&rule.clause) else { return };
    if EACH.iter().any(|word| clause.text.contains(word)) {
        return;
    }
    let (start, end) = block.span(key);
    let mut labels = vec![(start, end, "an amount for one project is written here".to_owned())];
    labels.extend(quoting(draft, &rule.clause));
    let others = draft.guide.clauses.iter().filter(|other| {
        let money = quantities(&other.text).iter().any(|own| own.measure == Measure::Money);
        other.id != rule.clause && money && EACH.iter().any(|word| other.text.contains(word))
    });
    let others: Vec<&str> = others.map(|other| other.id.as_str()).collect();
    labels.extend(others.iter().filter_map(|id| quoting(draft, id)));
    let message = if others.is_empty() {
        "no sentence states an amount for each project".to_owned()
    } else {
        format!("{} states no amount for each project; {} does", rule.clause, others.join(", "))
    };
    let help = "an amount that no sentence states belongs into an office's own settings";
    faults.add("guide::number", message, labels, Some(help.to_owned()));
}

const MINOR: &str = "minor units";

/// Numbers of a rule with the key they are written under.
fn used(guide: &Guide, rule: &Rule) -> Vec<(&'static str, Quantity)> {
    let count = |value: u32| Quantity { measure: Measure::Count, value: i128::from(value) };
    let months = |value: u32| Quantity { measure: Measure::Months, value: i128::from(value) };
    let money = |minor: i64| Quantity { measure: Measure::Money, value: i128::from(minor) };
    match &rule.kind {
        RuleKind::DirectionCount(r) => vec![("count", count(r.count))],
        RuleKind::Band(r) => vec![("min", count(r.min)), ("max", count(r.max))],
        RuleKind::Ceiling(r) => vec![("amount", money(r.amount.minor))],
        RuleKind::FixedGrant(r) => vec![("amount", money(r.amount.minor))],
        RuleKind::Period(r) => {
            let least = (r.min_months > 0).then(|| ("min_months", months(r.min_months)));
            least.into_iter().chain([("max_months", months(r.max_months))]).collect()
        }
        RuleKind::TeamHas(r) => vec![("min", count(r.min))],
        RuleKind::Limit(r) => vec![("max", count(r.max))],
        RuleKind::OwnContribution(r) => match r.at_least {
            MoneyShare::Grant => Vec::new(),
            MoneyShare::PercentOfTotal(percent) => {
                vec![("at_least", Quantity { measure: Measure::Percent, value: i128::from(percent) })]
            }
        },
        RuleKind::Predicate(r) => {
            let when = r.when.iter().flat_map(|expr| compared(guide, "when", expr));
            // `when` says where a rule applies; a bare 1 there ("if there is any") states no number.
            let when = when.filter(|(_, own)| *own != count(1));
            when.chain(compared(guide, "require", &r.require)).collect()
        }
        RuleKind::Term(_)
        | RuleKind::Aims(_)
        | RuleKind::Indicator(_)
        | RuleKind::Topics
        | RuleKind::SeparateNotices
        | RuleKind::SeparateSubmission
        | RuleKind::OneSided(_)
        | RuleKind::Match(_)
        | RuleKind::Evidence(_)
        | RuleKind::WorkSplit(_)
        | RuleKind::Agreement(_)
        | RuleKind::AgreementClause(_)
        | RuleKind::LeadKind(_)
        | RuleKind::RoleGrid(_)
        | RuleKind::Preference(_) => Vec::new(),
    }
}

fn compared(guide: &Guide, key: &'static str, expr: &Expr) -> Vec<(&'static str, Quantity)> {
    predicate::numbers(guide, expr)
        .into_iter()
        .map(|(value, unit)| {
            let measure = match unit.as_str() {
                "months" => Measure::Months,
                MINOR => Measure::Money,
                "hundredths of a person-month" => Measure::PersonMonths,
                _ => Measure::Count,
            };
            (key, Quantity { measure, value: i128::from(value) })
        })
        .collect()
}

fn implied(draft: &Draft, rule: &Rule, sentence: &str, quantity: Quantity) -> bool {
    let named = rule.rulings.iter().filter_map(|id| draft.guide.setting(id));
    quantity.measure == Measure::Count
        && named
            .flat_map(|setting| &setting.implies)
            .any(|implied| sentence.contains(&implied.word) && quantity.value == i128::from(implied.number))
}

/// Other sentences that state a quantity of this measure; of counts there are too many to be of help.
fn elsewhere(draft: &Draft, measure: Measure, but: &str) -> Vec<super::Label> {
    let states = |text: &str| quantities(text).iter().any(|own| own.measure == measure);
    let clauses = draft.guide.clauses.iter();
    clauses
        .filter(|clause| measure != Measure::Count && clause.id != but && states(&clause.text))
        .take(4)
        .filter_map(|clause| quoting(draft, &clause.id))
        .collect()
}

/// The sentence that states the total of a direction's band or ceiling.
fn counted_in(draft: &Draft, rule: &Rule) -> Option<super::Label> {
    let whole = draft.guide.rules.iter().find(|other| {
        let alike = matches!(
            (&other.kind, &rule.kind),
            (RuleKind::Band(_), RuleKind::Band(_)) | (RuleKind::Ceiling(_), RuleKind::Ceiling(_))
        );
        alike && other.scope.direction.is_none() && rule.scope.direction.is_some()
    })?;
    quoting(draft, &whole.clause)
}

/// A quantity as a person writes it.
pub(super) fn written(quantity: Quantity) -> String {
    match quantity.measure {
        Measure::Months => format!("{} months", quantity.value),
        Measure::Money if quantity.value % 100 == 0 => format!("{} yuan", group(quantity.value / 100)),
        Measure::Money => format!("{}.{:02} yuan", group(quantity.value / 100), (quantity.value % 100).abs()),
        Measure::Count => group(quantity.value),
        Measure::Percent => format!("{} %", quantity.value),
        Measure::PersonMonths => {
            format!("{}.{:02} person-months", quantity.value / 100, (quantity.value % 100).abs())
        }
    }
}
