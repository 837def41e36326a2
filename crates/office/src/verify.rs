//! Whether an office's store is what its journal says: every entry against its event, the tree against its leaves, and the
//! tables against a second set computed from the journal alone.

use std::collections::BTreeMap;

use hefu_ledger::event::seal;
use hefu_ledger::tree::leaf_hash;
use hefu_store::{Act, Db, Tx, Writer};

use crate::error::OfficeError;
use crate::happened::Happened;
use crate::projection;
use crate::tables::{JOURNALLED, MIGRATIONS};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries looked at.
    pub entries: i64,
    /// Root of the tree over all entries, hexadecimal.
    pub root: String,
    /// What is wrong, in words. Empty where everything agrees.
    pub faults: Vec<String>,
}

/// Checks a store from beginning to end, changing nothing.
///
/// # Errors
/// When the store cannot be read at all.
pub async fn verify(db: &Db) -> Result<Verified, OfficeError> {
    let mut found = Verified::default();
    let mut tx = db.read().await?;
    if let Some((_, number, name)) = hefu_store::pending(MIGRATIONS, &tx.applied().await?)?.first() {
        let remedy = "start the office with this program once, or check with the program it was last started with";
        return Err(OfficeError::Stored(format!("the tables lack migration {number} ({name}): {remedy}")));
    }
    let size = tx.journal().size().await?;
    let again = Db::memory().await?;
    again.migrate(MIGRATIONS).await?;
    let writer = Writer::start(again.clone(), || Some([0; 32]));
    let mut next = 0;
    while next < size {
        let end = (next + 500).min(size);
        let entries = tx.journal().entries(next, end).await?;
        for (wanted, entry) in (next..).zip(&entries) {
            if entry.position != wanted {
                found.faults.push(format!("entry {wanted} is missing"));
                return Ok(found);
            }
            if leaf_hash(&entry.bytes) != entry.leaf {
                found.faults.push(format!("entry {wanted}: its leaf hash is not that of its bytes"));
            }
            let Some((event, salt)) = &entry.event else {
                found.faults.push(format!("entry {wanted}: its body is gone, and nothing here erases bodies yet"));
                continue;
            };
            match seal(event, salt) {
                Ok(sealed) if sealed.bytes() == entry.bytes => {}
                _ => found.faults.push(format!("entry {wanted}: what is stored is not what was logged")),
            }
            let happened = match Happened::of(event) {
                Ok(happened) => happened,
                Err(error) => {
                    found.faults.push(format!("entry {wanted}: {error}"));
                    continue;
                }
            };
            let at = event.at.clone();
            let applied: Result<(), OfficeError> = writer
                .run(move |act: &mut Act<'_>| {
                    Box::pin(async move { projection::apply(act.tx(), &happened, &at).await })
                })
                .await;
            if let Err(error) = applied {
                found.faults.push(format!("entry {wanted} does not follow from those before it: {error}"));
            }
        }
        next = end;
    }
    found.entries = size;
    let (root, rebuilt) = (tx.journal().root(size).await?, tx.journal().root_of_leaves(size).await?);
    found.root = root.iter().map(|byte| format!("{byte:02x}")).collect();
    if root != rebuilt {
        found.faults.push("the stored hashes are not those of the entries".to_owned());
    }
    for place in tx.journal().wrong_hashes(size).await? {
        found.faults.push(format!("stored hash {place} is not that of the entries"));
    }
    let mut other = again.read().await?;
    for (table, order) in JOURNALLED.iter().copied() {
        let (own, computed) = (dump(&mut tx, table, order).await?, dump(&mut other, table, order).await?);
        differences(table, &own, &computed, &mut found.faults);
    }
    for direction in crate::overlap::altered(&mut tx).await? {
        found.faults.push(format!("overlap {direction}: the findings kept are not those that were journalled"));
    }
    Ok(found)
}

type Rows = BTreeMap<String, String>;

async fn dump(tx: &mut Tx<'_>, table: &str, order: &str) -> Result<Rows, OfficeError> {
    let first = order.split(',').map(str::trim).map(str::to_owned).collect::<Vec<_>>();
    let mut rows = Rows::new();
    for row in tx.rows(&format!("SELECT * FROM {table} ORDER BY {order}"), &[]).await? {
        let shown = |column: &String| row.text(column).or_else(|_| row.int(column).map(|number| number.to_string()));
        let key = first.iter().map(shown).collect::<Result<Vec<_>, _>>()?;
        rows.insert(key.join(" "), row.shown());
    }
    Ok(rows)
}

fn differences(table: &str, own: &Rows, computed: &Rows, faults: &mut Vec<String>) {
    for (key, row) in own {
        match computed.get(key) {
            None => faults.push(format!("{table} {key}: stands in the table and not in the journal")),
            Some(other) if other != row => faults.push(format!("{table} {key}: the table differs from the journal")),
            Some(_) => {}
        }
    }
    for key in computed.keys().filter(|key| !own.contains_key(*key)) {
        faults.push(format!("{table} {key}: stands in the journal and not in the table"));
    }
}
