//! Reviews: asked by a form of the office, gated by a declaration, written, handed in, taken up again; scores that the joint
//! decision reads; and nothing of it leaves the office.

mod discussion;
mod world;

use hefu_office::acts::{self, Door, SeatChange};
use hefu_office::experts::Seat;
use hefu_office::letters::LetterKind;
use hefu_office::reviews::SeatState;
use hefu_office::verify::verify;
use hefu_office::views::{
    application_view, journal_page, named_experts_view, outbox, own_reviews, review_board, review_document,
    review_form, review_page, review_read, review_scores, reviews_asked, reviews_workbook,
};
use hefu_office::{RefusalKind, Viewer};
use hefu_review::{Blind, ShownTo};
use hefu_words::Lang;

use self::world::{DIRECTION, Desk, FORM, answers, day, form};
use crate::experts::named::{draft_of, named, offer};
use crate::pair_of_offices::EXCHANGE;
use crate::world::{doing, midway, refused, stranger};

#[tokio::test]
async fn nothing_is_asked_before_a_form_is_in_force_and_from_the_first_answer_on_it_stays() {
    let desk = Desk::seated().await;
    let (office, programme) = (desk.office(), &desk.side().programme);
    let expert = doing(&desk.experts[0], &day(3));
    let early = acts::accept_review(office, expert.clone(), &desk.numbers[0]).await;
    assert_eq!(refused(early).1, "review-form-not-yet");
    let page = review_page(office, &expert, &desk.numbers[0]).await.expect("the seat is there");
    assert!(page.desk.is_none() && page.gate.units.is_empty(), "nothing of the application is shown");
    let by = doing(programme, &day(3));
    assert_eq!(refused(acts::freeze_review_form(office, by.clone(), DIRECTION, 0).await).1, "review-form-none");
    let mut broken = form();
    broken.criteria[0].clause = Some("G-99".to_owned());
    acts::save_review_form(office, by.clone(), DIRECTION, broken, 0).await.expect("a draft need not be sound");
    let refusal = refused(acts::freeze_review_form(office, by.clone(), DIRECTION, 1).await);
    assert_eq!(refusal, (RefusalKind::Invalid, "review-form-no-such-clause".to_owned()));
    let lost = acts::save_review_form(office, by.clone(), DIRECTION, form(), 0).await;
    assert_eq!(refused(lost).0, RefusalKind::Conflict, "somebody saved it since");
    acts::save_review_form(office, by.clone(), DIRECTION, form(), 1).await.expect("saved");
    let digest = acts::freeze_review_form(office, by.clone(), DIRECTION, 2).await.expect("in force");
    assert_eq!(acts::freeze_review_form(office, by.clone(), DIRECTION, 2).await.expect("the same"), digest);
    desk.accept(0, &desk.numbers[0]).await;
    let mut other = form();
    other.texts.clear();
    acts::save_review_form(office, by.clone(), DIRECTION, other, 2).await.expect("saved");
    acts::save_review(office, expert, &desk.numbers[0], answers("A", "80", "思路清楚"), 0).await.expect("saved");
    let change = acts::freeze_review_form(office, by.clone(), DIRECTION, 3).await;
    assert_eq!(refused(change).1, "review-form-answered");
    let view = review_form(office, &by, DIRECTION).await.expect("seen");
    assert_eq!(view.frozen.expect("in force").digest, digest);
    for nobody in [&desk.side().form_check, &desk.side().applicant, &desk.experts[0], &desk.auditor] {
        let by = doing(nobody, &day(3));
        let may_not = acts::save_review_form(office, by.clone(), DIRECTION, form(), 3).await;
        assert_eq!(refused(may_not).0, RefusalKind::NotAllowed);
        assert!(acts::set_review_deadline(office, by, DIRECTION, Some(day(20)), "").await.is_err());
    }
    let unreadable = acts::read_review_form(&FORM.replace("kind = \"numbers\"", "kind = \"feelings\""));
    assert_eq!(refused(unreadable), (RefusalKind::Invalid, "review-form-unreadable".to_owned()));
    assert_eq!(acts::read_review_form(&acts::write_review_form(&form()).expect("written")).expect("read"), form());
}

