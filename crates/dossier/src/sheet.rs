//! A table written out as CSV or XLSX: typed cells, and nothing in a cell that a spreadsheet program would run.

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// A table to be written out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name: that of the worksheet.
    pub name: String,
    /// Its columns.
    pub heads: Vec<Head>,
    /// Its rows, each as long as `heads`.
    pub rows: Vec<Vec<SheetCell>>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Its heading.
    pub label: String,
    /// Width in characters.
    pub width: f64,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetCell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Date and time of day in the zone that the heading or the reader's page names.
    Instant(DateTime),
}

/// Most rows of a worksheet below its heading (ECMA-376: 1,048,576 in all).
pub const XLSX_ROWS: usize = 1_048_575;

/// Most characters of a cell of a worksheet.
const XLSX_TEXT: usize = 32_767;

/// The same text where a spreadsheet program shows it and does not run it. What begins with `=`, `+`, `-`, `@`, a tab or a
/// line end would be taken for a formula; an apostrophe before it makes it text again (OWASP, CSV injection). A plain number
/// is left as it is, with its sign.
pub fn harmless(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky && !is_number(text) { format!("'{text}") } else { text.to_owned() }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && part.is_none_or(all)
}

impl Sheet {
    /// As CSV: UTF-8 with its mark, without which spreadsheet programs take it for an older encoding; lines end as RFC 4180
    /// says.
    ///
    /// # Errors
    /// Never for memory; passed on from the writer.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![0xef, 0xbb, 0xbf]);
        writer.write_record(self.heads.iter().map(|head| harmless(&head.label)))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| match cell {
                SheetCell::Empty => String::new(),
                SheetCell::Text(text) => harmless(text),
                SheetCell::Number(number) => number.to_string(),
                SheetCell::Instant(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            }))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }

    /// As a workbook of one worksheet; `made` is written into its properties. The same table gives the same bytes.
    ///
    /// # Errors
    /// When the table outgrows the format.
    pub fn xlsx(&self, made: DateTime) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_title(&*self.name).set_creation_datetime(&excel(made)?));
        let head = Format::new().set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin);
        let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
        let number = Format::new().set_num_format("0").set_align(FormatAlign::Top);
        let instant = Format::new().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Top);
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&self.name))?;
        for (column, of) in (0_u16..).zip(&self.heads) {
            sheet.write_string_with_format(0, column, &*of.label, &head)?;
            sheet.set_column_width(column, of.width)?;
        }
        for (at, row) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    SheetCell::Empty => {}
                    SheetCell::Text(words) => {
                        let fits: String = words.chars().take(XLSX_TEXT).collect();
                        sheet.write_string_with_format(at, column, fits, &text)?;
                    }
                    SheetCell::Number(of) => {
                        // A worksheet holds numbers as IEEE doubles: beyond 15 digits the exact text is kept instead.
                        if of.unsigned_abs() < 1_000_000_000_000_000 {
                            sheet.write_number_with_format(at, column, *of as f64, &number)?;
                        } else {
                            sheet.write_string_with_format(at, column, of.to_string(), &text)?;
                        }
                    }
                    SheetCell::Instant(of) => {
                        sheet.write_datetime_with_format(at, column, excel(*of)?, &instant)?;
                    }
                }
            }
        }
        sheet.set_freeze_panes(1, 1)?;
        let last = u16::try_from(self.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, u32::try_from(self.rows.len()).unwrap_or(u32::MAX), last)?;
        book.save_to_buffer()
    }
}

/// A name that a worksheet may bear: 31 characters, none of `[]:*?/\`.
fn sheet_name(name: &str) -> String {
    let kept: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    if kept.trim().is_empty() { "1".to_owned() } else { kept }
}

/// A day as a workbook says when it was made.
///
/// # Errors
/// A year that Excel does not know.
pub fn made_on(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or_default(), part(day.month()), part(day.day()))
}

fn excel(at: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    made_on(at.date())?.and_hms(u16::from(part(at.hour())), part(at.minute()), f64::from(part(at.second())))
}
