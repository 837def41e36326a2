//! Documents of a draft: attached, replaced, stated to lie elsewhere, removed. They are the applicant's own until they are
//! handed in, and not journalled before.

use hefu_application::AgreementRecord;
use hefu_store::{Act, Value};
use hefu_words::Message;
use jiff::Zoned;

use super::Doing;
use super::drafts::put_section;
use crate::Office;
use crate::documents::{self, AttachedTo, Document, Upload, free, same, take_in};
use crate::draft::{Draft, Section, SectionBody};
use crate::error::{OfficeError, Refusal};
use crate::rights::{Action, Class};
use crate::views::{load_draft, standing_of};

/// A file to attach.
#[derive(Debug)]
pub struct NewDocument {
    /// To what: the agreement, or a piece of evidence by its place.
    pub place: AttachedTo,
    /// Version of the section that names it, as the sender saw it (0 before anything was saved).
    pub version: i64,
    /// Name as sent; a safe one is made of it.
    pub name: String,
    /// Its bytes.
    pub upload: Upload,
}

/// Whether the viewer may attach documents to this draft now: asked before a file is taken in.
///
/// # Errors
/// A refusal.
pub async fn may_attach(office: &Office, doing: &Doing, draft: &str) -> Result<(), OfficeError> {
    let mut tx = office.db().read().await?;
    let standing = standing_of(office, &mut tx, doing, draft).await?;
    Ok(office.require(&standing, Action::Edit, Class::Content)?)
}

/// Attaches a file to the agreement or a piece of evidence; one that was there before is replaced. The file is read in a
/// child process first, and refused unless it is one whole document. Gives the document as it is kept.
///
/// # Errors
/// A refusal where the viewer may not, the section was changed meanwhile, there is no such place, there are too many
/// documents, or the file is no document this office takes: then nothing is changed.
pub async fn attach_document(
    office: &Office,
    doing: Doing,
    draft: &str,
    new: NewDocument,
) -> Result<Document, OfficeError> {
    let NewDocument { place, version, name, upload } = new;
    {
        let mut tx = office.db().read().await?;
        let standing = standing_of(office, &mut tx, &doing, draft).await?;
        office.require(&standing, Action::Edit, Class::Content)?;
        let stored = load_draft(&mut tx, draft).await?.ok_or_else(Refusal::not_found)?;
        name_of(&stored, place, version)?;
    }
    let (document, file) = take_in(office, &name, upload, &doing.now).await?;
    let (draft, now) = (draft.to_owned(), doing.now.clone());
    let (writer, of) = (office.writer().clone(), office.clone());
    let attached = writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                act.keep_file(&file).await?;
                put(&of, act, &doing, &draft, (place, version), document).await
            })
        })
        .await?;
    tidy(office, &now).await;
    Ok(attached)
}

/// States that a document was handed in elsewhere, under this name: a person looks at it there.
///
/// # Errors
/// A refusal where the viewer may not, the name is missing, the section was changed meanwhile or there is no such place.
pub async fn hand_in_elsewhere(
    office: &Office,
    doing: Doing,
    draft: &str,
    place: AttachedTo,
    version: i64,
    name: &str,
) -> Result<Document, OfficeError> {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(200).collect();
    if name.is_empty() {
        return Err(Refusal::invalid("elsewhere", Message::new("documents-elsewhere-name")).into());
    }
    let draft = draft.to_owned();
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let document = Document { name, held: None };
                put(&office, act, &doing, &draft, (place, version), document).await
            })
        })
        .await
}

/// Takes a document out of a draft, and its name out of what names it. The file itself is taken away later, once nothing
/// names it.
///
/// # Errors
/// A refusal where the viewer may not. Removing what is not there is removing it once.
pub async fn remove_document(office: &Office, doing: Doing, draft: &str, name: &str) -> Result<(), OfficeError> {
    let (draft, name, now) = (draft.to_owned(), name.to_owned(), doing.now.clone());
    let (writer, of) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let standing = standing_of(&of, act.tx(), &doing, &draft).await?;
                of.require(&standing, Action::Edit, Class::Content)?;
                let stored = load_draft(act.tx(), &draft).await?.ok_or_else(Refusal::not_found)?;
                for place in places_naming(&of, &stored, &name) {
                    rename(act, &doing, &stored, place, None).await?;
                }
                drop_row(act, &draft, &name, &doing.now).await
            })
        })
        .await?;
    tidy(office, &now).await;
    Ok(())
}

/// Takes away files that nothing has named for a day. Attaching and removing do it as well, a few at a time. Gives how many
/// were taken away.
///
/// # Errors
/// When the store or the disk fails.
pub async fn sweep_documents(office: &Office, now: &Zoned) -> Result<usize, OfficeError> {
    documents::sweep(office, now).await
}

/// What was done is done whether or not this succeeds; the next one tries again.
async fn tidy(office: &Office, now: &Zoned) {
    drop(documents::sweep(office, now).await);
}

