//! A list to be filled in: a row for each joint project of a side, with the columns that [`read_list`](crate::read_list) knows.

use hefu_dossier::sheet::made_on;
use hefu_words::{Lang, Message};
use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, DocProperties, Format, FormatBorder, Workbook, XlsxError};

/// A project to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlankRow {
    /// Application number.
    pub number: String,
    /// Title.
    pub title: String,
    /// Topic as people call it.
    pub topic: String,
}

const HEADS: [&str; 9] = ["number", "title", "topic", "supported", "place", "score", "amount", "preferred", "tags"];

/// The workbook as XLSX bytes. `made` is the day it says it was made.
///
/// # Errors
/// When a sheet outgrows the format.
pub fn blank_list(rows: &[BlankRow], lang: Lang, made: Date) -> Result<Vec<u8>, XlsxError> {
    let word = |key: &str| Message::new(format!("joint-blank-{key}")).text(lang);
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_text_wrap();
    let cell = Format::new().set_border(FormatBorder::Hair).set_text_wrap();
    let mut book = Workbook::new();
    let date = made_on(made)?;
    book.set_properties(&DocProperties::new().set_title(word("sheet")).set_creation_datetime(&date));
    let sheet = book.add_worksheet();
    sheet.set_name(word("sheet"))?;
    sheet.set_freeze_panes(1, 2)?;
    for (column, key) in (0u16..).zip(HEADS) {
        sheet.write_string_with_format(0, column, word(key), &head)?;
        sheet.set_column_width(column, if key == "title" { 48.0 } else { 16.0 })?;
    }
    for (at, row) in (1u32..).zip(rows) {
        for (column, text) in (0u16..).zip([&row.number, &row.title, &row.topic]) {
            sheet.write_string_with_format(at, column, text, &cell)?;
        }
        for column in 3..9 {
            sheet.write_blank(at, column, &cell)?;
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(1).max(1);
    let answers = DataValidation::new().allow_list_strings(&[word("yes"), word("no")])?;
    for column in [3, 7] {
        sheet.add_data_validation(1, column, last, column, &answers)?;
    }
    book.save_to_buffer()
}
