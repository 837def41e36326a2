//! `hefu evidence`.

use std::path::{Path, PathBuf};

use crate::{hefu, said, text};

fn put(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, content).expect("written");
    path
}

/// The exit code, standard output and standard error.
fn judged(claims: &Path, out: &Path) -> (Option<i32>, String, String) {
    let output = hefu(&["evidence", &text(claims), "--out", &text(out)]);
    let read = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), read(&output.stdout), read(&output.stderr))
}

const CLAIMS: &str = r#"
[[claim]]
id = "latency"
says = "端到端时延≤10 ms（p99）"
clause = "5G-1"
figure = "latency"
table = "latency.csv"
at-most = "10 ms"
percentile = "99"
latency-unit = "ms"

[[claim]]
id = "auc"
clause = "BIO-HEALTH-8"
figure = "auc"
table = "model.csv"
equals = "0.91"

[[claim]]
id = "effect"
clause = "BIO-HEALTH-5"
figure = "mean-difference"
table = "effect.csv"
equals = "-6.5"
comparison = "b"
level = "95"

[[claim]]
id = "database"
clause = "BIO-HEALTH-9"
figure = "against-dictionary"
table = "sample.csv"
dictionary = "dictionary.csv"
at-most = "0"

[[claim]]
id = "cells"
clause = "BIO-REGEN-3"
figure = "batches-outside"
table = "batches.csv"
limits = "limits.csv"
at-most = "0"

[[claim]]
id = "tea"
clause = "5G-9"
figure = "broken-chains"
table = "log.csv"
production = "采收"
product = "成品"
at-most = "0"
"#;

fn tables(at: &Path) {
    let mut latency = "时延（ms）\n".to_owned();
    latency.push_str(&"3.5\n".repeat(98));
    latency.push_str("14.2\n31\n");
    put(at, "latency.csv", &latency);
    let model = "结局,预测概率\n1,0.9\n1,0.8\n1,0.7\n1,0.6\n1,0.15\n0,0.45\n0,0.4\n0,0.3\n0,0.2\n0,0.1\n";
    put(at, "model.csv", model);
    put(at, "effect.csv", "group,value\na,5\na,7\na,9\nb,10\nb,12\nb,14\n");
    put(at, "dictionary.csv", "字段,最小值,最大值\n收缩压,50,260\n");
    put(at, "sample.csv", "收缩压,备注\n120,\n999,x\n");
    put(at, "limits.csv", "检测项目,下限\n活率,90\n");
    put(at, "batches.csv", "批号,活率\nB-01,95.2\nB-02,88.9\n");
    put(at, "log.csv", "编号,上一记录,环节,时间\nH1,,采收,2021-03-01\nP1,W1,包装,2021-03-02\nQ1,P1,成品,2021-03-03\n");
}

#[test]
fn each_claim_is_answered_with_both_numbers_and_the_places() {
    // BIO-HEALTH-5, BIO-HEALTH-8, BIO-HEALTH-9, BIO-REGEN-3, 5G-1, 5G-9: each claim that its table does not bear out is told
    // with both numbers or with the place.
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    tables(at);
    let claims = put(at, "claims.toml", CLAIMS);
    let out = at.join("out");
    let (code, told, _) = judged(&claims, &out);
    assert_eq!(code, Some(1), "{told}");
    let line = |what: &str| told.lines().find(|line| line.contains(what)).unwrap_or_else(|| panic!("{what}: {told}"));
    for (claim, both) in [
        ("端到端时延≤10 ms（p99）", ["10 ms", "14.2 ms"]),
        ("auc —", ["0.91", "0.84"]),
        ("effect —", ["-6.5", "-5"]),
        ("database —", ["at most 0", "recomputed 2"]),
        ("cells —", ["at most 0", "recomputed 1"]),
        ("tea —", ["at most 0", "recomputed 1"]),
    ] {
        let line = line(claim);
        assert!(line.starts_with("[not reached]") && both.iter().all(|number| line.contains(number)), "{line}");
    }
    assert!(line("column “备注” is not declared").contains("row 1"), "{told}");
    assert!(line("999 is above").contains("row 3"), "{told}");
    assert!(line("Batch B-02 is outside").contains("88.9"), "{told}");
    assert!(line("breaks at link 2").contains("W1"), "{told}");
    assert!(told.contains("0 of 6 claims reached, 6 not reached, 0 cannot be told"), "{told}");
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("evidence.json")).expect("written")).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(6));
    assert_eq!(json[0]["read"][0]["sha256"].as_str().map(str::len), Some(64));
    let page = std::fs::read_to_string(out.join("evidence.html")).expect("written");
    assert!(page.contains("14.2 ms") && page.contains("<svg class=\"evidence-picture\""));
    judged(&claims, &at.join("again"));
    for file in ["evidence.html", "evidence.json"] {
        let read = |folder: &str| std::fs::read(at.join(folder).join(file)).expect("written");
        assert!(read("out") == read("again"), "{file} differs");
    }
}

