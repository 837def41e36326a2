//! What somebody whom an applicant has invited may be to an application.

use serde::{Deserialize, Serialize};

use crate::rights::Relation;

/// A role in the team of one application. The applicant who began it has none of these: they own it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TeamRole {
    /// Co-applicant: writes.
    Editor,
    /// Reads and comments.
    Commenter,
    /// Reads.
    Reader,
    /// Of a unit that takes part: reads, without identity numbers, and comments.
    UnitAdministrator,
}

impl TeamRole {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Editor, Self::Commenter, Self::Reader, Self::UnitAdministrator];

    /// Its word in tables, addresses and policies.
    pub const fn word(self) -> &'static str {
        self.relation().word()
    }

    /// The role of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// What the rights call it.
    pub const fn relation(self) -> Relation {
        match self {
            Self::Editor => Relation::Editor,
            Self::Commenter => Relation::Commenter,
            Self::Reader => Relation::Reader,
            Self::UnitAdministrator => Relation::UnitAdministrator,
        }
    }
}
