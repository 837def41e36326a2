//! Seats: by hand and by computing, never in conflict, within quotas and loads; undone to the last byte.

use std::collections::{BTreeMap, BTreeSet};

use hefu_office::acts::{self, RunState, SeatChange};
use hefu_office::experts::assignment::{Outcome, Way};
use hefu_office::experts::{ExpertSettings, Hold, Mode, PanelSettings, Seat, SideSeats, conflict_of};
use hefu_office::letters::{LetterKind, letter_secret};
use hefu_office::tables::MIGRATIONS;
use hefu_office::verify::verify;
use hefu_office::views::{conflicts_view, invited_view, outbox, own_reviews, panel_view, register_file, seat_orders};
use hefu_office::{Office, RefusalKind, Viewer};
use hefu_panel::conflict::{Likeness, Rule};

use super::{HEAD, ROWS, enter, now, send, settings, work};
use crate::joint::world::settled;
use crate::pair_of_offices::{Both, Side};
use crate::world::{doing, refused};

fn seat(number: &str, expert: &str) -> Seat {
    Seat { number: number.to_owned(), expert: expert.to_owned() }
}

fn change(put: &[Seat], taken: &[Seat]) -> SeatChange {
    SeatChange { direction: "1.1".to_owned(), put: put.to_vec(), taken: taken.to_vec(), why: "指派".to_owned() }
}

/// Four pairs that stand at both offices, and eight experts at Hong Kong's. Gives the numbers of its halves.
async fn ready() -> (Both, Vec<String>) {
    let (both, numbers) = settled().await;
    enter(&both.hongkong, &ROWS).await;
    (both, numbers.into_iter().map(|(_, own)| own).collect())
}

/// All rows of all tables but those of the journal, orders and background work.
async fn everything(office: &Office) -> BTreeMap<String, Vec<String>> {
    let not = ["seat_orders", "panel_runs", "store_journal", "store_hashes", "store_jobs"];
    let mut tx = office.db().read().await.expect("readable");
    let mut all = BTreeMap::new();
    for table in hefu_store::tables(MIGRATIONS).await.expect("tables") {
        if not.contains(&table.as_str()) {
            continue;
        }
        let rows = tx.rows(&format!("SELECT * FROM {table}"), &[]).await.expect("rows");
        let mut rows: Vec<String> = rows.iter().map(|row| format!("{:?}", row.shown())).collect();
        rows.sort();
        all.insert(table, rows);
    }
    all
}

async fn outcome(side: &Side, way: Way) -> (String, Outcome) {
    let by = doing(&side.programme, &now());
    let run = acts::compute_assignment(&side.office, by.clone(), "1.1", way).await.expect("asked");
    work(side).await;
    let view = panel_view(&side.office, &by, "1.1").await.expect("seen");
    let found = view.run.expect("a computation");
    assert_eq!((found.run.as_str(), found.state), (run.as_str(), RunState::Done), "{:?}", found.failed);
    assert!(found.fresh);
    (run, found.outcome.expect("an assignment"))
}

