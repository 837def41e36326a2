//! The register, one expert, conflicts of interest as officers see them; an expert's own page.

use std::collections::BTreeMap;

use hefu_store::{Tx, Value};
use hefu_words::Lang;

use super::{OwnSeat, seats_of_expert};
use crate::Office;
use crate::acts::{Doing, InvitedBy, kept_register, open_invitation, statement_digest};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::experts::{
    Expert, ExpertSettings, ExpertState, FoundConflict, Hold, Material, RegisterDiff, Seat, Stood, expert_of, settings,
    state_of,
};
use crate::rights::{Action, Thing};

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpertLine {
    /// As the register has them.
    pub expert: Expert,
    /// Where they stand.
    pub state: ExpertState,
    /// On how many applications they sit.
    pub seats: i64,
}

/// A page of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Lines by number.
    pub lines: Vec<ExpertLine>,
    /// Number after which the next page begins, where there is more.
    pub next: Option<String>,
    /// How many stand where.
    pub counts: BTreeMap<ExpertState, i64>,
}

/// Lines on a page.
const PAGE: usize = 100;

/// The register, in one state or all, after a number.
///
/// # Errors
/// A refusal where the viewer may not see it.
pub async fn register(
    office: &Office,
    doing: &Doing,
    state: Option<ExpertState>,
    after: Option<&str>,
) -> Result<Register, OfficeError> {
    may_see(office, doing)?;
    let mut tx = office.db().read().await?;
    let mut page = Register::default();
    for row in tx.rows("SELECT state, COUNT(*) AS n FROM experts GROUP BY state ORDER BY state", &[]).await? {
        page.counts.insert(state_of(&row.text("state")?)?, row.int("n")?);
    }
    let sql = "SELECT e.expert AS expert, e.body AS body, e.state AS state,
                      (SELECT COUNT(*) FROM seats s WHERE s.expert = e.expert) AS seats
               FROM experts e WHERE ($1 = '' OR e.state = $1) AND e.expert > $2 ORDER BY e.expert LIMIT $3";
    let most = Value::Int(i64::try_from(PAGE + 1).unwrap_or(i64::MAX));
    let values = [text(state.map_or("", ExpertState::word)), text(after.unwrap_or_default()), most];
    for row in tx.rows(sql, &values).await? {
        page.lines.push(ExpertLine {
            expert: serde_json::from_str(&row.text("body")?)?,
            state: state_of(&row.text("state")?)?,
            seats: row.int("seats")?,
        });
    }
    if page.lines.len() > PAGE {
        page.lines.truncate(PAGE);
        page.next = page.lines.last().map(|line| line.expert.number.clone());
    }
    Ok(page)
}

/// Whoever has nothing to do with experts is not told which there are.
pub(super) fn may_see(office: &Office, doing: &Doing) -> Result<(), Refusal> {
    office
        .may_here(&doing.viewer, Action::See, Thing::Experts)
        .map_err(|refusal| if doing.viewer.account.is_some() { Refusal::not_found() } else { refusal })
}

/// A file on its way into the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterFile {
    /// Its name.
    pub name: String,
    /// What entering it would change.
    pub diff: RegisterDiff,
    /// Digest of that, which entering names.
    pub seen: String,
}

/// A file that its sender looks at before it is entered.
///
/// # Errors
/// A refusal where it is not there for this viewer.
pub async fn register_file(office: &Office, doing: &Doing, file: &str) -> Result<RegisterFile, OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let found = kept_register(&mut office.db().read().await?, doing, file).await?;
    Ok(RegisterFile { name: found.name, diff: found.diff, seen: found.seen })
}

/// A blank register to fill in, as XLSX bytes.
///
/// # Errors
/// A refusal where the viewer may not see the register.
pub fn register_blank(office: &Office, doing: &Doing, lang: Lang) -> Result<Vec<u8>, OfficeError> {
    may_see(office, doing)?;
    let date = doing.now.date();
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    let made = (u16::try_from(date.year()).unwrap_or(1), part(date.month()), part(date.day()));
    crate::experts::register::blank(lang, made).map_err(|error| OfficeError::Stored(error.to_string()))
}

/// What the office has set for its experts, for whoever sees them.
///
/// # Errors
/// A refusal where the viewer may not.
pub async fn expert_settings(office: &Office, doing: &Doing) -> Result<ExpertSettings, OfficeError> {
    may_see(office, doing)?;
    settings(&mut office.db().read().await?).await
}

/// An invitation and what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The address it went to.
    pub email: String,
    /// When, as an instant with its zone.
    pub invited: String,
    /// When it was answered; empty where it was not.
    pub answered: String,
    /// Why it was declined, in the expert's words.
    pub reason: String,
    /// Digest of the statement that was accepted; empty where none was.
    pub statement: String,
}

