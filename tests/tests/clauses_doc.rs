//! `docs/clauses.md`: every clause with the rule, the test and the page that honour it, or the work it waits for.
//! Written anew with `HEFU_BLESS=1 cargo test -p hefu-tests clauses_doc`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use hefu_words::Lang;

fn root() -> PathBuf {
    std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are")).join("..")
}

#[derive(serde::Deserialize)]
struct Work {
    title: String,
    clauses: Vec<String>,
    waits: String,
}

fn open_work() -> BTreeMap<String, Work> {
    let text = std::fs::read_to_string(root().join("docs/open-work.toml")).expect("docs/open-work.toml is readable");
    toml::from_str(&text).expect("docs/open-work.toml is valid")
}

/// Test functions by the clause ids they mention, as `room › function`.
fn tests_by_clause(ids: &BTreeSet<String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in sources(&root()) {
        let text = std::fs::read_to_string(&file).expect("source is readable");
        let room = room(&file);
        let mut rest = text.as_str();
        while let Some(at) = rest.find("#[test]") {
            let after = &rest[at + 7..];
            let body = after.split("#[test]").next().unwrap_or(after);
            let before = rest[..at].rsplit("\n\n").next().unwrap_or_default();
            let name = body.split("fn ").nth(1).and_then(|s| s.split('(').next()).unwrap_or_default().trim();
            for id in ids {
                if mentions(body, id) || mentions(before, id) {
                    out.entry(id.clone()).or_default().insert(format!("{room} › {name}"));
                }
            }
            rest = after;
        }
    }
    out
}

fn mentions(text: &str, id: &str) -> bool {
    text.match_indices(id).any(|(at, _)| {
        let bounded = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-');
        bounded(text[..at].chars().next_back()) && bounded(text[at + id.len()..].chars().next())
    })
}

fn room(file: &Path) -> String {
    let path = file.strip_prefix(root()).unwrap_or(file);
    let mut parts = path.components().map(|c| c.as_os_str().to_string_lossy().into_owned());
    match parts.next().as_deref() {
        Some("crates") => parts.next().unwrap_or_default(),
        Some(other) => other.to_owned(),
        None => String::new(),
    }
}

fn sources(root: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut stack = vec![root.join("crates"), root.join("tests")];
    while let Some(folder) = stack.pop() {
        for entry in std::fs::read_dir(&folder).expect("folder is readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "target" && name != "node_modules") {
                    stack.push(path);
                }
            } else if path.extension().is_some_and(|ext| ext == "rs") && !path.ends_with("clauses_doc.rs") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn document() -> (String, Vec<String>) {
    let guide = hefu_guide::builtin("hkmt-2020").expect("the 2020 guide is built in");
    let ids: BTreeSet<String> = guide.clauses.iter().map(|clause| clause.id.clone()).collect();
    let tests = tests_by_clause(&ids);
    let work = open_work();
    let mut bare = Vec::new();
    let mut out = String::from(
        "# The 82 clauses of the 2020 guide\n\nGenerated; do not edit. Each clause with the rules it carries, the tests that \
         hold them, the page of the report that shows its results, and the work it still waits for.\n",
    );
    for clause in &guide.clauses {
        let rules: Vec<_> = clause.rules.iter().filter_map(|n| guide.rules.get(*n)).collect();
        let _ = write!(out, "\n## {} · {}\n\n> {}\n\n", clause.id, kind(clause.kind), clause.text);
        for rule in &rules {
            let sentence = hefu_guide::sentence(rule, &guide, Lang::En);
            let _ = writeln!(out, "- Rule `{}`: {sentence}", rule.id);
        }
        for content in guide.content_of(&clause.id, Lang::En) {
            let _ = writeln!(out, "- Content: {content}");
        }
        let held = tests.get(&clause.id);
        for test in held.into_iter().flatten() {
            let _ = writeln!(out, "- Test: {test}");
        }
        let _ = writeln!(out, "- Page: report `#/clause/{}`", clause.id);
        let waits: Vec<_> = work.values().filter(|w| w.clauses.contains(&clause.id)).collect();
        for wait in &waits {
            let _ = writeln!(out, "- Waits for: *{}*. {}", wait.title, wait.waits);
        }
        if held.is_none() && waits.is_empty() {
            bare.push(clause.id.clone());
        }
    }
    (out, bare)
}

fn kind(kind: hefu_guide::model::ClauseKind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[test]
fn every_clause_is_honoured_or_named_as_open() {
    let (_, bare) = document();
    assert!(bare.is_empty(), "neither a test nor open work for {bare:?}");
    assert_eq!(hefu_guide::builtin("hkmt-2020").expect("built in").clauses.len(), 82);
}

#[test]
fn open_work_names_only_clauses_there_are() {
    let guide = hefu_guide::builtin("hkmt-2020").expect("built in");
    for work in open_work().values() {
        for id in &work.clauses {
            assert!(guide.clause(id).is_some(), "docs/open-work.toml names {id}");
        }
    }
}

#[test]
fn the_generated_page_is_current() {
    let (document, _) = document();
    let path = root().join("docs/clauses.md");
    if std::env::var_os("HEFU_BLESS").is_some() {
        std::fs::write(&path, &document).expect("docs/clauses.md can be written");
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == document, "docs/clauses.md is stale: HEFU_BLESS=1 cargo test -p hefu-tests clauses_doc");
}
