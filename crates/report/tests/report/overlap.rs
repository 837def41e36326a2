//! The report of a small comparison.

use hefu_overlap::{Corpus, Document, Known, Options, Outcome, Relation, Relations, Section, Span, compare};
use hefu_report::{Overlap, Unread, overlap_jsonl, overlap_page, overlap_workbook};
use hefu_words::{Lang, Message};

const COPIED: &str = "本项目面向软骨缺损修复的临床需求，研制力学性能可调的可降解水凝胶支架，阐明支架降解与组织再生之间的匹配机制，\
建立覆盖材料表征、细胞相容性与大动物实验的评价方法。通过微流控技术制备载药微球，实现生长因子的分阶段释放，并以数字孪生模型\
预测植入后的应力分布，为个体化设计提供依据。项目将完成不少于三种配方的筛选，形成可供临床转化的工艺规程与质量标准。";
const OTHER: &str = "本項目面向軟骨缺損修復的臨床需求，研製力學性能可調的可降解水凝膠支架，闡明支架降解與組織再生之間的匹配機制，\
建立覆蓋材料表徵、細胞相容性與大動物實驗的評價方法。通過微流控技術製備載藥微球，實現生長因子的分階段釋放，並以數字孿生模型\
預測植入後的應力分佈，為個體化設計提供依據。項目將完成不少於三種配方的篩選，形成可供臨床轉化的工藝規程與質量標準。";

fn document(id: &str, before: &str, text: &str) -> Document {
    let whole = format!("{before}\n{text}\n完");
    let at = |length: usize| u32::try_from(length).expect("short");
    let section = Section {
        title: "二、<研究内容>".to_owned(),
        span: Span { start: at(before.len() + 1), end: at(whole.len()) },
    };
    Document { id: id.to_owned(), application: id.to_owned(), tag: String::new(), text: whole, sections: vec![section] }
}

fn corpus() -> Corpus {
    let documents = vec![
        document("M20-0001.docx", "一、立项依据与以往工作的总结见附件一。", COPIED),
        document("T20-0007.pdf", "壹、前言：<script>alert(1)</script>", OTHER),
        document("M20-0002.docx", "一、完全不同的另一份申请，谈的是近海风电的并网稳定性。", "没有重合。"),
    ];
    Corpus::new(documents, &Known::default()).expect("sound documents")
}

fn compared(corpus: &Corpus, relations: &Relations) -> Outcome {
    compare(corpus.shelf(), None, relations, &Options::default(), &()).expect("not stopped")
}

fn with_report<T>(relations: &Relations, look: impl FnOnce(&Overlap<'_>) -> T) -> T {
    let corpus = corpus();
    let outcome = compared(&corpus, relations);
    let unread = [Unread { file: "scan.pdf".to_owned(), reason: Message::new("overlap-empty-text") }];
    let options = Options::default();
    look(&Overlap {
        own: corpus.shelf(),
        against: None,
        outcome: &outcome,
        options: &options,
        known: 3,
        unread: &unread,
    })
}

#[test]
fn the_lines_of_a_small_comparison() {
    let lines = with_report(&Relations::default(), overlap_jsonl).expect("lines");
    let values: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a value a line")).collect();
    insta::assert_json_snapshot!(values);
}

#[test]
fn places_in_the_lines_count_characters() {
    let lines = with_report(&Relations::default(), overlap_jsonl).expect("lines");
    let pair: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap_or_default()).expect("a pair");
    let corpus = corpus();
    for (number, side, text) in [(0, "a", "text_a"), (2, "b", "text_b")] {
        let passage = &pair["passages"][0];
        let place = |end: &str| usize::try_from(passage[side][end].as_u64().unwrap_or(0)).expect("short");
        let cut: String =
            corpus.shelf().text(number).chars().skip(place("start")).take(place("end") - place("start")).collect();
        assert_eq!(passage[text], cut);
    }
}

#[test]
fn the_page_holds_both_sides_in_every_language_and_nothing_runs() {
    let page = with_report(&Relations::default(), |report| overlap_page(report, Lang::ZhHantHk));
    assert!(page.starts_with("<!doctype html>\n<html lang=\"zh-Hant-HK\">"));
    assert!(page.contains("软骨缺损修复") && page.contains("軟骨缺損修復"));
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "what a document says stays text");
    assert!(page.contains("二、&lt;研究内容&gt;") && page.contains("scan.pdf"));
    for outside in ["src=\"http", "href=\"http", "@import", "url("] {
        assert!(!page.contains(outside), "the page fetches nothing: {outside}");
    }
    for lang in Lang::ALL {
        assert!(page.contains(&Message::new("overlap-lead").text(lang)), "{}", lang.tag());
    }
    assert!(!page.contains('⟦'), "every sentence is in the catalogue");
}

#[test]
fn halves_of_one_project_stand_apart() {
    let mut relations = Relations::default();
    relations.put("M20-0001.docx", "T20-0007.pdf", Relation::JointHalves);
    let page = with_report(&relations, |report| overlap_page(report, Lang::En));
    let head = page.find(&Message::new("overlap-halves-head").text(Lang::En));
    let lead = page.find(&Message::new("overlap-halves-lead").text(Lang::En));
    assert!(head.is_some() && lead > head);
    let figure = |key: &str| {
        let word = page.find(&format!("<span>{}", Message::new(key).text(Lang::En)));
        let span = format!("<span class=\"t\" lang=\"en\">{}", Message::new(key).text(Lang::En));
        let at = word.or_else(|| page.find(&span)).expect("the figure is there");
        page[..at].rsplit("<b>").next().and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned()
    };
    assert_eq!([figure("overlap-alerts"), figure("overlap-listings")], ["0", "0"]);
}

#[test]
fn the_workbook_holds_the_pair() {
    use calamine::{Reader as _, Xlsx};
    let make =
        || with_report(&Relations::default(), |report| overlap_workbook(report, Lang::ZhHans)).expect("a workbook");
    let bytes = make();
    assert_eq!(bytes, make(), "the same comparison gives the same bytes");
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("XLSX");
    assert_eq!(book.sheet_names(), ["重合对", "重合段落", "文件", "通用文字", "未读取"]);
    let sheet = book.worksheet_range("重合对").expect("a sheet");
    assert_eq!(sheet.height(), 2);
    let cell = |column| sheet.get_value((1, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!([cell(0), cell(1)], ["M20-0001.docx", "T20-0007.pdf"]);
    assert_eq!(cell(3), "列出", "162 units are listed and below an alert");
}
