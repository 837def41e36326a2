//! Tables of what happens after an award.

use hefu_store::{Tx, Value};

use crate::awards::AwardHappened;
use crate::documents::Document;
use crate::error::OfficeError;
use crate::exchange::text;

pub(super) async fn apply(tx: &mut Tx<'_>, happened: &AwardHappened, at: &str) -> Result<(), OfficeError> {
    match happened {
        AwardHappened::ReportAsked { direction, report, name, until } => {
            let sql = "INSERT INTO award_reports (direction, report, name, until, asked) VALUES ($1, $2, $3, $4, $5)";
            let values = [text(direction), text(report), text(name), text(&until.to_string()), text(at)];
            tx.execute(sql, &values).await?;
        }
        AwardHappened::ReportSubmitted { number, report, revision, content } => {
            let sql = "INSERT INTO award_report_versions (number, report, revision, body, at, ruled, reason, ruled_at)
                       VALUES ($1, $2, $3, $4, $5, NULL, '', NULL)";
            let body = Value::Text(serde_json::to_string(content)?);
            tx.execute(sql, &[text(number), text(report), Value::Int(*revision), body, text(at)]).await?;
            keep(tx, number, std::slice::from_ref(&content.document)).await?;
        }
        AwardHappened::ReportRuled { number, report, revision, accepted, reason } => {
            let sql = "UPDATE award_report_versions SET ruled = $4, reason = $5, ruled_at = $6
                       WHERE number = $1 AND report = $2 AND revision = $3";
            let word = if *accepted { "accepted" } else { "returned" };
            let place = [text(number), text(report), Value::Int(*revision), text(word), text(reason), text(at)];
            tx.execute(sql, &place).await?;
        }
        AwardHappened::LineShown { number, line, revision, shown } => {
            let sql = "INSERT INTO award_lines (number, line, revision, body, at, ruled, reason, ruled_at)
                       VALUES ($1, $2, $3, $4, $5, NULL, '', NULL)";
            let body = Value::Text(serde_json::to_string(shown)?);
            tx.execute(sql, &[text(number), text(line), Value::Int(*revision), body, text(at)]).await?;
            keep(tx, number, &shown.documents).await?;
        }
        AwardHappened::LineRuled { number, line, revision, ruled, reason } => {
            let sql = "INSERT INTO award_lines (number, line, revision, body, at, ruled, reason, ruled_at)
                       VALUES ($1, $2, $3, '{}', $4, $5, $6, $4)
                       ON CONFLICT (number, line, revision) DO UPDATE SET ruled = excluded.ruled,
                         reason = excluded.reason, ruled_at = excluded.ruled_at";
            let values = [text(number), text(line), Value::Int(*revision), text(at), text(ruled.word()), text(reason)];
            tx.execute(sql, &values).await?;
        }
        AwardHappened::FigureChecked { number, line, check, claim, verdict, recomputed, file, sha256, by } => {
            let sql = "INSERT INTO award_checks (number, number_of_check, line, claim, verdict, recomputed, file, sha256, by_whom, at)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
            let values = [
                text(number),
                Value::Int(*check),
                text(line),
                Value::Text(serde_json::to_string(claim)?),
                text(verdict),
                recomputed.as_deref().map_or(Value::Null, text),
                text(file),
                text(sha256),
                text(by),
                text(at),
            ];
            tx.execute(sql, &values).await?;
        }
        AwardHappened::ChangeAsked { number, change, kind, from, to, reason } => {
            let sql = "INSERT INTO award_changes
                         (number, change, kind, stood, wanted, reason, at, agreed, answer, answered)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, '', NULL)";
            let values = [text(number), text(change), text(kind.word()), text(from), text(to), text(reason), text(at)];
            tx.execute(sql, &values).await?;
        }
        AwardHappened::ChangeAnswered { number, change, agreed, reason } => {
            let sql =
                "UPDATE award_changes SET agreed = $3, answer = $4, answered = $5 WHERE number = $1 AND change = $2";
            let values = [text(number), text(change), Value::Int(i64::from(*agreed)), text(reason), text(at)];
            tx.execute(sql, &values).await?;
        }
        AwardHappened::Closed { number, outcome, reason } => {
            let sql = "INSERT INTO award_closings (number, outcome, reason, at) VALUES ($1, $2, $3, $4)";
            tx.execute(sql, &[text(number), text(outcome.word()), text(reason), text(at)]).await?;
        }
    }
    Ok(())
}

/// The files that something names: they are kept as long as it is.
async fn keep(tx: &mut Tx<'_>, number: &str, documents: &[Document]) -> Result<(), OfficeError> {
    let sql = "INSERT INTO award_documents (number, digest, name, length, media, pages) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (number, digest, name) DO NOTHING";
    for document in documents {
        let Some(held) = &document.held else { continue };
        let length = i64::try_from(held.bytes).unwrap_or(i64::MAX);
        let pages = held.pages.map_or(Value::Null, |pages| Value::Int(i64::from(pages)));
        let values =
            [text(number), text(&held.digest), text(&document.name), Value::Int(length), text(&held.media), pages];
        tx.execute(sql, &values).await?;
    }
    Ok(())
}
