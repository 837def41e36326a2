//! DOCX text: every run of text wherever it stands (text boxes, content controls, nested tables, notes), deleted text and
//! the fallback copies of text boxes left out.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::{BlockKind, DocumentError, Limits, Raw};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(Vec<Raw>, Vec<String>), DocumentError> {
    let damaged = |error: &dyn std::fmt::Display| DocumentError::Damaged { reason: error.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > limits.entries {
        return Err(DocumentError::Limit { what: "entries".to_owned() });
    }
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    if names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        return Err(DocumentError::Active { what: "macros".to_owned() });
    }
    if names.iter().any(|name| name.starts_with("word/embeddings/") && is_program(name)) {
        return Err(DocumentError::Active { what: "embedded files".to_owned() });
    }
    let mut warnings = Vec::new();
    if names.iter().any(|name| name.starts_with("word/embeddings/")) {
        warnings.push("embedded-files".to_owned());
    }
    let mut parts: Vec<(&String, bool)> = names.iter().filter_map(|name| part(name).map(|note| (name, note))).collect();
    parts.sort_by_key(|(name, note)| (*note, name.len(), (*name).clone()));
    if !parts.iter().any(|(name, _)| *name == "word/document.xml") {
        return Err(DocumentError::Damaged { reason: "word/document.xml is missing".to_owned() });
    }
    let mut raw = Vec::new();
    for (name, note) in parts {
        let xml = unpack(&mut archive, name, limits)?;
        raw.extend(text(&xml, note, limits)?);
    }
    Ok((raw, warnings))
}

fn is_program(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".scr", ".bin"].iter().any(|end| lower.ends_with(end))
        && !lower.contains("oleobject")
}

/// Whether an entry holds text, and whether that text stands beside the body.
fn part(name: &str) -> Option<bool> {
    let file = name.strip_prefix("word/")?.strip_suffix(".xml")?;
    match file {
        "document" => Some(false),
        "footnotes" | "endnotes" | "comments" => Some(true),
        _ if file.starts_with("header") || file.starts_with("footer") => Some(true),
        _ => None,
    }
}

fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limits: &Limits) -> Result<String, DocumentError> {
    let damaged = |error: &dyn std::fmt::Display| DocumentError::Damaged { reason: error.to_string() };
    let entry = archive.by_name(name).map_err(|error| damaged(&error))?;
    if entry.encrypted() {
        return Err(DocumentError::Encrypted);
    }
    // The stated size may lie, so what is read is counted too.
    let mut bytes = Vec::new();
    entry.take(limits.entry_bytes + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.entry_bytes {
        return Err(DocumentError::Limit { what: "unpacked size".to_owned() });
    }
    String::from_utf8(bytes).map_err(|_| DocumentError::Damaged { reason: format!("{name} is not UTF-8") })
}

/// What surrounds the text being read.
#[derive(Default)]
struct Around {
    /// Names of the open elements, without prefix.
    open: Vec<String>,
    heading: bool,
    text: String,
}

impl Around {
    fn within(&self, name: &str) -> bool {
        self.open.iter().any(|open| open == name)
    }

    fn kind(&self, note: bool) -> BlockKind {
        if note {
            BlockKind::Note
        } else if self.within("txbxContent") {
            BlockKind::TextBox
        } else if self.within("tc") {
            BlockKind::TableCell
        } else if self.heading {
            BlockKind::Heading
        } else {
            BlockKind::Paragraph
        }
    }
}

fn text(xml: &str, note: bool, limits: &Limits) -> Result<Vec<Raw>, DocumentError> {
    let damaged = |error: &dyn std::fmt::Display| DocumentError::Damaged { reason: error.to_string() };
    let mut reader = Reader::from_str(xml);
    let mut stack: Vec<Around> = vec![Around::default()];
    let mut open: Vec<String> = Vec::new();
    let mut raw = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| damaged(&error))?;
        match event {
            Event::Eof => return Ok(raw),
            Event::DocType(_) => return Err(DocumentError::Damaged { reason: "a document type declaration".to_owned() }),
            Event::Start(element) => {
                let name = local(&element);
                if open.len() >= limits.depth {
                    return Err(DocumentError::Limit { what: "depth".to_owned() });
                }
                if name == "p" {
                    // A paragraph inside a paragraph (a text box) is a block of its own.
                    stack.push(Around { open: open.clone(), ..Around::default() });
                }
                open.push(name);
            }
            Event::Empty(element) => mark(&element, &open, &mut stack),
            Event::End(_) => {
                let name = open.pop().unwrap_or_default();
                if name == "p" && stack.len() > 1 {
                    if let Some(done) = stack.pop() {
                        if !done.text.trim().is_empty() && !hidden(&done.open) {
                            raw.push((done.kind(note), done.text, None));
                        }
                    }
                }
            }
            Event::Text(text) => {
                if open.last().is_some_and(|name| name == "t") && !hidden(&open) {
                    push(&mut stack, &text);
                }
            }
            Event::CData(text) => {
                if open.last().is_some_and(|name| name == "t") && !hidden(&open) {
                    push(&mut stack, &text);
                }
            }
            Event::GeneralRef(entity) => {
                if open.last().is_some_and(|name| name == "t") && !hidden(&open) {
                    push(&mut stack, &reference(&entity)?);
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// Inside a fallback copy, deleted text or a field's instruction.
fn hidden(open: &[String]) -> bool {
    open.iter().any(|name| matches!(name.as_str(), "Fallback" | "del" | "moveFrom" | "instrText" | "delText"))
}

fn push(stack: &mut [Around], text: &str) {
    if let Some(around) = stack.last_mut() {
        around.text.push_str(text);
    }
}

fn local(element: &BytesStart<'_>) -> String {
    element.local_name().as_ref().to_owned()
}

fn mark(element: &BytesStart<'_>, open: &[String], stack: &mut [Around]) {
    let Some(around) = stack.last_mut() else { return };
    match local(element).as_str() {
        "tab" if open.last().is_some_and(|name| name == "r") => around.text.push('\t'),
        "br" | "cr" => around.text.push('\n'),
        "noBreakHyphen" => around.text.push('-'),
        "pStyle" => {
            let style = value(element).to_lowercase();
            around.heading |= style.starts_with("heading") || style.starts_with("title") || style.contains("标题")
                || style.contains("標題") || matches!(style.as_str(), "1" | "2" | "3");
        }
        "outlineLvl" => around.heading |= value(element).parse::<u8>().is_ok_and(|level| level < 9),
        _ => {}
    }
}

fn value(element: &BytesStart<'_>) -> String {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == "val")
        .map(|attribute| attribute.value.to_string())
        .unwrap_or_default()
}

fn reference(entity: &str) -> Result<String, DocumentError> {
    let known = match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        other => other.strip_prefix('#').and_then(|number| {
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }),
    };
    known.map(String::from).ok_or_else(|| DocumentError::Damaged { reason: format!("an unknown entity &{entity};") })
}
