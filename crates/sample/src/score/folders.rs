//! Scoring from files: the sample's folder and the folder a round was written to.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use hefu_application::SideId;
use hefu_check::Finding;
use hefu_dossier::{SideContext, TableLimits, read_side};
use hefu_pairing::{Claim, Orphan, Pair, PairingResult};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Score, score};
use crate::round::SIDES;
use crate::truth::{Truth, TruthError};
use crate::{GUIDE, SampleError};

/// Why a round could not be scored.
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    /// A file is not there or cannot be read.
    #[error("{path} cannot be read: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A line is not what such a file holds.
    #[error("{path}, line {line}: {reason}; run `hefu round` again with this version of the program")]
    Line {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// The truth cannot be read.
    #[error(transparent)]
    Truth(#[from] TruthError),
    /// A side's folder of the sample cannot be read.
    #[error("side `{side}` of the sample: {reason}")]
    Side {
        /// The side.
        side: String,
        /// Why.
        reason: String,
    },
    /// The guide is missing.
    #[error(transparent)]
    Guide(#[from] SampleError),
}

/// A line of `pairs.jsonl`.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum PairLine {
    Pair(Pair),
    OneSided(Orphan),
    Claim(Claim),
}

/// Scores the round in `round` (`findings.jsonl`, `pairs.jsonl`) by the truth in `sample`. The sample's tables are read
/// once more for their reading problems.
///
/// # Errors
/// When a file is missing or is not what it should be.
pub fn score_folders(sample: &Path, round: &Path) -> Result<Score, ScoreError> {
    let truth = Truth::from_jsonl(&text(&sample.join("truth.jsonl"))?)?;
    let findings: Vec<Finding> = lines(&round.join("findings.jsonl"))?;
    let mut pairing = PairingResult::default();
    for line in lines(&round.join("pairs.jsonl"))? {
        match line {
            PairLine::Pair(pair) => pairing.pairs.push(pair),
            PairLine::OneSided(orphan) => pairing.orphans.push(orphan),
            PairLine::Claim(claim) => pairing.claims.push(claim),
        }
    }
    let guide = hefu_guide::builtin(GUIDE).ok_or(SampleError::Guide(GUIDE))?;
    let mut intakes = Vec::new();
    for name in SIDES {
        let side = SideId::new(name);
        let context = SideContext { guide: &guide, side: &side };
        let go_on = AtomicBool::new(false);
        let read = read_side(&sample.join(name), &context, &TableLimits::default(), &|_| {}, &go_on)
            .map_err(|error| ScoreError::Side { side: name.to_owned(), reason: error.to_string() })?;
        intakes.push(read.intake);
    }
    Ok(score(&findings, &pairing, &intakes, &truth))
}

fn text(path: &Path) -> Result<String, ScoreError> {
    fs::read_to_string(path).map_err(|source| ScoreError::Read { path: path.to_owned(), source })
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, ScoreError> {
    text(path)?
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|error| ScoreError::Line {
                path: path.to_owned(),
                line: at + 1,
                reason: error.to_string(),
            })
        })
        .collect()
}
