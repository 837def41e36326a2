//! Text out of documents that strangers hand in: PDF, DOCX, images, plain text. Parsers run in a child process with hard
//! limits ([`Reader`]); a hostile file costs its own reading and nothing else.

mod docx;
mod error;
mod kind;
mod pdf;
mod pool;
mod quality;
mod worker;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use error::DocumentError;
pub use kind::DocumentKind;
pub use pool::{Reader, Refusal, WorkerCommand};
pub use quality::Readability;
pub use worker::worker_main;

/// What one document may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Size of the file in bytes.
    pub file_bytes: u64,
    /// Time for one document by the wall, in milliseconds.
    pub wall_ms: u64,
    /// Processor seconds for the whole life of one child.
    pub cpu_seconds: u64,
    /// Address space of one child, in bytes.
    pub memory_bytes: u64,
    /// Characters of text taken; the rest is cut and said to be.
    pub text_chars: usize,
    /// Pages read.
    pub pages: usize,
    /// Entries of an archive.
    pub entries: usize,
    /// Bytes of one entry once unpacked.
    pub entry_bytes: u64,
    /// Nesting of XML elements.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            wall_ms: 20_000,
            cpu_seconds: 600,
            memory_bytes: 2 << 30,
            text_chars: 2_000_000,
            pages: 2_000,
            entries: 4_000,
            entry_bytes: 64 << 20,
            depth: 256,
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
    /// Things an officer should know: scripts or launch actions inside, a name that does not fit the content.
    pub warnings: Vec<String>,
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
    let mut warnings = Vec::new();
    if let Some(expected) = kind::by_name(name).filter(|by_name| *by_name != kind) {
        warnings.push(format!("named-as-{}", expected.word()));
    }
    let (raw, more) = match kind {
        DocumentKind::Pdf => pdf::read(bytes, limits)?,
        DocumentKind::Docx => docx::read(bytes, limits)?,
        DocumentKind::Image => (Vec::new(), Vec::new()),
        DocumentKind::PlainText => (vec![(BlockKind::Paragraph, kind::decode(bytes), None)], Vec::new()),
    };
    warnings.extend(more);
    let (blocks, cut) = place(raw, limits.text_chars);
    let readability = quality::judge(kind, &blocks);
    Ok(DocumentText { kind, sha256: digest(bytes), bytes: size, blocks, readability, cut, warnings })
}

type Raw = (BlockKind, String, Option<u32>);

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
