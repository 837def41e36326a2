//! Comparison of two organisations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AliasStanding, Aliases, OrganisationKind, core, kind_hint, split};
use crate::compare::{Comparison, Equivalence, Outcome, Step, compare_text};
use crate::diff::DiffSpan;
use crate::script::{is_han, strip};

/// How two organisations' names relate (ruling R-8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OrganisationComparison {
    /// The same characters.
    Identical,
    /// The same after deterministic normalisation, or by an alias that an office confirmed: passes.
    Normalised {
        /// The steps that were needed.
        steps: Vec<Step>,
    },
    /// The same but for wording known to differ (國立, 財團法人, Ltd and Limited, regional words): a person must rule.
    KnownWording {
        /// The differing wordings.
        equivalences: Vec<Equivalence>,
    },
    /// Both names belong to one body by an alias that no office has confirmed: a person must rule.
    Alias {
        /// The body.
        body: String,
    },
    /// One name looks like a short form of the other: a person must rule.
    Abbreviation {
        /// The short form.
        short: String,
        /// The full name.
        long: String,
    },
    /// The institution is the same, the departments are not, or only one names one: a person must rule.
    SameInstitution {
        /// Department of the left name.
        left: Option<String>,
        /// Department of the right name.
        right: Option<String>,
    },
    /// One name is in Han characters and the other in Latin letters: a person must rule.
    Translation,
    /// Different: fails.
    Different {
        /// The differences, character by character.
        spans: Vec<DiffSpan>,
    },
}

impl OrganisationComparison {
    /// The outcome of ruling R-8.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Identical => Outcome::Identical,
            Self::Normalised { .. } => Outcome::Normalised,
            Self::KnownWording { .. }
            | Self::Alias { .. }
            | Self::Abbreviation { .. }
            | Self::SameInstitution { .. }
            | Self::Translation => Outcome::PersonMustRule,
            Self::Different { .. } => Outcome::Different,
        }
    }
}

/// Legal prefixes that one side of the strait leaves out, folded.
const PREFIXES: [&str; 8] = ["国立", "私立", "财团法人", "社团法人", "公立", "市立", "县立", "行政法人"];

/// English words and the fuller forms they stand for.
const ENGLISH: [(&str, &str); 22] = [
    ("ltd", "limited"),
    ("co", "company"),
    ("corp", "corporation"),
    ("inc", "incorporated"),
    ("univ", "university"),
    ("inst", "institute"),
    ("tech", "technology"),
    ("technol", "technology"),
    ("sci", "science"),
    ("sciences", "science"),
    ("dept", "department"),
    ("lab", "laboratory"),
    ("laboratories", "laboratory"),
    ("center", "centre"),
    ("hosp", "hospital"),
    ("natl", "national"),
    ("intl", "international"),
    ("acad", "academy"),
    ("res", "research"),
    ("eng", "engineering"),
    ("technologies", "technology"),
    ("st", "saint"),
];

/// Compares two organisations' names. Symmetric in its outcome.
#[must_use]
pub fn compare_organisations(left: &str, right: &str, aliases: &Aliases) -> OrganisationComparison {
    let whole = compare_text(left, right);
    match whole {
        Comparison::Identical => return OrganisationComparison::Identical,
        Comparison::Normalised { steps } => return OrganisationComparison::Normalised { steps },
        _ => {}
    }
    if let Some((body, standing)) = aliases.common(left, right) {
        let same_departments = department(left) == department(right);
        return match standing {
            AliasStanding::Confirmed if same_departments => {
                OrganisationComparison::Normalised { steps: vec![Step::Alias] }
            }
            AliasStanding::Confirmed | AliasStanding::Suggested => {
                OrganisationComparison::Alias { body: body.to_owned() }
            }
        };
    }
    let (a, b) = (core(left), core(right));
    if !a.is_empty() && a == b {
        let original = (left, right);
        let (left, right) = (split(left).department, split(right).department);
        if left.is_none() && right.is_none() {
            // Only the article of an English name can be left.
            let whole = Equivalence { left: original.0.to_owned(), right: original.1.to_owned(), note: String::new() };
            return OrganisationComparison::KnownWording { equivalences: vec![whole] };
        }
        return OrganisationComparison::SameInstitution { left, right };
    }
    match whole {
        Comparison::KnownWording { equivalences } => {
            return OrganisationComparison::KnownWording { equivalences };
        }
        Comparison::Translation => return translation_or_short(&a, &b),
        _ => {}
    }
    if let Some(equivalences) = prefix(&a, &b).or_else(|| english(&a, &b)) {
        return OrganisationComparison::KnownWording { equivalences };
    }
    if let Some((short, long)) = abbreviation(&a, &b) {
        return OrganisationComparison::Abbreviation { short, long };
    }
    match whole {
        Comparison::Different { spans } => OrganisationComparison::Different { spans },
        _ => OrganisationComparison::Translation,
    }
}

