//! PostgreSQL: how an office's database is opened, and values into and out of its statements.

use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{
    PgArgumentBuffer, PgArguments, PgConnectOptions, PgConnection, PgPoolOptions, PgRow, PgSslMode, PgTypeInfo,
    PgValueRef,
};
use sqlx::{
    Arguments as _, AssertSqlSafe, Column as _, ConnectOptions as _, Decode, Encode, PgPool, Postgres, Row as _, Type,
    TypeInfo as _, ValueRef as _,
};

use crate::error::StoreError;
use crate::value::{Row, Value};

/// How long to wait for a connection.
const ACQUIRE: Duration = Duration::from_secs(4);

/// Opens the database: one connection to write, `readers` to read. It must keep what it commits and order text by code
/// point, as SQLite does.
pub(crate) async fn open(url: &str, readers: u32) -> Result<(PgPool, PgPool), StoreError> {
    let options = options(url)?;
    let own = [("synchronous_commit", "on"), ("lock_timeout", "10s"), ("client_min_messages", "warning")];
    let writes = pool(1, options.clone().options(own)).await?;
    examine(&writes, &at(&options)).await?;
    let reads = pool(readers.max(1), options).await?;
    Ok((writes, reads))
}

/// Opens the database to be looked at: every transaction is one that cannot write.
pub(crate) async fn look(url: &str) -> Result<PgPool, StoreError> {
    let options = options(url)?;
    let own = [("default_transaction_read_only", "on"), ("client_min_messages", "warning")];
    let reads = pool(2, options.clone().options(own)).await?;
    examine(&reads, &at(&options)).await?;
    Ok(reads)
}

async fn pool(most: u32, options: PgConnectOptions) -> Result<PgPool, StoreError> {
    let fault = |error: sqlx::Error| StoreError::Open { at: at(&options), reason: error.to_string() };
    let pool = PgPoolOptions::new().max_connections(most).acquire_timeout(ACQUIRE);
    pool.connect_with(options.clone()).await.map_err(fault)
}

/// Where a database is, without user and password.
fn at(options: &PgConnectOptions) -> String {
    format!("{} on {}", options.get_database().unwrap_or("(default)"), options.get_host())
}

/// Reads an address. What crosses a network is encrypted and the server's certificate is checked, unless the address
/// says otherwise in as many words (`sslmode=…`).
fn options(url: &str) -> Result<PgConnectOptions, StoreError> {
    let unreadable =
        |error: sqlx::Error| StoreError::Open { at: "(unreadable address)".to_owned(), reason: error.to_string() };
    let options = PgConnectOptions::from_str(url).map_err(unreadable)?.disable_statement_logging();
    let host = options.get_host().to_owned();
    let here = host.starts_with('/') || host == "localhost" || host == "::1" || host.starts_with("127.");
    if here || options.get_socket().is_some() {
        return Ok(options);
    }
    let said = url.contains("sslmode=") || url.contains("ssl-mode=") || std::env::var_os("PGSSLMODE").is_some();
    match options.get_ssl_mode() {
        _ if !said => Ok(options.ssl_mode(PgSslMode::VerifyFull)),
        PgSslMode::Allow | PgSslMode::Prefer => Err(StoreError::Open {
            at: at(&options),
            reason: "sslmode=prefer and sslmode=allow send everything in the clear where the server wishes: \
                     write sslmode=verify-full (with sslrootcert=… for a certificate authority of your own), or \
                     sslmode=disable where the network itself is protected"
                .to_owned(),
        }),
        _ => Ok(options),
    }
}

async fn examine(pool: &PgPool, at: &str) -> Result<(), StoreError> {
    let fault = |reason: String| StoreError::Open { at: at.to_owned(), reason };
    let row = sqlx::query(
        "SELECT current_setting('fsync') = 'on' AS keeps, current_setting('server_encoding') = 'UTF8' AS utf8,
                'Z' < 'a' AND '_' > 'Z' AND 'z' < 'é' AND 'a-b' > 'a b' AS ordered",
    )
    .fetch_one(pool)
    .await
    .map_err(|error| fault(error.to_string()))?;
    let holds = |column: &str| row.try_get::<bool, _>(column).map_err(|error| fault(error.to_string()));
    if !holds("keeps")? {
        return Err(fault(
            "the server runs with fsync=off and may lose what it has confirmed: set fsync=on".to_owned(),
        ));
    }
    if !holds("utf8")? || !holds("ordered")? {
        return Err(fault(
            "it must be in UTF-8 and order text by code point: \
             CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
                .to_owned(),
        ));
    }
    Ok(())
}

