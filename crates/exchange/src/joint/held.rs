//! What the two offices tell each other of an award that both hold: changes that need both, and that it is closed.

use std::collections::BTreeMap;

use jiff::Zoned;
use serde::{Deserialize, Serialize};

/// What an office tells of an award. What a change is of, and how an award is closed, are words of whoever sends them; one that
/// is not known here is shown as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum AwardStep {
    /// It agrees to a change that the other has to agree to as well.
    Changes {
        /// What the change is known by among those of this side.
        change: String,
        /// What is changed.
        kind: String,
        /// What stood, as the half writes it.
        from: String,
        /// What is to stand.
        to: String,
        /// Why, in the words of those who asked for it.
        reason: String,
        /// When they asked for it.
        asked: Zoned,
    },
    /// It answers a change of the other's.
    Answers {
        /// What the other knows the change by.
        change: String,
        /// Whether it agrees.
        agreed: bool,
        /// Why.
        reason: String,
    },
    /// How its award is registered; it takes the place of what it told before.
    Registered(Registered),
    /// It closed the award at its side.
    Closes {
        /// How.
        outcome: String,
        /// Why; may be empty where it is complete.
        reason: String,
    },
}

/// How an award is registered at a side. What is not given out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Registered {
    /// Award number.
    pub number: String,
    /// DOI of the award.
    pub doi: String,
    /// Page about the award to which the DOI leads.
    pub page: String,
    /// RAiD of the joint activity, which is a DOI.
    pub raid: String,
}

/// An award as the two offices have told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Changes that need both, by side and what that side knows them by.
    pub changes: BTreeMap<(String, String), Change>,
    /// How each side's award is registered.
    pub registered: BTreeMap<String, Registered>,
    /// How each side closed it.
    pub closed: BTreeMap<String, Closed>,
}

/// A change to which one office agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is changed.
    pub kind: String,
    /// What stood.
    pub from: String,
    /// What is to stand.
    pub to: String,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub asked: Zoned,
    /// What the other office says: whether it agrees, and why.
    pub answer: Option<(bool, String)>,
}

/// How a side closed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// How.
    pub outcome: String,
    /// Why.
    pub reason: String,
}

impl Held {
    /// Takes what stands by itself. What is said of one change or one closing first counts; what is
    /// told of a registration last.
    pub(super) fn take(&mut self, side: &str, step: &AwardStep) {
        match step {
            AwardStep::Changes { change, kind, from, to, reason, asked } => {
                let told = || Change {
                    kind: kind.clone(),
                    from: from.clone(),
                    to: to.clone(),
                    reason: reason.clone(),
                    asked: asked.clone(),
                    answer: None,
                };
                self.changes.entry((side.to_owned(), change.clone())).or_insert_with(told);
            }
            AwardStep::Closes { outcome, reason } => {
                let told = || Closed { outcome: outcome.clone(), reason: reason.clone() };
                self.closed.entry(side.to_owned()).or_insert_with(told);
            }
            AwardStep::Registered(told) => {
                self.registered.insert(side.to_owned(), told.clone());
            }
            AwardStep::Answers { .. } => {}
        }
    }

    /// Takes an answer, after every change is known. Gives false where there is no such change of the other's.
    pub(super) fn answer(&mut self, side: &str, change: &str, said: (bool, &str)) -> bool {
        let other = |(of, id): &&(String, String)| of != side && id == change;
        let Some(place) = self.changes.keys().find(other).cloned() else { return false };
        if let Some(change) = self.changes.get_mut(&place) {
            change.answer.get_or_insert_with(|| (said.0, said.1.to_owned()));
        }
        true
    }
}
