//! Reviews away from the desk: a workbook with a sheet for each project, and the same workbook read back. The first column names
//! the question, the last one holds the answer; what stands between is for the reader.

mod read;
mod write;

pub use read::{ReadReview, ReadReviews, read_reviews, reviews_in};
pub use write::{ReviewSheet, write_reviews};

/// Row that holds the number of the application.
const NUMBER: &str = "number";
/// Row that holds the digest of the form.
const FORM: &str = "form";
/// Row of the headings.
const HEAD: &str = "#";
/// Before the id of something marked.
const MARK: &str = "mark:";
/// Before the id of something written.
const TEXT: &str = "text:";
/// Column of the answers, from 0.
const ANSWER: u16 = 3;
