//! Lenient and harsh experts: an additive mixed model of scores (project + expert + chance), its estimates with their
//! uncertainty, rounded to a millionth before anything uses them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Points;
use crate::scale::GRID;

/// One review.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Review {
    /// Project id.
    pub project: String,
    /// Expert, by a name of the office's own.
    pub expert: String,
    /// Score; none where the review is missing.
    pub score: Option<Points>,
}

/// An estimate with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// Mean of the scores as given, rounded to a millionth.
    pub raw: Points,
    /// The estimate.
    pub adjusted: Points,
    /// Standard error of the estimate.
    pub error: Points,
    /// Reviews it rests on.
    pub reviews: u32,
}

/// What the model says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calibration {
    /// Mean over everything.
    pub mean: Points,
    /// By project: the adjusted score.
    pub projects: BTreeMap<String, Estimate>,
    /// By expert: how far above (lenient) or below (harsh) the mean they score.
    pub experts: BTreeMap<String, Estimate>,
    /// Reviews asked for that are missing: project and expert.
    pub missing: Vec<(String, String)>,
}

/// Why no model can be fitted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalibrationError {
    /// An expert's two scores for one project.
    #[error("expert {expert} scores project {project} twice")]
    Twice {
        /// Project.
        project: String,
        /// Expert.
        expert: String,
    },
    /// Too little to tell experts from projects.
    #[error("there are too few scores to tell experts from projects: at least two experts and two projects are needed")]
    TooFew,
}

/// Rounds of the estimation of variances; more change nothing that is visible.
const ROUNDS: usize = 200;

impl Calibration {
    /// Projects whose score lies so near the cut that the uncertainty covers it: within `errors` standard errors, which the
    /// office states.
    #[must_use]
    pub fn grey_zone(&self, cut: Points, errors: Points) -> Vec<String> {
        let near = |one: &&Estimate| {
            let distance = i128::from(one.adjusted.0) - i128::from(cut.0);
            distance.abs() * i128::from(GRID) <= i128::from(errors.0) * i128::from(one.error.0)
        };
        self.projects.iter().filter(|(_, one)| near(one)).map(|(id, _)| id.clone()).collect()
    }
}

/// Fits the model. The result does not depend on the order of the reviews.
///
/// # Errors
/// Two scores for one project by one expert, or too few scores.
pub fn calibrate(reviews: &[Review]) -> Result<Calibration, CalibrationError> {
    let mut sorted: Vec<&Review> = reviews.iter().collect();
    sorted.sort();
    for two in sorted.windows(2) {
        if let [a, b] = two
            && (&a.project, &a.expert) == (&b.project, &b.expert)
        {
            return Err(CalibrationError::Twice { project: a.project.clone(), expert: a.expert.clone() });
        }
    }
    let index = |names: Vec<&String>| -> BTreeMap<String, usize> {
        let mut names: Vec<String> = names.into_iter().cloned().collect();
        names.sort();
        names.dedup();
        names.into_iter().zip(0..).collect()
    };
    let scored: Vec<&Review> = sorted.iter().copied().filter(|review| review.score.is_some()).collect();
    let projects = index(scored.iter().map(|review| &review.project).collect());
    let experts = index(scored.iter().map(|review| &review.expert).collect());
    if projects.len() < 2 || experts.len() < 2 {
        return Err(CalibrationError::TooFew);
    }
    let at = |names: &BTreeMap<String, usize>, name: &String| names.get(name).copied().unwrap_or(0);
    let cells: Vec<Scored> = scored
        .iter()
        .map(|review| Scored {
            project: at(&projects, &review.project),
            expert: at(&experts, &review.expert),
            score: float(review.score.unwrap_or_default()),
        })
        .collect();
    let fit = Fit::of(&cells, projects.len(), experts.len());
    let estimates = |names: &BTreeMap<String, usize>, own: fn(&Scored) -> usize, effects: &[(f64, f64)], base: f64| {
        names
            .iter()
            .map(|(name, at)| {
                let scores: Vec<f64> = cells.iter().filter(|cell| own(cell) == *at).map(|cell| cell.score).collect();
                let (effect, error) = effects.get(*at).copied().unwrap_or_default();
                let estimate = Estimate {
                    raw: grid(mean(&scores)),
                    adjusted: grid(base + effect),
                    error: grid(error),
                    reviews: u32::try_from(scores.len()).unwrap_or(u32::MAX),
                };
                (name.clone(), estimate)
            })
            .collect()
    };
    let missing = sorted.iter().filter(|review| review.score.is_none());
    Ok(Calibration {
        mean: grid(fit.mean),
        projects: estimates(&projects, |cell| cell.project, &fit.projects, fit.mean),
        experts: estimates(&experts, |cell| cell.expert, &fit.experts, 0.0),
        missing: missing.map(|review| (review.project.clone(), review.expert.clone())).collect(),
    })
}

struct Scored {
    project: usize,
    expert: usize,
    score: f64,
}

#[expect(clippy::cast_precision_loss, reason = "estimates; rounded to the grid before use")]
fn float(points: Points) -> f64 {
    points.0 as f64 / GRID as f64
}

#[expect(clippy::cast_precision_loss, reason = "a count of reviews")]
fn count(number: usize) -> f64 {
    number as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "an estimate put on the grid")]
fn grid(value: f64) -> Points {
    Points((value * GRID as f64).round() as i64)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / count(values.len()).max(1.0)
}

/// Effects with their standard errors.
struct Fit {
    mean: f64,
    projects: Vec<(f64, f64)>,
    experts: Vec<(f64, f64)>,
}

