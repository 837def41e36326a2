//! Fingerprints under a key, for comparing across offices without showing text. Which grams are kept, what they are and in
//! what order they stand all depend on the key: who does not hold it can recompute none of them from a text.
//!
//! Who holds the key can test a text that they have; give a key to nobody but the two offices, and use a new one for each
//! call. How many fingerprints two sets share is all that can be learnt from them without a text.

use serde::{Deserialize, Serialize};

use crate::document::Prepared;
use crate::known::Known;
use crate::prints::grams;

/// Of so many grams one is kept, on average.
const ONE_IN: u64 = 4;

const PURPOSE: &str = "hefu overlap 2026-11 keyed fingerprints of grams";

/// A key that two offices share.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// From a secret of at least 32 random bytes; none from fewer.
    #[must_use]
    pub fn new(secret: &[u8]) -> Option<Self> {
        (secret.len() >= 32).then(|| Self(blake3::derive_key(PURPOSE, secret)))
    }
}

/// The fingerprints of one document under a key, sorted, each once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyedPrints {
    prints: Vec<u128>,
}

impl KeyedPrints {
    /// Of a text. Known text leaves none.
    #[must_use]
    pub fn new(text: &str, known: &Known, key: &Key) -> Self {
        let prepared = Prepared::new(text, known);
        let mut prints = Vec::new();
        let mut bytes = Vec::new();
        grams(&prepared.values, |gram| {
            bytes.clear();
            let gram_values = prepared.values.iter().skip(gram.at as usize).take(usize::from(gram.len));
            bytes.extend(gram_values.flat_map(|value| value.to_le_bytes()));
            let hash = blake3::keyed_hash(&key.0, &bytes);
            let mut half = [0; 16];
            half.copy_from_slice(hash.as_bytes().first_chunk::<16>().unwrap_or(&[0; 16]));
            let print = u128::from_le_bytes(half);
            if print.is_multiple_of(u128::from(ONE_IN)) {
                prints.push(print);
            }
        });
        prints.sort_unstable();
        prints.dedup();
        Self { prints }
    }

    /// How many fingerprints there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.prints.len()
    }

    /// Whether there are none: a text too short, or known throughout.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.prints.is_empty()
    }

    /// The fingerprints.
    #[must_use]
    pub fn prints(&self) -> &[u128] {
        &self.prints
    }

    /// How many of the fingerprints the other document has too, under the same key.
    #[must_use]
    pub fn shared(&self, other: &Self) -> usize {
        self.prints.iter().filter(|print| other.prints.binary_search(print).is_ok()).count()
    }
}
