//! When another journal's checkpoint is cosigned, and when not.

use hefu_ledger::checkpoint::{Checkpoint, CheckpointError};
use hefu_ledger::cosignature::{Cosignature, add};
use hefu_ledger::key::{KeyError, SigningKey, VerifierKey, WitnessKey};
use hefu_ledger::tree::Hash;
use hefu_ledger::witness::{Refusal, Request, decide};

use crate::trees::Log;

const TIME: u64 = 1_588_300_000;

fn office(name: &str, seed: u8) -> SigningKey {
    SigningKey::from_seed(name, [seed; 32]).expect("a key")
}

fn journal() -> SigningKey {
    office("mainland.example/hefu", 1)
}

fn witness() -> SigningKey {
    office("hongkong.example/hefu", 2)
}

fn log(entries: u64) -> Log {
    Log::of(&(0..entries).map(|at| format!("entry {at}").into_bytes()).collect::<Vec<_>>())
}

fn note(log: &Log, size: u64) -> String {
    let checkpoint = Checkpoint { origin: journal().name().to_owned(), size, root: log.root(size) };
    checkpoint.sign(&journal()).expect("signed")
}

fn request(log: &Log, old: u64, new: u64) -> Request {
    Request { old, proof: log.consistency(old, new), checkpoint: note(log, new) }
}

fn asked(request: &Request, last: Option<(u64, Hash)>) -> Result<String, Refusal> {
    decide(request, &[journal().verifier()], last, &witness(), TIME).map(|cosigned| cosigned.line)
}

#[test]
fn a_journal_that_only_grows_is_cosigned() {
    let log = log(30);
    let mut last = None;
    for (old, new) in [(0, 0), (0, 7), (7, 7), (7, 20), (20, 30)] {
        let request = request(&log, old, new);
        assert_eq!(request.origin().as_deref(), Ok("mainland.example/hefu"));
        assert_eq!(Request::parse(&request.to_string()).as_ref(), Ok(&request));
        let cosigned = decide(&request, &[journal().verifier()], last, &witness(), TIME).expect("cosigned");
        assert_eq!((cosigned.checkpoint.size, cosigned.checkpoint.root), (new, log.root(new)));
        let witnesses = [witness().verifier().witness()];
        let note = add(&request.checkpoint, &cosigned.line, &witnesses).expect("added");
        assert_eq!(add(&note, &cosigned.line, &witnesses).expect("added"), note, "once is enough");
        let (checkpoint, cosignatures) =
            Checkpoint::verify_cosigned(&note, &[journal().verifier()], &witnesses).expect("verifies");
        assert_eq!(checkpoint, cosigned.checkpoint);
        assert_eq!(cosignatures, [Cosignature { name: "hongkong.example/hefu".to_owned(), time: TIME }]);
        last = Some((new, log.root(new)));
    }
}

#[test]
fn each_refusal_has_its_reason_and_its_status() {
    let log = log(30);
    let last = Some((20, log.root(20)));
    let good = request(&log, 20, 30);
    let mut refusals = Vec::new();

    let nobody = decide(&good, &[], last, &witness(), TIME).expect_err("refused");
    assert_eq!(nobody, Refusal::Origin { origin: "mainland.example/hefu".to_owned() });
    refusals.push((nobody, 404));

    let stranger = office("mainland.example/hefu", 9).verifier();
    let unknown = decide(&good, &[stranger], last, &witness(), TIME).expect_err("refused");
    assert_eq!(unknown, Refusal::Signature(CheckpointError::Unknown));
    refusals.push((unknown, 403));
    let changed = Request { checkpoint: good.checkpoint.replacen("\n30\n", "\n31\n", 1), ..good.clone() };
    assert_eq!(asked(&changed, last), Err(Refusal::Signature(CheckpointError::Signature)));

    refusals.push((asked(&Request { old: 31, ..good.clone() }, last).expect_err("refused"), 400));
    assert_eq!(refusals[2].0, Refusal::Backwards { old: 31, size: 30 });

    let stale = asked(&request(&log, 7, 30), last).expect_err("refused");
    assert_eq!(stale, Refusal::OldSize { old: 7, known: 20 });
    refusals.push((stale, 409));
    assert_eq!(asked(&good, None), Err(Refusal::OldSize { old: 20, known: 0 }), "never cosigned");

    let mut proof = good.proof.clone();
    proof[0][0] ^= 1;
    let wrong = asked(&Request { proof, ..good.clone() }, last).expect_err("refused");
    assert_eq!(wrong, Refusal::Proof { known: 20 });
    refusals.push((wrong, 422));
    assert_eq!(asked(&Request { proof: vec![], ..good.clone() }, last), Err(Refusal::Proof { known: 20 }));

    let time = decide(&good, &[journal().verifier()], last, &witness(), u64::MAX).expect_err("refused");
    assert_eq!(time, Refusal::Time(u64::MAX));
    for (refusal, status) in refusals {
        assert_eq!(refusal.status(), status, "{refusal}");
    }
}

