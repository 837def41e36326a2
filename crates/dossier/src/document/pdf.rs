//! PDF text, page by page, and what else a PDF may do.

mod content;
mod legacy;
mod survey;
mod write;

use pdf_oxide::PdfDocument;

use super::kind::contains;
use super::{BlockKind, DocumentError, Found, Limits};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Found, DocumentError> {
    ends_properly(bytes)?;
    let document = open(bytes.to_vec())?;
    let survey = survey::survey(&document, limits)?;
    // Fonts in the encodings of old Chinese typesetting systems mix codes of one and two bytes, which the extractor cannot
    // take apart; their text is first rewritten in an encoding it can.
    let rewritten = match survey.fonts.is_empty() || document.is_encrypted() {
        true => None,
        false => Some(open(legacy::rewrite(&document, &survey, limits)?)?),
    };
    let mut found = pages(rewritten.as_ref().unwrap_or(&document), limits)?;
    found.warnings.extend(survey.warnings);
    Ok(found)
}

/// A PDF ends with its mark. What stands behind it belongs to another format; what lacks it was cut short, and parsers
/// that mend such files give half a text as if it were whole.
fn ends_properly(bytes: &[u8]) -> Result<(), DocumentError> {
    const MARK: &[u8] = b"%%EOF";
    let last = bytes.windows(MARK.len()).rposition(|window| window == MARK);
    let Some(last) = last else {
        return Err(DocumentError::damaged(&"the end of the file is missing; it was cut short"));
    };
    let behind = bytes.get(last + MARK.len()..).unwrap_or_default();
    if behind.iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0) {
        return Err(DocumentError::damaged(&"other content follows the end of the PDF"));
    }
    if !contains(bytes, b"startxref") {
        return Err(DocumentError::damaged(&"the table of contents of the file is missing"));
    }
    Ok(())
}

fn open(bytes: Vec<u8>) -> Result<PdfDocument, DocumentError> {
    let document = PdfDocument::from_bytes(bytes).map_err(|error| DocumentError::damaged(&error))?;
    if document.is_encrypted() && !document.authenticate(b"").unwrap_or(false) {
        return Err(DocumentError::Encrypted);
    }
    Ok(document)
}

fn pages(document: &PdfDocument, limits: &Limits) -> Result<Found, DocumentError> {
    let count = document.page_count().map_err(|error| DocumentError::damaged(&error))?;
    if count > limits.pages {
        return Err(DocumentError::limit("pages"));
    }
    if count == 0 {
        return Err(DocumentError::damaged(&"it has no pages"));
    }
    let mut found = Found { pages: u32::try_from(count).ok(), ..Found::default() };
    let mut chars = 0;
    for page in 0..count {
        // A page that cannot be read may hold the very article that is sought: no text is better than part of it.
        let text = document.extract_text(page).map_err(|error| DocumentError::damaged(&error))?;
        chars += text.chars().count();
        let number = u32::try_from(page + 1).ok();
        let lines = text.split('\n').filter(|line| !line.trim().is_empty());
        found.raw.extend(lines.map(|line| (BlockKind::Paragraph, line.to_owned(), number)));
        if chars > limits.text_chars {
            found.cut = true;
            break;
        }
    }
    Ok(found)
}
