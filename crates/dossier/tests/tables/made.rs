//! Folders and workbooks made for a test.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use hefu_application::{Problem, Severity, SideId};
use hefu_dossier::{ReadError, SideContext, SideRead, TableLimits, read_side};
use hefu_guide::Guide;
use rust_xlsxwriter::{Workbook, Worksheet};

pub fn guide() -> Guide {
    hefu_guide::builtin("hkmt-2020").expect("the built-in guide compiles")
}

pub fn try_read(folder: &Path, side: &str) -> Result<SideRead, ReadError> {
    let (guide, side) = (guide(), SideId::from(side));
    let context = SideContext { guide: &guide, side: &side };
    read_side(folder, &context, &TableLimits::default(), &|_| {}, &AtomicBool::new(false))
}

pub fn read(folder: &Path, side: &str) -> SideRead {
    try_read(folder, side).expect("the folder can be read")
}

pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folder made");
        fs::write(path, bytes).expect("file written");
    }
    folder
}

/// A sheet of texts.
pub fn sheet(name: &str, rows: &[&[&str]]) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).expect("a sheet name");
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write_string(row, column, *cell).expect("a cell");
            }
        }
    }
    sheet
}

pub fn book(sheets: Vec<Worksheet>) -> Vec<u8> {
    let mut book = Workbook::new();
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().expect("a workbook")
}

pub fn read_book(sheets: Vec<Worksheet>, side: &str) -> SideRead {
    let bytes = book(sheets);
    read(folder(&[("applications.xlsx", &bytes)]).path(), side)
}

pub fn errors(read: &SideRead) -> Vec<&Problem> {
    read.intake.problems.iter().filter(|problem| problem.severity == Severity::Error).collect()
}

pub fn with_key<'r>(read: &'r SideRead, key: &str) -> Vec<&'r Problem> {
    read.intake.problems.iter().filter(|problem| problem.key == key).collect()
}

pub fn only<'r>(read: &'r SideRead, key: &str) -> &'r Problem {
    let found = with_key(read, key);
    assert_eq!(found.len(), 1, "{key} among {:#?}", read.intake.problems);
    found[0]
}

pub fn numbers(read: &SideRead) -> Vec<&str> {
    read.intake.applications.iter().map(|one| one.id.number.as_str()).collect()
}
