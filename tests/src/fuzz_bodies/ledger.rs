//! What the fuzz targets of the ledger do with their bytes: canonical JSON, checkpoints, receipts, parcels.
//!
//! One office with a known key has signed a small journal and a few parcels. Whatever a body finds to be genuine must be one of
//! these; and what is put before the reader under a good signature is read in one form only.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hefu_ledger::canonical::{canonical, read};
use hefu_ledger::checkpoint::Checkpoint;
use hefu_ledger::event::{Entry, Event, seal};
use hefu_ledger::key::SigningKey;
use hefu_ledger::parcel::{Header, Limits, Opened, Parcel};
use hefu_ledger::receipt;
use hefu_ledger::tree::{Hash, append, leaf_hash, prove_inclusion, root};
use hefu_ledger::witness::Request;
use serde_json::{Value, json};

/// Entries of the journal.
const SIZE: u64 = 9;

/// The office whose journal and parcels these are.
static OFFICE: LazyLock<SigningKey> = LazyLock::new(|| named("mainland.example/hefu", 5));
/// The office that witnesses it.
static WITNESS: LazyLock<SigningKey> = LazyLock::new(|| named("hongkong.example/hefu", 8));
/// The stored hashes of the journal.
static HASHES: LazyLock<BTreeMap<u64, Hash>> = LazyLock::new(|| {
    let mut hashes = BTreeMap::new();
    for at in 0..SIZE {
        let entry = seal(&event(at), &[9; 32]).expect("the event has canonical bytes");
        let new = append(at, leaf_hash(&entry.bytes()), &hashes).expect("all hashes are there");
        hashes.extend(new);
    }
    hashes
});

fn named(name: &str, seed: u8) -> SigningKey {
    SigningKey::from_seed(name, [seed; 32]).expect("the name can stand in a note")
}

fn event(at: u64) -> Event {
    Event {
        kind: "application.submitted".to_owned(),
        at: "2020-05-01T10:00:00+08:00[Asia/Shanghai]".to_owned(),
        actor: "4k2".to_owned(),
        subject: format!("M2020-{at:04}"),
        body: json!({"revision": at, "title": "可解释人工智能"}),
    }
}

fn known(size: u64) -> Checkpoint {
    let root = root(size, &HASHES).expect("all hashes are there");
    Checkpoint { origin: OFFICE.name().to_owned(), size, root }
}

/// Canonical JSON: what is written is read, in no other form, and means the same; an entry is read in one form.
pub fn ledger_canonical(bytes: &[u8]) {
    if let Ok(value) = read(bytes) {
        assert_eq!(canonical(&value).expect("it was read"), bytes);
    }
    if let Ok(value) = serde_json::from_slice::<Value>(bytes) {
        match canonical(&value) {
            Ok(written) => assert_eq!(read(&written).expect("what is written can be read"), value),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    if let Ok(entry) = Entry::parse(bytes) {
        assert_eq!(entry.bytes(), bytes);
    }
}

/// Checkpoints and requests to a witness: only what the office has signed is genuine.
pub fn ledger_checkpoint(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let witnesses = [WITNESS.verifier().witness()];
    match Checkpoint::verify_cosigned(&text, &[OFFICE.verifier()], &witnesses) {
        Ok((checkpoint, _)) => assert_eq!(checkpoint, known(checkpoint.size)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    if let Ok(request) = Request::parse(&text) {
        assert_eq!(Request::parse(&request.to_string()).as_ref(), Ok(&request));
        let _ = request.origin();
    }
    let signed = OFFICE.note(&format!("{text}\n")).expect("signed");
    if let Ok(checkpoint) = Checkpoint::verify(&signed, &[OFFICE.verifier()]) {
        let own = checkpoint.sign(&OFFICE).expect("signed");
        assert_eq!(Checkpoint::verify(&own, &[OFFICE.verifier()]), Ok(checkpoint));
    }
}

/// Receipts: only what stands in the journal at that place is proved.
pub fn ledger_receipt(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match receipt::check(&text, &[OFFICE.verifier(), WITNESS.verifier()]) {
        Ok(checked) => {
            assert_eq!(checked.event, event(checked.index));
            assert_eq!(checked.checkpoint, known(checked.checkpoint.size));
            let proof = prove_inclusion(checked.checkpoint.size, checked.index, &HASHES).expect("it is in the journal");
            let note = checked.checkpoint.sign(&OFFICE).expect("signed");
            let again = receipt::write(&checked.event, &[9; 32], checked.index, &proof, &note);
            let again = receipt::check(&again, &[OFFICE.verifier()]).expect("it was proved");
            assert_eq!((again.event, again.index), (checked.event, checked.index));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Parcels: only what the office has sealed is opened, and under a good signature each content has one form.
pub fn ledger_parcel(bytes: &[u8]) {
    let limits = Limits { bytes: 64 << 10, records: 50 };
    let keys = [OFFICE.verifier()];
    match Parcel::open(bytes, &keys, &limits) {
        Ok(Opened { parcel, .. }) => {
            let Header { exchange, number, .. } = &parcel.header;
            assert_eq!((exchange.as_str(), *number), ("hkmt-2020/1.1", parcel.records.len() as u64 + 1));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    let text = format!("hefu-parcel/1\n{}\n", String::from_utf8_lossy(bytes));
    let signed = OFFICE.note(&text).expect("signed");
    if let Ok(Opened { parcel, digest }) = Parcel::open(signed.as_bytes(), &keys, &limits) {
        let sealed = parcel.seal(&OFFICE, &limits).expect("it was read within the limits");
        assert_eq!((sealed.digest, sealed.text), (digest, signed));
    }
}
