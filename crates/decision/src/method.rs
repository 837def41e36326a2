//! The method file: how the sides decide, signed by both, with quotas, transfers, locks and reasons.

use hefu_selection::{Combination, Draft, Lock, Locked, Mapping, Quota, SignedReason, Transfer, Unset};
use serde::Deserialize;

use crate::scores::ScoreRule;

/// A side's signature under the method.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The side.
    pub side: String,
    /// Who signs for it.
    pub who: String,
    /// When.
    pub when: String,
}

/// The content of `method.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodFile {
    /// The method.
    #[serde(default)]
    pub method: Draft,
    /// Signatures of the sides.
    #[serde(default)]
    pub signed: Vec<Signature>,
    /// Quotas.
    #[serde(default)]
    pub quota: Vec<Quota>,
    /// Transfers of state money.
    #[serde(default)]
    pub transfer: Vec<Transfer>,
    /// Projects decided beforehand.
    #[serde(default)]
    pub lock: Vec<Locked>,
    /// Signed reasons for leaving a band.
    #[serde(default)]
    pub reason: Vec<SignedReason>,
    /// What a side's review counts for, where it is read.
    #[serde(default)]
    pub scores: Vec<ScoreRule>,
}

/// What blocks a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// Something is unset.
    Unset(Unset),
    /// A side has not signed.
    Signature(String),
}

impl MethodFile {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong, with line and column.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Sides that have not signed.
    pub(crate) fn unsigned(&self, sides: &[String]) -> Vec<Open> {
        let given = |text: &str| !text.trim().is_empty();
        let signed =
            |side: &String| self.signed.iter().any(|one| one.side == *side && given(&one.who) && given(&one.when));
        sides.iter().filter(|side| !signed(side)).map(|side| Open::Signature(side.clone())).collect()
    }

    /// What the method says of a side's review, if it does.
    #[must_use]
    pub fn scores_of(&self, side: &str) -> Option<&ScoreRule> {
        self.scores.iter().find(|rule| rule.side == side)
    }

    /// The mapping of a side's scale to the common one, where scores are weighted and one is stated.
    #[must_use]
    pub fn mapping_of(&self, side: &str) -> Option<Mapping> {
        match self.method.combination.as_ref()? {
            Combination::WeightedScores(weights) => weights.iter().find(|weight| weight.side == side)?.mapping,
            _ => None,
        }
    }

    pub(crate) fn lock(&self, pair: &str) -> Option<Lock> {
        let lock = self.lock.iter().find(|lock| lock.pair == pair)?;
        Some(Lock { supported: lock.supported, reason: lock.reason.clone() })
    }
}
