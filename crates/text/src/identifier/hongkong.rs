//! Hong Kong: identity card number, business registration number (Unique Business Identifier).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckKind, IdentifierError, IdentifierKind, IdentifierPart, Input, ascii_digit, nth, text_form};

/// A Hong Kong identity card number with its check character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Hkid(String);

text_form!(Hkid);

impl Hkid {
    /// Reads one or two letters, six digits and a check character (0 to 9 or A), with or without brackets.
    ///
    /// # Errors
    /// Names the character that cannot stand at its place or the check character that was expected.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let input = Input::new(IdentifierKind::Hkid, text);
        let letters = match input.len() {
            8 => 1,
            9 => 2,
            _ => return Err(input.length_error("8 or 9")),
        };
        let letter_values = input.values(0, letters, |c| c.is_ascii_uppercase().then(|| c.to_digit(36)).flatten())?;
        let digits = input.digits(letters, letters + 6)?;
        // A single letter is padded with a space, whose value is 36.
        let padding = std::iter::repeat_n(36, 2 - letters);
        let sum: u32 = padding.chain(letter_values).chain(digits).zip((2..=9).rev()).map(|(v, w)| v * w).sum();
        let expected = match sum % 11 {
            0 => '0',
            1 => 'A',
            r => nth("0123456789", 11 - r),
        };
        let actual = input.last();
        if ascii_digit(actual).is_none() && actual != 'A' {
            return Err(input.character_error(input.len() - 1));
        }
        if actual != expected {
            return Err(input.check_error(CheckKind::Final, expected, actual));
        }
        Ok(Self(format!("{}({actual})", input.part(0, letters + 6))))
    }

    /// The number as printed on the card: `A123456(3)`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What kind of number stands for a Hong Kong body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BrnForm {
    /// Business registration number, 8 digits.
    Registered,
    /// Dummy number made of a letter and the zero-padded number of the Companies Registry, for bodies without a business
    /// registration.
    Dummy,
    /// Number of the Companies Registry in the form used before 27 December 2023 (up to 7 digits).
    OldCompanyNumber,
}

/// A business registration number (Unique Business Identifier). It has no public check digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Brn {
    number: String,
}

text_form!(Brn);

impl Brn {
    /// Reads 8 digits, a whole certificate number (`12345678-000-01-11-1`, of which the first 8 digits are kept), a dummy
    /// number (`C0012345`, `F0001234`) or an old company number of up to 7 digits.
    ///
    /// # Errors
    /// Says which length or character is wrong.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let input = Input::new(IdentifierKind::Brn, text);
        let number = match input.len() {
            1..=7 => {
                input.digits(0, input.len())?;
                input.text()
            }
            8 if input.chars.first().is_some_and(char::is_ascii_uppercase) => {
                input.digits(1, 8)?;
                input.text()
            }
            8 => {
                input.digits(0, 8)?;
                input.text()
            }
            16 => {
                input.digits(0, 16)?;
                input.part(0, 8)
            }
            _ => return Err(input.length_error("8 (up to 7 in the old form, 16 on a certificate)")),
        };
        if number.bytes().all(|b| b == b'0') {
            return Err(input.part_error(IdentifierPart::Prefix, number));
        }
        Ok(Self { number })
    }

    /// The number without separators.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// Which form the number has.
    #[must_use]
    pub fn form(&self) -> BrnForm {
        if self.number.starts_with(|c: char| c.is_ascii_uppercase()) {
            BrnForm::Dummy
        } else if self.number.len() == 8 {
            BrnForm::Registered
        } else {
            BrnForm::OldCompanyNumber
        }
    }

    /// The dummy number that stands for an old company number: `12345` gives `C0012345`; any other form is unchanged.
    #[must_use]
    pub fn to_dummy(&self) -> Self {
        match self.form() {
            BrnForm::OldCompanyNumber => Self { number: format!("C{:0>7}", self.number) },
            BrnForm::Registered | BrnForm::Dummy => self.clone(),
        }
    }
}
