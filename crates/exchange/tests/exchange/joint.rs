//! The joint decision: whatever order the steps of two offices reach each other in, both come to the same; a list is bound by its
//! commitment; a statement counts with both signatures only.

use hefu_exchange::joint::{
    AwardStep, FaultKind, Joint, Leaving, MethodStatement, Minute, MinuteLine, Phase, PromotionStatement, RateTable,
    Registered, Statement, Step, SupportList, SupportRow, joint, pairs_digest,
};
use hefu_ledger::hex::hex;
use hefu_selection::{Combination, Draft, Policy, Second};
use jiff::Zoned;
use proptest::prelude::*;

use crate::offices::{HONGKONG, MAINLAND, key, terms};

fn at(text: &str) -> Zoned {
    format!("{text}[Asia/Shanghai]").parse().expect("an instant")
}

fn pairs() -> Vec<String> {
    vec!["1.1-M1".to_owned(), "1.1-M2".to_owned()]
}

fn method(round: u32, open_by: &str) -> MethodStatement {
    MethodStatement {
        exchange: terms().exchange,
        direction: "1.1".to_owned(),
        guide: "hkmt-2020".to_owned(),
        round,
        projects: pairs_digest(pairs().iter().map(String::as_str)),
        open_by: at(open_by),
        method: Draft {
            combination: Some(Combination::SumOfPlaces),
            policy: Some(Policy::Stop),
            second: Some(Second::None),
            ..Draft::default()
        },
        quotas: Vec::new(),
        locks: Vec::new(),
        rates: RateTable::None,
        leaving: Leaving::Never,
    }
}

fn both_keys() -> Vec<hefu_ledger::key::VerifierKey> {
    vec![key(MAINLAND).verifier(), key(HONGKONG).verifier()]
}

fn list(side: &str, method: &str, round: u32, first: u32) -> SupportList {
    let rows = pairs().into_iter().zip([first, 3 - first]).map(|(pair, place)| SupportRow {
        number: format!("{side}-{pair}"),
        pair,
        supported: true,
        place: Some(place),
        score: None,
        amount: None,
        preferred: false,
        tags: Default::default(),
    });
    SupportList {
        exchange: terms().exchange,
        direction: "1.1".to_owned(),
        round,
        method: method.to_owned(),
        side: side.to_owned(),
        rows: rows.collect(),
    }
}

fn minute(method: &str, lists: &[(&str, String)], publish: &str) -> Minute {
    Minute {
        exchange: terms().exchange,
        direction: "1.1".to_owned(),
        round: 1,
        method: method.to_owned(),
        lists: lists.iter().map(|(side, commitment)| ((*side).to_owned(), commitment.clone())).collect(),
        result: "00".to_owned(),
        supported: vec![line("1.1-M1")],
        deviations: Vec::new(),
        reasons: Vec::new(),
        present: Vec::new(),
        remarks: String::new(),
        publish: at(publish),
        made: at("2020-07-02T12:00"),
    }
}

fn line(pair: &str) -> MinuteLine {
    MinuteLine { pair: pair.to_owned(), numbers: Default::default(), money: Default::default() }
}

/// The same, and after it: Hong Kong tells that the one award was declined, the mainland draws up who comes in.
fn promoted() -> ([Vec<Step>; 2], String) {
    let [mut mainland, mut hongkong] = whole();
    let Some(Step::Ready { minute }) = mainland.iter().find(|step| matches!(step, Step::Ready { .. })).cloned() else {
        panic!("ready");
    };
    let statement = PromotionStatement {
        exchange: terms().exchange,
        direction: "1.1".to_owned(),
        round: 1,
        after: minute.clone(),
        declined: vec!["1.1-M1".to_owned()],
        enter: vec![line("1.1-M2")],
        publish: at("2020-08-01T10:00"),
        made: at("2020-07-22T10:00"),
    };
    let drawn = Statement::sign(&statement, &key(MAINLAND)).expect("signed");
    let agreed = drawn.signed_by(&key(HONGKONG), &both_keys()).expect("signed");
    let declined = Step::Declined { minute, pair: "1.1-M1".to_owned(), reason: "x".to_owned() };
    hongkong.extend([declined, Step::Promotion { note: agreed.note }]);
    mainland.push(Step::Promotion { note: drawn.note });
    for steps in [&mut mainland, &mut hongkong] {
        steps.push(Step::Ready { minute: drawn.digest.clone() });
        steps.push(Step::Published { minute: drawn.digest.clone(), at: at("2020-08-01T10:00") });
    }
    ([mainland, hongkong], drawn.digest)
}

