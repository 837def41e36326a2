//! The records of a parcel.

use hefu_application::{ClosingStatement, Notice, Window};
use jiff::Zoned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::card::Card;
use crate::identities::IdentityStep;
use crate::joint::Step;

/// One thing an office tells another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// The card of an application; it takes the place of the card of the same number.
    Card {
        /// The card.
        card: Box<Card>,
    },
    /// The office's notice of a direction, or its extension.
    Notice {
        /// Direction number.
        direction: String,
        /// What the partner's applicants and officers may know of it.
        notice: PartnerNotice,
    },
    /// The office's statement that its list for a direction is complete (ruling R-10a).
    Closing {
        /// Direction number.
        direction: String,
        /// The statement.
        statement: ClosingStatement,
    },
    /// A step towards the joint decision of a direction.
    Joint {
        /// Direction number.
        direction: String,
        /// The step.
        step: Step,
    },
    /// A step of the comparison of identity numbers in a direction.
    Identities {
        /// Direction number.
        direction: String,
        /// The step.
        step: IdentityStep,
    },
    /// Parcels taken up to and with this number.
    Acknowledged {
        /// Number of the parcel taken last.
        number: u64,
        /// Its digest, hexadecimal.
        digest: String,
    },
    /// The state of the sender's journal, to be witnessed: the body of C2SP tlog-witness `add-checkpoint`.
    Checkpoint {
        /// The request.
        request: String,
    },
    /// The sender's cosignature under a checkpoint of the recipient.
    Cosignature {
        /// Size of the journal at that checkpoint.
        size: u64,
        /// The line of signature.
        line: String,
    },
    /// What this version of the program does not know. It is kept with the parcel and has no effect.
    #[serde(other)]
    Unknown,
}

/// A notice as the partner's office shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PartnerNotice {
    /// Its number.
    #[serde(default)]
    pub number: Option<String>,
    /// The authority, in its own script.
    #[serde(default)]
    pub authority: Option<String>,
    /// The window.
    pub window: Window,
    /// The agreement between the authorities it rests on.
    #[serde(default)]
    pub basis: Option<String>,
    /// Whom applicants may ask.
    #[serde(default)]
    pub contact: String,
    /// Until when applications are confirmed, where the office asks for that and the terms let it be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmations: Option<ConfirmationDates>,
}

/// Until when an office's applications are confirmed; what it does not ask for has no instant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConfirmationDates {
    /// By the lead unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Zoned>,
    /// By a recommender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommender: Option<Zoned>,
}

impl PartnerNotice {
    /// The same as the checks read it.
    pub fn notice(&self) -> Notice {
        Notice {
            number: self.number.clone(),
            authority: self.authority.clone(),
            published: true,
            window: self.window.clone(),
            basis: self.basis.clone(),
        }
    }
}

impl Record {
    /// Reads a record of a parcel. One whose kind is unknown is [`Record::Unknown`].
    ///
    /// # Errors
    /// When it is of a known kind and does not hold what that kind holds.
    pub fn read(value: &Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(value.clone())
    }

    /// Whether it tells the partner something that should not wait: acknowledgements and what concerns the journals go along
    /// with the next parcel that does.
    pub const fn substantive(&self) -> bool {
        matches!(
            self,
            Self::Card { .. }
                | Self::Notice { .. }
                | Self::Closing { .. }
                | Self::Joint { .. }
                | Self::Identities { .. }
        )
    }
}
