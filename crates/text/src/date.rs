//! Dates, periods and instants as applications write them. What cannot be read in one way only is refused with both
//! readings, never guessed.

mod excel;
mod instant;
mod parse;
mod period;

pub use excel::{ExcelEpoch, from_excel_serial};
pub use instant::{InstantError, parse_instant};
pub use parse::{DateError, parse_date};
pub use period::{Months, Period, PeriodError, PeriodVerdict};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which calendar a column or form is known to use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// Nothing is known: a year must show its calendar itself (four digits, or 民國).
    #[default]
    Unknown,
    /// 公曆.
    Gregorian,
    /// 民國紀年: a year of up to three digits counts from 1912 = 1.
    Minguo,
}

/// How to write a date for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateStyle {
    /// 2021-01-01
    Iso,
    /// 2021年1月1日
    Han,
    /// 民國110年1月1日
    Minguo,
    /// 1 January 2021
    English,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Writes a date; every style is read back by [`parse_date`]. A date before 1912 has no 民國 year and is written in 公曆.
#[must_use]
pub fn format_date(date: Date, style: DateStyle) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match style {
        DateStyle::Iso => format!("{year:04}-{month:02}-{day:02}"),
        DateStyle::Minguo if year >= 1912 => format!("民國{}年{month}月{day}日", year - 1911),
        DateStyle::Han | DateStyle::Minguo => format!("{year:04}年{month}月{day}日"),
        DateStyle::English => {
            let name = usize::try_from(month - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or("?");
            format!("{day} {name} {year:04}")
        }
    }
}
