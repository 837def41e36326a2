//! Compares the texts of a direction away from the threads that answer, until it is done or somebody stops it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use hefu_overlap::Watch;
use hefu_store::{BoxFuture, Job, Retry};
use hefu_words::Message;
use jiff::Zoned;

use super::{Worked, Worker};
use crate::Office;
use crate::acts::{Doing, OVERLAP, advance_comparison, comparing, fail_comparison, finish_comparison};
use crate::error::OfficeError;
use crate::overlap::{Found, Nothing, OverlapSettings, Shelved, Work, compute, gather, known_text, settings};

/// How often it looks whether somebody has stopped it.
const LOOK: Duration = Duration::from_millis(250);
/// It writes how far it is every so many looks.
const TELL: u32 = 4;

/// Takes the jobs that ask for a comparison.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comparisons;

impl Worker for Comparisons {
    fn kind(&self) -> &'static str {
        OVERLAP
    }

    fn retry(&self) -> Retry {
        Retry { first: 2_000, longest: 30_000, attempts: 3 }
    }

    /// An hour: longer than comparing takes. Should it take longer and be done twice, the first to end is heard.
    fn lease(&self) -> i64 {
        3_600_000
    }

    fn work(&self, office: Office, job: Job, now: Zoned) -> BoxFuture<'static, Result<Worked, OfficeError>> {
        Box::pin(async move {
            let run = job.body;
            match compare(&office, &run).await {
                Ok(Some((set, Ok(found)))) => Ok(Worked::with(move |act| {
                    Box::pin(async move { finish_comparison(act, &Doing::office(now), run, set, found).await })
                })),
                Ok(Some((_, Err(why)))) => {
                    Ok(Worked::with(move |act| Box::pin(async move { fail_comparison(act, &run, &why).await })))
                }
                Ok(None) => Ok(Worked::done()),
                Err(error) => {
                    tracing::error!(%error, "a comparison of texts failed");
                    Ok(Worked::not_now(error.to_string(), move |act, given_up| {
                        Box::pin(async move {
                            let why = Message::new("overlap-desk-failed");
                            if given_up { fail_comparison(act, &run, &why).await } else { Ok(()) }
                        })
                    }))
                }
            }
        })
    }
}

/// How far the comparison is, and whether it is to stop.
#[derive(Debug, Default)]
struct Progress {
    done: AtomicUsize,
    stop: AtomicBool,
}

impl Watch for Progress {
    fn advance(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

type Done = (OverlapSettings, Result<Found, Message>);

/// Compares; nothing where it was stopped.
async fn compare(office: &Office, run: &str) -> Result<Option<Done>, OfficeError> {
    let apart = |error: tokio::task::JoinError| OfficeError::Stored(error.to_string());
    let mut tx = office.db().read().await?;
    let Some((direction, _)) = comparing(&mut tx, run).await? else { return Ok(None) };
    let set = settings(&mut tx, &direction).await?;
    let Some(options) = set.options() else {
        return Ok(Some((set, Err(Message::new("overlap-desk-unset")))));
    };
    let (reading, of) = (office.clone(), direction.clone());
    let (known, shelved) = tokio::task::spawn_blocking(move || {
        let known = known_text(reading.guide());
        let shelved = Shelved::read(&reading.config().data, &of, &known);
        (known, shelved)
    })
    .await
    .map_err(apart)?;
    let material = gather(&mut tx, &office.config().side, &direction, &shelved.tags).await?;
    drop(tx);
    let total = material.applications.len();
    let progress = Arc::new(Progress::default());
    let watched = Arc::clone(&progress);
    let work = Work { known, options, shelved, material };
    let mut work = tokio::task::spawn_blocking(move || compute(work, watched.as_ref()));
    let mut looks = 0_u32;
    let result = loop {
        tokio::select! {
            done = &mut work => break done.map_err(apart)?,
            () = tokio::time::sleep(LOOK) => {
                looks = looks.wrapping_add(1);
                if comparing(&mut office.db().read().await?, run).await?.is_none() {
                    progress.stop.store(true, Ordering::Relaxed);
                } else if looks.is_multiple_of(TELL) {
                    advance_comparison(office, run, progress.done.load(Ordering::Relaxed), total).await?;
                }
            }
        }
    };
    match result {
        Ok(found) => Ok(Some((set, Ok(found)))),
        Err(Nothing::Cannot(why)) => Ok(Some((set, Err(why)))),
        Err(Nothing::Stopped) => Ok(None),
        Err(Nothing::Fault(error)) => Err(error),
    }
}
