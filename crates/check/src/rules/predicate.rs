//! The restricted predicate, evaluated with a trace. A fact nobody stated makes neither truth nor falsehood: where it
//! decides, a person is asked.

use hefu_application::Cell;
use hefu_guide::model::{Comparison, Expr, FactName, PredicateRule, Rule, Value};
use hefu_words::Message;

use crate::context::Context;
use crate::draft::{Draft, FactExt, fact, outcome_of, say};
use crate::finding::{Fact, Finding, Outcome, Subject};
use crate::joint::Joint;
use crate::rules::facts::{Known, read};

/// Three-valued truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Truth {
    Yes,
    No,
    Unknown,
}

pub(crate) fn predicate(
    ctx: Context<'_>,
    rule: &Rule,
    predicate: &PredicateRule,
    joint: &Joint<'_>,
    subject: &Subject,
) -> Vec<Finding> {
    let mut trace = Trace { joint, facts: Vec::new() };
    let applies = predicate.when.as_ref().map_or(Truth::Yes, |when| trace.truth(when));
    if applies == Truth::No {
        return Vec::new();
    }
    let holds = trace.truth(&predicate.require);
    let draft = Draft::rule(ctx.guide, rule, subject).facts(trace.facts);
    let effect = outcome_of(predicate.effect);
    let spoken = || say("predicate-said").with("words", &predicate.say);
    let remedy =
        if predicate.remedy.is_empty() { None } else { Some(say("predicate-remedy").with("words", &predicate.remedy)) };
    let with_remedy = |draft: Draft| match &remedy {
        Some(remedy) => draft.remedy(remedy.clone()),
        None => draft,
    };
    vec![match (applies, holds) {
        (_, Truth::Yes) => draft.pass(say("predicate-holds")),
        (Truth::Yes, Truth::No) => with_remedy(draft).says(effect, spoken()),
        // A remark stays a remark: it never makes anybody wait.
        _ if effect == Outcome::Hint => {
            with_remedy(draft).hint(say("predicate-hint-unknown").with("words", &predicate.say))
        }
        _ => with_remedy(draft).person(say("predicate-unknown").with("words", &predicate.say)),
    }]
}

struct Trace<'a, 'b> {
    joint: &'b Joint<'a>,
    facts: Vec<Fact>,
}

impl Trace<'_, '_> {
    /// All comparisons are made, so that the trace is whole.
    fn truth(&mut self, expr: &Expr) -> Truth {
        match expr {
            Expr::All(list) => {
                let all: Vec<Truth> = list.iter().map(|inner| self.truth(inner)).collect();
                if all.contains(&Truth::No) {
                    Truth::No
                } else if all.contains(&Truth::Unknown) {
                    Truth::Unknown
                } else {
                    Truth::Yes
                }
            }
            Expr::Any(list) => {
                let all: Vec<Truth> = list.iter().map(|inner| self.truth(inner)).collect();
                if all.contains(&Truth::Yes) {
                    Truth::Yes
                } else if all.contains(&Truth::Unknown) {
                    Truth::Unknown
                } else {
                    Truth::No
                }
            }
            Expr::Not(inner) => match self.truth(inner) {
                Truth::Yes => Truth::No,
                Truth::No => Truth::Yes,
                Truth::Unknown => Truth::Unknown,
            },
            Expr::Compare { fact: name, comparison } => {
                let known = read(self.joint, name);
                let truth = self.compare(&known, comparison);
                self.record(name, &known, truth);
                truth
            }
        }
    }

    fn compare(&mut self, known: &Known, comparison: &Comparison) -> Truth {
        if let Comparison::Present(wanted) = comparison {
            return from(known.is_stated() == *wanted);
        }
        match comparison {
            Comparison::Is(value) => known.is(value),
            Comparison::OneOf(values) => {
                let all: Vec<_> = values.iter().map(|value| known.is(value)).collect();
                if all.contains(&Some(true)) {
                    Some(true)
                } else if all.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Comparison::AtLeast(value) => bound(value).and_then(|least| known.at_least(least)),
            Comparison::AtMost(value) => bound(value).and_then(|most| known.at_most(most)),
            Comparison::AtLeastFact(other) => {
                let against = read(self.joint, other);
                let answer = known.at_least_known(&against);
                let truth = answer.map_or(Truth::Unknown, from);
                self.record(other, &against, truth);
                answer
            }
            Comparison::Present(_) => None,
        }
        .map_or(Truth::Unknown, from)
    }

    fn record(&mut self, name: &FactName, known: &Known, truth: Truth) {
        let label = hefu_guide::vocabulary::fact(self.joint.guide, &name.0).map_or_else(
            || Message::new("fact-named").with("name", name.0.as_str()),
            |def| Message::new("fact-named").with("name", &def.names),
        );
        let note = say(match truth {
            Truth::Yes => "trace-met",
            Truth::No => "trace-not-met",
            Truth::Unknown => "trace-unstated",
        });
        let mut entry = fact("named", known, Cell::default()).noted(note);
        entry.label = label;
        self.facts.push(entry);
    }
}

fn from(value: bool) -> Truth {
    if value { Truth::Yes } else { Truth::No }
}

fn bound(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Bool(_) | Value::Text(_) => None,
    }
}
