//! Tables written out on one engine and taken in on either, and a database that is only looked at.

use std::collections::BTreeMap;
use std::io::BufReader;

use hefu_store::{Act, Db, Migration, StoreError, Value, Writer, pending, tables};

use crate::harness::{MIGRATIONS, Place, event, salts};

/// What a newer program adds.
const NEWER: &[Migration] = &[
    MIGRATIONS[0],
    Migration { number: 2, name: "colours", sql: "ALTER TABLE cells ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'" },
];

async fn filled(place: &Place) -> Writer {
    let writer = place.started().await;
    let done: Result<(), StoreError> = writer
        .run(|act: &mut Act<'_>| {
            Box::pin(async move {
                for n in 0..300_i64 {
                    let values: [Value; 5] = [
                        format!("格 {n} \"'\n").into(),
                        if n % 3 == 0 { Value::Null } else { (n - i64::from(n % 2 == 0) * i64::MAX).into() },
                        if n % 5 == 0 { Value::Null } else { "合符\t\\".into() },
                        Value::Bytes((0..=u8::try_from(n % 256).expect("small")).collect()),
                        Value::Bool(n % 2 == 0),
                    ];
                    let sql = "INSERT INTO cells (name, number, words, raw, flag) VALUES ($1, $2, $3, $4, $5)";
                    act.tx().execute(sql, &values).await?;
                    act.journal(&event("x", n)).await?;
                }
                act.tx()
                    .execute("INSERT INTO parts (part, cell) SELECT 'part of ' || name, name FROM cells", &[])
                    .await?;
                let job = |once: &str| hefu_store::NewJob {
                    kind: "letter".to_owned(),
                    once: Some(once.to_owned()),
                    body: String::new(),
                    due: 0,
                };
                act.enqueue(&job("one")).await?;
                act.enqueue(&job("two")).await?;
                Ok(())
            })
        })
        .await;
    done.expect("filled");
    writer
}

async fn written(db: &Db) -> BTreeMap<String, Vec<u8>> {
    let mut tx = db.read().await.expect("reading");
    let mut all = BTreeMap::new();
    for table in tables(MIGRATIONS).await.expect("the tables") {
        let mut out = Vec::new();
        tx.write_out(&table, &mut out).await.expect("written out");
        all.insert(table, out);
    }
    all
}

async fn moved(from: Place, to: Place) {
    filled(&from).await;
    let (before, applied) =
        (written(&from.db).await, from.db.read().await.expect("reading").applied().await.expect("some"));
    let open = |table: &str| {
        let text = before.get(table).cloned().ok_or_else(|| StoreError::Portable(table.to_owned()))?;
        Ok(BufReader::new(std::io::Cursor::new(text)))
    };
    // A newer program takes in what an older one wrote.
    let counts = to.db.fill(NEWER, &applied, open).await.expect("taken in");
    assert_eq!((counts["cells"], counts["store_journal"], counts["store_jobs"]), (300, 300, 2));
    let mut tx = to.db.read().await.expect("reading");
    assert!(pending(NEWER, &tx.applied().await.expect("some")).expect("known").is_empty());
    let colours = tx.row("SELECT COUNT(*) AS n FROM cells WHERE colour = 'red'", &[]).await.expect("cells");
    assert_eq!(colours.int("n"), Ok(300));
    assert_eq!(tx.journal().root(300).await, from.db.read().await.expect("reading").journal().root(300).await);
    drop(tx);
    let mut after = written(&to.db).await;
    for (table, text) in &before {
        let after = after.remove(table).expect("the table");
        // Rows alone: the newer program's table has one column more.
        if table != "cells" {
            assert_eq!(String::from_utf8_lossy(text), String::from_utf8_lossy(&after), "{table}");
        }
    }
    // Numbers that the database gives go on.
    let writer = Writer::start(to.db.clone(), salts());
    let next: Result<Option<i64>, StoreError> = writer
        .run(|act: &mut Act<'_>| {
            Box::pin(async move {
                let body = String::new();
                act.enqueue(&hefu_store::NewJob { kind: "letter".to_owned(), once: None, body, due: 0 }).await
            })
        })
        .await;
    assert_eq!(next, Ok(Some(3)));
    let again = to.db.fill(NEWER, &applied, open).await;
    assert!(matches!(&again, Err(StoreError::Portable(why)) if why.contains("tables already")), "{again:?}");
}

