//! Who comes in for declined awards, as both offices compute it: from the decision of the minute, and what was declined and
//! promoted since.

use std::collections::BTreeMap;

use hefu_decision::reserve::{Awarded, Promotion, promote_from};
use hefu_exchange::joint::{MinuteLine, Round};

use super::{Computed, Course, JointProject};

/// Who would come in now.
#[derive(Clone, Debug)]
pub struct Promoted {
    /// Pairs whose awards were declined since the last promotion.
    pub declined: Vec<String>,
    /// What comes of it.
    pub promotion: Promotion,
}

/// Goes through the promotions in force and on to what was declined since; none where nothing was. `computed` is the decision
/// with what the minute in force sets.
///
/// # Errors
/// In words, when the decision does not bear the promotions that were signed on it.
pub(crate) fn promoted(round: &Round, computed: &Computed) -> Result<Option<Promoted>, String> {
    let unfilled: Vec<String> = round.unfilled().into_iter().collect();
    if unfilled.is_empty() {
        return Ok(None);
    }
    let (call, selection) = (&computed.decision.call, &computed.decision.selection);
    let mut awarded = Awarded::of(selection);
    let next = |awarded: &Awarded, declined: &[String]| {
        promote_from(call, &selection.method, awarded, declined).map_err(|error| error.to_string())
    };
    for (_, promotion) in round.promotions() {
        awarded = next(&awarded, &promotion.statement.content.declined)?.awarded;
    }
    let promotion = next(&awarded, &unfilled)?;
    Ok(Some(Promoted { declined: unfilled, promotion }))
}

/// These pairs with every side's number and money, in the order given.
pub(crate) fn lines<'a>(
    course: &Course,
    known: &[JointProject],
    pairs: impl IntoIterator<Item = &'a String>,
) -> Vec<MinuteLine> {
    let lists = course.lists().unwrap_or_default();
    let line = |pair: &String| {
        let project = known.iter().find(|project| project.pair == *pair)?;
        let money = lists.iter().filter_map(|(side, list)| {
            let row = list.rows.iter().find(|row| row.pair == project.pair)?;
            Some((side.clone(), row.amount?))
        });
        Some(MinuteLine {
            pair: project.pair.clone(),
            numbers: project.numbers.iter().cloned().collect(),
            money: money.collect::<BTreeMap<_, _>>(),
        })
    };
    pairs.into_iter().filter_map(line).collect()
}
