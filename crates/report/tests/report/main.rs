//! Reports of a tiny round made in memory: two offices, one pair that agrees but for regional wording, one one-sided
//! application.

mod evidence;
mod overlap;
mod world;

use std::io::Cursor;

use hefu_print::Fonts;
use hefu_report::{FormCheckError, form_check, html, jsonl, workbook};
use hefu_words::{Lang, keys};

#[test]
fn the_page_holds_the_data_and_nothing_from_outside() {
    let world = world::World::new();
    let page = html(&world.round()).expect("a page");
    assert!(page.starts_with("<!doctype html>"));
    for outside in ["http-equiv", "<link rel=\"stylesheet\"", "src=\"http", "href=\"http", "@import", "url("] {
        assert!(!page.contains(outside), "the page fetches nothing: {outside}");
    }
    assert!(page.contains("M20-0001") && page.contains("H20-0001"));
    assert_eq!(page, html(&world.round()).expect("a page"), "the same round gives the same bytes");
}

#[test]
fn hostile_titles_stay_text() {
    let mut world = world::World::new();
    let evil = "</script><script>alert(1)</script><!--<b>";
    world.intakes[0].applications[0].title.own = evil.to_owned();
    let page = html(&world.round()).expect("a page");
    assert!(!page.contains("<script>alert(1)"), "no title becomes a script");
    assert!(!page.contains("<!--<b>"));
}

#[test]
fn every_key_the_scripts_use_is_in_the_catalogue() {
    let known = keys("zh-Hans");
    let scripts = [
        include_str!("../../assets/core.js"),
        include_str!("../../assets/parts.js"),
        include_str!("../../assets/pages.js"),
        include_str!("../../assets/main.js"),
    ];
    let mut seen = 0;
    for script in scripts {
        for (at, _) in script.match_indices("ui(\"") {
            let key = script[at + 4..].split('"').next().unwrap_or_default();
            let whole =
                script[at + 4 + key.len()..].starts_with("\")") || script[at + 4 + key.len()..].starts_with("\",");
            let full = format!("report-{key}");
            let there = if whole { known.contains(&full) } else { known.iter().any(|k| k.starts_with(&full)) };
            assert!(there, "{full}");
            seen += 1;
        }
    }
    assert!(seen > 60, "the scan finds the keys: {seen}");
}

#[test]
fn the_workbook_of_a_side_speaks_its_script_and_holds_only_its_rows() {
    use calamine::{Reader as _, Xlsx};
    let world = world::World::new();
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(workbook(&world.round(), "hongkong").expect("a workbook")))
            .expect("reads back");
    let names = book.sheet_names();
    assert!(names.contains(&"申請".to_owned()) && names.contains(&"一致性比對".to_owned()), "{names:?}");
    let rows = book.worksheet_range("申請").expect("a sheet");
    let numbers: Vec<String> = rows.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(numbers, ["H20-0001"]);
    assert!(workbook(&world.round(), "nowhere").is_err());
}

#[test]
fn lines_parse_back_and_quote_the_guide() {
    let world = world::World::new();
    let findings = jsonl::findings(&world.round()).expect("lines");
    let mut quoted = 0;
    for line in findings.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
        for lang in Lang::ALL {
            let text = value["text"][lang.tag()].as_str().unwrap_or_default();
            assert!(!text.is_empty() && !text.contains('⟦'), "{line}");
        }
        quoted += usize::from(!value["sentence"].as_str().unwrap_or_default().is_empty());
    }
    assert!(quoted > 0);
    assert_eq!(jsonl::applications(&world.round()).expect("lines").lines().count(), 3);
    assert_eq!(jsonl::pairs(&world.round()).expect("lines").lines().count(), 2);
}

#[test]
fn the_form_check_table_is_a_pdf_in_the_sides_script() {
    let world = world::World::new();
    let fonts = Fonts::load(&Fonts::system_folders()).expect("the fonts are installed");
    let one = form_check(&world.round(), "mainland", &fonts).expect("a PDF");
    assert!(one.starts_with(b"%PDF-"));
    assert_eq!(one, form_check(&world.round(), "mainland", &fonts).expect("a PDF"), "the same bytes");
    assert!(matches!(form_check(&world.round(), "nowhere", &fonts), Err(FormCheckError::NoSuchSide(_))));
}

#[test]
fn region_words_fit_the_direction() {
    let world = world::World::new();
    for side in ["mainland", "hongkong"] {
        let lines = jsonl::findings(&world.round()).expect("lines");
        for line in lines.lines().filter(|line| line.contains("\"pair\"") && line.contains("1.1")) {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let text = value["text"].to_string();
            assert!(!text.contains("大陆") && !text.contains("大陸"), "{side}: {text}");
        }
    }
}
