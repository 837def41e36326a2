//! The register of experts, their answers and their seats, into the tables.

use hefu_store::{Tx, Value};

use super::exchange::text;
use crate::error::OfficeError;
use crate::experts::{Expert, ExpertState, ExpertStep, Seat, Stood};

/// Brings the tables up to date with one event.
pub(super) async fn apply(tx: &mut Tx<'_>, step: &ExpertStep, at: &str) -> Result<(), OfficeError> {
    match step {
        ExpertStep::Entered { experts, .. } => {
            for expert in experts {
                enter(tx, expert, at).await?;
            }
        }
        ExpertStep::Retired { experts, .. } => {
            for expert in experts {
                state(tx, expert, ExpertState::Retired).await?;
            }
        }
        ExpertStep::Invited { expert, email } => {
            let sql = "INSERT INTO expert_invitations (expert, email, invited, answer, reason, statement, answered)
                       VALUES ($1, $2, $3, '', '', '', '')
                       ON CONFLICT (expert) DO UPDATE SET email = excluded.email, invited = excluded.invited,
                         answer = '', reason = '', statement = '', answered = ''";
            tx.execute(sql, &[text(expert), text(email), text(at)]).await?;
            state(tx, expert, ExpertState::Invited).await?;
        }
        ExpertStep::Agreed { expert, statement } => {
            let sql = "UPDATE expert_invitations SET statement = $2 WHERE expert = $1";
            tx.execute(sql, &[text(expert), text(statement)]).await?;
        }
        ExpertStep::Bound { expert, account } => {
            let sql = "UPDATE experts SET account = $2, state = 'accepted' WHERE expert = $1";
            tx.execute(sql, &[text(expert), text(&account.0)]).await?;
            answered(tx, expert, "accepted", "", at).await?;
        }
        ExpertStep::Declined { expert, reason } => {
            state(tx, expert, ExpertState::Declined).await?;
            answered(tx, expert, "declined", reason, at).await?;
        }
        ExpertStep::SettingsSet { settings } => set(tx, "", &serde_json::to_string(settings)?, at).await?,
        ExpertStep::PanelSet { direction, settings } => {
            set(tx, direction, &serde_json::to_string(settings)?, at).await?;
        }
        ExpertStep::ConflictDecided { seat, rule, evidence, stands, why, who } => {
            let values = [
                text(&seat.number),
                text(&seat.expert),
                text(rule),
                text(evidence),
                Value::Int(i64::from(*stands)),
                text(why),
                text(who),
                text(at),
            ];
            let sql = "INSERT INTO conflict_decisions (number, expert, rule, evidence, stands, why, who, at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                       ON CONFLICT (number, expert, rule) DO UPDATE SET evidence = excluded.evidence,
                         stands = excluded.stands, why = excluded.why, who = excluded.who, at = excluded.at";
            tx.execute(sql, &values).await?;
        }
        ExpertStep::ConflictDeclared { seat, why } => {
            let sql = "INSERT INTO conflicts_declared (number, expert, why, at) VALUES ($1, $2, $3, $4)
                       ON CONFLICT (number, expert) DO UPDATE SET why = excluded.why, at = excluded.at";
            tx.execute(sql, &[text(&seat.number), text(&seat.expert), text(why), text(at)]).await?;
        }
        ExpertStep::Named { draft, experts, who } => {
            let sql = "INSERT INTO named_experts (draft, revision, body, who, at) VALUES ($1, 1, $2, $3, $4)
                       ON CONFLICT (draft) DO UPDATE SET revision = named_experts.revision + 1, body = excluded.body,
                         who = excluded.who, at = excluded.at";
            let body = serde_json::to_string(experts)?;
            tx.execute(sql, &[text(draft), text(&body), text(who), text(at)]).await?;
        }
        ExpertStep::SeatsChanged { direction, order, put, taken, why, who } => {
            let mut gone = Vec::new();
            for seat in taken {
                gone.push(Stood { since: since(tx, seat).await?, seat: seat.clone() });
                take(tx, seat).await?;
            }
            for seat in put {
                give(tx, seat, at).await?;
            }
            let body = serde_json::to_string(&(put, gone))?;
            let values = [text(order), text(direction), text(&body), text(why), text(who), text(at)];
            let sql = "INSERT INTO seat_orders (seat_order, direction, body, why, who, at, undone)
                       VALUES ($1, $2, $3, $4, $5, $6, '')";
            tx.execute(sql, &values).await?;
        }
        ExpertStep::SeatsRestored { order, back, gone, .. } => {
            for seat in gone {
                take(tx, seat).await?;
            }
            for Stood { seat, since } in back {
                give(tx, seat, since).await?;
            }
            let sql = "UPDATE seat_orders SET undone = $2 WHERE seat_order = $1";
            tx.execute(sql, &[text(order), text(at)]).await?;
        }
    }
    Ok(())
}

