//! Where an application stands between being handed in and the end, and whose turn it is.

/// Declares an enum whose values have one word each, in tables, addresses and the catalogue.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$inner])* $value,)+ }

        impl $name {
            /// All values, in the order of a board.
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
    /// Where an application stands.
    Stage {
        /// Handed in; not put together with the partner's list yet.
        HandedIn = "handed_in",
        /// Without a partner so far: the other half may still come.
        Awaiting = "alone",
        /// Several compete for one partner.
        Claimed = "claimed",
        /// A pair was found, and a person must say that the two belong together.
        Confirm = "confirm",
        /// The halves differ where they must agree.
        Differs = "differs",
        /// A person must rule on something the halves say.
        Ruling = "ruling",
        /// The halves agree; of this half something is not met or open.
        Paired = "paired",
        /// The halves agree and nothing is open.
        Ready = "ready",
        /// The direction is settled and the pair stands.
        Stands = "stands",
        /// The direction is settled and the pair does not stand.
        Failed = "failed",
        /// The direction is settled and only one side applied.
        Void = "void",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// Whose turn it is.
    Turn {
        /// This office's.
        Office = "office",
        /// This side's applicants'.
        Applicant = "applicant",
        /// The other side's.
        Partner = "partner",
        /// Nobody's.
        Nobody = "nobody",
    }
}

impl Stage {
    /// Whose turn it is in this stage, where a finding of the application waits for a person (`persons`), is not met
    /// (`fails`), and the window of its direction is open.
    pub const fn turn(self, persons: bool, fails: bool, open: bool) -> Turn {
        match self {
            Self::Stands | Self::Failed | Self::Void => Turn::Nobody,
            Self::Withdrawn if open => Turn::Applicant,
            Self::Withdrawn => Turn::Nobody,
            Self::Claimed | Self::Confirm | Self::Ruling => Turn::Office,
            _ if persons => Turn::Office,
            _ if fails && open => Turn::Applicant,
            Self::Differs if open => Turn::Applicant,
            Self::Awaiting if open => Turn::Partner,
            // What is not mended when the window has closed is the office's to settle.
            Self::Awaiting | Self::Differs => Turn::Office,
            Self::HandedIn | Self::Paired | Self::Ready => Turn::Nobody,
        }
    }
}
