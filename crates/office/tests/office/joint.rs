//! The joint decision between two offices: the method before the lists, both sealed before either opens, one result at both,
//! one minute signed by both, published at one instant.

mod appeals;
mod awards;
mod held;
mod owing;
pub mod world;

use hefu_exchange::joint::{Deviation, FaultKind, Phase, Step};
use hefu_office::acts::{self, NewMethod, NewMinute, Waits};
use hefu_office::joint::{MemberConflict, Touches};
use hefu_office::letters::LetterKind;
use hefu_office::verify::verify;
use hefu_office::views::{WhatIf, joint_view, outbox, printed_minute, public_results};
use hefu_office::{OfficeError, RefusalKind, Viewer};
use hefu_words::Lang;
use jiff::Zoned;

use self::world::*;
use crate::pair_of_offices::{Both, Side, half, hand_in};
use crate::world::{at, doing, refused};

#[tokio::test]
async fn nobody_chooses_the_method_after_seeing_a_list_and_what_is_unset_is_named() {
    let (both, _) = settled().await;
    let (now, side) = (later(9), &both.mainland);
    let by = doing(&side.programme, &now);
    let early = acts::propose_method(&side.office, by.clone(), "1.1", method()).await;
    assert_eq!(refused(early).1, "joint-phase-settling", "the partner's settlement has not arrived");
    both.exchange(&now).await;
    assert_eq!(view(side, &now).await.phase, Phase::Method);
    type Opens = fn(&mut NewMethod);
    let unset: [(&str, Opens); 6] = [
        ("joint-unset-combination", |new| new.method.combination = None),
        ("joint-unset-policy", |new| new.method.policy = None),
        ("joint-unset-second", |new| new.method.second = None),
        ("joint-unset-open-by", |new| new.open_by = None),
        ("joint-unset-rates", |new| new.rates = None),
        ("joint-unset-leaving", |new| new.leaving = None),
    ];
    for (key, open) in unset {
        let mut new = method();
        open(&mut new);
        assert_eq!(refused(acts::propose_method(&side.office, by.clone(), "1.1", new).await).1, key);
    }
    let seal = acts::seal_list(&side.office, by.clone(), "1.1").await;
    assert_eq!(refused(seal).1, "joint-phase-method", "no list is sealed before the method");
    let first = acts::propose_method(&side.office, by.clone(), "1.1", method()).await.expect("proposed");
    let second = acts::propose_method(&side.office, by.clone(), "1.1", method()).await;
    assert_eq!(refused(second).1, "joint-method-waits");
    acts::withdraw_statement(&side.office, by.clone(), "1.1", &first).await.expect("taken back");
    both.exchange(&now).await;
    let hk = doing(&both.hongkong.programme, &now);
    let late = acts::sign_statement(&both.hongkong.office, hk.clone(), "1.1", &first).await;
    assert_eq!(refused(late).1, "joint-withdrawn-already");
    for viewer in [&side.form_check, &side.applicant, &Viewer::visitor()] {
        let not = acts::propose_method(&side.office, doing(viewer, &now), "1.1", method()).await;
        assert_eq!(refused(not).0, RefusalKind::NotAllowed);
        let not = joint_view(&side.office, &doing(viewer, &now), "1.1", &WhatIf::default()).await;
        assert_eq!(refused(not).0, RefusalKind::NotAllowed);
    }
}

#[tokio::test]
async fn two_methods_that_cross_on_the_way_leave_none_in_force_and_nothing_lost() {
    let (both, _) = settled().await;
    let now = later(9);
    both.exchange(&now).await;
    let mut digests = Vec::new();
    for side in sides(&both) {
        let by = doing(&side.programme, &now);
        let new = NewMethod { open_by: Some(at(&format!("2020-07-1{}T17:00:00", digests.len()))), ..method() };
        digests.push(acts::propose_method(&side.office, by, "1.1", new).await.expect("proposed"));
    }
    both.exchange(&now).await;
    for (side, other) in sides(&both).into_iter().zip(digests.iter().rev()) {
        let by = doing(&side.programme, &now);
        let sign = acts::sign_statement(&side.office, by, "1.1", other).await;
        assert_eq!(refused(sign).1, "joint-method-waits", "an office stands by one method at a time");
    }
    acts::withdraw_statement(&both.hongkong.office, doing(&both.hongkong.programme, &now), "1.1", &digests[1])
        .await
        .expect("taken back");
    acts::sign_statement(&both.hongkong.office, doing(&both.hongkong.programme, &now), "1.1", &digests[0])
        .await
        .expect("signed");
    both.exchange(&now).await;
    for side in sides(&both) {
        assert_eq!(view(side, &now).await.phase, Phase::Sealing);
    }
}

