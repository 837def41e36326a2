//! Reviews summed up per application, with everything a figure was made from beside it.

use std::collections::{BTreeMap, BTreeSet};

use hefu_selection::{Calibration, CalibrationError, Estimate, Mapping, Points, calibrate};
use serde::Serialize;

use super::{Counts, ScoreRule, Scores};

/// An expert's review of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Given {
    /// The expert.
    pub expert: String,
    /// The score, criteria weighted; none where the review, or a criterion of it that counts, is missing.
    pub score: Option<Points>,
    /// Criteria that count and are missing.
    pub lacks: Vec<String>,
}

/// An application and what its reviews came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reviewed {
    /// Application number.
    pub number: String,
    /// Reviews by expert, those missing among them.
    pub given: Vec<Given>,
    /// Reviews there are.
    pub reviews: usize,
    /// Experts whose review was asked for and is missing.
    pub missing: Vec<String>,
    /// Least and most of the scores.
    pub spread: Option<[Points; 2]>,
    /// Mean of the scores as given, to the nearest millionth.
    pub mean: Option<Points>,
    /// What the model makes of it; none where the method does not ask for it.
    pub adjusted: Option<Estimate>,
    /// The estimate less and more the stated number of standard errors.
    pub interval: Option<[Points; 2]>,
    /// The figure that counts.
    pub counted: Option<Points>,
    /// That figure on the common scale, where the method states a mapping.
    pub mapped: Option<Points>,
}

/// An expert of a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExpertLine {
    /// The expert.
    pub expert: String,
    /// Reviews given.
    pub reviews: usize,
    /// Reviews missing.
    pub missing: usize,
    /// Mean of the scores given.
    pub mean: Option<Points>,
    /// How far above the others (lenient) or below (harsh) the model takes the expert to score, and its standard error.
    pub offset: Option<[Points; 2]>,
}

/// A side's review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// File name.
    pub file: String,
    /// What the method says of it.
    pub rule: ScoreRule,
    /// Applications by number.
    pub applications: BTreeMap<String, Reviewed>,
    /// Experts, in order.
    pub experts: Vec<ExpertLine>,
}

/// Why reviews cannot be summed up as the method says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// Criteria without a weight.
    #[error("`criteria` of [[scores]] for {side} gives no weight to: {}", criteria.join(", "))]
    Criteria {
        /// The side.
        side: String,
        /// The criteria.
        criteria: Vec<String>,
    },
    /// Weights for criteria that no review scores by.
    #[error("`criteria` of [[scores]] for {side} names what no review scores by: {}", criteria.join(", "))]
    NoSuchCriteria {
        /// The side.
        side: String,
        /// The criteria.
        criteria: Vec<String>,
    },
    /// An interval without the model.
    #[error(
        "`errors` of [[scores]] for {0} needs counts = \"adjusted\": only the model knows how uncertain a score is"
    )]
    Errors(String),
    /// Numbers beyond exact arithmetic.
    #[error("scores of {0} are too large to be added exactly")]
    TooLarge(String),
    /// The model cannot be fitted.
    #[error("{side}: {why}")]
    Model {
        /// The side.
        side: String,
        /// Why.
        why: CalibrationError,
    },
    /// The list gives what the reviews are to give.
    #[error("the list of {side} gives places or scores of its own ({}); empty those cells or take [[scores]] out", numbers.join(", "))]
    Both {
        /// The side.
        side: String,
        /// Application numbers.
        numbers: Vec<String>,
    },
}

/// Millionths in a point.
const POINT: i128 = 1_000_000;

/// A sum of points divided, to the nearest millionth, halves up.
fn divided(top: i128, bottom: i128) -> Option<Points> {
    i64::try_from((2 * top + bottom).div_euclid(2 * bottom)).ok().map(Points)
}

fn mean<'a>(scores: impl Iterator<Item = &'a Points> + Clone) -> Option<Points> {
    let count = i128::try_from(scores.clone().count()).ok().filter(|count| *count > 0)?;
    divided(scores.map(|score| i128::from(score.0)).sum(), count)
}

/// Sums up. `mapping` is what the method states for this side's scale, if it does.
///
/// # Errors
/// What the method leaves open about criteria, or a model that cannot be fitted.
pub fn summarise(scores: &Scores, rule: &ScoreRule, mapping: Option<Mapping>) -> Result<Summary, ScoreError> {
    if rule.errors.is_some() && rule.counts == Counts::Mean {
        return Err(ScoreError::Errors(rule.side.clone()));
    }
    criteria(scores, rule)?;
    let given = by_application(scores, rule)?;
    let model = match rule.counts {
        Counts::Mean => None,
        Counts::Adjusted => {
            let reviews: Vec<hefu_selection::Review> = given
                .iter()
                .flat_map(|(number, given)| given.iter().map(move |one| (number, one)))
                .map(|(number, one)| hefu_selection::Review {
                    project: number.clone(),
                    expert: one.expert.clone(),
                    score: one.score,
                })
                .collect();
            Some(calibrate(&reviews).map_err(|why| ScoreError::Model { side: rule.side.clone(), why })?)
        }
    };
    let experts = experts(&given, model.as_ref());
    let applications = given
        .into_iter()
        .map(|(number, given)| {
            let estimate = model.as_ref().and_then(|model| model.projects.get(&number)).copied();
            (number.clone(), reviewed(number, given, rule, estimate, mapping))
        })
        .collect();
    Ok(Summary { file: scores.file.clone(), rule: rule.clone(), applications, experts })
}

