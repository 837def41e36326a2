//! The pieces pages are made of. Each is a value that writes itself as HTML, so a template says `{{ field }}` and nothing
//! else; each is shown in the [`gallery`](crate::gallery) in every language.

use std::fmt;

mod compare;
mod confirm;
mod deadline;
mod field;
mod finding;
mod pages;
mod passage;
mod passkey;
mod qr;
mod rows;
mod status;
mod summary;
mod table;
mod tasks;
mod timeline;
mod upload;

pub use compare::{Comparison, ComparisonRow, Half, Run};
pub use confirm::{Confirm, Letters};
pub use deadline::Deadline;
pub use field::{Choice, Control, Field, HeldFile, Width};
pub use finding::{FactLine, FindingCard, Quote};
pub use pages::{PageLink, Pagination, SubNav};
pub use passage::{PassageSide, SharedPassage};
pub use passkey::PasskeyAct;
pub use qr::Qr;
pub use rows::{EnterAct, RowAct, Rows, row_field};
pub use status::{SavePlace, StatusTag, Tone};
pub use summary::{Summary, SummaryRow};
pub use table::{Column, Table};
pub use tasks::{Task, TaskList, TaskSection, TaskState};
pub use timeline::{Timeline, TimelineItem};
pub use upload::Upload;

/// A piece of HTML that is safe to stand in a page: rendered by a template of this crate, which escapes every value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Plain words, escaped.
    pub fn text(words: &str) -> Self {
        let mut out = String::with_capacity(words.len());
        for c in words.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                other => out.push(other),
            }
        }
        Self(out)
    }

    /// A link.
    pub fn link(words: &str, href: &str) -> Self {
        Self(format!("<a href=\"{}\">{}</a>", Self::text(href), Self::text(words)))
    }

    /// A link around a piece.
    pub fn linked(piece: &Self, href: &str) -> Self {
        Self(format!("<a href=\"{}\">{piece}</a>", Self::text(href)))
    }

    /// Words in another language than the page's, or names in their own script.
    pub fn in_language(words: &str, tag: &str) -> Self {
        Self(format!("<span lang=\"{}\">{}</span>", Self::text(tag), Self::text(words)))
    }

    /// A piece that a room below has made, which escapes every value it writes.
    pub fn made(html: String) -> Self {
        Self(html)
    }

    /// A part of this crate, rendered.
    pub fn of(part: &impl askama::filters::HtmlSafe) -> Self {
        Self(part.to_string())
    }

    /// One after another.
    pub fn join(parts: &[Self], between: &Self) -> Self {
        Self(parts.iter().map(|part| part.0.as_str()).collect::<Vec<_>>().join(&between.0))
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

/// Says that these types write HTML of their own templates, which need no escaping again.
macro_rules! writes_html {
    ($($part:ty),+ $(,)?) => { $(impl askama::filters::HtmlSafe for $part {})+ };
}

writes_html!(
    Html,
    Comparison,
    Confirm,
    Deadline,
    EnterAct,
    Field,
    FindingCard,
    Pagination,
    PasskeyAct,
    Qr,
    Quote,
    Rows,
    SavePlace,
    SharedPassage,
    StatusTag,
    SubNav,
    Summary,
    Table,
    TaskList,
    Timeline,
);
