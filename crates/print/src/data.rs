//! What the template prints, as data: every text cut into lines that fit their place.

use hefu_words::{Lang, Message};
use serde_json::{Value, json};

use crate::document::Block;
use crate::fonts::ending;
use crate::table::Width;
use crate::{Align, Document, Fonts, Signature, Table, Text, Tone, fit};

const POINTS: f64 = 72.0 / 25.4;
/// Millimetres of a line: A4 without its margins.
const PORTRAIT: f64 = 210.0 - 2.0 * 20.0;
const LANDSCAPE: f64 = 297.0 - 2.0 * 12.0;
/// Millimetres of the column of labels.
const LABEL: f64 = 44.0;

/// Type sizes and insets in points, the template's too.
const TEXT: f64 = 10.0;
const SMALL: f64 = 8.5;
const DENSE: f64 = 7.5;
const TITLE: f64 = 16.0;
/// Size of characters of one width, in parts of that of the text around them.
const MONO: f64 = 0.92;
const HEADINGS: [f64; 3] = [12.5, 11.0, 10.0];
const INSET: f64 = 4.5;
const DENSE_INSET: f64 = 3.0;

struct Setting<'a> {
    fonts: &'a Fonts,
    lang: Lang,
    line: f64,
    coded: bool,
}

/// Everything the template prints.
pub(crate) fn data(document: &Document, fonts: &Fonts) -> Value {
    let line = if document.landscape { LANDSCAPE } else { PORTRAIT } * POINTS;
    let mut set = Setting { fonts, lang: document.lang, line, coded: false };
    let title = set.text(&Text::new(&document.title), line, TITLE);
    let subtitles: Vec<_> = document.subtitles.iter().map(|text| set.text(text, line, TEXT)).collect();
    let mut blocks: Vec<_> = document.blocks.iter().map(|block| set.block(block)).collect();
    if set.coded {
        let note = Text::new(Message::new("print-coded").text(document.lang));
        blocks.push(json!({"kind": "note", "texts": [set.text(&note, line, SMALL)]}));
    }
    json!({
        "lang": language(document.lang), "own": language(document.own_lang),
        "title": title, "plain_title": one_line(&document.title), "author": document.author.as_deref().map(one_line),
        "subtitles": subtitles, "running": set.text(&Text::own(&document.running), line * 0.7, SMALL),
        "mark": document.mark.as_ref().map(|mark| set.text(&Text::new(mark), line * 0.3, SMALL)),
        "landscape": document.landscape, "blocks": blocks,
        "sizes": {"text": TEXT, "small": SMALL, "dense": DENSE, "title": TITLE, "headings": HEADINGS,
            "inset": INSET, "dense_inset": DENSE_INSET, "label": LABEL, "mono": MONO},
        "attachments": document.attachments.iter().map(|a| json!({
            "name": a.name, "media_type": a.media_type, "description": a.description,
        })).collect::<Vec<_>>(),
    })
}

/// Metadata is not set in type: only controls would do harm there.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ")
}

fn language(lang: Lang) -> Value {
    let (code, region) = match lang {
        Lang::ZhHans => ("zh", Some("cn")),
        Lang::ZhHantHk => ("zh", Some("hk")),
        Lang::ZhHantTw => ("zh", Some("tw")),
        Lang::En => ("en", None),
    };
    json!({"code": code, "region": region, "font": ending(lang)})
}

