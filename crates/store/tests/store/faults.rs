//! The database fails under the writer: whoever was not stored is told so, nothing is half stored, and it goes on
//! after.

use hefu_store::{StoreError, Value, Writer};
use sqlx::{Connection as _, SqliteConnection};

use crate::harness::{Place, event, names, put};

async fn cell(writer: &Writer, name: &'static str) -> Result<i64, StoreError> {
    writer
        .run(move |act| {
            Box::pin(async move {
                put(act, name, 1).await?;
                act.journal(&event(name, 1)).await
            })
        })
        .await
}

/// No room: SQLite takes the whole transaction back by itself. What comes after it in the batch must not be stored
/// alone.
#[tokio::test]
async fn a_full_disk() {
    let place = Place::sqlite().await;
    let writer = place.started().await;
    assert_eq!(cell(&writer, "first").await, Ok(0));
    let room = async |pages: &'static str| {
        let set: Result<(), StoreError> = writer
            .run(move |act| {
                Box::pin(async move { act.tx().row(&format!("PRAGMA max_page_count = {pages}"), &[]).await.map(drop) })
            })
            .await;
        set.expect("a pragma");
    };
    room("1").await;
    let big = {
        let writer = writer.clone();
        tokio::spawn(async move {
            let done: Result<u64, StoreError> = writer
                .run(|act| {
                    Box::pin(async move {
                        put(act, "small", 1).await?;
                        let values = [Value::from(vec![1_u8; 9_000_000])];
                        act.tx().execute("UPDATE cells SET raw = $1", &values).await
                    })
                })
                .await;
            done
        })
    };
    tokio::task::yield_now().await;
    let beside = cell(&writer, "beside").await;
    let big = big.await.expect("the task").expect_err("there is no room");
    assert!(big.to_string().contains("full"), "{big}");
    assert_eq!(beside.is_ok(), names(&place.db).await.contains(&"beside".to_owned()), "{beside:?}");
    room("1000000").await;
    let position = cell(&writer, "after").await.expect("there is room again");
    assert_eq!(position, if beside.is_ok() { 2 } else { 1 });
    let wanted: &[&str] = if beside.is_ok() { &["after", "beside", "first"] } else { &["after", "first"] };
    assert_eq!(names(&place.db).await, wanted);
    let mut tx = place.db.read().await.expect("reading");
    assert_eq!(tx.journal().wrong_hashes(position + 1).await, Ok(vec![]));
}

/// Another program holds the file for longer than anybody waits.
#[tokio::test]
async fn a_locked_file() {
    let place = Place::sqlite().await;
    let writer = place.started().await;
    let path = place.url.strip_prefix("sqlite://").expect("a file");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let mut other = SqliteConnection::connect_with(&options).await.expect("another program");
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.expect("its lock");
    let done = cell(&writer, "a").await.expect_err("locked");
    assert!(done.is_undone() && done.to_string().contains("locked"), "{done}");
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.expect("its end");
    assert_eq!(cell(&writer, "b").await, Ok(0));
    assert_eq!(names(&place.db).await, ["b"]);
}

/// The server ends the connection, between acts and within one.
#[tokio::test]
async fn a_lost_connection() {
    let place = Place::postgres().await;
    let writer = place.started().await;
    assert_eq!(cell(&writer, "first").await, Ok(0));
    const END: &str = "SELECT COUNT(pg_terminate_backend(pid)) AS n FROM pg_stat_activity
                       WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let end = async |url: &str| {
        let mut other = sqlx::PgConnection::connect(url).await.expect("another connection");
        sqlx::raw_sql(END).execute(&mut other).await.expect("the end");
        other.close().await.expect("closing");
    };
    end(&place.url).await;
    assert_eq!(cell(&writer, "second").await, Ok(1));
    let url = place.url.clone();
    let broken: Result<u64, StoreError> = writer
        .run(move |act| {
            Box::pin(async move {
                put(act, "lost", 1).await?;
                end(&url).await;
                put(act, "lost too", 1).await
            })
        })
        .await;
    assert!(matches!(broken, Err(StoreError::Sql { .. } | StoreError::Away(_))), "{broken:?}");
    let url = place.url.clone();
    let at_the_end: Result<u64, StoreError> = writer
        .run(move |act| {
            Box::pin(async move {
                let done = put(act, "lost", 1).await?;
                end(&url).await;
                Ok(done)
            })
        })
        .await;
    assert!(matches!(&at_the_end, Err(why) if why.is_undone()), "{at_the_end:?}");
    assert_eq!(cell(&writer, "third").await, Ok(2));
    assert_eq!(names(&place.db).await, ["first", "second", "third"]);
}
