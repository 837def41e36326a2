//! What can happen at an office, as the journal keeps it. The tables are computed from these and nothing else.

use hefu_application::{Application, ClosingStatement, Notice};
use hefu_check::Ruling;
use hefu_exchange::Card;
use hefu_exchange::joint::{Step, SupportList, SupportRow};
use jiff::Zoned;
use serde::{Deserialize, Serialize};

use crate::appeals::AppealHappened;
use crate::awards::AwardHappened;
use crate::confirmation::ConfirmationStep;
use crate::documents::Document;
use crate::experts::ExpertStep;
use crate::identities::IdentityHappened;
use crate::joint::Member;
use crate::letters::{LetterKind, LetterMode};
use crate::overlap::OverlapStep;
use crate::person::{AccountId, OfficeRole};
use crate::reviews::{DiscussionStep, ReviewStep};
use crate::team::TeamRole;
use crate::tokens::Scopes;

mod event;

/// What an account shows beside or in place of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// Codes by time (TOTP).
    Codes,
    /// New recovery codes.
    RecoveryCodes,
    /// A passkey.
    Passkey,
}

/// One thing that happened. Its serialised form is the body of a journal event; a variant is never changed, only added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "happened", rename_all = "snake_case")]
pub enum Happened {
    /// The office began with this guide.
    OfficeOpened {
        /// Side it serves.
        side: String,
        /// Name of the authority in its own script.
        authority: String,
        /// Guide id.
        guide: String,
        /// Version of the guide's rules.
        version: String,
        /// SHA-256 of the guide's text, hexadecimal.
        digest: String,
    },
    /// An account was opened.
    AccountOpened {
        /// The account.
        account: AccountId,
        /// Name as the person writes it.
        name: String,
        /// Address for letters, lower case.
        email: String,
    },
    /// A role at this office was given.
    RoleGiven {
        /// To whom.
        account: AccountId,
        /// Which.
        role: OfficeRole,
    },
    /// A role at this office was taken back.
    RoleTaken {
        /// From whom.
        account: AccountId,
        /// Which.
        role: OfficeRole,
    },
    /// A notice was published.
    NoticePublished {
        /// Direction number.
        direction: String,
        /// The notice.
        notice: Notice,
        /// Whom applicants may ask.
        contact: String,
    },
    /// The window of a direction was extended, for everybody alike.
    DeadlineExtended {
        /// Direction number.
        direction: String,
        /// The new closing instant.
        closes: Zoned,
        /// Why.
        reason: String,
    },
    /// An application was handed in, for the first time or again.
    ApplicationSubmitted {
        /// Its number at this office, given at the first time and kept.
        number: String,
        /// The draft it came from.
        draft: String,
        /// Who answers for it.
        owner: AccountId,
        /// 1 at the first time.
        revision: i64,
        /// The whole application as handed in.
        content: Box<Application>,
        /// SHA-256 of the content's canonical bytes, hexadecimal.
        digest: String,
        /// The documents handed in with it, with their sizes and digests.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        documents: Vec<Document>,
    },
    /// An application was taken back.
    ApplicationWithdrawn {
        /// Its number.
        number: String,
        /// Why, in the applicant's words; may be empty.
        reason: String,
    },
    /// An applicant let the partner's office see the half before handing it in.
    HalfShown {
        /// The draft.
        draft: String,
        /// Its number at this office: given now where it had none, and kept when it is handed in.
        number: String,
        /// What is seen: the fields of the exchange as they were written then.
        card: Box<Card>,
    },
    /// An applicant took back what was shown before handing in.
    HalfHidden {
        /// The draft.
        draft: String,
        /// Its number.
        number: String,
    },
    /// A pairing code was made for an application, or the partner's typed.
    PairingCodeSet {
        /// The draft.
        draft: String,
        /// Digest of the code; the code itself is kept nowhere.
        code: String,
        /// Whether it was made here; else typed.
        made: bool,
    },
    /// A person ruled on a finding.
    RulingMade {
        /// The application the finding is about.
        number: String,
        /// Finding, answer, who, when, why.
        ruling: Ruling,
        /// The order it was made by, under which it can be undone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<String>,
    },
    /// A ruling was undone: what stood before it stands again.
    RulingUndone {
        /// The application the finding is about.
        number: String,
        /// The finding.
        finding: String,
        /// The order that had made the ruling.
        order: String,
        /// The ruling that stood before; none where there was none.
        earlier: Option<Ruling>,
        /// Why.
        why: String,
    },
    /// This office signed the terms of an exchange.
    TermsSigned {
        /// Name of the exchange.
        exchange: String,
        /// The terms with this office's signature.
        terms: String,
    },
    /// Both offices have signed the terms of an exchange.
    ExchangeAgreed {
        /// Name of the exchange.
        exchange: String,
        /// Side of the partner's office.
        partner_side: String,
        /// Origin of the partner's journal.
        partner_origin: String,
        /// The terms with both signatures.
        terms: String,
    },
    /// People have looked at a contradiction of the partner's and go on with the exchange.
    ExchangeResumed {
        /// Name of the exchange.
        exchange: String,
        /// Why.
        reason: String,
    },
    /// A parcel for the partner was sealed.
    ParcelSealed {
        /// Name of the exchange.
        exchange: String,
        /// Its number, from 1.
        number: i64,
        /// Its digest, hexadecimal.
        digest: String,
        /// When it was made, as written in it.
        made: String,
        /// How many records it carries.
        records: i64,
    },
    /// The partner has acknowledged parcels up to and with this one.
    ParcelAcknowledged {
        /// Name of the exchange.
        exchange: String,
        /// Number of the last of them.
        number: i64,
    },
    /// A parcel of the partner's was taken.
    ParcelTaken {
        /// Name of the exchange.
        exchange: String,
        /// Its number.
        number: i64,
        /// Its digest, hexadecimal.
        digest: String,
        /// When it was made, as written in it.
        made: String,
        /// Its records.
        records: Vec<serde_json::Value>,
    },
    /// The partner has signed two different parcels under one number: the exchange stops until people have looked.
    PartnerContradicted {
        /// Name of the exchange.
        exchange: String,
        /// The number.
        number: i64,
        /// Digest of the parcel that was taken under it, hexadecimal.
        taken: String,
        /// Digest that the partner now stands by, hexadecimal.
        shown: String,
        /// The parcel that shows it, with its signature.
        parcel: String,
    },
    /// The partner has signed that it knows more of this office's journal than there is: this office was set back, as by a
    /// restored backup. The exchange stops until people have looked.
    OwnJournalSetBack {
        /// Name of the exchange.
        exchange: String,
        /// Entries of this journal that the partner has cosigned; 0 where it was found otherwise.
        witnessed: i64,
        /// Entries there are.
        size: i64,
        /// The parcel of this office that the partner took last, and its digest: the next one goes on from it.
        last: Option<(i64, String)>,
        /// What the partner has signed.
        shown: String,
    },
    /// The partner waits for parcels that it has acknowledged: its office was set back. The exchange stops until people have
    /// looked.
    PartnerSetBack {
        /// Name of the exchange.
        exchange: String,
        /// The last parcel it has acknowledged.
        acknowledged: i64,
        /// The parcel it waits for now.
        waits_for: i64,
        /// What the partner has signed.
        shown: String,
    },
    /// A state of the partner's journal was verified to go on from the last one, and cosigned.
    CheckpointWitnessed {
        /// Origin of the journal.
        origin: String,
        /// Entries.
        size: i64,
        /// Root over them, hexadecimal.
        root: String,
        /// The signed checkpoint.
        note: String,
    },
    /// An officer entered the list of a partner who does not send one: unsigned.
    ListEntered {
        /// The partner's side.
        side: String,
        /// Direction number.
        direction: String,
        /// The day the partner's list is of.
        dated: String,
        /// Name of the file.
        file: String,
        /// SHA-256 of the file, hexadecimal.
        digest: String,
        /// The cards; they take the place of those entered before.
        cards: Vec<Card>,
    },
    /// This office stated that its list of a direction is complete (ruling R-10a).
    DirectionClosed {
        /// Direction number.
        direction: String,
        /// The statement.
        statement: ClosingStatement,
    },
    /// A person ruled on a finding on a pair.
    PairRuled {
        /// The pair.
        pair: String,
        /// Its direction.
        direction: String,
        /// Digests of the two cards it was ruled on.
        cards: String,
        /// Finding, answer, who, when, why.
        ruling: Ruling,
    },
    /// What came of the pairing of a direction after the exchange was complete.
    DirectionSettled {
        /// Direction number.
        direction: String,
        /// Why it was settled although a closing statement was missing or not borne out; empty where none was.
        reason: String,
        /// Applications of this office that are void because the partner did not apply, with the clause.
        void: Vec<Void>,
        /// Pairs that stand.
        pairs: Vec<String>,
        /// Applications whose pair does not stand, or that were left to a person and not ruled on.
        failed: Vec<String>,
    },
    /// A step towards the joint decision of a direction, told to the partner.
    JointStep {
        /// Direction number.
        direction: String,
        /// The step.
        step: Step,
    },
    /// This office's support list of a direction was entered; it takes the place of the one before.
    SupportListEntered {
        /// Direction number.
        direction: String,
        /// Name of the file.
        file: String,
        /// SHA-256 of the file, hexadecimal.
        digest: String,
        /// The rows.
        rows: Vec<SupportRow>,
        /// Who entered it.
        who: String,
    },
    /// Who sits at the meeting that decides on a direction; they take the place of those before.
    MembersSet {
        /// Direction number.
        direction: String,
        /// Who, with conflicts of interest.
        members: Vec<Member>,
    },
    /// This office's support list was sealed: what the commitment binds it to. It stays here until it is opened.
    ListSealed {
        /// Direction number.
        direction: String,
        /// The list.
        list: Box<SupportList>,
        /// Secret bytes of the commitment, hexadecimal.
        salt: String,
    },
    /// What the office does with a kind of letter was set.
    LetterModeSet {
        /// The kind.
        kind: LetterKind,
        /// What is done with it.
        mode: LetterMode,
        /// Days ahead, for a kind that is written before an instant.
        days: Option<i64>,
    },
    /// An officer released a letter that waited.
    LetterReleased {
        /// What the letter is known by.
        letter: String,
        /// Its kind.
        kind: LetterKind,
        /// The recipient's account, or address where there is no account.
        to: String,
    },
    /// An officer decided that a letter does not go.
    LetterDiscarded {
        /// What the letter is known by.
        letter: String,
        /// Its kind.
        kind: LetterKind,
        /// The recipient's account, or address where there is no account.
        to: String,
    },
    /// The mail server took a letter. What it said is not journalled.
    LetterSent {
        /// What the letter is known by.
        letter: String,
        /// Its kind.
        kind: LetterKind,
        /// The recipient's account, or address where there is no account.
        to: String,
    },
    /// Somebody accepted an invitation to the team of an application.
    TeamJoined {
        /// The draft.
        draft: String,
        /// Who.
        account: AccountId,
        /// As what.
        role: TeamRole,
    },
    /// A member of a team was given another role.
    TeamChanged {
        /// The draft.
        draft: String,
        /// Who.
        account: AccountId,
        /// As what from now on.
        role: TeamRole,
    },
    /// A member of a team was taken out of it or left it.
    TeamLeft {
        /// The draft.
        draft: String,
        /// Who.
        account: AccountId,
    },
    /// A password was set or changed. Of the password nothing is said.
    PasswordSet {
        /// Whose.
        account: AccountId,
    },
    /// A second factor, or new recovery codes, came into force.
    FactorAdded {
        /// Whose.
        account: AccountId,
        /// Which.
        factor: Factor,
    },
    /// A factor was taken away, by its owner or an administrator.
    FactorRemoved {
        /// Whose.
        account: AccountId,
        /// Which.
        factor: Factor,
    },
    /// An account was disabled.
    AccountDisabled {
        /// Which.
        account: AccountId,
        /// Why.
        reason: String,
    },
    /// A disabled account was opened again.
    AccountEnabled {
        /// Which.
        account: AccountId,
    },
    /// A token for programs was made. Of the token itself nothing is said.
    TokenMade {
        /// Whose.
        account: AccountId,
        /// What it is known by.
        token: String,
        /// Name its owner gave it.
        name: String,
        /// What it is for.
        scopes: Scopes,
        /// When it ends.
        expires: Zoned,
    },
    /// A token was revoked.
    TokenRevoked {
        /// Whose.
        account: AccountId,
        /// What it is known by.
        token: String,
    },
    /// A subject of an agency's own sign-on was bound to an account.
    SignOnBound {
        /// Which.
        account: AccountId,
        /// The provider.
        issuer: String,
    },
    /// Something happened to a confirmation, or to what the office asks for.
    Confirmation(ConfirmationStep),
    /// Something happened after an award.
    Award {
        /// What.
        step: AwardHappened,
    },
    /// Something happened to appeals.
    Appeal {
        /// What.
        step: AppealHappened,
    },
    /// Something happened to what experts are asked, or to a review.
    Review(ReviewStep),
    /// Something happened to the discussions among experts.
    Discussion(DiscussionStep),
    /// Something happened to the register of experts, their invitations, conflicts of interest or seats.
    Expert {
        /// What.
        step: Box<ExpertStep>,
    },
    /// Applications were compared for shared text, or something was set or noted on that.
    Overlap(OverlapStep),
    /// Identity numbers of experts were compared with those of the partner's people, or something was set, told or asked for that.
    Identities(IdentityHappened),
}

/// An application void because only one side applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Void {
    /// Its number.
    pub number: String,
    /// The clause that says so.
    pub clause: String,
}
