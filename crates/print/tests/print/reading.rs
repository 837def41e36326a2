//! Poppler, asked about bytes.

use std::path::Path;
use std::process::Command;

/// What poppler's `program` says of a PDF.
pub fn poppler(program: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, bytes).expect("the document is written");
    let to: &[&str] = if program == "pdftotext" { &["-"] } else { &[] };
    run(program, arguments, &file, to)
}

/// The bytes of the first attached file.
pub fn attached(bytes: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("document.pdf"), folder.path().join("out"));
    std::fs::write(&file, bytes).expect("the document is written");
    run("pdfdetach", &["-save", "1", "-o", &out.to_string_lossy()], &file, &[]);
    std::fs::read(out).expect("the attached file")
}

/// Where a word of `pdftotext -bbox` ends, in points.
pub fn right_edge(line: &str) -> Option<f64> {
    line.split_once("xMax=\"")?.1.split_once('"')?.0.parse().ok()
}

fn run(program: &str, arguments: &[&str], file: &Path, to: &[&str]) -> String {
    let output = Command::new(program).args(arguments).arg(file).args(to).output().unwrap_or_else(|error| {
        panic!("{program}: {error}; install the Debian packages poppler-utils and poppler-data, or say ./test --without=pdf")
    });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("poppler writes UTF-8")
}
