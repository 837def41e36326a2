//! Files: under the digest of their bytes, whole, checked when read.

use hefu_store::{Blobs, FileDigest, FileFolder, StoreError, StoredFile};

use crate::harness::on_both;

fn blobs() -> (tempfile::TempDir, FileFolder) {
    let folder = tempfile::tempdir().expect("a folder");
    let blobs = FileFolder::open(&folder.path().join("files")).expect("opening");
    (folder, blobs)
}

fn on_disk(folder: &tempfile::TempDir) -> Vec<String> {
    let mut found = Vec::new();
    for shelf in std::fs::read_dir(folder.path().join("files")).expect("shelves") {
        for file in std::fs::read_dir(shelf.expect("a shelf").path()).expect("files") {
            found.push(file.expect("a file").file_name().into_string().expect("a name"));
        }
    }
    found.sort();
    found
}

/// What is put is got, in one piece or in many; the same bytes are one file.
#[tokio::test]
async fn put_and_got() {
    let (folder, blobs) = blobs();
    let large: Vec<u8> = (0..300_000_u32).map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1]).collect();
    for bytes in [&b""[..], b"abc", &large] {
        let stored = blobs.put(bytes.to_vec()).await.expect("stored");
        assert_eq!(stored, StoredFile { digest: FileDigest::of(bytes), length: bytes.len() as u64 });
        let mut incoming = blobs.begin().expect("begun");
        for piece in bytes.chunks(7_001) {
            incoming.write(piece).expect("written");
        }
        assert_eq!(incoming.length(), bytes.len() as u64);
        assert_eq!(incoming.finish().expect("finished"), stored);
        assert_eq!(blobs.get(stored.digest).await.as_deref(), Ok(bytes));
        assert_eq!(blobs.check(stored.digest).await, Ok(stored.length));
    }
    assert_eq!(on_disk(&folder).len(), 3);
    // FIPS 180-4: the digest of "abc".
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert!(on_disk(&folder).contains(&abc.to_owned()));
    assert_eq!(abc.parse(), Ok(FileDigest::of(b"abc")));
    for wrong in ["", "ba78", &abc.to_uppercase(), &abc.replace('b', "../"), &format!("{}é", &abc[2..])] {
        assert!(wrong.parse::<FileDigest>().is_err(), "{wrong}");
    }
}

/// A file that is broken off leaves nothing.
#[tokio::test]
async fn broken_off() {
    let (folder, blobs) = blobs();
    let mut incoming = blobs.begin().expect("begun");
    incoming.write(b"half").expect("written");
    assert_eq!(on_disk(&folder).len(), 1);
    drop(incoming);
    assert!(on_disk(&folder).is_empty());
    std::fs::write(folder.path().join("files/incoming/9-9"), b"half").expect("left by a crash");
    assert_eq!((blobs.clear_leftovers(), on_disk(&folder).len()), (Ok(1), 0));
}

/// A file whose bytes were changed is never handed out, and the same bytes put again mend it.
#[tokio::test]
async fn changed_on_disk() {
    let (folder, blobs) = blobs();
    let digest = blobs.put(b"the agreement".to_vec()).await.expect("stored").digest;
    let name = digest.to_string();
    let path = folder.path().join("files").join(&name[..2]).join(&name);
    for bytes in [&b"the agreemenT"[..], b"the agreemen", b"", b"the agreement "] {
        std::fs::write(&path, bytes).expect("changed");
        let changed = StoreError::FileChanged(name.clone());
        assert_eq!(blobs.get(digest).await, Err(changed.clone()));
        assert_eq!(blobs.check(digest).await, Err(changed));
    }
    blobs.put(b"the agreement".to_vec()).await.expect("stored again");
    assert_eq!(blobs.get(digest).await.as_deref(), Ok(&b"the agreement"[..]));
    assert_eq!((blobs.remove(digest).await, blobs.remove(digest).await), (Ok(true), Ok(false)));
    assert_eq!(blobs.get(digest).await, Err(StoreError::NoFile(name)));
}

/// Where the disk does not take it, the caller is told and nothing is left.
#[tokio::test]
async fn the_disk_refuses() {
    let (folder, blobs) = blobs();
    let digest = FileDigest::of(b"x");
    let shelf = folder.path().join("files").join(&digest.to_string()[..2]);
    std::fs::write(&shelf, b"in the way").expect("something else stands there");
    assert!(matches!(blobs.put(b"x".to_vec()).await, Err(StoreError::File { .. })));
    assert_eq!(std::fs::read_dir(folder.path().join("files/incoming")).expect("incoming").count(), 0);
}

on_both! {
    // The index knows each file once, in order, and forgets on demand.
    async fn index(place: Place) {
        let writer = place.started().await;
        let blobs = Blobs::open(&place.folder.path().join("files")).expect("opening");
        let mut stored = Vec::new();
        for bytes in ["a", "b", "c", "a"] {
            let file = blobs.put(bytes.into()).await.expect("stored");
            let kept: Result<(), StoreError> =
                writer.run(move |act| Box::pin(async move { act.keep_file(&file).await })).await;
            kept.expect("kept");
            stored.push(file);
        }
        stored.pop();
        stored.sort_by_key(|file| file.digest);
        let mut tx = place.db.read().await.expect("reading");
        assert_eq!(tx.files("", 10).await.as_ref(), Ok(&stored));
        assert_eq!(tx.files(&stored[0].digest.to_string(), 1).await.as_deref(), Ok(&stored[1..2]));
        let digest = stored[1].digest;
        for there in [true, false] {
            let forgotten: Result<bool, StoreError> =
                writer.run(move |act| Box::pin(async move { act.forget_file(digest).await })).await;
            assert_eq!(forgotten, Ok(there));
        }
        assert_eq!(place.db.read().await.expect("reading").files("", 10).await.map(|files| files.len()), Ok(2));
    }
}
