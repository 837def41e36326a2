//! One side's support list, and the commitment to it.

use std::collections::BTreeSet;

use hefu_ledger::canonical::{CanonicalError, canonical};
use hefu_ledger::hex::hex;
use hefu_selection::Points;
use hefu_text::money::Money;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// What a side says of every joint project of a direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportList {
    /// Name of the exchange.
    pub exchange: String,
    /// Direction number.
    pub direction: String,
    /// Round of the method.
    pub round: u32,
    /// Digest of the method it is made under, hexadecimal.
    pub method: String,
    /// The side.
    pub side: String,
    /// A row for each joint project, by number.
    pub rows: Vec<SupportRow>,
}

/// What a side says of one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportRow {
    /// Id of the pair.
    pub pair: String,
    /// Number of the side's own half.
    pub number: String,
    /// Whether the side would support it.
    pub supported: bool,
    /// Place in the side's order, 1 the best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// Score on the side's own scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Points>,
    /// Money asked of this side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Named by the guide as preferred.
    #[serde(default)]
    pub preferred: bool,
    /// Marks for quotas.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<String>,
}

impl SupportList {
    /// The commitment: SHA-256 over what it is, the list's canonical bytes and 32 secret bytes, so that nobody can find the
    /// list by trying, and nobody can later show another one.
    ///
    /// # Errors
    /// When the list has no canonical form.
    pub fn commitment(&self, salt: &[u8; 32]) -> Result<String, CanonicalError> {
        let value = serde_json::to_value(self).unwrap_or_default();
        let bytes = canonical(&value)?;
        let mut hash = Sha256::new();
        hash.update(b"hefu-sealed-list/1\n");
        hash.update(salt);
        hash.update(&bytes);
        Ok(hex(&hash.finalize()))
    }
}

/// Digest of the joint projects there are to decide on: the ids of their pairs, sorted, one on a line.
pub fn pairs_digest<'a>(pairs: impl Iterator<Item = &'a str>) -> String {
    let sorted: BTreeSet<&str> = pairs.collect();
    let mut hash = Sha256::new();
    for pair in sorted {
        hash.update(pair.as_bytes());
        hash.update(b"\n");
    }
    hex(&hash.finalize())
}
