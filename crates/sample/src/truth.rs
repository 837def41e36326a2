//! The truth about a sample round: which halves belong together, which faults were planted where and what must be said of
//! them, and which rows were spoilt. Written as `truth.jsonl`, one statement a line.

use std::collections::BTreeSet;

use hefu_application::ApplicationId;
use serde::{Deserialize, Serialize};

/// Everything that is true of a sample round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// Every application of the round.
    pub applications: Vec<TrueApplication>,
    /// The halves that belong together.
    pub pairs: Vec<TruePair>,
    /// What must be said.
    pub expected: Vec<Expected>,
    /// Spoilt cells that reading must report.
    pub problems: Vec<Spoilt>,
}

/// One line of `truth.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Line {
    /// An application.
    Application(TrueApplication),
    /// A pair.
    Pair(TruePair),
    /// What must be said of something.
    Expected(Expected),
    /// A spoilt cell.
    Problem(Spoilt),
}

/// An application of the round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrueApplication {
    /// Side and number.
    pub id: ApplicationId,
    /// Direction.
    pub direction: String,
    /// Kinds of fault planted in it or in its pair; empty for a clean one.
    pub kinds: Vec<String>,
    /// True where no rule may fail it or its pair.
    pub valid: bool,
}

/// Two halves of one joint project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TruePair {
    /// Direction.
    pub direction: String,
    /// The mainland half.
    pub mainland: ApplicationId,
    /// The other half.
    pub partner: ApplicationId,
    /// True where the two must not be paired without a person, because others compete for one of them.
    pub held: bool,
}

/// What must be said of an application or a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// Kind of fault, for example `title-word`.
    pub kind: String,
    /// One application, or the two halves of a pair.
    pub subjects: Vec<ApplicationId>,
    /// Clause that is quoted.
    pub clause: String,
    /// Part of the finding that is meant, as its id ends (`title`, `signed`); empty for the clause as a whole.
    pub part: String,
    /// What is said.
    pub outcome: ExpectedOutcome,
    /// What was planted, in Chinese.
    pub what: String,
    /// The same in English.
    pub what_english: String,
}

/// What is said of something planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpectedOutcome {
    /// A pass is said, or at least nothing against it: a difference that is none.
    Pass,
    /// A fail.
    Fail,
    /// A person must rule.
    Person,
    /// A hint.
    Hint,
    /// Nothing at all, because it was not handed in.
    Nothing,
}

/// A spoilt cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spoilt {
    /// Kind, for example `date-impossible`.
    pub kind: String,
    /// Side.
    pub side: String,
    /// File relative to the side's folder.
    pub file: String,
    /// Sheet, for workbooks.
    pub sheet: Option<String>,
    /// Row as a person counts it.
    pub row: u32,
    /// Column header.
    pub column: String,
    /// What stands there.
    pub found: String,
}

/// A line of `truth.jsonl` that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("truth.jsonl, line {line}: {reason}; write the sample again with this version of the program")]
pub struct TruthError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl Truth {
    /// The lines of `truth.jsonl`, a line feed after each.
    pub fn to_jsonl(&self) -> String {
        let applications = self.applications.iter().cloned().map(Line::Application);
        let pairs = self.pairs.iter().cloned().map(Line::Pair);
        let expected = self.expected.iter().cloned().map(Line::Expected);
        let problems = self.problems.iter().cloned().map(Line::Problem);
        applications
            .chain(pairs)
            .chain(expected)
            .chain(problems)
            .filter_map(|line| serde_json::to_string(&line).ok())
            .map(|line| line + "\n")
            .collect()
    }

    /// Reads `truth.jsonl`.
    ///
    /// # Errors
    /// Names the first line that cannot be read.
    pub fn from_jsonl(text: &str) -> Result<Self, TruthError> {
        let mut truth = Self::default();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let read =
                serde_json::from_str(line).map_err(|error| TruthError { line: at + 1, reason: error.to_string() })?;
            match read {
                Line::Application(one) => truth.applications.push(one),
                Line::Pair(one) => truth.pairs.push(one),
                Line::Expected(one) => truth.expected.push(one),
                Line::Problem(one) => truth.problems.push(one),
            }
        }
        Ok(truth)
    }

    /// Kinds of fault that the round holds, spoilt cells included.
    pub fn kinds(&self) -> BTreeSet<&str> {
        let faults = self.expected.iter().map(|one| one.kind.as_str());
        faults.chain(self.problems.iter().map(|one| one.kind.as_str())).collect()
    }
}
