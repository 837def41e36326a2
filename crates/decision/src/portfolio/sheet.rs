//! The portfolio as a sheet of a workbook.

use hefu_guide::Guide;
use hefu_words::{Lang, Message};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::Portfolio;
use super::html::{amounts, heading, heads, name};
use crate::workbook::formats;

/// Adds the sheet.
///
/// # Errors
/// When the sheet outgrows the format.
pub fn sheet(book: &mut Workbook, guide: &Guide, portfolio: &Portfolio, lang: Lang) -> Result<(), XlsxError> {
    let (head, cell) = formats();
    let sheet = book.add_worksheet();
    sheet.set_name(Message::new("results-portfolio").text(lang))?;
    sheet.set_column_width(0, 40)?.set_column_width(1, 12)?.set_column_width(2, 48)?;
    let mut at = 0u32;
    for group in &portfolio.groups {
        for (column, text) in (0u16..).zip(heads(heading(guide, &group.by, lang), lang)) {
            sheet.write_string_with_format(at, column, text, &head)?;
        }
        at += 1;
        for row in &group.rows {
            sheet.write_string_with_format(at, 0, name(guide, portfolio, &group.by, row, lang), &cell)?;
            let count = u32::try_from(row.projects).unwrap_or(u32::MAX);
            sheet.write_number_with_format(at, 1, count, &cell)?;
            sheet.write_string_with_format(at, 2, amounts(&row.money, lang), &cell)?;
            at += 1;
        }
        at += 1;
    }
    Ok(())
}
