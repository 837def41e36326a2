//! The journal: events, their entries and the hashes of the Merkle tree over them (RFC 6962, stored as in C2SP tlog).

use hefu_ledger::event::{Event, Salt};
use hefu_ledger::tree::{self, Hash, Hashes};

use crate::error::StoreError;
use crate::failpoint::failpoint;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// Hashes read or written with one statement.
const HASHES: usize = 64;
/// Leaves read at once where the tree is computed again.
const PAGE: i64 = 1_000;

/// One entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its place, from 0.
    pub position: i64,
    /// The kind of event.
    pub kind: String,
    /// When it happened, as the event says.
    pub at: String,
    /// The bytes that were logged.
    pub bytes: Vec<u8>,
    /// The hash of the leaf.
    pub leaf: Hash,
    /// The event with its salt; nothing where it was erased.
    pub event: Option<(Event, Salt)>,
}

/// The right edge of the tree: what must be known to append. Read when a batch first appends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edge(Option<(u64, Hashes)>);

impl Edge {
    /// Appends an entry and the hashes it adds.
    pub(crate) async fn append(
        &mut self,
        tx: &mut Tx<'_>,
        event: &Event,
        salt: &Salt,
        entry: &[u8],
    ) -> Result<i64, StoreError> {
        let (size, mut known) = match self.0.take() {
            Some(edge) => edge,
            None => {
                let size = size(tx).await?;
                (size, hashes(tx, &tree::root_needs(size)).await?)
            }
        };
        let position = signed(size)?;
        let leaf = tree::leaf_hash(entry);
        let added = tree::append(size, leaf, &known).map_err(broken)?;
        let body = serde_json::to_string(&event.body).map_err(broken)?;
        tx.execute(
            "INSERT INTO store_journal (position, kind, at, actor, subject, body, salt, entry, leaf)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            &[
                position.into(),
                event.kind.as_str().into(),
                event.at.as_str().into(),
                event.actor.as_str().into(),
                event.subject.as_str().into(),
                body.into(),
                salt.as_slice().into(),
                entry.into(),
                leaf.as_slice().into(),
            ],
        )
        .await?;
        failpoint("journal-row");
        for some in added.chunks(HASHES) {
            let rows = (0..some.len()).map(|row| format!("(${}, ${})", 2 * row + 1, 2 * row + 2)).collect::<Vec<_>>();
            let mut values = Vec::with_capacity(2 * some.len());
            for (place, hash) in some {
                values.extend([signed(*place)?.into(), Value::from(hash.as_slice())]);
            }
            let sql = format!("INSERT INTO store_hashes (place, hash) VALUES {}", rows.join(", "));
            tx.execute(&sql, &values).await?;
        }
        failpoint("journal-hashes");
        known.extend(added);
        let needed = tree::root_needs(size + 1);
        known.retain(|place, _| needed.contains(place));
        self.0 = Some((size + 1, known));
        Ok(position)
    }
}

/// The journal as a transaction sees it.
#[derive(Debug)]
pub struct Journal<'t, 'c> {
    tx: &'t mut Tx<'c>,
}

impl<'c> Tx<'c> {
    /// The journal as this transaction sees it.
    pub fn journal<'t>(&'t mut self) -> Journal<'t, 'c> {
        Journal { tx: self }
    }
}

impl Journal<'_, '_> {
    /// How many entries there are.
    ///
    /// # Errors
    /// When the database fails or entries are missing.
    pub async fn size(&mut self) -> Result<i64, StoreError> {
        signed(size(self.tx).await?)
    }

    /// The entries from `start` up to and without `end`: fewer where there are fewer. Ask for a page at a time.
    ///
    /// # Errors
    /// When the database fails or a stored event cannot be read.
    pub async fn entries(&mut self, start: i64, end: i64) -> Result<Vec<JournalEntry>, StoreError> {
        let sql = "SELECT position, kind, at, actor, subject, body, salt, entry, leaf FROM store_journal
                   WHERE position >= $1 AND position < $2 ORDER BY position";
        self.tx.rows(sql, &[start.into(), end.into()]).await?.iter().map(entry).collect()
    }

    /// The entries about one subject, from `start`, at most `limit`, without those that were erased.
    ///
    /// # Errors
    /// As [`entries`](Self::entries).
    pub async fn about(&mut self, subject: &str, start: i64, limit: i64) -> Result<Vec<JournalEntry>, StoreError> {
        let sql = "SELECT position, kind, at, actor, subject, body, salt, entry, leaf FROM store_journal
                   WHERE subject = $1 AND position >= $2 ORDER BY position LIMIT $3";
        let values = [subject.into(), start.into(), limit.into()];
        self.tx.rows(sql, &values).await?.iter().map(entry).collect()
    }

    /// The event at a position, with its salt.
    ///
    /// # Errors
    /// When there is none, it was erased, or the database fails.
    pub async fn event(&mut self, position: i64) -> Result<(Event, Salt), StoreError> {
        let missing = |why| StoreError::Journal(format!("the event of entry {position} {why}"));
        let found = self.entries(position, position.saturating_add(1)).await?.pop();
        found.ok_or_else(|| missing("does not exist"))?.event.ok_or_else(|| missing("was erased"))
    }

    /// The root of the tree over the first `size` entries, from the stored hashes.
    ///
    /// # Errors
    /// When there are not so many, a hash is missing, or the database fails.
    pub async fn root(&mut self, size: i64) -> Result<Hash, StoreError> {
        let size = self.within(size).await?;
        let known = hashes(self.tx, &tree::root_needs(size)).await?;
        tree::root(size, &known).map_err(broken)
    }

