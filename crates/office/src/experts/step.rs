//! What happened to experts, as the journal keeps it.

use serde::{Deserialize, Serialize};

use super::{Expert, ExpertSettings, NamedExpert, PanelSettings};
use crate::person::AccountId;

/// A place for one expert on one application of this office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seat {
    /// The application, by its number at this office.
    pub number: String,
    /// The expert, by the number in the register.
    pub expert: String,
}

/// A seat with when it was given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stood {
    /// The seat.
    pub seat: Seat,
    /// Since when, as an instant with its zone.
    pub since: String,
}

/// What happened to experts, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ExpertStep {
    /// Experts were entered into the register from a file, or changed by it. Those it does not name stay as they are.
    Entered {
        /// Name of the file.
        file: String,
        /// SHA-256 of the file, hexadecimal.
        digest: String,
        /// The new and the changed experts.
        experts: Vec<Expert>,
    },
    /// Experts are no longer asked.
    Retired {
        /// Their numbers.
        experts: Vec<String>,
        /// Why.
        why: String,
    },
    /// An expert was invited.
    Invited {
        /// Who.
        expert: String,
        /// The address the invitation went to.
        email: String,
    },
    /// An expert accepted the confidentiality statement.
    Agreed {
        /// Who.
        expert: String,
        /// SHA-256 of the statement's text, hexadecimal.
        statement: String,
    },
    /// An expert's account, once the invitation is accepted.
    Bound {
        /// Who.
        expert: String,
        /// The account.
        account: AccountId,
    },
    /// An expert declined the invitation.
    Declined {
        /// Who.
        expert: String,
        /// Why, in the expert's words; may be empty.
        reason: String,
    },
    /// What holds for all directions was set.
    SettingsSet {
        /// From now on.
        settings: ExpertSettings,
    },
    /// What holds for the panel of a direction was set.
    PanelSet {
        /// Direction number.
        direction: String,
        /// From now on.
        settings: PanelSettings,
    },
    /// A person said whether a conflict of interest that was found stands.
    ConflictDecided {
        /// Whom it keeps from what.
        seat: Seat,
        /// The rule it was found by.
        rule: String,
        /// Digest of the evidence it was said of, hexadecimal.
        evidence: String,
        /// Whether it stands.
        stands: bool,
        /// Why.
        why: String,
        /// Name of the person.
        who: String,
    },
    /// An expert declared a conflict of interest.
    ConflictDeclared {
        /// Whom it keeps from what.
        seat: Seat,
        /// Why, in the expert's words.
        why: String,
    },
    /// An applicant named experts who should not review. The list takes the place of the one before.
    Named {
        /// The draft of the application.
        draft: String,
        /// The experts.
        experts: Vec<NamedExpert>,
        /// Name of whoever gave it.
        who: String,
    },
    /// An order gave and took seats.
    SeatsChanged {
        /// Direction number.
        direction: String,
        /// The order, under which it can be undone.
        order: String,
        /// Seats given.
        put: Vec<Seat>,
        /// Seats taken.
        taken: Vec<Seat>,
        /// Why.
        why: String,
        /// Name of the person who ordered it.
        who: String,
    },
    /// An order was undone: what stood before it stands again.
    SeatsRestored {
        /// Direction number.
        direction: String,
        /// The order that is undone.
        order: String,
        /// Seats that stand again, each since when it had stood.
        back: Vec<Stood>,
        /// Seats that no longer stand.
        gone: Vec<Seat>,
        /// Why.
        why: String,
    },
}

impl ExpertStep {
    /// Its kind, which stands in the log in the open.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Entered { .. } => "experts.entered",
            Self::Retired { .. } => "experts.retired",
            Self::Invited { .. } => "expert.invited",
            Self::Agreed { .. } => "expert.agreed",
            Self::Bound { .. } => "expert.bound",
            Self::Declined { .. } => "expert.declined",
            Self::SettingsSet { .. } => "experts.set",
            Self::PanelSet { .. } => "panel.set",
            Self::ConflictDecided { .. } => "conflict.decided",
            Self::ConflictDeclared { .. } => "conflict.declared",
            Self::Named { .. } => "experts.named",
            Self::SeatsChanged { .. } => "seats.changed",
            Self::SeatsRestored { .. } => "seats.restored",
        }
    }

    /// What it is about.
    pub fn subject(&self) -> String {
        match self {
            Self::Entered { .. } | Self::Retired { .. } | Self::SettingsSet { .. } => String::new(),
            Self::ConflictDecided { seat, .. } | Self::ConflictDeclared { seat, .. } => seat.number.clone(),
            Self::Named { draft, .. } => draft.clone(),
            Self::Invited { expert, .. }
            | Self::Agreed { expert, .. }
            | Self::Bound { expert, .. }
            | Self::Declined { expert, .. } => expert.clone(),
            Self::SeatsChanged { direction, .. }
            | Self::SeatsRestored { direction, .. }
            | Self::PanelSet { direction, .. } => direction.clone(),
        }
    }
}
