//! What a direction asks of its experts: written, looked at, and frozen; and until when.

use hefu_review::ReviewForm;
use hefu_store::{Act, Value};
use hefu_words::Message;
use jiff::Zoned;

use super::digest_of;
use crate::Office;
use crate::acts::conflict;
use crate::acts::{Doing, Saved, given, record};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::happened::Happened;
use crate::reviews::{ReviewStep, answered_in, deadline_of, form_draft_of, form_of};
use crate::rights::{Action, Thing};
use crate::views::shown;

/// Reads a form as an office types it (TOML).
///
/// # Errors
/// A refusal that names the line.
pub fn read_review_form(typed: &str) -> Result<ReviewForm, OfficeError> {
    toml::from_str(typed).map_err(|error| {
        let line =
            error.span().map_or(1, |span| typed.get(..span.start).map_or(1, |before| before.lines().count().max(1)));
        let message = Message::new("review-form-unreadable").with("line", line).with("fault", error.message());
        Refusal::invalid("typed", message).into()
    })
}

/// A form as an office types it, which [`read_review_form`] reads as the same.
///
/// # Errors
/// Only if it cannot be written, which would be a fault of this program.
pub fn write_review_form(form: &ReviewForm) -> Result<String, OfficeError> {
    toml::to_string_pretty(form).map_err(|error| OfficeError::Stored(error.to_string()))
}

/// Saves the form of a direction while it is being written; experts see nothing of it. `expected` is the version the writer saw
/// (0 before anything was saved). What is saved need not be complete.
///
/// # Errors
/// When the viewer may not, or somebody saved it since: then nothing is changed.
pub async fn save_review_form(
    office: &Office,
    doing: Doing,
    direction: &str,
    form: ReviewForm,
    expected: i64,
) -> Result<Saved, OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::ReviewForm)?;
    let direction = office.direction(direction)?.number.clone();
    let body = serde_json::to_string(&form)?;
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let stored = form_draft_of(act.tx(), &direction).await?;
                let now = stored.as_ref().map_or(0, |stored| stored.version);
                let at = doing.now.to_string();
                if stored.is_some_and(|stored| stored.form == form) {
                    return Ok(Saved { version: now, at });
                }
                if now != expected {
                    return Err(conflict("office-changed-meanwhile").into());
                }
                let values =
                    [text(&direction), Value::Int(now + 1), text(&body), text(&at), Value::Text(doing.viewer.actor())];
                let sql = "INSERT INTO review_form_drafts (direction, version, body, saved, saved_by)
                           VALUES ($1, $2, $3, $4, $5) ON CONFLICT (direction) DO UPDATE SET
                             version = excluded.version, body = excluded.body, saved = excluded.saved,
                             saved_by = excluded.saved_by";
                act.tx().execute(sql, &values).await?;
                Ok(Saved { version: now + 1, at })
            })
        })
        .await
}

/// Puts the form as it was looked at into force. From the first answer on it stays as it is. Freezing the same again changes
/// nothing. Gives its digest.
///
/// # Errors
/// When the viewer may not; nothing is saved or it was saved anew since it was looked at; it cannot be answered; or another
/// form of this direction is being answered.
pub async fn freeze_review_form(
    office: &Office,
    doing: Doing,
    direction: &str,
    looked_at: i64,
) -> Result<String, OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::ReviewForm)?;
    let direction = office.direction(direction)?.number.clone();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let draft = form_draft_of(act.tx(), &direction).await?.ok_or_else(|| conflict("review-form-none"))?;
                if draft.version != looked_at {
                    return Err(conflict("office-changed-meanwhile").into());
                }
                if let Some(fault) = draft.form.faults(office.guide()).into_iter().next() {
                    return Err(Refusal::invalid(&fault.place, fault.message).into());
                }
                let digest = digest_of(&draft.form)?;
                if form_of(act.tx(), &direction).await?.is_some_and(|frozen| frozen.digest == digest) {
                    return Ok(digest);
                }
                if answered_in(act.tx(), &direction).await? {
                    return Err(conflict("review-form-answered").into());
                }
                let form = Box::new(draft.form);
                let step = ReviewStep::FormFrozen { direction, form, digest: digest.clone() };
                record(act, &doing, &Happened::Review(step)).await?;
                Ok(digest)
            })
        })
        .await
}

/// Sets until when reviews of a direction are handed in, or takes the deadline away. Saying the same again changes nothing.
///
/// # Errors
/// When the viewer may not; the instant is past; or a deadline is changed without a reason.
pub async fn set_review_deadline(
    office: &Office,
    doing: Doing,
    direction: &str,
    until: Option<Zoned>,
    reason: &str,
) -> Result<(), OfficeError> {
    office.may_here(&doing.viewer, Action::Require, Thing::ReviewForm)?;
    let direction = office.direction(direction)?.number.clone();
    let reason = reason.trim().to_owned();
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let before = deadline_of(act.tx(), &direction).await?;
                if before == until {
                    return Ok(());
                }
                if let Some(past) = until.as_ref().filter(|until| **until <= doing.now) {
                    let message = Message::new("review-deadline-past").with("at", shown(past));
                    return Err(Refusal::invalid("until", message).into());
                }
                if before.is_some() {
                    given("reason", &reason)?;
                }
                let step = ReviewStep::DeadlineSet { direction, until, reason };
                record(act, &doing, &Happened::Review(step)).await?;
                Ok(())
            })
        })
        .await
}
