//! One cell as a date, an instant, a number, an amount.

use hefu_text::date::{Calendar, DateError, ExcelEpoch, InstantError, from_excel_serial, parse_date, parse_instant};
use hefu_text::money::{AmountError, AmountUnit, Currency, Money, parse_amount};
use hefu_text::number::{half_width, parse_integer};
use jiff::civil::{Date, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, Zoned};

use crate::grid::Value;
use crate::problems::Trouble;

/// Day numbers that a date column can hold without its format: 1954 to 2119.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;
/// Years that a project can speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// How days are written in a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    pub calendar: Calendar,
    pub epoch: ExcelEpoch,
}

pub(super) fn date(value: &Value, days: Days) -> Result<Option<Date>, Trouble> {
    let date = match value {
        Value::Empty => return Ok(None),
        Value::Moment(date, None) => *date,
        Value::Moment(date, Some(_)) => *date,
        Value::Number(digits) => numeric_date(digits, days)?,
        Value::Text(text) => text_date(text.trim_start_matches('\''), days)?,
        other => return Err(unreadable(other)),
    };
    if YEARS.contains(&date.year()) {
        Ok(Some(date))
    } else {
        Err(Trouble::error("dossier-date-absurd", value.shown()).with("date", date))
    }
}

fn text_date(text: &str, days: Days) -> Result<Date, Trouble> {
    let plain = half_width(text.trim());
    // A spreadsheet saved as CSV without its date formats leaves day numbers behind.
    if plain.len() == 5
        && let Ok(serial) = plain.parse::<i64>()
        && SERIALS.contains(&serial)
    {
        return from_excel_serial(serial, days.epoch).map_err(|error| date_trouble(&error));
    }
    parse_date(&plain, days.calendar).map_err(|error| date_trouble(&error))
}

fn numeric_date(digits: &str, days: Days) -> Result<Date, Trouble> {
    let whole: i64 = digits.parse().map_err(|_| Trouble::error("dossier-date-not-a-date", digits))?;
    if SERIALS.contains(&whole) {
        return from_excel_serial(whole, days.epoch).map_err(|error| date_trouble(&error));
    }
    parse_date(digits, days.calendar).map_err(|error| date_trouble(&error))
}

fn date_trouble(error: &DateError) -> Trouble {
    match error {
        DateError::Empty => Trouble::error("dossier-date-not-a-date", ""),
        DateError::NotADate { found } => Trouble::error("dossier-date-not-a-date", found),
        DateError::Incomplete { found } => Trouble::error("dossier-date-incomplete", found),
        DateError::ShortYear { found } => Trouble::error("dossier-date-short-year", found),
        DateError::AmbiguousCalendar { found, year, gregorian } => {
            Trouble::error("dossier-date-ambiguous-calendar", found).with("year", year).with("gregorian", gregorian)
        }
        DateError::AmbiguousOrder { found, day_first, month_first } => {
            Trouble::error("dossier-date-ambiguous-order", found).with("first", day_first).with("second", month_first)
        }
        DateError::Impossible { found, year, month, day } => {
            Trouble::error("dossier-date-impossible", found).with("date", format!("{year:04}-{month:02}-{day:02}"))
        }
        DateError::HasTime { found } => Trouble::error("dossier-date-has-time", found),
        DateError::Serial { found } => Trouble::error("dossier-date-serial", found),
    }
}

/// Error cells, formulas without a result, TRUE and FALSE where something else is asked for.
pub(super) fn unreadable(value: &Value) -> Trouble {
    match value {
        Value::Error(error) => Trouble::error("dossier-cell-error", error),
        Value::Uncomputed(formula) => Trouble::error("dossier-cell-formula", formula),
        other => Trouble::error("dossier-cell-kind", other.shown()),
    }
}

pub(super) fn range(value: &Value, days: Days) -> Result<Option<(Date, Date)>, Trouble> {
    let Value::Text(text) = value else {
        return if value.is_empty() { Ok(None) } else { Err(Trouble::error("dossier-range", value.shown())) };
    };
    let plain = half_width(text).replace(['~', '～'], "至");
    let parts = ["至", "到", "—", "–", " - ", " to ", "起 "].iter().find_map(|mark| plain.split_once(mark)).map(
        |(from, to)| {
            (from.trim_matches(['—', '–', '-', ' ', '自', '从', '從']), to.trim_matches(['—', '–', '-', ' ', '止']))
        },
    );
    let Some((from, to)) = parts else {
        return Err(Trouble::error("dossier-range", text));
    };
    let read = |part: &str| date(&Value::text(part), days);
    match (read(from)?, read(to)?) {
        (Some(start), Some(end)) => Ok(Some((start, end))),
        _ => Err(Trouble::error("dossier-range", text)),
    }
}

pub(super) fn instant(value: &Value, days: Days, zone: &str) -> Result<Option<Zoned>, Trouble> {
    let found = match value {
        Value::Empty => return Ok(None),
        Value::Moment(date, time) => {
            let time = time.ok_or_else(|| Trouble::error("dossier-instant-no-time", value.shown()))?;
            wall(*date, time)
        }
        Value::Text(text) => text_instant(text.trim_start_matches('\''), days),
        Value::Number(digits) => digits.clone(),
        other => return Err(unreadable(other)),
    };
    let stamp = parse_instant(&found, Some(zone)).map_err(|error| instant_trouble(&error, value, days))?;
    zoned(stamp, zone).map(Some).ok_or_else(|| Trouble::error("dossier-instant-zone", zone))
}

/// An instant in the named zone.
pub fn zoned(stamp: Timestamp, zone: &str) -> Option<Zoned> {
    let zone: TimeZone = TimeZoneDatabase::bundled().get(zone).ok()?;
    Some(stamp.to_zoned(zone))
}

