//! The office's files and the reader of documents. A file is judged in a child process before it is stored; what was read is
//! kept beside it; what nothing names any more is taken away later.

use std::sync::{Arc, OnceLock};

use hefu_dossier::document::{DocumentError, DocumentKind, DocumentText, Limits, Reader, Warning, WorkerCommand};
use hefu_store::{Act, Blobs, FileDigest, StoredFile, Value};
use hefu_words::Message;
use jiff::Zoned;

use super::name::safe;
use super::upload::{Upload, too_large};
use super::{Document, Held};
use crate::Office;
use crate::config::{DocumentLimits, OfficeConfig};
use crate::error::{OfficeError, Refusal};
use crate::turns::Turns;

/// Documents that are held in memory and read at once; others wait.
const AT_ONCE: usize = 2;
/// How many may wait; further ones are asked to come again, so that nobody waits for long.
const WAITING: usize = 32;
/// Seconds for which a file stays that nothing names any more: a day.
const KEPT: i64 = 24 * 60 * 60;
/// Files taken away at a time, so that nobody waits for it.
const SWEPT: i64 = 4;

/// Where the files of one office stand, and who reads them.
pub(crate) struct Shelf {
    blobs: Blobs,
    limits: DocumentLimits,
    reader: OnceLock<Arc<Reader>>,
    turns: Turns,
}

/// A file that was read and found to be a document.
pub(crate) struct Judged {
    /// The file, as documents name it.
    pub held: Held,
    /// The ending that fits its content.
    pub ending: &'static str,
    /// What was read.
    pub text: DocumentText,
    bytes: Vec<u8>,
}

impl Shelf {
    pub(crate) fn open(config: &OfficeConfig) -> Result<Self, OfficeError> {
        let (blobs, limits) = (config.files.open(&config.data, false)?, config.documents);
        Ok(Self { blobs, limits, reader: OnceLock::new(), turns: Turns::new(AT_ONCE, WAITING) })
    }

    /// The files.
    pub(crate) const fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// Says by which program documents are read. The first to say it is heard.
    pub(crate) fn read_with(&self, command: WorkerCommand) {
        let limits = Limits {
            file_bytes: self.limits.bytes,
            wall_ms: 15_000,
            cpu_seconds: 5,
            memory_bytes: 512 << 20,
            text_chars: 400_000,
            strict: true,
            ..Limits::default()
        };
        self.reader.get_or_init(|| Arc::new(Reader::new(command, limits)));
    }

    /// Reads a file in a child process and says what it is.
    ///
    /// # Errors
    /// A refusal that says why it is no document this office takes; a failure where nobody can read now.
    pub(crate) async fn judge(&self, name: &str, upload: Upload) -> Result<Judged, OfficeError> {
        let Some(reader) = self.reader.get().cloned() else {
            return Err(OfficeError::Stored("this office has no reader of documents".to_owned()));
        };
        let turn = self.turns.take().await?;
        let bytes = upload.bytes().await?;
        let (name, most) = (name.to_owned(), self.limits.bytes);
        let (read, bytes) = tokio::task::spawn_blocking(move || (reader.read_bytes(&name, bytes.clone()), bytes))
            .await
            .map_err(|error| OfficeError::Stored(format!("reading a document: {error}")))?;
        drop(turn);
        let mut text = read.map_err(|refused| match refused.error {
            DocumentError::Reader { reason } => OfficeError::Stored(format!("the document reader failed: {reason}")),
            DocumentError::TooLarge { .. } => too_large(most).into(),
            error => Refusal::invalid("file", Message::new(error.key()).with("detail", error.detail())).into(),
        })?;
        // The name is made to fit the content, and the same bytes may come under another name.
        text.warnings.retain(|warning| !matches!(warning, Warning::NamedAs { .. }));
        let (media, ending) = match text.kind {
            DocumentKind::Pdf => ("application/pdf", "pdf"),
            DocumentKind::Docx => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            DocumentKind::Image if bytes.starts_with(b"\x89PNG") => ("image/png", "png"),
            DocumentKind::Image => ("image/jpeg", "jpg"),
            DocumentKind::PlainText => ("application/octet-stream", "bin"),
        };
        let held = Held { digest: text.sha256.clone(), bytes: text.bytes, media: media.to_owned(), pages: text.pages };
        Ok(Judged { held, ending, text, bytes })
    }
}