#[tokio::test]
async fn a_list_is_checked_before_it_is_sealed_and_no_other_can_be_opened() {
    let (both, numbers) = with_method().await;
    let (now, side) = (later(10), &both.mainland);
    let by = doing(&side.programme, &now);
    assert_eq!(refused(acts::seal_list(&side.office, by.clone(), "1.1").await).1, "joint-list-none");
    let wrong = enter(side, &[("M2020-999999", true, 1, "100"), (&numbers[0].0, true, 2, "many")], &now).await;
    assert_eq!(wrong.rows, None, "nothing is taken of a file with a fault");
    assert!(wrong.troubles.iter().any(|trouble| trouble.row == 3 && trouble.found == "many"), "{:?}", wrong.troubles);
    let wrong = enter(side, &[("M2020-999999", true, 1, "100")], &now).await;
    assert_eq!(wrong.troubles[0].remedy.key, "joint-list-not-joint");
    let rows: Vec<_> = numbers.iter().map(|(m, _)| (m.as_str(), true, 1, "")).collect();
    assert_eq!(enter(side, &rows[..3], &now).await.rows, Some(3));
    let faults: Vec<_> = view(side, &now).await.faults.iter().map(|fault| fault.message().key.to_string()).collect();
    assert_eq!(faults, ["joint-list-missing", "joint-list-no-amount"]);
    assert_eq!(refused(acts::seal_list(&side.office, by.clone(), "1.1").await).1, "joint-list-missing");
    let rows: Vec<_> = numbers.iter().zip(1..).map(|((m, _), place)| (m.as_str(), true, place, "100")).collect();
    enter(side, &rows, &now).await;
    let sealed = acts::seal_list(&side.office, by.clone(), "1.1").await.expect("sealed");
    assert_eq!(acts::seal_list(&side.office, by.clone(), "1.1").await.expect("again"), sealed, "twice is once");
    let upload = side.office.begin_upload().expect("begun").write(b"x").await.expect("written");
    let change = acts::enter_support_list(&side.office, by.clone(), "1.1", ("名单.csv", upload)).await;
    assert!(matches!(change, Ok(entered) if entered.rows.is_none()), "an unreadable file changes nothing");
    let upload = side.office.begin_upload().expect("begun");
    let file = format!("申请编号,拟支持,排序,经费(万元)\n{},是,1,1\n", numbers[0].0);
    let upload = upload.write(file.as_bytes()).await.expect("written");
    let change = acts::enter_support_list(&side.office, by.clone(), "1.1", ("名单.csv", upload)).await;
    assert_eq!(refused(change).1, "joint-list-sealed");
    let open = acts::open_list(&side.office, by, "1.1").await;
    assert_eq!(refused(open).1, "joint-phase-sealing", "the partner has not sealed");
}

#[tokio::test]
async fn what_crosses_before_the_opening_says_nothing_of_the_list() {
    let (both, _) = with_method().await;
    let now = later(10);
    let mut rows = Vec::new();
    for project in view(&both.mainland, &now).await.projects {
        rows.push((project.numbers[0].1.clone(), 77_u32));
    }
    let lines: Vec<_> = rows.iter().zip(1..).map(|((n, _), place)| (n.as_str(), true, place, "123.4567")).collect();
    enter(&both.mainland, &lines, &now).await;
    acts::seal_list(&both.mainland.office, doing(&both.mainland.programme, &now), "1.1").await.expect("sealed");
    let by = doing(&both.mainland.programme, &now);
    let parcels = acts::export_parcels(&both.mainland.office, by, crate::pair_of_offices::EXCHANGE).await;
    let said: String = parcels.expect("sealed").into_iter().map(|parcel| parcel.text).collect();
    assert!(said.contains("\"sealed\"") && said.contains("commitment"), "{said}");
    assert!(!said.contains("1234567") && !said.contains("\"place\":4"), "{said}");
}

