//! After publication: an award is declined, both sign who comes in, and both publish it at one instant.

use std::collections::BTreeSet;
use std::sync::Arc;

use hefu_dossier::document::{Limits, read_bytes};
use hefu_office::acts::{self, Doing, NewPromotion, Waits};
use hefu_office::letters::LetterKind;
use hefu_office::verify::verify;
use hefu_office::views::{
    JointOutcome, PublicLine, application_view, handed_in, joint_awards, outbox, public_results, task_book,
};
use hefu_office::{Office, RefusalKind, Viewer};
use hefu_text::money::{Currency, Money};
use hefu_words::Lang;
use jiff::Zoned;

use super::world::*;
use crate::pair_of_offices::{Both, Side, mainland_config};
use crate::world::{Counted, at, doing, refused};

fn pair(numbers: &[(String, String)], place: usize) -> String {
    format!("1.1-{}", numbers[place].0)
}

async fn public(side: &Side, now: &Zoned) -> Vec<PublicLine> {
    let results = public_results(&side.office, &doing(&Viewer::visitor(), now)).await.expect("seen");
    results.into_iter().flat_map(|result| result.lines).collect()
}

async fn seen(side: &Side, now: &Zoned) -> BTreeSet<String> {
    let promoted = view(side, now).await.promoted.expect("something was declined").expect("computed");
    promoted.promotion.ids.into_iter().collect()
}

/// Draws up a promotion at the mainland, has Hong Kong sign it, and both publish it. Gives its digest.
async fn promote(both: &Both, now: &Zoned, publish: &Zoned) -> String {
    let (m, h) = (&both.mainland, &both.hongkong);
    let new = NewPromotion { publish: Some(publish.clone()), seen: seen(m, now).await };
    let digest = acts::draw_up_promotion(&m.office, doing(&m.programme, now), "1.1", new).await.expect("drawn up");
    both.exchange(now).await;
    acts::sign_statement(&h.office, doing(&h.programme, now), "1.1", &digest).await.expect("signed");
    for _ in 0..2 {
        for side in sides(both) {
            acts::publish_due(&side.office, Doing::office(now.clone()), "1.1").await.expect("asked");
        }
        both.exchange(now).await;
    }
    for side in sides(both) {
        let early = acts::publish_due(&side.office, Doing::office(now.clone()), "1.1").await.expect("asked");
        assert_eq!(early, Some(Waits::Instant));
        let done = acts::publish_due(&side.office, Doing::office(publish.clone()), "1.1").await.expect("asked");
        assert_eq!(done, None);
    }
    both.exchange(publish).await;
    digest
}

#[tokio::test]
async fn only_an_award_that_is_published_is_declined_by_whoever_decides_with_a_reason_and_once() {
    let (both, numbers, _) = minuted().await;
    let (m, now) = (&both.mainland, later(13));
    let first = pair(&numbers, 0);
    let early = acts::decline_award(&m.office, doing(&m.programme, &now), "1.1", &first, "经费不足").await;
    assert_eq!(refused(early).1, "joint-not-published");
    let (both, numbers) = published().await;
    let (m, now) = (&both.mainland, at("2020-07-21T09:00:00"));
    let (first, second) = (pair(&numbers, 0), pair(&numbers, 1));
    let by = doing(&m.programme, &now);
    assert_eq!(
        refused(acts::decline_award(&m.office, by.clone(), "1.1", &first, " ").await).1,
        "office-reason-missing"
    );
    assert_eq!(refused(acts::decline_award(&m.office, by.clone(), "1.1", &second, "x").await).1, "joint-no-award");
    for viewer in [&m.applicant, &m.form_check, &Viewer::visitor()] {
        let not = acts::decline_award(&m.office, doing(viewer, &now), "1.1", &first, "x").await;
        assert_eq!(refused(not).0, RefusalKind::NotAllowed);
    }
    acts::decline_award(&m.office, by.clone(), "1.1", &first, "经费不足").await.expect("recorded");
    let twice = acts::decline_award(&m.office, by, "1.1", &first, "经费不足").await;
    assert_eq!(refused(twice).1, "joint-declined-already");
}

async fn letters<const N: usize>(side: &Side, now: &Zoned, kinds: [LetterKind; N]) -> [usize; N] {
    let letters = outbox(&side.office, &doing(&side.programme, now), None, None, None).await.expect("seen");
    kinds.map(|kind| letters.lines.iter().filter(|letter| letter.kind == kind).count())
}

