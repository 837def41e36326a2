//! The whole comparison, step by step.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::align::align;
use crate::chain::{Match, Stretch, stretches};
use crate::common::{Common, Shared, Stretches, holds};
use crate::document::Prepared;
use crate::options::{Options, Relation, Relations};
use crate::result::{Level, Mark, Number, Outcome, Pair, Passage, Summary};
use crate::seeds::{Found, LEAST_SEEDS, find, frequent};
use crate::shelf::Shelf;
use crate::{groups, sentences, share};

/// Told how far a comparison is, and asked whether to go on. Calls come from several threads.
pub trait Watch: Sync {
    /// One more document has been compared with all others.
    fn advance(&self) {}
    /// Whether to stop.
    fn cancelled(&self) -> bool {
        false
    }
}

impl Watch for () {}

/// Compares the documents of `own` with each other and with those of `against`, which are not compared among themselves.
/// Documents of one application are not compared. None if `watch` said to stop.
#[must_use]
pub fn compare(
    own: Shelf<'_>,
    against: Option<Shelf<'_>>,
    relations: &Relations,
    options: &Options,
    watch: &dyn Watch,
) -> Option<Outcome> {
    let room = Room::new(own, against, relations, options);
    let firsts: Vec<First> = (0..count(own))
        .into_par_iter()
        .map_init(Found::default, |found, number| {
            if watch.cancelled() {
                return None;
            }
            let first = room.first(number, found);
            watch.advance();
            Some(first)
        })
        .collect::<Option<_>>()?;
    let common = room.common(&firsts);
    let mut pairs: Vec<Pair> = firsts
        .par_iter()
        .map(|first| {
            let pairs = first.candidates.iter().filter_map(|candidate| room.pair(first.number, candidate, &common));
            (!watch.cancelled()).then(|| pairs.collect::<Vec<_>>())
        })
        .collect::<Option<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.units), pair.a, pair.b));
    let documents = room.summaries(&pairs, &common);
    let groups = groups::groups(own, &common.stretches, options);
    Some(Outcome { pairs, documents, common: groups })
}

fn count(shelf: Shelf<'_>) -> u32 {
    u32::try_from(shelf.len()).unwrap_or(u32::MAX)
}

/// Everything a comparison goes by.
struct Room<'a> {
    shelves: Vec<(Shelf<'a>, u32)>,
    /// The application of every document, by number.
    applications: Vec<u32>,
    relations: &'a Relations,
    options: &'a Options,
}

/// Another document that shares something with one.
struct Candidate {
    other: Number,
    /// The stretches; without their chains where the pair cannot reach the list.
    stretches: Vec<Stretch>,
    listed: bool,
}

/// What the first look at one document gave.
struct First {
    number: Number,
    candidates: Vec<Candidate>,
    frequent: Stretches,
}

impl<'a> Room<'a> {
    fn new(own: Shelf<'a>, against: Option<Shelf<'a>>, relations: &'a Relations, options: &'a Options) -> Self {
        let mut shelves = vec![(own, 0)];
        shelves.extend(against.map(|against| (against, count(own))));
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        let mut applications = Vec::new();
        for (shelf, _) in &shelves {
            for number in 0..count(*shelf) {
                let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
                applications.push(*names.entry(shelf.application(number)).or_insert(next));
            }
        }
        Self { shelves, applications, relations, options }
    }

    /// The shelf of a document, and its number there.
    fn place(&self, number: Number) -> Option<(Shelf<'a>, u32)> {
        let (shelf, offset) = self.shelves.iter().rev().find(|(_, offset)| *offset <= number)?;
        Some((*shelf, number - offset))
    }

