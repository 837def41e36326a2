//! Whole and decimal numbers as people write them: full-width digits, grouping, Chinese numerals.

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Nothing was written.
    #[error("no number was given")]
    Empty,
    /// Something else than a number.
    #[error("“{found}” is not a number")]
    NotANumber {
        /// The text as found.
        found: String,
    },
    /// Grouping commas do not stand every three digits.
    #[error("the commas in “{found}” do not group the digits by three; write the number without commas")]
    Grouping {
        /// The text as found.
        found: String,
    },
    /// The number is beyond what can be held.
    #[error("“{found}” is too large")]
    TooLarge {
        /// The text as found.
        found: String,
    },
}

/// Full-width and other decimal digits, and the full-width signs used with them, as ASCII.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            0x3000 => ' ',
            code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// The value of a Chinese digit (common, financial, 〇, 两), if it is one.
#[must_use]
pub fn chinese_digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' | '○' | '０' => 0,
        '一' | '壹' | '弌' | '幺' => 1,
        '二' | '贰' | '貳' | '两' | '兩' | '弍' => 2,
        '三' | '叁' | '參' | '叄' | '弎' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a Chinese unit up to a thousand (十百千, financial forms), if it is one.
fn small_unit(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        _ => return None,
    })
}

fn large_unit(c: char) -> Option<i64> {
    Some(match c {
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

fn twenty(c: char) -> Option<i64> {
    Some(match c {
        '廿' | '卄' => 20,
        '卅' => 30,
        '卌' => 40,
        _ => return None,
    })
}

/// Whether a character may stand in a Chinese numeral.
#[must_use]
pub fn is_chinese_numeral(c: char) -> bool {
    chinese_digit(c).is_some() || small_unit(c).is_some() || large_unit(c).is_some() || twenty(c).is_some()
}

/// Reads a Chinese numeral, by place (二〇二一) or with units (二千零二十一, 廿三, 五千万).
///
/// # Errors
/// [`NumberError`] if the text is empty, holds another character, breaks the order of units or is too large.
pub fn parse_chinese(text: &str) -> Result<i64, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let not = || NumberError::NotANumber { found: text.to_owned() };
    let large = || NumberError::TooLarge { found: text.to_owned() };
    if text.chars().all(|c| chinese_digit(c).is_some()) {
        return text
            .chars()
            .filter_map(chinese_digit)
            .try_fold(0i64, |n, d| n.checked_mul(10).and_then(|n| n.checked_add(i64::from(d))).ok_or_else(large));
    }
    let (mut total, mut section, mut digit): (i64, i64, Option<i64>) = (0, 0, None);
    let (mut last_small, mut last_large) = (i64::MAX, i64::MAX);
    for c in text.chars() {
        if let Some(d) = chinese_digit(c) {
            if d == 0 {
                // 零 only joins; a digit before it must have had its unit.
                if digit.is_some() {
                    return Err(not());
                }
                continue;
            }
            if digit.replace(i64::from(d)).is_some() {
                return Err(not());
            }
        } else if let Some(value) = twenty(c) {
            if digit.is_some() || last_small <= 10 {
                return Err(not());
            }
            section += value;
            last_small = 10;
        } else if let Some(unit) = small_unit(c) {
            if unit >= last_small || (digit.is_none() && unit != 10) {
                return Err(not());
            }
            section += digit.take().unwrap_or(1) * unit;
            last_small = unit;
        } else if let Some(unit) = large_unit(c) {
            let sum = section + digit.take().unwrap_or(0);
            if unit >= last_large || (sum == 0 && total == 0) {
                return Err(not());
            }
            total = sum.checked_mul(unit).and_then(|n| n.checked_add(total)).ok_or_else(large)?;
            section = 0;
            last_small = i64::MAX;
            last_large = unit;
        } else {
            return Err(not());
        }
    }
    total.checked_add(section + digit.unwrap_or(0)).ok_or_else(large)
}

/// Reads a whole number: digits (full-width too, commas by three) or a Chinese numeral.
///
/// # Errors
/// [`NumberError`], with the text as found.
pub fn parse_integer(text: &str) -> Result<i64, NumberError> {
    let found = text.trim();
    let plain = half_width(found);
    let plain = plain.trim();
    if plain.is_empty() {
        return Err(NumberError::Empty);
    }
    if plain.chars().all(is_chinese_numeral) {
        return parse_chinese(plain);
    }
    let (negative, digits) = plain.strip_prefix('-').map_or((false, plain), |rest| (true, rest));
    let digits = ungroup(digits).map_err(|()| NumberError::Grouping { found: found.to_owned() })?;
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NumberError::NotANumber { found: found.to_owned() });
    }
    let value: i64 = digits.parse().map_err(|_| NumberError::TooLarge { found: found.to_owned() })?;
    Ok(if negative { -value } else { value })
}

/// Takes out grouping commas, which must stand every three digits counted from the right of the whole part.
pub(crate) fn ungroup(digits: &str) -> Result<String, ()> {
    if !digits.contains(',') {
        return Ok(digits.to_owned());
    }
    let mut groups = digits.split(',');
    let first = groups.next().unwrap_or_default();
    let whole = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()));
    if whole { Ok(digits.replace(',', "")) } else { Err(()) }
}

/// A whole number with commas by three.
#[must_use]
pub fn group(value: i128) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    if value < 0 {
        out.push('-');
    }
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(d);
    }
    out
}
