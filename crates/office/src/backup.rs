//! An office in one folder that can be carried away, and an office made from it: tables, documents, settings, and the keys
//! where they are locked. The folder is a bag (RFC 8493): every file of it is named with its SHA-256.

mod bag;
mod lock;
mod restore;
mod save;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use bag::{Bag, BagError};
pub use lock::{KeyLock, KeyOpener};
pub use restore::{Restored, restore};
pub use save::{Backed, backup};

/// Where things stand in the bag, below `data/`.
const ABOUT: &str = "office.json";
const CONFIG: &str = "office.toml";
const KEYS: &str = "keys.age";
/// The signed checkpoint of the journal, beside `data/`.
const CHECKPOINT: &str = "checkpoint.txt";
/// Version of this layout.
const FORMAT: u32 = 1;

/// What an archive says of itself (`data/office.json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Version of the layout.
    pub format: u32,
    /// When it was made.
    pub made: String,
    /// Origin of the office's journal.
    pub origin: String,
    /// The side it serves.
    pub side: String,
    /// Its guide.
    pub guide: String,
    /// The key its journal is signed with, as others verify it.
    pub key: String,
    /// Entries of its journal.
    pub entries: i64,
    /// Migrations its tables have had: part, number, name, SHA-256.
    pub migrations: Vec<(String, i64, String, String)>,
    /// Rows of each table.
    pub tables: BTreeMap<String, u64>,
    /// Documents.
    pub files: u64,
    /// Documents that the index names and that were not there, or not as they were stored.
    pub damaged: Vec<String>,
    /// What belongs to the office and is not in the archive.
    pub missing: Vec<String>,
}

/// The name of a table's file in the bag.
fn table_file(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

/// The name of a document in the bag, as in a folder of files.
fn document_file(digest: &str) -> String {
    format!("files/{}/{digest}", digest.get(..2).unwrap_or_default())
}
