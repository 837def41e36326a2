//! Reading one date.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Calendar, MONTHS};
use crate::number::{is_chinese_numeral, parse_chinese};
use crate::script::fold;

/// Why a text is not a date. Each variant says what was found; the display text adds the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum DateError {
    /// Nothing was written.
    #[error("no date was given")]
    Empty,
    /// Nothing that looks like a date.
    #[error("“{found}” is not a date; write it as 2021-01-31")]
    NotADate {
        /// The text as found.
        found: String,
    },
    /// Year without month, or month without day.
    #[error("“{found}” is not a whole date; give year, month and day")]
    Incomplete {
        /// The text as found.
        found: String,
    },
    /// A year of two digits (or one) whose century is not said.
    #[error("“{found}” has a year of one or two digits; write the year with four digits, or with 民國")]
    ShortYear {
        /// The text as found.
        found: String,
    },
    /// A year of three digits that could be 民國 or a slip.
    #[error(
        "“{found}”: the year {year} is 民國 {year} (= {gregorian}) only if that calendar is stated; write 民國{year}年 or {gregorian}"
    )]
    AmbiguousCalendar {
        /// The text as found.
        found: String,
        /// The year as written.
        year: i16,
        /// What it would be if counted in 民國.
        gregorian: i16,
    },
    /// Day and month could be exchanged.
    #[error("“{found}” can be {day_first} or {month_first}; write it as one of these")]
    AmbiguousOrder {
        /// The text as found.
        found: String,
        /// The date if the day stands first.
        day_first: String,
        /// The date if the month stands first.
        month_first: String,
    },
    /// No such day in the calendar.
    #[error("“{found}”: there is no day {year:04}-{month:02}-{day:02}")]
    Impossible {
        /// The text as found.
        found: String,
        /// The year read, in 公曆.
        year: i16,
        /// The month read.
        month: i8,
        /// The day read.
        day: i8,
    },
    /// A time of day stands beside the date where only a date was asked for.
    #[error("“{found}” holds a time of day; give the date alone")]
    HasTime {
        /// The text as found.
        found: String,
    },
    /// A spreadsheet serial that stands for no day.
    #[error("the spreadsheet number {found} stands for no day")]
    Serial {
        /// The serial as found.
        found: String,
    },
}

/// Reads one date: `2021-01-01`, `2021/1/1`, `2021.01.01`, `20210101`, `2021年1月1日`, `二〇二一年一月一日`,
/// `民國110年1月1日`, `民国一百一十年一月一日`, `ROC 110/01/01`, `1 January 2021`, `Jan 1, 2021`, full-width digits, and, where
/// the hint says 民國, `110/01/01` and `1100101`. Midnight beside the date (as spreadsheets write it) is accepted.
///
/// # Errors
/// [`DateError`]: whatever could be read in two ways is refused with both readings.
pub fn parse_date(text: &str, calendar: Calendar) -> Result<Date, DateError> {
    let found = text.trim().to_owned();
    let reading = Reading { found, calendar };
    let folded = fold(&reading.found);
    let folded = folded.trim();
    if folded.is_empty() {
        return Err(DateError::Empty);
    }
    let (body, era) = strip_era(folded);
    let body = reading.strip_midnight(body)?;
    if let Some(result) = reading.han(&body, era) {
        return result;
    }
    if let Some(result) = reading.english(&body) {
        return result;
    }
    reading.numeric(&body, era)
}

/// Whether the text itself names the 民國 era, and the text without it.
fn strip_era(text: &str) -> (&str, bool) {
    for mark in ["中华民国", "民国", "r.o.c.", "roc"] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (rest.trim_start_matches([' ', ':']), true);
        }
    }
    for mark in ["公元", "西元"] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (rest.trim_start(), false);
        }
    }
    (text, false)
}

struct Reading {
    found: String,
    calendar: Calendar,
}

impl Reading {
    fn not_a_date(&self) -> DateError {
        DateError::NotADate { found: self.found.clone() }
    }

