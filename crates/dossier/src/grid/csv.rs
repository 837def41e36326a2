//! CSV files as cells: encoding, separator, quoted line breaks.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hefu_text::date::ExcelEpoch;

use super::encoding::decode;
use super::{Grid, GridRow, Value};
use crate::layout::{key, layout};
use crate::limits::TableLimits;
use crate::problems::Trouble;

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A CSV file and how it was read.
#[derive(Debug)]
pub struct CsvFile {
    /// Its cells.
    pub grid: Grid,
    /// Encoding taken.
    pub encoding: &'static str,
    /// Separator taken.
    pub separator: char,
    /// Things that were read but should be looked at, with the row they stand in.
    pub troubles: Vec<(Option<u32>, Trouble)>,
}

/// Reads a CSV file. `file` is its name in problems.
///
/// # Errors
/// When the file as a whole cannot be read: an unknown encoding, too many cells.
pub fn read(file: &Arc<str>, bytes: &[u8], limits: &TableLimits, cancel: &AtomicBool) -> Result<CsvFile, Trouble> {
    let decoded = decode(bytes)?;
    let mut troubles = Vec::new();
    if decoded.guessed {
        troubles.push((None, Trouble::warning("dossier-encoding-guessed", decoded.encoding)));
    }
    // One kind of line end, so that lines can be counted.
    let text =
        if decoded.text.contains('\r') { decoded.text.replace("\r\n", "\n").replace('\r', "\n") } else { decoded.text };
    let (body, stated) = separator_line(&text);
    let separator = stated.unwrap_or_else(|| separator(body));
    let skipped = u32::from(stated.is_some());
    let mut grid = Grid { file: file.clone(), epoch: ExcelEpoch::Year1900, ..Grid::default() };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut breaks, mut cells) = (0u64, 0usize);
    loop {
        let before = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => return Err(Trouble::error("dossier-csv-damaged", error.to_string()).with("line", before)),
        }
        let line = record.position().map_or(before, |place| place.line() + blank_lines(body, place.byte()));
        let number = u32::try_from(line.saturating_sub(breaks)).unwrap_or(u32::MAX).saturating_add(skipped);
        let inner: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        breaks += u64::try_from(inner).unwrap_or(0);
        let mut row = Vec::with_capacity(record.len().min(limits.columns));
        for (column, cell) in record.iter().enumerate() {
            if column >= limits.columns {
                if !cell.trim().is_empty() {
                    let trouble = Trouble::warning("dossier-too-many-columns", cell).with("limit", limits.columns);
                    troubles.push((Some(number), trouble));
                }
                break;
            }
            if cell.len() > limits.cell_chars && cell.chars().count() > limits.cell_chars {
                let trouble = Trouble::error("dossier-cell-too-long", cell).with("limit", limits.cell_chars);
                troubles.push((Some(number), trouble));
                row.push(Value::Empty);
                continue;
            }
            let value = Value::text(cell);
            cells += 1;
            row.push(value);
        }
        if cells > limits.cells {
            return Err(Trouble::error("dossier-too-many-cells", cells.to_string()).with("limit", limits.cells));
        }
        if number.is_multiple_of(1_024) && cancel.load(Ordering::Relaxed) {
            break;
        }
        if row.iter().any(|value| !value.is_empty()) {
            grid.rows.push(GridRow { number, cells: row });
        }
    }
    Ok(CsvFile { grid, encoding: decoded.encoding, separator: char::from(separator), troubles })
}

/// Blank lines at a place: the reader passes over them, a person counts them.
fn blank_lines(body: &str, byte: u64) -> u64 {
    let rest = usize::try_from(byte).ok().and_then(|byte| body.as_bytes().get(byte..)).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
    u64::try_from(blank).unwrap_or(0)
}

/// Excel's own first line `sep=;`.
fn separator_line(text: &str) -> (&str, Option<u8>) {
    let Some(rest) = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP=")) else {
        return (text, None);
    };
    let mut bytes = rest.bytes();
    match (bytes.next(), rest.split_once('\n')) {
        (Some(mark), Some((head, body))) if head.trim_end().len() == 1 => (body, Some(mark)),
        _ => (text, None),
    }
}

/// The separator under which the first lines show most known headers, then most columns.
fn separator(text: &str) -> u8 {
    let head: String = text.chars().take(40_000).collect();
    let score = |mark: u8| {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(head.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().take(20).filter_map(Result::ok).collect();
        let known = records
            .iter()
            .map(|record| {
                record
                    .iter()
                    .map(key)
                    .filter(|cell| !cell.is_empty())
                    .filter(|cell| layout().sheets.iter().any(|sheet| sheet.column_keyed(cell).is_some()))
                    .count()
            })
            .max()
            .unwrap_or(0);
        let widths: Vec<usize> = records.iter().map(csv::StringRecord::len).collect();
        let steady = widths.iter().filter(|width| Some(*width) == widths.first() && **width > 1).count();
        (known, steady, widths.first().copied().unwrap_or(0))
    };
    SEPARATORS.into_iter().rev().max_by_key(|mark| score(*mark)).unwrap_or(b',')
}
