//! Keys and signed checkpoints.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hefu_ledger::checkpoint::{Checkpoint, CheckpointError};
use hefu_ledger::key::{KeyError, SigningKey, VerifierKey};

fn key(name: &str, seed: u8) -> SigningKey {
    SigningKey::from_seed(name, [seed; 32]).expect("a key")
}

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: "mainland.example/hefu".to_owned(), size: 12, root: [9; 32] }
}

/// The key of the Go checksum database, as published with the standard library.
#[test]
fn a_verifier_key_of_another_implementation_is_read() {
    let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    let key: VerifierKey = text.parse().expect("a key");
    assert_eq!((key.name(), key.id()), ("sum.golang.org", 0x033d_e0ae));
    assert_eq!(key.to_string(), text);
}

#[test]
fn wrong_keys_are_refused_with_what_is_wrong() {
    let good = key("a.example", 1).verifier().to_string();
    assert_eq!(good.parse::<VerifierKey>().expect("a key").to_string(), good);
    let other = good.replacen("a.example", "b.example", 1);
    assert!(matches!(other.parse::<VerifierKey>(), Err(KeyError::Number(_))));
    for wrong in ["", "a", "a+b", "a+00000000+", "a+00000000+AQ==", "a+00000000+!!"] {
        assert!(matches!(wrong.parse::<VerifierKey>(), Err(KeyError::Form(_))), "{wrong}");
    }
    assert!(matches!(SigningKey::from_seed("two words", [1; 32]), Err(KeyError::Name(_))));
    assert!(!format!("{:?}", key("a.example", 1)).contains("[1, 1"), "a secret is never shown");
}

#[test]
fn a_signed_checkpoint_is_trusted_by_its_own_key_only() {
    let own = key("mainland.example/hefu", 1);
    let note = checkpoint().sign(&own).expect("signed");
    assert!(note.starts_with("mainland.example/hefu\n12\n"), "{note}");
    assert_eq!(Checkpoint::verify(&note, &[own.verifier()]), Ok(checkpoint()));
    let stranger = key("mainland.example/hefu", 2).verifier();
    assert_eq!(Checkpoint::verify(&note, std::slice::from_ref(&stranger)), Err(CheckpointError::Unknown));
    assert_eq!(Checkpoint::verify(&note, &[stranger, own.verifier()]), Ok(checkpoint()));
    assert_eq!(
        Checkpoint::verify(&note.replacen("\n12\n", "\n13\n", 1), &[own.verifier()]),
        Err(CheckpointError::Signature)
    );
    assert_eq!(
        checkpoint().sign(&key("hongkong.example/hefu", 1)),
        Err(CheckpointError::Origin { origin: checkpoint().origin })
    );
    for wrong in ["", "a\n", "a\n1\n\n", "mainland.example/hefu\n12\nAAAA\n\n— a b\n"] {
        assert_eq!(Checkpoint::verify(wrong, &[own.verifier()]), Err(CheckpointError::Form), "{wrong}");
    }
}

#[test]
fn another_journals_key_does_not_vouch_for_this_one() {
    let other = key("hongkong.example/hefu", 3);
    let foreign = Checkpoint { origin: "hongkong.example/hefu".to_owned(), ..checkpoint() };
    let note = foreign.sign(&other).expect("signed");
    let (head, signature) = note.split_once("\n\n").expect("a note");
    // The signature line is genuine, the text above it is another journal's.
    let forged = format!("{}\n\n{signature}", head.replacen("hongkong", "mainland", 1));
    assert_eq!(Checkpoint::verify(&forged, &[other.verifier()]), Err(CheckpointError::Signature));
}

/// The example of Go's `sumdb/note`.
#[test]
fn a_note_of_another_implementation_verifies() {
    let key: VerifierKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".parse().expect("a key");
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let line =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    let signature = signed_note::Signature::from_bytes(line.as_bytes()).expect("a signature");
    assert_eq!(signature.id(), key.id());
    assert!(key.verifies(text.as_bytes(), signature.signature()));
    assert!(!key.verifies(text.to_uppercase().as_bytes(), signature.signature()));
    assert!(!key.verifies(text.as_bytes(), &signature.signature()[1..]));
}

/// A point of small order: under it one signature fits many texts.
#[test]
fn weak_keys_are_refused() {
    let weak = [1, 1].into_iter().chain([0; 31]).collect::<Vec<u8>>();
    let id = signed_note::key_id("a", &weak);
    let text = format!("a+{id:08x}+{}", BASE64_STANDARD.encode(&weak));
    assert!(matches!(text.parse::<VerifierKey>(), Err(KeyError::Weak(_))), "{:?}", text.parse::<VerifierKey>());
}

#[test]
fn a_key_given_twice_counts_once() {
    let own = key("mainland.example/hefu", 1);
    let note = checkpoint().sign(&own).expect("signed");
    assert_eq!(Checkpoint::verify(&note, &[own.verifier(), own.verifier()]), Ok(checkpoint()));
    assert_eq!(Checkpoint::unverified(&note), Ok(checkpoint()));
    let long = format!("{note}{}", note.split_once("\n\n").expect("a note").1.repeat(3000));
    assert_eq!(Checkpoint::verify(&long, &[own.verifier()]), Err(CheckpointError::Form));
}
