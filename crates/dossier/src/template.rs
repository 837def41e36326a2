//! The workbook to fill in: headers in the side's script, drop-down lists, notes. With applications given it is the same
//! workbook with their data, which reads back as the same applications.

mod columns;
mod lists;
mod rows;

use hefu_application::{Application, SideId};
use hefu_guide::Guide;
use hefu_words::{Lang, Message};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Note, Workbook, Worksheet, XlsxError,
};

use crate::layout::{ColumnKind, SheetDef, layout};
use crate::vocabulary::Vocabulary;
use columns::{TemplateColumn, columns};
use lists::Lists;
use rows::{Out, rows};

/// The columns of a sheet as a form shows them.
pub(crate) fn form_columns(def: &SheetDef, words: &Vocabulary<'_>) -> Vec<TemplateColumn> {
    columns(def, words, &[])
}

/// The rows of an application on a sheet, as texts.
pub(crate) fn form_rows(
    sheet: &str,
    application: &Application,
    words: &Vocabulary<'_>,
) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = |out: Out| match out {
        Out::Text(text) => text,
        Out::Number(number) => number.to_string(),
    };
    let row = |record: rows::Record| record.into_iter().map(|(field, out)| (field, text(out))).collect();
    rows(sheet, application, words).into_iter().map(row).collect()
}

/// The row of one tag, as texts.
pub(crate) fn form_tag(
    level: &str,
    code: Option<&str>,
    tag: &hefu_application::Tag,
    words: &Vocabulary<'_>,
) -> std::collections::BTreeMap<String, String> {
    let texts = rows::tag(level, code, tag, words).into_iter();
    let text = |(field, out)| match out {
        Out::Text(text) => Some((field, text)),
        Out::Number(_) => None,
    };
    texts.filter_map(text).collect()
}

/// What may be chosen in a column of this kind.
pub(crate) fn form_choices(words: &Vocabulary<'_>, kind: ColumnKind) -> Vec<String> {
    Lists::new(words).values(kind)
}

/// Rows below the data that still have drop-down lists and text format.
const SPARE_ROWS: u32 = 2_000;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The guide has no such side.
    #[error("the guide has no side `{0}`")]
    NoSuchSide(String),
    /// The workbook could not be made, for example because a text is longer than a cell can hold (32,767 characters).
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] XlsxError),
}

/// Writes the workbook of `side`. The same input gives the same bytes.
///
/// # Errors
/// [`TemplateError`].
pub fn template(guide: &Guide, side: &SideId, applications: &[Application]) -> Result<Vec<u8>, TemplateError> {
    let words = Vocabulary::new(guide, side.as_str()).ok_or_else(|| TemplateError::NoSuchSide(side.to_string()))?;
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2020, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title(&words).as_str()).set_creation_datetime(&created));
    let look = Look::new();
    notes_sheet(book.add_worksheet(), &words, &look)?;
    let mut lists = Lists::new(&words);
    for def in &layout().sheets {
        sheet(book.add_worksheet(), def, &words, applications, &look, &mut lists)?;
    }
    lists.write(book.add_worksheet())?;
    Ok(book.save_to_buffer()?)
}

fn title(words: &Vocabulary<'_>) -> String {
    let header = &words.guide.header;
    format!("{} {} {}", header.family, header.year, words.side.names.get(words.lang))
}

struct Look {
    title: Format,
    plain: Format,
    head: Format,
    required: Format,
    text: Format,
    number: Format,
    amount: Format,
}

impl Look {
    fn new() -> Self {
        let head = || {
            Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Thin)
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            plain: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            head: head().set_background_color(Color::RGB(0x00E8_EDF3)),
            required: head().set_background_color(Color::RGB(0x00FC_E8C8)),
            text: Format::new().set_num_format("@").set_align(FormatAlign::Top),
            number: Format::new().set_num_format("0.##").set_align(FormatAlign::Top),
            amount: Format::new().set_num_format("#,##0.##").set_align(FormatAlign::Top),
        }
    }

    fn of(&self, kind: ColumnKind) -> &Format {
        match kind {
            ColumnKind::Hundredths | ColumnKind::Integer => &self.number,
            ColumnKind::Amount => &self.amount,
            _ => &self.text,
        }
    }
}

fn say(words: &Vocabulary<'_>, key: &str) -> String {
    Message::new(key).text(words.lang)
}

