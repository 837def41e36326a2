//! Each rule as a sentence in 简, 繁 and English, from the typed rule alone, so that what is read is what is run.

mod content;
mod predicate;
mod say;

use hefu_text::money::{Money, MoneyStyle};
use hefu_words::{Arg, Lang, Message};

use self::say::Say;
use crate::Guide;
use crate::model::{
    AgreementRule, BandRule, Counter, Effect, EvidenceRule, Indicator, LeadKindRule, LimitRule, MatchField, MatchRule,
    MoneyShare, OwnContributionRule, PeriodRule, Rule, RuleKind, TeamHasRule, WorkSplitRule,
};

pub use predicate::predicate;

/// The rule as a sentence.
pub fn sentence(rule: &Rule, guide: &Guide, lang: Lang) -> String {
    let say = Say::new(guide, rule.scope.direction.as_deref());
    let message = message(rule, &say);
    let limited = rule.scope.topic.as_deref().and_then(|id| say.topic(id));
    let message = match limited {
        Some(topic) => Message::new("guide-within-topic").with("topic", topic).with("rule", message),
        None => message,
    };
    message.text(lang)
}

/// The rule in a few words: the figure where it states one, otherwise what it is about.
pub fn short(rule: &Rule, lang: Lang) -> String {
    match &rule.kind {
        RuleKind::Band(band) => {
            Message::new(about(band, "guide-short-band")).with("number", range(band.min, band.max)).text(lang)
        }
        RuleKind::Ceiling(ceiling) => ceiling.amount.format(money_style(lang)),
        RuleKind::FixedGrant(grant) => grant.amount.format(money_style(lang)),
        RuleKind::Period(period) => period_message("guide-short-period", period).text(lang),
        kind => Message::new(format!("guide-kind-{}", name(kind))).text(lang),
    }
}

/// The word a rule kind is written with in `guide.md`.
fn name(kind: &RuleKind) -> &'static str {
    match kind {
        RuleKind::Term(_) => "term",
        RuleKind::DirectionCount(_) => "direction-count",
        RuleKind::Band(_) => "band",
        RuleKind::Ceiling(_) => "ceiling",
        RuleKind::FixedGrant(_) => "fixed-grant",
        RuleKind::Aims(_) => "aims",
        RuleKind::Indicator(_) => "indicator",
        RuleKind::Topics => "topics",
        RuleKind::Period(_) => "period",
        RuleKind::SeparateNotices => "separate-notices",
        RuleKind::SeparateSubmission => "separate-submission",
        RuleKind::OneSided(_) => "one-sided",
        RuleKind::Match(_) => "match",
        RuleKind::Evidence(_) => "evidence",
        RuleKind::WorkSplit(_) => "work-split",
        RuleKind::Agreement(_) => "agreement",
        RuleKind::AgreementClause(_) => "agreement-clause",
        RuleKind::LeadKind(_) => "lead-kind",
        RuleKind::TeamHas(_) => "team-has",
        RuleKind::RoleGrid(_) => "role-grid",
        RuleKind::Preference(_) => "preference",
        RuleKind::Limit(_) => "limit",
        RuleKind::OwnContribution(_) => "own-contribution",
        RuleKind::Predicate(_) => "predicate",
    }
}

/// How money is written in a language.
pub fn money_style(lang: Lang) -> MoneyStyle {
    match lang {
        Lang::ZhHans => MoneyStyle::ZhHans,
        Lang::ZhHantHk => MoneyStyle::ZhHantHk,
        Lang::ZhHantTw => MoneyStyle::ZhHantTw,
        Lang::En => MoneyStyle::En,
    }
}

/// An amount in each language.
pub(crate) fn money(amount: &Money) -> Arg {
    Arg::Words(Lang::ALL.into_iter().map(|lang| (lang.tag().to_owned(), amount.format(money_style(lang)))).collect())
}

fn range(min: u32, max: u32) -> String {
    if min == max { min.to_string() } else { format!("{min}–{max}") }
}

fn about(band: &BandRule, key: &str) -> String {
    let end = if band.approximate { "-about" } else { "" };
    format!("{key}{end}")
}

