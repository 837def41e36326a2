//! The index of a direction on this node's disk. It can be made again from the applications at any time, so it is no part of a
//! backup, and one that is damaged or of another version is simply made anew. It holds the texts and is as confidential as they.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use hefu_ledger::hex::hex;
use hefu_overlap::{Index, Known};
use sha2::{Digest as _, Sha256};

/// The index of a direction as it stands on the disk.
#[derive(Debug)]
pub(crate) struct Shelved {
    path: PathBuf,
    /// Its bytes, where it can be used.
    pub bytes: Option<Vec<u8>>,
    /// The digest of each text in it, by the number of the application.
    pub tags: BTreeMap<String, String>,
}

impl Shelved {
    /// Reads the index of a direction below the office's data.
    pub(crate) fn read(data: &Path, direction: &str, known: &Known) -> Self {
        // The number of a direction may be anything a guide writes.
        let name = hex(Sha256::digest(direction).get(..8).unwrap_or_default());
        let path = data.join("overlap").join(format!("{name}.index"));
        let unusable = |why: &dyn std::fmt::Display| {
            tracing::warn!(direction, %why, "the overlap index is made anew");
        };
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                if error.kind() != std::io::ErrorKind::NotFound {
                    unusable(&error);
                }
                return Self { path, bytes: None, tags: BTreeMap::new() };
            }
        };
        let tags = match Index::open(&bytes, known) {
            Ok(index) => index.tags().map(|(id, tag)| (id.to_owned(), tag.to_owned())).collect(),
            Err(error) => {
                unusable(&error);
                return Self { path, bytes: None, tags: BTreeMap::new() };
            }
        };
        Self { path, bytes: Some(bytes), tags }
    }

    /// Puts an index in its place, whole or not at all, readable by the office's own user alone.
    pub(crate) fn keep(&self, bytes: &[u8]) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.persist(&self.path)?;
        Ok(())
    }
}
