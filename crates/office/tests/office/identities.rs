//! Two offices compare identity numbers of experts and people: who is on both sides is found, and no number crosses.

mod refused;
mod world;

use std::collections::BTreeSet;

use hefu_office::acts::{self, SeatChange};
use hefu_office::experts::{Hold, Seat};
use hefu_office::views::{Halt, conflicts_view, expert_view, identities_view, register, register_file};
use hefu_office::{OfficeRole, RefusalKind};
use hefu_panel::conflict::Rule;

use crate::joint::world::{TITLES, settled_with};
use crate::pair_of_offices::{Both, half, hand_in};
use crate::world::{at, doing, midway, person, refused};
use world::{
    EXPERTS, HKID, MEMBER, RESIDENT, closed, compared, enter, entries, found, member, parcels, ready, rounds, sound,
    switched_on, team,
};

#[tokio::test]
async fn an_expert_who_is_among_the_people_of_the_other_half_is_found_and_only_there() {
    let (both, (m, h)) = ready().await;
    switched_on(&both, 50).await;
    rounds(&both).await;
    // Hong Kong's first expert is a member of the mainland's half, under another name and with a small x; the second a member
    // of no half that this one is paired with; the third has no number.
    assert_eq!(found(&both.hongkong).await, [Seat { number: h.clone(), expert: "E1".to_owned() }]);
    // The mainland's expert is a member of Hong Kong's half.
    assert_eq!(found(&both.mainland).await, [Seat { number: m.clone(), expert: "M1".to_owned() }]);
    let by = doing(&both.hongkong.programme, &closed());
    let view = identities_view(&both.hongkong.office, &by, "1.1").await.expect("seen");
    let (last, _) = view.compared.clone().expect("compared");
    assert_eq!((last.numbers, last.experts, last.without, last.pairs), (3, 2, 1, 1));
    assert_eq!((view.had, view.evaluated, view.outstanding, view.halt), (3, 1, 0, None));
    let there = identities_view(&both.mainland.office, &doing(&both.mainland.programme, &closed()), "1.1").await;
    let there = there.expect("seen");
    assert_eq!((there.had, there.evaluated, there.told), (1, 3, 1), "both count the same");
    // An officer decides as on any other; until then the expert is kept off.
    let view = conflicts_view(&both.hongkong.office, &by, "1.1", Some(Hold::Open)).await.expect("seen");
    let line = view.lines.iter().find(|line| line.found.rule == Rule::AmongPeople).expect("to decide");
    let (seat, digest) = (line.found.seat.clone(), line.found.digest.clone());
    assert!(!line.found.evidence.project.contains("CHEUNG"), "who it is there is not known");
    let decide = (seat.clone(), "among-people", digest.as_str());
    acts::decide_conflict(&both.hongkong.office, by.clone(), decide, false, "已向本人核实，证件号码登记有误")
        .await
        .expect("dismissed");
    let view = conflicts_view(&both.hongkong.office, &by, "1.1", Some(Hold::Dismissed)).await.expect("seen");
    assert!(view.lines.iter().any(|line| line.found.seat == seat));
    sound(&both).await;
}

