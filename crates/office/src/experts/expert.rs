//! An expert as the register has them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Numbers;

/// A unit somebody has left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastUnit {
    /// Name as written.
    pub unit: String,
    /// The last year there; none where the register does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i16>,
}

/// Somebody the register names beside an expert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Name as written.
    pub name: String,
    /// ORCID iD, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orcid: Option<String>,
    /// The last year of it: when they last wrote together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i16>,
}

/// Days on which an expert cannot review, the first and the last included; without a last day from the first on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// First day.
    pub from: Date,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// An expert as the register has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expert {
    /// Number, given by the office.
    pub number: String,
    /// Name as the person writes it.
    pub name: String,
    /// Name in Latin letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<String>,
    /// Address for letters, lower case.
    pub email: String,
    /// Unit, as written.
    pub unit: String,
    /// Units before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<PastUnit>,
    /// Side the expert is named by.
    pub side: String,
    /// ORCID iD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orcid: Option<String>,
    /// Identity numbers, for comparing with a partner's.
    #[serde(default, skip_serializing_if = "Numbers::is_empty")]
    pub numbers: Numbers,
    /// Fields the expert declares, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Topics of the guide the expert declares, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Publications or abstracts, one text each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<String>,
    /// Languages the expert reviews in, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// At least so many reviews, where the register says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// At most so many reviews, where the register says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// When the expert is away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<Absence>,
    /// Who advised the expert, or was advised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advisers: Vec<Known>,
    /// With whom the expert wrote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_authors: Vec<Known>,
}

impl Expert {
    /// The same without identity numbers.
    #[must_use]
    pub(crate) fn shown(self) -> Self {
        Self { numbers: Numbers::default(), ..self }
    }
}

/// Where an expert stands in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpertState {
    /// In the register and not invited yet.
    Entered,
    /// Invited; has not answered.
    Invited,
    /// Has accepted and is bound to an account.
    Accepted,
    /// Has declined.
    Declined,
    /// No longer asked: the office has taken the expert off.
    Retired,
}

impl ExpertState {
    /// All states, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Entered, Self::Invited, Self::Accepted, Self::Declined, Self::Retired];

    /// Its word in tables, addresses and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Invited => "invited",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Retired => "retired",
        }
    }

    /// The state of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether an expert in this state may be given a seat.
    pub const fn takes_seats(self) -> bool {
        !matches!(self, Self::Declined | Self::Retired)
    }
}
