//! What a file is, by its first bytes and never by its name.

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
    /// PNG, JPEG, TIFF, WebP, GIF, BMP or HEIC: a scan without text.
    Image,
    /// Plain text.
    PlainText,
}

impl DocumentKind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Image => "JPEG/PNG/TIFF",
            Self::PlainText => "TXT",
        }
    }
}

/// The kind the name promises.
pub(super) fn by_name(name: &str) -> Option<DocumentKind> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    match extension.as_str() {
        "pdf" => Some(DocumentKind::Pdf),
        "docx" | "doc" => Some(DocumentKind::Docx),
        "png" | "jpg" | "jpeg" | "tif" | "tiff" | "webp" | "gif" | "bmp" | "heic" => Some(DocumentKind::Image),
        "txt" => Some(DocumentKind::PlainText),
        _ => None,
    }
}

const IMAGES: [&[u8]; 6] = [b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM"];

/// The kind the bytes are.
///
/// # Errors
/// [`DocumentError::Empty`], or [`DocumentError::Format`] naming what it is instead.
pub(super) fn detect(bytes: &[u8]) -> Result<DocumentKind, DocumentError> {
    if bytes.is_empty() {
        return Err(DocumentError::Empty);
    }
    // The mark must be the first thing: what hides it behind other content is two formats at once.
    if bytes.starts_with(b"%PDF-") {
        return Ok(DocumentKind::Pdf);
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    let image = IMAGES.iter().any(|magic| bytes.starts_with(magic)) && !is_text(head);
    let boxed = |mark: &[u8]| bytes.get(8..12) == Some(mark);
    let heic = bytes.get(4..8) == Some(b"ftyp") && (boxed(b"heic") || boxed(b"heix") || boxed(b"mif1"));
    if image || heic || (bytes.starts_with(b"RIFF") && boxed(b"WEBP")) {
        return Ok(DocumentKind::Image);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(ole(bytes));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(DocumentError::format("rtf"));
    }
    if bytes.starts_with(b"\x7fELF") || bytes.starts_with(b"MZ") || bytes.starts_with(b"#!") {
        return Err(DocumentError::format("program"));
    }
    let lower = head.to_ascii_lowercase();
    if contains(&lower, b"<!doctype html") || contains(&lower, b"<html") || contains(&lower, b"<script") {
        return Err(DocumentError::format("html"));
    }
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if contains(head, b"%PDF-") || !(wide || is_text(head)) {
        return Err(DocumentError::format("unknown"));
    }
    Ok(DocumentKind::PlainText)
}

fn is_text(head: &[u8]) -> bool {
    let binary = head.iter().filter(|byte| **byte < 9 || (14..32).contains(*byte)).count();
    binary * 50 <= head.len()
}

/// An OLE container: an old Office file, or a locked new one.
fn ole(bytes: &[u8]) -> DocumentError {
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide)
    };
    if named("EncryptedPackage") {
        DocumentError::Encrypted
    } else if named("Workbook") {
        DocumentError::format("xls")
    } else if named("PowerPoint Document") || named("__properties_version1.0") {
        DocumentError::format("ole")
    } else {
        DocumentError::format("doc")
    }
}

fn archive(bytes: &[u8]) -> Result<DocumentKind, DocumentError> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| DocumentError::damaged(&error))?;
    let has = |start: &str| archive.file_names().flatten().any(|name| name.starts_with(start));
    let found = if has("word/") {
        return Ok(DocumentKind::Docx);
    } else if has("xl/") {
        "xlsx"
    } else if has("ppt/") {
        "pptx"
    } else if has("OFD.xml") {
        "ofd"
    } else if has("mimetype") {
        "odt"
    } else {
        "zip"
    };
    Err(DocumentError::format(found))
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
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    let (gb, gb_bad) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    let (big5, big5_bad) = encoding_rs::BIG5.decode_without_bom_handling(bytes);
    let usual = "的一是在有和與与之及为為項目合作協議协議权權方第條条";
    let common = |text: &str| text.chars().filter(|c| usual.contains(*c)).count();
    match (gb_bad, big5_bad) {
        (true, false) => big5.into_owned(),
        (false, true) => gb.into_owned(),
        _ if common(&big5) > common(&gb) => big5.into_owned(),
        _ => gb.into_owned(),
    }
}
