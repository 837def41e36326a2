//! Files in a bucket: what a folder promises, a bucket promises too.

use hefu_store::{Blobs, BucketOptions, FileDigest, StoreError, StoredFile};

use crate::s3_server::S3Server;

fn options(server: &S3Server) -> BucketOptions {
    BucketOptions {
        bucket: "hefu".to_owned(),
        prefix: "hongkong/files".to_owned(),
        endpoint: Some(server.endpoint()),
        region: "us-east-1".to_owned(),
        access_key: "test".to_owned(),
        secret_key: "test".to_owned(),
        authority: None,
    }
}

#[tokio::test]
async fn put_got_checked_copied_removed() {
    let server = S3Server::start("hefu");
    let blobs = Blobs::bucket(options(&server)).expect("a bucket");
    blobs.probe().await.expect("it writes, reads and deletes");
    let large: Vec<u8> = (0..700_000_u32).map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1]).collect();
    let folder = tempfile::tempdir().expect("a folder");
    for bytes in [&b""[..], b"abc", &large] {
        let stored = blobs.put(bytes.to_vec()).await.expect("stored");
        assert_eq!(stored, StoredFile { digest: FileDigest::of(bytes), length: bytes.len() as u64 });
        assert_eq!(blobs.put(bytes.to_vec()).await, Ok(stored), "the same bytes are one file");
        assert_eq!(blobs.get(stored.digest).await.as_deref(), Ok(bytes));
        assert_eq!(blobs.check(stored.digest).await, Ok(stored.length));
        let to = folder.path().join(stored.digest.to_string());
        assert_eq!(blobs.copy(stored.digest, &to).await, Ok(stored.length));
        assert!(std::fs::read(&to).expect("copied") == bytes);
        assert!(blobs.copy(stored.digest, &to).await.is_err(), "what is there is left");
        let name = format!("hongkong/files/{}/{}", &stored.digest.to_string()[..2], stored.digest);
        assert!(server.ask("GET", "/hefu?list-type=2").contains(&name), "under the name it has in a folder");
        assert_eq!((blobs.remove(stored.digest).await, blobs.remove(stored.digest).await), (Ok(true), Ok(false)));
        assert_eq!(blobs.get(stored.digest).await, Err(StoreError::NoFile(stored.digest.to_string())));
        assert_eq!(blobs.check(stored.digest).await, Err(StoreError::NoFile(stored.digest.to_string())));
    }
    assert!(!server.ask("GET", "/hefu?list-type=2").contains("<Key>"), "nothing is left, the probe neither");
}

/// Other bytes under a file's name are never handed out.
#[tokio::test]
async fn changed_in_the_bucket() {
    let server = S3Server::start("hefu");
    let blobs = Blobs::bucket(options(&server)).expect("a bucket");
    let digest = blobs.put(b"the agreement".to_vec()).await.expect("stored").digest;
    let name = format!("/hefu/hongkong/files/{}/{digest}", &digest.to_string()[..2]);
    assert!(server.ask("PUT", &name).starts_with("HTTP/1.1 200"), "somebody empties it");
    assert_eq!(blobs.get(digest).await, Err(StoreError::FileChanged(digest.to_string())));
    assert_eq!(blobs.check(digest).await, Err(StoreError::FileChanged(digest.to_string())));
    blobs.put(b"the agreement".to_vec()).await.expect("stored again");
    assert_eq!(blobs.get(digest).await.as_deref(), Ok(&b"the agreement"[..]));
}

/// A bucket that is not there, or storage that is away: said, and nothing is taken for stored.
#[tokio::test]
async fn storage_that_fails() {
    let mut server = S3Server::start("hefu");
    let other = Blobs::bucket(BucketOptions { bucket: "another".to_owned(), ..options(&server) }).expect("a bucket");
    assert!(matches!(other.put(b"x".to_vec()).await, Err(StoreError::File { .. })));
    assert!(other.probe().await.is_err());
    let blobs = Blobs::bucket(options(&server)).expect("a bucket");
    server.end();
    assert!(matches!(blobs.put(b"x".to_vec()).await, Err(StoreError::File { .. })));
    assert!(blobs.probe().await.is_err());
}
