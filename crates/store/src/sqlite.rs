//! SQLite: how an office's file is opened, and values into and out of its statements.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous, SqliteValueRef,
};
use sqlx::{
    Arguments as _, AssertSqlSafe, Column as _, ConnectOptions as _, Connection as _, Decode, Row as _, SqlitePool,
    TypeInfo as _, ValueRef as _,
};

use crate::error::StoreError;
use crate::value::{Row, Value};

/// How long a connection waits for another process that writes.
const BUSY: Duration = Duration::from_secs(5);

/// Opens the file, making it where there is none: one connection to write, `readers` to read.
pub(crate) async fn open(path: &Path, readers: u32) -> Result<(SqlitePool, SqlitePool), StoreError> {
    let fault = |reason: String| StoreError::Open { at: path.display().to_string(), reason };
    let options = settings(SqliteConnectOptions::new().filename(path).create_if_missing(true));
    let writes = pool(1).connect_with(options.clone()).await.map_err(|error| fault(error.to_string()))?;
    let mode: String =
        sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&writes).await.map_err(|error| fault(error.to_string()))?;
    if mode != "wal" {
        return Err(fault(format!(
            "its journal mode is {mode}, not wal: keep it on a local disk, not on a network folder"
        )));
    }
    let reads = pool(readers.max(1))
        .connect_with(options.create_if_missing(false).pragma("query_only", "ON"))
        .await
        .map_err(|error| fault(error.to_string()))?;
    Ok((writes, reads))
}

/// How a file stands: whether it has a write-ahead log, so that somebody has it open or had when he died; how long it is and
/// when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State(bool, Option<(u64, std::time::SystemTime)>);

impl State {
    pub(crate) const fn is_open(&self) -> bool {
        self.0
    }
}

pub(crate) fn state(path: &Path) -> State {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let written = std::fs::metadata(path).ok().and_then(|file| Some((file.len(), file.modified().ok()?)));
    State(Path::new(&log).exists(), written)
}

/// Opens the file to be looked at: nothing beside it is made either. A file that nobody has open is read as one that does
/// not change (sqlite.org/uri.html, `immutable`), for its write-ahead log would have to be made otherwise.
pub(crate) async fn look(path: &Path, state: &State) -> Result<SqlitePool, StoreError> {
    let fault = |reason: String| StoreError::Open { at: path.display().to_string(), reason };
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .read_only(true)
        .immutable(!state.is_open())
        .busy_timeout(BUSY)
        .pragma("query_only", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("case_sensitive_like", "ON")
        .disable_statement_logging();
    pool(2).connect_with(options).await.map_err(|error| fault(error.to_string()))
}

/// Connections of a file. SQLite ends a transaction by itself where the disk is full or fails
/// (sqlite.org/lang_transaction.html), and sqlx then counts it as open for ever: such a connection is closed, not used
/// again.
fn pool(most: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(most).acquire_timeout(2 * BUSY).test_before_acquire(false).after_release(
        |connection, _| {
            Box::pin(async move {
                // Waits for the end of the transaction, which dropping it only asks for.
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        },
    )
}

/// A database in memory with a single connection, which those who read and those who write take in turn.
pub(crate) async fn memory() -> Result<SqlitePool, StoreError> {
    SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(2 * BUSY)
        .connect_with(settings(SqliteConnectOptions::new().in_memory(true)))
        .await
        .map_err(|error| StoreError::Open { at: "in memory".to_owned(), reason: error.to_string() })
}

/// WAL with synchronous=FULL is what loses no acknowledged transaction at a power cut (sqlite.org/wal.html);
/// secure_delete overwrites what is erased; case_sensitive_like makes LIKE mean what it means in PostgreSQL.
fn settings(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("secure_delete", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("case_sensitive_like", "ON")
        .disable_statement_logging()
}

pub(crate) async fn execute(
    connection: &mut SqliteConnection,
    sql: &str,
    values: &[Value],
) -> Result<u64, sqlx::Error> {
    let query = sqlx::query_with(AssertSqlSafe(sql), arguments(values)?);
    Ok(query.execute(connection).await?.rows_affected())
}

pub(crate) async fn rows(
    connection: &mut SqliteConnection,
    sql: &str,
    values: &[Value],
) -> Result<Vec<Row>, sqlx::Error> {
    let query = sqlx::query_with(AssertSqlSafe(sql), arguments(values)?);
    let found = query.fetch_all(connection).await?;
    let names = found.first().map(|row| row.columns().iter().map(|column| column.name().to_owned()).collect());
    let names: Arc<[String]> = names.unwrap_or_default();
    found.iter().map(|row| Ok(Row::new(names.clone(), read(row)?))).collect()
}

pub(crate) async fn each(
    connection: &mut SqliteConnection,
    sql: &str,
    values: &[Value],
    take: &mut (dyn FnMut(Row) -> Result<(), StoreError> + Send),
) -> Result<Result<(), StoreError>, sqlx::Error> {
    let mut found = sqlx::query_with(AssertSqlSafe(sql), arguments(values)?).fetch(connection);
    let mut names: Option<Arc<[String]>> = None;
    while let Some(row) = found.try_next().await? {
        let names = names.get_or_insert_with(|| row.columns().iter().map(|column| column.name().to_owned()).collect());
        if let Err(error) = take(Row::new(names.clone(), read(&row)?)) {
            return Ok(Err(error));
        }
    }
    Ok(Ok(()))
}

fn arguments(values: &[Value]) -> Result<SqliteArguments, sqlx::Error> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Null => arguments.add(None::<i64>),
            Value::Int(value) => arguments.add(*value),
            Value::Text(value) => arguments.add(value.clone()),
            Value::Bytes(value) => arguments.add(value.clone()),
            Value::Bool(value) => arguments.add(*value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn read(row: &SqliteRow) -> Result<Vec<Value>, sqlx::Error> {
    (0..row.len()).map(|place| value(row.try_get_raw(place)?)).collect()
}

fn value(raw: SqliteValueRef<'_>) -> Result<Value, sqlx::Error> {
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let name = raw.type_info().name().to_owned();
    match name.as_str() {
        "INTEGER" | "BOOLEAN" => Decode::<sqlx::Sqlite>::decode(raw).map(Value::Int),
        "TEXT" => Decode::<sqlx::Sqlite>::decode(raw).map(Value::Text),
        "BLOB" => Decode::<sqlx::Sqlite>::decode(raw).map(Value::Bytes),
        other => Err(format!("the store has no values of type {other}").into()),
    }
    .map_err(sqlx::Error::Decode)
}
