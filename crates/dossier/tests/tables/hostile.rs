//! Files made to hurt: each costs itself and nothing else.

use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use hefu_dossier::grid::xlsx;
use hefu_dossier::{ReadError, SideContext, TableLimits, read_side};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use crate::made::{book, errors, folder, guide, numbers, only, read, sheet, try_read};

/// The archive with one part changed.
pub fn rewrite(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("a part");
        let name = entry.name().expect("a name").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("content");
        if name == part {
            let text = String::from_utf8(content).expect("text");
            let changed = change(text.clone());
            assert_ne!(text, changed, "{part} was not changed");
            content = changed.into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).expect("a part");
        out.write_all(&content).expect("content");
    }
    out.finish().expect("an archive").into_inner()
}

fn good() -> Vec<u8> {
    book(vec![sheet("申请", &[&["申请编号", "指南方向", "项目名称"], &["1", "1.1", "甲"]])])
}

#[test]
fn a_bomb_is_refused_before_it_is_opened_and_the_rest_goes_on() {
    let mut bomb = zip::ZipWriter::new(Cursor::new(Vec::new()));
    bomb.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).expect("a part");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..300 {
        bomb.write_all(&zeros).expect("content");
    }
    let bomb = bomb.finish().expect("an archive").into_inner();
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    let good = good();
    let read = read(folder(&[("a.xlsx", &bomb), ("b.xlsx", &good)]).path(), "mainland");
    assert_eq!(only(&read, "dossier-workbook-unpacked").cell.file.as_ref(), "a.xlsx");
    assert_eq!(numbers(&read), ["1"]);
}

#[test]
fn limits_on_cells_parts_and_size_name_what_is_too_much() {
    let limits = TableLimits { cells: 3, ..TableLimits::default() };
    let file: Arc<str> = Arc::from("a.xlsx");
    let go_on = AtomicBool::new(false);
    let book = xlsx::read(&file, &good(), &limits, &go_on).expect("the workbook itself is fine");
    assert_eq!(book.troubles[0].1.key, "dossier-too-many-cells");
    let limits = TableLimits { entries: 2, ..TableLimits::default() };
    assert_eq!(
        xlsx::read(&file, &good(), &limits, &go_on).expect_err("too many parts").key,
        "dossier-workbook-entries"
    );
}

#[test]
fn a_cell_far_to_the_right_costs_no_memory_and_is_named() {
    let mut far = sheet("申请", &[&["申请编号", "指南方向", "项目名称"], &["1", "1.1", "甲"]]);
    far.write_string(1_048_575, 16_383, "远").expect("the last cell there is");
    let bytes = book(vec![far]);
    let read = read(folder(&[("a.xlsx", &bytes)]).path(), "mainland");
    assert_eq!(only(&read, "dossier-too-many-columns").found, "远");
    assert_eq!(numbers(&read), ["1"]);
}

#[test]
fn one_long_text_shared_by_many_cells_is_not_multiplied() {
    let mut shared = sheet("申请", &[&["申请编号", "指南方向", "项目名称"]]);
    let long = "长".repeat(10_000);
    for row in 1..=2_000u32 {
        shared.write_string(row, 2, &long).expect("a cell");
    }
    let limits = TableLimits { unpacked_bytes: 8 << 20, ..TableLimits::default() };
    let file: Arc<str> = Arc::from("a.xlsx");
    let read =
        xlsx::read(&file, &book(vec![shared]), &limits, &AtomicBool::new(false)).expect("the file itself is small");
    assert_eq!(read.troubles[0].1.key, "dossier-too-many-cells");
}

#[test]
fn cells_far_to_the_right_count_with_what_lies_before_them() {
    let mut wide = sheet("申请", &[&["申请编号", "指南方向", "项目名称"]]);
    for row in 1..=100u32 {
        wide.write_string(row, 500, "远").expect("a cell");
    }
    let limits = TableLimits { cells: 10_000, ..TableLimits::default() };
    let file: Arc<str> = Arc::from("a.xlsx");
    let read =
        xlsx::read(&file, &book(vec![wide]), &limits, &AtomicBool::new(false)).expect("the file itself is small");
    assert_eq!(read.troubles[0].1.key, "dossier-too-many-cells");
}

#[test]
fn a_documents_folder_outside_is_refused() {
    let made = folder(&[("b.xlsx", &good()), ("side.toml", b"[files]\ndocuments = \"../..\"\n")]);
    let read = read(made.path(), "mainland");
    assert_eq!(only(&read, "dossier-file-outside").cell.column.as_deref(), Some("files.documents"));
    assert_eq!(read.documents, made.path().join("documents"));
}

#[test]
fn old_locked_truncated_and_foreign_files_are_told_apart() {
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].repeat(64);
    let whole = good();
    let cut = &whole[..whole.len() / 2];
    let broken = rewrite(&whole, "xl/worksheets/sheet1.xml", |xml| {
        xml.split("<row r=\"2\"").next().unwrap_or_default().to_owned()
    });
    // The parser multiplies row numbers without looking; whatever it does, only this file is lost.
    let beyond =
        rewrite(&whole, "xl/worksheets/sheet1.xml", |xml| xml.replace("<row r=\"2\"", "<row r=\"99999999999\""));
    let read = read(
        folder(&[
            ("a.xlsx", &old),
            ("b.xlsx", cut),
            ("c.xlsx", b"no workbook"),
            ("d.xlsx", &broken),
            ("e.xlsx", &beyond),
            ("f.xlsx", &whole),
        ])
        .path(),
        "mainland",
    );
    let keys: Vec<(&str, &str)> = errors(&read).iter().map(|one| (one.cell.file.as_ref(), one.key.as_str())).collect();
    assert_eq!(
        keys[..4],
        [
            ("a.xlsx", "dossier-workbook-old-or-locked"),
            ("b.xlsx", "dossier-workbook-damaged"),
            ("c.xlsx", "dossier-workbook-damaged"),
            ("d.xlsx", "dossier-sheet-damaged"),
        ]
    );
    assert_eq!(numbers(&read), ["1"]);
}

