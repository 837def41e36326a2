//! Taiwan: 統一編號 of bodies (rule of 1 April 2023) and 身分證統一編號 of persons.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::resident::Sex;
use super::{CheckKind, IdentifierError, IdentifierKind, IdentifierPart, Input, ascii_digit, nth, text_form};

const WEIGHTS: [u32; 8] = [1, 2, 1, 2, 1, 2, 4, 1];
/// Tens-and-units value of each letter A to Z.
const LETTERS: [u32; 26] =
    [10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33];

/// Under which rule a 統一編號 is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UbnRule {
    /// Divisible by 10: valid under the rule before April 2023 and under the present one.
    Both,
    /// Divisible by 5 only: valid under the rule since 1 April 2023 alone.
    Since2023,
}

/// A 統一編號 of eight digits that passes the present rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct TaiwanUbn(String);

text_form!(TaiwanUbn);

impl TaiwanUbn {
    /// Reads eight digits. Valid if the digit sum of the weighted digits is divisible by 5; if the 7th digit is 7, one more
    /// may be added to the sum.
    ///
    /// # Errors
    /// Gives the last digits that would be valid.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let input = Input::new(IdentifierKind::TaiwanUbn, text);
        if input.len() != 8 {
            return Err(input.length_error("8"));
        }
        let digits = input.digits(0, 8)?;
        if digits.iter().all(|d| *d == 0) {
            return Err(input.part_error(IdentifierPart::Prefix, input.text()));
        }
        if divisible(&digits, 5) {
            return Ok(Self(input.text()));
        }
        let body = digits.get(..7).unwrap_or_default();
        let valid: Vec<String> = (0..10u32)
            .filter(|last| {
                let mut candidate = body.to_vec();
                candidate.push(*last);
                divisible(&candidate, 5)
            })
            .map(|last| last.to_string())
            .collect();
        Err(input.check_error(CheckKind::Final, valid.join("/"), input.last()))
    }

    /// The eight digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the number was valid before April 2023 too.
    #[must_use]
    pub fn rule(&self) -> UbnRule {
        let digits: Vec<u32> = self.0.chars().filter_map(ascii_digit).collect();
        if divisible(&digits, 10) { UbnRule::Both } else { UbnRule::Since2023 }
    }
}

fn divisible(digits: &[u32], by: u32) -> bool {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| d * w).map(|p| p / 10 + p % 10).sum();
    let seventh = digits.get(6).copied();
    sum.is_multiple_of(by) || (seventh == Some(7) && (sum + 1).is_multiple_of(by))
}

/// A person's number: a letter, a sex digit (1, 2; 8, 9 for the new resident numbers) and eight digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct TaiwanId(String);

text_form!(TaiwanId);

impl TaiwanId {
    /// Reads a letter and nine digits.
    ///
    /// # Errors
    /// Names the part that is not possible or the check digit that was expected.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let input = Input::new(IdentifierKind::TaiwanId, text);
        if input.len() != 10 {
            return Err(input.length_error("10"));
        }
        let letter = input.values(0, 1, letter_value)?.first().copied().unwrap_or(0);
        let digits = input.digits(1, 10)?;
        if !matches!(digits.first(), Some(1 | 2 | 8 | 9)) {
            return Err(input.part_error(IdentifierPart::SexDigit, input.part(1, 2)));
        }
        let body: u32 = digits.iter().zip((1..=8).rev()).map(|(d, w)| d * w).sum();
        let sum = letter / 10 + 9 * (letter % 10) + body;
        let expected = nth("0123456789", (10 - sum % 10) % 10);
        if input.last() != expected {
            return Err(input.check_error(CheckKind::Final, expected, input.last()));
        }
        Ok(Self(input.text()))
    }

    /// The ten characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The sex by the second character (1 and 8 men, 2 and 9 women).
    #[must_use]
    pub fn sex(&self) -> Sex {
        match self.0.chars().nth(1) {
            Some('1' | '8') => Sex::Male,
            _ => Sex::Female,
        }
    }
}

fn letter_value(c: char) -> Option<u32> {
    let index = u32::from(c).checked_sub(u32::from('A'))?;
    LETTERS.get(usize::try_from(index).ok()?).copied()
}
