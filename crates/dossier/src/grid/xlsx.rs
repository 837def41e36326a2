//! Workbooks as cells, within limits: sizes are measured before the workbook is opened.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use hefu_text::date::{ExcelEpoch, from_excel_serial};
use jiff::civil::Time;

use super::{Grid, GridRow, Merge, Value, decimal};
use crate::limits::TableLimits;
use crate::problems::Trouble;

/// A workbook's sheets, and what stood beyond the limits.
#[derive(Debug, Default)]
pub struct Book {
    /// Sheets in order.
    pub grids: Vec<Grid>,
    /// Sheets that could not be read, by name.
    pub troubles: Vec<(Option<Arc<str>>, Trouble)>,
}

/// Reads a workbook. `file` is its name in problems.
///
/// # Errors
/// When the file as a whole cannot be read: no workbook, too large once unpacked, damaged, protected by a password.
pub fn read(file: &Arc<str>, bytes: &[u8], limits: &TableLimits, cancel: &AtomicBool) -> Result<Book, Trouble> {
    let merged = measure(bytes, limits)?;
    // A foreign parser may panic on a damaged workbook; that must cost this file only. Nothing of it is used afterwards,
    // so no broken state can be seen.
    let outcome = catch_unwind(AssertUnwindSafe(|| open(file, bytes, merged, limits, cancel)));
    outcome.unwrap_or_else(|_| Err(Trouble::error("dossier-workbook-damaged", file.as_ref())))
}

/// Unpacks every part without keeping it. The sizes an archive declares are not believed. Tells whether any part speaks of
/// merged cells, since looking for them reads each sheet once more.
fn measure(bytes: &[u8], limits: &TableLimits) -> Result<bool, Trouble> {
    const MERGED: &str = "mergeCell";
    const OLD_FORMAT: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
    if bytes.starts_with(&OLD_FORMAT) {
        return Err(Trouble::error("dossier-workbook-old-or-locked", "XLS"));
    }
    let damaged = |reason: String| Trouble::error("dossier-workbook-damaged", reason);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    if archive.len() > limits.entries {
        return Err(Trouble::error("dossier-workbook-entries", archive.len().to_string()).with("limit", limits.entries));
    }
    let mut total: u64 = 0;
    let mut merged = false;
    let mut buffer = vec![0; 1 << 16];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| damaged(error.to_string()))?;
        // What a read leaves unfinished is looked at again with the next.
        let mut kept = 0;
        loop {
            let count =
                part.read(buffer.get_mut(kept..).unwrap_or_default()).map_err(|error| damaged(error.to_string()))?;
            if count == 0 {
                break;
            }
            total += u64::try_from(count).unwrap_or(u64::MAX);
            if total > limits.unpacked_bytes {
                return Err(Trouble::error("dossier-workbook-unpacked", index.to_string())
                    .with("limit", limits.unpacked_bytes >> 20));
            }
            let filled = kept + count;
            merged |= String::from_utf8_lossy(buffer.get(..filled).unwrap_or_default()).contains(MERGED);
            kept = MERGED.len().min(filled);
            buffer.copy_within(filled - kept..filled, 0);
        }
    }
    Ok(merged)
}

