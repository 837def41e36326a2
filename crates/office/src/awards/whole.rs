//! Everything there is of an award, and what hinders closing it as complete.

use hefu_closing::{Hindrance, Line, LineState, hindrances, line_state, owed};
use hefu_store::Tx;

use super::{
    AskedReport, AwardOf, FigureCheck, LineNow, OwnChange, ReportVersion, TheirChange, asked_reports, changes_of,
    checks_of, lines_of, own_half, report_versions_of,
};
use crate::Office;
use crate::error::OfficeError;
use crate::reviews::partner_half;

/// A line of the closing checklist as it stands.
#[derive(Clone, Debug)]
pub struct OwedLine {
    /// What is owed.
    pub line: Line,
    /// What was shown last.
    pub now: Option<LineNow>,
    /// Where it stands.
    pub state: LineState,
    /// Figures that were checked for it, the newest first.
    pub checks: Vec<FigureCheck>,
}

/// Everything there is of an award.
#[derive(Clone, Debug)]
pub struct WholeAward {
    /// The closing checklist.
    pub lines: Vec<OwedLine>,
    /// Reports asked for, each with its versions, the newest first.
    pub reports: Vec<(AskedReport, Vec<ReportVersion>)>,
    /// Changes asked for here.
    pub changes: Vec<OwnChange>,
    /// Changes to which the partner's office agrees.
    pub theirs: Vec<TheirChange>,
}

impl WholeAward {
    /// What hinders closing it as complete (5G-5 among others: a demonstration is shown, or waived with a reason).
    pub fn hinders(&self) -> Vec<Hindrance> {
        let lines = self.lines.iter().map(|owed| (&owed.line, &owed.state));
        let reports = self.reports.iter().map(|(asked, versions)| {
            let ruled = versions.first().and_then(|last| last.ruled.as_ref());
            (asked.name.as_str(), ruled.is_some_and(|(accepted, ..)| *accepted))
        });
        let own = self.changes.iter().map(|change| (change.change.as_str(), change.state().answered()));
        let theirs = self.theirs.iter().map(|change| (change.change.as_str(), change.answer.is_some()));
        hindrances(lines, reports, own.chain(theirs))
    }
}

/// What the half of an award owes.
pub(crate) async fn owed_by(office: &Office, tx: &mut Tx<'_>, number: &str) -> Result<Vec<Line>, OfficeError> {
    let own = own_half(tx, number).await?;
    let partner = partner_half(office, tx, number).await?;
    Ok(owed(office.guide(), &own, partner.as_ref()))
}

/// Everything there is of the award of an application.
pub(crate) async fn whole(
    office: &Office,
    tx: &mut Tx<'_>,
    number: &str,
    of: &AwardOf,
) -> Result<WholeAward, OfficeError> {
    let mut shown = lines_of(tx, number).await?;
    let checks = checks_of(tx, number).await?;
    let owed = owed_by(office, tx, number).await?;
    let lines = owed.into_iter().map(|line| {
        let id = line.of.id();
        let now = shown.remove(&id);
        let ruled = now.as_ref().and_then(|now| now.ruled.as_ref()).map(|(ruled, ..)| *ruled);
        let stated = now.as_ref().map(|now| (&now.shown.fields, now.shown.record()));
        let checks = checks.iter().rev().filter(|(known, _)| *known == id).map(|(_, check)| check.clone());
        OwedLine { state: line_state(&line, stated, ruled), checks: checks.collect(), line, now }
    });
    let lines = lines.collect();
    let versions = report_versions_of(tx, number).await?;
    let reports = asked_reports(tx, &of.course.direction).await?.into_iter().map(|asked| {
        let own = versions.iter().filter(|version| version.report == asked.report).cloned().collect();
        (asked, own)
    });
    let reports = reports.collect();
    let changes = changes_of(tx, number, &of.course.own, of.told()).await?;
    Ok(WholeAward { lines, reports, changes, theirs: of.theirs() })
}
