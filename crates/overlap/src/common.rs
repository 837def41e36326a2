//! Text that many applications share: which stretches of each document, and in how many.

use std::collections::BTreeMap;

use rayon::prelude::*;

/// A stretch of a document that another application shares, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared {
    /// The other application.
    pub with: u32,
    pub start: u32,
    pub end: u32,
}

/// Stretches of tokens, sorted, none touching another.
pub type Stretches = Vec<(u32, u32)>;

/// Of each document the stretches that more than `most` other applications share.
pub fn shared_by_many(shared: Vec<Vec<Shared>>, most: u32) -> Vec<Stretches> {
    shared.into_par_iter().map(|of_one| many(of_one, most)).collect()
}

fn many(mut shared: Vec<Shared>, most: u32) -> Stretches {
    shared.sort_unstable();
    // One application counts once, however often it has the text.
    let mut steps: BTreeMap<u32, i64> = BTreeMap::new();
    let mut open: Option<Shared> = None;
    let mut close = |open: Option<Shared>| {
        if let Some(one) = open {
            *steps.entry(one.start).or_default() += 1;
            *steps.entry(one.end).or_default() -= 1;
        }
    };
    for now in shared {
        match &mut open {
            Some(one) if one.with == now.with && now.start <= one.end => one.end = one.end.max(now.end),
            _ => close(open.replace(now)),
        }
    }
    close(open);
    let mut out = Stretches::new();
    let (mut depth, mut began) = (0i64, None);
    for (at, step) in steps {
        depth += step;
        match (began, depth > i64::from(most)) {
            (None, true) => began = Some(at),
            (Some(from), false) => {
                out.push((from, at));
                began = None;
            }
            _ => {}
        }
    }
    out
}

/// Both together.
pub fn union(one: &[(u32, u32)], two: &[(u32, u32)]) -> Stretches {
    let mut all: Stretches = one.iter().chain(two).copied().filter(|(start, end)| start < end).collect();
    all.sort_unstable();
    let mut out = Stretches::new();
    for (start, end) in all {
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// Whether a token lies in one of the stretches.
pub fn holds(stretches: &[(u32, u32)], token: u32) -> bool {
    let next = stretches.partition_point(|(start, _)| *start <= token);
    next.checked_sub(1).and_then(|at| stretches.get(at)).is_some_and(|(_, end)| token < *end)
}
