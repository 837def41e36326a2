//! What happened to appeals, as the journal keeps it.

use serde::{Deserialize, Serialize};

use super::{Against, AppealOutcome, AppealTerms, AppealText};

/// What happened to appeals, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum AppealHappened {
    /// The office set on what terms it takes appeals.
    TermsSet {
        /// Direction number.
        direction: String,
        /// Against which decisions.
        against: Against,
        /// 1 at the first time.
        revision: i64,
        /// The terms; none where it takes none any more.
        terms: Option<AppealTerms>,
    },
    /// An appeal was lodged.
    Lodged {
        /// Application number.
        number: String,
        /// Against what.
        against: Against,
        /// 1 for the first.
        revision: i64,
        /// What it says.
        text: AppealText,
    },
    /// It was withdrawn.
    Withdrawn {
        /// Application number.
        number: String,
        /// Against what.
        against: Against,
        /// Which.
        revision: i64,
    },
    /// The office decided on it.
    Decided {
        /// Application number.
        number: String,
        /// Against what.
        against: Against,
        /// Which.
        revision: i64,
        /// How.
        outcome: AppealOutcome,
        /// Why.
        reason: String,
    },
}

impl AppealHappened {
    /// Its kind, which stands in the log in the open.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::TermsSet { .. } => "appeal.terms-set",
            Self::Lodged { .. } => "appeal.lodged",
            Self::Withdrawn { .. } => "appeal.withdrawn",
            Self::Decided { .. } => "appeal.decided",
        }
    }

    /// What it is about: an application number, or a direction.
    pub fn subject(&self) -> String {
        match self {
            Self::TermsSet { direction, .. } => direction.clone(),
            Self::Lodged { number, .. } | Self::Withdrawn { number, .. } | Self::Decided { number, .. } => {
                number.clone()
            }
        }
    }
}
