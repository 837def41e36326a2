//! Closing an award: as complete, when everything it owed is accepted or waived; or otherwise, with a reason.

use hefu_closing::Outcome;
use hefu_exchange::joint::AwardStep;
use hefu_store::Act;
use hefu_words::Message;

use super::{keep, may, tell, write};
use crate::Office;
use crate::acts::{Doing, given};
use crate::awards::{AwardHappened, whole};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::letters::LetterKind;
use crate::rights::Action;

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
                    let hinders = whole(&office, act.tx(), &held.number, &held.of).await?.hinders();
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
