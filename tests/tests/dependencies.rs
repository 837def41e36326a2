//! What the product is built from: licences, origins, and nothing declared that is not used.

use std::collections::BTreeSet;
use std::process::Command;

use hefu_tests::repository::{files, root, text};
use serde_json::Value;

/// Licences that ask for no more than naming the author, or (MPL) for publishing changes to the file itself; CDLA is one for
/// data, here a list of certificate authorities.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates refused, with the reason.
const REFUSED: [(&str, &str); 5] = [
    ("mupdf", "AGPL"),
    ("openssl-sys", "needs a system library; TLS, once needed, is aws-lc-rs alone"),
    ("pdf-extract", "panics on ordinary Chinese PDF encodings"),
    ("rs-graph", "GPL"),
    ("zhconv", "GPL"),
];

/// Whether an SPDX expression can be met with allowed licences only. `A/B` is the old way to write `A OR B`.
fn may_be_used(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    either(&words, &mut at) && at == words.len()
}

fn either(words: &[&str], at: &mut usize) -> bool {
    let mut met = both(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= both(words, at);
    }
    met
}

fn both(words: &[&str], at: &mut usize) -> bool {
    let mut met = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at);
    }
    met
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    if word == "(" {
        let met = either(words, at);
        *at += 1;
        return met;
    }
    if words.get(*at) == Some(&"WITH") {
        *at += 2; // an exception only permits more
    }
    ALLOWED.contains(&word)
}

#[test]
fn licence_expressions_are_read_rightly() {
    for yes in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-2.0-only OR MIT",
        "(MIT OR GPL-3.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(may_be_used(yes), "{yes}");
    }
    for no in ["", "GPL-3.0", "MIT AND GPL-2.0", "(MIT OR Apache-2.0) AND AGPL-3.0", "LGPL-3.0 OR SSPL-1.0"] {
        assert!(!may_be_used(no), "{no}");
    }
}

#[test]
fn every_crate_built_in_has_a_licence_we_may_use() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let host = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let host = String::from_utf8_lossy(&host.stdout);
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host").to_owned();
    let metadata = Command::new(cargo)
        .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", &host])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("cargo metadata lists packages");
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(may_be_used(licence), "{} is licensed `{licence}`", package["name"]);
    }
}

#[test]
fn the_lock_file_holds_published_crates_only_and_none_that_is_refused() {
    let lock: toml::Table = text("Cargo.lock").expect("Cargo.lock is there").parse().expect("Cargo.lock is TOML");
    for package in lock["package"].as_array().expect("Cargo.lock lists packages") {
        let name = package["name"].as_str().unwrap_or_default();
        if let Some(source) = package.get("source").and_then(toml::Value::as_str) {
            assert!(source.starts_with("registry+"), "{name} comes from {source}");
        }
        if let Some((_, why)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
            panic!("{name} is refused: {why}");
        }
    }
}

/// The lock file names `ring` wherever `rustls` stands in it, whether or not it is built.
#[test]
fn one_tls_provider_is_built() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let tree = Command::new(cargo)
        .args(["tree", "--locked", "--offline", "--workspace", "--edges", "all", "--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .expect("cargo tree runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout);
    let built = |name: &str| tree.lines().any(|line| line.split(' ').next() == Some(name));
    assert!(built("rustls") && built("aws-lc-rs"), "what is looked for is found");
    assert!(!built("ring"), "a second TLS provider makes the first handshake panic");
}

#[test]
fn every_declared_dependency_is_used() {
    let files = files();
    let mut idle = BTreeSet::new();
    for manifest in files.iter().filter(|file| file.starts_with("crates/") && file.ends_with("/Cargo.toml")) {
        let folder = manifest.trim_end_matches("Cargo.toml");
        let code: String =
            files.iter().filter(|f| f.starts_with(folder) && f.ends_with(".rs")).filter_map(|f| text(f)).collect();
        let table: toml::Table = text(manifest).unwrap_or_default().parse().expect("a manifest is TOML");
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for name in table.get(kind).and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys) {
                let path = name.replace('-', "_");
                let used = ["::", " as ", ";", "!"].iter().any(|after| code.contains(&format!("{path}{after}")));
                if !used {
                    idle.insert(format!("{folder}: {name}"));
                }
            }
        }
    }
    assert!(idle.is_empty(), "declared and not used: {idle:#?}");
}

#[test]
fn the_browser_tests_lock_names_no_registry() {
    let lock: Value =
        serde_json::from_str(&text("tests/browser/package-lock.json").expect("it is there")).expect("it is JSON");
    let packages = lock["packages"].as_object().expect("it lists packages");
    assert!(packages.len() > 2);
    for (name, package) in packages {
        assert!(package.get("resolved").is_none(), "{name} names where it was fetched from");
        assert!(
            name.is_empty() || package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")),
            "{name}"
        );
    }
}