pub(crate) async fn execute(connection: &mut PgConnection, sql: &str, values: &[Value]) -> Result<u64, sqlx::Error> {
    let query = sqlx::query_with(AssertSqlSafe(typed(sql, values)), arguments(values)?);
    Ok(query.execute(connection).await?.rows_affected())
}

pub(crate) async fn rows(connection: &mut PgConnection, sql: &str, values: &[Value]) -> Result<Vec<Row>, sqlx::Error> {
    let query = sqlx::query_with(AssertSqlSafe(typed(sql, values)), arguments(values)?);
    let found = query.fetch_all(connection).await?;
    let names = found.first().map(|row| row.columns().iter().map(|column| column.name().to_owned()).collect());
    let names: Arc<[String]> = names.unwrap_or_default();
    found.iter().map(|row| Ok(Row::new(names.clone(), read(row)?))).collect()
}

/// The statement with the types of its values at the end. A prepared statement is kept under its text and its
/// parameters keep the types they had when it was prepared: the same text with a NULL elsewhere must be another
/// statement.
fn typed(sql: &str, values: &[Value]) -> String {
    let types = values.iter().map(|value| match value {
        Value::Null => 'n',
        Value::Int(_) => 'i',
        Value::Text(_) => 't',
        Value::Bytes(_) => 'y',
        Value::Bool(_) => 'b',
    });
    format!("{sql}\n-- {}", types.collect::<String>())
}

/// NULL of no type: the server takes the type from the statement.
struct Null;

impl Type<Postgres> for Null {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(0))
    }
}

impl Encode<'_, Postgres> for Null {
    fn encode_by_ref(&self, _: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Ok(IsNull::Yes)
    }
}

pub(crate) async fn each(
    connection: &mut PgConnection,
    sql: &str,
    values: &[Value],
    take: &mut (dyn FnMut(Row) -> Result<(), StoreError> + Send),
) -> Result<Result<(), StoreError>, sqlx::Error> {
    let mut found = sqlx::query_with(AssertSqlSafe(typed(sql, values)), arguments(values)?).fetch(connection);
    let mut names: Option<Arc<[String]>> = None;
    while let Some(row) = found.try_next().await? {
        let names = names.get_or_insert_with(|| row.columns().iter().map(|column| column.name().to_owned()).collect());
        if let Err(error) = take(Row::new(names.clone(), read(&row)?)) {
            return Ok(Err(error));
        }
    }
    Ok(Ok(()))
}

fn arguments(values: &[Value]) -> Result<PgArguments, sqlx::Error> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Null => arguments.add(Null),
            Value::Int(value) => arguments.add(*value),
            Value::Text(value) => arguments.add(value.as_str()),
            Value::Bytes(value) => arguments.add(value.as_slice()),
            Value::Bool(value) => arguments.add(*value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn read(row: &PgRow) -> Result<Vec<Value>, sqlx::Error> {
    (0..row.len()).map(|place| value(row.try_get_raw(place)?)).collect()
}

fn value(raw: PgValueRef<'_>) -> Result<Value, sqlx::Error> {
    if raw.is_null() {
        return Ok(Value::Null);
    }
    let name = raw.type_info().name().to_owned();
    match name.as_str() {
        "BOOL" => Decode::<Postgres>::decode(raw).map(Value::Bool),
        "INT8" => Decode::<Postgres>::decode(raw).map(Value::Int),
        "INT4" => <i32 as Decode<Postgres>>::decode(raw).map(|value| Value::Int(value.into())),
        "INT2" => <i16 as Decode<Postgres>>::decode(raw).map(|value| Value::Int(value.into())),
        "TEXT" | "VARCHAR" | "CHAR" | "NAME" => Decode::<Postgres>::decode(raw).map(Value::Text),
        "BYTEA" => Decode::<Postgres>::decode(raw).map(Value::Bytes),
        other => Err(format!("the store has no values of type {other}: cast it in the statement").into()),
    }
    .map_err(sqlx::Error::Decode)
}
