//! Reviews as experts and officers see them.

mod board;
mod desk;
mod discussion;
mod form;
mod own;

pub(crate) use board::outstanding;
pub use board::{
    BoardLine, OutstandingLine, ReviewBoard, ReviewRead, outstanding_reviews, replacements, review_board, review_read,
    review_scores,
};
pub use desk::{OtherReview, ReviewDesk, ReviewGate, ReviewPage, review_document, review_page};
pub(crate) use discussion::discussing;
pub use discussion::{
    Author, DiscussedReview, DiscussionLine, DiscussionView, discussion_page, discussion_read, discussion_terms,
    own_discussion,
};
pub use form::{ReviewFormView, review_form, review_forms};
pub use own::{OwnReview, own_reviews, reviews_asked, reviews_workbook};