/// The steps of both offices of a round from its beginning to publication, each office's in its order.
fn whole() -> [Vec<Step>; 2] {
    let (m, h) = (key(MAINLAND), key(HONGKONG));
    let proposed = Statement::sign(&method(1, "2020-07-10T17:00"), &m).expect("signed");
    let signed = proposed.signed_by(&h, &both_keys()).expect("signed");
    let salts = [[1u8; 32], [2u8; 32]];
    let lists = [list("mainland", &proposed.digest, 1, 1), list("hongkong", &proposed.digest, 1, 2)];
    let commitments: Vec<String> =
        lists.iter().zip(&salts).map(|(list, salt)| list.commitment(salt).expect("bytes")).collect();
    let sides = [("mainland", commitments[0].clone()), ("hongkong", commitments[1].clone())];
    let drawn = Statement::sign(&minute(&proposed.digest, &sides, "2020-07-20T10:00"), &h).expect("signed");
    let agreed = drawn.signed_by(&m, &both_keys()).expect("signed");
    let each = |side: usize, first: Vec<Step>, minute: String| {
        let mut steps = vec![Step::Standing { pairs: pairs() }];
        steps.extend(first);
        let (method, commitment) = (proposed.digest.clone(), commitments[side].clone());
        steps.push(Step::Sealed { round: 1, method, commitment });
        steps.push(Step::Opened { list: Box::new(lists[side].clone()), salt: hex(&salts[side]) });
        steps.push(Step::Minute { note: minute });
        steps.push(Step::Ready { minute: drawn.digest.clone() });
        steps.push(Step::Published { minute: drawn.digest.clone(), at: at("2020-07-20T10:00") });
        steps
    };
    let mainland = each(0, vec![Step::Method { note: proposed.note.clone() }], agreed.note);
    let hongkong = each(1, vec![Step::Method { note: signed.note }], drawn.note.clone());
    [mainland, hongkong]
}

fn computed(steps: &[(&str, Step)]) -> Joint {
    joint(&terms(), "1.1", steps.iter().map(|(side, step)| (*side, step)))
}

/// Two streams shuffled into each other: `true` takes from the first.
fn merged(streams: &[Vec<Step>; 2], takes: &[bool]) -> Vec<(&'static str, Step)> {
    let mut left = [streams[0].iter(), streams[1].iter()];
    let mut all = Vec::new();
    let mut next = |first: bool, all: &mut Vec<(&'static str, Step)>| {
        let (at, side) = if first { (0, "mainland") } else { (1, "hongkong") };
        if let Some(step) = left[at].next() {
            all.push((side, step.clone()));
        }
    };
    for take in takes {
        next(*take, &mut all);
    }
    for _ in 0..streams[0].len().max(streams[1].len()) {
        next(true, &mut all);
        next(false, &mut all);
    }
    all
}

#[test]
fn a_round_goes_from_settlement_to_publication_phase_by_phase() {
    let streams = whole();
    let mut seen = Vec::new();
    for upto in 1..=streams[0].len() {
        let part = [streams[0][..upto].to_vec(), streams[1][..upto].to_vec()];
        let made = computed(&merged(&part, &[]));
        assert!(made.faults.is_empty(), "{:?}", made.faults);
        seen.push(made.phase());
    }
    let wanted = [
        Phase::Method,
        Phase::Sealing,
        Phase::Opening,
        Phase::Deciding,
        Phase::Minuted,
        Phase::Ready,
        Phase::Published,
    ];
    assert_eq!(seen, wanted);
}

#[test]
fn a_statement_that_was_changed_after_signing_counts_for_nothing() {
    let signed = Statement::sign(&method(1, "2020-07-10T17:00"), &key(MAINLAND)).expect("signed");
    let changed = signed.note.replace("stop", "skip");
    assert_ne!(changed, signed.note);
    assert!(Statement::<MethodStatement>::read(&changed, &both_keys()).is_err());
    assert!(Statement::<Minute>::read(&signed.note, &both_keys()).is_err(), "a method is no minute");
    let stranger = hefu_ledger::key::SigningKey::from_seed("stranger.example/hefu", [9; 32]).expect("a key");
    let theirs = Statement::sign(&method(1, "2020-07-10T17:00"), &stranger).expect("signed");
    assert!(Statement::<MethodStatement>::read(&theirs.note, &both_keys()).is_err(), "signed by neither of the two");
    let steps = [("mainland", Step::Method { note: changed })];
    assert_eq!(computed(&steps).faults[0].kind, FaultKind::Unreadable);
}

