//! Who comes in when awards are declined after the minute.

use jiff::Zoned;
use serde::{Deserialize, Serialize};

use super::minute::MinuteLine;
use super::statement::Kind;

/// What both offices sign when awards were declined. Each of them computes it anew before it does; nobody who holds an award
/// leaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromotionStatement {
    /// Name of the exchange.
    pub exchange: String,
    /// Direction number.
    pub direction: String,
    /// Round of the minute.
    pub round: u32,
    /// Digest of what stood before it, hexadecimal: the minute, or the promotion in force.
    pub after: String,
    /// Ids of the pairs whose awards were declined since then, sorted.
    pub declined: Vec<String>,
    /// Who comes in, in the joint order; empty where nobody waits who fits.
    pub enter: Vec<MinuteLine>,
    /// Neither office publishes it before this instant.
    pub publish: Zoned,
    /// When it was drawn up.
    pub made: Zoned,
}

impl Kind for PromotionStatement {
    const TYPE: &'static str = "hefu-promotion/1";
}
