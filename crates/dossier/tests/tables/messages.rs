//! Every problem and word has its sentence in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use hefu_words::{Arg, Lang, Message, keys, text};

use crate::made::{read_book, sheet};

fn sources(folder: &Path, out: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "document") {
                sources(&path, out);
            }
        } else if path.file_name().is_some_and(|name| name != "document.rs") {
            out.push_str(&fs::read_to_string(path).expect("a source"));
        }
    }
}

fn used() -> BTreeSet<String> {
    let mut source = String::new();
    sources(
        &std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
            .join("src"),
        &mut source,
    );
    let mut used: BTreeSet<String> = source
        .split('"')
        .filter(|part| part.starts_with("dossier-"))
        .filter(|part| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        .map(str::to_owned)
        .collect();
    used.extend((1..=9).map(|number| format!("dossier-template-note-{number}")));
    used
}

#[test]
fn each_key_has_a_sentence_and_each_sentence_a_use() {
    let used = used();
    assert!(used.len() > 80, "{}", used.len());
    for folder in ["zh-Hans", "zh-Hant", "en"] {
        let known: BTreeSet<String> = keys(folder).into_iter().filter(|key| key.starts_with("dossier-")).collect();
        let missing: Vec<_> = used.difference(&known).collect();
        assert!(missing.is_empty(), "{folder} lacks {missing:?}");
        let idle: Vec<_> = known.difference(&used).collect();
        assert!(idle.is_empty(), "{folder}: nothing says {idle:?}");
    }
}

#[test]
fn blanks_are_the_same_in_every_language() {
    let blanks = |lang: Lang, key: &str| {
        let marks: BTreeMap<String, Arg> =
            ["found", "file", "sheet", "row", "column", "choices", "limit", "others", "reason"]
                .into_iter()
                .map(|name| (name.to_owned(), Arg::Text(format!("‹{name}›"))))
                .collect();
        let shown = text(lang, key, &marks);
        marks.keys().filter(|name| shown.contains(&format!("‹{name}›"))).cloned().collect::<Vec<_>>()
    };
    for key in used() {
        let first = blanks(Lang::ZhHans, &key);
        for lang in Lang::ALL {
            assert_eq!(blanks(lang, &key), first, "{key} in {lang}");
        }
    }
}

#[test]
fn a_problem_reads_as_a_sentence_with_its_remedy() {
    let read = read_book(
        vec![sheet("申请", &[&["申请编号", "指南方向", "项目名称", "开始日期"], &["1", "1.1", "甲", "01/02/2021"]])],
        "mainland",
    );
    let problem = &read.intake.problems[0];
    let mut message = Message::new(problem.key.as_str()).with("found", problem.found.as_str());
    for (name, value) in &problem.args {
        message = message.with(name, value.as_str());
    }
    assert_eq!(message.text(Lang::ZhHans), "“01/02/2021”可以是 2021-02-01，也可以是 2021-01-02。请写成其中之一。");
    assert_eq!(message.text(Lang::ZhHantTw), "「01/02/2021」可以是 2021-02-01，也可以是 2021-01-02。請寫成其中之一。");
    assert_eq!(message.text(Lang::En), "“01/02/2021” can be 2021-02-01 or 2021-01-02. Write it as one of these.");
}
