//! The discussion among the experts of one application: off until the office switches it on, entered once one's own review is
//! handed in, by numbers, until a conflict or a taken seat ends it; nothing of it leaves the office.

use hefu_office::acts::{self, SeatChange};
use hefu_office::experts::Seat;
use hefu_office::reviews::{DiscussionSettings, DiscussionState};
use hefu_office::verify::verify;
use hefu_office::views::{
    Author, application_view, discussion_page, discussion_read, discussion_terms, journal_page, own_discussion,
    review_page, review_read,
};
use hefu_office::{RefusalKind, Viewer};

use super::world::{DIRECTION, Desk, answers, day};
use crate::pair_of_offices::EXCHANGE;
use crate::world::{doing, refused, stranger};

const NUMBERS: DiscussionSettings = DiscussionSettings { on: true, names: false };

/// With the discussion switched on.
async fn switched_on() -> Desk {
    let desk = Desk::asked().await;
    let programme = doing(&desk.side().programme, &day(3));
    acts::set_discussion(desk.office(), programme, DIRECTION, NUMBERS).await.expect("set");
    desk
}

/// E1's and E2's reviews are handed in, in this order, and both take part.
async fn both_in(desk: &Desk) {
    let number = desk.numbers[0].as_str();
    desk.review(0, number, answers("A", "90", "CANARY-ONE 思路清楚")).await;
    desk.review(1, number, answers("C", "50", "CANARY-TWO 尚可，仍需補充")).await;
    for expert in &desk.experts[..2] {
        acts::enter_discussion(desk.office(), doing(expert, &day(6)), number).await.expect("takes part");
    }
}

#[tokio::test]
async fn an_expert_sees_the_others_after_their_own_review_and_by_taking_part() {
    let desk = Desk::asked().await;
    let (office, number) = (desk.office(), desk.numbers[0].as_str());
    let (one, two) = (doing(&desk.experts[0], &day(6)), doing(&desk.experts[1], &day(6)));
    let programme = doing(&desk.side().programme, &day(6));
    desk.review(0, number, answers("A", "90", "CANARY-ONE 思路清楚")).await;
    // Nobody has switched it on: there is nothing.
    assert_eq!(own_discussion(office, &one, number).await.expect("a seat"), None);
    assert_eq!(refused(acts::enter_discussion(office, one.clone(), number).await).0, RefusalKind::NotFound);
    assert_eq!(refused(discussion_read(office, &programme, number).await).0, RefusalKind::NotFound);
    let early = acts::discuss_as_officer(office, programme.clone(), number, "請討論").await;
    assert_eq!(refused(early).0, RefusalKind::NotFound);
    acts::set_discussion(office, programme.clone(), DIRECTION, NUMBERS).await.expect("set");
    acts::set_discussion(office, programme.clone(), DIRECTION, NUMBERS).await.expect("the same again");
    assert_eq!(discussion_terms(office, &programme, DIRECTION).await.expect("seen"), (NUMBERS, true));

    // Before one's own review there is nothing to see and nothing to enter.
    for state in ["offered", "open"] {
        assert_eq!(own_discussion(office, &two, number).await.expect("a seat"), Some(DiscussionState::Awaited));
        assert_eq!(refused(discussion_page(office, &two, number).await).0, RefusalKind::NotFound, "{state}");
        assert_eq!(refused(acts::enter_discussion(office, two.clone(), number).await).1, "discussion-own-first");
        assert_eq!(refused(acts::discuss(office, two.clone(), number, "好").await).1, "discussion-own-first");
        if state == "offered" {
            desk.accept(1, number).await;
        }
    }
    acts::save_review(office, two.clone(), number, answers("C", "50", "CANARY-TWO 尚可，仍需補充"), 0)
        .await
        .expect("saved");
    acts::submit_reviews(office, two.clone(), [number.to_owned()].into()).await.expect("handed in");
    // Handed in, the page says that one can take part, and shows nothing of the others before.
    let page = discussion_page(office, &two, number).await.expect("offered");
    assert_eq!((page.state, page.reviews.len(), page.may_write), (DiscussionState::Offered, 0, false));
    assert!(!format!("{page:?}").contains("CANARY-ONE"));
    assert_eq!(refused(acts::discuss(office, two.clone(), number, "好").await).1, "discussion-own-first");
    acts::enter_discussion(office, two.clone(), number).await.expect("takes part");
    acts::enter_discussion(office, two.clone(), number).await.expect("once");
    let page = discussion_page(office, &two, number).await.expect("seen");
    assert_eq!(page.reviews.len(), 1);
    assert_eq!(page.reviews[0].author, Author::Expert(1, None));
    assert!(page.reviews[0].answers.as_ref().expect("in force").texts["opinion"].contains("CANARY-ONE"));
    let told = format!("{page:?}");
    assert!(!told.contains("歐陽修文") && !told.contains("\"E1\""), "{told}");
    // Whoever has no seat on it, or on another application only, has nothing; nor have other officers.
    let third = doing(&desk.experts[2], &day(6));
    assert_eq!(refused(discussion_page(office, &third, number).await).0, RefusalKind::NotFound);
    for nobody in [&desk.side().form_check, &desk.side().applicant, &stranger(), &Viewer::visitor()] {
        let by = doing(nobody, &day(6));
        assert!(discussion_page(office, &by, number).await.is_err());
        assert_eq!(refused(discussion_read(office, &by, number).await).0, RefusalKind::NotFound);
        assert_eq!(refused(discussion_terms(office, &by, DIRECTION).await).0, RefusalKind::NotFound);
        assert!(acts::discuss(office, by.clone(), number, "x").await.is_err());
        assert!(acts::set_discussion(office, by.clone(), DIRECTION, DiscussionSettings::default()).await.is_err());
        assert!(acts::move_discussion(office, by.clone(), number, false, "x").await.is_err());
        assert!(acts::discuss_as_officer(office, by, number, "x").await.is_err());
    }
    let auditor = doing(&desk.auditor, &day(6));
    discussion_read(office, &auditor, number).await.expect("the auditor reads");
    assert!(acts::discuss_as_officer(office, auditor.clone(), number, "x").await.is_err());
    assert!(acts::move_discussion(office, auditor, number, false, "x").await.is_err());
}

