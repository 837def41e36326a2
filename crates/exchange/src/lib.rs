//! What one office tells another and nothing more: the terms both have signed, the card of an application, the records of a
//! parcel and the answer to it; knows nothing of stores, wires and pages.

pub mod answer;
pub mod card;
pub mod codes;
pub mod identities;
pub mod joint;
mod note;
pub mod record;
pub mod terms;

pub use answer::{Answer, Answered};
pub use card::Card;
pub use codes::{code_digest, named_by_code, pairing_code};
pub use record::{ConfirmationDates, PartnerNotice, Record};
pub use terms::{Field, Member, NoticeField, Terms, TermsError};
