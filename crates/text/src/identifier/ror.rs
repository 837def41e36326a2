//! ROR identifier of a research organisation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckKind, IdentifierError, IdentifierKind, IdentifierPart, Input, ascii_digit, text_form};

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A ROR identifier: `0`, six Crockford base-32 characters, two check digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Ror(String);

text_form!(Ror);

impl Ror {
    /// Reads nine characters, also as an address (`https://ror.org/…`).
    ///
    /// # Errors
    /// Says what is wrong with length or characters, or which check digits were expected.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let tail = text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let mut input = Input::new(IdentifierKind::Ror, tail);
        text.trim().clone_into(&mut input.found);
        if input.len() != 9 {
            return Err(input.length_error("9"));
        }
        if input.chars.first() != Some(&'0') {
            return Err(input.part_error(IdentifierPart::Prefix, input.part(0, 1)));
        }
        let values = input.values(0, 7, |c| ALPHABET.find(c).and_then(|i| u32::try_from(i).ok()))?;
        let checks = input.digits(7, 9)?;
        let number = values.iter().fold(0u64, |n, v| n * 32 + u64::from(*v));
        let expected = 98 - number * 100 % 97;
        let actual = checks.iter().fold(0u64, |n, d| n * 10 + u64::from(*d));
        if actual != expected {
            let wrong = if expected / 10 == actual / 10 { 8 } else { 7 };
            let character = input.chars.get(wrong).copied().filter(|c| ascii_digit(*c).is_some()).unwrap_or(' ');
            return Err(input.check_error(CheckKind::Final, format!("{expected:02}"), character));
        }
        Ok(Self(input.text().to_ascii_lowercase()))
    }

    /// The nine characters in small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
