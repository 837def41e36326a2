//! Predicates in words.

use hefu_text::money::{Currency, Money};
use hefu_words::{Arg, Lang, Message};

use super::say::Say;
use super::{effect_message, money};
use crate::Guide;
use crate::model::{Comparison, Expr, FactName, PredicateRule, Value};
use crate::vocabulary;

/// A predicate in words, for example `组学信息类型的勾选数不少于 2`.
pub fn predicate(expr: &Expr, guide: &Guide, lang: Lang) -> String {
    expression(expr, &Say::new(guide, None), false).text(lang)
}

pub(super) fn rule_message(rule: &PredicateRule, say: &Say<'_>) -> Message {
    let message = match &rule.when {
        Some(when) => Message::new("guide-rule-predicate-when").with("when", expression(when, say, false)),
        None => Message::new("guide-rule-predicate"),
    };
    message
        .with("require", expression(&rule.require, say, false))
        .with("effect", effect_message(rule.effect))
        .with("say", &rule.say)
}

/// `inner`: stands inside another, so that several parts need brackets.
fn expression(expr: &Expr, say: &Say<'_>, inner: bool) -> Message {
    let several = |key: &str, list: &[Expr]| match list {
        [only] => expression(only, say, inner),
        _ => {
            let parts: Vec<Message> = list.iter().map(|part| expression(part, say, true)).collect();
            let joined = join(key, parts);
            if inner { Message::new("guide-bracket").with("of", joined) } else { joined }
        }
    };
    match expr {
        Expr::All(list) => several("guide-join-all", list),
        Expr::Any(list) => several("guide-join-any", list),
        Expr::Not(of) => Message::new("guide-not").with("of", expression(of, say, false)),
        Expr::Compare { fact, comparison } => compare(fact, comparison, say),
    }
}

fn join(key: &str, parts: Vec<Message>) -> Message {
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_else(|| Message::new(key));
    parts.fold(first, |left, right| Message::new(key).with("left", left).with("right", right))
}

fn compare(fact: &FactName, comparison: &Comparison, say: &Say<'_>) -> Message {
    let (key, value) = match comparison {
        Comparison::Is(value) => ("is", Some(literal(fact, value, say))),
        Comparison::OneOf(values) => {
            let values = values.iter().map(|value| literal(fact, value, say)).collect();
            ("one-of", Some(Arg::List(values)))
        }
        Comparison::AtLeast(value) => ("at-least", Some(literal(fact, value, say))),
        Comparison::AtMost(value) => ("at-most", Some(literal(fact, value, say))),
        Comparison::Present(true) => ("present", None),
        Comparison::Present(false) => ("missing", None),
        Comparison::AtLeastFact(other) => ("at-least", Some(name(other, say))),
    };
    let message = Message::new(format!("guide-compare-{key}")).with("fact", name(fact, say));
    match value {
        Some(value) => message.with("value", value),
        None => message,
    }
}

fn name(fact: &FactName, say: &Say<'_>) -> Arg {
    let parts: Vec<&str> = fact.0.split('.').collect();
    match parts.as_slice() {
        ["team", side, kind, "count"] => {
            Arg::from(Message::new("guide-fact-team").with("side", say.side(side)).with("kind", say.unit_kind(kind)))
        }
        ["budget", side, source] => {
            Arg::from(Message::new("guide-fact-budget").with("side", say.side(side)).with("source", say.source(source)))
        }
        ["side", side, what @ ("person_months" | "tasks")] => {
            Arg::from(Message::new(format!("guide-fact-side-{what}")).with("side", say.side(side)))
        }
        ["lead", side, "kind"] => Arg::from(Message::new("guide-fact-lead").with("side", say.side(side))),
        _ => {
            vocabulary::fact(say.guide, &fact.0).map_or_else(|| Arg::from(fact.0.as_str()), |def| Arg::from(&def.names))
        }
    }
}

fn literal(fact: &FactName, value: &Value, say: &Say<'_>) -> Arg {
    let parts: Vec<&str> = fact.0.split('.').collect();
    match (value, parts.as_slice()) {
        (Value::Number(minor), ["budget", side, _]) => {
            let currency = say.guide.side(side).and_then(|side| Currency::new(&side.currency).ok());
            match currency {
                Some(currency) => money(&Money::from_minor(*minor, currency)),
                None => Arg::Number(*minor),
            }
        }
        (Value::Number(hundredths), ["side", _, "person_months"]) => {
            let (whole, part) = (hundredths / 100, (hundredths % 100).abs());
            if part == 0 { Arg::Number(whole) } else { Arg::from(format!("{whole}.{part:02}")) }
        }
        (Value::Number(number), _) => Arg::Number(*number),
        (Value::Bool(yes), _) => Arg::from(Message::new(if *yes { "guide-yes" } else { "guide-no" })),
        (Value::Text(id), ["topic"]) => say.topic(id).unwrap_or_else(|| Arg::from(id.as_str())),
        (Value::Text(id), ["lead", ..]) => say.unit_kind(id),
        (Value::Text(id), ["direction"]) => {
            say.guide.direction(id).map_or_else(|| Arg::from(id.as_str()), |direction| Arg::from(&direction.names))
        }
        (Value::Text(text), _) => Arg::from(text.as_str()),
    }
}