fn open(
    file: &Arc<str>,
    bytes: &[u8],
    merged: bool,
    limits: &TableLimits,
    cancel: &AtomicBool,
) -> Result<Book, Trouble> {
    let damaged = |error: calamine::XlsxError| match error {
        calamine::XlsxError::Password => Trouble::error("dossier-workbook-old-or-locked", "XLSX"),
        other => Trouble::error("dossier-workbook-damaged", other.to_string()),
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let epoch = if book.has_1904_epoch() { ExcelEpoch::Year1904 } else { ExcelEpoch::Year1900 };
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut out = Book::default();
    let mut left = Left { cells: limits.cells, text: limits.unpacked_bytes };
    for (name, hidden) in sheets {
        let sheet: Arc<str> = Arc::from(name.as_str());
        let mut grid = Grid { file: file.clone(), sheet: Some(sheet.clone()), hidden, epoch, ..Grid::default() };
        if !hidden {
            match cells(&mut book, &name, epoch, limits, &mut left, cancel) {
                Ok((rows, trouble)) => {
                    grid.rows = rows;
                    out.troubles.extend(trouble.map(|trouble| (Some(sheet.clone()), trouble)));
                }
                Err(trouble) => {
                    out.troubles.push((Some(sheet), trouble));
                    continue;
                }
            }
            // Merged cells are an aid; a sheet whose list of them is damaged is read without.
            let merges = if merged { book.merge_cells_by_sheet_name(&name).unwrap_or_default() } else { Vec::new() };
            for merge in merges.into_iter().take(MERGES) {
                grid.merges.push(Merge {
                    top: merge.start.0.saturating_add(1),
                    bottom: merge.end.0.saturating_add(1),
                    left: index(merge.start.1),
                    right: index(merge.end.1),
                });
            }
        }
        out.grids.push(grid);
    }
    Ok(out)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Merged blocks of a sheet that are looked at.
const MERGES: usize = 50_000;
/// Rows that a worksheet can have.
const SHEET_ROWS: u32 = 1 << 20;

/// What a file may still take.
struct Left {
    cells: usize,
    text: u64,
}

type Rows = (Vec<GridRow>, Option<Trouble>);

fn cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    epoch: ExcelEpoch,
    limits: &TableLimits,
    left: &mut Left,
    cancel: &AtomicBool,
) -> Result<Rows, Trouble> {
    let damaged = |error: calamine::XlsxError| Trouble::error("dossier-sheet-damaged", error.to_string());
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows: std::collections::BTreeMap<u32, Vec<Value>> = std::collections::BTreeMap::new();
    let mut trouble = None;
    let mut seen = 0u32;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let (row, column) = (cell.pos.0, index(cell.pos.1));
        if row >= SHEET_ROWS {
            return Err(Trouble::error("dossier-sheet-damaged", format!("row {row}")));
        }
        let mut value = value(&cell.value, epoch);
        if value.is_empty()
            && cell.formula.is_some()
            && !matches!(cell.value, DataRef::String(_) | DataRef::SharedString(_))
        {
            value = Value::Uncomputed("=…".to_owned());
        }
        if value.is_empty() {
            continue;
        }
        if column >= limits.columns {
            trouble.get_or_insert_with(|| {
                Trouble::warning("dossier-too-many-columns", value.shown())
                    .with("limit", limits.columns)
                    .with("row", row.saturating_add(1))
            });
            continue;
        }
        let cells = rows.entry(row.saturating_add(1)).or_default();
        let more = (column + 1).saturating_sub(cells.len());
        let text = match &value {
            Value::Text(text) => u64::try_from(text.len()).unwrap_or(u64::MAX),
            _ => 0,
        };
        if text > 4 * u64::try_from(limits.cell_chars).unwrap_or(u64::MAX) {
            trouble.get_or_insert_with(|| {
                Trouble::error("dossier-cell-too-long", value.shown()).with("limit", limits.cell_chars)
            });
            continue;
        }
        // One long text that a million cells share is small in the file and large in memory; so are cells far to the right.
        let (Some(places), Some(bytes)) = (left.cells.checked_sub(more), left.text.checked_sub(text)) else {
            return Err(Trouble::error("dossier-too-many-cells", limits.cells.to_string()).with("limit", limits.cells));
        };
        *left = Left { cells: places, text: bytes };
        seen = seen.wrapping_add(1);
        if seen.is_multiple_of(4_096) && cancel.load(Ordering::Relaxed) {
            break;
        }
        if more > 0 {
            cells.resize(column + 1, Value::Empty);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = value;
        }
    }
    let rows = rows.into_iter().map(|(number, cells)| GridRow { number, cells }).collect();
    Ok((rows, trouble))
}

fn value(cell: &DataRef<'_>, epoch: ExcelEpoch) -> Value {
    match cell {
        DataRef::Int(number) => Value::Number(number.to_string()),
        DataRef::Float(number) => Value::Number(decimal(*number)),
        DataRef::String(text) | DataRef::DurationIso(text) => Value::text(text),
        DataRef::SharedString(text) => Value::text(text),
        DataRef::Bool(yes) => Value::Bool(*yes),
        DataRef::DateTime(moment) => moment_of(moment, epoch),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Error(error) => Value::Error(error.to_string()),
        DataRef::Empty => Value::Empty,
    }
}

/// A date cell. Numbers shown as durations, and serials that stand for no day, stay numbers.
fn moment_of(moment: &ExcelDateTime, epoch: ExcelEpoch) -> Value {
    let number = moment.as_f64();
    let plain = Value::Number(decimal(number));
    if moment.is_duration() || !number.is_finite() || !(0.0..4_000_000.0).contains(&number) {
        return plain;
    }
    // The fraction is a time of day; Excel holds no more than milliseconds, and forms ask for seconds.
    let seconds = (number * 86_400.0).round();
    let (days, rest) = ((seconds / 86_400.0).floor(), seconds.rem_euclid(86_400.0));
    #[allow(clippy::cast_possible_truncation, reason = "bounded above: fewer than 4,000,000 days")]
    let (days, rest) = (days as i64, rest as i32);
    let Ok(date) = from_excel_serial(days, epoch) else {
        return plain;
    };
    let part = |value: i32| i8::try_from(value).unwrap_or(0);
    let time =
        (rest != 0).then(|| Time::new(part(rest / 3600), part(rest / 60 % 60), part(rest % 60), 0).ok()).flatten();
    Value::Moment(date, time)
}

/// `2021-01-01` or `2021-01-01T17:00:00`, as other programs write date cells.
fn iso(text: &str) -> Value {
    if let Ok(moment) = text.parse::<jiff::civil::DateTime>() {
        let time = moment.time();
        return Value::Moment(moment.date(), (time != Time::midnight()).then_some(time));
    }
    Value::text(text)
}
