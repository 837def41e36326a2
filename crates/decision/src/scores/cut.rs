//! Where a side's own order would be cut for the number of projects chosen, and what lies too near to it.

use std::collections::{BTreeMap, BTreeSet};

use hefu_selection::Points;
use serde::Serialize;

use super::{ExpertLine, Reviewed, Summary};
use crate::pairs::Pair;

/// The cut of a side in a direction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// Projects chosen in the direction that this side has scored.
    pub chosen: usize,
    /// Half-way between the last score inside and the first outside; none where nothing lies on one of its sides.
    pub at: Option<Points>,
    /// Ids of the pairs whose interval holds the cut: the scores do not tell them from each other.
    pub grey: BTreeSet<String>,
}

/// A line of `reviews.jsonl`.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Line<'a> {
    Application {
        side: &'a str,
        pair: Option<&'a String>,
        grey: Option<bool>,
        #[serde(flatten)]
        of: &'a Reviewed,
    },
    Expert {
        side: &'a str,
        #[serde(flatten)]
        of: &'a ExpertLine,
    },
}

/// A side's review beside a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SideReview {
    /// The review.
    pub summary: Summary,
    /// The side's cut by direction.
    pub cuts: BTreeMap<String, Cut>,
    /// Application number and id of its pair.
    pub pairs: BTreeMap<String, String>,
}

impl SideReview {
    /// Puts a side's review beside the set chosen.
    #[must_use]
    pub fn new(summary: Summary, pairs: &[Pair], chosen: &BTreeSet<String>) -> Self {
        let cuts = cut(&summary, pairs, chosen);
        let own = |pair: &Pair| {
            let half = pair.halves.iter().find(|(side, _)| *side == summary.rule.side);
            half.map(|(_, number)| (number.clone(), pair.id.clone()))
        };
        Self { cuts, pairs: pairs.iter().filter_map(own).collect(), summary }
    }

    /// One line of JSON for each application, then one for each expert.
    ///
    /// # Errors
    /// When a line cannot be written, which would be a fault of the program.
    pub fn to_jsonl(&self) -> serde_json::Result<String> {
        let side = &self.summary.rule.side;
        let mut out = String::new();
        for one in self.summary.applications.values() {
            let pair = self.pairs.get(&one.number);
            let grey = pair.map(|pair| self.is_grey(pair));
            let line = Line::Application { side, pair, grey, of: one };
            out += &(serde_json::to_string(&line)? + "\n");
        }
        for one in &self.summary.experts {
            out += &(serde_json::to_string(&Line::Expert { side, of: one })? + "\n");
        }
        Ok(out)
    }

    /// Whether a pair lies in this side's grey zone.
    #[must_use]
    pub fn is_grey(&self, pair: &str) -> bool {
        self.cuts.values().any(|cut| cut.grey.contains(pair))
    }
}

/// A pair that the side has scored.
struct Scored<'a> {
    pair: &'a Pair,
    score: Points,
    interval: Option<[Points; 2]>,
}

/// Cuts a side's scores by direction after as many projects as are chosen there. Pairs that cannot be chosen have no part.
#[must_use]
pub fn cut(summary: &Summary, pairs: &[Pair], chosen: &BTreeSet<String>) -> BTreeMap<String, Cut> {
    let side = &summary.rule.side;
    let mut by_direction: BTreeMap<&str, Vec<Scored<'_>>> = BTreeMap::new();
    let open = |pair: &&Pair| pair.standing.as_deref().is_none_or(|standing| standing == "passed");
    for pair in pairs.iter().filter(open) {
        let own = pair.halves.iter().find(|(own, _)| own == side);
        let Some(reviewed) = own.and_then(|(_, number)| summary.applications.get(number)) else { continue };
        if let Some(score) = reviewed.counted {
            let one = Scored { pair, score, interval: reviewed.interval };
            by_direction.entry(&pair.direction).or_default().push(one);
        }
    }
    by_direction.into_iter().map(|(direction, scored)| (direction.to_owned(), of_direction(scored, chosen))).collect()
}

fn of_direction(mut scored: Vec<Scored<'_>>, chosen: &BTreeSet<String>) -> Cut {
    scored.sort_by_key(|one| std::cmp::Reverse(one.score));
    let inside = scored.iter().filter(|one| chosen.contains(&one.pair.id)).count();
    let score = |at: Option<usize>| at.and_then(|at| scored.get(at)).map(|one| one.score.0);
    let last = score(inside.checked_sub(1));
    let at = last.zip(score(Some(inside))).map(|(above, below)| Points(below + (above - below) / 2));
    let near = |one: &&Scored<'_>| at.zip(one.interval).is_some_and(|(at, [low, high])| (low..=high).contains(&at));
    let grey = scored.iter().filter(near).map(|one| one.pair.id.clone()).collect();
    Cut { chosen: inside, at, grey }
}
