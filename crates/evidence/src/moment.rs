//! Moments in a table: days, and instants with or without an offset.

use hefu_text::date::{Calendar, parse_date};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Nanoseconds from a common start.
    pub at: i128,
    /// Whether it stands with an offset from universal time. Those that do and those that do not cannot be compared.
    pub offset: bool,
}

/// Reads `2021-03-01T17:00:00+08:00`, `2021-03-01 17:00:00` or a day in any style that is read elsewhere. A day stands for
/// its beginning.
pub(crate) fn parse(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(Moment { at: instant.as_nanosecond(), offset: true });
    }
    let wall = text.parse::<DateTime>().ok().or_else(|| {
        let (day, clock) = text.split_once([' ', 'T']).unwrap_or((text, ""));
        let date = parse_date(if clock.contains(':') { day } else { text }, Calendar::Unknown).ok()?;
        let clock = if clock.contains(':') { clock.trim().parse().ok()? } else { jiff::civil::Time::midnight() };
        Some(date.to_datetime(clock))
    })?;
    let at = wall.to_zoned(TimeZone::UTC).ok()?.timestamp().as_nanosecond();
    Some(Moment { at, offset: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_and_without_an_offset() {
        let at = |text: &str| parse(text).map(|moment| (moment.at / 1_000_000_000, moment.offset));
        assert_eq!(at("1970-01-01T08:00:10+08:00"), Some((10, true)));
        assert_eq!(at("1970-01-01 00:00:10"), Some((10, false)));
        assert_eq!(at("1970-01-02"), Some((86_400, false)));
        assert_eq!(at("1970年1月2日"), Some((86_400, false)));
        assert_eq!(at("1970/1/2 00:01:00"), Some((86_460, false)));
        assert_eq!((at("yesterday"), at(""), at("1970-01-02 25:00")), (None, None, None));
    }
}
