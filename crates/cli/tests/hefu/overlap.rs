//! `hefu overlap`, from files.

use std::fs;
use std::path::Path;

use hefu_text::script::to_hant_tw;
use serde_json::Value;

use crate::{refused, said, text};

/// Sentences that say something else for every `seed`.
fn prose(seed: usize, sentences: usize) -> String {
    let words = "水凝胶 支架 软骨 影像 诊断 网络 切片 时延 调度 算法 传感 芯片 薄膜 催化 电池 遥感 土壤 育种 预警 物流 基因 蛋白 靶点 样本";
    let words: Vec<&str> = words.split(' ').collect();
    let mut state = seed as u64 + 1;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[usize::try_from(state >> 33).expect("small") % words.len()]
    };
    (0..sentences)
        .map(|_| {
            format!(
                "以{}与{}为{}，使{}对{}的{}达到{}与{}。",
                word(),
                word(),
                word(),
                word(),
                word(),
                word(),
                word(),
                word()
            )
        })
        .collect()
}

fn lines(out: &Path) -> Vec<Value> {
    let text = fs::read_to_string(out.join("overlap.jsonl")).expect("written");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn pairs(out: &Path) -> Vec<(String, String, String)> {
    let name = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = lines(out).into_iter().filter(|line| line["kind"] == "pair");
    all.map(|line| (name(&line["a"]["document"]), name(&line["b"]["document"]), name(&line["relation"]))).collect()
}

#[test]
fn a_folder_is_compared_and_what_is_broken_costs_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let (documents, out) = (folder.path().join("in"), folder.path().join("out"));
    fs::create_dir_all(documents.join("T20-0002")).expect("made");
    let copied = prose(1, 12);
    fs::write(documents.join("M20-0001.txt"), format!("# 研究内容\n{}{copied}", prose(2, 10))).expect("written");
    fs::write(documents.join("T20-0002/計畫書.md"), to_hant_tw(&format!("{}{copied}", prose(3, 10)))).expect("written");
    fs::write(documents.join("T20-0002/附錄.txt"), to_hant_tw(&copied)).expect("written");
    fs::write(documents.join("M20-0003.txt"), prose(4, 30)).expect("written");
    fs::write(documents.join("broken.docx"), b"PK\x03\x04 and nothing more").expect("written");
    fs::write(documents.join("empty.pdf"), b"").expect("written");
    fs::write(documents.join("slides.pptx"), b"x").expect("written");
    let told = said(&["overlap", &text(&documents), "--out", &text(&out)]);
    assert!(
        told.contains("4 documents: 2 pairs stand out") && told.contains("3 files could not be compared"),
        "{told}"
    );
    assert_eq!(
        pairs(&out).iter().map(|(a, b, _)| format!("{a} {b}")).collect::<std::collections::BTreeSet<_>>(),
        ["M20-0001.txt T20-0002/計畫書.md", "M20-0001.txt T20-0002/附錄.txt"].map(str::to_owned).into()
    );
    let sections: Vec<_> =
        lines(&out)[0]["sections"][0].as_array().into_iter().flatten().map(|one| one["section"].clone()).collect();
    assert_eq!(sections, ["研究内容"]);
    let unread: Vec<_> =
        lines(&out).into_iter().filter(|line| line["kind"] == "unread").map(|line| line["file"].clone()).collect();
    assert_eq!(unread, ["slides.pptx", "broken.docx", "empty.pdf"]);
    let page = fs::read_to_string(out.join("overlap.html")).expect("written");
    assert!(page.contains("研究内容") && page.contains("broken.docx"));
    assert!(fs::read(out.join("overlap.xlsx")).expect("written").starts_with(b"PK"));
    let error = refused(&["overlap", &text(&documents), "--alert", "50", "--out", &text(&out)]);
    assert!(error.contains("--listing"), "{error}");
}

