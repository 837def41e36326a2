//! Reviews put into a side's list, as the method says.

use std::collections::{BTreeMap, BTreeSet};

use hefu_selection::Points;
use hefu_words::Message;

use super::{ScoreError, StandsAs, Summary};
use crate::list::List;

/// Gives each application of the list the score or place that its reviews came to, and says what is to be looked at:
/// applications without a review, reviews that are missing, reviews of applications that the list does not name.
///
/// # Errors
/// A list that has places or scores of its own: one of the two would be passed over in silence.
pub fn apply(summary: &Summary, list: &mut List) -> Result<Vec<Message>, ScoreError> {
    let own = list.rows.iter().filter(|row| row.place.is_some() || row.score.is_some());
    let numbers: Vec<String> = own.map(|row| row.number.clone()).collect();
    if summary.rule.stands_as != StandsAs::Beside && !numbers.is_empty() {
        return Err(ScoreError::Both { side: summary.rule.side.clone(), numbers });
    }
    let note = |number: &str, key: &str| {
        Message::new(format!("results-score-{key}")).with("file", summary.file.as_str()).with("number", number)
    };
    let mut notes = Vec::new();
    let listed: BTreeSet<&str> = list.rows.iter().map(|row| row.number.as_str()).collect();
    for (number, reviewed) in &summary.applications {
        if !listed.contains(number.as_str()) {
            notes.push(note(number, "not-listed"));
        } else if reviewed.counted.is_none() {
            notes.push(note(number, "none"));
        } else if !reviewed.missing.is_empty() {
            notes.push(note(number, "missing").with("experts", reviewed.missing.clone()));
        }
    }
    for row in list.rows.iter().filter(|row| !summary.applications.contains_key(&row.number)) {
        notes.push(note(&row.number, "none"));
    }
    let counted = |number: &str| summary.applications.get(number).and_then(|one| one.counted);
    let places = places(list.rows.iter().filter_map(|row| counted(&row.number)));
    for row in &mut list.rows {
        let score = counted(&row.number);
        match summary.rule.stands_as {
            StandsAs::Score => row.score = score,
            StandsAs::Beside => {}
            StandsAs::Place => row.place = score.and_then(|score| places.get(&score).copied()),
        }
    }
    Ok(notes)
}

/// The place of each score: one more than there are higher ones.
fn places(scores: impl Iterator<Item = Points>) -> BTreeMap<Points, u32> {
    let mut count: BTreeMap<Points, u32> = BTreeMap::new();
    for score in scores {
        *count.entry(score).or_default() += 1;
    }
    let mut before = 0;
    let mut out = BTreeMap::new();
    for (score, equal) in count.into_iter().rev() {
        out.insert(score, before + 1);
        before += equal;
    }
    out
}