#[tokio::test]
async fn nothing_of_a_decision_crosses_where_the_terms_do_not_say_so() {
    let both = Both::strangers().await;
    let now = at("2020-03-21T09:00:00");
    let key = both.hongkong.office.keys().signing.verifier().to_string();
    let by = doing(&both.mainland.programme, &now);
    let proposed = acts::propose_terms(&both.mainland.office, by, "hongkong", &key, "协议（示例）").await;
    let mut terms = hefu_exchange::Terms::read(&proposed.expect("proposed")).expect("terms").terms;
    assert!(terms.decision, "it is proposed, and either office may strike it before signing");
    terms.decision = false;
    let mut note = terms.text().expect("a text");
    for side in sides(&both) {
        note = acts::sign_terms(&side.office, doing(&side.programme, &now), &note).await.expect("signed");
    }
    for side in sides(&both) {
        acts::agree_exchange(&side.office, doing(&side.programme, &now), &note).await.expect("agreed");
    }
    let (_, m) = hand_in(&both.mainland, &both.mainland.applicant, &half("mainland", TITLES[0].0, LEADERS[0].0)).await;
    hand_in(&both.hongkong, &both.hongkong.applicant, &half("hongkong", TITLES[0].1, LEADERS[0].1)).await;
    let after = closed(&both).await;
    for side in sides(&both) {
        rule_all(&both, side, &after).await;
        let settled = acts::settle_direction(&side.office, doing(&side.programme, &after), "1.1", "").await;
        assert_eq!(settled.expect("settled").pairs, [format!("1.1-{m}")]);
    }
    let by = doing(&both.mainland.programme, &after);
    let parcels = acts::export_parcels(&both.mainland.office, by.clone(), crate::pair_of_offices::EXCHANGE).await;
    let said: String = parcels.expect("sealed").into_iter().map(|parcel| parcel.text).collect();
    assert!(!said.contains("\"joint\""), "{said}");
    assert_eq!(refused(acts::propose_method(&both.mainland.office, by, "1.1", method()).await).1, "joint-no-exchange");
}

#[tokio::test]
async fn nothing_opens_before_both_are_sealed_and_witnessed_and_the_others_list_is_unseen_until_the_own_is_open() {
    let (both, numbers) = with_method().await;
    let now = later(10);
    for (side, own) in [(&both.mainland, 0), (&both.hongkong, 1)] {
        let of = |pair: &(String, String)| if own == 0 { pair.0.clone() } else { pair.1.clone() };
        let own: Vec<String> = numbers.iter().map(of).collect();
        let rows: Vec<_> = own.iter().zip(1..).map(|(n, place)| (n.as_str(), true, place, "100")).collect();
        enter(side, &rows, &now).await;
        acts::seal_list(&side.office, doing(&side.programme, &now), "1.1").await.expect("sealed");
    }
    let (m, h) = (&both.mainland, &both.hongkong);
    crate::pair_of_offices::carry(h, m, &now).await;
    let early = acts::open_list(&m.office, doing(&m.programme, &now), "1.1").await;
    assert_eq!(refused(early).1, "joint-not-witnessed", "the partner has not seen this seal");
    both.exchange(&now).await;
    acts::open_list(&h.office, doing(&h.programme, &now), "1.1").await.expect("opened");
    both.exchange(&now).await;
    let seen = view(m, &now).await;
    let round = seen.joint.round().expect("a round");
    assert!(round.opening("hongkong").is_none(), "not before this office has opened its own");
    assert!(seen.computed.is_none() && seen.phase == Phase::Opening);
    acts::open_list(&m.office, doing(&m.programme, &now), "1.1").await.expect("opened");
    let seen = view(m, &now).await;
    assert!(seen.joint.round().and_then(|round| round.opening("hongkong")).is_some());
    assert_eq!(seen.phase, Phase::Deciding);
}

