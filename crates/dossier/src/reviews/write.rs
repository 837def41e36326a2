//! The workbook to fill in.

use crate::sheet::made_on;
use std::collections::BTreeSet;

use hefu_review::{Answers, Criterion, ReviewForm};
use hefu_words::{Lang, Message};
use jiff::civil::Date;
use rust_xlsxwriter::{
    DataValidation, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{ANSWER, FORM, HEAD, MARK, NUMBER, TEXT};

/// A project of the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSheet {
    /// Application number.
    pub number: String,
    /// Title.
    pub title: String,
    /// What is answered already.
    pub answers: Answers,
}

struct Look {
    head: Format,
    plain: Format,
    answer: Format,
}

/// The workbook as XLSX bytes: the answers so far, each question with its anchors. `digest` is the form's; `made` the day it says
/// it was made.
///
/// # Errors
/// When a text is longer than a cell can hold (32,767 characters).
pub fn write_reviews(
    form: &ReviewForm,
    digest: &str,
    sheets: &[ReviewSheet],
    lang: Lang,
    made: Date,
) -> Result<Vec<u8>, XlsxError> {
    let say = |key: &str| Message::new(key).text(lang);
    let mut book = Workbook::new();
    let date = made_on(made)?;
    book.set_properties(&DocProperties::new().set_title(say("review-file-title")).set_creation_datetime(&date));
    let plain = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let look = Look {
        head: plain().set_bold().set_border_bottom(FormatBorder::Thin),
        plain: plain(),
        answer: plain().set_num_format("@").set_border(FormatBorder::Hair),
    };
    let mut names = BTreeSet::new();
    for one in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name(&one.number, &mut names))?;
        fill(sheet, form, digest, one, lang, &look)?;
    }
    if sheets.is_empty() {
        book.add_worksheet().write_string(0, 0, say("review-file-none"))?;
    }
    book.save_to_buffer()
}

/// A name that a sheet can have: what Excel forbids becomes a line, long numbers are cut, doubles are counted.
fn name(number: &str, taken: &mut BTreeSet<String>) -> String {
    let fit = |c: char| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') { '-' } else { c };
    let base: String = number.chars().map(fit).take(24).collect();
    let base = if base.is_empty() { "-".to_owned() } else { base };
    let mut name = base.clone();
    let mut count = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{base} {count}");
        count += 1;
    }
    name
}

fn fill(
    sheet: &mut Worksheet,
    form: &ReviewForm,
    digest: &str,
    one: &ReviewSheet,
    lang: Lang,
    look: &Look,
) -> Result<(), XlsxError> {
    let say = |key: &str| Message::new(key).text(lang);
    for (column, width) in (0u16..).zip([16.0, 40.0, 44.0, 60.0]) {
        sheet.set_column_width(column, width)?;
    }
    let lines = [(NUMBER, &one.number, say("review-file-number")), (FORM, &digest.to_owned(), say("review-file-form"))];
    for (row, (key, value, label)) in (0u32..).zip(&lines) {
        sheet.write_string_with_format(row, 0, *key, &look.plain)?;
        sheet.write_string_with_format(row, 1, value.as_str(), &look.plain)?;
        sheet.write_string_with_format(row, 2, label, &look.plain)?;
    }
    sheet.write_string_with_format(2, 1, &one.title, &look.head)?;
    sheet.write_string_with_format(3, 0, HEAD, &look.head)?;
    for (column, key) in (1u16..).zip(["review-file-question", "review-file-scale", "review-file-answer"]) {
        sheet.write_string_with_format(3, column, say(key), &look.head)?;
    }
    sheet.set_freeze_panes(4, 1)?;
    let mut row = 4;
    for criterion in form.marked() {
        sheet.write_string_with_format(row, 0, format!("{MARK}{}", criterion.id), &look.plain)?;
        let question = asked(criterion.title.get(lang), criterion.prompt.get(lang));
        sheet.write_string_with_format(row, 1, question, &look.plain)?;
        sheet.write_string_with_format(row, 2, scale(criterion, lang), &look.plain)?;
        let given = one.answers.marks.get(&criterion.id).map_or("", String::as_str);
        sheet.write_string_with_format(row, ANSWER, given, &look.answer)?;
        // A drop-down holds at most 255 characters.
        let few =
            criterion.scale.few().filter(|all| all.iter().map(|mark| mark.chars().count() + 1).sum::<usize>() < 255);
        if let Some(all) = few {
            let list = DataValidation::new().allow_list_strings(&all)?.ignore_blank(true);
            sheet.add_data_validation(row, ANSWER, row, ANSWER, &list)?;
        }
        row += 1;
    }
    for text in &form.texts {
        sheet.write_string_with_format(row, 0, format!("{TEXT}{}", text.id), &look.plain)?;
        let question = asked(text.title.get(lang), text.prompt.get(lang));
        sheet.write_string_with_format(row, 1, question, &look.plain)?;
        let limits = [(text.least, "review-least"), (text.most, "review-most")];
        let limits = limits.into_iter().filter_map(|(limit, key)| Some((limit.filter(|limit| *limit > 0)?, key)));
        let limits: Vec<String> =
            limits.map(|(limit, key)| Message::new(key).with("count", i64::from(limit)).text(lang)).collect();
        sheet.write_string_with_format(row, 2, limits.join("\n"), &look.plain)?;
        let given = one.answers.texts.get(&text.id).map_or("", String::as_str);
        sheet.write_string_with_format(row, ANSWER, given, &look.answer)?;
        sheet.set_row_height(row, 120)?;
        row += 1;
    }
    Ok(())
}

fn asked(title: &str, prompt: &str) -> String {
    if prompt.is_empty() { title.to_owned() } else { format!("{title}\n{prompt}") }
}

fn scale(criterion: &Criterion, lang: Lang) -> String {
    let lines = criterion.scale.anchors(lang).into_iter().map(|(mark, words)| {
        if words.is_empty() {
            mark
        } else {
            Message::new("review-anchor").with("mark", mark).with("words", words).text(lang)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
