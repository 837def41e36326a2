//! PDF text, page by page.

use pdf_oxide::PdfDocument;

use super::kind::contains;
use super::{BlockKind, DocumentError, Limits, Raw};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(Vec<Raw>, Vec<String>), DocumentError> {
    let mut warnings = Vec::new();
    for (mark, word) in [(&b"/JavaScript"[..], "scripts"), (b"/Launch", "launch-actions"), (b"/EmbeddedFile", "embedded-files")] {
        if contains(bytes, mark) {
            warnings.push(word.to_owned());
        }
    }
    if !contains(bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes), b"%%EOF") {
        return Err(DocumentError::Damaged { reason: "the end of the file is missing; it was cut short".to_owned() });
    }
    // The parser is another's and the file a stranger's: a panic is an answer about the file, not the end of the reader.
    let outcome = std::panic::catch_unwind(|| pages(bytes, limits));
    match outcome {
        Ok(result) => result.map(|raw| (raw, warnings)),
        Err(_) => Err(DocumentError::Damaged { reason: "its structure cannot be followed".to_owned() }),
    }
}

fn pages(bytes: &[u8], limits: &Limits) -> Result<Vec<Raw>, DocumentError> {
    let damaged = |error: &dyn std::fmt::Display| DocumentError::Damaged { reason: short(&error.to_string()) };
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(|error| damaged(&error))?;
    if document.is_encrypted() && !document.authenticate(b"").unwrap_or(false) {
        return Err(DocumentError::Encrypted);
    }
    let count = document.page_count().map_err(|error| damaged(&error))?;
    if count > limits.pages {
        return Err(DocumentError::Limit { what: "pages".to_owned() });
    }
    let mut raw = Vec::new();
    let mut chars = 0;
    for page in 0..count {
        let text = document.extract_text(page).map_err(|error| damaged(&error))?;
        chars += text.chars().count();
        let number = u32::try_from(page + 1).ok();
        raw.extend(
            text.split('\n')
                .filter(|line| !line.trim().is_empty())
                .map(|line| (BlockKind::Paragraph, line.to_owned(), number)),
        );
        if chars > limits.text_chars {
            break;
        }
    }
    Ok(raw)
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(160).collect()
}
