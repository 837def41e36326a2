//! Documents with their fingerprints, in memory or in an index.

use std::borrow::Cow;

use crate::document::{Prepared, Section};
use crate::postings::{Prefixes, Records};

/// Documents to compare with, sorted by id: a [`Corpus`](crate::Corpus) or an [`Index`](crate::Index).
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    pub(crate) books: &'a dyn Books,
    pub(crate) records: Records<'a>,
    pub(crate) prefixes: &'a Prefixes,
}

/// What a shelf must tell of its documents, by number.
pub(crate) trait Books: Sync {
    fn len(&self) -> usize;
    fn id(&self, number: u32) -> &str;
    fn application(&self, number: u32) -> &str;
    fn text(&self, number: u32) -> &str;
    fn sections(&self, number: u32) -> Cow<'_, [Section]>;
    fn prepared(&self, number: u32) -> Cow<'_, Prepared>;
}

impl<'a> Shelf<'a> {
    /// How many documents stand here.
    #[must_use]
    pub fn len(&self) -> usize {
        self.books.len()
    }

    /// Whether none stands here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The id of a document, by its number.
    #[must_use]
    pub fn id(&self, number: u32) -> &'a str {
        self.books.id(number)
    }

    /// The application a document belongs to.
    #[must_use]
    pub fn application(&self, number: u32) -> &'a str {
        self.books.application(number)
    }

    /// The text of a document.
    #[must_use]
    pub fn text(&self, number: u32) -> &'a str {
        self.books.text(number)
    }

    /// The sections of a document.
    #[must_use]
    pub fn sections(&self, number: u32) -> Cow<'a, [Section]> {
        self.books.sections(number)
    }
}
