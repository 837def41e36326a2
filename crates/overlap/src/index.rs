//! Documents and their fingerprints as bytes, to be kept and searched later. Reading and writing files is the caller's.
//!
//! The format, all numbers little-endian: a header of 64 bytes (magic, version, count of documents, count of records, length
//! of the table, length of the texts, and zeros); 32 bytes BLAKE3 of all that follows; 32 bytes digest of the known text the
//! index was made with; the table of documents; their texts; the records of fingerprints, 12 bytes each, sorted.

mod build;
mod fields;

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::document::{Prepared, Section, Span};
use crate::known::Known;
use crate::postings::{MOST_DOCUMENTS, Prefixes, RECORD_BYTES, Records, document};
use crate::shelf::{Books, Shelf};
use fields::{Header, Reader};

pub use build::{merge, write};

/// The first bytes of every index.
pub const MAGIC: [u8; 8] = *b"hefu-ovl";

/// The version of the format. One that is not this is not read: an index can be made again from its documents.
pub const VERSION: u32 = 1;

/// Why bytes are not an index that can be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Something else.
    #[error("this is not an overlap index; name an index, or leave it out and one will be made")]
    NotAnIndex,
    /// Another version.
    #[error(
        "this index has version {found} of the format and this program reads version {VERSION}; delete it and it will be made again"
    )]
    Version {
        /// The version it has.
        found: u32,
    },
    /// Cut, or changed after it was written.
    #[error("this index is damaged ({what}); delete it and it will be made again")]
    Damaged {
        /// What does not fit.
        what: &'static str,
    },
    /// Made with other known text.
    #[error("this index was made with other form and guide texts; delete it and it will be made again")]
    OtherKnown,
    /// More than the format holds.
    #[error("the index would be larger than its format holds; split the documents by direction")]
    TooLarge,
}

pub(crate) fn damaged(what: &'static str) -> IndexError {
    IndexError::Damaged { what }
}

/// One document of an index.
#[derive(Clone, Debug)]
struct Entry<'a> {
    id: &'a str,
    application: &'a str,
    tag: &'a str,
    text: &'a str,
    sections: Vec<Section>,
    /// Its tokens, once somebody has asked for them.
    prepared: OnceLock<Prepared>,
}

/// An index over bytes that the caller keeps, read or mapped.
#[derive(Debug)]
pub struct Index<'a> {
    entries: Vec<Entry<'a>>,
    records: &'a [u8],
    prefixes: Prefixes,
    known: Known,
}

impl<'a> Index<'a> {
    /// Opens an index. Everything in it is checked, so that a damaged or hostile one is refused here.
    ///
    /// # Errors
    /// What is wrong with it and what to do.
    pub fn open(bytes: &'a [u8], known: &Known) -> Result<Self, IndexError> {
        let (header, body) = Header::read(bytes)?;
        if header.known != known.digest() {
            return Err(IndexError::OtherKnown);
        }
        let (table, rest) = body.split_at_checked(header.table).ok_or(damaged("its table is cut"))?;
        let (texts, records) = rest.split_at_checked(header.texts).ok_or(damaged("its texts are cut"))?;
        if records.len() != header.records.checked_mul(RECORD_BYTES).ok_or(damaged("its records are cut"))? {
            return Err(damaged("its records are cut"));
        }
        let entries = entries(table, texts, header.documents)?;
        check_records(records, entries.len())?;
        let prefixes = Prefixes::new(Records::Bytes(records));
        Ok(Self { entries, records, prefixes, known: known.clone() })
    }

    /// The documents as a shelf.
    #[must_use]
    pub fn shelf(&self) -> Shelf<'_> {
        Shelf { books: self, records: Records::Bytes(self.records), prefixes: &self.prefixes }
    }

    /// Id and tag of every document, sorted by id.
    pub fn tags(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.entries.iter().map(|entry| (entry.id, entry.tag))
    }
}

fn entries<'a>(table: &'a [u8], texts: &'a [u8], documents: usize) -> Result<Vec<Entry<'a>>, IndexError> {
    let mut reader = Reader { bytes: table };
    let mut texts = Reader { bytes: texts };
    let mut out: Vec<Entry<'a>> = Vec::new();
    for _ in 0..documents {
        let (id, application, tag) = (reader.text()?, reader.text()?, reader.text()?);
        if out.last().is_some_and(|before| before.id >= id) {
            return Err(damaged("its documents are out of order"));
        }
        let length = reader.number()?;
        let text = std::str::from_utf8(texts.take(length as usize)?).map_err(|_| damaged("a text is no text"))?;
        let count = reader.number()?;
        let mut sections = Vec::new();
        for _ in 0..count {
            let span = Span { start: reader.number()?, end: reader.number()? };
            let title = reader.text()?.to_owned();
            if text.get(span.start as usize..span.end as usize).is_none() {
                return Err(damaged("a section lies outside its text"));
            }
            sections.push(Section { title, span });
        }
        out.push(Entry { id, application, tag, text, sections, prepared: OnceLock::new() });
    }
    if !reader.bytes.is_empty() || !texts.bytes.is_empty() {
        return Err(damaged("its table and its texts do not agree"));
    }
    Ok(out)
}

fn check_records(bytes: &[u8], documents: usize) -> Result<(), IndexError> {
    let records = Records::Bytes(bytes);
    let mut before = None;
    for record in (0..records.len()).filter_map(|at| records.get(at)) {
        if before.is_some_and(|before| before > record) {
            return Err(damaged("its records are out of order"));
        }
        if document(record) as usize >= documents {
            return Err(damaged("a record names no document"));
        }
        before = Some(record);
    }
    if documents > MOST_DOCUMENTS {
        return Err(damaged("it has more documents than the format holds"));
    }
    Ok(())
}

impl Books for Index<'_> {
    fn len(&self) -> usize {
        self.entries.len()
    }

    fn id(&self, number: u32) -> &str {
        self.entries.get(number as usize).map_or("", |entry| entry.id)
    }

    fn application(&self, number: u32) -> &str {
        self.entries.get(number as usize).map_or("", |entry| entry.application)
    }

    fn text(&self, number: u32) -> &str {
        self.entries.get(number as usize).map_or("", |entry| entry.text)
    }

    fn sections(&self, number: u32) -> Cow<'_, [Section]> {
        Cow::Borrowed(self.entries.get(number as usize).map_or(&[], |entry| entry.sections.as_slice()))
    }

    fn prepared(&self, number: u32) -> Cow<'_, Prepared> {
        self.entries.get(number as usize).map_or_else(
            || Cow::Owned(Prepared::default()),
            |entry| Cow::Borrowed(entry.prepared.get_or_init(|| Prepared::new(entry.text, &self.known))),
        )
    }
}
