//! After the award: what an awarded half owes and has shown, reports it was asked for, changes, and how it was closed. The guide
//! says nothing of this time; what is owed follows from the plan that was handed in and from the clauses that name it, and no
//! report is asked for before the office says so.

use std::collections::BTreeMap;

use hefu_closing::{ChangeKind, ChangeState, Half, Outcome, Ruled, change_state};
use hefu_evidence::Claim;
use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::documents::Document;

mod reading;
mod step;
mod whole;

pub(crate) use reading::{
    AwardOf, asked_reports, award_of, award_of_pair, changes_of, checks_of, closing_of, documents_of, lines_of,
    own_half, report_versions_of, told_as,
};
pub use step::AwardHappened;
pub use whole::{OwedLine, WholeAward};
pub(crate) use whole::{owed_by, whole};

/// What was shown for a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// What the line asks to be stated, by field id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// What else is to be said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// A publication, as it is cited.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub publication: String,
    /// Where a data record is kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub data: String,
    /// Documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
}

impl Shown {
    /// Whether there is any record beside words: a document, a publication, a data record.
    pub fn record(&self) -> bool {
        !self.documents.is_empty() || !self.publication.trim().is_empty() || !self.data.trim().is_empty()
    }
}

/// The last that was shown for a line, with what the office said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineNow {
    /// 1 at the first time.
    pub revision: i64,
    /// What was shown.
    pub shown: Shown,
    /// When, as an instant with its zone.
    pub at: String,
    /// What the office said, why and when.
    pub ruled: Option<(Ruled, String, String)>,
}

/// A report that an office asks of every award of a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedReport {
    /// What it is known by within the direction.
    pub report: String,
    /// Its name, as the office writes it.
    pub name: String,
    /// The last day on which it is handed in.
    pub until: Date,
}

/// A report as handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What is to be said beside the document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The document.
    pub document: Document,
}

/// A version of a report with what the office said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportVersion {
    /// Which report.
    pub report: String,
    /// 1 at the first time.
    pub revision: i64,
    /// What was handed in.
    pub content: Report,
    /// When, as an instant with its zone.
    pub at: String,
    /// Whether the office accepts it, why and when.
    pub ruled: Option<(bool, String, String)>,
}

/// A change asked for at this office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnChange {
    /// What it is known by within the award.
    pub change: String,
    /// What is to be changed.
    pub kind: ChangeKind,
    /// What stood.
    pub from: String,
    /// What is to stand.
    pub to: String,
    /// Why.
    pub reason: String,
    /// When, as an instant with its zone.
    pub at: String,
    /// Whether this office agrees, why and when.
    pub answer: Option<(bool, String, String)>,
    /// Whether the partner's office agrees, and why, where it has to.
    pub partner: Option<(bool, String)>,
}

impl OwnChange {
    /// Where it stands.
    pub fn state(&self) -> ChangeState {
        let half = |said: Option<bool>| match said {
            None => Half::Silent,
            Some(true) => Half::Agreed,
            Some(false) => Half::Refused,
        };
        let own = half(self.answer.as_ref().map(|(agreed, ..)| *agreed));
        change_state(self.kind, own, half(self.partner.as_ref().map(|(agreed, _)| *agreed)))
    }
}

/// A change that the partner's office agrees to and that waits for this office, or was answered by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TheirChange {
    /// What that side knows it by.
    pub change: String,
    /// What is to be changed, as that office says it.
    pub kind: String,
    /// What stood.
    pub from: String,
    /// What is to stand.
    pub to: String,
    /// Why.
    pub reason: String,
    /// When it was asked for there.
    pub asked: Zoned,
    /// Whether this office agrees, and why.
    pub answer: Option<(bool, String)>,
}

/// A figure that was recomputed from a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureCheck {
    /// Its number within the award, from 1.
    pub check: i64,
    /// What was claimed.
    pub claim: Claim,
    /// Key of the verdict's word.
    pub verdict: String,
    /// What was recomputed, with its unit; none where nothing could be.
    pub recomputed: Option<String>,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Who checked.
    pub by: String,
    /// When, as an instant with its zone.
    pub at: String,
}

/// How an award was closed at this office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// How.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// When, as an instant with its zone.
    pub at: String,
}
