//! Builds findings, so that id, clause and rule version are put together in one place.

use std::fmt::Display;

use hefu_application::Cell;
use hefu_guide::Guide;
use hefu_guide::model::{Effect, Rule};
use hefu_words::{Arg, Message};

use crate::finding::{Fact, Finding, Outcome, Subject};

/// A finding not yet said.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    finding: Finding,
    part: bool,
}

impl Draft {
    /// A finding by `rule`.
    pub(crate) fn rule(guide: &Guide, rule: &Rule, subject: &Subject) -> Self {
        let mut draft = Self::clause(guide, &rule.clause, &rule.id, subject);
        draft.finding.rulings.clone_from(&rule.rulings);
        draft
    }

    /// A finding by something `clause` says that is no rule of its own: content, an open point.
    pub(crate) fn clause(guide: &Guide, clause: &str, rule: &str, subject: &Subject) -> Self {
        Self {
            finding: Finding {
                id: format!("{}/{rule}", prefix(subject)),
                subject: subject.clone(),
                clause: clause.to_owned(),
                rule: rule.to_owned(),
                rule_version: guide.version.clone(),
                outcome: Outcome::Hint,
                message: Message::new(""),
                remedy: None,
                facts: Vec::new(),
                rulings: Vec::new(),
                ruled: None,
            },
            part: false,
        }
    }

    /// Names the part of the rule this finding is about. Further parts nest with a dot.
    pub(crate) fn part(mut self, part: impl Display) -> Self {
        let mark = if self.part { '.' } else { '/' };
        self.finding.id = format!("{}{mark}{part}", self.finding.id);
        self.part = true;
        self
    }

    pub(crate) fn fact(mut self, fact: Fact) -> Self {
        self.finding.facts.push(fact);
        self
    }

    pub(crate) fn facts(mut self, facts: impl IntoIterator<Item = Fact>) -> Self {
        self.finding.facts.extend(facts);
        self
    }

    pub(crate) fn remedy(mut self, remedy: Message) -> Self {
        self.finding.remedy = Some(remedy);
        self
    }

    /// A ruling of the guide used besides those the rule itself names.
    pub(crate) fn ruling(mut self, ruling: &str) -> Self {
        if !self.finding.rulings.iter().any(|known| known == ruling) {
            self.finding.rulings.push(ruling.to_owned());
        }
        self
    }

    pub(crate) fn says(mut self, outcome: Outcome, message: Message) -> Finding {
        self.finding.outcome = outcome;
        self.finding.message = message;
        if matches!(outcome, Outcome::Pass) {
            self.finding.remedy = None;
        }
        self.finding
    }

    pub(crate) fn pass(self, message: Message) -> Finding {
        self.says(Outcome::Pass, message)
    }

    pub(crate) fn fail(self, message: Message) -> Finding {
        self.says(Outcome::Fail, message)
    }

    pub(crate) fn person(self, message: Message) -> Finding {
        self.says(Outcome::Person, message)
    }

    pub(crate) fn unset(self, message: Message) -> Finding {
        self.says(Outcome::Unset, message)
    }

    pub(crate) fn hint(self, message: Message) -> Finding {
        self.says(Outcome::Hint, message)
    }
}

fn prefix(subject: &Subject) -> String {
    match subject {
        Subject::Application(id) => id.to_string(),
        Subject::Pair(id) => format!("pair:{id}"),
        Subject::Round => "round".to_owned(),
    }
}

/// The outcome an effect stands for.
pub(crate) fn outcome_of(effect: Effect) -> Outcome {
    match effect {
        Effect::Fail => Outcome::Fail,
        Effect::Person => Outcome::Person,
        Effect::Hint => Outcome::Hint,
    }
}

/// A sentence of this room.
pub(crate) fn say(key: &str) -> Message {
    Message::new(format!("check-{key}"))
}

/// A fact with its label `fact-…`.
pub(crate) fn fact(label: &str, value: impl Display, source: Cell) -> Fact {
    Fact { label: Message::new(format!("fact-{label}")), value: value.to_string(), side: None, source, note: None }
}

/// Small additions to a fact.
pub(crate) trait FactExt {
    /// Whose value it is.
    fn of_side(self, side: &str) -> Fact;
    /// Place inside a document, or how the value was derived.
    fn noted(self, note: Message) -> Fact;
    /// An argument of the label.
    fn about(self, name: &str, value: impl Into<Arg>) -> Fact;
}

impl FactExt for Fact {
    fn of_side(mut self, side: &str) -> Fact {
        self.side = Some(side.to_owned());
        self
    }

    fn noted(mut self, note: Message) -> Fact {
        self.note = Some(note);
        self
    }

    fn about(mut self, name: &str, value: impl Into<Arg>) -> Fact {
        self.label = self.label.with(name, value);
        self
    }
}
