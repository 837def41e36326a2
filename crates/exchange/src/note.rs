//! A text under which offices sign one after another (C2SP signed-note): the text, an empty line, a line for each signature.

use std::collections::BTreeSet;

use hefu_ledger::key::{SigningKey, VerifierKey};
use signed_note::Signature;

/// Why a note cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// A line under the text that is no signature.
    #[error("a line under the text is no signature")]
    Line,
    /// A signature of one of the offices does not fit the text.
    #[error("the signature of {0} does not fit the text: it was changed after signing")]
    Signature(String),
    /// A key whose name cannot stand in a note.
    #[error("{0}")]
    Key(String),
}

/// The text and the lines of signatures under it.
pub(crate) fn split(note: &str) -> (&str, Vec<&str>) {
    match note.rfind("\n\n\u{2014} ") {
        Some(at) => {
            // Several signatures follow each other without an empty line between them.
            let (text, rest) = note.split_at(at + 1);
            (text, rest.lines().filter(|line| !line.is_empty()).collect())
        }
        None => (note, Vec::new()),
    }
}

/// Names of the keys among `keys` that have signed. Signatures of others are passed over.
pub(crate) fn signers(text: &str, lines: &[&str], keys: &[VerifierKey]) -> Result<BTreeSet<String>, NoteError> {
    let mut signed = BTreeSet::new();
    for line in lines {
        let signature = Signature::from_bytes(line.as_bytes()).map_err(|_| NoteError::Line)?;
        for key in keys.iter().filter(|key| key.name() == signature.name() && key.id() == signature.id()) {
            if !key.verifies(text.as_bytes(), signature.signature()) {
                return Err(NoteError::Signature(key.name().to_owned()));
            }
            signed.insert(key.name().to_owned());
        }
    }
    Ok(signed)
}

/// The note with this key's signature put before those it bears.
pub(crate) fn signed_by(note: &str, key: &SigningKey) -> Result<String, NoteError> {
    let (text, lines) = split(note);
    let mut signed = key.note(text).map_err(|error| NoteError::Key(error.to_string()))?;
    for line in lines {
        signed.push_str(line);
        signed.push('\n');
    }
    Ok(signed)
}
