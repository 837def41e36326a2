//! Every file of the ledger's fuzz corpora, and damaged copies of it, through the body of its target.

use std::fs;
use std::path::Path;

use hefu_ledger::canonical::read;
use hefu_ledger::checkpoint::Checkpoint;
use hefu_ledger::key::SigningKey;
use hefu_ledger::parcel::{Limits, Parcel};
use hefu_ledger::receipt;

use crate::fuzz_bodies::{ledger_canonical, ledger_checkpoint, ledger_parcel, ledger_receipt};

fn run(name: &str, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    assert!(files.len() >= 4, "the corpus of `{name}` has {} files", files.len());
    for file in files {
        let bytes = fs::read(&file).expect("a seed can be read");
        body(&bytes);
        for part in 0..16 {
            let at = bytes.len() * part / 16;
            body(&bytes[..at]);
            let mut changed = bytes.clone();
            if let Some(byte) = changed.get_mut(at) {
                *byte = byte.wrapping_add(1 << (part % 8));
            }
            body(&changed);
        }
    }
}

#[test]
fn canonical_json() {
    run("ledger_canonical", ledger_canonical);
}

#[test]
fn checkpoints() {
    run("ledger_checkpoint", ledger_checkpoint);
}

#[test]
fn receipts() {
    run("ledger_receipt", ledger_receipt);
}

#[test]
fn parcels() {
    run("ledger_parcel", ledger_parcel);
}

/// Seeds that are meant to be genuine still are, so that the fuzzer starts behind the signatures.
#[test]
fn sound_seeds_are_accepted() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let seed = |path: &str| fs::read(corpus.join(path)).expect("a seed can be read");
    let text = |path: &str| String::from_utf8(seed(path)).expect("UTF-8");
    let keys = [SigningKey::from_seed("mainland.example/hefu", [5; 32]).expect("a key").verifier()];
    for name in ["canonical", "greatest", "entry"] {
        assert!(read(&seed(&format!("ledger_canonical/{name}"))).is_ok(), "{name}");
    }
    for name in ["signed", "cosigned", "empty-journal"] {
        assert!(Checkpoint::verify(&text(&format!("ledger_checkpoint/{name}")), &keys).is_ok(), "{name}");
    }
    for name in ["first", "last", "only", "cosigned", "mailed"] {
        assert!(receipt::check(&text(&format!("ledger_receipt/{name}")), &keys).is_ok(), "{name}");
    }
    for name in ["first", "second", "third"] {
        assert!(Parcel::open(&seed(&format!("ledger_parcel/{name}")), &keys, &Limits::default()).is_ok(), "{name}");
    }
}
