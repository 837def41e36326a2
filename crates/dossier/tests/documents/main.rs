//! Documents as strangers hand them in, read in this process and through children.

mod made;

use std::io::Write as _;
use std::path::PathBuf;

use hefu_dossier::document::{BlockKind, DocumentError, DocumentKind, Limits, Readability, Reader, WorkerCommand, read_bytes};

const SENTENCE: &str = "第七条　知识产权归属与分享：双方共同完成的成果由双方共有，未经对方书面同意不得转让。";
const HANT: &str = "第七條 智慧財產權：雙方共同完成之成果由雙方共有，未經他方書面同意不得轉讓。";

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn pdfs_with_fonts_that_are_not_embedded() {
    let encodings = [
        ("GBK-EUC-H", SENTENCE, encoding_rs::GBK),
        ("ETen-B5-H", HANT, encoding_rs::BIG5),
        ("UniGB-UCS2-H", SENTENCE, encoding_rs::UTF_16BE),
        ("UniCNS-UCS2-H", HANT, encoding_rs::UTF_16BE),
    ];
    for (name, sentence, encoding) in encodings {
        let pdf = made::pdf(name, &made::encoded(sentence, encoding));
        let text = read_bytes("a.pdf", &pdf, &Limits::default()).expect(name);
        assert_eq!(text.kind, DocumentKind::Pdf);
        assert_eq!(text.readability, Readability::Readable, "{name}: {}", text.text());
        assert!(squeezed(&text.text()).contains(&squeezed(sentence)), "{name}: {}", text.text());
    }
}

/// A space of one byte between characters of two bytes is read wrongly by the extractor; the text must not pass as sound.
#[test]
fn a_pdf_that_mixes_widths_in_one_font_goes_to_a_person() {
    let pdf = made::pdf("GBK-EUC-H", &made::encoded("第七条 知识产权归属与分享：双方共同完成的成果由双方共有。", encoding_rs::GBK));
    let text = read_bytes("a.pdf", &pdf, &Limits::default()).expect("readable as a file");
    assert!(text.text().contains("知识产权") || matches!(text.readability, Readability::Garbled { .. }), "{}", text.text());
}

#[test]
fn a_docx_with_text_boxes_nested_tables_notes_and_deleted_text() {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>合作协议 &amp; 附件</w:t></w:r></w:p>
      <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>文本框中的知识产权条款</w:t></w:r></w:p></w:txbxContent></mc:Choice>
      <mc:Fallback><w:txbxContent><w:p><w:r><w:t>文本框中的知识产权条款</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>
      <w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内层</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>外层单元格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
      <w:sdt><w:sdtContent><w:p><w:r><w:t>内容控件</w:t><w:tab/><w:t>之后</w:t></w:r></w:p></w:sdtContent></w:sdt>
      <w:p><w:del><w:r><w:delText>删除的字</w:delText></w:r></w:del><w:r><w:t>留下的字</w:t></w:r></w:p>"#;
    let text = read_bytes("a.docx", &made::docx(body), &Limits::default()).expect("readable");
    let kinds: Vec<_> = text.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::Heading, "合作协议 & 附件"),
            (BlockKind::TextBox, "文本框中的知识产权条款"),
            (BlockKind::TableCell, "内层"),
            (BlockKind::TableCell, "外层单元格"),
            (BlockKind::Paragraph, "内容控件\t之后"),
            (BlockKind::Paragraph, "留下的字"),
            (BlockKind::Note, "页脚"),
        ]
    );
    let whole: Vec<char> = text.text().chars().collect();
    for block in &text.blocks {
        let there: String = whole.iter().skip(block.offset).take(block.text.chars().count()).collect();
        assert_eq!(there, block.text);
    }
}

#[test]
fn what_is_not_read_says_what_to_do() {
    let limits = Limits::default();
    let error = |name: &str, bytes: &[u8]| read_bytes(name, bytes, &limits).expect_err(name);
    assert_eq!(error("a.pdf", b""), DocumentError::Empty);
    assert_eq!(error("a.doc", b"\xd0\xcf\x11\xe0old word"), DocumentError::Format { found: "doc".into() });
    assert_eq!(error("a.pdf", &made::zip(&[("xl/workbook.xml", b"<x/>")])), DocumentError::Format { found: "xlsx".into() });
    assert_eq!(error("a.pdf", b"MZ\x90\0program"), DocumentError::Format { found: "program".into() });
    assert!(matches!(error("a.docx", &made::macros()), DocumentError::Active { .. }));
    let whole = made::pdf("GBK-EUC-H", &made::encoded(SENTENCE, encoding_rs::GBK));
    assert!(matches!(error("cut.pdf", &whole[..whole.len() / 2]), DocumentError::Damaged { .. }));
    assert!(matches!(error("cut.docx", &made::docx("<w:p/>")[..60]), DocumentError::Damaged { .. }));
}

