//! What there is to decide: projects with what each side says of them, and the limits within which they are chosen.

use std::collections::{BTreeMap, BTreeSet};

use hefu_text::money::Money;
use serde::{Deserialize, Serialize};

use crate::Points;

/// Everything that is given before a method is applied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Sides by name, in the order of the pairing.
    pub sides: Vec<String>,
    /// Directions, in the guide's order.
    pub directions: Vec<Direction>,
    /// Band over all directions, if stated.
    pub band: Option<Band>,
    /// Ceilings on money.
    pub ceilings: Vec<Ceiling>,
    /// Quotas, if an office has set any.
    pub quotas: Vec<Quota>,
    /// Transfers of state money between directions, if an office has set any.
    pub transfers: Vec<Transfer>,
    /// The joint projects.
    pub projects: Vec<Project>,
}

/// A direction with its band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direction {
    /// The guide's number, `1.1`.
    pub number: String,
    /// How many projects are to be supported; none where neither guide nor office states it.
    pub band: Option<Band>,
}

/// A number of projects to be supported: the target, left only with a signed reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Least.
    pub min: u32,
    /// Most.
    pub max: u32,
}

/// Whose money.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fund {
    /// State money (国拨) in 分.
    State,
    /// Money of this side, in its own currency.
    Side(String),
}

/// An amount not exceeded, to the last minor unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceiling {
    /// Direction, or none for all of them together.
    pub direction: Option<String>,
    /// Whose money it limits.
    pub fund: Fund,
    /// The amount.
    pub amount: Money,
}

/// How many projects with a mark may or must be supported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Direction, or none for all of them.
    pub direction: Option<String>,
    /// The mark: a topic or a tag of projects.
    pub tag: String,
    /// At least so many.
    pub min: Option<u32>,
    /// At most so many.
    pub max: Option<u32>,
}

/// State money that one direction may leave to another; only by a stated reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Direction that leaves it.
    pub from: String,
    /// Direction that may use it.
    pub to: String,
    /// At most so much, in 分.
    pub at_most: i64,
    /// Why.
    pub reason: String,
}

/// A joint project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Id of the pair.
    pub id: String,
    /// Application number that decides last, between otherwise equal projects.
    pub number: String,
    /// Title, for people.
    pub title: String,
    /// Direction number.
    pub direction: String,
    /// Topic.
    pub topic: String,
    /// State money (国拨) asked for, in 分.
    pub state: i64,
    /// Money asked of other sides, each in its own currency; never counted against state money.
    pub others: Vec<SideMoney>,
    /// What each side says, by side; `joint` for a joint committee.
    pub standings: BTreeMap<String, Standing>,
    /// Named by the guide as preferred.
    pub preferred: bool,
    /// Further marks for quotas.
    pub tags: BTreeSet<String>,
    /// Why it may not be chosen by any route, for example that it did not pass the form check; no lock overrides it.
    pub barred: Option<String>,
    /// Decided beforehand, with the reason.
    pub lock: Option<Lock>,
}

/// Money of one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideMoney {
    /// The side.
    pub side: String,
    /// The amount in its currency.
    pub money: Money,
}

/// What one side says of a project. Nothing is assumed where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Whether the side would support it.
    pub supported: Option<bool>,
    /// Place in the side's order, 1 the best; equal places are equal.
    pub place: Option<u32>,
    /// Score on the side's own scale, higher is better.
    pub score: Option<Points>,
}

/// Decided beforehand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// In or out.
    pub supported: bool,
    /// Why.
    pub reason: String,
}

/// A project decided beforehand, named by its pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    /// Id of the pair.
    pub pair: String,
    /// In or out.
    pub supported: bool,
    /// Why.
    pub reason: String,
}

