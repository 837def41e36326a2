//! Documents in memory.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::document::{Document, Prepared, Section};
use crate::known::Known;
use crate::postings::{MOST_DOCUMENTS, Prefixes, Record, Records, record};
use crate::prints::winnow;
use crate::shelf::{Books, Shelf};

/// Why documents cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorpusError {
    /// Two documents have one id.
    #[error("two documents are named `{0}`; give each its own name")]
    SameId(String),
    /// More documents than can be numbered.
    #[error("{0} documents are more than one comparison takes ({MOST_DOCUMENTS})")]
    TooMany(usize),
    /// A text whose places cannot be numbered.
    #[error("the text of `{0}` is longer than 4 GiB; leave it out or split it")]
    TooLong(String),
    /// More fingerprints than can be numbered.
    #[error("the documents together are too long for one comparison; split them by direction")]
    TooLarge,
}

/// Documents with tokens and fingerprints.
#[derive(Debug)]
pub struct Corpus {
    documents: Vec<Document>,
    prepared: Vec<Prepared>,
    records: Vec<Record>,
    prefixes: Prefixes,
    known: [u8; 32],
}

impl Corpus {
    /// Prepares documents; their order does not matter. Text of `known` will match nothing.
    ///
    /// # Errors
    /// Two documents with one id, or more than can be numbered.
    pub fn new(mut documents: Vec<Document>, known: &Known) -> Result<Self, CorpusError> {
        if documents.len() > MOST_DOCUMENTS {
            return Err(CorpusError::TooMany(documents.len()));
        }
        documents.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some([first, _]) = documents.array_windows().find(|[a, b]| a.id == b.id) {
            return Err(CorpusError::SameId(first.id.clone()));
        }
        if let Some(long) = documents.iter().find(|document| u32::try_from(document.text.len()).is_err()) {
            return Err(CorpusError::TooLong(long.id.clone()));
        }
        let prepared: Vec<Prepared> =
            documents.par_iter().map(|document| Prepared::new(&document.text, known)).collect();
        let per_document: Vec<Vec<Record>> = prepared
            .par_iter()
            .enumerate()
            .map(|(number, prepared)| {
                let number = u32::try_from(number).unwrap_or(u32::MAX);
                let mut records = Vec::with_capacity(prepared.values.len() / 2);
                winnow(&prepared.values, |gram| records.push(record(gram.hash, number, gram.at)));
                records.shrink_to_fit();
                records
            })
            .collect();
        let total = per_document.iter().map(Vec::len).sum();
        if u32::try_from(total).is_err() {
            return Err(CorpusError::TooLarge);
        }
        let mut records: Vec<Record> = Vec::with_capacity(total);
        for part in per_document {
            records.extend(part);
        }
        records.par_sort_unstable();
        let prefixes = Prefixes::new(Records::Memory(&records));
        Ok(Self { documents, prepared, records, prefixes, known: known.digest() })
    }

    /// The documents as a shelf.
    #[must_use]
    pub fn shelf(&self) -> Shelf<'_> {
        Shelf { books: self, records: Records::Memory(&self.records), prefixes: &self.prefixes }
    }

    /// The documents, sorted by id.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    pub(crate) fn known(&self) -> &[u8; 32] {
        &self.known
    }
}

impl Books for Corpus {
    fn len(&self) -> usize {
        self.documents.len()
    }

    fn id(&self, number: u32) -> &str {
        self.documents.get(number as usize).map_or("", |document| document.id.as_str())
    }

    fn application(&self, number: u32) -> &str {
        self.documents.get(number as usize).map_or("", |document| document.application.as_str())
    }

    fn text(&self, number: u32) -> &str {
        self.documents.get(number as usize).map_or("", |document| document.text.as_str())
    }

    fn sections(&self, number: u32) -> Cow<'_, [Section]> {
        Cow::Borrowed(self.documents.get(number as usize).map_or(&[], |document| document.sections.as_slice()))
    }

    fn prepared(&self, number: u32) -> Cow<'_, Prepared> {
        self.prepared.get(number as usize).map_or_else(|| Cow::Owned(Prepared::default()), Cow::Borrowed)
    }
}
