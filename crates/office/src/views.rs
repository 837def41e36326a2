//! What a viewer gets to see. Every view is made here, through [`Office::may`](crate::Office::may); there is no second path
//! to the data.

mod application;
mod desk;
mod documents;
mod journal;
mod notices;
mod people;
mod standing;
mod workbook;

pub use application::{ApplicationView, application_view, receipt_of};
pub use desk::{Desk, Line, OfficerDesk, desk, officer_desk};
pub use documents::{
    DocumentLine, DocumentPlace, DocumentsView, Excerpt, ExcerptLine, document_file, documents_view, excerpts,
};
pub use journal::{JournalPage, JournalRow, journal_page};
pub use notices::{NoticeView, notice_views};
pub use people::{PersonLine, accounts, demo_people};
pub use standing::Standing;
pub use workbook::workbook;

pub(crate) use application::{findings_of, load_draft, signed_checkpoint};
pub(crate) use notices::{own_notices, shown};
pub(crate) use standing::{standing_of, standing_of_number};
