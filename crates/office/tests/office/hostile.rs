//! Files that no office should hold are refused with the reason; the draft keeps what it had, and nothing is stored.

use std::io::Write as _;

use hefu_office::RefusalKind;
use hefu_office::documents::AttachedTo;
use hefu_office::views::application_view;
use hefu_sample::agreement::{Flaw, Format};

use crate::documents::{agreement, attach, draft};
use crate::world::{World, doing, midway, refused};

fn with(bytes: &[u8], more: &[u8]) -> Vec<u8> {
    [bytes, more].concat()
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

/// Name, bytes, the reason given.
pub fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let (_, pdf) = agreement(Flaw::None, Format::PdfUnicode);
    let (_, docx) = agreement(Flaw::None, Format::Docx);
    let (_, png) = agreement(Flaw::Scan, Format::PdfUnicode);
    let zip = archive(&[("a.txt", b"hello")]);
    let bomb = vec![b' '; 200 << 20];
    let late: Vec<u8> = with(&b"<html>".repeat(150), &pdf);
    let mut lost = pdf.clone();
    let at = lost.windows(9).rposition(|window| window == b"startxref").expect("a PDF");
    lost.truncate(at);
    lost.extend(b"startxref\n7\n%%EOF");
    let mut fake = pdf.clone();
    fake.extend(&zip);
    let comment = b"\nstartxref\n9\n%%EOF";
    let length = fake.len();
    fake[length - 2..].copy_from_slice(&u16::try_from(comment.len()).expect("short").to_le_bytes());
    fake.extend(comment);
    let mut page = b"%PDF-1.4\n%<html><script>alert(1)</script></html>\n".to_vec();
    page.extend(&pdf[9..]);
    vec![
        ("empty.pdf", Vec::new(), "documents-empty"),
        ("page.pdf", b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), "document-format-html"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(), "document-format"),
        ("late.pdf", late, "document-format-html"),
        ("inside.pdf", page, "document-format-html"),
        ("archive.pdf", zip.clone(), "document-format-zip"),
        ("bomb.docx", archive(&[("word/document.xml", &bomb)]), "document-limit-unpacked"),
        (
            "macro.docx",
            archive(&[("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x")]),
            "document-active-macros",
        ),
        ("climbs.docx", archive(&[("word/document.xml", b"<w/>"), ("../../evil", b"x")]), "document-damaged"),
        ("nested.docx", archive(&[("word/document.xml", b"<w/>"), ("word/more.zip", &zip)]), "document-damaged"),
        ("trailing.docx", with(&docx, b"<html>"), "document-damaged"),
        ("leading.docx", with(b"PK\x03\x04 padding ", &docx), "document-damaged"),
        ("polyglot.pdf", with(&pdf, b"<html><script>alert(1)</script>"), "document-damaged"),
        ("zipped.pdf", with(&pdf, &zip), "document-damaged"),
        ("hidden-zip.pdf", fake, "document-damaged"),
        ("cut.pdf", pdf[..pdf.len() * 2 / 3].to_vec(), "document-damaged"),
        ("lost.pdf", lost, "document-damaged"),
        ("locked.pdf", b"\xd0\xcf\x11\xe0 old".to_vec(), "document-format-doc"),
        ("program.pdf", b"MZ\x90\0program".to_vec(), "document-format-program"),
        ("text.txt", "合作協議".repeat(20).into_bytes(), "document-format"),
        ("trailing.png", with(&png, b"<html>"), "document-damaged"),
        ("zipped.png", with(&png, &zip), "document-damaged"),
        ("gif.png", b"GIF89a\x01\0\x01\0".to_vec(), "document-format"),
        ("noise.pdf", (0..=255).collect(), "document-format-unknown"),
    ]
}

#[tokio::test]
async fn hostile_files_are_refused_and_nothing_is_kept_of_them() {
    let world = World::published().await;
    let (now, who) = (midway(), &world.applicant);
    let draft = draft(&world, who).await;
    let before = application_view(&world.office, &doing(who, &now), &draft).await.expect("seen").application;
    for (name, bytes, reason) in hostile() {
        let refusal = attach(&world, who, &now, &draft, AttachedTo::Agreement, (name, &bytes)).await;
        assert_eq!(refused(refusal), (RefusalKind::Invalid, reason.to_owned()), "{name}");
    }
    let after = application_view(&world.office, &doing(who, &now), &draft).await.expect("seen");
    assert_eq!(after.application, before);
    assert!(after.documents.is_empty());
    let shelves = std::fs::read_dir(world.folder.path().join("files")).expect("shelves").flatten();
    let stored: Vec<_> = shelves.flat_map(|shelf| std::fs::read_dir(shelf.path()).expect("a shelf")).collect();
    assert!(stored.is_empty(), "{stored:?}");
}

#[tokio::test]
async fn what_is_too_large_is_refused_as_it_comes() {
    let world = World::published().await;
    let most = usize::try_from(world.office.config().documents.bytes).expect("fits");
    let mut upload = world.office.begin_upload().expect("room");
    let piece = vec![b'%'; 1 << 20];
    for _ in 0..most >> 20 {
        upload = upload.write(&piece).await.expect("within the limit");
    }
    assert_eq!(upload.length(), most as u64);
    let over = upload.write(b"x").await.map(|_| ());
    assert_eq!(refused(over), (RefusalKind::TooLarge, "documents-too-large".to_owned()));
}

#[tokio::test]
async fn active_content_is_flagged_and_the_file_kept_as_it_is() {
    let world = World::published().await;
    let (now, who) = (midway(), &world.applicant);
    let draft = draft(&world, who).await;
    for (more, wanted) in [
        (
            "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
            vec!["document-warning-scripts", "document-warning-open-actions"],
        ),
        (
            "/AA << /WC << /S /Launch /F (calc.exe) >> >>",
            vec!["document-warning-launch", "document-warning-open-actions"],
        ),
        ("/Names << /EmbeddedFiles << /Names [] >> >>", vec!["document-warning-embedded"]),
        ("/OpenAction [3 0 R /Fit]", vec![]),
    ] {
        let bytes = pdf_with(more);
        let name = ("協議.pdf", bytes.as_slice());
        attach(&world, who, &now, &draft, AttachedTo::Agreement, name).await.expect("kept, flagged");
        let seen = hefu_office::views::documents_view(&world.office, &doing(who, &now), &draft).await.expect("seen");
        let remarks = &seen.places[0].document.as_ref().expect("there").remarks;
        let keys: Vec<_> = remarks.iter().map(|one| one.key.as_str()).filter(|key| key.contains("warning")).collect();
        assert_eq!(keys, wanted, "{more}");
    }
}

/// A page of text with more in its catalogue.
pub fn pdf_with(more: &str) -> Vec<u8> {
    let content = "BT /F1 12 Tf 50 700 Td (Agreement between the partners, signed) Tj ET";
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R {more} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).into_bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let end = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.extend(end.into_bytes());
    out
}