#[tokio::test]
async fn nobody_hears_that_an_award_was_declined_before_this_office_has_published() {
    let (both, numbers) = ready().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let now = at("2020-07-20T10:00:00");
    publish(h, &now).await;
    let first = pair(&numbers, 0);
    acts::decline_award(&h.office, doing(&h.programme, &now), "1.1", &first, "負責人離任").await.expect("recorded");
    both.exchange(&now).await;
    let kinds = [LetterKind::AwardDeclined, LetterKind::Supported, LetterKind::NotSupported];
    assert_eq!(letters(m, &now, kinds).await, [0, 0, 0]);
    publish(m, &now).await;
    assert_eq!(letters(m, &now, kinds).await, [1, 1, 2], "the declined one is not told as supported first");
    both.exchange(&now).await;
    assert_eq!(letters(m, &now, kinds).await, [1, 1, 2]);
    assert_eq!(letters(h, &now, kinds).await, [1, 2, 2], "published before it was declined");
}

#[tokio::test]
async fn whoever_fits_comes_in_at_both_offices_alike_and_nobody_who_holds_an_award_leaves() {
    let (both, numbers) = published().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let [first, third, fourth] = [pair(&numbers, 0), pair(&numbers, 2), pair(&numbers, 3)];
    let held: Vec<String> = public(m, &at("2020-07-20T11:00:00")).await.into_iter().map(|line| line.pair).collect();
    assert_eq!(held, [first.clone(), third.clone()], "the money is not enough for the fourth");
    // Hong Kong's half of the first declines. The money it frees is too little for the one that waits.
    let now = at("2020-07-21T09:00:00");
    acts::decline_award(&h.office, doing(&h.programme, &now), "1.1", &first, "負責人離任").await.expect("recorded");
    both.exchange(&now).await;
    for side in sides(&both) {
        assert_eq!(seen(side, &now).await, BTreeSet::new());
    }
    promote(&both, &now, &at("2020-07-25T10:00:00")).await;
    // Then the mainland's half of the third: now it fits.
    let now = at("2020-07-26T09:00:00");
    acts::decline_award(&m.office, doing(&m.programme, &now), "1.1", &third, "单位变更").await.expect("recorded");
    let stale = NewPromotion { publish: Some(at("2020-08-01T10:00:00")), seen: BTreeSet::new() };
    let stale = acts::draw_up_promotion(&m.office, doing(&m.programme, &now), "1.1", stale).await;
    assert_eq!(refused(stale).1, "joint-result-changed", "the officer had seen nobody come in");
    both.exchange(&now).await;
    let past = NewPromotion { publish: Some(now.clone()), seen: seen(m, &now).await };
    let past = acts::draw_up_promotion(&m.office, doing(&m.programme, &now), "1.1", past).await;
    assert_eq!(refused(past).1, "joint-publish-past");
    let publish = at("2020-08-01T10:00:00");
    let digest = promote(&both, &now, &publish).await;
    let mut shown = Vec::new();
    for side in sides(&both) {
        let lines = public(side, &publish).await;
        let standing: Vec<_> = lines.iter().map(|line| (line.pair.clone(), line.declined, line.promoted)).collect();
        let wanted = [(first.clone(), true, false), (third.clone(), true, false), (fourth.clone(), false, true)];
        assert_eq!(standing, wanted);
        shown.push(lines);
        let awards = joint_awards(&side.office, &doing(&side.programme, &publish), "1.1").await.expect("seen");
        assert_eq!(awards.into_iter().map(|award| award.pair).collect::<Vec<_>>(), [fourth.as_str()]);
        let told = [LetterKind::AwardDeclined, LetterKind::Supported];
        let told = letters(side, &publish, told).await;
        assert_eq!(told, [2, 3], "declined: once to each half, whichever side it was; two by the minute, one promoted");
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
        assert!(view(side, &publish).await.joint.faults.is_empty());
    }
    assert_eq!(shown[0], shown[1]);
    let drafts = [(0, JointOutcome::Declined), (1, JointOutcome::NotSupported), (3, JointOutcome::Supported)];
    for (place, outcome) in drafts {
        let lines = handed_in(&m.office, &doing(&m.programme, &publish), None, None).await.expect("seen");
        let line =
            lines.lines.into_iter().find(|line| line.number.as_ref() == Some(&numbers[place].0)).expect("handed in");
        let by = doing(&m.applicant, &publish);
        let seen = application_view(&m.office, &by, &line.draft).await.expect("seen");
        assert_eq!(seen.outcome, Some(outcome));
        for lang in [Lang::ZhHans, Lang::ZhHantHk, Lang::ZhHantTw, Lang::En] {
            let book = task_book(&m.office, &by, &line.draft, lang).await;
            if outcome != JointOutcome::Supported {
                assert_eq!(refused(book).0, RefusalKind::NotFound, "no award, no task book");
                continue;
            }
            let book = book.expect("printed");
            let read = read_bytes(&book.name, &book.bytes, &Limits::default()).expect("a PDF that can be read");
            let text: String = read.text().split_whitespace().collect();
            let (own, other) = (&numbers[place].0, &numbers[place].1);
            for word in [own, other, TITLES[place].1, "26,000,000", digest.as_str()] {
                assert!(text.contains(word), "{lang}: {word} is not in {text}");
            }
        }
    }
}