fn department(text: &str) -> Option<String> {
    split(text).department.map(|d| strip(&d))
}

fn translation_or_short(a: &str, b: &str) -> OrganisationComparison {
    match abbreviation(a, b) {
        Some((short, long)) => OrganisationComparison::Abbreviation { short, long },
        None => OrganisationComparison::Translation,
    }
}

/// The same but for a legal prefix (國立臺灣大學 and 台湾大学).
fn prefix(a: &str, b: &str) -> Option<Vec<Equivalence>> {
    let bare =
        |text: &str| PREFIXES.iter().find_map(|p| text.strip_prefix(p).map(|rest| ((*p).to_owned(), rest.to_owned())));
    let (pa, ra) = bare(a).unwrap_or_else(|| (String::new(), a.to_owned()));
    let (pb, rb) = bare(b).unwrap_or_else(|| (String::new(), b.to_owned()));
    (ra == rb && pa != pb && (pa.is_empty() || pb.is_empty()))
        .then(|| vec![Equivalence { left: pa, right: pb, note: String::new() }])
}

/// English names that are the same once short words are written out.
fn english(a: &str, b: &str) -> Option<Vec<Equivalence>> {
    if a.chars().chain(b.chars()).any(is_han) {
        return None;
    }
    let full = |w: &str| {
        ENGLISH.iter().find(|(short, _)| *short == w).map_or_else(|| w.to_owned(), |(_, long)| (*long).to_owned())
    };
    let words = |t: &str| -> Vec<String> {
        t.replace('&', " and ").split(' ').filter(|w| !w.is_empty() && *w != "the").map(str::to_owned).collect()
    };
    let (x, y) = (words(a), words(b));
    if x.is_empty() || x.len() != y.len() || !x.iter().zip(&y).all(|(p, q)| full(p) == full(q)) {
        return None;
    }
    let different = x.iter().zip(&y).filter(|(p, q)| p != q);
    Some(different.map(|(p, q)| Equivalence { left: p.clone(), right: q.clone(), note: String::new() }).collect())
}

/// 港大 for 香港大学; HKUST for its English name.
fn abbreviation(a: &str, b: &str) -> Option<(String, String)> {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let length = short.chars().count();
    if length < 2 || length == long.chars().count() {
        return None;
    }
    // 香港大学 is no short form of 香港中文大学: a short form has no kind word of its own.
    let hit = if kind_hint(short) == OrganisationKind::Other && short.chars().all(is_han) && long.chars().all(is_han) {
        length <= 4 && is_subsequence(short, long) && shares_ends(short, long)
    } else if short.chars().all(|c| c.is_ascii_lowercase()) && !long.chars().any(is_han) {
        let minor = ["of", "and", "the", "for", "at", "in"];
        let initials: String =
            long.split(' ').filter(|w| !minor.contains(w)).filter_map(|w| w.chars().next()).collect();
        initials == short
    } else {
        false
    };
    hit.then(|| (short.to_owned(), long.to_owned()))
}

fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|d| d == c))
}

/// A short form begins with one of the first two characters and ends with one of the kind word's characters.
fn shares_ends(short: &str, long: &str) -> bool {
    let head = short.chars().next().is_some_and(|c| long.chars().take(2).any(|d| d == c));
    let tail = short.chars().next_back().is_some_and(|c| long.chars().rev().take(3).any(|d| d == c));
    let prefix = long.starts_with(short)
        && ["大学", "公司", "集团", "医院"]
            .iter()
            .any(|k| long.strip_prefix(short).is_some_and(|r| r.ends_with(k) && r.chars().count() <= 8));
    (head && tail) || prefix
}
