//! Files under the SHA-256 of their bytes, on disk.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest as _, Sha256};

use crate::error::StoreError;
use crate::failpoint::failpoint;
use crate::tx::Tx;
use crate::value::Row;

/// The SHA-256 of a file's bytes: its name. Shown as 64 small hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileDigest(pub [u8; 32]);

impl FileDigest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl std::fmt::Display for FileDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for FileDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FileDigest({self})")
    }
}

impl FromStr for FileDigest {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let none = || StoreError::NoFile(text.to_owned());
        if text.len() != 64 || !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Err(none());
        }
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(2 * place..2 * place + 2).ok_or_else(none)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| none())?;
        }
        Ok(Self(bytes))
    }
}

/// A file that is on disk and will stay there after a power cut. Keep it in an act
/// ([`Act::keep_file`](crate::Act::keep_file)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its digest.
    pub digest: FileDigest,
    /// Its length in bytes.
    pub length: u64,
}

/// The folder of an office's files. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Blobs {
    folder: PathBuf,
}

static NEXT: AtomicU64 = AtomicU64::new(0);

impl Blobs {
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
        let blobs = self.clone();
        blocking(move || {
            let mut bytes = Vec::new();
            blobs.check_into(digest, Some(&mut bytes))?;
            Ok(bytes)
        })
        .await
    }

    /// Checks that a file is there and what was stored, without keeping its bytes in memory. Gives its length.
    ///
    /// # Errors
    /// When there is none, it was changed, or the disk fails.
    pub async fn check(&self, digest: FileDigest) -> Result<u64, StoreError> {
        let blobs = self.clone();
        blocking(move || blobs.check_into(digest, None)).await
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

    fn check_into(&self, digest: FileDigest, mut into: Option<&mut Vec<u8>>) -> Result<u64, StoreError> {
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
            if let Some(bytes) = &mut into {
                bytes.extend_from_slice(piece);
            }
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
    blobs: Blobs,
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

impl Tx<'_> {
    /// Files of the index after the one of digest `after` (empty from the beginning), at most `limit`: digest and
    /// length.
    ///
    /// # Errors
    /// When the database fails or a digest cannot be read.
    pub async fn files(&mut self, after: &str, limit: i64) -> Result<Vec<StoredFile>, StoreError> {
        let sql = "SELECT digest, length FROM store_files WHERE digest > $1 ORDER BY digest LIMIT $2";
        let read = |row: &Row| {
            let digest = row.text("digest")?;
            let length = row.int("length")?;
            let length = u64::try_from(length).map_err(|_| StoreError::NoFile(digest.clone()))?;
            Ok(StoredFile { digest: digest.parse()?, length })
        };
        self.rows(sql, &[after.into(), limit.into()]).await?.iter().map(read).collect()
    }
}

fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    let done = File::open(folder).and_then(|folder| folder.sync_all());
    done.map_err(|error| StoreError::file(folder, &error))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(StoreError::File { path: "(files)".to_owned(), reason: error.to_string() }))
}
