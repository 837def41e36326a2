//! 统一社会信用代码 (GB 32100-2015 with amendment 1 of 2016).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckKind, IdentifierError, IdentifierKind, IdentifierPart, Input, nth, text_form, weighted};

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
/// Registering authorities: the numbered ones, and A 中央军委, N 农业, Y 其他.
const AUTHORITIES: &str = "123456789ANY";

/// A unified social credit code that passed both of its checks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Uscc(String);

text_form!(Uscc);

impl Uscc {
    /// Reads a code of 18 characters; width, case, spaces and hyphens do not matter.
    ///
    /// # Errors
    /// Names the check that failed: the organisation code inside (place 17, GB 11714) or the code as a whole (place 18).
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let input = Input::new(IdentifierKind::Uscc, text);
        if input.len() != 18 {
            return Err(input.length_error("18"));
        }
        if !input.chars.first().is_some_and(|c| AUTHORITIES.contains(*c)) {
            return Err(input.part_error(IdentifierPart::Authority, input.part(0, 1)));
        }
        input.digits(2, 8)?;
        let values = input.values(0, 18, |c| ALPHABET.find(c).and_then(|i| u32::try_from(i).ok()))?;
        let organisation = input.values(8, 16, organisation_value)?;
        let expected = organisation_check(&organisation);
        let actual = input.chars.get(16).copied().unwrap_or(' ');
        if actual != expected {
            return Err(input.check_error(CheckKind::OrganisationCode, expected, actual));
        }
        let sum = weighted(values.get(..17).unwrap_or_default(), &WEIGHTS);
        let expected = nth(ALPHABET, (31 - sum % 31) % 31);
        if input.last() != expected {
            return Err(input.check_error(CheckKind::Final, expected, input.last()));
        }
        Ok(Self(input.text()))
    }

    /// The code in capital letters without separators.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The registering authority: 1 机构编制, 2 外交, 3 司法行政, 4 文化, 5 民政, 6 旅游, 7 宗教, 8 工会, 9 工商, A 中央军委,
    /// N 农业, Y 其他.
    #[must_use]
    pub fn authority(&self) -> char {
        self.0.chars().next().unwrap_or('Y')
    }

    /// The class of body within the authority (under authority 1, class 2 is 事业单位: most universities).
    #[must_use]
    pub fn body_class(&self) -> char {
        self.0.chars().nth(1).unwrap_or('9')
    }

    /// The administrative division (GB/T 2260).
    #[must_use]
    pub fn division(&self) -> &str {
        self.0.get(2..8).unwrap_or_default()
    }

    /// The organisation code inside (GB 11714), nine characters.
    #[must_use]
    pub fn organisation_code(&self) -> &str {
        self.0.get(8..17).unwrap_or_default()
    }
}

fn organisation_value(c: char) -> Option<u32> {
    c.is_ascii_alphanumeric().then(|| c.to_digit(36)).flatten()
}

fn organisation_check(values: &[u32]) -> char {
    match 11 - weighted(values, &ORGANISATION_WEIGHTS) % 11 {
        10 => 'X',
        11 => '0',
        n => nth("0123456789", n),
    }
}
