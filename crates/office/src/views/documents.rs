//! Documents as a viewer may see them: the list with what was seen in each, a file to take away, and the lines of a document
//! on which a finding rests.

use std::collections::BTreeSet;

use hefu_check::{AgreementReading, Finding};
use hefu_dossier::document::{BlockKind, DocumentText};
use hefu_store::FileDigest;
use hefu_words::{Arg, Message};

use super::{ApplicationView, application_view};
use crate::Office;
use crate::acts::Doing;
use crate::documents::{self, AttachedTo, Document, kept_text, named, place_word};
use crate::draft::Section;
use crate::error::{OfficeError, Refusal};

/// A place of an application that names a document, or may.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentPlace {
    /// The place.
    pub place: AttachedTo,
    /// Its word in addresses and forms.
    pub word: String,
    /// What the form says there: the title of a piece of evidence.
    pub title: String,
    /// Version of the section that names it.
    pub version: i64,
    /// The name it gives, if any.
    pub file: Option<String>,
    /// The document of this name, if there is one.
    pub document: Option<DocumentLine>,
}

/// A document with what was seen in it.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentLine {
    /// The document.
    pub document: Document,
    /// What a reader should know of it: no text, scripts inside, pages without text.
    pub remarks: Vec<Message>,
}

/// The documents of an application.
#[derive(Clone, Debug)]
pub struct DocumentsView {
    /// The application.
    pub view: ApplicationView,
    /// What names documents, in the order of the form.
    pub places: Vec<DocumentPlace>,
    /// Documents that nothing names; they are not handed in.
    pub loose: Vec<DocumentLine>,
}

/// The documents of an application as the viewer may see them.
///
/// # Errors
/// A refusal where it does not exist for this viewer.
pub async fn documents_view(office: &Office, doing: &Doing, draft: &str) -> Result<DocumentsView, OfficeError> {
    let view = application_view(office, doing, draft).await?;
    let mut tx = office.db().read().await?;
    let mut lines = Vec::new();
    for document in &view.documents {
        let remarks = match &document.held {
            Some(held) => remarks(&kept_text(&mut tx, &held.digest).await?),
            None => vec![Message::new("office-document-elsewhere")],
        };
        lines.push(DocumentLine { document: document.clone(), remarks });
    }
    drop(tx);
    let mut used = BTreeSet::new();
    let mut places = Vec::new();
    for (place, file) in documents::places(&view.application) {
        let document = file.and_then(|file| named(&view.documents, file));
        used.extend(document.map(|document| document.name.clone()));
        let (title, section) = match place {
            AttachedTo::Agreement => (String::new(), Section::Agreement),
            AttachedTo::Evidence(at) => {
                let title = view.application.evidence.get(at).map(|item| item.title.clone()).unwrap_or_default();
                (title, Section::Evidence)
            }
        };
        places.push(DocumentPlace {
            place,
            word: place_word(place),
            title,
            version: view.draft.version(section),
            file: file.map(str::to_owned),
            document: document.and_then(|document| lines.iter().find(|line| line.document == *document)).cloned(),
        });
    }
    lines.retain(|line| !used.contains(&line.document.name));
    Ok(DocumentsView { view, places, loose: lines })
}

fn remarks(text: &DocumentText) -> Vec<Message> {
    let warnings = text.warnings.iter().map(|warning| Message::new(warning.key()).with("detail", warning.detail()));
    let cut = text.cut.then(|| Message::new("document-cut"));
    text.without_text().into_iter().chain(cut).chain(warnings).collect()
}

/// A file of an application, by its digest: only one that is a document of this very application as the viewer sees it.
///
/// # Errors
/// A refusal where there is none for this viewer; a failure where the file was lost or changed.
pub async fn document_file(
    office: &Office,
    doing: &Doing,
    draft: &str,
    digest: &str,
) -> Result<(Document, Vec<u8>), OfficeError> {
    let view = application_view(office, doing, draft).await?;
    let of = |document: &&Document| document.held.as_ref().is_some_and(|held| held.digest == digest);
    let document = view.documents.iter().find(of).cloned().ok_or_else(Refusal::not_found)?;
    let file: FileDigest = digest.parse()?;
    let bytes = office.shelf().blobs().get(file).await?;
    Ok((document, bytes))
}

