//! What a comparison may be told. Thresholds are settings of an office; the values here are operating points that were
//! measured (docs/performance-overlap.md), not criteria of any guide.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Shared units from which a pair is listed: an operating point that finds 10 % of a document with few chance hits.
pub const LISTING_UNITS: u32 = 120;

/// Per cent of the units for listing that are enough where shared text runs on over the end of a sentence: at 120 units 80.
pub const RUNNING_PER_CENT: u32 = 67;

/// Shared units from which a pair stands out: an operating point at which chance hits are rare.
pub const ALERT_UNITS: u32 = 200;

/// Text that more other applications than this share is common to them and counts for no pair.
pub const COMMON_DOCUMENTS: u32 = 4;

/// How documents are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Own units shared from which a pair is listed.
    pub listing: u32,
    /// Per cent of `listing` from which a pair is listed where the text runs on over the end of a sentence in both.
    pub running: u32,
    /// Own units shared from which a pair is an alert.
    pub alert: u32,
    /// Text that more other applications than this share is common.
    pub common: u32,
    /// A stretch that many share is common token by token from so many units, such as a paragraph about a unit; what is
    /// shorter, such as a stock sentence, only where it is most of a passage.
    pub paragraph: u32,
    /// A fingerprint in more documents than this leads to no candidates; what it stands on counts as common.
    pub frequent: u32,
    /// Units of matching text a passage needs.
    pub passage: u32,
    /// Tokens between two matches of one passage, and how far they may shift against each other.
    pub gap: u32,
    /// Passages no more units apart than this in both documents are one.
    pub merge: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listing: LISTING_UNITS,
            running: RUNNING_PER_CENT,
            alert: ALERT_UNITS,
            common: COMMON_DOCUMENTS,
            paragraph: 80,
            frequent: 24,
            passage: 30,
            gap: 48,
            merge: 80,
        }
    }
}

impl Options {
    /// Own units shared from which a pair is listed where the text runs on over the end of a sentence.
    #[must_use]
    pub fn running_units(&self) -> u32 {
        let units = u64::from(self.listing) * u64::from(self.running.min(100)) / 100;
        u32::try_from(units).unwrap_or(self.listing)
    }
}

/// How two applications are known to belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Nothing is known.
    None,
    /// The two halves of one joint project: they are expected to share text.
    JointHalves,
    /// Applications of the same applicant.
    SameApplicant,
}

/// Relations between applications, by the names the caller gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations(BTreeMap<(String, String), Relation>);

impl Relations {
    /// Notes how two applications belong together, in either order.
    pub fn put(&mut self, a: &str, b: &str, relation: Relation) {
        self.0.insert(key(a, b), relation);
    }

    /// How two applications belong together.
    #[must_use]
    pub fn of(&self, a: &str, b: &str) -> Relation {
        self.0.get(&key(a, b)).copied().unwrap_or(Relation::None)
    }
}

fn key(a: &str, b: &str) -> (String, String) {
    let (low, high) = if a <= b { (a, b) } else { (b, a) };
    (low.to_owned(), high.to_owned())
}
