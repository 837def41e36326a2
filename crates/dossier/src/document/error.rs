//! Why a document was not read.

use serde::{Deserialize, Serialize};

/// Why a document was not read. [`key`](Self::key) names its sentence in the words catalogue, which holds the remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum DocumentError {
    /// The file cannot be opened, or is no plain file.
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
    /// A format that is not read.
    #[error("this is {found}; hand in PDF or DOCX")]
    Format {
        /// What it is: `doc`, `xls`, `ole`, `xlsx`, `pptx`, `odt`, `ofd`, `zip`, `rtf`, `html`, `program`, `unknown`.
        found: String,
    },
    /// It holds macros or programs.
    #[error("the document holds {what}; remove it and save again")]
    Active {
        /// `macros` or `programs`.
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
        /// Which limit: `time`, `memory`, `entries`, `unpacked size`, `compression`, `depth`, `pages`, `objects`, `text`.
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
    pub(super) fn damaged(reason: &dyn std::fmt::Display) -> Self {
        let reason = reason.to_string().chars().filter(|c| !c.is_control()).take(160).collect();
        Self::Damaged { reason }
    }

    pub(super) fn limit(what: &str) -> Self {
        Self::Limit { what: what.to_owned() }
    }

    pub(super) fn format(found: &str) -> Self {
        Self::Format { found: found.to_owned() }
    }

    /// Key of its sentence in the words catalogue, which takes [`detail`](Self::detail) as the argument `detail`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Open { .. } => "document-open",
            Self::Empty => "document-empty",
            Self::TooLarge { .. } => "document-too-large",
            Self::Format { found } => match found.as_str() {
                "doc" => "document-format-doc",
                "xls" | "xlsx" => "document-format-workbook",
                "zip" => "document-format-zip",
                "html" => "document-format-html",
                "program" => "document-format-program",
                "unknown" => "document-format-unknown",
                _ => "document-format",
            },
            Self::Active { what } if what == "macros" => "document-active-macros",
            Self::Active { .. } => "document-active-programs",
            Self::Encrypted => "document-encrypted",
            Self::Damaged { .. } => "document-damaged",
            Self::Limit { what } => match what.as_str() {
                "time" => "document-limit-time",
                "memory" => "document-limit-memory",
                "unpacked size" | "compression" | "entries" => "document-limit-unpacked",
                "pages" => "document-limit-pages",
                _ => "document-limit",
            },
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
