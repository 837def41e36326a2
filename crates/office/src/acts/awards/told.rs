//! What a parcel of the partner's tells of an award, passed on to those who hold it here.

use hefu_closing::ChangeKind;
use hefu_exchange::joint::AwardStep;
use hefu_store::Act;
use hefu_words::Message;

use super::changes::answered_to;
use super::{held as award_here, write};
use crate::Office;
use crate::acts::Doing;
use crate::awards::award_of_pair;
use crate::error::OfficeError;
use crate::exchange::text;
use crate::letters::LetterKind;

/// Writes to those who hold an award here that the partner's office answered their change, or agrees to one that both need.
pub(crate) async fn tell_award_there(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    (direction, pair): (&str, &str),
    award: &AwardStep,
) -> Result<(), OfficeError> {
    let Some(of) = award_of_pair(office, act.tx(), direction, pair).await? else { return Ok(()) };
    let Some(number) = of.award.line.numbers.get(&of.course.own) else { return Ok(()) };
    let sql = "SELECT draft FROM applications WHERE number = $1";
    let Some(row) = act.tx().maybe_row(sql, &[text(number)]).await? else { return Ok(()) };
    let held = award_here(office, act.tx(), doing, &row.text("draft")?).await?;
    match award {
        AwardStep::Answers { change, agreed, reason } => {
            let place = (held.of.course.own.clone(), change.clone());
            let told = held.of.told().and_then(|told| told.changes.get(&place));
            // What is said first counts; a second answer is not told.
            let said = Some((*agreed, reason.clone()));
            let Some(kind) = told.filter(|told| told.answer == said).map(|told| told.kind.clone()) else {
                return Ok(());
            };
            answered_to(office, act, doing, &held, (&kind, *agreed, reason)).await
        }
        AwardStep::Changes { kind, to, reason, .. } => {
            let kind = ChangeKind::from_word(kind).unwrap_or(ChangeKind::Other);
            let facts = held
                .facts()
                .partner(held.of.course.partner())
                .blank("kind", Message::new(format!("award-change-{}", kind.word())))
                .blank("to", to.as_str())
                .blank("reason", reason.as_str());
            write(office, act, doing, LetterKind::ChangeThere, &held, facts).await
        }
        AwardStep::Registered(_) | AwardStep::Closes { .. } => Ok(()),
    }
}
