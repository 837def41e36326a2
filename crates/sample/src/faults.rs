//! The kinds of fault that can be planted, and planting them.

mod agreement;
mod content;
mod fields;
mod network;
mod split;

use crate::draft::{Area, Draft};
use crate::random::Random;

/// A kind of fault, or of a difference that is none.
pub(crate) struct Kind {
    /// Its name in `truth.jsonl`.
    pub(crate) id: &'static str,
    /// What it touches.
    pub(crate) area: Area,
    /// Directions in which it can stand.
    pub(crate) directions: &'static [&'static str],
    /// The one topic in which it can stand, if it is of one.
    pub(crate) topic: Option<&'static str>,
    /// True where nothing is wrong: it may be planted in a clean project.
    pub(crate) harmless: bool,
    /// True where nothing else may be planted in the same project.
    pub(crate) alone: bool,
    /// Plants it and says what must be said; false where this project does not lend itself to it.
    pub(crate) plant: fn(&mut Draft, &mut Random) -> bool,
}

pub(crate) const BOTH: &[&str] = &["1.1", "1.2"];
pub(crate) const HONG_KONG: &[&str] = &["1.1"];
pub(crate) const TAIWAN: &[&str] = &["1.2"];

impl Kind {
    const fn of(id: &'static str, area: Area, plant: fn(&mut Draft, &mut Random) -> bool) -> Self {
        Self { id, area, directions: BOTH, topic: None, harmless: false, alone: false, plant }
    }

    const fn within(self, directions: &'static [&'static str]) -> Self {
        Self { directions, ..self }
    }

    const fn topic(self, topic: &'static str) -> Self {
        Self { topic: Some(topic), directions: TAIWAN, ..self }
    }

    const fn harmless(self) -> Self {
        Self { harmless: true, ..self }
    }

    const fn alone(self) -> Self {
        Self { alone: true, ..self }
    }

    /// Whether it may be planted in this project beside what is there.
    fn fits(&self, draft: &Draft) -> bool {
        let place = self.directions.contains(&draft.direction) && self.topic.is_none_or(|topic| topic == draft.topic);
        let free = self.area == Area::Content || !draft.areas.contains(&self.area);
        let room = !draft.full && (!self.alone || draft.areas.is_empty()) && !draft.kinds.contains(&self.id);
        place && free && room && (self.harmless || !draft.reserved)
    }
}

/// All kinds.
pub(crate) fn all() -> impl Iterator<Item = &'static Kind> {
    [fields::KINDS, agreement::KINDS, split::KINDS, network::KINDS, content::KINDS].into_iter().flatten()
}

/// Plants a kind once, in the direction wanted if a project of it lends itself to it.
fn plant_one(kind: &'static Kind, wanted: Option<&str>, drafts: &mut [Draft], random: &mut Random) {
    let first = random.below(drafts.len());
    let mut order: Vec<usize> = (0..drafts.len()).map(|at| (at + first) % drafts.len()).collect();
    order.sort_by_key(|at| {
        drafts
            .get(*at)
            .map(|draft| (Some(draft.direction) != wanted, kind.harmless && !draft.reserved, draft.kinds.len()))
    });
    for at in order {
        let Some(draft) = drafts.get_mut(at) else { continue };
        if kind.fits(draft) && (kind.plant)(draft, random) {
            draft.kinds.push(kind.id);
            draft.areas.insert(kind.area);
            draft.full |= kind.alone;
            return;
        }
    }
}

/// Plants every kind `times` times (over all directions together) in `drafts`. Each goes to the project with the fewest
/// faults that it fits.
pub(crate) fn plant(drafts: &mut [Draft], times: usize, random: &mut Random) {
    // Those that fit few projects choose first; those that harm none take what is left.
    let mut kinds: Vec<&Kind> = all().collect();
    kinds.sort_by_key(|kind| (kind.harmless, kind.topic.is_none(), !kind.alone));
    for (at, kind) in kinds.into_iter().enumerate() {
        for turn in 0..times {
            // In turn over the directions, so that both have it.
            let wanted = kind.directions.get((turn + at) % kind.directions.len()).copied();
            plant_one(kind, wanted, drafts, random);
        }
    }
}
