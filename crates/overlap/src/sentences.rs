//! Whether shared text runs on over the end of a sentence. What two documents share by chance is mostly one sentence: a
//! stock phrase, a quotation, the name of a law. Text that goes on behind it is rarer.

use crate::chain::Match;
use crate::document::Prepared;

/// Equal units on either side of the end of a sentence: two of the grams a fingerprint stands on.
const SIDE_UNITS: u32 = 12;

/// Whether equal stretches of tokens stand on both sides of the end of a sentence of `text`.
pub fn run_on(prepared: &Prepared, text: &str, matches: &[Match], place: fn(&Match) -> (u32, u32)) -> bool {
    let mut equal: Vec<(u32, u32)> = matches.iter().map(place).collect();
    equal.sort_unstable();
    let first = reached(prepared, equal.iter().flat_map(|(start, end)| *start..*end));
    let last = reached(prepared, equal.iter().rev().flat_map(|(start, end)| (*start..*end).rev()));
    let between = |first: usize, last: usize| {
        let (from, to) = (prepared.span(first..first + 1).end, prepared.span(last..last + 1).end);
        text.get(from as usize..to as usize).is_some_and(ends_a_sentence)
    };
    first.zip(last).is_some_and(|(first, last)| first < last && between(first, last))
}

/// The token with which [`SIDE_UNITS`] are together.
fn reached(prepared: &Prepared, mut tokens: impl Iterator<Item = u32>) -> Option<usize> {
    let mut units = 0;
    let whole = |token: &usize| {
        units += prepared.units(*token..*token + 1);
        units >= SIDE_UNITS
    };
    tokens.by_ref().map(|token| token as usize).find(whole)
}

/// Words with more letters than this are not shortened by a point: No., Fig., e.g., approx. is an exception.
const SHORTENED: usize = 4;

/// Whether a sentence ends within a text. A line may break anywhere and ends none; a point ends one before a space, and
/// then after a long word or before a capital (not in 3.5, e.g. this, or No. 7).
fn ends_a_sentence(text: &str) -> bool {
    text.char_indices().any(|(at, c)| match c {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => {
            let (before, rest) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
            let rest = rest.trim_start_matches(['"', '\'', ')', '”', '’']);
            let next = rest.trim_start();
            let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
            let opens = |c: char| c.is_alphabetic() && !c.is_lowercase();
            next.len() < rest.len() && (letters > SHORTENED && !next.is_empty() || next.starts_with(opens))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::ends_a_sentence;

    #[test]
    fn points_end_sentences_and_lines_do_not() {
        for text in ["软骨。支架", "growth! \"The", "it grew (twice.) Then", "of the device. 5 of them"] {
            assert!(ends_a_sentence(text), "{text}");
        }
        for text in ["软骨；支架", "of 3.5 nm, e.g. this\nThat, No. 7", "hefu.Example", "the end. "] {
            assert!(!ends_a_sentence(text), "{text}");
        }
    }
}
