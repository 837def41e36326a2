//! Amounts of money in minor units and a currency. Arithmetic is exact; currencies are never converted.

mod currency;
mod format;
mod marks;
mod parse;

pub use currency::{Currency, CurrencyError};
pub use format::MoneyStyle;
pub use parse::{AmountError, AmountUnit, parse_amount};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An amount in minor units (分, cent) of a currency. Ordered by currency first: amounts of different currencies are
/// never compared by size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Money {
    /// The currency.
    pub currency: Currency,
    /// The amount in minor units.
    pub minor: i64,
}

impl Money {
    /// An amount in minor units.
    #[must_use]
    pub fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { currency, minor }
    }

    /// An amount in whole units (元); `None` if it is too large.
    #[must_use]
    pub fn from_major(major: i64, currency: Currency) -> Option<Self> {
        major.checked_mul(currency.minor_per_major()).map(|minor| Self { currency, minor })
    }

    /// The sum; `None` if the currencies differ or the sum is too large.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.minor.checked_add(other.minor))
            .flatten()
            .map(|minor| Self { currency: self.currency, minor })
    }

    /// The whole units, if there is nothing beyond them.
    #[must_use]
    pub fn whole_major(self) -> Option<i64> {
        let per = self.currency.minor_per_major();
        (self.minor % per == 0).then_some(self.minor / per)
    }
}
