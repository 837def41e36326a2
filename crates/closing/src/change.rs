//! Changes of a project after its award. What the two halves must agree in cannot be changed at one side alone.

use serde::{Deserialize, Serialize};

/// What is to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The title.
    Title,
    /// Units that take part.
    Units,
    /// Principal investigators.
    Investigators,
    /// The period.
    Period,
    /// Who does what, deliverables and milestones.
    Plan,
    /// People of this half other than the principal investigators.
    Team,
    /// Money of this half within what was awarded.
    Budget,
    /// Anything else of this half.
    Other,
}

impl ChangeKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Units,
        Self::Investigators,
        Self::Period,
        Self::Plan,
        Self::Team,
        Self::Budget,
        Self::Other,
    ];

    /// Its word in tables, addresses and the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Units => "units",
            Self::Investigators => "investigators",
            Self::Period => "period",
            Self::Plan => "plan",
            Self::Team => "team",
            Self::Budget => "budget",
            Self::Other => "other",
        }
    }

    /// The one of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether both offices must agree: what the halves must agree in when they are handed in (title, units, principal
    /// investigators, period), and the work split that both have signed.
    pub const fn both(self) -> bool {
        matches!(self, Self::Title | Self::Units | Self::Investigators | Self::Period | Self::Plan)
    }
}

/// What one office said of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// Nothing yet.
    Silent,
    /// It agrees.
    Agreed,
    /// It refuses.
    Refused,
}

/// Where a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeState {
    /// The office where it was asked for has not answered.
    Asked,
    /// That office agrees; the other's answer is outstanding.
    WaitsForPartner,
    /// In force.
    InForce,
    /// Refused at either office.
    Refused,
}

impl ChangeState {
    /// Its word in the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::WaitsForPartner => "waits-for-partner",
            Self::InForce => "in-force",
            Self::Refused => "refused",
        }
    }

    /// Whether it is answered for good.
    pub const fn answered(self) -> bool {
        matches!(self, Self::InForce | Self::Refused)
    }
}

/// Where a change stands by what the office where it was asked for says, and the other.
pub const fn change_state(kind: ChangeKind, own: Half, partner: Half) -> ChangeState {
    match (own, partner) {
        (Half::Refused, _) => ChangeState::Refused,
        (Half::Silent, _) => ChangeState::Asked,
        (Half::Agreed, _) if !kind.both() => ChangeState::InForce,
        (Half::Agreed, Half::Refused) => ChangeState::Refused,
        (Half::Agreed, Half::Silent) => ChangeState::WaitsForPartner,
        (Half::Agreed, Half::Agreed) => ChangeState::InForce,
    }
}
