//! Where tests keep their tables: an SQLite file in a folder of its own, or a database of its own in a PostgreSQL
//! cluster that this test program starts and that ends with it.

use std::sync::atomic::{AtomicU64, Ordering};

use hefu_ledger::event::Event;
use hefu_store::{Act, Db, Migration, StoreError, Writer};
use serde_json::json;
use tempfile::TempDir;

use crate::cluster::Cluster;

/// Each body becomes two tests, `sqlite` and `postgres`.
macro_rules! on_both {
    ($(async fn $name:ident($place:ident: Place) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn body($place: crate::harness::Place) $body

            #[tokio::test]
            async fn sqlite() {
                body(crate::harness::Place::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                body(crate::harness::Place::postgres().await).await;
            }
        }
    )*};
}
pub(crate) use on_both;

/// The tables of the tests.
pub const MIGRATIONS: &[Migration] = &[Migration {
    number: 1,
    name: "cells",
    sql: "CREATE TABLE cells (
            name TEXT PRIMARY KEY, number {{bigint}}, words TEXT, raw {{bytes}}, flag {{bool}}
          ) {{strict}};
          CREATE TABLE parts (part TEXT PRIMARY KEY, cell TEXT NOT NULL REFERENCES cells (name)) {{strict}};",
}];

/// Where one test keeps its tables.
pub struct Place {
    /// The database, without tables.
    pub db: Db,
    /// Its address.
    pub url: String,
    /// A folder of the test's own.
    pub folder: TempDir,
}

impl Place {
    /// In a file.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("合符 50% ?.sqlite").display());
        Self { db: Db::open(&url).await.expect("a file"), url, folder }
    }

    /// In a database of the test's cluster.
    pub async fn postgres() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let cluster = Cluster::of_this_program();
        cluster.sql(&format!("CREATE DATABASE {name}"));
        let url = cluster.url(&name);
        let folder = tempfile::tempdir().expect("a folder");
        Self { db: Db::open(&url).await.expect("a database"), url, folder }
    }

    /// With the tables of the tests and a writer whose salts count up.
    pub async fn started(&self) -> Writer {
        self.db.migrate(MIGRATIONS).await.expect("migrations");
        Writer::start(self.db.clone(), salts())
    }
}

/// Salts that count up from 1.
pub fn salts() -> impl Fn() -> Option<[u8; 32]> + Send + Sync + 'static {
    let next = AtomicU64::new(1);
    move || Some(salt(next.fetch_add(1, Ordering::Relaxed)))
}

/// The `n`-th salt.
pub fn salt(n: u64) -> [u8; 32] {
    let mut salt = [0; 32];
    salt[..8].copy_from_slice(&n.to_be_bytes());
    salt
}

/// An event about a subject.
pub fn event(subject: &str, n: i64) -> Event {
    Event {
        kind: "test.happened".to_owned(),
        at: "2020-09-01T12:00:00+08:00[Asia/Shanghai]".to_owned(),
        actor: "tester".to_owned(),
        subject: subject.to_owned(),
        body: json!({"zeta": n, "alpha": ["合", null, true]}),
    }
}

/// Puts a cell in.
pub async fn put(act: &mut Act<'_>, name: &str, number: i64) -> Result<u64, StoreError> {
    act.tx().execute("INSERT INTO cells (name, number) VALUES ($1, $2)", &[name.into(), number.into()]).await
}

/// The names of all cells, in order.
pub async fn names(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.expect("reading");
    let rows = tx.rows("SELECT name FROM cells ORDER BY name", &[]).await.expect("cells");
    rows.iter().map(|row| row.text("name").expect("a name")).collect()
}
