//! The archive a DOCX is: what it may hold, and its parts unpacked within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::kind::contains;
use super::super::{DocumentError, Limits, Warning};

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Bytes that may still be unpacked.
    room: u64,
    limits: &'a Limits,
}

/// Entries below this size may be packed as tightly as they like.
const SMALL: u64 = 1 << 20;

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, DocumentError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| DocumentError::damaged(&error))?;
        if archive.len() > limits.entries {
            return Err(DocumentError::limit("entries"));
        }
        let names = archive.file_names().flatten().map(|name| name.into_owned()).collect();
        Ok(Self { archive, names, room: limits.unpacked_bytes, limits })
    }

    /// Refuses macros and programs; tells of embedded files and foreign templates.
    pub(super) fn inspect(&mut self) -> Result<Vec<Warning>, DocumentError> {
        let active = |what: &str| Err(DocumentError::Active { what: what.to_owned() });
        let lower: Vec<String> = self.names.iter().map(|name| name.to_ascii_lowercase()).collect();
        let macros = ["vbaproject.bin", "vbadata.xml", "activex1.bin"];
        if lower.iter().any(|name| macros.iter().any(|end| name.ends_with(end))) {
            return active("macros");
        }
        if self.part("[Content_Types].xml")?.is_some_and(|types| types.to_ascii_lowercase().contains("macroenabled")) {
            return active("macros");
        }
        let mut warnings = Vec::new();
        let embedded: Vec<String> =
            self.names.iter().filter(|name| name.starts_with("word/embeddings/")).cloned().collect();
        for name in &embedded {
            if is_program(name, &self.unpack(name)?) {
                return active("programs");
            }
        }
        if !embedded.is_empty() {
            warnings.push(Warning::EmbeddedFiles);
        }
        let relations = self.part("word/_rels/settings.xml.rels")?.unwrap_or_default();
        if relations.contains("attachedTemplate") && relations.contains("External") && relations.contains("http") {
            warnings.push(Warning::ExternalTemplate);
        }
        Ok(warnings)
    }

    /// Names of the parts that hold text, the body first, each with whether it stands beside the body.
    pub(super) fn text_parts(&self) -> Vec<(String, bool)> {
        let mut parts: Vec<(String, bool)> =
            self.names.iter().filter_map(|name| Some((name.clone(), beside_the_body(name)?))).collect();
        parts.sort_by_key(|(name, note)| (*note, name.len(), name.clone()));
        parts.dedup();
        parts
    }

    /// The text of a part; none where the archive has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, DocumentError> {
        if !self.names.iter().any(|known| known == name) {
            return Ok(None);
        }
        let bytes = self.unpack(name)?;
        if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
            let rest = bytes.get(mark..).unwrap_or_default();
            return Ok(Some(encoding.decode_without_bom_handling(rest).0.into_owned()));
        }
        String::from_utf8(bytes).map(Some).map_err(|_| DocumentError::damaged(&format!("{name} is not UTF-8")))
    }

    fn unpack(&mut self, name: &str) -> Result<Vec<u8>, DocumentError> {
        let entry = self.archive.by_name(name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                DocumentError::Encrypted
            }
            error => DocumentError::damaged(&error),
        })?;
        let packed = entry.compressed_size().max(1);
        // The stated size may lie, so what comes out is counted.
        let most = self.limits.entry_bytes.min(self.room);
        let mut bytes = Vec::new();
        entry.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| DocumentError::damaged(&error))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > most {
            return Err(DocumentError::limit("unpacked size"));
        }
        if size > SMALL && size / packed > self.limits.ratio {
            return Err(DocumentError::limit("compression"));
        }
        self.room -= size;
        Ok(bytes)
    }
}

/// Whether an entry holds text, and whether that text stands beside the body.
fn beside_the_body(name: &str) -> Option<bool> {
    let file = name.strip_prefix("word/")?.strip_suffix(".xml")?;
    match file {
        "document" => Some(false),
        "footnotes" | "endnotes" | "comments" => Some(true),
        _ if file.starts_with("header") || file.starts_with("footer") => Some(true),
        _ => None,
    }
}

fn is_program(name: &str, bytes: &[u8]) -> bool {
    let lower = name.to_ascii_lowercase();
    let ends = [".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".com", ".hta", ".jar", ".msi", ".lnk"];
    ends.iter().any(|end| lower.ends_with(end))
        || bytes.starts_with(b"MZ")
        || bytes.starts_with(b"\x7fELF")
        || contains(bytes, b"This program cannot be run in DOS mode")
}
