//! Text known to stand in applications whoever writes them: the form's own, the guide's sentences.

use hefu_text::tokens::{tokens, units};

use crate::prints::{GRAM_UNITS, grams};

/// A run of known grams needs so many units to be masked: a phrase of six characters may be anybody's.
const RUN_UNITS: u32 = 2 * GRAM_UNITS - 1;

/// The grams of known text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    hashes: Vec<u64>,
}

impl Known {
    /// Of texts such as the form's headings and instructions and the guide's sentences.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hashes = Vec::new();
        for text in texts {
            let mut values = Vec::new();
            tokens(text, |token| values.push(token.value));
            grams(&values, |gram| hashes.push(gram.hash));
        }
        hashes.sort_unstable();
        hashes.dedup();
        Self { hashes }
    }

    /// Sets tokens of known text to 0.
    pub(crate) fn mask(&self, values: &mut [u32]) {
        if self.hashes.is_empty() {
            return;
        }
        let mut runs: Vec<(usize, usize)> = Vec::new();
        grams(values, |gram| {
            if self.hashes.binary_search(&gram.hash).is_ok() {
                let (start, end) = (gram.at as usize, gram.at as usize + usize::from(gram.len));
                match runs.last_mut() {
                    Some(run) if start < run.1 => run.1 = end.max(run.1),
                    _ => runs.push((start, end)),
                }
            }
        });
        for (start, end) in runs {
            if let Some(run) = values.get_mut(start..end)
                && run.iter().map(|value| units(*value)).sum::<u32>() >= RUN_UNITS
            {
                run.fill(0);
            }
        }
    }

    /// A digest of what is known, so that an index can tell whether it was made with the same.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for hash in &self.hashes {
            hasher.update(&hash.to_le_bytes());
        }
        *hasher.finalize().as_bytes()
    }
}
