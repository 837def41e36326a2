//! `tests/bad/*.md`, each with what the compiler says of it beside it. `HEFU_BLESS=1` writes the expectations anew; read
//! the difference before you commit it.

use std::fs;
use std::path::PathBuf;

use hefu_guide::compile;

fn folder(name: &str) -> PathBuf {
    std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
        .join("tests")
        .join(name)
}

fn fixtures(name: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder(name))
        .expect("the folder of fixtures is readable")
        .map(|entry| entry.expect("an entry is readable").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "md"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_bad_guide_is_refused_as_expected() {
    let bless = std::env::var_os("HEFU_BLESS").is_some();
    let files = fixtures("bad");
    assert!(files.len() >= 30, "only {} fixtures", files.len());
    let mut wrong = String::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a fixture is readable");
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let said = match compile(&name, &text, None) {
            Ok(_) => panic!("{name} compiles, but it is a bad guide"),
            Err(faults) => faults.plain(),
        };
        let expected = path.with_extension("txt");
        if bless {
            fs::write(&expected, &said).expect("an expectation is written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != said {
            wrong.push_str(&format!("{name} now says:\n{said}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_good_guide_compiles() {
    for path in fixtures("good") {
        let text = fs::read_to_string(&path).expect("a fixture is readable");
        if let Err(faults) = compile("good", &text, None) {
            panic!("{}:\n{}", path.display(), faults.plain());
        }
    }
}

/// Every fault shows as a compiler would show it: the renderer finds each label in the source.
#[test]
fn every_fault_can_be_rendered() {
    let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor());
    for path in fixtures("bad") {
        let text = fs::read_to_string(&path).expect("a fixture is readable");
        let Err(faults) = compile("bad", &text, None) else { continue };
        for fault in faults.iter() {
            let mut out = String::new();
            handler.render_report(&mut out, fault).expect("a report is rendered");
            assert!(out.lines().count() < 60, "a fault shows only its own places:\n{out}");
            assert!(out.contains(fault.message().split('`').next().unwrap_or_default().trim()), "{out}");
        }
    }
}
