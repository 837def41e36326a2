//! Writes what a round found: JSON Lines for machines, one HTML file, a workbook per side and a form-check table for
//! people; decides nothing and reads nothing but fonts.

pub mod form_check;
pub mod html;
pub mod input;
pub mod instant;
pub mod jsonl;
pub mod workbook;

pub use form_check::{Fonts, PdfError, form_check};
pub use html::html;
pub use input::Round;
pub use workbook::{WorkbookError, workbook};
