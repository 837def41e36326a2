//! Receipts hold without the office, and nothing else does.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hefu_ledger::checkpoint::{Checkpoint, CheckpointError};
use hefu_ledger::cosignature::Cosignature;
use hefu_ledger::event::{Event, seal};
use hefu_ledger::key::{SigningKey, VerifierKey};
use hefu_ledger::receipt::{ReceiptError, check, write};
use hefu_ledger::witness::{Request, decide};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::events::event;
use crate::trees::Log;

fn key() -> SigningKey {
    SigningKey::from_seed("mainland.example/hefu", [5; 32]).expect("a key")
}

fn receipt(of: &Event) -> String {
    let entries: Vec<Vec<u8>> = (0..9_u8)
        .map(|at| {
            let event = if at == 4 { of.clone() } else { Event { subject: at.to_string(), ..event() } };
            seal(&event, &[at; 32]).expect("an entry").bytes()
        })
        .collect();
    let log = Log::of(&entries);
    let checkpoint = Checkpoint { origin: key().name().to_owned(), size: 9, root: log.root(9) };
    write(of, &[4; 32], 4, &log.inclusion(9, 4), &checkpoint.sign(&key()).expect("signed"))
}

#[test]
fn a_receipt_holds_with_nothing_but_the_key() {
    let text = receipt(&event());
    assert!(text.starts_with("c2sp.org/tlog-proof@v1\nextra "), "{text}");
    let checked = check(&text, &[key().verifier()]).expect("holds");
    assert_eq!((checked.event, checked.index, checked.checkpoint.size), (event(), 4, 9));
}

#[test]
fn each_fault_is_told_apart() {
    let text = receipt(&event());
    let keys = [key().verifier()];
    let another = SigningKey::from_seed("mainland.example/hefu", [6; 32]).expect("a key").verifier();
    assert_eq!(check(&text, &[another]), Err(ReceiptError::Checkpoint(CheckpointError::Unknown)));
    assert_eq!(check(&text.replacen("index 4", "index 5", 1), &keys), Err(ReceiptError::NotInJournal));
    let other = Event { subject: "M2020-0009".to_owned(), ..event() };
    let swapped: Vec<_> = text
        .split('\n')
        .zip(receipt(&other).split('\n'))
        .enumerate()
        .map(|(at, (own, theirs))| if at == 1 { theirs.to_owned() } else { own.to_owned() })
        .collect();
    assert_eq!(check(&swapped.join("\n"), &keys), Err(ReceiptError::NotInJournal));
    let resized = text.replacen("mainland.example/hefu\n9\n", "mainland.example/hefu\n8\n", 1);
    assert_eq!(check(&resized, &keys), Err(ReceiptError::Checkpoint(CheckpointError::Signature)));
    for (wrong, line) in [("", 1), ("c2sp.org/tlog-proof@v2\n\n", 1), ("c2sp.org/tlog-proof@v1\nextra !\n\n", 2)] {
        assert!(matches!(check(wrong, &keys), Err(ReceiptError::Form { line: at, .. }) if at == line), "{wrong}");
    }
}

/// A receipt with what it says changed by `change`, as JSON, in its second line.
fn retold(text: &str, change: impl FnOnce(&mut Value)) -> String {
    let line = text.split('\n').nth(1).expect("a line");
    let extra = BASE64_STANDARD.decode(line.strip_prefix("extra ").expect("extra")).expect("base64");
    let mut value: Value = serde_json::from_slice(&extra).expect("JSON");
    change(&mut value);
    text.replacen(line, &format!("extra {}", BASE64_STANDARD.encode(value.to_string())), 1)
}

