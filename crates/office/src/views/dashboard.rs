//! An applicant's dashboard: what needs them now, what is being written, what is handed in and whose turn it is, what is over.

use hefu_application::State;
use hefu_check::Outcome;
use hefu_store::{Tx, Value};
use jiff::{ToSpan as _, Zoned};

use super::confirmations::{Asked, waiting};
use super::owing::owed_by_holder;
use super::{
    ApplicationView, ConfirmationView, Line, OtherHalf, PairPanel, PairState, application_view, confirmation_view,
    desk, own_notices, pair_panel, settled,
};
use crate::Office;
use crate::acts::Doing;
use crate::acts::notices::instant;
use crate::confirmation::{Confirmation, Confirmations, Level, Stand};
use crate::error::OfficeError;
use crate::happened::Happened;
use crate::letters::{LetterKind, mode_of};
use crate::team::TeamRole;

/// Applications looked at closely, newest first; those beyond are listed.
const CLOSELY: usize = 50;

/// The dashboard.
#[derive(Clone, Debug, Default)]
pub struct Dashboard {
    /// What needs the viewer now.
    pub needs: Vec<Need>,
    /// Being written while the window is open, with when it closes.
    pub writing: Vec<Writing>,
    /// Handed in.
    pub handed_in: Vec<HandedInLine>,
    /// Closed without having been handed in, or taken back, or settled.
    pub earlier: Vec<EarlierLine>,
    /// Whether the viewer is asked to confirm applications at all.
    pub confirms: bool,
}

/// An application that is over, or older than those looked at closely.
#[derive(Clone, Debug)]
pub struct EarlierLine {
    /// The line.
    pub line: Line,
    /// How it ended; nothing where it has not.
    pub ended: Option<Ended>,
}

/// How an application ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its pair stands.
    Stands,
    /// Its pair does not stand.
    Failed,
    /// Void: only one side applied.
    Void,
    /// Taken back, and not handed in again before the window closed.
    TakenBack,
    /// Never handed in.
    NotHandedIn,
}

/// Something that needs the viewer.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// The draft it is about; for an invitation, where it leads.
    pub draft: String,
    /// Title; empty where there is none or it is not the viewer's to see yet.
    pub title: String,
    /// What.
    pub what: NeedOf,
    /// By when, where there is an end to it.
    pub by: Option<Zoned>,
}

/// What needs the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeedOf {
    /// The window closes within the days the office has set for its reminder.
    DeadlineNear,
    /// So many checks of a draft that something is entered in fail.
    Problems(usize),
    /// The halves differ in these fields, and the viewer may mend the own one.
    Differences(Vec<String>),
    /// What is shown to the partner's office is no longer what is written.
    ShownChanged,
    /// An invitation of this person, in this role, not accepted yet.
    Invitation {
        /// Who invites.
        inviter: String,
        /// As what.
        role: TeamRole,
    },
    /// So many comments by others that the viewer has not read.
    Comments(usize),
    /// So many applications wait for the viewer's confirmation.
    Confirm(usize),
    /// Nobody is asked to confirm it at this level.
    AskConfirmation(Level),
    /// It was sent back by whoever is asked at this level.
    SentBack(Level),
    /// An invitation to review as an expert waits for an answer.
    ReviewInvitation,
    /// A report on an award is asked for.
    Report(String),
    /// A report on an award was returned and is asked for again.
    ReportReturned(String),
    /// So many lines of an award's closing checklist were returned.
    LinesReturned(usize),
}

/// An application being written.
#[derive(Clone, Debug)]
pub struct Writing {
    /// The line.
    pub line: Line,
    /// How many of its sections something is entered in.
    pub entered: usize,
    /// When the window closes.
    pub closes: Option<Zoned>,
    /// What the office asks for beside handing in, where it does.
    pub confirmations: Option<Confirmations>,
    /// Since when its half is shown to the partner's office.
    pub shown: Option<String>,
}

