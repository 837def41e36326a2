//! The documents of a folder, read by child processes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, bail};
use hefu_dossier::document::{BlockKind, DocumentText, Limits, Reader, digest};
use hefu_overlap::{Document, Section, Span};
use hefu_report::Unread;
use hefu_round::Progress as _;
use hefu_words::Message;
use rayon::prelude::*;

use crate::progress::Bar;

/// What is read of a folder; the rest is named as not read.
const KINDS: [&str; 5] = ["pdf", "docx", "txt", "md", "markdown"];

/// Folders within folders that are followed.
const DEPTH: usize = 16;

/// How documents are read.
pub struct Reading<'a> {
    bar: &'a Bar,
    cancel: &'a AtomicBool,
    reader: Reader,
}

/// A file of the folder.
pub struct Found {
    path: PathBuf,
    /// Its path within the folder, which is the document's name.
    pub id: String,
}

/// What became of a file.
enum Read {
    /// The index has it, unchanged.
    Kept,
    Document(Box<Document>, Option<Unread>),
    Unread(Unread),
}

/// What a folder gave.
#[derive(Default)]
pub struct Gathered {
    /// Ids of documents that the index has, unchanged.
    pub kept: BTreeSet<String>,
    /// Documents read now.
    pub read: Vec<Document>,
    /// Files that could not be read, or not wholly.
    pub unread: Vec<Unread>,
}

impl<'a> Reading<'a> {
    pub fn new(bar: &'a Bar, cancel: &'a AtomicBool) -> anyhow::Result<Self> {
        let reader = Reader::new(crate::commands::round::worker()?, Limits::default());
        Ok(Self { bar, cancel, reader })
    }

    /// The text of one file that must be readable.
    pub fn text(&self, path: &Path) -> anyhow::Result<String> {
        match self.reader.read(path) {
            Ok(text) => Ok(body(&text).0),
            Err(refusal) => bail!("{}", refusal.error),
        }
    }

    /// Reads the documents of a folder, except those whose id and digest `has` knows.
    pub fn folder(&self, folder: &Path, has: &(dyn Fn(&str, &str) -> bool + Sync)) -> anyhow::Result<Gathered> {
        let mut out = Gathered::default();
        let files = list(folder, &mut out.unread)?;
        self.bar.step("overlap-step-reading", files.len());
        let read: Vec<Read> = files
            .par_iter()
            .map(|file| {
                if self.cancel.load(Ordering::Relaxed) {
                    bail!("stopped");
                }
                let read = self.one(file, has);
                self.bar.advance();
                Ok(read)
            })
            .collect::<anyhow::Result<_>>()?;
        for (file, read) in files.into_iter().zip(read) {
            match read {
                Read::Kept => {
                    out.kept.insert(file.id);
                }
                Read::Document(document, warning) => {
                    out.read.push(*document);
                    out.unread.extend(warning);
                }
                Read::Unread(unread) => out.unread.push(unread),
            }
        }
        Ok(out)
    }

    fn one(&self, file: &Found, has: &(dyn Fn(&str, &str) -> bool + Sync)) -> Read {
        let unread = |reason: Message| Unread { file: file.id.clone(), reason };
        let cannot = |error: std::io::Error| Message::new("overlap-cannot-open").with("detail", error.to_string());
        // A file above the reader's limit is the reader's to refuse.
        let size = match std::fs::metadata(&file.path) {
            Ok(data) => data.len(),
            Err(error) => return Read::Unread(unread(cannot(error))),
        };
        if size <= Limits::default().file_bytes {
            match std::fs::read(&file.path) {
                Ok(bytes) if has(&file.id, &digest(&bytes)) => return Read::Kept,
                Ok(_) => {}
                Err(error) => return Read::Unread(unread(cannot(error))),
            }
        }
        let text = match self.reader.read(&file.path) {
            Ok(text) => text,
            Err(refusal) => {
                let error = refusal.error;
                return Read::Unread(unread(Message::new(error.key()).with("detail", error.detail())));
            }
        };
        if let Some(reason) = text.without_text() {
            return Read::Unread(unread(reason));
        }
        let (whole, sections) = body(&text);
        if whole.trim().is_empty() {
            return Read::Unread(unread(Message::new("overlap-empty-text")));
        }
        let partly = text.unread_part().map(unread);
        let application = application(&file.id);
        Read::Document(
            Box::new(Document { id: file.id.clone(), application, tag: text.sha256, text: whole, sections }),
            partly,
        )
    }
}

/// The application a file belongs to: its folder below the one given, or itself without its ending.
fn application(id: &str) -> String {
    match id.split_once('/') {
        Some((folder, _)) => folder.to_owned(),
        None => id.rsplit_once('.').map_or(id, |(stem, _)| stem).to_owned(),
    }
}

/// The files below a folder in the order of their names. Links are not followed.
fn list(folder: &Path, unread: &mut Vec<Unread>) -> anyhow::Result<Vec<Found>> {
    let mut out = Vec::new();
    let mut names = BTreeSet::new();
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((below, depth)) = open.pop() {
        let entries = match std::fs::read_dir(&below) {
            Ok(entries) => entries,
            Err(error) if depth == 0 => {
                return Err(error).with_context(|| format!("{} cannot be read", below.display()));
            }
            Err(error) => {
                let reason = Message::new("overlap-cannot-open").with("detail", error.to_string());
                unread.push(Unread { file: name(folder, &below), reason });
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let Ok(kind) = entry.file_type() else { continue };
            if hidden || kind.is_symlink() {
                continue;
            }
            let id = name(folder, &path);
            if kind.is_dir() {
                if depth < DEPTH {
                    open.push((path, depth + 1));
                }
            } else if !is_read(&path) {
                unread.push(Unread { file: id, reason: Message::new("overlap-kind-not-read") });
            } else if names.insert(id.clone()) {
                out.push(Found { path, id });
            } else {
                unread.push(Unread { file: id, reason: Message::new("overlap-same-name") });
            }
        }
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    unread.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(out)
}

fn name(folder: &Path, path: &Path) -> String {
    let within = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn is_read(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| KINDS.contains(&ending.as_str()))
}

/// The running text of a document without headers, footers and notes, and its sections by heading.
fn body(document: &DocumentText) -> (String, Vec<Section>) {
    let mut text = String::new();
    let mut sections: Vec<Section> = Vec::new();
    let at = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Note) {
        if !text.is_empty() {
            text.push('\n');
        }
        let here = at(&text);
        if block.kind == BlockKind::Heading || is_heading(&block.text) {
            if let Some(last) = sections.last_mut() {
                last.span.end = here;
            }
            let title = block.text.trim_start_matches('#').trim().to_owned();
            sections.push(Section { title, span: Span { start: here, end: here } });
        }
        text.push_str(&block.text);
    }
    if let Some(last) = sections.last_mut() {
        last.span.end = at(&text);
    }
    (text, sections)
}

/// Characters of the longest line taken for a heading.
const HEADING: usize = 40;

/// Whether a line that its document does not mark reads as a heading: `# …`, 一、…, （一）….
fn is_heading(line: &str) -> bool {
    let line = line.trim();
    if line.chars().count() > HEADING || line.contains('\n') || line.ends_with(['。', '.', '；', ';', '，', ',']) {
        return false;
    }
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let rest = line.trim_start_matches(['（', '(']).trim_start_matches(numeral);
    line.starts_with('#')
        || (rest.len() < line.len() && line.chars().any(numeral) && rest.starts_with(['、', '）', ')']))
}
