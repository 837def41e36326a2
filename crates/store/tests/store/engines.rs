//! What an engine must promise before an office is kept on it.

use hefu_store::{Db, Engine, StoreError};
use sqlx::{Connection as _, SqliteConnection};

use crate::cluster::Cluster;
use crate::harness::{MIGRATIONS, Place, names, on_both, put};

/// Every connection of a file keeps what it commits (WAL with synchronous=FULL, which is 2) and minds foreign keys.
#[tokio::test]
async fn pragmas_of_a_file() {
    let place = Place::sqlite().await;
    let writer = place.started().await;
    let wanted = [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("busy_timeout", "5000"),
        ("secure_delete", "1"),
        ("trusted_schema", "0"),
    ];
    async fn found(tx: &mut hefu_store::Tx<'_>, pragma: &str) -> Result<String, StoreError> {
        let row = tx.row(&format!("PRAGMA {pragma}"), &[]).await?;
        let column = row.columns()[0].clone();
        row.text(&column).or_else(|_| Ok(row.int(&column)?.to_string()))
    }
    for (pragma, value) in wanted {
        let written: Result<String, StoreError> =
            writer.run(move |act| Box::pin(async move { found(act.tx(), pragma).await })).await;
        assert_eq!(written.as_deref(), Ok(value), "{pragma} of the connection that writes");
        let mut tx = place.db.read().await.expect("reading");
        assert_eq!(found(&mut tx, pragma).await.as_deref(), Ok(value), "{pragma} of a connection that reads");
    }
}

/// A file made by somebody else in another mode is taken over into WAL.
#[tokio::test]
async fn another_mode_becomes_wal() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.sqlite");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut other = SqliteConnection::connect_with(&options).await.expect("a file");
    sqlx::raw_sql("PRAGMA journal_mode=DELETE; CREATE TABLE old (n INTEGER)")
        .execute(&mut other)
        .await
        .expect("a table");
    other.close().await.expect("closing");
    let db = Db::open(&format!("sqlite://{}", path.display())).await.expect("opening");
    let mut tx = db.read().await.expect("reading");
    let mode = tx.row("PRAGMA journal_mode", &[]).await.expect("the mode");
    assert_eq!(mode.text("journal_mode").as_deref(), Ok("wal"));
}

async fn refused(url: &str) -> String {
    Db::open(url).await.expect_err("it must be refused").to_string()
}

/// A server that may lose what it confirmed is refused, and the remedy named.
#[tokio::test]
async fn a_server_without_fsync_is_refused() {
    let cluster = Cluster::start("-c fsync=off");
    let said = refused(&cluster.url("postgres")).await;
    assert!(said.contains("set fsync=on"), "{said}");
}

/// A database that sorts text as a language does is refused: the same list would stand in another order on SQLite.
#[tokio::test]
async fn a_database_sorted_otherwise_is_refused() {
    let cluster = Cluster::start("");
    cluster.sql(
        "CREATE DATABASE sorted TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' LC_COLLATE 'C' LC_CTYPE 'C'",
    );
    let said = refused(&cluster.url("sorted")).await;
    assert!(said.contains("order text by code point"), "{said}");
    cluster.sql("CREATE DATABASE old TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
    let said = refused(&cluster.url("old")).await;
    assert!(said.contains("UTF-8"), "{said}");
}

/// A server elsewhere is spoken to under TLS, and only where its certificate is signed by the authority named and is its own.
#[tokio::test]
async fn a_server_elsewhere_is_spoken_to_under_tls_with_its_certificate_checked() {
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
    // 0.0.0.0 leads to this machine and is not taken for it, so it stands for a server elsewhere.
    let cluster = Cluster::with_tls(port, "DNS:localhost,IP:0.0.0.0");
    let authority = cluster.authority();
    let address = |host: &str, more: &str| format!("postgres://hefu@{host}:{port}/postgres?{more}");
    let signed = format!("sslrootcert={}", authority.display());
    let verified = format!("sslmode=verify-full&{signed}");
    for url in [address("0.0.0.0", &signed), address("localhost", &verified)] {
        let db = Db::open(&url).await.expect("opened");
        let mut tx = db.read().await.expect("reading");
        let mine = tx.row("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", &[]).await.expect("a row");
        assert_eq!(mine.bool("ssl"), Ok(true), "{url}");
    }
    let said = refused(&address("0.0.0.0", "application_name=hefu")).await;
    assert!(said.contains("certificate"), "signed by nobody this machine trusts: {said}");
    let said = refused(&address("127.0.0.1", &verified)).await;
    assert!(said.contains("certificate"), "the certificate is for other names: {said}");
    let said = refused(&address("0.0.0.0", "sslmode=prefer")).await;
    assert!(said.contains("verify-full"), "{said}");
    refused(&address("127.0.0.1", "sslmode=disable")).await;
}

/// What an address is wrong in is said, and never its password.
#[tokio::test]
async fn wrong_addresses() {
    for url in
        ["mysql://a:geheim@b/c", "postgres://a:geheim@127.0.0.1:1/c", "sqlite:///no/such/folder/x", "office.sqlite"]
    {
        let said = refused(url).await;
        assert!(!said.contains("geheim"), "{said}");
    }
}

/// A database in memory is the same for all its clones and works with one connection.
#[tokio::test]
async fn memory() {
    let db = Db::memory().await.expect("memory");
    db.migrate(MIGRATIONS).await.expect("migrations");
    let writer = hefu_store::Writer::start(db.clone(), crate::harness::salts());
    let done: Result<u64, StoreError> = writer.run(|act| Box::pin(async move { put(act, "a", 1).await })).await;
    assert_eq!((done, names(&db).await, db.engine()), (Ok(1), vec!["a".to_owned()], Engine::Sqlite));
}

on_both! {
    // What one process wrote the next one reads.
    async fn stays_when_closed(place: Place) {
        let writer = place.started().await;
        let done: Result<u64, StoreError> = writer.run(|act| Box::pin(async move { put(act, "a", 1).await })).await;
        assert_eq!(done, Ok(1));
        writer.close().await;
        place.db.close().await;
        let again = Db::open(&place.url).await.expect("opening again");
        assert_eq!(names(&again).await, ["a"]);
    }

    // Two nodes, or two programs, on one database: none loses what the other wrote, and the journal has one order.
    async fn two_writers(place: Place) {
        let first = place.started().await;
        let other = Db::open(&place.url).await.expect("opening again");
        let second = hefu_store::Writer::start(other, crate::harness::salts());
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..60 {
            let writer = if n % 2 == 0 { first.clone() } else { second.clone() };
            tasks.spawn(async move {
                let done: Result<i64, StoreError> = writer
                    .run(move |act| {
                        Box::pin(async move {
                            put(act, &format!("c{n:02}"), n).await?;
                            act.journal(&crate::harness::event("s", n)).await
                        })
                    })
                    .await;
                done.expect("an act")
            });
        }
        let mut positions = tasks.join_all().await;
        positions.sort_unstable();
        assert_eq!(positions, (0..60).collect::<Vec<_>>());
        assert_eq!(names(&place.db).await.len(), 60);
        let mut tx = place.db.read().await.expect("reading");
        assert_eq!(tx.journal().wrong_hashes(60).await, Ok(vec![]));
    }
}