/// One expert, for officers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpertView {
    /// As the register has them.
    pub expert: Expert,
    /// Where they stand.
    pub state: ExpertState,
    /// The last invitation.
    pub invitation: Option<Invitation>,
    /// Their seats, with direction.
    pub seats: Vec<(Stood, String)>,
}

/// One expert.
///
/// # Errors
/// A refusal where there is none of this number for the viewer.
pub async fn expert_view(office: &Office, doing: &Doing, number: &str) -> Result<ExpertView, OfficeError> {
    may_see(office, doing)?;
    let mut tx = office.db().read().await?;
    let sql = "SELECT body, state FROM experts WHERE expert = $1";
    let row = tx.maybe_row(sql, &[text(number)]).await?.ok_or_else(Refusal::not_found)?;
    let sql = "SELECT s.number AS number, s.since AS since, a.direction AS direction FROM seats s
               JOIN applications a ON a.number = s.number WHERE s.expert = $1 ORDER BY s.number";
    let mut seats = Vec::new();
    for row in tx.rows(sql, &[text(number)]).await? {
        let seat = Seat { number: row.text("number")?, expert: number.to_owned() };
        seats.push((Stood { seat, since: row.text("since")? }, row.text("direction")?));
    }
    Ok(ExpertView {
        expert: serde_json::from_str(&row.text("body")?)?,
        state: state_of(&row.text("state")?)?,
        invitation: invitation(&mut tx, number).await?,
        seats,
    })
}

async fn invitation(tx: &mut Tx<'_>, expert: &str) -> Result<Option<Invitation>, OfficeError> {
    let sql = "SELECT email, invited, answered, reason, statement FROM expert_invitations WHERE expert = $1";
    let row = tx.maybe_row(sql, &[text(expert)]).await?;
    row.map(|row| {
        Ok(Invitation {
            email: row.text("email")?,
            invited: row.text("invited")?,
            answered: row.text("answered")?,
            reason: row.text("reason")?,
            statement: row.text("statement")?,
        })
    })
    .transpose()
}

/// A conflict of interest with the names of whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictLine {
    /// What was found.
    pub found: FoundConflict,
    /// Name of the expert.
    pub name: String,
    /// Title of the application.
    pub title: String,
    /// The draft behind the application: its address.
    pub draft: String,
    /// Whether the expert sits there now.
    pub sits: bool,
}

/// The conflicts of a direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictsView {
    /// Lines that were asked for, by application, expert and rule.
    pub lines: Vec<ConflictLine>,
    /// How many stand, wait for a person, are dismissed.
    pub counts: [usize; 3],
    /// What the office has set.
    pub settings: ExpertSettings,
    /// Whether the viewer may decide.
    pub may_decide: bool,
}

/// The conflicts of a direction, of one kind or all.
///
/// # Errors
/// A refusal where the viewer may not see them, or there is no such direction.
pub async fn conflicts_view(
    office: &Office,
    doing: &Doing,
    direction: &str,
    hold: Option<Hold>,
) -> Result<ConflictsView, OfficeError> {
    may_see(office, doing)?;
    office.direction(direction)?;
    let mut tx = office.db().read().await?;
    let material = Material::read(&mut tx, direction, None).await?;
    let found = material.find_apart().await?;
    let count = |hold: Hold| found.iter().filter(|found| found.hold == hold).count();
    let counts = [count(Hold::Stands), count(Hold::Open), count(Hold::Dismissed)];
    let names = named(&mut tx, "SELECT expert AS id, name AS first, '' AS second FROM experts ORDER BY expert").await?;
    let sql = "SELECT number AS id, title AS first, draft AS second FROM applications ORDER BY number";
    let titles = named(&mut tx, sql).await?;
    let seats = crate::experts::seats_of(&mut tx, direction).await?;
    let lines = found.into_iter().filter(|found| hold.is_none_or(|hold| found.hold == hold)).map(|found| {
        let (title, draft) = titles.get(&found.seat.number).cloned().unwrap_or_default();
        ConflictLine {
            name: names.get(&found.seat.expert).map(|(name, _)| name.clone()).unwrap_or_default(),
            sits: seats.iter().any(|stood| stood.seat == found.seat),
            title,
            draft,
            found,
        }
    });
    Ok(ConflictsView {
        lines: lines.collect(),
        counts,
        settings: settings(&mut tx).await?,
        may_decide: office.may_here(&doing.viewer, Action::Assign, Thing::Experts).is_ok(),
    })
}