#[tokio::test]
async fn no_number_and_nothing_it_comes_to_crosses_or_is_shown() {
    let (both, _) = ready().await;
    switched_on(&both, 50).await;
    rounds(&both).await;
    assert_eq!((found(&both.hongkong).await.len(), found(&both.mainland).await.len()), (1, 1), "there is one to leak");
    let mut secrets: BTreeSet<String> = BTreeSet::new();
    for number in [RESIDENT, HKID, "110105491231002", "1101054912310", "A1234563", "123456(3)", "1234563"] {
        secrets.extend([number.to_owned(), number.to_lowercase()]);
    }
    for side in [&both.mainland, &both.hongkong] {
        let mut tx = side.office.db().read().await.expect("readable");
        let rows = tx.rows("SELECT number, output FROM identity_outputs ORDER BY number", &[]).await.expect("rows");
        assert!(!rows.is_empty(), "what numbers come to is known here");
        for row in rows {
            let output = row.text("output").expect("text");
            secrets.extend([row.text("number").expect("text"), output[..32].to_owned(), output]);
        }
        let seeds = tx.rows("SELECT seed FROM identity_seeds", &[]).await.expect("rows");
        secrets.extend(seeds.iter().map(|row| row.text("seed").expect("text")));
        assert_eq!(tx.rows("SELECT question FROM identity_blinds", &[]).await.expect("rows").len(), 0, "dropped");
        let stored = tx.rows("SELECT body FROM experts", &[]).await.expect("rows");
        let stored: String = stored.iter().map(|row| row.text("body").expect("text")).collect();
        assert!(stored.contains(RESIDENT) || stored.contains(HKID), "the register has a number");
    }
    let mut crossed = 0;
    for side in [&both.mainland, &both.hongkong] {
        for parcel in parcels(side).await {
            crossed += parcel.matches("\"identities\"").count();
            for secret in &secrets {
                assert!(!parcel.contains(secret), "{secret} crosses");
            }
        }
        let by = doing(&side.programme, &closed());
        let shown = format!(
            "{:?}{:?}{:?}",
            register(&side.office, &by, None, None).await.expect("seen"),
            identities_view(&side.office, &by, "1.1").await.expect("seen"),
            conflicts_view(&side.office, &by, "1.1", None).await.expect("seen"),
        );
        // What was compared stands in the journal; what it was compared with does not, beside the register itself.
        let journal: String = entries(side).await.into_iter().filter(|body| body.contains("\"identities\"")).collect();
        assert!(journal.contains("compared"));
        for secret in &secrets {
            assert!(!shown.contains(secret), "{secret} is shown");
            assert!(!journal.contains(secret), "{secret} is journalled");
        }
    }
    assert!(crossed >= 8, "both told, asked and answered: {crossed}");
}

#[tokio::test]
async fn what_the_terms_do_not_name_cannot_be_switched_on_and_has_no_effect() {
    let both = Both::agreed_on(|terms| terms.identities = false).await;
    team(&both).await;
    for side in [&both.mainland, &both.hongkong] {
        let set = acts::set_identities(&side.office, doing(&side.programme, &closed()), "1.1", Some(50)).await;
        assert_eq!(refused(set), (RefusalKind::Conflict, "identities-not-in-terms".to_owned()));
    }
    rounds(&both).await;
    for side in [&both.mainland, &both.hongkong] {
        assert!(parcels(side).await.iter().all(|parcel| !parcel.contains("\"identities\"")));
        let view = identities_view(&side.office, &doing(&side.programme, &closed()), "1.1").await.expect("seen");
        assert!(!view.in_terms && view.set.is_none() && view.compared.is_none());
    }
    sound(&both).await;
}

#[tokio::test]
async fn nothing_is_told_of_people_before_both_offices_take_part() {
    let (both, _) = ready().await;
    let side = &both.mainland;
    acts::set_identities(&side.office, doing(&side.programme, &closed()), "1.1", Some(50)).await.expect("set");
    rounds(&both).await;
    let told: String = parcels(&both.mainland).await.concat() + &parcels(&both.hongkong).await.concat();
    assert_eq!(told.matches("\"offered\"").count(), 1);
    for step in ["\"people\",", "\"marks\"", "\"elements\""] {
        assert!(!told.contains(step), "{step}");
    }
    sound(&both).await;
}

#[tokio::test]
async fn nothing_is_told_of_people_while_the_window_is_open() {
    let (both, (m, _)) = ready().await;
    switched_on(&both, 50).await;
    for _ in 0..3 {
        both.exchange(&midway()).await;
    }
    let told: String = parcels(&both.mainland).await.concat() + &parcels(&both.hongkong).await.concat();
    assert_eq!(told.matches("\"offered\"").count(), 2);
    for step in ["\"people\",", "\"marks\"", "\"elements\""] {
        assert!(!told.contains(step), "{step}");
    }
    let by = doing(&both.mainland.programme, &midway());
    let view = identities_view(&both.mainland.office, &by, "1.1").await.expect("seen");
    assert_eq!((view.halt, view.told), (Some(Halt::Open), 0));
    rounds(&both).await;
    assert_eq!(
        found(&both.mainland).await,
        [Seat { number: m, expert: "M1".to_owned() }],
        "its turn was not forgotten"
    );
}