/// Puts a document into its place.
async fn put(
    office: &Office,
    act: &mut Act<'_>,
    doing: &Doing,
    draft: &str,
    (place, version): (AttachedTo, i64),
    document: Document,
) -> Result<Document, OfficeError> {
    let standing = standing_of(office, act.tx(), doing, draft).await?;
    office.require(&standing, Action::Edit, Class::Content)?;
    let stored = load_draft(act.tx(), draft).await?.ok_or_else(Refusal::not_found)?;
    let before = name_of(&stored, place, version)?;
    let mut there = documents::of_draft(act.tx(), draft).await?;
    // What only this place named gives way.
    if let Some(before) = before
        && places_naming(office, &stored, &before) == [place]
    {
        there.retain(|other| !same(&other.name, &before));
        drop_row(act, draft, &before, &doing.now).await?;
    }
    if there.len() >= office.config().documents.count {
        let message = Message::new("documents-too-many").with("most", office.config().documents.count);
        return Err(Refusal::invalid("file", message).into());
    }
    let names: Vec<&str> = there.iter().map(|other| other.name.as_str()).collect();
    let document = Document { name: free(document.name, &names), ..document };
    let digest = document.held.as_ref().map_or(Value::Null, |held| Value::Text(held.digest.clone()));
    let values = [
        Value::Text(draft.to_owned()),
        Value::Text(document.name.clone()),
        digest,
        Value::Text(doing.now.to_string()),
        Value::Text(doing.viewer.actor()),
    ];
    act.tx()
        .execute(
            "INSERT INTO draft_documents (draft, name, digest, attached, attached_by) VALUES ($1, $2, $3, $4, $5)",
            &values,
        )
        .await?;
    rename(act, doing, &stored, place, Some(&document.name)).await?;
    Ok(document)
}

/// The name a place gives its document now.
fn name_of(stored: &Draft, place: AttachedTo, version: i64) -> Result<Option<String>, Refusal> {
    let section = section_of(place);
    if stored.version(section) != version {
        let message = Message::new("documents-changed-meanwhile");
        return Err(Refusal::conflict("file", message));
    }
    let body = stored.sections.get(&section).map(|kept| &kept.body);
    match (place, body) {
        (AttachedTo::Agreement, Some(SectionBody::Agreement(record))) => {
            Ok(record.as_ref().and_then(|record| record.file.clone()))
        }
        (AttachedTo::Agreement, _) => Ok(None),
        (AttachedTo::Evidence(at), Some(SectionBody::Evidence(items))) => {
            Ok(items.get(at).ok_or_else(Refusal::not_found)?.file.clone())
        }
        (AttachedTo::Evidence(_), _) => Err(Refusal::not_found()),
    }
}

/// Writes the name of a document into its place, or takes it out.
async fn rename(
    act: &mut Act<'_>,
    doing: &Doing,
    stored: &Draft,
    place: AttachedTo,
    name: Option<&str>,
) -> Result<(), OfficeError> {
    let section = section_of(place);
    // The section as it stands now: several places of it may be written in one act.
    let kept = load_draft(act.tx(), &stored.id).await?.ok_or_else(Refusal::not_found)?;
    let version = kept.version(section);
    let mut body = match kept.sections.get(&section) {
        Some(kept) => kept.body.clone(),
        None => SectionBody::Agreement(None),
    };
    let before = body.clone();
    let name = name.map(str::to_owned);
    match (&mut body, place) {
        (SectionBody::Agreement(record), AttachedTo::Agreement) => {
            let record = record.get_or_insert_with(AgreementRecord::default);
            (record.file, record.digest) = (name, None);
        }
        (SectionBody::Evidence(items), AttachedTo::Evidence(at)) => {
            let item = items.get_mut(at).ok_or_else(Refusal::not_found)?;
            (item.file, item.digest) = (name, None);
        }
        _ => return Err(OfficeError::Stored(format!("section `{}`", section.word()))),
    }
    if body == before {
        return Ok(());
    }
    put_section(act, doing, &stored.id, &body, version + 1).await
}

async fn drop_row(act: &mut Act<'_>, draft: &str, name: &str, now: &Zoned) -> Result<(), OfficeError> {
    let rows = documents::of_draft(act.tx(), draft).await?;
    let Some(document) = documents::named(&rows, name) else { return Ok(()) };
    let values = [Value::Text(draft.to_owned()), Value::Text(document.name.clone())];
    act.tx().execute("DELETE FROM draft_documents WHERE draft = $1 AND name = $2", &values).await?;
    if let Some(held) = &document.held {
        let values = [Value::Text(held.digest.clone()), Value::Int(now.timestamp().as_second())];
        act.tx().execute("UPDATE document_files SET touched = $2 WHERE digest = $1", &values).await?;
    }
    Ok(())
}

fn places_naming(office: &Office, stored: &Draft, name: &str) -> Vec<AttachedTo> {
    let application = stored.application(&office.config().side);
    let naming = |(place, file): (AttachedTo, Option<&str>)| file.is_some_and(|file| same(file, name)).then_some(place);
    documents::places(&application).into_iter().filter_map(naming).collect()
}

const fn section_of(place: AttachedTo) -> Section {
    match place {
        AttachedTo::Agreement => Section::Agreement,
        AttachedTo::Evidence(_) => Section::Evidence,
    }
}
