//! A transaction on either engine.

use sqlx::{Postgres, Sqlite, Transaction};

use crate::db::Engine;
use crate::error::{StoreError, shortened};
use crate::value::{Row, Value};
use crate::{postgres, sqlite};

/// A transaction. One that reads sees one state of the tables, as of its first statement, whatever is written
/// meanwhile; dropping it ends it. Only the [`Writer`](crate::Writer) makes one that writes.
///
/// Statements are the same on both engines: parameters are `$1`, `$2`… and may be used more than once. Where a NULL
/// stands alone (`$1 IS NULL`), or the sum of whole numbers is taken, say the type: `CAST($1 AS TEXT)`, `CAST(SUM(n) AS
/// BIGINT)`. LIKE tells capital from small letters. Text is ordered by code point.
pub struct Tx<'c> {
    inner: Inner<'c>,
    /// A statement failed since the last savepoint. PostgreSQL then refuses everything else; so does this on SQLite, or
    /// an act that passes over an error would do one thing here and another there.
    failed: bool,
    depth: u32,
}

enum Inner<'c> {
    Sqlite(Transaction<'c, Sqlite>),
    Postgres(Transaction<'c, Postgres>),
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let engine = match self.inner {
            Inner::Sqlite(_) => "SQLite",
            Inner::Postgres(_) => "PostgreSQL",
        };
        f.debug_struct("Tx").field("engine", &engine).field("failed", &self.failed).finish_non_exhaustive()
    }
}

/// A point to go back to.
#[derive(Debug)]
pub(crate) struct Savepoint(u32);

impl<'c> Tx<'c> {
    pub(crate) fn sqlite(transaction: Transaction<'c, Sqlite>) -> Self {
        Self { inner: Inner::Sqlite(transaction), failed: false, depth: 0 }
    }

    pub(crate) fn postgres(transaction: Transaction<'c, Postgres>) -> Self {
        Self { inner: Inner::Postgres(transaction), failed: false, depth: 0 }
    }

