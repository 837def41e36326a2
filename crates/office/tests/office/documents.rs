//! Documents: attached, read, replaced, removed, frozen when handed in, and nobody else's.

use std::sync::Arc;

use hefu_application::{AgreementRecord, Application, Evidence, EvidenceKind, Unit, UnitRole};
use hefu_check::Outcome;
use hefu_ledger::receipt;
use hefu_office::acts::{self, NewDocument};
use hefu_office::documents::{AttachedTo, Document};
use hefu_office::verify::verify;
use hefu_office::views::{application_view, document_file, documents_view, excerpts, receipt_of};
use hefu_office::{Office, OfficeError, RefusalKind, Viewer};
use hefu_sample::agreement::{Agreement, Flaw, Format, Tongue};
use jiff::Zoned;

use crate::world::{Counted, World, application, at, config, doing, midway, reader, refused, stranger};

pub const UNITS: [&str; 2] = ["示例大學", "範例科技大學"];

/// The agreement of the two units.
pub fn agreement(flaw: Flaw, format: Format) -> (&'static str, Vec<u8>) {
    hefu_sample::paper::file(&Agreement {
        tongue: Tongue::HantHk,
        intent: false,
        title: "可解釋人工智能的聯合研究".to_owned(),
        parties: UNITS.map(str::to_owned),
        others: Vec::new(),
        signed: Some(jiff::civil::date(2020, 4, 20)),
        flaw,
        format,
        variant: 0,
    })
}

fn unit(side: &str, name: &str) -> Unit {
    Unit {
        side: side.to_owned(),
        name: name.to_owned(),
        english: None,
        role: UnitRole::Lead,
        kind: None,
        functions: Vec::new(),
        identifiers: Default::default(),
        origin: Default::default(),
    }
}

/// A draft of two units and two pieces of evidence.
pub async fn draft(world: &World, viewer: &Viewer) -> String {
    let draft = world.draft(viewer, "可解釋人工智能的聯合研究").await;
    let mut from_book = application("可解釋人工智能的聯合研究");
    from_book.units = vec![unit("hongkong", UNITS[0]), unit("mainland", UNITS[1])];
    from_book.agreement = Some(AgreementRecord { signed: "2020-04-20".parse().ok(), ..AgreementRecord::default() });
    from_book.evidence = ["聯合論文", "互訪"]
        .map(|title| Evidence {
            kind: EvidenceKind::Cooperation,
            side: String::new(),
            title: title.to_owned(),
            date: "2019-05-01".parse().ok(),
            file: None,
            digest: None,
            origin: Default::default(),
        })
        .into();
    acts::take_in(&world.office, doing(viewer, &midway()), &draft, &from_book).await.expect("taken in");
    draft
}

/// Attaches at an instant; the version of the section is the stored one.
pub async fn attach(
    world: &World,
    viewer: &Viewer,
    now: &Zoned,
    draft: &str,
    place: AttachedTo,
    (name, bytes): (&str, &[u8]),
) -> Result<Document, OfficeError> {
    let version = match documents_view(&world.office, &doing(viewer, now), draft).await {
        Ok(view) => view.places.iter().find(|of| of.place == place).map_or(0, |of| of.version),
        Err(_) => 1,
    };
    let mut upload = world.office.begin_upload().expect("room");
    for piece in bytes.chunks(10_000) {
        upload = upload.write(piece).await?;
    }
    let new = NewDocument { place, version, name: name.to_owned(), upload };
    acts::attach_document(&world.office, doing(viewer, now), draft, new).await
}

async fn findings(world: &World, viewer: &Viewer, draft: &str) -> Vec<(String, Outcome)> {
    let view = application_view(&world.office, &doing(viewer, &midway()), draft).await.expect("seen");
    view.findings.into_iter().map(|finding| (finding.id, finding.outcome)).collect()
}

fn outcome(findings: &[(String, Outcome)], end: &str) -> Outcome {
    findings.iter().find(|(id, _)| id.ends_with(end)).unwrap_or_else(|| panic!("{end} in {findings:?}")).1
}

