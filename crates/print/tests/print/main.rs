//! Documents printed, and read back by a reader that is not ours. The names of tests that need one end in `with_poppler`, by
//! which `./test --without=pdf` leaves them out.

mod reading;

use hefu_print::{Align, Column, Document, Fonts, PrintError, Signature, Table, Text, Tone, pdf};
use hefu_words::Lang;
use proptest::prelude::*;
use reading::poppler;

fn fonts() -> &'static Fonts {
    static FONTS: std::sync::OnceLock<Fonts> = std::sync::OnceLock::new();
    FONTS.get_or_init(|| {
        Fonts::load(&Fonts::system_folders()).expect("the packages fonts-noto-cjk and fonts-dejavu-core are installed")
    })
}

fn document(lang: Lang) -> Document {
    let at = "2020-09-01T12:00[Asia/Shanghai]".parse().expect("an instant with its zone");
    Document::new(lang, "test-1", at, "联合资助项目申请 聯合資助項目申請")
}

/// One of everything.
fn whole(lang: Lang) -> Document {
    let mut document = document(lang);
    document.own_lang(Lang::ZhHantTw).subtitle("Direction 1.1").running("H20-0001").mark("Sample").author("Office");
    document.heading(1, "Fields").fields([("Title", Text::own("骨關節再生醫學")), ("Empty", Text::default())]);
    document.heading(2, "Rows");
    let mut table = Table::new([
        Column::fixed(20, "Number"),
        Column::share(3, "Name"),
        Column::share(1, "Amount").align(Align::End),
        Column::fixed(12, "Met").align(Align::Middle),
    ]);
    for number in 1..=90 {
        let amount = format!("{number},000.00");
        table.row([Text::own(format!("H-{number}")), "陳大文".into(), amount.into(), Text::new("×").tone(Tone::Bad)]);
    }
    table.row(["too few"]).row(["a", "b", "c", "d", "one too many"]);
    document.table(table).spans([Text::new("○ ").tone(Tone::Open), Text::new("met").tone(Tone::Soft)]).note("A note.");
    document.signature(Signature {
        signer: "徵集部門".into(),
        key_name: "hongkong.example/journal".into(),
        key_id: "3f0a91c2".into(),
        text: "— hongkong.example/journal 3f0a91c2AbCd\nAnother line".into(),
    });
    document.fields([("Digest", Text::mono("0123456789abcdef".repeat(4)))]);
    document.verbatim("0123456789abcdef".repeat(20)).blanks(["Checked by", "Date"]);
    document
}

#[test]
fn the_same_document_gives_the_same_bytes_in_every_language() {
    for lang in Lang::ALL {
        let one = pdf(&whole(lang), fonts()).expect("a PDF");
        assert!(one.starts_with(b"%PDF-1.7"));
        assert_eq!(one, pdf(&whole(lang), fonts()).expect("a PDF"), "{lang}");
    }
}

#[test]
fn documents_set_side_by_side_are_the_same_as_one_after_the_other() {
    let alone: Vec<_> = Lang::ALL.map(|lang| pdf(&whole(lang), fonts()).expect("a PDF")).into();
    let together: Vec<_> = std::thread::scope(|scope| {
        let threads = Lang::ALL.map(|lang| scope.spawn(move || pdf(&whole(lang), fonts()).expect("a PDF")));
        threads.into_iter().map(|thread| thread.join().expect("it ends")).collect()
    });
    assert!(alone == together);
}

#[test]
fn heads_are_repeated_and_pages_are_numbered_with_poppler() {
    let text = poppler("pdftotext", &["-layout"], &pdf(&whole(Lang::En), fonts()).expect("a PDF"));
    let pages: Vec<_> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() > 2, "{}", pages.len());
    for (at, page) in pages.iter().enumerate() {
        assert!(
            page.split_whitespace().collect::<String>().ends_with(&format!("{}/{}", at + 1, pages.len())),
            "{page}"
        );
        assert!(page.lines().any(|line| line.contains("H20-0001") && line.contains("Sample")), "{page}");
        let rows = page.lines().filter(|line| line.trim_start().starts_with("H-")).count();
        assert!(rows == 0 || page.contains("Amount"), "a head on each page of the table: {page}");
    }
    assert!(text.contains(&"0123456789abcdef".repeat(4)), "a digest stands on one line and is copied whole: {text}");
    assert!(text.contains("Signed by") && text.contains("3f0a91c2AbCd"), "{text}");
}

#[test]
fn the_file_says_its_title_language_and_standard_with_poppler() {
    for (lang, tag) in [(Lang::ZhHans, "zh-CN"), (Lang::ZhHantHk, "zh-HK"), (Lang::ZhHantTw, "zh-TW"), (Lang::En, "en")]
    {
        let bytes = pdf(&whole(lang), fonts()).expect("a PDF");
        let info = poppler("pdfinfo", &["-isodates"], &bytes);
        assert!(
            info.contains("联合资助项目申请 聯合資助項目申請") && info.contains("Author:          Office"),
            "{info}"
        );
        assert!(info.contains("Tagged:          yes") && info.contains("2020-09-01T04:00:00Z"), "{info}");
        assert!(poppler("pdfinfo", &["-meta"], &bytes).contains("pdfaid:part>2<"), "{lang}");
        let raw = String::from_utf8_lossy(&bytes);
        assert!(
            raw.contains(&format!("/Lang({tag})")),
            "{lang}: {:?}",
            raw.find("/Lang").map(|at| raw.get(at..at + 20))
        );
        let fonts = poppler("pdffonts", &[], &bytes);
        let lines: Vec<_> = fonts.lines().skip(2).collect();
        assert!(!lines.is_empty());
        for line in lines {
            let words: Vec<_> = line.split_whitespace().rev().collect();
            assert_eq!(words.get(2..5), Some(["yes", "yes", "yes"].as_slice()), "embedded, a part, readable: {line}");
        }
    }
}

