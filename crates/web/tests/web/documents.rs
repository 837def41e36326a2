//! Documents over HTTP: hostile files, sizes, who gets what, and how a file is handed out.

use axum::http::StatusCode;
use hefu_ledger::receipt;
use hefu_sample::agreement::{Agreement, Flaw, Format, Tongue};

use crate::office::{Got, World};

/// An agreement as a file.
pub fn agreement(flaw: Flaw) -> Vec<u8> {
    let agreement = Agreement {
        tongue: Tongue::HantHk,
        intent: false,
        title: "聯合研究".to_owned(),
        parties: ["示例大學", "範例科技大學"].map(str::to_owned),
        others: Vec::new(),
        signed: Some(jiff::civil::date(2020, 4, 20)),
        flaw,
        format: Format::PdfUnicode,
        variant: 0,
    };
    hefu_sample::paper::file(&agreement).1
}

/// Attaches to the agreement, whose section is at `version`.
async fn attach(world: &World, who: &str, base: &str, version: &str, name: &str, bytes: &[u8]) -> Got {
    let fields = [("place", "agreement"), ("version", version), ("act", "attach")];
    world.send(who, &format!("{base}/documents"), &fields, ("file-agreement", name, bytes)).await
}

fn digest(bytes: &[u8]) -> String {
    hefu_dossier::document::digest(bytes)
}

#[tokio::test]
async fn a_file_is_handed_out_to_be_kept_and_never_to_be_shown() {
    let world = World::open(1 << 20).await;
    let who = world.sign_in(&world.applicant).await;
    let base = world.draft(&world.applicant).await;
    let bytes = agreement(Flaw::None);
    let sent = attach(&world, &who, &base, "0", "協議 \"一\".PDF", &bytes).await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (StatusCode::SEE_OTHER, format!("{base}/documents?done=attached").as_str())
    );
    let page = world.get(&who, &format!("{base}/documents?done=attached")).await.text();
    assert!(page.contains(&digest(&bytes)) && page.contains("The document is attached"), "{page}");
    let got = world.get(&who, &format!("{base}/documents/{}", digest(&bytes))).await;
    assert_eq!(got.bytes, bytes);
    for (name, wanted) in [
        ("content-type", "application/pdf"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
        ("cache-control", "no-store"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(got.header(name), wanted, "{name}");
    }
    let disposition = got.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"") && disposition.contains("filename*=UTF-8''%E5%8D%94"),
        "{disposition}"
    );
    let check = world.get(&who, &format!("{base}/check")).await.text();
    assert!(check.contains(&digest(&bytes)), "the list stands among the answers");
    assert!(!check.contains("not held on these pages"), "it was read, so nothing is left to other ways");
}

#[tokio::test]
async fn hostile_files_are_answered_with_the_reason_and_the_draft_stays() {
    let world = World::open(1 << 20).await;
    let who = world.sign_in(&world.applicant).await;
    let base = world.draft(&world.applicant).await;
    let pdf = agreement(Flaw::None);
    let with = |more: &[u8]| [pdf.as_slice(), more].concat();
    let table: [(&str, Vec<u8>, u16, &str); 10] = [
        ("empty.pdf", Vec::new(), 422, "The file is empty"),
        ("large.pdf", vec![b'%'; (1 << 20) + 1], 413, "larger than 1 MiB"),
        ("page.pdf", b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), 422, "web page"),
        ("late.pdf", [b"<html>".repeat(150).as_slice(), &pdf].concat(), 422, "web page"),
        ("archive.pdf", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(), 422, "archive"),
        ("polyglot.pdf", with(b"<html><script>alert(1)</script>"), 422, "damaged"),
        ("cut.pdf", pdf[..pdf.len() / 2].to_vec(), 422, "damaged"),
        ("program.pdf", b"MZ\x90\0".to_vec(), 422, "program"),
        ("a.svg", b"<svg onload='alert(1)'/>".to_vec(), 422, "not taken"),
        ("noise.pdf", (0..=255).collect(), 422, "no known document format"),
    ];
    for (name, bytes, status, reason) in table {
        let got = attach(&world, &who, &base, "0", name, &bytes).await;
        assert_eq!(got.status.as_u16(), status, "{name}");
        let page = got.text();
        assert!(page.contains(reason) && page.contains("file-agreement.error"), "{name}: {page}");
        assert!(!page.contains("<script>alert"), "{name}");
    }
    let page = world.get(&who, &base).await.text();
    assert!(page.contains("聯合研究"));
    assert!(world.get(&who, &format!("{base}/check")).await.text().contains("No documents"));
}

