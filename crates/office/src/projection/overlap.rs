//! Overlap into the tables: what is set, the last comparison of each direction, what people made of its findings.

use hefu_store::{Tx, Value};

use super::exchange::text;
use crate::error::OfficeError;
use crate::overlap::OverlapStep;

/// Brings the tables up to date with one event.
pub(super) async fn apply(tx: &mut Tx<'_>, step: &OverlapStep, at: &str) -> Result<(), OfficeError> {
    match step {
        OverlapStep::Set { direction, settings } => {
            let sql = "INSERT INTO overlap_settings (direction, body, since) VALUES ($1, $2, $3)
                       ON CONFLICT (direction) DO UPDATE SET body = excluded.body, since = excluded.since";
            tx.execute(sql, &[text(direction), text(&serde_json::to_string(settings)?), text(at)]).await?;
        }
        OverlapStep::Compared { direction, run, who, .. } => {
            let sql = "INSERT INTO overlap_comparisons (direction, run, body, who, at) VALUES ($1, $2, $3, $4, $5)
                       ON CONFLICT (direction) DO UPDATE SET run = excluded.run, body = excluded.body,
                         who = excluded.who, at = excluded.at";
            let body = serde_json::to_string(step)?;
            tx.execute(sql, &[text(direction), text(run), text(&body), text(who), text(at)]).await?;
        }
        OverlapStep::Noted { applications: [first, second], evidence, remark, why, who } => {
            let sql = "SELECT COUNT(*) AS notes FROM overlap_notes WHERE first = $1 AND second = $2";
            let notes = tx.row(sql, &[text(first), text(second)]).await?.int("notes")?;
            let values = [
                text(first),
                text(second),
                Value::Int(notes + 1),
                text(evidence),
                text(remark.word()),
                text(why),
                text(who),
                text(at),
            ];
            let sql = "INSERT INTO overlap_notes (first, second, place, evidence, word, why, who, at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
            tx.execute(sql, &values).await?;
        }
    }
    Ok(())
}
