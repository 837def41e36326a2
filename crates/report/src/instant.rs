//! An instant as a person reads it.

use jiff::Zoned;

/// An instant with its zone, to the minute: `2020-07-15 17:00 Asia/Shanghai`.
pub fn instant(at: &Zoned) -> String {
    let zone = at.time_zone().iana_name().map_or_else(|| at.offset().to_string(), str::to_owned);
    format!("{} {zone}", at.strftime("%Y-%m-%d %H:%M"))
}
