//! What a viewer gets to see. Every view is made here, through [`Office::may`](crate::Office::may); there is no second path
//! to the data.

mod application;
mod desk;
mod journal;
mod letters;
mod notices;
mod people;
mod standing;

pub use application::{ApplicationView, application_view, receipt_of};
pub use desk::{Desk, Line, OfficerDesk, desk, officer_desk};
pub use journal::{JournalPage, JournalRow, journal_page};
pub use letters::{
    Announced, Circle, LetterLine, LetterSetting, LetterView, Outbox, announced, letter_settings, letter_view,
    letter_wishes, letters_picked, outbox, sees_outbox,
};
pub use notices::{NoticeView, notice_views};
pub use people::{PersonLine, accounts, demo_people};
pub use standing::Standing;

pub(crate) use application::{findings_of, load_draft, signed_checkpoint};
pub(crate) use desk::title;
pub(crate) use notices::{own_notices, shown};
pub(crate) use standing::{standing_of, standing_of_number};
