//! Writing an index, and joining one with new documents without preparing the old ones again.

use std::cmp::Ordering;

use super::fields::{Header, put_text};
use super::{Index, IndexError};
use crate::corpus::Corpus;
use crate::document::Section;
use crate::postings::{MOST_DOCUMENTS, RECORD_BYTES, Record, Records, document, hash, record};
use crate::shelf::Books;

/// One document to be written, from wherever it stands.
struct Line<'a> {
    id: &'a str,
    application: &'a str,
    tag: &'a str,
    text: &'a str,
    sections: &'a [Section],
}

/// An index of the documents of a corpus.
///
/// # Errors
/// [`IndexError::TooLarge`].
pub fn write(corpus: &Corpus) -> Result<Vec<u8>, IndexError> {
    let lines: Vec<Line<'_>> = new_lines(corpus).collect();
    bytes(&lines, corpus.records().iter().copied(), corpus.records().len(), *corpus.known())
}

fn new_lines(corpus: &Corpus) -> impl Iterator<Item = Line<'_>> {
    corpus.documents().iter().map(|document| Line {
        id: &document.id,
        application: &document.application,
        tag: &document.tag,
        text: &document.text,
        sections: &document.sections,
    })
}

/// The documents of `old` that `keep` names by their number, and those of `new`; where both have an id, the new one
/// stands. The result has the bytes that [`write`](fn@super::write) gives for all of them together.
///
/// # Errors
/// [`IndexError::TooLarge`], or [`IndexError::OtherKnown`] where the two were made with different known text.
pub fn merge(old: &Index<'_>, keep: &dyn Fn(u32) -> bool, new: &Corpus) -> Result<Vec<u8>, IndexError> {
    if &old.known.digest() != new.known() {
        return Err(IndexError::OtherKnown);
    }
    let numbers = u32::try_from(old.entries.len()).unwrap_or(u32::MAX);
    let kept = (0..numbers).filter(|number| {
        let id = Books::id(old, *number);
        keep(*number) && new.documents().binary_search_by(|document| document.id.as_str().cmp(id)).is_err()
    });
    // (line, number among the old or the new).
    let old_lines = kept.filter_map(|number| {
        let entry = old.entries.get(number as usize)?;
        let Line { id, application, tag, text, sections } = Line {
            id: entry.id,
            application: entry.application,
            tag: entry.tag,
            text: entry.text,
            sections: &entry.sections,
        };
        Some((Line { id, application, tag, text, sections }, (true, number)))
    });
    let new_lines = (0u32..).zip(new_lines(new)).map(|(number, line)| (line, (false, number)));
    let mut all: Vec<(Line<'_>, (bool, u32))> = old_lines.chain(new_lines).collect();
    all.sort_by(|a, b| a.0.id.cmp(b.0.id));
    let mut places_old: Vec<Option<u32>> = vec![None; old.entries.len()];
    let mut places_new: Vec<Option<u32>> = vec![None; new.documents().len()];
    for (place, (_, (is_old, number))) in (0u32..).zip(&all) {
        let places = if *is_old { &mut places_old } else { &mut places_new };
        if let Some(at) = places.get_mut(*number as usize) {
            *at = Some(place);
        }
    }
    // Both sides are sorted, and renumbering keeps the order of each.
    let renumber = |records: Records<'_>, places: &[Option<u32>]| -> Vec<Record> {
        let renamed = |old: Record| Some(record(hash(old), (*places.get(document(old) as usize)?)?, old[2]));
        (0..records.len()).filter_map(|at| renamed(records.get(at)?)).collect()
    };
    let from_old = renumber(Records::Bytes(old.records), &places_old);
    let from_new = renumber(Records::Memory(new.records()), &places_new);
    let total = from_old.len() + from_new.len();
    let lines: Vec<Line<'_>> = all.into_iter().map(|(line, _)| line).collect();
    bytes(
        &lines,
        Merged { a: from_old.into_iter().peekable(), b: from_new.into_iter().peekable() },
        total,
        *new.known(),
    )
}

/// Two sorted lists as one.
struct Merged<I: Iterator<Item = Record>> {
    a: std::iter::Peekable<I>,
    b: std::iter::Peekable<I>,
}

impl<I: Iterator<Item = Record>> Iterator for Merged<I> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        match (self.a.peek(), self.b.peek()) {
            (Some(a), Some(b)) if a.cmp(b) == Ordering::Greater => self.b.next(),
            (Some(_), _) => self.a.next(),
            (None, _) => self.b.next(),
        }
    }
}

fn bytes(
    lines: &[Line<'_>],
    records: impl Iterator<Item = Record>,
    total: usize,
    known: [u8; 32],
) -> Result<Vec<u8>, IndexError> {
    if lines.len() > MOST_DOCUMENTS || u32::try_from(total).is_err() {
        return Err(IndexError::TooLarge);
    }
    let mut table = Vec::new();
    for line in lines {
        put_text(&mut table, line.id);
        put_text(&mut table, line.application);
        put_text(&mut table, line.tag);
        table.extend(u32::try_from(line.text.len()).map_err(|_| IndexError::TooLarge)?.to_le_bytes());
        table.extend(u32::try_from(line.sections.len()).map_err(|_| IndexError::TooLarge)?.to_le_bytes());
        for section in line.sections {
            table.extend(section.span.start.to_le_bytes());
            table.extend(section.span.end.to_le_bytes());
            put_text(&mut table, &section.title);
        }
    }
    let texts: usize = lines.iter().map(|line| line.text.len()).sum();
    let mut body = Vec::with_capacity(table.len() + texts + total * RECORD_BYTES);
    let table_bytes = table.len();
    body.append(&mut table);
    lines.iter().for_each(|line| body.extend(line.text.as_bytes()));
    records.for_each(|record| record.iter().for_each(|word| body.extend(word.to_le_bytes())));
    let header = Header { documents: lines.len(), records: total, table: table_bytes, texts, known };
    let mut out = header.write(&[&body]);
    out.append(&mut body);
    Ok(out)
}
