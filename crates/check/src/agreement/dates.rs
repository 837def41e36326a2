//! Dates of signing: dates beside words of signing, or alone near the title or in the signature block.

use hefu_text::date::{Calendar, parse_date};
use hefu_text::number::half_width;
use jiff::civil::Date;

use super::Located;
use super::line::Line;

/// Labels of a date of signing, without blanks.
const LABELS: [&str; 20] = [
    "签署日期",
    "签订日期",
    "签约日期",
    "签字日期",
    "签章日期",
    "签署时间",
    "签订时间",
    "签约时间",
    "签署日",
    "签订日",
    "签约日",
    "立约日期",
    "立约日",
    "订立日期",
    "立书日期",
    "签定日期",
    "日期:",
    "date:",
    "dated",
    "date of sign",
];
/// Words of signing in a sentence, which count where the sentence speaks of this document.
const SENTENCES: [&str; 8] = ["签署", "签订", "订立", "缔结", "签约", "signed", "entered into", "made on"];
const THIS: [&str; 13] = [
    "本协议",
    "本意向书",
    "本合同",
    "本契约",
    "本合约",
    "本备忘录",
    "本约",
    "本文件",
    "this agreement",
    "this memorandum",
    "this letter",
    "witness",
    "executed",
];
/// Words of other dates: of the project, of the agreement's term, of another document.
const OTHERS: [&str; 27] = [
    "起至",
    "止",
    "期限",
    "有效期",
    "实施期",
    "执行期",
    "起止",
    "开始",
    "完成",
    "截止",
    "终止",
    "结束",
    "届满",
    "自签",
    "自本",
    "生效日",
    "申报",
    "提交日",
    "出生",
    "成立于",
    "until",
    "expire",
    "effective date",
    "commenc",
    "deadline",
    "start date",
    "end date",
];

/// Lines at both ends of the document in which a date that stands alone is a date of signing.
const HEAD: usize = 8;
const TAIL: usize = 16;
/// A line up to this long is a label or a date and not a sentence.
const SHORT: usize = 34;

/// All dates of signing, in reading order, each once.
pub(super) fn signed(lines: &[Line]) -> Vec<Located<Date>> {
    let mut out: Vec<Located<Date>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !(is_labelled(lines, at) || stands_alone(lines, at)) {
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

fn is_labelled(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let has = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    let label = has(&LABELS, &line.tight) || line.tight.starts_with("date ") || line.tight.starts_with("日期");
    let above = at.checked_sub(1).and_then(|above| lines.get(above)).is_some_and(|above| {
        let bare = above.tight.trim_end_matches([':', '_']);
        above.length <= SHORT
            && (bare.ends_with("日期") || bare == "date" || bare.ends_with(" date"))
            && !has(&OTHERS, &above.tight)
    });
    let sentence = has(&SENTENCES, &line.tight) && (has(&THIS, &line.tight) || line.length <= SHORT);
    if has(&OTHERS, &line.tight) {
        // A label outweighs a word of another date in the same line only where the label comes first.
        let strong = LABELS.iter().filter_map(|label| line.tight.find(label)).min();
        let other = OTHERS.iter().filter_map(|word| line.tight.find(word)).min();
        return strong.zip(other).is_some_and(|(label, other)| label < other) && !line.tight.contains('至');
    }
    label || above || sentence
}

fn stands_alone(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let near_the_end = at < HEAD || at + TAIL >= lines.len();
    let other = OTHERS.iter().chain(&["至", "期间"]).any(|word| line.tight.contains(word));
    line.length <= SHORT && near_the_end && line.number.is_none() && !other
}

/// Dates written in a line, with their text and offset in characters.
fn dates(line: &str) -> Vec<(String, Date, usize)> {
    let original: Vec<char> = line.chars().collect();
    let text: Vec<char> = original.iter().map(|c| single_half(*c)).collect();
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

/// The half-width form, which is one character long.
fn single_half(c: char) -> char {
    let half = half_width(c.encode_utf8(&mut [0; 4]));
    let mut chars = half.chars();
    match (chars.next(), chars.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Longest text that is read as one date: "the 12th day of September, 2020".
const LONGEST: usize = 30;

/// The longest run from `at` that reads as one date.
fn date_at(text: &[char], at: usize) -> Option<(Date, usize)> {
    let first = *text.get(at)?;
    let starts = first.is_ascii_digit() || "民中二一公西".contains(first) || first.is_ascii_uppercase();
    let fresh = at == 0 || text.get(at - 1).is_some_and(|c| !c.is_ascii_alphanumeric());
    if !starts || !fresh {
        return None;
    }
    let longest = (text.len() - at).min(LONGEST);
    (6..=longest).rev().find_map(|length| {
        let slice = text.get(at..at + length)?;
        let last = *slice.last()?;
        let cut = last.is_ascii_alphanumeric() && text.get(at + length).is_some_and(char::is_ascii_alphanumeric);
        if cut || !(last.is_ascii_alphanumeric() || "日号號".contains(last)) {
            return None;
        }
        let words = plain(slice);
        parse_date(&words, Calendar::Gregorian).ok().map(|date| (date, length))
    })
}

/// The date without blanks beside Han characters, and without the words English puts around it (12th day of March).
fn plain(slice: &[char]) -> String {
    if !slice.iter().all(char::is_ascii) {
        return slice
            .iter()
            .filter(|c| !c.is_whitespace())
            .map(|c| if *c == '號' || *c == '号' { '日' } else { *c })
            .collect();
    }
    let text: String = slice.iter().collect();
    let words = text.split([' ', ',']).filter(|word| !word.is_empty() && !matches!(*word, "day" | "of"));
    let words: Vec<&str> = words
        .map(|word| {
            let number = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
            let ordinal = ["st", "nd", "rd", "th"].contains(&word.get(number.len()..).unwrap_or_default());
            if ordinal && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) { number } else { word }
        })
        .collect();
    words.join(" ")
}