#[tokio::test]
async fn what_changes_is_compared_again_and_what_does_not_is_not() {
    let (both, (_, h)) = ready().await;
    switched_on(&both, 50).await;
    rounds(&both).await;
    let size = entries(&both.hongkong).await.len();
    for side in [&both.mainland, &both.hongkong] {
        assert_eq!(acts::identities_due(&side.office, &closed()).await.expect("asked"), Vec::<String>::new());
    }
    // Looked at again, and nothing has changed: nothing is journalled or asked.
    both.pair(&closed()).await;
    assert_eq!(entries(&both.hongkong).await.len(), size);
    // One more expert with a number: one more is asked, the old numbers are not.
    enter(&both.hongkong, &[&EXPERTS[..], &["E9,麥天佑,,e9@example.org,西環研究所,香港,,,B111111(1)"]].concat()).await;
    rounds(&both).await;
    let by = doing(&both.hongkong.programme, &closed());
    let view = identities_view(&both.hongkong.office, &by, "1.1").await.expect("seen");
    assert_eq!((view.had, view.outstanding), (4, 0));
    assert_eq!(found(&both.hongkong).await.len(), 1);
    // The number of an expert is corrected: the old finding goes, and what the old number came to.
    let mut rows = EXPERTS.map(str::to_owned);
    rows[0] = rows[0].replace(RESIDENT, "");
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    enter(&both.hongkong, &rows).await;
    rounds(&both).await;
    assert_eq!(found(&both.hongkong).await, Vec::<Seat>::new());
    // The people of the other half change: the marks are told anew, and nothing need be asked for the experts known.
    enter(&both.hongkong, &EXPERTS).await;
    rounds(&both).await;
    assert_eq!(found(&both.hongkong).await, [Seat { number: h, expert: "E1".to_owned() }]);
    let before = compared(&both.hongkong).await;
    let simplified = half("mainland", "另一个项目的研究与应用示范", ["王五", "李四"]);
    hand_in(&both.mainland, &both.mainland.other, &simplified).await;
    rounds(&both).await;
    assert_eq!(compared(&both.hongkong).await, before, "a half without a pair is told to nobody");
    sound(&both).await;
}

#[tokio::test]
async fn who_may_set_and_who_may_know_of_numbers() {
    let (both, _) = ready().await;
    let side = &both.hongkong;
    let set = async |viewer| acts::set_identities(&side.office, doing(viewer, &closed()), "1.1", Some(5)).await;
    assert_eq!(refused(set(&side.form_check).await).1, "office-may-not-exchange");
    assert_eq!(refused(set(&side.applicant).await).1, "office-may-not-exchange");
    let mut administrator = side.programme.clone();
    administrator.roles = [OfficeRole::Administrator].into();
    let auditor = person(&side.office, &administrator, "核數師", &[OfficeRole::Auditor]).await;
    assert_eq!(refused(set(&auditor).await).1, "office-may-not-exchange");
    let zero = acts::set_identities(&side.office, doing(&side.programme, &closed()), "1.1", Some(0)).await;
    assert_eq!(refused(zero), (RefusalKind::Invalid, "identities-most-wrong".to_owned()));
    set(&side.programme).await.expect("set");
    let size = entries(side).await.len();
    set(&side.programme).await.expect("set");
    assert_eq!(entries(side).await.len(), size, "the same again changes nothing");
    // The auditor reads where it stands, and not of which kind the numbers are; the form check sees nothing of experts.
    let by = doing(&auditor, &closed());
    assert!(!identities_view(&side.office, &by, "1.1").await.expect("seen").may_set);
    assert_eq!(expert_view(&side.office, &by, "E1").await.expect("seen").schemes, None);
    let assigning = expert_view(&side.office, &doing(&side.programme, &closed()), "E1").await.expect("seen");
    assert_eq!(assigning.schemes, Some(vec!["resident_id".to_owned()]));
    assert!(assigning.expert.numbers.is_empty(), "the numbers themselves are shown to nobody");
    let form_check = identities_view(&side.office, &doing(&side.form_check, &closed()), "1.1").await;
    assert_eq!(refused(form_check).0, RefusalKind::NotFound);
}

