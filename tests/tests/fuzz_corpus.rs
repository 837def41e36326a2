//! Every file of the fuzz corpora, and damaged copies of it, through the body of its target.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

use hefu_dossier::document::{Reader, WorkerCommand};
use hefu_tests::fuzz_bodies::{TARGETS, Target, small, well_read};
use hefu_tests::repository::root;

fn corpus(target: &str) -> Vec<PathBuf> {
    let folder = root().join("fuzz/corpus").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// The file itself, cut short at seven places, and with one byte changed at seven others.
fn copies(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut copies = vec![bytes.to_vec()];
    for part in 1..8 {
        let at = bytes.len() * part / 8;
        copies.push(bytes[..at].to_vec());
        let mut changed = bytes.to_vec();
        if let Some(byte) = changed.get_mut(at) {
            *byte = byte.wrapping_add(1 << (part % 8));
        }
        copies.push(changed);
    }
    copies
}

fn run((name, body): Target) {
    let files = corpus(name);
    assert!(files.len() >= 4, "the corpus of `{name}` has {} files", files.len());
    for file in files {
        let bytes = fs::read(&file).expect("a seed can be read");
        for (number, copy) in copies(&bytes).into_iter().enumerate() {
            let done = catch_unwind(|| body(&copy));
            assert!(done.is_ok(), "{name}: copy {number} of {} fails", file.display());
        }
    }
}

fn target(name: &str) -> Target {
    *TARGETS.iter().find(|(known, _)| *known == name).expect("the target is known")
}

/// PDF goes through the pool of child processes, as in the product.
#[test]
fn pdf_files_cost_at_most_themselves() {
    let command = WorkerCommand { exe: env!("CARGO_BIN_EXE_document-reader").into(), args: Vec::new() };
    let limits = small();
    let reader = Reader::new(command, limits);
    let folder = tempfile::tempdir().expect("a folder can be made");
    let files = corpus("pdf");
    for file in &files {
        let bytes = fs::read(file).expect("a seed can be read");
        for (number, copy) in copies(&bytes).into_iter().enumerate() {
            let path = folder.path().join(format!("{number}.pdf"));
            fs::write(&path, &copy).expect("a copy can be written");
            match reader.read(&path) {
                Ok(text) => well_read(&text, &limits),
                Err(refusal) => assert!(!refusal.error.to_string().is_empty()),
            }
        }
    }
    let sound = files.iter().find(|file| file.ends_with("gbk-euc-h")).expect("the corpus has a sound file");
    let text = reader.read(sound).expect("after all of them a sound file is read").text();
    assert!(text.contains("知识产权归双方共有"), "{text:?}");
}

macro_rules! corpora {
    ($($test:ident: $name:literal;)*) => {
        $(
            #[test]
            fn $test() {
                run(target($name));
            }
        )*

        #[test]
        fn every_target_has_its_test_its_program_and_its_corpus() {
            let tested = BTreeSet::from(["pdf", $($name),*]);
            assert_eq!(tested, TARGETS.iter().map(|(name, _)| *name).collect());
            let manifest: toml::Table = fs::read_to_string(root().join("fuzz/Cargo.toml"))
                .expect("fuzz/Cargo.toml is there")
                .parse()
                .expect("it is TOML");
            let programs = manifest["bin"].as_array().expect("it lists programs");
            assert_eq!(programs.iter().filter_map(|bin| bin["name"].as_str()).collect::<BTreeSet<_>>(), tested);
            for name in tested {
                let program = root().join("fuzz/fuzz_targets").join(format!("{name}.rs"));
                let code = fs::read_to_string(&program).unwrap_or_else(|error| panic!("{}: {error}", program.display()));
                assert!(code.contains("hefu_tests::fuzz_bodies::"), "{name} calls the body that is tested here");
            }
        }
    };
}

corpora! {
    agreements: "agreement";
    csv_files: "csv";
    dates: "dates";
    docx_files: "docx";
    evidence: "evidence";
    exchange_answers: "exchange_answer";
    exchange_records: "exchange_record";
    exchange_terms: "exchange_terms";
    guides: "guide";
    identifiers: "identifiers";
    identity_steps: "identity_step";
    joint_statements: "joint_statement";
    ledger_canonical: "ledger_canonical";
    ledger_checkpoints: "ledger_checkpoint";
    ledger_parcels: "ledger_parcel";
    ledger_receipts: "ledger_receipt";
    money: "money";
    overlap_engine: "overlap_engine";
    overlap_index: "overlap_index";
    reviews: "reviews";
    workbooks: "xlsx";
}