impl Fit {
    /// Henderson's mixed model equations, the projects eliminated; variances by expectation and maximisation (REML).
    fn of(cells: &[Scored], projects: usize, experts: usize) -> Self {
        let total = count(cells.len());
        let overall = mean(&cells.iter().map(|cell| cell.score).collect::<Vec<_>>());
        let spread = cells.iter().map(|cell| (cell.score - overall).powi(2)).sum::<f64>() / total;
        let floor = (spread * 1e-6).max(1e-12);
        let mut variances = [spread / 3.0 + floor; 3];
        let mut fit = Self { mean: overall, projects: Vec::new(), experts: Vec::new() };
        for _ in 0..ROUNDS {
            fit = Self::given(cells, projects, experts, variances);
            let [chance, of_projects, of_experts] = variances;
            let part = |effects: &[(f64, f64)]| {
                let sum: f64 = effects.iter().map(|(effect, error)| effect.powi(2) + error.powi(2)).sum();
                (sum / count(effects.len())).max(floor)
            };
            let effect = |effects: &[(f64, f64)], at: usize| effects.get(at).map_or(0.0, |one| one.0);
            let explained: f64 = cells
                .iter()
                .map(|cell| {
                    let fitted = fit.mean + effect(&fit.projects, cell.project) + effect(&fit.experts, cell.expert);
                    cell.score * (cell.score - fitted)
                })
                .sum();
            let next = [(explained / (total - 1.0)).max(floor), part(&fit.projects), part(&fit.experts)];
            let still = [chance, of_projects, of_experts].iter().zip(&next).all(|(a, b)| (a - b).abs() <= a * 1e-9);
            variances = next;
            if still {
                break;
            }
        }
        fit
    }

    /// Effects for given variances of chance, projects and experts.
    fn given(cells: &[Scored], projects: usize, experts: usize, [chance, of_projects, of_experts]: [f64; 3]) -> Self {
        // Unknowns of the reduced system: the experts, then the mean.
        let size = experts + 1;
        let ratio = chance / of_projects;
        let mut reviews = vec![Vec::new(); projects];
        for cell in cells {
            if let Some(own) = reviews.get_mut(cell.project) {
                own.push(cell);
            }
        }
        let mut matrix = vec![vec![0.0; size]; size];
        let mut right = vec![0.0; size];
        let mut add = |row: usize, column: usize, value: f64| {
            if let Some(cell) = matrix.get_mut(row).and_then(|row| row.get_mut(column)) {
                *cell += value;
            }
        };
        for expert in 0..experts {
            add(expert, expert, chance / of_experts);
        }
        for own in &reviews {
            let weight = 1.0 / (count(own.len()) + ratio);
            let sum: f64 = own.iter().map(|cell| cell.score).sum();
            let places = |cell: &Scored| [cell.expert, experts];
            for cell in own {
                for row in places(cell) {
                    for column in places(cell) {
                        add(row, column, 1.0);
                    }
                    if let Some(slot) = right.get_mut(row) {
                        *slot += cell.score - weight * sum;
                    }
                    for other in own {
                        for column in places(other) {
                            add(row, column, -weight);
                        }
                    }
                }
            }
        }
        let inverse = invert(matrix);
        let dot = |row: &[f64], with: &[f64]| -> f64 { row.iter().zip(with).map(|(a, b)| a * b).sum() };
        let solution: Vec<f64> = inverse.iter().map(|row| dot(row, &right)).collect();
        let grand = solution.last().copied().unwrap_or(0.0);
        let diagonal = |at: usize| inverse.get(at).and_then(|row| row.get(at)).copied().unwrap_or(0.0);
        let root = |variance: f64| (variance * chance).max(0.0).sqrt();
        let of_expert = |at: usize| solution.get(at).copied().unwrap_or(0.0);
        let of_project = |own: &Vec<&Scored>| {
            let weight = 1.0 / (count(own.len()) + ratio);
            let left: f64 = own.iter().map(|cell| cell.score - grand - of_expert(cell.expert)).sum();
            let mut reach = vec![0.0; size];
            for at in own.iter().flat_map(|cell| [cell.expert, experts]) {
                if let Some(slot) = reach.get_mut(at) {
                    *slot += weight;
                }
            }
            let through: f64 = inverse.iter().zip(&reach).map(|(row, own)| own * dot(row, &reach)).sum();
            (left * weight, root(weight + through))
        };
        Self {
            mean: grand,
            projects: reviews.iter().map(of_project).collect(),
            experts: (0..experts).map(|at| (of_expert(at), root(diagonal(at)))).collect(),
        }
    }
}

/// The inverse of a symmetric positive matrix, by elimination.
fn invert(mut left: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    let size = left.len();
    for (at, row) in left.iter_mut().enumerate() {
        row.extend((0..size).map(|column| if column == at { 1.0 } else { 0.0 }));
    }
    for pivot in 0..size {
        let mut own = left.get(pivot).cloned().unwrap_or_default();
        let head = own.get(pivot).copied().unwrap_or(1.0);
        let head = if head.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { head };
        own.iter_mut().for_each(|value| *value /= head);
        for (at, row) in left.iter_mut().enumerate() {
            if at == pivot {
                row.clone_from(&own);
                continue;
            }
            let factor = row.get(pivot).copied().unwrap_or(0.0);
            for (value, above) in row.iter_mut().zip(&own) {
                *value -= factor * above;
            }
        }
    }
    left.into_iter().map(|row| row.into_iter().skip(size).collect()).collect()
}
