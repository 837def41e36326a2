//! Drafts and applications: saved without losing anybody's text, handed in once, taken back, never another's to see.

use hefu_application::{AgreementRecord, State};
use hefu_check::{Outcome, RulingAnswer};
use hefu_ledger::receipt;
use hefu_office::RefusalKind;
use hefu_office::acts;
use hefu_office::lists::{Ask, Cell, Kind};
use hefu_office::views::{application_view, desk, list, receipt_of};

use crate::world::{World, application, at, doing, midway, refused, stranger};

#[tokio::test]
async fn two_writers_of_one_section_are_told_and_nothing_is_lost() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    assert_eq!(world.save(&world.applicant, &draft, "乙", 1).await.expect("saved"), 2);
    let late = refused(world.save(&world.applicant, &draft, "丙", 1).await);
    assert_eq!(late, (RefusalKind::Conflict, "team-changed-meanwhile".to_owned()));
    let view = application_view(&world.office, &doing(&world.applicant, &midway()), &draft).await.expect("seen");
    assert_eq!(view.application.title.own, "乙");
}

#[tokio::test]
async fn handing_in_twice_is_handing_in_once_with_the_same_receipt() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "可解釋人工智能").await;
    let now = midway();
    let first = acts::submit(&world.office, doing(&world.applicant, &now), &draft).await.expect("handed in");
    let text = receipt_of(&world.office, &doing(&world.applicant, &now), &draft).await.expect("a receipt");
    world.draft(&world.other, "別的項目").await;
    let other = world.draft(&world.other, "又一項目").await;
    acts::submit(&world.office, doing(&world.other, &now), &other).await.expect("handed in");
    let later = at("2020-05-02T10:00:00");
    let second = acts::submit(&world.office, doing(&world.applicant, &later), &draft).await.expect("the same");
    assert_eq!(first, second);
    assert_eq!(first.number, "H2020-0001");
    assert_eq!(receipt_of(&world.office, &doing(&world.applicant, &later), &draft).await.expect("again"), text);
    let key = world.office.keys().signing.verifier();
    let checked = receipt::check(&text, &[key]).expect("the receipt verifies without the office");
    assert_eq!(checked.event.subject, "H2020-0001");
    assert_eq!(checked.event.body["content"]["title"]["own"], "可解釋人工智能");
}

#[tokio::test]
async fn taken_back_changed_and_handed_in_again_under_the_same_number() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    let doing_now = doing(&world.applicant, &midway());
    acts::submit(&world.office, doing_now.clone(), &draft).await.expect("handed in");
    assert_eq!(refused(world.save(&world.applicant, &draft, "乙", 1).await).1, "office-may-not-edit");
    acts::withdraw(&world.office, doing_now.clone(), &draft, "更正題目").await.expect("taken back");
    world.save(&world.applicant, &draft, "乙", 1).await.expect("changed");
    let again = acts::submit(&world.office, doing_now.clone(), &draft).await.expect("handed in again");
    assert_eq!((again.number.as_str(), again.revision), ("H2020-0001", 2));
    let ask = Ask { columns: vec!["title".to_owned()], ..Ask::default() };
    let found =
        list(&world.office, &doing(&world.form_check, &midway()), Kind::Applications, &ask).await.expect("seen");
    let title = Cell::Own { text: "乙".to_owned(), side: "hongkong".to_owned() };
    assert_eq!(found.rows.into_iter().map(|row| row.cells).collect::<Vec<_>>(), [[title]]);
}

#[tokio::test]
async fn after_the_last_instant_nothing_is_handed_in_changed_or_taken_back() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    let in_time = world.draft(&world.applicant, "乙").await;
    acts::submit(&world.office, doing(&world.applicant, &midway()), &in_time).await.expect("in time");
    let closed = doing(&world.applicant, &at("2020-06-30T17:00:00"));
    assert_eq!(refused(acts::submit(&world.office, closed.clone(), &draft).await).0, RefusalKind::Closed);
    assert_eq!(refused(acts::withdraw(&world.office, closed.clone(), &in_time, "").await).0, RefusalKind::Closed);
    // Asking again for what was handed in in time is answered: a lost answer is no lost application.
    acts::submit(&world.office, closed, &in_time).await.expect("the same receipt");
}

