//! From shared fingerprints of two documents to passages: exact matches, chained where they follow each other in both,
//! neighbours merged.

use crate::document::Prepared;
use crate::options::Options;
use crate::seeds::Seed;

/// Equal tokens in two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    pub a: u32,
    pub b: u32,
    pub len: u32,
}

impl Match {
    pub fn a_end(&self) -> u32 {
        self.a + self.len
    }

    pub fn b_end(&self) -> u32 {
        self.b + self.len
    }
}

/// Matches that belong together, one chain or several; tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    pub a: (u32, u32),
    pub b: (u32, u32),
    pub units: u32,
    pub chains: Vec<Vec<Match>>,
}

/// Matches before one that may come before it in a chain.
const LOOK_BACK: usize = 64;

/// What a token of a gap costs: a quarter of a unit.
const QUARTER: i64 = 4;

/// A chain needs so many units to be merged with others into a passage.
const CHAIN_UNITS: u32 = 12;

/// The stretches that two documents share, by the seeds of the pair. Sorted by their place in the first.
pub fn stretches(a: &Prepared, b: &Prepared, seeds: &[Seed], options: &Options) -> Vec<Stretch> {
    let matches = exact(a, b, seeds);
    let total: u32 = matches.iter().map(|m| m.1).sum();
    if total < CHAIN_UNITS {
        return Vec::new();
    }
    let chains = merge(a, b, without_nested(chain(&matches, options)), options);
    chains.into_iter().filter(|stretch| stretch.units >= options.passage).collect()
}

/// Seeds grown to the longest equal runs of tokens, each with its units, sorted by place.
fn exact(a: &Prepared, b: &Prepared, seeds: &[Seed]) -> Vec<(Match, u32)> {
    let diagonal = |seed: &Seed| i64::from(seed[1]) - i64::from(seed[2]);
    let mut order: Vec<(i64, u32, u32)> = seeds.iter().map(|seed| (diagonal(seed), seed[2], seed[1])).collect();
    order.sort_unstable();
    let mut out: Vec<(Match, u32)> = Vec::new();
    let mut last: Option<(i64, u32)> = None;
    for (diagonal, at, to) in order {
        if last.is_some_and(|(same, end)| same == diagonal && at < end) {
            continue;
        }
        let equal = |x: u32, y: u32| a.value(x as usize) != 0 && a.value(x as usize) == b.value(y as usize);
        if !equal(at, to) {
            continue;
        }
        let before = (1..=at.min(to)).take_while(|back| equal(at - back, to - back)).count();
        let after = (0..).take_while(|on| equal(at + on, to + on)).count();
        let (before, after) = (u32::try_from(before).unwrap_or(0), u32::try_from(after).unwrap_or(0));
        let found = Match { a: at - before, b: to - before, len: before + after };
        let units = a.units(found.a as usize..found.a_end() as usize);
        last = Some((diagonal, found.a_end()));
        out.push((found, units));
    }
    out.sort_unstable();
    out
}

/// The best chains, one after another, none using a match twice.
fn chain(matches: &[(Match, u32)], options: &Options) -> Vec<Stretch> {
    let mut best: Vec<(i64, u32, Option<usize>)> = Vec::with_capacity(matches.len());
    for (at, (now, units)) in matches.iter().enumerate() {
        let alone = (i64::from(*units) * QUARTER, *units, None);
        let from = at.saturating_sub(LOOK_BACK);
        let mut top = alone;
        for (back, (before, _)) in matches.iter().enumerate().take(at).skip(from) {
            let Some((score, gain)) = follow(before, now, *units, options.gap) else { continue };
            let Some(earlier) = best.get(back) else { continue };
            if earlier.0 + score > top.0 {
                top = (earlier.0 + score, gain, Some(back));
            }
        }
        best.push(top);
    }
    let mut ends: Vec<usize> = (0..matches.len()).collect();
    ends.sort_by_key(|end| (std::cmp::Reverse(best.get(*end).map_or(0, |b| b.0)), *end));
    let mut used = vec![false; matches.len()];
    let mut out = Vec::new();
    for end in ends {
        let mut links = Vec::new();
        let mut units = 0;
        let mut at = Some(end);
        while let Some(now) = at {
            let (Some(taken), Some((found, whole)), Some((_, gain, back))) =
                (used.get_mut(now), matches.get(now), best.get(now))
            else {
                break;
            };
            if *taken {
                break;
            }
            *taken = true;
            links.push(*found);
            at = *back;
            let goes_on = at.is_some_and(|back| used.get(back) == Some(&false));
            units += if goes_on { *gain } else { *whole };
        }
        links.reverse();
        if units >= CHAIN_UNITS
            && let (Some(first), Some(last)) = (links.first(), links.last())
        {
            let (a, b) = ((first.a, last.a_end()), (first.b, last.b_end()));
            out.push(Stretch { a, b, units, chains: vec![links] });
        }
    }
    out
}

