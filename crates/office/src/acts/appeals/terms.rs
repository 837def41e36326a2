//! On what terms the office takes appeals.

use hefu_store::Act;
use hefu_words::Message;

use super::keep;
use crate::Office;
use crate::acts::{Doing, said};
use crate::appeals::{Against, AppealHappened, AppealTerms, terms_of};
use crate::error::{OfficeError, Refusal};
use crate::rights::{Action, Thing};

/// Most days for which an office may take appeals: a year.
const MOST_DAYS: u16 = 366;

/// Sets on what terms the office takes appeals against a decision in a direction, or that it takes none any more. For decisions
/// taken before, terms that were longer stay; setting the same again changes nothing.
///
/// # Errors
/// A refusal where the viewer may not, the days are none or too many, no ground is given, or it is not said who decides.
pub async fn set_appeal_terms(
    office: &Office,
    doing: Doing,
    direction: &str,
    against: Against,
    terms: Option<AppealTerms>,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::AppealOpen)?;
    let direction = office.direction(direction)?.number.clone();
    let terms = terms.map(checked).transpose()?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let known = terms_of(act.tx(), &direction, against).await?;
                if known.last().and_then(|(_, last)| last.as_ref()) == terms.as_ref() {
                    return Ok(());
                }
                let revision = i64::try_from(known.len()).unwrap_or(i64::MAX).saturating_add(1);
                keep(act, &doing, AppealHappened::TermsSet { direction, against, revision, terms }).await
            })
        })
        .await
}

fn checked(terms: AppealTerms) -> Result<AppealTerms, OfficeError> {
    if !(1..=MOST_DAYS).contains(&terms.days) {
        let message = Message::new("appeal-days-wrong").with("most", i64::from(MOST_DAYS));
        return Err(Refusal::invalid("days", message).into());
    }
    let mut grounds: Vec<String> = Vec::new();
    for ground in &terms.grounds {
        let ground = ground.split_whitespace().collect::<Vec<_>>().join(" ");
        if !ground.is_empty() && !grounds.contains(&ground) {
            grounds.push(ground);
        }
    }
    if grounds.is_empty() {
        return Err(Refusal::invalid("grounds", Message::new("appeal-grounds-missing")).into());
    }
    let decider = said("decider", &terms.decider, "appeal-decider-missing")?;
    Ok(AppealTerms { days: terms.days, grounds, decider })
}