type Tampering = fn(&mut Vec<Vec<u8>>);

/// The five tamperings with what was cosigned, and a rollback.
#[test]
fn a_journal_that_changed_its_past_is_not_cosigned() {
    let honest: Vec<Vec<u8>> = (0..30).map(|at| format!("entry {at}").into_bytes()).collect();
    let last = Some((20, Log::of(&honest).root(20)));
    let tamperings: [(&str, Tampering); 5] = [
        ("flip", |all| all[7][0] ^= 1),
        ("delete", |all| drop(all.remove(7))),
        ("rewrite", |all| all[7] = b"rewritten".to_vec()),
        ("swap", |all| all.swap(7, 8)),
        ("insert", |all| all.insert(7, b"back-dated".to_vec())),
    ];
    for (what, tamper) in tamperings {
        let mut tampered = honest.clone();
        tamper(&mut tampered);
        let log = Log::of(&tampered);
        let size = tampered.len() as u64;
        assert_eq!(asked(&request(&log, 20, size), last), Err(Refusal::Proof { known: 20 }), "{what}");
        let same = asked(&request(&log, 20, 20), last);
        let known = Log::of(&honest).root(20);
        assert_eq!(same, Err(Refusal::SplitView { size: 20, known, shown: log.root(20) }), "{what}");
    }
    let log = Log::of(&honest);
    assert_eq!(asked(&request(&log, 15, 15), last), Err(Refusal::OldSize { old: 15, known: 20 }), "rollback");
    assert_eq!(
        asked(&Request { old: 20, ..request(&log, 15, 15) }, last),
        Err(Refusal::Backwards { old: 20, size: 15 })
    );
    let split = asked(&request(&Log::of(&honest[1..]), 0, 20), last).expect_err("refused");
    assert!(matches!(split, Refusal::SplitView { size: 20, .. }), "whatever old size is claimed");
    assert_eq!(split.status(), 409);
}

#[test]
fn nobody_witnesses_itself() {
    let log = log(3);
    let own = decide(&request(&log, 0, 3), &[journal().verifier()], None, &journal(), TIME);
    assert_eq!(own, Err(Refusal::Origin { origin: "mainland.example/hefu".to_owned() }));
}

#[test]
fn a_cosignature_counts_for_one_text_one_key_and_one_purpose() {
    let log = log(9);
    let first = request(&log, 0, 9);
    let line = asked(&first, None).expect("cosigned");
    let (office, witness_key) = (journal().verifier(), witness().verifier().witness());
    let witnesses = [witness_key];
    let others = [office_key("hongkong.example/hefu", 7), office_key("taiwan.example/hefu", 2)];
    assert_eq!(add(&first.checkpoint, &line, &others), Ok(first.checkpoint.clone()), "unknown keys are passed over");
    let another = note(&log, 8);
    assert_eq!(add(&another, &line, &witnesses), Err(CheckpointError::Signature));
    assert_eq!(
        Checkpoint::verify_cosigned(&format!("{another}{line}"), &[office], &witnesses),
        Err(CheckpointError::Signature)
    );
    // A cosignature is no signature of the journal, even where the witness has the journal's name.
    let namesake = SigningKey::from_seed("mainland.example/hefu", [2; 32]).expect("a key");
    let line = decide(&first, &[journal().verifier()], None, &namesake, TIME).expect("cosigned").line;
    let text = first.checkpoint.split_once("\n\n").expect("a note").0;
    let forged = format!("{text}\n\n{line}");
    assert_eq!(
        Checkpoint::verify_cosigned(&forged, &[namesake.verifier()], &[namesake.verifier().witness()]),
        Err(CheckpointError::Unknown)
    );
}

