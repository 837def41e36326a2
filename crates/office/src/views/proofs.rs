//! Proofs from the journal for auditors: that an entry is in it, and that a later state goes on from an earlier one.

use hefu_words::Message;

use super::journal::hex;
use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::rights::{Action, Thing};

/// The checkpoint over all entries, signed by this office: a C2SP signed note.
///
/// # Errors
/// A refusal where the viewer may not see the journal.
pub async fn checkpoint(office: &Office, doing: &Doing) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Journal)?;
    let mut tx = office.db().read().await?;
    let size = tx.journal().size().await?;
    let root = tx.journal().root(size).await?;
    super::signed_checkpoint(office, size, root)
}

/// That an entry stands in a journal of this size (RFC 6962).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// Position of the entry, from 0.
    pub position: i64,
    /// Its leaf hash, hexadecimal.
    pub leaf: String,
    /// Size of the journal.
    pub size: i64,
    /// Root over it, hexadecimal.
    pub root: String,
    /// The proof, hashes in hexadecimal.
    pub proof: Vec<String>,
}

/// Proves that an entry is in the journal of this size (its present size where none is given).
///
/// # Errors
/// A refusal where the viewer may not see the journal, or it has no such entry or size.
pub async fn inclusion(
    office: &Office,
    doing: &Doing,
    position: i64,
    size: Option<i64>,
) -> Result<Inclusion, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Journal)?;
    let mut tx = office.db().read().await?;
    let mut journal = tx.journal();
    let all = journal.size().await?;
    let size = within("size", size.unwrap_or(all), 1, all)?;
    let position = within("position", position, 0, size - 1)?;
    let leaf = journal.entries(position, position + 1).await?.first().map(|entry| hex(&entry.leaf));
    Ok(Inclusion {
        position,
        leaf: leaf.ok_or_else(Refusal::not_found)?,
        size,
        root: hex(&journal.root(size).await?),
        proof: journal.inclusion(position, size).await?.iter().map(|hash| hex(hash)).collect(),
    })
}

/// That a journal of one size goes on from one of a smaller size (RFC 6962).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consistency {
    /// The smaller size and the root over it, hexadecimal.
    pub old: (i64, String),
    /// The larger size and the root over it, hexadecimal.
    pub new: (i64, String),
    /// The proof, hashes in hexadecimal.
    pub proof: Vec<String>,
}

/// Proves that the journal of size `new` (its present size where none is given) goes on from that of size `old`.
///
/// # Errors
/// A refusal where the viewer may not see the journal, or it has no such sizes.
pub async fn consistency(
    office: &Office,
    doing: &Doing,
    old: i64,
    new: Option<i64>,
) -> Result<Consistency, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Journal)?;
    let mut tx = office.db().read().await?;
    let mut journal = tx.journal();
    let all = journal.size().await?;
    let new = within("to", new.unwrap_or(all), 1, all)?;
    let old = within("from", old, 1, new)?;
    Ok(Consistency {
        old: (old, hex(&journal.root(old).await?)),
        new: (new, hex(&journal.root(new).await?)),
        proof: journal.consistency(old, new).await?.iter().map(|hash| hex(hash)).collect(),
    })
}

fn within(field: &str, value: i64, least: i64, most: i64) -> Result<i64, Refusal> {
    if (least..=most).contains(&value) {
        return Ok(value);
    }
    let message = Message::new("api-outside").with("found", value).with("least", least).with("most", most);
    Err(Refusal::invalid(field, message))
}
