//! Reviews of an office's own desk as the workbook that [`read`](super::read) takes.

use hefu_dossier::sheet::made_on;
use hefu_selection::Points;
use hefu_words::{Lang, Message};
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// One row: an expert's mark of an application under a criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoreRow {
    /// Application number.
    pub number: String,
    /// Expert, by the side's own code.
    pub expert: String,
    /// Criterion.
    pub criterion: String,
    /// The score; none where the review was asked for and is missing.
    pub score: Option<Points>,
    /// What the expert wrote.
    pub opinion: String,
}

const HEADS: [&str; 5] = ["number", "expert", "criterion", "score", "opinion"];

/// The workbook as XLSX bytes. `made` is the day it says it was made.
///
/// # Errors
/// When a sheet outgrows the format, or an opinion is longer than a cell can hold (32,767 characters).
pub fn write(rows: &[ScoreRow], lang: Lang, made: Date) -> Result<Vec<u8>, XlsxError> {
    let word = |key: &str| Message::new(format!("review-scores-{key}")).text(lang);
    let head = Format::new().set_bold().set_border(FormatBorder::Thin);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut book = Workbook::new();
    let date = made_on(made)?;
    book.set_properties(&DocProperties::new().set_title(word("sheet")).set_creation_datetime(&date));
    let sheet = book.add_worksheet();
    sheet.set_name(word("sheet"))?;
    sheet.set_freeze_panes(1, 1)?;
    for (column, key) in (0u16..).zip(HEADS) {
        sheet.write_string_with_format(0, column, word(key), &head)?;
        sheet.set_column_width(column, if key == "opinion" { 64.0 } else { 18.0 })?;
    }
    for (at, row) in (1u32..).zip(rows) {
        // As text: a score is an exact decimal, which a cell of Excel's own numbers need not be.
        let score = row.score.map_or_else(|| word("missing"), |score| score.to_string());
        let texts = [&row.number, &row.expert, &row.criterion, &score, &row.opinion];
        for (column, text) in (0u16..).zip(texts) {
            sheet.write_string_with_format(at, column, text, &cell)?;
        }
    }
    book.save_to_buffer()
}
