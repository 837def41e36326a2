//! Scores the submissions of one set of the gold standard against its people: `predict SET BEST FILE`.
//!
//! SET is a folder with submissions.json and archives/~PERSON.jsonl; BEST is how many of a person's best works count. FILE
//! takes the scores in the form the gold standard's own script reads: {person: {paper: score}}.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Error, Result};
use std::path::Path;

use hefu_panel::affinity::{Blend, Profile, affinities};
use serde_json::{Map, Value};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [set, best, file] = arguments.as_slice() else {
        return Err(Error::other("predict SET BEST FILE"));
    };
    let best = best.parse().map_err(|_| Error::other(format!("BEST: {best} is not a whole number")))?;
    let (projects, experts) = read(Path::new(set))?;
    let blend = Blend { text: 1, topics: 0, best, keep: None, reasons: 0 };
    // What has nothing in common is not among the results: it scores 0.
    let mut scores: BTreeMap<String, BTreeMap<String, u32>> = experts
        .iter()
        .map(|expert| (expert.id.clone(), projects.iter().map(|project| (project.id.clone(), 0)).collect()))
        .collect();
    for found in affinities(&projects, &experts, &blend) {
        scores.entry(found.expert).or_default().insert(found.project, found.score);
    }
    fs::write(file, serde_json::to_vec(&scores)?)
}

fn read(set: &Path) -> Result<(Vec<Profile>, Vec<Profile>)> {
    let submissions: Map<String, Value> = serde_json::from_slice(&open(&set.join("submissions.json"))?)?;
    let project =
        |(id, paper): (&String, &Value)| Profile { id: id.clone(), texts: vec![text(paper)], topics: Vec::new() };
    let projects = submissions.iter().map(project).collect();
    let mut experts = Vec::new();
    for entry in fs::read_dir(set.join("archives"))? {
        let path = entry?.path();
        let Some(id) = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.strip_prefix('~')) else {
            continue;
        };
        let mut texts = Vec::new();
        for (line, paper) in String::from_utf8_lossy(&open(&path)?).lines().enumerate() {
            let paper = serde_json::from_str(paper)
                .map_err(|error| Error::other(format!("{} line {}: {error}", path.display(), line + 1)))?;
            texts.push(text(&paper));
        }
        experts.push(Profile { id: id.to_owned(), texts, topics: Vec::new() });
    }
    experts.sort_by(|a, b| a.id.cmp(&b.id));
    Ok((projects, experts))
}

fn open(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Error::other(format!("{}: {error}", path.display())))
}

/// Title and abstract; either may be missing.
fn text(paper: &Value) -> String {
    let part = |name: &str| paper["content"][name].as_str().unwrap_or_default();
    format!("{}\n{}", part("title"), part("abstract"))
}
