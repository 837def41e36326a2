//! Short values: texts, identifiers, categories, dates, numbers, references. Each distinct text is kept once.

use std::collections::HashMap;

use hefu_text::script::{fold, is_han};

use super::tokens::syllable;

/// Marks a value that is not stated.
pub(crate) const MISSING: u32 = u32::MAX;

/// Distinct folded texts with how many records of both tables hold them.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    numbers: HashMap<Box<str>, u32>,
    pub(crate) texts: Vec<Box<str>>,
    pub(crate) counts: Vec<u32>,
}

impl Pool {
    pub(crate) fn add(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return MISSING;
        }
        let number = match self.numbers.get(text) {
            Some(&number) => number,
            None => {
                let number = u32::try_from(self.texts.len()).unwrap_or(MISSING - 1);
                self.numbers.insert(text.into(), number);
                self.texts.push(text.into());
                self.counts.push(0);
                number
            }
        };
        if let Some(count) = self.counts.get_mut(number as usize) {
            *count += 1;
        }
        number
    }

    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    pub(crate) fn text(&self, number: u32) -> &str {
        self.texts.get(number as usize).map_or("", AsRef::as_ref)
    }

    pub(crate) fn count(&self, number: u32) -> u32 {
        self.counts.get(number as usize).copied().unwrap_or(0)
    }
}

/// A short text for comparison: folded, marks dropped, single spaces.
pub(crate) fn short_text(cell: &str) -> String {
    let folded = fold(cell);
    let spaced: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An identifier for comparison: folded letters and digits only.
pub(crate) fn identifier(cell: &str) -> String {
    fold(cell).chars().filter(|c| c.is_alphanumeric()).collect()
}

pub(crate) const TEXT_LEVELS: &[&str] =
    &["exact_rare", "exact_common", "homophone", "near", "similar", "contained", "different"];

/// How two short texts agree; the numbers are places in a pool.
pub(crate) fn text_level(pool: &Pool, left: u32, right: u32, rare: u32) -> u8 {
    if left == right {
        return u8::from(pool.count(left) > rare);
    }
    let (a, b) = (pool.text(left), pool.text(right));
    let han = |text: &str| text.chars().next().is_some_and(is_han);
    if han(a) && han(b) && same_sound(a, b) {
        return 2;
    }
    let score = rapidfuzz::distance::jaro_winkler::similarity(a.chars(), b.chars());
    let short = a.chars().count().min(b.chars().count());
    match score {
        0.92.. => 3,
        0.8.. => 4,
        _ if short >= 3 && (a.contains(b) || b.contains(a)) => 5,
        _ if near_edit(a, b) => 4,
        _ => 6,
    }
}

fn same_sound(a: &str, b: &str) -> bool {
    a.chars().count() == b.chars().count()
        && a.chars().zip(b.chars()).all(|(x, y)| {
            x == y || syllable(u32::from(x)).is_some() && syllable(u32::from(x)) == syllable(u32::from(y))
        })
}

/// One character lost, doubled, exchanged or turned with its neighbour.
pub(crate) fn near_edit(a: &str, b: &str) -> bool {
    let least = a.chars().count().min(b.chars().count());
    least >= 3 && rapidfuzz::distance::osa::distance(a.chars(), b.chars()) <= 1 + usize::from(least >= 9)
}

pub(crate) const IDENTIFIER_LEVELS: &[&str] = &["equal", "near", "different"];

pub(crate) fn identifier_level(pool: &Pool, left: u32, right: u32) -> u8 {
    if left == right {
        0
    } else if near_edit(pool.text(left), pool.text(right)) {
        1
    } else {
        2
    }
}

pub(crate) const CATEGORY_LEVELS: &[&str] = &["equal_rare", "equal_common", "different"];

pub(crate) const DATE_LEVELS: &[&str] = &["equal", "slip", "same_month", "near", "same_year", "different"];

/// A day as `yyyymmdd`, from digits in the order year, month, day; none where it is not stated or not readable.
pub(crate) fn date(cell: &str) -> Option<i64> {
    let folded = fold(cell);
    let groups: Vec<&str> = folded.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    match groups.as_slice() {
        [all] if all.len() == 8 => all.parse().ok(),
        [year, month] if year.len() == 4 => {
            Some(year.parse::<i64>().ok()? * 10_000 + month.parse::<i64>().ok()? * 100 + 1)
        }
        [year, month, day, ..] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            Some(year.parse::<i64>().ok()? * 10_000 + month.parse::<i64>().ok()? * 100 + day.parse::<i64>().ok()?)
        }
        _ => None,
    }
}

