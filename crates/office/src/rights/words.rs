//! The closed vocabulary of rights: what a viewer is to a thing, what they want, which thing, which class of its fields.

/// Declares an enum whose values have one word each, in the policies and nowhere else.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$inner])* $value,)+ }

        impl $name {
            /// All values.
            pub const ALL: &[Self] = &[$(Self::$value,)+];

            /// Its word in the policies.
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
    /// What the viewer is to the thing. A relation is never inherited from another: an officer who is also an applicant
    /// has two, and each is asked by itself.
    Relation {
        /// Has not signed in.
        Visitor = "visitor",
        /// Has an account here and nothing to do with this thing.
        SignedIn = "signed_in",
        /// The applicant who began it and answers for it.
        Owner = "owner",
        /// A co-applicant who may write.
        Editor = "editor",
        /// A co-applicant who may read.
        Reader = "reader",
        /// Form-check officer of this office.
        FormCheckOfficer = "form_check_officer",
        /// Programme officer of this office.
        ProgrammeOfficer = "programme_officer",
        /// Administrator of this office.
        Administrator = "administrator",
        /// Auditor.
        Auditor = "auditor",
        /// Takes part in the application, reads and comments.
        Commenter = "commenter",
        /// Of a unit that takes part in the application: reads and comments.
        UnitAdministrator = "unit_administrator",
        /// Asked to confirm it for the lead unit, where the office asks for that; administers the unit besides.
        ConfirmingUnit = "confirming_unit",
        /// Acts for the body that is asked to recommend it, where the office asks for that.
        Recommender = "recommender",
        /// Bound to an expert of the register who has a seat on it.
        Expert = "expert",
    }
}

words! {
    /// What the viewer wants.
    Action {
        /// Know of it and read it.
        See = "see",
        /// Begin a new one.
        Begin = "begin",
        /// Change it.
        Edit = "edit",
        /// Hand it in.
        Submit = "submit",
        /// Take it back.
        Withdraw = "withdraw",
        /// Rule on a finding of it.
        Rule = "rule",
        /// Publish it.
        Publish = "publish",
        /// Extend its window.
        Extend = "extend",
        /// Open accounts, give and take roles.
        Manage = "manage",
        /// Sign the terms of an exchange, take part in comparing identity numbers, enter a partner's list, carry parcels by hand, go on after a contradiction.
        Exchange = "exchange",
        /// State that a list is complete, and settle what became of it.
        Close = "close",
        /// Let it go, or decide that it does not.
        Release = "release",
        /// Comment among those who take part in it; write into a discussion.
        Comment = "comment",
        /// Invite to its team, change roles there, take back.
        Invite = "invite",
        /// Let the partner's office see it before it is handed in.
        Show = "show",
        /// Take back what was shown.
        Hide = "hide",
        /// Make a pairing code for it, or type the partner's.
        Code = "code",
        /// Take a step towards the joint decision.
        Decide = "decide",
        /// Ask somebody to confirm it.
        Ask = "ask",
        /// Confirm the version handed in.
        Confirm = "confirm",
        /// Send it back to its applicant.
        SendBack = "send_back",
        /// Say on what terms there is such a thing in a direction: confirmations, reviews, appeals, discussions.
        Require = "require",
        /// Keep the register of experts, invite them, decide on conflicts of interest, give and take seats.
        Assign = "assign",
        /// Say that there is no conflict of interest, and review; take part in a discussion.
        Accept = "accept",
        /// Not review, or declare a conflict of interest.
        Decline = "decline",
        /// Take a review up again that was handed in.
        Reopen = "reopen",
        /// Have applications compared for shared text, and note what was made of it.
        Compare = "compare",
    }
}

words! {
    /// Classes of fields.
    Class {
        /// What the exchange schedule lets the partner side see: number, title, units, principal investigators, period.
        Exchanged = "exchanged",
        /// The whole of what the applicant wrote.
        Content = "content",
        /// Identity numbers of people.
        Identity = "identity",
        /// Findings and rulings.
        Findings = "findings",
        /// That a letter is there: its kind, to whom, when, and what the mail server said; not its text.
        Record = "record",
        /// Who takes part, and what they say to each other.
        Team = "team",
    }
}

