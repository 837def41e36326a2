//! Where a line stands, and what hinders closing an award as complete.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::line::Line;

/// What an office said of what was shown for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruled {
    /// It is shown.
    Accepted,
    /// It is not, and is asked for again.
    Returned,
    /// It need not be shown, for a recorded reason.
    Waived,
}

impl Ruled {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Returned, Self::Waived];

    /// Its word in tables, addresses and the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Returned => "returned",
            Self::Waived => "waived",
        }
    }

    /// The one of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ruled| ruled.word() == word)
    }
}

/// What is missing in what was shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A field, by id.
    Field(String),
    /// Any record of it: a document, a publication, a data record.
    Record,
}

/// Where a line stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineState {
    /// Nothing was shown yet.
    NotShown,
    /// Something is missing in what was shown.
    Lacks(Vec<Lack>),
    /// Shown; the office has not ruled on it.
    Waits,
    /// Ruled on.
    Ruled(Ruled),
}

impl LineState {
    /// Its word in the catalogue.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotShown => "not-shown",
            Self::Lacks(_) => "lacks",
            Self::Waits => "waits",
            Self::Ruled(ruled) => ruled.word(),
        }
    }

    /// Whether nothing is to be done for it any more.
    pub const fn done(&self) -> bool {
        matches!(self, Self::Ruled(Ruled::Accepted | Ruled::Waived))
    }
}

/// What is missing, with these fields stated and a record there or not.
pub fn lacks(line: &Line, fields: &BTreeMap<String, String>, record: bool) -> Vec<Lack> {
    let stated = |id: &&String| fields.get(*id).is_some_and(|value| !value.trim().is_empty());
    let mut found: Vec<Lack> = line.asks.iter().filter(|id| !stated(id)).map(|id| Lack::Field(id.clone())).collect();
    found.extend((!record).then_some(Lack::Record));
    found
}

/// Where a line stands: what was shown last (fields, whether there is a record) and what the office said of just that.
pub fn line_state(line: &Line, shown: Option<(&BTreeMap<String, String>, bool)>, ruled: Option<Ruled>) -> LineState {
    if let Some(ruled) = ruled {
        return LineState::Ruled(ruled);
    }
    let Some((fields, record)) = shown else { return LineState::NotShown };
    let lacking = lacks(line, fields, record);
    if lacking.is_empty() { LineState::Waits } else { LineState::Lacks(lacking) }
}

/// How an award is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// As complete: everything it owed was shown, or waived with a reason.
    Completed,
    /// Otherwise, for a recorded reason.
    Ended,
}

impl Outcome {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Completed, Self::Ended];

    /// Its word in tables, addresses and the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Ended => "ended",
        }
    }

    /// The one of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// Why an award cannot be closed as complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// A line is neither accepted nor waived.
    Line(String),
    /// A report that was asked for is not accepted.
    Report(String),
    /// A change waits for an answer.
    Change(String),
}

/// Everything that hinders closing it as complete: lines by id with their states, reports by name with whether they are accepted,
/// changes by name with whether they are answered.
pub fn hindrances<'a>(
    lines: impl IntoIterator<Item = (&'a Line, &'a LineState)>,
    reports: impl IntoIterator<Item = (&'a str, bool)>,
    changes: impl IntoIterator<Item = (&'a str, bool)>,
) -> Vec<Hindrance> {
    let lines = lines.into_iter().filter(|(_, state)| !state.done()).map(|(line, _)| Hindrance::Line(line.of.id()));
    let open = |(name, done): (&'a str, bool)| (!done).then(|| name.to_owned());
    let mut found: Vec<Hindrance> = lines.collect();
    found.extend(reports.into_iter().filter_map(open).map(Hindrance::Report));
    found.extend(changes.into_iter().filter_map(open).map(Hindrance::Change));
    found
}