#[tokio::test]
async fn an_expert_reads_only_after_declaring_and_a_conflict_ends_it_at_once() {
    let desk = Desk::asked().await;
    let (office, number) = (desk.office(), desk.numbers[0].as_str());
    let by = doing(&desk.experts[0], &day(4));
    let gate = review_page(office, &by, number).await.expect("the seat");
    assert!(gate.desk.is_none() && gate.may.accept && !gate.may.edit);
    assert_eq!(gate.gate.units.len(), 2, "who applies is told before");
    let unseen = acts::save_review(office, by.clone(), number, answers("A", "80", "思路清楚"), 0).await;
    assert_eq!(refused(unseen).1, "review-accept-first");
    desk.accept(0, number).await;
    let page = review_page(office, &by, number).await.expect("seen");
    let open = page.desk.expect("the desk");
    let shown = format!("{:?}", open.application);
    assert!(shown.contains("CANARY-SUMMARY") && !shown.contains("CANARY-IDENTITY"));
    assert_eq!(open.split.sides, ["mainland", "hongkong"]);
    // The general page of an application is not an expert's.
    assert_eq!(refused(application_view(office, &by, &page.seat.draft).await).0, RefusalKind::NotFound);
    let silent = acts::decline_review(office, by.clone(), number, true, " ").await;
    assert_eq!(refused(silent).1, "office-reason-missing");
    acts::decline_review(office, by.clone(), number, true, "曾為其導師").await.expect("declared");
    assert_eq!(refused(review_page(office, &by, number).await).0, RefusalKind::NotFound);
    assert_eq!(refused(review_document(office, &by, number, "00").await).0, RefusalKind::NotFound);
    let put = vec![Seat { number: number.to_owned(), expert: "E1".to_owned() }];
    let again = SeatChange { direction: DIRECTION.to_owned(), put, why: "再次".to_owned(), ..SeatChange::default() };
    let again = acts::change_seats(office, doing(&desk.side().programme, &day(4)), again).await;
    assert!(again.is_err(), "a declared conflict keeps the seat away");
    let board = review_board(office, &doing(&desk.side().programme, &day(4)), DIRECTION).await.expect("seen");
    assert_eq!(board.lines.len(), 7);
    assert_eq!(board.declined.len(), 1);
    assert!(board.declined[0].conflict);
    // Declining for another reason frees the seat too; the replacement is given it by hand.
    acts::decline_review(office, by.clone(), &desk.numbers[1], false, "出差").await.expect("declined");
    let seat = |expert: &str| vec![Seat { number: desk.numbers[1].clone(), expert: expert.to_owned() }];
    let change =
        SeatChange { direction: DIRECTION.to_owned(), put: seat("E3"), taken: seat("E2"), why: "更換".to_owned() };
    acts::change_seats(office, doing(&desk.side().programme, &day(4)), change).await.expect("replaced");
    let third = own_reviews(office, &doing(&desk.experts[2], &day(4))).await.expect("an expert");
    assert_eq!(third.iter().map(|one| one.seat.number.as_str()).collect::<Vec<_>>(), [desk.numbers[1].as_str()]);
    assert_eq!(verify(office.db()).await.expect("readable").faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_review_is_written_handed_in_and_taken_up_again_until_the_deadline() {
    let desk = Desk::asked().await;
    let (office, number) = (desk.office(), desk.numbers[0].as_str());
    let programme = doing(&desk.side().programme, &day(3));
    acts::set_review_deadline(office, programme.clone(), DIRECTION, Some(day(20)), "").await.expect("set");
    assert_eq!(
        refused(acts::set_review_deadline(office, programme.clone(), DIRECTION, Some(day(25)), "").await).1,
        "office-reason-missing"
    );
    desk.accept(0, number).await;
    let by = doing(&desk.experts[0], &day(5));
    let saved = acts::save_review(office, by.clone(), number, answers("a", "101", "好"), 0).await.expect("saved");
    assert_eq!(saved.version, 1, "saving asks for nothing");
    let stale = acts::save_review(office, by.clone(), number, answers("B", "70", "思路清楚"), 0).await;
    assert_eq!(refused(stale).0, RefusalKind::Conflict);
    let stored = review_page(office, &by, number).await.expect("seen").desk.expect("the desk");
    assert_eq!(stored.draft.answers.texts["opinion"], "好", "what was saved stands");
    assert_eq!(stored.lacks.len(), 2, "{:?}", stored.lacks);
    let only = || std::collections::BTreeSet::from([number.to_owned()]);
    assert_eq!(refused(acts::submit_reviews(office, by.clone(), only()).await).1, "review-lack-off-scale");
    let unasked = hefu_review::Answers { marks: [("taste".to_owned(), "A".to_owned())].into(), ..Default::default() };
    assert_eq!(refused(acts::save_review(office, by.clone(), number, unasked, 1).await).1, "review-lack-not-asked");
    acts::save_review(office, by.clone(), number, answers("A", "88", "思路清楚"), 1).await.expect("saved");
    assert_eq!(acts::submit_reviews(office, by.clone(), only()).await.expect("handed in"), 1);
    assert_eq!(acts::submit_reviews(office, by.clone(), only()).await.expect("the same"), 0);
    assert_eq!(
        refused(acts::save_review(office, by.clone(), number, answers("B", "1", "改動意見"), 2).await).1,
        "review-handed-in-already"
    );
    let first = review_read(office, &programme, number, "E1").await.expect("officers read it").versions;
    assert_eq!((first.len(), first[0].in_force), (1, true));
    acts::reopen_review(office, by.clone(), number).await.expect("taken up");
    // While it is taken up officers read nothing of it.
    assert_eq!(refused(review_read(office, &programme, number, "E1").await).0, RefusalKind::NotFound);
    let page = review_page(office, &by, number).await.expect("seen").desk.expect("the desk");
    assert_eq!(page.draft.answers.marks["method"], "88", "it begins from what was handed in");
    acts::save_review(office, by.clone(), number, answers("B", "75", "思路清楚，方法待補"), 0).await.expect("saved");
    acts::submit_reviews(office, by.clone(), only()).await.expect("handed in");
    let both = review_read(office, &programme, number, "E1").await.expect("read").versions;
    let kept: Vec<_> =
        both.iter().map(|one| (one.revision, one.in_force, one.answers.marks["method"].as_str())).collect();
    assert_eq!(kept, [(2, true, "75"), (1, false, "88")]);
    // After the deadline nothing moves, but a conflict can still be declared.
    let late = doing(&desk.experts[0], &day(20));
    assert_eq!(refused(acts::reopen_review(office, late.clone(), number).await).0, RefusalKind::Closed);
    assert_eq!(refused(acts::accept_review(office, late.clone(), &desk.numbers[1]).await).0, RefusalKind::Closed);
    assert_eq!(
        refused(acts::decline_review(office, late.clone(), number, false, "沒空").await).1,
        "review-declined-after"
    );
    acts::decline_review(office, late, number, true, "親屬").await.expect("declared");
    let scores = read_scores(&review_scores(office, &programme, DIRECTION, Lang::En).await.expect("written"));
    assert!(!scores.iter().any(|(of, expert, ..)| of == number && expert == "E1"), "it counts no more");
    assert_eq!(verify(office.db()).await.expect("readable").faults, Vec::<String>::new());
}

/// What the joint decision reads from the workbook: number, expert, criterion, score.
fn read_scores(bytes: &[u8]) -> Vec<(String, String, String, Option<String>)> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scores.xlsx");
    std::fs::write(&path, bytes).expect("written");
    let (scores, troubles) = hefu_decision::scores::read(&path, None).expect("the decision reads it");
    assert_eq!(troubles, []);
    let row = |review: hefu_decision::scores::Review| {
        (
            review.number,
            review.expert,
            review.criterion.unwrap_or_default(),
            review.score.map(|score| score.to_string()),
        )
    };
    scores.reviews.into_iter().map(row).collect()
}

#[tokio::test]
async fn the_scores_are_what_the_joint_decision_reads_in_every_language() {
    let desk = Desk::asked().await;
    for (at, number) in desk.numbers.iter().enumerate().take(3) {
        desk.review(0, number, answers(["A", "B", "D"][at], ["90", "71", "5"][at], "CANARY-OPINION 思路清楚")).await;
    }
    desk.review(1, &desk.numbers[0], answers("C", "66", "尚可，需補充")).await;
    let programme = doing(&desk.side().programme, &day(6));
    let mut all = Vec::new();
    for lang in [Lang::ZhHans, Lang::ZhHantHk, Lang::ZhHantTw, Lang::En] {
        let bytes = review_scores(desk.office(), &programme, DIRECTION, lang).await.expect("written");
        all.push(read_scores(&bytes));
    }
    assert!(all.windows(2).all(|two| two[0] == two[1]), "the same in every language");
    let scores = &all[0];
    // Two criteria count in numbers, the recommendation does not: nobody said what a yes counts.
    assert_eq!(scores.len(), 8 * 2);
    let of = |number: &str, expert: &str, criterion: &str| {
        let row = scores.iter().find(|(n, e, c, _)| n == number && e == expert && c == criterion).expect("a row");
        row.3.clone()
    };
    assert_eq!(of(&desk.numbers[0], "E1", "novelty").as_deref(), Some("95"));
    assert_eq!(of(&desk.numbers[2], "E1", "method").as_deref(), Some("5"));
    assert_eq!(of(&desk.numbers[0], "E2", "novelty").as_deref(), Some("60"));
    assert_eq!(of(&desk.numbers[1], "E2", "novelty"), None, "asked for and missing");
    let board = review_board(desk.office(), &programme, DIRECTION).await.expect("seen");
    assert_eq!(board.uncounted, ["fund"]);
    for nobody in [&desk.side().applicant, &desk.side().form_check, &desk.experts[0]] {
        let by = doing(nobody, &day(6));
        assert_eq!(refused(review_scores(desk.office(), &by, DIRECTION, Lang::En).await).0, RefusalKind::NotFound);
        assert_eq!(refused(review_board(desk.office(), &by, DIRECTION).await).0, RefusalKind::NotFound);
        let read = review_read(desk.office(), &by, &desk.numbers[0], "E1").await;
        assert_eq!(refused(read).0, RefusalKind::NotFound);
    }
    review_read(desk.office(), &doing(&desk.auditor, &day(6)), &desk.numbers[0], "E1")
        .await
        .expect("the auditor reads");
}

#[tokio::test]
async fn late_experts_are_listed_and_reminded_by_letters_that_are_counted_first() {
    let desk = Desk::asked().await;
    let (office, programme) = (desk.office(), doing(&desk.side().programme, &day(6)));
    for number in &desk.numbers {
        desk.review(0, number, answers("A", "80", "思路清楚")).await;
    }
    desk.accept(1, &desk.numbers[0]).await;
    let (lines, _) = hefu_office::views::outstanding_reviews(office, &programme, DIRECTION).await.expect("seen");
    assert_eq!(
        lines.iter().map(|line| (line.expert.as_str(), line.open, line.silent)).collect::<Vec<_>>(),
        [("E2", 4, 3)]
    );
    let to = || std::collections::BTreeSet::from(["E1".to_owned(), "E2".to_owned()]);
    assert_eq!(acts::remind_reviewers(office, programme.clone(), DIRECTION, to()).await.expect("written"), 1);
    assert_eq!(acts::remind_reviewers(office, programme.clone(), DIRECTION, to()).await.expect("once"), 0);
    let after = outbox(office, &programme, None, None, None).await.expect("seen");
    let reminders = after.lines.iter().filter(|line| line.kind == LetterKind::ReviewOutstanding).count();
    assert_eq!(reminders, 1);
    assert_eq!(
        refused(acts::remind_reviewers(office, programme.clone(), DIRECTION, Default::default()).await).1,
        "review-remind-nobody"
    );
    let by = doing(&desk.side().form_check, &day(6));
    assert_eq!(refused(acts::remind_reviewers(office, by, DIRECTION, to()).await).0, RefusalKind::NotAllowed);
    // With a deadline that is past, what is not handed in is late.
    acts::set_review_deadline(office, programme.clone(), DIRECTION, Some(day(10)), "").await.expect("set");
    let late = doing(&desk.side().programme, &day(11));
    let board = review_board(office, &late, DIRECTION).await.expect("seen");
    assert_eq!(board.lines.iter().filter(|line| line.late).count(), 4);
}

#[tokio::test]
async fn a_workbook_goes_out_and_comes_back_and_what_cannot_be_read_changes_nothing() {
    let desk = Desk::asked().await;
    let office = desk.office();
    desk.accept(0, &desk.numbers[0]).await;
    desk.accept(0, &desk.numbers[1]).await;
    let by = doing(&desk.experts[0], &day(5));
    let given = answers("B", "77", "=SUM(A1) 思路清楚，\n第二段");
    acts::save_review(office, by.clone(), &desk.numbers[0], given.clone(), 0).await.expect("saved");
    let bytes = reviews_workbook(office, &by, DIRECTION, Lang::ZhHantHk).await.expect("written");
    acts::save_review(office, by.clone(), &desk.numbers[0], answers("D", "1", "另一意見在此"), 1).await.expect("saved");
    let send = |bytes: Vec<u8>| {
        let by = by.clone();
        async move {
            let upload = office.begin_upload().expect("begun").write(&bytes).await.expect("written");
            acts::take_in_reviews(office, by, DIRECTION, "評審.xlsx", upload).await
        }
    };
    let taken = send(bytes.clone()).await.expect("read");
    assert_eq!((taken.numbers.as_slice(), taken.problems.len()), (&desk.numbers[..1], 0), "{taken:?}");
    let page = review_page(office, &by, &desk.numbers[0]).await.expect("seen").desk.expect("the desk");
    assert_eq!(page.draft.answers, given, "the workbook's answers stand again");
    // An expert without a seat in the direction has no workbook, and a workbook of a form that is no longer in force is told.
    assert_eq!(
        refused(reviews_workbook(office, &doing(&desk.side().applicant, &day(5)), DIRECTION, Lang::En).await).0,
        RefusalKind::NotFound
    );
    assert_eq!(refused(send(b"PK nothing".to_vec()).await).0, RefusalKind::Invalid);
    let upload = office.begin_upload().expect("begun").write(&bytes).await.expect("written");
    let others = doing(&desk.experts[1], &day(5));
    let theirs = acts::take_in_reviews(office, others.clone(), DIRECTION, "評審.xlsx", upload).await;
    assert_eq!(refused(theirs).1, "review-of-number", "E2 has not accepted this one");
    assert_eq!(desk.states(1).await, [SeatState::Offered; 4]);
}

#[tokio::test]
async fn where_the_office_hides_who_applies_experts_see_no_name_and_reviews_show_only_as_it_says() {
    let desk = Desk::seated().await;
    let (office, programme) = (desk.office(), doing(&desk.side().programme, &day(3)));
    let blind = hefu_review::ReviewForm { blind: Blind::Applicants, shown_to: ShownTo::Experts, ..form() };
    acts::save_review_form(office, programme.clone(), DIRECTION, blind, 0).await.expect("saved");
    acts::freeze_review_form(office, programme.clone(), DIRECTION, 1).await.expect("in force");
    let by = doing(&desk.experts[0], &day(4));
    let gate = review_page(office, &by, &desk.numbers[0]).await.expect("seen");
    assert!(gate.gate.hidden && gate.gate.units.is_empty() && gate.gate.investigators.is_empty());
    desk.accept(0, &desk.numbers[0]).await;
    let shown = format!("{:?}", review_page(office, &by, &desk.numbers[0]).await.expect("seen"));
    for name in ["示例大學", "樣本科技大學", "張三", "CANARY-IDENTITY"] {
        assert!(!shown.contains(name), "{name}");
    }
    // Another's review is shown, without a name, once one's own is handed in and not before.
    desk.review(1, &desk.numbers[0], answers("C", "50", "CANARY-OTHER 尚可，仍需補充")).await;
    let page = review_page(office, &by, &desk.numbers[0]).await.expect("seen").desk.expect("the desk");
    assert!(page.others.is_empty());
    acts::save_review(office, by.clone(), &desk.numbers[0], answers("A", "90", "思路清楚"), 0).await.expect("saved");
    acts::submit_reviews(office, by.clone(), [desk.numbers[0].clone()].into()).await.expect("handed in");
    let page = review_page(office, &by, &desk.numbers[0]).await.expect("seen");
    let others = &page.desk.as_ref().expect("the desk").others;
    assert_eq!(others.len(), 1);
    assert!(others[0].answers.texts["opinion"].contains("CANARY-OTHER"));
    let told = format!("{page:?}");
    assert!(!told.contains("司徒志明") && !told.contains("E2"));
}

#[tokio::test]
async fn nothing_of_a_review_reaches_the_partner_or_an_applicant() {
    let desk = Desk::asked().await;
    let canary = "CANARY-REVIEW 意見內容";
    for number in &desk.numbers {
        desk.review(0, number, answers("A", "90", canary)).await;
    }
    let by = doing(&desk.experts[0], &day(6));
    acts::reopen_review(desk.office(), by.clone(), &desk.numbers[0]).await.expect("taken up");
    acts::decline_review(desk.office(), by, &desk.numbers[1], true, "CANARY-REASON").await.expect("declared");
    let secrets = ["CANARY-REVIEW", "CANARY-REASON", "歐陽修文", "司徒志明", "e1@experts.example", "創新性"];
    let programme = doing(&desk.side().programme, &day(7));
    // Everything that goes to the partner.
    let parcels = acts::export_parcels(desk.office(), programme.clone(), EXCHANGE).await.expect("sealed");
    assert!(!parcels.is_empty(), "there is something to tell after settling");
    for parcel in &parcels {
        for secret in secrets {
            assert!(!parcel.text.contains(secret), "{secret} in a parcel");
        }
        let door = Door::Hand;
        let mainland = &desk.both.mainland;
        let by = doing(&mainland.programme, &day(7));
        acts::take_parcel(&mainland.office, by, door, parcel.text.as_bytes()).await.expect("taken");
    }
    // Everything that an applicant of this office sees.
    let applicant = doing(&desk.side().applicant, &day(7));
    let mut seen = String::new();
    let mine = hefu_office::views::dashboard(desk.office(), &applicant).await.expect("seen");
    seen.push_str(&format!("{mine:?}"));
    for number in &desk.numbers {
        let board = review_board(desk.office(), &programme, DIRECTION).await.expect("seen");
        let draft = board.lines.iter().find(|line| &line.seat.number == number).expect("a seat").seat.draft.clone();
        seen.push_str(&format!("{:?}", application_view(desk.office(), &applicant, &draft).await.expect("seen")));
        seen.push_str(&hefu_office::views::receipt_of(desk.office(), &applicant, &draft).await.expect("a receipt"));
        for nobody in
            [&desk.side().applicant, &desk.side().other, &desk.side().form_check, &stranger(), &Viewer::visitor()]
        {
            let by = doing(nobody, &day(7));
            assert!(review_page(desk.office(), &by, number).await.is_err());
            assert!(review_read(desk.office(), &by, number, "E1").await.is_err());
            assert!(!reviews_asked(desk.office(), nobody).await.expect("asked"));
        }
    }
    for line in outbox(desk.office(), &programme, None, None, None).await.expect("seen").lines {
        let letter = hefu_office::views::letter_view(desk.office(), &programme, &line.letter).await.expect("seen");
        if !letter.email.contains("experts.example") {
            seen.push_str(&format!("{letter:?}"));
        }
    }
    for secret in secrets {
        assert!(!seen.contains(secret), "{secret} before an applicant");
    }
    // What stands in the journal in the open says neither who reviews nor what was said.
    let journal = journal_page(desk.office(), &doing(&desk.auditor, &day(7)), None).await.expect("seen");
    let open: Vec<_> = journal.rows.iter().filter(|row| row.kind.starts_with("review")).collect();
    assert!(open.len() >= 10, "{}", open.len());
    for row in open {
        let told = format!("{row:?}");
        assert!(!secrets.iter().any(|secret| told.contains(secret)), "{told}");
    }
}

#[tokio::test]
async fn whom_an_applicant_names_is_shown_to_no_expert() {
    let desk = Desk::asked().await;
    let (office, number) = (desk.office(), desk.numbers[0].as_str());
    let draft = draft_of(desk.side(), number).await;
    offer(desk.side(), Some(2)).await;
    let by = doing(&desk.side().applicant, &midway());
    let list = vec![named("麥天佑", "CANARY-NAMED-UNIT", "CANARY-NAMED"), named("CANARY NAMED", "某所", "競爭")];
    acts::name_experts(office, by.clone(), &draft, 0, list).await.expect("named");
    desk.review(0, number, answers("A", "90", "思路清楚")).await;
    let mut seen = hefu_office::views::receipt_of(office, &by, &draft).await.expect("a receipt");
    for expert in &desk.experts {
        let by = doing(expert, &day(6));
        seen.push_str(&format!("{:?}", own_reviews(office, &by).await.expect("an expert")));
        if let Ok(page) = review_page(office, &by, number).await {
            seen.push_str(&format!("{page:?}"));
        }
        assert_eq!(refused(named_experts_view(office, &by, &draft).await).0, RefusalKind::NotFound);
    }
    assert!(seen.contains("思路清楚") && !seen.contains("CANARY-NAMED") && !seen.contains("CANARY NAMED"));
    // Nor is the one who is named told why: the seat is refused to who gives seats, and to nobody else.
    let put = vec![Seat { number: number.to_owned(), expert: "E3".to_owned() }];
    let change = SeatChange { direction: DIRECTION.to_owned(), put, why: "指派".to_owned(), ..SeatChange::default() };
    let given = acts::change_seats(office, doing(&desk.side().programme, &day(6)), change).await;
    assert_eq!(refused(given).1, "experts-conflict-open");
}
