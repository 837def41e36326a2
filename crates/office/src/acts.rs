//! The acts, one file each. Every act asks [`Rights`](crate::Rights) first, decides on what is stored, journals what
//! happened and brings the tables up to date, all in one transaction.

mod accounts;
mod agree;
mod appeals;
mod awards;
mod close;
mod comments;
mod confirm;
mod confirmations;
mod credentials;
mod disabling;
mod documents;
mod drafts;
mod enter_list;
mod experts;
mod find_pairs;
pub mod gate;
mod identities;
mod joint;
mod keep_lists;
mod kept;
mod letters;
pub(crate) mod notices;
mod overlap;
mod pairing_code;
mod passkeys;
pub mod plan;
mod reviews;
mod rule;
mod rule_pair;
mod seal_parcel;
mod seats;
mod sessions;
mod set_back;
mod show_half;
mod sign_in;
mod sign_on;
mod submit;
mod take_answer;
mod take_parcel;
mod team;
mod tell_pairs;
mod tokens;
mod unconfirm;
mod workbook;

pub(crate) use accounts::plausible;
pub use accounts::{give_role, open_account, take_role};
pub use agree::{agree_exchange, propose_terms, resume_exchange, sign_terms};
pub(crate) use appeals::{Appealing, appealing};
pub use appeals::{NewAppeal, decide_appeal, lodge_appeal, set_appeal_terms, withdraw_appeal};
pub(crate) use awards::{Holding, holding, tell_award_there};
pub use awards::{
    NewChange, NewEvidence, NewReport, answer_change, answer_partners_change, ask_change, ask_report, check_figure,
    close_award, register_award, rule_line, rule_report, show_line, submit_report,
};
pub use close::{Settlement, close_direction, settle_direction};
pub use comments::{COMMENT_MOST, comment, read_comments};
pub(crate) use confirm::may as may_confirm;
pub use confirm::{CONFIRM_MOST, ConfirmLine, Looked, confirm, plan_confirm};
pub use confirmations::{dismiss_recommender, name_recommender, require_confirmations};
pub use credentials::{
    FRESH_MINUTES, Proof, TotpSetup, begin_totp, confirm_totp, new_recovery_codes, remove_totp, set_password,
    totp_setup,
};
pub use disabling::{disable_account, enable_account, reset_factor};
pub use documents::{NewDocument, attach_document, hand_in_elsewhere, may_attach, remove_document, sweep_documents};
pub use drafts::{Saved, begin_draft, save_section, take_in};
pub use enter_list::enter_list;
pub use experts::RunState;
pub(crate) use experts::{ASSIGNMENT, finish_run, kept_register, open_invitation, run_of, statement_digest, way_in};
pub use experts::{
    InvitedBy, LookedAt, NAMED_REASON_MOST, accept_as_expert, accept_as_new_expert, apply_assignment,
    cancel_assignment, compute_assignment, decide_conflict, decline_as_expert, enter_register, invite_experts,
    look_at_register, name_experts, set_expert_settings, set_panel_settings,
};
pub(crate) use find_pairs::digests;
pub use find_pairs::{find_pairs, pairings_due};
pub use gate::{Eligible, Need, PAIR_ACTS, eligible};
pub use identities::{compare_identities, identities_due, set_identities};
pub use joint::{
    EnteredList, ListFault, NewMethod, NewMinute, NewPromotion, OwnList, Waits, abort_round, decline_award,
    draw_up_minute, draw_up_promotion, enter_support_list, open_list, propose_method, publish_due, publish_result,
    ready_to_publish, seal_list, set_members, sign_statement, withdraw_statement,
};
pub(crate) use joint::{
    PUBLISH, letters_of_result, list_faults, meeting_of, own_list, publication, tell_declined_there, witnessed,
};
pub use keep_lists::keep_lists;
pub use kept::{KeptForm, keep_form, kept_form};
pub(crate) use letters::picked;
pub use letters::{LetterAct, Picked, mail_sign_in_link, set_letter_mode, set_letter_wishes, settle_letters};
pub use notices::{NoticeDraft, extend_deadline, publish_notice};
pub(crate) use overlap::{OVERLAP, advance_comparison, comparing, fail_comparison, finish_comparison};
pub use overlap::{compare_texts, note_overlap, set_overlap, stop_comparison};
pub use pairing_code::{make_pairing_code, type_pairing_code};
pub use passkeys::{
    Ceremony, begin_passkey, begin_passkey_sign_in, finish_passkey, passkey_sign_in, passkeys_at, remove_passkey,
};
pub use reviews::{
    DISCUSSION_MOST, REVIEWS_MOST, TakenReviews, accept_review, decline_review, discuss, discuss_as_officer,
    enter_discussion, freeze_review_form, move_discussion, read_review_form, remind_reviewers, reopen_review,
    save_review, save_review_form, set_discussion, set_review_deadline, submit_reviews, take_in_reviews,
    write_review_form,
};
pub use rule::rule;
pub use rule_pair::rule_pair;
pub use seal_parcel::{Outgoing, export_parcels, next_parcel, seal_parcel};
pub use seats::{SeatChange, change_seats, undo_seats};
pub(crate) use sessions::sealed;
pub use sessions::{
    IDLE_MINUTES, SESSION_HOURS, Way, end_own, end_session, make_sign_in_link, sign_in_as, use_sign_in_link,
    viewer_by_email, viewer_of,
};
pub use show_half::{hide_half, show_half};
pub use sign_in::{SignedIn, Try, sign_in};
pub use sign_on::{SignOnAttempt, Subject, begin_sign_on, bind_subject, sign_in_subject, take_sign_on};
pub(crate) use submit::stands_against;
pub use submit::{Submitted, submit, withdraw};
pub use take_answer::{not_reached, take_answer};
pub use take_parcel::{Door, ParcelAnswer, import_parcels, take_parcel};
pub use team::{
    INVITATION_DAYS, Invited, TEAM_MOST, accept_as_new, accept_invitation, accept_own_invitation, change_member,
    invite, remove_member, take_back_invitation,
};
pub(crate) use tell_pairs::differing;
pub(crate) use tokens::scope_words;
pub use tokens::{NewToken, TOKEN_DAYS, TOKENS_MOST, make_token, revoke_token, viewer_of_token};
pub use unconfirm::{ask_confirmation, send_back, withdraw_confirmation};
pub use workbook::{TakenIn, take_in_workbook};