fn message(rule: &Rule, say: &Say<'_>) -> Message {
    let plain = |key: &str| Message::new(format!("guide-rule-{key}"));
    match &rule.kind {
        RuleKind::Term(term) => {
            let key = if term.needs_partner { "term-partner" } else { "term" };
            plain(key).with("term", term.term.as_str())
        }
        RuleKind::DirectionCount(count) => plain("direction-count").with("count", count.count),
        RuleKind::Band(band) => Message::new(about(band, "guide-rule-band")).with("number", range(band.min, band.max)),
        RuleKind::Ceiling(ceiling) => {
            plain("ceiling").with("amount", money(&ceiling.amount)).with("source", say.source(&ceiling.source))
        }
        RuleKind::FixedGrant(grant) => {
            plain("fixed-grant").with("amount", money(&grant.amount)).with("side", say.side(&grant.side))
        }
        RuleKind::Aims(aims) => plain("aims").with("aims", say.values(&aims.list)),
        RuleKind::Indicator(indicator) => plain(match indicator.indicator {
            Indicator::Complementarity => "indicator-complementarity",
            Indicator::MutualBenefit => "indicator-mutual-benefit",
            Indicator::Substance => "indicator-substance",
        }),
        RuleKind::Topics => topics(say),
        RuleKind::Period(period) => period_message("guide-rule-period", period),
        RuleKind::SeparateNotices => plain("separate-notices").with("sides", say.sides()),
        RuleKind::SeparateSubmission => plain("separate-submission").with("sides", say.sides()),
        RuleKind::OneSided(one) => plain(if one.void { "one-sided-void" } else { "one-sided" }),
        RuleKind::Match(fields) => matching(fields),
        RuleKind::Evidence(evidence) => evidence_message(evidence, say),
        RuleKind::WorkSplit(split) => work_split(split, say),
        RuleKind::Agreement(agreement) => agreement_message(agreement),
        RuleKind::AgreementClause(clause) => plain("agreement-clause").with("subject", subject(&clause.subject)),
        RuleKind::LeadKind(lead) => lead_kind(lead, say),
        RuleKind::TeamHas(team) => team_has(team, say),
        RuleKind::RoleGrid(grid) => {
            let missing = say.some_values(&grid.list, &grid.hint_if_missing);
            plain("role-grid").with("roles", say.values(&grid.list)).with("missing", missing)
        }
        RuleKind::Preference(preference) => plain("preference").with("lists", say.lists(&preference.lists)),
        RuleKind::Limit(limit) => limit_message(limit, say),
        RuleKind::OwnContribution(own) => own_contribution(own, say),
        RuleKind::Predicate(rule) => predicate::rule_message(rule, say),
    }
}

fn topics(say: &Say<'_>) -> Message {
    let closed = say.direction().is_some_and(|direction| direction.topics_closed);
    Message::new(if closed { "guide-rule-topics-closed" } else { "guide-rule-topics" }).with("topics", say.leaves())
}

fn period_message(key: &str, period: &PeriodRule) -> Message {
    let (min, max) = (period.min_months, period.max_months);
    let end = if min == max {
        "exact"
    } else if min == 0 {
        "at-most"
    } else {
        "range"
    };
    Message::new(format!("{key}-{end}")).with("min", min).with("max", max)
}

fn matching(rule: &MatchRule) -> Message {
    let fields: Vec<Message> =
        rule.fields.iter().map(|field| Message::new(format!("guide-field-{}", field_id(*field)))).collect();
    let key = if rule.extensible { "guide-rule-match-extensible" } else { "guide-rule-match" };
    Message::new(key).with("fields", fields)
}

fn field_id(field: MatchField) -> &'static str {
    match field {
        MatchField::Title => "title",
        MatchField::Units => "units",
        MatchField::LeadUnits => "lead-units",
        MatchField::PrincipalInvestigators => "principal-investigators",
        MatchField::Period => "period",
        MatchField::Topic => "topic",
        MatchField::Direction => "direction",
    }
}

fn evidence_message(rule: &EvidenceRule, say: &Say<'_>) -> Message {
    let of = match rule.of.as_str() {
        "cooperation" | "strength" => Arg::from(Message::new(format!("guide-evidence-{}", rule.of))),
        other => Arg::from(other),
    };
    let key = if rule.per_side { "guide-rule-evidence-per-side" } else { "guide-rule-evidence" };
    let detail = match (rule.dated, rule.attached) {
        (true, true) => Arg::from(Message::new("guide-evidence-dated-attached")),
        (true, false) => Arg::from(Message::new("guide-evidence-dated")),
        (false, true) => Arg::from(Message::new("guide-evidence-attached")),
        (false, false) => Arg::from(""),
    };
    Message::new(key).with("of", of).with("detail", detail).with("sides", say.sides())
}

