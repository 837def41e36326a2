//! The office's background work: letters, and whatever else is done after an act is stored. Jobs are put in by acts
//! ([`hefu_store::Act::enqueue`]) and taken here by whoever takes their kind, on any node of the office.

mod assignments;
mod confirmations;
mod housekeeping;
mod overlap;
mod publication;
mod reports;
mod runner;

pub use runner::{Clock, Runner, Running};

use std::fmt;

use hefu_store::{Act, BoxFuture, Job, Retry};
use jiff::Zoned;

use crate::Office;
use crate::error::OfficeError;
use crate::letters::LetterWorker;

/// Takes jobs of one kind.
pub trait Worker: Send + Sync + 'static {
    /// The kind of its jobs, as [`hefu_store::NewJob::kind`] has it.
    fn kind(&self) -> &'static str;

    /// When what failed is tried again.
    fn retry(&self) -> Retry;

    /// Milliseconds after which a job that nobody has ended is taken by another node. Longer than any piece of work takes.
    fn lease(&self) -> i64 {
        300_000
    }

    /// Does one piece of work, begun at `now`. What it writes besides it writes in acts of its own; what belongs to the
    /// end of the job it gives to [`Worked`], to be written in the same transaction. A piece of work may be done twice:
    /// where this program ends in the middle of it, it is taken again once its lease has ended.
    fn work(&self, office: Office, job: Job, now: Zoned) -> BoxFuture<'static, Result<Worked, OfficeError>>;
}

/// What is written with the end of a job.
pub type Ending = Box<dyn for<'a, 'b> FnOnce(&'a mut Act<'b>) -> BoxFuture<'a, Result<(), OfficeError>> + Send>;

/// What is written with a failure; told whether the job is given up.
pub type Failing = Box<dyn for<'a, 'b> FnOnce(&'a mut Act<'b>, bool) -> BoxFuture<'a, Result<(), OfficeError>> + Send>;

/// What a piece of work came to.
pub enum Worked {
    /// It is done, well or for good not.
    Done(Option<Ending>),
    /// It is to be tried again.
    NotNow {
        /// Why, for the log and whoever looks at the job.
        why: String,
        /// What is written. A job that is given up leaves the table of jobs where something is written, and stays there
        /// as dead where nothing is.
        then: Option<Failing>,
    },
}

impl fmt::Debug for Worked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done(_) => f.write_str("Done"),
            Self::NotNow { why, .. } => f.debug_struct("NotNow").field("why", why).finish_non_exhaustive(),
        }
    }
}

impl Worked {
    /// Done, and nothing to be written.
    pub const fn done() -> Self {
        Self::Done(None)
    }

    /// Done, with what is written.
    pub fn with<F>(ending: F) -> Self
    where
        F: for<'a, 'b> FnOnce(&'a mut Act<'b>) -> BoxFuture<'a, Result<(), OfficeError>> + Send + 'static,
    {
        Self::Done(Some(Box::new(ending)))
    }

    /// To be tried again, with what is written.
    pub fn not_now<F>(why: impl Into<String>, then: F) -> Self
    where
        F: for<'a, 'b> FnOnce(&'a mut Act<'b>, bool) -> BoxFuture<'a, Result<(), OfficeError>> + Send + 'static,
    {
        Self::NotNow { why: why.into(), then: Some(Box::new(then)) }
    }
}

impl Office {
    /// The background work of this office: the one place where kinds of jobs are named. Letters have a taker where there
    /// is a mail server; without one they stay in the outbox.
    pub fn background(&self, clock: Clock, smtp: Option<hefu_post::Smtp>) -> Runner {
        let runner = Runner::new(self.clone(), clock)
            .with(housekeeping::Housekeeping)
            .with(publication::Publication)
            .with(assignments::Assignments)
            .with(overlap::Comparisons);
        match smtp {
            Some(smtp) => runner.with(LetterWorker::new(smtp)),
            None => runner,
        }
    }
}
