//! What a comparison found, as it is kept: places in texts, and no text.

use hefu_ledger::hex::hex;
use hefu_overlap::{Passage, Share, Span};
use hefu_words::Message;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::draft::Section;
use crate::error::OfficeError;

/// A part of an application's text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What is written into a section of the form.
    Answers(Section),
    /// What was read of a document handed in with it, by its name.
    Document(String),
}

/// How much of a part is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartShare {
    /// The part.
    pub part: Part,
    /// How much of it.
    pub share: Share,
}

/// What two applications have in common besides text, which a reader should know. It changes no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alike {
    /// Principal investigators of the same name or the same ORCID.
    Investigator,
    /// Lead units of the same name.
    LeadUnit,
}

impl Alike {
    /// Its word in catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Investigator => "investigator",
            Self::LeadUnit => "lead_unit",
        }
    }
}

/// Two applications that share enough text to be listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Their numbers, sorted.
    pub applications: [String; 2],
    /// Whether they stand out.
    pub alert: bool,
    /// Units shared that are not common to many.
    pub units: u32,
    /// How much of the whole of each.
    pub shares: [Share; 2],
    /// How much of each part that shares anything.
    pub parts: [Vec<PartShare>; 2],
    /// The passages, in the order of the first.
    pub passages: Vec<Passage>,
    /// Digests of the two texts in which the passages have their places.
    pub texts: [String; 2],
    /// What else they have in common.
    pub alike: Vec<Alike>,
}

impl Finding {
    /// Digest of what a person looks at: the texts and the passages in them. It stays the same when only thresholds change.
    ///
    /// # Errors
    /// Only if it cannot be written as JSON, which would be a fault of this program.
    pub fn evidence(&self) -> Result<String, OfficeError> {
        let seen = serde_json::to_vec(&(&self.applications, &self.texts, &self.passages))?;
        Ok(hex(&Sha256::digest(seen)))
    }
}

/// Text that many applications share. It counts for no pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonText {
    /// Numbers of the applications that have it.
    pub applications: Vec<String>,
    /// Its units where it is longest.
    pub units: u32,
    /// The application in which it is longest.
    pub example: String,
    /// Where in its text.
    pub span: Span,
    /// Digest of that text.
    pub text: String,
}

/// A document that took no part in the comparison, or only in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Number of the application.
    pub application: String,
    /// Name of the document.
    pub document: String,
    /// Why.
    pub reason: Message,
}

/// What is said besides the findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rest {
    pub common: Vec<CommonText>,
    pub unread: Vec<Unread>,
}

/// Everything a comparison gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Numbers and revisions of what was compared.
    pub applications: Vec<(String, i64)>,
    /// Digest over the texts compared.
    pub texts: String,
    pub findings: Vec<Finding>,
    pub rest: Rest,
}

impl Found {
    /// The findings and the rest as they are kept.
    pub(crate) fn bodies(&self) -> Result<(Vec<String>, String), OfficeError> {
        let findings = self.findings.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        Ok((findings, serde_json::to_string(&self.rest)?))
    }
}

/// Digest of a result, from how it is kept. No body holds a line feed.
pub(crate) fn digest<'a>(findings: impl Iterator<Item = &'a str>, rest: &'a str) -> String {
    let mut hasher = Sha256::new();
    for body in findings.chain([rest]) {
        hasher.update(body);
        hasher.update("\n");
    }
    hex(&hasher.finalize())
}
