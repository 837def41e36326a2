//! One side's folder, read: tables, `side.toml`, mapping, attachments.

mod files;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hefu_application::{Intake, SideId};
use hefu_guide::Guide;
use hefu_guide::model::SettingValue;
use hefu_words::Message;

use crate::attachments::{Attachment, resolve, safe};
use crate::gather::Gathering;
use crate::limits::TableLimits;
use crate::mapping::Mapping;
use crate::problems::{Log, Trouble};
use crate::side_file::{ListSection, NAME, SideFile, place};
use crate::vocabulary::Vocabulary;

pub use files::{FileFormat, FileRead, Sheets, grids, sheets};

/// What a side's folder is read for.
#[derive(Clone, Copy, Debug)]
pub struct SideContext<'a> {
    /// The guide of the call.
    pub guide: &'a Guide,
    /// The side.
    pub side: &'a SideId,
}

/// Progress of reading: called often, from one thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading<'a> {
    /// A table file is begun.
    Table {
        /// Its name.
        file: &'a str,
        /// Its place, from 1.
        at: usize,
        /// How many there are.
        of: usize,
    },
    /// Attachments are being found and digested.
    Attachments,
}

/// What one side handed in, and how it was read.
#[derive(Clone, Debug)]
pub struct SideRead {
    /// Notices, closing statement, applications in the order of their numbers, problems.
    pub intake: Intake,
    /// Rulings that this side's `side.toml` changes.
    pub settings: BTreeMap<String, SettingValue>,
    /// How the list came here, where the side itself does not vouch for it.
    pub list: Option<ListSection>,
    /// True for invented data.
    pub sample: bool,
    /// The documents folder, whether or not it is there.
    pub documents: PathBuf,
    /// Files that applications name and that are there.
    pub attachments: Vec<Attachment>,
    /// The table files and how each was read.
    pub files: Vec<FileRead>,
}

/// Why a side's folder could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A person stopped it.
    #[error("stopped")]
    Cancelled,
    /// The guide has no such side.
    #[error("the guide has no side `{side}`; its sides are {known}")]
    NoSuchSide {
        /// The side asked for.
        side: String,
        /// The sides there are.
        known: String,
    },
    /// The folder is not there or cannot be listed.
    #[error("the folder {folder} cannot be read: {source}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// `side.toml` or the mapping is no such file.
    #[error("{file} cannot be read: {reason}")]
    Settings {
        /// File name.
        file: String,
        /// Line and reason.
        reason: String,
    },
    /// `side.toml` is another side's.
    #[error("{folder} holds the files of side `{found}`, not of `{wanted}`")]
    OtherSide {
        /// The folder.
        folder: PathBuf,
        /// The side that `side.toml` names.
        found: String,
        /// The side asked for.
        wanted: String,
    },
    /// Nothing to read.
    #[error("no table (.xlsx, .csv, .jsonl) in {folder}; write an empty one with `hefu template`")]
    NoTables {
        /// The folder.
        folder: PathBuf,
    },
}

impl ReadError {
    /// The sentence for a reader in any language.
    pub fn message(&self) -> Message {
        let shown = |path: &Path| path.display().to_string();
        match self {
            Self::Cancelled => Message::new("dossier-read-cancelled"),
            Self::NoSuchSide { side, known } => {
                Message::new("dossier-read-no-side").with("side", side.as_str()).with("known", known.as_str())
            }
            Self::Folder { folder, source } => {
                Message::new("dossier-read-folder").with("folder", shown(folder)).with("reason", source.to_string())
            }
            Self::Settings { file, reason } => {
                Message::new("dossier-read-settings").with("file", file.as_str()).with("reason", reason.as_str())
            }
            Self::OtherSide { folder, found, wanted } => Message::new("dossier-read-other-side")
                .with("folder", shown(folder))
                .with("found", found.as_str())
                .with("wanted", wanted.as_str()),
            Self::NoTables { folder } => Message::new("dossier-read-no-tables").with("folder", shown(folder)),
        }
    }
}

