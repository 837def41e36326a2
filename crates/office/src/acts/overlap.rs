//! The acts on overlap: what an office sets, having a direction compared, stopping that, and noting what was made of a finding.

use hefu_store::{Act, NewJob, Tx, Value};
use hefu_words::Message;

use super::{Doing, RunState, given, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::happened::Happened;
use crate::overlap::{Found, OverlapSettings, OverlapStep, Remark, digest, finding_of, least_units, settings};
use crate::rights::{Action, Thing};

/// The kind of the jobs that compare.
pub(crate) const OVERLAP: &str = "overlap";

async fn step(act: &mut Act<'_>, doing: &Doing, step: OverlapStep) -> Result<(), OfficeError> {
    record(act, doing, &Happened::Overlap(step)).await?;
    Ok(())
}

/// Sets what holds for comparing a direction. Setting the same again changes nothing.
///
/// # Errors
/// When the viewer may not, there is no such direction, or two settings contradict each other.
pub async fn set_overlap(
    office: &Office,
    doing: Doing,
    direction: &str,
    wanted: OverlapSettings,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::Overlap)?;
    let direction = office.direction(direction)?.number.clone();
    for (field, units) in [("listing", wanted.listing), ("alert", wanted.alert)] {
        if units.is_some_and(|units| units < least_units()) {
            let message = Message::new("overlap-desk-least").with("least", least_units());
            return Err(Refusal::invalid(field, message).into());
        }
    }
    if wanted.common == Some(0) {
        return Err(Refusal::invalid("common", Message::new("overlap-desk-common-least")).into());
    }
    if wanted.listing.zip(wanted.alert).is_some_and(|(listing, alert)| alert < listing) {
        return Err(Refusal::invalid("alert", Message::new("overlap-desk-alert-below")).into());
    }
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if settings(act.tx(), &direction).await? == wanted {
                    return Ok(());
                }
                step(act, &doing, OverlapStep::Set { direction, settings: wanted }).await
            })
        })
        .await
}

/// Has the applications of a direction compared by a worker. Gives what the comparison is known by.
///
/// # Errors
/// When the viewer may not, there is no such direction, something is not set, or a comparison is under way.
pub async fn compare_texts(office: &Office, doing: Doing, direction: &str) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Compare, Thing::Overlap)?;
    let direction = office.direction(direction)?.number.clone();
    let run = office.random().name()?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if let Some(field) = settings(act.tx(), &direction).await?.unset().first() {
                    let what = Message::new(format!("overlap-desk-set-{field}"));
                    let message = Message::new("overlap-desk-unset-first").with("what", what);
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                let sql = "SELECT run FROM overlap_runs WHERE direction = $1 AND state = 'running'";
                if act.tx().maybe_row(sql, &[text(&direction)]).await?.is_some() {
                    return Err(Refusal::new(RefusalKind::Conflict, Message::new("overlap-desk-running")).into());
                }
                // Of those that have ended, the journal says what is worth knowing.
                act.tx().execute("DELETE FROM overlap_runs WHERE direction = $1", &[text(&direction)]).await?;
                let values = [
                    text(&run),
                    text(&direction),
                    text(RunState::Running.word()),
                    text(&doing.viewer.name),
                    text(&doing.now.to_string()),
                ];
                let sql = "INSERT INTO overlap_runs (run, direction, state, done, total, message, who, at)
                           VALUES ($1, $2, $3, 0, 0, '', $4, $5)";
                act.tx().execute(sql, &values).await?;
                let job = NewJob {
                    kind: OVERLAP.to_owned(),
                    once: Some(format!("{OVERLAP} {run}")),
                    body: run.clone(),
                    due: doing.now.timestamp().as_millisecond(),
                };
                act.enqueue(&job).await?;
                Ok(run)
            })
        })
        .await
}

/// Stops the comparison of a direction that is under way. What was found before stays.
///
/// # Errors
/// When the viewer may not, or there is no such direction.
pub async fn stop_comparison(office: &Office, doing: Doing, direction: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Compare, Thing::Overlap)?;
    let values = [text(&office.direction(direction)?.number), text(RunState::Cancelled.word())];
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "UPDATE overlap_runs SET state = $2 WHERE direction = $1 AND state = 'running'";
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

