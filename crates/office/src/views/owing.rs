//! What is still owed after the decision: by those who hold an award, and by the office to those who wait for its answer.

use hefu_closing::Ruled;
use hefu_store::Tx;
use jiff::civil::Date;

use super::joint::held_numbers;
use crate::Office;
use crate::acts::{Doing, holding};
use crate::awards::{asked_reports, closing_of, lines_of, report_versions_of};
use crate::error::OfficeError;
use crate::exchange::text;
use crate::joint::course;
use crate::rights::{Action, Class, Thing};

/// A report that is asked for and not handed in, or was returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwedReport {
    /// Its id in the direction.
    pub report: String,
    /// Its name.
    pub name: String,
    /// Last day.
    pub until: Date,
    /// Whether one was handed in and returned.
    pub returned: bool,
}

/// The reports that the award of an application owes, in the order of their days.
pub(crate) async fn owed_reports(
    tx: &mut Tx<'_>,
    direction: &str,
    number: &str,
) -> Result<Vec<OwedReport>, OfficeError> {
    let asked = asked_reports(tx, direction).await?;
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let versions = report_versions_of(tx, number).await?;
    let owed = asked.into_iter().filter_map(|asked| {
        let last = versions.iter().find(|version| version.report == asked.report);
        let returned = match last.map(|last| last.ruled.as_ref()) {
            None => false,
            Some(Some((false, ..))) => true,
            Some(None | Some((true, ..))) => return None,
        };
        Some(OwedReport { report: asked.report, name: asked.name, until: asked.until, returned })
    });
    Ok(owed.collect())
}

/// What a viewer who may report on an award owes: reports, and how many lines of the closing checklist were returned. Nothing
/// where there is no award, it is closed, or it is not theirs to report on.
pub(super) async fn owed_by_holder(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    draft: &str,
) -> Result<(Vec<OwedReport>, usize), OfficeError> {
    let held = match holding(office, tx, doing, draft).await {
        Ok(held) => held,
        Err(OfficeError::Refused(_)) => return Ok((Vec::new(), 0)),
        Err(error) => return Err(error),
    };
    if held.standing.thing == Thing::AwardClosed || !office.may(&held.standing, Action::Edit, Class::Content) {
        return Ok((Vec::new(), 0));
    }
    let reports = owed_reports(tx, &held.standing.direction, &held.number).await?;
    let lines = lines_of(tx, &held.number).await?;
    let returned = |now: &&crate::awards::LineNow| matches!(now.ruled, Some((Ruled::Returned, ..)));
    Ok((reports, lines.values().filter(returned).count()))
}

/// An application of this office that holds an award.
#[derive(Clone, Debug)]
pub(crate) struct Holder {
    /// Its draft.
    pub draft: String,
    /// Its number.
    pub number: String,
    /// Title, as handed in.
    pub title: String,
}

/// The applications of a direction that hold an award that is not closed, by number.
pub(crate) async fn holders(office: &Office, tx: &mut Tx<'_>, direction: &str) -> Result<Vec<Holder>, OfficeError> {
    let Some(course) = course(office, tx, direction).await? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for number in held_numbers(&course) {
        if closing_of(tx, &number).await?.is_some() {
            continue;
        }
        let sql = "SELECT draft, title FROM applications WHERE number = $1";
        let Some(row) = tx.maybe_row(sql, &[text(&number)]).await? else { continue };
        found.push(Holder { draft: row.text("draft")?, title: row.text("title")?, number });
    }
    Ok(found)
}

/// What waits for this office after the decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers {
    /// Appeals to be decided.
    pub appeals: i64,
    /// Reports handed in and evidence shown, to be accepted or returned.
    pub shown: i64,
    /// Changes to be answered, asked for here or by the partner's office.
    pub changes: i64,
}

/// The same, counted.
pub(super) async fn answers_owed(office: &Office, tx: &mut Tx<'_>) -> Result<Answers, OfficeError> {
    // A new appeal is taken only when the one before was decided or withdrawn.
    let appeals = "SELECT COUNT(*) AS n FROM appeals WHERE withdrawn IS NULL AND decided IS NULL";
    let waits = |table: &str, key: &str| {
        format!(
            "(SELECT COUNT(*) FROM {table} v WHERE v.ruled IS NULL
               AND v.number NOT IN (SELECT number FROM award_closings)
               AND v.revision = (SELECT MAX(o.revision) FROM {table} o WHERE o.number = v.number AND o.{key} = v.{key}))"
        )
    };
    let shown = format!("SELECT {} + {} AS n", waits("award_report_versions", "report"), waits("award_lines", "line"));
    let changes = "SELECT COUNT(*) AS n FROM award_changes WHERE answered IS NULL
                     AND number NOT IN (SELECT number FROM award_closings)";
    let mut answers = Answers {
        appeals: tx.row(appeals, &[]).await?.int("n")?,
        shown: tx.row(&shown, &[]).await?.int("n")?,
        changes: tx.row(changes, &[]).await?.int("n")?,
    };
    for direction in office.directions() {
        let Some(course) = course(office, tx, &direction.number).await? else { continue };
        let told = course.joint.round().into_iter().flat_map(|round| round.held.values());
        let theirs = told
            .flat_map(|held| &held.changes)
            .filter(|((side, _), change)| side == course.partner() && change.answer.is_none());
        answers.changes += i64::try_from(theirs.count()).unwrap_or(i64::MAX);
    }
    Ok(answers)
}