impl Setting<'_> {
    fn block(&mut self, block: &Block) -> Value {
        let line = self.line;
        match block {
            Block::Heading(level, text) => {
                let size = HEADINGS.get(usize::from(*level).saturating_sub(1)).copied().unwrap_or(TEXT);
                json!({"kind": "heading", "level": level, "text": self.text(text, line, size)})
            }
            Block::Paragraph(texts) => json!({"kind": "paragraph", "texts": self.texts(texts, line, TEXT)}),
            Block::Note(texts) => json!({"kind": "note", "texts": self.texts(texts, line, SMALL)}),
            Block::Fields(fields) => self.fields(fields.iter().map(|(label, text)| (label, text))),
            Block::Table(table) => self.table(table),
            Block::Signature(signature) => self.signature(signature),
            Block::Verbatim(text) => {
                json!({"kind": "verbatim", "text": self.text(&Text::mono(text), line - 2.0 * INSET, SMALL)})
            }
            Block::Blanks(labels) => {
                let room = line / (labels.len().max(1) as f64) / 2.0;
                json!({"kind": "blanks", "labels": self.texts(labels, room, TEXT)})
            }
        }
    }

    fn fields<'t>(&mut self, fields: impl Iterator<Item = (&'t Text, &'t Text)>) -> Value {
        let label_room = LABEL * POINTS - 2.0 * INSET;
        let room = self.line - LABEL * POINTS - 2.0 * INSET;
        let rows: Vec<_> =
            fields.map(|(label, text)| [self.text(label, label_room, TEXT), self.text(text, room, TEXT)]).collect();
        json!({"kind": "fields", "rows": rows})
    }

    fn table(&mut self, table: &Table) -> Value {
        let (size, inset) = if table.dense { (DENSE, DENSE_INSET) } else { (SMALL, INSET) };
        let fixed: f64 = table.columns.iter().map(|column| column.width.fixed()).sum();
        let shares: u32 = table.columns.iter().map(|column| column.width.share()).sum();
        let share = (self.line - fixed).max(0.0) / f64::from(shares.max(1));
        let rooms: Vec<f64> = table
            .columns
            .iter()
            .map(|column| column.width.fixed() + share * f64::from(column.width.share()) - 2.0 * inset)
            .collect();
        let columns: Vec<_> = table
            .columns
            .iter()
            .zip(&rooms)
            .map(|(column, room)| {
                let (width, unit) = match column.width {
                    Width::Share(weight) => (weight, "share"),
                    Width::Millimetres(millimetres) => (millimetres, "mm"),
                };
                let align = match column.align {
                    Align::Start => "start",
                    Align::Middle => "middle",
                    Align::End => "end",
                };
                json!({"head": self.text(&column.head, *room, size), "width": width, "unit": unit, "align": align})
            })
            .collect();
        let empty = Text::default();
        let rows: Vec<Vec<_>> = table
            .rows
            .iter()
            .map(|row| {
                let cell = |(at, room): (usize, &f64)| self.text(row.get(at).unwrap_or(&empty), *room, size);
                rooms.iter().enumerate().map(cell).collect()
            })
            .collect();
        json!({"kind": "table", "columns": columns, "rows": rows, "dense": table.dense})
    }

    fn signature(&mut self, signature: &Signature) -> Value {
        let parts = [
            ("print-signer", Text::new(&signature.signer)),
            ("print-key-name", Text::mono(&signature.key_name)),
            ("print-key-id", Text::mono(&signature.key_id)),
            ("print-signature", Text::mono(&signature.text)),
        ];
        let known: Vec<_> = parts
            .into_iter()
            .filter(|(_, text)| !text.text.is_empty())
            .map(|(key, text)| (Text::new(Message::new(key).text(self.lang)), text))
            .collect();
        self.fields(known.iter().map(|(label, text)| (label, text)))
    }

    fn texts(&mut self, texts: &[Text], room: f64, size: f64) -> Vec<Value> {
        texts.iter().map(|text| self.text(text, room, size)).collect()
    }

    fn text(&mut self, text: &Text, room: f64, size: f64) -> Value {
        let size = if text.mono { size * MONO } else { size };
        let place = fit::Place { room, size, mono: text.mono };
        let (lines, coded) = fit::lines(&text.text, place, self.fonts);
        self.coded |= coded;
        let tone = match text.tone {
            Tone::Plain => "plain",
            Tone::Strong => "strong",
            Tone::Bad => "bad",
            Tone::Open => "open",
            Tone::Soft => "soft",
        };
        json!({"lines": lines, "own": text.own, "mono": text.mono, "tone": tone})
    }
}

impl Width {
    /// Points it takes whatever else there is.
    fn fixed(self) -> f64 {
        match self {
            Self::Millimetres(millimetres) => f64::from(millimetres) * POINTS,
            Self::Share(_) => 0.0,
        }
    }

    fn share(self) -> u32 {
        match self {
            Self::Share(weight) => weight,
            Self::Millimetres(_) => 0,
        }
    }
}