#[test]
fn the_code_says_whether_all_is_reached_and_what_cannot_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    tables(at);
    let out = at.join("out");
    let claim = |more: &str| format!("[[claim]]\nid = \"a\"\nfigure = \"auc\"\ntable = \"model.csv\"\n{more}\n");
    let (code, told, _) = judged(&put(at, "c.toml", &claim("at-least = \"0.8\"")), &out);
    assert_eq!(code, Some(0), "{told}");
    let (code, told, _) = judged(&put(at, "c.toml", &claim("")), &out);
    assert!(code == Some(1) && told.contains("[cannot be told]") && told.contains("State at-least"), "{told}");
    let other =
        claim("at-least = \"0.8\"") + &claim("at-least = \"0.8\"").replace("\"a\"", "\"b\"").replace("model", "gone");
    let (code, told, wrong) = judged(&put(at, "c.toml", &other), &out);
    assert!(code == Some(1) && wrong.contains("gone.csv"), "{wrong}");
    assert!(told.contains("[reached] a") && told.contains("[cannot be told] b"), "one table costs one claim: {told}");
    let (code, _, wrong) = judged(&put(at, "c.toml", &claim("at-least = 0.8")), &at.join("none"));
    assert!(code == Some(2) && wrong.contains("quotes") && wrong.contains("line 5"), "{wrong}");
    assert!(!at.join("none").exists(), "nothing is written where nothing is judged");
    assert_eq!(judged(&at.join("absent.toml"), &out).0, Some(2));
    assert_eq!(hefu(&["evidence"]).status.code(), Some(2));
}

#[test]
fn a_template_is_filled_in_and_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for kind in ["model", "effect", "network", "sample", "batches", "trace"] {
        let file = at.join(format!("{kind}.xlsx"));
        said(&["--lang", "zh-Hant-TW", "evidence", "--template", kind, "--out", &text(&file)]);
        assert!(std::fs::read(&file).expect("written").starts_with(b"PK"));
        assert_eq!(
            hefu(&["evidence", "--template", kind, "--out", &text(&file)]).status.code(),
            Some(2),
            "not over it"
        );
    }
    let claims = "[[claim]]\nid = \"a\"\nfigure = \"auc\"\ntable = \"model.xlsx\"\nat-least = \"1\"\n\
        [[claim]]\nid = \"b\"\nfigure = \"batches\"\ntable = \"batches.xlsx\"\nlimits = \"batches.xlsx\"\nat-least = \"1\"\n";
    let (code, told, wrong) = judged(&put(at, "c.toml", claims), &at.join("out"));
    assert_eq!(code, Some(1));
    assert!(told.contains("model.xlsx has no rows"), "headings are known, explanations are no rows: {told}");
    assert!(wrong.contains("several sheets (batches, limits)"), "{wrong}");
}
