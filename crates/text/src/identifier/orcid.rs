//! ORCID iD (ISO 7064 MOD 11-2).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckKind, IdentifierError, IdentifierKind, Input, ascii_digit, nth, text_form};

/// An ORCID iD.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Orcid(String);

text_form!(Orcid);

impl Orcid {
    /// Reads 16 characters with or without hyphens, also as an address (`https://orcid.org/…`).
    ///
    /// # Errors
    /// Says what is wrong with length or characters, or which check character was expected.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let tail = text.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let tail = tail.rsplit(':').next().unwrap_or_default();
        let mut input = Input::new(IdentifierKind::Orcid, tail);
        text.trim().clone_into(&mut input.found);
        if input.len() != 16 {
            return Err(input.length_error("16"));
        }
        let digits = input.digits(0, 15)?;
        if ascii_digit(input.last()).is_none() && input.last() != 'X' {
            return Err(input.character_error(15));
        }
        let total = digits.iter().fold(0u32, |t, d| (t + d) * 2 % 11);
        let expected = nth("0123456789X", (12 - total) % 11);
        if input.last() != expected {
            return Err(input.check_error(CheckKind::Final, expected, input.last()));
        }
        let parts: Vec<String> = (0..4).map(|i| input.part(i * 4, i * 4 + 4)).collect();
        Ok(Self(parts.join("-")))
    }

    /// The form with hyphens: `0000-0002-1825-0097`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
