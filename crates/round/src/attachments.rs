//! Agreements and evidence: found in the sides' folders, read by the document reader, and turned into the facts the checks
//! look at.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use hefu_application::{Application, ApplicationId, Cell, Problem, Severity, State};
use hefu_check::agreement::Passage;
use hefu_check::{AgreementReading, DocumentFacts, Documents, EvidenceFile, TextRead};
use hefu_dossier::document::{Block, BlockKind, DocumentText, Limits, Reader, Refusal, Warning};
use hefu_dossier::{AttachedTo, Attachment};
use hefu_words::Message;
use rayon::prelude::*;

use crate::progress::go_on;
use crate::sides::Sides;
use crate::{Plan, Progress, RoundError, Step};

/// What the attachments gave.
pub(crate) struct Read {
    /// The facts the checks look at.
    pub documents: Documents,
    /// What an officer should know of single files, with the application it came with.
    pub problems: Vec<(ApplicationId, Problem)>,
}

/// Reads the attachments of all submitted applications of sides for which somebody looked for documents.
pub(crate) fn read(
    plan: &Plan,
    sides: &Sides,
    progress: &dyn Progress,
    cancel: &AtomicBool,
) -> Result<Read, RoundError> {
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
    let read: Vec<(ApplicationId, DocumentFacts, Vec<Problem>)> = wanted
        .par_iter()
        .map(|application| {
            go_on(cancel)?;
            let own = by.get(&application.id).map(Vec::as_slice).unwrap_or_default();
            let mut problems = Vec::new();
            let agreement = agreement(&reader, own, application, &mut problems);
            progress.advance();
            Ok((application.id.clone(), DocumentFacts { agreement, evidence: evidence(own, application) }, problems))
        })
        .collect::<Result<_, RoundError>>()?;
    let mut out = Read { documents: Documents::default(), problems: Vec::new() };
    for (id, facts, problems) in read {
        out.problems.extend(problems.into_iter().map(|problem| (id.clone(), problem)));
        out.documents.applications.insert(id, facts);
    }
    Ok(out)
}

fn agreement(
    reader: &Reader,
    own: &[&Attachment],
    application: &Application,
    problems: &mut Vec<Problem>,
) -> AgreementReading {
    let Some(file) = application.agreement.as_ref().and_then(|record| record.file.clone()) else {
        return AgreementReading::NotGiven;
    };
    let Some(attachment) = own.iter().find(|attachment| attachment.to == AttachedTo::Agreement) else {
        return AgreementReading::Missing { file };
    };
    match reader.read(Path::new(&attachment.path)) {
        Ok(text) => {
            problems.extend(text.warnings.iter().map(|warning| told(&file, warning, application)));
            of_text(file, &text, application)
        }
        Err(Refusal { error, .. }) => AgreementReading::Unreadable {
            file,
            digest: Some(attachment.sha256.clone()),
            reason: Message::new(error.key()).with("detail", error.detail()),
        },
    }
}

/// A warning as a line of the list of reading problems.
fn told(file: &str, warning: &Warning, application: &Application) -> Problem {
    Problem {
        severity: Severity::Warning,
        cell: Cell { file: Arc::from(file), ..Cell::default() },
        key: warning.key().to_owned(),
        found: warning.detail(),
        args: BTreeMap::from([("detail".to_owned(), warning.detail())]),
        application: Some(application.id.number.clone()),
    }
}

fn of_text(file: String, text: &DocumentText, application: &Application) -> AgreementReading {
    let body = text.blocks.iter().filter(|block| block.kind != BlockKind::Note);
    let passage = |block: &Block| Passage {
        heading: block.kind == BlockKind::Heading,
        text: block.text.clone(),
        page: block.page,
        offset: block.offset,
    };
    let text = TextRead {
        file,
        digest: text.sha256.clone(),
        passages: body.map(passage).collect(),
        without_text: text.without_text(),
        unread_part: text.unread_part(),
    };
    AgreementReading::of_text(text, application)
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
