//! How well an expert's texts and topics fit a project, in millionths, with the terms that say so.
//!
//! Text against text, by terms weighed with how rare they are. Traditional and Simplified characters, and the wordings of
//! Hong Kong, Taiwan and the mainland, meet in one form. Chinese is cut into single characters and neighbouring pairs,
//! English into words; nothing is translated. A Chinese text and an English one therefore have nothing in common unless one
//! of them says a thing in both, and the result says in which script a comparison was possible at all.
//!
//! All reckoning is in whole numbers, so the same input gives the same scores on every machine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod terms;
mod weigh;

pub use terms::{Script, terms};
use weigh::{Vector, Weigher};

/// What is known of a project or an expert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Number.
    pub id: String,
    /// Texts: a project's title and summary; one text for each work of an expert, or a list of keywords.
    pub texts: Vec<String>,
    /// Topics by the call's or the office's own codes.
    pub topics: Vec<String>,
}

/// What the office decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blend {
    /// Share of the text in the score …
    pub text: u32,
    /// … and of the topics.
    pub topics: u32,
    /// How many of an expert's best texts count, on average.
    pub best: u32,
    /// Pairs kept for a project, the best first; none: all that have anything in common.
    pub keep: Option<u32>,
    /// How many terms are named as reasons.
    pub reasons: u32,
}

/// A term both have, and its part of the text's score in millionths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The term, in the form in which it was compared.
    pub term: String,
    /// Its part.
    pub part: u32,
}

/// How well an expert fits a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affinity {
    /// The project's number.
    pub project: String,
    /// The expert's number.
    pub expert: String,
    /// Both parts by the office's shares, 0 to 1,000,000.
    pub score: u32,
    /// By texts.
    pub text: u32,
    /// By topics: how many of the project's topics the expert names.
    pub topics: u32,
    /// Shared terms that weigh most.
    pub reasons: Vec<Reason>,
}

const MILLION: u64 = 1_000_000;

/// Scores all projects against all experts. Also lists pairs that cannot be compared for want of a common script: see
/// [`incomparable`].
#[must_use]
pub fn affinities(projects: &[Profile], experts: &[Profile], blend: &Blend) -> Vec<Affinity> {
    let works: Vec<(usize, &str)> = experts
        .iter()
        .enumerate()
        .flat_map(|(at, expert)| expert.texts.iter().map(move |text| (at, text.as_str())))
        .collect();
    let weigher = Weigher::learn(works.iter().map(|(_, text)| *text));
    let vectors: Vec<(usize, Vector)> = works.iter().map(|(at, text)| (*at, weigher.vector(text))).collect();
    let postings = weigh::postings(&vectors);
    let mut all = Vec::new();
    for project in projects {
        let own = weigher.vector(&project.texts.join("\n"));
        let mut by_expert: BTreeMap<usize, Vec<(u64, usize)>> = BTreeMap::new();
        for (work, likeness) in own.likenesses(&vectors, &postings) {
            if let Some((expert, _)) = vectors.get(work) {
                by_expert.entry(*expert).or_default().push((likeness, work));
            }
        }
        let mut found: Vec<Affinity> = Vec::new();
        for (at, expert) in experts.iter().enumerate() {
            let mut likenesses = by_expert.remove(&at).unwrap_or_default();
            likenesses.sort_unstable_by(|a, b| b.cmp(a));
            likenesses.truncate(blend.best.max(1) as usize);
            // An expert with fewer works than count is judged by those there are.
            let counted = (blend.best.max(1) as usize).min(expert.texts.len().max(1)) as u64;
            let text = likenesses.iter().map(|(likeness, _)| likeness).sum::<u64>() / counted;
            let topics = shared_topics(project, expert);
            let shares = u64::from(blend.text) + u64::from(blend.topics);
            let sum = text * u64::from(blend.text) + topics * u64::from(blend.topics);
            let score = sum.checked_div(shares).unwrap_or(0);
            if score == 0 {
                continue;
            }
            let best = likenesses.first().and_then(|(_, work)| vectors.get(*work));
            let reasons =
                best.map(|(_, vector)| own.reasons(&weigher, vector, blend.reasons as usize)).unwrap_or_default();
            found.push(Affinity {
                project: project.id.clone(),
                expert: expert.id.clone(),
                score: score as u32,
                text: text as u32,
                topics: topics as u32,
                reasons,
            });
        }
        found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.expert.cmp(&b.expert)));
        found.truncate(blend.keep.map_or(usize::MAX, |keep| keep as usize));
        all.extend(found);
    }
    all
}

fn shared_topics(project: &Profile, expert: &Profile) -> u64 {
    let shared = project.topics.iter().filter(|topic| expert.topics.contains(topic)).count() as u64;
    (shared * MILLION).checked_div(project.topics.len() as u64).unwrap_or(0)
}

/// Pairs (project, expert) whose texts share no script, so that the text says nothing of the fit, not that it is bad.
#[must_use]
pub fn incomparable(projects: &[Profile], experts: &[Profile]) -> Vec<(String, String)> {
    let scripts = |profile: &Profile| {
        let mut found: Vec<Script> =
            profile.texts.iter().flat_map(|text| terms(text)).map(|(script, _)| script).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let of_experts: Vec<Vec<Script>> = experts.iter().map(scripts).collect();
    let mut pairs = Vec::new();
    for project in projects {
        let own = scripts(project);
        for (expert, theirs) in experts.iter().zip(&of_experts) {
            if !own.iter().any(|script| theirs.contains(script)) {
                pairs.push((project.id.clone(), expert.id.clone()));
            }
        }
    }
    pairs
}
