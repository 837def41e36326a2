//! Agreements and evidence: found in the sides' folders, read by the document reader, and turned into the facts the checks
//! look at.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use hefu_application::{Application, ApplicationId, State};
use hefu_check::agreement::{Expected, PartyNames, Passage, read_agreement};
use hefu_check::{AgreementReading, DocumentFacts, Documents, EvidenceFile};
use hefu_dossier::document::{BlockKind, DocumentText, Limits, Readability, Reader, Refusal};
use hefu_dossier::{AttachedTo, Attachment};
use hefu_words::Message;
use rayon::prelude::*;

use crate::progress::go_on;
use crate::sides::Sides;
use crate::{Plan, Progress, RoundError, Step};

/// Reads the attachments of all submitted applications of sides for which somebody looked for documents.
pub(crate) fn read(
    plan: &Plan,
    sides: &Sides,
    progress: &dyn Progress,
    cancel: &AtomicBool,
) -> Result<Documents, RoundError> {
    let wanted: Vec<&Application> = sides
        .intakes
        .iter()
        .filter(|intake| sides.looked.contains(intake.side.as_str()))
        .flat_map(|intake| &intake.applications)
        .filter(|application| application.state == State::Submitted)
        .collect();
    progress.begin(Step::Documents, wanted.len());
    let mut by: BTreeMap<&ApplicationId, Vec<&Attachment>> = BTreeMap::new();
    for attachment in &sides.attachments {
        by.entry(&attachment.application).or_default().push(attachment);
    }
    let reader = Reader::new(plan.worker.clone(), Limits::default());
    let read: Vec<(ApplicationId, DocumentFacts)> = wanted
        .par_iter()
        .map(|application| {
            go_on(cancel)?;
            let own = by.get(&application.id).map(Vec::as_slice).unwrap_or_default();
            let facts =
                DocumentFacts { agreement: agreement(&reader, own, application), evidence: evidence(own, application) };
            progress.advance();
            Ok((application.id.clone(), facts))
        })
        .collect::<Result<_, RoundError>>()?;
    Ok(Documents { applications: read.into_iter().collect() })
}

fn agreement(reader: &Reader, own: &[&Attachment], application: &Application) -> AgreementReading {
    let Some(file) = application.agreement.as_ref().and_then(|record| record.file.clone()) else {
        return AgreementReading::NotGiven;
    };
    let Some(attachment) = own.iter().find(|attachment| attachment.to == AttachedTo::Agreement) else {
        return AgreementReading::Missing { file };
    };
    match reader.read(Path::new(&attachment.path)) {
        Ok(text) => of_text(file, &text, application),
        Err(Refusal { error, .. }) => AgreementReading::Unreadable {
            file,
            digest: Some(attachment.sha256.clone()),
            reason: Message::new(error.key()).with("detail", error.detail()),
        },
    }
}

fn of_text(file: String, text: &DocumentText, application: &Application) -> AgreementReading {
    let digest = text.sha256.clone();
    match &text.readability {
        Readability::NoText => AgreementReading::NoText { file, digest, reason: Message::new("document-no-text") },
        Readability::Garbled { .. } => {
            AgreementReading::NoText { file, digest, reason: Message::new("document-garbled") }
        }
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

fn evidence(own: &[&Attachment], application: &Application) -> BTreeMap<String, EvidenceFile> {
    let mut out = BTreeMap::new();
    for (at, item) in application.evidence.iter().enumerate() {
        let Some(file) = item.file.clone().filter(|file| !file.trim().is_empty()) else { continue };
        let found = own.iter().find(|attachment| attachment.to == AttachedTo::Evidence(at));
        let found = found.map_or(EvidenceFile::Missing, |a| EvidenceFile::Present { digest: a.sha256.clone() });
        out.insert(file, found);
    }
    out
}
