//! What was read from applications' attachments. Whoever reads files fills it; the checks only look.

use std::collections::BTreeMap;

use hefu_application::{Application, ApplicationId};
use hefu_words::Message;
use serde::{Deserialize, Serialize};

use crate::agreement::{AgreementFacts, Expected, PartyNames, Passage, read_agreement};

/// What was read from the attachments of all applications.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Documents {
    /// By application; an application without an entry has had nothing read.
    pub applications: BTreeMap<ApplicationId, DocumentFacts>,
}

/// What was read from one application's attachments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// The agreement or letter of intent.
    #[serde(default)]
    pub agreement: AgreementReading,
    /// Attachments named by evidence items, by file name as the item names it.
    #[serde(default)]
    pub evidence: BTreeMap<String, EvidenceFile>,
}

/// What became of reading an agreement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "reading", rename_all = "snake_case")]
pub enum AgreementReading {
    /// The application names no file.
    #[default]
    NotGiven,
    /// It names a file that is not there.
    Missing {
        /// File name as the application gives it.
        file: String,
    },
    /// The file is there and cannot be read.
    Unreadable {
        /// File name.
        file: String,
        /// SHA-256 in hexadecimal, where the bytes could be had.
        digest: Option<String>,
        /// Why not, in words.
        reason: Message,
    },
    /// The file is there and holds no text (a scan).
    NoText {
        /// File name.
        file: String,
        /// SHA-256 in hexadecimal.
        digest: String,
        /// How that was seen, in words.
        reason: Message,
    },
    /// The text was read.
    Read {
        /// File name.
        file: String,
        /// SHA-256 in hexadecimal.
        digest: String,
        /// What the text says.
        facts: Box<AgreementFacts>,
    },
}

/// The text of a document as whoever read it hands it over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextRead {
    /// File name.
    pub file: String,
    /// SHA-256 of the file in hexadecimal.
    pub digest: String,
    /// Its paragraphs in reading order, without notes.
    pub passages: Vec<Passage>,
    /// Why the text cannot be relied on, where it cannot.
    pub without_text: Option<Message>,
    /// Which part was not read, where one was not.
    pub unread_part: Option<Message>,
}

impl AgreementReading {
    /// What the text of its agreement says for `application`. Where the clause sought is not found and part of the document
    /// was not read, nothing is concluded.
    pub fn of_text(text: TextRead, application: &Application) -> Self {
        let TextRead { file, digest, passages, without_text, unread_part } = text;
        if let Some(reason) = without_text {
            return Self::NoText { file, digest, reason };
        }
        let facts = Box::new(read_agreement(&passages, &expected(application)));
        match unread_part {
            Some(reason) if facts.clause.is_none() => Self::NoText { file, digest, reason },
            _ => Self::Read { file, digest, facts },
        }
    }

    /// The digest of the file, where there is one.
    pub fn digest(&self) -> Option<&str> {
        match self {
            Self::NotGiven | Self::Missing { .. } => None,
            Self::Unreadable { digest, .. } => digest.as_deref(),
            Self::NoText { digest, .. } | Self::Read { digest, .. } => Some(digest),
        }
    }

    /// The file's name, where one was given.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::NotGiven => None,
            Self::Missing { file }
            | Self::Unreadable { file, .. }
            | Self::NoText { file, .. }
            | Self::Read { file, .. } => Some(file),
        }
    }
}

/// Every unit of the application, by all the names it gives.
fn expected(application: &Application) -> Expected {
    let parties = application.units.iter().map(|unit| PartyNames {
        side: unit.side.clone(),
        names: [Some(unit.name.clone()), unit.english.clone()].into_iter().flatten().collect(),
    });
    Expected { parties: parties.collect() }
}

/// An attachment named by an evidence item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "file", rename_all = "snake_case")]
pub enum EvidenceFile {
    /// It is there.
    Present {
        /// SHA-256 in hexadecimal.
        digest: String,
    },
    /// It is not there.
    Missing,
}

impl Documents {
    /// What was read for `application`.
    pub fn of(&self, application: &ApplicationId) -> Option<&DocumentFacts> {
        self.applications.get(application)
    }

    /// The agreement of `application`; none where nobody looked for a file (a partner's list without documents).
    pub fn agreement(&self, application: &ApplicationId) -> Option<&AgreementReading> {
        self.of(application).map(|facts| &facts.agreement)
    }

    /// The digest of the agreement as read, or else as the application states it.
    pub fn agreement_digest<'a>(&'a self, application: &'a Application) -> Option<&'a str> {
        self.agreement(&application.id)
            .and_then(AgreementReading::digest)
            .or_else(|| application.agreement.as_ref()?.digest.as_deref())
    }

    /// Whether the attachment `file` of `application` is missing. Where nobody looked, it is not said to be.
    pub fn evidence_missing(&self, application: &ApplicationId, file: &str) -> bool {
        self.of(application)
            .and_then(|facts| facts.evidence.get(file))
            .is_some_and(|file| *file == EvidenceFile::Missing)
    }
}