#[tokio::test]
async fn an_agreement_is_read_and_checked_as_a_round_checks_it() {
    let world = World::published().await;
    let draft = draft(&world, &world.applicant).await;
    for format in [Format::PdfUnicode, Format::PdfLegacy, Format::Docx, Format::DocxTextBox] {
        let (ending, bytes) = agreement(Flaw::None, format);
        let name = format!("協議.{ending}");
        let kept = attach(&world, &world.applicant, &midway(), &draft, AttachedTo::Agreement, (&name, &bytes))
            .await
            .expect("attached");
        let held = kept.held.expect("held here");
        assert_eq!((kept.name.as_str(), held.bytes), (name.as_str(), bytes.len() as u64));
        let found = findings(&world, &world.applicant, &draft).await;
        for (end, wanted) in [
            ("/document", Outcome::Pass),
            ("/signed", Outcome::Pass),
            ("/party.hongkong", Outcome::Pass),
            ("/party.mainland", Outcome::Pass),
            ("/signatures", Outcome::Person),
            ("/HK-14.agreement-clause", Outcome::Person),
        ] {
            assert_eq!(outcome(&found, end), wanted, "{format:?} {end}");
        }
    }
    let (_, without) = agreement(Flaw::NoClause, Format::PdfUnicode);
    attach(&world, &world.applicant, &midway(), &draft, AttachedTo::Agreement, ("協議.pdf", &without))
        .await
        .expect("attached");
    let found = findings(&world, &world.applicant, &draft).await;
    assert_eq!(outcome(&found, "/HK-14.agreement-clause"), Outcome::Fail, "the clause is not in the text");
    let (_, scan) = agreement(Flaw::Scan, Format::PdfUnicode);
    attach(&world, &world.applicant, &midway(), &draft, AttachedTo::Agreement, ("掃描.png", &scan))
        .await
        .expect("attached");
    let found = findings(&world, &world.applicant, &draft).await;
    assert_eq!(outcome(&found, "/document"), Outcome::Person, "a scan goes to a person");
    let seen = documents_view(&world.office, &doing(&world.applicant, &midway()), &draft).await.expect("seen");
    assert_eq!(seen.view.documents.len(), 1, "each took the place of the one before");
    assert_eq!(seen.places[0].document.as_ref().expect("there").remarks[0].key, "document-no-text");
}

#[tokio::test]
async fn evidence_has_its_own_documents_and_names_do_not_collide() {
    let world = World::published().await;
    let (now, who) = (midway(), &world.applicant);
    let draft = draft(&world, who).await;
    let (_, first) = agreement(Flaw::None, Format::PdfUnicode);
    let (_, second) = agreement(Flaw::NoClause, Format::PdfUnicode);
    let name = async |place, name: &str, bytes: &[u8]| {
        attach(&world, who, &now, &draft, place, (name, bytes)).await.expect("attached").name
    };
    assert_eq!(name(AttachedTo::Evidence(0), "附件.pdf", &first).await, "附件.pdf");
    assert_eq!(name(AttachedTo::Evidence(1), "附件.PDF", &second).await, "附件 (2).pdf");
    assert_eq!(name(AttachedTo::Evidence(1), "附件.pdf", &second).await, "附件 (2).pdf", "replaced, not added");
    let view = application_view(&world.office, &doing(who, &now), &draft).await.expect("seen");
    let files: Vec<_> = view.application.evidence.iter().map(|item| item.file.clone().unwrap_or_default()).collect();
    assert_eq!(files, ["附件.pdf", "附件 (2).pdf"]);
    assert_eq!(view.documents.len(), 2);
    let missing = attach(&world, who, &now, &draft, AttachedTo::Evidence(2), ("x.pdf", &first)).await;
    assert_eq!(refused(missing).0, RefusalKind::Conflict, "there is no third piece of evidence");
    acts::remove_document(&world.office, doing(who, &now), &draft, "附件.pdf").await.expect("removed");
    acts::remove_document(&world.office, doing(who, &now), &draft, "附件.pdf").await.expect("removed once");
    let view = application_view(&world.office, &doing(who, &now), &draft).await.expect("seen");
    assert_eq!(view.application.evidence[0].file, None);
    assert_eq!(view.documents.len(), 1);
}

