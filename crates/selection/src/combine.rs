//! From what each side says to one worth per project: who may be chosen at all, places, mapped scores, the joint worth.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::instance::{Uses, limits};
use crate::method::JOINT;
use crate::scale::{GRID, round};
use crate::{
    Call, CallError, Combination, Exclusion, Instance, Item, Method, Mode, Points, Preference, Project, Rule, Second,
    Standing, Weight,
};

/// What one side's standing of a project came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The side, or `joint`.
    pub side: String,
    /// Twice its place among the projects that may be chosen in its direction; equals share the middle place.
    pub twice_place: Option<i64>,
    /// Score as given.
    pub raw: Option<Points>,
    /// Score on the common scale, where a mapping is stated.
    pub mapped: Option<Points>,
}

/// The decision in numbers, with what was left out and how each worth came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Combined {
    /// The decision in numbers.
    pub instance: Instance,
    /// Project index and why it cannot be chosen.
    pub excluded: Vec<(usize, Exclusion)>,
    /// For each item of the instance the parts of its worth, by side.
    pub parts: Vec<Vec<Part>>,
}

/// Applies the method to what the sides say.
///
/// # Errors
/// A call that does not hold together, or numbers too large to add exactly.
pub fn combine(call: &Call, method: &Method) -> Result<Combined, CallError> {
    call.check()?;
    let mut excluded = Vec::new();
    let mut open = Vec::new();
    for (at, project) in call.projects.iter().enumerate() {
        match exclusion(call, method, project) {
            Some(why) => excluded.push((at, why)),
            None => open.push(at),
        }
    }
    let sides: Vec<&str> = match &method.combination {
        Combination::LeadFirst(lead) if lead == JOINT => vec![JOINT],
        _ => call.sides.iter().map(String::as_str).collect(),
    };
    let standings = Standings::new(call, &open, &sides);
    let limits = limits(call)?;
    let uses = Uses::new(call, &limits);
    let indexes: BTreeMap<&str, usize> =
        call.directions.iter().map(|d| (d.number.as_str(), uses.direction(&d.number))).collect();
    let mut order: Vec<usize> = open.clone();
    order.sort_by_key(|at| call.projects.get(*at).map(|project| (&project.number, &project.id)));
    let order: BTreeMap<usize, u32> = order.into_iter().zip(0..).collect();
    let (mut items, mut all_parts) = (Vec::new(), Vec::new());
    let mut unit = 1;
    for at in open {
        let Some(project) = call.projects.get(at) else { continue };
        let parts = standings.parts(at, project, &sides, &method.combination);
        let size = standings.size(&project.direction);
        let (mut worth, per) = worth(&method.combination, &parts, size, sides.len())?;
        unit = per;
        if let (Preference::Bonus(bonus), true) = (method.preference, project.preferred) {
            worth += round(i128::from(bonus.0) * per, i128::from(GRID));
        }
        let second = match &method.second {
            Second::None => 0,
            Second::LessMoney => -project.state,
            Second::Side(side) => {
                let place = parts.iter().find(|part| part.side == *side).and_then(|part| part.twice_place);
                place.map_or(0, |place| 2 * size + 2 - place)
            }
        };
        items.push(Item {
            project: at,
            direction: indexes.get(project.direction.as_str()).copied().unwrap_or(0),
            worth,
            preferred: project.preferred,
            second,
            order: order.get(&at).copied().unwrap_or(u32::MAX),
            locked: project.lock.is_some(),
            uses: uses.of(project)?,
        });
        all_parts.push(parts);
    }
    drop(uses);
    let instance = Instance {
        bands: call.directions.iter().map(|direction| direction.band).collect(),
        items,
        limits,
        rule: Rule::new(method),
        unit,
    };
    Ok(Combined { instance, excluded, parts: all_parts })
}

fn exclusion(call: &Call, method: &Method, project: &Project) -> Option<Exclusion> {
    if let Some(standing) = &project.barred {
        return Some(Exclusion::Barred { standing: standing.clone() });
    }
    if let Some(lock) = &project.lock {
        return (!lock.supported).then(|| Exclusion::LockedOut { reason: lock.reason.clone() });
    }
    let says = |side: &String| project.standings.get(side).and_then(|standing| standing.supported);
    let those = |wanted: Option<bool>| -> Vec<String> {
        call.sides.iter().filter(|side| says(side) == wanted).cloned().collect()
    };
    let (refused, unsaid) = (those(Some(false)), those(None));
    if !refused.is_empty() {
        return Some(Exclusion::Refused { sides: refused });
    }
    if method.mode != Mode::Committee && !unsaid.is_empty() {
        return Some(Exclusion::Unsaid { sides: unsaid });
    }
    let standing = |side: &str| project.standings.get(side);
    let scored = |side: &str| standing(side).is_some_and(|standing| standing.score.is_some());
    let placed = |side: &str| standing(side).is_some_and(|one| one.place.is_some() || one.score.is_some());
    let lacking: Vec<String> = match &method.combination {
        Combination::WeightedScores(_) => call.sides.iter().filter(|side| !scored(side)).cloned().collect(),
        Combination::LeadFirst(lead) => [lead].into_iter().filter(|side| !placed(side)).cloned().collect(),
        _ => call.sides.iter().filter(|side| !placed(side)).cloned().collect(),
    };
    (!lacking.is_empty()).then_some(Exclusion::NoStanding { sides: lacking })
}