#[tokio::test]
async fn nobody_elses_application_exists() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "機密題目").await;
    let now = midway();
    for viewer in [&world.other, &world.administrator, &world.auditor, &world.form_check, &stranger()] {
        let doing = doing(viewer, &now);
        let seen = application_view(&world.office, &doing, &draft).await.map(|_| ());
        let none = application_view(&world.office, &doing, "nothing").await.map(|_| ());
        assert_eq!(refused(seen), refused(none), "a draft of somebody else and no draft are told alike");
        assert_eq!(refused(acts::submit(&world.office, doing.clone(), &draft).await).0, RefusalKind::NotFound);
        assert_eq!(refused(world.save(viewer, &draft, "改", 1).await).0, RefusalKind::NotFound);
        assert_eq!(refused(receipt_of(&world.office, &doing, &draft).await).0, RefusalKind::NotFound);
    }
    assert!(desk(&world.office, &doing(&world.other, &now)).await.expect("a desk").lines.is_empty());
    acts::submit(&world.office, doing(&world.applicant, &now), &draft).await.expect("handed in");
    let seen = application_view(&world.office, &doing(&world.auditor, &now), &draft).await.expect("handed in: seen");
    assert_eq!(seen.application.title.own, "機密題目");
    let other = application_view(&world.office, &doing(&world.other, &now), &draft).await.map(|_| ());
    assert_eq!(refused(other).0, RefusalKind::NotFound);
}

#[tokio::test]
async fn officers_see_what_was_handed_in_and_not_what_is_being_written() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    let now = midway();
    acts::submit(&world.office, doing(&world.applicant, &now), &draft).await.expect("handed in");
    acts::withdraw(&world.office, doing(&world.applicant, &now), &draft, "").await.expect("taken back");
    world.save(&world.applicant, &draft, "正在寫的", 1).await.expect("saved");
    let officer = application_view(&world.office, &doing(&world.form_check, &now), &draft).await.expect("seen");
    assert_eq!((officer.application.title.own.as_str(), officer.application.state), ("甲", State::Withdrawn));
    let own = application_view(&world.office, &doing(&world.applicant, &now), &draft).await.expect("seen");
    assert_eq!(own.application.title.own, "正在寫的");
}

#[tokio::test]
async fn a_workbook_fills_a_draft_and_the_findings_are_those_of_the_form_check() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    let mut from_book = application("由工作簿");
    from_book.period.start = "2020-10-01".parse().ok();
    from_book.period.end = "2023-09-30".parse().ok();
    acts::take_in(&world.office, doing(&world.applicant, &midway()), &draft, &from_book).await.expect("taken in");
    let view = application_view(&world.office, &doing(&world.applicant, &midway()), &draft).await.expect("seen");
    assert_eq!(view.application.title.own, "由工作簿");
    let period = view.findings.iter().find(|finding| finding.clause == "HK-5").expect("the period is checked");
    assert_eq!(period.outcome, Outcome::Fail, "three years where the guide says two");
}

#[tokio::test]
async fn a_document_that_is_not_held_here_goes_to_a_person() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    let outcome = async |doing| {
        let view = application_view(&world.office, &doing, &draft).await.expect("seen");
        view.findings.iter().find(|finding| finding.clause == "HK-14").expect("the clause is checked").outcome
    };
    let now = doing(&world.applicant, &midway());
    assert_eq!(outcome(now.clone()).await, Outcome::Unset, "nothing is named");
    let mut named = application("甲");
    named.agreement = Some(AgreementRecord { file: Some("協議.pdf".to_owned()), ..AgreementRecord::default() });
    acts::take_in(&world.office, now.clone(), &draft, &named).await.expect("taken in");
    assert_eq!(outcome(now.clone()).await, Outcome::Unset, "it is named, and nowhere");
    let place = hefu_office::documents::AttachedTo::Agreement;
    acts::hand_in_elsewhere(&world.office, now.clone(), &draft, place, 1, "協議.pdf").await.expect("stated");
    assert_eq!(outcome(now).await, Outcome::Person);
}

