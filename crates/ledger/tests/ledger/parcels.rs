//! Parcels between offices: what is read, and what becomes of it.

use std::sync::LazyLock;

use hefu_ledger::inbox::{Decision, Inbox, Refusal, Taken};
use hefu_ledger::key::SigningKey;
use hefu_ledger::parcel::{Header, Limits, Opened, Parcel, ParcelError, Sealed};
use hefu_ledger::tree::Hash;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

fn office(name: &str, seed: u8) -> SigningKey {
    SigningKey::from_seed(name, [seed; 32]).expect("a key")
}

fn sender() -> SigningKey {
    office("mainland.example/hefu", 1)
}

fn header(number: u64, previous: Option<Hash>) -> Header {
    Header {
        exchange: "hkmt-2020/1.1".to_owned(),
        from: "mainland.example/hefu".to_owned(),
        to: "hongkong.example/hefu".to_owned(),
        number,
        previous,
        made: "2020-05-01T10:00:00+08:00[Asia/Shanghai]".to_owned(),
    }
}

fn parcel(number: u64, previous: Option<Hash>) -> Parcel {
    Parcel { header: header(number, previous), records: vec![json!({"number": "M2020-0001", "title": "再生医学"})] }
}

fn sealed(parcel: &Parcel) -> Sealed {
    parcel.seal(&sender(), &Limits::default()).expect("sealed")
}

fn inbox() -> Inbox {
    Inbox {
        exchange: "hkmt-2020/1.1".to_owned(),
        from: "mainland.example/hefu".to_owned(),
        to: "hongkong.example/hefu".to_owned(),
        keys: vec![sender().verifier()],
        limits: Limits::default(),
    }
}

fn open(text: &str) -> Result<Opened, ParcelError> {
    Parcel::open(text.as_bytes(), &[sender().verifier()], &Limits::default())
}

/// The signature put right again, as only the sender can.
fn signed(text: &str) -> String {
    sender().note(text).expect("signed")
}

#[test]
fn a_parcel_is_a_note_that_others_can_verify() {
    let sealed = sealed(&parcel(1, None));
    let note = signed_note::Note::from_bytes(sealed.text.as_bytes()).expect("a signed note");
    let verifier = Box::new(sender().verifier()) as Box<dyn signed_note::Verifier>;
    assert_eq!(note.verify(&signed_note::VerifierList::new(vec![verifier])).expect("verifies").0.len(), 1);
    assert_eq!(sealed.digest, <Hash>::from(Sha256::digest(note.text())));
    assert!(sealed.text.starts_with("hefu-parcel/1\n{\"header\":{\"exchange\":"), "{}", sealed.text);
    let opened = open(&sealed.text).expect("opened");
    assert_eq!((opened.parcel, opened.digest), (parcel(1, None), sealed.digest));
}

#[test]
fn the_keys_decide_who_has_sent_it() {
    let text = sealed(&parcel(1, None)).text;
    let limits = Limits::default();
    let other = office("mainland.example/hefu", 9).verifier();
    assert_eq!(Parcel::open(text.as_bytes(), std::slice::from_ref(&other), &limits), Err(ParcelError::Unknown));
    assert!(Parcel::open(text.as_bytes(), &[other, sender().verifier()], &limits).is_ok());
    assert_eq!(open(&text.replace("0001", "0002")), Err(ParcelError::Signature));
    let told = parcel(1, None).seal(&office("taiwan.example/hefu", 3), &limits);
    assert!(matches!(told, Err(ParcelError::Sender { .. })));
    let lied = text.split_once("\n\n").expect("a note").0.replace("mainland.example", "taiwan.example");
    let told = open(&signed(&format!("{lied}\n")));
    assert_eq!(
        told,
        Err(ParcelError::Sender { from: "taiwan.example/hefu".to_owned(), signer: sender().name().to_owned() })
    );
}

/// A signature on anything else that an office signs is none on a parcel, and the other way round.
#[test]
fn purposes_do_not_mix() {
    let text = sealed(&parcel(1, None)).text;
    let note = hefu_ledger::checkpoint::Checkpoint::verify(&text, &[sender().verifier()]);
    assert_eq!(note, Err(hefu_ledger::checkpoint::CheckpointError::Form));
    let checkpoint = hefu_ledger::checkpoint::Checkpoint { origin: sender().name().to_owned(), size: 1, root: [1; 32] };
    let note = checkpoint.sign(&sender()).expect("signed");
    assert_eq!(open(&note), Err(ParcelError::Form("hefu-parcel/1")));
    let body = text.split_once('\n').expect("lines").1;
    assert_eq!(open(&format!("hefu-parcel/2\n{body}")), Err(ParcelError::Form("hefu-parcel/1")));
}