/// Places of the projects that may be chosen, by direction and side.
struct Standings<'a> {
    twice: BTreeMap<(&'a str, usize), i64>,
    sizes: BTreeMap<&'a str, i64>,
}

/// What a side orders by: its place where it gives places, its score otherwise; lower is better.
fn rank(standing: &Standing, by_place: bool) -> Option<i64> {
    if by_place { standing.place.map(i64::from) } else { standing.score.map(|score| -score.0) }
}

impl<'a> Standings<'a> {
    fn new(call: &'a Call, open: &[usize], sides: &[&'a str]) -> Self {
        let mut by_direction: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in open {
            if let Some(project) = call.projects.get(*at) {
                by_direction.entry(&project.direction).or_default().push(*at);
            }
        }
        let mut twice = BTreeMap::new();
        for side in sides {
            for projects in by_direction.values() {
                let standing = |at: &usize| call.projects.get(*at).and_then(|project| project.standings.get(*side));
                let by_place = projects.iter().any(|at| standing(at).is_some_and(|one| one.place.is_some()));
                let mut ranked: Vec<(i64, usize)> = projects
                    .iter()
                    .filter_map(|at| standing(at).and_then(|standing| rank(standing, by_place)).map(|rank| (rank, *at)))
                    .collect();
                ranked.sort_unstable();
                let mut before = 0i64;
                for equals in ranked.chunk_by(|a, b| a.0 == b.0) {
                    let count = i64::try_from(equals.len()).unwrap_or(i64::MAX);
                    for (_, at) in equals {
                        twice.insert((*side, *at), 2 * before + count + 1);
                    }
                    before += count;
                }
            }
        }
        let sizes = by_direction.iter().map(|(d, all)| (*d, i64::try_from(all.len()).unwrap_or(i64::MAX))).collect();
        Self { twice, sizes }
    }

    fn size(&self, direction: &str) -> i64 {
        self.sizes.get(direction).copied().unwrap_or(0)
    }

    fn parts(&self, at: usize, project: &Project, sides: &[&str], combination: &Combination) -> Vec<Part> {
        let part = |side: &&str| {
            let raw = project.standings.get(*side).and_then(|standing| standing.score);
            let mapping = match combination {
                Combination::WeightedScores(weights) => weights.iter().find(|weight| weight.side == **side),
                _ => None,
            };
            let mapped = raw.zip(mapping.and_then(|weight| weight.mapping)).and_then(|(raw, map)| map.apply(raw));
            Part { side: (*side).to_owned(), twice_place: self.twice.get(&(*side, at)).copied(), raw, mapped }
        };
        sides.iter().map(part).collect()
    }
}

/// The worth of a project, and how much worth is one place or point.
fn worth(combination: &Combination, parts: &[Part], size: i64, sides: usize) -> Result<(i128, i128), CallError> {
    // Twice the places from its own to the last one, its own counted.
    let steps = |part: &Part| part.twice_place.map_or(0, |place| i128::from(2 * size + 2 - place));
    match combination {
        Combination::SumOfPlaces => Ok((parts.iter().map(steps).sum(), 2)),
        // One that is locked in may have no place; then only the places it has count.
        Combination::WorsePlace => Ok((parts.iter().map(steps).min().unwrap_or(0), 2)),
        Combination::LeadFirst(lead) => {
            let of = |is_lead: bool| -> i128 { parts.iter().filter(|p| (p.side == *lead) == is_lead).map(steps).sum() };
            // More than all other sides' steps of all projects together.
            let over = 2 * i128::from(size + 1) * i128::from(size + 1) * i128::try_from(sides).unwrap_or(1) + 1;
            Ok((of(true) * over + of(false), 2 * over))
        }
        Combination::WeightedScores(weights) => {
            let mut sum = 0i128;
            for Weight { side, weight, mapping } in weights {
                let Some(part) = parts.iter().find(|part| part.side == *side) else { continue };
                let score = match (mapping, part.raw) {
                    (_, None) => Points(0),
                    (None, Some(raw)) => raw,
                    (Some(_), Some(_)) => part.mapped.ok_or(CallError::TooLarge)?,
                };
                sum += i128::from(weight.0) * i128::from(score.0);
            }
            Ok((round(sum, i128::from(GRID)), i128::from(GRID)))
        }
    }
}