    fn prepared(&self, number: Number) -> std::borrow::Cow<'a, Prepared> {
        self.place(number).map_or_else(Default::default, |(shelf, number)| shelf.books.prepared(number))
    }

    fn application(&self, number: Number) -> u32 {
        self.applications.get(number as usize).copied().unwrap_or(u32::MAX)
    }

    /// Documents that share something with one: of its own shelf those after it, so that each pair is looked at once.
    fn first(&self, number: Number, found: &mut Found) -> First {
        let here = self.prepared(number);
        let application = self.application(number);
        let wanted = |shelf: usize, other: u32| {
            let offset = self.shelves.get(shelf).map_or(0, |(_, offset)| *offset);
            (shelf > 0 || other > number) && self.application(offset + other) != application
        };
        find(&here.values, &self.shelves, self.options.frequent, wanted, found);
        let mut candidates = Vec::new();
        for seeds in found.seeds.chunk_by(|one, two| one[0] == two[0]) {
            let Some([other, ..]) = seeds.first().filter(|_| seeds.len() >= LEAST_SEEDS) else { continue };
            let mut stretches = stretches(&here, &self.prepared(*other), seeds, self.options);
            if stretches.is_empty() {
                continue;
            }
            // Alignment finds a little more at the edges and in the gaps.
            let listed = stretches.iter().map(|s| s.units).sum::<u32>() >= self.options.running_units() * 2 / 3;
            if !listed {
                stretches.iter_mut().for_each(|stretch| stretch.chains = Vec::new());
            }
            candidates.push(Candidate { other: *other, stretches, listed });
        }
        First { number, candidates, frequent: std::mem::take(&mut found.frequent) }
    }

    /// Of every document the text that does not count.
    fn common(&self, firsts: &[First]) -> Common {
        let mut shared: Vec<Vec<Shared>> = vec![Vec::new(); self.applications.len()];
        let mut needed = vec![false; self.applications.len()];
        for first in firsts {
            for candidate in &first.candidates {
                let mut put = |number: Number, with: Number, (start, end): (u32, u32), units: u32| {
                    if let Some(list) = shared.get_mut(number as usize) {
                        list.push(Shared { with: self.application(with), start, end, units });
                    }
                };
                for stretch in &candidate.stretches {
                    put(first.number, candidate.other, stretch.a, stretch.units);
                    put(candidate.other, first.number, stretch.b, stretch.units);
                }
                if let Some(needed) = needed.get_mut(candidate.other as usize) {
                    *needed |= candidate.listed;
                }
            }
        }
        Common::new(shared, self.options.common, self.options.paragraph, |number| match firsts.get(number) {
            Some(first) => first.frequent.clone(),
            None if needed.get(number) == Some(&true) => {
                let prepared = self.prepared(u32::try_from(number).unwrap_or(u32::MAX));
                frequent(&prepared.values, &self.shelves, self.options.frequent)
            }
            None => Stretches::new(),
        })
    }

    /// A pair aligned, if it shares enough of its own.
    fn pair(&self, number: Number, candidate: &Candidate, common: &Common) -> Option<Pair> {
        if !candidate.listed {
            return None;
        }
        let (a, b) = (self.prepared(number), self.prepared(candidate.other));
        let (common_a, common_b) = (common.of(number), common.of(candidate.other));
        let aligned = candidate.stretches.iter().filter_map(|stretch| {
            if common.has(number, stretch.a) || common.has(candidate.other, stretch.b) {
                return None;
            }
            let marks = align(&a, &b, stretch);
            let (passage, counted) = passage(&a, &b, &marks, common_a, common_b)?;
            (passage.own >= self.options.passage).then_some((passage, counted))
        });
        let (passages, counted): (Vec<Passage>, Vec<Vec<Match>>) = aligned.unzip();
        let units: u32 = passages.iter().map(|passage| passage.own).sum();
        if units < self.options.listing {
            let runs_on = |counted: &[Match]| {
                let text = |number: Number| self.place(number).map_or("", |(shelf, number)| shelf.text(number));
                sentences::run_on(&a, text(number), counted, |m| (m.a, m.a_end()))
                    && sentences::run_on(&b, text(candidate.other), counted, |m| (m.b, m.b_end()))
            };
            let running = passages.iter().zip(&counted).filter(|(_, counted)| runs_on(counted));
            if running.map(|(passage, _)| passage.own).sum::<u32>() < self.options.running_units() {
                return None;
            }
        }
        let counted: Vec<Match> = counted.into_iter().flatten().collect();
        let in_a: Stretches = counted.iter().map(|m| (m.a, m.a_end())).collect();
        let in_b: Stretches = counted.iter().map(|m| (m.b, m.b_end())).collect();
        let sections =
            |number: Number| self.place(number).map(|(shelf, number)| shelf.sections(number)).unwrap_or_default();
        let name = |number: Number| self.place(number).map_or("", |(shelf, number)| shelf.application(number));
        Some(Pair {
            a: number,
            b: candidate.other,
            relation: self.relations.of(name(number), name(candidate.other)),
            level: if units >= self.options.alert { Level::Alert } else { Level::Listing },
            units,
            shares: [share::whole(&a, &in_a, common_a), share::whole(&b, &in_b, common_b)],
            sections: [
                share::sections(&a, &sections(number), &in_a, common_a),
                share::sections(&b, &sections(candidate.other), &in_b, common_b),
            ],
            passages,
        })
    }

    fn summaries(&self, pairs: &[Pair], common: &Common) -> Vec<Summary> {
        let own = self.shelves.first().map_or(0, |(shelf, _)| shelf.len());
        let mut shared: Vec<Stretches> = vec![Stretches::new(); own];
        for pair in pairs.iter().filter(|pair| pair.relation == Relation::None) {
            let mut put = |number: Number, spans: &mut dyn Iterator<Item = crate::Span>| {
                if let Some(list) = shared.get_mut(number as usize) {
                    let prepared = self.prepared(number);
                    let end = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                    list.extend(
                        spans.map(|span| prepared.within(span)).map(|range| (end(range.start), end(range.end))),
                    );
                }
            };
            let marks = || pair.passages.iter().flat_map(|passage| &passage.marks);
            put(pair.a, &mut marks().map(|mark| mark.a));
            put(pair.b, &mut marks().map(|mark| mark.b));
        }
        let numbered: Vec<(usize, Stretches)> = shared.into_iter().enumerate().collect();
        numbered
            .into_par_iter()
            .map(|(number, shared)| {
                let number = u32::try_from(number).unwrap_or(u32::MAX);
                let (prepared, common) = (self.prepared(number), common.of(number));
                let known = prepared.values.iter().filter(|value| **value == 0).count();
                Summary {
                    shared: share::whole(&prepared, &shared, common),
                    common: share::common(&prepared, common),
                    known: u32::try_from(known).unwrap_or(u32::MAX),
                }
            })
            .collect()
    }
}

