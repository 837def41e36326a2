//! Pairing codes: one applicant makes one, tells it the partner, and the partner types it at the other office. Both cards then
//! carry its digest, and each half counts as naming the other. That proposes a pair; whether the halves agree is compared as
//! always.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::card::Card;

/// Letters and digits of a code: without those that look like others.
const ALPHABET: [u8; 32] = *b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Letters and digits in a code: 80 bits.
const LENGTH: usize = 16;
/// So that a digest of a code is one of nothing else.
const TYPE: &str = "hefu-pairing-code/1\n";

/// A code from chance, in groups of four.
pub fn pairing_code(chance: &[u8; 32]) -> String {
    let signs = chance
        .iter()
        .take(LENGTH)
        .filter_map(|byte| ALPHABET.get(usize::from(byte & 31)))
        .map(|sign| char::from(*sign));
    let mut code = String::new();
    for (at, sign) in signs.enumerate() {
        if at > 0 && at % 4 == 0 {
            code.push('-');
        }
        code.push(sign);
    }
    code
}

/// The digest of a code as a person types it: small letters, spaces, dashes and full-width signs do not matter. Nothing where
/// it is no code.
pub fn code_digest(typed: &str) -> Option<String> {
    let plain = |sign: char| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        other => other,
    };
    let gap = |sign: &char| !sign.is_whitespace() && !matches!(sign, '-' | '‐' | '‑' | '–' | '—' | '－');
    let code: String = typed.chars().map(plain).filter(gap).map(|sign| sign.to_ascii_uppercase()).collect();
    let known = code.len() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte));
    known.then(|| Sha256::digest(format!("{TYPE}{code}")).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Which half each half names by a code: side and number to the partner's number. A code that more than one half of a side
/// bears names nobody, so that nobody wins by it.
pub fn named_by_code<'a>(cards: impl Iterator<Item = (&'a str, &'a Card)>) -> BTreeMap<(String, String), String> {
    let mut bearers: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (side, card) in cards {
        if let Some(code) = &card.pairing_code {
            bearers.entry(code).or_default().push((side, &card.number));
        }
    }
    let mut named = BTreeMap::new();
    for halves in bearers.values() {
        if let [one, other] = halves.as_slice()
            && one.0 != other.0
        {
            for (half, partner) in [(one, other), (other, one)] {
                named.insert((half.0.to_owned(), half.1.to_owned()), partner.1.to_owned());
            }
        }
    }
    named
}
