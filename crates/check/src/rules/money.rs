//! Money of one application: a fixed grant, own money beside the grant, and more asked than a whole direction has.
//! Amounts of different currencies are never compared; only the source a rule names counts.

use hefu_application::BudgetLine;
use hefu_guide::model::{CeilingRule, FixedGrantRule, MoneyShare, OwnContributionRule, Rule};
use hefu_text::money::{Currency, Money};
use hefu_words::{Arg, Lang};

use crate::draft::{FactExt, fact, outcome_of, say};
use crate::finding::{Fact, Finding};
use crate::naming::kind_id;
use crate::view::View;

/// State money in a budget.
pub(crate) const STATE: &str = "state";
/// Own money in a budget.
pub(crate) const OWN: &str = "own";

/// An amount in every language.
pub(crate) fn words(money: Money) -> Arg {
    use hefu_text::money::MoneyStyle as Style;
    Arg::Words(
        [
            (Lang::ZhHans, Style::ZhHans),
            (Lang::ZhHantHk, Style::ZhHantHk),
            (Lang::ZhHantTw, Style::ZhHantTw),
            (Lang::En, Style::En),
        ]
        .into_iter()
        .map(|(lang, style)| (lang.tag().to_owned(), money.format(style)))
        .collect(),
    )
}

/// What lines come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Total {
    /// No line.
    None,
    /// The sum, in one currency.
    Sum(Money),
    /// Several currencies, or beyond what can be counted.
    Mixed,
}

pub(crate) fn total<'a>(lines: impl IntoIterator<Item = &'a BudgetLine>) -> Total {
    lines.into_iter().fold(Total::None, |total, line| match total {
        Total::None => Total::Sum(line.amount),
        Total::Sum(sum) => sum.checked_add(line.amount).map_or(Total::Mixed, Total::Sum),
        Total::Mixed => Total::Mixed,
    })
}

fn lines<'a>(view: &View<'a>, side: &str, source: Option<&str>) -> Vec<&'a BudgetLine> {
    view.app
        .budget
        .iter()
        .filter(|line| line.side == side && source.is_none_or(|source| line.source == source))
        .collect()
}

fn facts(lines: &[&BudgetLine]) -> Vec<Fact> {
    lines
        .iter()
        .map(|line| {
            fact("budget", line.amount.format(hefu_text::money::MoneyStyle::En), line.origin.cell("amount"))
                .of_side(&line.side)
                .about("source", source_word(&line.source))
        })
        .collect()
}

fn source_word(source: &str) -> Arg {
    match source {
        "state" | "own" | "partner" => say(&format!("money-{source}")).into(),
        other => Arg::from(other),
    }
}

/// The same amount for every project.
pub(crate) fn fixed_grant(view: &View<'_>, rule: &Rule, grant: &FixedGrantRule) -> Vec<Finding> {
    if view.side() != grant.side {
        return Vec::new();
    }
    let asked = lines(view, &grant.side, Some(STATE));
    let draft = view.draft(rule).facts(facts(&asked));
    let stated = words(grant.amount);
    let remedy = say("remedy-fixed-grant").with("amount", stated.clone());
    vec![match total(asked) {
        Total::None => draft.remedy(remedy).unset(say("grant-unstated").with("amount", stated)),
        Total::Sum(sum) if sum == grant.amount => draft.pass(say("grant-right").with("amount", stated)),
        Total::Sum(sum) => {
            draft.remedy(remedy).fail(say("grant-wrong").with("asked", words(sum)).with("amount", stated))
        }
        Total::Mixed => draft.remedy(say("remedy-currencies")).person(say("money-mixed")),
    }]
}

/// One project asks for more than the direction has. The guide gives no cap per project and none is made up: a remark.
pub(crate) fn beyond_ceiling(view: &View<'_>, rule: &Rule, ceiling: &CeilingRule) -> Vec<Finding> {
    let asked = lines(view, view.side(), Some(&ceiling.source));
    let Total::Sum(sum) = total(asked.iter().copied()) else {
        return Vec::new();
    };
    if sum.currency != ceiling.amount.currency || sum.minor <= ceiling.amount.minor {
        return Vec::new();
    }
    vec![
        view.draft(rule)
            .facts(facts(&asked))
            .remedy(say("remedy-beyond-ceiling"))
            .hint(say("beyond-ceiling").with("asked", words(sum)).with("ceiling", words(ceiling.amount))),
    ]
}

/// Own money beside the grant.
pub(crate) fn own_contribution(view: &View<'_>, rule: &Rule, wanted: &OwnContributionRule) -> Vec<Finding> {
    if view.side() != wanted.side {
        return Vec::new();
    }
    if let Some(kind) = &wanted.if_team_has
        && !view.app.units_of(&wanted.side).any(|unit| unit.kind.is_some_and(|own| kind_id(own) == kind))
    {
        return Vec::new();
    }
    let all = lines(view, &wanted.side, None);
    let own = lines(view, &wanted.side, Some(OWN));
    let draft = view.draft(rule).facts(facts(&all));
    let side = view.names.side(&wanted.side);
    let base = match wanted.at_least {
        MoneyShare::Grant => total(lines(view, &wanted.side, Some(STATE))),
        MoneyShare::PercentOfTotal(_) => total(all.iter().copied()),
    };
    let (base, own) = match (base, total(own)) {
        (Total::None, _) => {
            return vec![
                draft
                    .remedy(say("remedy-budget").with("side", side.clone()))
                    .says(view.when_silent(), say("budget-unstated").with("side", side)),
            ];
        }
        (Total::Sum(base), Total::None) => (base, Money::from_minor(0, base.currency)),
        (Total::Sum(base), Total::Sum(own)) if base.currency == own.currency => (base, own),
        _ => {
            return vec![draft.remedy(say("remedy-currencies")).person(say("money-mixed"))];
        }
    };
    let (enough, needed) = needed(wanted.at_least, base, own);
    let message =
        |key: &str| say(key).with("side", side.clone()).with("own", words(own)).with("needed", needed.clone());
    vec![if enough {
        draft.pass(message("own-money-enough"))
    } else {
        draft.remedy(message("remedy-own-money")).says(outcome_of(wanted.effect), message("own-money-short"))
    }]
}

/// Whether `own` is enough, and how much would be, in words.
fn needed(share: MoneyShare, base: Money, own: Money) -> (bool, Arg) {
    match share {
        MoneyShare::Grant => (own.minor >= base.minor, words(base)),
        MoneyShare::PercentOfTotal(percent) => {
            let wanted = i128::from(base.minor) * i128::from(percent);
            let least = wanted / 100 + i128::from(wanted % 100 > 0);
            let least = i64::try_from(least).unwrap_or(i64::MAX);
            let amount = words(Money::from_minor(least, base.currency));
            let words = say("percent-of-total").with("percent", u32::from(percent)).with("amount", amount);
            (i128::from(own.minor) * 100 >= wanted, words.into())
        }
    }
}

/// The sum of `source` money asked by applications, for the round's figures.
pub(crate) fn demand<'a>(lines: impl IntoIterator<Item = &'a BudgetLine>, source: &str, currency: Currency) -> i128 {
    lines
        .into_iter()
        .filter(|line| line.source == source && line.amount.currency == currency)
        .map(|line| i128::from(line.amount.minor))
        .sum()
}