/// Reads the folder of one side. A folder without `side.toml` is a list that nobody of that side vouches for.
///
/// Rows, sheets and files that cannot be read become problems and cost nothing else. An application whose number is
/// missing or stands twice is left out; one with any other unreadable cell stays, without that value.
///
/// # Errors
/// [`ReadError`], when nothing at all can be read or `cancel` was set.
pub fn read_side(
    folder: &Path,
    context: &SideContext<'_>,
    limits: &TableLimits,
    progress: &dyn Fn(Reading<'_>),
    cancel: &AtomicBool,
) -> Result<SideRead, ReadError> {
    let words = Vocabulary::new(context.guide, context.side.as_str()).ok_or_else(|| ReadError::NoSuchSide {
        side: context.side.to_string(),
        known: context.guide.sides.iter().map(|side| side.id.as_str()).collect::<Vec<_>>().join(", "),
    })?;
    let mut log = Log::new(limits.problems);
    let (about, signed) = side_file(folder, context.side)?;
    let mapping = mapping(folder, &about, &mut log)?;
    let names = table_names(folder, &about, limits, &mut log)?;
    let (mut gathering, mut parts, mut files) = (Gathering::default(), Vec::new(), Vec::new());
    for (index, name) in names.iter().enumerate() {
        stop(cancel)?;
        progress(Reading::Table { file: name, at: index + 1, of: names.len() });
        let mut reader = files::Reader {
            words: &words,
            mapping: mapping.as_ref(),
            limits,
            log: &mut log,
            cancel,
            gathering: &mut gathering,
            parts: &mut parts,
        };
        files.extend(reader.file(folder, name));
    }
    stop(cancel)?;
    let mut applications = gathering.finish(&parts, &words, &mut log, cancel);
    stop(cancel)?;
    progress(Reading::Attachments);
    let documents = folder.join(documents(&about, &mut log));
    let expected = signed || documents.is_dir();
    let attachments = resolve(&mut applications, &documents, expected, limits, &mut log, cancel);
    stop(cancel)?;
    let notices = about.notices(words.side, &mut log);
    let closing = about.closing(words.side, &mut log);
    let intake = Intake { side: context.side.clone(), signed, notices, closing, applications, problems: log.finish() };
    Ok(SideRead {
        intake,
        settings: about.settings.clone(),
        list: (!signed).then(|| about.list.clone().unwrap_or_default()),
        sample: about.side.sample,
        documents,
        attachments,
        files,
    })
}

fn stop(cancel: &AtomicBool) -> Result<(), ReadError> {
    if cancel.load(Ordering::Relaxed) { Err(ReadError::Cancelled) } else { Ok(()) }
}

/// `side.toml` and whether the side vouches for its list.
fn side_file(folder: &Path, side: &SideId) -> Result<(SideFile, bool), ReadError> {
    let path = folder.join(NAME);
    if !path.exists() {
        fs::read_dir(folder).map_err(|source| ReadError::Folder { folder: folder.to_owned(), source })?;
        return Ok((SideFile::default(), false));
    }
    let about = SideFile::parse(&settings_text(&path, NAME)?)
        .map_err(|error| ReadError::Settings { file: NAME.to_owned(), reason: error.to_string() })?;
    if let Some(found) = about.side.id.as_deref().filter(|found| *found != side.as_str()) {
        return Err(ReadError::OtherSide {
            folder: folder.to_owned(),
            found: found.to_owned(),
            wanted: side.to_string(),
        });
    }
    let signed = about.is_signed();
    Ok((about, signed))
}

/// Text of a settings file, which is never large.
fn settings_text(path: &Path, name: &str) -> Result<String, ReadError> {
    const BYTES: u64 = 4 << 20;
    let failed = |reason: String| ReadError::Settings { file: name.to_owned(), reason };
    let size = fs::metadata(path).map_err(|error| failed(error.to_string()))?.len();
    if size > BYTES {
        return Err(failed(format!("{size} bytes")));
    }
    fs::read_to_string(path).map_err(|error| failed(error.to_string()))
}

fn mapping(folder: &Path, about: &SideFile, log: &mut Log) -> Result<Option<Mapping>, ReadError> {
    let Some(name) = about.files.mapping.as_deref() else {
        return Ok(None);
    };
    let failed = |reason: String| ReadError::Settings { file: name.to_owned(), reason };
    if !is_plain(name) {
        return Err(failed("outside the folder".to_owned()));
    }
    let mapping =
        Mapping::parse(&settings_text(&folder.join(name), name)?).map_err(|error| failed(error.to_string()))?;
    for trouble in mapping.faults() {
        log.file(name, trouble);
    }
    Ok(Some(mapping))
}

/// The documents folder, which never lies outside the side's own.
fn documents(about: &SideFile, log: &mut Log) -> String {
    const DOCUMENTS: &str = "documents";
    let Some(written) = about.files.documents.as_deref() else {
        return DOCUMENTS.to_owned();
    };
    safe(written).unwrap_or_else(|| {
        log.push(Trouble::error("dossier-file-outside", written).at(place("files.documents"), None));
        DOCUMENTS.to_owned()
    })
}

/// A name that stays in its folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\', '\0']) && name != ".." && name != "."
}

/// Table files to read, by name, in order.
fn table_names(
    folder: &Path,
    about: &SideFile,
    limits: &TableLimits,
    log: &mut Log,
) -> Result<Vec<Arc<str>>, ReadError> {
    let mut names: Vec<String> = match &about.files.tables {
        Some(listed) => {
            let (good, bad): (Vec<String>, Vec<String>) = listed.iter().cloned().partition(|name| is_plain(name));
            for name in bad {
                log.file(NAME, Trouble::error("dossier-file-outside", name));
            }
            good
        }
        None => {
            let entries =
                fs::read_dir(folder).map_err(|source| ReadError::Folder { folder: folder.to_owned(), source })?;
            entries
                .filter_map(Result::ok)
                .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
                .filter_map(|entry| entry.file_name().into_string().ok())
                .filter(|name| !name.starts_with(['.', '~']) && FileFormat::of(name).is_some())
                .collect()
        }
    };
    names.sort();
    names.dedup();
    if names.is_empty() {
        return Err(ReadError::NoTables { folder: folder.to_owned() });
    }
    if names.len() > limits.files {
        log.file("", Trouble::error("dossier-too-many-files", names.len().to_string()).with("limit", limits.files));
        names.truncate(limits.files);
    }
    Ok(names.iter().map(|name| Arc::from(name.as_str())).collect())
}
