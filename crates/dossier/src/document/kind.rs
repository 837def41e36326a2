//! What a file is, by its first bytes.

use std::io::Cursor;

use serde::{Deserialize, Serialize};

use super::DocumentError;

/// Formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// PDF.
    Pdf,
    /// Word (OOXML).
    Docx,
    /// PNG, JPEG, TIFF, WebP or GIF: a scan without text.
    Image,
    /// Plain text.
    PlainText,
}

impl DocumentKind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Image => "image",
            Self::PlainText => "text",
        }
    }
}

/// The kind the name promises.
pub(super) fn by_name(name: &str) -> Option<DocumentKind> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    match extension.as_str() {
        "pdf" => Some(DocumentKind::Pdf),
        "docx" => Some(DocumentKind::Docx),
        "png" | "jpg" | "jpeg" | "tif" | "tiff" | "webp" | "gif" => Some(DocumentKind::Image),
        "txt" => Some(DocumentKind::PlainText),
        _ => None,
    }
}

/// The kind the bytes are.
///
/// # Errors
/// [`DocumentError::Empty`], or [`DocumentError::Format`] naming what it is instead.
pub(super) fn detect(bytes: &[u8]) -> Result<DocumentKind, DocumentError> {
    let format = |found: &str| Err(DocumentError::Format { found: found.to_owned() });
    if bytes.is_empty() {
        return Err(DocumentError::Empty);
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    if contains(head, b"%PDF-") {
        return Ok(DocumentKind::Pdf);
    }
    let images: [&[u8]; 5] = [b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8"];
    if images.iter().any(|magic| bytes.starts_with(magic)) || (bytes.starts_with(b"RIFF") && contains(head, b"WEBP")) {
        return Ok(DocumentKind::Image);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return format("doc");
    }
    if bytes.starts_with(b"{\\rtf") {
        return format("rtf");
    }
    if bytes.starts_with(b"\x7fELF") || bytes.starts_with(b"MZ") || bytes.starts_with(b"#!") {
        return format("program");
    }
    let lower = head.to_ascii_lowercase();
    if contains(&lower, b"<!doctype html") || contains(&lower, b"<html") {
        return format("html");
    }
    let binary = head.iter().filter(|byte| **byte < 9 || (14..32).contains(*byte)).count();
    if binary * 50 > head.len() && !head.starts_with(b"\xff\xfe") && !head.starts_with(b"\xfe\xff") {
        return format("unknown");
    }
    Ok(DocumentKind::PlainText)
}

fn archive(bytes: &[u8]) -> Result<DocumentKind, DocumentError> {
    let damaged = |error: zip::result::ZipError| DocumentError::Damaged { reason: error.to_string() };
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let has = |start: &str| archive.file_names().flatten().any(|name| name.starts_with(start));
    let found = if has("word/") {
        return Ok(DocumentKind::Docx);
    } else if has("xl/") {
        "xlsx"
    } else if has("ppt/") {
        "pptx"
    } else if archive.file_names().flatten().any(|name| name == "mimetype") {
        "odt"
    } else {
        "zip"
    };
    Err(DocumentError::Format { found: found.to_owned() })
}

pub(super) fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len().max(1)).any(|window| window == needle)
}

/// Plain text in whatever encoding it is: UTF-8, UTF-16 by its mark, GB18030 or Big5 by what fits.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.trim_start_matches('\u{feff}').to_owned();
    }
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    let (gb, gb_bad) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    let (big5, big5_bad) = encoding_rs::BIG5.decode_without_bom_handling(bytes);
    let common = |text: &str| text.chars().filter(|c| "的一是在有和与與之及為为項目合作協議协议權权方第條条".contains(*c)).count();
    match (gb_bad, big5_bad) {
        (true, false) => big5.into_owned(),
        (false, true) => gb.into_owned(),
        _ if common(&big5) > common(&gb) => big5.into_owned(),
        _ => gb.into_owned(),
    }
}