pub(crate) fn date_level(left: i64, right: i64) -> u8 {
    if left == right {
        return 0;
    }
    let months = |date: i64| date / 10_000 * 12 + date / 100 % 100;
    if left / 100 == right / 100 {
        // A day that differs by one digit may be a slip; another month of the same digits too.
        return if left.abs_diff(right).is_multiple_of(10) || left.abs_diff(right) < 2 { 1 } else { 2 };
    }
    let (a, b) = (left.to_string(), right.to_string());
    if rapidfuzz::distance::osa::distance(a.chars(), b.chars()) <= 1 || turned(left, right) {
        return 1;
    }
    if (months(left) - months(right)).abs() <= 1 {
        return 3;
    }
    if left / 10_000 == right / 10_000 { 4 } else { 5 }
}

/// Day and month exchanged.
fn turned(left: i64, right: i64) -> bool {
    let swapped = left / 10_000 * 10_000 + left % 100 * 100 + left / 100 % 100;
    swapped == right
}

pub(crate) const NUMBER_LEVELS: &[&str] = &["equal", "off_by_one", "near", "different"];

pub(crate) fn number_level(left: i64, right: i64) -> u8 {
    let difference = left.abs_diff(right);
    match difference {
        0 => 0,
        1 => 1,
        _ if difference <= left.unsigned_abs().max(right.unsigned_abs()) / 10 && difference <= 12 => 2,
        _ => 3,
    }
}

pub(crate) const MONEY_LEVELS: &[&str] = &["equal", "within_1_percent", "within_10_percent", "different"];

pub(crate) fn money_level(left: i64, right: i64) -> u8 {
    let difference = i128::from(left.abs_diff(right));
    let most = i128::from(left.unsigned_abs().max(right.unsigned_abs()));
    match difference {
        0 => 0,
        _ if difference * 100 <= most => 1,
        _ if difference * 10 <= most => 2,
        _ => 3,
    }
}

/// A number in hundredths, with 万 and 亿 and grouping commas; none where it is not one.
pub(crate) fn number(cell: &str) -> Option<i64> {
    let folded = fold(cell);
    let mut digits: Option<i64> = None;
    let mut decimals: Option<u32> = None;
    let mut scale = 1i64;
    for c in folded.chars() {
        match c {
            '0'..='9' => {
                let digit = i64::from(c.to_digit(10)?);
                match &mut decimals {
                    None => digits = Some(digits.unwrap_or(0).checked_mul(10)?.checked_add(digit)?),
                    Some(count) if *count < 6 => {
                        *count += 1;
                        digits = Some(digits.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
                    }
                    Some(_) => {}
                }
            }
            '.' if digits.is_some() && decimals.is_none() => decimals = Some(0),
            '万' if digits.is_some() => scale = scale.checked_mul(10_000)?,
            '亿' if digits.is_some() => scale = scale.checked_mul(100_000_000)?,
            '-' if digits.is_none() => return None,
            _ => {}
        }
    }
    let hundredths = i128::from(digits?) * i128::from(scale) * 100;
    let divided = hundredths / 10i128.pow(decimals.unwrap_or(0));
    i64::try_from(divided).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read() {
        assert_eq!(date("2021-01-31"), Some(20_210_131));
        assert_eq!(date("20210131"), Some(20_210_131));
        assert_eq!(date("soon"), None);
        assert_eq!(number("1,200.50"), Some(120_050));
        assert_eq!(number("250万元"), Some(250_000_000));
        assert_eq!(number(""), None);
        assert_eq!(number("24"), Some(2_400));
    }

    #[test]
    fn dates_are_compared() {
        assert_eq!(date_level(20_210_101, 20_210_101), 0);
        assert_eq!(date_level(20_210_102, 20_210_201), 1);
        assert_eq!(date_level(20_210_101, 20_210_115), 2);
        assert_eq!(date_level(20_211_228, 20_220_115), 3);
        assert_eq!(date_level(20_210_301, 20_210_915), 4);
        assert_eq!(date_level(20_210_301, 20_230_915), 5);
    }

    #[test]
    fn numbers_are_compared() {
        assert_eq!(money_level(100_000, 100_900), 1);
        assert_eq!(money_level(100_000, 109_000), 2);
        assert_eq!(money_level(100_000, 200_000), 3);
        assert_eq!(number_level(24, 25), 1);
        assert_eq!(number_level(24, 36), 3);
    }
}
