//! Ruling on a finding that a person must rule on.

use hefu_check::{Outcome, Ruling, RulingAnswer};
use hefu_store::Act;
use hefu_words::Message;

use super::submit::handed_in_title;
use super::{Doing, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::letters::{Facts, LetterKind, letters_to_team};
use crate::rights::{Action, Class};
use crate::views::{findings_of, load_draft, standing_of_number};

/// Rules on a finding of an application. A later ruling on the same finding takes the place of the earlier, which stays
/// readable in the journal.
///
/// # Errors
/// When the viewer may not, no reason is given, there is no such finding, or it is not one a person rules on.
pub async fn rule(
    office: &Office,
    doing: Doing,
    number: &str,
    finding: &str,
    answer: RulingAnswer,
    why: &str,
) -> Result<(), OfficeError> {
    let (number, finding, why) = (number.to_owned(), finding.to_owned(), why.trim().to_owned());
    if why.is_empty() {
        return Err(Refusal::invalid("why", Message::new("office-reason-missing")).into());
    }
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of_number(&office, act.tx(), &doing, &number).await?;
                office.require(&standing, Action::Rule, Class::Findings)?;
                let stored = load_draft(act.tx(), &standing.draft).await?.ok_or_else(Refusal::not_found)?;
                let findings = findings_of(&office, act.tx(), &stored, &doing.now).await?;
                let about = findings.iter().find(|f| f.id == finding).ok_or_else(Refusal::not_found)?;
                if about.outcome != Outcome::Person && about.ruled.is_none() {
                    let message = Message::new("office-not-for-a-person");
                    return Err(Refusal::new(RefusalKind::Invalid, message).under(&about.clause).into());
                }
                let word = match answer {
                    RulingAnswer::Met => "letter-answer-met",
                    RulingAnswer::NotMet => "letter-answer-not-met",
                };
                let facts = Facts::of_application(&standing.draft, &number, &handed_in_title(act, &number).await?)
                    .clause(&about.clause)
                    .blank("answer", Message::new(word));
                let when = doing.now.to_string();
                let ruling = Ruling { finding, answer, who: doing.viewer.name.clone(), when, why };
                record(act, &doing, &Happened::RulingMade { number, ruling }).await?;
                letters_to_team(&office, act, &doing, LetterKind::Ruled, &standing.draft, &facts).await
            })
        })
        .await
}
