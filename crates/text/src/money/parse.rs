//! Reading amounts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::marks::{MARKS, UNITS, iso_code};
use super::{Currency, Money};
use crate::number::{chinese_digit, is_chinese_numeral, parse_chinese, ungroup};
use crate::script::fold;

/// The unit that a column or form gives to bare numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AmountUnit {
    /// 元
    #[default]
    One,
    /// 千元
    Thousand,
    /// 万元
    TenThousand,
    /// 百万元
    Million,
    /// 亿元
    HundredMillion,
}

impl AmountUnit {
    fn factor(self) -> i128 {
        match self {
            Self::One => 1,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
            Self::Million => 1_000_000,
            Self::HundredMillion => 100_000_000,
        }
    }
}

/// Why a text is not an amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum AmountError {
    /// Nothing was written.
    #[error("no amount was given")]
    Empty,
    /// Nothing that reads as an amount.
    #[error("“{found}” is not an amount of money; write digits with a unit, as in 5000万元")]
    NotAnAmount {
        /// The text as found.
        found: String,
    },
    /// Commas do not group by three.
    #[error("the commas in “{found}” do not group the digits by three; write the number without commas")]
    Grouping {
        /// The text as found.
        found: String,
    },
    /// An amount below zero.
    #[error("“{found}” is below zero")]
    Negative {
        /// The text as found.
        found: String,
    },
    /// A fraction of the smallest coin.
    #[error("“{found}” has a fraction of the smallest unit of {currency}")]
    BelowMinorUnit {
        /// The text as found.
        found: String,
        /// The currency.
        currency: Currency,
    },
    /// More than can be held.
    #[error("“{found}” is too large")]
    TooLarge {
        /// The text as found.
        found: String,
    },
    /// A sign that several currencies share, and the expected currency is none of them.
    #[error("“{found}”: “{mark}” can be several currencies; write the code, as in HKD or TWD")]
    AmbiguousCurrency {
        /// The text as found.
        found: String,
        /// The sign.
        mark: String,
    },
    /// A number with a currency but without 元 or 万元, where bare numbers are in a larger unit.
    #[error(
        "“{found}” names a currency but no unit where numbers are given in larger units; write 元 or 万元 after it"
    )]
    AmbiguousUnit {
        /// The text as found.
        found: String,
    },
    /// Two currencies in one amount.
    #[error("“{found}” names two currencies, {first} and {second}")]
    TwoCurrencies {
        /// The text as found.
        found: String,
        /// The first one.
        first: Currency,
        /// The other one.
        second: Currency,
    },
}

/// Reads an amount: `5000万`, `0.65亿`, `250.5 萬元`, `1亿5000万元`, `¥5,000,000`, `HK$1.5 million`, `伍仟萬元整`, full-width
/// digits and commas.
///
/// A currency written in the text counts; without one the given currency does. A bare number is in the given unit; a number
/// with 元 alone is in 元 whatever the given unit. A number with a currency but without a unit is refused where the given
/// unit is not 元, since `HK$500` in a column of 萬元 can be meant both ways.
///
/// # Errors
/// [`AmountError`], with the text as found. A fraction below the minor unit is refused, never rounded.
pub fn parse_amount(text: &str, currency: Currency, unit: AmountUnit) -> Result<Money, AmountError> {
    let found = text.trim().to_owned();
    let folded = fold(&found);
    let compact: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    if compact.is_empty() {
        return Err(AmountError::Empty);
    }
    let reading = Reading { found, currency };
    let (named, rest) = reading.currency(&compact)?;
    let currency = named.unwrap_or(currency);
    let unit = (named.is_none() || unit == AmountUnit::One).then_some(unit);
    let rest = rest.trim_end_matches(['整', '正']);
    if rest.starts_with(['-', '\u{2212}']) {
        return Err(AmountError::Negative { found: reading.found });
    }
    let per_major = i128::from(currency.minor_per_major());
    let (numerator, denominator) = reading.sum(rest.trim_start_matches('+'), unit)?;
    let too_large = || AmountError::TooLarge { found: reading.found.clone() };
    let scaled = numerator.checked_mul(per_major).ok_or_else(too_large)?;
    if scaled % denominator != 0 {
        return Err(AmountError::BelowMinorUnit { found: reading.found, currency });
    }
    let minor = i64::try_from(scaled / denominator).map_err(|_| too_large())?;
    Ok(Money { currency, minor })
}

struct Reading {
    found: String,
    currency: Currency,
}

impl Reading {
    fn not_an_amount(&self) -> AmountError {
        AmountError::NotAnAmount { found: self.found.clone() }
    }

