//! The weights of evidence, learned without labels: Fellegi and Sunter's model by expectation and maximisation, where
//! the expectation knows that a record has at most one partner.

use std::collections::HashMap;

/// Level of a field that is missing in one of the records: no evidence either way.
pub(crate) const ABSENT: u8 = 15;
/// Fields that fit a pattern.
pub(crate) const MOST_FIELDS: usize = 32;

/// Levels of all fields of one pair, four bits each.
pub(crate) fn pack(levels: impl Iterator<Item = u8>) -> u128 {
    levels
        .take(MOST_FIELDS)
        .enumerate()
        .fold(0, |packed, (field, level)| packed | u128::from(level & 15) << (field * 4))
}

/// The level of one field of a pattern.
pub(crate) fn unpack(pattern: u128, field: usize) -> u8 {
    (pattern >> (field * 4) & 15) as u8
}

/// Candidate pairs by left record, each with the number of its pattern of levels.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// First pair of each left record, and the end.
    pub(crate) starts: Vec<usize>,
    /// Right record of each pair.
    pub(crate) right: Vec<u32>,
    /// Pattern of each pair.
    pub(crate) pattern: Vec<u32>,
    /// Distinct patterns.
    pub(crate) patterns: Vec<u128>,
    /// Right records in all.
    pub(crate) rights: usize,
}

impl Pairs {
    /// The pairs of a left record.
    pub(crate) fn of(&self, left: usize) -> impl Iterator<Item = (u32, u32)> {
        let at = |place: usize| self.starts.get(place).copied().unwrap_or(0);
        let range = at(left)..at(left + 1);
        let right = self.right.get(range.clone()).unwrap_or(&[]);
        let pattern = self.pattern.get(range).unwrap_or(&[]);
        right.iter().copied().zip(pattern.iter().copied())
    }

    pub(crate) fn lefts(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Numbers the patterns of all pairs in the order of meeting.
    pub(crate) fn set_patterns(&mut self, packed: impl Iterator<Item = u128>) {
        let mut numbers: HashMap<u128, u32> = HashMap::new();
        self.patterns.clear();
        self.pattern.clear();
        for pattern in packed {
            let next = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(pattern).or_insert(next);
            if number == next {
                self.patterns.push(pattern);
            }
            self.pattern.push(number);
        }
    }
}

/// Where the learning of a field starts: chances of its levels.
#[derive(Clone, Debug)]
pub(crate) struct Prior {
    /// Among true pairs.
    pub(crate) same: Vec<f64>,
    /// Among other candidates.
    pub(crate) other: Vec<f64>,
}

/// What was learned of one field.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Chance of each level among true pairs.
    pub(crate) same: Vec<f64>,
    /// Chance of each level among other candidates.
    pub(crate) other: Vec<f64>,
}

/// The model.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) fields: Vec<Field>,
    /// Odds that a candidate pair is true before any field is looked at.
    pub(crate) odds: f64,
    /// For each pattern the natural logarithm of its odds.
    pub(crate) score: Vec<f64>,
    /// Expected number of true pairs.
    pub(crate) expected: f64,
}

const ROUNDS: usize = 40;
/// Weight of the start, in pairs: it decides where there is little to learn from.
const START_WEIGHT: f64 = 12.0;

/// Learns the model. Sums run in the order of the records, so the result depends on the input alone.
pub(crate) fn learn(pairs: &Pairs, priors: &[Prior]) -> Model {
    let total = pairs.right.len() as f64;
    let lefts = (0..pairs.lefts()).filter(|left| pairs.of(*left).next().is_some()).count() as f64;
    let share = if total > 0.0 { (0.7 * lefts / total).clamp(1e-6, 0.5) } else { 0.01 };
    let mut counts = vec![0.0f64; pairs.patterns.len()];
    for &pattern in &pairs.pattern {
        if let Some(count) = counts.get_mut(pattern as usize) {
            *count += 1.0;
        }
    }
    let mut fields: Vec<Field> = priors
        .iter()
        .enumerate()
        .map(|(at, prior)| {
            let other = tally(&pairs.patterns, &counts, at, prior.same.len());
            Field { same: prior.same.clone(), other: smooth(&other, &prior.other, START_WEIGHT) }
        })
        .collect();
    let mut score = Vec::new();
    let mut expected = 0.0;
    let mut odds = share / (1.0 - share);
    for _ in 0..ROUNDS {
        score = scores(&pairs.patterns, &fields, odds);
        let matched = posterior(pairs, &score);
        let sum: f64 = matched.iter().sum();
        let rest: Vec<f64> = counts.iter().zip(&matched).map(|(all, own)| (all - own).max(0.0)).collect();
        for (at, (field, prior)) in fields.iter_mut().zip(priors).enumerate() {
            let levels = prior.same.len();
            let same = tally(&pairs.patterns, &matched, at, levels);
            let other = tally(&pairs.patterns, &rest, at, levels);
            field.same = floor(smooth(&same, &prior.same, START_WEIGHT), 0.02 / levels as f64);
            field.other = floor(smooth(&other, &prior.other, START_WEIGHT), 1e-6);
        }
        let settled = (sum - expected).abs() < 1e-4 * sum.max(1.0);
        expected = sum;
        odds = activity(sum, total, lefts, pairs.rights as f64);
        if settled {
            break;
        }
    }
    if !score.is_empty() {
        score = scores(&pairs.patterns, &fields, odds);
    }
    Model { fields, odds, score, expected }
}

