//! Finding each other before the deadline: a half shown before it is handed in, taken back, handed in; pairing codes.

use hefu_application::{Application, State};
use hefu_exchange::{Card, Field, Record};
use hefu_office::acts::{self, Door};
use hefu_office::verify::verify;
use hefu_office::views::{OtherHalf, PairPanel, PairState, pair_board, pair_panel};
use hefu_office::{RefusalKind, Viewer};

use crate::pair_of_offices::{Both, EXCHANGE, Side, half, hand_in};
use crate::world::{World, at, doing, midway, refused};

async fn draft(side: &Side, viewer: &Viewer, half: &Application) -> String {
    let now = midway();
    let draft = acts::begin_draft(&side.office, doing(viewer, &now), "1.1").await.expect("begun");
    acts::take_in(&side.office, doing(viewer, &now), &draft, half).await.expect("filled");
    draft
}

async fn panel(side: &Side, draft: &str) -> PairPanel {
    pair_panel(&side.office, &doing(&side.applicant, &midway()), draft).await.expect("seen")
}

async fn show(side: &Side, draft: &str) -> String {
    acts::show_half(&side.office, doing(&side.applicant, &midway()), draft).await.expect("shown")
}

fn mainland_half() -> Application {
    half("mainland", "面向老年人的智能健康监测", ["张三", "李四"])
}

fn hongkong_half(leader: &str) -> Application {
    half("hongkong", "面向老年人的智能健康監測", ["張三", leader])
}

/// What the mainland's office tells of its cards in parcels not acknowledged yet.
async fn told(side: &Side) -> Vec<Card> {
    let parcels =
        acts::export_parcels(&side.office, doing(&side.programme, &midway()), EXCHANGE).await.expect("sealed");
    let mut cards = Vec::new();
    for parcel in parcels {
        let key = side.office.keys().signing.verifier();
        let opened = hefu_ledger::parcel::Parcel::open(parcel.text.as_bytes(), &[key], &Default::default());
        for record in opened.expect("a parcel").parcel.records {
            if let Ok(Record::Card { card }) = Record::read(&record) {
                cards.push(*card);
            }
        }
    }
    cards
}

#[tokio::test]
async fn nothing_crosses_before_the_applicants_own_act_and_then_what_the_terms_name() {
    let both = Both::agreed().await;
    let own = draft(&both.mainland, &both.mainland.applicant, &mainland_half()).await;
    assert!(told(&both.mainland).await.is_empty(), "a draft does not cross");
    assert!(matches!(panel(&both.mainland, &own).await.other, OtherHalf::OwnNotHandedIn));
    let number = show(&both.mainland, &own).await;
    let cards = told(&both.mainland).await;
    assert_eq!(cards.len(), 1);
    assert_eq!((cards[0].state, cards[0].revision, cards[0].submitted.is_none()), (State::Draft, 0, true));
    assert_eq!(cards[0].number, number);
    let parcels = acts::export_parcels(&both.mainland.office, doing(&both.mainland.programme, &midway()), EXCHANGE);
    for parcel in parcels.await.expect("sealed") {
        assert!(!parcel.text.contains("CANARY"), "what the terms do not name stays");
    }
    show(&both.mainland, &own).await;
    both.exchange(&midway()).await;
    assert!(told(&both.mainland).await.is_empty(), "showing twice is showing once");
    assert_eq!(verify(both.mainland.office.db()).await.expect("readable").faults, Vec::<String>::new());
}