    /// The root of the tree over the first `size` entries, computed again from the hash of every leaf.
    ///
    /// # Errors
    /// When there are not so many or the database fails.
    pub async fn root_of_leaves(&mut self, size: i64) -> Result<Hash, StoreError> {
        Ok(self.again(size).await?.0)
    }

    /// Places among the stored hashes of the first `size` entries where another hash stands than the leaves give, or
    /// none.
    ///
    /// # Errors
    /// When there are not so many entries or the database fails.
    pub async fn wrong_hashes(&mut self, size: i64) -> Result<Vec<u64>, StoreError> {
        Ok(self.again(size).await?.1)
    }

    /// Proves that the entry at `position` is in the tree of `size` entries (RFC 6962, 2.1.1).
    ///
    /// # Errors
    /// When it is not, a hash is missing, or the database fails.
    pub async fn inclusion(&mut self, position: i64, size: i64) -> Result<Vec<Hash>, StoreError> {
        let size = self.within(size).await?;
        let position = unsigned(position)?;
        let known = hashes(self.tx, &tree::inclusion_needs(size, position)).await?;
        tree::prove_inclusion(size, position, &known).map_err(broken)
    }

    /// Proves that the tree of `old` entries is the beginning of that of `new` (RFC 6962, 2.1.2).
    ///
    /// # Errors
    /// When there are not so many entries, `old` is more than `new`, a hash is missing, or the database fails.
    pub async fn consistency(&mut self, old: i64, new: i64) -> Result<Vec<Hash>, StoreError> {
        let (old, new) = (unsigned(old)?, self.within(new).await?);
        let known = hashes(self.tx, &tree::consistency_needs(old, new)).await?;
        tree::prove_consistency(old, new, &known).map_err(broken)
    }

    async fn within(&mut self, size: i64) -> Result<u64, StoreError> {
        let own = self.size().await?;
        if size > own {
            return Err(StoreError::Journal(format!("it has {own} entries, not {size}")));
        }
        unsigned(size)
    }

    async fn again(&mut self, size: i64) -> Result<(Hash, Vec<u64>), StoreError> {
        let size = self.within(size).await?;
        let (mut done, mut edge, mut wrong) = (0, Hashes::new(), Vec::new());
        while done < size {
            let end = signed(size)?.min(signed(done)? + PAGE);
            let sql = "SELECT leaf FROM store_journal WHERE position >= $1 AND position < $2 ORDER BY position";
            let leaves = self.tx.rows(sql, &[signed(done)?.into(), end.into()]).await?;
            if leaves.is_empty() {
                return Err(StoreError::Journal(format!("entry {done} is missing")));
            }
            let mut computed = Hashes::new();
            for row in leaves {
                let added = tree::append(done, row.bytes32("leaf")?, &edge).map_err(broken)?;
                computed.extend(added.iter().copied());
                edge.extend(added);
                done += 1;
                let needed = tree::root_needs(done);
                edge.retain(|place, _| needed.contains(place));
            }
            let places = computed.keys().copied().collect::<Vec<_>>();
            let stored = stored(self.tx, &places).await?;
            wrong.extend(
                computed.iter().filter(|(place, hash)| stored.get(place) != Some(hash)).map(|(place, _)| place),
            );
        }
        Ok((tree::root(size, &edge).map_err(broken)?, wrong))
    }
}

async fn size(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    let row = tx.row("SELECT COALESCE(MAX(position) + 1, 0) AS size FROM store_journal", &[]).await?;
    unsigned(row.int("size")?)
}

/// Those of these stored hashes that are there.
async fn stored(tx: &mut Tx<'_>, places: &[u64]) -> Result<Hashes, StoreError> {
    let mut known = Hashes::new();
    for some in places.chunks(HASHES) {
        let marks = (1..=some.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let values = some.iter().map(|place| Ok(signed(*place)?.into())).collect::<Result<Vec<_>, StoreError>>()?;
        let sql = format!("SELECT place, hash FROM store_hashes WHERE place IN ({marks})");
        for row in tx.rows(&sql, &values).await? {
            known.insert(unsigned(row.int("place")?)?, row.bytes32("hash")?);
        }
    }
    Ok(known)
}

/// All of these stored hashes.
async fn hashes(tx: &mut Tx<'_>, places: &[u64]) -> Result<Hashes, StoreError> {
    let known = stored(tx, places).await?;
    match places.iter().find(|place| !known.contains_key(place)) {
        Some(place) => Err(StoreError::Journal(format!("stored hash {place} is missing"))),
        None => Ok(known),
    }
}

fn entry(row: &Row) -> Result<JournalEntry, StoreError> {
    let (position, kind, at) = (row.int("position")?, row.text("kind")?, row.text("at")?);
    let event = match row.maybe_text("body")? {
        None => None,
        Some(body) => {
            let body = serde_json::from_str(&body).map_err(|error| {
                StoreError::Journal(format!("the body of entry {position} cannot be read: {error}"))
            })?;
            let (actor, subject) = (row.text("actor")?, row.text("subject")?);
            Some((Event { kind: kind.clone(), at: at.clone(), actor, subject, body }, row.bytes32("salt")?))
        }
    };
    Ok(JournalEntry { position, kind, at, bytes: row.bytes("entry")?, leaf: row.bytes32("leaf")?, event })
}

fn broken(error: impl std::fmt::Display) -> StoreError {
    StoreError::Journal(error.to_string())
}

fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(broken)
}

fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Journal(format!("{number} is no position")))
}
