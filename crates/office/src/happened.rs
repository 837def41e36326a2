//! What can happen at an office, as the journal keeps it. The tables are computed from these and nothing else.

use hefu_application::{Application, Notice};
use hefu_check::Ruling;
use hefu_ledger::event::Event;
use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::error::OfficeError;
use crate::letters::{LetterKind, LetterMode};
use crate::person::{AccountId, OfficeRole};

/// One thing that happened. Its serialised form is the body of a journal event; a variant is never changed, only added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "happened", rename_all = "snake_case")]
pub enum Happened {
    /// The office began with this guide.
    OfficeOpened {
        /// Side it serves.
        side: String,
        /// Name of the authority in its own script.
        authority: String,
        /// Guide id.
        guide: String,
        /// Version of the guide's rules.
        version: String,
        /// SHA-256 of the guide's text, hexadecimal.
        digest: String,
    },
    /// An account was opened.
    AccountOpened {
        /// The account.
        account: AccountId,
        /// Name as the person writes it.
        name: String,
        /// Address for letters, lower case.
        email: String,
    },
    /// A role at this office was given.
    RoleGiven {
        /// To whom.
        account: AccountId,
        /// Which.
        role: OfficeRole,
    },
    /// A role at this office was taken back.
    RoleTaken {
        /// From whom.
        account: AccountId,
        /// Which.
        role: OfficeRole,
    },
    /// A notice was published.
    NoticePublished {
        /// Direction number.
        direction: String,
        /// The notice.
        notice: Notice,
        /// Whom applicants may ask.
        contact: String,
    },
    /// The window of a direction was extended, for everybody alike.
    DeadlineExtended {
        /// Direction number.
        direction: String,
        /// The new closing instant.
        closes: Zoned,
        /// Why.
        reason: String,
    },
    /// An application was handed in, for the first time or again.
    ApplicationSubmitted {
        /// Its number at this office, given at the first time and kept.
        number: String,
        /// The draft it came from.
        draft: String,
        /// Who answers for it.
        owner: AccountId,
        /// 1 at the first time.
        revision: i64,
        /// The whole application as handed in.
        content: Box<Application>,
        /// SHA-256 of the content's canonical bytes, hexadecimal.
        digest: String,
    },
    /// An application was taken back.
    ApplicationWithdrawn {
        /// Its number.
        number: String,
        /// Why, in the applicant's words; may be empty.
        reason: String,
    },
    /// A person ruled on a finding.
    RulingMade {
        /// The application the finding is about.
        number: String,
        /// Finding, answer, who, when, why.
        ruling: Ruling,
    },
    /// What the office does with a kind of letter was set.
    LetterModeSet {
        /// The kind.
        kind: LetterKind,
        /// What is done with it.
        mode: LetterMode,
        /// Days ahead, for a kind that is written before an instant.
        days: Option<i64>,
    },
    /// An officer released a letter that waited.
    LetterReleased {
        /// What the letter is known by.
        letter: String,
        /// Its kind.
        kind: LetterKind,
        /// The recipient's account, or address where there is no account.
        to: String,
    },
    /// An officer decided that a letter does not go.
    LetterDiscarded {
        /// What the letter is known by.
        letter: String,
        /// Its kind.
        kind: LetterKind,
        /// The recipient's account, or address where there is no account.
        to: String,
    },
    /// The mail server took a letter. What it said is not journalled.
    LetterSent {
        /// What the letter is known by.
        letter: String,
        /// Its kind.
        kind: LetterKind,
        /// The recipient's account, or address where there is no account.
        to: String,
    },
}

impl Happened {
    /// Its kind, which stands in the log in the open.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::OfficeOpened { .. } => "office.opened",
            Self::AccountOpened { .. } => "account.opened",
            Self::RoleGiven { .. } => "role.given",
            Self::RoleTaken { .. } => "role.taken",
            Self::NoticePublished { .. } => "notice.published",
            Self::DeadlineExtended { .. } => "deadline.extended",
            Self::ApplicationSubmitted { .. } => "application.submitted",
            Self::ApplicationWithdrawn { .. } => "application.withdrawn",
            Self::RulingMade { .. } => "ruling.made",
            Self::LetterModeSet { .. } => "letter.mode_set",
            Self::LetterReleased { .. } => "letter.released",
            Self::LetterDiscarded { .. } => "letter.discarded",
            Self::LetterSent { .. } => "letter.sent",
        }
    }

    /// What it is about: an application number, a direction, an account; empty for the office itself.
    pub fn subject(&self) -> String {
        match self {
            Self::OfficeOpened { .. } => String::new(),
            Self::AccountOpened { account, .. } | Self::RoleGiven { account, .. } | Self::RoleTaken { account, .. } => {
                account.0.clone()
            }
            Self::NoticePublished { direction, .. } | Self::DeadlineExtended { direction, .. } => direction.clone(),
            Self::ApplicationSubmitted { number, .. }
            | Self::ApplicationWithdrawn { number, .. }
            | Self::RulingMade { number, .. } => number.clone(),
            Self::LetterModeSet { kind, .. } => kind.word().to_owned(),
            Self::LetterReleased { letter, .. }
            | Self::LetterDiscarded { letter, .. }
            | Self::LetterSent { letter, .. } => letter.clone(),
        }
    }

    /// The journal event for it.
    ///
    /// # Errors
    /// Only if it cannot be written as JSON, which would be a fault of this program.
    pub fn event(&self, actor: &str, at: &Zoned) -> Result<Event, OfficeError> {
        Ok(Event {
            kind: self.kind().to_owned(),
            at: at.to_string(),
            actor: actor.to_owned(),
            subject: self.subject(),
            body: serde_json::to_value(self)?,
        })
    }

    /// What a journal event says happened.
    ///
    /// # Errors
    /// When the body is of no known kind.
    pub fn of(event: &Event) -> Result<Self, OfficeError> {
        Ok(serde_json::from_value(event.body.clone())?)
    }
}
