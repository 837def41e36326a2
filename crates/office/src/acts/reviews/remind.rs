//! Experts whose reviews are outstanding are written to.

use std::collections::BTreeSet;

use hefu_store::Act;
use hefu_words::Message;

use crate::Office;
use crate::acts::Doing;
use crate::error::{OfficeError, Refusal};
use crate::letters::{Facts, LetterKind, Recipient, letter};
use crate::person::AccountId;
use crate::reviews::deadline_of;
use crate::rights::{Action, Thing};
use crate::views::outstanding;

/// Writes to the experts named whose reviews of a direction are outstanding: one letter each, with how many and until when.
/// Nobody is written to twice within the same minute. Gives how many letters were written.
///
/// # Errors
/// When the viewer may not, or nobody is named.
pub async fn remind_reviewers(
    office: &Office,
    doing: Doing,
    direction: &str,
    experts: BTreeSet<String>,
) -> Result<usize, OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::ReviewForm)?;
    let direction = office.direction(direction)?.number.clone();
    if experts.is_empty() {
        return Err(Refusal::invalid("expert", Message::new("review-remind-nobody")).into());
    }
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let until = deadline_of(act.tx(), &direction).await?;
                let mut count = 0;
                for line in outstanding(act.tx(), &direction).await? {
                    let Some(account) = line.account.filter(|_| experts.contains(&line.expert)) else { continue };
                    let by = match &until {
                        Some(until) => Message::new("review-by").with("at", crate::views::shown(until)),
                        None => Message::new("review-by-unset"),
                    };
                    let facts = Facts::new()
                        .direction(&direction)
                        .blank("count", i64::try_from(line.open).unwrap_or(i64::MAX))
                        .blank("by", by)
                        .path("/reviews")
                        .once(format!("{direction} {}", doing.now.strftime("%Y-%m-%dT%H:%M%:z")));
                    let to = Recipient::Account(AccountId(account));
                    let written = letter(&office, act, &doing, LetterKind::ReviewOutstanding, &to, facts).await?;
                    count += usize::from(written.is_some());
                }
                Ok(count)
            })
        })
        .await
}