fn wall(date: Date, time: Time) -> String {
    format!("{date} {:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

/// Turns a wall-clock text with a 民國 date, `下午5:00` or `17:5` into one that is read; others stay as they are.
fn text_instant(text: &str, days: Days) -> String {
    let plain = half_width(text.trim()).replace(['时', '時', '點', '点'], ":").replace('分', "");
    let plain = plain.trim().trim_end_matches(':').to_owned();
    let Some((day, clock)) = plain.rsplit_once(' ') else {
        return plain;
    };
    let (afternoon, morning) = (clock.contains("下午"), clock.contains("上午"));
    let clock = clock.replace("下午", "").replace("上午", "");
    let mut parts = clock.split(':').map(|part| part.trim().parse::<u8>().ok());
    let (Ok(date), Some(Some(hour))) = (parse_date(day, days.calendar), parts.next()) else {
        return plain;
    };
    let rest: Option<Vec<u8>> = parts.collect();
    let Some(rest) = rest else { return plain };
    let hour = match hour {
        1..=11 if afternoon => hour + 12,
        12 if morning => 0,
        other => other,
    };
    let minute = rest.first().copied().unwrap_or(0);
    let second = rest.get(1).copied().unwrap_or(0);
    format!("{date} {hour:02}:{minute:02}:{second:02}")
}

fn instant_trouble(error: &InstantError, value: &Value, days: Days) -> Trouble {
    let found = value.shown();
    match error {
        InstantError::Empty | InstantError::NotAnInstant { .. } => {
            if matches!(date(value, days), Ok(Some(_))) {
                Trouble::error("dossier-instant-no-time", found)
            } else {
                Trouble::error("dossier-instant", found)
            }
        }
        InstantError::NoZone { .. } | InstantError::UnknownZone { .. } => Trouble::error("dossier-instant-zone", found),
        InstantError::ClockChange { zone, .. } => {
            Trouble::error("dossier-instant-clock-change", found).with("zone", zone)
        }
    }
}

pub(super) fn integer(value: &Value) -> Result<Option<u32>, Trouble> {
    let text = match value {
        Value::Empty => return Ok(None),
        Value::Number(text) | Value::Text(text) => text.trim_start_matches('\'').trim().to_owned(),
        other => return Err(unreadable(other)),
    };
    let wrong = || Trouble::error("dossier-not-a-number", text.as_str());
    let bare = half_width(&text).to_lowercase();
    let years = bare.strip_suffix('年').map(str::to_owned);
    let months = ["个月", "個月", "months", "month", "月"].iter().find_map(|unit| bare.strip_suffix(unit));
    let number = match (&years, months) {
        (Some(years), _) => parse_integer(years).ok().and_then(|years| years.checked_mul(12)),
        (None, Some(months)) => parse_integer(months.trim()).ok(),
        (None, None) => parse_integer(&bare).ok(),
    };
    number.and_then(|number| u32::try_from(number).ok()).map(Some).ok_or_else(wrong)
}

pub(super) fn hundredths(value: &Value) -> Result<Option<i64>, Trouble> {
    let text = match value {
        Value::Empty => return Ok(None),
        Value::Number(text) | Value::Text(text) => half_width(text.trim_start_matches('\'').trim()),
        other => return Err(unreadable(other)),
    };
    let wrong = || Trouble::error("dossier-not-a-number", text.as_str());
    let bare = ["人月", "个月", "個月", "pm"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text).trim();
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, ""));
    let fraction = fraction.trim_end_matches('0');
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    if fraction.len() > 2 {
        return Err(Trouble::error("dossier-decimals", text.as_str()));
    }
    let whole = if whole.is_empty() && !fraction.is_empty() { "0" } else { whole };
    let whole = parse_integer(whole).map_err(|_| wrong())?;
    if whole < 0 || bare.starts_with('-') {
        return Err(Trouble::error("dossier-negative", text.as_str()));
    }
    let cents: i64 = format!("{fraction:0<2}").parse().map_err(|_| wrong())?;
    whole.checked_mul(100).and_then(|whole| whole.checked_add(cents)).map(Some).ok_or_else(wrong)
}

pub(super) fn amount(value: &Value, currency: Currency, unit: AmountUnit) -> Result<Option<Money>, Trouble> {
    let text = match value {
        Value::Empty => return Ok(None),
        Value::Number(text) => text.clone(),
        Value::Text(text) => text.trim_start_matches('\'').to_owned(),
        other => return Err(unreadable(other)),
    };
    let wrong = |error: AmountError| match error {
        AmountError::Empty | AmountError::NotAnAmount { .. } => Trouble::error("dossier-amount", text.as_str()),
        AmountError::Grouping { .. } => Trouble::error("dossier-amount-grouping", text.as_str()),
        AmountError::Negative { .. } => Trouble::error("dossier-negative", text.as_str()),
        AmountError::BelowMinorUnit { currency, .. } => {
            Trouble::error("dossier-amount-fraction", text.as_str()).with("currency", currency.code())
        }
        AmountError::TooLarge { .. } => Trouble::error("dossier-amount-too-large", text.as_str()),
        AmountError::AmbiguousCurrency { mark, .. } => {
            Trouble::error("dossier-amount-currency", text.as_str()).with("mark", mark)
        }
        AmountError::AmbiguousUnit { .. } => Trouble::error("dossier-amount-unit", text.as_str()),
        AmountError::TwoCurrencies { first, second, .. } => {
            Trouble::error("dossier-amount-two-currencies", text.as_str())
                .with("first", first.code())
                .with("second", second.code())
        }
    };
    parse_amount(&text, currency, unit).map(Some).map_err(wrong)
}
