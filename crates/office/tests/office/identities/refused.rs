//! What a partner that does not keep to the steps comes to: refused, said, and without effect.

use hefu_exchange::Answered;
use hefu_ledger::parcel::{Limits, Parcel};
use hefu_office::acts::{self, Door};
use hefu_office::experts::Seat;
use hefu_office::views::{Halt, IdentitiesView, identities_view};
use serde_json::{Value, json};

use super::world::{closed, entries, found, ready, rounds, sound, switched_on};
use crate::pair_of_offices::{Both, EXCHANGE, Side, carry, half, hand_in};
use crate::world::doing;

async fn view(side: &Side) -> IdentitiesView {
    identities_view(&side.office, &doing(&side.programme, &closed()), "1.1").await.expect("seen")
}

async fn set(side: &Side, most: u32) {
    acts::set_identities(&side.office, doing(&side.programme, &closed()), "1.1", Some(most)).await.expect("set");
}

/// Does what is an office's turn.
async fn turn(side: &Side) {
    for direction in acts::identities_due(&side.office, &closed()).await.expect("asked") {
        acts::compare_identities(&side.office, acts::Doing::office(closed()), &direction).await.expect("compared");
    }
}

/// Brings the two so far that the mainland has answered and its answer waits to be sealed.
async fn answered(both: &Both) {
    let (m, h) = (&both.mainland, &both.hongkong);
    for _ in 0..2 {
        carry(m, h, &closed()).await;
        carry(h, m, &closed()).await;
        turn(m).await;
        turn(h).await;
    }
    carry(m, h, &closed()).await;
    turn(h).await;
    carry(h, m, &closed()).await;
    turn(m).await;
    assert_eq!(view(m).await.evaluated, 3, "answered");
    assert_eq!(view(h).await.halt, Some(Halt::Asked), "and not there yet");
}

/// Sends the next parcel of the mainland with its records changed, under its own signature: what a partner can do.
async fn sent_changed(both: &Both, change: impl Fn(&mut Vec<Value>)) -> usize {
    let (from, to) = (&both.mainland, &both.hongkong);
    let by = doing(&from.programme, &closed());
    let sealed = acts::export_parcels(&from.office, by, EXCHANGE).await.expect("sealed");
    let [parcel] = sealed.as_slice() else { panic!("{} parcels wait", sealed.len()) };
    let keys = [from.office.keys().signing.verifier()];
    let opened = Parcel::open(parcel.text.as_bytes(), &keys, &Limits::default()).expect("its own");
    let mut changed = opened.parcel;
    change(&mut changed.records);
    let again = changed.seal(&from.office.keys().signing, &Limits::default()).expect("sealed");
    let by = doing(&to.programme, &closed());
    let taken = acts::take_parcel(&to.office, by, Door::Hand, again.text.as_bytes()).await.expect("taken");
    assert_eq!(taken.answer.answered, Answered::Taken);
    entries(to).await.len()
}

/// The step of this kind in a parcel.
fn step<'a>(records: &'a mut [Value], kind: &str) -> &'a mut Value {
    let mut steps = records.iter_mut().filter(|record| record["record"] == "identities");
    &mut steps.find(|record| record["step"]["step"] == kind).expect("there is one")["step"]
}

/// What an office has told of this kind.
async fn told(side: &Side, kind: &str) -> Value {
    let mut all = entries(side).await.into_iter().filter_map(|body| {
        let body: Value = serde_json::from_str(&body).expect("JSON");
        Some(body["told"].clone()).filter(|told| told["step"] == kind)
    });
    all.next().expect("it had told it")
}

/// The mainland has something else to tell.
async fn another(both: &Both) {
    let half = half("mainland", "另一个项目的研究与应用示范", ["王五", "李四"]);
    hand_in(&both.mainland, &both.mainland.other, &half).await;
}

/// Something done to a parcel on its way.
type Change = fn(&mut Value);

#[tokio::test]
async fn an_altered_answer_is_refused_and_said_and_nothing_more_is_asked() {
    let changes: [(&str, Change); 5] = [
        ("proof", |step| step["proof"] = json!("1".repeat(128))),
        ("another element", |step| step["elements"][0] = step["elements"][1].clone()),
        ("two exchanged", |step| {
            let first = step["elements"][0].clone();
            step["elements"][0] = step["elements"][1].clone();
            step["elements"][1] = first;
        }),
        ("one less", |step| drop(step["elements"].as_array_mut().expect("elements").pop())),
        ("no element", |step| step["elements"][2] = json!("x")),
    ];
    for (name, change) in changes {
        let (both, _) = ready().await;
        switched_on(&both, 50).await;
        answered(&both).await;
        sent_changed(&both, |records| change(step(records, "answered"))).await;
        turn(&both.hongkong).await;
        let there = view(&both.hongkong).await;
        assert_eq!((there.halt, there.outstanding), (Some(Halt::Doubted), 3), "{name}");
        assert_eq!(found(&both.hongkong).await, Vec::<Seat>::new(), "{name}: nothing of it is used");
        let journal = entries(&both.hongkong).await;
        assert!(journal.iter().any(|body| body.contains("\"doubted\"")), "{name}: it is kept that it was so");
        let mut tx = both.hongkong.office.db().read().await.expect("readable");
        for table in ["identity_outputs", "identity_blinds"] {
            let rows = tx.rows(&format!("SELECT direction FROM {table}"), &[]).await.expect("rows");
            assert_eq!(rows.len(), 0, "{name}: {table}");
        }
        drop(tx);
        let by = doing(&both.hongkong.programme, &closed());
        let next = acts::export_parcels(&both.hongkong.office, by, EXCHANGE).await.expect("sealed");
        assert!(next.iter().all(|parcel| !parcel.text.contains("\"asked\"")), "{name}");
        let verified = hefu_office::verify::verify(both.hongkong.office.db()).await.expect("readable");
        assert_eq!(verified.faults, Vec::<String>::new(), "{name}");
    }
}

