//! The reserve list as a sheet.

use hefu_selection::Tell;
use hefu_words::{Lang, Message};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats;
use crate::Decision;
use crate::page::reserve::{cells, heads, waiting};

/// Adds the sheet.
pub(super) fn sheet(book: &mut Workbook, tell: &Tell<'_>, decision: &Decision, lang: Lang) -> Result<(), XlsxError> {
    let (head, cell) = formats();
    let sheet = book.add_worksheet();
    sheet.set_name(Message::new("results-reserve").text(lang))?;
    for (column, text) in (0u16..).zip(heads(lang)) {
        sheet.write_string_with_format(0, column, text, &head)?;
        sheet.set_column_width(column, if column >= 3 { 48.0 } else { 16.0 })?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, one) in (1u32..).zip(&waiting(decision)) {
        for (column, text) in (0u16..).zip(cells(tell, one, lang)) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }
    Ok(())
}