#[test]
fn what_only_one_has_signed_or_one_took_back_is_not_in_force() {
    let streams = whole();
    let one = computed(&merged(&[streams[0][..2].to_vec(), streams[1][..1].to_vec()], &[]));
    assert!(one.round().expect("a round").method().is_none());
    let mut back = streams.clone();
    let Step::Method { note } = &streams[0][1] else { panic!("a method") };
    let digest = Statement::<MethodStatement>::read(note, &both_keys()).expect("reads").digest;
    back[0].truncate(2);
    back[1].truncate(2);
    back[0].push(Step::Withdrawn { digest });
    let made = computed(&merged(&back, &[]));
    assert!(made.round().expect("a round").method().is_none(), "taken back while the signature was on its way");
    assert_eq!(made.phase(), Phase::Method);
}

#[test]
fn nobody_takes_the_method_back_after_sealing_for_by_then_the_others_list_may_be_open() {
    let mut streams = whole();
    let Step::Method { note } = &streams[0][1] else { panic!("a method") };
    let digest = Statement::<MethodStatement>::read(note, &both_keys()).expect("reads").digest;
    // Hong Kong has opened; the mainland has sealed, has seen it, and would rather have another method.
    streams[0].truncate(3);
    streams[1].truncate(4);
    streams[0].push(Step::Withdrawn { digest: digest.clone() });
    let made = computed(&merged(&streams, &[]));
    assert_eq!(made.phase(), Phase::Opening);
    assert_eq!(made.round().and_then(|round| round.method()).map(|(known, _)| known), Some(&digest));
    assert_eq!(made.faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::TookBackSealed]);
}

#[test]
fn a_declined_award_is_filled_by_what_both_have_signed_and_nobody_takes_back_what_it_has_said_to_hold() {
    let (streams, digest) = promoted();
    let made = computed(&merged(&streams, &[]));
    assert_eq!((made.phase(), made.faults.as_slice()), (Phase::Published, &[][..]));
    let round = made.round().expect("a round");
    let awards: Vec<_> =
        round.awards().into_iter().map(|award| (award.line.pair, award.declined, award.promoted.is_some())).collect();
    assert_eq!(awards, [("1.1-M1".to_owned(), true, false), ("1.1-M2".to_owned(), false, true)]);
    assert_eq!((round.stands(), round.unfilled().len()), (Some(&digest), 0));
    // Declined and not answered yet.
    let waits = computed(&merged(&[streams[0][..7].to_vec(), streams[1][..8].to_vec()], &[]));
    assert_eq!(waits.round().expect("a round").unfilled().into_iter().collect::<Vec<_>>(), ["1.1-M1"]);
    // The mainland takes its promotion back while Hong Kong's signature is on its way: none is in force at either.
    let mut back = [streams[0][..8].to_vec(), streams[1][..9].to_vec()];
    back[0].push(Step::Withdrawn { digest: digest.clone() });
    let made = computed(&merged(&back, &[]));
    assert!(made.round().expect("a round").promotions().is_empty() && made.faults.is_empty());
    // After it has said that it holds both signatures, it does not.
    let mut late = [streams[0][..9].to_vec(), streams[1].clone()];
    late[0].push(Step::Withdrawn { digest });
    let made = computed(&merged(&late, &[]));
    assert_eq!(made.round().expect("a round").promotions().len(), 1);
    assert_eq!(made.faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::TookBackReady]);
    // An award that there is not cannot be declined; a promotion is not published before its instant.
    let mut wrong = streams.clone();
    let Step::Declined { minute, .. } = wrong[1][7].clone() else { panic!("declined") };
    wrong[1][7] = Step::Declined { minute, pair: "1.1-M9".to_owned(), reason: "x".to_owned() };
    let Some(Step::Published { at: when, .. }) = wrong[0].last_mut() else { panic!("published") };
    *when = at("2020-07-31T10:00");
    let kinds: Vec<_> = computed(&merged(&wrong, &[])).faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, [FaultKind::DeclinedOther, FaultKind::PublishedEarly]);
}

