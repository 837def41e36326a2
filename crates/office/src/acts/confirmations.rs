//! What the office asks for: confirmation by the lead unit, by a recommender, until when; and who recommends.

use hefu_store::{Act, Tx};
use hefu_words::Message;

use super::notices::instant;
use super::{Doing, given, record};
use crate::Office;
use crate::confirmation::{ConfirmationStep, Confirmations, Level, rule_of};
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::text;
use crate::happened::Happened;
use crate::letters::{Facts, LetterKind, Recipient, letter, people_of_direction};
use crate::person::AccountId;
use crate::rights::{Action, Thing};
use crate::views::shown;

/// Sets what the office asks for in a direction, from now on and for everybody alike. Saying the same again changes nothing.
///
/// # Errors
/// When the viewer may not; no notice of the direction is published, or its window is closed; a deadline is not after the
/// opening, is past, is after the closing, or the lead unit's is after the recommender's; or no reason is given although the
/// window is open.
pub async fn require_confirmations(
    office: &Office,
    doing: Doing,
    direction: &str,
    wanted: Confirmations,
    reason: &str,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::Notice)?;
    let direction = office.direction(direction)?.number.clone();
    let reason = reason.trim().to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let before = rule_of(act.tx(), &direction).await?.unwrap_or_default();
                if before == wanted {
                    return Ok(());
                }
                let begun = in_order(act.tx(), &doing, &direction, &before, &wanted).await?;
                if begun {
                    given("reason", &reason)?;
                }
                let people = people_of_direction(act.tx(), &direction).await?;
                let facts = Facts::new().direction(&direction).blank("reason", reason.as_str()).path("/");
                let step = ConfirmationStep::Required { direction, wanted, reason };
                record(act, &doing, &Happened::Confirmation(step)).await?;
                for account in people {
                    let to = Recipient::Account(account);
                    letter(&office, act, &doing, LetterKind::ConfirmationRule, &to, facts.clone()).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Refuses deadlines out of their order. Gives whether the window has opened.
async fn in_order(
    tx: &mut Tx<'_>,
    doing: &Doing,
    direction: &str,
    before: &Confirmations,
    wanted: &Confirmations,
) -> Result<bool, OfficeError> {
    let sql = "SELECT opens, closes FROM notices WHERE direction = $1";
    let Some(row) = tx.maybe_row(sql, &[text(direction)]).await? else {
        return Err(Refusal::new(RefusalKind::Conflict, Message::new("confirmation-publish-first")).into());
    };
    let (opens, closes) = (instant(&row.text("opens")?)?, instant(&row.text("closes")?)?);
    if closes <= doing.now {
        let message = Message::new("office-window-closed").with("direction", direction).with("at", shown(&closes));
        return Err(Refusal::new(RefusalKind::Closed, message).into());
    }
    for (level, until) in wanted.levels() {
        let wrong = |key: &str| Refusal::invalid(level.word(), Message::new(key).with("at", shown(&closes)));
        if *until <= opens || *until > closes {
            return Err(wrong("confirmation-outside-window").into());
        }
        if *until <= doing.now && before.until(level) != Some(until) {
            return Err(wrong("confirmation-deadline-past").into());
        }
    }
    match (&wanted.unit, &wanted.recommender) {
        (Some(unit), Some(recommender)) if unit > recommender => {
            Err(Refusal::invalid(Level::Recommender.word(), Message::new("confirmation-order")).into())
        }
        _ => Ok(opens <= doing.now),
    }
}

/// Names a body that recommends and somebody who acts for it, by the address of their account. Naming the same again changes
/// nothing.
///
/// # Errors
/// When the viewer may not, the name is empty, or no account has this address.
pub async fn name_recommender(office: &Office, doing: Doing, name: &str, email: &str) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::Notice)?;
    let (name, email) = (name.trim().to_owned(), email.trim().to_lowercase());
    if name.is_empty() {
        return Err(Refusal::invalid("name", Message::new("confirmation-body-missing")).into());
    }
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let row = act.tx().maybe_row("SELECT account FROM accounts WHERE email = $1", &[text(&email)]).await?;
                let Some(row) = row else {
                    let message = Message::new("confirmation-no-account").with("email", email);
                    return Err(Refusal::invalid("email", message).into());
                };
                let account = AccountId(row.text("account")?);
                if !acts_for(act.tx(), &name, &account).await? {
                    let step = ConfirmationStep::RecommenderNamed { name, account };
                    record(act, &doing, &Happened::Confirmation(step)).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Somebody no longer acts for a body that recommends; with the last of them the body can no longer be asked. What was
/// confirmed stands.
///
/// # Errors
/// When the viewer may not.
pub async fn dismiss_recommender(
    office: &Office,
    doing: Doing,
    name: &str,
    account: AccountId,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::Notice)?;
    let name = name.to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                if acts_for(act.tx(), &name, &account).await? {
                    let step = ConfirmationStep::RecommenderDismissed { name, account };
                    record(act, &doing, &Happened::Confirmation(step)).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn acts_for(tx: &mut Tx<'_>, name: &str, account: &AccountId) -> Result<bool, OfficeError> {
    let sql = "SELECT name FROM recommenders WHERE name = $1 AND account = $2";
    Ok(tx.maybe_row(sql, &[text(name), text(&account.0)]).await?.is_some())
}
