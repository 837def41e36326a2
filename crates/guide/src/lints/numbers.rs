//! Every number in a rule stands in its sentence, or a named ruling reads it from a word there.

use crate::assemble::Draft;
use crate::diagnostics::Faults;
use crate::model::{Guide, MoneyShare, Rule, RuleKind};
use crate::numbers::{Measure, Quantity, quantities};
use crate::predicate;

pub(super) fn run(draft: &Draft, faults: &mut Faults) {
    for (rule, block) in draft.guide.rules.iter().zip(&draft.rule_blocks) {
        let Some(clause) = draft.guide.clause(&rule.clause) else { continue };
        let stated = quantities(&clause.text);
        let block = draft.document.blocks.get(*block);
        for (key, quantity) in used(&draft.guide, rule) {
            if stated.contains(&quantity) || implied(draft, rule, &clause.text, quantity) {
                continue;
            }
            let (start, end) = block.map_or((rule.place.start, rule.place.end), |block| block.span(key));
            let mut labels = vec![(start, end, format!("{} is written here", written(quantity)))];
            let same: Vec<_> = stated.iter().filter(|q| q.measure == quantity.measure).collect();
            let (message, help);
            if same.is_empty() {
                let elsewhere = elsewhere(&draft.guide, quantity.measure, &rule.clause);
                message = format!("no sentence states this: {} states no {}", rule.clause, bare(quantity.measure));
                labels.extend(super::quoting(draft, &rule.clause));
                labels.extend(elsewhere.iter().filter_map(|id| super::quoting(draft, id)));
                help = "a number that no sentence states belongs into an office's own settings".to_owned();
            } else {
                let said: Vec<_> = same.iter().map(|q| written(**q)).collect();
                message = format!("{} is not what {} states: {}", written(quantity), rule.clause, said.join(", "));
                labels.extend(super::quoting(draft, &rule.clause));
                help = format!("write {}, or mend the quotation if it is not the official sentence", said.join(" or "));
            }
            faults.add("guide::number", message, labels, Some(help));
        }
    }
}

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
            let of = |key: &'static str, expr| {
                predicate::numbers(guide, expr).into_iter().map(move |(value, unit)| {
                    let measure = match unit.as_str() {
                        "months" => Measure::Months,
                        "minor units" => Measure::Money,
                        _ => Measure::Count,
                    };
                    (key, Quantity { measure, value: i128::from(value) })
                })
            };
            // `when` says where a rule applies; a bare 1 there ("if there is any") states no number.
            let applies = r.when.iter().flat_map(|expr| of("when", expr)).filter(|(_, q)| {
                !(q.measure == Measure::Count && q.value == 1)
            });
            applies.chain(of("require", &r.require)).collect()
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

fn implied(draft: &Draft, rule: &Rule, sentence: &str, quantity: Quantity) -> bool {
    rule.rulings.iter().filter_map(|id| draft.guide.setting(id)).flat_map(|setting| &setting.implies).any(|implied| {
        sentence.contains(&implied.word)
            && quantity.measure == Measure::Count
            && quantity.value == i128::from(implied.number)
    })
}

/// Clauses that state a quantity of this measure, the nearest few in the order of the text.
fn elsewhere(guide: &Guide, measure: Measure, but: &str) -> Vec<String> {
    let states = |text: &str| quantities(text).iter().any(|q| q.measure == measure);
    guide
        .clauses
        .iter()
        .filter(|clause| measure != Measure::Count && clause.id != but && states(&clause.text))
        .take(3)
        .map(|clause| clause.id.clone())
        .collect()
}

fn bare(measure: Measure) -> &'static str {
    measure.plural().trim_start_matches("an ").trim_start_matches("a ")
}

/// A quantity as a person writes it.
pub(super) fn written(quantity: Quantity) -> String {
    let group = hefu_text::number::group;
    match quantity.measure {
        Measure::Months => format!("{} months", quantity.value),
        Measure::Money if quantity.value % 100 == 0 => format!("{} yuan", group(quantity.value / 100)),
        Measure::Money => format!("{}.{:02} yuan", group(quantity.value / 100), (quantity.value % 100).abs()),
        Measure::Count => group(quantity.value),
        Measure::Percent => format!("{} %", quantity.value),
    }
}
