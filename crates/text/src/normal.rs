//! The steps of deterministic normalisation, applied one after another so that a comparison can name those it needed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::script::{fold_char, is_han, unradical};

/// One step of normalisation that made two texts equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Full-width and half-width forms (ＡＩ and AI, ideographic space).
    Width,
    /// Other compatibility forms: Kangxi radicals, composed letters, ligatures, circled numbers (NFKC).
    Compatibility,
    /// Characters without any appearance: zero-width spaces, byte order marks, variation selectors.
    Invisible,
    /// Capital and small letters.
    Case,
    /// 繁體 and 简体 forms of the same character.
    Script,
    /// Punctuation: marks of either kind, quotation marks, brackets, dashes.
    Punctuation,
    /// White space.
    Spaces,
    /// Titles and forms of address of a person (教授, Dr).
    Honorific,
    /// A name or organisation given under a declared alias, or with its form in the other script beside it.
    Alias,
}

/// A set of the text steps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct StepSet(u8);

const ORDER: [Step; 7] =
    [Step::Width, Step::Compatibility, Step::Invisible, Step::Case, Step::Script, Step::Punctuation, Step::Spaces];

impl StepSet {
    pub(crate) const ALL: Self = Self(0x7f);

    fn bit(step: Step) -> u8 {
        match step {
            Step::Width => 1,
            Step::Compatibility => 2,
            Step::Invisible => 4,
            Step::Case => 8,
            Step::Script => 16,
            Step::Punctuation => 32,
            Step::Spaces => 64,
            Step::Honorific | Step::Alias => 0,
        }
    }

    fn has(self, step: Step) -> bool {
        self.0 & Self::bit(step) != 0
    }

    fn only(step: Step) -> Self {
        Self(Self::bit(step))
    }

    fn without(self, step: Step) -> Self {
        Self(self.0 & !Self::bit(step))
    }
}

/// Applies the steps of the set, in the fixed order of [`Step`], until nothing changes.
pub(crate) fn apply(text: &str, set: StepSet) -> String {
    let mut now = once(text, set);
    for _ in 0..3 {
        // Only other letters and signs can open work for an earlier step again.
        if now.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || is_han(c)) {
            break;
        }
        let next = once(&now, set);
        if next == now {
            break;
        }
        now = next;
    }
    now
}

/// As few steps as will do, under which the two texts are equal, or `None` if all together do not make them equal.
pub(crate) fn steps_between(a: &str, b: &str) -> Option<Vec<Step>> {
    let equal = |set| apply(a, set) == apply(b, set);
    if !equal(StepSet::ALL) {
        return None;
    }
    // Steps that alone change neither text are rarely needed: first without all of them at once.
    let idle = |step| once(a, StepSet::only(step)) == a && once(b, StepSet::only(step)) == b;
    let busy = ORDER.into_iter().filter(|s| idle(*s)).fold(StepSet::ALL, StepSet::without);
    let mut set = if equal(busy) { busy } else { StepSet::ALL };
    // Compatibility covers width, so it is tried first: the narrower step is the better explanation.
    let first = std::iter::once(Step::Compatibility);
    for step in first.chain(ORDER.into_iter().filter(|s| *s != Step::Compatibility)) {
        if set.has(step) && equal(set.without(step)) {
            set = set.without(step);
        }
    }
    Some(ORDER.into_iter().filter(|s| set.has(*s)).collect())
}

fn once(text: &str, set: StepSet) -> String {
    let mut now: String = text.to_owned();
    if set.has(Step::Width) {
        now = now.chars().map(width).collect();
    }
    if set.has(Step::Compatibility) {
        now = compatible(&now);
    }
    if set.has(Step::Invisible) {
        now.retain(|c| !is_invisible(c));
    }
    if set.has(Step::Case) {
        now = now.chars().flat_map(char::to_lowercase).collect();
    }
    if set.has(Step::Script) {
        now = now.chars().map(fold_char).collect();
    }
    if set.has(Step::Punctuation) {
        now = drop_punctuation(&now);
    }
    if set.has(Step::Spaces) {
        now = drop_spaces(&now);
    }
    now
}

