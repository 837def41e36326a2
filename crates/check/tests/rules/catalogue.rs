//! Every sentence the room can say is in the catalogue.

use std::fs;
use std::path::Path;

use hefu_words::keys;

fn sources(folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the room's sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else {
            out.push(fs::read_to_string(&path).expect("a source file"));
        }
    }
}

/// Words in quotation marks that follow any of the calls that make a key.
fn called(source: &str, calls: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    for call in calls {
        for (at, _) in source.match_indices(call) {
            let rest = source[at + call.len()..].trim_start();
            if let Some(rest) = rest.strip_prefix('"') {
                out.extend(rest.split('"').next().map(str::to_owned));
            }
        }
    }
    out
}

#[test]
fn no_key_is_missing() {
    let mut files = Vec::new();
    sources(
        &std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
            .join("src"),
        &mut files,
    );
    let known = keys("zh-Hans");
    let mut counted = 0;
    for file in &files {
        for key in called(file, &["say(", "message(", "say_length("]) {
            counted += 1;
            assert!(known.contains(&format!("check-{key}")), "check-{key} is not in the catalogue");
        }
        for label in called(file, &[" fact(", "(fact(", "\nfact("]) {
            counted += 1;
            assert!(known.contains(&format!("fact-{label}")), "fact-{label} is not in the catalogue");
        }
    }
    assert!(counted > 200, "only {counted} keys were found in the sources");
}
