//! The steps of the comparison as they cross.

use serde::{Deserialize, Serialize};

/// What an office tells the other towards the comparison of identity numbers in a direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum IdentityStep {
    /// It takes part: it evaluates so many numbers at most, with the key of this public part.
    Offered {
        /// The public key, hexadecimal.
        key: String,
        /// Numbers it evaluates at most under this key.
        most: u32,
    },
    /// It no longer takes part, and its key is gone.
    Ended {},
    /// The marks of the people of its half of each pair; they take the place of those told before.
    People {
        /// The public key they were made with.
        key: String,
        /// Random digits of this list.
        salt: String,
        /// Pair by pair, by id.
        pairs: Vec<PairMarks>,
    },
    /// It asks what its own numbers come to.
    Asked {
        /// The public key of the office asked.
        key: String,
        /// Blinded elements, hexadecimal, sorted.
        elements: Vec<String>,
    },
    /// It answers a question.
    Answered {
        /// What the question is known by.
        question: String,
        /// Evaluated elements in the order of the question, hexadecimal.
        elements: Vec<String>,
        /// The proof for all of them, hexadecimal.
        proof: String,
    },
    /// It evaluates nothing of a question.
    Refused {
        /// What the question is known by.
        question: String,
        /// Why.
        why: WhyRefused,
    },
}

/// The marks of one half.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairMarks {
    /// Id of the pair.
    pub pair: String,
    /// Marks, hexadecimal, sorted, filled up with random ones.
    pub marks: Vec<String>,
}

/// Why a question was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyRefused {
    /// With it, more numbers would have been evaluated than the office has set.
    Most,
    /// It was asked under a key that is gone.
    Key,
    /// It is no question.
    Form,
}

impl WhyRefused {
    /// Its word in tables and catalogues.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Most => "most",
            Self::Key => "key",
            Self::Form => "form",
        }
    }
}
