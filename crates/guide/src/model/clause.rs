//! Clauses: the official sentences.

use serde::{Deserialize, Serialize};

/// One clause of the guide, verbatim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// Id, for example `HK-9`.
    pub id: String,
    /// What kind of sentence it is.
    pub kind: ClauseKind,
    /// The sentence as the guide prints it, without the line breaks of the source.
    pub text: String,
    /// The heading clauses it stands under, outermost first.
    pub under: Vec<String>,
    /// Numbers of [`Guide::rules`](crate::Guide::rules) it carries.
    pub rules: Vec<usize>,
    /// Where it stands in `guide.md`.
    pub place: Place,
}

/// Kinds of clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClauseKind {
    /// A heading.
    Heading,
    /// A fact or number.
    Fact,
    /// A decidable rule.
    Rule,
    /// A person must rule on evidence.
    Judgement,
    /// A purpose; weight zero unless an office sets one.
    Purpose,
    /// Content an applicant may propose.
    Topic,
}

/// A place in `guide.md`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Line, counted from 1.
    pub line: u32,
    /// Byte offset of the start.
    pub start: usize,
    /// Byte offset of the end.
    pub end: usize,
}
