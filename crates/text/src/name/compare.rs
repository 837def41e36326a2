//! Comparison of two persons' names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::agree::{self, SYSTEMS};
use super::{HanName, LatinName, LatinReading, PersonName};
use crate::compare::{Comparison, Outcome, Step, compare_text};
use crate::diff::{DiffSpan, char_diff};
use crate::normal::steps_between;
use crate::script::is_han;

/// A way to write Han names in Latin letters, or another reason why two spellings may be one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Romanisation {
    /// Hanyu Pinyin (GB/T 28039).
    Pinyin,
    /// Spelling of the Hong Kong government.
    HongKong,
    /// Wade–Giles and the customary spellings of Taiwan.
    WadeGiles,
    /// Parts of the name follow different systems.
    Mixed,
    /// One side itself gives the Latin name beside the Han name.
    Declared,
    /// The same Latin words in another order, or with initials or English names on one side.
    SameSpelling,
}

/// How much of a name the agreement covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Surname and whole given name.
    Full,
    /// Surname and initials of the given name.
    Initials,
    /// The surname alone; the given name cannot be compared (an English name).
    SurnameOnly,
}

/// How two names relate (ruling R-8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum NameComparison {
    /// The same characters.
    Identical,
    /// The same after deterministic normalisation: passes.
    Normalised {
        /// The steps that were needed.
        steps: Vec<Step>,
    },
    /// The names agree under a romanisation: a person must rule.
    Romanised {
        /// The systems under which they agree, sorted.
        systems: Vec<Romanisation>,
        /// How much of the name agrees.
        coverage: Coverage,
    },
    /// Different: fails.
    Different {
        /// The differences, character by character.
        spans: Vec<DiffSpan>,
    },
}

impl NameComparison {
    /// The outcome of ruling R-8.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Identical => Outcome::Identical,
            Self::Normalised { .. } => Outcome::Normalised,
            Self::Romanised { .. } => Outcome::PersonMustRule,
            Self::Different { .. } => Outcome::Different,
        }
    }
}

/// Compares two names. Symmetric in its outcome. One Han character of difference is a difference; a Han and a Latin name
/// are at best *romanised*.
#[must_use]
pub fn compare_names(left: &str, right: &str) -> NameComparison {
    if left == right {
        return NameComparison::Identical;
    }
    let different = || NameComparison::Different { spans: char_diff(left, right) };
    let (Ok(a), Ok(b)) = (PersonName::parse(left), PersonName::parse(right)) else {
        return match compare_text(left, right) {
            Comparison::Identical => NameComparison::Identical,
            Comparison::Normalised { steps } => NameComparison::Normalised { steps },
            _ => different(),
        };
    };
    match (a.han(), b.han()) {
        (Some(x), Some(y)) => {
            let contradict = matches!((a.latin(), b.latin()), (Some(p), Some(q)) if both_latin(&a, p, &b, q).is_none());
            if x.folded() == y.folded() && !contradict { normalised(&a, &b) } else { different() }
        }
        (Some(han), None) => with_latin(han, a.latin(), b.latin()).unwrap_or_else(different),
        (None, Some(han)) => with_latin(han, b.latin(), a.latin()).unwrap_or_else(different),
        (None, None) => match (a.latin(), b.latin()) {
            (Some(x), Some(y)) => both_latin(&a, x, &b, y).unwrap_or_else(different),
            _ => different(),
        },
    }
}

fn normalised(a: &PersonName, b: &PersonName) -> NameComparison {
    let mut steps = steps_between(a.original(), b.original()).unwrap_or_else(|| {
        let han = |n: &PersonName| n.han().map(HanName::written).unwrap_or_default();
        let mut steps = steps_between(&han(a), &han(b)).unwrap_or_else(|| vec![Step::Script]);
        if a.latin().is_some() != b.latin().is_some() {
            steps.push(Step::Alias);
        }
        steps
    });
    if a.had_honorific() != b.had_honorific() {
        steps.push(Step::Honorific);
    }
    steps.sort_unstable();
    steps.dedup();
    if steps.is_empty() {
        steps.push(Step::Spaces);
    }
    NameComparison::Normalised { steps }
}

