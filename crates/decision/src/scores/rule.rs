//! What the method says of a side's review: which figure counts, and as what.

use std::collections::BTreeMap;

use hefu_selection::Points;
use serde::{Deserialize, Serialize};

/// Which figure of an application counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// The plain mean of the scores given.
    Mean,
    /// The estimate of the additive mixed model: lenient and harsh experts are allowed for.
    Adjusted,
}

/// As what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandsAs {
    /// As the side's score.
    Score,
    /// As the side's place: the highest first, equals share a place.
    Place,
    /// As nothing: it is shown beside the places or scores that the list gives.
    Beside,
}

/// A `[[scores]]` of the method file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreRule {
    /// The side.
    pub side: String,
    /// Which figure counts.
    pub counts: Counts,
    /// As what.
    pub stands_as: StandsAs,
    /// Least and most of the side's scale; a score outside it is named. None: not checked.
    #[serde(default)]
    pub scale: Option<[Points; 2]>,
    /// Weight of each criterion, where reviews score by criterion; a criterion that is to have no part has weight 0.
    #[serde(default)]
    pub criteria: BTreeMap<String, Points>,
    /// Half the width of an interval, in standard errors. None: no interval is drawn and nothing is in the grey zone.
    #[serde(default)]
    pub errors: Option<Points>,
}
