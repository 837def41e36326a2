//! Names of persons in Han characters and in Latin letters: parsing, comparison, keys for finding candidates.
//!
//! A Han name and a Latin name are never made equal here. If the Latin one agrees with the Han one under a named
//! romanisation, the answer says so and a person rules, because every romanisation writes many names alike (Yu stands for
//! 俞, 余, 鱼 and more).

mod agree;
mod compare;
mod han;
mod hongkong;
mod keys;
mod latin;
mod pinyin;
mod surnames;
mod wadegiles;

pub use compare::{Coverage, NameComparison, Romanisation, compare_names};
pub use keys::NameKeys;

use unicode_normalization::UnicodeNormalization;

use crate::normal::is_invisible;
use crate::script::is_han;

/// A person's name as written, with its parts as far as the writing shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    original: String,
    han: Option<HanName>,
    latin: Option<LatinName>,
    honorific: bool,
}

/// A name in Han characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HanName {
    /// The surname as written: one character, or two for a compound surname (欧阳, 諸葛).
    pub surname: String,
    /// The given name as written.
    pub given: String,
}

impl HanName {
    /// The whole name as written, without spaces and titles.
    #[must_use]
    pub fn written(&self) -> String {
        format!("{}{}", self.surname, self.given)
    }

    /// The comparison form: Simplified, but with the characters that names keep apart (乾 and 干, 昇 and 升, 喆 and 哲).
    #[must_use]
    pub fn folded(&self) -> String {
        han::fold_name(&self.written())
    }
}

/// A name in Latin letters, with every way to divide it into surname and given name that the writing leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatinName {
    /// The words in the order written, in small letters, hyphens and stops taken out.
    pub words: Vec<String>,
    /// The possible divisions, the likeliest first.
    pub readings: Vec<LatinReading>,
}

/// One way to divide a Latin name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LatinReading {
    /// The surname in small letters, without spaces and hyphens.
    pub surname: String,
    /// The words of the given name, of English names and initials, in small letters; hyphens divide words.
    pub given: Vec<String>,
    /// Whether the writing itself marks the surname (a comma, capital letters).
    pub marked: bool,
}

/// A text is not a person's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{found}” is not a person's name")]
pub struct NameError {
    /// The text as found.
    pub found: String,
}

impl PersonName {
    /// Reads a name: 陈大文, 陳 大文教授, 欧阳明, `CHAN Tai-man`, `Chan, T. M.`, `Peter CHAN Tai Man`, 陳大文 (CHAN Tai-man).
    /// Titles and forms of address are recognised and left out.
    ///
    /// # Errors
    /// [`NameError`] if the text has no letter at all.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let original = text.trim().to_owned();
        let clean: String = original.nfkc().filter(|c| !is_invisible(*c)).collect();
        let ideographs: String = clean.chars().filter(|c| is_han(*c)).collect();
        let letters: String = clean.chars().map(|c| if is_han(c) { ' ' } else { c }).collect();
        let (han, han_title) = han::parse(&ideographs);
        let (latin, latin_title) = latin::parse(&letters);
        if han.is_none() && latin.is_none() {
            return Err(NameError { found: original });
        }
        Ok(Self { original, han, latin, honorific: han_title || latin_title })
    }

    /// The name as it was written.
    #[must_use]
    pub fn original(&self) -> &str {
        &self.original
    }

    /// The part in Han characters, if there is one.
    #[must_use]
    pub fn han(&self) -> Option<&HanName> {
        self.han.as_ref()
    }

    /// The part in Latin letters, if there is one.
    #[must_use]
    pub fn latin(&self) -> Option<&LatinName> {
        self.latin.as_ref()
    }

    /// Whether a title or form of address was left out.
    #[must_use]
    pub fn had_honorific(&self) -> bool {
        self.honorific
    }

    /// Keys under which this name can be found again in either script and any of the romanisations.
    #[must_use]
    pub fn keys(&self) -> NameKeys {
        keys::of(self)
    }

    /// The usual spelling of a Han name in a romanisation, surname first: `Chen Dawen`, `CHAN Tai Man` style without
    /// capitals (`Chan Tai Man`), `Ch'en Ta-wen`. `None` without a Han name, for a character without a known reading, and
    /// for the romanisations that are not spelling systems.
    #[must_use]
    pub fn romanised(&self, system: Romanisation) -> Option<String> {
        agree::spell(self.han.as_ref()?, system)
    }
}
