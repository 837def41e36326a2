//! Documents as strangers hand them in, read in this process and through children.

mod made;

use std::io::Write as _;
use std::path::PathBuf;

use hefu_dossier::document::{
    BlockKind, DocumentError, DocumentKind, Limits, Readability, Reader, Warning, WorkerCommand, read_bytes,
};
use hefu_words::{Lang, Message};

const SENTENCE: &str = "第七条　知识产权归属与分享：双方共同完成的成果由双方共有，未经对方书面同意不得转让。";
const HANT: &str = "第七條 智慧財產權：雙方共同完成之成果由雙方共有，未經他方書面同意不得轉讓。";

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn pdfs_with_fonts_that_are_not_embedded() {
    let encodings = [
        ("GBK-EUC-H", SENTENCE, encoding_rs::GBK),
        ("GBKp-EUC-H", SENTENCE, encoding_rs::GBK),
        ("GB-EUC-H", SENTENCE, encoding_rs::GBK),
        ("GBK2K-H", SENTENCE, encoding_rs::GB18030),
        ("ETen-B5-H", HANT, encoding_rs::BIG5),
        ("ETenms-B5-H", HANT, encoding_rs::BIG5),
        ("HKscs-B5-H", HANT, encoding_rs::BIG5),
        ("UniGB-UCS2-H", SENTENCE, encoding_rs::UTF_16BE),
        ("UniGB-UTF16-H", SENTENCE, encoding_rs::UTF_16BE),
        ("UniCNS-UCS2-H", HANT, encoding_rs::UTF_16BE),
    ];
    for (name, sentence, encoding) in encodings {
        // Blanks and digits of one byte among characters of two, as old typesetting systems write them.
        let sentence = format!("{sentence} 2020 年 5 月，共 12 件 (5G)。");
        let pdf = made::pdf(name, &made::encoded(&sentence, encoding));
        let text = read_bytes("a.pdf", &pdf, &Limits::default()).expect(name);
        assert_eq!((text.kind, text.pages), (DocumentKind::Pdf, Some(1)));
        assert_eq!(text.readability, Readability::Readable, "{name}: {}", text.text());
        assert!(squeezed(&text.text()).contains(&squeezed(&sentence)), "{name}: {}", text.text());
    }
}

