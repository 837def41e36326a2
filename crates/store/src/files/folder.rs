//! Files in a folder: first the bytes on disk, then the name, then the folder's entry.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest as _, Sha256};

use super::{FileDigest, StoredFile};
use crate::error::StoreError;
use crate::failpoint::failpoint;

/// A folder of files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FileFolder {
    folder: PathBuf,
}

static NEXT: AtomicU64 = AtomicU64::new(0);

impl FileFolder {
    /// Opens the folder, making it where there is none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let blobs = Self { folder: folder.to_owned() };
        let incoming = blobs.incoming();
        fs::create_dir_all(&incoming).map_err(|error| StoreError::file(&incoming, &error))?;
        sync_folder(folder)?;
        if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
            sync_folder(above)?;
        }
        Ok(blobs)
    }

    /// A folder that is there already, without touching it: to read from.
    pub fn look(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Whether the folder is there.
    pub(super) fn probe(&self) -> Result<(), StoreError> {
        fs::read_dir(&self.folder).map(drop).map_err(|error| StoreError::file(&self.folder, &error))
    }

    /// How many uploads broken off by a crash left something behind.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn leftovers(&self) -> Result<usize, StoreError> {
        let incoming = self.incoming();
        match fs::read_dir(&incoming) {
            Ok(entries) => Ok(entries.count()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
            Err(error) => Err(StoreError::file(&incoming, &error)),
        }
    }

    /// Begins a file whose bytes come in pieces. Blocks on the disk, as its methods do.
    ///
    /// # Errors
    /// When no file can be made.
    pub fn begin(&self) -> Result<IncomingFile, StoreError> {
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = self.incoming().join(format!("{}-{number}", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => {
                    return Ok(IncomingFile {
                        blobs: self.clone(),
                        file,
                        path,
                        hash: Sha256::new(),
                        length: 0,
                        renamed: false,
                    });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(StoreError::file(&path, &error)),
            }
        }
    }

    /// Stores a file whose bytes are at hand, away from the threads that answer requests.
    ///
    /// # Errors
    /// When the disk fails or is full: nothing is stored then.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<StoredFile, StoreError> {
        let blobs = self.clone();
        blocking(move || {
            let mut file = blobs.begin()?;
            file.write(&bytes)?;
            file.finish()
        })
        .await
    }

    /// Reads a file and checks that it is what was stored.
    ///
    /// # Errors
    /// When there is none, it was changed, or the disk fails.
    pub async fn get(&self, digest: FileDigest) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::new();
        let blobs = self.clone();
        blocking(move || blobs.check_into(digest, &mut bytes).map(|_| bytes)).await
    }

    /// Checks that a file is there and what was stored, without keeping its bytes in memory. Gives its length.
    ///
    /// # Errors
    /// When there is none, it was changed, or the disk fails.
    pub async fn check(&self, digest: FileDigest) -> Result<u64, StoreError> {
        let blobs = self.clone();
        blocking(move || blobs.check_into(digest, &mut std::io::sink())).await
    }

    /// Copies a file into `to`, which must not be there, and checks that it is what was stored. Gives its length.
    ///
    /// # Errors
    /// When there is none, it was changed, or a disk fails.
    pub async fn copy(&self, digest: FileDigest, to: PathBuf) -> Result<u64, StoreError> {
        let blobs = self.clone();
        blocking(move || {
            let mut out = new_file(&to)?;
            let length = blobs.check_into(digest, &mut out)?;
            out.sync_all().map_err(|error| StoreError::file(&to, &error))?;
            Ok(length)
        })
        .await
    }

    /// Removes a file, as retention law asks. Whether nobody needs it any more is for the caller to know. Gives whether
    /// it was there.
    ///
    /// # Errors
    /// When the disk fails.
    pub async fn remove(&self, digest: FileDigest) -> Result<bool, StoreError> {
        let path = self.path(digest);
        let folder = self.shelf(digest);
        blocking(move || match fs::remove_file(&path) {
            Ok(()) => sync_folder(&folder).map(|()| true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(StoreError::file(&path, &error)),
        })
        .await
    }

    /// Removes what uploads broken off by a crash left behind. Only while nobody writes into this folder: at the start
    /// of the office. Gives how many there were.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn clear_leftovers(&self) -> Result<usize, StoreError> {
        let incoming = self.incoming();
        let fault = |error| StoreError::file(&incoming, &error);
        let mut count = 0;
        for entry in fs::read_dir(&incoming).map_err(fault)? {
            fs::remove_file(entry.map_err(fault)?.path()).map_err(fault)?;
            count += 1;
        }
        Ok(count)
    }

    fn check_into(&self, digest: FileDigest, into: &mut dyn Write) -> Result<u64, StoreError> {
        let path = self.path(digest);
        let fault = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => StoreError::NoFile(digest.to_string()),
            _ => StoreError::file(&path, &error),
        };
        let mut file = File::open(&path).map_err(fault)?;
        let (mut hash, mut length, mut buffer) = (Sha256::new(), 0, vec![0; 64 * 1024]);
        loop {
            let count = file.read(&mut buffer).map_err(fault)?;
            let piece = buffer.get(..count).unwrap_or_default();
            if piece.is_empty() {
                break;
            }
            hash.update(piece);
            length += count as u64;
            into.write_all(piece).map_err(|error| StoreError::file(&path, &error))?;
        }
        if FileDigest(hash.finalize().into()) != digest {
            return Err(StoreError::FileChanged(digest.to_string()));
        }
        Ok(length)
    }

    fn incoming(&self) -> PathBuf {
        self.folder.join("incoming")
    }

    /// The folder a file stands in: 256 of them, so that none grows beyond what people and tools can list.
    fn shelf(&self, digest: FileDigest) -> PathBuf {
        self.folder.join(format!("{:02x}", digest.0[0]))
    }

    fn path(&self, digest: FileDigest) -> PathBuf {
        self.shelf(digest).join(digest.to_string())
    }
}

