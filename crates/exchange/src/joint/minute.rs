//! The minute of a joint decision: what was decided, from which inputs, and when it is published.

use std::collections::BTreeMap;

use hefu_selection::{Locked, SignedReason};
use hefu_text::money::Money;
use jiff::Zoned;
use serde::{Deserialize, Serialize};

use super::statement::Kind;

/// What both offices sign. Each of them computes the result anew from the sealed inputs before it does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minute {
    /// Name of the exchange.
    pub exchange: String,
    /// Direction number.
    pub direction: String,
    /// Round of the method.
    pub round: u32,
    /// Digest of the method, hexadecimal.
    pub method: String,
    /// Commitment of each side's list, by side.
    pub lists: BTreeMap<String, String>,
    /// SHA-256 of the result as both compute it, hexadecimal.
    pub result: String,
    /// Joint projects supported, by number.
    pub supported: Vec<MinuteLine>,
    /// What the meeting decided otherwise than the method would have, each with its reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deviations: Vec<Deviation>,
    /// Reasons for leaving a band (ruling R-1).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<SignedReason>,
    /// Who was there, as the office writes it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<String>,
    /// What else the meeting wants to stand in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remarks: String,
    /// Neither office publishes before this instant.
    pub publish: Zoned,
    /// When it was drawn up.
    pub made: Zoned,
}

impl Kind for Minute {
    const TYPE: &'static str = "hefu-minute/1";
}

/// A supported project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinuteLine {
    /// Id of the pair.
    pub pair: String,
    /// Number of each side's half, by side.
    pub numbers: BTreeMap<String, String>,
    /// Money of each side, by side, in its own currency; none where the side's list gives none.
    pub money: BTreeMap<String, Money>,
}

/// A project that the meeting took in or left out otherwise than the method would have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviation {
    /// Id of the pair.
    pub pair: String,
    /// In or out.
    pub supported: bool,
    /// Why.
    pub reason: String,
    /// Who asked for it.
    pub who: String,
}

impl From<&Deviation> for Locked {
    fn from(deviation: &Deviation) -> Self {
        Self { pair: deviation.pair.clone(), supported: deviation.supported, reason: deviation.reason.clone() }
    }
}