/// NFKC with radicals made characters. A raised digit after a digit keeps its height (10⁶ is not 106).
pub(crate) fn compatible(text: &str) -> String {
    let raised = |c: char| matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁺' | '⁻');
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        if raised(c) && before.is_some_and(char::is_numeric) && !before.is_some_and(raised) {
            out.push('^');
        }
        out.push(unradical(c));
        before = Some(c);
    }
    out.nfkc().collect()
}

fn width(c: char) -> char {
    match u32::from(c) {
        0x3000 => ' ',
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        0xFFE5 => '¥',
        0xFFE1 => '£',
        0xFF61 => '。',
        0xFF64 => '、',
        _ => c,
    }
}

pub(crate) fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x034F | 0x061C | 0x180B..=0x180F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F
        | 0xFE00..=0xFE0F | 0xFEFF | 0xE0100..=0xE01EF | 0x00..=0x08 | 0x0E..=0x1F | 0x7F..=0x84 | 0x86..=0x9F)
}

/// Punctuation that a comparison may drop. Symbols (`+ = < > % & # @ * $ ~ |`) are words of their own and stay.
pub(crate) fn is_punctuation(c: char) -> bool {
    match c {
        '!' | '"' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '?' | '[' | '\\' | ']' | '_' | '`' | '{'
        | '}' | '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '・' | '･' | '〰' | '゠' | '﹏' | '´' | '¨' | '‥' => {
            true
        }
        _ => matches!(u32::from(c),
            0x2010..=0x2027 | 0x2030..=0x203E | 0x2045..=0x2046 | 0x204A..=0x2051 | 0x3001..=0x3003 | 0x3008..=0x3011
            | 0x3014..=0x301F | 0x303D | 0xFE10..=0xFE19 | 0xFE30..=0xFE61 | 0xFE63 | 0xFF01 | 0xFF02 | 0xFF07..=0xFF0A
            | 0xFF0C..=0xFF0F | 0xFF1A | 0xFF1B | 0xFF1F | 0xFF3B..=0xFF3D | 0xFF3F | 0xFF40 | 0xFF5B | 0xFF5D
            | 0xFF5F..=0xFF65 | 0x2212),
    }
}

/// A letter or digit of a script that writes words apart.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

fn one_sign(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '－' => '-',
        '：' => ':',
        '．' => '.',
        '，' => ',',
        '／' => '/',
        other => other,
    }
}

fn drop_punctuation(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let gap = |c: &char| is_punctuation(*c) || c.is_whitespace();
    let mut out = String::with_capacity(text.len());
    let mut rest = chars.as_slice();
    let mut before: Option<char> = None;
    while let Some((&first, tail)) = rest.split_first() {
        if !gap(&first) {
            out.push(first);
            before = Some(first);
            rest = tail;
            continue;
        }
        let length = rest.iter().take_while(|c| gap(c)).count();
        let (run, after_run) = rest.split_at(length);
        let after = after_run.first().copied();
        let signs: Vec<char> = run.iter().copied().filter(|c| is_punctuation(*c)).collect();
        match (before, after, signs.as_slice()) {
            (_, _, []) => out.extend(run),
            (Some(l), Some(r), [sign]) if l.is_numeric() && r.is_numeric() && is_word(l) && is_word(r) => {
                out.push(one_sign(*sign));
            }
            // A minus before a number that no word touches is its sign: -80℃ is not 80℃.
            (l, Some(r), _)
                if r.is_ascii_digit()
                    && run.last().is_some_and(|c| one_sign(*c) == '-')
                    && (run.len() > 1 || !l.is_some_and(is_word)) =>
            {
                out.push_str(if l.is_some_and(is_word) { " -" } else { "-" });
            }
            (Some(l), Some(r), _) if is_word(l) && is_word(r) => out.push(' '),
            _ => out.extend(run.iter().filter(|c| !is_punctuation(**c))),
        }
        rest = after_run;
    }
    out
}

fn drop_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pending = false;
    for c in text.chars() {
        if c.is_whitespace() {
            pending = true;
            continue;
        }
        if pending && is_word(c) && out.chars().next_back().is_some_and(is_word) {
            out.push(' ');
        }
        pending = false;
        out.push(c);
    }
    out
}