    /// Takes off a midnight that spreadsheets and databases append; any other time of day is not part of a date.
    fn strip_midnight(&self, text: &str) -> Result<String, DateError> {
        let split =
            text.split_once('t').filter(|(d, t)| ends_in_digit(d) && t.starts_with(|c: char| c.is_ascii_digit()));
        let Some((date, time)) = split.or_else(|| text.rsplit_once(' ').filter(|(_, t)| t.contains(':'))) else {
            return Ok(text.to_owned());
        };
        let time = time.trim_end_matches('z');
        let midnight = !time.is_empty() && time.chars().all(|c| matches!(c, '0' | ':' | '.'));
        if midnight { Ok(date.trim().to_owned()) } else { Err(DateError::HasTime { found: self.found.clone() }) }
    }

    /// 2021年1月1日 and its relatives.
    fn han(&self, text: &str, era: bool) -> Option<Result<Date, DateError>> {
        let (year, rest) = text.split_once('年')?;
        Some(self.han_parts(year.trim(), rest.trim(), era))
    }

    fn han_parts(&self, year: &str, rest: &str, era: bool) -> Result<Date, DateError> {
        let incomplete = || DateError::Incomplete { found: self.found.clone() };
        let (month, rest) =
            rest.split_once('月').ok_or_else(|| if rest.is_empty() { incomplete() } else { self.not_a_date() })?;
        let rest = rest.trim();
        if rest.is_empty() {
            return Err(incomplete());
        }
        let (day, tail) = match rest.find(['日', '号']) {
            Some(at) => (rest.get(..at).unwrap_or_default(), rest.get(at..).unwrap_or_default()),
            None => (rest, ""),
        };
        let tail: String = tail.chars().skip(1).filter(|c| !c.is_whitespace()).collect();
        if !is_weekday(&tail) {
            return Err(self.not_a_date());
        }
        let (year_value, year_digits) = if year == "元" {
            (1, 1)
        } else {
            let digits = if year.chars().all(|c| c.is_ascii_digit()) { year.len() } else { 0 };
            (self.number(year)?, digits)
        };
        // A Chinese numeral shows its length by its value: 一百一十 has three digits.
        let year_digits = if year_digits == 0 { year_value.to_string().len() } else { year_digits };
        let year = self.year(year_value, year_digits, era)?;
        self.date(year, self.number(month.trim())?, self.number(day.trim())?)
    }

