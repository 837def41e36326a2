//! What a round is asked to do.

use std::path::PathBuf;

use hefu_application::SideId;
use hefu_check::Ruling;
use hefu_dossier::document::WorkerCommand;
use hefu_guide::Guide;
use hefu_guide::model::SettingValue;
use jiff::Zoned;

/// One side's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideFolder {
    /// The side.
    pub side: SideId,
    /// Its folder with `side.toml`, tables and documents.
    pub folder: PathBuf,
}

/// A round to run.
pub struct Plan {
    /// The guide.
    pub guide: Guide,
    /// Rulings an office changed, by id; on top of what the sides' own files say.
    pub overrides: std::collections::BTreeMap<String, SettingValue>,
    /// The sides, at most one folder each.
    pub sides: Vec<SideFolder>,
    /// The instant for which the round is computed.
    pub as_of: Zoned,
    /// Rulings by people.
    pub rulings: Vec<Ruling>,
    /// The program that reads documents in a process of its own.
    pub worker: WorkerCommand,
    /// How many documents are read at a time.
    pub workers: usize,
}

/// Why a round stopped.
#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    /// A person stopped it; nothing was written.
    #[error("stopped; nothing was written")]
    Cancelled,
    /// A side is named that the guide does not have.
    #[error("the guide `{guide}` has no side `{side}`; its sides are {sides}")]
    NoSuchSide {
        /// Guide id.
        guide: String,
        /// The side asked for.
        side: String,
        /// The sides there are.
        sides: String,
    },
    /// A side is named twice.
    #[error("side `{0}` is given twice; give each side one folder")]
    SideTwice(String),
    /// Fewer than two sides.
    #[error("a joint call has at least two sides; give --side NAME=FOLDER at least twice")]
    OneSide,
    /// A side's folder cannot be read at all.
    #[error("side `{side}`: {reason}")]
    Side {
        /// The side.
        side: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A setting was refused.
    #[error("setting: {0}")]
    Setting(String),
    /// The program that reads documents could not be started.
    #[error("the document reader could not be started: {0}")]
    Worker(String),
    /// A file could not be written.
    #[error("{path} could not be written: {source}")]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A report could not be made.
    #[error("{what} could not be made: {reason}")]
    Report {
        /// Which.
        what: String,
        /// Why, and what to do.
        reason: String,
    },
}
