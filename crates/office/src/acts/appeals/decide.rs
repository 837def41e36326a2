//! Deciding on an appeal.

use hefu_exchange::joint::Step;
use hefu_store::Act;
use hefu_words::Message;

use super::{appealing, keep, may};
use crate::Office;
use crate::acts::{Doing, conflict, given, record};
use crate::appeals::{Against, AppealHappened, AppealOutcome};
use crate::error::{OfficeError, Refusal};
use crate::happened::Happened;
use crate::joint::course;
use crate::letters::{LetterKind, letters_to_team};
use crate::rights::Action;

/// Decides on an appeal that waits; those who take part in the application are written to. That one was upheld is told to the
/// partner's office. Nothing follows by itself: what was settled or signed by both offices stands until both change it.
///
/// # Errors
/// A refusal where the viewer may not, none waits or it is another than was seen, or no reason is given.
pub async fn decide_appeal(
    office: &Office,
    doing: Doing,
    draft: &str,
    against: Against,
    seen: i64,
    (outcome, reason): (Option<AppealOutcome>, &str),
) -> Result<(), OfficeError> {
    let outcome = outcome.ok_or_else(|| Refusal::invalid("outcome", Message::new("appeal-outcome-missing")))?;
    let (draft, reason) = (draft.to_owned(), given("reason", reason)?);
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let found = appealing(&office, act.tx(), &doing, &draft, against).await?;
                may(&office, &found, Action::Decide, seen)?;
                let revision = found.waits().ok_or_else(|| conflict("appeal-none-waits"))?.revision;
                let (number, said) = (found.number.clone(), reason.clone());
                let decided = AppealHappened::Decided { number, against, revision, outcome, reason: said };
                keep(act, &doing, decided).await?;
                let direction = found.standing.direction.clone();
                if outcome == AppealOutcome::Upheld && course(&office, act.tx(), &direction).await?.is_some() {
                    let (against, number) = (against.word().to_owned(), found.number.clone());
                    let step = Step::Upheld { against, number, reason: reason.clone() };
                    record(act, &doing, &Happened::JointStep { direction, step }).await?;
                }
                let facts = found
                    .facts()
                    .blank("outcome", Message::new(format!("appeal-outcome-{}", outcome.word())))
                    .blank("reason", reason.as_str());
                letters_to_team(&office, act, &doing, LetterKind::AppealDecided, &draft, &facts).await
            })
        })
        .await
}
