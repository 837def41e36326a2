//! What a viewer gets to see. Every view is made here, through [`Office::may`](crate::Office::may); there is no second path
//! to the data.

mod appeals;
mod application;
mod assignment;
mod awards;
mod board;
mod clauses;
mod confirmation;
mod confirmations;
mod conflicts;
mod dashboard;
mod desk;
mod documents;
mod exchange;
mod experts;
mod held;
mod identities;
mod invitations;
mod joint;
mod journal;
mod letters;
mod lists;
mod named;
mod notices;
mod overlap;
mod owing;
mod pairs;
mod panel;
mod people;
mod printed;
mod proofs;
mod reconciliation;
mod reviews;
mod rulings;
mod sessions;
mod standing;
mod team;
mod tokens;
mod workbook;

pub use appeals::{AppealPage, AppealsHere, TermsInForce, appeal_file, appeal_page, appeals_here, appeals_on};
pub use application::{ApplicationView, application_view, receipt_of};
pub use assignment::{PanelView, ProjectLine, Run, SeatOrder, panel_view, seat_order, seat_orders};
pub use awards::{AwardHalf, JointAwardLine, joint_award, joint_awards};
pub use board::{Board, NamedView, board};
pub use clauses::{ClauseLine, clauses};
pub use confirmation::{ConfirmationView, MayConfirm, confirmation_view};
pub use confirmations::{
    AskedLine, AskedPage, RecommenderLine, asked_to_confirm, asks_confirmation, confirmation_rule, letter_kinds,
    recommenders,
};
pub use conflicts::{ConflictLine, ConflictsView, NamedHere, conflicts_view};
pub use dashboard::{Dashboard, EarlierLine, Ended, HandedInLine, Need, NeedOf, PairWord, Turn, Writing, dashboard};
pub use desk::{Desk, HandedIn, Line, desk, handed_in};
pub use documents::{
    DocumentLine, DocumentPlace, DocumentsView, Excerpt, ExcerptLine, document_file, documents_view, excerpts,
};
pub use exchange::{CardLine, ExchangePage, ExchangeView, Outbound, SetBack, exchange_page, outbound};
pub use experts::{
    ExpertLine, ExpertView, Invitation, Register, RegisterFile, expert_settings, expert_view, register, register_blank,
    register_file,
};
pub use held::{AwardPage, MayAward, award_file, award_page, awards_here};
pub use identities::{Halt, IdentitiesView, identities_view};
pub use invitations::{InvitedView, OwnInvitation, invitable, invited_view, own_invitation};
pub use joint::{
    JointLine, JointOutcome, JointView, PublicLine, PublicResult, WhatIf, joint_lines, joint_view, printed_minute,
    public_minute, public_results,
};
pub use journal::{JournalPage, JournalRow, journal_page};
pub use letters::{
    Announced, Circle, LetterLine, LetterSetting, LetterView, Outbox, announced, letter_settings, letter_view,
    letter_wishes, letters_picked, outbox, sees_outbox,
};
pub use lists::{EXPORT_MOST, ListRow, ListTo, ListView, list, whole_list};
pub use named::{NamedExpertsView, named_experts_view};
pub use notices::{NoticeView, notice_views};
pub use overlap::{
    CommonLine, Compared, ComparisonView, FindingLine, FindingView, NoteLine, OverlapLine, OverlapRun, OverlapView,
    PassageView, Since, finding_view, overlap_lines, overlap_view,
};
pub use pairs::{
    AloneLine, HalfState, PairBoard, PairLine, PairState, PairView, claim_view, confirm_id, pair_board, pair_view,
};
pub use panel::{BeforeHandingIn, FoundHalf, OtherHalf, PairPanel, PartnerDoor, pair_panel};
pub use people::{PersonLine, accounts, demo_people};
pub use printed::{HandedInVersion, Printed, printed, task_book, versions};
pub use proofs::{Consistency, Inclusion, checkpoint, consistency, inclusion};
pub use reconciliation::{Difference, ListLine, Reconciliation, SentParcel, TakenParcel, reconciliations};
pub use reviews::{
    Author, BoardLine, DiscussedReview, DiscussionLine, DiscussionView, OtherReview, OutstandingLine, OwnReview,
    ReviewBoard, ReviewDesk, ReviewFormView, ReviewGate, ReviewPage, ReviewRead, discussion_page, discussion_read,
    discussion_terms, outstanding_reviews, own_discussion, own_reviews, replacements, review_board, review_document,
    review_form, review_forms, review_page, review_read, review_scores, reviews_asked, reviews_workbook,
};
pub use rulings::{Alike, Neighbours, OrderLine, alike, findings_alike, neighbours, orders, rules};
pub use sessions::{OwnAccount, PasskeyLine, SessionLine, own_account};
pub use standing::Standing;
pub use team::{
    CommentLine, CommentsView, InvitationView, Member, OpenInvitation, TeamView, comments_view, invitation_view,
    team_view,
};
pub use tokens::{TokenLine, own_tokens};
pub use workbook::workbook;

pub(crate) use application::{findings_of, load_draft, signed_checkpoint};
pub(crate) use desk::title;
pub(crate) use exchange::{cards_of, intakes_of};
pub(crate) use joint::{held_numbers, outcome_of, shown_awards};
pub(crate) use named::named_standing;
pub(crate) use notices::{is_open, own_notices, shown};
pub(crate) use owing::{holders, owed_reports};
pub(crate) use pairs::{
    Stands, all_rulings, card_findings, exchange_now, findings_alone, half_state, pair_findings, settled, settled_at,
    stands, stored_pair,
};
pub(crate) use reviews::{discussing, outstanding};
pub(crate) use sessions::session_of;
pub(crate) use standing::{standing_of, standing_of_number};
