//! What the office asks for and what was confirmed, into the tables.

use hefu_store::{Tx, Value};

use super::exchange::text;
use crate::confirmation::{ConfirmationStep, Level};
use crate::error::OfficeError;

/// Brings the tables up to date with one event.
pub(super) async fn apply(tx: &mut Tx<'_>, step: &ConfirmationStep, at: &str) -> Result<(), OfficeError> {
    match step {
        ConfirmationStep::Required { direction, wanted, .. } => {
            let sql = "INSERT INTO confirmation_rules (direction, body, since) VALUES ($1, $2, $3)
                       ON CONFLICT (direction) DO UPDATE SET body = excluded.body, since = excluded.since";
            tx.execute(sql, &[text(direction), text(&serde_json::to_string(wanted)?), text(at)]).await?;
        }
        ConfirmationStep::RecommenderNamed { name, account } => {
            let sql = "INSERT INTO recommenders (name, account, since) VALUES ($1, $2, $3)";
            tx.execute(sql, &[text(name), text(&account.0), text(at)]).await?;
        }
        ConfirmationStep::RecommenderDismissed { name, account } => {
            let sql = "DELETE FROM recommenders WHERE name = $1 AND account = $2";
            tx.execute(sql, &[text(name), text(&account.0)]).await?;
        }
        ConfirmationStep::Asked { draft, level, whom } => {
            let sql = "INSERT INTO confirmers (draft, level, whom, since) VALUES ($1, $2, $3, $4)
                       ON CONFLICT (draft, level) DO UPDATE SET whom = excluded.whom, since = excluded.since";
            tx.execute(sql, &[text(draft), text(level.word()), text(whom), text(at)]).await?;
        }
        ConfirmationStep::Confirmed { number, level, revision, digest, account, name, body } => {
            let values = [
                text(number),
                text(level.word()),
                Value::Int(*revision),
                text(digest),
                text(&account.0),
                text(name),
                text(body),
                text(at),
            ];
            let sql = "INSERT INTO confirmations (number, level, revision, digest, account, name, body, at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
            tx.execute(sql, &values).await?;
        }
        ConfirmationStep::Withdrawn { number, level: Level::Unit, .. } => lapse(tx, number).await?,
        ConfirmationStep::Withdrawn { number, level, .. } => {
            let sql = "DELETE FROM confirmations WHERE number = $1 AND level = $2";
            tx.execute(sql, &[text(number), text(level.word())]).await?;
        }
        ConfirmationStep::SentBack { number, level, revision, name, body, reason, .. } => {
            let values = [
                text(number),
                text(level.word()),
                Value::Int(*revision),
                text(name),
                text(body),
                text(reason),
                text(at),
            ];
            let sql = "INSERT INTO sent_back (number, level, revision, name, body, reason, at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7)
                       ON CONFLICT (number) DO UPDATE SET level = excluded.level, revision = excluded.revision,
                         name = excluded.name, body = excluded.body, reason = excluded.reason, at = excluded.at";
            tx.execute(sql, &values).await?;
            super::withdrawn(tx, number, at).await?;
        }
    }
    Ok(())
}

/// Nothing of an application is confirmed any more.
pub(super) async fn lapse(tx: &mut Tx<'_>, number: &str) -> Result<(), OfficeError> {
    tx.execute("DELETE FROM confirmations WHERE number = $1", &[text(number)]).await?;
    Ok(())
}
