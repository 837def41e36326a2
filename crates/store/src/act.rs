//! What an act has in hand.

use hefu_ledger::event::{Event, seal};

use crate::error::StoreError;
use crate::files::{FileDigest, StoredFile};
use crate::journal::Edge;
use crate::tx::{Savepoint, Tx};

/// Gives 32 random bytes for the salt of an event, or nothing where there is no randomness.
pub(crate) type Salts = dyn Fn() -> Option<[u8; 32]> + Send + Sync;

/// What an act has in hand: the tables, the journal, the files' index and the jobs, in one transaction.
pub struct Act<'a> {
    tx: &'a mut Tx<'static>,
    edge: &'a mut Edge,
    salts: &'a Salts,
}

impl std::fmt::Debug for Act<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Act").field("tx", &self.tx).finish_non_exhaustive()
    }
}

/// A point inside an act to go back to.
#[derive(Debug)]
#[must_use = "keep it or undo it"]
pub struct Step {
    point: Savepoint,
    edge: Edge,
}

impl<'a> Act<'a> {
    pub(crate) fn new(tx: &'a mut Tx<'static>, edge: &'a mut Edge, salts: &'a Salts) -> Self {
        Self { tx, edge, salts }
    }

    /// The tables.
    pub fn tx(&mut self) -> &mut Tx<'static> {
        self.tx
    }

    /// Appends an event to the journal. Gives its position, from 0.
    ///
    /// # Errors
    /// When there is no salt, the event cannot be sealed, or the database fails.
    pub async fn journal(&mut self, event: &Event) -> Result<i64, StoreError> {
        let salt = (self.salts)().ok_or(StoreError::NoSalt)?;
        let entry = seal(event, &salt).map_err(|error| StoreError::Journal(error.to_string()))?;
        self.edge.append(self.tx, event, &salt, &entry.bytes()).await
    }

    /// Erases what an event says, with its actor, subject and salt, as retention law asks. Its entry and its place in
    /// the tree stay, so that the gap is provable; without the salt nobody can try what stood there. Gives whether
    /// there was anything to erase.
    ///
    /// # Errors
    /// When there is no such entry or the database fails.
    pub async fn erase_body(&mut self, position: i64) -> Result<bool, StoreError> {
        let known = self.tx.maybe_row("SELECT kind FROM store_journal WHERE position = $1", &[position.into()]).await?;
        known.ok_or_else(|| StoreError::Journal(format!("there is no entry {position}")))?;
        let sql = "UPDATE store_journal SET actor = NULL, subject = NULL, body = NULL, salt = NULL
                   WHERE position = $1 AND body IS NOT NULL";
        Ok(self.tx.execute(sql, &[position.into()]).await? == 1)
    }

    /// Enters a file that is on disk into the index of files, so that it is missed where it is lost.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_file(&mut self, file: &StoredFile) -> Result<(), StoreError> {
        let length = i64::try_from(file.length).map_err(|_| StoreError::NoFile(file.digest.to_string()))?;
        let sql = "INSERT INTO store_files (digest, length) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";
        self.tx.execute(sql, &[file.digest.to_string().into(), length.into()]).await?;
        Ok(())
    }

    /// Takes a file out of the index. [`Blobs::remove`](crate::Blobs::remove) comes after the act is stored. Gives
    /// whether it was there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_file(&mut self, digest: FileDigest) -> Result<bool, StoreError> {
        let sql = "DELETE FROM store_files WHERE digest = $1";
        Ok(self.tx.execute(sql, &[digest.to_string().into()]).await? == 1)
    }

    /// Begins a step that can be undone without undoing the whole act, as one row of a bulk act. Steps end in the
    /// reverse order of their beginnings.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_step(&mut self) -> Result<Step, StoreError> {
        Ok(Step { point: self.tx.savepoint().await?, edge: self.edge.clone() })
    }

    /// Keeps a step.
    ///
    /// # Errors
    /// When a statement in it failed, or the database does.
    pub async fn keep_step(&mut self, step: Step) -> Result<(), StoreError> {
        self.tx.keep(step.point).await
    }

    /// Undoes a step, journal and all, also where a statement in it failed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo_step(&mut self, step: Step) -> Result<(), StoreError> {
        *self.edge = step.edge;
        self.tx.undo(&step.point).await
    }
}
