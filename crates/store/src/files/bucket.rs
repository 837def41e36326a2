//! Files in a bucket of S3-compatible storage. What it has confirmed it keeps; there is no name before the bytes.

use std::io::Write as _;
use std::path::Path as DiskPath;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use object_store::aws::{AmazonS3Builder, Checksum};
use object_store::path::Path;
use object_store::{Certificate, ClientOptions, Error, ObjectStore, ObjectStoreExt as _, RetryConfig};
use sha2::{Digest as _, Sha256};

use super::{FileDigest, StoredFile, folder};
use crate::error::StoreError;
use crate::failpoint::failpoint;

/// How long one request may take, and how long a connection may take to come about.
const REQUEST: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(5);
/// How often and how long what failed is tried again before the caller is told.
const TRIES: usize = 3;
const TRYING: Duration = Duration::from_secs(20);

/// Where a bucket is and who may use it.
#[derive(Clone)]
pub struct BucketOptions {
    /// Its name.
    pub bucket: String,
    /// What the names of files begin with, where several share a bucket; empty for nothing.
    pub prefix: String,
    /// Address of the storage, `https://…`; without one, Amazon's of the region.
    pub endpoint: Option<String>,
    /// Region.
    pub region: String,
    /// Access key.
    pub access_key: String,
    /// Its secret.
    pub secret_key: String,
    /// A certificate authority besides the system's, PEM.
    pub authority: Option<Vec<u8>>,
}

impl std::fmt::Debug for BucketOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BucketOptions").field("bucket", &self.bucket).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug)]
pub(super) struct Bucket {
    at: Arc<str>,
    store: Arc<dyn ObjectStore>,
    prefix: Path,
}

impl Bucket {
    pub(super) fn new(options: BucketOptions) -> Result<Self, StoreError> {
        let at: Arc<str> = format!("bucket {}", options.bucket).into();
        let fault =
            |error: &dyn std::fmt::Display| StoreError::File { path: at.to_string(), reason: error.to_string() };
        let plain = options.endpoint.as_deref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        let mut client =
            ClientOptions::new().with_timeout(REQUEST).with_connect_timeout(CONNECT).with_allow_http(plain);
        if let Some(authority) = &options.authority {
            for certificate in Certificate::from_pem_bundle(authority).map_err(|error| fault(&error))? {
                client = client.with_root_certificate(certificate);
            }
        }
        let retry = RetryConfig { max_retries: TRIES, retry_timeout: TRYING, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(options.bucket)
            .with_region(options.region)
            .with_access_key_id(options.access_key)
            .with_secret_access_key(options.secret_key)
            .with_checksum_algorithm(Checksum::SHA256)
            .with_client_options(client)
            .with_retry(retry);
        if let Some(endpoint) = options.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        let store = builder.build().map_err(|error| fault(&error))?;
        let prefix = Path::parse(options.prefix.trim_matches('/')).map_err(|error| fault(&error))?;
        Ok(Self { at, store: Arc::new(store), prefix })
    }

    fn fault(&self, error: &Error) -> StoreError {
        StoreError::File { path: self.at.to_string(), reason: error.to_string() }
    }

    /// The name of a file: the same as in a folder.
    fn name(&self, digest: FileDigest) -> Path {
        self.prefix.clone().join(format!("{:02x}", digest.0[0])).join(digest.to_string())
    }

    pub(super) async fn put(&self, bytes: Vec<u8>) -> Result<StoredFile, StoreError> {
        let (digest, length) = (FileDigest::of(&bytes), bytes.len() as u64);
        failpoint("file-written");
        self.store.put(&self.name(digest), bytes.into()).await.map_err(|error| self.fault(&error))?;
        failpoint("file-kept");
        Ok(StoredFile { digest, length })
    }

    pub(super) async fn get(&self, digest: FileDigest) -> Result<Vec<u8>, StoreError> {
        let mut bytes = Vec::new();
        self.each(digest, |piece| {
            bytes.extend_from_slice(piece);
            Ok(())
        })
        .await?;
        Ok(bytes)
    }

    pub(super) async fn check(&self, digest: FileDigest) -> Result<u64, StoreError> {
        self.each(digest, |_| Ok(())).await
    }

    pub(super) async fn copy(&self, digest: FileDigest, to: &DiskPath) -> Result<u64, StoreError> {
        let mut out = folder::new_file(to)?;
        let length =
            self.each(digest, |piece| out.write_all(piece).map_err(|error| StoreError::file(to, &error))).await?;
        let path = to.to_owned();
        folder::blocking(move || out.sync_all().map_err(|error| StoreError::file(&path, &error))).await?;
        Ok(length)
    }

    /// Hands out the pieces of a file, and checks at the end that they were what was stored.
    async fn each(
        &self,
        digest: FileDigest,
        mut take: impl FnMut(&[u8]) -> Result<(), StoreError>,
    ) -> Result<u64, StoreError> {
        let found = self.store.get(&self.name(digest)).await.map_err(|error| match error {
            Error::NotFound { .. } => StoreError::NoFile(digest.to_string()),
            other => self.fault(&other),
        })?;
        let (mut pieces, mut hash, mut length) = (found.into_stream(), Sha256::new(), 0);
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|error| self.fault(&error))?;
            hash.update(&piece);
            length += piece.len() as u64;
            take(&piece)?;
        }
        if FileDigest(hash.finalize().into()) != digest {
            return Err(StoreError::FileChanged(digest.to_string()));
        }
        Ok(length)
    }

    pub(super) async fn remove(&self, digest: FileDigest) -> Result<bool, StoreError> {
        let name = self.name(digest);
        match self.store.head(&name).await {
            Err(Error::NotFound { .. }) => return Ok(false),
            found => drop(found.map_err(|error| self.fault(&error))?),
        }
        match self.store.delete(&name).await {
            Ok(()) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.fault(&error)),
        }
    }

    pub(super) async fn probe(&self) -> Result<(), StoreError> {
        const WORDS: &[u8] = b"hefu probe\n";
        let name = self.prefix.clone().join("probe");
        let fault = |error: Error| self.fault(&error);
        self.store.put(&name, WORDS.to_vec().into()).await.map_err(fault)?;
        let read = self.store.get(&name).await.map_err(fault)?.bytes().await.map_err(fault)?;
        self.store.delete(&name).await.map_err(fault)?;
        let gone = matches!(self.store.head(&name).await, Err(Error::NotFound { .. }));
        if read != WORDS || !gone {
            let reason = "it does not give back what it took, or does not delete".to_owned();
            return Err(StoreError::File { path: self.at.to_string(), reason });
        }
        Ok(())
    }
}
