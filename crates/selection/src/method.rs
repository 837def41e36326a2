//! How the sides decide together. Nothing is assumed that they have not stated: what is unset is named, and blocks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Mapping, Points};

/// Who must agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Every side must support a project (the default, R-23).
    BothSupport,
    /// One side orders, the others endorse.
    Lead(String),
    /// A joint committee orders; no side may refuse.
    Committee,
}

/// How the sides' orders become one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Combination {
    /// The places of all sides are added; the least sum is best.
    SumOfPlaces,
    /// The worse of the places counts.
    WorsePlace,
    /// Scores on the common scale, weighted.
    WeightedScores(Vec<Weight>),
    /// This side's order; the other's only between equals.
    LeadFirst(String),
}

/// The weight of a side's score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// Side.
    pub side: String,
    /// Weight.
    pub weight: Points,
    /// From the side's own scale to the common one; without it the score counts as it is.
    pub mapping: Option<Mapping>,
}

/// How far down the joint order support goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// In order; the first that does not fit ends it.
    Stop,
    /// In order; what does not fit is passed over.
    Skip,
    /// In order while all equals fit; where they do not all fit, the best set among the equals ends it.
    TiesAtCut,
    /// The best set by a stated objective.
    Free(Objective),
}

/// What the best set has most of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objective {
    /// The sum of what the projects are worth.
    Worth,
    /// Projects; then worth.
    Projects,
}

/// What 优先支持 does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preference {
    /// Nothing.
    Off,
    /// Decides between equals (the default, R-15).
    TieBreak,
    /// Adds so much to what a preferred project is worth; stated in the result.
    Bonus(Points),
}

/// What decides between projects still equal, before the application number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Second {
    /// Nothing: the application number at once.
    None,
    /// Less state money.
    LessMoney,
    /// The better place with this side.
    Side(String),
}

/// A method in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Who must agree; R-23 if unset.
    pub mode: Option<Mode>,
    /// How orders become one. Not needed where one side or a committee orders.
    pub combination: Option<Combination>,
    /// How far down.
    pub policy: Option<Policy>,
    /// What preference does; R-15 if unset.
    pub preference: Option<Preference>,
    /// What decides between equals.
    pub second: Option<Second>,
}

/// A method with everything stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// Who must agree.
    pub mode: Mode,
    /// How orders become one.
    pub combination: Combination,
    /// How far down.
    pub policy: Policy,
    /// What preference does.
    pub preference: Preference,
    /// What decides between equals.
    pub second: Second,
}

/// What a method leaves open, or says of a side there is not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Unset {
    /// How the orders become one.
    Combination,
    /// How far down support goes.
    Policy,
    /// What decides between equals.
    Second,
    /// A side named in the method that is none of the call's.
    Side {
        /// The name.
        side: String,
    },
    /// No weight is stated for a side.
    Weight {
        /// The side.
        side: String,
    },
    /// A weight that is not above nothing.
    WeightNotPositive {
        /// The side.
        side: String,
    },
    /// A mapping that does not rise.
    Mapping {
        /// The side.
        side: String,
    },
}

/// Name under which a joint committee's standing is given.
pub(crate) const JOINT: &str = "joint";

impl Draft {
    /// The method, if nothing is left open. Only what the default rulings settle is filled in.
    ///
    /// # Errors
    /// Everything that is unset, in one list.
    pub fn settle(self, sides: &[String]) -> Result<Method, Vec<Unset>> {
        let mode = self.mode.unwrap_or(Mode::BothSupport);
        let mut unset = Vec::new();
        let known = |side: &String, unset: &mut Vec<Unset>| {
            if !sides.contains(side) {
                unset.push(Unset::Side { side: side.clone() });
            }
        };
        let combination = match (&mode, self.combination) {
            (Mode::Lead(side), _) => {
                known(side, &mut unset);
                Some(Combination::LeadFirst(side.clone()))
            }
            (Mode::Committee, _) => Some(Combination::LeadFirst(JOINT.to_owned())),
            (Mode::BothSupport, combination) => combination,
        };
        match &combination {
            None => unset.push(Unset::Combination),
            Some(Combination::LeadFirst(side)) if mode == Mode::BothSupport => known(side, &mut unset),
            Some(Combination::WeightedScores(weights)) => weighed(weights, sides, &mut unset),
            Some(_) => {}
        }
        if let Some(Second::Side(side)) = &self.second {
            known(side, &mut unset);
        }
        if self.policy.is_none() {
            unset.push(Unset::Policy);
        }
        if self.second.is_none() {
            unset.push(Unset::Second);
        }
        match (combination, self.policy, self.second) {
            (Some(combination), Some(policy), Some(second)) if unset.is_empty() => Ok(Method {
                mode,
                combination,
                policy,
                preference: self.preference.unwrap_or(Preference::TieBreak),
                second,
            }),
            _ => Err(unset),
        }
    }
}

fn weighed(weights: &[Weight], sides: &[String], unset: &mut Vec<Unset>) {
    let mut by_side: BTreeMap<&str, usize> = BTreeMap::new();
    for weight in weights {
        *by_side.entry(&weight.side).or_default() += 1;
        let side = || weight.side.clone();
        if !sides.contains(&weight.side) {
            unset.push(Unset::Side { side: side() });
        }
        if weight.weight <= Points(0) {
            unset.push(Unset::WeightNotPositive { side: side() });
        }
        if weight.mapping.is_some_and(|mapping| !mapping.is_sound()) {
            unset.push(Unset::Mapping { side: side() });
        }
    }
    for side in sides {
        if by_side.get(side.as_str()) != Some(&1) {
            unset.push(Unset::Weight { side: side.clone() });
        }
    }
}