/// An application handed in.
#[derive(Clone, Debug)]
pub struct HandedInLine {
    /// The line.
    pub line: Line,
    /// Where the pair stands.
    pub pair: PairWord,
    /// Whose turn it is.
    pub turn: Turn,
    /// By when.
    pub by: Option<Zoned>,
    /// The confirmation it waits for, where it waits for one.
    pub waits: Option<Confirmation>,
}

/// Where the pair of an application handed in stands, as its applicants may know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairWord {
    /// No other half so far.
    Waiting,
    /// A person must say first whether it is one.
    Unsure,
    /// Found and not handed in yet.
    Early,
    /// Found.
    Found(PairState),
    /// Void: only one side applied.
    Void,
}

/// Whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The partner's applicant, at this side.
    Partner(String),
    /// The partner's and the own half's: whichever is wrong.
    Either(String),
    /// The offices'.
    Offices,
    /// Nobody's before the windows close.
    Nobody,
}

/// The viewer's dashboard.
///
/// # Errors
/// A refusal for a visitor.
pub async fn dashboard(office: &Office, doing: &Doing) -> Result<Dashboard, OfficeError> {
    let lines = desk(office, doing).await?.lines;
    let mut tx = office.db().read().await?;
    let notices = own_notices(&mut tx).await?;
    let near = mode_of(&mut tx, LetterKind::DeadlineNear).await?.1;
    let mut board = Dashboard { needs: invitations(&mut tx, doing).await?, ..Dashboard::default() };
    let asked = match &doing.viewer.account {
        Some(account) => waiting(&mut tx, account, &doing.now).await?,
        None => Asked::default(),
    };
    board.confirms = asked.any;
    if super::invitations::is_invited(&mut tx, doing).await? {
        let (draft, title) = (String::new(), String::new());
        board.needs.push(Need { draft, title, what: NeedOf::ReviewInvitation, by: None });
    }
    if let Some(by) = asked.nearest {
        let count = asked.waiting;
        let what = NeedOf::Confirm(count);
        board.needs.push(Need { draft: String::new(), title: String::new(), what, by: Some(by) });
    }
    for (at, line) in lines.into_iter().enumerate() {
        let notice = notices.get(&line.direction);
        let open = notice.is_some_and(|notice| office.is_open(notice, &doing.now));
        let closes = notice.and_then(|notice| notice.window.closes.clone());
        let ended = match line.state {
            State::Submitted => settled(&mut tx, &line.direction).await?.map(|settled| end_of(&line, &settled)),
            State::Withdrawn => (!open).then_some(Ended::TakenBack),
            State::Draft => (!open).then_some(Ended::NotHandedIn),
        };
        let unread = unread(&mut tx, doing, &line.draft).await?;
        let mut need = |what, by| {
            board.needs.push(Need { draft: line.draft.clone(), title: line.title.clone(), what, by });
        };
        if unread > 0 {
            need(NeedOf::Comments(unread), None);
        }
        if ended == Some(Ended::Stands) {
            for (what, by) in after_award(office, &mut tx, doing, &line.draft).await? {
                need(what, by);
            }
        }
        if ended.is_some() || at >= CLOSELY {
            board.earlier.push(EarlierLine { line, ended });
            continue;
        }
        let confirmation = confirmation_view(office, doing, &line.draft).await?;
        for (what, by) in confirmation.as_ref().map(of_confirmation).unwrap_or_default() {
            need(what, by);
        }
        if line.state == State::Submitted {
            let panel = pair_panel(office, doing, &line.draft).await?;
            if panel.may_mend && !panel.differs.is_empty() {
                need(NeedOf::Differences(panel.differs.clone()), closes.clone());
            }
            let mut shown = handed_in(panel, line, closes);
            shown.waits = confirmation.and_then(|view| view.found.waits().cloned());
            board.handed_in.push(shown);
            continue;
        }
        let view = application_view(office, doing, &line.draft).await?;
        let panel = pair_panel(office, doing, &line.draft).await?;
        for (what, by) in of_draft(&view, &panel, closes.as_ref(), near, &doing.now) {
            need(what, by);
        }
        let entered = view.draft.sections.len();
        let confirmations = panel.confirmations;
        board.writing.push(Writing { entered, shown: panel.before.shown, closes, confirmations, line });
    }
    // What has the nearest end comes first, what has none last.
    board.needs.sort_by_key(|need| (need.by.is_none(), need.by.as_ref().map(Zoned::timestamp)));
    Ok(board)
}