fn office_key(name: &str, seed: u8) -> WitnessKey {
    office(name, seed).verifier().witness()
}

#[test]
fn what_is_no_request_is_refused_with_its_line() {
    let good = request(&log(9), 5, 9).to_string();
    for (wrong, at) in [
        (String::new(), 1),
        (good.replacen("old 5", "old 05", 1), 1),
        (good.replacen("old 5", "old +5", 1), 1),
        (good.replacen("old 5", "new 5", 1), 1),
        (good.replacen("old 5\n", "old 5\nAAAA\n", 1), 2),
        (good.replacen("\n\n", "\n", 1).replacen("\n\n", "\n", 1), 1),
        (format!("old 0\n{}\n{}", format!("{}=\n", "A".repeat(43)).repeat(64), note(&log(9), 9)), 65),
    ] {
        let told = Request::parse(&wrong);
        assert!(matches!(told, Err(Refusal::Form { line, .. }) if line == at), "{wrong}: {told:?}");
    }
    let cut = Request { checkpoint: "mainland.example/hefu\n9\n".to_owned(), ..request(&log(9), 0, 9) };
    assert!(matches!(asked(&cut, None), Err(Refusal::Form { line: 3, .. })));
}

/// A log, its two checkpoints and the proof between them with which the witness of transparency.dev is tested.
#[test]
fn the_journal_of_another_implementation_is_witnessed() {
    let key: VerifierKey = "monkeys+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT".parse().expect("a key");
    let first = "monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n\n— monkeys \
        202fftzGl3LVoqjXfwCFZZXs8I+5G22+Ek2K0AOyBuSJ/8/CZawNF+6fNlTKOCd622pbzJNkkJFWuw9DbicZCkEx9AY=\n";
    let second = "monkeys\n8\nV8K9aklZ4EPB+RMOk1/8VsJUdFZR77GDtZUQq84vSbo=\n\n— monkeys \
        202ffoUEboiQYpHzICeaFmoy3RNviHTpAxYrq/eO4QQVQMvu9UebKBMX2MJC76NLthZaKsnKbCA8GxrjePZhvDCH7Ag=\n";
    let proof = [
        "b9e1d62618f7fee8034e4c5010f727ab24d8e4705cb296c374bf2025a87a10d2",
        "aac66cd7a79ce4012d80762fe8eec3a77f22d1ca4145c3f4cee022e7efcd599d",
        "89d0f753f66a290c483b39cd5e9eafb12021293395fad3d4a2ad053cfbcfdc9e",
        "29e40bb79c966f4c6fe96aff6f30acfce5f3e8d84c02215175d6e018a5dee833",
    ];
    let byte = |digits: &str, at: usize| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).expect("digits");
    let proof: Vec<Hash> = proof.iter().map(|digits| std::array::from_fn(|at| byte(digits, at))).collect();
    let start = Request { old: 0, proof: vec![], checkpoint: first.to_owned() };
    let seen = decide(&start, std::slice::from_ref(&key), None, &witness(), TIME).expect("cosigned").checkpoint;
    assert_eq!(seen.size, 5);
    let next = Request { old: 5, proof, checkpoint: second.to_owned() };
    let last = Some((seen.size, seen.root));
    let cosigned = decide(&next, std::slice::from_ref(&key), last, &witness(), TIME).expect("cosigned");
    assert_eq!(cosigned.checkpoint.size, 8);
    let mut less = next.clone();
    less.proof.pop();
    assert_eq!(decide(&less, &[key], last, &witness(), TIME), Err(Refusal::Proof { known: 5 }));
}

#[test]
fn witness_keys_have_their_own_number() {
    let text = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    let key: WitnessKey = text.parse().expect("the key of a public witness");
    assert_eq!((key.name(), key.id(), key.to_string().as_str()), ("remora.n621.de", 0xda77_ade7, text));
    assert!(matches!(text.parse::<VerifierKey>(), Err(KeyError::Form(_))), "it signs no journal");
    let office = witness().verifier();
    assert_ne!(office.id(), office.witness().id());
    assert_eq!(office.witness().to_string().parse(), Ok(office.witness()));
    assert!(matches!(office.to_string().parse::<WitnessKey>(), Err(KeyError::Form(_))));
}
