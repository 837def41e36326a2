//! What is done every hour: what has expired is deleted, and whose deadline is near is told.

use hefu_store::{Act, BoxFuture, Job, NewJob, Retry, Tx};
use jiff::{Timestamp, ToSpan as _, Zoned};

use super::{Worked, Worker, confirmations, reports};
use crate::Office;
use crate::acts::notices::instant;
use crate::error::OfficeError;
use crate::letters::{Facts, LetterKind, LetterMode, letters_to_team, mode_of, system};
use crate::views::own_notices;

const KIND: &str = "housekeeping";
const HOUR: i64 = 3_600_000;

/// Drafts that one act writes reminders for.
const AT_A_TIME: usize = 100;

/// Takes the one job that puts itself in again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Housekeeping;

fn next(due: i64) -> NewJob {
    NewJob { kind: KIND.to_owned(), once: Some(KIND.to_owned()), body: String::new(), due }
}

/// Puts the job in where there is none yet.
pub(super) async fn begin(office: &Office, now: Timestamp) -> Result<(), OfficeError> {
    if office.db().read().await?.next_due(KIND).await?.is_some() {
        return Ok(());
    }
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                act.enqueue(&next(now.as_millisecond())).await?;
                Ok(())
            })
        })
        .await
}

impl Worker for Housekeeping {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn retry(&self) -> Retry {
        Retry { first: 60_000, longest: HOUR, attempts: i64::MAX }
    }

    fn work(&self, office: Office, _: Job, now: Zoned) -> BoxFuture<'static, Result<Worked, OfficeError>> {
        Box::pin(async move {
            expire(&office, "sessions", "session", &now).await?;
            expire(&office, "sign_in_links", "link", &now).await?;
            remind(&office, &now).await?;
            confirmations::look(&office, &now).await?;
            let due = now.timestamp().as_millisecond().saturating_add(HOUR);
            Ok(Worked::with(move |act| {
                Box::pin(async move {
                    act.enqueue(&next(due)).await?;
                    Ok(())
                })
            }))
        })
    }
}

/// Deletes the rows of a table that expired. Instants stand there as text in the zone of whoever wrote them, so the text
/// narrows the rows down and the instant decides.
async fn expire(office: &Office, table: &str, key: &str, now: &Zoned) -> Result<(), OfficeError> {
    let latest = now.checked_add(27.hours()).map_err(|error| OfficeError::Stored(error.to_string()))?;
    let sql = format!("SELECT {key} AS name, expires FROM {table} WHERE expires < $1 ORDER BY expires, {key}");
    let mut gone = Vec::new();
    for row in office.db().read().await?.rows(&sql, &[latest.to_string().into()]).await? {
        if instant(&row.text("expires")?)? <= *now {
            gone.push(row.text("name")?);
        }
    }
    if gone.is_empty() {
        return Ok(());
    }
    let sql = format!("DELETE FROM {table} WHERE {key} = $1");
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                for name in gone {
                    act.tx().execute(&sql, &[name.into()]).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Writes to those whose application is not handed in, or has no other half, while its window closes within the days the
/// office has set; to each once for one closing instant. And to those whose report is due within the days set for that.
async fn remind(office: &Office, now: &Zoned) -> Result<(), OfficeError> {
    for kind in [LetterKind::DeadlineNear, LetterKind::PartnerMissing, LetterKind::ReportNear] {
        let written = near(office, kind, now).await?;
        for batch in written.chunks(AT_A_TIME) {
            let (office, batch, doing) = (office.clone(), batch.to_vec(), system(now));
            let writer = office.writer().clone();
            let done: Result<(), OfficeError> = writer
                .run(move |act: &mut Act<'_>| {
                    Box::pin(async move {
                        for (draft, facts) in &batch {
                            letters_to_team(&office, act, &doing, kind, draft, facts).await?;
                        }
                        Ok(())
                    })
                })
                .await;
            done?;
        }
    }
    Ok(())
}

/// What there is to write of this kind: draft and facts.
async fn near(office: &Office, kind: LetterKind, now: &Zoned) -> Result<Vec<(String, Facts)>, OfficeError> {
    let mut tx = office.db().read().await?;
    let (mode, days) = mode_of(&mut tx, kind).await?;
    let Some(days) = days.filter(|_| mode != LetterMode::Off) else { return Ok(Vec::new()) };
    if kind == LetterKind::ReportNear {
        drop(tx);
        return reports::near(office, days, now).await;
    }
    let mut written = Vec::new();
    for (direction, notice) in own_notices(&mut tx).await? {
        let Some(closes) = notice.window.closes.clone().filter(|_| office.is_open(&notice, now)) else { continue };
        if closes.checked_sub(days.days()).is_ok_and(|from| from <= *now) {
            let about = match kind {
                LetterKind::PartnerMissing => alone(office, &mut tx, &direction).await?,
                _ => open_drafts(&mut tx, &direction).await?,
            };
            for (draft, number, title) in about {
                let facts = Facts::of_application(&draft, &number, &title)
                    .direction(&direction)
                    .instant("closes", &closes)
                    .once(format!("{draft} {}", closes.timestamp()));
                let facts = match partner(office, &direction).filter(|_| kind == LetterKind::PartnerMissing) {
                    Some(side) => facts.partner(&side).path(format!("/applications/{draft}/pair")),
                    None => facts,
                };
                written.push((draft, facts));
            }
        }
    }
    Ok(written)
}

/// The side that funds together with this office's.
fn partner(office: &Office, direction: &str) -> Option<String> {
    let pairing = office.guide().pairing_of(direction)?;
    pairing.sides.iter().find(|side| **side != office.config().side).cloned()
}

/// Applications of a direction handed in of which pairing found no other half: draft, number and title.
async fn alone(
    office: &Office,
    tx: &mut Tx<'_>,
    direction: &str,
) -> Result<Vec<(String, String, String)>, OfficeError> {
    let sql = "SELECT a.draft AS draft, a.number AS number, a.title AS title FROM applications a
               JOIN halves h ON h.number = a.number AND h.side = $2 AND h.state = 'alone'
               WHERE a.direction = $1 AND a.state = 'submitted' ORDER BY a.number";
    let values = [direction.into(), office.config().side.as_str().into()];
    let rows = tx.rows(sql, &values).await?;
    rows.iter().map(|row| Ok((row.text("draft")?, row.text("number")?, row.text("title")?))).collect()
}

/// Applications of a direction that are not handed in: draft, number and title, which may be empty.
async fn open_drafts(tx: &mut Tx<'_>, direction: &str) -> Result<Vec<(String, String, String)>, OfficeError> {
    let sql = "SELECT d.draft AS draft, a.number AS number, s.body AS project
               FROM drafts d LEFT JOIN applications a ON a.draft = d.draft
               LEFT JOIN draft_sections s ON s.draft = d.draft AND s.section = 'project'
               WHERE d.direction = $1 AND COALESCE(a.state, 'draft') <> 'submitted' ORDER BY d.draft";
    let mut found = Vec::new();
    for row in tx.rows(sql, &[direction.into()]).await? {
        let title = row.maybe_text("project")?.map(|body| crate::views::title(&body)).transpose()?;
        let number = row.maybe_text("number")?.unwrap_or_default();
        found.push((row.text("draft")?, number, title.unwrap_or_default()));
    }
    Ok(found)
}
