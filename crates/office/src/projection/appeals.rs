//! Tables of appeals.

use hefu_store::{Tx, Value};

use crate::appeals::AppealHappened;
use crate::error::OfficeError;
use crate::exchange::text;

pub(super) async fn apply(tx: &mut Tx<'_>, happened: &AppealHappened, at: &str) -> Result<(), OfficeError> {
    match happened {
        AppealHappened::TermsSet { direction, against, revision, terms } => {
            let sql = "INSERT INTO appeal_terms (direction, against, revision, body, at) VALUES ($1, $2, $3, $4, $5)";
            let body = terms.as_ref().map(serde_json::to_string).transpose()?.map_or(Value::Null, Value::Text);
            let values = [text(direction), text(against.word()), Value::Int(*revision), body, text(at)];
            tx.execute(sql, &values).await?;
        }
        AppealHappened::Lodged { number, against, revision, text: said } => {
            let sql = "INSERT INTO appeals
                         (number, against, revision, body, digest, at, withdrawn, decided, reason, decided_at)
                       VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL, '', NULL)";
            let held = said.document.as_ref().and_then(|document| document.held.as_ref());
            let values = [
                text(number),
                text(against.word()),
                Value::Int(*revision),
                Value::Text(serde_json::to_string(said)?),
                held.map_or(Value::Null, |held| text(&held.digest)),
                text(at),
            ];
            tx.execute(sql, &values).await?;
        }
        AppealHappened::Withdrawn { number, against, revision } => {
            let sql = "UPDATE appeals SET withdrawn = $4 WHERE number = $1 AND against = $2 AND revision = $3";
            tx.execute(sql, &[text(number), text(against.word()), Value::Int(*revision), text(at)]).await?;
        }
        AppealHappened::Decided { number, against, revision, outcome, reason } => {
            let sql = "UPDATE appeals SET decided = $4, reason = $5, decided_at = $6
                       WHERE number = $1 AND against = $2 AND revision = $3";
            let which = [text(number), text(against.word()), Value::Int(*revision)];
            let said = [text(outcome.word()), text(reason), text(at)];
            tx.execute(sql, &[which, said].concat()).await?;
        }
    }
    Ok(())
}
