//! Paragraphs split into lines with what their beginning says: article numbers and headings.

use hefu_text::script::fold;

use super::Passage;

/// One line of the document.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    /// Folded: Simplified, half-width, lower case.
    pub folded: String,
    pub offset: usize,
    pub page: Option<u32>,
    /// The document marks it as a heading.
    pub marked: bool,
    /// Its number, if it begins like an article.
    pub number: Option<Number>,
}

/// The number of an article, a paragraph or an annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// As written.
    pub text: String,
    /// How deep numbers of this shape stand: 第七条 above 七、 above （七） above 7. above 7.1.
    pub depth: u8,
    /// Characters it takes at the beginning of the line.
    pub length: usize,
}

/// Splits passages at line feeds; blank lines are left out.
pub(super) fn lines(passages: &[Passage]) -> Vec<Line> {
    let mut out = Vec::new();
    for passage in passages {
        let mut offset = passage.offset;
        for raw in passage.text.split('\n') {
            let lead = raw.chars().take_while(|c| c.is_whitespace()).count();
            let text = raw.trim().to_owned();
            if !text.is_empty() {
                out.push(Line {
                    folded: fold(&text),
                    number: number(&text),
                    offset: offset + lead,
                    page: passage.page,
                    marked: passage.heading,
                    text,
                });
            }
            offset += raw.chars().count() + 1;
        }
    }
    out
}

const NUMERALS: &str = "一二三四五六七八九十百〇零壹贰貳叁參肆伍陆陸柒捌玖拾";

/// The number a line begins with.
pub(super) fn number(line: &str) -> Option<Number> {
    let text: Vec<char> = line.chars().map(half).collect();
    chinese_article(&text)
        .or_else(|| bracketed(&text))
        .or_else(|| enumerated(&text))
        .or_else(|| english_article(&text))
        .map(|(length, depth)| Number { text: line.chars().take(length).collect::<String>().trim().to_owned(), depth, length })
}

fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

fn numeral(text: &[char], from: usize) -> usize {
    text.iter().skip(from).take_while(|c| NUMERALS.contains(**c) || c.is_ascii_digit()).count()
}

fn spaces(text: &[char], from: usize) -> usize {
    text.iter().skip(from).take_while(|c| **c == ' ').count()
}

fn chinese_article(text: &[char]) -> Option<(usize, u8)> {
    if text.first() != Some(&'第') {
        return None;
    }
    let mut at = 1 + spaces(text, 1);
    let digits = numeral(text, at);
    at += digits;
    at += spaces(text, at);
    let depth = match text.get(at)? {
        '章' => 0,
        '条' | '條' => 1,
        '款' | '项' | '項' => 3,
        _ => return None,
    };
    (digits > 0).then_some((at + 1, depth))
}

fn bracketed(text: &[char]) -> Option<(usize, u8)> {
    if !matches!(text.first(), Some('(' | '〔' | '[')) {
        return None;
    }
    let digits = numeral(text, 1);
    let closed = matches!(text.get(1 + digits), Some(')' | '〕' | ']'));
    (digits > 0 && closed).then_some((digits + 2, 3))
}

fn enumerated(text: &[char]) -> Option<(usize, u8)> {
    let chinese = text.iter().take_while(|c| NUMERALS.contains(**c)).count();
    if chinese > 0 && matches!(text.get(chinese), Some('、' | '.' | '。' | ',' | ':')) {
        return Some((chinese + 1, 1));
    }
    let mut at = 0;
    let mut parts = 0_u8;
    loop {
        let digits = text.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 || digits > 3 {
            break;
        }
        at += digits;
        parts = parts.saturating_add(1);
        match text.get(at) {
            Some('.' | '．') => at += 1,
            Some('、' | ')') if parts == 1 => return Some((at + 1, 2)),
            _ => break,
        }
    }
    let ended = text.get(at).is_none_or(|c| !c.is_ascii_digit() && *c != '%' && *c != '年' && *c != '-');
    let dotted = parts >= 2 || text.get(at.wrapping_sub(1)) == Some(&'.');
    if parts >= 1 && dotted && ended {
        return Some((at, 1 + parts));
    }
    roman(text)
}

fn roman(text: &[char]) -> Option<(usize, u8)> {
    let length = text.iter().take_while(|c| "IVXivx".contains(**c)).count();
    let ended = matches!(text.get(length), Some('.' | ')' | '、'));
    ((1..=5).contains(&length) && ended).then_some((length + 1, 1))
}

fn english_article(text: &[char]) -> Option<(usize, u8)> {
    let lower: String = text.iter().take(24).collect::<String>().to_lowercase();
    for (word, depth) in [("article", 1), ("clause", 1), ("section", 1), ("chapter", 0)] {
        if let Some(rest) = lower.strip_prefix(word) {
            let gap = rest.chars().take_while(|c| *c == ' ').count();
            let number = rest.chars().skip(gap).take_while(|c| c.is_ascii_digit() || "ivx".contains(*c)).count();
            let closed = rest.chars().nth(gap + number).is_none_or(|c| !c.is_alphanumeric());
            if gap > 0 && number > 0 && closed {
                return Some((word.len() + gap + number, depth));
            }
        }
    }
    None
}

impl Line {
    /// What follows the number, without leading marks.
    pub(super) fn after_number(&self) -> String {
        let skip = self.number.as_ref().map_or(0, |number| number.length);
        let rest: String = self.text.chars().skip(skip).collect();
        rest.trim_start_matches([' ', '\u{3000}', ':', '：', '.', '、', '．', '-', '—']).to_owned()
    }
}
