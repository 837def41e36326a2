//! What happened, and what of it stands in the log: its kind, its instant and a salted digest. Who, about what and the
//! particulars stay outside, so that they can be erased by law and the log still proves that something was there.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::canonical::{CanonicalError, canonical};
use crate::hex::{bytes32, hex};

/// 32 bytes nobody can guess, so that a digest cannot be tried against likely contents.
pub type Salt = [u8; 32];

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Kind, for example `application.submitted`.
    pub kind: String,
    /// Instant with its zone (RFC 9557).
    pub at: String,
    /// Who did it.
    pub actor: String,
    /// What it is about.
    pub subject: String,
    /// The particulars.
    pub body: Value,
}

/// What stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Version of the form of entries.
    pub v: u32,
    /// Kind of the event.
    pub kind: String,
    /// Its instant.
    pub at: String,
    /// SHA-256 over the salt and the event's canonical bytes, hexadecimal.
    pub digest: String,
}

/// Bytes that are no entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are no entry of a journal: {0}")]
pub struct EntryError(String);

impl Entry {
    /// The canonical bytes, which are the leaf of the tree.
    pub fn bytes(&self) -> Vec<u8> {
        let value = json!({"at": self.at, "digest": self.digest, "kind": self.kind, "v": self.v});
        canonical(&value).unwrap_or_default()
    }

    /// Reads the canonical bytes.
    ///
    /// # Errors
    /// When they are no entry or not the canonical form of one.
    pub fn parse(bytes: &[u8]) -> Result<Self, EntryError> {
        let entry: Self = serde_json::from_slice(bytes).map_err(|error| EntryError(error.to_string()))?;
        if entry.v != 1 {
            return Err(EntryError(format!("version {} is not known", entry.v)));
        }
        if bytes32(&entry.digest).is_none() {
            return Err(EntryError("the digest is not 64 hexadecimal digits in lower case".to_owned()));
        }
        if entry.bytes() != bytes {
            return Err(EntryError("they are not in canonical form".to_owned()));
        }
        Ok(entry)
    }
}

/// The entry of an event.
///
/// # Errors
/// When the event has no canonical bytes.
pub fn seal(event: &Event, salt: &Salt) -> Result<Entry, CanonicalError> {
    let Event { kind, at, actor, subject, body } = event;
    let whole = json!({"actor": actor, "at": at, "body": body, "kind": kind, "subject": subject});
    let mut hasher = Sha256::new();
    hasher.update(salt);
    hasher.update(canonical(&whole)?);
    Ok(Entry { v: 1, kind: kind.clone(), at: at.clone(), digest: hex(&hasher.finalize()) })
}

/// Whether an entry is that of this event with this salt.
pub fn opens(entry: &Entry, event: &Event, salt: &Salt) -> bool {
    seal(event, salt).is_ok_and(|sealed| sealed == *entry)
}
