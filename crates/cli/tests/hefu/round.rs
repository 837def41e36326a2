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
    let mut unknown = ruling.clone();
    unknown["finding"] = "no-such-finding".into();
    fs::write(&rulings, format!("{ruling}\n{unknown}\n")).expect("written");
    let out = round(&sample_folder, &after, &["--rulings", &text(&rulings)]);
    assert!(out.contains("could not be applied: 1") && out.contains("2. no-such-finding"), "{out}");
    assert!(fs::read_to_string(after.join("report.html")).expect("written").contains("no-such-finding"));
    let ruled = lines(&after, "findings.jsonl").into_iter().find(|line| line["id"] == id).expect("the finding");
    assert_eq!(ruled["outcome"], "pass");
    assert_eq!(ruled["ruled"]["before"], "person");
    assert_eq!(ruled["ruled"]["ruling"]["why"], "原件核对无误");
}

/// A PDF of two pages: words on the first, nothing on the second (as a scan gives).
fn half_scanned() -> String {
    let words =
        "BT /F 12 Tf 60 700 Td (Cooperation agreement between the two lead units on joint research work.) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F 6 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let (mut out, mut table) = ("%PDF-1.4\n".to_owned(), "0000000000 65535 f \n".to_owned());
    for (number, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let at = out.len();
    out + &format!("xref\n0 7\n{table}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n")
}

#[test]
fn what_stands_on_a_page_that_could_not_be_read_is_not_held_against_anybody() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sample_folder, before, after) =
        (folder.path().join("sample"), folder.path().join("a"), folder.path().join("b"));
    sample(&sample_folder);
    round(&sample_folder, &before, &[]);
    let chosen = lines(&before, "applications.jsonl")
        .into_iter()
        .find(|line| {
            line["standing"] == "awaiting_ruling"
                && line["agreement"]["file"].as_str().is_some_and(|file| file.ends_with(".pdf"))
        })
        .expect("an application with an agreement in PDF");
    let side = chosen["id"]["side"].as_str().expect("a side");
    let file = chosen["agreement"]["file"].as_str().expect("a file");
    let path = ["documents", ""].map(|inner| sample_folder.join(side).join(inner).join(file));
    let path = path.iter().find(|path| path.is_file()).expect("the agreement");
    fs::write(path, half_scanned()).expect("written");
    round(&sample_folder, &after, &[]);
    let clause = if chosen["direction"] == "1.1" { "HK-14" } else { "TW-16" };
    let subject = lines(&after, "findings.jsonl")
        .into_iter()
        .filter(|line| line["clause"] == clause && line["subject"]["application"] == chosen["id"])
        .map(|line| line["outcome"].as_str().expect("an outcome").to_owned())
        .collect::<Vec<_>>();
    assert_eq!(subject, ["person"]);
    let report = fs::read_to_string(after.join("report.html")).expect("written");
    assert!(report.contains("No text was found on pages 2"), "the report tells which page was not read");
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
