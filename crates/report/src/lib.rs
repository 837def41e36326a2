//! Writes what a round or a comparison for shared text found: JSON Lines for machines, one HTML file, workbooks and a
//! form-check table for people; decides nothing and reads nothing.

pub mod form_check;
pub mod html;
pub mod input;
pub mod instant;
pub mod jsonl;
pub mod overlap;
mod sheets;
pub mod workbook;

pub use form_check::{FormCheckError, form_check};
pub use html::html;
pub use input::Round;
pub use overlap::{Overlap, Unread, overlap_jsonl, overlap_page, overlap_workbook};
pub use workbook::{WorkbookError, workbook};