#[tokio::test]
async fn both_offices_compute_the_same_bytes_and_every_project_is_explained() {
    let (both, numbers) = opened().await;
    let now = later(12);
    let mut results = Vec::new();
    for side in sides(&both) {
        let computed = view(side, &now).await.computed.expect("open").expect("decided");
        let selection = &computed.decision.selection;
        let chosen: Vec<&str> =
            selection.lines.iter().filter(|line| line.chosen).map(|line| line.number.as_str()).collect();
        assert_eq!(chosen.len(), 3, "the one that Hong Kong does not support is out");
        assert!(!chosen.contains(&numbers[1].0.as_str()));
        assert!(computed.decision.gate.is_err(), "3 is below the stated 20 and needs a signed reason");
        results.push(computed.digest);
    }
    assert_eq!(results[0], results[1]);
}

#[tokio::test]
async fn leaving_the_band_needs_a_reason_the_method_admits() {
    let (both, _) = opened().await;
    let (now, side) = (later(12), &both.mainland);
    let by = doing(&side.programme, &now);
    let seen = view(side, &now).await.computed.expect("open").expect("decided").chosen;
    let none = NewMinute { reasons: Vec::new(), ..minute(&seen, "") };
    assert_eq!(refused(acts::draw_up_minute(&side.office, by.clone(), "1.1", none).await).1, "joint-gate");
    let other = acts::draw_up_minute(&side.office, by.clone(), "1.1", minute(&seen, "因为可以")).await;
    assert_eq!(refused(other).1, "joint-reason-not-admissible");
    let stale = acts::draw_up_minute(&side.office, by.clone(), "1.1", minute("00", "有效申请不足")).await;
    assert_eq!(refused(stale).1, "joint-result-changed");
    let unset = NewMinute { publish: None, ..minute(&seen, "有效申请不足") };
    assert_eq!(refused(acts::draw_up_minute(&side.office, by.clone(), "1.1", unset).await).1, "joint-unset-publish");
    let detail = minute(&seen, "有效申请不足: 四对之中一对未获对方支持");
    acts::draw_up_minute(&side.office, by, "1.1", detail).await.expect("drawn up");
}

#[tokio::test]
async fn a_deviation_stands_in_the_minute_with_its_reason_and_the_partner_computes_with_it() {
    let (both, numbers) = opened().await;
    let (now, side) = (later(12), &both.mainland);
    let by = doing(&side.programme, &now);
    let pair = format!("1.1-{}", numbers[0].0);
    let lock =
        hefu_selection::Locked { pair: pair.clone(), supported: false, reason: "与在研项目重复".to_owned() };
    let what_if = WhatIf { locks: vec![lock], ..WhatIf::default() };
    let seen = joint_view(&side.office, &by, "1.1", &what_if).await.expect("seen");
    let seen = seen.computed.expect("open").expect("decided").chosen;
    let deviations =
        vec![Deviation {
            pair, supported: false, reason: "与在研项目重复".to_owned(), who: "张三".to_owned()
        }];
    let new = NewMinute { deviations, ..minute(&seen, "有效申请不足") };
    let digest = acts::draw_up_minute(&side.office, by, "1.1", new).await.expect("drawn up");
    both.exchange(&now).await;
    let hk = doing(&both.hongkong.programme, &now);
    acts::sign_statement(&both.hongkong.office, hk, "1.1", &digest).await.expect("signed");
    both.exchange(&now).await;
    for side in sides(&both) {
        let seen = view(side, &now).await;
        let (_, minute) = seen.joint.round().and_then(|round| round.minute()).expect("in force");
        assert_eq!(minute.statement.content.supported.len(), 2);
        assert_eq!(seen.computed.expect("open").expect("decided").digest, minute.statement.content.result);
    }
}