/// A file coming in. Dropped before it is finished, it leaves nothing.
#[derive(Debug)]
pub struct IncomingFile {
    blobs: FileFolder,
    file: File,
    path: PathBuf,
    hash: Sha256,
    length: u64,
    renamed: bool,
}

impl IncomingFile {
    /// Adds bytes.
    ///
    /// # Errors
    /// When the disk fails or is full.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.file.write_all(bytes).map_err(|error| StoreError::file(&self.path, &error))?;
        self.hash.update(bytes);
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Bytes so far.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Puts the file in its place so that it outlives a power cut: bytes to disk, then the name, then the folder's
    /// entry. A file of the same bytes is replaced, which mends one that the disk has changed.
    ///
    /// # Errors
    /// When the disk fails: the file is not stored then, and a failed sync is never tried again on the same file, for
    /// the system may have dropped its bytes.
    pub fn finish(mut self) -> Result<StoredFile, StoreError> {
        let digest = FileDigest(std::mem::take(&mut self.hash).finalize().into());
        let fault = |path: &Path, error: std::io::Error| StoreError::file(path, &error);
        failpoint("file-written");
        self.file.sync_all().map_err(|error| fault(&self.path, error))?;
        failpoint("file-synced");
        let (shelf, place) = (self.blobs.shelf(digest), self.blobs.path(digest));
        match fs::create_dir(&shelf) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(fault(&shelf, error)),
        }
        // Also where the shelf was there: whoever made it may not have come to this yet.
        sync_folder(&self.blobs.folder)?;
        fs::rename(&self.path, &place).map_err(|error| fault(&place, error))?;
        self.renamed = true;
        failpoint("file-renamed");
        sync_folder(&shelf)?;
        failpoint("file-kept");
        Ok(StoredFile { digest, length: self.length })
    }
}

impl Drop for IncomingFile {
    fn drop(&mut self) {
        if !self.renamed
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(path = %self.path.display(), %error, "removing an unfinished file");
        }
    }
}

fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    let done = File::open(folder).and_then(|folder| folder.sync_all());
    done.map_err(|error| StoreError::file(folder, &error))
}

/// A file that was not there.
pub(super) fn new_file(to: &Path) -> Result<File, StoreError> {
    OpenOptions::new().write(true).create_new(true).open(to).map_err(|error| StoreError::file(to, &error))
}

pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(StoreError::File { path: "(files)".to_owned(), reason: error.to_string() }))
}
