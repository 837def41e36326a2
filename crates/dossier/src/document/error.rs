//! Why a document was not read.

use serde::{Deserialize, Serialize};

/// Why a document was not read. The key of each names its sentence in the words catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum DocumentError {
    /// The file cannot be opened.
    #[error("the file cannot be opened: {reason}")]
    Open {
        /// The system's reason.
        reason: String,
    },
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// Larger than the limit.
    #[error("the file has {bytes} bytes, more than {most}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        most: u64,
    },
    /// A format that is not read, with the remedy's word.
    #[error("this is {found}; hand in PDF or DOCX")]
    Format {
        /// What it is: `doc`, `xlsx`, `zip`, `rtf`, `html`, `program`, `unknown` …
        found: String,
    },
    /// It holds macros or programs.
    #[error("the document holds {what}; remove it and save again")]
    Active {
        /// `macros` or `embedded files`.
        what: String,
    },
    /// It is locked with a password.
    #[error("the document is locked with a password")]
    Encrypted,
    /// The content is damaged or cut short.
    #[error("the document is damaged: {reason}")]
    Damaged {
        /// What the parser says.
        reason: String,
    },
    /// Reading it would cost more than the limits allow.
    #[error("the document costs more than is allowed: {what}")]
    Limit {
        /// Which limit: `time`, `memory`, `entries`, `unpacked size`, `depth`, `pages`.
        what: String,
    },
    /// The reader itself failed.
    #[error("the document reader failed: {reason}")]
    Reader {
        /// How.
        reason: String,
    },
}

impl DocumentError {
    /// Key of its sentence in the words catalogue, with `detail` as argument.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Open { .. } => "document-open",
            Self::Empty => "document-empty",
            Self::TooLarge { .. } => "document-too-large",
            Self::Format { .. } => "document-format",
            Self::Active { .. } => "document-active",
            Self::Encrypted => "document-encrypted",
            Self::Damaged { .. } => "document-damaged",
            Self::Limit { .. } => "document-limit",
            Self::Reader { .. } => "document-reader",
        }
    }

    /// The particular of the sentence.
    pub fn detail(&self) -> String {
        match self {
            Self::Open { reason } | Self::Damaged { reason } | Self::Reader { reason } => reason.clone(),
            Self::Empty | Self::Encrypted => String::new(),
            Self::TooLarge { bytes, most } => format!("{bytes} > {most}"),
            Self::Format { found } => found.clone(),
            Self::Active { what } | Self::Limit { what } => what.clone(),
        }
    }
}
