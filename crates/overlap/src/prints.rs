//! Grams of six units, and the fingerprints winnowed from them.

use hefu_text::tokens::units;

/// What a gram weighs at least.
pub const GRAM_UNITS: u32 = 6;

/// Of so many neighbouring grams one is kept, so every match of `GRAM_UNITS` and so many tokens leaves a fingerprint.
const WINDOW: usize = 4;

/// Bits of a fingerprint.
pub const BITS: u32 = 40;

/// A gram: its hash, where it begins and how many tokens it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gram {
    pub hash: u64,
    pub at: u32,
    pub len: u8,
}

/// Hands every gram to `each`, in order. No gram holds a token of known text.
pub fn grams(values: &[u32], mut each: impl FnMut(Gram)) {
    for at in 0..values.len() {
        let (mut weight, mut hash, mut len) = (0, 0x51_7c_c1_b7_27_22_0a_95_u64, 0u8);
        for &value in values.get(at..).unwrap_or_default() {
            if value == 0 || weight >= GRAM_UNITS {
                break;
            }
            weight += units(value);
            hash = (hash.rotate_left(23) ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            len += 1;
        }
        if weight >= GRAM_UNITS {
            each(Gram { hash: finish(hash), at: u32::try_from(at).unwrap_or(u32::MAX), len });
        }
    }
}

fn finish(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 32)).wrapping_mul(0x94d0_49bb_1331_11eb) >> (64 - BITS)
}

/// Hands the fingerprints of a text to `each`, in order: of every window of neighbouring grams the one with the least
/// hash, the last of equals.
pub fn winnow(values: &[u32], mut each: impl FnMut(Gram)) {
    let mut winnower = Winnower { window: Vec::with_capacity(WINDOW), last: None };
    let mut next = 0;
    grams(values, |gram| {
        // Known text between two grams ends a window.
        if gram.at != next {
            winnower.end(&mut each);
        }
        next = gram.at + 1;
        winnower.take(gram, &mut each);
    });
    winnower.end(&mut each);
}

struct Winnower {
    window: Vec<Gram>,
    last: Option<u32>,
}

impl Winnower {
    fn take(&mut self, gram: Gram, each: &mut impl FnMut(Gram)) {
        if self.window.len() == WINDOW {
            self.window.remove(0);
        }
        self.window.push(gram);
        if self.window.len() == WINDOW {
            self.least(each);
        }
    }

    fn least(&mut self, each: &mut impl FnMut(Gram)) {
        // The last of equals: later ones replace on `<=`.
        let least = self.window.iter().copied().reduce(|a, b| if b.hash <= a.hash { b } else { a });
        if let Some(least) = least.filter(|gram| self.last != Some(gram.at)) {
            self.last = Some(least.at);
            each(least);
        }
    }

    fn end(&mut self, each: &mut impl FnMut(Gram)) {
        if self.window.len() < WINDOW {
            self.least(each);
        }
        self.window.clear();
    }
}
