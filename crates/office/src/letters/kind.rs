//! The kinds of letters an office writes.

use serde::{Deserialize, Serialize};

/// Declares an enum whose values have one word each, in tables, catalogues and addresses.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$inner])* #[serde(rename = $word)] $value,)+ }

        impl $name {
            /// All values.
            pub const ALL: &[Self] = &[$(Self::$value,)+];

            /// Its word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)+ }
            }

            /// The value of this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}

words! {
    /// A kind of letter. Each has a subject and a text in the catalogue: `letter-WORD-subject`, `letter-WORD-text`.
    LetterKind {
        /// An application was handed in.
        HandedIn = "handed_in",
        /// An application was taken back.
        TakenBack = "taken_back",
        /// An officer ruled on a finding.
        Ruled = "ruled",
        /// A ruling was undone.
        RulingUndone = "ruling_undone",
        /// The window of a direction was extended.
        DeadlineExtended = "deadline_extended",
        /// The window closes soon and the application is not handed in.
        DeadlineNear = "deadline_near",
        /// The other half of the joint project was found.
        PartnerFound = "partner_found",
        /// The two halves differ where they must agree.
        DifferenceAppeared = "difference_appeared",
        /// They no longer do.
        DifferenceCured = "difference_cured",
        /// The window closes soon and no other half is found of an application handed in.
        PartnerMissing = "partner_missing",
        /// Both windows are closed and there is no other half.
        OneSided = "one_sided",
        /// The joint project is supported.
        Supported = "supported",
        /// The joint project is not supported.
        NotSupported = "not_supported",
        /// The award of the joint project was declined, at either side.
        AwardDeclined = "award_declined",
        /// The office asks every award of a direction for a report.
        ReportAsked = "report_asked",
        /// The last day of a report asked for after an award is near, and it is not handed in.
        ReportNear = "report_near",
        /// Something that was shown or reported after an award is returned.
        AwardReturned = "award_returned",
        /// The partner's office agrees to a change that both must agree to.
        ChangeThere = "change_there",
        /// A change after an award is in force, or refused.
        ChangeAnswered = "change_answered",
        /// An award was closed at this office.
        AwardClosed = "award_closed",
        /// An appeal was lodged.
        AppealLodged = "appeal_lodged",
        /// The office decided on an appeal.
        AppealDecided = "appeal_decided",
        /// What the office asks for beside handing in has changed.
        ConfirmationRule = "confirmation_rule",
        /// An application waits for its recipient's confirmation.
        ConfirmationAsked = "confirmation_asked",
        /// An application was confirmed.
        Confirmed = "confirmed",
        /// A confirmation was withdrawn.
        ConfirmationWithdrawn = "confirmation_withdrawn",
        /// An application was sent back by whoever is asked to confirm it.
        SentBack = "sent_back",
        /// Applications handed in are not confirmed and the deadline for that is near.
        ConfirmationNear = "confirmation_near",
        /// Reviews that its recipient is asked for are outstanding.
        ReviewOutstanding = "review_outstanding",
        /// An account was opened; with a link that signs in once.
        AccountOpened = "account_opened",
        /// A link that signs in once, asked for by its owner.
        SignInLink = "sign_in_link",
        /// An invitation to take part in an application; with a link that signs in once.
        Invitation = "invitation",
        /// An invitation to review as an expert; with a link that is only its recipient's.
        ExpertInvited = "expert_invited",
    }
}

words! {
    /// What the office does with a kind of letter.
    LetterMode {
        /// Goes at once.
        AtOnce = "at_once",
        /// Waits until an officer releases it.
        Held = "held",
        /// Is not written.
        Off = "off",
    }
}

words! {
    /// Where a letter is.
    LetterState {
        /// Waits for an officer.
        Waiting = "waiting",
        /// Waits for the mail server.
        Queued = "queued",
        /// The mail server has taken it.
        Sent = "sent",
        /// The mail server refused it, or nobody could be reached for days.
        Failed = "failed",
        /// An officer decided that it does not go.
        Discarded = "discarded",
    }
}

