//! Alignment of two texts that may differ in known wording only.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::compare::Equivalence;
use crate::normal::{is_invisible, is_punctuation};
use crate::script::{fold, is_han, strip, taiwan_phrases_to_mainland};
use crate::wording::{Wording, table};

/// Longest stretch offered to the phrase table; its longest entries of use are shorter.
const LONGEST_PHRASE: usize = 6;
/// Beyond this many characters a text is prose, not a title or a name, and wording is not aligned.
const LONGEST_TEXT: usize = 2_000;
/// Bound on the alignment; reached only by texts built to reach it.
const MOST_STATES: usize = 200_000;

/// A stripped text with the place of each of its characters in the original, and what the phrase table makes of it.
struct Side {
    chars: Vec<char>,
    original: String,
    places: Option<Vec<(usize, usize)>>,
    phrases: BTreeMap<usize, Vec<(usize, Vec<char>)>>,
}

impl Side {
    fn new(original: &str, chars: Vec<char>) -> Self {
        let places = places(original, &chars);
        Self { chars, original: original.to_owned(), places, phrases: BTreeMap::new() }
    }

    fn rest(&self, at: usize) -> &[char] {
        self.chars.get(at..).unwrap_or_default()
    }

    fn has(&self, at: usize, word: &[char]) -> bool {
        self.rest(at).starts_with(word)
    }

    /// The original spelling of a stretch, or its folded form where the two cannot be aligned.
    fn slice(&self, from: usize, to: usize) -> String {
        let original = self.places.as_ref().and_then(|places| {
            let start = places.get(from)?.0;
            let end = places.get(to.checked_sub(1)?)?.1;
            self.original.get(start..end)
        });
        original.map_or_else(|| self.chars.get(from..to).unwrap_or_default().iter().collect(), str::to_owned)
    }

    /// What the phrase table makes of stretches that touch `near`.
    fn find_phrases(&self, near: &Range<usize>) -> BTreeMap<usize, Vec<(usize, Vec<char>)>> {
        let mut found: BTreeMap<usize, Vec<(usize, Vec<char>)>> = BTreeMap::new();
        if self.places.is_none() {
            return found;
        }
        // Shorter stretches first: a longer one counts only if shorter phrases in it do not explain it.
        for length in 2..=LONGEST_PHRASE {
            for (from, stretch) in self.chars.windows(length).enumerate() {
                if from + length <= near.start || from >= near.end {
                    continue;
                }
                if !stretch.last().copied().is_some_and(is_han) || !stretch.first().copied().is_some_and(is_han) {
                    continue;
                }
                let written: String = self.slice(from, from + length).nfkc().collect();
                let converted = taiwan_phrases_to_mainland(&written);
                let converted: Vec<char> = strip(&converted).chars().collect();
                if !converted.is_empty() && !explained(stretch, &converted, from, &found) {
                    found.entry(from).or_default().push((length, converted));
                }
            }
        }
        found
    }
}

/// Whether equal characters and the phrases found so far lead from a stretch to its converted form.
fn explained(
    stretch: &[char],
    converted: &[char],
    from: usize,
    found: &BTreeMap<usize, Vec<(usize, Vec<char>)>>,
) -> bool {
    if stretch.is_empty() || converted.is_empty() {
        return stretch.is_empty() && converted.is_empty();
    }
    let same = match (stretch.split_first(), converted.split_first()) {
        (Some((x, s)), Some((y, c))) if x == y => explained(s, c, from + 1, found),
        _ => false,
    };
    same || found.get(&from).into_iter().flatten().any(|(length, to)| {
        match (stretch.get(*length..), converted.strip_prefix(to.as_slice())) {
            (Some(s), Some(c)) => explained(s, c, from + length, found),
            _ => false,
        }
    })
}

/// Byte range in the original of each character of the stripped text, if the original folds character by character.
fn places(original: &str, stripped: &[char]) -> Option<Vec<(usize, usize)>> {
    let mut places = Vec::with_capacity(stripped.len());
    let mut rest = stripped;
    for (start, c) in original.char_indices() {
        let end = start + c.len_utf8();
        for f in fold(c.encode_utf8(&mut [0u8; 4])).chars() {
            while let Some((' ', tail)) = rest.split_first().map(|(h, t)| (*h, t)) {
                places.push((start, start));
                rest = tail;
            }
            match rest.split_first() {
                Some((&head, tail)) if head == f => {
                    places.push((start, end));
                    rest = tail;
                }
                _ if f.is_whitespace() || is_punctuation(f) || is_invisible(f) => {}
                _ => return None,
            }
        }
    }
    rest.is_empty().then_some(places)
}

