//! Discussions among experts, into the tables: what is set, who takes part, what was written, which are closed.

use hefu_store::{Tx, Value};

use super::exchange::text;
use crate::error::OfficeError;
use crate::reviews::DiscussionStep;

/// Brings the tables up to date with one event.
pub(super) async fn apply(tx: &mut Tx<'_>, step: &DiscussionStep, at: &str) -> Result<(), OfficeError> {
    match step {
        DiscussionStep::Set { direction, settings } => {
            let sql = "INSERT INTO discussion_settings (direction, body, since) VALUES ($1, $2, $3)
                       ON CONFLICT (direction) DO UPDATE SET body = excluded.body, since = excluded.since";
            tx.execute(sql, &[text(direction), text(&serde_json::to_string(settings)?), text(at)]).await?;
        }
        DiscussionStep::Moved { number, open, why, who } => {
            let sql = "INSERT INTO discussions (number, open, why, who, at) VALUES ($1, $2, $3, $4, $5)
                       ON CONFLICT (number) DO UPDATE SET open = excluded.open, why = excluded.why,
                         who = excluded.who, at = excluded.at";
            let values = [text(number), Value::Int(i64::from(*open)), text(why), text(who), text(at)];
            tx.execute(sql, &values).await?;
        }
        DiscussionStep::Entered { number, expert, revision } => {
            let sql = "INSERT INTO discussion_experts (number, expert, revision, at) VALUES ($1, $2, $3, $4)";
            tx.execute(sql, &[text(number), text(expert), Value::Int(*revision), text(at)]).await?;
        }
        DiscussionStep::Written { number, expert, who, text: said } => {
            let sql = "SELECT COUNT(*) AS n FROM discussion_notes WHERE number = $1";
            let place = tx.row(sql, &[text(number)]).await?.int("n")? + 1;
            let expert = expert.as_ref().map_or(Value::Null, |expert| text(expert));
            let values = [text(number), Value::Int(place), expert, text(who), text(said), text(at)];
            let sql = "INSERT INTO discussion_notes (number, place, expert, who, body, at)
                       VALUES ($1, $2, $3, $4, $5, $6)";
            tx.execute(sql, &values).await?;
        }
    }
    Ok(())
}
