//! What is still owed after the decision stands on the pages on which those who owe it begin, and is reminded of.

use hefu_closing::{ChangeKind, Ruled};
use hefu_office::acts::{self, NewChange, NewEvidence, NewReport};
use hefu_office::letters::{LetterKind, LetterMode};
use hefu_office::views::{NeedOf, board, dashboard};
use jiff::Zoned;
use jiff::civil::date;

use super::held::{awarded, count, pdf, upload};
use crate::letters::Hand;
use crate::pair_of_offices::Side;
use crate::world::doing;

async fn needs(side: &Side, now: &Zoned) -> Vec<(NeedOf, Option<String>)> {
    let board = dashboard(&side.office, &doing(&side.applicant, now)).await.expect("seen");
    let of = |what: &NeedOf| matches!(what, NeedOf::Report(_) | NeedOf::ReportReturned(_) | NeedOf::LinesReturned(_));
    let found = board.needs.into_iter().filter(|need| of(&need.what));
    found.map(|need| (need.what, need.by.map(|by| by.strftime("%Y-%m-%d %H:%M:%S %Z").to_string()))).collect()
}

/// Appeals, reports and evidence, changes: how many wait for the office.
async fn waits(side: &Side, now: &Zoned) -> Vec<(&'static str, i64)> {
    let board = board(&side.office, &doing(&side.programme, now)).await.expect("seen");
    let of = |word: &str| ["appeals", "awards", "changes"].contains(&word);
    board.views.iter().filter(|view| of(view.word)).map(|view| (view.word, view.count)).collect()
}

#[tokio::test]
async fn what_is_owed_after_an_award_stands_where_those_begin_who_owe_it() {
    let (both, [m_draft, _], now) = awarded().await;
    let (m, h) = (&both.mainland, &both.hongkong);
    assert!(needs(m, &now).await.is_empty());
    assert_eq!(waits(m, &now).await, [("appeals", 0), ("awards", 0), ("changes", 0)]);
    acts::ask_report(&m.office, doing(&m.programme, &now), "1.1", "中期报告", Some(date(2022, 6, 1)))
        .await
        .expect("asked");
    let due = || Some("2022-06-01 23:59:59 CST".to_owned());
    let report = |of: fn(String) -> NeedOf| vec![(of("中期报告".to_owned()), due())];
    // The applicant of this world holds both awards.
    assert_eq!(needs(m, &now).await, [report(NeedOf::Report), report(NeedOf::Report)].concat());
    let document = ("报告.pdf".to_owned(), upload(m, &pdf()).await);
    let new = NewReport { seen: 0, words: String::new(), document };
    acts::submit_report(&m.office, doing(&m.applicant, &now), &m_draft, "r1", new).await.expect("handed in");
    assert_eq!(needs(m, &now).await, report(NeedOf::Report), "the other award owes it still");
    assert_eq!(waits(m, &now).await[1], ("awards", 1));
    let back = (false, "缺经费说明");
    acts::rule_report(&m.office, doing(&m.programme, &now), &m_draft, "r1", 1, back).await.expect("returned");
    assert_eq!(needs(m, &now).await.len(), 2);
    assert!(needs(m, &now).await.contains(&(NeedOf::ReportReturned("中期报告".to_owned()), due())));
    assert_eq!(waits(m, &now).await[1], ("awards", 0));

    let shown = NewEvidence { words: "模型已训练".to_owned(), ..NewEvidence::default() };
    acts::show_line(&m.office, doing(&m.applicant, &now), &m_draft, "deliverable:D1", shown).await.expect("shown");
    assert_eq!(waits(m, &now).await[1], ("awards", 1));
    let back = (Ruled::Returned, "未附材料");
    acts::rule_line(&m.office, doing(&m.programme, &now), &m_draft, "deliverable:D1", 1, back).await.expect("returned");
    assert!(needs(m, &now).await.contains(&(NeedOf::LinesReturned(1), None)));

    let new =
        NewChange { kind: Some(ChangeKind::Title), to: "智能健康".to_owned(), reason: "更准确".to_owned() };
    acts::ask_change(&m.office, doing(&m.applicant, &now), &m_draft, new).await.expect("asked");
    assert_eq!(waits(m, &now).await[2], ("changes", 1));
    acts::answer_change(&m.office, doing(&m.programme, &now), &m_draft, "1", (true, "")).await.expect("agreed");
    both.exchange(&now).await;
    assert_eq!((waits(m, &now).await[2].1, waits(h, &now).await[2].1), (0, 1), "now it waits for the other office");
}

#[tokio::test]
async fn a_report_is_reminded_of_within_the_days_the_office_has_set_and_once() {
    let (both, [m_draft, _], now) = awarded().await;
    let m = &both.mainland;
    let day = Some(date(2022, 3, 11));
    acts::ask_report(&m.office, doing(&m.programme, &now), "1.1", "中期报告", day).await.expect("asked");
    let hand = Hand::at(&now);
    let runner = m.office.background(hand.clock(), None);
    let reminded = async || count(m, &now, LetterKind::ReportNear).await;
    runner.run_due().await.expect("worked");
    let set = |days| {
        acts::set_letter_mode(&m.office, doing(&m.programme, &now), LetterKind::ReportNear, LetterMode::AtOnce, days)
    };
    set(Some(7)).await.expect("set");
    hand.on(24 * 2);
    runner.run_due().await.expect("worked");
    assert_eq!(reminded().await, 0, "eight days ahead");
    hand.on(24);
    runner.run_due().await.expect("worked");
    assert_eq!(reminded().await, 2, "of each award");
    let document = ("报告.pdf".to_owned(), upload(m, &pdf()).await);
    let new = NewReport { seen: 0, words: String::new(), document };
    acts::submit_report(&m.office, doing(&m.applicant, &now), &m_draft, "r1", new).await.expect("handed in");
    for hours in [24, 24 * 8] {
        hand.on(hours);
        runner.run_due().await.expect("worked");
    }
    assert_eq!(reminded().await, 2, "once each, and not after the day");
}