/// Every criterion has a weight, and every weight a criterion.
fn criteria(scores: &Scores, rule: &ScoreRule) -> Result<(), ScoreError> {
    let found: BTreeSet<&String> = scores.reviews.iter().filter_map(|review| review.criterion.as_ref()).collect();
    let side = || rule.side.clone();
    let open: Vec<String> =
        found.iter().filter(|name| !rule.criteria.contains_key(**name)).map(|n| (*n).clone()).collect();
    if !open.is_empty() {
        return Err(ScoreError::Criteria { side: side(), criteria: open });
    }
    let idle: Vec<String> = rule.criteria.keys().filter(|name| !found.contains(name)).cloned().collect();
    if idle.is_empty() { Ok(()) } else { Err(ScoreError::NoSuchCriteria { side: side(), criteria: idle }) }
}

/// Reviews by application and expert, criteria weighted.
fn by_application(scores: &Scores, rule: &ScoreRule) -> Result<BTreeMap<String, Vec<Given>>, ScoreError> {
    let mut cells: BTreeMap<(&str, &str), BTreeMap<&str, Option<Points>>> = BTreeMap::new();
    for review in &scores.reviews {
        let own = cells.entry((&review.number, &review.expert)).or_default();
        own.insert(review.criterion.as_deref().unwrap_or_default(), review.score);
    }
    let mut out: BTreeMap<String, Vec<Given>> = BTreeMap::new();
    for ((number, expert), by_criterion) in cells {
        let mut lacks = Vec::new();
        let score = if rule.criteria.is_empty() {
            by_criterion.values().copied().next().flatten()
        } else {
            let mut sum = 0i128;
            for (name, weight) in rule.criteria.iter().filter(|(_, weight)| **weight != Points(0)) {
                match by_criterion.get(name.as_str()).copied().flatten() {
                    Some(score) => sum += i128::from(weight.0) * i128::from(score.0),
                    None => lacks.push(name.clone()),
                }
            }
            let score = divided(sum, POINT).ok_or_else(|| ScoreError::TooLarge(rule.side.clone()))?;
            lacks.is_empty().then_some(score)
        };
        out.entry(number.to_owned()).or_default().push(Given { expert: expert.to_owned(), score, lacks });
    }
    Ok(out)
}

fn reviewed(
    number: String,
    given: Vec<Given>,
    rule: &ScoreRule,
    adjusted: Option<Estimate>,
    mapping: Option<Mapping>,
) -> Reviewed {
    let scores: Vec<Points> = given.iter().filter_map(|one| one.score).collect();
    let mean = mean(scores.iter());
    let counted = match rule.counts {
        Counts::Mean => mean,
        Counts::Adjusted => adjusted.map(|estimate| estimate.adjusted),
    };
    let interval = adjusted.zip(rule.errors).and_then(|(estimate, errors)| {
        let half = divided(i128::from(errors.0) * i128::from(estimate.error.0), POINT)?;
        Some([
            estimate.adjusted.0.checked_sub(half.0).map(Points)?,
            estimate.adjusted.0.checked_add(half.0).map(Points)?,
        ])
    });
    let missing = given.iter().filter(|one| one.score.is_none()).map(|one| one.expert.clone()).collect();
    Reviewed {
        number,
        reviews: scores.len(),
        missing,
        spread: scores.iter().min().zip(scores.iter().max()).map(|(least, most)| [*least, *most]),
        mean,
        adjusted,
        interval,
        counted,
        mapped: counted.zip(mapping).and_then(|(score, mapping)| mapping.apply(score)),
        given,
    }
}

fn experts(given: &BTreeMap<String, Vec<Given>>, model: Option<&Calibration>) -> Vec<ExpertLine> {
    let mut by_expert: BTreeMap<&str, Vec<Option<Points>>> = BTreeMap::new();
    for one in given.values().flatten() {
        by_expert.entry(&one.expert).or_default().push(one.score);
    }
    let line = |(expert, scores): (&str, Vec<Option<Points>>)| {
        let known: Vec<Points> = scores.iter().flatten().copied().collect();
        let estimate = model.and_then(|model| model.experts.get(expert));
        ExpertLine {
            expert: expert.to_owned(),
            reviews: known.len(),
            missing: scores.len() - known.len(),
            mean: mean(known.iter()),
            offset: estimate.map(|estimate| [estimate.adjusted, estimate.error]),
        }
    };
    by_expert.into_iter().map(line).collect()
}