/// The first sheet: how to fill in the others.
fn notes_sheet(sheet: &mut Worksheet, words: &Vocabulary<'_>, look: &Look) -> Result<(), XlsxError> {
    sheet.set_name(say(words, "dossier-template-notes"))?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 84)?;
    sheet.write_string_with_format(0, 0, title(words), &look.title)?;
    let mut row = 2;
    for number in 1..=9 {
        sheet.write_string_with_format(row, 0, number.to_string(), &look.plain)?;
        let key = format!("dossier-template-note-{number}");
        let sentence =
            Message::new(key).with("zone", words.side.zone.as_str()).with("currency", words.side.currency.as_str());
        sheet.write_string_with_format(row, 1, sentence.text(words.lang), &look.plain)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, say(words, "dossier-template-sheet"), &look.head)?;
    sheet.write_string_with_format(row, 1, say(words, "dossier-template-columns"), &look.head)?;
    for def in &layout().sheets {
        row += 1;
        let mark = if words.lang == Lang::En { ", " } else { "、" };
        let headers: Vec<String> = columns(def, words, &[]).into_iter().map(|column| column.header).collect();
        sheet.write_string_with_format(row, 0, def.names.get(words.lang), &look.plain)?;
        sheet.write_string_with_format(row, 1, headers.join(mark), &look.plain)?;
    }
    Ok(())
}

fn sheet(
    sheet: &mut Worksheet,
    def: &'static SheetDef,
    words: &Vocabulary<'_>,
    applications: &[Application],
    look: &Look,
    lists: &mut Lists<'_>,
) -> Result<(), XlsxError> {
    sheet.set_name(def.names.get(words.lang))?;
    let columns = columns(def, words, applications);
    let records: Vec<_> = applications.iter().flat_map(|one| rows(&def.id, one, words)).collect();
    let last = u32::try_from(records.len()).unwrap_or(u32::MAX).saturating_add(SPARE_ROWS);
    for (index, column) in columns.iter().enumerate() {
        let index = u16::try_from(index).unwrap_or(u16::MAX);
        let format = if column.required { &look.required } else { &look.head };
        sheet.set_column_width(index, f64::from(column.width))?;
        sheet.set_column_format(index, look.of(column.kind))?;
        sheet.write_string_with_format(0, index, &column.header, format)?;
        header_note(sheet, index, column, words)?;
        drop_down(sheet, index, last, column, words, lists)?;
    }
    sheet.set_row_height(0, 32)?;
    sheet.set_freeze_panes(1, 1)?;
    for (row, record) in (1u32..).zip(&records) {
        for (index, column) in (0u16..).zip(&columns) {
            match record.get(&column.field) {
                Some(Out::Text(text)) if !text.is_empty() => {
                    sheet.write_string_with_format(row, index, text, &look.text)?;
                }
                Some(Out::Number(number)) => {
                    sheet.write_number_with_format(row, index, *number, look.of(column.kind))?;
                }
                Some(Out::Text(_)) | None => {}
            }
        }
    }
    Ok(())
}

fn header_note(
    sheet: &mut Worksheet,
    index: u16,
    column: &TemplateColumn,
    words: &Vocabulary<'_>,
) -> Result<(), XlsxError> {
    let mut text = column.note.clone();
    if column.required {
        let required = say(words, "dossier-template-required");
        text = if text.is_empty() { required } else { format!("{required}\n{text}") };
    }
    if text.is_empty() {
        return Ok(());
    }
    let note = Note::new(text).set_author("Hefu").add_author_prefix(false).set_width(260).set_height(96);
    sheet.insert_note(0, index, &note).map(|_| ())
}

fn drop_down(
    sheet: &mut Worksheet,
    index: u16,
    last: u32,
    column: &TemplateColumn,
    words: &Vocabulary<'_>,
    lists: &mut Lists<'_>,
) -> Result<(), XlsxError> {
    let Some(range) = lists.range(column.kind) else {
        return Ok(());
    };
    // Where several values may stand in a cell, or the office may use its own word, the list only offers.
    let strict = matches!(
        column.kind,
        ColumnKind::State
            | ColumnKind::AgreementKind
            | ColumnKind::UnitRole
            | ColumnKind::UnitKind
            | ColumnKind::PersonRole
            | ColumnKind::EvidenceKind
            | ColumnKind::Level
            | ColumnKind::Side
            | ColumnKind::Direction
    );
    let mut rule = DataValidation::new().allow_list_formula(range.as_str().into()).show_error_message(strict);
    if strict {
        rule = rule
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_message(say(words, "dossier-template-choose"))?;
    }
    sheet.add_data_validation(1, index, last, index, &rule).map(|_| ())
}
