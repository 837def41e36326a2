//! What happened to reviews, as the journal keeps it.

use hefu_review::{Answers, ReviewForm};
use jiff::Zoned;
use serde::{Deserialize, Serialize};

/// What happened to reviews, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ReviewStep {
    /// The form of a direction came into force.
    FormFrozen {
        /// Direction number.
        direction: String,
        /// What is asked.
        form: Box<ReviewForm>,
        /// SHA-256 of its canonical bytes, hexadecimal.
        digest: String,
    },
    /// The office set until when reviews are handed in, or took the deadline away.
    DeadlineSet {
        /// Direction number.
        direction: String,
        /// The first instant at which nothing is handed in any more.
        until: Option<Zoned>,
        /// Why.
        reason: String,
    },
    /// An expert has no conflict of interest and reviews.
    Accepted {
        /// Application number.
        number: String,
        /// The expert.
        expert: String,
    },
    /// An expert does not review.
    Declined {
        /// Application number.
        number: String,
        /// The expert.
        expert: String,
        /// Whether for a conflict of interest.
        conflict: bool,
        /// Why.
        reason: String,
    },
    /// A review was handed in.
    Submitted {
        /// Application number.
        number: String,
        /// The expert.
        expert: String,
        /// 1 at the first time.
        revision: i64,
        /// Digest of the form it answers.
        form: String,
        /// The answers.
        answers: Box<Answers>,
        /// SHA-256 of the answers' canonical bytes, hexadecimal.
        digest: String,
    },
    /// Its expert took a review up again; what was handed in is kept.
    Reopened {
        /// Application number.
        number: String,
        /// The expert.
        expert: String,
        /// The version that is no longer in force.
        revision: i64,
    },
}

impl ReviewStep {
    /// Its kind, which stands in the log in the open.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::FormFrozen { .. } => "review-form.frozen",
            Self::DeadlineSet { .. } => "review-deadline.set",
            Self::Accepted { .. } => "review.accepted",
            Self::Declined { .. } => "review.declined",
            Self::Submitted { .. } => "review.submitted",
            Self::Reopened { .. } => "review.reopened",
        }
    }

    /// What it is about.
    pub fn subject(&self) -> String {
        match self {
            Self::FormFrozen { direction, .. } | Self::DeadlineSet { direction, .. } => direction.clone(),
            Self::Accepted { number, .. }
            | Self::Declined { number, .. }
            | Self::Submitted { number, .. }
            | Self::Reopened { number, .. } => number.clone(),
        }
    }
}