/// Odds of a candidate pair against both its records staying alone, such that the one-to-one rule expects `matched`
/// pairs: a candidate can only be true while both its records are free.
fn activity(matched: f64, candidates: f64, lefts: f64, rights: f64) -> f64 {
    let free = |records: f64| (1.0 - matched / records.max(1.0)).clamp(LEAST_ALONE, 1.0);
    (matched / (candidates.max(1.0) * free(lefts) * free(rights))).clamp(1e-7, 1e3)
}

/// At least this share of each side is taken to have no partner, so that the last records are not paired at any price.
const LEAST_ALONE: f64 = 0.02;

fn scores(patterns: &[u128], fields: &[Field], odds: f64) -> Vec<f64> {
    let logs: Vec<Vec<f64>> = fields
        .iter()
        .map(|field| field.same.iter().zip(&field.other).map(|(same, other)| (same / other).ln()).collect())
        .collect();
    let start = odds.ln();
    patterns
        .iter()
        .map(|pattern| {
            let weights = logs.iter().enumerate().filter_map(|(at, logs)| logs.get(usize::from(unpack(*pattern, at))));
            start + weights.sum::<f64>()
        })
        .collect()
}

/// For each pattern the expected number of true pairs: r / (1 + row + column − r), r the odds of a pair.
fn posterior(pairs: &Pairs, score: &[f64]) -> Vec<f64> {
    let odds: Vec<f64> = score.iter().map(|score| score.clamp(-60.0, 60.0).exp()).collect();
    let of = |pattern: u32| odds.get(pattern as usize).copied().unwrap_or(0.0);
    let mut column = vec![0.0f64; pairs.rights];
    for left in 0..pairs.lefts() {
        for (right, pattern) in pairs.of(left) {
            if let Some(sum) = column.get_mut(right as usize) {
                *sum += of(pattern);
            }
        }
    }
    let mut matched = vec![0.0f64; score.len()];
    for left in 0..pairs.lefts() {
        let row: f64 = pairs.of(left).map(|(_, pattern)| of(pattern)).sum();
        for (right, pattern) in pairs.of(left) {
            let own = of(pattern);
            let column = column.get(right as usize).copied().unwrap_or(own);
            if let Some(sum) = matched.get_mut(pattern as usize) {
                *sum += own / (1.0 + (row - own).max(0.0) + (column - own).max(0.0) + own);
            }
        }
    }
    matched
}

fn tally(patterns: &[u128], counts: &[f64], field: usize, levels: usize) -> Vec<f64> {
    let mut sums = vec![0.0f64; levels];
    for (pattern, count) in patterns.iter().zip(counts) {
        if let Some(sum) = sums.get_mut(usize::from(unpack(*pattern, field))) {
            *sum += count;
        }
    }
    sums
}

fn smooth(counts: &[f64], start: &[f64], weight: f64) -> Vec<f64> {
    let total: f64 = counts.iter().sum::<f64>() + weight;
    counts.iter().zip(start).map(|(count, start)| (count + start * weight) / total).collect()
}

fn floor(chances: Vec<f64>, least: f64) -> Vec<f64> {
    let raised: Vec<f64> = chances.iter().map(|chance| chance.max(least)).collect();
    let total: f64 = raised.iter().sum();
    raised.iter().map(|chance| chance / total).collect()
}

/// A weight of evidence as whole hundredths of a bit.
pub(crate) fn hundredths(natural: f64) -> i64 {
    (natural / std::f64::consts::LN_2 * 100.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_packed() {
        let packed = pack([3u8, 15, 0, 10].into_iter());
        assert_eq!((0..4).map(|field| unpack(packed, field)).collect::<Vec<_>>(), [3, 15, 0, 10]);
    }

    #[test]
    fn the_one_to_one_rule_is_known() {
        // Two left records opposite one right record that agrees with both: at most one pair is true.
        let mut pairs = Pairs { starts: vec![0, 1, 2], right: vec![0, 0], rights: 1, ..Pairs::default() };
        pairs.set_patterns([pack([0u8].into_iter()), pack([0u8].into_iter())].into_iter());
        let matched = posterior(&pairs, &[20.0]);
        assert!((matched[0] - 1.0).abs() < 1e-6, "{matched:?}");
    }
}
