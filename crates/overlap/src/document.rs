//! A document to compare, and its tokens.

use hefu_text::tokens::{tokens, units};
use serde::{Deserialize, Serialize};

use crate::known::Known;

/// A stretch of a document's text, in bytes of UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// The stretch in `text`; empty where it does not lie on characters of it.
    #[must_use]
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// The same stretch counted in characters.
    #[must_use]
    pub fn in_characters(&self, text: &str) -> Self {
        let count = |range: Option<&str>| u32::try_from(range.unwrap_or_default().chars().count()).unwrap_or(u32::MAX);
        let start = count(text.get(..self.start as usize));
        Self { start, end: start.saturating_add(count(text.get(self.start as usize..self.end as usize))) }
    }
}

/// A part of a document under a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Where it stands.
    pub span: Span,
}

/// A document as it is handed in for comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its name, unique among all.
    pub id: String,
    /// The application it belongs to. Documents of one application are not compared with each other.
    pub application: String,
    /// Anything the caller wants to find again, such as a digest of the file.
    pub tag: String,
    /// Its text.
    pub text: String,
    /// Its sections in order.
    pub sections: Vec<Section>,
}

/// The tokens of a document. Tokens of known text have the value 0 and match nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    pub values: Vec<u32>,
    starts: Vec<u32>,
    lens: Vec<u8>,
}

impl Prepared {
    pub fn new(text: &str, known: &Known) -> Self {
        let mut out = Self::default();
        tokens(text, |token| {
            out.values.push(token.value);
            out.starts.push(token.start);
            out.lens.push(token.len);
        });
        out.starts.shrink_to_fit();
        out.lens.shrink_to_fit();
        out.values.shrink_to_fit();
        known.mask(&mut out.values);
        out
    }

    pub fn value(&self, at: usize) -> u32 {
        self.values.get(at).copied().unwrap_or(0)
    }

    /// Units of a stretch of tokens; known text weighs nothing.
    pub fn units(&self, tokens: std::ops::Range<usize>) -> u32 {
        self.values.get(tokens).unwrap_or_default().iter().map(|value| units(*value)).sum()
    }

    /// Where a stretch of tokens stands in the text.
    pub fn span(&self, tokens: std::ops::Range<usize>) -> Span {
        let start = self.starts.get(tokens.start).copied().unwrap_or(0);
        let last = tokens.end.saturating_sub(1);
        let end = self.starts.get(last).zip(self.lens.get(last)).map_or(start, |(at, len)| at + u32::from(*len));
        Span { start, end: end.max(start) }
    }

    /// The tokens that begin in a stretch of the text.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let at = |byte| self.starts.partition_point(|start| *start < byte);
        at(span.start)..at(span.end)
    }
}
