//! Fractions of whole numbers of any length: rounding, roots from both sides, writing.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// A fraction, exactly.
pub(crate) type Exact = BigRational;

/// Ten to a power.
pub(crate) fn power(places: u32) -> BigInt {
    BigInt::from(10).pow(places)
}

/// A fraction of two whole numbers; nothing where the lower one is zero.
pub(crate) fn ratio(top: impl Into<BigInt>, bottom: impl Into<BigInt>) -> Option<Exact> {
    let bottom = bottom.into();
    (!bottom.is_zero()).then(|| Exact::new(top.into(), bottom))
}

/// A whole number as a fraction.
pub(crate) fn whole(number: impl Into<BigInt>) -> Exact {
    Exact::from_integer(number.into())
}

/// In units of a place, to the nearest; halves away from zero, as figures are rounded by hand.
pub(crate) fn rounded(value: &Exact, places: u32) -> BigInt {
    (value * Exact::from_integer(power(places))).round().to_integer()
}

/// As a decimal rounded to a place, without zeros at its end.
pub(crate) fn shown(value: &Exact, places: u32) -> String {
    let units = rounded(value, places);
    let sign = if units.is_negative() { "-" } else { "" };
    let digits = format!("{:0>width$}", units.magnitude().to_string(), width = places as usize + 1);
    let (whole, part) = digits.split_at_checked(digits.len() - places as usize).unwrap_or((&digits, ""));
    let part = part.trim_end_matches('0');
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// The square root from below and from above, as close as a place allows; zero for what is not positive.
pub(crate) fn root(value: &Exact, places: u32) -> (Exact, Exact) {
    if !value.is_positive() {
        return (Exact::zero(), Exact::zero());
    }
    let square = value * Exact::from_integer(power(places * 2));
    let below = square.floor().to_integer().sqrt();
    let above = if Exact::from_integer(&below * &below) == square { below.clone() } else { &below + BigInt::one() };
    (Exact::new(below, power(places)), Exact::new(above, power(places)))
}

/// For drawing only.
pub(crate) fn drawn(value: &Exact) -> f64 {
    value.to_f64().filter(|number| number.is_finite()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_enclosed() {
        for (top, bottom) in [(2, 1), (1, 3), (4, 9), (10_007, 13), (0, 1)] {
            let value = ratio(top, bottom).expect("a fraction");
            let (below, above) = root(&value, 12);
            assert!(&below * &below <= value && value <= &above * &above);
            assert!(above - below <= Exact::new(BigInt::one(), power(12)));
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let show = |top: i64, bottom: i64, places| shown(&ratio(top, bottom).expect("a fraction"), places);
        assert_eq!(
            [show(5, 1000, 2), show(-5, 1000, 2), show(21, 25, 6), show(2, 3, 4)],
            ["0.01", "-0.01", "0.84", "0.6667"]
        );
        assert_eq!(show(1, 3, 40), format!("0.{}", "3".repeat(40)));
    }
}