#[tokio::test]
async fn two_halves_shown_find_each_other_on_both_sides_with_their_difference_and_only_handing_in_makes_a_pair() {
    let both = Both::agreed().await;
    let m = draft(&both.mainland, &both.mainland.applicant, &mainland_half()).await;
    let h = draft(&both.hongkong, &both.hongkong.applicant, &hongkong_half("李五")).await;
    show(&both.mainland, &m).await;
    both.exchange(&midway()).await;
    assert!(matches!(panel(&both.mainland, &m).await.other, OtherHalf::NotFound));
    assert!(matches!(panel(&both.hongkong, &h).await.other, OtherHalf::OwnNotHandedIn), "not before the own is shown");
    show(&both.hongkong, &h).await;
    both.exchange(&midway()).await;
    let mut seen = Vec::new();
    for (side, own) in [(&both.mainland, &m), (&both.hongkong, &h)] {
        let panel = panel(side, own).await;
        let OtherHalf::Found(found) = panel.other else { panic!("found: {panel:?}") };
        assert!(found.early && found.submitted.is_none());
        assert_eq!(found.state, PairState::Differs);
        assert_eq!(panel.differs, ["principal-investigators"]);
        assert!(panel.may_mend && panel.findings.iter().any(|finding| finding.clause.starts_with("HK-")));
        seen.push((found.pair, panel.findings));
        let board = pair_board(&side.office, &doing(&side.programme, &midway()), None, None, None).await.expect("seen");
        assert!(board.pairs.is_empty() && board.alone.is_empty(), "officers see no drafts");
        let other = pair_panel(&side.office, &doing(&side.other, &midway()), own).await;
        assert_eq!(refused(other).0, RefusalKind::NotFound);
    }
    assert_eq!(seen[0], seen[1], "both offices come to the same");

    acts::take_in(&both.hongkong.office, doing(&both.hongkong.applicant, &midway()), &h, &hongkong_half("李四"))
        .await
        .expect("mended");
    assert!(panel(&both.hongkong, &h).await.before.changed, "what is shown is not what is written");
    both.exchange(&midway()).await;
    assert_eq!(panel(&both.mainland, &m).await.differs, ["principal-investigators"], "nothing crosses by itself");
    show(&both.hongkong, &h).await;
    both.exchange(&midway()).await;
    assert_eq!(panel(&both.mainland, &m).await.differs, Vec::<String>::new());

    let now = midway();
    acts::submit(&both.mainland.office, doing(&both.mainland.applicant, &now), &m).await.expect("handed in");
    both.exchange(&now).await;
    let OtherHalf::Found(found) = panel(&both.hongkong, &h).await.other else { panic!("found") };
    assert!(found.early && found.submitted.is_some(), "theirs is handed in, the own is not");
    acts::submit(&both.hongkong.office, doing(&both.hongkong.applicant, &now), &h).await.expect("handed in");
    both.exchange(&now).await;
    for (side, own) in [(&both.mainland, &m), (&both.hongkong, &h)] {
        let OtherHalf::Found(found) = panel(side, own).await.other else { panic!("found") };
        assert!(!found.early && found.state == PairState::Consistent);
        let board = pair_board(&side.office, &doing(&side.programme, &now), None, None, None).await.expect("seen");
        assert_eq!(board.pairs.len(), 1);
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
    }
}