#[tokio::test]
async fn a_ruling_needs_an_officer_a_reason_and_a_finding_left_to_judgement() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    let now = midway();
    // Two years from a leap day: whether the last day is right is for a person (ruling R-6a).
    let mut leap = application("甲");
    leap.period.start = "2020-02-29".parse().ok();
    leap.period.end = "2022-02-28".parse().ok();
    acts::take_in(&world.office, doing(&world.applicant, &now), &draft, &leap).await.expect("taken in");
    acts::submit(&world.office, doing(&world.applicant, &now), &draft).await.expect("handed in");
    let view = application_view(&world.office, &doing(&world.form_check, &now), &draft).await.expect("seen");
    let open = view.findings.iter().find(|f| f.outcome == Outcome::Person).expect("something to rule").id.clone();
    let decided = view.findings.iter().find(|f| f.outcome == Outcome::Fail).expect("something decided").id.clone();
    let rule = async |viewer, finding: &str, why: &str| {
        acts::rule(&world.office, doing(viewer, &now), "H2020-0001", finding, RulingAnswer::Met, why).await
    };
    assert_eq!(refused(rule(&world.applicant, &open, "x").await).0, RefusalKind::NotAllowed);
    assert_eq!(refused(rule(&world.form_check, &open, " ").await).1, "office-reason-missing");
    assert_eq!(refused(rule(&world.form_check, &decided, "x").await).1, "office-not-for-a-person");
    rule(&world.form_check, &open, "原件核對無誤").await.expect("ruled");
    let view = application_view(&world.office, &doing(&world.auditor, &now), &draft).await.expect("seen");
    let ruled = view.findings.iter().find(|f| f.id == open).expect("still there");
    assert_eq!(ruled.outcome, Outcome::Pass);
    assert_eq!(ruled.ruled.as_ref().expect("by whom").ruling.who, "審查員");
}

#[tokio::test]
async fn a_ruling_is_on_what_was_handed_in_then() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    let (now, officer) = (doing(&world.applicant, &midway()), doing(&world.form_check, &midway()));
    let mut leap = application("甲");
    leap.period.start = "2020-02-29".parse().ok();
    leap.period.end = "2022-02-28".parse().ok();
    acts::take_in(&world.office, now.clone(), &draft, &leap).await.expect("taken in");
    acts::submit(&world.office, now.clone(), &draft).await.expect("handed in");
    let outcome = async || {
        let view = application_view(&world.office, &officer, &draft).await.expect("seen");
        view.findings.into_iter().find(|finding| finding.clause == "HK-5").expect("the period is checked")
    };
    let finding = outcome().await.id;
    acts::rule(&world.office, officer.clone(), "H2020-0001", &finding, RulingAnswer::Met, "按日曆")
        .await
        .expect("ruled");
    assert_eq!(outcome().await.outcome, Outcome::Pass);
    for _ in 0..2 {
        acts::withdraw(&world.office, now.clone(), &draft, "").await.expect("taken back, once or twice");
    }
    acts::submit(&world.office, now, &draft).await.expect("handed in again");
    assert_eq!(outcome().await.outcome, Outcome::Person, "what is handed in anew is ruled on anew");
    let found = hefu_office::verify::verify(world.office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
}

#[tokio::test]
async fn saving_the_same_again_is_saving_once() {
    let world = World::published().await;
    let draft = world.draft(&world.applicant, "甲").await;
    assert_eq!(world.save(&world.applicant, &draft, "乙", 1).await.expect("saved"), 2);
    assert_eq!(world.save(&world.applicant, &draft, "乙", 1).await.expect("a lost answer asked for again"), 2);
}
