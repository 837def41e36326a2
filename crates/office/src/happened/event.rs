//! What happened as an event of the journal: its kind, what it is about, its body.

use hefu_exchange::joint::{AwardStep, Step};
use hefu_ledger::event::Event;
use jiff::Zoned;

use super::Happened;
use crate::error::OfficeError;

impl Happened {
    /// Its kind, which stands in the log in the open.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::OfficeOpened { .. } => "office.opened",
            Self::AccountOpened { .. } => "account.opened",
            Self::RoleGiven { .. } => "role.given",
            Self::RoleTaken { .. } => "role.taken",
            Self::NoticePublished { .. } => "notice.published",
            Self::DeadlineExtended { .. } => "deadline.extended",
            Self::ApplicationSubmitted { .. } => "application.submitted",
            Self::ApplicationWithdrawn { .. } => "application.withdrawn",
            Self::HalfShown { .. } => "half.shown",
            Self::HalfHidden { .. } => "half.hidden",
            Self::PairingCodeSet { .. } => "pairing-code.set",
            Self::RulingMade { .. } => "ruling.made",
            Self::RulingUndone { .. } => "ruling.undone",
            Self::JointStep { step, .. } => match step {
                Step::Standing { .. } => "joint.standing",
                Step::Method { .. } => "joint.method-signed",
                Step::Withdrawn { .. } => "joint.withdrawn",
                Step::Sealed { .. } => "joint.sealed",
                Step::Opened { .. } => "joint.opened",
                Step::Minute { .. } => "joint.minute-signed",
                Step::Ready { .. } => "joint.ready",
                Step::Published { .. } => "joint.published",
                Step::Declined { .. } => "joint.declined",
                Step::Award { award: AwardStep::Changes { .. }, .. } => "joint.change-agreed",
                Step::Award { award: AwardStep::Answers { .. }, .. } => "joint.change-answered",
                Step::Award { award: AwardStep::Registered(_), .. } => "joint.award-registered",
                Step::Award { award: AwardStep::Closes { .. }, .. } => "joint.award-closed",
                Step::Upheld { .. } => "joint.appeal-upheld",
                Step::Promotion { .. } => "joint.promotion-signed",
                Step::Aborted { .. } => "joint.aborted",
            },
            Self::SupportListEntered { .. } => "support-list.entered",
            Self::MembersSet { .. } => "meeting.members-set",
            Self::ListSealed { .. } => "support-list.sealed",
            Self::TermsSigned { .. } => "terms.signed",
            Self::ExchangeAgreed { .. } => "exchange.agreed",
            Self::ExchangeResumed { .. } => "exchange.resumed",
            Self::ParcelSealed { .. } => "parcel.sealed",
            Self::ParcelAcknowledged { .. } => "parcel.acknowledged",
            Self::ParcelTaken { .. } => "parcel.taken",
            Self::PartnerContradicted { .. } => "partner.contradicted",
            Self::OwnJournalSetBack { .. } => "journal.set-back",
            Self::PartnerSetBack { .. } => "partner.set-back",
            Self::CheckpointWitnessed { .. } => "checkpoint.witnessed",
            Self::ListEntered { .. } => "list.entered",
            Self::DirectionClosed { .. } => "direction.closed",
            Self::PairRuled { .. } => "pair.ruled",
            Self::DirectionSettled { .. } => "direction.settled",
            Self::LetterModeSet { .. } => "letter.mode_set",
            Self::LetterReleased { .. } => "letter.released",
            Self::LetterDiscarded { .. } => "letter.discarded",
            Self::LetterSent { .. } => "letter.sent",
            Self::TeamJoined { .. } => "team.joined",
            Self::TeamChanged { .. } => "team.changed",
            Self::TeamLeft { .. } => "team.left",
            Self::PasswordSet { .. } => "password.set",
            Self::FactorAdded { .. } => "factor.added",
            Self::FactorRemoved { .. } => "factor.removed",
            Self::AccountDisabled { .. } => "account.disabled",
            Self::AccountEnabled { .. } => "account.enabled",
            Self::SignOnBound { .. } => "sign-on.bound",
            Self::TokenMade { .. } => "token.made",
            Self::TokenRevoked { .. } => "token.revoked",
            Self::Confirmation(step) => step.kind(),
            Self::Review(step) => step.kind(),
            Self::Discussion(step) => step.kind(),
            Self::Award { step } => step.kind(),
            Self::Appeal { step } => step.kind(),
            Self::Expert { step } => step.kind(),
            Self::Overlap(step) => step.kind(),
            Self::Identities(step) => step.kind(),
        }
    }

    /// What it is about: an application number, a direction, an account, an exchange, a pair; empty for the office itself.
    pub fn subject(&self) -> String {
        match self {
            Self::OfficeOpened { .. } => String::new(),
            Self::AccountOpened { account, .. }
            | Self::RoleGiven { account, .. }
            | Self::RoleTaken { account, .. }
            | Self::PasswordSet { account }
            | Self::FactorAdded { account, .. }
            | Self::FactorRemoved { account, .. }
            | Self::AccountDisabled { account, .. }
            | Self::SignOnBound { account, .. }
            | Self::TokenMade { account, .. }
            | Self::TokenRevoked { account, .. }
            | Self::AccountEnabled { account } => account.0.clone(),
            Self::NoticePublished { direction, .. }
            | Self::DeadlineExtended { direction, .. }
            | Self::ListEntered { direction, .. }
            | Self::DirectionClosed { direction, .. }
            | Self::JointStep { direction, .. }
            | Self::SupportListEntered { direction, .. }
            | Self::MembersSet { direction, .. }
            | Self::ListSealed { direction, .. }
            | Self::DirectionSettled { direction, .. } => direction.clone(),
            Self::TermsSigned { exchange, .. }
            | Self::ExchangeAgreed { exchange, .. }
            | Self::ExchangeResumed { exchange, .. }
            | Self::ParcelSealed { exchange, .. }
            | Self::ParcelAcknowledged { exchange, .. }
            | Self::ParcelTaken { exchange, .. }
            | Self::OwnJournalSetBack { exchange, .. }
            | Self::PartnerSetBack { exchange, .. }
            | Self::PartnerContradicted { exchange, .. } => exchange.clone(),
            Self::CheckpointWitnessed { origin, .. } => origin.clone(),
            Self::PairRuled { pair, .. } => pair.clone(),
            Self::ApplicationSubmitted { number, .. }
            | Self::ApplicationWithdrawn { number, .. }
            | Self::HalfShown { number, .. }
            | Self::HalfHidden { number, .. }
            | Self::RulingMade { number, .. }
            | Self::RulingUndone { number, .. } => number.clone(),
            Self::LetterModeSet { kind, .. } => kind.word().to_owned(),
            Self::LetterReleased { letter, .. }
            | Self::LetterDiscarded { letter, .. }
            | Self::LetterSent { letter, .. } => letter.clone(),
            Self::TeamJoined { draft, .. } | Self::TeamChanged { draft, .. } | Self::TeamLeft { draft, .. } => {
                draft.clone()
            }
            Self::PairingCodeSet { draft, .. } => draft.clone(),
            Self::Confirmation(step) => step.subject(),
            Self::Review(step) => step.subject(),
            Self::Discussion(step) => step.subject(),
            Self::Award { step } => step.subject(),
            Self::Appeal { step } => step.subject(),
            Self::Expert { step } => step.subject(),
            Self::Overlap(step) => step.subject(),
            Self::Identities(step) => step.subject(),
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
