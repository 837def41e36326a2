//! Whom an applicant asks to confirm; sending an application back; withdrawing a confirmation.

use hefu_store::{Act, Tx};
use hefu_words::Message;

use super::confirm::{ask_by_letter, asked_for, body_of, changed, facts_of, may};
use super::submit::handed_in_title;
use super::{Doing, given, record};
use crate::Office;
use crate::confirmation::{ConfirmationStep, Level, Stand, confirming};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::happened::Happened;
use crate::letters::{LetterKind, letters_to_team};
use crate::lists::keep_application;
use crate::rights::{Action, Class};
use crate::views::{shown, standing_of};

/// Asks somebody to confirm an application at a level: for the lead unit one of those in its team who administer a unit, by
/// account; for the recommender one body of those the office names. Whoever was asked before is asked no more.
///
/// # Errors
/// When the viewer may not; the direction asks for no such confirmation; it is given or its deadline is past; or `whom` cannot
/// confirm.
pub async fn ask_confirmation(
    office: &Office,
    doing: Doing,
    draft: &str,
    level: Level,
    whom: &str,
) -> Result<(), OfficeError> {
    let (draft, whom) = (draft.to_owned(), whom.to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Ask, Class::Content)?;
                let found = confirming(act.tx(), &draft, &doing.now).await?.ok_or_else(Refusal::not_found)?;
                let asked = found.at(level).ok_or_else(Refusal::not_found)?;
                if asked.asked.as_deref() == Some(&whom) && asked.asked_name.is_some() {
                    return Ok(());
                }
                if matches!(asked.standing, Stand::Given(_)) {
                    let message = Message::new("confirmation-given-already");
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                if asked.until <= doing.now {
                    let message = Message::new("confirmation-deadline-passed").with("at", shown(&asked.until));
                    return Err(Refusal::new(RefusalKind::Closed, message).into());
                }
                if !can_be_asked(act.tx(), &draft, level, &whom).await? {
                    let message = Message::new(format!("confirmation-whom-{}", level.word()));
                    return Err(Refusal::invalid(level.word(), message).into());
                }
                let step = ConfirmationStep::Asked { draft: draft.clone(), level, whom };
                record(act, &doing, &Happened::Confirmation(step)).await?;
                if let Some(number) = &standing.number {
                    keep_application(&office, act.tx(), number, &doing.now).await?;
                }
                ask_by_letter(&office, act, &doing, &draft).await
            })
        })
        .await
}

async fn can_be_asked(tx: &mut Tx<'_>, draft: &str, level: Level, whom: &str) -> Result<bool, OfficeError> {
    let (sql, values) = match level {
        Level::Unit => {
            let sql = "SELECT account FROM team WHERE draft = $1 AND account = $2 AND relation = 'unit_administrator'";
            (sql, vec![text(draft), text(whom)])
        }
        Level::Recommender => {
            ("SELECT MIN(name) AS name FROM recommenders WHERE name = $1 GROUP BY name", vec![text(whom)])
        }
    };
    Ok(tx.maybe_row(sql, &values).await?.is_some())
}

/// Sends the version looked at back to its applicant with a reason: it is no longer handed in, and can be changed and handed in
/// again under the same number while the window is open. Doing it twice is doing it once.
///
/// # Errors
/// When the viewer is not asked to confirm it, gives no reason, it was handed in anew since, its lead unit comes first, or the
/// deadline is past.
pub async fn send_back(
    office: &Office,
    doing: Doing,
    draft: &str,
    level: Level,
    digest: &str,
    reason: &str,
) -> Result<(), OfficeError> {
    let (draft, digest, reason) = (draft.to_owned(), digest.to_owned(), reason.trim().to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                let (found, asked) = asked_for(&office, act.tx(), &doing, &standing, level).await?;
                let back =
                    found.sent_back.as_ref().filter(|back| (back.level, back.revision) == (level, found.revision));
                if asked.standing == Stand::NotHandedIn && back.is_some() && found.digest == digest {
                    return Ok(());
                }
                may(&office, &standing, &asked, Action::SendBack, &doing)?;
                given("reason", &reason)?;
                if found.digest != digest {
                    return Err(changed().into());
                }
                let number = standing.number.clone().ok_or_else(Refusal::not_found)?;
                let title = handed_in_title(act, &number).await?;
                let body = body_of(&found, &asked);
                let facts = facts_of(&draft, &number, &title, level)
                    .direction(&standing.direction)
                    .blank("body", body.as_str())
                    .blank("reason", reason.as_str())
                    .instant("at", &doing.now);
                let step = ConfirmationStep::SentBack {
                    number: number.clone(),
                    level,
                    revision: found.revision,
                    digest,
                    name: doing.viewer.name.clone(),
                    body,
                    reason,
                };
                record(act, &doing, &Happened::Confirmation(step)).await?;
                keep_application(&office, act.tx(), &number, &doing.now).await?;
                letters_to_team(&office, act, &doing, LetterKind::SentBack, &draft, &facts).await
            })
        })
        .await
}

/// Withdraws a confirmation until its deadline. Where the lead unit withdraws its own, the recommender's, which rests on it,
/// falls with it. Withdrawing what is not given is no error for whoever may give it.
///
/// # Errors
/// When the viewer is not asked to confirm it, or the deadline is past.
pub async fn withdraw_confirmation(
    office: &Office,
    doing: Doing,
    draft: &str,
    level: Level,
) -> Result<(), OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                let (found, asked) = asked_for(&office, act.tx(), &doing, &standing, level).await?;
                if asked.standing == Stand::Awaited && standing.relations.contains(&level.relation()) {
                    return Ok(());
                }
                may(&office, &standing, &asked, Action::Withdraw, &doing)?;
                let number = standing.number.clone().ok_or_else(Refusal::not_found)?;
                let title = handed_in_title(act, &number).await?;
                let facts = facts_of(&draft, &number, &title, level)
                    .blank("body", body_of(&found, &asked))
                    .instant("at", &doing.now);
                let step = ConfirmationStep::Withdrawn { number: number.clone(), level, revision: found.revision };
                record(act, &doing, &Happened::Confirmation(step)).await?;
                keep_application(&office, act.tx(), &number, &doing.now).await?;
                letters_to_team(&office, act, &doing, LetterKind::ConfirmationWithdrawn, &draft, &facts).await
            })
        })
        .await
}