    /// The currency that the text names, and the text without its marks.
    fn currency(&self, text: &str) -> Result<(Option<Currency>, String), AmountError> {
        let mut rest = text.to_owned();
        let mut named: Option<Currency> = None;
        for (mark, currency) in MARKS {
            let Some(at) = rest.find(mark) else { continue };
            // Within a longer Latin word (million) a mark means nothing.
            let before = rest.get(..at).and_then(|s| s.chars().next_back());
            let after = rest.get(at + mark.len()..).and_then(|s| s.chars().next());
            let latin = mark.starts_with(|c: char| c.is_ascii_alphabetic());
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            if latin && (inside(before) || (inside(after) && !mark.ends_with('$'))) {
                continue;
            }
            match named {
                Some(first) if first != currency => {
                    return Err(AmountError::TwoCurrencies { found: self.found.clone(), first, second: currency });
                }
                _ => named = Some(currency),
            }
            // 美元 after a number is also its unit.
            let unit = if at > 0 && mark.ends_with(['元', '圆']) { "元" } else { "" };
            rest = rest.replacen(mark, unit, 1);
        }
        for (sign, shared) in [
            ('$', &[Currency::HKD, Currency::TWD, Currency::USD, Currency::MOP][..]),
            ('¥', &[Currency::CNY, Currency::JPY][..]),
        ] {
            if !rest.contains(sign) {
                continue;
            }
            let expected = named.unwrap_or(self.currency);
            let sole = (sign == '¥' && named.is_none()).then_some(Currency::CNY);
            let Some(meant) = shared.contains(&expected).then_some(expected).or(sole) else {
                return Err(AmountError::AmbiguousCurrency { found: self.found.clone(), mark: sign.to_string() });
            };
            named = Some(meant);
            rest = rest.replacen(sign, "", 1);
        }
        if named.is_none()
            && let Some((code, bare)) = iso_code(&rest)
        {
            return Ok((Some(code), bare));
        }
        Ok((named, rest))
    }

    /// The sum of number-and-unit groups (1亿5000万), as a fraction.
    fn sum(&self, text: &str, default: Option<AmountUnit>) -> Result<(i128, i128), AmountError> {
        let too_large = || AmountError::TooLarge { found: self.found.clone() };
        if let Some(whole) = self.chinese(text, default)? {
            return Ok((whole, 1));
        }
        let (mut total, mut denominator, mut last): (i128, i128, i128) = (0, 1, i128::MAX);
        let mut rest = text;
        let mut groups = 0;
        while !rest.is_empty() {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
            let (digits, tail) = rest.split_at(end);
            let (numerator, scale) = self.decimal(digits)?;
            let (factor, tail) = self.unit(tail, default, groups)?;
            if factor >= last {
                return Err(self.not_an_amount());
            }
            last = factor;
            groups += 1;
            let part = numerator.checked_mul(factor).ok_or_else(too_large)?;
            // Both fractions are decimal, so the larger denominator is a multiple of the other.
            let common = denominator.max(scale);
            total = total
                .checked_mul(common / denominator)
                .zip(part.checked_mul(common / scale))
                .and_then(|(a, b)| a.checked_add(b))
                .ok_or_else(too_large)?;
            denominator = common;
            rest = tail;
        }
        if groups == 0 { Err(self.not_an_amount()) } else { Ok((total, denominator)) }
    }

    fn factor(&self, default: Option<AmountUnit>) -> Result<i128, AmountError> {
        default.map(AmountUnit::factor).ok_or_else(|| AmountError::AmbiguousUnit { found: self.found.clone() })
    }

    /// The factor after a number and the text after it. 万元 is one unit, as is 元 alone.
    fn unit<'a>(
        &self,
        text: &'a str,
        default: Option<AmountUnit>,
        groups: usize,
    ) -> Result<(i128, &'a str), AmountError> {
        if text.is_empty() {
            return if groups == 0 { Ok((self.factor(default)?, "")) } else { Err(self.not_an_amount()) };
        }
        let (factor, rest) = UNITS
            .iter()
            .find_map(|(word, factor)| text.strip_prefix(word).map(|rest| (*factor, rest)))
            .ok_or_else(|| self.not_an_amount())?;
        let rest = ["元", "圆", "块", "yuan", "dollars"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        Ok((factor, rest))
    }

    /// A decimal number as numerator and power of ten.
    fn decimal(&self, digits: &str) -> Result<(i128, i128), AmountError> {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = ungroup(whole).map_err(|()| AmountError::Grouping { found: self.found.clone() })?;
        let all = format!("{whole}{fraction}");
        if whole.is_empty() || all.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) || digits.ends_with('.') {
            return Err(self.not_an_amount());
        }
        let fraction = fraction.trim_end_matches('0');
        let too_large = || AmountError::TooLarge { found: self.found.clone() };
        let places = u32::try_from(fraction.len()).map_err(|_| too_large())?;
        let scale = 10i128.checked_pow(places).filter(|_| places <= 18).ok_or_else(too_large)?;
        let numerator = format!("{whole}{fraction}").parse::<i128>().map_err(|_| too_large())?;
        Ok((numerator, scale))
    }

    /// A Chinese numeral (伍仟萬元); `None` if the text is not one.
    fn chinese(&self, text: &str, default: Option<AmountUnit>) -> Result<Option<i128>, AmountError> {
        let bare = text.trim_end_matches(['元', '圆', '块']);
        let numeral = !bare.is_empty()
            && bare.chars().all(is_chinese_numeral)
            && bare.chars().any(|c| chinese_digit(c).is_some());
        if !numeral {
            return Ok(None);
        }
        let value = i128::from(parse_chinese(bare).map_err(|_| self.not_an_amount())?);
        let has_unit = bare.len() < text.len() || bare.ends_with(['万', '亿']);
        Ok(Some(if has_unit {
            value
        } else {
            value.checked_mul(self.factor(default)?).ok_or_else(|| self.not_an_amount())?
        }))
    }
}