#[tokio::test]
async fn whoever_saw_an_older_section_is_told() {
    let world = World::published().await;
    let who = doing(&world.applicant, &midway());
    let draft = draft(&world, &world.applicant).await;
    let upload = world.office.begin_upload().expect("room").write(b"x").await.expect("written");
    let new = NewDocument { place: AttachedTo::Evidence(0), version: 7, name: "a.pdf".to_owned(), upload };
    let late = acts::attach_document(&world.office, who, &draft, new).await;
    assert_eq!(refused(late), (RefusalKind::Conflict, "documents-changed-meanwhile".to_owned()));
}

#[tokio::test]
async fn handing_in_freezes_the_documents_and_the_receipt_lists_them() {
    let world = World::published().await;
    let (now, who) = (midway(), &world.applicant);
    let draft = draft(&world, who).await;
    let (_, first) = agreement(Flaw::None, Format::PdfUnicode);
    let (_, second) = agreement(Flaw::NoClause, Format::PdfUnicode);
    attach(&world, who, &now, &draft, AttachedTo::Agreement, ("協議.pdf", &first)).await.expect("attached");
    acts::hand_in_elsewhere(&world.office, doing(who, &now), &draft, AttachedTo::Evidence(0), 1, "紙本附件")
        .await
        .expect("stated");
    acts::submit(&world.office, doing(who, &now), &draft).await.expect("handed in");
    let text = receipt_of(&world.office, &doing(who, &now), &draft).await.expect("a receipt");
    let checked = receipt::check(&text, &[world.office.keys().signing.verifier()]).expect("it holds");
    let digest = hefu_dossier::document::digest(&first);
    let listed = &checked.event.body["documents"];
    assert_eq!(listed[0]["name"], "協議.pdf");
    assert_eq!(listed[0]["held"]["digest"], digest.as_str());
    assert_eq!(listed[0]["held"]["bytes"], first.len());
    assert_eq!((&listed[1]["name"], listed[1].get("held")), (&serde_json::json!("紙本附件"), None));
    assert_eq!(checked.event.body["content"]["agreement"]["digest"], digest.as_str());
    let late = attach(&world, who, &now, &draft, AttachedTo::Agreement, ("協議.pdf", &second)).await;
    assert_eq!(refused(late).1, "office-may-not-edit");
    acts::withdraw(&world.office, doing(who, &now), &draft, "").await.expect("taken back");
    attach(&world, who, &now, &draft, AttachedTo::Agreement, ("新協議.pdf", &second)).await.expect("replaced");
    let officer = doing(&world.form_check, &now);
    let seen = application_view(&world.office, &officer, &draft).await.expect("seen");
    assert_eq!(seen.documents.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["協議.pdf", "紙本附件"]);
    let (_, bytes) = document_file(&world.office, &officer, &draft, &digest).await.expect("still there");
    assert_eq!(bytes, first);
    let newer = hefu_dossier::document::digest(&second);
    let hidden = document_file(&world.office, &officer, &draft, &newer).await;
    assert_eq!(refused(hidden).0, RefusalKind::NotFound, "what is being written is the applicant's");
    acts::submit(&world.office, doing(who, &now), &draft).await.expect("handed in again");
    // What was handed in once stays, long after nothing names it any more.
    let later = at("2020-06-20T10:00:00");
    assert_eq!(acts::sweep_documents(&world.office, &later).await.expect("swept"), 0);
    assert_eq!(verify(world.office.db()).await.expect("readable").faults, Vec::<String>::new());
}