#[tokio::test]
async fn an_answer_that_comes_again_or_to_no_question_has_no_effect() {
    let (both, (_, h)) = ready().await;
    switched_on(&both, 50).await;
    rounds(&both).await;
    let wanted = [Seat { number: h, expert: "E1".to_owned() }];
    assert_eq!(found(&both.hongkong).await, wanted);
    let old = told(&both.mainland, "answered").await;
    another(&both).await;
    let before = view(&both.hongkong).await;
    let size = sent_changed(&both, |records| {
        let mut unasked = old.clone();
        unasked["question"] = json!("0".repeat(64));
        let refusal = json!({"step": "refused", "question": old["question"], "why": "most"});
        for step in [old.clone(), unasked, refusal] {
            records.push(json!({"record": "identities", "direction": "1.1", "step": step}));
        }
    })
    .await;
    turn(&both.hongkong).await;
    assert_eq!(view(&both.hongkong).await, before);
    assert_eq!(entries(&both.hongkong).await.len(), size, "nothing is journalled but the parcel");
    assert_eq!(found(&both.hongkong).await, wanted);
    let verified = hefu_office::verify::verify(both.hongkong.office.db()).await.expect("readable");
    assert_eq!(verified.faults, Vec::<String>::new());
}

#[tokio::test]
async fn more_than_an_office_has_set_is_never_evaluated() {
    let (both, (_, h)) = ready().await;
    set(&both.hongkong, 50).await;
    set(&both.mainland, 2).await;
    rounds(&both).await;
    // The office that keeps to the steps asks for no more than it was offered.
    let there = view(&both.hongkong).await;
    assert_eq!((there.had, there.outstanding, there.halt), (2, 1, Some(Halt::Most)));
    assert_eq!(view(&both.mainland).await.evaluated, 2);
    // Raised, it goes on where it stopped.
    set(&both.mainland, 3).await;
    rounds(&both).await;
    let there = view(&both.hongkong).await;
    assert_eq!((there.had, there.outstanding, there.halt), (3, 0, None));
    assert_eq!(found(&both.hongkong).await, [Seat { number: h, expert: "E1".to_owned() }]);
    sound(&both).await;
}

#[tokio::test]
async fn a_question_beyond_the_limit_is_refused_whole_and_counts_for_nothing() {
    let (both, (_, h)) = ready().await;
    switched_on(&both, 50).await;
    let (m, hk) = (&both.mainland, &both.hongkong);
    carry(m, hk, &closed()).await;
    carry(hk, m, &closed()).await;
    turn(m).await;
    carry(m, hk, &closed()).await;
    turn(hk).await;
    // The question for three is on its way when the mainland lowers its limit.
    set(m, 2).await;
    carry(hk, m, &closed()).await;
    turn(m).await;
    assert_eq!(view(m).await.evaluated, 0);
    let journal = entries(m).await;
    assert!(journal.iter().any(|body| body.contains("\"refused\"") && body.contains("\"most\"")));
    assert!(journal.iter().all(|body| !body.contains("\"answered\"")));
    let sent = acts::export_parcels(&m.office, doing(&m.programme, &closed()), EXCHANGE).await.expect("sealed");
    assert!(sent.iter().any(|parcel| parcel.text.contains("\"refused\"")), "and said");
    rounds(&both).await;
    let there = view(hk).await;
    assert_eq!((there.had, there.halt), (0, Some(Halt::Refused)), "and not asked again by itself");
    assert_eq!(found(hk).await, Vec::<Seat>::new());
    set(m, 50).await;
    rounds(&both).await;
    assert_eq!(found(hk).await, [Seat { number: h, expert: "E1".to_owned() }]);
    assert_eq!((view(hk).await.had, view(m).await.evaluated), (3, 3));
    sound(&both).await;
}

/// A partner that asks twice the same gets the answer once, and one that asks under another key none.
#[tokio::test]
async fn questions_that_are_none_are_answered_with_nothing() {
    let (both, _) = ready().await;
    switched_on(&both, 50).await;
    rounds(&both).await;
    let (m, hk) = (&both.mainland, &both.hongkong);
    let before = view(hk).await.evaluated;
    let own = view(hk).await.set.expect("on").key;
    let old = told(m, "asked").await;
    another(&both).await;
    sent_changed(&both, |records| {
        let other = json!({"step": "asked", "key": "1".repeat(64), "elements": old["elements"]});
        let none = json!({"step": "asked", "key": own, "elements": []});
        let zero = json!({"step": "asked", "key": own, "elements": ["0".repeat(64), "no digits"]});
        for step in [old.clone(), other, none, zero] {
            records.push(json!({"record": "identities", "direction": "1.1", "step": step}));
        }
    })
    .await;
    turn(hk).await;
    assert_eq!(view(hk).await.evaluated, before, "nothing more was evaluated");
    let journal = entries(hk).await;
    for why in ["\"key\"", "\"form\""] {
        assert!(journal.iter().any(|body| body.contains("\"refused\"") && body.contains(why)), "{why}");
    }
    assert_eq!(
        journal.iter().filter(|body| body.contains("\"step\":\"told\"") && body.contains("\"answered\"")).count(),
        1
    );
    let verified = hefu_office::verify::verify(hk.office.db()).await.expect("readable");
    assert_eq!(verified.faults, Vec::<String>::new());
}
