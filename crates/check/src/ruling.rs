//! Puts people's rulings on findings. Only what a person must rule on may be ruled; everything else is reported back.

use std::collections::BTreeMap;

use hefu_words::Message;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::draft::say;
use crate::finding::{AppliedRuling, Finding, Outcome, Ruling, RulingAnswer};

/// A ruling that was not applied, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingProblem {
    /// Place in the rulings given, counted from 1.
    pub number: usize,
    /// The ruling.
    pub ruling: Ruling,
    /// What is wrong.
    pub kind: RulingProblemKind,
    /// The same in words, with the remedy.
    pub message: Message,
}

/// What can be wrong with a ruling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingProblemKind {
    /// It does not say who ruled.
    NoName,
    /// It does not say why.
    NoReason,
    /// It does not say when, or not as RFC 3339 with an offset.
    NoInstant,
    /// No finding has this id.
    UnknownFinding,
    /// The finding is not one a person may rule on.
    NotForAPerson,
    /// Another ruling on the same finding says the opposite: neither is applied.
    Contradictory,
    /// Another ruling on the same finding says the same: the first is applied.
    Repeated,
}

/// Applies `rulings` to `findings`. The order of the findings stays.
pub fn apply_rulings(findings: Vec<Finding>, rulings: &[Ruling]) -> (Vec<Finding>, Vec<RulingProblem>) {
    let outcomes: BTreeMap<&str, Outcome> =
        findings.iter().map(|finding| (finding.id.as_str(), finding.outcome)).collect();
    let mut by_finding: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, ruling) in rulings.iter().enumerate() {
        by_finding.entry(ruling.finding.as_str()).or_default().push(at);
    }
    let mut problems = Vec::new();
    let mut accepted: BTreeMap<String, Ruling> = BTreeMap::new();
    for (at, ruling) in rulings.iter().enumerate() {
        let rivals = by_finding.get(ruling.finding.as_str()).map_or(&[][..], Vec::as_slice);
        let contradicted =
            rivals.iter().filter_map(|other| rulings.get(*other)).any(|other| other.answer != ruling.answer);
        let repeated = rivals.first().is_some_and(|first| *first != at);
        let kind = incomplete(ruling).or_else(|| match outcomes.get(ruling.finding.as_str()) {
            None => Some(RulingProblemKind::UnknownFinding),
            Some(Outcome::Person) if contradicted => Some(RulingProblemKind::Contradictory),
            Some(Outcome::Person) if repeated => Some(RulingProblemKind::Repeated),
            Some(Outcome::Person) => None,
            Some(_) => Some(RulingProblemKind::NotForAPerson),
        });
        match kind {
            None => {
                accepted.insert(ruling.finding.clone(), ruling.clone());
            }
            Some(kind) => problems.push(RulingProblem {
                number: at + 1,
                ruling: ruling.clone(),
                kind,
                message: message(kind, ruling, outcomes.get(ruling.finding.as_str()).copied()),
            }),
        }
    }
    let findings = findings
        .into_iter()
        .map(|finding| match accepted.remove(&finding.id) {
            Some(ruling) => ruled(finding, ruling),
            None => finding,
        })
        .collect();
    (findings, problems)
}

fn ruled(mut finding: Finding, ruling: Ruling) -> Finding {
    let before = finding.outcome;
    finding.outcome = match ruling.answer {
        RulingAnswer::Met => Outcome::Pass,
        RulingAnswer::NotMet => Outcome::Fail,
    };
    finding.ruled = Some(AppliedRuling { before, ruling });
    finding
}

fn incomplete(ruling: &Ruling) -> Option<RulingProblemKind> {
    if ruling.who.trim().is_empty() {
        Some(RulingProblemKind::NoName)
    } else if ruling.why.trim().is_empty() {
        Some(RulingProblemKind::NoReason)
    } else if !instant(&ruling.when) {
        Some(RulingProblemKind::NoInstant)
    } else {
        None
    }
}

fn instant(text: &str) -> bool {
    let text = text.trim();
    let without_zone = text.split_once('[').map_or(text, |(instant, _)| instant);
    without_zone.parse::<Timestamp>().is_ok()
}

fn message(kind: RulingProblemKind, ruling: &Ruling, outcome: Option<Outcome>) -> Message {
    let key = match kind {
        RulingProblemKind::NoName => "ruling-no-name",
        RulingProblemKind::NoReason => "ruling-no-reason",
        RulingProblemKind::NoInstant => "ruling-no-instant",
        RulingProblemKind::UnknownFinding => "ruling-unknown-finding",
        RulingProblemKind::NotForAPerson => "ruling-not-for-a-person",
        RulingProblemKind::Contradictory => "ruling-contradictory",
        RulingProblemKind::Repeated => "ruling-repeated",
    };
    let outcome = outcome.map_or("none", |outcome| match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Person => "person",
        Outcome::Unset => "unset",
        Outcome::Hint => "hint",
    });
    say(key)
        .with("finding", ruling.finding.as_str())
        .with("when", ruling.when.as_str())
        .with("outcome", say(&format!("outcome-{outcome}")))
}
