//! Closing an award: as complete, when everything it owed is accepted or waived; or otherwise, with a reason.

use hefu_closing::{Hindrance, Outcome, hindrances, line_state};
use hefu_exchange::joint::AwardStep;
use hefu_store::{Act, Tx};
use hefu_words::Message;

use super::evidence::owed_by;
use super::{Holding, keep, may, tell, write};
use crate::Office;
use crate::acts::{Doing, given};
use crate::awards::{AwardHappened, asked_reports, changes_of, lines_of, report_versions_of};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::letters::LetterKind;
use crate::rights::Action;

/// What hinders closing an award as complete (5G-5 among others: a demonstration is shown, or waived with a reason).
pub(crate) async fn hinders(office: &Office, tx: &mut Tx<'_>, held: &Holding) -> Result<Vec<Hindrance>, OfficeError> {
    let owed = owed_by(office, tx, &held.number).await?;
    let shown = lines_of(tx, &held.number).await?;
    let states: Vec<_> = owed
        .iter()
        .map(|line| {
            let now = shown.get(&line.of.id());
            let ruled = now.and_then(|now| now.ruled.as_ref()).map(|(ruled, ..)| *ruled);
            line_state(line, now.map(|now| (&now.shown.fields, now.shown.record())), ruled)
        })
        .collect();
    let versions = report_versions_of(tx, &held.number).await?;
    let accepted = |report: &str| {
        let last = versions.iter().find(|version| version.report == report);
        last.and_then(|last| last.ruled.as_ref()).is_some_and(|(accepted, ..)| *accepted)
    };
    let asked = asked_reports(tx, &held.standing.direction).await?;
    let reports: Vec<(&str, bool)> =
        asked.iter().map(|report| (report.name.as_str(), accepted(&report.report))).collect();
    let changes = changes_of(tx, &held.number, &held.of.course.own, held.of.told()).await?;
    let own = changes.iter().map(|change| (change.change.as_str(), change.state().answered()));
    let partner = held.of.course.partner();
    let theirs = held.of.told().into_iter().flat_map(|told| &told.changes).filter(|((side, _), _)| side == partner);
    let theirs = theirs.map(|((_, change), told)| (change.as_str(), told.answer.is_some()));
    Ok(hindrances(owed.iter().zip(&states), reports, own.chain(theirs)))
}

/// Closes an award at this office; the partner's office and those who hold it are told. It is not opened again.
///
/// # Errors
/// A refusal where the viewer may not, it is closed already, it is to be complete and something hinders that, or it is ended
/// without a reason.
pub async fn close_award(
    office: &Office,
    doing: Doing,
    draft: &str,
    outcome: Option<Outcome>,
    reason: &str,
) -> Result<(), OfficeError> {
    let outcome = outcome.ok_or_else(|| Refusal::invalid("outcome", Message::new("award-outcome-missing")))?;
    let reason = if outcome == Outcome::Completed { reason.trim().to_owned() } else { given("reason", reason)? };
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, Action::Decide).await?;
                if outcome == Outcome::Completed {
                    let hinders = hinders(&office, act.tx(), &held).await?;
                    if !hinders.is_empty() {
                        let message = Message::new("award-not-complete").with("count", hinders.len());
                        return Err(Refusal::new(RefusalKind::Conflict, message).into());
                    }
                }
                let (number, why) = (held.number.clone(), reason.clone());
                keep(act, &doing, AwardHappened::Closed { number, outcome, reason: why }).await?;
                let told = AwardStep::Closes { outcome: outcome.word().to_owned(), reason };
                tell(act, &doing, &held, told).await?;
                let facts = held.facts().blank("outcome", Message::new(format!("award-outcome-{}", outcome.word())));
                write(&office, act, &doing, LetterKind::AwardClosed, &held, facts).await
            })
        })
        .await
}
