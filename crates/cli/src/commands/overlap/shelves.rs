//! Documents on a shelf: read from a folder, or from an index brought up to date with it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use hefu_overlap::{Corpus, Index, Known, Shelf, merge, write};
use hefu_report::Unread;
use hefu_words::Message;

use super::folder::{Gathered, Reading};
use super::whole;
use crate::say::Say;

/// Where documents stand.
pub enum Source {
    Corpus(Corpus),
    /// The bytes of an index.
    Index(Vec<u8>),
}

/// A source that can be searched.
pub enum Open<'a> {
    Corpus(&'a Corpus),
    Index(Index<'a>),
}

impl Source {
    /// Makes it searchable; an index is checked.
    pub fn open(&self, known: &Known) -> anyhow::Result<Open<'_>> {
        Ok(match self {
            Self::Corpus(corpus) => Open::Corpus(corpus),
            Self::Index(bytes) => Open::Index(Index::open(bytes, known)?),
        })
    }
}

impl Open<'_> {
    pub fn shelf(&self) -> Shelf<'_> {
        match self {
            Self::Corpus(corpus) => corpus.shelf(),
            Self::Index(index) => index.shelf(),
        }
    }
}

/// The documents of a folder.
pub fn folder(path: &Path, known: &Known, reading: &Reading<'_>) -> anyhow::Result<(Source, Vec<Unread>)> {
    let Gathered { read, unread, .. } = reading.folder(path, &|_, _| false)?;
    Ok((Source::Corpus(Corpus::new(read, known)?), unread))
}

/// The documents to compare: of the folder, by way of the index where there is one.
pub fn own(
    path: &Path,
    index: Option<&Path>,
    known: &Known,
    reading: &Reading<'_>,
    say: &Say,
) -> anyhow::Result<(Source, Vec<Unread>)> {
    let Some(file) = index else { return folder(path, known, reading) };
    let faulty = || file.display().to_string();
    let old = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => write(&Corpus::new(Vec::new(), known)?)?,
        Err(error) => return Err(error).with_context(|| format!("{} cannot be read", file.display())),
    };
    let old = Index::open(&old, known).with_context(faulty)?;
    let tags: BTreeMap<&str, &str> = old.tags().collect();
    let Gathered { kept, read, unread } = reading.folder(path, &|id, digest| tags.get(id) == Some(&digest))?;
    let said = Message::new("overlap-said-index")
        .with("file", file.display().to_string())
        .with("kept", kept.len())
        .with("read", read.len());
    let keep = |number: u32| kept.contains(old.shelf().id(number));
    let bytes = merge(&old, &keep, &Corpus::new(read, known)?).with_context(faulty)?;
    whole(file, &bytes)?;
    say.message(&said);
    Ok((Source::Index(bytes), unread))
}
