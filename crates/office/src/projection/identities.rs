//! The comparison of identity numbers, into the tables: what this office and its partner have set and told.

use hefu_exchange::identities::{IdentityStep, question_id};
use hefu_store::{Tx, Value};

use super::exchange::{own_side, text};
use crate::error::OfficeError;
use crate::identities::IdentityHappened;

/// Brings the tables up to date with one event.
pub(super) async fn apply(tx: &mut Tx<'_>, step: &IdentityHappened, at: &str) -> Result<(), OfficeError> {
    match step {
        IdentityHappened::Set { direction, most: Some(most), key } => {
            let sql = "INSERT INTO identity_settings (direction, key, most, since) VALUES ($1, $2, $3, $4)
                       ON CONFLICT (direction) DO UPDATE SET key = excluded.key, most = excluded.most,
                         since = excluded.since";
            tx.execute(sql, &[text(direction), text(key), Value::Int(i64::from(*most)), text(at)]).await?;
        }
        IdentityHappened::Set { direction, most: None, .. } => {
            let own = own_side(tx).await?;
            tx.execute("DELETE FROM identity_settings WHERE direction = $1", &[text(direction)]).await?;
            let sql = "DELETE FROM identity_people WHERE direction = $1 AND side = $2";
            tx.execute(sql, &[text(direction), text(&own)]).await?;
        }
        IdentityHappened::Told { direction, told } => {
            let own = own_side(tx).await?;
            match told {
                IdentityStep::People { .. } => people(tx, direction, &own, told, at).await?,
                IdentityStep::Asked { key, elements } => asked(tx, direction, &own, (key, elements), told, at).await?,
                IdentityStep::Answered { question, .. } | IdentityStep::Refused { question, .. } => {
                    ended(tx, direction, (&own, false), question, told, at).await?;
                }
                IdentityStep::Offered { .. } | IdentityStep::Ended {} => {}
            }
        }
        IdentityHappened::Doubted { direction, question, reason } => {
            let own = own_side(tx).await?;
            let sql = "UPDATE identity_questions SET state = 'doubted', answer = $4, ended = $5
                       WHERE direction = $1 AND side = $2 AND question = $3";
            tx.execute(sql, &[text(direction), text(&own), text(question), text(reason), text(at)]).await?;
        }
        IdentityHappened::Compared { direction, result } => {
            let sql = "INSERT INTO identity_results (direction, body, at) VALUES ($1, $2, $3)
                       ON CONFLICT (direction) DO UPDATE SET body = excluded.body, at = excluded.at";
            tx.execute(sql, &[text(direction), text(&serde_json::to_string(result)?), text(at)]).await?;
        }
    }
    Ok(())
}

/// What the partner has told. What answers no question of this office's, or one that is answered already, has no effect.
pub(super) async fn partner(
    tx: &mut Tx<'_>,
    (direction, side): (&str, &str),
    step: &IdentityStep,
    at: &str,
) -> Result<(), OfficeError> {
    let own = own_side(tx).await?;
    match step {
        IdentityStep::Offered { key, most } => {
            let sql = "INSERT INTO identity_partners (direction, side, key, most, since) VALUES ($1, $2, $3, $4, $5)
                       ON CONFLICT (direction) DO UPDATE SET side = excluded.side, key = excluded.key,
                         most = excluded.most, since = excluded.since";
            let values = [text(direction), text(side), text(key), Value::Int(i64::from(*most)), text(at)];
            tx.execute(sql, &values).await?;
            // What was refused may be asked again.
            let sql = "UPDATE identity_questions SET state = 'lapsed'
                       WHERE direction = $1 AND side = $2 AND state = 'refused'";
            tx.execute(sql, &[text(direction), text(&own)]).await?;
        }
        IdentityStep::Ended {} => {
            let values = [text(direction), text(side)];
            tx.execute("DELETE FROM identity_partners WHERE direction = $1 AND side = $2", &values).await?;
            tx.execute("DELETE FROM identity_people WHERE direction = $1 AND side = $2", &values).await?;
        }
        IdentityStep::People { .. } => people(tx, direction, side, step, at).await?,
        IdentityStep::Asked { key, elements } => asked(tx, direction, side, (key, elements), step, at).await?,
        IdentityStep::Answered { question, .. } | IdentityStep::Refused { question, .. } => {
            ended(tx, direction, (&own, true), question, step, at).await?;
        }
    }
    Ok(())
}

async fn people(
    tx: &mut Tx<'_>,
    direction: &str,
    side: &str,
    step: &IdentityStep,
    at: &str,
) -> Result<(), OfficeError> {
    let sql = "INSERT INTO identity_people (direction, side, body, at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (direction, side) DO UPDATE SET body = excluded.body, at = excluded.at";
    tx.execute(sql, &[text(direction), text(side), text(&serde_json::to_string(step)?), text(at)]).await?;
    Ok(())
}

async fn asked(
    tx: &mut Tx<'_>,
    direction: &str,
    side: &str,
    (key, elements): (&str, &[String]),
    step: &IdentityStep,
    at: &str,
) -> Result<(), OfficeError> {
    let values = [
        text(direction),
        text(side),
        text(&question_id(key, elements)),
        text(key),
        Value::Int(i64::try_from(elements.len()).unwrap_or(i64::MAX)),
        text(&serde_json::to_string(step)?),
        text(at),
    ];
    let sql =
        "INSERT INTO identity_questions (direction, side, question, key, count, state, body, answer, asked, ended)
               VALUES ($1, $2, $3, $4, $5, 'asked', $6, '', $7, '')
               ON CONFLICT (direction, side, question) DO NOTHING";
    tx.execute(sql, &values).await?;
    Ok(())
}

/// A question that waits is answered or refused: one of this office's own, or one that was asked here.
async fn ended(
    tx: &mut Tx<'_>,
    direction: &str,
    (own, ours): (&str, bool),
    question: &str,
    step: &IdentityStep,
    at: &str,
) -> Result<(), OfficeError> {
    let state = if matches!(step, IdentityStep::Answered { .. }) { "answered" } else { "refused" };
    let whose = if ours { "side = $2" } else { "side <> $2" };
    let sql = format!(
        "UPDATE identity_questions SET state = $4, answer = $5, ended = $6
         WHERE direction = $1 AND {whose} AND question = $3 AND state = 'asked'"
    );
    let answer = serde_json::to_string(step)?;
    let values = [text(direction), text(own), text(question), text(state), text(&answer), text(at)];
    tx.execute(&sql, &values).await?;
    Ok(())
}
