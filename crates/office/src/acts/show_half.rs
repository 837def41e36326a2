//! "Show my half to the partner side": the applicant's own act before handing in, taken back by another.

use hefu_application::State;
use hefu_exchange::Card;
use hefu_store::{Act, Value};
use hefu_words::Message;

use super::submit::number_for;
use super::{Doing, record};
use crate::Office;
use crate::documents;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::exchange::exchanges_of;
use crate::happened::Happened;
use crate::projection;
use crate::rights::{Action, Class};
use crate::views::{load_draft, standing_of};

/// Lets the partner's office see what the exchange names of a draft as it is written now. It is not handed in by that, and
/// what is changed later is seen only when it is shown again. Gives its number at this office, which it keeps. Showing what
/// is shown already changes nothing.
///
/// # Errors
/// When the viewer may not, the title is missing, or there is no exchange with the partner's office.
pub async fn show_half(office: &Office, doing: Doing, draft: &str) -> Result<String, OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Show, Class::Exchanged)?;
                if exchanges_of(act.tx(), &standing.direction).await?.is_empty() {
                    return Err(Refusal::new(RefusalKind::Conflict, Message::new("partner-no-exchange")).into());
                }
                let number = number_for(&office, act, &draft).await?;
                let stored = load_draft(act.tx(), &draft).await?.ok_or_else(Refusal::not_found)?;
                let mut content = stored.application(&office.config().side);
                if content.title.own.trim().is_empty() {
                    return Err(Refusal::invalid("title", Message::new("office-title-missing")).into());
                }
                let documents = documents::of_draft(act.tx(), &draft).await?;
                documents::bind(&mut content, &documents);
                content.id.number.clone_from(&number);
                content.state = State::Draft;
                let fields = projection::fields(act.tx(), &standing.direction).await?;
                let revision = last_revision(act, &number).await?;
                let code = code_of(act, &draft).await?;
                let card = Card::of(&content, revision, &fields).with_code(code, &fields);
                if already(act, &office, &card).await? {
                    return Ok(number);
                }
                let happened = Happened::HalfShown { draft, number: number.clone(), card: Box::new(card) };
                record(act, &doing, &happened).await?;
                Ok(number)
            })
        })
        .await
}

async fn last_revision(act: &mut Act<'_>, number: &str) -> Result<i64, OfficeError> {
    let sql = "SELECT revision FROM applications WHERE number = $1";
    let row = act.tx().maybe_row(sql, &[Value::Text(number.to_owned())]).await?;
    Ok(row.map(|row| row.int("revision")).transpose()?.unwrap_or(0))
}

async fn code_of(act: &mut Act<'_>, draft: &str) -> Result<Option<String>, OfficeError> {
    let sql = "SELECT code FROM pairing_codes WHERE draft = $1";
    Ok(act.tx().maybe_row(sql, &[Value::Text(draft.to_owned())]).await?.map(|row| row.text("code")).transpose()?)
}

async fn already(act: &mut Act<'_>, office: &Office, card: &Card) -> Result<bool, OfficeError> {
    let sql = "SELECT body FROM cards WHERE side = $1 AND number = $2";
    let values = [Value::Text(office.config().side.clone()), Value::Text(card.number.clone())];
    let Some(row) = act.tx().maybe_row(sql, &values).await? else { return Ok(false) };
    let known: Card = serde_json::from_str(&row.text("body")?)?;
    Ok(known == *card)
}

/// Takes back what was shown: the partner's office is told, and shows nothing of it any more. Taking back what is not shown
/// changes nothing.
///
/// # Errors
/// When the viewer may not.
pub async fn hide_half(office: &Office, doing: Doing, draft: &str) -> Result<(), OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::Hide, Class::Exchanged)?;
                let sql = "SELECT number FROM shown_halves WHERE draft = $1 AND shown IS NOT NULL";
                if let Some(row) = act.tx().maybe_row(sql, &[Value::Text(draft.clone())]).await? {
                    let number = row.text("number")?;
                    record(act, &doing, &Happened::HalfHidden { draft, number }).await?;
                }
                Ok(())
            })
        })
        .await
}
