//! Takes jobs and sees them through.

use std::sync::Arc;
use std::time::Duration;

use hefu_store::{Act, Job};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{Worked, Worker, housekeeping};
use crate::Office;
use crate::error::OfficeError;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// How often it looks for work.
const LOOK: Duration = Duration::from_millis(500);
/// How long it pauses after a failure, so that what is down is not knocked at without a break.
const PAUSE: Duration = Duration::from_secs(5);

/// What one turn came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Nothing,
    Done,
    Failed,
}

/// The background work of an office on one node. Several nodes may run it: each job is taken by one at a time.
pub struct Runner {
    office: Office,
    clock: Clock,
    workers: Vec<Arc<dyn Worker>>,
}

impl std::fmt::Debug for Runner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kinds: Vec<_> = self.workers.iter().map(|worker| worker.kind()).collect();
        f.debug_struct("Runner").field("kinds", &kinds).finish_non_exhaustive()
    }
}

impl Runner {
    /// Without anybody to take jobs yet.
    pub fn new(office: Office, clock: Clock) -> Self {
        Self { office, clock, workers: Vec::new() }
    }

    /// The same with one more taker. Kinds are taken side by side, the jobs of a kind one after the other.
    #[must_use]
    pub fn with(mut self, worker: impl Worker) -> Self {
        self.workers.push(Arc::new(worker));
        self
    }

    /// Does what is due now and ends. Gives how many jobs were done.
    ///
    /// # Errors
    /// When the store fails; a job that fails is put back for later and is no error.
    pub async fn run_due(&self) -> Result<usize, OfficeError> {
        housekeeping::begin(&self.office, (self.clock)()).await?;
        let mut done = 0;
        for worker in &self.workers {
            loop {
                match turn(&self.office, &self.clock, worker).await? {
                    Turn::Nothing => break,
                    Turn::Done => done += 1,
                    Turn::Failed => {}
                }
            }
        }
        Ok(done)
    }

    /// Begins to work, until told to stop.
    pub fn start(self) -> Running {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            if let Err(error) = housekeeping::begin(&self.office, (self.clock)()).await {
                tracing::warn!(%error, "housekeeping is not begun");
            }
            let mut takers = Vec::new();
            for worker in self.workers {
                takers.push(tokio::spawn(take(self.office.clone(), self.clock.clone(), worker, stopped.clone())));
            }
            for taker in takers {
                if let Err(error) = taker.await {
                    tracing::error!(%error, "a taker of jobs has ended");
                }
            }
        });
        Running { stop, task }
    }
}

/// Background work that is going on. It ends with this value, once what is in hand is done.
#[derive(Debug)]
pub struct Running {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Running {
    /// Has what is in hand done to its end, takes nothing more, and ends.
    pub async fn stop(self) {
        // Where nobody listens any more, it has ended.
        let _ = self.stop.send(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "background work");
        }
    }
}

async fn take(office: Office, clock: Clock, worker: Arc<dyn Worker>, mut stopped: watch::Receiver<bool>) {
    loop {
        if *stopped.borrow() {
            return;
        }
        let wait = match turn(&office, &clock, &worker).await {
            Ok(Turn::Done) => continue,
            Ok(Turn::Nothing) => LOOK,
            Ok(Turn::Failed) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, kind = worker.kind(), "jobs");
                PAUSE
            }
        };
        tokio::select! {
            changed = stopped.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Takes one job, if one is due, and sees it through.
async fn turn(office: &Office, clock: &Clock, worker: &Arc<dyn Worker>) -> Result<Turn, OfficeError> {
    let kind = worker.kind();
    let now = clock();
    // Looking is a reading; only what is due is worth an act.
    let due = office.db().read().await?.next_due(kind).await?;
    if due.is_none_or(|due| due > now.as_millisecond()) {
        return Ok(Turn::Nothing);
    }
    let (at, lease) = (now.as_millisecond(), worker.lease());
    let leased: Result<Option<Job>, OfficeError> = office
        .writer()
        .run(move |act: &mut Act<'_>| Box::pin(async move { Ok(act.lease(kind, at, lease).await?) }))
        .await;
    let Some(job) = leased? else { return Ok(Turn::Nothing) };
    let zone = TimeZone::get(&office.config().zone).map_err(|error| OfficeError::Stored(error.to_string()))?;
    // A task of its own, so that a fault of the program in one job is that job's alone.
    let worked = tokio::spawn(worker.work(office.clone(), job.clone(), now.to_zoned(zone))).await;
    let worked = worked.unwrap_or_else(|error| Err(OfficeError::Stored(format!("the program failed: {error}"))));
    end(office, clock, worker, job, worked).await
}

async fn end(
    office: &Office,
    clock: &Clock,
    worker: &Arc<dyn Worker>,
    job: Job,
    worked: Result<Worked, OfficeError>,
) -> Result<Turn, OfficeError> {
    let (at, retry, kind) = (clock().as_millisecond(), worker.retry(), worker.kind());
    let writer = office.writer();
    let not_now = |error: OfficeError| Worked::NotNow { why: error.to_string(), then: None };
    match worked.unwrap_or_else(not_now) {
        Worked::Done(ending) => {
            let done = job.clone();
            // The ending is written also where the job is somebody else's by now: the work is done.
            let written: Result<(), OfficeError> = writer
                .run(move |act: &mut Act<'_>| {
                    Box::pin(async move {
                        act.job_done(&done).await?;
                        match ending {
                            Some(ending) => ending(act).await,
                            None => Ok(()),
                        }
                    })
                })
                .await;
            let Err(error) = written else { return Ok(Turn::Done) };
            let why = error.to_string();
            tracing::warn!(kind, job = job.job, %why, "the end of a job could not be written");
            put_back(office, job, at, retry, why).await
        }
        Worked::NotNow { why, then } => {
            let Some(then) = then else {
                tracing::warn!(kind, job = job.job, attempt = job.attempt, %why, "a job failed");
                return put_back(office, job, at, retry, why).await;
            };
            // Why stands where the work is looked at; it may name people, so not in the log.
            tracing::info!(kind, job = job.job, attempt = job.attempt, "a job is to be tried again");
            let given_up = retry.wait(job.attempt).is_none();
            let written: Result<(), OfficeError> = writer
                .run(move |act: &mut Act<'_>| {
                    Box::pin(async move {
                        let own = if given_up {
                            act.job_done(&job).await?
                        } else {
                            act.job_failed(&job, at, &retry, &why).await?
                        };
                        if own { then(act, given_up).await } else { Ok(()) }
                    })
                })
                .await;
            written.map(|()| Turn::Failed)
        }
    }
}

async fn put_back(
    office: &Office,
    job: Job,
    at: i64,
    retry: hefu_store::Retry,
    why: String,
) -> Result<Turn, OfficeError> {
    let back: Result<bool, OfficeError> = office
        .writer()
        .run(move |act: &mut Act<'_>| Box::pin(async move { Ok(act.job_failed(&job, at, &retry, &why).await?) }))
        .await;
    back.map(|_| Turn::Failed)
}
