//! Travel permits of residents of Hong Kong, Macao and Taiwan to the mainland. They have no published check digit.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{IdentifierError, IdentifierKind, IdentifierPart, Input, text_form};

/// 港澳居民来往内地通行证: H (Hong Kong) or M (Macao) and a lifetime number of 8 digits, on older cards with two digits
/// that count the issues.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct HomeReturnPermit(String);

text_form!(HomeReturnPermit);

impl HomeReturnPermit {
    /// Reads 9 or 11 characters.
    ///
    /// # Errors
    /// Says what is wrong with length, prefix or characters.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let input = Input::new(IdentifierKind::HomeReturnPermit, text);
        if !matches!(input.len(), 9 | 11) {
            return Err(input.length_error("9 or 11"));
        }
        if !matches!(input.chars.first(), Some('H' | 'M')) {
            return Err(input.part_error(IdentifierPart::Prefix, input.part(0, 1)));
        }
        input.digits(1, input.len())?;
        Ok(Self(input.text()))
    }

    /// The permit as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part that stays with the person for life; two permits belong to one person if this part is the same.
    #[must_use]
    pub fn person_part(&self) -> &str {
        self.0.get(..9).unwrap_or(&self.0)
    }
}

/// 台湾居民来往大陆通行证: 8 digits, on older papers with two digits that count the issues.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct TaiwanPermit(String);

text_form!(TaiwanPermit);

impl TaiwanPermit {
    /// Reads 8 or 10 digits.
    ///
    /// # Errors
    /// Says what is wrong with length or characters.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let input = Input::new(IdentifierKind::TaiwanPermit, text);
        if !matches!(input.len(), 8 | 10) {
            return Err(input.length_error("8 or 10"));
        }
        input.digits(0, input.len())?;
        Ok(Self(input.text()))
    }

    /// The permit as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part that stays with the person; two permits belong to one person if this part is the same.
    #[must_use]
    pub fn person_part(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}
