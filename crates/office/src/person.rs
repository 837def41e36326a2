//! Who acts: an account with its roles at this office, or a visitor.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::tokens::Scopes;

/// An account of this office: 26 letters and digits drawn at random, so that it says nothing of the person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AccountId(pub String);

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a person is to the whole office. What they are to one application is a [`Relation`](crate::Relation).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeRole {
    /// Checks the form of applications and rules on findings.
    FormCheckOfficer,
    /// Answers for the call: publishes notices, extends windows, closes.
    ProgrammeOfficer,
    /// Opens accounts and gives roles.
    Administrator,
    /// Reads the journal and every result, changes nothing.
    Auditor,
}

impl OfficeRole {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::FormCheckOfficer, Self::ProgrammeOfficer, Self::Administrator, Self::Auditor];

    /// Its word in files, addresses and policies.
    pub const fn word(self) -> &'static str {
        match self {
            Self::FormCheckOfficer => "form_check_officer",
            Self::ProgrammeOfficer => "programme_officer",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// The role of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// Who looks or acts: everything that rights depend on, read once per request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    /// The account, or none for a visitor.
    pub account: Option<AccountId>,
    /// Name as the person writes it.
    pub name: String,
    /// Roles at this office.
    pub roles: BTreeSet<OfficeRole>,
    /// What the token in hand was made for, where a program acts for the person; it only narrows.
    pub scopes: Option<Scopes>,
}

impl Viewer {
    /// Somebody who has not signed in.
    pub fn visitor() -> Self {
        Self::default()
    }

    /// Whether the person holds this role.
    pub fn is(&self, role: OfficeRole) -> bool {
        self.roles.contains(&role)
    }

    /// The account as written in the journal; `visitor` without one.
    pub fn actor(&self) -> String {
        self.account.as_ref().map_or_else(|| "visitor".to_owned(), ToString::to_string)
    }
}