#[test]
fn data_travels_inside_as_pdf_a_3_with_poppler() {
    let mut with = whole(Lang::ZhHans);
    with.attach("minute.json", "application/json", "会议纪要数据", b"{\"a\":1}".to_vec());
    let bytes = pdf(&with, fonts()).expect("a PDF");
    assert!(poppler("pdfdetach", &["-list"], &bytes).contains("minute.json"));
    assert!(poppler("pdfinfo", &["-meta"], &bytes).contains("pdfaid:part>3<"));
    assert_eq!(reading::attached(&bytes), b"{\"a\":1}");
    with.attach("../../etc/passwd", "text/plain", "", Vec::new());
    assert!(matches!(pdf(&with, fonts()), Err(PrintError::Typesetting(_))));
}

#[test]
fn markup_stays_text_with_poppler() {
    let hostile = "#panic(\"x\") *bold* _it_ $x^2$ @ref <label> = head // no /* no */ \\ `raw` - + ~ -- \"'";
    let mut document = document(Lang::En);
    document.running(hostile).heading(1, hostile).paragraph(Text::own(hostile)).fields([(hostile, hostile)]);
    let mut table = Table::new([Column::share(1, hostile)]);
    table.row([hostile]);
    document.table(table).verbatim(hostile);
    let text = poppler("pdftotext", &["-raw"], &pdf(&document, fonts()).expect("a PDF"));
    let flat = text.split_whitespace().collect::<String>();
    assert_eq!(flat.matches(&hostile.split_whitespace().collect::<String>()).count(), 8, "{text}");
}

#[test]
fn rare_characters_are_shown_or_named_with_poppler() {
    let mut document = document(Lang::ZhHantHk);
    document.paragraph("堃喆煊𠮷𡃁㗎𨋢 é ü ǚ CO₂ m² ≤ α β");
    let text = poppler("pdftotext", &[], &pdf(&document, fonts()).expect("a PDF"));
    assert!(text.contains("堃喆煊𠮷𡃁㗎𨋢 é ü ǚ CO₂ m² ≤ α β") && !text.contains("U+"), "{text}");
    document.paragraph("\u{30000}\u{1f9ec}\u{e000}\u{202e}abc\u{202c}");
    let text = poppler("pdftotext", &[], &pdf(&document, fonts()).expect("a PDF"));
    assert!(text.contains("〔U+30000〕〔U+1F9EC〕〔U+E000〕abc") && text.contains("〔U+…〕"), "{text}");
}

#[test]
fn nothing_leaves_the_page_with_poppler() {
    let long = [
        "W".repeat(400),
        "！".repeat(300),
        "https://example.org/".to_owned() + &"a/b?c=d&".repeat(60),
        "字\u{a0}".repeat(200),
    ];
    let mut document = document(Lang::En);
    document.running(long[0].clone()).subtitle(long[0].clone());
    for text in &long {
        let mut table = Table::new((0..8).map(|_| Column::share(1, text.clone())));
        table.row((0..8).map(|_| text.clone()));
        document.heading(1, text.clone()).paragraph(text.clone()).fields([(text.clone(), text.clone())]);
        document.table(table).verbatim(text.clone()).blanks([text.clone(), text.clone()]);
    }
    let boxes = poppler("pdftotext", &["-bbox"], &pdf(&document, fonts()).expect("a PDF"));
    let words: Vec<f64> = boxes.lines().filter(|line| line.contains("<word")).filter_map(reading::right_edge).collect();
    assert!(words.len() > 500);
    // The empty half of a full-width stop may hang.
    let margin = (210.0 - 20.0) * 72.0 / 25.4 + 7.0;
    for edge in words {
        assert!(edge <= margin, "{edge} is beyond {margin}");
    }
}

#[test]
fn a_missing_font_names_its_package() {
    let empty = tempfile::tempdir().expect("a folder");
    let folders = [empty.path().to_owned()];
    let error = Fonts::load(&folders).err().expect("no fonts there").to_string();
    assert!(error.contains("fonts-noto-cjk") && error.contains("NotoSansCJK"), "{error}");
    assert!(Fonts::look(&folders).is_err() && Fonts::look(&Fonts::system_folders()).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_printed(texts in prop::collection::vec(any::<String>(), 1..8), marks in "[a-z字\u{300}-\u{36f}\u{fe00}-\u{fe0f}]{0,60}") {
        let mut document = document(Lang::ZhHantTw);
        let title = texts.join(" ");
        document.running(title.clone()).author(title.clone()).subtitle(title.clone()).heading(2, title.clone());
        document.paragraph(marks.clone()).fields(texts.iter().map(|text| (text.clone(), Text::mono(text.clone()))));
        let mut table = Table::new(texts.iter().map(|text| Column::share(1, text.clone())));
        table.row(texts.iter().map(|text| Text::own(text.clone()).tone(Tone::Strong)));
        document.table(table).verbatim(marks);
        let made = pdf(&document, fonts());
        prop_assert!(made.is_ok(), "{:?}", made.err());
    }
}
