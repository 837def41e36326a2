//! The database of an office.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::{PgPool, SqlitePool};

use crate::error::StoreError;
use crate::migrate::{self, Migration};
use crate::tx::Tx;
use crate::{own, postgres, sqlite};

/// Which engine keeps the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// How a database is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DbOptions {
    /// Most connections that read at once.
    pub readers: u32,
}

impl Default for DbOptions {
    fn default() -> Self {
        Self { readers: 4 }
    }
}

/// The database of an office. Cheap to clone: all clones are the same database.
#[derive(Clone)]
pub struct Db {
    pools: Arc<Pools>,
}

enum Pools {
    Sqlite {
        writes: SqlitePool,
        reads: SqlitePool,
    },
    Postgres {
        writes: PgPool,
        reads: PgPool,
    },
    /// A file that is only looked at, and how it was when that began.
    Look {
        reads: SqlitePool,
        file: PathBuf,
        was: sqlite::State,
    },
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db").field("engine", &self.engine()).finish_non_exhaustive()
    }
}

/// Key of the advisory lock under which nodes append one at a time: "hefu" in ASCII. Such locks hold within one
/// database.
const SEQUENCER: i64 = 0x6865_6675;

impl Db {
    /// Opens a database by its address: `sqlite://` and the path of a file, made where there is none, taken letter by
    /// letter; or a PostgreSQL address, `postgres://…`.
    ///
    /// # Errors
    /// When it cannot be opened or does not keep what an office needs: SQLite in WAL mode; PostgreSQL with fsync, UTF-8
    /// and text ordered by code point.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, DbOptions::default()).await
    }

    /// The same, saying how.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_with(url: &str, options: DbOptions) -> Result<Self, StoreError> {
        let pools = if let Some(path) = url.strip_prefix("sqlite://") {
            let (writes, reads) = sqlite::open(Path::new(path), options.readers).await?;
            Pools::Sqlite { writes, reads }
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let (writes, reads) = postgres::open(url, options.readers).await?;
            Pools::Postgres { writes, reads }
        } else {
            let reason = "an address begins with sqlite:// or postgres://".to_owned();
            return Err(StoreError::Open { at: "(unknown kind)".to_owned(), reason });
        };
        Ok(Self { pools: Arc::new(pools) })
    }

    /// Opens a database to be looked at: it must be there, and nothing can be written to it nor is anything made. Of an
    /// SQLite file that no office has open, what is written meanwhile is not seen.
    ///
    /// # Errors
    /// As [`open`](Self::open), and where there is none.
    pub async fn look(url: &str) -> Result<Self, StoreError> {
        let pools = match url.strip_prefix("sqlite://") {
            Some(path) => {
                let file = PathBuf::from(path);
                let was = sqlite::state(&file);
                Pools::Look { reads: sqlite::look(&file, &was).await?, file, was }
            }
            None => {
                let reads = postgres::look(url).await?;
                Pools::Postgres { writes: reads.clone(), reads }
            }
        };
        Ok(Self { pools: Arc::new(pools) })
    }

    /// Whether all that was read of a database that is only looked at was of one state. An SQLite file that nobody had open is
    /// read as one that does not change.
    ///
    /// # Errors
    /// When somebody has opened it since.
    pub fn undisturbed(&self) -> Result<(), StoreError> {
        match &*self.pools {
            Pools::Look { file, was, .. } if !was.is_open() && sqlite::state(file) != *was => Err(StoreError::Open {
                at: file.display().to_string(),
                reason: "an office has opened it meanwhile: do this again while it runs".to_owned(),
            }),
            _ => Ok(()),
        }
    }

    /// A database in memory that ends with its last clone, to compute tables in and to try things. It has one
    /// connection, so whoever holds a reading transaction must drop it before acting.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub async fn memory() -> Result<Self, StoreError> {
        let pool = sqlite::memory().await?;
        Ok(Self { pools: Arc::new(Pools::Sqlite { writes: pool.clone(), reads: pool }) })
    }

    /// Which engine keeps the tables.
    pub fn engine(&self) -> Engine {
        match *self.pools {
            Pools::Sqlite { .. } | Pools::Look { .. } => Engine::Sqlite,
            Pools::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Begins to read: one state of the tables throughout.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn read(&self) -> Result<Tx<'static>, StoreError> {
        match &*self.pools {
            Pools::Sqlite { reads, .. } | Pools::Look { reads, .. } => {
                let begun = reads.begin().await;
                Ok(Tx::sqlite(begun.map_err(|error| StoreError::sql("BEGIN", &error))?))
            }
            Pools::Postgres { reads, .. } => {
                const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                let begun = reads.begin_with(BEGIN).await;
                Ok(Tx::postgres(begun.map_err(|error| StoreError::sql(BEGIN, &error))?))
            }
        }
    }

    /// Begins to write, when nobody else writes: within this process, among processes on one file, among nodes on one
    /// PostgreSQL database. Under the lock READ COMMITTED sees all that was written before it.
    pub(crate) async fn write(&self) -> Result<Tx<'static>, StoreError> {
        match &*self.pools {
            Pools::Look { file, .. } => {
                Err(StoreError::Open { at: file.display().to_string(), reason: "it is only looked at".to_owned() })
            }
            Pools::Sqlite { writes, .. } => {
                const BEGIN: &str = "BEGIN IMMEDIATE";
                let begun = writes.begin_with(BEGIN).await;
                Ok(Tx::sqlite(begun.map_err(|error| StoreError::sql(BEGIN, &error))?))
            }
            Pools::Postgres { writes, .. } => {
                const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
                let begun = writes.begin_with(BEGIN).await;
                let mut tx = Tx::postgres(begun.map_err(|error| StoreError::sql(BEGIN, &error))?);
                tx.execute("SELECT pg_advisory_xact_lock($1)", &[SEQUENCER.into()]).await?;
                Ok(tx)
            }
        }
    }

    /// Brings the tables up to date: first the store's own, then those handed in, all or nothing. Migrations are
    /// numbered 1, 2, 3… and never change once applied.
    ///
    /// # Errors
    /// When one fails, an applied one was changed, or the tables are newer than this program.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let engine = self.engine();
        let done = async {
            migrate::apply(&mut tx, engine, "store", own::MIGRATIONS).await?;
            migrate::apply(&mut tx, engine, "office", migrations).await
        };
        match done.await {
            Ok(()) => tx.commit().await.map_err(|error| StoreError::sql("COMMIT", &error)),
            Err(error) => {
                tx.roll_back().await;
                Err(error)
            }
        }
    }

    /// Closes all connections, once those who use them are done. On SQLite the write-ahead log goes into the file.
    pub async fn close(&self) {
        match &*self.pools {
            Pools::Look { reads, .. } => reads.close().await,
            Pools::Sqlite { writes, reads } => {
                reads.close().await;
                writes.close().await;
            }
            Pools::Postgres { writes, reads } => {
                reads.close().await;
                writes.close().await;
            }
        }
    }
}
