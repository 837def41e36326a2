//! The text of an application that counts: what is written freely into the form, section by section, and what was read of the
//! documents handed in with it. Names, numbers, dates, money and what is chosen from a list do not count.

use std::collections::{BTreeMap, BTreeSet};

use hefu_application::{Application, Tag};
use hefu_dossier::document::BlockKind;
use hefu_ledger::hex::hex;
use hefu_overlap::Span;
use hefu_store::Tx;
use hefu_words::Message;
use sha2::{Digest as _, Sha256};

use super::Part;
use crate::documents::{Document, handed_in, kept_text};
use crate::draft::Section;
use crate::error::OfficeError;

/// The text of an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// Everything, parts one after another.
    pub text: String,
    /// Where each part stands; none is empty.
    pub parts: Vec<(Part, Span)>,
    /// Documents that are not in it, or only in part, and why.
    pub unread: Vec<(String, Message)>,
}

impl Written {
    /// A digest of the text and of where its parts stand.
    pub(crate) fn digest(&self) -> Result<String, OfficeError> {
        Ok(hex(&Sha256::digest(serde_json::to_vec(&(&self.text, &self.parts))?)))
    }

    /// The part in which a place lies.
    pub(crate) fn part_at(&self, at: u32) -> Option<&Part> {
        self.parts.iter().find(|(_, span)| span.start <= at && at < span.end).map(|(part, _)| part)
    }

    fn put(&mut self, part: Part, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let at = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let start = at(self.text.len());
        self.text.push_str(words);
        self.parts.push((part, Span { start, end: at(self.text.len()) }));
        self.text.push('\n');
    }
}

/// The text of an application of this office as it is now, with its digest.
pub(crate) async fn written_now(tx: &mut Tx<'_>, number: &str) -> Result<Option<(String, Written)>, OfficeError> {
    let sql = "SELECT revision, body FROM applications WHERE number = $1 AND state = 'submitted'";
    let Some(row) = tx.maybe_row(sql, &[number.into()]).await? else { return Ok(None) };
    let application: Application = serde_json::from_str(&row.text("body")?)?;
    let documents = handed_in(tx, number, row.int("revision")?).await?;
    let written = written(tx, &application, &documents).await?;
    Ok(Some((written.digest()?, written)))
}

/// The text of an application with the documents of one of its revisions.
pub(super) async fn written(
    tx: &mut Tx<'_>,
    application: &Application,
    documents: &[Document],
) -> Result<Written, OfficeError> {
    let mut out = Written::default();
    for section in Section::ALL {
        let answers = answers(application, section);
        let answers: Vec<&str> = answers.into_iter().map(str::trim).filter(|words| !words.is_empty()).collect();
        out.put(Part::Answers(section), &answers.join("\n"));
    }
    let mut read = BTreeSet::new();
    for document in documents {
        let Some(held) = &document.held else {
            out.unread.push((document.name.clone(), Message::new("office-document-elsewhere")));
            continue;
        };
        // The same file under another name is the same text.
        if !read.insert(held.digest.as_str()) {
            continue;
        }
        let text = kept_text(tx, &held.digest).await?;
        if let Some(reason) = text.without_text() {
            out.unread.push((document.name.clone(), reason));
            continue;
        }
        out.unread.extend(text.unread_part().map(|reason| (document.name.clone(), reason)));
        // Headers and footers stand on every page; as in the form check they are no part of the text.
        let blocks = text.blocks.iter().filter(|block| block.kind != BlockKind::Note);
        let words: Vec<&str> = blocks.map(|block| block.text.as_str()).collect();
        out.put(Part::Document(document.name.clone()), &words.join("\n"));
    }
    Ok(out)
}

/// What is written freely into a section. Sections of names, numbers and money have nothing of the kind.
fn answers(application: &Application, section: Section) -> Vec<&str> {
    match section {
        Section::Project => {
            let title = [Some(application.title.own.as_str()), application.title.english.as_deref()];
            title.into_iter().flatten().chain(values(&application.fields)).collect()
        }
        Section::People => application.people.iter().flat_map(|person| values(&person.fields)).collect(),
        Section::Tasks => application.tasks.iter().flat_map(|task| titled(&task.title, &task.fields)).collect(),
        Section::Deliverables => application
            .deliverables
            .iter()
            .flat_map(|deliverable| titled(&deliverable.title, &deliverable.fields))
            .collect(),
        Section::Milestones => {
            application.milestones.iter().flat_map(|milestone| titled(&milestone.title, &milestone.fields)).collect()
        }
        Section::Tags => tags(application).filter_map(|tag| tag.text.as_deref()).collect(),
        Section::Evidence => application.evidence.iter().map(|item| item.title.as_str()).collect(),
        Section::Units | Section::Agreement | Section::Budget => Vec::new(),
    }
}

fn values(fields: &BTreeMap<String, String>) -> impl Iterator<Item = &str> {
    fields.values().map(String::as_str)
}

fn titled<'a>(title: &'a str, fields: &'a BTreeMap<String, String>) -> impl Iterator<Item = &'a str> {
    std::iter::once(title).chain(values(fields))
}

fn tags(application: &Application) -> impl Iterator<Item = &Tag> {
    let tasks = application.tasks.iter().flat_map(|task| &task.tags);
    let deliverables = application.deliverables.iter().flat_map(|deliverable| &deliverable.tags);
    let milestones = application.milestones.iter().flat_map(|milestone| &milestone.tags);
    application.tags.iter().chain(tasks).chain(deliverables).chain(milestones)
}
