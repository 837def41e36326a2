//! What the tables hold of appeals.

use hefu_store::{Row, Tx};
use jiff::Zoned;

use super::{Against, Appeal, AppealOutcome, AppealTerms, Granted};
use crate::Office;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::happened::Happened;
use crate::views::{JointOutcome, outcome_of, settled_at};

/// Terms as they were set: when, and what; none where the office takes no more appeals.
pub(crate) type TermsSet = (Zoned, Option<AppealTerms>);

/// All terms that were set for a decision of a direction, the oldest first.
pub(crate) async fn terms_of(tx: &mut Tx<'_>, direction: &str, against: Against) -> Result<Vec<TermsSet>, OfficeError> {
    let sql = "SELECT body, at FROM appeal_terms WHERE direction = $1 AND against = $2 ORDER BY revision";
    let read = |row: &Row| {
        let terms = row.maybe_text("body")?.map(|body| serde_json::from_str(&body)).transpose()?;
        Ok((stored(&row.text("at")?)?, terms))
    };
    tx.rows(sql, &[text(direction), text(against.word())]).await?.iter().map(read).collect()
}

fn stored(at: &str) -> Result<Zoned, OfficeError> {
    at.parse().map_err(|error| OfficeError::Stored(format!("{at}: {error}")))
}

/// The terms that hold for a decision taken at this instant: those in force then or set since, the longest of them; what was once
/// granted for a decision is not taken back.
pub(crate) fn granted(set: &[TermsSet], taken: &Zoned, zone: &str) -> Option<Granted> {
    let then = set.iter().rposition(|(at, _)| at <= taken).unwrap_or(0);
    let hold = set.iter().skip(then).filter_map(|(_, terms)| terms.as_ref());
    // Of those alike the newest: `max_by_key` takes the last.
    hold.max_by_key(|terms| terms.days).and_then(|terms| Granted::of(terms.clone(), taken, zone))
}

/// When this office took a decision against an application; none where it took none, or for it.
pub(crate) async fn adverse(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
    number: &str,
    against: Against,
) -> Result<Option<Zoned>, OfficeError> {
    match against {
        Against::Settlement => {
            let Some((Happened::DirectionSettled { void, failed, .. }, at)) = settled_at(tx, direction).await? else {
                return Ok(None);
            };
            let out = void.iter().any(|void| void.number == number) || failed.iter().any(|known| known == number);
            if out { stored(&at).map(Some) } else { Ok(None) }
        }
        Against::Result => {
            let outcome = outcome_of(office, tx, direction, number).await?;
            Ok(outcome.filter(|(outcome, _)| *outcome == JointOutcome::NotSupported).map(|(_, at)| at))
        }
    }
}

/// The appeals of an application against a decision, the newest first.
pub(crate) async fn appeals_of(tx: &mut Tx<'_>, number: &str, against: Against) -> Result<Vec<Appeal>, OfficeError> {
    let sql = "SELECT revision, body, at, withdrawn, decided, reason, decided_at FROM appeals
               WHERE number = $1 AND against = $2 ORDER BY revision DESC";
    tx.rows(sql, &[text(number), text(against.word())]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Appeal, OfficeError> {
    let decided = match row.maybe_text("decided")? {
        None => None,
        Some(word) => {
            let unknown = || OfficeError::Stored(format!("outcome of an appeal `{word}`"));
            let outcome = AppealOutcome::from_word(&word).ok_or_else(unknown)?;
            Some((outcome, row.text("reason")?, row.maybe_text("decided_at")?.unwrap_or_default()))
        }
    };
    Ok(Appeal {
        revision: row.int("revision")?,
        text: serde_json::from_str(&row.text("body")?)?,
        at: row.text("at")?,
        withdrawn: row.maybe_text("withdrawn")?,
        decided,
    })
}

/// Drafts of applications with an appeal, with what it is against, in the order in which the last of each was lodged.
pub(crate) async fn lodged_here(tx: &mut Tx<'_>) -> Result<Vec<(String, Against)>, OfficeError> {
    let sql = "SELECT a.draft AS draft, p.against AS against, MAX(p.at) AS last
               FROM appeals p JOIN applications a ON a.number = p.number
               GROUP BY a.draft, p.against ORDER BY last, a.draft, p.against";
    let read = |row: &Row| {
        let word = row.text("against")?;
        let against = Against::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("appeal `{word}`")))?;
        Ok((row.text("draft")?, against))
    };
    tx.rows(sql, &[]).await?.iter().map(read).collect()
}