impl Judged {
    /// Stores the bytes, away from the threads that answer; after [`remember`], before the act that names them.
    ///
    /// # Errors
    /// When the disk fails or is full: nothing is stored then.
    async fn store(self, shelf: &Shelf) -> Result<StoredFile, OfficeError> {
        Ok(shelf.blobs.put(self.bytes).await?)
    }
}

/// Takes in a file that an act is about to name: reads it, keeps what was read, stores it. Gives the document under a safe name,
/// and the file for the act to keep.
///
/// # Errors
/// A refusal where it is empty or no document this office takes; a failure of the disk.
pub(crate) async fn take_in(
    office: &Office,
    name: &str,
    upload: Upload,
    now: &Zoned,
) -> Result<(Document, StoredFile), OfficeError> {
    if upload.length() == 0 {
        return Err(Refusal::invalid("file", Message::new("documents-empty")).into());
    }
    let judged = office.shelf().judge(name, upload).await?;
    let document = Document { name: safe(name, judged.ending), held: Some(judged.held.clone()) };
    remember(office, &judged, now).await?;
    Ok((document, judged.store(office.shelf()).await?))
}

/// Keeps what was read of a file, and that somebody is about to name it: from now on it is not taken away for a day.
async fn remember(office: &Office, judged: &Judged, now: &Zoned) -> Result<(), OfficeError> {
    let length = i64::try_from(judged.held.bytes).map_err(|_| OfficeError::Stored("length of a file".to_owned()))?;
    let values = [
        Value::Text(judged.held.digest.clone()),
        Value::Int(length),
        Value::Text(judged.held.media.clone()),
        judged.held.pages.map_or(Value::Null, |pages| Value::Int(i64::from(pages))),
        Value::Text(serde_json::to_string(&judged.text)?),
        Value::Int(now.timestamp().as_second()),
    ];
    office
        .writer()
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                act.tx()
                    .execute(
                        "INSERT INTO document_files (digest, length, media, pages, reading, touched)
                         VALUES ($1, $2, $3, $4, $5, $6)
                         ON CONFLICT (digest) DO UPDATE SET reading = excluded.reading, touched = excluded.touched",
                        &values,
                    )
                    .await?;
                Ok(())
            })
        })
        .await
}

/// Takes away files that nothing has named for a day, a few at a time. All of it is done by the one writer: whoever is about
/// to name a file has said so there ([`remember`]), so none is taken from under them. Gives how many were taken away.
pub(crate) async fn sweep(office: &Office, now: &Zoned) -> Result<usize, OfficeError> {
    let before = now.timestamp().as_second() - KEPT;
    let (writer, office) = (office.writer().clone(), office.clone());
    writer
        .run(move |act: &mut Act<'_>| {
            Box::pin(async move {
                let sql = format!(
                    "SELECT f.digest AS digest FROM document_files f WHERE f.touched < $1
                     AND NOT EXISTS (SELECT 1 FROM draft_documents d WHERE d.digest = f.digest)
                     AND NOT EXISTS (SELECT 1 FROM application_documents a WHERE a.digest = f.digest)
                     AND NOT EXISTS (SELECT 1 FROM award_documents w WHERE w.digest = f.digest)
                     AND NOT EXISTS (SELECT 1 FROM appeals p WHERE p.digest = f.digest)
                     ORDER BY f.touched, f.digest LIMIT {SWEPT}"
                );
                let rows = act.tx().rows(&sql, &[Value::Int(before)]).await?;
                for row in &rows {
                    let digest = row.text("digest")?;
                    let file: FileDigest = digest.parse()?;
                    // First the bytes: should the rest be lost, nothing names them, and the next sweep ends it.
                    office.shelf().blobs().remove(file).await?;
                    act.forget_file(file).await?;
                    act.tx().execute("DELETE FROM document_files WHERE digest = $1", &[Value::Text(digest)]).await?;
                }
                Ok(rows.len())
            })
        })
        .await
}
