//! Shares of a document and of its sections.

use crate::common::{Stretches, holds, union};
use crate::document::{Prepared, Section};
use crate::result::{SectionShare, Share};

fn tokens(range: (u32, u32)) -> std::ops::Range<usize> {
    range.0 as usize..range.1 as usize
}

/// Units of a document in `stretches` that are not `common`.
fn own(prepared: &Prepared, stretches: &[(u32, u32)], common: &[(u32, u32)]) -> u32 {
    let all = stretches.iter().flat_map(|(start, end)| *start..*end).filter(|token| !holds(common, *token));
    all.map(|token| prepared.units(token as usize..token as usize + 1)).sum()
}

/// How much of a document the stretches are, common text left aside in the part and not in the whole.
pub fn whole(prepared: &Prepared, stretches: &[(u32, u32)], common: &[(u32, u32)]) -> Share {
    Share { units: own(prepared, &union(stretches, &[]), common), of: prepared.units(0..prepared.values.len()) }
}

/// How much of each section, for those with anything.
pub fn sections(
    prepared: &Prepared,
    sections: &[Section],
    stretches: &[(u32, u32)],
    common: &[(u32, u32)],
) -> Vec<SectionShare> {
    let all = union(stretches, &[]);
    let mut out = Vec::new();
    for (number, section) in (0u32..).zip(sections) {
        let range = prepared.within(section.span);
        let clip = |at: u32| at.clamp(u32::try_from(range.start).unwrap_or(0), u32::try_from(range.end).unwrap_or(0));
        let inside: Stretches = all.iter().map(|(start, end)| (clip(*start), clip(*end))).collect();
        let share = Share { units: own(prepared, &inside, common), of: prepared.units(range) };
        if share.units > 0 {
            out.push(SectionShare { section: number, share });
        }
    }
    out
}

/// Units of text that is common.
pub fn common(prepared: &Prepared, common: &[(u32, u32)]) -> Share {
    let units = common.iter().map(|range| prepared.units(tokens(*range))).sum();
    Share { units, of: prepared.units(0..prepared.values.len()) }
}