/// A new expert begins as entered; who was taken off and is entered again is back as they were.
async fn enter(tx: &mut Tx<'_>, expert: &Expert, at: &str) -> Result<(), OfficeError> {
    let values = [
        text(&expert.number),
        text(&expert.name),
        text(&expert.email),
        text(&expert.side),
        text(&serde_json::to_string(expert)?),
        text(at),
    ];
    let sql = "INSERT INTO experts (expert, account, name, email, side, body, state, since)
               VALUES ($1, NULL, $2, $3, $4, $5, 'entered', $6)
               ON CONFLICT (expert) DO UPDATE SET name = excluded.name, email = excluded.email, side = excluded.side,
                 body = excluded.body, since = excluded.since,
                 state = CASE WHEN experts.state <> 'retired' THEN experts.state
                   WHEN experts.account IS NULL THEN 'entered' ELSE 'accepted' END";
    tx.execute(sql, &values).await?;
    Ok(())
}

async fn set(tx: &mut Tx<'_>, key: &str, body: &str, at: &str) -> Result<(), OfficeError> {
    let sql = "INSERT INTO expert_settings (direction, body, since) VALUES ($1, $2, $3)
               ON CONFLICT (direction) DO UPDATE SET body = excluded.body, since = excluded.since";
    tx.execute(sql, &[text(key), text(body), text(at)]).await?;
    Ok(())
}

async fn state(tx: &mut Tx<'_>, expert: &str, state: ExpertState) -> Result<(), OfficeError> {
    tx.execute("UPDATE experts SET state = $2 WHERE expert = $1", &[text(expert), text(state.word())]).await?;
    Ok(())
}

async fn answered(tx: &mut Tx<'_>, expert: &str, answer: &str, why: &str, at: &str) -> Result<(), OfficeError> {
    let sql = "UPDATE expert_invitations SET answer = $2, reason = $3, answered = $4 WHERE expert = $1";
    tx.execute(sql, &[text(expert), text(answer), text(why), text(at)]).await?;
    Ok(())
}

async fn since(tx: &mut Tx<'_>, seat: &Seat) -> Result<String, OfficeError> {
    let sql = "SELECT since FROM seats WHERE number = $1 AND expert = $2";
    Ok(tx.row(sql, &[text(&seat.number), text(&seat.expert)]).await?.text("since")?)
}

async fn give(tx: &mut Tx<'_>, seat: &Seat, since: &str) -> Result<(), OfficeError> {
    let sql = "INSERT INTO seats (number, expert, since) VALUES ($1, $2, $3)";
    tx.execute(sql, &[text(&seat.number), text(&seat.expert), text(since)]).await?;
    Ok(())
}

async fn take(tx: &mut Tx<'_>, seat: &Seat) -> Result<(), OfficeError> {
    let sql = "DELETE FROM seats WHERE number = $1 AND expert = $2";
    tx.execute(sql, &[text(&seat.number), text(&seat.expert)]).await?;
    Ok(())
}
