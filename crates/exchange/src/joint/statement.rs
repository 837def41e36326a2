//! Texts that both offices sign: the method and the minute.

use std::collections::BTreeSet;

use hefu_ledger::canonical::canonical;
use hefu_ledger::key::{SigningKey, VerifierKey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::note::{NoteError, signed_by, signers, split};

/// The longest text that is read, in bytes.
const LONGEST: usize = 8 << 20;

/// What is signed. Its first line says what it is, so that a signature under one kind is none under another.
pub trait Kind: Clone + Serialize + DeserializeOwned {
    /// The first line.
    const TYPE: &'static str;
}

/// A statement with whoever has signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<T> {
    /// What it says.
    pub content: T,
    /// SHA-256 of the text that is signed, hexadecimal.
    pub digest: String,
    /// Origins of the offices whose signature stands under it, sorted.
    pub signed: BTreeSet<String>,
    /// The text with its signatures.
    pub note: String,
}

/// Why a statement cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// Not a text of this form.
    #[error("this is no such statement: {0}")]
    Form(String),
    /// A signature that does not fit, or none of an office that could sign.
    #[error("{0}")]
    Signature(String),
}

impl From<NoteError> for StatementError {
    fn from(error: NoteError) -> Self {
        match error {
            NoteError::Signature(_) => Self::Signature(error.to_string()),
            other => Self::Form(other.to_string()),
        }
    }
}

impl<T: Kind> Statement<T> {
    /// States it with one signature.
    ///
    /// # Errors
    /// When it has no canonical form.
    pub fn sign(content: &T, key: &SigningKey) -> Result<Self, StatementError> {
        let form = |error: &dyn std::fmt::Display| StatementError::Form(error.to_string());
        let value = serde_json::to_value(content).map_err(|error| form(&error))?;
        let body = canonical(&value).map_err(|error| form(&error))?;
        let body = String::from_utf8(body).map_err(|error| form(&error))?;
        let note = signed_by(&format!("{}\n{body}\n", T::TYPE), key)?;
        Self::read(&note, &[key.verifier()])
    }

    /// Reads one that at least one of `keys` has signed. A wrong signature of one of them is an error.
    ///
    /// # Errors
    /// [`StatementError`].
    pub fn read(note: &str, keys: &[VerifierKey]) -> Result<Self, StatementError> {
        let form = |reason: String| StatementError::Form(reason);
        if note.len() > LONGEST {
            return Err(form(format!("{} bytes; at most {LONGEST} are read", note.len())));
        }
        let (text, lines) = split(note);
        let body = text
            .strip_prefix(T::TYPE)
            .and_then(|rest| rest.strip_prefix('\n'))
            .ok_or_else(|| form(format!("the first line is not `{}`", T::TYPE)))?;
        let content: T = serde_json::from_str(body).map_err(|error| form(error.to_string()))?;
        let signed = signers(text, &lines, keys)?;
        if signed.is_empty() {
            return Err(StatementError::Signature("neither of the two offices has signed it".to_owned()));
        }
        let digest = hefu_ledger::hex::hex(&Sha256::digest(text.as_bytes()));
        Ok(Self { content, digest, signed, note: note.to_owned() })
    }

    /// The same with this office's signature added.
    ///
    /// # Errors
    /// [`StatementError`].
    pub fn signed_by(&self, key: &SigningKey, keys: &[VerifierKey]) -> Result<Self, StatementError> {
        if self.signed.contains(key.name()) {
            return Ok(self.clone());
        }
        Self::read(&signed_by(&self.note, key)?, keys)
    }

    /// Takes over signatures that another copy of the same text bears.
    pub(super) fn join(&mut self, other: &Self, keys: &[VerifierKey]) {
        if other.digest != self.digest {
            return;
        }
        let (text, mut lines) = split(&self.note);
        let (_, more) = split(&other.note);
        for line in more {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines.sort_unstable();
        let note = format!("{text}\n{}\n", lines.join("\n"));
        if let Ok(joined) = Self::read(&note, keys) {
            *self = joined;
        }
    }
}