#[test]
fn a_changed_story_is_told_from_a_changed_proof_and_a_changed_place() {
    let text = receipt(&event());
    let keys = [key().verifier()];
    let changed = |change: fn(&mut Value)| check(&retold(&text, change), &keys);
    assert_eq!(changed(|extra| extra["event"]["actor"] = json!("another")), Err(ReceiptError::Event));
    assert_eq!(changed(|extra| extra["event"]["body"]["revision"] = json!(2)), Err(ReceiptError::Event));
    assert_eq!(changed(|extra| extra["salt"] = json!("00".repeat(32))), Err(ReceiptError::Event));
    assert_eq!(changed(|extra| extra["digest"] = json!("00".repeat(32))), Err(ReceiptError::Event));
    let form = |told: Result<_, ReceiptError>| matches!(told, Err(ReceiptError::Form { line: 2, .. }));
    assert!(form(changed(|extra| extra["salt"] = json!("+0".repeat(32)))));
    assert!(form(changed(|extra| extra["event"]["note"] = json!("what no digest covers"))));
    assert!(form(changed(|extra| extra["event"]["body"] = json!(0.5))));
    let silent = retold(&text, |extra| drop(extra.as_object_mut().expect("an object").remove("digest")));
    assert!(check(&silent, &keys).is_ok(), "the digest proves nothing by itself");
    let both = retold(&silent, |extra| extra["event"]["actor"] = json!("another"));
    assert_eq!(check(&both, &keys), Err(ReceiptError::NotInJournal));

    assert_eq!(check(&text.replacen("index 4", "index 9", 1), &keys), Err(ReceiptError::Beyond { index: 9, size: 9 }));
    assert!(matches!(check(&text.replacen("index 4", "index 04", 1), &keys), Err(ReceiptError::Form { line: 3, .. })));
    let hash = text.split('\n').nth(3).expect("a hash");
    let wrong = BASE64_STANDARD.encode([0; 32]);
    assert_eq!(check(&text.replacen(hash, &wrong, 1), &keys), Err(ReceiptError::NotInJournal));
    assert_eq!(check(&text.replacen(&format!("{hash}\n"), "", 1), &keys), Err(ReceiptError::NotInJournal));
    let short = text.replacen(hash, &hash[..20], 1);
    assert!(matches!(check(&short, &keys), Err(ReceiptError::Form { line: 4, .. })));
}

#[test]
fn a_receipt_that_went_through_a_mail_program_holds() {
    let text = receipt(&event());
    let mailed = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(check(&mailed, &[key().verifier()]), check(&text, &[key().verifier()]));
}

#[test]
fn cosignatures_of_known_witnesses_are_listed() {
    let text = receipt(&event());
    let (own, witness) = (key(), SigningKey::from_seed("hongkong.example/hefu", [8; 32]).expect("a key"));
    let (head, note) = text.split_once("\n\n").expect("a checkpoint");
    let request = Request { old: 0, proof: vec![], checkpoint: note.to_owned() };
    let line = decide(&request, &[own.verifier()], None, &witness, 1_588_300_000).expect("cosigned").line;
    let cosigned = format!("{head}\n\n{note}{line}");
    let both = [own.verifier(), witness.verifier()];
    let listed = |text: &str, keys: &[VerifierKey]| check(text, keys).map(|checked| checked.cosignatures);
    let expected = Cosignature { name: "hongkong.example/hefu".to_owned(), time: 1_588_300_000 };
    assert_eq!(listed(&cosigned, &both), Ok(vec![expected]));
    assert_eq!(listed(&cosigned, &both[..1]), Ok(vec![]), "an unknown witness counts for nothing");
    assert_eq!(listed(&text, &both), Ok(vec![]));
    let other = decide(&request, &[own.verifier()], None, &witness, 1_588_300_001).expect("cosigned").line;
    let forged = format!("{head}\n\n{note}{}{}", &line[..line.len() - 20], &other[other.len() - 20..]);
    assert_eq!(listed(&forged, &both), Err(ReceiptError::Checkpoint(CheckpointError::Signature)));
}

proptest! {
    #[test]
    fn no_cut_and_no_changed_byte_holds(at in any::<prop::sample::Index>(), other in 0x20_u8..0x7f) {
        let text = receipt(&event());
        let keys = [key().verifier()];
        let place = at.index(text.len());
        prop_assume!(text.is_char_boundary(place));
        prop_assert!(check(&text[..place], &keys).is_err());
        let mut bytes = text.clone().into_bytes();
        prop_assume!(bytes[place] != other);
        bytes[place] = other;
        if let Ok(changed) = String::from_utf8(bytes) {
            match check(&changed, &keys) {
                Err(_) => {}
                Ok(checked) => prop_assert_eq!(checked.event, event(), "what is proved is the same"),
            }
        }
    }
}
