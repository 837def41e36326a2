//! The method both sides sign before either seals a list, so that nobody chooses it after having seen one.

use hefu_selection::{Draft, Locked, Quota};
use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::statement::Kind;

/// How the two sides decide one direction together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MethodStatement {
    /// Name of the exchange.
    pub exchange: String,
    /// Direction number.
    pub direction: String,
    /// Id of the guide.
    pub guide: String,
    /// 1; one more after each attempt that was broken off.
    pub round: u32,
    /// Digest of the joint projects there are to decide on ([`pairs_digest`](super::pairs_digest)).
    pub projects: String,
    /// Both lists must be open by then; a side that has not opened its own by then withholds it.
    pub open_by: Zoned,
    /// Who must agree, how orders become one, how far down, what decides between equals.
    pub method: Draft,
    /// Quotas, if any are set.
    #[serde(default)]
    pub quotas: Vec<Quota>,
    /// Projects decided beforehand, each with its reason.
    #[serde(default)]
    pub locks: Vec<Locked>,
    /// Whether money of several currencies is shown in one, for information.
    pub rates: RateTable,
    /// Whether the number of projects may leave the stated band (ruling R-1).
    pub leaving: Leaving,
}

impl Kind for MethodStatement {
    const TYPE: &'static str = "hefu-method/1";
}

/// Rates of exchange for showing money of several currencies in one. Nothing that decides is ever converted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateTable {
    /// Every sum stays in its own currency.
    None,
    /// These.
    Rates(Vec<Rate>),
}

/// One rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Currency code that is converted.
    pub from: String,
    /// Currency code that comes of it.
    pub to: String,
    /// Units of `to` for one million units of `from`.
    pub per_million: i64,
    /// The day it is of.
    pub dated: Date,
    /// Who publishes it.
    pub source: String,
}

/// Whether the number of projects may leave the stated band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// It may not.
    Never,
    /// For one of these reasons, signed.
    Reasons(Vec<String>),
}
