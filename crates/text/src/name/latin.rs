//! Names in Latin letters: words, capitals, commas, initials.

use super::surnames::{self, plain};
use super::{LatinName, LatinReading};

const TITLES: [&str; 24] = [
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "ir",
    "sir",
    "dame",
    "hon",
    "phd",
    "md",
    "dphil",
    "msc",
    "bsc",
    "jp",
    "academician",
    "assoc",
    "asst",
    "associate",
    "assistant",
    "esq",
];

/// One word as written, with its hyphenated parts in plain small letters.
struct Word {
    parts: Vec<String>,
    capitals: bool,
    before_comma: bool,
}

/// Reads the Latin part of a name; also says whether a title was left out.
pub(super) fn parse(text: &str) -> (Option<LatinName>, bool) {
    let mut titled = false;
    let mut words: Vec<Word> = Vec::new();
    let comma = text.find(',');
    let mut at = 0;
    for piece in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '/' | '"')) {
        let start = at;
        at += piece.len() + 1;
        let Some(word) = word(piece, comma.is_some_and(|c| start < c)) else {
            continue;
        };
        if word.parts.len() == 1 && word.parts.first().is_some_and(|w| TITLES.contains(&w.as_str())) {
            titled = true;
            continue;
        }
        words.push(word);
    }
    if words.is_empty() {
        return (None, titled);
    }
    let readings = readings(&words);
    let words = words.into_iter().flat_map(|w| w.parts).collect();
    (Some(LatinName { words, readings }), titled)
}

fn word(piece: &str, before_comma: bool) -> Option<Word> {
    let letters: String = piece.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.is_empty() {
        return None;
    }
    let capitals = letters.chars().count() >= 2 && letters.chars().all(char::is_uppercase) && !piece.contains('.');
    let parts: Vec<String> = piece
        .split(['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2212}', '.', '·'])
        .map(latin_plain)
        .filter(|p| !p.is_empty())
        .collect();
    (!parts.is_empty()).then_some(Word { parts, capitals, before_comma })
}

/// As [`plain`], keeping letters outside the ASCII range that are no tone or umlaut marks.
fn latin_plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // Accents fall away with their combining marks: ü → u, é → e.
    let base: String = text.nfd().filter(|c| !matches!(u32::from(*c), 0x300..=0x36F)).collect();
    if base.is_ascii() {
        plain(&base)
    } else {
        base.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphabetic()).collect()
    }
}

fn readings(words: &[Word]) -> Vec<LatinReading> {
    if words.iter().any(|w| w.before_comma) && words.iter().any(|w| !w.before_comma) {
        return vec![reading(words, |i| words.get(i).is_some_and(|w| w.before_comma), true)];
    }
    let capitals: Vec<usize> = words.iter().enumerate().filter(|(_, w)| w.capitals).map(|(i, _)| i).collect();
    let contiguous = capitals.windows(2).all(|w| matches!(w, [a, b] if *b == a + 1));
    // Capitals mark the surname only if another whole word is not in capitals.
    let others = words.iter().any(|w| !w.capitals && w.parts.iter().any(|p| p.chars().count() > 1));
    if contiguous && others && (1..=2).contains(&capitals.len()) {
        return vec![reading(words, |i| capitals.contains(&i), true)];
    }
    let last = words.len() - 1;
    let mut found = Vec::new();
    let mut push = |r: LatinReading| {
        if !found.contains(&r) {
            found.push(r);
        }
    };
    if words.len() >= 3 {
        let two = |a: usize, b: usize| {
            let joined: String =
                [a, b].iter().filter_map(|i| words.get(*i)).flat_map(|w| w.parts.iter().cloned()).collect();
            surnames::table().is_compound_spelling(&joined)
        };
        if two(0, 1) {
            push(reading(words, |i| i < 2, false));
        }
        if two(last - 1, last) {
            push(reading(words, |i| i + 1 >= last, false));
        }
    }
    push(reading(words, |i| i == 0, false));
    push(reading(words, |i| i == last, false));
    if words.len() >= 3 {
        // Peter Chan Tai Man: an English name, then the surname.
        push(reading(words, |i| i == 1, false));
    }
    found
}

fn reading(words: &[Word], is_surname: impl Fn(usize) -> bool, marked: bool) -> LatinReading {
    let mut surname = String::new();
    let mut given = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if is_surname(i) {
            surname.push_str(&word.parts.concat());
        } else {
            given.extend(word.parts.iter().cloned());
        }
    }
    LatinReading { surname, given, marked }
}