#[test]
fn one_content_has_one_form() {
    let text = sealed(&parcel(1, None)).text;
    let body = text.split_once("\n\n").expect("a note").0;
    for (from, to) in [
        ("{\"header\":", "{ \"header\":"),
        ("\"records\":[", "\"more\":1,\"records\":["),
        ("\"number\":1,", "\"number\":1,\"number\":1,"),
        ("\"number\":1,", "\"number\":1.0,"),
        ("\"number\":1,", ""),
        ("\"previous\":null,", ""),
        ("hefu-parcel/1\"", "hefu-parcel/2\""),
        ("再生医学", "\\u518d生医学"),
    ] {
        assert!(body.contains(from), "{from}");
        let last = body.rfind(from).expect("there");
        let changed = format!("{}{to}{}\n", &body[..last], &body[last + from.len()..]);
        let told = open(&signed(&changed));
        assert!(matches!(told, Err(ParcelError::Form(_) | ParcelError::Header(_))), "{from} → {to}: {told:?}");
    }
}

#[test]
fn headers_that_contradict_themselves_are_neither_made_nor_read() {
    let limits = Limits::default();
    for wrong in [header(0, None), header(1, Some([1; 32])), header(2, None), header(1 << 53, Some([1; 32]))] {
        let made = Parcel { header: wrong, records: vec![] }.seal(&sender(), &limits);
        assert!(matches!(made, Err(ParcelError::Header(_))), "{made:?}");
    }
    let own = Header { to: sender().name().to_owned(), ..header(1, None) };
    assert!(matches!(Parcel { header: own, records: vec![] }.seal(&sender(), &limits), Err(ParcelError::Header(_))));
    let body = sealed(&parcel(2, Some([0xab; 32]))).text.split_once("\n\n").expect("a note").0.to_owned();
    let digest = "ab".repeat(32);
    for (from, to) in [
        (format!("\"{digest}\""), "null".to_owned()),
        (digest.clone(), digest.to_uppercase()),
        (digest.clone(), "ab".repeat(31)),
        (digest.clone(), format!("{}+b", "ab".repeat(31))),
        ("\"number\":2".to_owned(), "\"number\":1".to_owned()),
    ] {
        let told = open(&signed(&format!("{}\n", body.replacen(&from, &to, 1))));
        assert!(matches!(told, Err(ParcelError::Header(_))), "{to}: {told:?}");
    }
    let float = Parcel { records: vec![json!({"share": 0.5})], ..parcel(1, None) };
    assert!(matches!(float.seal(&sender(), &limits), Err(ParcelError::Record(_))));
}

#[test]
fn limits_hold_for_both_sides() {
    let many = Parcel { records: vec![Value::Null; 4], ..parcel(1, None) };
    let text = sealed(&many).text;
    let (keys, bytes) = ([sender().verifier()], text.len());
    let told = |limits: Limits| Parcel::open(text.as_bytes(), &keys, &limits).map(|opened| opened.parcel);
    assert_eq!(told(Limits { bytes, records: 4 }), Ok(many.clone()));
    assert_eq!(told(Limits { bytes, records: 3 }), Err(ParcelError::Records { records: 4, most: 3 }));
    let most = bytes - 1;
    assert_eq!(told(Limits { bytes: most, records: 4 }), Err(ParcelError::Bytes { bytes, most }));
    assert!(matches!(many.seal(&sender(), &Limits { bytes, records: 3 }), Err(ParcelError::Records { .. })));
    assert!(matches!(many.seal(&sender(), &Limits { bytes: most, records: 4 }), Err(ParcelError::Bytes { .. })));
    let line = text.split_once("\n\n").expect("a note").1;
    let signatures = format!("{text}{}", line.repeat(16));
    assert_eq!(open(&signatures), Err(ParcelError::Form("at most 16 signatures")));
}

