//! Writes what a round, a comparison for shared text or the evidence bench found: JSON for machines, one HTML file,
//! workbooks and a form-check table for people; decides nothing and reads nothing.

pub mod evidence;
pub mod form_check;
pub mod html;
pub mod input;
pub mod instant;
pub mod jsonl;
mod languages;
pub mod overlap;
mod sheets;
pub mod workbook;

pub use evidence::{evidence_json, evidence_page};
pub use form_check::{FormCheckError, form_check};
pub use html::html;
pub use input::Round;
pub use overlap::{Overlap, Unread, overlap_jsonl, overlap_page, overlap_workbook};
pub use workbook::{WorkbookError, workbook};