/// What settling a direction made of an application handed in.
fn end_of(line: &Line, settled: &Happened) -> Ended {
    let Happened::DirectionSettled { void, failed, .. } = settled else { return Ended::Stands };
    let number = line.number.as_deref().unwrap_or_default();
    if void.iter().any(|void| void.number == number) {
        Ended::Void
    } else if failed.iter().any(|failed| failed == number) {
        Ended::Failed
    } else {
        Ended::Stands
    }
}

/// What a draft that the viewer may write needs.
fn of_draft(
    view: &ApplicationView,
    panel: &PairPanel,
    closes: Option<&Zoned>,
    near: Option<i64>,
    now: &Zoned,
) -> Vec<(NeedOf, Option<Zoned>)> {
    if !view.may_edit {
        return Vec::new();
    }
    let mut needs = Vec::new();
    let begins = near.and_then(|days| closes?.checked_sub(days.days()).ok());
    if begins.is_some_and(|from| from <= *now) {
        needs.push((NeedOf::DeadlineNear, closes.cloned()));
    }
    let failed = view.findings.iter().filter(|finding| finding.outcome == Outcome::Fail).count();
    if failed > 0 && !view.draft.sections.is_empty() {
        needs.push((NeedOf::Problems(failed), closes.cloned()));
    }
    if !panel.differs.is_empty() {
        needs.push((NeedOf::Differences(panel.differs.clone()), closes.cloned()));
    }
    if panel.before.changed && panel.before.may_show {
        needs.push((NeedOf::ShownChanged, None));
    }
    needs
}

fn handed_in(panel: PairPanel, line: Line, closes: Option<Zoned>) -> HandedInLine {
    let door = panel.partners.first();
    let side = door.map(|door| door.side.clone()).unwrap_or_default();
    let theirs = door.and_then(|door| door.notice.as_ref()).and_then(|notice| notice.window.closes.clone());
    let latest = |one: Option<Zoned>, other: Option<Zoned>| one.into_iter().chain(other).max_by_key(Zoned::timestamp);
    let void = panel.findings.iter().any(|finding| finding.outcome == Outcome::Fail);
    let (pair, turn, by) = match &panel.other {
        OtherHalf::NotFound | OtherHalf::OwnNotHandedIn if void => (PairWord::Void, Turn::Nobody, None),
        OtherHalf::NotFound | OtherHalf::OwnNotHandedIn => (PairWord::Waiting, Turn::Partner(side), theirs),
        OtherHalf::Unsure => (PairWord::Unsure, Turn::Offices, None),
        OtherHalf::Found(found) if found.early => (PairWord::Early, Turn::Partner(side), theirs),
        OtherHalf::Found(found) => match found.state {
            PairState::Consistent => (PairWord::Found(found.state), Turn::Nobody, latest(closes, theirs)),
            PairState::Differs if panel.may_mend => {
                (PairWord::Found(found.state), Turn::Either(side), latest(closes, theirs))
            }
            PairState::Differs => (PairWord::Found(found.state), Turn::Partner(side), theirs),
            PairState::Ruling | PairState::Confirm => (PairWord::Found(found.state), Turn::Offices, None),
        },
    };
    HandedInLine { line, pair, turn, by, waits: None }
}