#[test]
fn an_index_spares_reading_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (documents, out, index) = (folder.path().join("in"), folder.path().join("out"), folder.path().join("2020.ovl"));
    fs::create_dir(&documents).expect("made");
    let copied = prose(1, 12);
    for n in 0..6 {
        fs::write(documents.join(format!("{n}.txt")), prose(n + 10, 8) + if n < 2 { &copied } else { "" })
            .expect("written");
    }
    let run = |more: &[&str]| {
        let (documents, out) = (text(&documents), text(&out));
        let mut arguments = vec!["overlap", documents.as_str(), "--out", out.as_str()];
        arguments.extend(more);
        let told = said(&arguments);
        (told, fs::read_to_string(Path::new(&out).join("overlap.jsonl")).expect("written"))
    };
    let at = text(&index);
    let (_, without) = run(&[]);
    let (told, first) = run(&["--index", &at]);
    assert!(told.contains("0 documents kept, 6 read"), "{told}");
    let (told, second) = run(&["--index", &at]);
    assert!(told.contains("6 documents kept, 0 read"), "{told}");
    assert_eq!([&without, &first], [&first, &second]);
    // One has changed, one is gone, one is new.
    fs::write(documents.join("3.txt"), prose(99, 9) + &copied).expect("written");
    fs::remove_file(documents.join("5.txt")).expect("removed");
    fs::write(documents.join("7.txt"), prose(98, 9)).expect("written");
    let (told, grown) = run(&["--index", &at, "--threads", "1"]);
    assert!(told.contains("4 documents kept, 2 read"), "{told}");
    assert_eq!(grown, run(&["--threads", "2"]).1);

    // Another folder against the index, then against a damaged one.
    let other = folder.path().join("other");
    fs::create_dir(&other).expect("made");
    fs::write(other.join("new.txt"), prose(97, 9) + &copied).expect("written");
    said(&["overlap", &text(&other), "--against", &at, "--out", &text(&out)]);
    assert_eq!(pairs(&out).into_iter().map(|(a, b, _)| (a, b)).collect::<Vec<_>>().len(), 3);
    let mut bytes = fs::read(&index).expect("readable");
    bytes[200] ^= 1;
    fs::write(&index, bytes).expect("written");
    let error = refused(&["overlap", &text(&other), "--against", &at, "--out", &text(&out)]);
    assert!(error.contains("2020.ovl") && error.contains("damaged"), "{error}");
    let error = refused(&["overlap", &text(&documents), "--index", &at, "--out", &text(&out)]);
    assert!(error.contains("2020.ovl") && error.contains("delete it"), "{error}");
}

#[test]
fn a_proposal_copied_into_the_other_script_is_caught_in_the_sample_world() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sample, round, documents, out) = (
        folder.path().join("sample"),
        folder.path().join("round"),
        folder.path().join("in"),
        folder.path().join("out"),
    );
    said(&["sample", "write", "--size", "small", "--out", &text(&sample)]);
    let sides = ["mainland", "hongkong", "taiwan"].map(|side| format!("{side}={}", text(&sample.join(side))));
    let mut arguments = vec!["round", "--guide", "hkmt-2020", "--as-of", "2020-09-01T12:00[Asia/Shanghai]"];
    sides.iter().for_each(|side| arguments.extend(["--side", side]));
    let to = text(&round);
    arguments.extend(["--out", &to]);
    said(&arguments);
    fs::create_dir(&documents).expect("made");
    // The words of each application, as its proposal.
    let applications = fs::read_to_string(round.join("applications.jsonl")).expect("written");
    let mut proposals: Vec<(String, String)> = Vec::new();
    for line in applications.lines() {
        let application: Value = serde_json::from_str(line).expect("JSON");
        let mut words = Vec::new();
        collect(&application, &mut words);
        // Sentences of its own beside those that applications share by their form.
        words.push(prose(100 + proposals.len(), 30));
        proposals.push((application["id"]["number"].as_str().expect("a number").to_owned(), words.join("\n")));
    }
    let pairs_of_round = fs::read_to_string(round.join("pairs.jsonl")).expect("written");
    let source = proposals.iter().max_by_key(|(_, words)| words.len()).expect("applications").clone();
    let partners: Vec<&str> =
        pairs_of_round.lines().filter(|line| line.contains(&format!("\"{}\"", source.0))).collect();
    let copy = proposals
        .iter()
        .position(|(number, _)| number.starts_with('T') && !partners.iter().any(|line| line.contains(number.as_str())))
        .expect("an application of Taiwan that is not its partner");
    let own = prose(5, 20);
    proposals[copy].1 = format!("{}\n{}", to_hant_tw(&own), to_hant_tw(&source.1));
    for (number, words) in &proposals {
        fs::write(documents.join(format!("{number}.txt")), words).expect("written");
    }
    let pairs_file = text(&round.join("pairs.jsonl"));
    said(&["overlap", &text(&documents), "--guide", "hkmt-2020", "--pairs", &pairs_file, "--out", &text(&out)]);
    let found = pairs(&out);
    let names = [format!("{}.txt", source.0), format!("{}.txt", proposals[copy].0)];
    let caught = found.iter().find(|(a, b, _)| names.contains(a) && names.contains(b));
    assert_eq!(caught.map(|(.., relation)| relation.as_str()), Some("none"), "{names:?} among {found:?}");
}

/// The texts of a value that read like prose.
fn collect(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) if text.chars().count() >= 12 && !text.is_ascii() => out.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, out)),
        Value::Object(members) => members.values().for_each(|value| collect(value, out)),
        _ => {}
    }
}
