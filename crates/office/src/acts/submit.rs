//! Handing an application in, and taking it back.

use hefu_application::State;
use hefu_ledger::canonical::canonical;
use hefu_store::{Act, Value};
use hefu_words::Message;

use super::confirm::ask_by_letter;
use super::{Doing, record};
use crate::Office;
use crate::documents;
use crate::error::{OfficeError, Refusal, RefusalKind};
use crate::happened::Happened;
use crate::letters::{Facts, LetterKind, letters_to_team};
use crate::lists::keep_application;
use crate::projection::number_of;
use crate::rights::{Action, Class, Relation, Thing};
use crate::views::{load_draft, standing_of};

/// An application handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// Its number at this office.
    pub number: String,
    /// 1 at the first time.
    pub revision: i64,
    /// Place of the event in the journal, from 0.
    pub position: i64,
}

/// Hands a draft in. Doing it twice with nothing changed gives the same number, revision and receipt: nothing is handed in
/// a second time.
///
/// # Errors
/// When the viewer may not, the window is not open, or the title is missing. Findings do not stand against submission:
/// they are shown before it, and the office decides on them after the window has closed.
pub async fn submit(office: &Office, doing: Doing, draft: &str) -> Result<Submitted, OfficeError> {
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                office.require(&standing, Action::See, Class::Content)?;
                if let Some(done) = already(act, &draft).await? {
                    return Ok(done);
                }
                office.require(&standing, Action::Submit, Class::Content)?;
                let stored = load_draft(act.tx(), &draft).await?.ok_or_else(Refusal::not_found)?;
                let (number, revision) = match &stored.number {
                    Some(number) => (number.clone(), revision(act, number).await? + 1),
                    None => (number_for(&office, act, &draft).await?, 1),
                };
                let mut content = stored.application(&office.config().side);
                if content.title.own.trim().is_empty() {
                    return Err(Refusal::invalid("title", Message::new("office-title-missing")).into());
                }
                let documents = documents::of_draft(act.tx(), &draft).await?;
                documents::bind(&mut content, &documents);
                let documents = documents::of_application(&content, &documents);
                content.id.number.clone_from(&number);
                content.state = State::Submitted;
                content.submitted = Some(doing.now.clone());
                let facts = Facts::of_application(&draft, &number, &content.title.own)
                    .direction(&standing.direction)
                    .instant("at", &doing.now);
                let bytes = canonical(&serde_json::to_value(&content)?)
                    .map_err(|error| OfficeError::Stored(error.to_string()))?;
                let happened = Happened::ApplicationSubmitted {
                    number: number.clone(),
                    draft: draft.clone(),
                    owner: standing.owner.clone(),
                    revision,
                    content: Box::new(content),
                    digest: hex(&bytes),
                    documents,
                };
                let position = record(act, &doing, &happened).await?;
                act.tx()
                    .execute(
                        "INSERT INTO receipts (position, number, revision, body) VALUES ($1, $2, $3, '')",
                        &[Value::Int(position), Value::Text(number.clone()), Value::Int(revision)],
                    )
                    .await?;
                keep_application(&office, act.tx(), &number, &doing.now).await?;
                letters_to_team(&office, act, &doing, LetterKind::HandedIn, &draft, &facts).await?;
                ask_by_letter(&office, act, &doing, &draft).await?;
                Ok(Submitted { number, revision, position })
            })
        })
        .await
}

/// What was handed in already and not taken back.
async fn already(act: &mut Act<'_>, draft: &str) -> Result<Option<Submitted>, OfficeError> {
    let row = act
        .tx()
        .maybe_row(
            "SELECT a.number AS number, a.revision AS revision, r.position AS position
             FROM applications a JOIN receipts r ON r.number = a.number AND r.revision = a.revision
             WHERE a.draft = $1 AND a.state = 'submitted'",
            &[Value::Text(draft.to_owned())],
        )
        .await?;
    row.map(|row| {
        Ok(Submitted { number: row.text("number")?, revision: row.int("revision")?, position: row.int("position")? })
    })
    .transpose()
}

async fn revision(act: &mut Act<'_>, number: &str) -> Result<i64, OfficeError> {
    let sql = "SELECT revision FROM applications WHERE number = $1";
    Ok(act.tx().row(sql, &[Value::Text(number.to_owned())]).await?.int("revision")?)
}

/// The number of an application: the one it has, else the office's prefix and a running number of four digits or more.
/// Numbers are given in the one writer, so no two applications get the same.
pub(super) async fn number_for(office: &Office, act: &mut Act<'_>, draft: &str) -> Result<String, OfficeError> {
    if let Some(number) = number_of(act.tx(), draft).await? {
        return Ok(number);
    }
    let sql = "SELECT (SELECT COUNT(*) FROM applications) + (SELECT COUNT(*) FROM shown_halves
               WHERE number NOT IN (SELECT number FROM applications)) AS n";
    let given = act.tx().row(sql, &[]).await?.int("n")?;
    Ok(format!("{}{:04}", office.config().number_prefix, given + 1))
}

fn hex(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Takes an application back while the window is open. It can be changed and handed in again under the same number.
///
/// # Errors
/// When the viewer may not, or the window is closed.
pub async fn withdraw(office: &Office, doing: Doing, draft: &str, reason: &str) -> Result<(), OfficeError> {
    let (draft, reason) = (draft.to_owned(), reason.trim().to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&office, act.tx(), &doing, &draft).await?;
                // Taking back twice, as after a lost answer, is taking back once.
                if standing.thing == Thing::Withdrawn && standing.relations.contains(&Relation::Owner) {
                    return Ok(());
                }
                office.require(&standing, Action::Withdraw, Class::Content)?;
                let number = standing.number.clone().ok_or_else(Refusal::not_found)?;
                let title = handed_in_title(act, &number).await?;
                let facts = Facts::of_application(&draft, &number, &title).instant("at", &doing.now);
                record(act, &doing, &Happened::ApplicationWithdrawn { number: number.clone(), reason }).await?;
                keep_application(&office, act.tx(), &number, &doing.now).await?;
                letters_to_team(&office, act, &doing, LetterKind::TakenBack, &draft, &facts).await
            })
        })
        .await
}

/// The title of an application as it was handed in.
pub(super) async fn handed_in_title(act: &mut Act<'_>, number: &str) -> Result<String, OfficeError> {
    let sql = "SELECT title FROM applications WHERE number = $1";
    Ok(act.tx().row(sql, &[Value::Text(number.to_owned())]).await?.text("title")?)
}

/// What stands against an act in this state, in words.
pub(crate) fn stands_against(action: Action, open: bool) -> Refusal {
    let closed =
        !open && matches!(action, Action::Edit | Action::Submit | Action::Withdraw | Action::Begin | Action::Ask);
    if closed {
        Refusal::new(RefusalKind::Closed, Message::new("office-window-not-open"))
    } else {
        Refusal::new(RefusalKind::NotAllowed, Message::new(format!("office-may-not-{}", action.word())))
    }
}
