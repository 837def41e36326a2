//! The exact alignment of a stretch: equal runs in the gaps of its chains and beyond their ends.

use crate::chain::{Match, Stretch};
use crate::document::Prepared;

/// Tokens looked over for the next equal run.
const REACH: u32 = 16;

/// An equal run counts from so many units: three characters or two words.
const RUN_UNITS: u32 = 3;

/// The equal runs of a stretch, sorted, none overlapping another in the first document.
pub fn align(a: &Prepared, b: &Prepared, stretch: &Stretch) -> Vec<Match> {
    let pair = Two { a, b };
    let mut marks = Vec::new();
    for chain in &stretch.chains {
        pair.chain(chain, &mut marks);
    }
    marks.sort_unstable();
    let mut out: Vec<Match> = Vec::with_capacity(marks.len());
    for mut mark in marks {
        if let Some(last) = out.last() {
            let over = last.a_end().saturating_sub(mark.a);
            if over >= mark.len {
                continue;
            }
            mark = Match { a: mark.a + over, b: mark.b + over, len: mark.len - over };
        }
        out.push(mark);
    }
    out
}

struct Two<'a> {
    a: &'a Prepared,
    b: &'a Prepared,
}

impl Two<'_> {
    fn chain(&self, chain: &[Match], marks: &mut Vec<Match>) {
        let Some(first) = chain.first() else { return };
        let mut at = (first.a, first.b);
        while let Some(found) = self.before(at) {
            at = (found.a, found.b);
            marks.push(found);
        }
        let mut end: Option<(u32, u32)> = None;
        for anchor in chain {
            let Some(from) = end else {
                marks.push(*anchor);
                end = Some((anchor.a_end(), anchor.b_end()));
                continue;
            };
            // An anchor may begin within the one before in either document.
            let over = from.0.saturating_sub(anchor.a).max(from.1.saturating_sub(anchor.b));
            if over >= anchor.len {
                continue;
            }
            let now = Match { a: anchor.a + over, b: anchor.b + over, len: anchor.len - over };
            self.after(from, (now.a, now.b), marks);
            marks.push(now);
            end = Some((now.a_end(), now.b_end()));
        }
        if let Some(end) = end {
            let whole = |prepared: &Prepared| u32::try_from(prepared.values.len()).unwrap_or(u32::MAX);
            self.after(end, (whole(self.a), whole(self.b)), marks);
        }
    }

    /// Runs from `from` on, each the nearest to the one before, none beyond `until`.
    fn after(&self, mut from: (u32, u32), until: (u32, u32), marks: &mut Vec<Match>) {
        loop {
            let next = near().find_map(|(in_a, in_b)| {
                let (x, y) = (from.0 + in_a, from.1 + in_b);
                let room = until.0.checked_sub(x)?.min(until.1.checked_sub(y)?);
                let len = (0..room).take_while(|on| self.equal(x + on, y + on)).count();
                self.run(x, y, u32::try_from(len).ok()?, in_a.max(in_b))
            });
            let Some(found) = next else { return };
            from = (found.a_end(), found.b_end());
            marks.push(found);
        }
    }

    /// The nearest run that ends before `until`.
    fn before(&self, until: (u32, u32)) -> Option<Match> {
        near().find_map(|(in_a, in_b)| {
            let (x, y) = (until.0.checked_sub(in_a)?, until.1.checked_sub(in_b)?);
            let len = (1..=x.min(y)).take_while(|back| self.equal(x - back, y - back)).count();
            let len = u32::try_from(len).ok()?;
            self.run(x - len, y - len, len, in_a.max(in_b))
        })
    }

    fn equal(&self, x: u32, y: u32) -> bool {
        let value = self.a.value(x as usize);
        value != 0 && value == self.b.value(y as usize)
    }

    /// A run that is long enough for how far away it is.
    fn run(&self, a: u32, b: u32, len: u32, away: u32) -> Option<Match> {
        let units = self.a.units(a as usize..(a + len) as usize);
        (units >= RUN_UNITS && units * 2 >= away).then_some(Match { a, b, len })
    }
}

/// Steps from a place in both documents, the nearest first.
fn near() -> impl Iterator<Item = (u32, u32)> {
    (0..=REACH).flat_map(|both| (0..=both).map(move |in_a| (in_a, both - in_a)))
}
