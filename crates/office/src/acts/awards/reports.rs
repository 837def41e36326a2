//! Reports: asked of every award of a direction, handed in, accepted or returned.

use hefu_store::{Act, Tx};
use hefu_words::Message;
use jiff::civil::Date;

use super::{Holding, conflict, held as award_here, keep, may, write};
use crate::Office;
use crate::acts::{Doing, given, publication};
use crate::awards::{AskedReport, AwardHappened, Report, ReportVersion, asked_reports, report_versions_of};
use crate::documents::{Upload, take_in};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::joint::course_of;
use crate::letters::LetterKind;
use crate::rights::{Action, Thing};
use crate::views::held_numbers;

/// A report to be handed in.
#[derive(Debug)]
pub struct NewReport {
    /// The version the sender saw, 0 where none was handed in yet.
    pub seen: i64,
    /// What is to be said beside the document.
    pub words: String,
    /// The document, with its name.
    pub document: (String, Upload),
}

/// Asks every award of a direction for a report, and writes to those who hold one. What is asked is the office's own setting: the
/// guide names none.
///
/// # Errors
/// A refusal where the viewer may not, nothing is published, the name is missing or given already, or the day is past.
pub async fn ask_report(
    office: &Office,
    doing: Doing,
    direction: &str,
    name: &str,
    until: Option<Date>,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Decide, Thing::AwardOpen)?;
    let direction = office.direction(direction)?.number.clone();
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Refusal::invalid("name", Message::new("award-report-name-missing")).into());
    }
    let until = until.ok_or_else(|| Refusal::invalid("until", Message::new("award-report-day-missing")))?;
    if until < doing.now.date() {
        return Err(Refusal::invalid("until", Message::new("award-report-day-past")).into());
    }
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let course = course_of(&office, act.tx(), &direction).await?;
                let published = publication(&course).filter(|(round, ..)| round.published.contains_key(&course.own));
                published.ok_or_else(|| conflict("award-none"))?;
                let known = asked_reports(act.tx(), &direction).await?;
                if known.iter().any(|report| report.name == name) {
                    return Err(Refusal::invalid("name", Message::new("award-report-known")).into());
                }
                let report = format!("r{}", known.len().saturating_add(1));
                let (of, called) = (direction.clone(), name.clone());
                let asked = AwardHappened::ReportAsked { direction: of, report, name: called, until };
                keep(act, &doing, asked).await?;
                for number in held_numbers(&course) {
                    let sql = "SELECT draft FROM applications WHERE number = $1";
                    let Some(row) = act.tx().maybe_row(sql, &[text(&number)]).await? else { continue };
                    let held = award_here(&office, act.tx(), &doing, &row.text("draft")?).await?;
                    if held.standing.thing == Thing::AwardClosed {
                        continue;
                    }
                    let facts = held.facts().blank("report", name.as_str()).blank("until", until.to_string());
                    write(&office, act, &doing, LetterKind::ReportAsked, &held, facts).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn report_of(
    tx: &mut Tx<'_>,
    held: &Holding,
    report: &str,
) -> Result<(AskedReport, Option<ReportVersion>), OfficeError> {
    let asked = asked_reports(tx, &held.standing.direction).await?;
    let asked = asked.into_iter().find(|known| known.report == report).ok_or_else(Refusal::not_found)?;
    let versions = report_versions_of(tx, &held.number).await?;
    Ok((asked, versions.into_iter().find(|version| version.report == report)))
}

fn unchanged(now: Option<&ReportVersion>, seen: i64) -> Result<(), Refusal> {
    if now.map_or(0, |now| now.revision) != seen {
        return Err(conflict("award-report-changed"));
    }
    match now.and_then(|now| now.ruled.as_ref()) {
        Some((true, ..)) => Err(conflict("award-report-accepted")),
        _ => Ok(()),
    }
}

/// Hands in a report, for the first time or again until it is accepted. After its last day it is taken too, and seen to be late.
///
/// # Errors
/// A refusal where the viewer may not, the award is closed, it is accepted already, somebody handed it in meanwhile, or the file is
/// no document this office takes.
pub async fn submit_report(
    office: &Office,
    doing: Doing,
    draft: &str,
    report: &str,
    new: NewReport,
) -> Result<(), OfficeError> {
    let NewReport { seen, words, document: (name, upload) } = new;
    {
        let mut tx = office.db().read().await?;
        let held = may(office, &mut tx, &doing, draft, Action::Edit).await?;
        unchanged(report_of(&mut tx, &held, report).await?.1.as_ref(), seen)?;
    }
    let (document, file) = take_in(office, &name, upload, &doing.now).await?;
    let (draft, report) = (draft.to_owned(), report.to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, Action::Edit).await?;
                unchanged(report_of(act.tx(), &held, &report).await?.1.as_ref(), seen)?;
                act.keep_file(&file).await?;
                let content = Report { words: words.trim().to_owned(), document };
                let (number, revision) = (held.number.clone(), seen.saturating_add(1));
                keep(act, &doing, AwardHappened::ReportSubmitted { number, report, revision, content }).await
            })
        })
        .await
}

/// Accepts a report as handed in last, or returns it; then those who hold the award are written to.
///
/// # Errors
/// A refusal where the viewer may not, the award is closed, none was handed in, it was handed in again meanwhile or ruled on
/// already, or it is returned without a reason.
pub async fn rule_report(
    office: &Office,
    doing: Doing,
    draft: &str,
    report: &str,
    seen: i64,
    (accepted, reason): (bool, &str),
) -> Result<(), OfficeError> {
    let reason = if accepted { reason.trim().to_owned() } else { given("reason", reason)? };
    let (draft, report) = (draft.to_owned(), report.to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, Action::Decide).await?;
                let (asked, now) = report_of(act.tx(), &held, &report).await?;
                unchanged(now.as_ref(), seen)?;
                if now.is_none_or(|now| now.ruled.is_some()) {
                    return Err(conflict("award-report-not-handed-in").into());
                }
                let (number, said) = (held.number.clone(), reason.clone());
                let ruled = AwardHappened::ReportRuled { number, report, revision: seen, accepted, reason };
                keep(act, &doing, ruled).await?;
                if accepted {
                    return Ok(());
                }
                let facts = held.facts().blank("what", asked.name.as_str()).blank("reason", said.as_str());
                write(&office, act, &doing, LetterKind::AwardReturned, &held, facts).await
            })
        })
        .await
}
