//! What was read of documents, as the checks want it.

use std::collections::BTreeMap;

use hefu_application::Application;
use hefu_check::agreement::Passage;
use hefu_check::{AgreementReading, DocumentFacts, EvidenceFile, TextRead};
use hefu_dossier::document::{Block, BlockKind, DocumentText};
use hefu_store::{Tx, Value};
use hefu_words::Message;

use super::{Document, named};
use crate::error::OfficeError;

/// What was read of a file when it came in.
pub(crate) async fn kept_text(tx: &mut Tx<'_>, digest: &str) -> Result<DocumentText, OfficeError> {
    let sql = "SELECT reading FROM document_files WHERE digest = $1";
    let row = tx.row(sql, &[Value::Text(digest.to_owned())]).await?;
    Ok(serde_json::from_str(&row.text("reading")?)?)
}

/// The facts the form check looks at, the same as a round finds in a side's folder of files. A document that the applicant
/// states to lie elsewhere goes to a person.
pub(crate) async fn facts(
    tx: &mut Tx<'_>,
    application: &Application,
    documents: &[Document],
) -> Result<DocumentFacts, OfficeError> {
    let given = |file: &Option<String>| file.clone().filter(|file| !file.trim().is_empty());
    let mut evidence = BTreeMap::new();
    for file in application.evidence.iter().filter_map(|item| given(&item.file)) {
        match named(documents, &file) {
            None => drop(evidence.insert(file, EvidenceFile::Missing)),
            Some(Document { held: Some(held), .. }) => {
                evidence.insert(file, EvidenceFile::Present { digest: held.digest.clone() });
            }
            // Nobody here has looked, so it is not said to be missing.
            Some(Document { held: None, .. }) => {}
        }
    }
    let stated = application.agreement.as_ref();
    let agreement = match stated.and_then(|record| given(&record.file)) {
        None => AgreementReading::NotGiven,
        Some(file) => match named(documents, &file) {
            None => AgreementReading::Missing { file },
            Some(Document { held: None, .. }) => AgreementReading::NoText {
                file,
                digest: stated.and_then(|record| record.digest.clone()).unwrap_or_default(),
                reason: Message::new("office-document-elsewhere"),
            },
            Some(Document { held: Some(held), .. }) => {
                let text = kept_text(tx, &held.digest).await?;
                AgreementReading::of_text(text_read(file, &text), application)
            }
        },
    };
    Ok(DocumentFacts { agreement, evidence })
}

fn text_read(file: String, text: &DocumentText) -> TextRead {
    let body = text.blocks.iter().filter(|block| block.kind != BlockKind::Note);
    let passage = |block: &Block| Passage {
        heading: block.kind == BlockKind::Heading,
        text: block.text.clone(),
        page: block.page,
        offset: block.offset,
    };
    TextRead {
        file,
        digest: text.sha256.clone(),
        passages: body.map(passage).collect(),
        without_text: text.without_text(),
        unread_part: text.unread_part(),
    }
}
