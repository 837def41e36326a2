//! What happened to the comparison of identity numbers, as the journal keeps it.

use hefu_exchange::identities::IdentityStep;
use serde::{Deserialize, Serialize};

use crate::experts::Seat;

/// An expert of this office who is among the people of the other half of an application.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Match {
    /// Id of the pair.
    pub pair: String,
    /// The expert and this office's application.
    pub seat: Seat,
}

/// What a comparison came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// Public key of the partner under which it was made, hexadecimal.
    pub key: String,
    /// Numbers of experts that were compared.
    pub numbers: usize,
    /// Experts of the register of whom there is a number that can be compared.
    pub experts: usize,
    /// Experts of whom there is none.
    pub without: usize,
    /// Pairs of which the partner has told its half's people.
    pub pairs: usize,
    /// Who was found, by pair.
    pub matches: Vec<Match>,
}

/// What happened to the comparison of identity numbers, as the journal keeps it. No number is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum IdentityHappened {
    /// This office set whether it takes part in a direction.
    Set {
        /// Direction number.
        direction: String,
        /// Numbers it evaluates at most; none where it takes no part.
        most: Option<u32>,
        /// Public part of its key, hexadecimal; empty where it takes no part.
        key: String,
    },
    /// This office told its partner something: the marks of its people, a question, an answer.
    Told {
        /// Direction number.
        direction: String,
        /// What.
        told: IdentityStep,
    },
    /// The proof of an answer does not hold. Nothing of it is used, and nothing more is asked under this key.
    Doubted {
        /// Direction number.
        direction: String,
        /// The question.
        question: String,
        /// Why, in the program's words.
        reason: String,
    },
    /// The numbers that are known were compared. It takes the place of the comparison before.
    Compared {
        /// Direction number.
        direction: String,
        /// What it came to.
        result: Compared,
    },
}

impl IdentityHappened {
    /// Its kind, which stands in the log in the open.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Set { .. } => "identities.set",
            Self::Told { told: IdentityStep::Asked { .. }, .. } => "identities.asked",
            Self::Told { told: IdentityStep::Answered { .. }, .. } => "identities.answered",
            Self::Told { told: IdentityStep::Refused { .. }, .. } => "identities.refused",
            Self::Told { .. } => "identities.told",
            Self::Doubted { .. } => "identities.doubted",
            Self::Compared { .. } => "identities.compared",
        }
    }

    /// The direction.
    pub fn subject(&self) -> String {
        match self {
            Self::Set { direction, .. }
            | Self::Told { direction, .. }
            | Self::Doubted { direction, .. }
            | Self::Compared { direction, .. } => direction.clone(),
        }
    }
}