/// A thing in its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// An application that was never handed in.
    Draft,
    /// An application handed in and not taken back.
    Submitted,
    /// An application taken back.
    Withdrawn,
    /// A notice not yet published.
    UnpublishedNotice,
    /// A published notice.
    Notice,
    /// The journal with its checkpoints and proofs.
    Journal,
    /// Accounts and roles.
    Accounts,
    /// The exchange with partner offices.
    Exchange,
    /// A pair of halves.
    Pair,
    /// The outbox and a letter in it, and what the office does with each kind.
    Letters,
    /// A letter that failed.
    FailedLetter,
    /// The joint decision of a direction until it is published: method, lists, minute.
    Decision,
    /// A published result.
    Result,
    /// A confirmation that may be given now.
    ConfirmationAwaited,
    /// A confirmation that is given.
    ConfirmationGiven,
    /// The register of experts, their conflicts of interest and seats.
    Experts,
    /// What a direction asks of its experts, until when, and who is late.
    ReviewForm,
    /// A review whose expert has not said whether there is a conflict of interest.
    ReviewOffered,
    /// A review being written.
    ReviewOpen,
    /// A review handed in.
    ReviewSubmitted,
    /// An award of this office's half: what is shown, reported and changed.
    AwardOpen,
    /// An award that this office has closed.
    AwardClosed,
    /// A decision of this office that can be appealed against, or an appeal on which it has not decided.
    AppealOpen,
    /// An appeal on which this office has decided.
    AppealDecided,
    /// What applications of this office share with each other.
    Overlap,
    /// The experts an applicant names as unsuitable, while the application is not handed in.
    NamedWritten,
    /// The experts an applicant names as unsuitable, of an application handed in.
    NamedSubmitted,
    /// A discussion among the experts of an application, for one whose own review is not handed in.
    DiscussionAwaited,
    /// The same for one whose review is, and who has not taken part.
    DiscussionOffered,
    /// A discussion in which is written.
    DiscussionOpen,
    /// A discussion that the office has closed.
    DiscussionClosed,
}

impl Thing {
    /// All things in all states.
    pub const ALL: [Self; 31] = [
        Self::Draft,
        Self::Submitted,
        Self::Withdrawn,
        Self::UnpublishedNotice,
        Self::Notice,
        Self::Journal,
        Self::Accounts,
        Self::Exchange,
        Self::Pair,
        Self::Letters,
        Self::FailedLetter,
        Self::Decision,
        Self::Result,
        Self::ConfirmationAwaited,
        Self::ConfirmationGiven,
        Self::Experts,
        Self::ReviewForm,
        Self::ReviewOffered,
        Self::ReviewOpen,
        Self::ReviewSubmitted,
        Self::AwardOpen,
        Self::AwardClosed,
        Self::AppealOpen,
        Self::AppealDecided,
        Self::Overlap,
        Self::NamedWritten,
        Self::NamedSubmitted,
        Self::DiscussionAwaited,
        Self::DiscussionOffered,
        Self::DiscussionOpen,
        Self::DiscussionClosed,
    ];

    /// The kind of thing, as the policies name it.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Draft | Self::Submitted | Self::Withdrawn => "application",
            Self::UnpublishedNotice | Self::Notice => "notice",
            Self::Journal => "journal",
            Self::Accounts => "accounts",
            Self::Exchange => "exchange",
            Self::Pair => "pair",
            Self::Letters | Self::FailedLetter => "letters",
            Self::Decision => "decision",
            Self::Result => "result",
            Self::ConfirmationAwaited | Self::ConfirmationGiven => "confirmation",
            Self::Experts => "experts",
            Self::ReviewForm => "review_form",
            Self::ReviewOffered | Self::ReviewOpen | Self::ReviewSubmitted => "review",
            Self::AwardOpen | Self::AwardClosed => "award",
            Self::AppealOpen | Self::AppealDecided => "appeal",
            Self::Overlap => "overlap",
            Self::NamedWritten | Self::NamedSubmitted => "named_experts",
            Self::DiscussionAwaited | Self::DiscussionOffered | Self::DiscussionOpen | Self::DiscussionClosed => {
                "discussion"
            }
        }
    }

    /// Its state, as the policies name it.
    pub const fn state(self) -> &'static str {
        match self {
            Self::Draft | Self::NamedWritten => "draft",
            Self::Submitted | Self::ReviewSubmitted | Self::NamedSubmitted => "submitted",
            Self::ReviewOffered | Self::DiscussionOffered => "offered",
            Self::ReviewOpen | Self::AwardOpen | Self::AppealOpen | Self::DiscussionOpen => "open",
            Self::AwardClosed | Self::DiscussionClosed => "closed",
            Self::AppealDecided => "decided",
            Self::Withdrawn => "withdrawn",
            Self::UnpublishedNotice => "unpublished",
            Self::Notice | Self::Result => "published",
            Self::Journal
            | Self::Accounts
            | Self::Exchange
            | Self::Pair
            | Self::Letters
            | Self::Decision
            | Self::Experts
            | Self::ReviewForm
            | Self::Overlap => "kept",
            Self::FailedLetter => "failed",
            Self::ConfirmationAwaited | Self::DiscussionAwaited => "awaited",
            Self::ConfirmationGiven => "given",
        }
    }
}