fn work_split(rule: &WorkSplitRule, say: &Say<'_>) -> Message {
    let key = match (rule.every_task_owned, rule.every_side_owns) {
        (true, true) => "guide-rule-work-split",
        (true, false) => "guide-rule-work-split-tasks",
        (false, true) => "guide-rule-work-split-sides",
        (false, false) => "guide-rule-work-split-none",
    };
    Message::new(key).with("sides", say.sides())
}

fn agreement_message(rule: &AgreementRule) -> Message {
    let kinds: Vec<Arg> = rule
        .kinds
        .iter()
        .map(|kind| match kind.as_str() {
            "agreement" | "letter_of_intent" => Arg::from(Message::new(format!("guide-agreement-{kind}"))),
            other => Arg::from(other),
        })
        .collect();
    let parties = match rule.parties.as_str() {
        "all-units" => "guide-parties-all-units",
        _ => "guide-parties-lead-units",
    };
    let key = if rule.signed_before_submission { "guide-rule-agreement-before" } else { "guide-rule-agreement" };
    Message::new(key)
        .with("kinds", Message::new("guide-or").with("items", Arg::List(kinds)))
        .with("parties", Message::new(parties))
}

fn subject(id: &str) -> Arg {
    match id {
        "intellectual-property" => Arg::from(Message::new("guide-subject-intellectual-property")),
        other => Arg::from(other),
    }
}

fn lead_kind(rule: &LeadKindRule, say: &Say<'_>) -> Message {
    Message::new("guide-rule-lead-kind")
        .with("side", say.side(&rule.side))
        .with("pass", say.unit_kinds(&rule.pass))
        .with("fail", say.unit_kinds(&rule.fail))
}

fn team_has(rule: &TeamHasRule, say: &Say<'_>) -> Message {
    let message = Message::new(match (&rule.side, rule.only_elsewhere) {
        (None, _) => "guide-rule-team-has",
        (Some(_), Effect::Fail) => "guide-rule-team-has-side",
        (Some(_), Effect::Person) => "guide-rule-team-has-side-person",
        (Some(_), Effect::Hint) => "guide-rule-team-has-side-hint",
    });
    message
        .with("kind", say.unit_kind(&rule.unit_kind))
        .with("min", rule.min)
        .with("side", rule.side.as_deref().map_or_else(|| say.sides(), |side| say.side(side)))
}

fn effect_message(effect: Effect) -> Message {
    Message::new(match effect {
        Effect::Fail => "guide-effect-fail",
        Effect::Person => "guide-effect-person",
        Effect::Hint => "guide-effect-hint",
    })
}

fn limit_message(rule: &LimitRule, say: &Say<'_>) -> Message {
    let counter = Message::new(match rule.counter {
        Counter::PrincipalInvestigator => "guide-counter-principal-investigator",
        Counter::LeadUnit => "guide-counter-lead-unit",
        Counter::Person => "guide-counter-person",
    });
    let key = match (&rule.side, rule.plus_fields.is_empty()) {
        (None, true) => "guide-rule-limit",
        (None, false) => "guide-rule-limit-plus",
        (Some(_), true) => "guide-rule-limit-side",
        (Some(_), false) => "guide-rule-limit-side-plus",
    };
    Message::new(key)
        .with("counter", counter)
        .with("max", rule.max)
        .with("side", rule.side.as_deref().map_or_else(|| say.sides(), |side| say.side(side)))
        .with("plus", say.fields(&rule.plus_fields))
        .with("effect", effect_message(rule.effect))
}

fn own_contribution(rule: &OwnContributionRule, say: &Say<'_>) -> Message {
    let (share, percent) = match rule.at_least {
        MoneyShare::Grant => ("guide-share-grant", 0),
        MoneyShare::PercentOfTotal(percent) => ("guide-share-percent", u32::from(percent)),
    };
    let share = Message::new(share).with("percent", percent);
    let message = match &rule.if_team_has {
        Some(kind) => Message::new("guide-rule-own-contribution-if").with("kind", say.unit_kind(kind)),
        None => Message::new("guide-rule-own-contribution"),
    };
    message.with("side", say.side(&rule.side)).with("share", share).with("effect", effect_message(rule.effect))
}
