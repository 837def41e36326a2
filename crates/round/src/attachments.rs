//! Agreements and evidence: found in the sides' folders, digested, read by the document reader, and turned into the facts
//! the checks look at.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::AtomicBool;

use hefu_application::{Application, ApplicationId, Intake, SideId, State};
use hefu_check::agreement::{Expected, Passage, PartyNames, read_agreement};
use hefu_check::{AgreementReading, DocumentFacts, Documents, EvidenceFile};
use hefu_dossier::document::{BlockKind, DocumentText, Limits, Readability, Reader, Refusal, digest};
use hefu_words::Message;
use rayon::prelude::*;

use crate::progress::go_on;
use crate::{Plan, Progress, RoundError, Step};

/// Reads all attachments of submitted applications. `folders` holds each side's documents; a side without one (a partner's
/// list) has none to look for. Digests found are written into the applications.
pub(crate) fn read(
    plan: &Plan,
    intakes: &mut [Intake],
    folders: &BTreeMap<SideId, PathBuf>,
    progress: &dyn Progress,
    cancel: &AtomicBool,
) -> Result<Documents, RoundError> {
    let wanted: Vec<&Application> = intakes
        .iter()
        .filter(|intake| folders.contains_key(&intake.side))
        .flat_map(|intake| &intake.applications)
        .filter(|application| application.state == State::Submitted)
        .collect();
    progress.begin(Step::Documents, wanted.len());
    let reader = Reader::new(plan.worker.clone(), Limits::default());
    let read: Vec<(ApplicationId, DocumentFacts)> = wanted
        .par_iter()
        .map(|application| {
            go_on(cancel)?;
            let facts = folders
                .get(&application.id.side)
                .map(|folder| DocumentFacts {
                    agreement: agreement(&reader, folder, application),
                    evidence: evidence(folder, application),
                })
                .unwrap_or_default();
            progress.advance();
            Ok((application.id.clone(), facts))
        })
        .collect::<Result<_, RoundError>>()?;
    let documents = Documents { applications: read.into_iter().collect() };
    for application in intakes.iter_mut().flat_map(|intake| &mut intake.applications) {
        note_digests(application, &documents);
    }
    Ok(documents)
}

fn note_digests(application: &mut Application, documents: &Documents) {
    let Some(facts) = documents.applications.get(&application.id) else { return };
    if let Some(record) = &mut application.agreement {
        if let Some(digest) = facts.agreement.digest() {
            record.digest = Some(digest.to_owned());
        }
    }
    for item in &mut application.evidence {
        if let Some(EvidenceFile::Present { digest }) = item.file.as_ref().and_then(|file| facts.evidence.get(file)) {
            item.digest = Some(digest.clone());
        }
    }
}

/// The file in the folder; never outside it.
fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    let relative = Path::new(name.trim());
    let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let path = folder.join(relative);
    let real = path.canonicalize().ok()?;
    let within = real.starts_with(folder.canonicalize().ok()?);
    (plain && !name.trim().is_empty() && within && real.is_file()).then_some(path)
}

fn agreement(reader: &Reader, folder: &Path, application: &Application) -> AgreementReading {
    let Some(file) = application.agreement.as_ref().and_then(|record| record.file.clone()) else {
        return AgreementReading::NotGiven;
    };
    let Some(path) = inside(folder, &file) else { return AgreementReading::Missing { file } };
    match reader.read(&path) {
        Ok(text) => of_text(file, &text, application),
        Err(Refusal { error, sha256 }) => AgreementReading::Unreadable {
            file,
            digest: sha256,
            reason: Message::new(error.key()).with("detail", error.detail()),
        },
    }
}

fn of_text(file: String, text: &DocumentText, application: &Application) -> AgreementReading {
    let digest = text.sha256.clone();
    match &text.readability {
        Readability::NoText => AgreementReading::NoText { file, digest, reason: Message::new("document-no-text") },
        Readability::Garbled { .. } => AgreementReading::NoText { file, digest, reason: Message::new("document-garbled") },
        Readability::Readable => {
            let passages: Vec<Passage> = text
                .blocks
                .iter()
                .filter(|block| block.kind != BlockKind::Note)
                .map(|block| Passage {
                    heading: block.kind == BlockKind::Heading,
                    text: block.text.clone(),
                    page: block.page,
                    offset: block.offset,
                })
                .collect();
            let facts = Box::new(read_agreement(&passages, &expected(application)));
            AgreementReading::Read { file, digest, facts }
        }
    }
}

/// Every unit of the application, by all the names it gives.
fn expected(application: &Application) -> Expected {
    let parties = application.units.iter().map(|unit| PartyNames {
        side: unit.side.clone(),
        names: [Some(unit.name.clone()), unit.english.clone()].into_iter().flatten().collect(),
    });
    Expected { parties: parties.collect() }
}

fn evidence(folder: &Path, application: &Application) -> BTreeMap<String, EvidenceFile> {
    let named = application.evidence.iter().filter_map(|item| item.file.clone()).filter(|file| !file.trim().is_empty());
    named
        .map(|file| {
            let bytes = inside(folder, &file).and_then(|path| std::fs::read(path).ok());
            let found = bytes.map_or(EvidenceFile::Missing, |bytes| EvidenceFile::Present { digest: digest(&bytes) });
            (file, found)
        })
        .collect()
}
