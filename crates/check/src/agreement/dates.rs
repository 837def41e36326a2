//! Dates of signing: dates beside words of signing, or in the signature block at the end.

use hefu_text::date::{Calendar, parse_date};
use hefu_text::number::half_width;
use jiff::civil::Date;

use super::Located;
use super::heading::Line;

const WORDS: [&str; 20] = [
    "签署日期", "签订日期", "签约日期", "签字日期", "签署时间", "签订时间", "签署于", "签订于", "立约日期", "立约日", "订立日期",
    "订立", "签约", "日期", "签署", "签订", "dated", "date", "signed on", "entered into",
];

/// All dates of signing, in reading order, each once.
pub(super) fn signed(lines: &[Line]) -> Vec<Located<Date>> {
    let mut out: Vec<Located<Date>> = Vec::new();
    let tail = lines.len().saturating_sub(14);
    for (at, line) in lines.iter().enumerate() {
        let beside = WORDS.iter().any(|word| line.folded.contains(word))
            || (at > 0 && lines.get(at - 1).is_some_and(|l| l.folded.ends_with("日期") || l.folded.ends_with("日期:") || l.folded.ends_with("date:")));
        let alone = line.text.chars().count() <= 24 && (at < 8 || at >= tail);
        if !(beside || alone) || period(&line.folded) {
            continue;
        }
        for (text, date, from) in dates(&line.text) {
            if !out.iter().any(|seen| seen.value == date) {
                out.push(Located { value: date, text, offset: line.offset + from, page: line.page });
            }
        }
    }
    out
}

/// A line about the project's period or the agreement's term names dates that are not of signing.
fn period(folded: &str) -> bool {
    ["至", "期限", "有效期", "实施期", "执行期", "自签", "自本协议", " until ", " to ", "expire"]
        .iter()
        .any(|word| folded.contains(word))
        && !folded.contains("签署日期")
        && !folded.contains("签订日期")
}

/// Dates written in a line, with their text and offset in characters.
fn dates(line: &str) -> Vec<(String, Date, usize)> {
    let text: Vec<char> = half_width(line).chars().collect();
    let original: Vec<char> = line.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match date_at(&text, at) {
            Some((date, length)) => {
                let said = original.get(at..at + length).unwrap_or_default().iter().collect();
                out.push((said, date, at));
                at += length;
            }
            None => at += 1,
        }
    }
    out
}

/// The longest run from `at` that reads as one date.
fn date_at(text: &[char], at: usize) -> Option<(Date, usize)> {
    let first = *text.get(at)?;
    let starts = first.is_ascii_digit() || "民中二一公西".contains(first) || first.is_ascii_uppercase();
    let fresh = at == 0 || text.get(at - 1).is_some_and(|c| !c.is_ascii_alphanumeric());
    if !starts || !fresh {
        return None;
    }
    let longest = (text.len() - at).min(28);
    (6..=longest).rev().find_map(|length| {
        let slice = text.get(at..at + length)?;
        let last = *slice.last()?;
        let after = text.get(at + length);
        let cut = last.is_ascii_digit() && after.is_some_and(char::is_ascii_digit);
        if cut || last.is_whitespace() || "，,;；。:：".contains(last) {
            return None;
        }
        let words: String = slice.iter().filter(|c| !c.is_whitespace() || slice.iter().all(char::is_ascii)).collect();
        let words = words.trim_start_matches("中华").trim_start_matches("中華");
        parse_date(words, Calendar::Gregorian).ok().map(|date| (date, length))
    })
}
