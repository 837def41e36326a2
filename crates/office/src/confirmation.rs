//! Confirmation of what was handed in: by the lead unit, and by a recommender whom the office names. An office's own setting,
//! off until it is set; what each word means, and what happens to a confirmation.

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::rights::Relation;

mod finding;
mod reading;
mod step;

pub(crate) use finding::{findings, rule_id};
pub(crate) use reading::{asked_of, confirmers, confirming, rule_of, rules, used};
pub use step::ConfirmationStep;

/// Who confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The lead unit, by somebody who administers it.
    Unit,
    /// A body that recommends.
    Recommender,
}

impl Level {
    /// Both, in the order in which they confirm.
    pub const ALL: [Self; 2] = [Self::Unit, Self::Recommender];

    /// Its word in tables, addresses and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Recommender => "recommender",
        }
    }

    /// The level of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }

    /// What whoever is asked to confirm at this level is to the application.
    pub const fn relation(self) -> Relation {
        match self {
            Self::Unit => Relation::ConfirmingUnit,
            Self::Recommender => Relation::Recommender,
        }
    }
}

/// What an office asks for in a direction: at each level the first instant at which nothing is confirmed any more. A level
/// without one is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Confirmations {
    /// By the lead unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Zoned>,
    /// By a recommender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommender: Option<Zoned>,
}

impl Confirmations {
    /// Until when is confirmed at this level; none where it is not asked for.
    pub const fn until(&self, level: Level) -> Option<&Zoned> {
        match level {
            Level::Unit => self.unit.as_ref(),
            Level::Recommender => self.recommender.as_ref(),
        }
    }

    /// Whether nothing is asked for.
    pub const fn is_off(&self) -> bool {
        self.unit.is_none() && self.recommender.is_none()
    }

    /// The levels asked for, each with its deadline.
    pub fn levels(&self) -> impl Iterator<Item = (Level, &Zoned)> {
        Level::ALL.into_iter().filter_map(|level| Some((level, self.until(level)?)))
    }
}

/// A confirmation in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Name of the person who gave it.
    pub name: String,
    /// Name of the unit or of the body.
    pub body: String,
    /// When, as an instant with its zone.
    pub at: String,
    /// The version, as counted.
    pub revision: i64,
    /// SHA-256 of what was confirmed, hexadecimal.
    pub digest: String,
}

/// The last sending back of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentBack {
    /// From which level.
    pub level: Level,
    /// The version that was sent back.
    pub revision: i64,
    /// Name of the person.
    pub name: String,
    /// Name of the unit or of the body.
    pub body: String,
    /// Why.
    pub reason: String,
    /// When, as an instant with its zone.
    pub at: String,
}

/// Where a confirmation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// The application is not handed in.
    NotHandedIn,
    /// The applicant has asked nobody, or somebody who can no longer confirm.
    NobodyAsked,
    /// The lead unit confirms first.
    UnitFirst,
    /// Whoever is asked may confirm now.
    Awaited,
    /// It is given.
    Given(Given),
    /// It was not given in time.
    Missing,
}

impl Stand {
    /// Its word in the interface and the catalogue.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotHandedIn => "not_handed_in",
            Self::NobodyAsked => "nobody_asked",
            Self::UnitFirst => "unit_first",
            Self::Awaited => "awaited",
            Self::Given(_) => "given",
            Self::Missing => "missing",
        }
    }
}

/// One confirmation that an office asks for of one application.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmation {
    /// By whom.
    pub level: Level,
    /// Until when: that instant excluded.
    pub until: Zoned,
    /// Whom the applicant has asked, as stored: an account or the name of a body.
    pub asked: Option<String>,
    /// The same as a reader knows them: the person of the unit, or the body.
    pub asked_name: Option<String>,
    /// Where it stands.
    pub standing: Stand,
}

/// What is asked for of one application, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirming {
    /// The version in force; 0 before the first.
    pub revision: i64,
    /// Its digest; empty before the first.
    pub digest: String,
    /// The lead unit's name in that version.
    pub lead_unit: String,
    /// The confirmations asked for, in their order.
    pub levels: Vec<Confirmation>,
    /// The last sending back, if there was one.
    pub sent_back: Option<SentBack>,
}

impl Confirming {
    /// The confirmation at a level.
    pub fn at(&self, level: Level) -> Option<&Confirmation> {
        self.levels.iter().find(|one| one.level == level)
    }

    /// The first that is not given.
    pub fn waits(&self) -> Option<&Confirmation> {
        self.levels.iter().find(|one| !matches!(one.standing, Stand::Given(_)))
    }
}
