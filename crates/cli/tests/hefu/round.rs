//! `hefu sample` and `hefu round`: the small world from files to reports.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::{refused, said, text};

const AS_OF: &str = "2020-09-01T12:00[Asia/Shanghai]";

fn sample(folder: &Path) {
    said(&["sample", "write", "--size", "small", "--out", &text(folder)]);
}

fn round(sample: &Path, out: &Path, more: &[&str]) -> String {
    let sides: Vec<String> =
        ["mainland", "hongkong", "taiwan"].map(|side| format!("{side}={}", text(&sample.join(side)))).to_vec();
    let mut arguments = vec!["round", "--guide", "hkmt-2020", "--as-of", AS_OF];
    for side in &sides {
        arguments.extend(["--side", side]);
    }
    let out = text(out);
    arguments.extend(["--out", &out]);
    arguments.extend(more);
    said(&arguments)
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the results").flatten();
    entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("readable")))
        .collect()
}

fn lines(folder: &Path, name: &str) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(folder.join(name)).expect("written");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_small_world_is_found_in_full_and_alike_on_one_and_two_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sample_folder, one, two) =
        (folder.path().join("sample"), folder.path().join("one"), folder.path().join("two"));
    sample(&sample_folder);
    round(&sample_folder, &one, &["--threads", "1"]);
    round(&sample_folder, &two, &["--threads", "2"]);
    let (one_files, two_files) = (files(&one), files(&two));
    assert!(one_files.len() >= 10, "{:?}", one_files.keys());
    for (name, bytes) in &one_files {
        assert!(two_files.get(name) == Some(bytes), "{name} depends on threads");
    }
    let score = said(&["sample", "score", "--sample", &text(&sample_folder), "--round", &text(&one)]);
    assert!(!score.is_empty());
}

#[test]
fn faulty_files_cost_themselves_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sample_folder, before, after) =
        (folder.path().join("sample"), folder.path().join("a"), folder.path().join("b"));
    sample(&sample_folder);
    round(&sample_folder, &before, &[]);
    let mainland = sample_folder.join("mainland");
    fs::write(mainland.join("broken.xlsx"), b"PK\x03\x04 not a workbook").expect("written");
    fs::write(mainland.join("noise.csv"), [0xff_u8, 0xfe, 0x00, 0xd8, 0x00].repeat(200)).expect("written");
    fs::write(mainland.join("cut.jsonl"), "{\"id\": {\"side\": \"mainland\"").expect("written");
    round(&sample_folder, &after, &[]);
    assert_eq!(lines(&before, "applications.jsonl").len(), lines(&after, "applications.jsonl").len());
    assert_eq!(lines(&before, "pairs.jsonl").len(), lines(&after, "pairs.jsonl").len());
}

#[test]
fn a_ruling_is_applied_with_who_when_and_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sample_folder, before, after) =
        (folder.path().join("sample"), folder.path().join("a"), folder.path().join("b"));
    sample(&sample_folder);
    round(&sample_folder, &before, &[]);
    let open = lines(&before, "findings.jsonl")
        .into_iter()
        .find(|line| line["outcome"] == "person")
        .expect("something to rule");
    let id = open["id"].as_str().expect("an id");
    let rulings = folder.path().join("rulings.jsonl");
    let ruling = serde_json::json!({"finding": id, "answer": "met", "who": "示例审查员", "when": "2020-09-02T09:00:00+08:00", "why": "原件核对无误"});
    fs::write(&rulings, format!("{ruling}\n")).expect("written");
    round(&sample_folder, &after, &["--rulings", &text(&rulings)]);
    let ruled = lines(&after, "findings.jsonl").into_iter().find(|line| line["id"] == id).expect("the finding");
    assert_eq!(ruled["outcome"], "pass");
    assert_eq!(ruled["ruled"]["before"], "person");
    assert_eq!(ruled["ruled"]["ruling"]["why"], "原件核对无误");
}

#[test]
fn a_partner_known_only_from_a_list_is_read_unsigned() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sample_folder, out) = (folder.path().join("sample"), folder.path().join("out"));
    sample(&sample_folder);
    fs::remove_file(sample_folder.join("hongkong/side.toml")).expect("there");
    fs::remove_dir_all(sample_folder.join("hongkong/documents")).expect("there");
    round(&sample_folder, &out, &[]);
    let void = lines(&out, "applications.jsonl")
        .into_iter()
        .filter(|line| line["direction"] == "1.1" && line["standing"] == "void_one_sided")
        .count();
    assert_eq!(void, 0, "without the partner's own closing statement nothing is void (R-10a)");
}

#[test]
fn wrong_arguments_are_refused_with_a_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = text(&folder.path().join("out"));
    let here = text(folder.path());
    let one = format!("mainland={here}");
    assert!(
        refused(&["round", "--guide", "hkmt-2020", "--side", &one, "--as-of", AS_OF, "--out", &out])
            .contains("at least two")
    );
    let two = format!("atlantis={here}");
    assert!(
        refused(&["round", "--guide", "hkmt-2020", "--side", &one, "--side", &two, "--as-of", AS_OF, "--out", &out])
            .contains("hongkong")
    );
    assert!(
        refused(&["round", "--guide", "hkmt-2020", "--side", "mainland", "--as-of", AS_OF, "--out", &out])
            .contains("SIDE=FOLDER")
    );
    assert!(
        refused(&["round", "--guide", "hkmt-2020", "--side", &one, "--as-of", "yesterday", "--out", &out])
            .contains("2020-09-01T12:00")
    );
}
