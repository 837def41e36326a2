//! One step of an office on the way to the joint decision.

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use super::held::AwardStep;
use super::list::SupportList;

/// What an office does and tells the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The pairs that stand after it settled the direction.
    Standing {
        /// Their ids, sorted.
        pairs: Vec<String>,
    },
    /// It signed a method: its own proposal or the other's.
    Method {
        /// The method with the signatures it bears.
        note: String,
    },
    /// It takes back a method or a minute that only one office has signed.
    Withdrawn {
        /// Digest of the statement.
        digest: String,
    },
    /// It sealed its list.
    Sealed {
        /// Round.
        round: u32,
        /// Digest of the method.
        method: String,
        /// The commitment.
        commitment: String,
    },
    /// It opened its list.
    Opened {
        /// The list.
        list: Box<SupportList>,
        /// The secret bytes of the commitment, hexadecimal.
        salt: String,
    },
    /// It signed a minute: its own or the other's.
    Minute {
        /// The minute with the signatures it bears.
        note: String,
    },
    /// It is ready to publish, and does so at the agreed instant.
    Ready {
        /// Digest of the minute, or of the promotion.
        minute: String,
    },
    /// It published.
    Published {
        /// Digest of the minute, or of the promotion.
        minute: String,
        /// When.
        at: Zoned,
    },
    /// An award of the minute or of a promotion was declined at its side.
    Declined {
        /// Digest of the minute.
        minute: String,
        /// Id of the pair.
        pair: String,
        /// Why.
        reason: String,
    },
    /// What it tells of an award that both hold.
    Award {
        /// Digest of the minute.
        minute: String,
        /// Id of the pair.
        pair: String,
        /// What.
        award: AwardStep,
    },
    /// It upheld an appeal against what became of a half of its own. Nothing follows by itself: what both signed stands until both
    /// change it.
    Upheld {
        /// What was appealed against, in the words of whoever sends it.
        against: String,
        /// Number of the half.
        number: String,
        /// What it decided, and why.
        reason: String,
    },
    /// It signed a promotion: its own or the other's.
    Promotion {
        /// The promotion with the signatures it bears.
        note: String,
    },
    /// It broke the round off.
    Aborted {
        /// Round.
        round: u32,
        /// Why.
        reason: String,
    },
}
