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
    /// Equal units in it.
    pub units: u32,
}

/// Stretches of tokens, sorted, none touching another.
pub type Stretches = Vec<(u32, u32)>;

/// What applications share of every document, by number.
pub struct Common {
    shared: Vec<Vec<Shared>>,
    /// Stretches that do not count, whatever passage they stand in.
    pub stretches: Vec<Stretches>,
    most: u32,
}

impl Common {
    /// From all that is shared. A stretch of at least `paragraph` units that more than `most` applications share does not
    /// count; `frequent` adds what does not count for another reason, by the document's number.
    pub fn new(
        mut shared: Vec<Vec<Shared>>,
        most: u32,
        paragraph: u32,
        frequent: impl Fn(usize) -> Stretches + Sync,
    ) -> Self {
        let stretches = shared
            .par_iter_mut()
            .enumerate()
            .map(|(number, of_one)| {
                of_one.sort_unstable();
                let long = of_one.iter().copied().filter(|one| one.units >= paragraph);
                union(&many(long, most), &frequent(number))
            })
            .collect();
        Self { shared, stretches, most }
    }

    /// The stretches of a document that do not count.
    pub fn of(&self, number: u32) -> &[(u32, u32)] {
        self.stretches.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether many applications share most of a stretch of a document.
    pub fn has(&self, number: u32, (start, end): (u32, u32)) -> bool {
        let shared = self.shared.get(number as usize).map_or(&[][..], Vec::as_slice);
        let mut count = 0;
        for of_one in shared.chunk_by(|one, two| one.with == two.with) {
            let inside = of_one.iter().map(|one| (one.start.max(start), one.end.min(end)));
            let within: Stretches = inside.filter(|(start, end)| start < end).collect();
            let tokens: u32 = union(&within, &[]).iter().map(|(start, end)| end - start).sum();
            count += u32::from(tokens * 2 >= end - start);
            if count > self.most {
                return true;
            }
        }
        false
    }
}

/// The stretches that more than `most` applications share.
fn many(shared: impl Iterator<Item = Shared>, most: u32) -> Stretches {
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
