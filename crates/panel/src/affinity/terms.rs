//! The terms of a text.

use hefu_text::script::{fold_wording, is_han};
use serde::{Deserialize, Serialize};

/// What a term is written in. Terms of different scripts never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Script {
    /// Han characters.
    Han,
    /// Letters and digits.
    Letters,
}

/// English words that say nothing of a subject.
const EMPTY: [&str; 64] = [
    "a", "about", "all", "also", "an", "and", "are", "as", "at", "based", "be", "been", "between", "both", "but", "by",
    "can", "do", "for", "from", "has", "have", "how", "however", "in", "into", "is", "it", "its", "may", "more",
    "most", "new", "no", "not", "of", "on", "one", "or", "our", "over", "paper", "propose", "show", "such", "than",
    "that", "the", "their", "these", "they", "this", "those", "to", "two", "use", "used", "using", "was", "we", "were",
    "which", "with", "work",
];

/// Terms in the order of the text: single Han characters and pairs of neighbours; words of letters and digits, without a
/// plural ending and without empty words.
#[must_use]
pub fn terms(text: &str) -> Vec<(Script, String)> {
    let folded = fold_wording(text);
    let mut found = Vec::new();
    let mut word = String::new();
    let mut before: Option<char> = None;
    for c in folded.chars().chain(std::iter::once(' ')) {
        if is_han(c) {
            flush(&mut word, &mut found);
            found.push((Script::Han, c.to_string()));
            if let Some(before) = before {
                found.push((Script::Han, format!("{before}{c}")));
            }
            before = Some(c);
            continue;
        }
        before = None;
        if c.is_alphanumeric() {
            word.push(c);
        } else {
            flush(&mut word, &mut found);
        }
    }
    found
}

fn flush(word: &mut String, found: &mut Vec<(Script, String)>) {
    let whole = std::mem::take(word);
    let telling = whole.chars().count() > 1 && EMPTY.binary_search(&whole.as_str()).is_err();
    if telling && whole.chars().any(char::is_alphabetic) {
        found.push((Script::Letters, singular(&whole)));
    }
}

/// Without the ending of an English plural: studies → study, networks → network; class, analysis and virus stay.
fn singular(word: &str) -> String {
    let kept = |ending: &str, instead: &str| {
        word.strip_suffix(ending).filter(|stem| stem.len() > 2).map(|stem| format!("{stem}{instead}"))
    };
    if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        return word.to_owned();
    }
    kept("ies", "y").or_else(|| kept("s", "")).unwrap_or_else(|| word.to_owned())
}
