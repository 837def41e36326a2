//! Files under the SHA-256 of their bytes, in a folder or in a bucket of S3-compatible storage.

use std::path::Path;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::Row;

mod bucket;
mod folder;

pub use bucket::BucketOptions;
pub use folder::{FileFolder, IncomingFile};

use bucket::Bucket;

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

/// A file that is stored and will stay there after a power cut. Keep it in an act
/// ([`Act::keep_file`](crate::Act::keep_file)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its digest.
    pub digest: FileDigest,
    /// Its length in bytes.
    pub length: u64,
}

/// The files of an office. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Blobs {
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    Folder(FileFolder),
    Bucket(Bucket),
}

impl Blobs {
    /// Opens a folder, making it where there is none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Self { place: Place::Folder(FileFolder::open(folder)?) })
    }

    /// A folder that is there already, without touching it: to read from.
    pub fn look(folder: &Path) -> Self {
        Self { place: Place::Folder(FileFolder::look(folder)) }
    }

    /// A bucket of S3-compatible storage. Nothing is asked of it yet.
    ///
    /// # Errors
    /// When the options make no sense.
    pub fn bucket(options: BucketOptions) -> Result<Self, StoreError> {
        Ok(Self { place: Place::Bucket(Bucket::new(options)?) })
    }

    /// Stores a file whose bytes are at hand, away from the threads that answer requests. Once this has answered, the
    /// file is on disk, or the storage has confirmed it.
    ///
    /// # Errors
    /// When the place fails or is full: nothing is stored then.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<StoredFile, StoreError> {
        match &self.place {
            Place::Folder(folder) => folder.put(bytes).await,
            Place::Bucket(bucket) => bucket.put(bytes).await,
        }
    }

    /// Reads a file and checks that it is what was stored.
    ///
    /// # Errors
    /// When there is none, it was changed, or the place fails.
    pub async fn get(&self, digest: FileDigest) -> Result<Vec<u8>, StoreError> {
        match &self.place {
            Place::Folder(folder) => folder.get(digest).await,
            Place::Bucket(bucket) => bucket.get(digest).await,
        }
    }

    /// Checks that a file is there and what was stored, without keeping its bytes in memory. Gives its length.
    ///
    /// # Errors
    /// When there is none, it was changed, or the place fails.
    pub async fn check(&self, digest: FileDigest) -> Result<u64, StoreError> {
        match &self.place {
            Place::Folder(folder) => folder.check(digest).await,
            Place::Bucket(bucket) => bucket.check(digest).await,
        }
    }

    /// Copies a file into `to`, which must not be there, and checks that it is what was stored. Gives its length.
    ///
    /// # Errors
    /// When there is none, it was changed, or a disk fails.
    pub async fn copy(&self, digest: FileDigest, to: &Path) -> Result<u64, StoreError> {
        match &self.place {
            Place::Folder(folder) => folder.copy(digest, to.to_owned()).await,
            Place::Bucket(bucket) => bucket.copy(digest, to).await,
        }
    }

    /// Removes a file, as retention law asks. Whether nobody needs it any more is for the caller to know. Gives whether
    /// it was there.
    ///
    /// # Errors
    /// When the place fails.
    pub async fn remove(&self, digest: FileDigest) -> Result<bool, StoreError> {
        match &self.place {
            Place::Folder(folder) => folder.remove(digest).await,
            Place::Bucket(bucket) => bucket.remove(digest).await,
        }
    }

    /// Writes, reads and deletes a file under a name of its own, to see whether the place does what it must; of a
    /// folder, only whether it is there.
    ///
    /// # Errors
    /// What the place does not do.
    pub async fn probe(&self) -> Result<(), StoreError> {
        match &self.place {
            Place::Folder(folder) => folder.probe(),
            Place::Bucket(bucket) => bucket.probe().await,
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