#[tokio::test]
async fn taking_back_takes_it_from_the_partners_page_and_an_old_parcel_does_not_bring_it_again() {
    let both = Both::agreed().await;
    let m = draft(&both.mainland, &both.mainland.applicant, &mainland_half()).await;
    let (h, _) = hand_in(&both.hongkong, &both.hongkong.applicant, &hongkong_half("李四")).await;
    show(&both.mainland, &m).await;
    let now = midway();
    let old = acts::export_parcels(&both.mainland.office, doing(&both.mainland.programme, &now), EXCHANGE).await;
    both.exchange(&now).await;
    assert!(matches!(panel(&both.hongkong, &h).await.other, OtherHalf::Found(_)));
    let hide = async || acts::hide_half(&both.mainland.office, doing(&both.mainland.applicant, &now), &m).await;
    hide().await.expect("taken back");
    hide().await.expect("twice is once");
    both.exchange(&now).await;
    for parcel in old.expect("sealed") {
        let again = acts::take_parcel(
            &both.hongkong.office,
            acts::Doing::office(now.clone()),
            Door::Wire,
            parcel.text.as_bytes(),
        );
        assert!(!again.await.expect("answered").new, "a replay has no effect");
    }
    both.exchange(&now).await;
    assert!(matches!(panel(&both.hongkong, &h).await.other, OtherHalf::NotFound));
    let row = both.hongkong.office.db().read().await.expect("read");
    let mut tx = row;
    let body = tx.row("SELECT body FROM cards WHERE side = 'mainland'", &[]).await.expect("a card").text("body");
    assert!(!body.expect("text").contains("智能健康"), "of a half taken back nothing is left but that there was one");
    for side in [&both.mainland, &both.hongkong] {
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_number_given_at_showing_is_kept_and_nobody_else_gets_it() {
    let both = Both::agreed().await;
    let m = draft(&both.mainland, &both.mainland.applicant, &mainland_half()).await;
    let number = show(&both.mainland, &m).await;
    let other = half("mainland", "城市内涝预警", ["王五", "赵六"]);
    let (_, second) = hand_in(&both.mainland, &both.mainland.other, &other).await;
    assert_ne!(number, second);
    let now = midway();
    let first = acts::submit(&both.mainland.office, doing(&both.mainland.applicant, &now), &m).await.expect("in");
    assert_eq!(first.number, number);
    let again = acts::submit(&both.mainland.office, doing(&both.mainland.applicant, &now), &m).await.expect("in");
    assert_eq!(first, again, "handing in twice gives the same number and receipt");
    let third = half("mainland", "量子传感", ["钱七", "孙八"]);
    let (_, third) = hand_in(&both.mainland, &both.mainland.other, &third).await;
    assert!(third != number && third != second);
}

#[tokio::test]
async fn who_may_not_show_is_refused_and_without_an_exchange_nothing_is_shown() {
    let both = Both::agreed().await;
    let m = draft(&both.mainland, &both.mainland.applicant, &mainland_half()).await;
    let by = |viewer: &Viewer| doing(viewer, &midway());
    let office = &both.mainland.office;
    for viewer in [&both.mainland.other, &both.mainland.programme, &both.mainland.form_check] {
        assert_eq!(refused(acts::show_half(office, by(viewer), &m).await).0, RefusalKind::NotFound);
        assert_eq!(refused(acts::hide_half(office, by(viewer), &m).await).0, RefusalKind::NotFound);
        assert_eq!(refused(acts::make_pairing_code(office, by(viewer), &m).await).0, RefusalKind::NotFound);
    }
    let late = doing(&both.mainland.applicant, &at("2020-07-01T09:00:00"));
    assert_eq!(refused(acts::show_half(office, late, &m).await).1, "office-may-not-show");
    let world = World::published().await;
    let alone = world.draft(&world.applicant, "題目").await;
    let shown = acts::show_half(&world.office, by(&world.applicant), &alone).await;
    assert_eq!(refused(shown).1, "partner-no-exchange");
    let code = acts::make_pairing_code(&world.office, by(&world.applicant), &alone).await;
    assert_eq!(refused(code).1, "partner-code-not-agreed");
}

#[tokio::test]
async fn a_code_proposes_a_pair_and_makes_nothing_equal() {
    let both = Both::agreed().await;
    let now = midway();
    let one = half("mainland", "面向老年人的智能健康监测", ["张三", "李四"]);
    let other = half("hongkong", "養老機構跌倒識別", ["張三", "李四"]);
    let (m, _) = hand_in(&both.mainland, &both.mainland.applicant, &one).await;
    let (h, number) = hand_in(&both.hongkong, &both.hongkong.applicant, &other).await;
    let code = acts::make_pairing_code(&both.mainland.office, doing(&both.mainland.applicant, &now), &m).await;
    let code = code.expect("made");
    let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
    let set = acts::type_pairing_code(&both.hongkong.office, doing(&both.hongkong.applicant, &now), &h, &typed).await;
    set.expect("kept");
    both.exchange(&now).await;
    let OtherHalf::Found(found) = panel(&both.mainland, &m).await.other else { panic!("found") };
    assert_eq!(found.other.number, number);
    assert_eq!(found.state, PairState::Differs, "the titles differ as before");
    assert!(found.pair.reasons.iter().any(|reason| reason.field == "partner_number"), "{:?}", found.pair.reasons);
    for side in [&both.mainland, &both.hongkong] {
        let mut tx = side.office.db().read().await.expect("read");
        let rows = tx.rows("SELECT body FROM cards", &[]).await.expect("cards");
        assert!(rows.iter().all(|row| !row.text("body").expect("text").contains(&code)), "the code itself is nowhere");
        assert_eq!(verify(side.office.db()).await.expect("readable").faults, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_code_is_for_one_application_and_what_is_no_code_is_refused() {
    let both = Both::agreed().await;
    let now = midway();
    let office = &both.hongkong.office;
    let m = draft(&both.mainland, &both.mainland.applicant, &mainland_half()).await;
    let by = doing(&both.mainland.applicant, &now);
    let code = acts::make_pairing_code(&both.mainland.office, by, &m).await.expect("made");
    let one = draft(&both.hongkong, &both.hongkong.applicant, &hongkong_half("李四")).await;
    let two = draft(&both.hongkong, &both.hongkong.other, &hongkong_half("李四")).await;
    let type_it = async |viewer: &Viewer, draft: &str, code: &str| {
        acts::type_pairing_code(office, doing(viewer, &now), draft, code).await
    };
    type_it(&both.hongkong.applicant, &one, &code).await.expect("kept");
    type_it(&both.hongkong.applicant, &one, &code).await.expect("again");
    let used = type_it(&both.hongkong.other, &two, &code).await;
    assert_eq!(refused(used), (RefusalKind::Invalid, "partner-code-used".to_owned()));
    for wrong in ["", "7KQ2", "OOOO-OOOO-OOOO-OOOO", "7KQ2-M9XA-4RTC-PW3D-7KQ2"] {
        let told = type_it(&both.hongkong.other, &two, wrong).await;
        assert_eq!(refused(told), (RefusalKind::Invalid, "partner-code-wrong".to_owned()), "{wrong}");
    }
}

#[tokio::test]
async fn the_schedule_that_is_proposed_names_codes_and_the_number() {
    assert!(Field::ALL.contains(&Field::PairingCode) && Field::ALL.contains(&Field::PartnerNumber));
}

#[tokio::test]
async fn a_pairing_without_a_direction_is_refused_with_the_sentence_that_names_it() {
    let both = Both::agreed().await;
    let begun = acts::begin_draft(&both.mainland.office, doing(&both.mainland.applicant, &midway()), "mainland-macao");
    match begun.await {
        Err(hefu_office::OfficeError::Refused(refusal)) => {
            assert_eq!(refusal.message.key, "office-no-direction-for-pairing");
            assert_eq!(refusal.clause.as_deref(), Some("G-5"));
            assert!(refusal.message.text(hefu_words::Lang::ZhHans).contains("本批次指南未设立该方向"));
        }
        other => panic!("not refused: {other:?}"),
    }
}
