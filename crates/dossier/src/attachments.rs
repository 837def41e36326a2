//! Finds the files that applications name, within the side's documents folder and nowhere else, and digests them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use hefu_application::{Application, ApplicationId, Cell};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::limits::TableLimits;
use crate::problems::{Log, Trouble};

/// A file that an application names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The application.
    pub application: ApplicationId,
    /// What it is attached to.
    pub to: AttachedTo,
    /// Name relative to the documents folder, as the file system has it.
    pub file: String,
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// What a file is attached to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachedTo {
    /// The agreement or letter of intent.
    Agreement,
    /// The piece of evidence with this place in the application's list, from 0.
    Evidence(usize),
}

/// Depth and number of files of a documents folder that are listed.
const DEPTH: usize = 6;
const LISTED: usize = 100_000;

/// Finds and digests the attachments of `applications` in `folder`. A record's file name becomes the one the file system
/// has, its digest that of the file. `expected`: false where a list came without its files.
pub fn resolve(
    applications: &mut [Application],
    folder: &Path,
    expected: bool,
    limits: &TableLimits,
    log: &mut Log,
    cancel: &AtomicBool,
) -> Vec<Attachment> {
    let mut out = Vec::new();
    let mut finder = Finder { folder, listing: None, limits, digests: BTreeMap::new() };
    for application in applications {
        if cancel.load(Ordering::Relaxed) {
            break;
        }
        let id = application.id.clone();
        if let Some(record) = &mut application.agreement {
            let cell = record.origin.cell("file");
            let found = finder.take(&mut record.file, &mut record.digest, &cell, &id, expected, log);
            out.extend(found.map(|found| found.attached(&id, AttachedTo::Agreement)));
        }
        for (index, record) in application.evidence.iter_mut().enumerate() {
            let cell = record.origin.cell("file");
            let found = finder.take(&mut record.file, &mut record.digest, &cell, &id, expected, log);
            out.extend(found.map(|found| found.attached(&id, AttachedTo::Evidence(index))));
        }
    }
    out
}

struct FoundFile {
    name: String,
    path: PathBuf,
    sha256: String,
    bytes: u64,
}

impl FoundFile {
    fn attached(self, application: &ApplicationId, to: AttachedTo) -> Attachment {
        Attachment {
            application: application.clone(),
            to,
            file: self.name,
            path: self.path,
            sha256: self.sha256,
            bytes: self.bytes,
        }
    }
}

struct Finder<'a> {
    folder: &'a Path,
    listing: Option<BTreeMap<String, Vec<String>>>,
    limits: &'a TableLimits,
    digests: BTreeMap<String, (String, u64)>,
}

impl Finder<'_> {
    fn take(
        &mut self,
        file: &mut Option<String>,
        digest: &mut Option<String>,
        cell: &Cell,
        id: &ApplicationId,
        expected: bool,
        log: &mut Log,
    ) -> Option<FoundFile> {
        let written = file.clone()?;
        let mut tell = |trouble: Trouble| log.push(trouble.at(cell.clone(), Some(&id.number)));
        let Some(relative) = safe(&written) else {
            tell(Trouble::error("dossier-file-outside", written.as_str()));
            *file = None;
            return None;
        };
        let name = if self.is_here(&relative) {
            relative
        } else {
            let near = self.near(&relative);
            match near.as_slice() {
                [only] => {
                    tell(Trouble::warning("dossier-file-name", written.as_str()).with("name", only));
                    only.clone()
                }
                [] => {
                    if expected {
                        tell(Trouble::error("dossier-file-missing", written.as_str()));
                    }
                    return None;
                }
                several => {
                    let names = several.join(", ");
                    tell(Trouble::error("dossier-file-several", written.as_str()).with("names", names));
                    return None;
                }
            }
        };
        let path = self.folder.join(&name);
        let known = self.digests.get(&name).cloned();
        let read = known.map_or_else(|| self.digest(&path), Ok);
        let (sha256, bytes) = match read {
            Ok(read) => read,
            Err(trouble) => {
                tell(trouble);
                return None;
            }
        };
        self.digests.insert(name.clone(), (sha256.clone(), bytes));
        if let Some(stated) = digest.as_deref()
            && !stated.trim().eq_ignore_ascii_case(&sha256)
        {
            tell(Trouble::error("dossier-file-digest", stated).with("file", &name).with("digest", &sha256));
        }
        *digest = Some(sha256.clone());
        *file = Some(name.clone());
        Some(FoundFile { name, path, sha256, bytes })
    }

    /// True where the file is in the folder and no link leads out of it on the way.
    fn is_here(&self, relative: &str) -> bool {
        let mut path = self.folder.to_owned();
        for part in relative.split('/') {
            path.push(part);
            match fs::symlink_metadata(&path) {
                Ok(found) if !found.file_type().is_symlink() => {}
                _ => return false,
            }
        }
        path.is_file()
    }

    /// Files whose name is the same but for Unicode form and case.
    fn near(&mut self, relative: &str) -> Vec<String> {
        let folder = self.folder;
        let listing = self.listing.get_or_insert_with(|| {
            let mut names = Vec::new();
            list(folder, "", 0, &mut names);
            let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for name in names {
                by_key.entry(name_key(&name)).or_default().push(name);
            }
            by_key
        });
        listing.get(&name_key(relative)).cloned().unwrap_or_default()
    }

    fn digest(&self, path: &Path) -> Result<(String, u64), Trouble> {
        let shown = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let failed = |error: io::Error| Trouble::error("dossier-file-unreadable", shown.as_str()).with("reason", error);
        let file = fs::File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        if size > self.limits.attachment_bytes {
            return Err(Trouble::error("dossier-file-too-large", shown.as_str())
                .with("size", size >> 20)
                .with("limit", self.limits.attachment_bytes >> 20));
        }
        let mut hasher = Sha256::new();
        let mut reader = file.take(self.limits.attachment_bytes.saturating_add(1));
        let (mut buffer, mut bytes) = (vec![0; 1 << 16], 0u64);
        loop {
            let count = reader.read(&mut buffer).map_err(failed)?;
            if count == 0 {
                break;
            }
            bytes += u64::try_from(count).unwrap_or(0);
            hasher.update(buffer.get(..count).unwrap_or_default());
        }
        Ok((hex(&hasher.finalize()), bytes))
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A relative name with `/`, without `.` parts; `None` where it leads out of the folder.
pub(crate) fn safe(written: &str) -> Option<String> {
    let plain = written.trim().replace('\\', "/");
    let mut parts = Vec::new();
    for component in Path::new(&plain).components() {
        match component {
            Component::Normal(part) => parts.push(part.to_str()?.to_owned()),
            Component::CurDir => {}
            _ => return None,
        }
    }
    let drive = parts.first().is_some_and(|first| first.len() == 2 && first.ends_with(':'));
    (!parts.is_empty() && !drive && !plain.contains('\0')).then(|| parts.join("/"))
}

fn name_key(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect::<String>().nfc().collect()
}

fn list(folder: &Path, prefix: &str, depth: usize, out: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (Ok(kind), Some(name)) = (entry.file_type(), entry.file_name().to_str().map(str::to_owned)) else {
            continue;
        };
        let name = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if out.len() >= LISTED {
            return;
        }
        if kind.is_file() {
            out.push(name);
        } else if kind.is_dir() && depth < DEPTH {
            list(&entry.path(), &name, depth + 1, out);
        }
    }
}
