//! `[files]` of `office.toml`: where documents are kept, if not in the data folder.

use std::path::{Path, PathBuf};

use hefu_store::{Blobs, BucketOptions};
use serde::Deserialize;

use crate::error::OfficeError;

/// Where documents are kept: in another folder, which several nodes may share, or in a bucket of S3-compatible storage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FilesConfig {
    /// A folder, relative to `office.toml`.
    pub folder: Option<PathBuf>,
    /// A bucket, by its name.
    pub s3: Option<String>,
    /// What the names of the office's files begin with, where others use the bucket too.
    pub prefix: String,
    /// Address of the storage. Without one, Amazon's of the region.
    pub endpoint: Option<String>,
    /// Region; storage of one's own mostly does not mind.
    pub region: Option<String>,
    /// File with the access key on its first line and the secret on its second, relative to `office.toml`.
    pub key_file: Option<PathBuf>,
    /// A certificate authority besides the system's, PEM, relative to `office.toml`.
    pub authority_file: Option<PathBuf>,
}

impl FilesConfig {
    pub(super) fn within(self, folder: &Path) -> Self {
        let within = |path: Option<PathBuf>| path.map(|path| folder.join(path));
        Self {
            folder: within(self.folder),
            key_file: within(self.key_file),
            authority_file: within(self.authority_file),
            ..self
        }
    }

    pub(super) fn checked(&self) -> Result<(), String> {
        if self.s3.is_some() && self.folder.is_some() {
            return Err("[files] names both s3 and folder; leave one out".to_owned());
        }
        let of_s3 = [self.endpoint.is_some(), self.region.is_some(), self.key_file.is_some()];
        if self.s3.is_none() && (of_s3.contains(&true) || !self.prefix.is_empty() || self.authority_file.is_some()) {
            return Err(
                "[files] says how a bucket is reached and names none; add s3 = \"name of the bucket\"".to_owned()
            );
        }
        if self.s3.is_some() && self.key_file.is_none() {
            return Err(
                "[files] s3 needs key_file: the access key on its first line, the secret on its second".to_owned()
            );
        }
        if let Some(endpoint) = self.endpoint.as_deref()
            && !endpoint.starts_with("https://")
            && !["http://127.0.0.1:", "http://[::1]:", "http://localhost:"].iter().any(|own| endpoint.starts_with(own))
        {
            return Err(format!("[files] endpoint = \"{endpoint}\" must begin with https://"));
        }
        Ok(())
    }

    /// The place itself; `data` is the data folder. With `look` nothing is made.
    pub(crate) fn open(&self, data: &Path, look: bool) -> Result<Blobs, OfficeError> {
        let Some(bucket) = self.s3.clone() else {
            let folder = self.folder.clone().unwrap_or_else(|| data.join("files"));
            return Ok(if look { Blobs::look(&folder) } else { Blobs::open(&folder)? });
        };
        let read = |path: &Path| {
            std::fs::read(path).map_err(|error| OfficeError::Stored(format!("{}: {error}", path.display())))
        };
        let key_file = self.key_file.clone().unwrap_or_default();
        let keys = String::from_utf8(read(&key_file)?).unwrap_or_default();
        let mut lines = keys.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
        let (Some(access_key), Some(secret_key), None) = (lines.next(), lines.next(), lines.next()) else {
            let wanted = "must hold the access key on its first line and the secret on its second, and nothing else";
            return Err(OfficeError::Stored(format!("{} {wanted}", key_file.display())));
        };
        Ok(Blobs::bucket(BucketOptions {
            bucket,
            prefix: self.prefix.clone(),
            endpoint: self.endpoint.clone(),
            region: self.region.clone().unwrap_or_else(|| "us-east-1".to_owned()),
            access_key,
            secret_key,
            authority: self.authority_file.as_deref().map(read).transpose()?,
        })?)
    }
}
