//! 居民身份证号 and 港澳台居民居住证号 (GB 11643-1999).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckKind, IdentifierError, IdentifierKind, IdentifierPart, Input, ascii_digit, nth, text_form, weighted};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &str = "10X98765432";
/// First two digits of the divisions in use (GB/T 2260), with 81, 82, 83 of the residence permits.
const REGIONS: [u32; 34] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 81, 82, 83,
];

/// Sex as coded by an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

/// A resident number: 18 characters with a check, or the old form of 15 digits, which has none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct ResidentId(String);

text_form!(ResidentId);

impl ResidentId {
    /// Reads a number of 18 (or, in the old form, 15) characters.
    ///
    /// # Errors
    /// Names the part that is not possible (division, birth date) or the check character that was expected.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let input = Input::new(IdentifierKind::ResidentId, text);
        let digits = match input.len() {
            18 => input.digits(0, 17)?,
            15 => input.digits(0, 15)?,
            _ => return Err(input.length_error("18 (15 in the old form)")),
        };
        let region = number(digits.get(..2).unwrap_or_default());
        let division = input.part(0, 6);
        let permit_division = region < 80 || division.ends_with("0000");
        if !REGIONS.contains(&region) || !permit_division {
            return Err(input.part_error(IdentifierPart::Division, division));
        }
        let id = Self(input.text());
        if id.birth_date_checked().is_none() {
            let written = if input.len() == 18 { input.part(6, 14) } else { input.part(6, 12) };
            return Err(input.part_error(IdentifierPart::BirthDate, written));
        }
        if input.len() == 18 {
            if ascii_digit(input.last()).is_none() && input.last() != 'X' {
                return Err(input.character_error(17));
            }
            let expected = nth(CHECKS, weighted(&digits, &WEIGHTS) % 11);
            if input.last() != expected {
                return Err(input.check_error(CheckKind::Final, expected, input.last()));
            }
        }
        Ok(id)
    }

    /// The number in capital letters without separators.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the old form of 15 digits, which has no check character and years of the 20th century only.
    #[must_use]
    pub fn is_old_form(&self) -> bool {
        self.0.len() == 15
    }

    /// The birth date.
    #[must_use]
    pub fn birth_date(&self) -> Date {
        self.birth_date_checked().unwrap_or(Date::ZERO)
    }

    /// The sex: the last digit of the sequence number is odd for men.
    #[must_use]
    pub fn sex(&self) -> Sex {
        let place = if self.is_old_form() { 14 } else { 16 };
        let odd = self.0.chars().nth(place).and_then(ascii_digit).is_some_and(|d| d % 2 == 1);
        if odd { Sex::Male } else { Sex::Female }
    }

    /// The administrative division, six digits.
    #[must_use]
    pub fn division(&self) -> &str {
        self.0.get(..6).unwrap_or_default()
    }

    /// Whether the number is that of a 港澳台居民居住证 (divisions 810000, 820000, 830000).
    #[must_use]
    pub fn is_residence_permit(&self) -> bool {
        matches!(self.division(), "810000" | "820000" | "830000")
    }

    /// The 18-character form of an old number; a number already of that form is returned as it is.
    #[must_use]
    pub fn to_new_form(&self) -> Self {
        if !self.is_old_form() {
            return self.clone();
        }
        let body = format!("{}19{}", self.0.get(..6).unwrap_or_default(), self.0.get(6..).unwrap_or_default());
        let digits: Vec<u32> = body.chars().filter_map(ascii_digit).collect();
        let check = nth(CHECKS, weighted(&digits, &WEIGHTS) % 11);
        Self(format!("{body}{check}"))
    }

    fn birth_date_checked(&self) -> Option<Date> {
        let (century, at) = if self.is_old_form() { (Some(1900i16), 6) } else { (None, 6) };
        let year_length = if century.is_some() { 2 } else { 4 };
        let year: i16 = self.0.get(at..at + year_length)?.parse().ok()?;
        let month: i8 = self.0.get(at + year_length..at + year_length + 2)?.parse().ok()?;
        let day: i8 = self.0.get(at + year_length + 2..at + year_length + 4)?.parse().ok()?;
        let year = century.unwrap_or(0).checked_add(year)?;
        if !(1800..=2199).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok()
    }
}

fn number(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |n, d| n * 10 + d)
}
