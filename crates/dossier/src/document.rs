//! Text out of documents that strangers hand in: PDF, DOCX, images, plain text. Parsers run in a child process with hard
//! limits ([`Reader`]); a hostile file costs its own reading and nothing else.

mod docx;
mod error;
mod kind;
mod pdf;
mod pool;
mod quality;
mod strict;
mod warning;
mod worker;

use hefu_words::Message;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use error::DocumentError;
pub use kind::DocumentKind;
pub use pool::{Reader, Refusal, WorkerCommand};
pub use quality::Readability;
pub use warning::Warning;
pub use worker::worker_main;

/// What one document may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Size of the file in bytes.
    pub file_bytes: u64,
    /// Time for one document by the wall, in milliseconds.
    pub wall_ms: u64,
    /// Processor seconds for one document.
    pub cpu_seconds: u64,
    /// Address space of one child, in bytes.
    pub memory_bytes: u64,
    /// Characters of text taken; the rest is cut and said to be.
    pub text_chars: usize,
    /// Pages of a PDF.
    pub pages: usize,
    /// Objects of a PDF.
    pub objects: usize,
    /// Entries of an archive.
    pub entries: usize,
    /// Bytes of one entry once unpacked.
    pub entry_bytes: u64,
    /// Bytes of all entries read once unpacked.
    pub unpacked_bytes: u64,
    /// How many times larger than packed an entry above one mebibyte may be.
    pub ratio: u64,
    /// Nesting of XML elements.
    pub depth: usize,
    /// Whether a file must be one document of one format from its first byte to its last (PDF, DOCX, PNG or JPEG), as where
    /// strangers post files that others will open. Files that came another way are read as far as they can be.
    pub strict: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            wall_ms: 60_000,
            cpu_seconds: 10,
            memory_bytes: 1 << 30,
            text_chars: 2_000_000,
            pages: 2_000,
            objects: 300_000,
            entries: 4_000,
            entry_bytes: 64 << 20,
            unpacked_bytes: 128 << 20,
            ratio: 200,
            depth: 256,
            strict: false,
        }
    }
}

/// A document's text with its structure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentText {
    /// What it is, by its content and not its name.
    pub kind: DocumentKind,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Paragraphs in reading order.
    pub blocks: Vec<Block>,
    /// Whether the text can be relied on.
    pub readability: Readability,
    /// True where the text was longer than the limit and the rest was left out.
    pub cut: bool,
    /// Pages, where the format has pages.
    pub pages: Option<u32>,
    /// Things an officer should know: scripts or launch actions inside, a name that does not fit the content, pages
    /// without text.
    pub warnings: Vec<Warning>,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What kind of paragraph.
    pub kind: BlockKind,
    /// Its text, one line or several.
    pub text: String,
    /// Page from 1, where the format has pages.
    pub page: Option<u32>,
    /// Offset of its first character in the whole text (blocks joined by line feeds), in characters.
    pub offset: usize,
}

/// Kinds of paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Marked as a heading by the document.
    Heading,
    /// Running text.
    Paragraph,
    /// A cell of a table.
    TableCell,
    /// In a text box.
    TextBox,
    /// Header, footer, footnote or comment.
    Note,
}

impl DocumentText {
    /// Whether part of the document may hold text that was not read: the text was cut, or some pages have none. What is
    /// not found in such a text may stand in the document all the same.
    pub fn is_partial(&self) -> bool {
        let unread = |warning: &Warning| matches!(warning, Warning::PagesWithoutText { .. } | Warning::HiddenText);
        self.cut || self.warnings.iter().any(unread)
    }

    /// Why there is no text to look at, where there is none that can be relied on.
    pub fn without_text(&self) -> Option<Message> {
        match self.readability {
            Readability::NoText => Some(Message::new("document-no-text")),
            Readability::Garbled { .. } => Some(Message::new("document-garbled")),
            Readability::Readable => None,
        }
    }

    /// Which part of the document was not read, so that nobody concludes from what was not found in it.
    pub fn unread_part(&self) -> Option<Message> {
        if !self.is_partial() {
            return None;
        }
        let of = |warning: &&Warning| matches!(warning, Warning::PagesWithoutText { .. } | Warning::HiddenText);
        Some(match self.warnings.iter().find(of) {
            Some(warning) => Message::new(warning.key()).with("detail", warning.detail()),
            None => Message::new("document-cut"),
        })
    }

    /// The whole text: blocks joined by line feeds.
    pub fn text(&self) -> String {
        let blocks: Vec<_> = self.blocks.iter().map(|block| block.text.as_str()).collect();
        blocks.join("\n")
    }
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a document in this process, without time or memory limits of the system. For workers, tests and fuzzing.
///
/// # Errors
/// What the file is and why it cannot be read.
pub fn read_bytes(name: &str, bytes: &[u8], limits: &Limits) -> Result<DocumentText, DocumentError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limits.file_bytes {
        return Err(DocumentError::TooLarge { bytes: size, most: limits.file_bytes });
    }
    let kind = kind::detect(bytes)?;
    if limits.strict {
        strict::check(kind, bytes, limits)?;
    }
    let named = kind::by_name(name).filter(|by_name| *by_name != kind);
    let mut warnings: Vec<Warning> = named.map(|name| Warning::NamedAs { name }).into_iter().collect();
    let found = match kind {
        DocumentKind::Pdf => pdf::read(bytes, limits)?,
        DocumentKind::Docx => docx::read(bytes, limits)?,
        DocumentKind::Image => Found::default(),
        DocumentKind::PlainText => {
            let lines = kind::decode(bytes);
            let lines = lines.split('\n').map(|line| (BlockKind::Paragraph, line.to_owned(), None));
            Found { raw: lines.collect(), ..Found::default() }
        }
    };
    warnings.extend(found.warnings);
    let (blocks, cut) = place(found.raw, limits.text_chars);
    let readability = quality::judge(kind, &blocks);
    if readability != Readability::NoText {
        warnings.extend(pages_without_text(&blocks, found.pages));
    }
    Ok(DocumentText {
        kind,
        sha256: digest(bytes),
        bytes: size,
        blocks,
        readability,
        cut: cut || found.cut,
        pages: found.pages,
        warnings,
    })
}

type Raw = (BlockKind, String, Option<u32>);

/// What the reader of a format gives.
#[derive(Default)]
struct Found {
    raw: Vec<Raw>,
    pages: Option<u32>,
    warnings: Vec<Warning>,
    cut: bool,
}

fn pages_without_text(blocks: &[Block], pages: Option<u32>) -> Option<Warning> {
    let with: std::collections::BTreeSet<u32> = blocks.iter().filter_map(|block| block.page).collect();
    let last = with.last().copied()?;
    let pages: Vec<u32> = (1..=pages?.max(last)).filter(|page| !with.contains(page)).collect();
    (!pages.is_empty()).then_some(Warning::PagesWithoutText { pages })
}

/// Cleans each paragraph and gives it its offset; cuts at the limit.
fn place(raw: Vec<Raw>, most: usize) -> (Vec<Block>, bool) {
    let mut offset = 0;
    let mut blocks = Vec::new();
    for (kind, text, page) in raw {
        let text = quality::clean(&text);
        if text.is_empty() {
            continue;
        }
        let length = text.chars().count();
        if offset + length > most {
            return (blocks, true);
        }
        blocks.push(Block { kind, text, page, offset });
        offset += length + 1;
    }
    (blocks, false)
}
