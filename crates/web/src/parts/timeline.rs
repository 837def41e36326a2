//! What happened, in order, with who and when.

use askama::Template;

use super::Html;
use crate::shell::{Say, Stamp};

/// A history.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/timeline.html")]
pub struct Timeline {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Events in the order to be shown.
    pub items: Vec<TimelineItem>,
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineItem {
    /// When.
    pub at: Stamp,
    /// What.
    pub what: String,
    /// Who; none for the office's machine.
    pub who: Option<String>,
    /// More about it.
    pub detail: Option<Html>,
}

impl Timeline {
    /// The zone all instants are shown in, said once.
    fn zone(&self) -> Option<String> {
        self.items.first().map(|item| self.say.with("web-times-in", "zone", item.at.zone()))
    }
}
