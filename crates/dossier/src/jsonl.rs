//! JSON Lines: one application on each line, as the JSON Schema in `docs/formats/application.schema.json` says.

mod path;

use std::io::BufRead;
use std::sync::Arc;

use hefu_application::{Application, Cell, Origin};
use serde_json::Value;

use crate::limits::TableLimits;
use crate::problems::{Log, Trouble};
use crate::vocabulary::Vocabulary;

pub use path::fault;

/// Reads a JSON Lines file line by line; a line that is too long is skipped without being held in memory.
///
/// # Errors
/// When the file cannot be read on.
pub fn read(
    file: &Arc<str>,
    mut input: impl BufRead,
    words: &Vocabulary<'_>,
    limits: &TableLimits,
    log: &mut Log,
    mut take: impl FnMut(Application) -> bool,
) -> std::io::Result<()> {
    let mut number: u32 = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        let Some(length) = next_line(&mut input, &mut line, limits.line_bytes)? else {
            return Ok(());
        };
        number = number.saturating_add(1);
        let cell = Cell { file: file.clone(), row: Some(number), ..Cell::default() };
        if length > limits.line_bytes {
            let trouble =
                Trouble::error("dossier-line-too-long", length.to_string()).with("limit", limits.line_bytes >> 20);
            log.push(trouble.at(cell, None));
            continue;
        }
        let bytes = if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if let Some(application) = one(bytes, &cell, words, log)
            && !take(application)
        {
            return Ok(());
        }
    }
}

/// The next line without its line end, up to one byte more than `limit`; its whole length; `None` at the end.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>, limit: usize) -> std::io::Result<Option<usize>> {
    let mut length = 0usize;
    let mut any = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(any.then_some(length));
        }
        any = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
        let room = limit.saturating_add(1).saturating_sub(line.len());
        line.extend_from_slice(part.get(..part.len().min(room)).unwrap_or_default());
        length = length.saturating_add(part.len());
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(Some(length));
        }
    }
}

fn one(bytes: &[u8], cell: &Cell, words: &Vocabulary<'_>, log: &mut Log) -> Option<Application> {
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => {
            let found = String::from_utf8_lossy(bytes);
            let trouble = Trouble::error("dossier-json-syntax", found)
                .with("at", error.column())
                .with("reason", error.to_string());
            log.push(trouble.at(cell.clone(), None));
            return None;
        }
    };
    let number = value.pointer("/id/number").and_then(Value::as_str).map(str::to_owned);
    let at = |path: &str| Cell { column: (!path.is_empty()).then(|| path.to_owned()), ..cell.clone() };
    let mut application: Application = match serde_json::from_value(value.clone()) {
        Ok(application) => application,
        Err(error) => {
            let (path, found) = fault(&value);
            let trouble = Trouble::error("dossier-json-member", found).with("reason", error.to_string());
            log.push(trouble.at(at(&path), number.as_deref()));
            return None;
        }
    };
    let number = application.id.number.trim().to_owned();
    if number.is_empty() {
        log.push(Trouble::error("dossier-cell-missing", "").at(at("id.number"), None));
        return None;
    }
    if application.id.side.as_str() != words.side.id {
        let trouble = Trouble::error("dossier-json-side", application.id.side.as_str()).with("side", &words.side.id);
        log.push(trouble.at(at("id.side"), Some(&number)));
        return None;
    }
    for path in path::unknown_members(&value, &application) {
        log.push(Trouble::warning("dossier-json-unknown", path.as_str()).at(at(&path), Some(&number)));
    }
    for (place, scheme, found) in identifiers(&application) {
        if let Some(trouble) = crate::identifiers::check(&scheme, &found) {
            log.push(trouble.at(at(&place), Some(&number)));
        }
    }
    set_origins(&mut application, &Origin { file: cell.file.clone(), row: cell.row, ..Origin::default() });
    Some(application)
}

fn identifiers(application: &Application) -> Vec<(String, String, String)> {
    let units = application.units.iter().enumerate().map(|(index, unit)| ("units", index, &unit.identifiers));
    let people = application.people.iter().enumerate().map(|(index, one)| ("people", index, &one.identifiers));
    units
        .chain(people)
        .flat_map(|(what, index, identifiers)| {
            identifiers.iter().map(move |(scheme, found)| {
                (format!("{what}[{index}].identifiers.{scheme}"), scheme.clone(), found.clone())
            })
        })
        .collect()
}

/// Everything of a line was read from that line, whatever the line says of itself.
fn set_origins(application: &mut Application, origin: &Origin) {
    application.origin = origin.clone();
    application.units.iter_mut().for_each(|one| one.origin = origin.clone());
    application.people.iter_mut().for_each(|one| one.origin = origin.clone());
    application.budget.iter_mut().for_each(|one| one.origin = origin.clone());
    application.tasks.iter_mut().for_each(|one| one.origin = origin.clone());
    application.deliverables.iter_mut().for_each(|one| one.origin = origin.clone());
    application.milestones.iter_mut().for_each(|one| one.origin = origin.clone());
    application.evidence.iter_mut().for_each(|one| one.origin = origin.clone());
    application.agreement.iter_mut().for_each(|one| one.origin = origin.clone());
}
