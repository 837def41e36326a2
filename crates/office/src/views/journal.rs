//! The journal as auditors see it: what is logged in the open, and the signed checkpoint. Bodies are not shown here.

use crate::Office;
use crate::acts::Doing;
use crate::error::OfficeError;
use crate::rights::{Action, Thing};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    /// Position, from 0.
    pub position: i64,
    /// Kind of event.
    pub kind: String,
    /// Instant with zone.
    pub at: String,
    /// The entry's leaf hash, hexadecimal.
    pub leaf: String,
}

/// One page of the journal, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalPage {
    /// Entries.
    pub rows: Vec<JournalRow>,
    /// Number of all entries.
    pub size: i64,
    /// The checkpoint over all entries, signed by this office: a C2SP signed note.
    pub checkpoint: String,
    /// The key that verifies it, in the form of a C2SP verifier key.
    pub key: String,
    /// Where the next, older page begins.
    pub before: Option<i64>,
}

const PAGE: i64 = 50;

/// One page of the journal, with the entries before `before` (all where none is given).
///
/// # Errors
/// A refusal where the viewer may not see it.
pub async fn journal_page(office: &Office, doing: &Doing, before: Option<i64>) -> Result<JournalPage, OfficeError> {
    office.may_here(&doing.viewer, Action::See, Thing::Journal)?;
    let mut tx = office.db().read().await?;
    let mut journal = tx.journal();
    let size = journal.size().await?;
    let end = before.unwrap_or(size).clamp(0, size);
    let start = (end - PAGE).max(0);
    let mut rows: Vec<JournalRow> = journal
        .entries(start, end)
        .await?
        .into_iter()
        .map(|entry| JournalRow { position: entry.position, kind: entry.kind, at: entry.at, leaf: hex(&entry.leaf) })
        .collect();
    rows.reverse();
    let root = journal.root(size).await?;
    let checkpoint = super::signed_checkpoint(office, size, root)?;
    Ok(JournalPage {
        rows,
        size,
        checkpoint,
        key: office.keys().signing.verifier().to_string(),
        before: (start > 0).then_some(start),
    })
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
