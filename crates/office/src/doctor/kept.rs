//! The database, the journal and the documents.

use std::io::Read as _;
use std::path::Path;

use hefu_ledger::event::seal;
use hefu_ledger::tree::leaf_hash;
use hefu_store::{Db, Engine, Tx};
use hefu_words::Message;
use jiff::{ToSpan as _, Zoned};

use super::{Note, said};
use crate::acts::notices::instant;
use crate::config::OfficeConfig;
use crate::error::OfficeError;
use crate::tables::MIGRATIONS;

/// Entries of the journal looked at, from the newest on; all of them by `hefu office verify`.
const NEWEST: i64 = 200;
/// Seconds by which two clocks may differ.
const APART: i64 = 5;

pub(super) async fn database(config: &OfficeConfig, now: &Zoned) -> Vec<Note> {
    let file = config.data.join("office.sqlite");
    if config.database.is_none() && !file.exists() {
        return vec![Note::hint("database", Message::new("doctor-database-none-yet"))];
    }
    let db = match Db::look(&config.database_url()).await {
        Ok(db) => db,
        Err(error) => {
            let remedy = Message::new("doctor-database-remedy");
            return vec![Note::fault("database", said("doctor-database-failed", error), remedy)];
        }
    };
    let mut notes = Vec::new();
    if config.database.is_none() && is_wal(&file).is_ok_and(|wal| !wal) {
        let remedy = Message::new("doctor-database-mode-remedy");
        notes.push(Note::fault("database", Message::new("doctor-database-mode"), remedy));
    }
    if let Err(error) = all(config, &db, now, &mut notes).await {
        let remedy = Message::new("doctor-database-remedy");
        notes.push(Note::fault("database", said("doctor-database-failed", error), remedy));
    }
    db.close().await;
    notes
}

async fn all(config: &OfficeConfig, db: &Db, now: &Zoned, notes: &mut Vec<Note>) -> Result<(), OfficeError> {
    let mut tx = db.read().await?;
    engine(&mut tx, now, notes).await?;
    let applied = tx.applied().await?;
    if applied.is_empty() {
        notes.push(Note::hint("database", Message::new("doctor-database-none-yet")));
        return Ok(());
    }
    match hefu_store::pending(MIGRATIONS, &applied) {
        Ok(pending) if pending.is_empty() => {}
        Ok(pending) => {
            let what = Message::new("doctor-migrations").with("count", pending.len());
            notes.push(Note::warning("migrations", what, Message::new("doctor-migrations-remedy")));
            return Ok(());
        }
        Err(error) => {
            let remedy = Message::new("doctor-migrations-newer-remedy");
            notes.push(Note::fault("migrations", said("doctor-migrations-newer", error), remedy));
            return Ok(());
        }
    }
    if let Some(row) = tx.maybe_row("SELECT side FROM office", &[]).await? {
        let side = row.text("side")?;
        if side != config.side {
            let what = Message::new("doctor-database-side").with("side", side).with("own", config.side.as_str());
            notes.push(Note::fault("database", what, Message::new("doctor-database-side-remedy")));
        }
    }
    journal(&mut tx, now, notes).await?;
    waiting(&mut tx, now, notes).await?;
    db.undisturbed()?;
    Ok(())
}

async fn engine(tx: &mut Tx<'_>, now: &Zoned, notes: &mut Vec<Note>) -> Result<(), OfficeError> {
    let (name, version) = match tx.engine() {
        Engine::Sqlite => ("SQLite", tx.row("SELECT sqlite_version() AS version", &[]).await?.text("version")?),
        Engine::Postgres => {
            let sql = "SELECT current_setting('server_version') AS version,
                         CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT) AS second";
            let row = tx.row(sql, &[]).await?;
            let apart = row.int("second")?.saturating_sub(now.timestamp().as_second());
            if apart.abs() > APART {
                let what = Message::new("doctor-clock-database").with("seconds", apart);
                notes.push(Note::warning("clock", what, Message::new("doctor-clock-remedy")));
            }
            ("PostgreSQL", row.text("version")?)
        }
    };
    notes.push(Note::sound("database", Message::new("doctor-database").with("engine", name).with("version", version)));
    Ok(())
}