/// What is wrong with a call as given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// Two projects with one id or number.
    #[error("project {0} stands twice")]
    Twice(String),
    /// A direction there is not.
    #[error("{what} names direction {direction}, which the call does not have")]
    NoDirection {
        /// Who names it.
        what: String,
        /// The number.
        direction: String,
    },
    /// An amount below nothing.
    #[error("project {0} asks for less than nothing")]
    Negative(String),
    /// Money of a side in a currency its ceiling is not in; nothing is converted.
    #[error(
        "project {project} asks {found} of {side}, whose ceiling is in another currency ({wanted}); nothing is converted"
    )]
    Currency {
        /// Project.
        project: String,
        /// Side.
        side: String,
        /// Currency code found.
        found: String,
        /// Currency code of the ceiling.
        wanted: String,
    },
    /// A band or quota whose least is above its most.
    #[error("{0}: the least is above the most")]
    Upside(String),
    /// Too many directions linked by transfers.
    #[error("transfers link more than {0} directions")]
    Transfers(usize),
    /// Numbers beyond exact arithmetic.
    #[error("amounts or scores are too large to be added exactly")]
    TooLarge,
    /// The result did not stand the check that follows every search; nothing is decided.
    #[error("the result did not stand its check; please report this")]
    Certificate,
    /// What is locked in exceeds a limit by itself.
    #[error("the projects locked in exceed a limit: {0}")]
    Locks(String),
}

impl Call {
    /// The direction of this number.
    #[must_use]
    pub fn direction(&self, number: &str) -> Option<&Direction> {
        self.directions.iter().find(|direction| direction.number == number)
    }

    /// Whether everything that is named exists and no amount is below nothing.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), CallError> {
        let mut seen = BTreeSet::new();
        let numbers: BTreeSet<&str> = self.directions.iter().map(|direction| direction.number.as_str()).collect();
        for project in &self.projects {
            if !seen.insert(&project.id) {
                return Err(CallError::Twice(project.id.clone()));
            }
            if !numbers.contains(project.direction.as_str()) {
                self.named(&project.id, Some(&project.direction))?;
            }
            if project.state < 0 || project.others.iter().any(|other| other.money.minor < 0) {
                return Err(CallError::Negative(project.id.clone()));
            }
        }
        for ceiling in &self.ceilings {
            self.named("a ceiling", ceiling.direction.as_ref())?;
        }
        for quota in &self.quotas {
            self.named(&quota.tag, quota.direction.as_ref())?;
            if quota.min.zip(quota.max).is_some_and(|(min, max)| min > max) {
                return Err(CallError::Upside(quota.tag.clone()));
            }
        }
        for transfer in &self.transfers {
            self.named("a transfer", Some(&transfer.from))?;
            self.named("a transfer", Some(&transfer.to))?;
        }
        let bands = self.directions.iter().map(|direction| (direction.number.as_str(), direction.band));
        for (name, band) in bands.chain([("", self.band)]) {
            if band.is_some_and(|band| band.min > band.max) {
                return Err(CallError::Upside(name.to_owned()));
            }
        }
        Ok(())
    }

    fn named(&self, what: &str, direction: Option<&String>) -> Result<(), CallError> {
        match direction {
            Some(number) if self.direction(number).is_none() => {
                Err(CallError::NoDirection { what: what.to_owned(), direction: number.clone() })
            }
            _ => Ok(()),
        }
    }
}

impl Project {
    /// What it asks of a fund, in minor units, if the currency is that of the ceiling.
    pub(crate) fn asks(&self, ceiling: &Ceiling) -> Result<i64, CallError> {
        let Fund::Side(side) = &ceiling.fund else { return Ok(self.state) };
        let mut sum = 0i64;
        for other in self.others.iter().filter(|other| other.side == *side) {
            if other.money.currency != ceiling.amount.currency {
                return Err(CallError::Currency {
                    project: self.id.clone(),
                    side: side.clone(),
                    found: other.money.currency.code().to_owned(),
                    wanted: ceiling.amount.currency.code().to_owned(),
                });
            }
            sum = sum.checked_add(other.money.minor).ok_or(CallError::TooLarge)?;
        }
        Ok(sum)
    }

    /// Whether it bears a mark.
    pub(crate) fn bears(&self, tag: &str) -> bool {
        self.topic == tag || self.tags.contains(tag)
    }
}
