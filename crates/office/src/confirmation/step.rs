//! What happened to confirmations, as the journal keeps it.

use serde::{Deserialize, Serialize};

use super::{Confirmations, Level};
use crate::person::AccountId;

/// What happened to confirmations, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ConfirmationStep {
    /// The office set what it asks for in a direction.
    Required {
        /// Direction number.
        direction: String,
        /// What it asks for from now on.
        wanted: Confirmations,
        /// Why.
        reason: String,
    },
    /// The office named a body that recommends, or one more person who acts for it.
    RecommenderNamed {
        /// The body.
        name: String,
        /// Who acts for it.
        account: AccountId,
    },
    /// Somebody no longer acts for a body that recommends.
    RecommenderDismissed {
        /// The body.
        name: String,
        /// Who.
        account: AccountId,
    },
    /// An applicant asked somebody to confirm.
    Asked {
        /// The draft.
        draft: String,
        /// At which level.
        level: Level,
        /// Whom: for the unit an account, for the recommender the name of a body.
        whom: String,
    },
    /// A version handed in was confirmed.
    Confirmed {
        /// The application.
        number: String,
        /// At which level.
        level: Level,
        /// Which version, as counted.
        revision: i64,
        /// SHA-256 of what was handed in, hexadecimal: what exactly was confirmed.
        digest: String,
        /// Who.
        account: AccountId,
        /// Name of the person.
        name: String,
        /// Name of the unit or of the body.
        body: String,
    },
    /// A confirmation was withdrawn by those who had given it.
    Withdrawn {
        /// The application.
        number: String,
        /// At which level. Where the lead unit withdraws its own, the recommender's, which rests on it, falls with it.
        level: Level,
        /// The version.
        revision: i64,
    },
    /// An application was sent back to its applicant, who may change it and hand it in again.
    SentBack {
        /// The application.
        number: String,
        /// From which level.
        level: Level,
        /// The version.
        revision: i64,
        /// Its digest.
        digest: String,
        /// Name of the person.
        name: String,
        /// Name of the unit or of the body.
        body: String,
        /// Why.
        reason: String,
    },
}

impl ConfirmationStep {
    /// Its kind, which stands in the log in the open.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Required { .. } => "confirmation.required",
            Self::RecommenderNamed { .. } => "recommender.named",
            Self::RecommenderDismissed { .. } => "recommender.dismissed",
            Self::Asked { .. } => "confirmation.asked",
            Self::Confirmed { .. } => "application.confirmed",
            Self::Withdrawn { .. } => "confirmation.withdrawn",
            Self::SentBack { .. } => "application.sent-back",
        }
    }

    /// What it is about.
    pub fn subject(&self) -> String {
        match self {
            Self::Required { direction, .. } => direction.clone(),
            Self::RecommenderNamed { account, .. } | Self::RecommenderDismissed { account, .. } => account.0.clone(),
            Self::Asked { draft, .. } => draft.clone(),
            Self::Confirmed { number, .. } | Self::Withdrawn { number, .. } | Self::SentBack { number, .. } => {
                number.clone()
            }
        }
    }
}