/// Whether a file is in WAL mode, by its own head (sqlite.org/fileformat2.html, bytes 18 and 19): asking SQLite could change it.
fn is_wal(file: &Path) -> std::io::Result<bool> {
    let mut head = [0; 20];
    std::fs::File::open(file)?.read_exact(&mut head)?;
    Ok(head.ends_with(&[2, 2]))
}

async fn journal(tx: &mut Tx<'_>, now: &Zoned, notes: &mut Vec<Note>) -> Result<(), OfficeError> {
    let size = tx.journal().size().await?;
    let fault = |reason: String| {
        Note::fault("journal", said("doctor-journal-fault", reason), Message::new("doctor-journal-remedy"))
    };
    if let Err(error) = tx.journal().root(size).await {
        notes.push(fault(error.to_string()));
        return Ok(());
    }
    let entries = tx.journal().entries((size - NEWEST).max(0), size).await?;
    let wrong = entries.iter().find(|entry| {
        let sealed = entry
            .event
            .as_ref()
            .is_none_or(|(event, salt)| seal(event, salt).is_ok_and(|sealed| sealed.bytes() == entry.bytes));
        leaf_hash(&entry.bytes) != entry.leaf || !sealed
    });
    match wrong {
        Some(entry) => notes.push(fault(format!("entry {}", entry.position))),
        None => notes.push(Note::sound("journal", Message::new("doctor-journal").with("entries", size))),
    }
    if let Some(last) = entries.last() {
        let at = instant(&last.at)?;
        if at > now.checked_add(APART.seconds()).unwrap_or_else(|_| now.clone()) {
            let what = Message::new("doctor-clock-journal").with("at", last.at.as_str());
            notes.push(Note::fault("clock", what, Message::new("doctor-clock-remedy")));
        }
    }
    Ok(())
}

/// What waits for somebody, or should have been done.
async fn waiting(tx: &mut Tx<'_>, now: &Zoned, notes: &mut Vec<Note>) -> Result<(), OfficeError> {
    let sql = "SELECT
        (SELECT COUNT(*) FROM store_jobs WHERE state = 'dead') AS dead,
        (SELECT COUNT(*) FROM letters WHERE state = 'failed') AS failed,
        (SELECT MIN(due) FROM store_jobs WHERE kind = 'housekeeping' AND state <> 'dead') AS due";
    let row = tx.row(sql, &[]).await?;
    let (dead, failed) = (row.int("dead")?, row.int("failed")?);
    if dead > 0 {
        let what = Message::new("doctor-jobs-dead").with("count", dead);
        notes.push(Note::warning("jobs", what, Message::new("doctor-jobs-dead-remedy")));
    }
    if failed > 0 {
        let what = Message::new("doctor-letters-failed").with("count", failed);
        notes.push(Note::warning("letters", what, Message::new("doctor-letters-failed-remedy")));
    }
    const LATE: i64 = 2 * 3_600_000;
    if row.maybe_int("due")?.is_some_and(|due| due + LATE < now.timestamp().as_millisecond()) {
        notes.push(Note::warning("jobs", Message::new("doctor-jobs-late"), Message::new("doctor-jobs-late-remedy")));
    }
    for row in
        tx.rows("SELECT exchange, stopped FROM exchanges WHERE stopped IS NOT NULL ORDER BY exchange", &[]).await?
    {
        let what = Message::new("doctor-exchange-stopped")
            .with("exchange", row.text("exchange")?)
            .with("since", row.text("stopped")?);
        notes.push(Note::warning("exchange", what, Message::new("doctor-exchange-stopped-remedy")));
    }
    Ok(())
}

pub(super) async fn files(config: &OfficeConfig) -> Vec<Note> {
    let place = match (&config.files.s3, &config.files.folder) {
        (Some(bucket), _) => bucket.clone(),
        (None, Some(folder)) => folder.display().to_string(),
        (None, None) => config.data.join("files").display().to_string(),
    };
    if config.files.s3.is_none() && !Path::new(&place).exists() {
        return vec![Note::hint("files", Message::new("doctor-files-none-yet").with("place", place))];
    }
    let tried = match config.files.open(&config.data, true) {
        Ok(blobs) => blobs.probe().await.map_err(OfficeError::from),
        Err(error) => Err(error),
    };
    vec![match tried {
        Ok(()) => Note::sound("files", Message::new("doctor-files").with("place", place)),
        Err(error) => Note::fault("files", said("doctor-files-failed", error), Message::new("doctor-files-remedy")),
    }]
}
