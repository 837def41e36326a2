//! Identifiers of organisations and persons: form and check characters. A valid check says that the number was written
//! down rightly, not that it was issued.

mod hongkong;
mod orcid;
mod permit;
mod resident;
mod ror;
mod taiwan;
mod uscc;

pub use hongkong::{Brn, BrnForm, Hkid};
pub use orcid::Orcid;
pub use permit::{HomeReturnPermit, TaiwanPermit};
pub use resident::{ResidentId, Sex};
pub use ror::Ror;
pub use taiwan::{TaiwanId, TaiwanUbn, UbnRule};
pub use uscc::Uscc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The identifiers this crate knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// 统一社会信用代码, GB 32100-2015.
    Uscc,
    /// 居民身份证号 and 港澳台居民居住证号, GB 11643-1999.
    ResidentId,
    /// 香港身份證號碼.
    Hkid,
    /// 商業登記號碼 (Unique Business Identifier).
    Brn,
    /// 統一編號.
    TaiwanUbn,
    /// 中華民國身分證統一編號 in the form used on the island.
    TaiwanId,
    /// ORCID iD, ISO 7064 MOD 11-2.
    Orcid,
    /// Research Organization Registry identifier.
    Ror,
    /// 港澳居民来往内地通行证.
    HomeReturnPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
}

/// Which check of an identifier failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// The last character (or the only check there is).
    Final,
    /// The check character of the organisation code inside a USCC (GB 11714), position 17.
    OrganisationCode,
}

/// A part of an identifier that must make sense by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierPart {
    /// The registering authority (first character of a USCC).
    Authority,
    /// The class of body (second character of a USCC).
    BodyClass,
    /// The administrative division (GB/T 2260).
    Division,
    /// The birth date.
    BirthDate,
    /// The leading letter or letters.
    Prefix,
    /// The sex digit.
    SexDigit,
    /// The suffix after the number proper.
    Suffix,
}

/// Why a text is not a valid identifier: what was found, which check failed, what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum IdentifierError {
    /// The number of characters is wrong.
    #[error("{kind:?} “{found}” has {length} characters; {expected} are needed")]
    Length {
        /// Which identifier was expected.
        kind: IdentifierKind,
        /// The text as found.
        found: String,
        /// Its number of characters without separators.
        length: usize,
        /// The number or numbers of characters allowed.
        expected: String,
    },
    /// A character that cannot stand at its place.
    #[error("{kind:?} “{found}”: “{character}” cannot stand at place {place}")]
    Character {
        /// Which identifier was expected.
        kind: IdentifierKind,
        /// The text as found.
        found: String,
        /// The place, counted from 1, without separators.
        place: usize,
        /// The character at that place.
        character: char,
    },
    /// A part has no possible meaning.
    #[error("{kind:?} “{found}”: {part:?} “{value}” is not possible")]
    Part {
        /// Which identifier was expected.
        kind: IdentifierKind,
        /// The text as found.
        found: String,
        /// Which part.
        part: IdentifierPart,
        /// The part as found.
        value: String,
    },
    /// A check character does not agree.
    #[error("{kind:?} “{found}”: check {check:?} should be “{expected}” but is “{actual}”")]
    Check {
        /// Which identifier was expected.
        kind: IdentifierKind,
        /// The text as found.
        found: String,
        /// Which of its checks.
        check: CheckKind,
        /// The check character computed from the rest (several, separated by `/`, where more than one would do).
        expected: String,
        /// The check character found.
        actual: char,
    },
}

impl IdentifierError {
    /// The kind of identifier that was expected.
    #[must_use]
    pub fn kind(&self) -> IdentifierKind {
        match self {
            Self::Length { kind, .. }
            | Self::Character { kind, .. }
            | Self::Part { kind, .. }
            | Self::Check { kind, .. } => *kind,
        }
    }

    /// The text as it was found.
    #[must_use]
    pub fn found(&self) -> &str {
        match self {
            Self::Length { found, .. }
            | Self::Character { found, .. }
            | Self::Part { found, .. }
            | Self::Check { found, .. } => found,
        }
    }
}

/// What one parse works on: the text as found and its characters, half-width, upper case, without separators.
struct Input {
    kind: IdentifierKind,
    found: String,
    chars: Vec<char>,
}

impl Input {
    fn new(kind: IdentifierKind, text: &str) -> Self {
        let chars = text
            .nfkc()
            .filter(|c| {
                !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '(' | ')' | '\u{200B}' | '\u{FEFF}')
            })
            .flat_map(char::to_uppercase)
            .collect();
        Self { kind, found: text.trim().to_owned(), chars }
    }

    fn len(&self) -> usize {
        self.chars.len()
    }

    fn text(&self) -> String {
        self.chars.iter().collect()
    }

    fn part(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().collect()
    }

    fn length_error(&self, expected: &str) -> IdentifierError {
        IdentifierError::Length {
            kind: self.kind,
            found: self.found.clone(),
            length: self.len(),
            expected: expected.to_owned(),
        }
    }

    fn part_error(&self, part: IdentifierPart, value: String) -> IdentifierError {
        IdentifierError::Part { kind: self.kind, found: self.found.clone(), part, value }
    }

    fn check_error(&self, check: CheckKind, expected: impl Into<String>, actual: char) -> IdentifierError {
        IdentifierError::Check { kind: self.kind, found: self.found.clone(), check, expected: expected.into(), actual }
    }

    fn character_error(&self, index: usize) -> IdentifierError {
        let character = self.chars.get(index).copied().unwrap_or(' ');
        IdentifierError::Character { kind: self.kind, found: self.found.clone(), place: index + 1, character }
    }

    /// The values of a stretch of characters, or the error at the first that has none.
    fn values(&self, from: usize, to: usize, value: impl Fn(char) -> Option<u32>) -> Result<Vec<u32>, IdentifierError> {
        (from..to).map(|i| self.chars.get(i).copied().and_then(&value).ok_or_else(|| self.character_error(i))).collect()
    }

    fn digits(&self, from: usize, to: usize) -> Result<Vec<u32>, IdentifierError> {
        self.values(from, to, ascii_digit)
    }

    fn last(&self) -> char {
        self.chars.last().copied().unwrap_or(' ')
    }
}

fn ascii_digit(c: char) -> Option<u32> {
    c.is_ascii_digit().then(|| c.to_digit(10)).flatten()
}

fn weighted(values: &[u32], weights: &[u32]) -> u32 {
    values.iter().zip(weights).map(|(v, w)| v * w).sum()
}

fn nth(alphabet: &str, index: u32) -> char {
    usize::try_from(index).ok().and_then(|i| alphabet.chars().nth(i)).unwrap_or('?')
}

/// Gives an identifier type its text form: `Display`, `FromStr`, serde as a string, a JSON schema.
macro_rules! text_form {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl std::str::FromStr for $name {
            type Err = crate::identifier::IdentifierError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = crate::identifier::IdentifierError;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.as_str().to_owned()
            }
        }
    };
}
use text_form;
