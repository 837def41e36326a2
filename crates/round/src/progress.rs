//! How a long round says where it is, and how it is stopped.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::RoundError;

/// The steps of a round, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Reading the sides' tables.
    Tables,
    /// Reading agreements and other attachments.
    Documents,
    /// Finding and comparing pairs.
    Pairing,
    /// Checking applications and pairs.
    Checking,
    /// Writing reports.
    Writing,
}

impl Step {
    /// Key of the step's name in the words catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tables => "round-step-tables",
            Self::Documents => "round-step-documents",
            Self::Pairing => "round-step-pairing",
            Self::Checking => "round-step-checking",
            Self::Writing => "round-step-writing",
        }
    }
}

/// Told what the round is doing. Calls may come from several threads.
pub trait Progress: Sync {
    /// A step begins; `total` things will be done in it.
    fn begin(&self, step: Step, total: usize);
    /// One thing of the step is done.
    fn advance(&self);
}

/// Says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn begin(&self, _step: Step, _total: usize) {}
    fn advance(&self) {}
}

/// Refuses to go on once `cancel` is set.
pub(crate) fn go_on(cancel: &AtomicBool) -> Result<(), RoundError> {
    if cancel.load(Ordering::Relaxed) { Err(RoundError::Cancelled) } else { Ok(()) }
}
