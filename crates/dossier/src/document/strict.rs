//! What a file must be, beyond being readable, where strangers post it and others will open it: one document of one format
//! from its first byte to its last, so that no other program finds another document in the same bytes.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::kind::contains;
use super::{DocumentError, DocumentKind, Limits};

/// End of central directory record of a ZIP archive (APPNOTE.TXT, 4.3.16): its mark and its length without comment.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
/// Bytes at the beginning in which browsers look for marks of a web page (WHATWG MIME Sniffing, 7.1: 1445, rounded up).
const SNIFFED: usize = 2_048;

/// Refuses what is not one whole document of this kind and nothing else.
///
/// # Errors
/// [`DocumentError`], saying what is in the way.
pub(super) fn check(kind: DocumentKind, bytes: &[u8], limits: &Limits) -> Result<(), DocumentError> {
    match kind {
        DocumentKind::Pdf => {
            no_page(bytes)?;
            cross_reference(bytes)?;
            no_archive(bytes)
        }
        DocumentKind::Image => {
            picture(bytes)?;
            no_archive(bytes)
        }
        DocumentKind::Docx => archive(bytes, limits),
        DocumentKind::PlainText => Err(DocumentError::format("TXT")),
    }
}

/// The last `startxref` must lead to a cross-reference table or stream (ISO 32000-1, 7.5.5 and 7.5.8).
fn cross_reference(bytes: &[u8]) -> Result<(), DocumentError> {
    const MARK: &[u8] = b"startxref";
    let damaged = || DocumentError::damaged(&"the table of contents of the file is not where the file says");
    let last = bytes.windows(MARK.len()).rposition(|window| window == MARK).ok_or_else(damaged)?;
    let said: String = bytes
        .get(last + MARK.len()..)
        .unwrap_or_default()
        .iter()
        .map(|byte| char::from(*byte))
        .skip_while(char::is_ascii_whitespace)
        .take_while(char::is_ascii_digit)
        .take(20)
        .collect();
    let offset: usize = said.parse().map_err(|_| damaged())?;
    let there = bytes.get(offset..).unwrap_or_default();
    let there = there.trim_ascii_start();
    if offset < last && (there.starts_with(b"xref") || begins_object(there)) { Ok(()) } else { Err(damaged()) }
}

/// `12 0 obj`.
fn begins_object(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(40)).unwrap_or_default();
    let mut words = head.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let number = |word: Option<&[u8]>| word.is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    number(words.next()) && number(words.next()) && words.next().is_some_and(|word| word.starts_with(b"obj"))
}

fn no_page(bytes: &[u8]) -> Result<(), DocumentError> {
    let head = bytes.get(..bytes.len().min(SNIFFED)).unwrap_or(bytes).to_ascii_lowercase();
    let marks: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<script", b"<svg"];
    if marks.iter().any(|mark| contains(&head, mark)) { Err(DocumentError::format("html")) } else { Ok(()) }
}

/// An archive is found from its end: a record there whose comment reaches exactly to the end of the file makes the file an
/// archive as well.
fn no_archive(bytes: &[u8]) -> Result<(), DocumentError> {
    match end_record(bytes) {
        Some(_) => Err(DocumentError::damaged(&"an archive is hidden in the file")),
        None => Ok(()),
    }
}

/// Where the end record of an archive stands, if its comment ends the file.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(END_LENGTH + usize::from(u16::MAX));
    let tail = bytes.get(from..)?;
    let ends = |at: usize| {
        let record = tail.get(at..at + END_LENGTH)?;
        let comment = usize::from(u16::from_le_bytes([*record.get(20)?, *record.get(21)?]));
        (at + END_LENGTH + comment == tail.len()).then_some(from + at)
    };
    let mut marks = tail.windows(END.len()).enumerate().filter(|(_, window)| *window == END);
    marks.find_map(|(at, _)| ends(at))
}

/// PNG and JPEG, to their last byte.
fn picture(bytes: &[u8]) -> Result<(), DocumentError> {
    let damaged = || DocumentError::damaged(&"the picture is cut short, or other content follows it");
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        // PNG (ISO/IEC 15948), 5.3: chunks of length, type, data, check sum; IEND is the last.
        let mut at = 8;
        loop {
            let length = bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok()).ok_or_else(damaged)?;
            let name = bytes.get(at + 4..at + 8).ok_or_else(damaged)?;
            let length = usize::try_from(u32::from_be_bytes(length)).map_err(|_| damaged())?;
            at = at.checked_add(12).and_then(|at| at.checked_add(length)).ok_or_else(damaged)?;
            if name == b"IEND" {
                return if at == bytes.len() { Ok(()) } else { Err(damaged()) };
            }
        }
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return if bytes.ends_with(b"\xff\xd9") { Ok(()) } else { Err(damaged()) };
    }
    Err(DocumentError::format("TIFF, WebP, GIF, BMP, HEIC"))
}

/// A ZIP archive that ends the file, whose entries lie beside one another, stay in their folder, are plain files and unpack
/// to what a document may hold. What comes out is counted, not what the archive says of itself.
fn archive(bytes: &[u8], limits: &Limits) -> Result<(), DocumentError> {
    if end_record(bytes).is_none() {
        return Err(DocumentError::damaged(&"other content follows the end of the document"));
    }
    let damaged = |error: zip::result::ZipError| DocumentError::damaged(&error);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits.entries {
        return Err(DocumentError::limit("entries"));
    }
    let mut room = limits.unpacked_bytes;
    let mut places: Vec<(u64, u64)> = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                DocumentError::Encrypted
            }
            other => damaged(other),
        })?;
        let name = entry.name().map_err(damaged)?.into_owned();
        let leaves = name.contains(['\\', '\0']) || entry.enclosed_name().is_none();
        if leaves || entry.is_symlink() {
            return Err(DocumentError::damaged(&"a part of the document points out of it"));
        }
        let packed = entry.compressed_size();
        let start = entry.data_start().ok_or_else(|| DocumentError::damaged(&"a part of the document is missing"))?;
        places.push((entry.header_start(), start.saturating_add(packed)));
        let most = limits.entry_bytes.min(room);
        let mut unpacked = Unpacked::default();
        let count = std::io::copy(&mut entry.take(most.saturating_add(1)), &mut unpacked)
            .map_err(|error| DocumentError::damaged(&error))?;
        if count > most {
            return Err(DocumentError::limit("unpacked size"));
        }
        if unpacked.head.starts_with(b"PK\x03\x04") && !name.starts_with("word/embeddings/") {
            return Err(DocumentError::damaged(&"an archive is hidden in the file"));
        }
        room -= count;
    }
    places.sort_unstable();
    if places.windows(2).any(|pair| matches!(pair, [(_, end), (start, _)] if start < end)) {
        return Err(DocumentError::damaged(&"parts of the document overlap"));
    }
    if places.first().is_some_and(|(start, _)| *start != 0) {
        return Err(DocumentError::damaged(&"other content stands before the document"));
    }
    Ok(())
}

/// Takes what is unpacked and keeps its first bytes.
#[derive(Default)]
struct Unpacked {
    head: Vec<u8>,
}

impl std::io::Write for Unpacked {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let wanted = 4_usize.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(bytes.get(..wanted).unwrap_or_default());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
