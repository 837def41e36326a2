//! Imports run downward, and the engines stay pure.

use std::collections::{BTreeMap, BTreeSet};

use hefu_tests::repository::{files, root, text};

/// The rooms from the ground floor up. A room may use those before it.
const FLOORS: [&str; 25] = [
    "text",
    "overlap",
    "words",
    "evidence",
    "application",
    "guide",
    "pairing",
    "check",
    "selection",
    "review",
    "closing",
    "panel",
    "ledger",
    "exchange",
    "dossier",
    "decision",
    "print",
    "report",
    "sample",
    "round",
    "store",
    "post",
    "office",
    "web",
    "cli",
];

/// Rooms of pure functions: same arguments, same answer.
const ENGINES: [&str; 14] = [
    "text",
    "overlap",
    "words",
    "evidence",
    "application",
    "guide",
    "pairing",
    "check",
    "panel",
    "review",
    "closing",
    "selection",
    "ledger",
    "exchange",
];

/// Crates with which a room would read files, the network, the terminal, the clock or chance.
const OUTSIDE: [&str; 21] = [
    "calamine",
    "chrono",
    "clap",
    "csv",
    "ctrlc",
    "getrandom",
    "indicatif",
    "mio",
    "pdf_oxide",
    "rand",
    "reqwest",
    "rlimit",
    "rust_xlsxwriter",
    "socket2",
    "sqlx",
    "tempfile",
    "time",
    "tokio",
    "typst",
    "walkdir",
    "zip",
];

/// Doors of the standard library to the same.
const DOORS: [&str; 9] =
    ["std::fs", "std::net", "std::env", "std::process", "std::thread", "std::time", "std::io", "print!(", "println!("];

fn manifests() -> BTreeMap<String, toml::Table> {
    let crates = std::fs::read_dir(root().join("crates")).expect("crates/ can be read");
    crates
        .flatten()
        .filter_map(|entry| {
            let text = std::fs::read_to_string(entry.path().join("Cargo.toml")).ok()?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let manifest = text.parse().unwrap_or_else(|error| panic!("crates/{name}/Cargo.toml: {error}"));
            Some((name, manifest))
        })
        .collect()
}

/// The crates named in the dependency tables `kinds` of a manifest.
fn dependencies(manifest: &toml::Table, kinds: &[&str]) -> BTreeSet<String> {
    let tables = kinds.iter().filter_map(|kind| manifest.get(*kind)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

fn floor(room: &str) -> usize {
    FLOORS.iter().position(|name| *name == room).unwrap_or_else(|| panic!("`{room}` has no floor: give it one here"))
}

#[test]
fn every_room_has_a_floor_and_the_package_name_of_its_folder() {
    let found: BTreeSet<_> = manifests().into_keys().collect();
    assert_eq!(found, FLOORS.iter().map(|name| (*name).to_owned()).collect());
    for (room, manifest) in manifests() {
        let name = manifest["package"]["name"].as_str().unwrap_or_default().to_owned();
        assert_eq!(name, if room == "cli" { "hefu".to_owned() } else { format!("hefu-{room}") });
    }
}

#[test]
fn imports_run_downward() {
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    for (room, manifest) in manifests() {
        for used in dependencies(&manifest, &kinds).iter().filter_map(|name| name.strip_prefix("hefu-")) {
            // A room may use itself with another feature, in its tests.
            assert!(used == room || floor(used) < floor(&room), "`{room}` uses `{used}`, which is not below it");
        }
    }
}

#[test]
fn the_round_does_not_know_the_sample() {
    let round = &manifests()["round"];
    assert!(!dependencies(round, &["dependencies", "dev-dependencies"]).contains("hefu-sample"));
}

#[test]
fn engines_use_no_crate_that_reaches_outside() {
    for (room, manifest) in manifests().iter().filter(|(room, _)| ENGINES.contains(&room.as_str())) {
        let used = dependencies(manifest, &["dependencies"]);
        let outside: Vec<_> = OUTSIDE.iter().filter(|name| used.contains(**name)).collect();
        assert!(outside.is_empty(), "`{room}` is an engine and uses {outside:?}");
    }
}

#[test]
fn engines_open_no_door_of_the_standard_library() {
    for file in files() {
        let Some(room) = ENGINES.iter().find(|room| file.starts_with(&format!("crates/{room}/src/"))) else { continue };
        for (number, line) in text(&file).unwrap_or_default().lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let door = DOORS.iter().find(|door| code.contains(**door));
            assert!(door.is_none(), "{file}:{}: `{room}` is an engine and uses {door:?}", number + 1);
        }
    }
}
