//! The report of the evidence bench on a few claims.

use hefu_evidence::{Judged, Table, TableName, Tables, claims, judge};
use hefu_report::{evidence_json, evidence_page};
use hefu_words::{Lang, Message};

const CLAIMS: &str = r#"
[[claim]]
id = "auc"
says = "AUC 0.91 <b>外部验证</b>"
clause = "BIO-HEALTH-8"
figure = "auc"
table = "model.csv"
equals = "0.91"

[[claim]]
id = "latency"
figure = "latency"
table = "model.csv"
at-most = "10"

[[claim]]
id = "batches"
figure = "batches-outside"
table = "batches.csv"
limits = "limits.csv"
at-most = "1"
"#;

fn table(text: &str) -> Table {
    let mut lines = text.lines();
    let heading = lines.next().unwrap_or_default().split('|').map(str::to_owned).collect();
    let mut table = Table::new(heading, 1);
    for (row, line) in (2u32..).zip(lines) {
        table.push(row, line.split('|'));
    }
    table
}

fn judged() -> Vec<Judged> {
    let mut tables = Tables::default();
    for (file, text) in [
        ("model.csv", "outcome|prediction\n1|0.9\n1|0.2\n0|0.3\n0|0.1"),
        ("limits.csv", "indicator|least|most\nx|1|2"),
        ("batches.csv", "batch|x\n<script>alert(1)</script>|3\nB2|1.5"),
    ] {
        tables.0.insert(TableName { file: file.to_owned(), sheet: None }, table(text));
    }
    claims(CLAIMS).expect("sound claims").iter().map(|claim| judge(claim, &tables)).collect()
}

#[test]
fn the_page_holds_both_numbers_and_the_pictures_in_every_language_and_nothing_runs() {
    let judged = judged();
    let page = evidence_page(&judged, Lang::ZhHantHk);
    assert!(page.starts_with("<!doctype html>\n<html lang=\"zh-Hant-HK\">"));
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;") && page.contains("&lt;b&gt;外部验证"));
    for outside in ["src=\"http", "href=\"http", "@import", "url("] {
        assert!(!page.contains(outside), "the page fetches nothing: {outside}");
    }
    for lang in Lang::ALL {
        assert!(page.contains(&Message::new("evidence-lead").text(lang)), "{}", lang.tag());
    }
    assert!(!page.contains('⟦') && !page.contains("{$"), "every sentence is in the catalogue and filled");
    let (svg, tables) = (page.matches("<svg class=\"evidence-picture\"").count(), page.matches("<figcaption").count());
    assert_eq!((svg, tables), (3, 3), "two of the model, one of the batches");
    for caption in page.split("aria-labelledby=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("<figcaption id=\"{caption}\">")), "{caption}");
    }
    assert_eq!(page, evidence_page(&judged, Lang::ZhHantHk), "the same answers give the same bytes");
}

#[test]
fn the_words_of_the_page() {
    let page = evidence_page(&judged(), Lang::En);
    let main = page.split("<main id=\"main\">").nth(1).unwrap_or_default();
    // What a reader of English sees, line by line: other languages and drawings left out.
    let mut seen = String::new();
    for (at, piece) in main.split("<span class=\"t\" lang=\"").enumerate() {
        let (tag, rest) = if at == 0 { ("en", piece) } else { piece.split_once("\">").unwrap_or(("en", piece)) };
        seen.push_str(if tag == "en" { rest } else { rest.split_once("</span>").map_or("", |(_, after)| after) });
    }
    let mut text = String::new();
    let mut rest = seen.as_str();
    while let Some((before, after)) = rest.split_once("<svg") {
        text.push_str(before);
        rest = after.split_once("</svg>").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let plain: String = text
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words))
        .collect::<Vec<_>>()
        .join("\n");
    let lines: Vec<&str> = plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_same_stands_in_the_json() {
    let text = evidence_json(&judged()).expect("JSON");
    let value: serde_json::Value = serde_json::from_str(&text).expect("it parses");
    assert_eq!(value[0]["verdict"], "not_reached");
    assert_eq!(value[0]["recomputed"]["shown"], "0.75");
    assert_eq!(value[0]["claimed"]["written"], "0.91");
    assert!(value[1]["verdict"]["cannot_tell"].as_array().is_some_and(|why| why.len() >= 2), "{}", value[1]["verdict"]);
    assert_eq!(value[2]["verdict"], "reached", "one batch outside, at most one claimed");
    assert!(value[0]["sentence"]["zh-Hans"].as_str().is_some_and(|text| text.contains("0.75")));
}
