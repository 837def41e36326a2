//! Acts on reviews: what is asked, whether an expert reviews, what is written and handed in, who is reminded.

mod discussion;
mod file;
mod form;
mod remind;
mod seat;
mod write;

pub use discussion::{DISCUSSION_MOST, discuss, discuss_as_officer, enter_discussion, move_discussion, set_discussion};
pub use file::{TakenReviews, take_in_reviews};
pub use form::{freeze_review_form, read_review_form, save_review_form, set_review_deadline, write_review_form};
pub use remind::remind_reviewers;
pub use seat::{accept_review, decline_review};
pub use write::{REVIEWS_MOST, reopen_review, save_review, submit_reviews};

use sha2::{Digest as _, Sha256};

use crate::error::OfficeError;

/// SHA-256 of a value's canonical bytes, hexadecimal.
fn digest_of(value: &impl serde::Serialize) -> Result<String, OfficeError> {
    let bytes = hefu_ledger::canonical::canonical(&serde_json::to_value(value)?)
        .map_err(|error| OfficeError::Stored(error.to_string()))?;
    Ok(hefu_ledger::hex::hex(&Sha256::digest(bytes)))
}