#[test]
fn scans_have_no_text() {
    let text = read_bytes("scan.png", b"\x89PNG\r\n\x1a\n0000", &Limits::default()).expect("an image");
    assert_eq!((text.kind, text.readability), (DocumentKind::Image, Readability::NoText));
    let empty = made::pdf("UniGB-UCS2-H", &[]);
    assert_eq!(read_bytes("a.pdf", &empty, &Limits::default()).expect("a page").readability, Readability::NoText);
}

#[test]
fn bombs_and_towers_are_bounded() {
    let limits = Limits { entry_bytes: 1 << 20, ..Limits::default() };
    let bomb = made::docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "一".repeat(2 << 20)));
    assert!(bomb.len() < 200_000, "it is small outside");
    assert_eq!(read_bytes("b.docx", &bomb, &limits), Err(DocumentError::Limit { what: "unpacked size".into() }));
    let tower = made::docx(&("<w:tbl>".repeat(10_000) + &"</w:tbl>".repeat(10_000)));
    assert_eq!(read_bytes("t.docx", &tower, &Limits::default()), Err(DocumentError::Limit { what: "depth".into() }));
    let entity = made::docx_raw("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>");
    assert!(matches!(read_bytes("e.docx", &entity, &Limits::default()), Err(DocumentError::Damaged { .. })));
}

#[test]
fn pdfs_that_loop_end() {
    for (name, pdf) in made::loops() {
        let started = read_bytes(name, &pdf, &Limits::default());
        assert!(matches!(started, Err(_) | Ok(_)), "{name} ended");
    }
}

fn command() -> WorkerCommand {
    WorkerCommand { exe: PathBuf::from(env!("CARGO_BIN_EXE_read-documents")), args: Vec::new() }
}

#[test]
fn children_read_and_survive_what_kills_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::File::create(&path).and_then(|mut file| file.write_all(bytes)).expect("written");
        path
    };
    let good = put("good.pdf", &made::pdf("GBK-EUC-H", &made::encoded(SENTENCE, encoding_rs::GBK)));
    let bad = put("cut.docx", &made::docx("<w:p/>")[..60]);
    let reader = Reader::new(command(), Limits::default());
    for _ in 0..3 {
        assert!(reader.read(&good).expect("readable").text().contains("知识产权"));
        let refused = reader.read(&bad).expect_err("damaged");
        assert!(matches!(refused.error, DocumentError::Damaged { .. }));
        assert!(refused.sha256.is_some());
    }
    let missing = reader.read(&folder.path().join("none.pdf")).expect_err("not there");
    assert!(matches!(missing.error, DocumentError::Open { .. }));
}

#[test]
fn a_child_that_hangs_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, made::pdf("GBK-EUC-H", &made::encoded(SENTENCE, encoding_rs::GBK))).expect("written");
    let sleeper = WorkerCommand { exe: PathBuf::from("/bin/sleep"), args: vec!["30".into()] };
    let reader = Reader::new(sleeper, Limits { wall_ms: 100, ..Limits::default() });
    for _ in 0..2 {
        let refused = reader.read(&path).expect_err("hangs");
        assert_eq!(refused.error, DocumentError::Limit { what: "time".into() });
    }
    let gone = Reader::new(WorkerCommand { exe: PathBuf::from("/bin/false"), args: vec![] }, Limits::default());
    assert!(gone.read(&path).is_err());
}

#[test]
fn memory_is_bounded_in_the_child() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("big.docx");
    std::fs::write(&path, made::docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "一".repeat(8 << 20)))).expect("written");
    let limits = Limits { memory_bytes: 64 << 20, text_chars: 100 << 20, ..Limits::default() };
    let refused = Reader::new(command(), limits).read(&path).expect_err("too much");
    assert!(matches!(refused.error, DocumentError::Limit { .. }), "{:?}", refused.error);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn any_bytes_end_in_an_answer(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400), magic in 0..4_usize) {
        let start: &[u8] = [&b"%PDF-1.4\n"[..], b"PK\x03\x04", b"", b"\x89PNG\r\n"][magic];
        let _ = read_bytes("x", &[start, &bytes, b"%%EOF"].concat(), &Limits::default());
    }
}
