//! Questions with their answers, to be checked before handing in, or simply read.

use askama::Template;

use super::Html;
use crate::shell::Say;

/// A list of questions and answers.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/summary.html")]
pub struct Summary {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Heading of the list; none for a list under a heading of the page's own.
    pub title: Option<String>,
    /// Rows.
    pub rows: Vec<SummaryRow>,
}

/// A question with its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryRow {
    /// The question.
    pub label: String,
    /// The answers, each on its line; none shows as not given.
    pub values: Vec<Html>,
    /// Where it is changed.
    pub change: Option<String>,
}

impl SummaryRow {
    /// A row with a plain answer.
    pub fn text(label: impl Into<String>, value: &str) -> Self {
        let values = if value.is_empty() { Vec::new() } else { vec![Html::text(value)] };
        Self { label: label.into(), values, change: None }
    }

    /// The same with a link to change it.
    #[must_use]
    pub fn change_at(mut self, href: impl Into<String>) -> Self {
        self.change = Some(href.into());
        self
    }
}

impl Summary {
    /// A list.
    pub fn new(say: Say, title: Option<String>, rows: Vec<SummaryRow>) -> Self {
        Self { say, title, rows }
    }
}
