//! Who holds an award after the minute: what was declined, and the promotions that both offices have signed, each on what stood
//! before it.

use std::collections::BTreeSet;

use super::minute::MinuteLine;
use super::promotion::PromotionStatement;
use super::state::{Proposal, Round};

/// An award that was declined at one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declined {
    /// Why.
    pub reason: String,
}

/// An award as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// The project.
    pub line: MinuteLine,
    /// Digest of the promotion by which it came in; none for those of the minute.
    pub promoted: Option<String>,
    /// Whether it was declined at a side.
    pub declined: bool,
}

impl Round {
    /// Whether this pair is named as supported by a minute or promotion of this round, signed by whomever.
    pub(super) fn offered(&self, pair: &str) -> bool {
        let named = |lines: &[MinuteLine]| lines.iter().any(|line| line.pair == pair);
        self.minutes.values().any(|minute| named(&minute.statement.content.supported))
            || self.promotions.values().any(|promotion| named(&promotion.statement.content.enter))
    }

    /// The promotions in force, in their order: both offices have signed each, and each goes on from what stood before it. Where
    /// messages crossed and both signed two on the same, the first by digest counts.
    pub fn promotions(&self) -> Vec<(&String, &Proposal<PromotionStatement>)> {
        let mut chain: Vec<(&String, &Proposal<PromotionStatement>)> = Vec::new();
        let Some((minute, _)) = self.minute() else { return chain };
        let mut stands = minute;
        // Each link is another statement, so the chain is no longer than what there is.
        while chain.len() < self.promotions.len() {
            let next = self
                .promotions
                .iter()
                .find(|(_, promotion)| promotion.agreed() && promotion.statement.content.after == *stands);
            let Some((digest, promotion)) = next else { break };
            chain.push((digest, promotion));
            stands = digest;
        }
        chain
    }

    /// Digest of what stands: the last promotion in force, or the minute.
    pub fn stands(&self) -> Option<&String> {
        let (minute, _) = self.minute()?;
        Some(self.promotions().last().map_or(minute, |(digest, _)| digest))
    }

    /// Every award there has been: those of the minute in its order, then those of each promotion in force.
    pub fn awards(&self) -> Vec<Award> {
        let Some((_, minute)) = self.minute() else { return Vec::new() };
        let award = |line: &MinuteLine, promoted: Option<&String>| Award {
            declined: self.declined.contains_key(&line.pair),
            promoted: promoted.cloned(),
            line: line.clone(),
        };
        let first = minute.statement.content.supported.iter().map(|line| award(line, None));
        let chain = self.promotions();
        let later = chain.iter().flat_map(|(digest, promotion)| {
            promotion.statement.content.enter.iter().map(|line| award(line, Some(*digest)))
        });
        first.chain(later).collect()
    }

    /// Pairs whose awards were declined and that no promotion in force has taken account of.
    pub fn unfilled(&self) -> BTreeSet<String> {
        let answered: BTreeSet<String> = self
            .promotions()
            .iter()
            .flat_map(|(_, promotion)| promotion.statement.content.declined.iter().cloned())
            .collect();
        let held = self.awards().into_iter().filter(|award| award.declined).map(|award| award.line.pair);
        held.filter(|pair| !answered.contains(pair)).collect()
    }
}
