//! `docs/formats/` says what the reader does. `HEFU_WRITE_DOCS=1 cargo test -p hefu-dossier documentation` writes the
//! generated parts anew.

use std::fs;
use std::path::PathBuf;

use hefu_dossier::formats::{application_schema, choice_tables, header_tables, mapping_schema, side_schema};
use hefu_dossier::mapping::Mapping;
use hefu_dossier::{SideFile, TableLimits};

fn docs(name: &str) -> PathBuf {
    PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
        .join("../../docs/formats")
        .join(name)
}

fn kept(name: &str, current: &str) {
    if std::env::var_os("HEFU_WRITE_DOCS").is_some() {
        fs::write(docs(name), current).expect("written");
    }
    let found = fs::read_to_string(docs(name)).unwrap_or_default();
    assert!(
        found == current,
        "docs/formats/{name} is out of date; write it with HEFU_WRITE_DOCS=1 cargo test -p hefu-dossier"
    );
}

fn with_part(name: &str, part: &str, current: &str) -> String {
    let text = fs::read_to_string(docs(name)).expect("the document");
    let (begin, end) = (format!("<!-- {part}: generated -->\n"), format!("<!-- {part}: end -->"));
    let (head, rest) = text.split_once(&begin).expect("a begin mark");
    let (_, tail) = rest.split_once(&end).expect("an end mark");
    format!("{head}{begin}\n{current}{end}{tail}")
}

#[test]
fn schemas_are_current() {
    kept("application.schema.json", &application_schema());
    kept("side.schema.json", &side_schema());
    kept("mapping.schema.json", &mapping_schema());
}

#[test]
fn header_and_choice_tables_are_current() {
    kept("workbook.md", &with_part("workbook.md", "headers", &header_tables()));
    kept("workbook.md", &with_part("workbook.md", "choices", &choice_tables()));
}

/// The fenced blocks of a document in one language.
fn blocks(name: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(docs(name)).expect("the document");
    let mark = format!("```{language}\n");
    text.split(&mark).skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block.to_owned()).collect()
}

#[test]
fn the_examples_are_read() {
    let sides = blocks("side-toml.md", "toml");
    assert!(!sides.is_empty());
    for text in sides {
        SideFile::parse(&text).unwrap_or_else(|error| panic!("{text}\n{error}"));
    }
    let mappings = blocks("mapping-toml.md", "toml");
    assert!(!mappings.is_empty());
    for text in mappings {
        let mapping = Mapping::parse(&text).unwrap_or_else(|error| panic!("{text}\n{error}"));
        assert_eq!(mapping.faults(), [], "{text}");
    }
    let lines = blocks("json-lines.md", "json");
    assert!(!lines.is_empty());
    for line in lines {
        serde_json::from_str::<hefu_application::Application>(&line).unwrap_or_else(|error| panic!("{line}\n{error}"));
    }
}

#[test]
fn the_limits_are_stated_as_they_are() {
    let text = fs::read_to_string(docs("README.md")).expect("the document");
    let limits = TableLimits::default();
    for (what, number) in [
        ("MiB for one table file", limits.file_bytes >> 20),
        ("MiB for a workbook once unpacked", limits.unpacked_bytes >> 20),
        ("MiB for one line of JSON", u64::try_from(limits.line_bytes >> 20).expect("fits")),
        ("columns of a sheet", u64::try_from(limits.columns).expect("fits")),
        ("MiB for one attachment", limits.attachment_bytes >> 20),
    ] {
        assert!(text.contains(&format!("{number} {what}")), "{number} {what}");
    }
}
