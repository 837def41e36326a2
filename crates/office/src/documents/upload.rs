//! A file on its way in: its bytes wait in a file without a name, which ends with the upload whatever happens.

use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;

use hefu_words::Message;

use crate::error::{OfficeError, Refusal, RefusalKind};

/// Bytes gathered before they go to the disk.
const GATHERED: usize = 256 << 10;

/// A file on its way in. More bytes than the office takes are refused as they come.
#[derive(Debug)]
pub struct Upload {
    file: File,
    gathered: Vec<u8>,
    length: u64,
    most: u64,
}

impl Upload {
    pub(crate) fn begin(folder: &Path, most: u64) -> Result<Self, OfficeError> {
        let file = tempfile::tempfile_in(folder).map_err(|error| fault(&error))?;
        Ok(Self { file, gathered: Vec::new(), length: 0, most })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// A refusal beyond the limit; a failure where the disk fails or is full.
    pub async fn write(mut self, bytes: &[u8]) -> Result<Self, OfficeError> {
        self.length += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.length > self.most {
            return Err(too_large(self.most).into());
        }
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() < GATHERED {
            return Ok(self);
        }
        blocking(move || {
            self.file.write_all(&self.gathered)?;
            self.gathered.clear();
            Ok(self)
        })
        .await
    }

    /// Bytes so far.
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// All its bytes.
    pub(crate) async fn bytes(mut self) -> Result<Vec<u8>, OfficeError> {
        blocking(move || {
            let mut bytes = Vec::new();
            self.file.rewind()?;
            self.file.read_to_end(&mut bytes)?;
            bytes.append(&mut self.gathered);
            Ok(bytes)
        })
        .await
    }
}

/// More bytes than the office takes, said in words.
pub(crate) fn too_large(most: u64) -> Refusal {
    let message = Message::new("documents-too-large").with("most", super::size(most));
    Refusal { field: Some("file".to_owned()), ..Refusal::new(RefusalKind::TooLarge, message) }
}

fn fault(error: &dyn std::fmt::Display) -> OfficeError {
    OfficeError::Stored(format!("an upload cannot be kept: {error}"))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, OfficeError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done.map_err(|error| fault(&error)),
        Err(error) => Err(fault(&error)),
    }
}
