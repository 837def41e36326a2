//! How the sheets of every workbook look.

use std::collections::BTreeMap;

use hefu_words::{Lang, Message};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// How cells look.
pub struct Formats {
    pub head: Format,
    pub wrap: Format,
    pub title: Format,
    pub outcomes: BTreeMap<&'static str, Format>,
}

impl Formats {
    pub fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top).set_text_wrap().set_border(FormatBorder::Hair);
        let tone = |ink: u32, wash: u32| {
            cell().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(wash)).set_bold()
        };
        Self {
            head: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x00F1_EFE8))
                .set_border(FormatBorder::Thin)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
            wrap: cell(),
            title: Format::new().set_bold().set_font_size(14),
            outcomes: BTreeMap::from([
                ("pass", tone(0x001F_6B45, 0x00E4_F2EA)),
                ("fail", tone(0x00A1_241A, 0x00FC_E8E5)),
                ("person", tone(0x007A_4B00, 0x00FD_F0D5)),
                ("unset", tone(0x004D_5566, 0x00EA_ECF0)),
                ("hint", tone(0x0027_508A, 0x00E6_EEFA)),
            ]),
        }
    }

    /// Names a sheet and writes its heads, each with the width of its column; words are keys of the catalogue.
    pub fn begin(&self, sheet: &mut Worksheet, lang: Lang, name: &str, heads: &[(&str, f64)]) -> Result<(), XlsxError> {
        sheet.set_name(Message::new(name).text(lang))?;
        for (column, (head, width)) in (0u16..).zip(heads) {
            sheet.write_string_with_format(0, column, Message::new(*head).text(lang), &self.head)?;
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_freeze_panes(1, 1)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        Ok(())
    }

    /// Writes texts into a row from its first column on.
    pub fn row(&self, sheet: &mut Worksheet, row: u32, values: &[&str]) -> Result<(), XlsxError> {
        for (column, value) in (0u16..).zip(values) {
            sheet.write_string_with_format(row, column, *value, &self.wrap)?;
        }
        Ok(())
    }
}
