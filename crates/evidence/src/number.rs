//! Decimals exactly as they are written.

use hefu_text::number::half_width;

use crate::exact::{Exact, power};

/// Digits of a number at most, before and after the point together.
const DIGITS: usize = 37;

/// Digits after the point at most.
const PLACES: i64 = 36;

/// A decimal: `mantissa` units of the `places`-th place after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits as a whole number.
    pub mantissa: i128,
    /// Digits after the point, as written: 0.90 has two.
    pub places: u32,
}

/// Why a text is not a decimal that can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Something else than a number.
    #[error("not a number")]
    NotANumber,
    /// More digits than can be held exactly.
    #[error("more than {DIGITS} digits, or more than {PLACES} after the point")]
    TooLong,
}

impl Decimal {
    /// Reads `-12.5`, `.5`, `1.2e-05`, full-width digits and the minus sign. Grouping marks are refused.
    ///
    /// # Errors
    /// [`NumberFault`].
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        if text.is_ascii() {
            return parse(text.trim());
        }
        parse(half_width(text).replace('−', "-").trim())
    }

    /// The same as a fraction.
    #[must_use]
    pub fn exact(self) -> Exact {
        Exact::new(self.mantissa.into(), power(self.places))
    }

    /// In units of another place, if that can be held.
    pub(crate) fn at(self, places: u32) -> Option<i128> {
        let by = places.checked_sub(self.places)?;
        self.mantissa.checked_mul(10i128.checked_pow(by)?)
    }

    /// The same without zeros at its end: they would widen every other number of a column.
    fn plain(mut self) -> Self {
        while self.places > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.places -= 1;
        }
        self
    }
}

fn parse(text: &str) -> Result<Decimal, NumberFault> {
    let (body, exponent) = match text.split_once(['e', 'E']) {
        Some((body, exponent)) => (body, exponent.parse::<i16>().map_err(|_| NumberFault::NotANumber)?),
        None => (text, 0),
    };
    let negative = body.starts_with('-');
    let digits = body.strip_prefix(['-', '+']).unwrap_or(body);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !plain(whole) || !plain(part) {
        return Err(NumberFault::NotANumber);
    }
    let places = i64::try_from(part.len()).unwrap_or(i64::MAX).saturating_sub(i64::from(exponent));
    let lead = whole.trim_start_matches('0');
    let kept = if lead.is_empty() { part.trim_start_matches('0').len() } else { lead.len() + part.len() };
    let more = usize::try_from(places.saturating_neg()).unwrap_or(0);
    if places > PLACES || kept + more > DIGITS {
        return Err(NumberFault::TooLong);
    }
    let mut mantissa = 0i128;
    for byte in lead.bytes().chain(part.bytes()).chain(std::iter::repeat_n(b'0', more)) {
        let digit = i128::from(byte - b'0');
        mantissa = mantissa.checked_mul(10).and_then(|n| n.checked_add(digit)).ok_or(NumberFault::TooLong)?;
    }
    let places = u32::try_from(places.max(0)).map_err(|_| NumberFault::TooLong)?;
    Ok(Decimal { mantissa: if negative { -mantissa } else { mantissa }, places })
}

/// Numbers of one column in units of one place.
pub(crate) struct Aligned {
    /// The place.
    pub places: u32,
    /// The numbers in the order given.
    pub values: Vec<i128>,
}

/// Brings the numbers of a column to one place.
///
/// # Errors
/// The position of a number so large that the column's finest place cannot be held beside it.
pub(crate) fn align(numbers: &[Decimal]) -> Result<Aligned, usize> {
    let places = numbers.iter().map(|number| number.plain().places).max().unwrap_or(0);
    let mut values = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        values.push(number.plain().at(places).ok_or(at)?);
    }
    Ok(Aligned { places, values })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_as_they_are_written() {
        let read = |text: &str| Decimal::parse(text).map(|one| (one.mantissa, one.places));
        for (text, mantissa, places) in [
            ("0.90", 90, 2),
            ("-12.5", -125, 1),
            (".5", 5, 1),
            ("1.2e-05", 12, 6),
            ("2.5E3", 2500, 0),
            ("＋１．５", 15, 1),
            ("−3", -3, 0),
            ("000000000000000000000000000000000000000000007", 7, 0),
        ] {
            assert_eq!(read(text), Ok((mantissa, places)), "{text}");
        }
        for text in ["", "-", ".", "1,5", "1.2.3", "e5", "1e", "0x10", "NaN", "85%", "1 2"] {
            assert_eq!(read(text), Err(NumberFault::NotANumber), "{text}");
        }
        for text in ["1e40", "1e-37", "99999999999999999999999999999999999999", "1e32767", "1e-32768"] {
            assert_eq!(read(text), Err(NumberFault::TooLong), "{text}");
        }
    }

    #[test]
    fn a_column_is_brought_to_one_place_or_the_number_is_named() {
        let numbers = ["1.50", "2", "0.001"].map(|text| Decimal::parse(text).expect("a decimal"));
        let aligned = align(&numbers).expect("they fit");
        assert_eq!((aligned.places, aligned.values), (3, vec![1500, 2000, 1]));
        let wide = ["1e30", "1e-30"].map(|text| Decimal::parse(text).expect("a decimal"));
        assert_eq!(align(&wide).err(), Some(0));
    }
}
