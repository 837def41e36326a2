//! CSV files: encodings, separators, line breaks.

use encoding_rs::{BIG5, GB18030, UTF_16LE};
use hefu_dossier::FileFormat;

use crate::made::{errors, folder, numbers, only, read, with_key};

const HANS: &str =
    "申请编号,指南方向,项目名称,牵头单位\r\n20200012,1.1,基于人工智能的阿尔茨海默病早期诊断研究,清河大学\r\n";
const HANT: &str =
    "申請編號,指南方向,計畫名稱,執行機構\r\n109-001,1.2,可穿戴式生理訊號監測與健康管理系統,北嶼科技大學\r\n";

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn one(bytes: &[u8], side: &str) -> (String, &'static str, usize) {
    let read = read(folder(&[("applications.csv", bytes)]).path(), side);
    assert_eq!(errors(&read).len(), 0, "{:#?}", read.intake.problems);
    let file = &read.files[0];
    assert_eq!(file.format, FileFormat::Csv);
    (
        read.intake.applications[0].title.own.clone(),
        file.encoding.expect("an encoding"),
        with_key(&read, "dossier-encoding-guessed").len(),
    )
}

#[test]
fn each_encoding_is_found_and_named() {
    let hans = "基于人工智能的阿尔茨海默病早期诊断研究".to_owned();
    let hant = "可穿戴式生理訊號監測與健康管理系統".to_owned();
    let with_mark = [b"\xEF\xBB\xBF".to_vec(), HANS.as_bytes().to_vec()].concat();
    let with_wide_mark = [b"\xFF\xFE".to_vec(), utf16(HANT)].concat();
    let (gb, big5) = (GB18030.encode(HANS).0.into_owned(), BIG5.encode(HANT).0.into_owned());
    assert_eq!(UTF_16LE.name(), "UTF-16LE");
    assert_eq!(one(HANS.as_bytes(), "mainland"), (hans.clone(), "UTF-8", 0));
    assert_eq!(one(&with_mark, "mainland"), (hans.clone(), "UTF-8", 0));
    assert_eq!(one(&with_wide_mark, "taiwan"), (hant.clone(), "UTF-16LE", 0));
    assert_eq!(one(&utf16(HANT), "taiwan").0, hant);
    let (title, encoding, _) = one(&gb, "mainland");
    assert_eq!((title, encoding), (hans, "gb18030"));
    let (title, encoding, _) = one(&big5, "taiwan");
    assert_eq!((title, encoding), (hant, "Big5"));
}

#[test]
fn traditional_text_in_gb18030_is_not_taken_for_big5() {
    let bytes = GB18030.encode(HANT).0.into_owned();
    let (title, encoding, _) = one(&bytes, "taiwan");
    assert_eq!((title.as_str(), encoding), ("可穿戴式生理訊號監測與健康管理系統", "gb18030"));
}

#[test]
fn what_fits_no_encoding_is_refused_with_the_byte() {
    let mut bytes = HANS.as_bytes().to_vec();
    bytes.extend([b'a', 0xFF, 0xFF, 0x80, b'\n']);
    let read = read(
        folder(&[("applications.csv", &bytes), ("units.csv", "申请编号,所属方,单位名称\n".as_bytes())]).path(),
        "mainland",
    );
    let problem = only(&read, "dossier-undecodable");
    assert_eq!(problem.args["utf8"], (HANS.len() + 1).to_string());
    assert!(problem.found.starts_with("FF"), "{}", problem.found);
}

#[test]
fn separators_quotes_and_line_breaks_keep_rows_where_a_person_counts_them() {
    let text =
        "申请编号;指南方向;项目名称;开始日期\n1;1.1;\"两行的\n题目；含“分号”;和引号\"\"\";2021-01-01\n\n2;1.1;乙;坏\n";
    let read = read(folder(&[("applications.csv", text.as_bytes())]).path(), "mainland");
    assert_eq!(read.files[0].separator, Some(';'));
    assert_eq!(numbers(&read), ["1", "2"]);
    assert_eq!(read.intake.applications[0].title.own, "两行的\n题目；含“分号”;和引号\"");
    // Header 1, the quoted row 2, a blank row 3, the faulty one 4.
    assert_eq!(only(&read, "dossier-date-not-a-date").cell.row, Some(4));
    for mark in ["\t", "|"] {
        let text = HANS.replace(',', mark);
        let read = crate::made::read(folder(&[("applications.csv", text.as_bytes())]).path(), "mainland");
        assert_eq!(numbers(&read), ["20200012"], "{mark:?}");
    }
    let text = format!("sep=;\n{}", HANS.replace(',', ";"));
    let read = crate::made::read(folder(&[("applications.csv", text.as_bytes())]).path(), "mainland");
    assert_eq!(read.intake.applications[0].origin.row, Some(3));
}

#[test]
fn one_file_for_each_kind_by_name_or_by_header() {
    let read = read(
        folder(&[
            ("applications.csv", HANS.as_bytes()),
            ("人员.csv", "申请编号,所属方,姓名,项目角色\n20200012,内地,李文清,负责人\n".as_bytes()),
            ("export-7.csv", "申请编号,所属方,单位名称,单位性质\n20200012,内地,清河医院,医院\n".as_bytes()),
        ])
        .path(),
        "mainland",
    );
    let application = &read.intake.applications[0];
    assert_eq!(application.people[0].name, "李文清");
    let names: Vec<&str> = application.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names, ["清河大学", "清河医院"]);
}
