//! Instants and dates as a reader sees them: always with their zone, and for Taiwan readers with the 民國 year beside.

use hefu_text::date::{DateStyle, format_date};
use hefu_words::{Arg, Lang, Message};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::Say;

/// An instant in a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    say: Say,
    zoned: Zoned,
}

impl Stamp {
    /// This instant in this zone for a reader.
    pub fn new(say: Say, at: Timestamp, zone: &TimeZone) -> Self {
        Self { say, zoned: at.to_zoned(zone.clone()) }
    }

    /// As RFC 3339 with offset, for the `datetime` attribute.
    pub fn machine(&self) -> String {
        self.zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// Date and time of day for lists, without the zone: `2020-09-01 12:00`. A list says its zone once.
    pub fn short(&self) -> String {
        let date = self.zoned.date();
        let year = if self.say.minguo() && date.year() >= 1912 {
            self.say.with("web-minguo-year", "year", i64::from(date.year()) - 1911)
        } else {
            String::new()
        };
        format!("{}{year} {}", format_date(date, DateStyle::Iso), self.hour())
    }

    /// Time of day alone: `14:32`.
    pub fn hour(&self) -> String {
        self.zoned.strftime("%H:%M").to_string()
    }

    /// Date, time of day and zone in words.
    pub fn long(&self) -> String {
        Message::new("web-stamp")
            .with("date", date(self.say, self.zoned.date()))
            .with("hour", self.hour())
            .with("zone", self.zone())
            .text(self.say.0)
    }

    /// The zone in words with its offset: 香港時間（UTC+8）.
    pub fn zone(&self) -> String {
        let name = match self.zoned.time_zone().iana_name() {
            Some("Asia/Shanghai" | "PRC") => self.say.t("web-zone-shanghai"),
            Some("Asia/Hong_Kong" | "Hongkong") => self.say.t("web-zone-hong-kong"),
            Some("Asia/Macau" | "Asia/Macao") => self.say.t("web-zone-macau"),
            Some("Asia/Taipei" | "ROC") => self.say.t("web-zone-taipei"),
            Some(other) => other.to_owned(),
            None => return offset(&self.zoned),
        };
        Message::new("web-zone").with("name", name).with("offset", offset(&self.zoned)).text(self.say.0)
    }
}

fn offset(zoned: &Zoned) -> String {
    let seconds = zoned.offset().seconds();
    let (sign, minutes) = (if seconds < 0 { '−' } else { '+' }, seconds.abs() / 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

/// A date in words: `2020年9月1日`, `1 September 2020`; for Taiwan readers the 民國 date follows.
pub fn date(say: Say, date: Date) -> String {
    match say.0 {
        Lang::En => format_date(date, DateStyle::English),
        Lang::ZhHans | Lang::ZhHantHk => format_date(date, DateStyle::Han),
        Lang::ZhHantTw if date.year() < 1912 => format_date(date, DateStyle::Han),
        Lang::ZhHantTw => {
            format!("{}（{}）", format_date(date, DateStyle::Han), format_date(date, DateStyle::Minguo))
        }
    }
}

/// How long until `end`: days and hours, hours and minutes, or minutes; none once it has passed.
pub fn left(say: Say, now: Timestamp, end: Timestamp) -> Option<String> {
    let minutes = (end.as_second() - now.as_second()) / 60;
    if end <= now {
        return None;
    }
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let message = match (days, hours) {
        (0, 0) if rest == 0 => Message::new("web-left-moment"),
        (0, 0) => Message::new("web-left-minutes").with("minutes", rest),
        (0, _) => two("web-left-hours", ("hours", hours), ("minutes", rest)),
        _ => two("web-left-days", ("days", days), ("hours", hours)),
    };
    Some(say.message(&message))
}

fn two(key: &str, (a, x): (&str, i64), (b, y): (&str, i64)) -> Message {
    Message::new(key).with(a, Arg::Number(x)).with(b, Arg::Number(y))
}
