//! Work to be done after an act is stored: letters, parcels, renderings. Put in by the act itself, so that none is done
//! for an act that was not stored and none is forgotten for one that was. Times are milliseconds since
//! 1970-01-01T00:00Z.

use crate::act::Act;
use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::{Row, Value};

/// A job to put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Who takes it: `letter`, `parcel`…
    pub kind: String,
    /// What it is known by, where a second job of the same name must not be put in while the first is here.
    pub once: Option<String>,
    /// What is to be done, for whoever takes it to read.
    pub body: String,
    /// Not before this instant.
    pub due: i64,
}

/// A job taken for a while. Whoever took it may see it through only while nobody else has taken it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub job: i64,
    /// Who takes it.
    pub kind: String,
    /// What is to be done.
    pub body: String,
    /// The how-many-th attempt this is, from 1. It counts takers that ended without a word, too.
    pub attempt: i64,
    /// How often it was ever taken: tells this taker from others.
    taken: i64,
}

/// A job given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadJob {
    /// The job as it was taken last.
    pub job: Job,
    /// What went wrong last.
    pub fault: String,
}

/// When a failed job is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Milliseconds after the first failure; each further one doubles them.
    pub first: i64,
    /// Never longer than this, in milliseconds.
    pub longest: i64,
    /// Attempts before it is given up.
    pub attempts: i64,
}

impl Retry {
    /// Milliseconds to wait after this many attempts failed; nothing where it is given up.
    pub fn wait(&self, attempt: i64) -> Option<i64> {
        let doublings = u32::try_from(attempt.saturating_sub(1).clamp(0, 62)).unwrap_or(62);
        (attempt < self.attempts).then(|| self.first.saturating_mul(1 << doublings).min(self.longest))
    }
}

impl Act<'_> {
    /// Puts in a job. Gives its number; nothing where one of the same name is here already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(&mut self, job: &NewJob) -> Result<Option<i64>, StoreError> {
        let sql = "INSERT INTO store_jobs (kind, once, body, state, due, attempt, taken)
                   VALUES ($1, $2, $3, 'waiting', $4, 0, 0)
                   ON CONFLICT (once) DO NOTHING RETURNING job";
        let values: [Value; 4] =
            [job.kind.as_str().into(), job.once.clone().into(), job.body.as_str().into(), job.due.into()];
        self.tx().maybe_row(sql, &values).await?.map(|row| row.int("job")).transpose()
    }

    /// Takes the job of a kind that has been due longest until `now + lease` milliseconds; also one that somebody took
    /// and has not seen through in time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lease(&mut self, kind: &str, now: i64, lease: i64) -> Result<Option<Job>, StoreError> {
        let sql = "SELECT job FROM store_jobs WHERE kind = $1 AND state IN ('waiting', 'leased') AND due <= $2
                   ORDER BY due, job LIMIT 1";
        let Some(row) = self.tx().maybe_row(sql, &[kind.into(), now.into()]).await? else { return Ok(None) };
        let sql = "UPDATE store_jobs SET state = 'leased', due = $2, attempt = attempt + 1, taken = taken + 1
                   WHERE job = $1 RETURNING job, kind, body, attempt, taken";
        let values = [row.int("job")?.into(), now.saturating_add(lease).into()];
        Ok(Some(read(&self.tx().row(sql, &values).await?)?))
    }

    /// Ends a job that is done. Gives whether it was still this taker's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_done(&mut self, job: &Job) -> Result<bool, StoreError> {
        let sql = "DELETE FROM store_jobs WHERE job = $1 AND taken = $2 AND state = 'leased'";
        Ok(self.tx().execute(sql, &[job.job.into(), job.taken.into()]).await? == 1)
    }

    /// Puts a job that failed back for later, or gives it up. Gives whether it was still this taker's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_failed(&mut self, job: &Job, now: i64, retry: &Retry, fault: &str) -> Result<bool, StoreError> {
        let wait = retry.wait(job.attempt);
        let sql = "UPDATE store_jobs SET state = $3, due = $4, fault = $5
                   WHERE job = $1 AND taken = $2 AND state = 'leased'";
        let state = if wait.is_some() { "waiting" } else { "dead" };
        let due = now.saturating_add(wait.unwrap_or(0));
        let values = [job.job.into(), job.taken.into(), state.into(), due.into(), fault.into()];
        Ok(self.tx().execute(sql, &values).await? == 1)
    }

    /// Has a job that was given up tried again from the beginning. Gives whether there was such a one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revive(&mut self, job: i64, now: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE store_jobs SET state = 'waiting', due = $2, attempt = 0 WHERE job = $1 AND state = 'dead'";
        Ok(self.tx().execute(sql, &[job.into(), now.into()]).await? == 1)
    }
}

impl Tx<'_> {
    /// Jobs that were given up, after the one of number `after` (0 from the beginning), at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dead_jobs(&mut self, after: i64, limit: i64) -> Result<Vec<DeadJob>, StoreError> {
        let sql = "SELECT job, kind, body, attempt, taken, fault FROM store_jobs WHERE state = 'dead' AND job > $1
                   ORDER BY job LIMIT $2";
        let rows = self.rows(sql, &[after.into(), limit.into()]).await?;
        let dead = |row: &Row| Ok(DeadJob { job: read(row)?, fault: row.maybe_text("fault")?.unwrap_or_default() });
        rows.iter().map(dead).collect()
    }

    /// When the next job of a kind falls due, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_due(&mut self, kind: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT MIN(due) AS due FROM store_jobs WHERE kind = $1 AND state IN ('waiting', 'leased')";
        self.row(sql, &[kind.into()]).await?.maybe_int("due")
    }
}

fn read(row: &Row) -> Result<Job, StoreError> {
    Ok(Job {
        job: row.int("job")?,
        kind: row.text("kind")?,
        body: row.text("body")?,
        attempt: row.int("attempt")?,
        taken: row.int("taken")?,
    })
}