#[tokio::test]
async fn what_is_written_shows_by_number_and_officers_see_by_whom() {
    let desk = switched_on().await;
    both_in(&desk).await;
    let (office, number) = (desk.office(), desk.numbers[0].as_str());
    let (one, two) = (doing(&desk.experts[0], &day(6)), doing(&desk.experts[1], &day(6)));
    let programme = doing(&desk.side().programme, &day(6));
    assert_eq!(refused(acts::discuss(office, one.clone(), number, " \r\n").await).1, "discussion-empty");
    assert_eq!(refused(acts::discuss(office, one.clone(), number, &"長".repeat(8001)).await).1, "discussion-long");
    acts::discuss(office, one.clone(), number, "方法一節不足").await.expect("written");
    acts::discuss(office, two.clone(), number, "同意\r\n第二行").await.expect("written");
    acts::discuss_as_officer(office, programme.clone(), number, "請於週五前完成").await.expect("written");
    let authors = |view: &hefu_office::views::DiscussionView| {
        view.lines.iter().map(|line| line.author.clone()).collect::<Vec<_>>()
    };
    let page = discussion_page(office, &one, number).await.expect("seen");
    assert_eq!(authors(&page), [Author::You, Author::Expert(2, None), Author::Office(None)]);
    assert_eq!(page.lines[1].text, "同意\n第二行");
    let told = format!("{page:?}");
    assert!(!told.contains("司徒志明") && !told.contains("計畫主管"));
    let read = discussion_read(office, &programme, number).await.expect("seen");
    let named = |place, name: &str| Author::Expert(place, Some(name.to_owned()));
    let expected = [named(1, "歐陽修文"), named(2, "司徒志明"), Author::Office(Some("計畫主管".to_owned()))];
    assert_eq!(authors(&read), expected);
    assert_eq!(read.reviews.iter().map(|one| one.versions).collect::<Vec<_>>(), [(1, Some(1)), (1, Some(1))]);
    // Where the office shows names, experts see them.
    let names = DiscussionSettings { on: true, names: true };
    acts::set_discussion(office, programme.clone(), DIRECTION, names).await.expect("set");
    let page = discussion_page(office, &one, number).await.expect("seen");
    assert_eq!(authors(&page)[1], named(2, "司徒志明"));
    // Switched off, it is there for nobody; switched on again, what was written is there.
    acts::set_discussion(office, programme.clone(), DIRECTION, DiscussionSettings::default()).await.expect("set");
    assert_eq!(refused(discussion_page(office, &one, number).await).0, RefusalKind::NotFound);
    assert_eq!(refused(acts::discuss(office, one.clone(), number, "還有").await).0, RefusalKind::NotFound);
    acts::set_discussion(office, programme.clone(), DIRECTION, NUMBERS).await.expect("set");
    assert_eq!(discussion_page(office, &one, number).await.expect("seen").lines.len(), 3);

    // Closed, experts read and do not write; so do officers until it is open again.
    let turn = async |open, why| acts::move_discussion(office, programme.clone(), number, open, why).await;
    assert_eq!(refused(turn(false, " ").await).1, "office-reason-missing");
    assert_eq!(refused(turn(true, "再開").await).1, "discussion-so-already");
    turn(false, "CANARY-WHY 已達成一致").await.expect("closed");
    assert_eq!(refused(acts::discuss(office, two.clone(), number, "還有").await).1, "discussion-closed");
    let officer = acts::discuss_as_officer(office, programme.clone(), number, "還有").await;
    assert_eq!(refused(officer).1, "discussion-closed");
    let page = discussion_page(office, &two, number).await.expect("read on");
    assert_eq!((page.state, page.lines.len(), page.may_write), (DiscussionState::Closed, 3, false));
    assert!(!format!("{page:?}").contains("CANARY-WHY"), "officers' reasons are theirs");
    turn(true, "補充討論").await.expect("open again");
    acts::discuss(office, two, number, "補充").await.expect("written");
    assert_eq!(verify(office.db()).await.expect("readable").faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_review_is_revised_after_the_deadline_and_officers_see_which_stood_before() {
    let desk = switched_on().await;
    let (office, number) = (desk.office(), desk.numbers[0].as_str());
    let programme = doing(&desk.side().programme, &day(3));
    acts::set_review_deadline(office, programme, DIRECTION, Some(day(10)), "").await.expect("set");
    both_in(&desk).await;
    desk.review(0, &desk.numbers[1], answers("A", "90", "思路清楚")).await;
    let late = doing(&desk.experts[0], &day(12));
    let programme = doing(&desk.side().programme, &day(12));
    // Where the expert takes no part, the deadline stands.
    assert_eq!(refused(acts::reopen_review(office, late.clone(), &desk.numbers[1]).await).0, RefusalKind::Closed);
    acts::reopen_review(office, late.clone(), number).await.expect("taken up");
    let seen = discussion_page(office, &doing(&desk.experts[1], &day(12)), number).await.expect("seen");
    assert_eq!(seen.reviews[0].answers, None, "while it is revised nobody reads it");
    // Closed meanwhile, what was taken up is handed in all the same; then the deadline stands again.
    acts::move_discussion(office, programme.clone(), number, false, "結束").await.expect("closed");
    let revised = answers("B", "70", "CANARY-REVISED 討論後修改");
    acts::save_review(office, late.clone(), number, revised, 0).await.expect("saved");
    acts::submit_reviews(office, late.clone(), [number.to_owned()].into()).await.expect("handed in");
    assert_eq!(refused(acts::reopen_review(office, late.clone(), number).await).0, RefusalKind::Closed);
    let read = discussion_read(office, &programme, number).await.expect("seen");
    assert_eq!(read.reviews.iter().map(|one| one.versions).collect::<Vec<_>>(), [(2, Some(1)), (1, Some(1))]);
    let versions = review_read(office, &programme, number, "E1").await.expect("read").versions;
    assert_eq!(versions.iter().map(|one| (one.revision, one.in_force)).collect::<Vec<_>>(), [(2, true), (1, false)]);
    assert!(review_page(office, &late, number).await.expect("seen").desk.is_some());
    assert_eq!(verify(office.db()).await.expect("readable").faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_conflict_or_a_taken_seat_ends_it_at_once_and_nothing_leaves_the_office() {
    let desk = switched_on().await;
    both_in(&desk).await;
    let (office, number) = (desk.office(), desk.numbers[0].as_str());
    let (one, two) = (doing(&desk.experts[0], &day(6)), doing(&desk.experts[1], &day(6)));
    let programme = doing(&desk.side().programme, &day(7));
    acts::discuss(office, one.clone(), number, "CANARY-SAID 方法一節不足").await.expect("written");
    acts::decline_review(office, one.clone(), number, true, "親屬").await.expect("declared");
    for refusal in [
        refused(discussion_page(office, &one, number).await.map(drop)),
        refused(acts::discuss(office, one.clone(), number, "還有").await),
        refused(own_discussion(office, &one, number).await.map(drop)),
    ] {
        assert_eq!(refusal.0, RefusalKind::NotFound);
    }
    // What was written stays, as of somebody who does not review any more; the numbers stay whose they are.
    let page = discussion_page(office, &two, number).await.expect("seen");
    assert_eq!((page.reviews.len(), page.lines[0].gone), (0, true));
    assert_eq!(page.lines[0].author, Author::Expert(1, None));
    acts::discuss(office, two.clone(), number, "CANARY-SAID 收到").await.expect("written");
    let read = discussion_read(office, &programme, number).await.expect("seen");
    assert_eq!(read.lines[1].author, Author::Expert(2, Some("司徒志明".to_owned())));
    let taken = vec![Seat { number: number.to_owned(), expert: "E2".to_owned() }];
    let change =
        SeatChange { direction: DIRECTION.to_owned(), taken, why: "更換".to_owned(), ..SeatChange::default() };
    acts::change_seats(office, programme.clone(), change).await.expect("taken");
    assert_eq!(refused(discussion_page(office, &two, number).await).0, RefusalKind::NotFound);

    let secrets = ["CANARY-SAID", "CANARY-ONE", "CANARY-TWO"];
    let parcels = acts::export_parcels(office, programme.clone(), EXCHANGE).await.expect("sealed");
    assert!(!parcels.is_empty() && parcels.iter().all(|one| !secrets.iter().any(|secret| one.text.contains(secret))));
    let applicant = doing(&desk.side().applicant, &day(7));
    let mine = application_view(office, &applicant, &read.draft).await.expect("seen");
    let journal = journal_page(office, &doing(&desk.auditor, &day(7)), None).await.expect("seen");
    assert!(journal.rows.iter().any(|row| row.kind == "discussion.written"));
    for secret in secrets {
        assert!(!format!("{mine:?} {:?}", journal.rows).contains(secret), "{secret}");
    }
    assert_eq!(verify(office.db()).await.expect("readable").faults, Vec::<String>::new());
}