use hefu_store::Act;
use hefu_words::Message;
use jiff::Zoned;

use crate::error::{OfficeError, Refusal, RefusalKind};
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

impl Doing {
    /// What the office's own program does, without anybody having asked.
    pub fn office(now: Zoned) -> Self {
        Self { viewer: Viewer { name: "hefu".to_owned(), ..Viewer::visitor() }, now }
    }
}

/// Journals what happened and brings the tables up to date. Gives the position in the journal, from 0.
pub(crate) async fn record(act: &mut Act<'_>, doing: &Doing, happened: &Happened) -> Result<i64, OfficeError> {
    let event = happened.event(&doing.viewer.actor(), &doing.now)?;
    let position = act.journal(&event).await?;
    projection::apply(act.tx(), happened, &event.at).await?;
    crate::exchange::outgoing::queue(act.tx(), happened).await?;
    crate::lists::due(act.tx(), happened).await?;
    Ok(position)
}

/// A reason as it is kept, without blanks around it; one that says nothing is refused at `field`.
fn given(field: &str, reason: &str) -> Result<String, Refusal> {
    said(field, reason, "office-reason-missing")
}

/// What was said at a field, where something has to be; `missing` is the refusal's name.
fn said(field: &str, words: &str, missing: &str) -> Result<String, Refusal> {
    let words = words.trim();
    if words.is_empty() { Err(Refusal::invalid(field, Message::new(missing))) } else { Ok(words.to_owned()) }
}

/// The refusal of this name of what stands in another way than was thought.
fn conflict(key: &str) -> Refusal {
    Refusal::new(RefusalKind::Conflict, Message::new(key))
}
