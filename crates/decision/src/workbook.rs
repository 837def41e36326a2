//! The decision as a workbook: the projects, the limits, what stands against the list.

mod reserve;
mod reviews;

use hefu_dossier::sheet::made_on;
use hefu_guide::Guide;
use hefu_words::Lang;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use crate::page::{tell, word};
use crate::portfolio::{portfolio, sheet as portfolio_sheet};
use crate::{Beside, Decision};

/// The workbook as XLSX bytes. `made` is the day it says it was made.
///
/// # Errors
/// When a sheet outgrows the format.
pub fn workbook(guide: &Guide, decision: &Decision, lang: Lang, made: Date) -> Result<Vec<u8>, XlsxError> {
    workbook_with(guide, decision, &Beside::default(), lang, made)
}

/// The workbook with each side's review and what the applicants have chosen beside the decision.
///
/// # Errors
/// As [`workbook`].
pub fn workbook_with(
    guide: &Guide,
    decision: &Decision,
    beside: &Beside,
    lang: Lang,
    made: Date,
) -> Result<Vec<u8>, XlsxError> {
    let tell = tell(guide, decision, lang);
    let word = |key: &str| word(lang, key);
    let (head, cell) = formats();
    let mut book = Workbook::new();
    let date = made_on(made)?;
    book.set_properties(&DocProperties::new().set_title(word("title")).set_creation_datetime(&date));

    let sheet = book.add_worksheet();
    sheet.set_name(word("projects-heading"))?;
    let heads = ["outcome", "place", "worth", "amount", "why", "changes"].map(&word);
    let names = ["id", "direction", "title"].map(str::to_owned).into_iter().chain(heads);
    for (column, name) in (0u16..).zip(names) {
        sheet.write_string_with_format(0, column, name, &head)?;
        sheet.set_column_width(column, if column == 2 || column >= 7 { 48.0 } else { 16.0 })?;
    }
    sheet.set_freeze_panes(1, 1)?;
    for (row, line) in (1u32..).zip(&decision.selection.lines) {
        let changes: Vec<String> = line.changes.iter().map(|change| tell.change(change)).collect();
        let texts = [
            line.id.clone(),
            line.direction.clone(),
            line.title.clone(),
            word(if line.chosen { "supported" } else { "not-supported" }),
            line.place.map(|place| place.to_string()).unwrap_or_default(),
            line.worth.map(|worth| tell.worth(worth)).unwrap_or_default(),
            tell.yuan(line.state),
            tell.why(&line.why, line.place),
            changes.join("\n"),
        ];
        for (column, text) in (0u16..).zip(texts) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }

    let sheet = book.add_worksheet();
    sheet.set_name(word("limit"))?;
    sheet.set_column_width(0, 48)?.set_column_width(1, 24)?.set_column_width(2, 24)?;
    for (column, key) in (0u16..).zip(["limit", "used", "left"]) {
        sheet.write_string_with_format(0, column, word(key), &head)?;
    }
    for (row, (limit, at_most, used)) in (1u32..).zip(&decision.selection.audit.used) {
        let texts = [tell.limit(limit), tell.amount(limit, *used), tell.amount(limit, i128::from(*at_most) - used)];
        for (column, text) in (0u16..).zip(texts) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }

    let sheet = book.add_worksheet();
    sheet.set_name(word("gate"))?;
    sheet.set_column_width(0, 100)?;
    let lines: Vec<String> = match &decision.gate {
        Ok(reasons) if reasons.is_empty() => vec![word("gate-clear")],
        Ok(reasons) => {
            reasons.iter().map(|one| format!("{}. {}", tell.deviation(&one.deviation), one.signed.why)).collect()
        }
        Err(refused) => refused.iter().map(|one| tell.refused(one)).collect(),
    };
    for (row, line) in (0u32..).zip(lines) {
        sheet.write_string_with_format(row, 0, line, &cell)?;
    }
    reserve::sheet(&mut book, &tell, decision, lang)?;
    let counted = portfolio(guide, &decision.call, &decision.selection.chosen(), &beside.attributes);
    portfolio_sheet(&mut book, guide, &counted, lang)?;
    for review in &beside.reviews {
        reviews::sheet(&mut book, guide, decision, review, lang)?;
    }
    book.save_to_buffer()
}

/// Formats of a header cell and of any other.
pub(crate) fn formats() -> (Format, Format) {
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_text_wrap();
    let cell = Format::new().set_align(FormatAlign::Top).set_text_wrap().set_border(FormatBorder::Hair);
    (head, cell)
}