#[tokio::test]
async fn from_a_file_to_a_server_and_to_a_file() {
    moved(Place::sqlite().await, Place::postgres().await).await;
    moved(Place::sqlite().await, Place::sqlite().await).await;
}

#[tokio::test]
async fn from_a_server_to_a_file_and_to_a_server() {
    moved(Place::postgres().await, Place::sqlite().await).await;
    moved(Place::postgres().await, Place::postgres().await).await;
}

/// A row that does not fit: nothing at all is taken in.
#[tokio::test]
async fn all_or_nothing() {
    for to in [Place::sqlite().await, Place::postgres().await] {
        let from = Place::sqlite().await;
        filled(&from).await;
        let (mut text, applied) =
            (written(&from.db).await, from.db.read().await.expect("reading").applied().await.expect("some"));
        let parts = text.get_mut("parts").expect("parts");
        parts.extend_from_slice(b"[\"a part\",\"of no cell\"]\n");
        let open = |table: &str| Ok(BufReader::new(std::io::Cursor::new(text[table].clone())));
        assert!(to.db.fill(MIGRATIONS, &applied, open).await.is_err());
        assert_eq!(to.db.read().await.expect("reading").applied().await, Ok(Vec::new()), "no table is left");
        let mut wrong = applied.clone();
        wrong[0].digest = "0".repeat(64);
        assert!(matches!(to.db.fill(MIGRATIONS, &wrong, open).await, Err(StoreError::Migration { .. })));
        text.get_mut("parts").expect("parts").truncate(0);
        let open = |table: &str| Ok(BufReader::new(std::io::Cursor::new(text[table].clone())));
        assert!(to.db.fill(MIGRATIONS, &applied, open).await.is_err(), "without its columns it is no table");
    }
}

/// Who looks changes no byte and makes no file, reads what was stored, and cannot write.
#[tokio::test]
async fn looking_changes_nothing() {
    for place in [Place::sqlite().await, Place::postgres().await] {
        let writer = filled(&place).await;
        let looked = Db::look(&place.url).await.expect("looked at while it is open");
        assert_eq!(looked.read().await.expect("reading").journal().size().await, Ok(300));
        looked.undisturbed().expect("it is open and read as such");
        let denied = looked.migrate(NEWER).await;
        assert!(denied.is_err(), "{denied:?}");
        looked.close().await;
        writer.close().await;
        place.db.close().await;
        let listing = || {
            let entries = std::fs::read_dir(place.folder.path()).expect("a folder").flatten();
            let mut all: Vec<_> = entries.map(|e| (e.file_name(), std::fs::read(e.path()).expect("a file"))).collect();
            all.sort();
            all
        };
        let before = listing();
        let looked = Db::look(&place.url).await.expect("looked at while it is closed");
        assert_eq!(looked.read().await.expect("reading").journal().size().await, Ok(300));
        assert!(looked.migrate(NEWER).await.is_err());
        looked.undisturbed().expect("nobody came");
        looked.close().await;
        assert!(before == listing(), "nothing is made, nothing is changed");
    }
    let nowhere = tempfile::tempdir().expect("a folder");
    assert!(Db::look(&format!("sqlite://{}", nowhere.path().join("none").display())).await.is_err());
    assert_eq!(std::fs::read_dir(nowhere.path()).expect("a folder").count(), 0);
}

/// What is sent across a network in the clear is refused before anything is sent.
#[tokio::test]
async fn a_server_elsewhere_is_spoken_to_under_tls_alone() {
    let refused = |error: StoreError| error.to_string();
    for mode in ["prefer", "allow"] {
        let url = format!("postgres://hefu@db.example.org/hefu?sslmode={mode}");
        let said = refused(Db::open(&url).await.expect_err("refused"));
        assert!(said.contains("sslmode=verify-full"), "{said}");
    }
}
