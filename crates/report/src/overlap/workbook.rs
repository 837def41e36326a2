//! The workbook: pairs, passages, documents, common text and what was not read, in one language.

use hefu_overlap::Span;
use hefu_words::{Lang, Message};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::{Overlap, level_key, relation_key};
use crate::sheets::Formats;

/// Characters of a text in a cell; a cell holds no more than 32,767.
const MOST: usize = 4_000;

/// The workbook as XLSX bytes. It names no time: the same comparison gives the same bytes.
///
/// # Errors
/// When a sheet outgrows the format.
pub fn overlap_workbook(overlap: &Overlap<'_>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let title = Message::new("overlap-title").text(lang);
    book.set_properties(
        &DocProperties::new().set_title(title).set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let sheets = Sheets { overlap, lang, formats: Formats::new() };
    sheets.pairs(book.add_worksheet())?;
    sheets.passages(book.add_worksheet())?;
    sheets.documents(book.add_worksheet())?;
    sheets.common(book.add_worksheet())?;
    sheets.unread(book.add_worksheet())?;
    book.save_to_buffer()
}

struct Sheets<'a> {
    overlap: &'a Overlap<'a>,
    lang: Lang,
    formats: Formats,
}

impl Sheets<'_> {
    fn word(&self, key: &str) -> String {
        Message::new(key).text(self.lang)
    }

    fn row(&self, sheet: &mut Worksheet, row: u32, cells: &[&str]) -> Result<(), XlsxError> {
        let cut = |text: &&str| -> usize { text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at) };
        let cells: Vec<&str> = cells.iter().map(|text| text.get(..cut(text)).unwrap_or_default()).collect();
        self.formats.row(sheet, row, &cells)
    }

    fn number(&self, sheet: &mut Worksheet, row: u32, column: u16, number: u32) -> Result<(), XlsxError> {
        sheet.write_number_with_format(row, column, number, &self.formats.wrap).map(|_| ())
    }

    fn pairs(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads = [
            ("overlap-first", 34.0),
            ("overlap-second", 34.0),
            ("overlap-relation", 22.0),
            ("overlap-class", 14.0),
            ("overlap-share-first", 12.0),
            ("overlap-share-second", 12.0),
            ("overlap-units", 12.0),
            ("overlap-passages", 12.0),
        ];
        self.formats.begin(sheet, self.lang, "overlap-sheet-pairs", &heads)?;
        for (row, pair) in (1u32..).zip(&self.overlap.outcome.pairs) {
            let [a, b] = pair.shares.map(|share| share.per_cent());
            let (relation, class) = (self.word(relation_key(pair.relation)), self.word(level_key(pair.level)));
            self.row(sheet, row, &[self.overlap.id(pair.a), self.overlap.id(pair.b), &relation, &class, &a, &b])?;
            self.number(sheet, row, 6, pair.units)?;
            self.number(sheet, row, 7, u32::try_from(pair.passages.len()).unwrap_or(u32::MAX))?;
        }
        Ok(())
    }

    fn place(&self, document: u32, span: Span) -> String {
        let place = self.overlap.characters(document, span);
        format!("{}–{}", place.start, place.end)
    }

    fn passages(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads = [
            ("overlap-first", 28.0),
            ("overlap-place", 16.0),
            ("overlap-text", 60.0),
            ("overlap-second", 28.0),
            ("overlap-place", 16.0),
            ("overlap-text", 60.0),
            ("overlap-units", 12.0),
        ];
        self.formats.begin(sheet, self.lang, "overlap-sheet-passages", &heads)?;
        let overlap = self.overlap;
        let all =
            overlap.outcome.pairs.iter().flat_map(|pair| pair.passages.iter().map(move |passage| (pair, passage)));
        for (row, (pair, passage)) in (1u32..).zip(all) {
            let (place_a, place_b) = (self.place(pair.a, passage.a), self.place(pair.b, passage.b));
            let cells = [
                overlap.id(pair.a),
                &place_a,
                passage.a.of(overlap.text(pair.a)),
                overlap.id(pair.b),
                &place_b,
                passage.b.of(overlap.text(pair.b)),
            ];
            self.row(sheet, row, &cells)?;
            self.number(sheet, row, 6, passage.own)?;
        }
        Ok(())
    }

    fn documents(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads = [("overlap-document", 40.0), ("overlap-shared-total", 20.0), ("overlap-common-total", 20.0)];
        self.formats.begin(sheet, self.lang, "overlap-sheet-documents", &heads)?;
        for (row, (number, one)) in (1u32..).zip((0u32..).zip(&self.overlap.outcome.documents)) {
            let [shared, common] = [one.shared, one.common].map(|share| share.per_cent());
            self.row(sheet, row, &[self.overlap.id(number), &shared, &common])?;
        }
        Ok(())
    }

    fn common(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let heads =
            [("overlap-document", 34.0), ("overlap-place", 16.0), ("overlap-text", 80.0), ("overlap-count", 12.0)];
        self.formats.begin(sheet, self.lang, "overlap-sheet-common", &heads)?;
        for (row, group) in (1u32..).zip(&self.overlap.outcome.common) {
            let document = group.example.document;
            let text = group.example.span.of(self.overlap.text(document));
            self.row(sheet, row, &[self.overlap.id(document), &self.place(document, group.example.span), text])?;
            self.number(sheet, row, 3, group.documents)?;
        }
        Ok(())
    }

    fn unread(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        self.formats.begin(
            sheet,
            self.lang,
            "overlap-sheet-unread",
            &[("overlap-document", 40.0), ("overlap-reason", 80.0)],
        )?;
        for (row, one) in (1u32..).zip(self.overlap.unread) {
            self.row(sheet, row, &[&one.file, &one.reason.text(self.lang)])?;
        }
        Ok(())
    }
}
