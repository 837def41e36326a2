//! What is shown for a line of the closing checklist, and what the office says of it.

use std::collections::BTreeMap;

use hefu_closing::{Line, Ruled};
use hefu_store::{Act, Tx};
use hefu_words::Message;

use super::{Holding, conflict, keep, may, write};
use crate::Office;
use crate::acts::{Doing, given};
use crate::awards::{AwardHappened, LineNow, Shown, lines_of, owed_by};
use crate::documents::{Upload, take_in};
use crate::error::{OfficeError, Refusal};
use crate::letters::LetterKind;
use crate::rights::Action;

/// Documents of one line at most: more belong into one file.
const DOCUMENTS_MOST: usize = 8;

/// What somebody shows for a line.
#[derive(Debug, Default)]
pub struct NewEvidence {
    /// The version the sender saw, 0 where nothing was shown yet.
    pub seen: i64,
    /// What the line asks to be stated, by field id.
    pub fields: BTreeMap<String, String>,
    /// What else is to be said.
    pub words: String,
    /// A publication, as it is cited.
    pub publication: String,
    /// Where a data record is kept.
    pub data: String,
    /// Digests of documents shown before that stay.
    pub stay: Vec<String>,
    /// A document that is added, with its name.
    pub document: Option<(String, Upload)>,
}

async fn line_of(
    office: &Office,
    tx: &mut Tx<'_>,
    held: &Holding,
    line: &str,
) -> Result<(Line, Option<LineNow>), OfficeError> {
    let owed = owed_by(office, tx, &held.number).await?;
    let found = owed.into_iter().find(|known| known.of.id() == line).ok_or_else(Refusal::not_found)?;
    Ok((found, lines_of(tx, &held.number).await?.remove(line)))
}

/// Shows something for a line; it takes the place of what was shown before, which stays in the journal. A document is read in a
/// child process first and refused unless it is one whole document.
///
/// # Errors
/// A refusal where the viewer may not, the award is closed, the line is accepted or waived already, somebody showed something
/// meanwhile, nothing is said, there are too many documents, or the file is no document this office takes.
pub async fn show_line(
    office: &Office,
    doing: Doing,
    draft: &str,
    line: &str,
    new: NewEvidence,
) -> Result<(), OfficeError> {
    let NewEvidence { seen, fields, words, publication, data, stay, document } = new;
    {
        let mut tx = office.db().read().await?;
        let held = may(office, &mut tx, &doing, draft, Action::Edit).await?;
        let (_, now) = line_of(office, &mut tx, &held, line).await?;
        unchanged(now.as_ref(), seen)?;
    }
    let taken = match document {
        Some((name, upload)) => Some(take_in(office, &name, upload, &doing.now).await?),
        None => None,
    };
    let (draft, line) = (draft.to_owned(), line.to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, Action::Edit).await?;
                let (asked, now) = line_of(&office, act.tx(), &held, &line).await?;
                unchanged(now.as_ref(), seen)?;
                let before = now.map(|now| now.shown.documents).unwrap_or_default();
                let trimmed = |text: String| text.trim().to_owned();
                let mut shown = Shown {
                    fields: fields
                        .into_iter()
                        .map(|(id, value)| (id, trimmed(value)))
                        .filter(|(id, value)| asked.asks.contains(id) && !value.is_empty())
                        .collect(),
                    words: trimmed(words),
                    publication: trimmed(publication),
                    data: trimmed(data),
                    documents: before
                        .into_iter()
                        .filter(|known| known.held.as_ref().is_some_and(|file| stay.contains(&file.digest)))
                        .collect(),
                };
                if let Some((document, file)) = taken {
                    act.keep_file(&file).await?;
                    shown.documents.retain(|known| known.held != document.held);
                    shown.documents.push(document);
                }
                if shown.documents.len() > DOCUMENTS_MOST {
                    let message = Message::new("award-documents-full").with("most", DOCUMENTS_MOST);
                    return Err(Refusal::invalid("file", message).into());
                }
                if shown == Shown::default() {
                    return Err(Refusal::invalid("words", Message::new("award-nothing-shown")).into());
                }
                let revision = seen.saturating_add(1);
                let number = held.number.clone();
                keep(act, &doing, AwardHappened::LineShown { number, line, revision, shown }).await
            })
        })
        .await
}

/// Whether what the sender saw is what stands, and may be changed.
fn unchanged(now: Option<&LineNow>, seen: i64) -> Result<(), Refusal> {
    if now.map_or(0, |now| now.revision) != seen {
        return Err(conflict("award-line-changed"));
    }
    match now.and_then(|now| now.ruled.as_ref()) {
        Some((Ruled::Accepted | Ruled::Waived, ..)) => Err(conflict("award-line-done")),
        _ => Ok(()),
    }
}

/// Rules on a line: accepts or returns what was shown last (`seen` is its version), or waives it, whether anything was shown or
/// not. Those who hold the award are written to where it is returned.
///
/// # Errors
/// A refusal where the viewer may not, the award is closed, something was shown meanwhile, it is ruled on already, nothing was
/// shown that could be accepted or returned, or the reason is missing; accepting alone needs none.
pub async fn rule_line(
    office: &Office,
    doing: Doing,
    draft: &str,
    line: &str,
    seen: i64,
    (ruled, reason): (Ruled, &str),
) -> Result<(), OfficeError> {
    let reason = if ruled == Ruled::Accepted { reason.trim().to_owned() } else { given("reason", reason)? };
    let (draft, line) = (draft.to_owned(), line.to_owned());
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let held = may(&office, act.tx(), &doing, &draft, Action::Decide).await?;
                let (asked, now) = line_of(&office, act.tx(), &held, &line).await?;
                unchanged(now.as_ref(), seen)?;
                let waits = now.as_ref().filter(|now| now.ruled.is_none());
                let revision = match (ruled, waits) {
                    (_, Some(now)) => {
                        let lacking = hefu_closing::lacks(&asked, &now.shown.fields, now.shown.record());
                        if ruled == Ruled::Accepted && !lacking.is_empty() {
                            return Err(conflict("award-line-lacks").into());
                        }
                        now.revision
                    }
                    (Ruled::Waived, None) => seen.saturating_add(1),
                    (_, None) => return Err(conflict("award-line-not-shown").into()),
                };
                let (number, said) = (held.number.clone(), reason.clone());
                keep(act, &doing, AwardHappened::LineRuled { number, line, revision, ruled, reason }).await?;
                if ruled != Ruled::Returned {
                    return Ok(());
                }
                let facts = held.facts().blank("what", asked.name(office.guide())).blank("reason", said.as_str());
                write(&office, act, &doing, LetterKind::AwardReturned, &held, facts).await
            })
        })
        .await
}