    fn number(&self, text: &str) -> Result<i64, DateError> {
        let value = if !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit()) {
            text.parse().ok()
        } else if !text.is_empty() && text.chars().all(is_chinese_numeral) {
            parse_chinese(text).ok()
        } else {
            None
        };
        value.ok_or_else(|| self.not_a_date())
    }

    fn year(&self, value: i64, digits: usize, era: bool) -> Result<i64, DateError> {
        let minguo =
            |v: i64| v.checked_add(1911).filter(|y| (1912..=9999).contains(y)).ok_or_else(|| self.not_a_date());
        if era {
            return if (1..=999).contains(&value) { minguo(value) } else { Err(self.not_a_date()) };
        }
        match (digits, self.calendar) {
            (4, _) if value >= 1000 => Ok(value),
            (3, Calendar::Minguo) if value >= 1 => minguo(value),
            (3, _) if value >= 1 => Err(DateError::AmbiguousCalendar {
                found: self.found.clone(),
                year: i16::try_from(value).unwrap_or(i16::MAX),
                gregorian: i16::try_from(value + 1911).unwrap_or(i16::MAX),
            }),
            (1 | 2, _) => Err(DateError::ShortYear { found: self.found.clone() }),
            _ => Err(self.not_a_date()),
        }
    }

    fn date(&self, year: i64, month: i64, day: i64) -> Result<Date, DateError> {
        let (Ok(year), Ok(month), Ok(day)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day)) else {
            return Err(self.not_a_date());
        };
        Date::new(year, month, day).map_err(|_| DateError::Impossible { found: self.found.clone(), year, month, day })
    }

    /// 1 January 2021, Jan 1, 2021, 01-Jan-2021.
    fn english(&self, text: &str) -> Option<Result<Date, DateError>> {
        let parts: Vec<&str> = text.split([' ', ',', '-', '.', '/']).filter(|p| !p.is_empty()).collect();
        let month_at = parts.iter().position(|p| month_named(p).is_some())?;
        let month = parts.get(month_at).and_then(|p| month_named(p))?;
        let others: Vec<&str> = parts.iter().enumerate().filter(|(i, _)| *i != month_at).map(|(_, p)| *p).collect();
        let [first, second] = others.as_slice() else {
            return Some(Err(DateError::Incomplete { found: self.found.clone() }));
        };
        let (day, year) = match (month_at, first.len()) {
            // Year first (2021 January 1) only with four digits.
            (1, 4) => (*second, *first),
            (0 | 1, _) => (*first, *second),
            _ => return Some(Err(self.not_a_date())),
        };
        let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        Some(self.number(year).and_then(|y| {
            let year = self.year(y, year.len(), false)?;
            self.date(year, month, self.number(day)?)
        }))
    }

    fn numeric(&self, text: &str, era: bool) -> Result<Date, DateError> {
        let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).map(str::trim).filter(|p| !p.is_empty()).collect();
        if parts.iter().any(|p| !p.bytes().all(|b| b.is_ascii_digit())) {
            return Err(self.not_a_date());
        }
        match parts.as_slice() {
            [whole] => self.compact(whole, era),
            [first, second] if first.len() <= 4 && second.len() <= 4 => {
                Err(DateError::Incomplete { found: self.found.clone() })
            }
            [year, month, day] if year.len() >= 3 || era => {
                let year = self.year(self.number(year)?, year.len(), era)?;
                self.date(year, self.number(month)?, self.number(day)?)
            }
            [first, second, year] if year.len() == 4 => self.year_last(first, second, year),
            [_, _, _] => Err(DateError::ShortYear { found: self.found.clone() }),
            _ => Err(self.not_a_date()),
        }
    }

    /// Day and month before the year: accepted only if one reading is possible.
    fn year_last(&self, first: &str, second: &str, year: &str) -> Result<Date, DateError> {
        let year = self.year(self.number(year)?, 4, false)?;
        let (a, b) = (self.number(first)?, self.number(second)?);
        match (self.date(year, b, a), self.date(year, a, b)) {
            (Ok(x), Ok(y)) if x != y => Err(DateError::AmbiguousOrder {
                found: self.found.clone(),
                day_first: x.to_string(),
                month_first: y.to_string(),
            }),
            (Ok(x), _) | (_, Ok(x)) => Ok(x),
            (Err(error), _) => Err(error),
        }
    }

    /// 20210101; with the 民國 era or hint also 1100101.
    fn compact(&self, digits: &str, era: bool) -> Result<Date, DateError> {
        let minguo = era || self.calendar == Calendar::Minguo;
        let year_length = match digits.len() {
            8 if !era => 4,
            7 if minguo => 3,
            6 if era => 2,
            4 => {
                return Err(DateError::Incomplete { found: self.found.clone() });
            }
            _ => return Err(self.not_a_date()),
        };
        let part = |from: usize, to: usize| self.number(digits.get(from..to).unwrap_or_default());
        let year = self.year(part(0, year_length)?, year_length, era)?;
        self.date(year, part(year_length, year_length + 2)?, part(year_length + 2, year_length + 4)?)
    }
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

fn is_weekday(tail: &str) -> bool {
    let inner = tail.trim_start_matches('(').trim_end_matches(')');
    let inner = ["星期", "礼拜", "周"].iter().find_map(|p| inner.strip_prefix(p)).unwrap_or(inner);
    tail.is_empty() || (inner.chars().count() == 1 && inner.chars().all(|c| "一二三四五六日天".contains(c)))
}

fn month_named(text: &str) -> Option<i64> {
    let text = text.trim_end_matches('.');
    if text.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|m| {
        let lower = m.to_ascii_lowercase();
        lower == text || (lower.starts_with(text) && (text.len() == 3 || text == "sept"))
    })?;
    i64::try_from(at + 1).ok()
}
