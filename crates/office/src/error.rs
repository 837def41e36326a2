//! Why an act was not done.

use hefu_print::PrintError;
use hefu_store::StoreError;
use hefu_words::Message;

/// An act was not done: refused for a reason a person can mend, or the machine failed.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// Refused.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// The store failed or is too busy.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be printed, as where a font is missing on this machine.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// What is stored cannot be understood; the office's `verify` says where.
    #[error("stored data cannot be understood: {0}")]
    Stored(String),
}

impl From<crate::backup::BagError> for OfficeError {
    fn from(error: crate::backup::BagError) -> Self {
        Self::Stored(error.to_string())
    }
}

impl From<serde_json::Error> for OfficeError {
    fn from(error: serde_json::Error) -> Self {
        Self::Stored(error.to_string())
    }
}

/// A refusal: what stands against the act, which sentence it rests on, which field it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its kind.
    pub kind: RefusalKind,
    /// What is wrong and what to do.
    pub message: Message,
    /// The field concerned, as a door names it.
    pub field: Option<String>,
    /// The clause of the guide it rests on.
    pub clause: Option<String>,
}

/// Kinds of refusal, which doors turn into their own codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// There is no such thing, or it is not the viewer's to know of.
    NotFound,
    /// The viewer may see it and not do this.
    NotAllowed,
    /// A value is missing or wrong.
    Invalid,
    /// Somebody else has changed it meanwhile, or it is done already.
    Conflict,
    /// The window is not open.
    Closed,
    /// A file is larger than the office takes.
    TooLarge,
    /// Too many tries; later more.
    TooMany,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message.text(hefu_words::Lang::En))
    }
}

impl std::error::Error for Refusal {}

impl Refusal {
    /// A refusal of this kind with a sentence of the catalogue.
    pub fn new(kind: RefusalKind, message: Message) -> Self {
        Self { kind, message, field: None, clause: None }
    }

    /// There is no such thing for this viewer.
    pub fn not_found() -> Self {
        Self::new(RefusalKind::NotFound, Message::new("office-not-found"))
    }

    /// A value is missing or wrong.
    pub fn invalid(field: &str, message: Message) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(RefusalKind::Invalid, message) }
    }

    /// What a field is about has changed meanwhile, or is done or taken already.
    pub fn conflict(field: &str, message: Message) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(RefusalKind::Conflict, message) }
    }

    /// The same with the clause it rests on.
    #[must_use]
    pub fn under(mut self, clause: &str) -> Self {
        self.clause = Some(clause.to_owned());
        self
    }
}
