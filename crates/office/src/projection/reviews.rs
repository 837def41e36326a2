//! What is asked of experts and what they have handed in, into the tables.

use hefu_store::{Tx, Value};

use super::exchange::text;
use crate::error::OfficeError;
use crate::reviews::ReviewStep;

/// Brings the tables up to date with one event.
pub(super) async fn apply(tx: &mut Tx<'_>, step: &ReviewStep, at: &str) -> Result<(), OfficeError> {
    match step {
        ReviewStep::FormFrozen { direction, form, digest } => {
            let sql = "INSERT INTO review_forms (direction, body, digest, frozen) VALUES ($1, $2, $3, $4)
                       ON CONFLICT (direction) DO UPDATE SET body = excluded.body, digest = excluded.digest,
                         frozen = excluded.frozen";
            let values = [text(direction), text(&serde_json::to_string(form)?), text(digest), text(at)];
            tx.execute(sql, &values).await?;
        }
        ReviewStep::DeadlineSet { direction, until: Some(until), .. } => {
            let sql = "INSERT INTO review_deadlines (direction, until, since) VALUES ($1, $2, $3)
                       ON CONFLICT (direction) DO UPDATE SET until = excluded.until, since = excluded.since";
            tx.execute(sql, &[text(direction), text(&until.to_string()), text(at)]).await?;
        }
        ReviewStep::DeadlineSet { direction, until: None, .. } => {
            tx.execute("DELETE FROM review_deadlines WHERE direction = $1", &[text(direction)]).await?;
        }
        ReviewStep::Accepted { number, expert } => said(tx, (number, expert), "accepted", (false, ""), at).await?,
        ReviewStep::Declined { number, expert, conflict, reason } => {
            said(tx, (number, expert), "declined", (*conflict, reason), at).await?;
        }
        ReviewStep::Submitted { number, expert, revision, form, answers, digest } => {
            let values = [
                text(number),
                text(expert),
                Value::Int(*revision),
                text(form),
                text(&serde_json::to_string(answers)?),
                text(digest),
                text(at),
            ];
            let sql = "INSERT INTO reviews (number, expert, revision, state, form, body, digest, at)
                       VALUES ($1, $2, $3, 'submitted', $4, $5, $6, $7)";
            tx.execute(sql, &values).await?;
        }
        ReviewStep::Reopened { number, expert, revision } => {
            let sql = "UPDATE reviews SET state = 'reopened' WHERE number = $1 AND expert = $2 AND revision = $3";
            tx.execute(sql, &[text(number), text(expert), Value::Int(*revision)]).await?;
        }
    }
    Ok(())
}

async fn said(
    tx: &mut Tx<'_>,
    (number, expert): (&str, &str),
    state: &str,
    (conflict, reason): (bool, &str),
    at: &str,
) -> Result<(), OfficeError> {
    let values = [text(number), text(expert), text(state), Value::Int(i64::from(conflict)), text(reason), text(at)];
    let sql = "INSERT INTO review_seats (number, expert, state, conflict, reason, at) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (number, expert) DO UPDATE SET state = excluded.state, conflict = excluded.conflict,
                 reason = excluded.reason, at = excluded.at";
    tx.execute(sql, &values).await?;
    Ok(())
}
