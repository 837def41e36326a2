//! The form-check table as PDF/A-2b: one row per pair or one-sided application, one column per clause of the direction's
//! requirements, in a side's own script.

mod table;

use hefu_print::{Fonts, PrintError};

use crate::Round;

/// Why a form-check table could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FormCheckError {
    /// The guide has no side of this name.
    #[error("the guide has no side `{0}`")]
    NoSuchSide(String),
    /// It could not be printed.
    #[error("the form-check table: {0}")]
    Print(#[from] PrintError),
}

/// The form-check table of `side` as a PDF.
///
/// # Errors
/// When the side is not one of the guide's, or the page cannot be set with the fonts there are.
pub fn form_check(round: &Round<'_>, side: &str, fonts: &Fonts) -> Result<Vec<u8>, FormCheckError> {
    let document = table::document(round, side).ok_or_else(|| FormCheckError::NoSuchSide(side.to_owned()))?;
    Ok(hefu_print::pdf(&document, fonts)?)
}
