//! Publishing this office's own notice of a direction, and extending its window.

use hefu_application::{Notice, Window};
use hefu_store::{Act, Value};
use hefu_words::Message;
use jiff::Zoned;

use super::{Doing, given, record};
use crate::Office;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::letters::{Facts, LetterKind, Recipient, letter, people_of_direction};
use crate::rights::{Action, Thing};
use crate::views::shown;

/// A notice as an officer fills it in. The guide states none of this, so nothing has a default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoticeDraft {
    /// The notice's own number.
    pub number: String,
    /// First instant at which applications are taken.
    pub opens: Option<Zoned>,
    /// First instant at which they are not taken any more.
    pub closes: Option<Zoned>,
    /// The agreement between the authorities that the call rests on.
    pub basis: String,
    /// Whom applicants may ask.
    pub contact: String,
}

/// Publishes the notice of a direction at this office.
///
/// # Errors
/// When the viewer may not; the guide has no such direction for this side; a date is missing or the window is empty; the
/// agreement record that the guide's sentences on the basis (G-5, G-8) call for is missing; or one is published already.
pub async fn publish_notice(
    office: &Office,
    doing: Doing,
    direction: &str,
    draft: NoticeDraft,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Publish, Thing::UnpublishedNotice)?;
    let direction = office.direction(direction)?.number.clone();
    let notice = complete(office, &direction, &draft)?;
    let contact = draft.contact.trim().to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT direction FROM notices WHERE direction = $1";
                if act.tx().maybe_row(sql, &[Value::Text(direction.clone())]).await?.is_some() {
                    let message = Message::new("office-notice-published-already").with("direction", direction);
                    return Err(Refusal::new(RefusalKind::Conflict, message).into());
                }
                record(act, &doing, &Happened::NoticePublished { direction, notice, contact }).await?;
                Ok(())
            })
        })
        .await
}

fn complete(office: &Office, direction: &str, draft: &NoticeDraft) -> Result<Notice, Refusal> {
    let missing = |field: &str, key: &str| Refusal::invalid(field, Message::new(key));
    let number = draft.number.trim();
    if number.is_empty() {
        return Err(missing("number", "office-notice-number-missing"));
    }
    let (opens, closes) = match (&draft.opens, &draft.closes) {
        (Some(opens), Some(closes)) => (opens.clone(), closes.clone()),
        (None, _) => return Err(missing("opens", "office-notice-dates-missing")),
        (_, None) => return Err(missing("closes", "office-notice-dates-missing")),
    };
    if opens >= closes {
        return Err(missing("closes", "office-notice-window-empty"));
    }
    if draft.basis.trim().is_empty() {
        let refusal = missing("basis", "office-notice-basis-missing");
        return Err(match office.basis_clause(direction) {
            Some(clause) => refusal.under(&clause),
            None => refusal,
        });
    }
    if draft.contact.trim().is_empty() {
        return Err(missing("contact", "office-notice-contact-missing"));
    }
    Ok(Notice {
        number: Some(number.to_owned()),
        authority: Some(office.config().authority.clone()),
        published: true,
        window: Window { opens: Some(opens), closes: Some(closes) },
        basis: Some(draft.basis.trim().to_owned()),
    })
}

/// Extends the window of a direction for everybody alike.
///
/// # Errors
/// When the viewer may not, there is no published notice, no reason is given, or the new instant is not later than the old
/// one or already past.
pub async fn extend_deadline(
    office: &Office,
    doing: Doing,
    direction: &str,
    closes: Zoned,
    reason: &str,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Extend, Thing::Notice)?;
    let direction = office.direction(direction)?.number.clone();
    let reason = given("reason", reason)?;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = "SELECT closes FROM notices WHERE direction = $1";
                let Some(row) = act.tx().maybe_row(sql, &[Value::Text(direction.clone())]).await? else {
                    return Err(Refusal::not_found().into());
                };
                let old: Zoned = instant(&row.text("closes")?)?;
                if closes <= old || closes <= doing.now {
                    let message = Message::new("office-extension-not-later").with("old", shown(&old));
                    return Err(Refusal::invalid("closes", message).into());
                }
                let facts = Facts::new()
                    .direction(&direction)
                    .instant("old", &old)
                    .instant("closes", &closes)
                    .blank("reason", reason.as_str())
                    .path("/");
                let people = people_of_direction(act.tx(), &direction).await?;
                record(act, &doing, &Happened::DeadlineExtended { direction, closes, reason }).await?;
                for account in people {
                    let to = Recipient::Account(account);
                    letter(&office, act, &doing, LetterKind::DeadlineExtended, &to, facts.clone()).await?;
                }
                Ok(())
            })
        })
        .await
}

/// An instant as the tables write it.
pub(crate) fn instant(text: &str) -> Result<Zoned, OfficeError> {
    text.parse().map_err(|error| OfficeError::Stored(format!("instant `{text}`: {error}")))
}
