//! Comparison of two texts with the outcomes of ruling R-8. Nothing here scores: each outcome follows from a rule that
//! can be shown.

mod segments;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::normal::Step;

use crate::diff::{DiffSpan, char_diff};
use crate::normal::steps_between;
use crate::script::{fold, is_han, strip};

/// Two wordings of one thing, as they stand in the two texts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Equivalence {
    /// The wording of the left text.
    pub left: String,
    /// The wording of the right text.
    pub right: String,
    /// Where the equivalence comes from, or a remark on its limits; empty if there is nothing to say.
    pub note: String,
}

/// How two texts relate (ruling R-8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Comparison {
    /// The same characters.
    Identical,
    /// The same after deterministic normalisation: passes.
    Normalised {
        /// The steps that were needed, in the order in which they apply.
        steps: Vec<Step>,
    },
    /// The same but for wording known to differ between the regions: a person must rule.
    KnownWording {
        /// The differing wordings, in reading order. Everything between them is the same.
        equivalences: Vec<Equivalence>,
    },
    /// One text is in Han characters and the other in Latin letters: a person must rule.
    Translation,
    /// Different: fails.
    Different {
        /// The differences, character by character.
        spans: Vec<DiffSpan>,
    },
}

/// The outcome alone, for counting and for rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The same characters.
    Identical,
    /// The same after deterministic normalisation.
    Normalised,
    /// Equal only if a person accepts a known wording, romanisation, alias or translation.
    PersonMustRule,
    /// Different.
    Different,
}

impl Comparison {
    /// The outcome of ruling R-8.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Identical => Outcome::Identical,
            Self::Normalised { .. } => Outcome::Normalised,
            Self::KnownWording { .. } | Self::Translation => Outcome::PersonMustRule,
            Self::Different { .. } => Outcome::Different,
        }
    }
}

/// Compares two texts. Symmetric: exchanging the texts exchanges left and right and changes nothing else.
///
/// A missing text is the caller's business: an empty text equals an empty text and differs from any other.
#[must_use]
pub fn compare_text(left: &str, right: &str) -> Comparison {
    if left == right {
        return Comparison::Identical;
    }
    let (a, b) = (strip(left), strip(right));
    if a.is_empty() || b.is_empty() {
        return if left.trim().is_empty() && right.trim().is_empty() {
            Comparison::Normalised { steps: vec![Step::Spaces] }
        } else {
            Comparison::Different { spans: char_diff(left, right) }
        };
    }
    if let Some(steps) = steps_between(left, right) {
        return Comparison::Normalised { steps };
    }
    if is_translation(&a, &b) || is_translation(&b, &a) {
        return Comparison::Translation;
    }
    match segments::known_wording(left, right) {
        Some(equivalences) => Comparison::KnownWording { equivalences },
        None => Comparison::Different { spans: char_diff(left, right) },
    }
}

/// `han` is mainly Han and `latin` has no Han and says at least one word that `han` does not contain (so that `5G` is
/// no translation of `5G网络`).
fn is_translation(han: &str, latin: &str) -> bool {
    let ideographs = han.chars().filter(|c| is_han(*c)).count();
    let letters = han.chars().filter(|c| !is_han(*c) && c.is_alphabetic()).count();
    if ideographs == 0 || ideographs < letters || latin.chars().any(is_han) {
        return false;
    }
    let own: Vec<&str> = words(han).collect();
    words(latin).any(|w| w.chars().any(char::is_alphabetic) && !own.contains(&w))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| is_han(c) || !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// Whether two texts are the same under [`fold`] alone (spaces and punctuation count).
#[must_use]
pub fn same_folded(left: &str, right: &str) -> bool {
    left == right || fold(left) == fold(right)
}