#[tokio::test]
async fn an_office_signs_no_promotion_that_it_does_not_come_to_and_nothing_is_published_that_one_takes_back() {
    let (both, numbers) = published().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    let now = at("2020-07-21T09:00:00");
    acts::decline_award(&m.office, doing(&m.programme, &now), "1.1", &pair(&numbers, 2), "单位变更")
        .await
        .expect("recorded");
    let publish = at("2020-08-01T10:00:00");
    let new = NewPromotion { publish: Some(publish.clone()), seen: seen(m, &now).await };
    let digest =
        acts::draw_up_promotion(&m.office, doing(&m.programme, &now), "1.1", new.clone()).await.expect("drawn up");
    let second = acts::draw_up_promotion(&m.office, doing(&m.programme, &now), "1.1", new).await;
    assert_eq!(refused(second).1, "joint-promotion-waits");
    both.exchange(&now).await;
    // Another award is declined at Hong Kong meanwhile: the promotion on its table is of another state of things.
    acts::decline_award(&h.office, doing(&h.programme, &now), "1.1", &pair(&numbers, 0), "負責人離任")
        .await
        .expect("recorded");
    let other = acts::sign_statement(&h.office, doing(&h.programme, &now), "1.1", &digest).await;
    assert_eq!(refused(other).1, "joint-promotion-other");
    both.exchange(&now).await;
    acts::withdraw_statement(&m.office, doing(&m.programme, &now), "1.1", &digest).await.expect("taken back");
    both.exchange(&now).await;
    let late = acts::sign_statement(&h.office, doing(&h.programme, &now), "1.1", &digest).await;
    assert_eq!(refused(late).1, "joint-withdrawn-already");
    // Taken back while the other's signature is on its way: neither publishes it.
    let new = NewPromotion { publish: Some(publish.clone()), seen: seen(m, &now).await };
    let digest = acts::draw_up_promotion(&m.office, doing(&m.programme, &now), "1.1", new).await.expect("drawn up");
    both.exchange(&now).await;
    acts::sign_statement(&h.office, doing(&h.programme, &now), "1.1", &digest).await.expect("signed");
    acts::withdraw_statement(&m.office, doing(&m.programme, &now), "1.1", &digest)
        .await
        .expect("not known to be signed");
    let waits = acts::publish_due(&h.office, Doing::office(publish.clone()), "1.1").await.expect("asked");
    assert_eq!(waits, Some(Waits::Partner), "Hong Kong holds both signatures and waits for the mainland's word");
    both.exchange(&publish).await;
    for side in sides(&both) {
        acts::publish_due(&side.office, Doing::office(publish.clone()), "1.1").await.expect("asked");
        assert!(public(side, &publish).await.iter().all(|line| !line.promoted));
    }
}

#[tokio::test]
async fn the_public_list_names_money_only_where_the_office_says_so() {
    let (both, _) = published().await;
    let now = at("2020-07-21T09:00:00");
    let lines = public(&both.mainland, &now).await;
    assert!(lines.len() > 1 && lines.iter().all(|line| line.amount.is_none()), "there is money, and it is not told");
    let Side { office, folder, .. } = both.mainland;
    drop(office);
    let mut config = mainland_config(folder.path());
    config.records.amounts = true;
    let office = Office::open(config, Arc::new(Counted::from(900_000)), &now).await.expect("the office opens");
    let results = public_results(&office, &doing(&Viewer::visitor(), &now)).await.expect("seen");
    let mut amounts: Vec<_> = results[0].lines.iter().filter_map(|line| line.amount).collect();
    amounts.sort_by_key(|money| money.minor);
    let wan = |wan: i64| Money::from_minor(wan * 10_000 * 100, Currency::CNY);
    assert_eq!(amounts, [wan(2000), wan(2500)], "its own side's money");
}
