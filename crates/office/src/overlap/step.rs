//! What happened to overlap, as the journal keeps it.

use serde::{Deserialize, Serialize};

use super::OverlapSettings;

/// What an officer made of two applications that share text. Nothing follows from it by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// Looked at; nothing is to be done.
    Settled,
    /// Looked at; somebody is to go on with it.
    Pursue,
}

impl Remark {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Settled, Self::Pursue];

    /// Its word in tables, forms and catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::Pursue => "pursue",
        }
    }

    /// The remark of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|remark| remark.word() == word)
    }
}

/// What happened to overlap, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum OverlapStep {
    /// The office set what holds for a direction.
    Set {
        /// Direction number.
        direction: String,
        /// From now on.
        settings: OverlapSettings,
    },
    /// The applications of a direction were compared. The result of the comparison before is replaced.
    Compared {
        /// Direction number.
        direction: String,
        /// What the comparison is known by.
        run: String,
        /// The thresholds it went by.
        settings: OverlapSettings,
        /// What was compared: numbers of the applications in force, each with its revision.
        applications: Vec<(String, i64)>,
        /// SHA-256 over the texts compared, in the order of the numbers, hexadecimal.
        texts: String,
        /// How many pairs were found.
        findings: usize,
        /// SHA-256 over the findings and what else was said, hexadecimal.
        result: String,
        /// Name of the person who asked for it.
        who: String,
    },
    /// An officer said what they made of a finding.
    Noted {
        /// Numbers of the two applications.
        applications: [String; 2],
        /// Digest of the finding it was said of, hexadecimal.
        evidence: String,
        /// What they made of it.
        remark: Remark,
        /// Why.
        why: String,
        /// Name of the person.
        who: String,
    },
}

impl OverlapStep {
    /// Its kind, which stands in the log in the open.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Set { .. } => "overlap.set",
            Self::Compared { .. } => "overlap.compared",
            Self::Noted { .. } => "overlap.noted",
        }
    }

    /// What it is about: the direction, or the first of the two applications.
    pub fn subject(&self) -> String {
        match self {
            Self::Set { direction, .. } | Self::Compared { direction, .. } => direction.clone(),
            Self::Noted { applications: [first, _], .. } => first.clone(),
        }
    }
}
