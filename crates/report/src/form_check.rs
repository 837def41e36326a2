//! The form-check table as PDF/A-2b: one row per pair or one-sided application, one column per clause of the direction's
//! requirements, in a side's own script.

mod table;
mod typesetting;

pub use typesetting::{Fonts, PdfError};

use crate::Round;

const TEMPLATE: &str = include_str!("../assets/form-check.typ");

/// The form-check table of `side` as a PDF.
///
/// # Errors
/// When the side is not one of the guide's, or the page cannot be set with the fonts there are.
pub fn form_check(round: &Round<'_>, side: &str, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let data = table::table(round, side).ok_or_else(|| PdfError::NoSuchSide(side.to_owned()))?;
    let name = format!("{}-{}-{side}", round.guide.id, round.guide.version);
    typesetting::pdf(TEMPLATE, &data, &name, round.as_of, fonts)
}