#[tokio::test]
async fn nobody_publishes_before_the_instant_or_without_the_partners_word_and_both_publish_the_same() {
    let (both, numbers, _) = minuted().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let now = later(13);
    for lang in [Lang::ZhHans, Lang::ZhHantHk, Lang::ZhHantTw, Lang::En] {
        let paper = printed_minute(&m.office, &doing(&m.programme, &now), "1.1", lang).await.expect("printed");
        assert!(paper.starts_with(b"%PDF-") && paper.windows(10).any(|part| part == b"minute.txt"), "{lang:?}");
        let applicant = printed_minute(&m.office, &doing(&m.applicant, &now), "1.1", lang).await;
        assert_eq!(refused(applicant).0, RefusalKind::NotAllowed);
    }
    assert_eq!(refused(acts::publish_result(&m.office, doing(&m.programme, &now), "1.1").await).1, "joint-not-ready");
    let letters = view(m, &now).await.letters;
    assert_eq!(letters.get(&LetterKind::Supported), Some(&3), "the letters are counted before anything goes");
    assert_eq!(letters.get(&LetterKind::NotSupported), Some(&1));
    acts::ready_to_publish(&m.office, doing(&m.programme, &now), "1.1").await.expect("ready");
    let early = acts::publish_due(&m.office, acts::Doing::office(now.clone()), "1.1").await.expect("asked");
    assert_eq!(early, Some(Waits::Instant));
    let after = at("2020-07-20T10:00:00");
    let alone = acts::publish_due(&m.office, acts::Doing::office(after.clone()), "1.1").await.expect("asked");
    assert_eq!(alone, Some(Waits::Partner), "Hong Kong is not ready");
    acts::ready_to_publish(&h.office, doing(&h.programme, &after), "1.1").await.expect("ready");
    crate::pair_of_offices::carry(m, h, &after).await;
    // The word of Hong Kong is lost on the way: the mainland waits, Hong Kong publishes.
    let published = acts::publish_due(&h.office, acts::Doing::office(after.clone()), "1.1").await.expect("asked");
    assert_eq!(published, None);
    assert_eq!(public_results(&h.office, &doing(&Viewer::visitor(), &after)).await.expect("seen").len(), 1);
    assert!(public_results(&m.office, &doing(&Viewer::visitor(), &after)).await.expect("seen").is_empty());
    both.exchange(&after).await;
    assert_eq!(acts::publish_due(&m.office, acts::Doing::office(after.clone()), "1.1").await.expect("asked"), None);
    both.exchange(&after).await;
    let mut seen = Vec::new();
    for side in sides(&both) {
        let results = public_results(&side.office, &doing(&Viewer::visitor(), &after)).await.expect("seen");
        assert_eq!(view(side, &after).await.phase, Phase::Published);
        let outbox = outbox(&side.office, &doing(&side.programme, &after), None, None, None).await.expect("seen");
        let of = |kind| outbox.lines.iter().filter(|letter| letter.kind == kind).count();
        assert_eq!((of(LetterKind::Supported), of(LetterKind::NotSupported)), (3, 1));
        seen.push((results[0].minute.clone(), results[0].lines.clone()));
        let verified = verify(side.office.db()).await.expect("readable");
        assert_eq!(verified.faults, Vec::<String>::new());
    }
    assert_eq!(seen[0], seen[1]);
    assert!(seen[0].1.iter().all(|line| line.numbers[0].1 != numbers[1].0));
}

#[tokio::test]
async fn a_withheld_list_is_named_and_the_round_ends_in_the_record() {
    let (both, _) = sealed().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    acts::open_list(&m.office, doing(&m.programme, &later(11)), "1.1").await.expect("opened");
    both.exchange(&later(11)).await;
    assert!(view(m, &later(12)).await.withholding.is_empty(), "the agreed instant has not passed");
    let after = at("2020-07-10T17:00:01");
    for side in sides(&both) {
        assert_eq!(view(side, &after).await.withholding, ["hongkong"]);
    }
    acts::abort_round(&m.office, doing(&m.programme, &after), "1.1", "对方未按时启封").await.expect("broken off");
    both.exchange(&after).await;
    let open = acts::open_list(&h.office, doing(&h.programme, &after), "1.1").await;
    assert_eq!(refused(open).1, "joint-phase-method", "the round is over");
    for side in sides(&both) {
        let seen = view(side, &after).await;
        assert_eq!((seen.phase, seen.joint.number()), (Phase::Method, 2));
        assert!(seen.joint.rounds[&1].aborted.contains_key("mainland"));
    }
    let new = NewMethod { open_by: Some(at("2020-07-30T17:00:00")), ..method() };
    acts::propose_method(&h.office, doing(&h.programme, &after), "1.1", new).await.expect("a second round");
}