/// Lines of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The document.
    pub document: Document,
    /// Lines with some before and after.
    pub lines: Vec<ExcerptLine>,
}

/// A line of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcerptLine {
    /// Page from 1, where the format has pages.
    pub page: Option<u32>,
    /// Line, or paragraph of a format without pages, from 1 on its page.
    pub line: usize,
    /// Its text.
    pub text: String,
    /// Whether the finding rests on it.
    pub marked: bool,
    /// Whether lines between it and the one before are left out.
    pub after_gap: bool,
}

/// Lines shown before and after one that is marked.
const AROUND: usize = 2;
/// Most lines shown.
const LINES: usize = 80;

/// The lines of its documents on which a finding rests.
///
/// # Errors
/// A refusal where the application does not exist for this viewer, or has no such finding.
pub async fn excerpts(office: &Office, doing: &Doing, draft: &str, finding: &str) -> Result<Vec<Excerpt>, OfficeError> {
    let view = application_view(office, doing, draft).await?;
    let about = view.findings.iter().find(|other| other.id == finding).ok_or_else(Refusal::not_found)?;
    let mut tx = office.db().read().await?;
    let mut out = Vec::new();
    for document in &view.documents {
        let Some(held) = &document.held else { continue };
        let places = places_in(about, &document.name);
        if places.is_empty() {
            continue;
        }
        let text = kept_text(&mut tx, &held.digest).await?;
        let facts = documents::facts(&mut tx, &view.application, &view.documents).await?;
        let lines = lines(&text, &with_clause(places, &facts.agreement));
        if !lines.is_empty() {
            out.push(Excerpt { document: document.clone(), lines });
        }
    }
    Ok(out)
}

/// Offsets in a file at which the facts of a finding stand.
fn places_in(finding: &Finding, file: &str) -> BTreeSet<usize> {
    let facts = finding.facts.iter().filter(|fact| fact.source.file.as_ref() == file);
    facts.filter_map(|fact| offset(fact.note.as_ref()?)).collect()
}

/// The offset that a note names, itself or in the place it carries.
fn offset(note: &Message) -> Option<usize> {
    match (note.args.get("offset"), note.args.get("place")) {
        (Some(Arg::Number(number)), _) => usize::try_from(*number).ok(),
        (None, Some(Arg::Message(place))) => offset(place),
        _ => None,
    }
}

/// Where the heading of the clause is among the places, the clause as a whole is: `(from, length)` in characters.
fn with_clause(places: BTreeSet<usize>, agreement: &AgreementReading) -> Vec<(usize, usize)> {
    let clause = match agreement {
        AgreementReading::Read { facts, .. } => facts.clause.as_ref(),
        _ => None,
    };
    let length = |at: usize| clause.filter(|clause| clause.offset == at).map_or(1, |clause| clause.length.max(1));
    places.into_iter().map(|at| (at, length(at))).collect()
}

fn lines(text: &DocumentText, places: &[(usize, usize)]) -> Vec<ExcerptLine> {
    let blocks: Vec<_> = text.blocks.iter().filter(|block| block.kind != BlockKind::Note).collect();
    let marked = |at: usize| {
        blocks.get(at).is_some_and(|block| {
            let end = block.offset + block.text.chars().count().max(1);
            places.iter().any(|(from, length)| *from < end && block.offset < from + length)
        })
    };
    let wanted: BTreeSet<usize> = (0..blocks.len())
        .filter(|at| marked(*at))
        .flat_map(|at| at.saturating_sub(AROUND)..=(at + AROUND).min(blocks.len().saturating_sub(1)))
        .collect();
    let mut out: Vec<ExcerptLine> = Vec::new();
    let mut last = None;
    for at in wanted.into_iter().take(LINES) {
        let Some(block) = blocks.get(at) else { continue };
        let first = blocks.iter().position(|other| other.page == block.page).unwrap_or(0);
        out.push(ExcerptLine {
            page: block.page,
            line: at - first + 1,
            text: block.text.clone(),
            marked: marked(at),
            after_gap: last.is_some_and(|last: usize| last + 1 != at),
        });
        last = Some(at);
    }
    out
}