#[derive(Clone)]
struct Reached {
    cost: usize,
    from: (usize, usize),
    why: Option<String>,
}

/// The known wordings by which the two texts differ, if they explain every difference; none otherwise.
pub(super) fn known_wording(left: &str, right: &str) -> Option<Vec<Equivalence>> {
    let (a, b): (Vec<char>, Vec<char>) = (strip(left).chars().collect(), strip(right).chars().collect());
    if a.len() > LONGEST_TEXT || b.len() > LONGEST_TEXT {
        return None;
    }
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (mut a, mut b) = (Side::new(left, a), Side::new(right, b));
    for side in [&mut a, &mut b] {
        // A phrase may begin in the common start or end in the common tail, but it touches the part between them.
        let end = side.chars.len().saturating_sub(tail).max(start);
        side.phrases = side.find_phrases(&(start.saturating_sub(1)..end + 1));
    }
    let table = table();
    let goal = (a.chars.len(), b.chars.len());
    let mut reached: BTreeMap<(usize, usize), Reached> = BTreeMap::new();
    reached.insert((0, 0), Reached { cost: 0, from: (0, 0), why: None });
    let mut next = Some((0, 0));
    // Steps only lead forward in both texts, so going through the states in order meets each at its final cost.
    while let Some(at) = next {
        if at == goal || reached.len() > MOST_STATES {
            break;
        }
        let cost = reached.get(&at).map_or(0, |r| r.cost);
        for (to, why) in steps_from(&a, &b, at, table) {
            let cost = cost + usize::from(why.is_some());
            let better = reached.get(&to).is_none_or(|r| cost < r.cost);
            if better {
                reached.insert(to, Reached { cost, from: at, why });
            }
        }
        next = reached.range((std::ops::Bound::Excluded(at), std::ops::Bound::Unbounded)).next().map(|(k, _)| *k);
    }
    trace(&a, &b, goal, &reached)
}

type Move = ((usize, usize), Option<String>);

fn steps_from(a: &Side, b: &Side, (i, j): (usize, usize), table: &Wording) -> Vec<Move> {
    let mut moves = Vec::new();
    if let (Some(x), Some(y)) = (a.chars.get(i), b.chars.get(j))
        && x == y
    {
        moves.push(((i + 1, j + 1), None));
    }
    for (index, term) in table.at(a.rest(i)) {
        let Some(class) = table.classes.get(term.class) else {
            continue;
        };
        for other in class.terms.iter().filter(|&&o| o != index).filter_map(|&o| table.terms.get(o)) {
            if b.has(j, &other.folded) {
                moves.push(((i + term.folded.len(), j + other.folded.len()), Some(class.note.clone())));
            }
        }
    }
    let none = Vec::new();
    let left = a.phrases.get(&i).unwrap_or(&none);
    let right = b.phrases.get(&j).unwrap_or(&none);
    for (length, converted) in left.iter().filter(|(_, w)| b.has(j, w)) {
        moves.push(((i + length, j + converted.len()), Some(String::new())));
    }
    for (length, converted) in right.iter().filter(|(_, w)| a.has(i, w)) {
        moves.push(((i + converted.len(), j + length), Some(String::new())));
    }
    moves
}

fn trace(
    a: &Side,
    b: &Side,
    goal: (usize, usize),
    reached: &BTreeMap<(usize, usize), Reached>,
) -> Option<Vec<Equivalence>> {
    let mut at = goal;
    let mut found = Vec::new();
    while at != (0, 0) {
        let step = reached.get(&at)?;
        if let Some(note) = &step.why {
            let (i, j) = step.from;
            found.push(Equivalence { left: a.slice(i, at.0), right: b.slice(j, at.1), note: note.clone() });
        }
        at = step.from;
    }
    found.reverse();
    (!found.is_empty()).then_some(found)
}