/// The same again, and then what both tell of the award that stands: each asks for a change under the same name, both answer,
/// both close.
fn held() -> [Vec<Step>; 2] {
    let (mut streams, _) = promoted();
    let Some(Step::Declined { minute, .. }) = streams[1].iter().find(|step| matches!(step, Step::Declined { .. }))
    else {
        panic!("declined")
    };
    let minute = minute.clone();
    let tell = |award| Step::Award { minute: minute.clone(), pair: "1.1-M2".to_owned(), award };
    let changes = |kind: &str| AwardStep::Changes {
        change: "1".to_owned(),
        kind: kind.to_owned(),
        from: "a".to_owned(),
        to: "b".to_owned(),
        reason: "x".to_owned(),
        asked: at("2020-08-02T10:00"),
    };
    let answers = |agreed| AwardStep::Answers { change: "1".to_owned(), agreed, reason: "y".to_owned() };
    let closes = |outcome: &str| AwardStep::Closes { outcome: outcome.to_owned(), reason: String::new() };
    let registered = |doi: &str| AwardStep::Registered(Registered { doi: doi.to_owned(), ..Registered::default() });
    let upheld = |number: &str, reason: &str| Step::Upheld {
        against: "result".to_owned(),
        number: number.to_owned(),
        reason: reason.to_owned(),
    };
    streams[0].extend([changes("title"), answers(true), closes("completed"), closes("ended")].map(&tell));
    streams[1].extend([changes("period"), answers(false), closes("completed")].map(&tell));
    streams[0].extend([registered("10.12345/a"), registered("10.12345/b")].map(&tell));
    streams[1].extend([upheld("H4", "first"), upheld("H4", "second"), upheld("H3", "other")]);
    streams
}

#[test]
fn a_change_is_answered_by_the_other_office_and_what_is_said_first_counts() {
    let streams = held();
    let made = computed(&merged(&streams, &[]));
    assert_eq!(made.faults, []);
    let round = made.round().expect("a round");
    let held = round.held.get("1.1-M2").expect("told of");
    let change = |side: &str| held.changes.get(&(side.to_owned(), "1".to_owned())).expect("told");
    assert_eq!(
        (change("mainland").kind.as_str(), &change("mainland").answer),
        ("title", &Some((false, "y".to_owned())))
    );
    assert_eq!(
        (change("hongkong").kind.as_str(), &change("hongkong").answer),
        ("period", &Some((true, "y".to_owned())))
    );
    assert_eq!(
        held.closed.get("mainland").map(|closed| closed.outcome.as_str()),
        Some("completed"),
        "not closed twice"
    );
    assert_eq!(held.registered.get("mainland").map(|told| told.doi.as_str()), Some("10.12345/b"), "the last one told");
    let upheld: Vec<_> =
        made.upheld.iter().map(|told| (told.side.as_str(), told.number.as_str(), told.reason.as_str())).collect();
    assert_eq!(upheld, [("hongkong", "H4", "first"), ("hongkong", "H3", "other")], "the first of each");
    // What is told of an award that there is not, or answered without having been asked, has no effect.
    let mut wrong = promoted().0;
    let Some(Step::Award { minute, .. }) = streams[0].last().cloned() else { panic!("told") };
    let answer = AwardStep::Answers { change: "1".to_owned(), agreed: true, reason: String::new() };
    let closes = AwardStep::Closes { outcome: "ended".to_owned(), reason: String::new() };
    wrong[0].push(Step::Award { minute: minute.clone(), pair: "1.1-M2".to_owned(), award: answer });
    wrong[1].push(Step::Award { minute, pair: "1.1-M9".to_owned(), award: closes });
    let made = computed(&merged(&wrong, &[]));
    let faults: Vec<_> = made.faults.iter().map(|fault| (fault.side.as_str(), fault.kind)).collect();
    assert_eq!(faults, [("hongkong", FaultKind::HeldOther), ("mainland", FaultKind::HeldOther)]);
    assert!(made.round().expect("a round").held.values().all(|held| held.closed.is_empty()));
}

proptest! {
    // Each case verifies some dozens of signatures.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn both_offices_come_to_the_same_however_the_steps_fall_between_each_other(
        takes in proptest::collection::vec(any::<bool>(), 0..34),
        cut in (1usize..17, 1usize..18),
        broken in any::<bool>(),
    ) {
        let mut streams = held();
        streams[0].truncate(cut.0);
        streams[1].truncate(cut.1);
        if broken {
            streams[1].push(Step::Aborted { round: 1, reason: "x".to_owned() });
        }
        let plain = computed(&merged(&streams, &[]));
        prop_assert_eq!(&computed(&merged(&streams, &takes)), &plain);
        let there: Vec<bool> = takes.iter().map(|take| !take).collect();
        prop_assert_eq!(&computed(&merged(&streams, &there)), &plain);
    }

    #[test]
    fn a_commitment_binds_every_row_and_says_nothing_without_its_salt(
        salt in any::<[u8; 32]>(), other in any::<[u8; 32]>(), place in 3u32..100,
    ) {
        let own = list("mainland", "m", 1, 1);
        let mut changed = own.clone();
        changed.rows[0].place = Some(place);
        let commitment = own.commitment(&salt).expect("bytes");
        prop_assert_ne!(&changed.commitment(&salt).expect("bytes"), &commitment);
        prop_assert_eq!(own.commitment(&other).expect("bytes") == commitment, salt == other);
    }
}
