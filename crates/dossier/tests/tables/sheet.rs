//! Tables written out: types kept, nothing that a spreadsheet program would run.

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use hefu_dossier::sheet::{Head, Sheet, SheetCell, harmless};
use jiff::civil::date;

fn sheet() -> Sheet {
    let head = |label: &str| Head { label: label.to_owned(), width: 12.0 };
    Sheet {
        name: "申请清单 [1]".to_owned(),
        heads: vec![head("编号"), head("=名称"), head("次数"), head("时间")],
        rows: vec![
            vec![
                SheetCell::Text("M-1".to_owned()),
                SheetCell::Text("=HYPERLINK(\"http://x\",\"看\")".to_owned()),
                SheetCell::Number(-3),
                SheetCell::Instant(date(2020, 5, 1).at(10, 30, 0, 0)),
            ],
            vec![
                SheetCell::Text("-12.5".to_owned()),
                SheetCell::Text("两行\n文字, \"引号\"".to_owned()),
                SheetCell::Number(9_007_199_254_740_993),
                SheetCell::Empty,
            ],
        ],
    }
}

#[test]
fn what_would_be_run_is_made_text_and_numbers_are_left_alone() {
    for risky in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-", "+852-1234"] {
        assert_eq!(harmless(risky), format!("'{risky}"));
    }
    for plain in ["-3", "+3.5", "0", "-12.50", "文字", "a=b", "", "3-4"] {
        assert_eq!(harmless(plain), plain);
    }
}

#[test]
fn csv_reads_back_as_it_was() {
    let bytes = sheet().csv().expect("written");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.starts_with('\u{feff}') && text.contains("\r\n"));
    let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(reader.headers().expect("a heading").iter().collect::<Vec<_>>(), ["编号", "'=名称", "次数", "时间"]);
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows[0], ["M-1", "'=HYPERLINK(\"http://x\",\"看\")", "-3", "2020-05-01 10:30:00"]);
    assert_eq!(rows[1], ["-12.5", "两行\n文字, \"引号\"", "9007199254740993", ""]);
}

#[test]
fn a_workbook_keeps_types_and_the_same_table_gives_the_same_bytes() {
    let made = date(2020, 5, 1).at(0, 0, 0, 0);
    let bytes = sheet().xlsx(made).expect("written");
    assert_eq!(bytes, sheet().xlsx(made).expect("written"));
    let mut book: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let name = book.sheet_names().first().cloned().expect("a sheet");
    assert_eq!(name, "申请清单 1");
    assert!(book.worksheet_formula(&name).expect("read").is_empty(), "no cell is a formula");
    let range = book.worksheet_range(&name).expect("read");
    let at = |row, column| range.get((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(at(1, 1), Data::String("=HYPERLINK(\"http://x\",\"看\")".to_owned()));
    assert_eq!(at(1, 2), Data::Float(-3.0));
    assert!(matches!(at(1, 3), Data::DateTime(_)), "{:?}", at(1, 3));
    assert_eq!(at(2, 0), Data::String("-12.5".to_owned()), "text stays text");
    assert_eq!(at(2, 2), Data::String("9007199254740993".to_owned()), "no digit is lost");
}
