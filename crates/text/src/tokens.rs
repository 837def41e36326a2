//! A long text as tokens in comparison form, each with its place: one Han character or one word. For finding text that
//! two documents share; what is dropped between tokens is white space, punctuation and symbols.

use crate::normal::is_invisible;
use crate::script::{fold, fold_char, is_han};

/// One token of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it says in comparison form: the code of a Simplified character, or a hash of a folded word with [`WORD`]
    /// set. Never 0.
    pub value: u32,
    /// Offset of its first byte in the text.
    pub start: u32,
    /// Its length in bytes.
    pub len: u8,
}

/// Set in the value of a token that is a word.
pub const WORD: u32 = 1 << 30;

/// A word is cut after so many bytes, so that a text without spaces is no single token.
const LONGEST: usize = 200;

/// What a value weighs: 1 for a character, 2 for a word, 0 for the value 0, which no token has.
#[must_use]
pub fn units(value: u32) -> u32 {
    match value {
        0 => 0,
        word if word & WORD != 0 => 2,
        _ => 1,
    }
}

/// Hands every token of `text` to `each`, in order. Text beyond 4 GiB is not looked at.
pub fn tokens(text: &str, mut each: impl FnMut(Token)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                at = word(text, at, &mut each);
            } else {
                at += 1;
            }
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
        let next = at + c.len_utf8();
        if ('\u{3400}'..='\u{9FFF}').contains(&c) {
            put(u32::from(fold_char(c)), at, next, &mut each);
            at = next;
        } else if is_alone(c) {
            spread(text, at, next, &mut each);
            at = next;
        } else if c.is_alphanumeric() {
            at = word(text, at, &mut each);
        } else {
            at = next;
        }
    }
}

/// Letters of scripts that write no spaces; each is a token of its own.
fn is_alone(c: char) -> bool {
    is_han(c) || matches!(u32::from(c), 0x3041..=0x30FF | 0x3105..=0x312F | 0x31F0..=0x31FF | 0xFF66..=0xFF9D)
}

/// The word that begins at byte `start`; returns where it ends.
fn word(text: &str, start: usize, each: &mut impl FnMut(Token)) -> usize {
    let bytes = text.as_bytes();
    let mut hash = SEED;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if !byte.is_ascii_alphanumeric() || at - start >= LONGEST {
            break;
        }
        hash = step(hash, byte.to_ascii_lowercase());
        at += 1;
    }
    let rest = text.get(at..).unwrap_or_default();
    if at - start >= LONGEST || !rest.chars().next().is_some_and(goes_on) {
        put(finish(hash), start, at, each);
        return at;
    }
    for c in rest.chars() {
        if !goes_on(c) || at - start >= LONGEST {
            break;
        }
        at += c.len_utf8();
    }
    spread(text, start, at, each);
    at
}

/// Whether a word that has begun goes on with `c`: a letter, a mark on one, or what cannot be seen (a soft hyphen).
fn goes_on(c: char) -> bool {
    (c.is_alphanumeric() && !is_alone(c)) || ('\u{300}'..='\u{36F}').contains(&c) || is_invisible(c)
}

/// The tokens that a run becomes once folded, all at the place of the run: a ligature or a circled number may be several.
fn spread(text: &str, start: usize, end: usize, each: &mut impl FnMut(Token)) {
    let run: String = text.get(start..end).unwrap_or_default().chars().filter(|c| !is_invisible(*c)).collect();
    let mut hash = None;
    for c in fold(&run).chars() {
        if c.is_alphanumeric() && !is_alone(c) {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).bytes();
            hash = Some(bytes.fold(hash.unwrap_or(SEED), step));
            continue;
        }
        if let Some(hash) = hash.take() {
            put(finish(hash), start, end, each);
        }
        if is_alone(c) {
            put(u32::from(c), start, end, each);
        }
    }
    if let Some(hash) = hash {
        put(finish(hash), start, end, each);
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

fn finish(hash: u64) -> u32 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 34;
    u32::try_from(mixed).unwrap_or(0) | WORD
}

fn put(value: u32, start: usize, end: usize, each: &mut impl FnMut(Token)) {
    if let (Ok(start), Ok(len)) = (u32::try_from(start), u8::try_from(end - start)) {
        each(Token { value, start, len });
    }
}