#[test]
fn an_endless_csv_line_and_an_endless_json_line_cost_themselves() {
    let mut csv = String::from("申请编号,指南方向,项目名称\n1,1.1,甲\n2,1.1,");
    csv.push_str(&"长".repeat(150_000));
    csv.push_str("\n3,1.1,丙\n");
    let mut json = br#"{"id":{"side":"mainland","number":"8"}}"#.to_vec();
    json.push(b'\n');
    json.extend(std::iter::repeat_n(b'[', 5 << 20));
    json.extend(b"\n{\"id\":{\"side\":\"mainland\",\"number\":\"9\"}}\n");
    let read = read(folder(&[("applications.csv", csv.as_bytes()), ("more.jsonl", &json)]).path(), "mainland");
    assert_eq!(numbers(&read), ["1", "2", "3", "8", "9"]);
    assert_eq!(only(&read, "dossier-cell-too-long").cell.row, Some(3));
    assert_eq!(only(&read, "dossier-line-too-long").cell.row, Some(2));
}

#[test]
fn deep_json_is_a_fault_and_no_crash() {
    let deep = format!("{}{}\n", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let read = read(folder(&[("a.jsonl", deep.as_bytes())]).path(), "mainland");
    assert_eq!(only(&read, "dossier-json-syntax").cell.row, Some(1));
}

#[test]
fn problems_are_bounded_in_number() {
    let mut csv = String::from("申请编号,指南方向,项目名称,开始日期\n");
    for number in 0..500 {
        csv.push_str(&format!("{number},1.1,甲,没有\n"));
    }
    let (guide, side) = (guide(), "mainland".into());
    let limits = TableLimits { problems: 20, ..TableLimits::default() };
    let made = folder(&[("applications.csv", csv.as_bytes())]);
    let context = SideContext { guide: &guide, side: &side };
    let read = read_side(made.path(), &context, &limits, &|_| {}, &AtomicBool::new(false)).expect("readable");
    assert_eq!(read.intake.problems.len(), 21);
    assert_eq!(read.intake.problems[20].args["count"], "480");
    assert_eq!(read.intake.applications.len(), 500);
}

#[test]
fn reading_can_be_stopped() {
    let (guide, side, made) = (guide(), "mainland".into(), folder(&[("a.xlsx", &good())]));
    let context = SideContext { guide: &guide, side: &side };
    let stopped = read_side(made.path(), &context, &TableLimits::default(), &|_| {}, &AtomicBool::new(true));
    assert!(matches!(stopped, Err(ReadError::Cancelled)));
}

#[cfg(unix)]
#[test]
fn a_table_that_is_a_link_is_not_followed() {
    let outside = folder(&[("secret.csv", "申请编号,指南方向,项目名称\n1,1.1,甲\n".as_bytes())]);
    let made =
        folder(&[("b.xlsx", &good()), ("side.toml", b"[files]\ntables = [\"a.csv\", \"b.xlsx\", \"../x.csv\"]\n")]);
    std::os::unix::fs::symlink(outside.path().join("secret.csv"), made.path().join("a.csv")).expect("a link");
    let read = try_read(made.path(), "mainland").expect("readable");
    assert_eq!(crate::made::with_key(&read, "dossier-file-outside").len(), 2);
    assert_eq!(numbers(&read), ["1"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever bytes stand in the files, reading ends and says something.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), name in 0usize..3) {
        let name = ["a.csv", "a.jsonl", "a.xlsx"][name];
        let made = folder(&[(name, &bytes)]);
        let read = try_read(made.path(), "taiwan").expect("the folder is there");
        prop_assert!(read.intake.applications.len() <= bytes.len());
    }

    /// A workbook with damaged bytes is read or refused.
    #[test]
    fn damaged_workbooks_never_stop_the_reader(at in 0usize..8_000, with in any::<u8>()) {
        let mut bytes = good();
        let place = at % bytes.len();
        bytes[place] ^= with;
        let made = folder(&[("a.xlsx", &bytes)]);
        prop_assert!(try_read(made.path(), "mainland").is_ok());
    }

    /// Any text in any column of a sheet with known headers becomes a value or a problem.
    #[test]
    fn any_cell_text_is_a_value_or_a_problem(cells in prop::collection::vec("\\PC{0,12}", 13)) {
        let head = "申请编号,指南方向,主题,项目名称,项目英文名称,开始日期,结束日期,执行月数,合作方申请编号,状态,提交时间,协议签署日期,申请经费（万元）\n";
        let mut writer = csv::Writer::from_writer(head.as_bytes().to_vec());
        writer.write_record(&cells).expect("a record");
        let bytes = writer.into_inner().expect("bytes");
        let read = try_read(folder(&[("applications.csv", &bytes)]).path(), "mainland").expect("readable");
        prop_assert!(read.intake.applications.len() <= 1);
    }
}