fn with_latin(han: &HanName, declared: Option<&LatinName>, latin: Option<&LatinName>) -> Option<NameComparison> {
    let latin = latin?;
    let same = |x: &LatinReading, y: &LatinReading| x.surname == y.surname && x.given.concat() == y.given.concat();
    if declared.is_some_and(|d| d.readings.iter().any(|x| latin.readings.iter().any(|y| same(x, y)))) {
        return Some(NameComparison::Romanised { systems: vec![Romanisation::Declared], coverage: Coverage::Full });
    }
    for coverage in [Coverage::Full, Coverage::Initials, Coverage::SurnameOnly] {
        let agrees = |s: Romanisation| latin.readings.iter().any(|r| agree::with_han(han, r, s) == Some(coverage));
        let mut systems: Vec<Romanisation> = SYSTEMS.into_iter().filter(|s| agrees(*s)).collect();
        if systems.is_empty() && agrees(Romanisation::Mixed) {
            systems.push(Romanisation::Mixed);
        }
        if !systems.is_empty() {
            return Some(NameComparison::Romanised { systems, coverage });
        }
    }
    None
}

fn both_latin(a: &PersonName, x: &LatinName, b: &PersonName, y: &LatinName) -> Option<NameComparison> {
    let marked = |n: &LatinName| n.readings.iter().all(|r| r.marked);
    let equal = |r: &LatinReading, s: &LatinReading| r.surname == s.surname && r.given.concat() == s.given.concat();
    let any = |same: &dyn Fn(&LatinReading, &LatinReading) -> bool| {
        x.readings.iter().any(|r| y.readings.iter().any(|s| same(r, s)))
    };
    let sure = marked(x) && marked(y) && any(&equal);
    let same_words = x.words.concat() == y.words.concat() && any(&equal);
    if (sure || same_words) && marks(a.original()) == marks(b.original()) {
        return Some(normalised_latin(a, b));
    }
    let spelling = |coverage| Some(NameComparison::Romanised { systems: vec![Romanisation::SameSpelling], coverage });
    if any(&equal) || any(&same_without_extras) {
        return spelling(Coverage::Full);
    }
    if any(&|r, s| agree::across(r, s)) {
        return Some(NameComparison::Romanised { systems: vec![Romanisation::Mixed], coverage: Coverage::Full });
    }
    if any(&initials_agree) {
        return spelling(Coverage::Initials);
    }
    None
}

/// Letters with marks, and apostrophes: Lü is not Lu, and Ch'en is not Chen in Wade–Giles.
fn marks(text: &str) -> Vec<char> {
    let mut found: Vec<char> = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_han(*c))
        .filter_map(|c| match c {
            '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' => Some('\''),
            c if c.is_alphabetic() && !c.is_ascii() => Some(c),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found
}

fn normalised_latin(a: &PersonName, b: &PersonName) -> NameComparison {
    let mut steps =
        steps_between(a.original(), b.original()).unwrap_or_else(|| vec![Step::Case, Step::Punctuation, Step::Spaces]);
    if a.had_honorific() != b.had_honorific() {
        steps.push(Step::Honorific);
    }
    steps.sort_unstable();
    steps.dedup();
    NameComparison::Normalised { steps }
}

/// The same surname and given name, one side having English names beside them.
fn same_without_extras(r: &LatinReading, s: &LatinReading) -> bool {
    let own = |r: &LatinReading| {
        r.given.iter().filter(|w| !agree::is_extra(w) && w.chars().count() > 1).cloned().collect::<String>()
    };
    let (x, y) = (own(r), own(s));
    r.surname == s.surname && !x.is_empty() && x == y
}

/// The same surname, and one side's given name in initials of the other's.
fn initials_agree(r: &LatinReading, s: &LatinReading) -> bool {
    let short = |words: &[String]| !words.is_empty() && words.iter().all(|w| w.chars().count() == 1);
    let begins = |short: &[String], long: &[String]| {
        short.len() <= long.len() && short.iter().zip(long).all(|(i, w)| w.starts_with(i.as_str()))
    };
    r.surname == s.surname
        && match (short(&r.given), short(&s.given)) {
            (true, false) => begins(&r.given, &s.given),
            (false, true) => begins(&s.given, &r.given),
            _ => false,
        }
}