/// What an id stands for, by id.
pub(super) async fn named(tx: &mut Tx<'_>, sql: &str) -> Result<BTreeMap<String, (String, String)>, OfficeError> {
    let rows = tx.rows(sql, &[]).await?;
    rows.iter().map(|row| Ok((row.text("id")?, (row.text("first")?, row.text("second")?)))).collect()
}

/// An invitation as whoever holds its link sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitedView {
    /// The expert's number.
    pub expert: String,
    /// Name.
    pub name: String,
    /// The address it was made for.
    pub email: String,
    /// Whether that address has an account, which must sign in; otherwise one can be opened.
    pub has_account: bool,
    /// The confidentiality statement.
    pub statement: String,
    /// Its digest, which whoever accepts it names.
    pub digest: String,
}

/// The invitation behind a link.
///
/// # Errors
/// A refusal where the link is unknown, late or answered: which of these is not said.
pub async fn invited_view(office: &Office, doing: &Doing, secret: &str) -> Result<InvitedView, OfficeError> {
    let mut tx = office.db().read().await?;
    let by = InvitedBy::Link(secret.to_owned());
    let expert = open_invitation(&mut tx, &by, &doing.viewer, &doing.now).await?;
    invited(&mut tx, expert).await
}

async fn invited(tx: &mut Tx<'_>, expert: String) -> Result<InvitedView, OfficeError> {
    let sql = "SELECT e.name AS name, i.email AS email,
                      (SELECT COUNT(*) FROM accounts a WHERE a.email = i.email) AS known
               FROM experts e JOIN expert_invitations i ON i.expert = e.expert WHERE e.expert = $1";
    let row = tx.row(sql, &[text(&expert)]).await?;
    let statement = settings(tx).await?.statement;
    Ok(InvitedView {
        expert,
        name: row.text("name")?,
        email: row.text("email")?,
        has_account: row.int("known")? > 0,
        digest: statement_digest(&statement),
        statement,
    })
}

/// What somebody who is or may become an expert sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpertDesk {
    /// The number of the expert whom the account is bound to.
    pub expert: Option<String>,
    /// An invitation to the account's address that can be answered.
    pub invitation: Option<InvitedView>,
    /// Whether it was declined before.
    pub declined: bool,
    /// Their seats.
    pub seats: Vec<OwnSeat>,
}

/// The invitation to the viewer's own address that can be answered.
async fn own_invitation(tx: &mut Tx<'_>, doing: &Doing) -> Result<Option<String>, OfficeError> {
    match open_invitation(tx, &InvitedBy::Address, &doing.viewer, &doing.now).await {
        Ok(open) => Ok(Some(open)),
        Err(OfficeError::Refused(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether an account is an expert's, and whether it has an invitation to become one.
pub(super) async fn is_expert(tx: &mut Tx<'_>, doing: &Doing) -> Result<(bool, bool), OfficeError> {
    let Some(account) = &doing.viewer.account else { return Ok((false, false)) };
    Ok((expert_of(tx, account).await?.is_some(), own_invitation(tx, doing).await?.is_some()))
}

/// The viewer's own page as an expert.
///
/// # Errors
/// A refusal for a visitor, and for somebody who is no expert and has no invitation.
pub async fn expert_desk(office: &Office, doing: &Doing) -> Result<ExpertDesk, OfficeError> {
    let account = doing.viewer.account.as_ref().ok_or_else(Refusal::not_found)?;
    let mut tx = office.db().read().await?;
    let expert = expert_of(&mut tx, account).await?;
    let open = own_invitation(&mut tx, doing).await?;
    let mut desk = ExpertDesk { expert, invitation: None, declined: false, seats: Vec::new() };
    if let Some(open) = open {
        let row = tx.row("SELECT state FROM experts WHERE expert = $1", &[text(&open)]).await?;
        desk.declined = state_of(&row.text("state")?)? == ExpertState::Declined;
        desk.invitation = Some(invited(&mut tx, open).await?);
    }
    drop(tx);
    if desk.expert.is_some() {
        desk.seats = seats_of_expert(office, doing).await?;
    } else if desk.invitation.is_none() {
        return Err(Refusal::not_found().into());
    }
    Ok(desk)
}

/// Those who can be invited, by number: all but those who have accepted or are taken off.
///
/// # Errors
/// A refusal where the viewer may not invite.
pub async fn invitable(office: &Office, doing: &Doing) -> Result<Vec<(Expert, ExpertState)>, OfficeError> {
    office.may_here(&doing.viewer, Action::Assign, Thing::Experts)?;
    let all = crate::experts::register_of(&mut office.db().read().await?).await?;
    let open = |state: ExpertState| !matches!(state, ExpertState::Accepted | ExpertState::Retired);
    Ok(all.into_iter().filter(|(_, state)| open(*state)).collect())
}
