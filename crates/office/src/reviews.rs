//! Reviews: what an office asks of its experts in a direction, where each seat stands, and what happens to a review. The guide
//! says nothing of review, so nothing is asked before an office has set a form; reviews stay at the office that took them.

use hefu_review::{Answers, ReviewForm};

use crate::rights::Thing;

mod discussion;
mod reading;
mod step;

pub use discussion::{DiscussionMove, DiscussionNote, DiscussionSettings, DiscussionState, DiscussionStep};
pub(crate) use discussion::{discussion_move, discussion_settings, discussion_state, entered, notes, places};
pub(crate) use reading::{
    Of, answered_in, deadline_of, draft_of, form_draft_of, form_of, latest_of, partner_half, review_standing, seated,
    seats_where, takes_review, versions_of,
};
pub use step::ReviewStep;

/// A form in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenForm {
    /// What is asked.
    pub form: ReviewForm,
    /// SHA-256 of its canonical bytes, hexadecimal: each review names it.
    pub digest: String,
    /// Since when, as an instant with its zone.
    pub frozen: String,
}

/// A form being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormDraft {
    /// What it asks so far.
    pub form: ReviewForm,
    /// Version, from 1.
    pub version: i64,
    /// When it was saved, as an instant with its zone.
    pub saved: String,
}

/// Where a seat stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeatState {
    /// Its expert has not said whether there is a conflict of interest.
    Offered,
    /// Accepted: the expert reads and writes.
    Open,
    /// The review is handed in.
    Submitted,
}

impl SeatState {
    /// Its word in the interface and the catalogue.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Open => "open",
            Self::Submitted => "submitted",
        }
    }

    /// As rights speak of it.
    pub const fn thing(self) -> Thing {
        match self {
            Self::Offered => Thing::ReviewOffered,
            Self::Open => Thing::ReviewOpen,
            Self::Submitted => Thing::ReviewSubmitted,
        }
    }
}

/// A seat with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatNow {
    /// Application number.
    pub number: String,
    /// The draft behind the application.
    pub draft: String,
    /// Its direction.
    pub direction: String,
    /// Its title as handed in.
    pub title: String,
    /// The expert, by the office's code.
    pub expert: String,
    /// The expert's name.
    pub expert_name: String,
    /// The expert's account, once the invitation is accepted.
    pub account: Option<String>,
    /// Where it stands.
    pub state: SeatState,
    /// How often a review was handed in.
    pub revision: i64,
    /// When the last was, as an instant with its zone.
    pub submitted: Option<String>,
}

/// A review handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedInReview {
    /// Counted from 1.
    pub revision: i64,
    /// Digest of the form it answers.
    pub form: String,
    /// The answers.
    pub answers: Answers,
    /// SHA-256 of the answers' canonical bytes, hexadecimal.
    pub digest: String,
    /// When, as an instant with its zone.
    pub at: String,
    /// Whether it is in force; else its expert has reopened it.
    pub in_force: bool,
}

/// A review being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewDraft {
    /// What is answered so far.
    pub answers: Answers,
    /// Version; 0 before anything was saved.
    pub version: i64,
    /// When it was saved, as an instant with its zone.
    pub saved: Option<String>,
}
