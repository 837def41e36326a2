//! Whom an applicant means by the experts that are asked not to review.

use std::collections::{BTreeSet, HashMap};

use hefu_text::organisation::Aliases;

use super::identity::alike;
use super::units::shared;
use super::{Candidate, Likeness, Party, Strength, Subject};

/// An expert who may be the person named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The project's number.
    pub project: String,
    /// Which of those it names, from 0.
    pub place: usize,
    /// The expert's number.
    pub expert: String,
    /// How the names agree.
    pub likeness: Likeness,
    /// Whether the unit given is one of the expert's, now or before: proved, or to be looked at. None: it is none of them.
    pub unit: Option<Strength>,
}

/// Whom the applicants mean, by project, place and expert. A person nobody in the register may be is in no line.
#[must_use]
pub fn meant(experts: &[Candidate], projects: &[Subject], aliases: &Aliases) -> Vec<Meant> {
    if projects.iter().all(|project| project.named.is_empty()) {
        return Vec::new();
    }
    let mut by_key: HashMap<String, Vec<&Candidate>> = HashMap::new();
    for expert in experts {
        for key in expert.party.person.keys() {
            by_key.entry(key).or_default().push(expert);
        }
    }
    let mut found = Vec::new();
    for project in projects {
        for (place, named) in project.named.iter().enumerate() {
            let mut asked = BTreeSet::new();
            for expert in named.person.keys().iter().filter_map(|key| by_key.get(key)).flatten() {
                if !asked.insert(&expert.id) {
                    continue;
                }
                if let Some((likeness, unit)) = may_mean(named, expert, aliases) {
                    let (project, expert) = (project.id.clone(), expert.id.clone());
                    found.push(Meant { project, place, expert, likeness, unit });
                }
            }
        }
    }
    found.sort_by(|a, b| (&a.project, a.place, &a.expert).cmp(&(&b.project, b.place, &b.expert)));
    found
}

/// How an expert may be the person named, if at all, and whether the unit is one of the expert's. Initials alone mean too many
/// people: then the unit has to agree where one is given.
pub(super) fn may_mean(named: &Party, expert: &Candidate, aliases: &Aliases) -> Option<(Likeness, Option<Strength>)> {
    let (likeness, ..) = alike(&expert.party.person, &named.person)?;
    // A unit left long ago is still one by which somebody is known.
    let pairs = expert.party.units.iter().flat_map(|own| named.units.iter().map(move |unit| (own, unit)));
    let same = |(own, unit): (&super::Affiliation, &super::Affiliation)| {
        let known = super::Affiliation { until: None, ..own.clone() };
        shared(&known, unit, aliases, (0, None)).map(|(strength, _)| strength)
    };
    let unit = pairs.filter_map(same).min();
    (likeness != Likeness::Initials || named.units.is_empty() || unit.is_some()).then_some((likeness, unit))
}