#[tokio::test]
async fn no_request_is_larger_than_the_office_bears() {
    let world = World::open(1 << 20).await;
    let who = world.sign_in(&world.applicant).await;
    let base = world.draft(&world.applicant).await;
    let got = attach(&world, &who, &base, "0", "a.pdf", &vec![b'%'; 33 << 20]).await;
    assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE);
    let long = "x".repeat(5_000);
    let fields = [("place", "agreement"), ("version", "0"), ("more", long.as_str())];
    let got = world.send(&who, &format!("{base}/documents"), &fields, ("file-agreement", "a.pdf", b"%PDF-")).await;
    assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE, "a field that is no file");
    let nothing = attach(&world, &who, &base, "0", "", b"").await;
    assert!(nothing.status == StatusCode::UNPROCESSABLE_ENTITY && nothing.text().contains("No file was chosen"));
}

#[tokio::test]
async fn nobody_gets_or_changes_anothers_file_by_any_address() {
    let world = World::open(1 << 20).await;
    let (who, other) = (world.sign_in(&world.applicant).await, world.sign_in(&world.other).await);
    let officer = world.sign_in(&world.form_check).await;
    let (base, theirs) = (world.draft(&world.applicant).await, world.draft(&world.other).await);
    let bytes = agreement(Flaw::None);
    attach(&world, &who, &base, "0", "協議.pdf", &bytes).await;
    let file = digest(&bytes);
    for viewer in [&other, &officer] {
        for address in
            [format!("{base}/documents/{file}"), format!("{theirs}/documents/{file}"), format!("{base}/documents")]
        {
            let got = world.get(viewer, &address).await;
            let own_list = viewer == &other && address == format!("{theirs}/documents");
            assert_eq!(got.status, if own_list { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{address}");
            assert!(!got.text().contains("協議.pdf"));
        }
        assert_eq!(attach(&world, viewer, &base, "1", "x.pdf", &bytes).await.status, StatusCode::NOT_FOUND);
        let gone = world.post(viewer, &format!("{base}/documents/remove"), "name=%E5%8D%94%E8%AD%B0.pdf").await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    }
    let visitor = world.get("", &format!("{base}/documents/{file}")).await;
    assert!(visitor.status == StatusCode::SEE_OTHER && visitor.header("location").starts_with("/sign-in"));
    assert_eq!(world.get(&who, &format!("{base}/documents/{file}")).await.bytes, bytes, "nothing was changed");
    // Handed in, it is the form check's to see as well, and still not the other applicant's.
    world.post(&who, &format!("{base}/check"), "act=submit").await;
    assert_eq!(world.get(&officer, &format!("{base}/documents/{file}")).await.bytes, bytes);
    assert_eq!(world.get(&other, &format!("{base}/documents/{file}")).await.status, StatusCode::NOT_FOUND);
    let receipt = world.get(&who, &format!("{base}/receipt")).await.text();
    let checked = receipt::check(&receipt, &[world.office.keys().signing.verifier()]).expect("it holds");
    assert_eq!(checked.event.body["documents"][0]["held"]["digest"], file.as_str());
    let late = attach(&world, &who, &base, "1", "x.pdf", &bytes).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN, "handed in: nothing is attached any more");
}

#[tokio::test]
async fn the_officer_rules_with_the_lines_of_the_document_beside() {
    let world = World::open(1 << 20).await;
    let (who, officer) = (world.sign_in(&world.applicant).await, world.sign_in(&world.form_check).await);
    let base = world.draft(&world.applicant).await;
    attach(&world, &who, &base, "0", "協議.pdf", &agreement(Flaw::None)).await;
    world.post(&who, &format!("{base}/check"), "act=submit").await;
    let page = world.get(&officer, &base).await.text();
    let address = page
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains("/rule/") && href.contains("HK-14"));
    let page = world.get(&officer, address.expect("the clause is for a person")).await.text();
    assert!(page.contains("<mark>") && page.contains("知識產權") && page.contains("page 1, line"), "{page}");
}
