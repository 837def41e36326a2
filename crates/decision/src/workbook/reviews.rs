//! A side's review as sheets: every figure with what it was made from, every expert's score beside it.

use hefu_guide::Guide;
use hefu_words::Lang;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::formats;
use crate::Decision;
use crate::page::reviews::{cells, expert_cells, expert_heads, heads, rule, say};
use crate::page::side_name;
use crate::scores::SideReview;

/// Adds the sheets of a side: applications, then experts.
pub(super) fn sheet(
    book: &mut Workbook,
    guide: &Guide,
    decision: &Decision,
    review: &SideReview,
    lang: Lang,
) -> Result<(), XlsxError> {
    let (head, cell) = formats();
    let summary = &review.summary;
    let name = side_name(guide, &decision.call, &summary.rule.side, lang);
    // A sheet's name has 31 characters at most.
    let title = |key: &str| -> String { format!("{} {name}", say(key).text(lang)).chars().take(31).collect() };
    let most = summary.applications.values().map(|one| one.given.len()).max().unwrap_or(0);
    let sheet = book.add_worksheet();
    sheet.set_name(title("review"))?;
    sheet.write_string(0, 0, rule(review, lang))?;
    let scores = (1..=most).flat_map(|at| ["expert", "score"].map(|key| format!("{} {at}", say(key).text(lang))));
    for (column, text) in (0u16..).zip(heads(lang).into_iter().chain(scores)) {
        sheet.write_string_with_format(1, column, text, &head)?;
        sheet.set_column_width(column, 16)?;
    }
    sheet.set_freeze_panes(2, 2)?;
    for (row, one) in (2u32..).zip(summary.applications.values()) {
        let given = one
            .given
            .iter()
            .flat_map(|given| [given.expert.clone(), given.score.map(|score| score.to_string()).unwrap_or_default()]);
        for (column, text) in (0u16..).zip(cells(review, one, lang).into_iter().chain(given)) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name(title("experts"))?;
    for (column, text) in (0u16..).zip(expert_heads(lang)) {
        sheet.write_string_with_format(0, column, text, &head)?;
        sheet.set_column_width(column, 20)?;
    }
    for (row, one) in (1u32..).zip(&summary.experts) {
        for (column, text) in (0u16..).zip(expert_cells(one)) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }
    Ok(())
}
