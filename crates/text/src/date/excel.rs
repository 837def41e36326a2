//! Day numbers of spreadsheets.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::DateError;

/// From which day a workbook counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExcelEpoch {
    /// 1 is 1900-01-01, and 60 is a 29 February 1900 that never was.
    #[default]
    Year1900,
    /// 0 is 1904-01-01.
    Year1904,
}

/// The day of a spreadsheet's whole day number (the fraction, a time of day, is the caller's to cut).
///
/// # Errors
/// [`DateError::Serial`] for numbers that stand for no day: below the first one, 60 in the 1900 system, beyond year 9999.
pub fn from_excel_serial(serial: i64, epoch: ExcelEpoch) -> Result<Date, DateError> {
    let wrong = || DateError::Serial { found: serial.to_string() };
    let (base, days) = match epoch {
        ExcelEpoch::Year1904 if serial >= 0 => (date(1904, 1, 1), serial),
        ExcelEpoch::Year1900 if (1..60).contains(&serial) => (date(1899, 12, 31), serial),
        // After the false 29 February the count is one too high.
        ExcelEpoch::Year1900 if serial > 60 => (date(1899, 12, 30), serial),
        _ => return Err(wrong()),
    };
    if days > 3_000_000 {
        return Err(wrong());
    }
    base.checked_add(days.days()).map_err(|_| wrong())
}