#[tokio::test]
async fn a_file_with_a_number_that_is_none_is_refused_without_repeating_it() {
    let (both, _) = ready().await;
    let side = &both.hongkong;
    let row = EXPERTS[0].replace(RESIDENT, "110105194912310021");
    let looked = world::look(side, &[&row]).await;
    assert_eq!(looked.file, None);
    assert_eq!(looked.troubles.len(), 1, "{:?}", looked.troubles);
    let said = format!("{:?}", looked.troubles);
    assert!(said.contains("experts-file-identity") && !said.contains("19491231"), "{said}");
    // What changes is told by name, and not by the number.
    let row = EXPERTS[0].replace(RESIDENT, "11010519491231002x");
    let looked = world::look(side, &[&row]).await;
    let by = doing(&side.programme, &closed());
    let file = register_file(&side.office, &by, &looked.file.expect("read")).await.expect("kept");
    assert_eq!(file.diff.changed[0].fields, ["identities"]);
    assert!(!format!("{:?}", file.diff).contains("19491231"));
}

#[tokio::test]
async fn an_office_that_takes_part_no_longer_has_no_key_and_tells_nothing_more() {
    let (both, (_, h)) = ready().await;
    switched_on(&both, 50).await;
    rounds(&both).await;
    let key = async || {
        let by = doing(&both.hongkong.programme, &closed());
        identities_view(&both.hongkong.office, &by, "1.1").await.expect("seen").partner.map(|set| set.key)
    };
    let first = key().await.expect("told");
    let side = &both.mainland;
    acts::set_identities(&side.office, doing(&side.programme, &closed()), "1.1", None).await.expect("off");
    rounds(&both).await;
    assert_eq!(key().await, None);
    let mut tx = side.office.db().read().await.expect("readable");
    for table in ["identity_seeds", "identity_outputs", "identity_blinds", "identity_due", "identity_people"] {
        let own = tx.rows(&format!("SELECT * FROM {table}"), &[]).await.expect("rows");
        let kept = if table == "identity_people" { 1 } else { 0 };
        assert_eq!(own.len(), kept, "{table}: what the partner told may stay");
    }
    drop(tx);
    assert_eq!(found(&both.hongkong).await, [Seat { number: h.clone(), expert: "E1".to_owned() }], "stays");
    acts::set_identities(&side.office, doing(&side.programme, &closed()), "1.1", Some(50)).await.expect("on");
    rounds(&both).await;
    let second = key().await.expect("told");
    assert_ne!(first, second);
    assert_eq!(found(&both.hongkong).await, [Seat { number: h, expert: "E1".to_owned() }]);
    sound(&both).await;
}

/// An expert who is found keeps off from the seat like any other.
#[tokio::test]
async fn whoever_is_found_is_given_no_seat_until_somebody_has_decided() {
    let (both, numbers) = settled_with(|half| {
        if half.title.own == TITLES[0].0 {
            half.people.push(member(MEMBER));
        }
    })
    .await;
    enter(&both.hongkong, &EXPERTS).await;
    switched_on(&both, 50).await;
    let after = at("2020-07-02T09:00:00");
    for _ in 0..4 {
        both.exchange(&after).await;
    }
    let seat = Seat { number: numbers[0].1.clone(), expert: "E1".to_owned() };
    let change =
        SeatChange { direction: "1.1".to_owned(), put: vec![seat], taken: Vec::new(), why: "指派".to_owned() };
    let given = acts::change_seats(&both.hongkong.office, doing(&both.hongkong.programme, &after), change).await;
    assert_eq!(refused(given).1, "experts-conflict-open");
}
