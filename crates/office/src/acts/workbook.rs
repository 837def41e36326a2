//! A draft filled from a workbook that the applicant sends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use hefu_application::{Application, Problem, Severity, SideId};
use hefu_dossier::{SideContext, TableLimits, read_side};
use hefu_words::Message;

use super::{Doing, may_attach, take_in};
use crate::Office;
use crate::documents::Upload;
use crate::draft::{Section, SectionBody};
use crate::error::{OfficeError, Refusal};

/// Longest time for reading a workbook.
const PATIENCE: Duration = Duration::from_secs(15);

/// What became of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenIn {
    /// What could not be read or should be looked at, each with its place.
    pub problems: Vec<Problem>,
    /// The sections that the workbook filled; empty where it was not taken in.
    pub sections: Vec<Section>,
    /// Whether it was taken in.
    pub done: bool,
    /// Whether an application was found in it at all.
    pub found: bool,
}

/// Reads a workbook (XLSX) and fills a draft from it: every section it has anything in replaces the draft's. Where values
/// could not be read, nothing is changed and the places are told, unless `anyway` says to take the rest. A workbook of
/// several applications fills the draft from the one that bears its number.
///
/// # Errors
/// A refusal where the viewer may not write the draft, the file is no workbook, holds no application or not this one, or
/// is of another side or direction.
pub async fn take_in_workbook(
    office: &Office,
    doing: Doing,
    draft: &str,
    upload: Upload,
    anyway: bool,
) -> Result<TakenIn, OfficeError> {
    may_attach(office, &doing, draft).await?;
    if upload.length() == 0 {
        return Err(Refusal::invalid("file", Message::new("documents-empty")).into());
    }
    let number = {
        let mut tx = office.db().read().await?;
        crate::views::load_draft(&mut tx, draft).await?.and_then(|stored| stored.number)
    };
    let (applications, problems) = read(office, upload).await?;
    let wanted = |application: &&Application| {
        let own = application.id.number.as_str();
        own == draft || Some(own) == number.as_deref()
    };
    let found = match (applications.iter().find(wanted), applications.as_slice()) {
        (Some(own), _) | (None, [own]) => own,
        (None, []) if problems.is_empty() => {
            return Err(Refusal::invalid("file", Message::new("documents-workbook-none")).into());
        }
        (None, []) => return Ok(TakenIn { problems, sections: Vec::new(), done: false, found: false }),
        (None, several) => {
            let number = number.unwrap_or_else(|| draft.to_owned());
            let message =
                Message::new("documents-workbook-several").with("count", several.len()).with("number", number);
            return Err(Refusal::invalid("file", message).into());
        }
    };
    let lost = problems.iter().any(|problem| problem.severity == Severity::Error);
    if lost && !anyway {
        return Ok(TakenIn { problems, sections: Vec::new(), done: false, found: true });
    }
    take_in(office, doing, draft, found).await.map_err(at_the_file)?;
    let empty = Application::new(found.id.clone());
    let filled = |section: &Section| SectionBody::of(found, *section) != SectionBody::of(&empty, *section);
    Ok(TakenIn { problems, sections: Section::ALL.into_iter().filter(filled).collect(), done: true, found: true })
}

/// What is wrong with a value of the workbook is told at the file.
fn at_the_file(error: OfficeError) -> OfficeError {
    match error {
        OfficeError::Refused(refusal) if refusal.field.is_some() => {
            Refusal { field: Some("file".to_owned()), ..refusal }.into()
        }
        other => other,
    }
}

/// Reads the tables of a workbook, away from the threads that answer and within limits for one application.
async fn read(office: &Office, upload: Upload) -> Result<(Vec<Application>, Vec<Problem>), OfficeError> {
    const NAME: &str = "workbook.xlsx";
    let limits = TableLimits {
        file_bytes: office.config().documents.bytes,
        unpacked_bytes: 64 << 20,
        entries: 200,
        cells: 400_000,
        problems: 500,
        ..TableLimits::default()
    };
    let fault = |error: &dyn std::fmt::Display| OfficeError::Stored(format!("reading a workbook: {error}"));
    let bytes = upload.bytes().await?;
    let cancel = Arc::new(AtomicBool::new(false));
    let (office, stop) = (office.clone(), Arc::clone(&cancel));
    let work = tokio::task::spawn_blocking(move || -> Result<_, OfficeError> {
        let folder = tempfile::tempdir_in(&office.config().data).map_err(|error| fault(&error))?;
        std::fs::write(folder.path().join(NAME), bytes).map_err(|error| fault(&error))?;
        let side = SideId::new(office.config().side.as_str());
        let context = SideContext { guide: office.guide(), side: &side };
        let read = read_side(folder.path(), &context, &limits, &|_| {}, &stop)
            .map_err(|error| Refusal::invalid("file", error.message()))?;
        Ok((read.intake.applications, read.intake.problems))
    });
    let Ok(done) = tokio::time::timeout(PATIENCE, work).await else {
        cancel.store(true, Ordering::Relaxed);
        return Err(Refusal::invalid("file", Message::new("document-limit-time")).into());
    };
    // A reader that gave up says something of the file, not of the office.
    done.map_err(|_| Refusal::invalid("file", Message::new("documents-workbook-damaged")))?
}
