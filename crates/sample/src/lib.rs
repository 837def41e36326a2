//! Writes a sample round (three sides' folders with believable applications, documents and planted faults) together with
//! the truth about it, and scores what the program found against that truth; it must not know how reports look.

pub mod agreement;
mod cast;
mod draft;
mod faults;
mod files;
pub mod identifiers;
pub mod institutions;
pub mod lists;
pub mod paper;
pub mod people;
mod plan;
pub mod random;
mod round;
pub mod score;
pub mod titles;
pub mod truth;
pub mod voice;
pub mod work;
pub mod world;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Zoned;

pub use files::AS_OF;
pub use score::{Score, ScoreError, score, score_folders};
pub use truth::Truth;

/// How large a round is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// Some 230 applications in 1.1 and some 175 in 1.2, every kind of fault four times and more.
    Full,
    /// Thirty pairs led by the twenty people of [`world`], and a handful of others; every kind of fault once.
    Small,
    /// As small, with lists as offices really send them.
    Messy,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Applications by side.
    pub applications: BTreeMap<String, usize>,
    /// Pairs of halves.
    pub pairs: usize,
    /// How often each kind of fault was planted.
    pub kinds: BTreeMap<String, usize>,
    /// Files.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: usize,
    /// The instant for which the round is meant to be computed: [`AS_OF`].
    pub as_of: Zoned,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let applications: Vec<String> =
            self.applications.iter().map(|(side, count)| format!("{side} {count}")).collect();
        let planted: usize = self.kinds.values().sum();
        write!(
            f,
            "sample data: {} applications ({}), {} pairs, {planted} faults and harmless differences of {} kinds, {} files",
            self.applications.values().sum::<usize>(),
            applications.join(", "),
            self.pairs,
            self.kinds.len(),
            self.files
        )
    }
}

/// Why a sample could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The built-in guide does not compile; a test of the guide would have shown it.
    #[error("the built-in guide `{0}` is not there")]
    Guide(&'static str),
    /// The folder holds something that is no sample.
    #[error("{0} is not empty and holds no sample; give an empty or a new folder")]
    NotEmpty(PathBuf),
    /// A workbook or `side.toml` could not be made.
    #[error("the files of side `{side}` could not be made: {reason}")]
    Workbook {
        /// The side.
        side: String,
        /// Why.
        reason: String,
    },
    /// A file could not be written.
    #[error("{path} could not be written: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

/// The guide that samples are written for.
pub const GUIDE: &str = "hkmt-2020";

/// All files of a sample round by path, in memory. The same seed and size give the same bytes.
///
/// # Errors
/// When a workbook cannot be made.
pub fn files(seed: u64, size: Size) -> Result<(BTreeMap<String, Vec<u8>>, Summary), SampleError> {
    let guide = hefu_guide::builtin(GUIDE).ok_or(SampleError::Guide(GUIDE))?;
    let round = round::make(seed, size);
    let files = files::all(&round, &guide, seed, size)?;
    let mut kinds = round.planted.clone();
    for one in &round.truth.problems {
        *kinds.entry(one.kind.clone()).or_default() += 1;
    }
    let summary = Summary {
        applications: round
            .folders
            .iter()
            .map(|(side, folder)| ((*side).to_owned(), folder.applications.len()))
            .collect(),
        pairs: round.truth.pairs.len(),
        kinds,
        files: files.len(),
        bytes: files.values().map(Vec::len).sum(),
        as_of: AS_OF.parse().unwrap_or_default(),
    };
    Ok((files, summary))
}

/// Writes a sample round into `out`, which is made if need be. A sample that is there already is replaced.
///
/// # Errors
/// [`SampleError`].
pub fn write(seed: u64, size: Size, out: &Path) -> Result<Summary, SampleError> {
    let (files, summary) = files(seed, size)?;
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| SampleError::Write { path, source }
    };
    if fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        if !out.join("truth.jsonl").is_file() {
            return Err(SampleError::NotEmpty(out.to_owned()));
        }
        for side in round::SIDES {
            let old = out.join(side);
            if old.is_dir() {
                fs::remove_dir_all(&old).map_err(failed(&old))?;
            }
        }
    }
    for (name, bytes) in &files {
        let path = out.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed(folder))?;
        }
        fs::write(&path, bytes).map_err(failed(&path))?;
    }
    Ok(summary)
}
