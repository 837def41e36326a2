//! Scores as exact decimals, and the stated mapping of a side's own scale to a common one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A score in millionths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(pub i64);

/// Millionths in a point.
pub(crate) const GRID: i64 = 1_000_000;

/// Why a text is not a score.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PointsError {
    /// Not a decimal number.
    #[error("“{0}” is not a number such as 87.5")]
    NotANumber(String),
    /// More than six decimals, or too large.
    #[error("“{0}” has more than six decimals or is too large")]
    TooFine(String),
}

impl FromStr for Points {
    type Err = PointsError;

    fn from_str(text: &str) -> Result<Self, PointsError> {
        let plain = text.trim();
        let (negative, digits) = plain.strip_prefix('-').map_or((false, plain), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !numeric(whole) || !numeric(fraction) || (digits.contains('.') && fraction.is_empty()) {
            return Err(PointsError::NotANumber(text.to_owned()));
        }
        let fine = || PointsError::TooFine(text.to_owned());
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 6 || whole.len() > 9 {
            return Err(fine());
        }
        let whole: i64 = whole.parse().map_err(|_| fine())?;
        let part: i64 = format!("{fraction:0<6}").parse().map_err(|_| fine())?;
        let value = whole * GRID + part;
        Ok(Self(if negative { -value } else { value }))
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.unsigned_abs() / GRID.unsigned_abs(), self.0.unsigned_abs() % GRID.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        let part = format!("{part:06}");
        let part = part.trim_end_matches('0');
        if part.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{part}") }
    }
}

impl Serialize for Points {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A straight line from a side's own scale to the common one, rounded to a millionth, halves up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Two points of the side's own scale.
    pub from: [Points; 2],
    /// What they become.
    pub to: [Points; 2],
}

impl Mapping {
    /// Whether the line rises from left to right.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.from[0] < self.from[1] && self.to[0] < self.to[1]
    }

    /// A score on the common scale; none if the line is unsound or the result too large.
    #[must_use]
    pub fn apply(&self, score: Points) -> Option<Points> {
        if !self.is_sound() {
            return None;
        }
        let wide = |points: Points| i128::from(points.0);
        let ([a, b], [c, d]) = (self.from.map(wide), self.to.map(wide));
        let top = (wide(score) - a) * (d - c);
        let mapped = c + round(top, b - a);
        i64::try_from(mapped).ok().map(Points)
    }
}

/// A fraction with a positive denominator, to the nearest whole number, halves up.
pub(crate) fn round(top: i128, bottom: i128) -> i128 {
    (2 * top + bottom).div_euclid(2 * bottom)
}
