//! The register, and one expert of it.

use std::collections::BTreeMap;

use hefu_store::{Tx, Value};
use hefu_words::Lang;

use crate::Office;
use crate::acts::{Doing, kept_register};
use crate::error::{OfficeError, Refusal};
use crate::exchange::text;
use crate::experts::{Expert, ExpertSettings, ExpertState, RegisterDiff, Seat, Stood, settings, state_of};
use crate::rights::{Action, Class, Thing};

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
            expert: serde_json::from_str::<Expert>(&row.text("body")?)?.shown(),
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
    office.may_see_here(&doing.viewer, Thing::Experts)
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
    Ok(RegisterFile { name: found.name, diff: found.diff.shown(), seen: found.seen })
}

/// A blank register to fill in, as XLSX bytes.
///
/// # Errors
/// A refusal where the viewer may not see the register.
pub fn register_blank(office: &Office, doing: &Doing, lang: Lang) -> Result<Vec<u8>, OfficeError> {
    may_see(office, doing)?;
    crate::experts::register::blank(lang, doing.now.date()).map_err(|error| OfficeError::Stored(error.to_string()))
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
    /// The schemes of which there is an identity number, for whoever may know that. The numbers are shown to nobody.
    pub schemes: Option<Vec<String>>,
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
    let expert: Expert = serde_json::from_str(&row.text("body")?)?;
    let told = office.may_somehow(&doing.viewer, Action::See, (Thing::Experts, Class::Identity), false);
    let schemes = told.then(|| expert.numbers.schemes().map(str::to_owned).collect());
    Ok(ExpertView {
        expert: expert.shown(),
        schemes,
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

/// What an id stands for, by id.
pub(super) async fn named(tx: &mut Tx<'_>, sql: &str) -> Result<BTreeMap<String, (String, String)>, OfficeError> {
    let rows = tx.rows(sql, &[]).await?;
    rows.iter().map(|row| Ok((row.text("id")?, (row.text("first")?, row.text("second")?)))).collect()
}
