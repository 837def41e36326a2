//! Paragraphs of one part of a DOCX.

use quick_xml::events::BytesStart;

use super::super::{BlockKind, DocumentError, Limits, Raw};
use super::numbering::Numbering;
use super::styles::Styles;
use super::xml::{self, Visitor, is_on, local, val};

/// What a part holds.
pub(super) struct Part {
    pub raw: Vec<Raw>,
    /// Text was left out because Word does not show it.
    pub hidden: bool,
}

pub(super) fn read(
    xml: &str,
    note: bool,
    styles: &Styles,
    numbering: &mut Numbering,
    limits: &Limits,
) -> Result<Part, DocumentError> {
    let mut body = Body {
        note,
        styles,
        numbering,
        open: Vec::new(),
        unseen: 0,
        paragraphs: Vec::new(),
        vanish: false,
        part: Part { raw: Vec::new(), hidden: false },
    };
    xml::walk(xml, limits, &mut body)?;
    Ok(body.part)
}

/// Elements that matter, of WordprocessingML and of the markup for compatibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Paragraph,
    Run,
    RunProperties,
    Text,
    Cell,
    TextBox,
    /// What is not part of the text: fallback copies, deletions, moved-away text, field codes, readings of ruby text.
    Unseen,
    Other,
}

fn tag(element: &BytesStart<'_>) -> Tag {
    match local(element) {
        "p" => Tag::Paragraph,
        "r" => Tag::Run,
        "rPr" => Tag::RunProperties,
        "t" => Tag::Text,
        "tc" => Tag::Cell,
        "txbxContent" => Tag::TextBox,
        "Fallback" | "del" | "moveFrom" | "delText" | "instrText" | "rt" => Tag::Unseen,
        _ => Tag::Other,
    }
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    heading: bool,
    list: Option<String>,
    level: Option<usize>,
    in_box: bool,
    in_cell: bool,
    unseen: bool,
}

struct Body<'a> {
    note: bool,
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    open: Vec<Tag>,
    /// Open elements whose content is not part of the text.
    unseen: usize,
    /// Open paragraphs; one inside another stands in a text box.
    paragraphs: Vec<Paragraph>,
    /// The run being read is hidden.
    vanish: bool,
    part: Part,
}

impl Body<'_> {
    fn push(&mut self, text: &str) {
        if self.unseen > 0 {
            return;
        }
        if self.vanish {
            self.part.hidden |= !text.trim().is_empty();
        } else if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn property(&mut self, element: &BytesStart<'_>) {
        let innermost = self.open.last().copied();
        let in_run = innermost == Some(Tag::Run);
        match local(element) {
            "tab" | "ptab" if in_run => self.push("\t"),
            "br" | "cr" if in_run => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "vanish" | "webHidden" => {
                let of_run = innermost == Some(Tag::RunProperties)
                    && self.open.len().checked_sub(2).and_then(|at| self.open.get(at)) == Some(&Tag::Run);
                self.vanish |= of_run && is_on(element);
            }
            name @ ("pStyle" | "outlineLvl" | "numId" | "ilvl") => {
                let value = val(element);
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = Some(value),
                    "outlineLvl" => paragraph.heading |= value.parse::<u8>().is_ok_and(|level| level < 9),
                    "numId" => paragraph.list = Some(value),
                    _ => paragraph.level = value.parse().ok(),
                }
            }
            _ => {}
        }
    }

    fn finish(&mut self, paragraph: Paragraph) {
        if paragraph.unseen {
            return;
        }
        let style = paragraph.style.as_deref();
        let styled = style.and_then(|style| self.styles.number(style));
        // A paragraph may leave its style's list by naming list 0.
        let list = paragraph.list.or_else(|| styled.as_ref().map(|(list, _)| list.clone()));
        let level = paragraph.level.or(styled.map(|(_, level)| level)).unwrap_or(0);
        let empty = paragraph.text.trim().is_empty();
        let number = match list {
            // Word counts an empty paragraph of a list too.
            Some(list) => self.numbering.next(&list, level),
            None => String::new(),
        };
        if empty {
            return;
        }
        let heading = paragraph.heading || style.is_some_and(|style| self.styles.is_heading(style));
        let kind = if self.note {
            BlockKind::Note
        } else if heading && !paragraph.in_cell {
            BlockKind::Heading
        } else if paragraph.in_box {
            BlockKind::TextBox
        } else if paragraph.in_cell {
            BlockKind::TableCell
        } else {
            BlockKind::Paragraph
        };
        let text = if number.is_empty() { paragraph.text } else { format!("{number} {}", paragraph.text) };
        self.part.raw.push((kind, text, None));
    }
}

impl Visitor for Body<'_> {
    fn start(&mut self, element: &BytesStart<'_>) {
        let tag = tag(element);
        match tag {
            Tag::Paragraph => {
                let since = |wanted: Tag| self.open.iter().rposition(|open| *open == wanted);
                // The nearer of the two says where the paragraph stands.
                let (in_box, in_cell) = (since(Tag::TextBox), since(Tag::Cell));
                self.paragraphs.push(Paragraph {
                    in_box: in_box.is_some() && in_box > in_cell,
                    in_cell: in_cell.is_some() && in_cell > in_box,
                    unseen: self.unseen > 0,
                    ..Paragraph::default()
                });
            }
            Tag::Run => self.vanish = false,
            Tag::Unseen => self.unseen += 1,
            Tag::Other => self.property(element),
            Tag::RunProperties | Tag::Text | Tag::Cell | Tag::TextBox => {}
        }
        self.open.push(tag);
    }

    fn empty(&mut self, element: &BytesStart<'_>) {
        self.property(element);
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Tag::Paragraph) => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.finish(paragraph);
                }
            }
            Some(Tag::Run) => self.vanish = false,
            Some(Tag::Unseen) => self.unseen = self.unseen.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.open.last() == Some(&Tag::Text) {
            self.push(text);
        }
    }
}
