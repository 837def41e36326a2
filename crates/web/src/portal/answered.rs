//! What an act answered to a form: on to another page, or what was wrong with it, at its field or above the form.

use axum::response::Response;
use hefu_office::{OfficeError, RefusalKind};

use super::typed::Wrong;
use super::{Instead, done, for_field};
use crate::shell::{Flash, Page, Say};

/// What was wrong with what somebody sent: at a field, or above the form. What is neither is a page of its own.
pub(super) fn wrong(say: Say, error: OfficeError) -> Result<Wrong, Instead> {
    match error {
        OfficeError::Refused(refusal)
            if matches!(refusal.kind, RefusalKind::Conflict | RefusalKind::Closed) && refusal.field.is_none() =>
        {
            Ok(Some((None, say.message(&refusal.message))))
        }
        other => for_field(say, other).map(Some),
    }
}

/// On to another page with the word that it is done, or what was wrong.
pub(super) fn after(
    say: Say,
    gave: Result<(), OfficeError>,
    to: &str,
    key: &str,
) -> Result<Result<Response, Wrong>, Instead> {
    match gave {
        Ok(()) => Ok(Ok(done(to, key))),
        Err(error) => wrong(say, error).map(Err),
    }
}

/// The page with what was wrong, where that stands at no field.
pub(super) fn told(page: Page, wrong: &Wrong) -> Page {
    match wrong {
        Some((None, words)) => page.flash(Some(Flash::Refused(words.clone()))),
        _ => page,
    }
}