#[test]
fn parcels_in_order_are_taken_once_each() {
    let inbox = inbox();
    let mut last = None;
    for number in 1..=4_u64 {
        let text = sealed(&parcel(number, last.map(|last: Taken| last.digest))).text;
        let opened = inbox.open(text.as_bytes()).expect("opened");
        assert_eq!(inbox.decide(&opened, last, None), Decision::Accept, "{number}");
        last = Some(Taken { number, digest: opened.digest });
        assert_eq!(inbox.decide(&opened, last, None), Decision::Duplicate, "{number} again");
    }
    let first = inbox.open(sealed(&parcel(1, None)).text.as_bytes()).expect("opened");
    assert_eq!(inbox.decide(&first, last, Some(first.digest)), Decision::Duplicate, "long ago");
    assert_eq!(inbox.decide(&first, last, None), Decision::Old, "long ago and forgotten");
}

#[test]
fn gaps_and_double_numbers_are_told_apart() {
    let inbox = inbox();
    let opened = |parcel: &Parcel| inbox.open(sealed(parcel).text.as_bytes()).expect("opened");
    let first = opened(&parcel(1, None));
    let second = opened(&parcel(2, Some(first.digest)));
    let third = opened(&parcel(3, Some(second.digest)));
    let last = Some(Taken { number: 1, digest: first.digest });
    assert_eq!(inbox.decide(&third, last, None), Decision::Gap { from: 2 });
    assert_eq!(inbox.decide(&second, None, None), Decision::Gap { from: 1 });

    let twin = opened(&Parcel { records: vec![], ..parcel(1, None) });
    let double = Decision::Equivocation { number: 1, taken: first.digest, shown: twin.digest };
    assert_eq!(inbox.decide(&twin, last, None), double);
    let later = Some(Taken { number: 3, digest: third.digest });
    assert_eq!(inbox.decide(&twin, later, Some(first.digest)), double, "found later too");
    let heir = opened(&parcel(2, Some(twin.digest)));
    assert_eq!(inbox.decide(&heir, last, None), double, "it stands by the other first");
}

#[test]
fn what_is_not_for_this_inbox_is_refused() {
    let text = sealed(&parcel(1, None)).text;
    let open = |inbox: Inbox| inbox.open(text.as_bytes()).expect_err("refused");
    let name = |text: &str| text.to_owned();
    assert_eq!(open(Inbox { exchange: name("hkmt-2020/1.2"), ..inbox() }), Refusal::Exchange(name("hkmt-2020/1.1")));
    assert_eq!(
        open(Inbox { to: name("taiwan.example"), ..inbox() }),
        Refusal::Recipient(name("hongkong.example/hefu"))
    );
    assert_eq!(open(Inbox { from: name("taiwan.example"), ..inbox() }), Refusal::Sender(name("mainland.example/hefu")));
    let keys = vec![office("mainland.example/hefu", 8).verifier()];
    assert_eq!(open(Inbox { keys, ..inbox() }), Refusal::Parcel(ParcelError::Unknown));
}

/// Five parcels in order.
static SENT: LazyLock<Vec<Opened>> = LazyLock::new(|| {
    let mut sent: Vec<Opened> = Vec::new();
    for number in 1..=5 {
        let text = sealed(&parcel(number, sent.last().map(|opened| opened.digest))).text;
        sent.push(inbox().open(text.as_bytes()).expect("opened"));
    }
    sent
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_cut_and_no_changed_byte_is_opened(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let text = sealed(&parcel(2, Some([3; 32]))).text.into_bytes();
        let keys = [sender().verifier()];
        let place = at.index(text.len());
        prop_assert!(Parcel::open(&text[..place], &keys, &Limits::default()).is_err());
        let mut changed = text.clone();
        changed[place] ^= 1 << bit;
        prop_assert!(Parcel::open(&changed, &keys, &Limits::default()).is_err());
    }

    /// Delivered in any order and any number of times, each parcel is taken once and in order.
    #[test]
    fn any_delivery_ends_in_the_same_state(order in prop::collection::vec(1_u64..=5, 0..40)) {
        let (inbox, sent) = (inbox(), &*SENT);
        let mut taken: Vec<Hash> = Vec::new();
        for number in order.into_iter().chain(1..=5) {
            let opened = &sent[number as usize - 1];
            let last = taken.last().map(|digest| Taken { number: taken.len() as u64, digest: *digest });
            match inbox.decide(opened, last, taken.get(number as usize - 1).copied()) {
                Decision::Accept => taken.push(opened.digest),
                Decision::Duplicate => prop_assert!(number as usize <= taken.len()),
                Decision::Gap { from } => prop_assert_eq!(from, taken.len() as u64 + 1),
                other => prop_assert!(false, "{other:?}"),
            }
        }
        prop_assert_eq!(taken, sent.iter().map(|opened| opened.digest).collect::<Vec<_>>());
    }
}
