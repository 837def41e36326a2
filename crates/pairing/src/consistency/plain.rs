//! Title, period, topic and direction.

use hefu_application::Application;
use hefu_guide::model::{Guide, Topic};
use hefu_text::compare::{Comparison, Outcome, Step, compare_text};
use hefu_text::diff::char_diff;
use jiff::civil::Date;

use crate::pair::Part;

use super::one_missing;

fn stated(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

/// A part with two texts that may be missing; none where both are.
fn part(
    name: &str,
    left: (&Application, Option<&str>),
    right: (&Application, Option<&str>),
    field: &str,
    compare: impl Fn(&str, &str) -> Comparison,
) -> Option<Part> {
    let comparison = match (left.1, right.1) {
        (None, None) => return None,
        (Some(a), Some(b)) => compare(a, b),
        (a, b) => one_missing(a, b),
    };
    Some(Part {
        part: name.to_owned(),
        values: vec![left.1.map(str::to_owned), right.1.map(str::to_owned)],
        cells: vec![left.1.map(|_| left.0.origin.cell(field)), right.1.map(|_| right.0.origin.cell(field))],
        comparison,
    })
}

/// The titles in each side's own language; where these are in different languages also the English titles, which then
/// show whether the translation can be believed.
pub(super) fn title(left: &Application, right: &Application) -> Vec<Part> {
    let own = part("title", (left, stated(&left.title.own)), (right, stated(&right.title.own)), "title", compare_text);
    let translated = own.as_ref().is_none_or(|part| matches!(part.comparison, Comparison::Translation));
    let english = |side: &'_ Application| side.title.english.clone();
    let (a, b) = (english(left), english(right));
    let both = translated && a.as_deref().and_then(stated).is_some() && b.as_deref().and_then(stated).is_some();
    let english = both
        .then(|| part("title_english", (left, a.as_deref()), (right, b.as_deref()), "title_english", compare_text))
        .flatten();
    own.into_iter().chain(english).collect()
}

/// First and last day. Lengths without days are compared only where neither half states a day.
pub(super) fn period(left: &Application, right: &Application) -> Vec<Part> {
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let (a, b) = (&left.period, &right.period);
    let mut parts: Vec<Part> = [("start", a.start, b.start), ("end", a.end, b.end)]
        .into_iter()
        .filter_map(|(name, x, y)| {
            let (x, y) = (day(x), day(y));
            part(name, (left, x.as_deref()), (right, y.as_deref()), name, same_or_different)
        })
        .collect();
    if parts.is_empty() {
        let months = |months: Option<u32>| months.map(|months| months.to_string());
        let (x, y) = (months(a.months), months(b.months));
        parts.extend(part("months", (left, x.as_deref()), (right, y.as_deref()), "months", same_or_different));
    }
    parts
}

fn same_or_different(a: &str, b: &str) -> Comparison {
    if a == b { Comparison::Identical } else { Comparison::Different { spans: char_diff(a, b) } }
}

/// The topics, by the guide's own names in every script.
pub(super) fn topic(guide: &Guide, direction: &str, left: &Application, right: &Application) -> Vec<Part> {
    let compare = |a: &str, b: &str| {
        let plain = compare_text(a, b);
        if plain.outcome() <= Outcome::Normalised {
            return plain;
        }
        match (topic_id(guide, direction, a), topic_id(guide, direction, b)) {
            // The guide itself gives both names to one topic.
            (Some(x), Some(y)) if x == y => Comparison::Normalised { steps: vec![Step::Alias] },
            (Some(_), Some(_)) => Comparison::Different { spans: char_diff(a, b) },
            _ => plain,
        }
    };
    let (a, b) = (left.topic.as_deref().and_then(stated), right.topic.as_deref().and_then(stated));
    part("topic", (left, a), (right, b), "topic", compare).into_iter().collect()
}

/// The guide's id of a topic written as its id or as one of its names in any script.
pub(crate) fn topic_id(guide: &Guide, direction: &str, written: &str) -> Option<String> {
    fn find(topics: &[Topic], written: &str) -> Option<String> {
        topics.iter().find_map(|topic| {
            let same = |name: &str| compare_text(name, written).outcome() <= Outcome::Normalised;
            let own = same(&topic.id) || topic.names.forms().values().any(|name| same(name));
            own.then(|| topic.id.clone()).or_else(|| find(&topic.topics, written))
        })
    }
    find(&guide.direction(direction)?.topics, written)
}

/// The directions.
pub(super) fn direction(left: &Application, right: &Application) -> Vec<Part> {
    part("direction", (left, stated(&left.direction)), (right, stated(&right.direction)), "direction", compare_text)
        .into_iter()
        .collect()
}