/// The same in compressed streams, with escapes, in a form used by two pages, beside a Latin font, with resources inherited.
#[test]
fn old_encodings_wherever_text_is_shown() {
    let pdf = made::old_pdf();
    let text = read_bytes("old.pdf", &pdf, &Limits::default()).expect("readable");
    assert_eq!(text.pages, Some(2));
    for page in 1..=2 {
        let there: String =
            text.blocks.iter().filter(|block| block.page == Some(page)).map(|block| block.text.as_str()).collect();
        let there = squeezed(&there);
        for wanted in ["第7條智慧財產權", "許功蓋", "HefuPage", "共同完成之成果"] {
            assert!(there.contains(wanted), "{wanted}: {there}");
        }
    }
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

/// What Word counts and does not write: numbers of lists, by paragraph and by style; and what it hides.
#[test]
fn a_docx_with_the_numbers_word_shows() {
    let text = read_bytes("a.docx", &made::numbered_docx(), &Limits::default()).expect("readable");
    let lines: Vec<_> = text.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
    assert_eq!(
        lines,
        [
            (BlockKind::Heading, "第一条 合作内容"),
            (BlockKind::Paragraph, "1.1 双方共同开展研究。"),
            (BlockKind::Paragraph, "1.2 每年举行两次会议。"),
            (BlockKind::Heading, "第二条 知识产权"),
            (BlockKind::Paragraph, "2.1 成果由双方共有。"),
            (BlockKind::Paragraph, "没有编号的一段。"),
        ]
    );
    assert_eq!(text.warnings, [Warning::HiddenText]);
    assert!(text.is_partial() && !text.text().contains("看不见"));
}

#[test]
fn what_is_not_read_says_what_to_do() {
    let limits = Limits::default();
    let error = |name: &str, bytes: &[u8]| read_bytes(name, bytes, &limits).expect_err(name);
    let format = |found: &str| DocumentError::Format { found: found.into() };
    assert_eq!(error("a.pdf", b""), DocumentError::Empty);
    assert_eq!(error("a.doc", b"\xd0\xcf\x11\xe0old word"), format("doc"));
    assert_eq!(error("a.docx", &made::locked_docx()), DocumentError::Encrypted);
    assert_eq!(error("a.pdf", &made::zip(&[("xl/workbook.xml", b"<x/>")])), format("xlsx"));
    assert_eq!(error("a.pdf", &made::zip(&[("other.txt", b"<x/>")])), format("zip"));
    assert_eq!(error("a.pdf", b"MZ\x90\0program"), format("program"));
    assert_eq!(error("a.pdf", b"<!DOCTYPE html><html>%PDF-1.4"), format("html"));
    assert_eq!(error("a.pdf", format!("{}%PDF-1.4", " ".repeat(900)).as_bytes()), format("unknown"));
    assert_eq!(error("a.docx", &made::macros()), DocumentError::Active { what: "macros".into() });
    assert_eq!(error("a.docx", &made::program()), DocumentError::Active { what: "programs".into() });
    let whole = made::pdf("GBK-EUC-H", &made::encoded(SENTENCE, encoding_rs::GBK));
    for end in [10, whole.len() / 2, whole.len() - 40, whole.len() - 8] {
        assert!(matches!(error("cut.pdf", &whole[..end]), DocumentError::Damaged { .. }), "cut at {end}");
    }
    let and_more = [&whole[..], &made::zip(&[("a", b"b")])].concat();
    assert!(matches!(error("two.pdf", &and_more), DocumentError::Damaged { .. }));
    assert!(matches!(error("cut.docx", &made::docx("<w:p/>")[..60]), DocumentError::Damaged { .. }));
    assert!(matches!(error("open.docx", &made::docx("<w:p>")), DocumentError::Damaged { .. }));
    assert_eq!(error("locked.pdf", &made::locked_pdf()), DocumentError::Encrypted);
}

/// Each refusal and each warning has its sentence in every language.
#[test]
fn every_refusal_has_a_sentence() {
    let limit = |what: &str| DocumentError::Limit { what: what.into() };
    let format = |found: &str| DocumentError::Format { found: found.into() };
    let active = |what: &str| DocumentError::Active { what: what.into() };
    let mut errors = vec![
        DocumentError::Open { reason: "r".into() },
        DocumentError::Empty,
        DocumentError::TooLarge { bytes: 2, most: 1 },
        DocumentError::Encrypted,
        DocumentError::Damaged { reason: "r".into() },
        DocumentError::Reader { reason: "r".into() },
        active("macros"),
        active("programs"),
    ];
    errors.extend(
        ["time", "memory", "entries", "unpacked size", "compression", "depth", "pages", "objects", "text"].map(limit),
    );
    errors.extend(
        ["doc", "xls", "ole", "xlsx", "pptx", "odt", "ofd", "zip", "rtf", "html", "program", "unknown"].map(format),
    );
    let warnings = [
        Warning::NamedAs { name: DocumentKind::Pdf },
        Warning::Scripts,
        Warning::LaunchActions,
        Warning::EmbeddedFiles,
        Warning::Media,
        Warning::HiddenText,
        Warning::ExternalTemplate,
        Warning::PagesWithoutText { pages: vec![1] },
    ];
    let keys = errors.iter().map(DocumentError::key).chain(warnings.iter().map(Warning::key));
    for key in keys.chain(["document-no-text", "document-garbled"]) {
        for lang in Lang::ALL {
            let said = Message::new(key).with("detail", "x").text(lang);
            assert!(!said.contains('⟦'), "{key} in {lang}");
        }
    }
}

#[test]
fn what_a_pdf_may_do_is_told() {
    let action = |action: &str| made::pdf_with(&format!("/OpenAction << {action} >>"), SENTENCE);
    let warnings = |bytes: &[u8]| read_bytes("a.pdf", bytes, &Limits::default()).expect("readable").warnings;
    assert_eq!(warnings(&action("/S /JavaScript /JS (app.alert\\(1\\))")), [Warning::Scripts, Warning::OpenActions]);
    assert_eq!(warnings(&action("/S /J#61vaScript")), [Warning::Scripts, Warning::OpenActions]);
    assert_eq!(warnings(&action("/S /Launch /F (cmd.exe)")), [Warning::LaunchActions, Warning::OpenActions]);
    let to_a_page = made::pdf_with("/OpenAction [3 0 R /Fit]", SENTENCE);
    assert!(warnings(&to_a_page).is_empty(), "a place to begin reading is no action");
    assert_eq!(warnings(&made::pdf_with("/Names << /EmbeddedFiles << >> >>", SENTENCE)), [Warning::EmbeddedFiles]);
    assert!(warnings(&made::pdf_with("", SENTENCE)).is_empty());
    let named = read_bytes("a.docx", &made::pdf_with("", SENTENCE), &Limits::default()).expect("readable");
    assert_eq!(named.warnings, [Warning::NamedAs { name: DocumentKind::Docx }]);
}

#[test]
fn a_strict_door_takes_one_whole_document_and_nothing_else() {
    let strict = Limits { strict: true, ..Limits::default() };
    let lenient = |bytes: &[u8]| read_bytes("a.pdf", bytes, &Limits::default());
    let taken = |bytes: &[u8]| read_bytes("a.pdf", bytes, &strict);
    let whole = made::pdf_with("", SENTENCE);
    assert_eq!(taken(&whole), lenient(&whole));
    let mut moved = whole.clone();
    let at = moved.windows(9).rposition(|window| window == b"startxref").expect("a PDF");
    moved.truncate(at);
    moved.extend(b"startxref\n5\n%%EOF");
    assert!(matches!(taken(&moved), Err(DocumentError::Damaged { .. })), "{:?}", taken(&moved));
    let text = "合作協議書，雙方就聯合研究訂立本協議。".repeat(3).into_bytes();
    assert!(lenient(&text).is_ok() && matches!(taken(&text), Err(DocumentError::Format { .. })));
    let gif = b"GIF89a\x01\0\x01\0";
    assert!(lenient(gif).is_ok() && matches!(taken(gif), Err(DocumentError::Format { .. })));
}

#[test]
fn text_in_a_wrong_encoding_goes_to_a_person() {
    let judge = |text: &str| read_bytes("a.txt", text.as_bytes(), &Limits::default()).expect("text").readability;
    let bytes = made::encoded(SENTENCE, encoding_rs::GBK);
    let (latin, ..) = encoding_rs::WINDOWS_1252.decode(&bytes);
    assert!(matches!(judge(&latin), Readability::Garbled { .. }), "{latin}");
    let shifted: String = SENTENCE.chars().filter_map(|c| char::from_u32(u32::from(c) ^ 0x5a5)).collect();
    assert!(matches!(judge(&shifted), Readability::Garbled { .. }), "{shifted}");
    let private: String = SENTENCE.chars().map(|c| if c > '么' { '\u{e123}' } else { c }).collect();
    assert!(matches!(judge(&private), Readability::Garbled { .. }), "{private}");
    for sound in [
        SENTENCE,
        HANT,
        "Article 7 Intellectual Property: results are owned jointly.",
        "馥郁龘靐，饕餮纹；合作单位为瓯栎仪器有限公司，双方共同研究宽禁带半导体材料。",
    ] {
        assert_eq!(judge(sound), Readability::Readable, "{sound}");
    }
}

#[test]
fn kangxi_radicals_become_the_characters_they_stand_for() {
    let text = read_bytes(
        "a.txt",
        "⾃然科学基⾦项⽬合作协议，第⼀条，⽣效之⽇起执⾏，⼈员交流。".as_bytes(),
        &Limits::default(),
    )
    .expect("text");
    assert_eq!(text.text(), "自然科学基金项目合作协议，第一条，生效之日起执行，人员交流。");
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
    let many: Vec<(String, &[u8])> = (0..4_001).map(|at| (format!("word/header{at}.xml"), &b"<a/>"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(
        read_bytes("m.docx", &made::zip(&many), &Limits::default()),
        Err(DocumentError::Limit { what: "entries".into() })
    );
    let dense = made::docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "一".repeat(2 << 20)));
    assert_eq!(
        read_bytes("d.docx", &dense, &Limits::default()),
        Err(DocumentError::Limit { what: "compression".into() })
    );
    let entity = made::docx_raw(
        "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>",
    );
    assert!(matches!(read_bytes("e.docx", &entity, &Limits::default()), Err(DocumentError::Damaged { .. })));
}

#[test]
fn pdfs_that_loop_end() {
    let folder = tempfile::tempdir().expect("a folder");
    // The pool ends a child that takes longer.
    let reader = Reader::new(command(), Limits { wall_ms: 30_000, ..Limits::default() });
    for (name, pdf) in made::loops() {
        let path = folder.path().join(name);
        std::fs::write(&path, pdf).expect("written");
        match reader.read(&path) {
            Ok(text) => assert_eq!(text.readability, Readability::NoText, "{name}"),
            Err(refused) => assert!(
                matches!(refused.error, DocumentError::Damaged { .. } | DocumentError::Limit { .. }),
                "{name}: {refused:?}"
            ),
        }
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
fn what_a_child_died_of_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, b"%PDF-").expect("written");
    let dying = |script: &str| {
        let command = WorkerCommand { exe: PathBuf::from("/bin/sh"), args: vec!["-c".into(), script.into()] };
        Reader::new(command, Limits::default()).read(&path).expect_err(script).error
    };
    let limit = |what: &str| DocumentError::Limit { what: what.into() };
    assert_eq!(dying("read a; kill -XCPU $$"), limit("time"));
    assert_eq!(dying("read a; kill -ABRT $$"), limit("memory"));
    assert_eq!(dying("read a; echo stack overflow >&2; kill -ABRT $$"), limit("depth"));
    assert!(matches!(dying("read a; exit 3"), DocumentError::Reader { .. }));
}

/// Files that cannot be read by anyone are refused before a child sees them.
#[test]
fn only_plain_files_of_a_fair_size_are_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = Reader::new(command(), Limits { file_bytes: 10, ..Limits::default() });
    assert!(matches!(reader.read(folder.path()).expect_err("a folder").error, DocumentError::Open { .. }));
    let path = folder.path().join("large.pdf");
    std::fs::write(&path, [b'x'; 11]).expect("written");
    assert_eq!(reader.read(&path).expect_err("large").error, DocumentError::TooLarge { bytes: 11, most: 10 });
}