#[tokio::test]
async fn conflicts_are_found_across_spellings_and_decided_by_people() {
    let (both, numbers) = ready().await;
    let side = &both.hongkong;
    let by = doing(&side.programme, &now());
    let view = conflicts_view(&side.office, &by, "1.1", None).await.expect("seen");
    let of = |expert: &str, rule: Rule| {
        view.lines.iter().filter(|line| line.found.seat.expert == expert && line.found.rule == rule).collect::<Vec<_>>()
    };
    // The adviser of one is the leader of the first pair, in pinyin.
    let adviser = of("E1", Rule::Adviser);
    assert_eq!(adviser.len(), 1, "{:?}", view.lines);
    let found = &adviser[0].found;
    assert_eq!((found.seat.number.as_str(), found.evidence.likeness), (numbers[0].as_str(), Likeness::Romanised));
    assert_eq!((found.evidence.expert.as_str(), found.hold), ("Zhang San", Hold::Open));
    // The co-author of another is the leader of the third, in the other script.
    let author = of("E2", Rule::CoAuthor);
    assert_eq!((author.len(), author[0].found.evidence.likeness), (1, Likeness::SameName));
    assert_eq!(author[0].found.seat.number, numbers[2]);
    // A unit that takes part in all, named in the other script, is proved.
    let unit = of("E3", Rule::SameUnit);
    assert_eq!(unit.len(), 4);
    assert!(unit.iter().all(|line| line.found.hold == Hold::Stands));
    // What rests on a limit of years is not looked at until the office has set it.
    assert_eq!(of("E4", Rule::SameUnit).len(), 0);
    let set = ExpertSettings { unit_years: Some(5), ..ExpertSettings::default() };
    acts::set_expert_settings(&side.office, by.clone(), set.clone()).await.expect("set");
    let view = conflicts_view(&side.office, &by, "1.1", Some(Hold::Stands)).await.expect("seen");
    assert_eq!(
        view.lines.iter().filter(|line| line.found.seat.expert == "E4").count(),
        4,
        "left in 2018, closes in 2020"
    );
    let set = ExpertSettings { unit_years: Some(1), ..set };
    acts::set_expert_settings(&side.office, by.clone(), set).await.expect("set");

    let first = seat(&numbers[0], "E1");
    let refusal = acts::change_seats(&side.office, by.clone(), change(std::slice::from_ref(&first), &[])).await;
    assert_eq!(refused(refusal), (RefusalKind::Conflict, "experts-conflict-open".to_owned()));
    let proved = acts::change_seats(&side.office, by.clone(), change(&[seat(&numbers[1], "E3")], &[])).await;
    assert_eq!(refused(proved).1, "experts-conflict-stands");
    let about = |evidence: &str| (first.clone(), "adviser".to_owned(), evidence.to_owned());
    let decide = async |evidence: &str, stands, why| {
        let (seat, rule, evidence) = about(evidence);
        acts::decide_conflict(&side.office, by.clone(), (seat, &rule, &evidence), stands, why).await
    };
    assert_eq!(refused(decide(&found.digest, false, " ").await).1, "office-reason-missing");
    assert_eq!(refused(decide("0", false, "同名").await).1, "plan-changed-meanwhile");
    decide(&found.digest, false, "同名不同人").await.expect("decided");
    let view = conflicts_view(&side.office, &by, "1.1", Some(Hold::Dismissed)).await.expect("seen");
    let said = view.lines[0].found.decided.clone().expect("remembered");
    assert_eq!((said.why.as_str(), said.who.as_str(), said.counts), ("同名不同人", "計畫主管", true));
    acts::change_seats(&side.office, by.clone(), change(std::slice::from_ref(&first), &[])).await.expect("given");
    // Said otherwise, the seat is taken by the same act.
    decide(&found.digest, true, "是同一人").await.expect("decided");
    let mut tx = side.office.db().read().await.expect("readable");
    assert_eq!(tx.rows("SELECT number FROM seats", &[]).await.expect("rows").len(), 0);
    let found = conflict_of(&mut tx, &first.number, "E1", &now()).await.expect("asked").expect("a conflict");
    assert_eq!((found.rule, found.hold), (Rule::Adviser, Hold::Stands));
    assert_eq!(conflict_of(&mut tx, &numbers[1], "E1", &now()).await.expect("asked"), None);
    drop(tx);
    // Other evidence: what was said of the old does not count.
    let row = ROWS[0].replace("Zhang San", "張三");
    enter(side, &[&row]).await;
    let view = conflicts_view(&side.office, &by, "1.1", Some(Hold::Open)).await.expect("seen");
    let line = view.lines.iter().find(|line| line.found.seat == first).expect("open again");
    assert_eq!(line.found.evidence.likeness, Likeness::SameName);
    assert!(!line.found.decided.as_ref().expect("remembered").counts);
    assert_eq!(verify(side.office.db()).await.expect("read").faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_seat_is_given_only_where_everything_fits() {
    let (both, numbers) = ready().await;
    let side = &both.hongkong;
    let by = doing(&side.programme, &now());
    let refusals = [
        (change(&[], &[]), "experts-no-change"),
        (change(&[seat(&numbers[0], "E99")], &[]), "experts-unknown"),
        (change(&[seat("H2020-999", "E5")], &[]), "experts-no-application"),
        (change(&[], &[seat(&numbers[0], "E5")]), "experts-seat-none"),
        (SeatChange { why: String::new(), ..change(&[seat(&numbers[0], "E5")], &[]) }, "office-reason-missing"),
    ];
    for (wanted, key) in refusals {
        assert_eq!(refused(acts::change_seats(&side.office, by.clone(), wanted).await).1, key);
    }
    let form_check = doing(&side.form_check, &now());
    let not = acts::change_seats(&side.office, form_check, change(&[seat(&numbers[0], "E5")], &[])).await;
    assert_eq!(refused(not).1, "office-may-not-assign");
    let given = [seat(&numbers[0], "E5"), seat(&numbers[1], "E6")];
    acts::change_seats(&side.office, by.clone(), change(&given, &[])).await.expect("given");
    let again = acts::change_seats(&side.office, by.clone(), change(&given[..1], &[])).await;
    assert_eq!(refused(again).1, "experts-seat-stands");
    // Before the direction is settled no seat is given.
    let early = Both::strangers().await;
    let (_, number) = crate::pair_of_offices::hand_in(
        &early.hongkong,
        &early.hongkong.applicant,
        &crate::pair_of_offices::half("hongkong", "未配對", ["甲", "乙"]),
    )
    .await;
    enter(&early.hongkong, &ROWS).await;
    let by = doing(&early.hongkong.programme, &now());
    let wanted = change(&[seat(&number, "E5")], &[]);
    assert_eq!(refused(acts::change_seats(&early.hongkong.office, by.clone(), wanted).await).1, "experts-no-pair");
    acts::set_panel_settings(&early.hongkong.office, by.clone(), "1.1", settings()).await.expect("set");
    let computed = acts::compute_assignment(&early.hongkong.office, by, "1.1", Way::Anew).await;
    assert_eq!(refused(computed).1, "exchange-not-settled");
}

#[tokio::test]
async fn who_is_taken_off_has_no_seat_and_who_declines_frees_theirs() {
    let (both, numbers) = ready().await;
    let side = &both.hongkong;
    let by = doing(&side.programme, &now());
    acts::change_seats(&side.office, by.clone(), change(&[seat(&numbers[0], "E5"), seat(&numbers[1], "E5")], &[]))
        .await
        .expect("given");
    let rows: Vec<&str> = ROWS.into_iter().filter(|row| !row.starts_with("E5,")).collect();
    let looked = send(side, "专家.csv", &format!("{HEAD}\n{}\n", rows.join("\n"))).await;
    let file = looked.file.expect("read");
    let seen = register_file(&side.office, &by, &file).await.expect("kept").seen;
    let retire = acts::enter_register(&side.office, by.clone(), &file, &seen, true).await;
    assert_eq!(refused(retire), (RefusalKind::Invalid, "experts-retire-seated".to_owned()));
    let set = ExpertSettings { statement: "保密".to_owned(), ..ExpertSettings::default() };
    acts::set_expert_settings(&side.office, by.clone(), set).await.expect("set");
    acts::invite_experts(&side.office, by.clone(), ["E5".to_owned()].into()).await.expect("invited");
    let link = acts::InvitedBy::Link(secret(side).await);
    let visitor = doing(&Viewer::visitor(), &now());
    acts::decline_as_expert(&side.office, visitor, link, "沒有時間").await.expect("declined");
    assert_eq!(standing(side).await, BTreeSet::new(), "nobody waits for who will not review");
    let orders = seat_orders(&side.office, &by, "1.1").await.expect("seen");
    let last = orders.iter().find(|order| order.taken.len() == 2).expect("an order");
    assert_eq!(last.why, "沒有時間");
    let back = acts::undo_seats(&side.office, by.clone(), &last.order, "誤").await;
    assert_eq!(refused(back).1, "experts-not-asked");
    acts::enter_register(&side.office, by, &file, &seen, true).await.expect("without a seat it is taken off");
    assert_eq!(verify(side.office.db()).await.expect("read").faults, Vec::<String>::new());
}

/// The secret of the link in the invitation that was written last.
async fn secret(side: &Side) -> String {
    let by = doing(&side.programme, &now());
    let letters = outbox(&side.office, &by, None, None, None).await.expect("letters").lines;
    let letter = letters.iter().find(|letter| letter.kind == LetterKind::ExpertInvited).expect("written");
    letter_secret(&side.office, &letter.letter)
}

#[tokio::test]
async fn an_assignment_keeps_quotas_loads_and_conflicts_and_is_undone_to_the_last_byte() {
    let (both, numbers) = ready().await;
    let side = &both.hongkong;
    let by = doing(&side.programme, &now());
    let unset = acts::compute_assignment(&side.office, by.clone(), "1.1", Way::Anew).await;
    assert_eq!(refused(unset).1, "experts-unset-first", "nothing has a value of its own");
    let wrong = PanelSettings { seats: Some(1), ..settings() };
    let wrong = acts::set_panel_settings(&side.office, by.clone(), "1.1", wrong).await;
    assert_eq!(refused(wrong).1, "experts-sides-above-seats");
    for (mode, way) in [
        (Mode::Total, Way::Anew),
        (Mode::Fair { rounds: 5 }, Way::Anew),
        (Mode::Lot { of: 1, out_of: 2, seed: 7 }, Way::Anew),
    ] {
        let wanted = PanelSettings { mode: Some(mode), ..settings() };
        acts::set_panel_settings(&side.office, by.clone(), "1.1", wanted).await.expect("set");
        work(side).await;
        let before = everything(&side.office).await;
        let (run, found) = outcome(side, way).await;
        assert_eq!((found.projects, found.lacking.len(), found.short.len()), (4, 0, 0), "{:?}", found.lacking);
        fits(side, &numbers, &found, 3).await;
        assert_eq!(everything(&side.office).await, before, "a preview changes nothing");
        let order = acts::apply_assignment(&side.office, by.clone(), &run, "第一輪").await.expect("taken");
        let seats: BTreeSet<Seat> = found.seats.iter().map(|proposed| proposed.seat.clone()).collect();
        assert_eq!(standing(side).await, seats);
        assert_ne!(everything(&side.office).await, before);
        let twice = acts::apply_assignment(&side.office, by.clone(), &run, "再").await;
        assert_eq!(refused(twice).0, RefusalKind::NotFound);
        acts::undo_seats(&side.office, by.clone(), &order, "有誤").await.expect("undone");
        assert_eq!(everything(&side.office).await, before, "undoing restores all that stood before");
        assert_eq!(refused(acts::undo_seats(&side.office, by.clone(), &order, "再").await).1, "experts-order-undone");
    }
    assert_eq!(seat_orders(&side.office, &by, "1.1").await.expect("seen").len(), 3);
    assert_eq!(verify(side.office.db()).await.expect("read").faults, Vec::<String>::new());
}

async fn standing(side: &Side) -> BTreeSet<Seat> {
    let mut tx = side.office.db().read().await.expect("readable");
    let rows = tx.rows("SELECT number, expert FROM seats", &[]).await.expect("rows");
    rows.iter().map(|row| seat(&row.text("number").expect("x"), &row.text("expert").expect("x"))).collect()
}

/// Every seat by itself: nobody in conflict, one of each side on each application, nobody above the load.
async fn fits(side: &Side, numbers: &[String], found: &Outcome, most: usize) {
    let by = doing(&side.programme, &now());
    let held = conflicts_view(&side.office, &by, "1.1", None).await.expect("seen").lines;
    let held: BTreeSet<&Seat> =
        held.iter().filter(|line| line.found.hold != Hold::Dismissed).map(|line| &line.found.seat).collect();
    assert!(held.len() >= 6, "there is something to keep apart");
    let mut tx = side.office.db().read().await.expect("readable");
    let mut load: BTreeMap<&str, usize> = BTreeMap::new();
    for number in numbers {
        let mut sides = Vec::new();
        for proposed in found.seats.iter().filter(|proposed| proposed.seat.number == *number) {
            assert!(!held.contains(&proposed.seat), "{:?}", proposed.seat);
            let expert = proposed.seat.expert.as_str();
            assert_eq!(conflict_of(&mut tx, number, expert, &now()).await.expect("asked"), None);
            let row = tx.row("SELECT side FROM experts WHERE expert = $1", &[expert.into()]).await.expect("an expert");
            sides.push(row.text("side").expect("a side"));
            *load.entry(expert).or_default() += 1;
        }
        sides.sort();
        assert_eq!(sides, ["hongkong", "mainland"], "{number}");
    }
    assert!(load.values().all(|load| *load <= most), "{load:?}");
    assert!(found.seats.iter().any(|proposed| proposed.reasons.iter().any(|reason| reason.term.chars().count() > 1)));
}

#[tokio::test]
async fn what_is_short_is_named_with_the_least_change_that_would_help() {
    let (both, _) = ready().await;
    let side = &both.hongkong;
    let by = doing(&side.programme, &now());
    let changes = hefu_panel::Weights { load: Some(1), unit: None, side: None, least: 5, seat: 10 };
    let wanted = PanelSettings { most: Some(1), changes: Some(changes), ..settings() };
    acts::set_panel_settings(&side.office, by.clone(), "1.1", wanted.clone()).await.expect("set");
    let (_, found) = outcome(side, Way::Anew).await;
    // Hong Kong has three experts without a conflict everywhere, and four applications.
    let lacking: u32 = found.lacking.iter().map(|lack| lack.seats).sum();
    assert_eq!((lacking, found.lacking[0].side.as_deref()), (1, Some("hongkong")));
    let keys: Vec<_> = found.changes.iter().map(|change| change.key.to_string()).collect();
    assert_eq!(keys, ["panel-change-load"]);
    let none = PanelSettings { changes: None, ..wanted };
    acts::set_panel_settings(&side.office, by, "1.1", none).await.expect("set");
    assert_eq!(outcome(side, Way::Anew).await.1.changes, [], "no weights, no proposal");
}

#[tokio::test]
async fn after_a_late_conflict_as_little_as_possible_moves() {
    let (both, _) = ready().await;
    let side = &both.hongkong;
    let by = doing(&side.programme, &now());
    acts::set_panel_settings(&side.office, by.clone(), "1.1", settings()).await.expect("set");
    let (run, found) = outcome(side, Way::Anew).await;
    acts::apply_assignment(&side.office, by.clone(), &run, "第一輪").await.expect("taken");
    // Each application has another expert of this side without a conflict.
    let own = |expert: &str| ["E2", "E6", "E8"].contains(&expert);
    let first = found.seats.iter().find(|proposed| own(&proposed.seat.expert)).expect("one").seat.clone();
    // The expert signs in and declares a conflict: the seat is gone with that.
    let set = ExpertSettings { statement: "保密".to_owned(), ..ExpertSettings::default() };
    acts::set_expert_settings(&side.office, by.clone(), set).await.expect("set");
    acts::invite_experts(&side.office, by.clone(), [first.expert.clone()].into()).await.expect("invited");
    let secret = secret(side).await;
    let visitor = doing(&Viewer::visitor(), &now());
    let digest = invited_view(&side.office, &visitor, &secret).await.expect("a link").digest;
    let session = acts::accept_as_new_expert(&side.office, &secret, &digest, &now()).await.expect("accepted");
    let expert = acts::viewer_of(&side.office, Some(&session), &now()).await.expect("signed in");
    let own = doing(&expert, &now());
    let seats = own_reviews(&side.office, &own).await.expect("an expert");
    assert!(seats.iter().any(|line| line.seat.number == first.number));
    let stranger = doing(&side.other, &now());
    let not = acts::decline_review(&side.office, stranger, &first.number, true, "認識").await;
    assert_eq!(refused(not).0, RefusalKind::NotFound);
    acts::decline_review(&side.office, own.clone(), &first.number, true, "曾為同事").await.expect("declared");
    let left = own_reviews(&side.office, &own).await.expect("an expert");
    assert_eq!(left.len(), seats.len() - 1);
    let again = acts::decline_review(&side.office, own, &first.number, true, "再").await;
    assert_eq!(refused(again).0, RefusalKind::NotFound, "it is no longer theirs to know of");
    let back = acts::change_seats(&side.office, by.clone(), change(std::slice::from_ref(&first), &[])).await;
    assert_eq!(refused(back).1, "experts-conflict-stands");
    // What was computed before is stale; computed again, everything else stays.
    let before = standing(side).await;
    let (run, found) = outcome(side, Way::Keep { loss: None }).await;
    let after: BTreeSet<Seat> = found.seats.iter().map(|proposed| proposed.seat.clone()).collect();
    assert!(!after.contains(&first) && after.len() == before.len() + 1, "{after:?}");
    assert!(before.difference(&after).count() <= 1, "{before:?} {after:?}");
    let late = SideSeats { side: "mainland".to_owned(), least: Some(1), most: None };
    let other = PanelSettings { sides: vec![late], ..settings() };
    acts::set_panel_settings(&side.office, by.clone(), "1.1", other).await.expect("set");
    let stale = acts::apply_assignment(&side.office, by.clone(), &run, "補").await;
    assert_eq!(refused(stale).1, "experts-changed-meanwhile");
    let (run, _) = outcome(side, Way::Keep { loss: Some(0) }).await;
    acts::apply_assignment(&side.office, by, &run, "補").await.expect("taken");
    assert_eq!(verify(side.office.db()).await.expect("read").faults, Vec::<String>::new());
}

#[tokio::test]
async fn a_computation_can_be_stopped_and_one_runs_at_a_time() {
    let (both, _) = ready().await;
    let side = &both.hongkong;
    let by = doing(&side.programme, &now());
    acts::set_panel_settings(&side.office, by.clone(), "1.1", settings()).await.expect("set");
    let run = acts::compute_assignment(&side.office, by.clone(), "1.1", Way::Anew).await.expect("asked");
    let second = acts::compute_assignment(&side.office, by.clone(), "1.1", Way::Anew).await;
    assert_eq!(refused(second).1, "experts-computing");
    acts::cancel_assignment(&side.office, by.clone(), &run).await.expect("stopped");
    work(side).await;
    let view = panel_view(&side.office, &by, "1.1").await.expect("seen");
    assert_eq!(view.run.expect("there").state, RunState::Cancelled);
    assert_eq!(refused(acts::apply_assignment(&side.office, by, &run, "x").await).0, RefusalKind::NotFound);
}