    /// Runs a statement. Gives the number of rows it touched.
    ///
    /// # Errors
    /// When it fails or a statement before it did, or a value cannot be a parameter.
    pub async fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
        self.check(sql, values)?;
        let done = match &mut self.inner {
            Inner::Sqlite(connection) => sqlite::execute(connection, sql, values).await,
            Inner::Postgres(connection) => postgres::execute(connection, sql, values).await,
        };
        self.failed = done.is_err();
        done.map_err(|error| StoreError::sql(sql, &error))
    }

    /// Runs a statement. Gives all rows it answers with.
    ///
    /// # Errors
    /// As [`execute`](Self::execute).
    pub async fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.check(sql, values)?;
        let found = match &mut self.inner {
            Inner::Sqlite(connection) => sqlite::rows(connection, sql, values).await,
            Inner::Postgres(connection) => postgres::rows(connection, sql, values).await,
        };
        self.failed = found.is_err();
        found.map_err(|error| StoreError::sql(sql, &error))
    }

    /// Runs a statement and hands out its rows one by one, for answers that are too many to hold.
    ///
    /// # Errors
    /// As [`execute`](Self::execute), and what `take` gives.
    pub async fn each(
        &mut self,
        sql: &str,
        values: &[Value],
        take: &mut (dyn FnMut(Row) -> Result<(), StoreError> + Send),
    ) -> Result<(), StoreError> {
        self.check(sql, values)?;
        let done = match &mut self.inner {
            Inner::Sqlite(connection) => sqlite::each(connection, sql, values, take).await,
            Inner::Postgres(connection) => postgres::each(connection, sql, values, take).await,
        };
        self.failed = done.is_err();
        done.map_err(|error| StoreError::sql(sql, &error))?
    }

    /// Which engine keeps the tables.
    pub fn engine(&self) -> Engine {
        match self.inner {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement. Gives its one row.
    ///
    /// # Errors
    /// As [`execute`](Self::execute), and when there is no row or more than one.
    pub async fn row(&mut self, sql: &str, values: &[Value]) -> Result<Row, StoreError> {
        let found = self.maybe_row(sql, values).await?;
        found.ok_or_else(|| StoreError::NotOne { sql: shortened(sql), found: "there is none" })
    }

    /// Runs a statement. Gives its row, if there is one.
    ///
    /// # Errors
    /// As [`execute`](Self::execute), and when there is more than one row.
    pub async fn maybe_row(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, StoreError> {
        let mut found = self.rows(sql, values).await?;
        if found.len() > 1 {
            return Err(StoreError::NotOne { sql: shortened(sql), found: "there are several" });
        }
        Ok(found.pop())
    }

    fn check(&self, sql: &str, values: &[Value]) -> Result<(), StoreError> {
        if self.failed {
            return Err(StoreError::Failed);
        }
        let wanted = parameters(sql);
        if wanted != values.len() {
            return Err(StoreError::Parameters { sql: shortened(sql), wanted, given: values.len() });
        }
        if values.iter().any(|value| matches!(value, Value::Text(text) if text.contains('\0'))) {
            return Err(StoreError::NulInText);
        }
        Ok(())
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failed
    }

    pub(crate) async fn savepoint(&mut self) -> Result<Savepoint, StoreError> {
        let point = Savepoint(self.depth);
        self.execute(&format!("SAVEPOINT act{}", point.0), &[]).await?;
        self.depth += 1;
        Ok(point)
    }

    /// Keeps what was done since the point.
    pub(crate) async fn keep(&mut self, point: Savepoint) -> Result<(), StoreError> {
        self.execute(&format!("RELEASE SAVEPOINT act{}", point.0), &[]).await?;
        self.depth = point.0;
        Ok(())
    }

    /// Undoes what was done since the point.
    pub(crate) async fn undo(&mut self, point: &Savepoint) -> Result<(), StoreError> {
        self.failed = false;
        self.execute(&format!("ROLLBACK TO SAVEPOINT act{}", point.0), &[]).await?;
        self.execute(&format!("RELEASE SAVEPOINT act{}", point.0), &[]).await?;
        self.depth = point.0;
        Ok(())
    }

    /// Several statements without parameters.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.check(sql, &[])?;
        let raw = sqlx::raw_sql(sqlx::AssertSqlSafe(sql));
        let done = match &mut self.inner {
            Inner::Sqlite(connection) => raw.execute(&mut **connection).await.map(|_| ()),
            Inner::Postgres(connection) => raw.execute(&mut **connection).await.map(|_| ()),
        };
        self.failed = done.is_err();
        done.map_err(|error| StoreError::sql(sql, &error))
    }

    /// Stores everything. The error is the database's own: whoever calls must judge what it leaves open.
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self.inner {
            Inner::Sqlite(transaction) => transaction.commit().await,
            Inner::Postgres(transaction) => transaction.commit().await,
        }
    }

    pub(crate) async fn roll_back(self) {
        let done = match self.inner {
            Inner::Sqlite(transaction) => transaction.rollback().await,
            Inner::Postgres(transaction) => transaction.rollback().await,
        };
        if let Err(error) = done {
            tracing::warn!(%error, "rolling back");
        }
    }
}

/// The highest `$n` of a statement outside quotes and comments.
fn parameters(sql: &str) -> usize {
    let bytes = sql.as_bytes();
    let (mut at, mut highest) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\'' | b'"' => at = past(bytes, at, &[*byte]),
            b'-' if bytes.get(at) == Some(&b'-') => at = past(bytes, at, b"\n"),
            b'/' if bytes.get(at) == Some(&b'*') => at = past(bytes, at, b"*/"),
            b'$' => {
                let digits = bytes.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count();
                highest = highest.max(sql.get(at..at + digits).and_then(|n| n.parse().ok()).unwrap_or(0));
            }
            _ => {}
        }
    }
    highest
}

fn past(bytes: &[u8], from: usize, end: &[u8]) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.windows(end.len()).position(|window| window == end).map_or(bytes.len(), |place| from + place + end.len())
}

#[cfg(test)]
mod tests {
    use super::parameters;

    #[test]
    fn parameters_are_counted_outside_quotes_and_comments() {
        for (sql, wanted) in [
            ("SELECT 1", 0),
            ("SELECT $1, $2, $1", 2),
            ("SELECT $12", 12),
            ("SELECT '$3' || $1", 1),
            ("SELECT 'it''s $4', \"$5\", $1", 1),
            ("SELECT $1 -- $7\n, $2", 2),
            ("SELECT $1 /* $7 */, $2", 2),
            ("SELECT 'open $9", 0),
            ("$", 0),
        ] {
            assert_eq!(parameters(sql), wanted, "{sql}");
        }
    }
}
