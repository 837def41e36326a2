//! What a token for programs was made for. A token never gives more than its person may do: a scope is asked beside the
//! rights, in the same question.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::rights::{Action, Thing};

/// One thing a token may be made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Read applications, findings and documents the person may see.
    ReadApplications,
    /// Begin and write applications, attach documents.
    WriteApplications,
    /// Hand in, take back, ask for confirmations.
    HandIn,
    /// Read what officers and auditors see: pairs, letters, the exchange, the journal.
    ReadOffice,
    /// Rule on findings, state that a list is complete, settle, take steps of the joint decision; confirm and send back; set
    /// what experts are asked.
    Decide,
}

impl Scope {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::ReadApplications, Self::WriteApplications, Self::HandIn, Self::ReadOffice, Self::Decide];

    /// Its word in the interface, in forms and in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ReadApplications => "read_applications",
            Self::WriteApplications => "write_applications",
            Self::HandIn => "hand_in",
            Self::ReadOffice => "read_office",
            Self::Decide => "decide",
        }
    }

    /// The scope of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.word() == word)
    }

    /// Whether a token made for this may be used to do this to that. What no scope covers no token does: publishing,
    /// extending, accounts, terms of an exchange, teams, letters.
    pub const fn covers(self, action: Action, thing: Thing) -> bool {
        let application = matches!(thing, Thing::Draft | Thing::Submitted | Thing::Withdrawn);
        match self {
            Self::ReadApplications => application && matches!(action, Action::See),
            Self::WriteApplications => application && matches!(action, Action::Begin | Action::Edit),
            Self::HandIn => application && matches!(action, Action::Submit | Action::Withdraw | Action::Ask),
            Self::ReadOffice => {
                matches!(action, Action::See)
                    && matches!(
                        thing,
                        Thing::Journal
                            | Thing::Exchange
                            | Thing::Pair
                            | Thing::Letters
                            | Thing::FailedLetter
                            | Thing::Decision
                            | Thing::ReviewForm
                            | Thing::ReviewSubmitted
                            | Thing::Experts
                    )
            }
            Self::Decide => {
                let confirmation = matches!(thing, Thing::ConfirmationAwaited | Thing::ConfirmationGiven);
                confirmation
                    || (application && matches!(action, Action::Rule))
                    || (matches!(thing, Thing::Pair) && matches!(action, Action::Rule | Action::Close))
                    || (matches!(thing, Thing::Decision) && matches!(action, Action::Decide))
                    || (matches!(thing, Thing::ReviewForm) && matches!(action, Action::Require))
            }
        }
    }
}

/// What a token was made for. Notices and results are public and need no scope.
pub type Scopes = BTreeSet<Scope>;

/// Whether one of the scopes covers this; without a token nothing is narrowed.
pub(crate) fn cover(scopes: Option<&Scopes>, action: Action, thing: Thing) -> bool {
    let public = matches!(thing, Thing::Notice | Thing::Result) && matches!(action, Action::See);
    public || scopes.is_none_or(|scopes| scopes.iter().any(|scope| scope.covers(action, thing)))
}