/// What `now` after `before` adds to a chain's score (in quarters) and to its units; none where it cannot follow.
fn follow(before: &Match, now: &Match, units: u32, gap: u32) -> Option<(i64, u32)> {
    if now.a <= before.a || now.b <= before.b {
        return None;
    }
    let overlap = before.a_end().saturating_sub(now.a).max(before.b_end().saturating_sub(now.b));
    if overlap >= now.len {
        return None;
    }
    let (in_a, in_b) = (now.a.saturating_sub(before.a_end()), now.b.saturating_sub(before.b_end()));
    if in_a.max(in_b) > gap {
        return None;
    }
    let gain = units - (u64::from(units) * u64::from(overlap) / u64::from(now.len)) as u32;
    Some((i64::from(gain) * QUARTER - i64::from(in_a.max(in_b)), gain))
}

/// Without chains that lie within better ones in either document.
fn without_nested(chains: Vec<Stretch>) -> Vec<Stretch> {
    let mut kept: Vec<Stretch> = Vec::with_capacity(chains.len());
    for chain in chains {
        let covered = |side: fn(&Stretch) -> (u32, u32)| {
            let (start, end) = side(&chain);
            let inside = |other: &Stretch| end.min(side(other).1).saturating_sub(start.max(side(other).0));
            kept.iter().any(|other| inside(other) * 2 > end - start)
        };
        if !covered(|s| s.a) && !covered(|s| s.b) {
            kept.push(chain);
        }
    }
    kept
}

/// Chains looked at when a chain seeks its neighbours.
const NEIGHBOURS: usize = 32;

/// Joins chains that are near each other in both documents, whatever their order.
fn merge(a: &Prepared, b: &Prepared, mut chains: Vec<Stretch>, options: &Options) -> Vec<Stretch> {
    chains.sort_by_key(|chain| (chain.a, chain.b));
    let mut out: Vec<Stretch> = Vec::with_capacity(chains.len());
    for mut chain in chains {
        // What is joined may come near to others in turn.
        while let Some(near) = {
            let from = out.len().saturating_sub(NEIGHBOURS);
            (from..out.len()).rev().find(|at| out.get(*at).is_some_and(|other| are_near(a, b, other, &chain, options)))
        } {
            let other = out.remove(near);
            chain = join(other, chain);
        }
        out.push(chain);
    }
    out.sort_by_key(|chain| (chain.a, chain.b));
    out
}

fn are_near(a: &Prepared, b: &Prepared, one: &Stretch, two: &Stretch, options: &Options) -> bool {
    let most = options.merge.min(2 * one.units.min(two.units));
    let apart = |prepared: &Prepared, one: (u32, u32), two: (u32, u32)| {
        let (from, to) = if one.0 <= two.0 { (one.1, two.0) } else { (two.1, one.0) };
        if to <= from {
            return true;
        }
        // Known text between them, such as a heading of the form, sets nothing apart.
        to - from <= most.saturating_mul(4) && prepared.units(from as usize..to as usize) <= most
    };
    apart(a, one.a, two.a) && apart(b, one.b, two.b)
}

fn join(one: Stretch, two: Stretch) -> Stretch {
    let span = |one: (u32, u32), two: (u32, u32)| (one.0.min(two.0), one.1.max(two.1));
    let mut chains = one.chains;
    chains.extend(two.chains);
    Stretch { a: span(one.a, two.a), b: span(one.b, two.b), units: one.units + two.units, chains }
}
