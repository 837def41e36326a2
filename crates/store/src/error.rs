//! Why the store could not do what was asked.

/// Why the store could not do what was asked. Parameters of statements never stand in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be opened or does not keep what an office needs; says the remedy.
    #[error("the database {at} cannot be used: {reason}")]
    Open {
        /// Where it is, without user and password.
        at: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A statement failed.
    #[error("{reason} (in: {sql})")]
    Sql {
        /// The statement, shortened.
        sql: String,
        /// What the database says.
        reason: String,
        /// Whether a row with the same key is there already.
        conflict: bool,
    },
    /// The database cannot be reached: nothing was asked of it, or no answer came. Try again a little later (HTTP 503).
    #[error("the database cannot be reached: {0}")]
    Away(String),
    /// A statement of this act failed before; the act can only end.
    #[error("an earlier statement of this act failed, so nothing more can be done in it")]
    Failed,
    /// A statement does not have as many parameters as values were given.
    #[error("{wanted} parameters in the statement, {given} values given (in: {sql})")]
    Parameters {
        /// The statement, shortened.
        sql: String,
        /// Highest `$n` in it.
        wanted: usize,
        /// Values given.
        given: usize,
    },
    /// A text holds U+0000, which PostgreSQL cannot store.
    #[error("a text with the character U+0000 cannot be stored")]
    NulInText,
    /// One row was wanted and there is none, or there are several.
    #[error("one row was wanted, {found} (in: {sql})")]
    NotOne {
        /// The statement, shortened.
        sql: String,
        /// What there is instead.
        found: &'static str,
    },
    /// A column is not there or holds something else.
    #[error("column `{column}`: {wanted} wanted, {found} found")]
    Column {
        /// Its name.
        column: String,
        /// The type asked for.
        wanted: &'static str,
        /// What is there.
        found: String,
    },
    /// Too many acts wait: the caller should try again a little later (HTTP 503).
    #[error("too many acts are waiting; try again in a moment")]
    Busy,
    /// The batch was given up before it was stored: nothing of the act is stored, it may be tried again.
    #[error("the act was not stored and may be tried again: {0}")]
    Undone(String),
    /// Nobody knows whether the act was stored. An act that may be repeated should be.
    #[error("it is not known whether the act was stored: {0}")]
    Unknown(String),
    /// The writer has stopped: it was closed, or the disk failed and nothing more may be promised.
    #[error("the writer has stopped: {0}")]
    Stopped(String),
    /// A migration cannot be applied.
    #[error("migration {number} ({name}): {reason}")]
    Migration {
        /// Its number.
        number: i64,
        /// Its name.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// Tables that were written out cannot be taken in.
    #[error("{0}")]
    Portable(String),
    /// The journal is not what it must be, or what was asked of it is not there.
    #[error("journal: {0}")]
    Journal(String),
    /// A file cannot be written or read.
    #[error("{path}: {reason}")]
    File {
        /// The path.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// There is no file of this digest.
    #[error("there is no file {0}")]
    NoFile(String),
    /// A file does not hold what its name says: the disk changed it, or somebody did.
    #[error("file {0} has been changed since it was stored")]
    FileChanged(String),
    /// There is no randomness for the salt of an event.
    #[error("no randomness could be had for the salt of an event")]
    NoSalt,
}

impl StoreError {
    /// Whether a row with the same key is there already.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Sql { conflict: true, .. })
    }

    /// Whether the same act may be tried again with nothing of it stored.
    pub fn is_undone(&self) -> bool {
        matches!(self, Self::Busy | Self::Undone(_))
    }

    pub(crate) fn sql(sql: &str, error: &sqlx::Error) -> Self {
        if is_away(error) {
            return Self::Away(error.to_string());
        }
        let conflict = error.as_database_error().is_some_and(|error| error.is_unique_violation());
        Self::Sql { sql: shortened(sql), reason: error.to_string(), conflict }
    }

    pub(crate) fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::File { path: path.display().to_string(), reason: error.to_string() }
    }
}

/// Whether the database is not there, is ending or beginning, or takes no more connections (PostgreSQL's classes 08, 57P and
/// 53300).
fn is_away(error: &sqlx::Error) -> bool {
    use sqlx::Error::{Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
    let code = error.as_database_error().and_then(|error| error.code()).unwrap_or_default();
    matches!(error, Io(_) | PoolClosed | PoolTimedOut | Tls(_) | WorkerCrashed)
        || ["57P01", "57P02", "57P03", "53300"].contains(&&*code)
        || code.len() == 5 && code.starts_with("08")
}

/// The first words of a statement on one line.
pub(crate) fn shortened(sql: &str) -> String {
    const LENGTH: usize = 120;
    let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
