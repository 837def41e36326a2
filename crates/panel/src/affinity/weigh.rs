//! Terms with weights, and the likeness of two texts, in whole numbers.

use std::collections::{BTreeMap, HashMap};

use super::terms::terms;
use super::{MILLION, Reason};

/// How rare each term is among the experts' texts.
pub(super) struct Weigher {
    rank: HashMap<String, u32>,
    names: Vec<String>,
    rarity: Vec<u64>,
}

/// Weights of a text's terms, by rank, and their length.
pub(super) struct Vector {
    weights: Vec<(u32, u64)>,
    length: u128,
}

/// For each rank: (text, weight).
pub(super) type Postings = Vec<Vec<(u32, u64)>>;

/// Fractional bits of logarithms.
const BITS: u32 = 16;

/// Logarithm to the base 2 with [`BITS`] fractional bits; 0 for 0 and 1.
pub(super) fn log2(value: u64) -> u64 {
    if value < 2 {
        return 0;
    }
    let whole = value.ilog2();
    let mut result = u64::from(whole) << BITS;
    // The rest as a fixed-point number in [1, 2): squaring it gives one bit of its logarithm at a time.
    let mut rest = (u128::from(value) << 32) >> whole;
    for bit in (0..BITS).rev() {
        rest = (rest * rest) >> 32;
        if rest >= 1 << 33 {
            rest >>= 1;
            result |= 1 << bit;
        }
    }
    result
}

impl Weigher {
    pub(super) fn learn<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        let mut count = 0u64;
        for text in texts {
            count += 1;
            let mut own: Vec<String> = terms(text).into_iter().map(|(_, term)| term).collect();
            own.sort_unstable();
            own.dedup();
            for term in own {
                *seen.entry(term).or_default() += 1;
            }
        }
        // One more text than there are: a term that every text has still weighs a little.
        let all = log2(count + 1);
        let rarity = seen.values().map(|texts| all - log2(*texts)).collect();
        let names: Vec<String> = seen.into_keys().collect();
        let rank = names.iter().cloned().zip(0u32..).collect();
        Self { rank, names, rarity }
    }

    pub(super) fn vector(&self, text: &str) -> Vector {
        let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
        for (_, term) in terms(text) {
            // A term that no expert uses can meet nobody.
            if let Some(rank) = self.rank.get(&term) {
                *counts.entry(*rank).or_default() += 1;
            }
        }
        let weigh = |(rank, count): (u32, u64)| {
            let rarity = self.rarity.get(rank as usize).copied().unwrap_or(0);
            (rank, (((1 << BITS) + log2(count)) * rarity) >> BITS)
        };
        let weights: Vec<(u32, u64)> = counts.into_iter().map(weigh).collect();
        let length = weights.iter().map(|(_, weight)| u128::from(*weight).pow(2)).sum::<u128>().isqrt();
        Vector { weights, length }
    }

    pub(super) fn name(&self, rank: u32) -> &str {
        self.names.get(rank as usize).map_or("", String::as_str)
    }
}

/// The texts that have each term.
pub(super) fn postings(vectors: &[(usize, Vector)]) -> Postings {
    let most = vectors.iter().filter_map(|(_, vector)| vector.weights.last()).map(|(rank, _)| *rank + 1).max();
    let mut lists: Postings = vec![Vec::new(); most.unwrap_or(0) as usize];
    for (text, (_, vector)) in vectors.iter().enumerate() {
        for (rank, weight) in &vector.weights {
            if let Some(list) = lists.get_mut(*rank as usize) {
                list.push((text as u32, *weight));
            }
        }
    }
    lists
}

impl Vector {
    /// The texts with anything in common, and the cosine in millionths.
    pub(super) fn likenesses(&self, others: &[(usize, Vector)], postings: &Postings) -> Vec<(usize, u64)> {
        let mut sums: Vec<u128> = vec![0; others.len()];
        for (rank, weight) in &self.weights {
            for (text, other) in postings.get(*rank as usize).into_iter().flatten() {
                if let Some(sum) = sums.get_mut(*text as usize) {
                    *sum += u128::from(*weight) * u128::from(*other);
                }
            }
        }
        let likeness = |(text, sum): (usize, u128)| {
            let length = self.length * others.get(text)?.1.length;
            let share = (sum * u128::from(MILLION)).checked_div(length)?;
            (share > 0).then(|| (text, (share as u64).min(MILLION)))
        };
        sums.into_iter().enumerate().filter_map(likeness).collect()
    }

    /// The shared terms that weigh most, with their part of the cosine.
    pub(super) fn reasons(&self, weigher: &Weigher, other: &Self, most: usize) -> Vec<Reason> {
        let theirs: BTreeMap<u32, u64> = other.weights.iter().copied().collect();
        let mut parts: Vec<(u64, u32)> = self
            .weights
            .iter()
            .filter_map(|(rank, weight)| {
                let product = u128::from(*weight) * u128::from(*theirs.get(rank)?) * u128::from(MILLION);
                Some((product.checked_div(self.length * other.length)? as u64, *rank))
            })
            .collect();
        // Of terms that weigh the same the longer one says more: 软骨 before 软.
        let length = |rank: u32| weigher.name(rank).len();
        parts.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(length(b.1).cmp(&length(a.1))).then(a.1.cmp(&b.1)));
        let name = |(part, rank): (u64, u32)| Reason { term: weigher.name(rank).to_owned(), part: part as u32 };
        parts.into_iter().take(most).map(name).collect()
    }
}