#[tokio::test]
async fn an_office_that_opens_another_list_than_it_sealed_is_found_out() {
    let (both, _) = sealed().await;
    let seen = view(&both.mainland, &later(11)).await;
    let terms = both.mainland.office.db();
    let mut tx = terms.read().await.expect("read");
    let sql = "SELECT side, body FROM joint_steps WHERE direction = '1.1' ORDER BY side, number";
    let mut steps: Vec<(String, Step)> = Vec::new();
    for row in tx.rows(sql, &[]).await.expect("rows") {
        let body = row.text("body").expect("text");
        steps.push((row.text("side").expect("text"), serde_json::from_str(&body).expect("a step")));
    }
    let sql = "SELECT body, salt FROM sealed_lists";
    let row = tx.row(sql, &[]).await.expect("sealed");
    let mut list: hefu_exchange::joint::SupportList =
        serde_json::from_str(&row.text("body").expect("text")).expect("a list");
    list.rows[0].place = Some(9);
    let salt = row.text("salt").expect("text");
    steps.push(("mainland".to_owned(), Step::Opened { list: Box::new(list), salt }));
    let row = tx.row("SELECT terms FROM exchanges", &[]).await.expect("agreed");
    let terms = hefu_exchange::Terms::read(&row.text("terms").expect("text")).expect("terms").terms;
    let joint = hefu_exchange::joint::joint(&terms, "1.1", steps.iter().map(|(side, step)| (side.as_str(), step)));
    assert!(seen.joint.faults.is_empty());
    assert_eq!(joint.faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::OtherList]);
    assert!(joint.round().and_then(|round| round.opening("mainland")).is_none());
}

/// The same office, stopped and opened again from what it has stored.
async fn again(side: &mut Side, now: &Zoned) {
    let config = side.office.config().clone();
    let chance = u64::from(now.timestamp().subsec_nanosecond().unsigned_abs()) + 9_000_000;
    side.office = hefu_office::Office::open(config, std::sync::Arc::new(crate::world::Counted::from(chance)), now)
        .await
        .expect("opens again");
}

