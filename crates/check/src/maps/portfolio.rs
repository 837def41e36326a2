//! Counts over a whole round: aims, topics, modes, tissues, scenarios and every other list of the guide.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::{Application, ApplicationId, Intake, State};
use hefu_guide::Guide;
use hefu_guide::model::Direction;
use hefu_pairing::PairingResult;
use serde::{Deserialize, Serialize};

use crate::joint::Joint;

/// Counts over all joint projects of a round. A pair counts once; an application without a decided partner counts by
/// itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portfolio {
    /// Leaf topics, in the order of the guide.
    pub topics: Vec<TopicCount>,
    /// Values of lists, in the order of the guide. Lists outside any direction's scope are left out.
    pub lists: Vec<ListCount>,
}

/// Projects of one leaf topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicCount {
    /// Direction number.
    pub direction: String,
    /// Leaf topic id.
    pub topic: String,
    /// Pairs.
    pub pairs: usize,
    /// Applications without a decided partner.
    pub single: usize,
}

/// Projects by value of one list in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCount {
    /// Direction number.
    pub direction: String,
    /// List id.
    pub list: String,
    /// Clause it stands in.
    pub clause: String,
    /// Values in the order of the list.
    pub values: Vec<ValueCount>,
    /// Pairs that chose 其他.
    pub other_pairs: usize,
    /// Single applications that chose 其他.
    pub other_single: usize,
}

/// Projects that chose one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCount {
    /// Value id.
    pub value: String,
    /// Pairs.
    pub pairs: usize,
    /// Applications without a decided partner.
    pub single: usize,
}

impl Portfolio {
    /// The counts of a round. Drafts and withdrawn applications are left out.
    pub fn of(guide: &Guide, intakes: &[Intake], pairing: &PairingResult) -> Self {
        let all: BTreeMap<&ApplicationId, &Application> = intakes
            .iter()
            .flat_map(|intake| &intake.applications)
            .filter(|application| application.state == State::Submitted)
            .map(|application| (&application.id, application))
            .collect();
        let mut projects: Vec<(bool, Joint<'_>)> = Vec::new();
        let mut paired = BTreeSet::new();
        for pair in &pairing.pairs {
            let halves: Vec<&Application> = pair.halves.iter().filter_map(|half| all.get(half).copied()).collect();
            paired.extend(&pair.halves);
            projects.push((true, Joint::of(guide, &halves)));
        }
        for (id, application) in &all {
            if !paired.contains(id) {
                projects.push((false, Joint::of(guide, &[application])));
            }
        }
        let mut portfolio = Self::default();
        for direction in &guide.directions {
            let own: Vec<_> = projects.iter().filter(|(_, joint)| joint.direction == direction.number).collect();
            portfolio.topics.extend(topics(direction, &own));
            portfolio.lists.extend(lists(guide, direction, &own));
        }
        portfolio
    }
}

type Project<'a> = (bool, Joint<'a>);

fn count(projects: &[&Project<'_>], pairs: bool, holds: impl Fn(&Joint<'_>) -> bool) -> usize {
    projects.iter().filter(|(pair, joint)| *pair == pairs && holds(joint)).count()
}

fn topics(direction: &Direction, projects: &[&Project<'_>]) -> Vec<TopicCount> {
    direction
        .leaves()
        .into_iter()
        .map(|leaf| {
            let holds = |joint: &Joint<'_>| joint.topics.contains(&leaf.id.as_str());
            TopicCount {
                direction: direction.number.clone(),
                topic: leaf.id.clone(),
                pairs: count(projects, true, holds),
                single: count(projects, false, holds),
            }
        })
        .collect()
}

fn lists(guide: &Guide, direction: &Direction, projects: &[&Project<'_>]) -> Vec<ListCount> {
    let leaves = direction.leaves();
    guide
        .lists
        .iter()
        .filter(|list| {
            list.scope.covers(&direction.number, None)
                || leaves.iter().any(|leaf| list.scope.covers(&direction.number, Some(&leaf.id)))
        })
        .map(|list| {
            let chosen: Vec<_> = projects.iter().map(|(pair, joint)| (*pair, joint.chosen(list))).collect();
            let number = |pairs: bool, value: Option<&str>| {
                chosen
                    .iter()
                    .filter(|(pair, chosen)| {
                        *pair == pairs
                            && match value {
                                Some(value) => chosen.values.contains_key(value),
                                None => !chosen.other.is_empty(),
                            }
                    })
                    .count()
            };
            ListCount {
                direction: direction.number.clone(),
                list: list.id.clone(),
                clause: list.clause.clone(),
                values: list
                    .values
                    .iter()
                    .map(|value| ValueCount {
                        value: value.id.clone(),
                        pairs: number(true, Some(&value.id)),
                        single: number(false, Some(&value.id)),
                    })
                    .collect(),
                other_pairs: number(true, None),
                other_single: number(false, None),
            }
        })
        .collect()
}