/// Notes what an officer made of a finding. `evidence` is the digest of what was looked at; what is said counts as long as that
/// is the same. Nothing else follows.
///
/// # Errors
/// When the viewer may not, no reason is given, there is no such finding, or it has changed.
pub async fn note_overlap(
    office: &Office,
    doing: Doing,
    direction: &str,
    (applications, evidence): ([&str; 2], &str),
    remark: Remark,
    why: &str,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Compare, Thing::Overlap)?;
    let direction = office.direction(direction)?.number.clone();
    let (applications, evidence) = (applications.map(str::to_owned), evidence.to_owned());
    let why = given("why", why)?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let [one, other] = &applications;
                let found = finding_of(act.tx(), &direction, [one, other]).await?.ok_or_else(Refusal::not_found)?;
                if found.evidence()? != evidence {
                    return Err(Refusal::conflict("why", Message::new("plan-changed-meanwhile")).into());
                }
                let who = doing.viewer.name.clone();
                let applications = found.applications;
                step(act, &doing, OverlapStep::Noted { applications, evidence, remark, why, who }).await
            })
        })
        .await
}

/// A comparison under way: its direction and who asked, unless it has ended.
pub(crate) async fn comparing(tx: &mut Tx<'_>, run: &str) -> Result<Option<(String, String)>, OfficeError> {
    let sql = "SELECT direction, who FROM overlap_runs WHERE run = $1 AND state = 'running'";
    let row = tx.maybe_row(sql, &[text(run)]).await?;
    row.map(|row| Ok((row.text("direction")?, row.text("who")?))).transpose()
}

/// Notes how far a comparison is.
pub(crate) async fn advance_comparison(
    office: &Office,
    run: &str,
    done: usize,
    total: usize,
) -> Result<(), OfficeError> {
    let count = |count: usize| Value::Int(i64::try_from(count).unwrap_or(i64::MAX));
    let values = [text(run), count(done), count(total)];
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "UPDATE overlap_runs SET done = $2, total = $3 WHERE run = $1 AND state = 'running'";
                act.tx().execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

/// Notes that a comparison cannot be done, and why.
pub(crate) async fn fail_comparison(act: &mut Act<'_>, run: &str, why: &Message) -> Result<(), OfficeError> {
    let values = [text(run), text(RunState::Failed.word()), text(&serde_json::to_string(why)?)];
    let sql = "UPDATE overlap_runs SET state = $2, message = $3 WHERE run = $1 AND state = 'running'";
    act.tx().execute(sql, &values).await?;
    Ok(())
}

/// Keeps what a comparison found in place of what the one before it found, and journals it; unless it was stopped meanwhile.
pub(crate) async fn finish_comparison(
    act: &mut Act<'_>,
    doing: &Doing,
    run: String,
    settings: OverlapSettings,
    found: Found,
) -> Result<(), OfficeError> {
    let Some((direction, who)) = comparing(act.tx(), &run).await? else { return Ok(()) };
    let (findings, rest) = found.bodies()?;
    act.tx().execute("DELETE FROM overlap_findings WHERE direction = $1", &[text(&direction)]).await?;
    for ((place, body), finding) in (0i64..).zip(&findings).zip(&found.findings) {
        let [first, second] = &finding.applications;
        let alert = Value::Int(i64::from(finding.alert));
        let values = [text(&direction), Value::Int(place), text(first), text(second), alert, text(body)];
        let sql = "INSERT INTO overlap_findings (direction, place, first, second, alert, body)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        act.tx().execute(sql, &values).await?;
    }
    let sql = "INSERT INTO overlap_rest (direction, body) VALUES ($1, $2)
               ON CONFLICT (direction) DO UPDATE SET body = excluded.body";
    act.tx().execute(sql, &[text(&direction), text(&rest)]).await?;
    let sql = "UPDATE overlap_runs SET state = $2 WHERE run = $1";
    act.tx().execute(sql, &[text(&run), text(RunState::Done.word())]).await?;
    let compared = OverlapStep::Compared {
        direction,
        run,
        settings,
        applications: found.applications,
        texts: found.texts,
        findings: findings.len(),
        result: digest(findings.iter().map(String::as_str), &rest),
        who,
    };
    step(act, doing, compared).await
}
