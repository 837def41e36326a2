//! Instants: moments in time that both sides agree on, such as the closing of a window.

use jiff::civil::{DateTime, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, Zoned};

use super::{Calendar, parse_date};

/// Why a text is not an instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InstantError {
    /// Nothing was written.
    #[error("no instant was given")]
    Empty,
    /// Not an instant at all.
    #[error("“{found}” is not an instant; write it as 2021-03-01T17:00:00+08:00")]
    NotAnInstant {
        /// The text as found.
        found: String,
    },
    /// A wall-clock time without a zone.
    #[error("“{found}” does not say in which time zone it is; add +08:00 or name a zone such as Asia/Hong_Kong")]
    NoZone {
        /// The text as found.
        found: String,
    },
    /// No such time zone.
    #[error("there is no time zone “{zone}”; write it as Asia/Shanghai, Asia/Hong_Kong or Asia/Taipei")]
    UnknownZone {
        /// The zone as found.
        zone: String,
    },
    /// The clock was changed: this time never was, or was twice.
    #[error("“{found}” does not name one instant in {zone}, where the clock was changed; add the offset")]
    ClockChange {
        /// The text as found.
        found: String,
        /// The zone.
        zone: String,
    },
}

/// Reads an instant: RFC 3339 with offset (`2021-03-01T17:00:00+08:00`, `…Z`), or a wall-clock time (`2021-03-01 17:00`,
/// also `24:00` for the end of a day) together with the IANA name of its zone.
///
/// The zone rules are those built into the program, so that every machine answers the same.
///
/// # Errors
/// [`InstantError`]; a wall-clock time without a zone is refused.
pub fn parse_instant(text: &str, zone: Option<&str>) -> Result<Timestamp, InstantError> {
    let found = crate::number::half_width(text.trim());
    let found = found.trim();
    if found.is_empty() {
        return Err(InstantError::Empty);
    }
    if let Ok(instant) = found.parse::<Timestamp>() {
        return Ok(instant);
    }
    let bare = || InstantError::NotAnInstant { found: found.to_owned() };
    let wall = wall_clock(found).ok_or_else(bare)?;
    let Some(name) = zone.map(str::trim).filter(|z| !z.is_empty()) else {
        return Err(InstantError::NoZone { found: found.to_owned() });
    };
    let zone = named_zone(name)?;
    let zoned: Zoned = zone
        .to_ambiguous_zoned(wall)
        .unambiguous()
        .map_err(|_| InstantError::ClockChange { found: found.to_owned(), zone: name.to_owned() })?;
    Ok(zoned.timestamp())
}

fn named_zone(name: &str) -> Result<TimeZone, InstantError> {
    TimeZoneDatabase::bundled().get(name).map_err(|_| InstantError::UnknownZone { zone: name.to_owned() })
}

fn wall_clock(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(['T', 't']).or_else(|| text.rsplit_once(' '))?;
    let date = parse_date(date, Calendar::Gregorian).ok()?;
    let mut parts = time.split(':');
    let mut part = |required: bool| -> Option<i8> {
        match parts.next() {
            Some(p) if p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()) => p.parse().ok(),
            None if !required => Some(0),
            _ => None,
        }
    };
    let (hour, minute, second) = (part(true)?, part(true)?, part(false)?);
    if parts.next().is_some() {
        return None;
    }
    if (hour, minute, second) == (24, 0, 0) {
        return Some(date.tomorrow().ok()?.to_datetime(Time::midnight()));
    }
    Some(date.to_datetime(Time::new(hour, minute, second, 0).ok()?))
}
