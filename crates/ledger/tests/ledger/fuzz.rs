//! Seeds of the fuzz corpora that are meant to be genuine still are, so that the fuzzer starts behind the signatures.

use std::fs;

use hefu_ledger::canonical::read;
use hefu_ledger::checkpoint::Checkpoint;
use hefu_ledger::key::SigningKey;
use hefu_ledger::parcel::{Limits, Parcel};
use hefu_ledger::receipt;

#[test]
fn sound_seeds_are_accepted() {
    let corpus =
        std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo says where the sources are"))
            .join("../../fuzz/corpus");
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
