//! Computes assignments of experts away from the threads that answer, until it is done or somebody stops it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hefu_panel::Stopped;
use hefu_store::{BoxFuture, Job, Retry};
use hefu_words::Message;
use jiff::Zoned;

use super::{Worked, Worker};
use crate::Office;
use crate::acts::{ASSIGNMENT, RunState, finish_run, run_of};
use crate::error::OfficeError;
use crate::experts::assignment::{Nothing, Outcome, compute};
use crate::experts::panel_input;
use crate::experts::wording::fault_message;

/// How often it looks whether somebody has stopped it.
const LOOK: Duration = Duration::from_millis(250);

/// Takes the jobs that ask for an assignment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assignments;

impl Worker for Assignments {
    fn kind(&self) -> &'static str {
        ASSIGNMENT
    }

    fn retry(&self) -> Retry {
        Retry { first: 2_000, longest: 30_000, attempts: 3 }
    }

    /// A day: longer than anybody waits for an assignment before stopping it.
    fn lease(&self) -> i64 {
        86_400_000
    }

    fn work(&self, office: Office, job: Job, now: Zoned) -> BoxFuture<'static, Result<Worked, OfficeError>> {
        Box::pin(async move {
            let run = job.body;
            let mut tx = office.db().read().await?;
            let Some((direction, RunState::Running, way)) = run_of(&mut tx, &run).await? else {
                return Ok(Worked::done());
            };
            let input = match panel_input(&office, &mut tx, &direction, &now).await {
                Ok(input) => input,
                Err(OfficeError::Refused(refusal)) => {
                    finish_run(&office, &run, Err(refusal.message)).await?;
                    return Ok(Worked::done());
                }
                Err(error) => return Err(error),
            };
            drop(tx);
            let digest = input.digest()?;
            let stop = Arc::new(AtomicBool::new(false));
            let seen = Arc::clone(&stop);
            let mut work = tokio::task::spawn_blocking(move || {
                let mut watch = |_| match seen.load(Ordering::Relaxed) {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                };
                compute(&input, way, &mut watch)
            });
            let done = loop {
                tokio::select! {
                    done = &mut work => break done.map_err(|error| OfficeError::Stored(error.to_string()))?,
                    () = tokio::time::sleep(LOOK) => {
                        let found = run_of(&mut office.db().read().await?, &run).await?;
                        if !matches!(found, Some((_, RunState::Running, _))) {
                            stop.store(true, Ordering::Relaxed);
                        }
                    }
                }
            };
            let result = match done {
                Ok(outcome) => Ok(Outcome { input: digest, ..outcome }),
                Err(Nothing::Stopped(Stopped::Cancelled)) => return Ok(Worked::done()),
                Err(Nothing::Faults(faults)) => {
                    Err(faults.into_iter().next().unwrap_or_else(|| Message::new("panel-fault-too-large")))
                }
                Err(Nothing::Stopped(Stopped::Fault(fault))) => Err(fault_message(&fault)),
                Err(Nothing::Stopped(Stopped::Flaw(flaw))) => {
                    tracing::error!(%flaw, "an assignment did not pass its own check");
                    Err(Message::new("experts-flaw"))
                }
            };
            finish_run(&office, &run, result).await?;
            Ok(Worked::done())
        })
    }
}
