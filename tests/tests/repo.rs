//! What must hold of the repository as text.

use std::path::Path;

use hefu_tests::repository::{files, text};

/// Text files with their contents, without lock files.
fn texts() -> impl Iterator<Item = (String, String)> {
    let lock = |file: &String| file.ends_with(".lock") || file.ends_with("-lock.json");
    files().into_iter().filter(move |file| !lock(file)).filter_map(|file| text(&file).map(|text| (file, text)))
}

fn extension(file: &str) -> &str {
    Path::new(file).extension().and_then(|ext| ext.to_str()).unwrap_or_default()
}

#[test]
fn no_file_names_a_folder_of_one_persons_machine() {
    let roots = ["work", "farm", "tmp", "root", "home", "Users"];
    for (file, text) in texts() {
        for (number, line) in text.lines().enumerate() {
            for root in roots {
                let path = format!("/{root}/");
                for (at, _) in line.match_indices(&path) {
                    let starts = !line[..at].ends_with(|c: char| c.is_alphanumeric() || "_-.~/$}{)".contains(c));
                    let goes_on = line[at + path.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
                    assert!(!(starts && goes_on), "{file}:{}: {line}", number + 1);
                }
            }
        }
    }
}

#[test]
fn source_files_hold_one_subject() {
    let source = ["rs", "js", "mjs", "css", "sh"];
    for (file, text) in texts().filter(|(file, _)| source.contains(&extension(file))) {
        let lines = text.lines().count();
        assert!(lines <= 600, "{file} has {lines} lines: more than one subject?");
    }
}

#[test]
fn nothing_is_left_open_in_the_code() {
    let marks = [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("FIX", "ME"), concat!("#[ig", "nore")];
    let script = [concat!("test", ".skip"), concat!("test", ".only"), concat!("test", ".todo")];
    for (file, text) in texts().filter(|(file, _)| ["rs", "js", "mjs"].contains(&extension(file))) {
        for mark in marks.iter().chain(&script) {
            assert!(!text.contains(mark), "{file} contains {mark}");
        }
    }
}

/// What a reader sees: catalogues, page scripts, templates, guides and the front pages.
fn shown(file: &str) -> bool {
    ["ftl", "typ", "html", "js"].contains(&extension(file)) || file.starts_with("guides/") || file.starts_with("README")
}

/// The faults of one line in naming the regions.
fn misnamed(line: &str) -> Option<String> {
    let plain = line.to_lowercase();
    let regions = ["香港", "澳门", "澳門", "台湾", "台灣", "臺灣", "hong kong", "macao", "macau", "taiwan"];
    let labels = ["国家：", "国家:", "国家/", "国家或", "國家：", "國家:", "國家/", "國家或", "country"];
    for label in labels {
        for (at, _) in plain.match_indices(label) {
            let near: String = plain[at + label.len()..].chars().take(14).collect();
            if let Some(region) = regions.iter().find(|region| near.contains(**region)) {
                return Some(format!("{region} under {label}"));
            }
        }
    }
    let joined = ["", "与", "和", "及", "與", "–", "—", "-", "/"];
    let wrong = [
        ("大陆", "香港"),
        ("大陆", "澳门"),
        ("大陸", "香港"),
        ("大陸", "澳門"),
        ("内地", "台湾"),
        ("內地", "台灣"),
        ("內地", "臺灣"),
    ];
    for (left, right) in wrong {
        for mark in joined {
            for side in [format!("{left}{mark}{right}"), format!("{right}{mark}{left}")] {
                if plain.contains(&side) {
                    return Some(side);
                }
            }
        }
    }
    None
}

#[test]
fn the_regions_are_named_as_the_guide_names_them() {
    assert!(misnamed("国家/地区：香港").is_some());
    assert!(misnamed("Country: Hong Kong").is_some());
    assert!(misnamed("大陆与香港联合资助").is_some() && misnamed("內地–台灣").is_some());
    assert!(misnamed("大陆与台湾联合资助研发项目").is_none() && misnamed("国家重点研发计划港澳台项目，香港").is_none());
    for (file, text) in texts().filter(|(file, _)| shown(file)) {
        for (number, line) in text.lines().enumerate() {
            let fault = misnamed(line);
            assert!(fault.is_none(), "{file}:{}: {} in: {line}", number + 1, fault.unwrap_or_default());
        }
    }
}

/// The commands of the first code block of a front page.
fn first_block(readme: &str) -> Vec<String> {
    let inside = readme.split("```").nth(1).unwrap_or_default();
    inside
        .lines()
        .skip(1)
        .map(|line| line.split(" #").next().unwrap_or_default().trim().to_owned())
        .filter(|l| !l.is_empty())
        .collect()
}

#[test]
fn the_front_pages_give_the_commands_that_are_run_before_every_change() {
    let run = text(".ci/run").expect(".ci/run is there");
    let steps: Vec<&str> = run
        .lines()
        .filter_map(|line| line.strip_prefix("step \""))
        .filter_map(|line| Some(line.split_once("\" ")?.1))
        .collect();
    for page in ["README.md", "README.zh-Hans.md", "README.zh-Hant.md"] {
        let commands = first_block(&text(page).unwrap_or_else(|| panic!("{page} is there")));
        assert_eq!(commands, ["./hefu demo", "./test"], "{page}");
        for command in commands {
            assert!(steps.contains(&command.as_str()), "{page} gives `{command}`, which .ci/run does not run");
        }
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    for (file, text) in texts().filter(|(file, _)| extension(file) == "md" && !file.starts_with("guides/")) {
        let folder = Path::new(&file).parent().unwrap_or(Path::new(""));
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.contains("://") {
                let full = hefu_tests::repository::root().join(folder).join(path);
                assert!(full.exists(), "{file} links to {target}, which is not there");
            }
        }
    }
}
