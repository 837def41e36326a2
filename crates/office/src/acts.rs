//! The acts, one file each. Every act asks [`Rights`](crate::Rights) first, decides on what is stored, journals what
//! happened and brings the tables up to date, all in one transaction.

mod accounts;
mod drafts;
mod letters;
pub(crate) mod notices;
mod rule;
mod sessions;
mod submit;

pub use accounts::{give_role, open_account, take_role};
pub use drafts::{Saved, begin_draft, save_section, take_in};
pub(crate) use letters::picked;
pub use letters::{LetterAct, Picked, mail_sign_in_link, set_letter_mode, set_letter_wishes, settle_letters};
pub use notices::{NoticeDraft, extend_deadline, publish_notice};
pub use rule::rule;
pub(crate) use sessions::sealed;
pub use sessions::{end_session, make_sign_in_link, sign_in_as, use_sign_in_link, viewer_of};
pub(crate) use submit::stands_against;
pub use submit::{Submitted, submit, withdraw};

use hefu_store::Act;
use jiff::Zoned;

use crate::error::OfficeError;
use crate::happened::Happened;
use crate::person::Viewer;
use crate::projection;

/// Who acts, and when: handed to every act.
#[derive(Clone, Debug)]
pub struct Doing {
    /// Who acts.
    pub viewer: Viewer,
    /// The instant of the act: read once, when the request came in.
    pub now: Zoned,
}

/// Journals what happened and brings the tables up to date. Gives the position in the journal, from 0.
pub(crate) async fn record(act: &mut Act<'_>, doing: &Doing, happened: &Happened) -> Result<i64, OfficeError> {
    let event = happened.event(&doing.viewer.actor(), &doing.now)?;
    let position = act.journal(&event).await?;
    projection::apply(act.tx(), happened, &event.at).await?;
    Ok(position)
}
