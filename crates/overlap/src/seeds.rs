//! Which documents share fingerprints with one document, and where.

use std::ops::Range;

use crate::postings::{document, hash};
use crate::prints::{Gram, winnow};
use crate::shelf::Shelf;

/// A fingerprint that two documents share: the other document, its token there, its token here.
pub type Seed = [u32; 3];

/// A pair needs so many seeds to be looked at.
pub const LEAST_SEEDS: usize = 3;

/// Places of one fingerprint looked at within one document.
const PLACES: usize = 4;

/// How often a fingerprint stands on a shelf.
enum Rarity {
    /// In few documents.
    Rare(Range<usize>),
    /// In more than the options allow.
    Frequent,
}

fn look_up(shelf: &Shelf<'_>, wanted: u64, most: u32) -> Rarity {
    let range = shelf.prefixes.find(shelf.records, wanted);
    let mut documents = 0u32;
    let mut last = None;
    for at in range.clone() {
        let Some(record) = shelf.records.get(at) else { continue };
        debug_assert_eq!(hash(record), wanted);
        if last != Some(document(record)) {
            last = Some(document(record));
            documents += 1;
            if documents > most {
                return Rarity::Frequent;
            }
        }
    }
    Rarity::Rare(range)
}

/// What the fingerprints of one document led to.
#[derive(Debug, Default)]
pub struct Found {
    /// Shared fingerprints, sorted by document.
    pub seeds: Vec<Seed>,
    /// Stretches of tokens under fingerprints that too many documents have.
    pub frequent: Vec<(u32, u32)>,
}

/// Looks the fingerprints of a text up on shelves. Of the `n`-th shelf, documents for which `wanted(n, number)` holds are
/// given as `offset + number`.
pub fn find(
    values: &[u32],
    shelves: &[(Shelf<'_>, u32)],
    most: u32,
    wanted: impl Fn(usize, u32) -> bool,
    found: &mut Found,
) {
    found.seeds.clear();
    found.frequent.clear();
    winnow(values, |gram| {
        let mut frequent = false;
        for (which, (shelf, offset)) in shelves.iter().enumerate() {
            match look_up(shelf, gram.hash, most) {
                Rarity::Frequent => frequent = true,
                Rarity::Rare(range) => {
                    let (mut last, mut places) = (None, 0);
                    for record in range.filter_map(|at| shelf.records.get(at)) {
                        let number = document(record);
                        if last != Some(number) {
                            (last, places) = (Some(number), 0);
                        }
                        places += 1;
                        if places <= PLACES && wanted(which, number) {
                            found.seeds.push([offset + number, record[2], gram.at]);
                        }
                    }
                }
            }
        }
        if frequent {
            note(&mut found.frequent, gram);
        }
    });
    found.seeds.sort_unstable();
}

/// Stretches of a text that stand under too frequent fingerprints alone.
pub fn frequent(values: &[u32], shelves: &[(Shelf<'_>, u32)], most: u32) -> Vec<(u32, u32)> {
    let mut found = Found::default();
    find(values, shelves, most, |_, _| false, &mut found);
    found.frequent
}

/// Tokens between two frequent fingerprints that are frequent with them: no window of grams lies between.
const JOIN: u32 = 8;

fn note(runs: &mut Vec<(u32, u32)>, gram: Gram) {
    let (start, end) = (gram.at, gram.at + u32::from(gram.len));
    match runs.last_mut() {
        Some(run) if start <= run.1 + JOIN => run.1 = end.max(run.1),
        _ => runs.push((start, end)),
    }
}
