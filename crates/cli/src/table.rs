//! A table with a header, from CSV or a workbook, whose faults are told with file, row, column and remedy.

use std::path::Path;
use std::sync::Arc;

use hefu_application::Cell;
use hefu_dossier::TableLimits;
use hefu_dossier::read::grids;
use hefu_words::Message;

use crate::say::Say;

/// Names of a column: the one it is called by, and what else may stand in the header.
pub struct Column(pub &'static str, pub &'static [&'static str]);

impl Column {
    /// Whether a header names this column.
    pub fn matches(&self, header: &str) -> bool {
        let plain = header.trim().trim_start_matches('\u{feff}').to_lowercase();
        plain == self.0 || self.1.contains(&plain.as_str())
    }
}

/// A row with its number as a person counts it.
pub struct Row {
    number: u64,
    cells: Vec<String>,
}

/// A table.
pub struct Table {
    file: Arc<str>,
    header: Vec<String>,
    /// Rows that hold something.
    pub rows: Vec<Row>,
}

impl Table {
    /// Reads `.csv` in any usual encoding, or the first sheet of `.xlsx` that holds something.
    ///
    /// # Errors
    /// When the file cannot be read, is too large, or has no header.
    pub fn read(path: &Path, say: &Say) -> anyhow::Result<Self> {
        let file: Arc<str> = path.display().to_string().into();
        let sheets = grids(path, &TableLimits::default()).map_err(|trouble| {
            let problem = trouble.at(Cell { file: file.clone(), ..Cell::default() }, None);
            anyhow::anyhow!("{}: {}", problem.cell, hefu_dossier::problems::message(&problem).text(say.lang))
        })?;
        let mut rows = sheets.into_iter().find(|grid| !grid.rows.is_empty()).map(|grid| grid.rows).unwrap_or_default();
        if rows.is_empty() {
            return Err(fault(say, "panel-table-empty", &[("file", &file)]));
        }
        let cells = |row: &hefu_dossier::grid::GridRow| row.cells.iter().map(|cell| cell.shown()).collect::<Vec<_>>();
        let header = cells(&rows.remove(0));
        let rows = rows.iter().map(|row| Row { number: u64::from(row.number), cells: cells(row) }).collect();
        Ok(Self { file, header, rows })
    }

    /// Where a column stands.
    pub fn column(&self, column: &Column) -> Option<usize> {
        self.header.iter().position(|header| column.matches(header))
    }

    /// Where a column stands that must be there.
    ///
    /// # Errors
    /// Names the file and the column.
    pub fn needed(&self, column: &Column, say: &Say) -> anyhow::Result<usize> {
        let found = self.header.join(", ");
        let error =
            || fault(say, "panel-column-missing", &[("file", &self.file), ("column", column.0), ("found", &found)]);
        self.column(column).ok_or_else(error)
    }

    /// Columns whose header begins with `prefix`, with the rest of the header.
    pub fn prefixed<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        self.header
            .iter()
            .enumerate()
            .filter_map(move |(at, header)| Some((at, header.trim().strip_prefix(prefix)?.trim())))
    }

    /// A cell; empty where nothing stands or the column is not there.
    pub fn cell<'a>(&self, row: &'a Row, column: Option<usize>) -> &'a str {
        column.and_then(|column| row.cells.get(column)).map_or("", |cell| cell.trim())
    }

    /// A cell that must hold something.
    ///
    /// # Errors
    /// Names file, row and column.
    pub fn filled<'a>(&self, row: &'a Row, column: usize, say: &Say) -> anyhow::Result<&'a str> {
        let text = self.cell(row, Some(column));
        if text.is_empty() { Err(self.refuse(row, Some(column), "panel-cell-missing", say)) } else { Ok(text) }
    }

    /// A whole number, or nothing where nothing stands.
    ///
    /// # Errors
    /// Names file, row and column.
    pub fn count(&self, row: &Row, column: Option<usize>, say: &Say) -> anyhow::Result<Option<u32>> {
        let text = self.cell(row, column);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| self.refuse(row, column, "panel-cell-count", say))
    }

    /// A refusal that names file, row and column, and quotes the cell.
    pub fn refuse(&self, row: &Row, column: Option<usize>, key: &str, say: &Say) -> anyhow::Error {
        let header = column.and_then(|column| self.header.get(column)).map_or("", String::as_str);
        let (number, found) = (row.number.to_string(), self.cell(row, column));
        fault(say, key, &[("file", &self.file), ("row", &number), ("column", header), ("found", found)])
    }
}

/// A refusal in the reader's language.
pub fn fault(say: &Say, key: &str, args: &[(&str, &str)]) -> anyhow::Error {
    let message = args.iter().fold(Message::new(key), |message, (name, value)| message.with(name, *value));
    anyhow::anyhow!("{}", message.text(say.lang))
}

/// CSV with a byte-order mark, so that spreadsheets read Chinese right. A cell that a spreadsheet would take for a formula
/// gets an apostrophe before it.
///
/// # Errors
/// When memory fails the writer.
pub fn csv(head: &[&str], rows: &[Vec<String>]) -> anyhow::Result<Vec<u8>> {
    let mut writer = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| match cell.chars().next() {
            Some('=' | '+' | '@' | '\t') => format!("'{cell}"),
            Some('-') if cell.parse::<f64>().is_err() => format!("'{cell}"),
            _ => cell.clone(),
        }))?;
    }
    writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))
}

/// Name, header and rows of a sheet.
pub type Sheet<'a> = (&'a str, &'a [&'a str], &'a [Vec<String>]);

/// A workbook with these sheets. Everything is text; nothing depends on the day it is made.
///
/// # Errors
/// When a sheet outgrows the format.
pub fn workbook(sheets: &[Sheet<'_>]) -> anyhow::Result<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let bold = rust_xlsxwriter::Format::new().set_bold();
    for (name, head, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, title) in head.iter().enumerate() {
            let column = u16::try_from(column)?;
            sheet.write_string_with_format(0, column, *title, &bold)?;
            sheet.set_column_width(column, 18)?;
        }
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(u32::try_from(row + 1)?, u16::try_from(column)?, cell)?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}
