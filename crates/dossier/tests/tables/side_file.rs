//! `side.toml`.

use hefu_dossier::{ReadError, SideFile};
use hefu_guide::model::SettingValue;

use crate::made::{folder, only, read, try_read, with_key};

const TABLE: &[u8] = "申请编号,指南方向,项目名称\n1,1.1,甲\n".as_bytes();
const FULL: &str = r#"
[side]
id = "hongkong"
authority = "創新科技署"
sample = true

[notice."1.1"]
number = "ITC-2020-07"
published = true
opens = "2020-03-01 09:00"
closes = 2020-04-30T24:00:00
basis = "內地與香港科技合作協議"

[settings]
R-7 = ["topic"]
R-10a = true

[closing]
made = "2020-05-06T10:00:00+08:00"
count = 1
last_number = "１"
digest = "AB"
"#;

#[test]
fn a_full_file_is_read() {
    let text = FULL.replace("closes = 2020-04-30T24:00:00", "closes = \"2020-04-30 24:00\"");
    let read = read(folder(&[("applications.csv", TABLE), ("side.toml", text.as_bytes())]).path(), "hongkong");
    assert!(read.intake.signed && read.sample && read.list.is_none());
    let notice = &read.intake.notices["1.1"];
    assert_eq!(
        (notice.number.as_deref(), notice.authority.as_deref(), notice.published),
        (Some("ITC-2020-07"), Some("創新科技署"), true)
    );
    let shown = |at: &Option<jiff::Zoned>| at.as_ref().map(ToString::to_string).unwrap_or_default();
    assert_eq!(shown(&notice.window.opens), "2020-03-01T09:00:00+08:00[Asia/Hong_Kong]");
    assert_eq!(shown(&notice.window.closes), "2020-05-01T00:00:00+08:00[Asia/Hong_Kong]");
    assert_eq!(read.settings["R-7"], SettingValue::List(vec!["topic".into()]));
    let closing = read.intake.closing.expect("a closing statement");
    assert_eq!((closing.count, closing.last_number.as_deref(), closing.digest.as_deref()), (1, Some("1"), Some("ab")));
}

#[test]
fn a_folder_without_it_is_an_unsigned_list() {
    let unsigned = read(folder(&[("applications.csv", TABLE)]).path(), "hongkong");
    assert!(!unsigned.intake.signed && unsigned.list.is_some());
    let stated = b"[list]\nunsigned = true\nentered_by = \"officer Wong\"\nfrom_date = \"2020-05-06\"\n";
    let read = read(folder(&[("applications.csv", TABLE), ("side.toml", stated)]).path(), "hongkong");
    let list = read.list.expect("how it came here");
    assert_eq!(
        (list.entered_by.as_deref(), list.from_date.map(|day| day.to_string()).as_deref()),
        (Some("officer Wong"), Some("2020-05-06"))
    );
    assert!(!read.intake.signed);
}

#[test]
fn what_cannot_be_read_stays_unset_and_is_named() {
    let text = "[notice.\"1.1\"]\nopens = \"2020-03-01\"\ncloses = \"2020-04-30 17:00\"\nzone = \"Asia/Beijing\"\n[notice.\"1.2\"]\nopens = \"2020-05-01 00:00\"\ncloses = \"2020-04-01 00:00\"\n";
    let read = read(folder(&[("applications.csv", TABLE), ("side.toml", text.as_bytes())]).path(), "mainland");
    assert_eq!(only(&read, "dossier-instant-no-time").cell.column.as_deref(), Some("notice.\"1.1\".opens"));
    assert_eq!(with_key(&read, "dossier-instant-zone").len(), 1);
    assert_eq!(with_key(&read, "dossier-window-reversed").len(), 1);
    assert!(read.intake.notices["1.1"].window.opens.is_none());
}

#[test]
fn a_broken_or_foreign_file_stops_with_its_reason() {
    let typo = folder(&[("applications.csv", TABLE), ("side.toml", b"[side]\nname = \"x\"\n")]);
    let Err(ReadError::Settings { file, reason }) = try_read(typo.path(), "mainland") else { panic!("refused") };
    assert_eq!(file, "side.toml");
    assert!(reason.contains("line 2") && reason.contains("name"), "{reason}");
    let other = folder(&[("applications.csv", TABLE), ("side.toml", b"[side]\nid = \"taiwan\"\n")]);
    assert!(matches!(try_read(other.path(), "mainland"), Err(ReadError::OtherSide { .. })));
    let empty = folder(&[("notes.txt", b"")]);
    assert!(matches!(try_read(empty.path(), "mainland"), Err(ReadError::NoTables { .. })));
    assert!(matches!(try_read(empty.path(), "atlantis"), Err(ReadError::NoSuchSide { .. })));
    assert!(matches!(try_read(&empty.path().join("none"), "mainland"), Err(ReadError::Folder { .. })));
}

#[test]
fn it_can_be_written_and_read_back() {
    let text = FULL.replace("closes = 2020-04-30T24:00:00", "closes = 2020-04-30T23:00:00+08:00");
    let file = SideFile::parse(&text).expect("readable");
    let again = SideFile::parse(&file.to_toml().expect("TOML")).expect("readable");
    assert_eq!(file, again);
}
