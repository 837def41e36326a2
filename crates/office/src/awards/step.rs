//! What happened after an award, as the journal keeps it.

use hefu_closing::{ChangeKind, Outcome, Ruled};
use hefu_evidence::Claim;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Report, Shown};

/// What happened after an award, as the journal keeps it. What both offices tell each other of it stands in the steps of the joint
/// decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum AwardHappened {
    /// The office asks every award of a direction for a report.
    ReportAsked {
        /// Direction number.
        direction: String,
        /// What it is known by within the direction.
        report: String,
        /// Its name.
        name: String,
        /// The last day on which it is handed in.
        until: Date,
    },
    /// A report was handed in, for the first time or again.
    ReportSubmitted {
        /// Application number.
        number: String,
        /// Which report.
        report: String,
        /// 1 at the first time.
        revision: i64,
        /// What.
        content: Report,
    },
    /// The office accepts a report, or returns it.
    ReportRuled {
        /// Application number.
        number: String,
        /// Which report.
        report: String,
        /// Which version.
        revision: i64,
        /// Whether it is accepted.
        accepted: bool,
        /// Why; may be empty where it is.
        reason: String,
    },
    /// Something was shown for a line of the closing checklist.
    LineShown {
        /// Application number.
        number: String,
        /// The line.
        line: String,
        /// 1 at the first time.
        revision: i64,
        /// What.
        shown: Shown,
    },
    /// The office ruled on a line: on what was shown last, or waived it although nothing was (`revision` is the next then).
    LineRuled {
        /// Application number.
        number: String,
        /// The line.
        line: String,
        /// Which version.
        revision: i64,
        /// How.
        ruled: Ruled,
        /// Why; may be empty where it is accepted.
        reason: String,
    },
    /// A claimed figure was recomputed from a table.
    FigureChecked {
        /// Application number.
        number: String,
        /// The line.
        line: String,
        /// Its number within the award, from 1.
        check: i64,
        /// What was claimed.
        claim: Box<Claim>,
        /// Key of the verdict's word.
        verdict: String,
        /// What was recomputed, with its unit.
        recomputed: Option<String>,
        /// Name of the file.
        file: String,
        /// SHA-256 of the file, hexadecimal.
        sha256: String,
        /// Who checked.
        by: String,
    },
    /// Those who hold the award ask for a change.
    ChangeAsked {
        /// Application number.
        number: String,
        /// What it is known by within the award.
        change: String,
        /// What is to be changed.
        kind: ChangeKind,
        /// What stood.
        from: String,
        /// What is to stand.
        to: String,
        /// Why.
        reason: String,
    },
    /// This office answers a change that was asked for here.
    ChangeAnswered {
        /// Application number.
        number: String,
        /// Which.
        change: String,
        /// Whether it agrees.
        agreed: bool,
        /// Why; may be empty where it does.
        reason: String,
    },
    /// This office closed the award.
    Closed {
        /// Application number.
        number: String,
        /// How.
        outcome: Outcome,
        /// Why; may be empty where it is complete.
        reason: String,
    },
}

impl AwardHappened {
    /// Its kind, which stands in the log in the open.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::ReportAsked { .. } => "award.report-asked",
            Self::ReportSubmitted { .. } => "award.report-submitted",
            Self::ReportRuled { .. } => "award.report-ruled",
            Self::LineShown { .. } => "award.line-shown",
            Self::LineRuled { .. } => "award.line-ruled",
            Self::FigureChecked { .. } => "award.figure-checked",
            Self::ChangeAsked { .. } => "award.change-asked",
            Self::ChangeAnswered { .. } => "award.change-answered",
            Self::Closed { .. } => "award.closed",
        }
    }

    /// What it is about: an application number, or a direction.
    pub fn subject(&self) -> String {
        match self {
            Self::ReportAsked { direction, .. } => direction.clone(),
            Self::ReportSubmitted { number, .. }
            | Self::ReportRuled { number, .. }
            | Self::LineShown { number, .. }
            | Self::LineRuled { number, .. }
            | Self::FigureChecked { number, .. }
            | Self::ChangeAsked { number, .. }
            | Self::ChangeAnswered { number, .. }
            | Self::Closed { number, .. } => number.clone(),
        }
    }
}
