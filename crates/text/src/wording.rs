//! The crate's own table of cross-strait and Hong Kong wording, and reading of its data files.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::script::{fold, taiwan_phrases_to_mainland};

/// The lines of a data file as first column and rest; comment lines and empty ones are left out.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

/// Where a wording is at home, as a target for drafts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Region {
    Taiwan,
    HongKong,
}

/// One term of the table: its folded characters and its line.
pub(crate) struct Term {
    pub(crate) folded: Vec<char>,
    pub(crate) class: usize,
}

/// One line of the table: terms that mean the same in research applications.
pub(crate) struct Class {
    pub(crate) terms: Vec<usize>,
    pub(crate) note: String,
}

pub(crate) struct Wording {
    pub(crate) terms: Vec<Term>,
    pub(crate) classes: Vec<Class>,
    by_first: BTreeMap<char, Vec<usize>>,
    to_mainland: Option<Replacer>,
    to_taiwan: Option<Replacer>,
    to_hong_kong: Option<Replacer>,
}

struct Replacer {
    automaton: AhoCorasick,
    targets: Vec<String>,
}

impl Replacer {
    /// Longest match wins; of two lines with the same source the first one wins.
    fn new(pairs: BTreeMap<String, String>) -> Option<Self> {
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(pairs.keys()).ok()?;
        Some(Self { automaton, targets: pairs.into_values().collect() })
    }

    fn apply(&self, text: &str) -> String {
        self.automaton.replace_all(text, &self.targets)
    }
}

pub(crate) fn table() -> &'static Wording {
    static TABLE: OnceLock<Wording> = OnceLock::new();
    TABLE.get_or_init(|| Wording::read(include_str!("../data/wording.tsv")))
}

fn alternatives(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('/').map(str::trim).filter(|s| !s.is_empty())
}

impl Wording {
    fn read(text: &'static str) -> Self {
        let mut terms: Vec<Term> = Vec::new();
        let mut classes: Vec<Class> = Vec::new();
        let mut by_first: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        let (mut home, mut taiwan, mut hong_kong) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (mainland, rest) in rows(text) {
            let mut cells = rest.split('\t');
            let tw = cells.next().unwrap_or_default();
            let hk = cells.next().unwrap_or_default();
            let note = cells.next().unwrap_or_default();
            let class = classes.len();
            let mut members = Vec::new();
            for written in alternatives(mainland).chain(alternatives(tw)).chain(alternatives(hk)) {
                let folded: Vec<char> = fold(written).chars().collect();
                let known = members.iter().any(|&m: &usize| terms.get(m).is_some_and(|t| t.folded == folded));
                let Some(first) = folded.first().copied().filter(|_| !known) else {
                    continue;
                };
                by_first.entry(first).or_default().push(terms.len());
                members.push(terms.len());
                terms.push(Term { folded, class });
            }
            classes.push(Class { terms: members, note: note.to_owned() });
            let Some(target) = alternatives(mainland).next() else {
                continue;
            };
            let target_folded = fold(target);
            for source in alternatives(mainland).skip(1).chain(alternatives(tw)).chain(alternatives(hk)) {
                // Also as the general phrase table leaves it, which runs first.
                for source in [fold(source), fold(&taiwan_phrases_to_mainland(source))] {
                    if source != target_folded {
                        home.entry(source).or_insert_with(|| target_folded.clone());
                    }
                }
            }
            for (map, cell) in [(&mut taiwan, tw), (&mut hong_kong, hk)] {
                if let Some(term) = alternatives(cell).next() {
                    map.entry(target.to_owned()).or_insert_with(|| term.to_owned());
                }
            }
        }
        Self {
            terms,
            classes,
            by_first,
            to_mainland: Replacer::new(home),
            to_taiwan: Replacer::new(taiwan),
            to_hong_kong: Replacer::new(hong_kong),
        }
    }

    /// The terms that stand at the start of a folded text.
    pub(crate) fn at<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = (usize, &'a Term)> + 'a {
        let candidates = text.first().and_then(|c| self.by_first.get(c)).map_or(&[][..], Vec::as_slice);
        candidates.iter().filter_map(|&i| Some((i, self.terms.get(i)?))).filter(|(_, t)| text.starts_with(&t.folded))
    }

    /// Every known Taiwan or Hong Kong term of a folded text replaced by the mainland one.
    pub(crate) fn to_mainland(&self, folded: &str) -> String {
        self.to_mainland.as_ref().map_or_else(|| folded.to_owned(), |r| r.apply(folded))
    }

    /// Mainland terms of a Simplified text replaced by the terms of a region (in the region's own characters).
    pub(crate) fn to_region(&self, text: &str, region: Region) -> String {
        let replacer = match region {
            Region::Taiwan => &self.to_taiwan,
            Region::HongKong => &self.to_hong_kong,
        };
        replacer.as_ref().map_or_else(|| text.to_owned(), |r| r.apply(text))
    }
}