impl LetterKind {
    /// Whether its recipients may not switch it off: it tells them of an act on what is theirs, or lets them in.
    pub const fn is_duty(self) -> bool {
        !matches!(
            self,
            Self::DeadlineNear
                | Self::PartnerMissing
                | Self::PartnerFound
                | Self::DifferenceAppeared
                | Self::DifferenceCured
                | Self::ConfirmationAsked
                | Self::ConfirmationNear
                | Self::ReportNear
        )
    }

    /// What the office does with it until it says otherwise. A ruling or a one-sided application is looked at before the
    /// applicant is written to; a reminder is not written before the office has said how many days ahead.
    pub const fn usual_mode(self) -> LetterMode {
        match self {
            Self::Ruled | Self::RulingUndone | Self::OneSided => LetterMode::Held,
            Self::DeadlineNear | Self::PartnerMissing | Self::ConfirmationNear | Self::ReportNear => LetterMode::Off,
            _ => LetterMode::AtOnce,
        }
    }

    /// Whether it is written some days before an instant, which the office sets.
    pub const fn days_ahead(self) -> bool {
        matches!(self, Self::DeadlineNear | Self::PartnerMissing | Self::ConfirmationNear | Self::ReportNear)
    }

    /// Whether it is on confirmations: written, and spoken of, only where an office asks for any.
    pub const fn on_confirmation(self) -> bool {
        matches!(
            self,
            Self::ConfirmationRule
                | Self::ConfirmationAsked
                | Self::Confirmed
                | Self::ConfirmationWithdrawn
                | Self::SentBack
                | Self::ConfirmationNear
        )
    }

    /// Whether it carries a link that signs in once, made when it goes.
    pub const fn signs_in(self) -> bool {
        matches!(self, Self::AccountOpened | Self::SignInLink | Self::Invitation)
    }

    /// The blanks that its text needs, besides those that [`Facts`](super::Facts) fill by themselves.
    pub const fn blanks(self) -> &'static [&'static str] {
        match self {
            Self::HandedIn => &["number", "title", "direction", "at"],
            Self::TakenBack => &["number", "title", "at"],
            Self::Ruled => &["number", "title", "clause", "answer"],
            Self::RulingUndone => &["number", "title", "clause"],
            Self::DeadlineExtended => &["direction", "old", "closes", "reason"],
            Self::DeadlineNear => &["title", "direction", "closes"],
            Self::PartnerFound => &["number", "title", "side"],
            Self::DifferenceAppeared | Self::DifferenceCured => &["number", "title", "field"],
            Self::PartnerMissing => &["number", "title", "direction", "closes", "side"],
            Self::OneSided => &["number", "title", "direction", "clause"],
            Self::Supported | Self::NotSupported | Self::AwardDeclined => &["number", "title", "direction"],
            Self::ReportAsked | Self::ReportNear => &["number", "title", "report", "until"],
            Self::AwardReturned => &["number", "title", "what", "reason"],
            Self::ChangeThere => &["number", "title", "side", "kind", "to", "reason"],
            Self::ChangeAnswered => &["number", "title", "kind", "answer", "reason"],
            Self::AwardClosed => &["number", "title", "outcome"],
            Self::AppealLodged => &["number", "title", "direction", "against"],
            Self::AppealDecided => &["number", "title", "direction", "against", "outcome", "reason"],
            Self::ConfirmationRule => &["direction", "reason"],
            Self::ConfirmationAsked => &["number", "title", "direction", "level", "closes"],
            Self::Confirmed | Self::ConfirmationWithdrawn => &["number", "title", "level", "body", "at"],
            Self::SentBack => &["number", "title", "direction", "level", "body", "reason", "at"],
            Self::ConfirmationNear => &["count", "direction", "level", "closes"],
            Self::ReviewOutstanding => &["count", "direction", "by"],
            Self::AccountOpened | Self::SignInLink => &[],
            Self::Invitation => &["inviter", "title"],
            Self::ExpertInvited => &["closes"],
        }
    }
}