#[tokio::test]
async fn nobody_gets_anothers_document_by_any_id() {
    let world = World::published().await;
    let now = midway();
    let own = draft(&world, &world.applicant).await;
    let others = draft(&world, &world.other).await;
    let (_, bytes) = agreement(Flaw::None, Format::PdfUnicode);
    attach(&world, &world.applicant, &now, &own, AttachedTo::Agreement, ("協議.pdf", &bytes)).await.expect("attached");
    let digest = hefu_dossier::document::digest(&bytes);
    document_file(&world.office, &doing(&world.applicant, &now), &own, &digest).await.expect("one's own");
    for viewer in [&world.other, &world.form_check, &world.auditor, &world.administrator, &stranger()] {
        for through in [&own, &others, &"nothing".to_owned()] {
            let got = document_file(&world.office, &doing(viewer, &now), through, &digest).await;
            assert_eq!(refused(got).0, RefusalKind::NotFound, "{} through {through}", viewer.name);
        }
        for place in [AttachedTo::Agreement, AttachedTo::Evidence(0)] {
            let put = attach(&world, viewer, &now, &own, place, ("x.pdf", &bytes)).await;
            assert_eq!(refused(put).0, RefusalKind::NotFound);
        }
        let gone = acts::remove_document(&world.office, doing(viewer, &now), &own, "協議.pdf").await;
        assert_eq!(refused(gone).0, RefusalKind::NotFound);
        assert_eq!(refused(acts::may_attach(&world.office, &doing(viewer, &now), &own).await).0, RefusalKind::NotFound);
    }
    for odd in ["", "0", "../signing.key", &digest.to_uppercase(), &digest[..63]] {
        let got = document_file(&world.office, &doing(&world.applicant, &now), &own, odd).await;
        assert_eq!(refused(got).0, RefusalKind::NotFound, "{odd}");
    }
    // The same bytes attached by the other are the other's document too, and removing it there leaves it here.
    attach(&world, &world.other, &now, &others, AttachedTo::Agreement, ("同.pdf", &bytes)).await.expect("attached");
    acts::remove_document(&world.office, doing(&world.other, &now), &others, "同.pdf").await.expect("removed");
    acts::sweep_documents(&world.office, &at("2020-05-09T10:00:00")).await.expect("swept");
    document_file(&world.office, &doing(&world.applicant, &now), &own, &digest).await.expect("still there");
}

#[tokio::test]
async fn a_file_that_nothing_names_goes_after_a_day_and_not_before() {
    let world = World::published().await;
    let (now, who) = (midway(), &world.applicant);
    let draft = draft(&world, who).await;
    let (_, bytes) = agreement(Flaw::None, Format::PdfUnicode);
    let digest = hefu_dossier::document::digest(&bytes);
    let path = world.folder.path().join("files").join(&digest[..2]).join(&digest);
    attach(&world, who, &now, &draft, AttachedTo::Agreement, ("協議.pdf", &bytes)).await.expect("attached");
    assert!(path.exists());
    acts::remove_document(&world.office, doing(who, &now), &draft, "協議.pdf").await.expect("removed");
    assert_eq!(acts::sweep_documents(&world.office, &at("2020-05-02T09:59:00")).await.expect("swept"), 0);
    assert!(path.exists());
    assert_eq!(acts::sweep_documents(&world.office, &at("2020-05-02T10:01:00")).await.expect("swept"), 1);
    assert!(!path.exists());
    let again = attach(&world, who, &now, &draft, AttachedTo::Agreement, ("協議.pdf", &bytes)).await;
    assert_eq!(again.expect("attached anew").held.expect("held").digest, digest);
    assert!(path.exists());
}

