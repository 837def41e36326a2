//! Two halves beside each other, field by field, with what differs marked character by character. What is shown here decides
//! nothing.

use askama::Template;
use hefu_text::diff::{DiffKind, char_diff_folded};

use super::StatusTag;
use crate::shell::Say;

/// A comparison.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/compare.html")]
pub struct Comparison {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Id, unique in the page.
    pub id: String,
    /// What is compared.
    pub caption: String,
    /// Heading of the left half: its side and number.
    pub left: String,
    /// Heading of the right half.
    pub right: String,
    /// Rows.
    pub rows: Vec<ComparisonRow>,
}

/// A field in both halves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonRow {
    /// The field.
    pub field: String,
    /// What the left half says.
    pub left: Half,
    /// What the right half says.
    pub right: Half,
    /// What was decided.
    pub tag: StatusTag,
    /// Why.
    pub why: Option<String>,
}

/// What one half says: nothing, or a text in runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Half {
    /// Language of the text, as a tag.
    pub tag: Option<String>,
    /// The text; none where the half is silent.
    pub runs: Option<Vec<Run>>,
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// Whether the other half has others here.
    pub differs: bool,
}

impl ComparisonRow {
    /// A row of two values; where both are given, what differs in substance (not in script, width or case) is marked.
    pub fn new(field: impl Into<String>, left: Option<&str>, right: Option<&str>, tag: StatusTag) -> Self {
        let plain = |text: &str| vec![Run { text: text.to_owned(), differs: false }];
        let (l, r) = match (left, right) {
            (Some(left), Some(right)) => {
                let spans = char_diff_folded(left, right);
                let run = |text: &str, kind| Run { text: text.to_owned(), differs: kind != DiffKind::Equal };
                let keep = |runs: Vec<Run>| runs.into_iter().filter(|run| !run.text.is_empty()).collect::<Vec<_>>();
                let l = spans.iter().map(|span| run(&span.left, span.kind)).collect();
                let r = spans.iter().map(|span| run(&span.right, span.kind)).collect();
                (Some(keep(l)), Some(keep(r)))
            }
            (left, right) => (left.map(plain), right.map(plain)),
        };
        let half = |runs| Half { tag: None, runs };
        Self { field: field.into(), left: half(l), right: half(r), tag, why: None }
    }

    /// The same with the languages of the two texts.
    #[must_use]
    pub fn langs(mut self, left: &str, right: &str) -> Self {
        self.left.tag = Some(left.to_owned());
        self.right.tag = Some(right.to_owned());
        self
    }

    /// The same with why.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }
}
