//! What a parcel of the partner's tells of awards, passed on to those who hold them here.

use hefu_closing::ChangeKind;
use hefu_exchange::joint::{AwardStep, Step};
use hefu_exchange::{Record, Terms};
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
pub(crate) async fn tell_awards_there(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    terms: &Terms,
    records: &[serde_json::Value],
) -> Result<(), OfficeError> {
    for record in records.iter().filter_map(|value| Record::read(value).ok()) {
        let Record::Joint { direction, step: Step::Award { pair, award, .. } } = record else { continue };
        if !terms.decision || !terms.directions.contains(&direction) {
            continue;
        }
        let Some(of) = award_of_pair(office, act.tx(), &direction, &pair).await? else { continue };
        let Some(number) = of.award.line.numbers.get(&of.course.own) else { continue };
        let sql = "SELECT draft FROM applications WHERE number = $1";
        let Some(row) = act.tx().maybe_row(sql, &[text(number)]).await? else { continue };
        let held = award_here(office, act.tx(), doing, &row.text("draft")?).await?;
        let own = &held.of.course.own;
        match award {
            AwardStep::Answers { change, agreed, reason } => {
                let place = (own.clone(), change);
                let told = held.of.told().and_then(|told| told.changes.get(&place));
                // What is said first counts; a second answer is not told.
                let Some(told) = told.filter(|told| told.answer == Some((agreed, reason.clone()))) else { continue };
                let kind = told.kind.clone();
                answered_to(office, act, doing, &held, (&kind, agreed, &reason)).await?;
            }
            AwardStep::Changes { kind, to, reason, .. } => {
                let kind = ChangeKind::from_word(&kind).unwrap_or(ChangeKind::Other);
                let facts = held
                    .facts()
                    .partner(held.of.course.partner())
                    .blank("kind", Message::new(format!("award-change-{}", kind.word())))
                    .blank("to", to)
                    .blank("reason", reason);
                write(office, act, doing, LetterKind::ChangeThere, &held, facts).await?;
            }
            AwardStep::Closes { .. } => {}
        }
    }
    Ok(())
}
