//! Paragraphs split into lines, each with its comparison forms and what its beginning says.

use hefu_text::script::{fold, is_han};

use super::Passage;
use super::number::{self, Number};

/// A line in a heading style with more characters than this is a paragraph.
const MARKED: usize = 80;

/// One line of the document.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// As written, without white space at both ends.
    pub text: String,
    /// Folded: Simplified, half-width, lower case.
    pub folded: String,
    /// Folded, without the blanks that justified headings and PDF extraction put between Han characters.
    pub tight: String,
    /// Offset of its first character in the document's text.
    pub offset: usize,
    /// Length of `text` in characters.
    pub length: usize,
    /// Page, where there are pages.
    pub page: Option<u32>,
    /// The document marks it as a heading.
    pub marked: bool,
    /// Its number, if it begins like an article.
    pub number: Option<Number>,
}

/// Splits passages at line feeds; blank lines are left out. Numbers get their level.
pub(super) fn lines(passages: &[Passage]) -> Vec<Line> {
    let mut out = Vec::new();
    for passage in passages {
        let mut offset = passage.offset;
        for raw in passage.text.split('\n') {
            let lead = raw.chars().take_while(|c| c.is_whitespace()).count();
            let text = raw.trim();
            if !text.is_empty() {
                out.push(Line::new(text, offset + lead, passage));
            }
            offset += raw.chars().count() + 1;
        }
    }
    number::place(&mut out);
    out
}

impl Line {
    fn new(text: &str, offset: usize, passage: &Passage) -> Self {
        let folded = fold(text);
        Self {
            tight: tighten(&folded),
            number: number::read(text),
            length: text.chars().count(),
            offset,
            page: passage.page,
            // Whole paragraphs are sometimes set in a heading style; a heading they are not.
            marked: passage.heading && text.chars().count() <= MARKED && !ends_a_clause(text),
            text: text.to_owned(),
            folded,
        }
    }

    /// What follows the number, without leading marks.
    pub(super) fn after_number(&self) -> String {
        let skip = self.number.as_ref().map_or(0, |number| number.length);
        let rest: String = self.text.chars().skip(skip).collect();
        rest.trim_start_matches(|c: char| c.is_whitespace() || ":：.、．-—–".contains(c)).to_owned()
    }

    /// First offset after the line.
    pub(super) fn end(&self) -> usize {
        self.offset + self.length
    }

    /// Whether it reads as a heading and not as a sentence or its end: short, and without closing punctuation.
    pub(super) fn looks_like_heading(&self) -> bool {
        let rest = self.after_number();
        let most = if rest.chars().any(is_han) { 22 } else { 70 };
        !rest.is_empty() && rest.chars().count() <= most && !ends_a_clause(&rest)
    }
}

/// Whether a text ends like a sentence or an item of a list.
pub(super) fn ends_a_clause(text: &str) -> bool {
    text.ends_with(['。', '；', '，', ';', ',', '.', '！', '？', '!', '?', '、'])
}

/// Blanks beside a Han character go; other runs of white space become one blank.
pub(super) fn tighten(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut blank = false;
    for c in folded.chars() {
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let between_words = !is_han(c) && out.chars().last().is_some_and(|last| !is_han(last));
        if blank && between_words {
            out.push(' ');
        }
        blank = false;
        out.push(c);
    }
    out
}
