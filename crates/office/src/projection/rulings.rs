//! Rulings on findings of applications, into the tables.

use hefu_check::Ruling;
use hefu_store::{Tx, Value};

use crate::error::OfficeError;
use crate::happened::Happened;

/// Brings the tables up to date with a ruling made or undone.
pub(super) async fn apply(tx: &mut Tx<'_>, happened: &Happened, at: &str) -> Result<(), OfficeError> {
    let text = |value: &str| Value::Text(value.to_owned());
    match happened {
        Happened::RulingMade { number, ruling, order } => {
            if let Some(order) = order {
                let sql = "SELECT body FROM rulings WHERE finding = $1";
                let earlier = tx.maybe_row(sql, &[text(&ruling.finding)]).await?.map(|row| row.text("body"));
                let values = [
                    text(order),
                    text(&ruling.finding),
                    text(number),
                    text(at),
                    earlier.transpose()?.into(),
                    Value::Text(serde_json::to_string(ruling)?),
                ];
                let sql = "INSERT INTO plan_rulings (plan, finding, number, made, earlier, body)
                           VALUES ($1, $2, $3, $4, $5, $6)";
                tx.execute(sql, &values).await?;
            }
            put(tx, number, ruling).await
        }
        Happened::RulingUndone { number, finding, order, earlier, .. } => {
            let sql = "UPDATE plan_rulings SET undone = $3 WHERE plan = $1 AND finding = $2";
            tx.execute(sql, &[text(order), text(finding), text(at)]).await?;
            match earlier {
                Some(ruling) => put(tx, number, ruling).await,
                None => {
                    tx.execute("DELETE FROM rulings WHERE finding = $1", &[text(finding)]).await?;
                    Ok(())
                }
            }
        }
        _ => Ok(()),
    }
}

async fn put(tx: &mut Tx<'_>, number: &str, ruling: &Ruling) -> Result<(), OfficeError> {
    let values = [
        Value::Text(ruling.finding.clone()),
        Value::Text(number.to_owned()),
        Value::Text(serde_json::to_string(ruling)?),
    ];
    let sql = "INSERT INTO rulings (finding, number, body) VALUES ($1, $2, $3)
               ON CONFLICT (finding) DO UPDATE SET body = excluded.body";
    tx.execute(sql, &values).await?;
    Ok(())
}