/// What the confirmation of an application needs of a viewer who may do something about it.
fn of_confirmation(view: &ConfirmationView) -> Vec<(NeedOf, Option<Zoned>)> {
    let mut needs = Vec::new();
    let back = view.found.sent_back.as_ref().filter(|back| back.revision == view.found.revision);
    if let Some(back) = back.filter(|_| view.may_ask && view.standing.state() == State::Withdrawn) {
        let until = view.found.at(Level::Unit).or_else(|| view.found.at(back.level)).map(|asked| asked.until.clone());
        needs.push((NeedOf::SentBack(back.level), until));
    }
    if view.may_ask {
        let nobody = view.found.levels.iter().filter(|asked| asked.standing == Stand::NobodyAsked);
        needs.extend(nobody.map(|asked| (NeedOf::AskConfirmation(asked.level), Some(asked.until.clone()))));
    }
    needs
}

/// What the award of an application needs of a viewer who may report on it. A report is due at the end of its day where the
/// office is.
async fn after_award(
    office: &Office,
    tx: &mut Tx<'_>,
    doing: &Doing,
    draft: &str,
) -> Result<Vec<(NeedOf, Option<Zoned>)>, OfficeError> {
    let (reports, lines) = owed_by_holder(office, tx, doing, draft).await?;
    let mut needs = Vec::new();
    for owed in reports {
        let end = owed.until.at(23, 59, 59, 0).in_tz(&office.config().zone);
        let what = if owed.returned { NeedOf::ReportReturned(owed.name) } else { NeedOf::Report(owed.name) };
        needs.push((what, end.ok()));
    }
    if lines > 0 {
        needs.push((NeedOf::LinesReturned(lines), None));
    }
    Ok(needs)
}

/// Invitations to the viewer's address that wait.
async fn invitations(tx: &mut Tx<'_>, doing: &Doing) -> Result<Vec<Need>, OfficeError> {
    let Some(account) = &doing.viewer.account else { return Ok(Vec::new()) };
    let sql = "SELECT i.draft AS draft, i.relation AS relation, i.expires AS expires, b.name AS inviter
               FROM invitations i JOIN accounts a ON a.email = i.email JOIN accounts b ON b.account = i.invited_by
               WHERE a.account = $1 AND i.accepted_by IS NULL AND NOT EXISTS
                 (SELECT 1 FROM team t WHERE t.draft = i.draft AND t.account = $1)
               ORDER BY i.expires, i.draft";
    let mut needs = Vec::new();
    for row in tx.rows(sql, &[Value::Text(account.0.clone())]).await? {
        let expires = instant(&row.text("expires")?)?;
        let word = row.text("relation")?;
        let role = TeamRole::from_word(&word).ok_or_else(|| OfficeError::Stored(format!("team role `{word}`")))?;
        if expires > doing.now {
            let what = NeedOf::Invitation { inviter: row.text("inviter")?, role };
            needs.push(Need { draft: row.text("draft")?, title: String::new(), what, by: Some(expires) });
        }
    }
    Ok(needs)
}

/// How many comments of others on an application the viewer has neither read nor answered.
async fn unread(tx: &mut Tx<'_>, doing: &Doing, draft: &str) -> Result<usize, OfficeError> {
    let Some(account) = &doing.viewer.account else { return Ok(0) };
    let values = [Value::Text(draft.to_owned()), Value::Text(account.0.clone())];
    let sql = "SELECT read AS at FROM comments_read WHERE draft = $1 AND account = $2
               UNION ALL SELECT at FROM comments WHERE draft = $1 AND account = $2";
    let mut last = None;
    for row in tx.rows(sql, &values).await? {
        last = last.max(Some(instant(&row.text("at")?)?.timestamp()));
    }
    let mut count = 0;
    for row in tx.rows("SELECT at FROM comments WHERE draft = $1 AND account <> $2", &values).await? {
        count += usize::from(
            last.is_none_or(|last| instant(&row.text("at").unwrap_or_default()).is_ok_and(|at| at.timestamp() > last)),
        );
    }
    Ok(count)
}