#[test]
fn the_result_is_the_same_for_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    let documents = [
        ("a.pdf", made::pdf("GBK-EUC-H", &made::encoded(SENTENCE, encoding_rs::GBK))),
        ("b.pdf", made::old_pdf()),
        ("c.docx", made::numbered_docx()),
        ("d.docx", made::docx("<w:p>")),
        ("e.pdf", made::locked_pdf()),
        ("f.png", b"\x89PNG\r\n\x1a\n0000".to_vec()),
    ];
    for (name, bytes) in documents.iter().chain(&made::loops().into_iter().collect::<Vec<_>>()) {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        paths.push(path);
    }
    let one = Reader::new(command(), Limits::default());
    let alone: Vec<_> = paths.iter().map(|path| one.read(path)).collect();
    let many = Reader::new(command(), Limits::default());
    std::thread::scope(|scope| {
        for turn in 0..3 {
            let (many, paths, alone) = (&many, &paths, &alone);
            scope.spawn(move || {
                for at in 0..paths.len() {
                    let at = (at * (turn + 1) + turn) % paths.len();
                    assert_eq!(many.read(&paths[at]), alone[at], "{}", paths[at].display());
                }
            });
        }
    });
}

#[test]
fn memory_is_bounded_in_the_child() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("big.docx");
    std::fs::write(&path, made::docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "一".repeat(8 << 20))))
        .expect("written");
    let limits = Limits { memory_bytes: 64 << 20, text_chars: 100 << 20, ..Limits::default() };
    let refused = Reader::new(command(), limits).read(&path).expect_err("too much");
    assert!(matches!(refused.error, DocumentError::Limit { .. }), "{:?}", refused.error);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..proptest::prelude::ProptestConfig::with_cases(200) })]
    #[test]
    fn any_bytes_end_in_an_answer(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400), magic in 0..4_usize) {
        let start: &[u8] = [&b"%PDF-1.4\n"[..], b"PK\x03\x04", b"", b"\x89PNG\r\n"][magic];
        let _ = read_bytes("x", &[start, &bytes, b"%%EOF"].concat(), &Limits::default());
    }
}
