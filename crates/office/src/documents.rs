//! Documents of an application: files that its form names, held by the office under the digest of their bytes, or stated to
//! have been handed in elsewhere. A document belongs to what names it, as in a side's folder of files.

mod name;
mod reading;
mod shelf;
mod table;
mod upload;

use hefu_application::Application;
pub use hefu_dossier::AttachedTo;
use hefu_store::{Tx, Value};
use hefu_words::{Lang, Message};
use serde::{Deserialize, Serialize};

use crate::error::OfficeError;

pub(crate) use name::{free, same};
pub(crate) use reading::{facts, kept_text};
pub(crate) use shelf::{Shelf, sweep, take_in};
pub(crate) use table::read_table;
pub use upload::Upload;

/// A document as the journal and the receipt name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Name, as the application's form names it.
    pub name: String,
    /// The file, where this office holds it; none where the applicant states that it was handed in elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
}

/// A file this office holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// SHA-256, hexadecimal.
    pub digest: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Media type by its content (RFC 6838).
    pub media: String,
    /// Pages, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
}

/// A size for people, in binary units (IEC 80000-13) with one decimal where it is not whole.
pub fn size(bytes: u64) -> String {
    let (unit, word) = match bytes {
        0..1024 => return format!("{bytes} B"),
        1024..1_048_576 => (1 << 10, "KiB"),
        _ => (1 << 20, "MiB"),
    };
    let tenths = bytes.saturating_mul(10).div_ceil(unit);
    if tenths % 10 == 0 { format!("{} {word}", tenths / 10) } else { format!("{}.{} {word}", tenths / 10, tenths % 10) }
}

/// What a document is: its format, size and pages, or that it was handed in elsewhere.
pub fn about(document: &Document, lang: Lang) -> String {
    let Some(held) = &document.held else { return Message::new("documents-held-elsewhere").text(lang) };
    let kind = match held.media.as_str() {
        "application/pdf" => "PDF",
        "image/png" => "PNG",
        "image/jpeg" => "JPEG",
        _ => "DOCX",
    };
    let pages = |pages: u32| Message::new("documents-pages").with("count", i64::from(pages)).text(lang);
    let mut words = vec![kind.to_owned(), size(held.bytes)];
    words.extend(held.pages.map(pages));
    words.join(" · ")
}

/// The word of a place in addresses and forms: `agreement`, `evidence-3` (from 1).
pub fn place_word(place: AttachedTo) -> String {
    match place {
        AttachedTo::Agreement => "agreement".to_owned(),
        AttachedTo::Evidence(at) => format!("evidence-{}", at + 1),
    }
}

/// The place of this word.
pub fn place_of(word: &str) -> Option<AttachedTo> {
    if word == "agreement" {
        return Some(AttachedTo::Agreement);
    }
    let at: usize = word.strip_prefix("evidence-")?.parse().ok()?;
    at.checked_sub(1).map(AttachedTo::Evidence)
}

/// The document of this name.
pub(crate) fn named<'d>(documents: &'d [Document], file: &str) -> Option<&'d Document> {
    documents.iter().find(|document| same(&document.name, file))
}

/// What the places of an application name, in their order.
pub(crate) fn places(application: &Application) -> Vec<(AttachedTo, Option<&str>)> {
    let agreement = application.agreement.as_ref().and_then(|record| record.file.as_deref());
    let evidence = application.evidence.iter().enumerate().map(|(at, item)| (AttachedTo::Evidence(at), &item.file));
    std::iter::once((AttachedTo::Agreement, agreement))
        .chain(evidence.map(|(place, file)| (place, file.as_deref())))
        .map(|(place, file)| (place, file.map(str::trim).filter(|file| !file.is_empty())))
        .collect()
}

/// Writes name and digest of each document held into what names it, so that an application says which bytes it means.
pub(crate) fn bind(application: &mut Application, documents: &[Document]) {
    let put = |file: &mut Option<String>, digest: &mut Option<String>| {
        let Some(document) = file.as_deref().and_then(|file| named(documents, file)) else { return };
        *file = Some(document.name.clone());
        if let Some(held) = &document.held {
            *digest = Some(held.digest.clone());
        }
    };
    if let Some(record) = &mut application.agreement {
        put(&mut record.file, &mut record.digest);
    }
    for item in &mut application.evidence {
        put(&mut item.file, &mut item.digest);
    }
}

/// The documents that something in the application names, in the order in which it names them.
pub(crate) fn of_application(application: &Application, documents: &[Document]) -> Vec<Document> {
    let mut out: Vec<Document> = Vec::new();
    for document in places(application).into_iter().filter_map(|(_, file)| named(documents, file?)) {
        if !out.contains(document) {
            out.push(document.clone());
        }
    }
    out
}

/// How many documents an application names that are neither held nor stated to lie elsewhere.
pub fn missing(application: &Application, documents: &[Document]) -> usize {
    let named_there = places(application).into_iter().filter_map(|(_, file)| file);
    named_there.filter(|file| named(documents, file).is_none()).count()
}

/// The documents of a draft as it stands, by name.
pub(crate) async fn of_draft(tx: &mut Tx<'_>, draft: &str) -> Result<Vec<Document>, OfficeError> {
    let sql = "SELECT d.name AS name, d.digest AS digest, f.length AS length, f.media AS media, f.pages AS pages
               FROM draft_documents d LEFT JOIN document_files f ON f.digest = d.digest
               WHERE d.draft = $1 ORDER BY d.name";
    read(tx, sql, &[Value::Text(draft.to_owned())]).await
}

/// The documents handed in with a revision of an application, by name.
pub(crate) async fn handed_in(tx: &mut Tx<'_>, number: &str, revision: i64) -> Result<Vec<Document>, OfficeError> {
    let sql = "SELECT name, digest, length, media, pages FROM application_documents
               WHERE number = $1 AND revision = $2 ORDER BY name";
    read(tx, sql, &[Value::Text(number.to_owned()), Value::Int(revision)]).await
}

async fn read(tx: &mut Tx<'_>, sql: &str, values: &[Value]) -> Result<Vec<Document>, OfficeError> {
    let mut documents = Vec::new();
    for row in tx.rows(sql, values).await? {
        let held = match row.maybe_text("digest")? {
            None => None,
            Some(digest) => Some(Held {
                bytes: u64::try_from(row.int("length")?)
                    .map_err(|_| OfficeError::Stored(format!("length of file {digest}")))?,
                media: row.text("media")?,
                pages: row.maybe_int("pages")?.and_then(|pages| u32::try_from(pages).ok()),
                digest,
            }),
        };
        documents.push(Document { name: row.text("name")?, held });
    }
    Ok(documents)
}