/// A passage of aligned matches, cut where text begins or ceases to be common, with the matches that count.
fn passage(
    a: &Prepared,
    b: &Prepared,
    matches: &[Match],
    common_a: &[(u32, u32)],
    common_b: &[(u32, u32)],
) -> Option<(Passage, Vec<Match>)> {
    let span = |prepared: &Prepared, from: u32, to: u32| prepared.span(from as usize..to as usize);
    let units = |m: &Match| a.units(m.a as usize..m.a_end() as usize);
    let (mut marks, mut counted) = (Vec::new(), Vec::new());
    let (mut all, mut own) = (0, 0);
    for found in matches {
        let is_common = |on: u32| holds(common_a, found.a + on) || holds(common_b, found.b + on);
        let mut from = 0;
        while from < found.len {
            let common = is_common(from);
            let to = (from..found.len).find(|on| is_common(*on) != common).unwrap_or(found.len);
            let part = Match { a: found.a + from, b: found.b + from, len: to - from };
            all += units(&part);
            if !common {
                own += units(&part);
                counted.push(part);
            }
            marks.push(Mark { a: span(a, part.a, part.a_end()), b: span(b, part.b, part.b_end()), common });
            from = to;
        }
    }
    let ends = |start: fn(&Match) -> u32, end: fn(&Match) -> u32| {
        Some((matches.iter().map(start).min()?, matches.iter().map(end).max()?))
    };
    let in_a = ends(|m| m.a, Match::a_end)?;
    let in_b = ends(|m| m.b, Match::b_end)?;
    let passage = Passage { a: span(a, in_a.0, in_a.1), b: span(b, in_b.0, in_b.1), units: all, own, marks };
    Some((passage, counted))
}
