//! Periods counted in months by ruling R-6a.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A period of whole days; the last day belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Raw", into = "Raw")]
#[schemars(with = "Raw")]
pub struct Period {
    start: Date,
    end: Date,
}

/// The written form of a period.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Raw {
    /// First day, ISO 8601.
    #[schemars(with = "String")]
    start: Date,
    /// Last day, ISO 8601.
    #[schemars(with = "String")]
    end: Date,
}

impl TryFrom<Raw> for Period {
    type Error = PeriodError;
    fn try_from(raw: Raw) -> Result<Self, PeriodError> {
        Self::new(raw.start, raw.end)
    }
}

impl From<Period> for Raw {
    fn from(period: Period) -> Self {
        Self { start: period.start, end: period.end }
    }
}

/// Why two days make no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// The last day lies before the first.
    #[error("the period ends on {end}, before it starts on {start}")]
    EndBeforeStart {
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
    },
    /// The period reaches the end of the calendar.
    #[error("the period ends on {end}, beyond the years that can be counted")]
    OutOfRange {
        /// Last day.
        end: Date,
    },
}

/// A length in months and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Months {
    /// Whole months.
    pub whole: u32,
    /// Days beyond the whole months.
    pub days: u32,
}

impl Months {
    /// Whether the length is a whole number of months.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.days == 0
    }
}

/// Whether a period keeps a rule on its length. Dates are last days, inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum PeriodVerdict {
    /// The length lies within the limits.
    Pass {
        /// The length.
        months: Months,
    },
    /// The length lies outside the limits.
    Fail {
        /// The length.
        months: Months,
        /// The earliest last day that would pass.
        #[schemars(with = "String")]
        earliest_end: Date,
        /// The latest last day that would pass.
        #[schemars(with = "String")]
        latest_end: Date,
    },
    /// The period starts on a day that the month at its end does not have, and the answer depends on whether the period
    /// then ends with that month's last day but one or with its last day (ruling R-6a).
    PersonMustRule {
        /// The length, counted with ⊕ clamping to the end of the month.
        months: Months,
        /// Whether the period passes if ⊕ clamps to the last day of the shorter month.
        passes_clamped: bool,
        /// Whether the period passes if the missing day is counted as the first of the next month.
        passes_unclamped: bool,
    },
}

impl Period {
    /// A period from its first to its last day, both included.
    ///
    /// # Errors
    /// [`PeriodError`] if the last day lies before the first or has no day after it.
    pub fn new(start: Date, end: Date) -> Result<Self, PeriodError> {
        if end < start {
            return Err(PeriodError::EndBeforeStart { start, end });
        }
        if start.year() < 1 || end.year() > 9900 {
            return Err(PeriodError::OutOfRange { end });
        }
        Ok(Self { start, end })
    }

    /// First day.
    #[must_use]
    pub fn start(&self) -> Date {
        self.start
    }

    /// Last day, which belongs to the period.
    #[must_use]
    pub fn end(&self) -> Date {
        self.end
    }

    /// The day after the last one, *E* of ruling R-6a.
    #[must_use]
    pub fn day_after(&self) -> Date {
        self.end.tomorrow().unwrap_or(self.end)
    }

    /// The number of days, the last one included.
    #[must_use]
    pub fn days(&self) -> u32 {
        let days = self.start.until(self.day_after()).map(|s| s.get_days()).unwrap_or(0);
        u32::try_from(days).unwrap_or(0)
    }

    /// The length: the most whole months n with start ⊕ n not after E, and the days left over. ⊕ clamps to the end of the
    /// month.
    #[must_use]
    pub fn months(&self) -> Months {
        let after = self.day_after();
        let years = i32::from(after.year()) - i32::from(self.start.year());
        let calendar = years * 12 + i32::from(after.month()) - i32::from(self.start.month());
        let whole = if add_months(self.start, calendar) <= after { calendar } else { calendar - 1 };
        let reached = add_months(self.start, whole);
        let days = reached.until(after).map(|s| s.get_days()).unwrap_or(0);
        Months { whole: u32::try_from(whole).unwrap_or(0), days: u32::try_from(days).unwrap_or(0) }
    }

    /// Whether the period is at least `min` and at most `max` months long: start ⊕ min ≤ E ≤ start ⊕ max.
    #[must_use]
    pub fn verdict(&self, min: u32, max: u32) -> PeriodVerdict {
        let months = self.months();
        let clamped = self.within(min, max, add_months);
        let unclamped = self.within(min, max, add_months_unclamped);
        if clamped != unclamped {
            return PeriodVerdict::PersonMustRule { months, passes_clamped: clamped, passes_unclamped: unclamped };
        }
        if clamped {
            return PeriodVerdict::Pass { months };
        }
        let last = |n| {
            let after = add_months(self.start, as_months(n));
            after.yesterday().unwrap_or(after)
        };
        PeriodVerdict::Fail { months, earliest_end: last(min), latest_end: last(max) }
    }

    fn within(&self, min: u32, max: u32, add: fn(Date, i32) -> Date) -> bool {
        let after = self.day_after();
        add(self.start, as_months(min)) <= after && after <= add(self.start, as_months(max))
    }
}

/// A rule's number of months; beyond a thousand years every period is shorter anyway.
fn as_months(n: u32) -> i32 {
    i32::try_from(n.min(12_000)).unwrap_or(12_000)
}

/// start ⊕ n, clamped to the end of the month.
fn add_months(start: Date, n: i32) -> Date {
    start.saturating_add(n.months())
}

/// start ⊕ n where a day that the target month lacks becomes the first of the next month.
fn add_months_unclamped(start: Date, n: i32) -> Date {
    let clamped = add_months(start, n);
    if clamped.day() == start.day() { clamped } else { clamped.tomorrow().unwrap_or(clamped) }
}
