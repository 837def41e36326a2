//! What was handed in, on paper: each version as PDF, in the reader's choice of language.

use std::sync::Arc;

use hefu_ledger::event::seal;
use hefu_store::{Tx, Value};
use hefu_words::Lang;
use jiff::Zoned;

use super::awards::{HeldAward, held_award};
use super::{Standing, standing_of};
use crate::Office;
use crate::acts::Doing;
use crate::acts::notices::instant;
use crate::error::{OfficeError, Refusal};
use crate::happened::Happened;
use crate::printing::{Task, Version, paper, task_book as paper_of_task};
use crate::rights::{Action, Class};

/// A version that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedInVersion {
    /// 1 at the first time.
    pub revision: i64,
    /// When.
    pub at: Zoned,
}

/// The versions of an application that were handed in, the last first, with the number of the application.
///
/// # Errors
/// A refusal where it does not exist for this viewer or was never handed in.
pub async fn versions(
    office: &Office,
    doing: &Doing,
    draft: &str,
) -> Result<(Standing, Vec<HandedInVersion>), OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::See, Class::Content)?;
    let number = standing.number.clone().ok_or_else(Refusal::not_found)?;
    let sql =
        "SELECT r.revision AS revision, j.at AS at FROM receipts r JOIN store_journal j ON j.position = r.position
               WHERE r.number = $1 ORDER BY r.revision DESC";
    let mut versions = Vec::new();
    for row in tx.rows(sql, &[Value::Text(number)]).await? {
        versions.push(HandedInVersion { revision: row.int("revision")?, at: instant(&row.text("at")?)? });
    }
    Ok((standing, versions))
}

/// A file to take away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Its name.
    pub name: String,
    /// PDF/A-2b.
    pub bytes: Arc<Vec<u8>>,
}

/// A version of an application as PDF in a language. The same version, language and reader's rights give the same bytes.
///
/// # Errors
/// A refusal where it does not exist for this viewer; a failure where a font is missing or too many wait.
pub async fn printed(
    office: &Office,
    doing: &Doing,
    draft: &str,
    revision: i64,
    lang: Lang,
) -> Result<Printed, OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::See, Class::Content)?;
    let number = standing.number.clone().ok_or_else(Refusal::not_found)?;
    let identity = office.may(&standing, Action::See, Class::Identity);
    let version = version(&mut tx, &number, revision, identity).await?;
    drop(tx);
    let name = format!("{number}-{revision}-{lang}.pdf");
    let key = format!("{name} {identity}");
    let here = office.clone();
    let bytes = office.press().print(key, move || paper(&here, &version, lang)).await?;
    Ok(Printed { name, bytes })
}

/// The task book of an application whose joint project holds an award, as PDF in a language: from the last version handed in,
/// the cards of both halves and what was decided. Identity numbers are not in it.
///
/// # Errors
/// A refusal where the application does not exist for this viewer or holds no award that this office has published.
pub async fn task_book(office: &Office, doing: &Doing, draft: &str, lang: Lang) -> Result<Printed, OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    office.require(&standing, Action::See, Class::Content)?;
    let number = standing.number.clone().ok_or_else(Refusal::not_found)?;
    let found = held_award(office, &mut tx, &standing.direction, &number).await?;
    let HeldAward { line, decided, published } = found.ok_or_else(Refusal::not_found)?;
    let row = tx.row("SELECT revision FROM applications WHERE number = $1", &[Value::Text(number.clone())]).await?;
    let version = version(&mut tx, &number, row.int("revision")?, false).await?;
    drop(tx);
    let name = format!("task-book-{number}-{lang}.pdf");
    let key = format!("{name} {decided} {}", version.revision);
    let halves = line.halves.into_iter().map(|half| (half.side, half.authority, half.card, half.amount)).collect();
    let task = Task { version, halves, decided, published };
    let here = office.clone();
    let bytes = office.press().print(key, move || paper_of_task(&here, &task, lang)).await?;
    Ok(Printed { name, bytes })
}

/// What the journal holds of a version, without what the viewer may not see.
async fn version(tx: &mut Tx<'_>, number: &str, revision: i64, identity: bool) -> Result<Version, OfficeError> {
    let sql = "SELECT position FROM receipts WHERE number = $1 AND revision = $2";
    let row = tx.maybe_row(sql, &[Value::Text(number.to_owned()), Value::Int(revision)]).await?;
    let position = row.ok_or_else(Refusal::not_found)?.int("position")?;
    let (event, salt) = tx.journal().event(position).await?;
    let entry = seal(&event, &salt).map_err(|error| OfficeError::Stored(error.to_string()))?.digest;
    let Happened::ApplicationSubmitted { content, digest, documents, .. } = Happened::of(&event)? else {
        return Err(OfficeError::Stored(format!("the receipt of {number} at {position} is of another kind")));
    };
    let mut application = *content;
    if !identity {
        for person in &mut application.people {
            person.identifiers.clear();
        }
    }
    Ok(Version {
        number: number.to_owned(),
        revision,
        at: instant(&event.at)?,
        application,
        documents,
        position,
        entry,
        content: identity.then_some(digest),
    })
}