#[tokio::test]
async fn between_the_bytes_and_the_row_nothing_is_half_attached() {
    let world = World::published().await;
    let (now, who) = (midway(), &world.applicant);
    let draft = draft(&world, who).await;
    // An office that stops after the bytes are on disk and before the row: here because it takes no more documents.
    let mut full = config(world.folder.path());
    full.documents.count = 0;
    let stops = Office::open(full, Arc::new(Counted::default()), &now).await.expect("opens").reading_with(reader());
    let (_, bytes) = agreement(Flaw::None, Format::PdfUnicode);
    let digest = hefu_dossier::document::digest(&bytes);
    let path = world.folder.path().join("files").join(&digest[..2]).join(&digest);
    let upload = stops.begin_upload().expect("room").write(&bytes).await.expect("written");
    let new = NewDocument { place: AttachedTo::Agreement, version: 1, name: "協議.pdf".to_owned(), upload };
    let told = acts::attach_document(&stops, doing(who, &now), &draft, new).await;
    assert_eq!(refused(told).1, "documents-too-many");
    assert!(path.exists(), "the bytes came first");
    let view = application_view(&world.office, &doing(who, &now), &draft).await.expect("seen");
    assert!(view.documents.is_empty() && view.application.agreement.is_some_and(|record| record.file.is_none()));
    // Trying again succeeds, and the file then stays.
    attach(&world, who, &now, &draft, AttachedTo::Agreement, ("協議.pdf", &bytes)).await.expect("attached");
    assert_eq!(acts::sweep_documents(&world.office, &at("2020-05-09T10:00:00")).await.expect("swept"), 0);
    let (_, other) = agreement(Flaw::NoClause, Format::PdfUnicode);
    let upload = stops.begin_upload().expect("room").write(&other).await.expect("written");
    let new = NewDocument { place: AttachedTo::Evidence(0), version: 1, name: "x.pdf".to_owned(), upload };
    let told = acts::attach_document(&stops, doing(who, &now), &draft, new).await;
    assert_eq!(refused(told).1, "documents-too-many");
    assert_eq!(acts::sweep_documents(&world.office, &at("2020-05-09T10:00:00")).await.expect("swept"), 1);
    assert!(path.exists());
}

#[tokio::test]
async fn the_ruling_page_gets_the_lines_the_finding_rests_on() {
    let world = World::published().await;
    let (now, who) = (midway(), &world.applicant);
    let draft = draft(&world, who).await;
    let (_, bytes) = agreement(Flaw::None, Format::PdfUnicode);
    attach(&world, who, &now, &draft, AttachedTo::Agreement, ("協議.pdf", &bytes)).await.expect("attached");
    acts::submit(&world.office, doing(who, &now), &draft).await.expect("handed in");
    let officer = doing(&world.form_check, &now);
    let view = application_view(&world.office, &officer, &draft).await.expect("seen");
    let clause = view.findings.iter().find(|finding| finding.clause == "HK-14").expect("checked").id.clone();
    let found = excerpts(&world.office, &officer, &draft, &clause).await.expect("seen");
    assert_eq!(found.len(), 1);
    let marked: Vec<_> = found[0].lines.iter().filter(|line| line.marked).collect();
    assert!(marked[0].text.contains("知識產權"), "{marked:?}");
    assert!(marked.len() > 1, "the body of the clause is marked with its heading");
    assert!(marked.iter().all(|line| line.page == Some(1) && line.line > 1));
    let period = view.findings.iter().find(|finding| finding.clause == "HK-5").expect("checked").id.clone();
    assert!(excerpts(&world.office, &officer, &draft, &period).await.expect("seen").is_empty());
    let another = excerpts(&world.office, &doing(&world.other, &now), &draft, &clause).await;
    assert_eq!(refused(another).0, RefusalKind::NotFound);
}

#[tokio::test]
async fn a_workbook_of_another_direction_or_side_is_not_taken_in() {
    let world = World::published().await;
    let now = doing(&world.applicant, &midway());
    let draft = world.draft(&world.applicant, "甲").await;
    let mut other = application("由工作簿");
    other.direction = "1.2".to_owned();
    let told = refused(acts::take_in(&world.office, now.clone(), &draft, &other).await);
    assert_eq!(told, (RefusalKind::Invalid, "documents-workbook-direction".to_owned()));
    let theirs = Application::new(hefu_application::ApplicationId::new("mainland", "1"));
    let told = refused(acts::take_in(&world.office, now.clone(), &draft, &theirs).await);
    assert_eq!(told, (RefusalKind::Invalid, "documents-workbook-side".to_owned()));
    other.direction = "1.1".to_owned();
    acts::take_in(&world.office, now, &draft, &other).await.expect("its own direction");
}
