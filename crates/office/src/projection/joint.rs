//! Steps towards the joint decision, into the tables: of this office and of its partner alike.

use hefu_exchange::joint::Step;
use hefu_store::{Tx, Value};

use super::exchange::{own_side, text};
use crate::error::OfficeError;
use crate::happened::Happened;

/// Brings the tables up to date with one event.
pub(super) async fn apply(tx: &mut Tx<'_>, happened: &Happened, at: &str) -> Result<(), OfficeError> {
    match happened {
        Happened::JointStep { direction, step } => {
            let side = own_side(tx).await?;
            add(tx, direction, &side, step, at).await
        }
        Happened::SupportListEntered { direction, file, digest, rows, who } => {
            let body = serde_json::to_string(rows)?;
            let values = [text(direction), text(file), text(digest), text(&body), text(who), text(at)];
            let sql = "INSERT INTO support_lists (direction, file, digest, body, who, at)
                       VALUES ($1, $2, $3, $4, $5, $6)
                       ON CONFLICT (direction) DO UPDATE SET file = excluded.file, digest = excluded.digest,
                         body = excluded.body, who = excluded.who, at = excluded.at";
            tx.execute(sql, &values).await?;
            Ok(())
        }
        Happened::MembersSet { direction, members } => {
            let body = serde_json::to_string(members)?;
            let sql = "INSERT INTO meeting_members (direction, body, at) VALUES ($1, $2, $3)
                       ON CONFLICT (direction) DO UPDATE SET body = excluded.body, at = excluded.at";
            tx.execute(sql, &[text(direction), text(&body), text(at)]).await?;
            Ok(())
        }
        Happened::ListSealed { direction, list, salt } => {
            let body = serde_json::to_string(list)?;
            let values =
                [text(direction), Value::Int(i64::from(list.round)), text(&list.method), text(&body), text(salt)];
            let sql = "INSERT INTO sealed_lists (direction, round, method, body, salt) VALUES ($1, $2, $3, $4, $5)";
            tx.execute(sql, &values).await?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Adds a step after those of its side. One that is there already, as when an exchange goes on after a stop and all is told
/// again, is not added twice.
pub(super) async fn add(
    tx: &mut Tx<'_>,
    direction: &str,
    side: &str,
    step: &Step,
    at: &str,
) -> Result<(), OfficeError> {
    let body = serde_json::to_string(step)?;
    let sql = "SELECT number FROM joint_steps WHERE direction = $1 AND side = $2 AND body = $3";
    let known = [text(direction), text(side), text(&body)];
    if tx.maybe_row(sql, &known).await?.is_some() {
        return Ok(());
    }
    let sql = "SELECT COALESCE(MAX(number), 0) AS last FROM joint_steps WHERE direction = $1 AND side = $2";
    let last = tx.row(sql, &[text(direction), text(side)]).await?.int("last")?;
    let values = [text(direction), text(side), Value::Int(last.saturating_add(1)), text(&body), text(at)];
    let sql = "INSERT INTO joint_steps (direction, side, number, body, at) VALUES ($1, $2, $3, $4, $5)";
    tx.execute(sql, &values).await?;
    Ok(())
}
