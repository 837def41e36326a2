//! What a comparison found.

use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::options::Relation;

/// How much a pair shares, by the options' thresholds. Neither decides anything: a person looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Enough to be listed.
    Listing,
    /// Enough to stand out.
    Alert,
}

/// A document of the comparison, by number: those compared come first, then those they were compared against.
pub type Number = u32;

/// Equal text at one place in both documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// In the first document.
    pub a: Span,
    /// In the second.
    pub b: Span,
    /// Whether many applications share this text, so that it does not count.
    pub common: bool,
}

/// A passage that two documents share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it stands in the first document.
    pub a: Span,
    /// Where it stands in the second.
    pub b: Span,
    /// Equal units in it.
    pub units: u32,
    /// Of these, units that are not common to many applications.
    pub own: u32,
    /// Equal runs, in the order of the first document.
    pub marks: Vec<Mark>,
}

/// Part of a whole, in units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Shared own units.
    pub units: u32,
    /// Units of the whole without known text.
    pub of: u32,
}

impl Share {
    /// The share in hundredths of a per cent, rounded down.
    #[must_use]
    pub fn basis_points(&self) -> u32 {
        let share = (u64::from(self.units) * 10_000).checked_div(u64::from(self.of)).unwrap_or(0);
        u32::try_from(share).unwrap_or(u32::MAX)
    }

    /// The share as people read it: `12.34 %`.
    #[must_use]
    pub fn per_cent(&self) -> String {
        let share = self.basis_points();
        format!("{}.{:02} %", share / 100, share % 100)
    }
}

/// The share of one section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionShare {
    /// Which section of the document, from 0.
    pub section: u32,
    /// How much of it.
    pub share: Share,
}

/// Two documents that share enough to be listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The first document.
    pub a: Number,
    /// The second.
    pub b: Number,
    /// How their applications belong together.
    pub relation: Relation,
    /// How much they share.
    pub level: Level,
    /// Own units shared.
    pub units: u32,
    /// How much of the whole first document, and of the second.
    pub shares: [Share; 2],
    /// How much of each section that shares anything, of the first document and of the second.
    pub sections: [Vec<SectionShare>; 2],
    /// The passages, in the order of the first document.
    pub passages: Vec<Passage>,
}

/// One document in the whole comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Own text shared with any listed document without a known relation.
    pub shared: Share,
    /// Text common to many applications.
    pub common: Share,
    /// Tokens of known text, such as the form's.
    pub known: u32,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The document.
    pub document: Number,
    /// Where in it.
    pub span: Span,
}

/// Text that many applications share, such as a unit's description of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Common {
    /// In how many documents it stands.
    pub documents: u32,
    /// Its units where it is longest.
    pub units: u32,
    /// Where it is longest.
    pub example: Place,
    /// The documents that have it.
    pub members: Vec<Number>,
}

/// Everything found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Listed pairs, those that share most first.
    pub pairs: Vec<Pair>,
    /// One line for each document compared, by number.
    pub documents: Vec<Summary>,
    /// Text that many share, the most widely shared first.
    pub common: Vec<Common>,
}
