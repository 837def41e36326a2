//! The file system and its cuts, tried on what is known to hold and on what is known to lose.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use hefu_powercut::{Disk, IMAGES, Image};
use hefu_store::FileFolder;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection as _, Row as _};

use crate::mount;

/// Rows acknowledged before the cut.
const ACKNOWLEDGED: i64 = 8;

/// How many acknowledged rows each picture lacks after a cut.
async fn rows_lost(synchronous: SqliteSynchronous) -> Vec<(Image, i64)> {
    let (disk, at) = (Disk::default(), tempfile::tempdir().expect("a folder"));
    let mounted = mount(&disk, at.path());
    let options = |folder: &Path| SqliteConnectOptions::new().filename(folder.join("rows.sqlite"));
    let writing =
        options(at.path()).create_if_missing(true).journal_mode(SqliteJournalMode::Wal).synchronous(synchronous);
    let mut connection = SqliteConnection::connect_with(&writing).await.expect("a database");
    sqlx::raw_sql("CREATE TABLE rows (n INTEGER, bytes BLOB)").execute(&mut connection).await.expect("a table");
    for n in 0..ACKNOWLEDGED {
        let insert = sqlx::query("INSERT INTO rows VALUES ($1, zeroblob(20000))").bind(n);
        insert.execute(&mut connection).await.expect("acknowledged");
    }
    disk.cut();
    connection.close().await.expect("closed");
    drop(mounted);
    let mut lost = Vec::new();
    for image in IMAGES {
        let to = tempfile::tempdir().expect("a folder");
        disk.write(0, image, to.path()).expect("written");
        let kept = async {
            let mut found = SqliteConnection::connect_with(&options(to.path())).await?;
            let whole: String = sqlx::query("PRAGMA integrity_check").fetch_one(&mut found).await?.get(0);
            assert_eq!(whole, "ok", "{image:?}: whatever is lost, what is left is whole");
            sqlx::query("SELECT COUNT(*) FROM rows").fetch_one(&mut found).await.map(|row| row.get::<i64, _>(0))
        };
        // Without the file, or without the table in it, all are lost.
        lost.push((image, ACKNOWLEDGED - kept.await.unwrap_or(0)));
    }
    lost
}

#[tokio::test]
async fn a_database_as_the_store_opens_it_loses_nothing() {
    for (image, lost) in rows_lost(SqliteSynchronous::Full).await {
        assert_eq!(lost, 0, "{image:?}");
    }
}

/// Control: with synchronous=NORMAL a killed program loses nothing, and a power cut loses everything that was acknowledged.
#[tokio::test]
async fn a_database_with_synchronous_normal_loses_what_it_acknowledged() {
    for (image, lost) in rows_lost(SqliteSynchronous::Normal).await {
        match image {
            Image::Killed => assert_eq!(lost, 0),
            _ => assert!(lost > 0, "{image:?}: this must lose, or the cut is no cut"),
        }
    }
}

/// Which of the files `store` has acknowledged each picture lacks.
fn files_lost(store: impl Fn(&Path, &str, &[u8])) -> Vec<(Image, usize)> {
    let (disk, at) = (Disk::default(), tempfile::tempdir().expect("a folder"));
    let mounted = mount(&disk, at.path());
    fs::create_dir(at.path().join("files")).expect("a folder");
    File::open(at.path()).and_then(|folder| folder.sync_all()).expect("synced");
    let contents: Vec<Vec<u8>> = (1..=8_u8).map(|n| vec![n; 20_000]).collect();
    for (n, bytes) in contents.iter().enumerate() {
        store(&at.path().join("files"), &format!("file-{n}"), bytes);
    }
    disk.cut();
    drop(mounted);
    let mut lost = Vec::new();
    for image in IMAGES {
        let to = tempfile::tempdir().expect("a folder");
        disk.write(0, image, to.path()).expect("written");
        let found = all_files(to.path());
        lost.push((image, contents.iter().filter(|bytes| !found.contains(bytes)).count()));
    }
    lost
}

/// The contents of all files that bear their final name.
fn all_files(folder: &Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() && name != "incoming" {
            found.extend(all_files(&path));
        } else if path.is_file() && !name.ends_with(".new") {
            found.push(fs::read(&path).expect("readable"));
        }
    }
    found
}

#[test]
fn a_document_as_the_store_keeps_it_is_not_lost() {
    let kept = files_lost(|folder, _, bytes| {
        let mut file = FileFolder::open(folder).and_then(|folder| folder.begin()).expect("begun");
        file.write(bytes).expect("written");
        file.finish().expect("acknowledged");
    });
    for (image, lost) in kept {
        assert_eq!(lost, 0, "{image:?}");
    }
}

/// Control: a file that is synced and renamed, in a folder that is not synced, has no name after a cut.
#[test]
fn a_document_whose_folder_is_not_synced_is_lost() {
    let kept = files_lost(|folder, name, bytes| {
        let new = folder.join(format!("{name}.new"));
        let mut file = File::create(&new).expect("made");
        file.write_all(bytes).and_then(|()| file.sync_all()).expect("synced");
        fs::rename(&new, folder.join(name)).expect("renamed");
    });
    for (image, lost) in kept {
        match image {
            Image::Killed => assert_eq!(lost, 0),
            _ => assert_eq!(lost, 8, "{image:?}: this must lose, or the cut is no cut"),
        }
    }
}

/// Control: a file that is not synced has its name at most.
#[test]
fn a_document_that_is_not_synced_is_lost() {
    let kept = files_lost(|folder, name, bytes| {
        fs::write(folder.join(name), bytes).expect("written");
        File::open(folder).and_then(|folder| folder.sync_all()).expect("synced");
    });
    for (image, lost) in kept {
        match image {
            Image::Killed => assert_eq!(lost, 0),
            _ => assert_eq!(lost, 8, "{image:?}: this must lose, or the cut is no cut"),
        }
    }
}