#[tokio::test]
async fn offices_that_stop_after_every_step_go_on_from_there_and_nothing_is_done_twice() {
    let (mut both, numbers) = settled().await;
    let now = later(9);
    both.exchange(&now).await;
    let step = async |both: &mut Both, now: &Zoned| {
        again(&mut both.mainland, now).await;
        again(&mut both.hongkong, now).await;
        both.exchange(now).await;
        again(&mut both.mainland, now).await;
        again(&mut both.hongkong, now).await;
    };
    let by = doing(&both.mainland.programme, &now);
    let digest = acts::propose_method(&both.mainland.office, by, "1.1", method()).await.expect("proposed");
    step(&mut both, &now).await;
    for _ in 0..2 {
        let by = doing(&both.hongkong.programme, &now);
        acts::sign_statement(&both.hongkong.office, by, "1.1", &digest).await.expect("signed, once or twice");
    }
    step(&mut both, &now).await;
    for (at, side) in [&both.mainland, &both.hongkong].into_iter().enumerate() {
        let own = numbers.iter().map(|(m, h)| if at == 0 { m.as_str() } else { h.as_str() });
        let rows: Vec<_> = own.zip(1..).map(|(number, place)| (number, true, place, "100")).collect();
        enter(side, &rows, &now).await;
        let sealed = acts::seal_list(&side.office, doing(&side.programme, &now), "1.1").await.expect("sealed");
        let twice = acts::seal_list(&side.office, doing(&side.programme, &now), "1.1").await.expect("sealed");
        assert_eq!(sealed, twice);
    }
    step(&mut both, &now).await;
    step(&mut both, &now).await;
    for side in sides(&both) {
        for _ in 0..2 {
            acts::open_list(&side.office, doing(&side.programme, &now), "1.1").await.expect("opened, once or twice");
        }
    }
    step(&mut both, &now).await;
    let seen = view(&both.hongkong, &now).await.computed.expect("open").expect("decided").chosen;
    let by = doing(&both.hongkong.programme, &now);
    let digest = acts::draw_up_minute(&both.hongkong.office, by, "1.1", minute(&seen, "有效申请不足")).await;
    let digest = digest.expect("drawn up");
    step(&mut both, &now).await;
    let by = doing(&both.mainland.programme, &now);
    acts::sign_statement(&both.mainland.office, by, "1.1", &digest).await.expect("signed");
    step(&mut both, &now).await;
    for side in sides(&both) {
        for _ in 0..2 {
            acts::ready_to_publish(&side.office, doing(&side.programme, &now), "1.1").await.expect("ready");
        }
    }
    step(&mut both, &now).await;
    let after = at("2020-07-20T10:00:00");
    for side in sides(&both) {
        for _ in 0..2 {
            let waits = acts::publish_due(&side.office, acts::Doing::office(after.clone()), "1.1").await;
            assert_eq!(waits.expect("asked"), None);
        }
    }
    step(&mut both, &after).await;
    for side in sides(&both) {
        let seen = view(side, &after).await;
        assert_eq!(seen.phase, Phase::Published);
        assert!(seen.joint.faults.is_empty(), "{:?}", seen.joint.faults);
        let outbox = outbox(&side.office, &doing(&side.programme, &after), None, None, None).await.expect("seen");
        let count = outbox.lines.iter().filter(|letter| letter.kind == LetterKind::Supported).count();
        assert_eq!(count, 4, "each letter once");
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_room_warns_of_members_with_a_conflict_and_of_whom_a_project_touches() {
    let (both, numbers) = opened().await;
    let (m, now) = (&both.mainland, later(12));
    let set = |viewer: &Viewer, members: &str, conflicts: &str| {
        let (by, members, conflicts) = (doing(viewer, &now), members.to_owned(), conflicts.to_owned());
        async move { acts::set_members(&m.office, by, "1.1", (&members, &conflicts)).await }
    };
    assert_eq!(refused(set(&m.form_check, "王五", "").await).0, RefusalKind::NotAllowed);
    let members = "王五；示例研究院\n\n張三\n钱七\t样本科技大学";
    let own = &numbers[1].0;
    let wrong = [
        (("；示例大学", ""), "members", "joint-member-nameless", 1),
        (("王五；甲；乙", ""), "members", "joint-member-more", 1),
        (("王五\n王五", ""), "members", "joint-member-twice", 2),
        (("王五", "\n赵六；x；y"), "conflicts", "joint-member-unknown", 2),
        (("王五", "王五；M-999；同事"), "conflicts", "joint-member-no-project", 1),
    ];
    for ((members, conflicts), field, key, line) in wrong {
        let Err(OfficeError::Refused(refusal)) = set(&m.programme, members, conflicts).await else { panic!("{key}") };
        let said = format!("{:?}", refusal.message);
        assert!(refusal.field.as_deref() == Some(field) && said.contains(key), "{said}");
        assert!(refusal.message.text(Lang::En).contains(&format!("Line {line}")), "{said}");
    }
    let silent = set(&m.programme, "王五", &format!("王五；{own}")).await;
    assert_eq!(refused(silent).1, "joint-members-line", "a reason is asked for");
    assert!(view(m, &now).await.members.is_empty(), "nothing was changed");
    set(&m.programme, members, &format!("王五,{own},曾共事，五年内")).await.expect("set");
    let seen = view(m, &now).await;
    assert_eq!(seen.members.len(), 3);
    let pair = |at: usize| format!("1.1-{}", numbers[at].0);
    let conflict = MemberConflict { pair: pair(1), reason: "曾共事，五年内".to_owned() };
    assert_eq!(seen.members[0].conflicts, [conflict]);
    // Nobody declared anything for 張三, who has the name of an investigator in another script, nor for 钱七, whose unit takes part
    // in all of them.
    let touched = |at: usize| seen.touched.get(&pair(at)).cloned().unwrap_or_default();
    let unit = ("钱七".to_owned(), Touches::Unit);
    assert_eq!(touched(0), [("張三".to_owned(), Touches::Name), unit.clone()]);
    assert_eq!(touched(1), [unit]);
    // It is this office's own affair.
    both.exchange(&now).await;
    assert!(view(&both.hongkong, &now).await.members.is_empty());
    assert_eq!(verify(m.office.db()).await.expect("readable").faults, Vec::<String>::new());
    set(&m.programme, "", "").await.expect("taken away");
    assert!(view(m, &now).await.touched.is_empty());
}
