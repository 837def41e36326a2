//! Two offices tell each other of their halves: nothing more than agreed crosses, and lost, doubled, reordered, altered,
//! replayed and contradicting parcels do no harm.

use hefu_check::RulingAnswer;
use hefu_exchange::{Answered, Record};
use hefu_office::acts::{self, Door};
use hefu_office::verify::verify;
use hefu_office::views::{Ended, PairState, confirm_id, dashboard, pair_board, pair_view};
use hefu_office::{Office, RefusalKind};

use crate::pair_of_offices::{Both, EXCHANGE, Side, carry, half, hand_in, mainland_config};
use crate::world::{Counted, at, doing, midway, refused};

async fn sound(side: &Side) {
    let found = verify(side.office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
}

async fn states(side: &Side) -> Vec<(String, String, i64)> {
    pair_board(&side.office, &doing(&side.programme, &midway()), None, None, None).await.expect("seen").counts
}

async fn one_pair(both: &Both) -> (String, String) {
    let simplified = half("mainland", "面向老年人的智能健康监测", ["张三", "李四"]);
    let traditional = half("hongkong", "面向老年人的智能健康監測", ["張三", "李四"]);
    let (_, m) = hand_in(&both.mainland, &both.mainland.applicant, &simplified).await;
    let (_, h) = hand_in(&both.hongkong, &both.hongkong.applicant, &traditional).await;
    (m, h)
}

#[tokio::test]
async fn both_offices_find_the_same_pair_before_the_deadline() {
    let both = Both::agreed().await;
    let (m, h) = one_pair(&both).await;
    both.exchange(&midway()).await;
    let mut seen = Vec::new();
    for side in [&both.mainland, &both.hongkong] {
        let board = pair_board(&side.office, &doing(&side.programme, &midway()), None, None, None).await.expect("seen");
        assert_eq!(board.pairs.len(), 1, "{board:?}");
        let view =
            pair_view(&side.office, &doing(&side.form_check, &midway()), &board.pairs[0].pair).await.expect("seen");
        let numbers: Vec<_> = view.pair.halves.iter().map(|half| half.number.clone()).collect();
        assert_eq!(numbers, [m.clone(), h.clone()]);
        seen.push((view.pair, view.findings, view.digests));
        sound(side).await;
    }
    assert_eq!(seen[0], seen[1], "both offices come to the same pair, findings and digests");
}

#[tokio::test]
async fn what_the_terms_do_not_name_does_not_cross() {
    let both = Both::agreed().await;
    one_pair(&both).await;
    let now = midway();
    for side in [&both.mainland, &both.hongkong] {
        let parcels = acts::export_parcels(&side.office, doing(&side.programme, &now), EXCHANGE).await.expect("sealed");
        assert!(parcels.iter().any(|parcel| parcel.text.contains("智能健康")), "there is a card in it");
        for parcel in parcels {
            for canary in ["CANARY-IDENTITY", "CANARY-SUMMARY"] {
                assert!(!parcel.text.contains(canary), "{canary} crosses");
            }
        }
    }
}

#[tokio::test]
async fn a_parcel_taken_twice_is_answered_alike_and_has_no_second_effect() {
    let both = Both::agreed().await;
    one_pair(&both).await;
    let now = midway();
    let parcels = acts::export_parcels(&both.mainland.office, doing(&both.mainland.programme, &now), EXCHANGE)
        .await
        .expect("sealed");
    let take = async || {
        acts::take_parcel(
            &both.hongkong.office,
            acts::Doing::office(now.clone()),
            Door::Wire,
            parcels[0].text.as_bytes(),
        )
        .await
        .expect("answered")
    };
    let (first, size) = (take().await, verify(both.hongkong.office.db()).await.expect("readable").entries);
    let second = take().await;
    assert!(first.new && !second.new);
    assert_eq!(first.text, second.text);
    assert_eq!(verify(both.hongkong.office.db()).await.expect("readable").entries, size);
}

#[tokio::test]
async fn an_altered_parcel_is_refused_and_nothing_is_taken_from_it() {
    let both = Both::agreed().await;
    one_pair(&both).await;
    let now = midway();
    let parcels = acts::export_parcels(&both.mainland.office, doing(&both.mainland.programme, &now), EXCHANGE)
        .await
        .expect("sealed");
    let whole = parcels[0].text.as_bytes();
    let before = verify(both.hongkong.office.db()).await.expect("readable");
    for place in (0..whole.len()).step_by(97) {
        let mut altered = whole.to_vec();
        altered[place] ^= 1;
        let taken =
            acts::take_parcel(&both.hongkong.office, acts::Doing::office(now.clone()), Door::Wire, &altered).await;
        assert_eq!(refused(taken).0, RefusalKind::Invalid, "byte {place}");
    }
    assert_eq!(verify(both.hongkong.office.db()).await.expect("readable"), before);
    carry(&both.mainland, &both.hongkong, &now).await;
}

#[tokio::test]
async fn parcels_of_others_and_for_others_are_refused() {
    let both = Both::agreed().await;
    let strangers = Both::agreed().await;
    one_pair(&strangers).await;
    let now = midway();
    let own = acts::export_parcels(&both.hongkong.office, doing(&both.hongkong.programme, &now), EXCHANGE)
        .await
        .expect("sealed");
    let taken =
        acts::take_parcel(&both.hongkong.office, acts::Doing::office(now.clone()), Door::Wire, own[0].text.as_bytes())
            .await;
    assert_eq!(refused(taken).0, RefusalKind::Invalid, "its own parcel");
    for bytes in [&b"nothing of the kind"[..], b"", &[0xff; 40]] {
        let taken = acts::take_parcel(&both.hongkong.office, acts::Doing::office(now.clone()), Door::Wire, bytes).await;
        assert_eq!(refused(taken).0, RefusalKind::Invalid);
    }
    let alone = Both::strangers().await;
    let taken =
        acts::take_parcel(&alone.hongkong.office, acts::Doing::office(now), Door::Wire, own[0].text.as_bytes()).await;
    assert_eq!(refused(taken).0, RefusalKind::Invalid, "an office without an exchange");
}

#[tokio::test]
async fn after_days_apart_with_parcels_lost_and_out_of_order_both_converge() {
    let both = Both::agreed().await;
    let now = midway();
    let mut parcels = Vec::new();
    for n in 0..3 {
        let title = format!("项目{n}的研究与应用示范");
        hand_in(&both.mainland, &both.mainland.applicant, &half("mainland", &title, ["张三", "李四"])).await;
        let sealed = acts::seal_parcel(&both.mainland.office, acts::Doing::office(now.clone()), EXCHANGE, false).await;
        parcels.push(sealed.expect("sealed").expect("something to tell"));
    }
    let take = async |text: &str| {
        acts::take_parcel(&both.hongkong.office, acts::Doing::office(now.clone()), Door::Wire, text.as_bytes())
            .await
            .expect("answered")
            .answer
    };
    let third = take(&parcels[2].text).await;
    assert_eq!((third.answered, third.next), (Answered::Gap, 1));
    let second = take(&parcels[1].text).await;
    assert_eq!((second.answered, second.next), (Answered::Gap, 1));
    let first = take(&parcels[0].text).await;
    assert_eq!((first.answered, first.next), (Answered::Taken, 4), "those kept aside follow");
    let again = take(&parcels[1].text).await;
    assert_eq!((again.answered, again.next), (Answered::Taken, 4));
    both.exchange(&now).await;
    assert_eq!(
        states(&both.hongkong).await,
        states(&both.mainland).await.into_iter().filter(|s| s.1 != "alone").collect::<Vec<_>>()
    );
    sound(&both.hongkong).await;
    sound(&both.mainland).await;
}

#[tokio::test]
async fn an_office_set_back_to_a_copy_is_found_out_and_the_exchange_stops() {
    let both = Both::agreed().await;
    let now = midway();
    carry(&both.mainland, &both.hongkong, &now).await;
    // A copy of the mainland's folder goes another way than the office itself.
    let copy = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(both.mainland.folder.path()).expect("a folder") {
        let entry = entry.expect("an entry");
        if entry.file_type().expect("a type").is_file() {
            std::fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
        }
    }
    hand_in(&both.mainland, &both.mainland.applicant, &half("mainland", "甲项目的研究与示范", ["张三", "李四"])).await;
    carry(&both.mainland, &both.hongkong, &now).await;
    let back = Office::open(mainland_config(copy.path()), std::sync::Arc::new(Counted::from(9_000_000)), &now)
        .await
        .expect("the copy opens");
    let draft = acts::begin_draft(&back, doing(&both.mainland.applicant, &now), "1.1").await.expect("begun");
    let other = half("mainland", "乙项目的研究与示范", ["王五", "李四"]);
    acts::take_in(&back, doing(&both.mainland.applicant, &now), &draft, &other).await.expect("filled");
    acts::submit(&back, doing(&both.mainland.applicant, &now), &draft).await.expect("handed in");
    let forged = acts::seal_parcel(&back, acts::Doing::office(now.clone()), EXCHANGE, false).await.expect("sealed");
    let forged = forged.expect("something to tell");
    let answer =
        acts::take_parcel(&both.hongkong.office, acts::Doing::office(now.clone()), Door::Wire, forged.text.as_bytes())
            .await
            .expect("answered")
            .answer;
    assert_eq!(answer.answered, Answered::Contradiction);
    // Until people have looked, nothing further is taken.
    hand_in(&both.mainland, &both.mainland.other, &half("mainland", "丙项目的研究与示范", ["赵六", "李四"])).await;
    let next = acts::seal_parcel(&both.mainland.office, acts::Doing::office(now.clone()), EXCHANGE, false)
        .await
        .expect("sealed")
        .expect("something to tell");
    let take = async || {
        acts::take_parcel(&both.hongkong.office, acts::Doing::office(now.clone()), Door::Wire, next.text.as_bytes())
            .await
            .expect("answered")
            .answer
            .answered
    };
    assert_eq!(take().await, Answered::Contradiction);
    let programme = doing(&both.hongkong.programme, &now);
    assert_eq!(
        refused(acts::resume_exchange(&both.hongkong.office, programme.clone(), EXCHANGE, " ").await).0,
        RefusalKind::Invalid
    );
    acts::resume_exchange(&both.hongkong.office, programme, EXCHANGE, "對方已說明為還原演練").await.expect("resumed");
    assert_eq!(take().await, Answered::Taken);
    sound(&both.hongkong).await;
}

#[tokio::test]
async fn a_difference_is_shown_with_both_values_and_cured_by_handing_in_again() {
    let both = Both::agreed().await;
    let now = midway();
    let (draft, _) = hand_in(
        &both.mainland,
        &both.mainland.applicant,
        &half("mainland", "面向老年人的智能健康监测", ["张三", "李四"]),
    )
    .await;
    hand_in(
        &both.hongkong,
        &both.hongkong.applicant,
        &half("hongkong", "面向老年人的智能健康監測", ["陳大文", "李四"]),
    )
    .await;
    both.exchange(&now).await;
    let board = pair_board(&both.hongkong.office, &doing(&both.hongkong.programme, &now), None, None, None)
        .await
        .expect("seen");
    let id = board.pairs[0].pair.clone();
    let view = pair_view(&both.hongkong.office, &doing(&both.hongkong.form_check, &now), &id).await.expect("seen");
    let confirm = confirm_id(&view.pair);
    if view.state == PairState::Confirm {
        for side in [&both.mainland, &both.hongkong] {
            let by = doing(&side.form_check, &now);
            acts::rule_pair(&side.office, by, &id, &view.digests, &confirm, RulingAnswer::Met, "同一項目")
                .await
                .expect("ruled");
        }
        both.pair(&now).await;
    }
    let view = pair_view(&both.hongkong.office, &doing(&both.hongkong.form_check, &now), &id).await.expect("seen");
    assert_eq!(view.state, PairState::Differs, "{:?}", view.findings);
    let said = format!("{:?}", view.findings);
    assert!(said.contains("张三") && said.contains("陳大文"), "both values are shown: {said}");
    let viewer = &both.mainland.applicant;
    acts::withdraw(&both.mainland.office, doing(viewer, &now), &draft, "更正負責人").await.expect("taken back");
    let cured = half("mainland", "面向老年人的智能健康监测", ["陈大文", "李四"]);
    acts::take_in(&both.mainland.office, doing(viewer, &now), &draft, &cured).await.expect("filled");
    acts::submit(&both.mainland.office, doing(viewer, &now), &draft).await.expect("handed in");
    both.exchange(&now).await;
    for side in [&both.mainland, &both.hongkong] {
        let view = pair_view(&side.office, &doing(&side.form_check, &now), &id).await.expect("seen");
        assert_ne!(view.state, PairState::Differs, "{:?}", view.findings);
        sound(side).await;
    }
}

#[tokio::test]
async fn a_ruling_on_a_pair_lapses_when_a_half_changes() {
    let both = Both::agreed().await;
    let now = midway();
    let mut mainland = half("mainland", "面向老年人的智能健康监测", ["张三", "李四"]);
    mainland.topic = Some("人工智能".to_owned());
    let mut hongkong = half("hongkong", "面向老年人的智能健康監測", ["張三", "李四"]);
    hongkong.topic = Some("HK-BIO".to_owned());
    let (draft, _) = hand_in(&both.mainland, &both.mainland.applicant, &mainland).await;
    hand_in(&both.hongkong, &both.hongkong.applicant, &hongkong).await;
    both.exchange(&now).await;
    let side = &both.mainland;
    let board = pair_board(&side.office, &doing(&side.programme, &now), None, None, None).await.expect("seen");
    let id = board.pairs[0].pair.clone();
    let by = doing(&side.form_check, &now);
    let view = pair_view(&side.office, &by, &id).await.expect("seen");
    let open = view
        .findings
        .iter()
        .find(|f| f.outcome == hefu_check::Outcome::Person)
        .expect("the topic is for a person (R-7)");
    acts::rule_pair(&side.office, by.clone(), &id, &view.digests, &open.id, RulingAnswer::Met, "兩地用語")
        .await
        .expect("ruled");
    both.pair(&now).await;
    let after = pair_view(&side.office, &by, &id).await.expect("seen");
    assert!(after.findings.iter().any(|f| f.ruled.is_some()));
    let viewer = &side.applicant;
    acts::withdraw(&side.office, doing(viewer, &now), &draft, "").await.expect("taken back");
    mainland.title.own.push('）');
    acts::take_in(&side.office, doing(viewer, &now), &draft, &mainland).await.expect("filled");
    acts::submit(&side.office, doing(viewer, &now), &draft).await.expect("handed in");
    both.exchange(&now).await;
    let stale =
        acts::rule_pair(&side.office, by.clone(), &id, &view.digests, &open.id, RulingAnswer::Met, "兩地用語").await;
    assert_eq!(refused(stale).0, RefusalKind::Conflict, "ruled on what is no more");
    let later = pair_view(&side.office, &by, &id).await.expect("seen");
    assert!(later.findings.iter().all(|f| f.ruled.is_none()));
}

#[tokio::test]
async fn a_side_alone_is_void_only_after_both_have_closed_and_said_so() {
    let both = Both::agreed().await;
    let (m, _) = one_pair(&both).await;
    let (_, lone) =
        hand_in(&both.mainland, &both.mainland.other, &half("mainland", "单方提交的项目", ["赵六", "钱七"])).await;
    both.exchange(&midway()).await;
    let side = &both.mainland;
    let early = acts::close_direction(&side.office, doing(&side.programme, &midway()), "1.1").await;
    assert_eq!(refused(early).0, RefusalKind::Conflict);
    let after = at("2020-07-01T09:00:00");
    let programme = doing(&side.programme, &after);
    assert_eq!(
        refused(acts::settle_direction(&side.office, programme.clone(), "1.1", "").await).1,
        "exchange-not-complete"
    );
    for side in [&both.mainland, &both.hongkong] {
        let statement =
            acts::close_direction(&side.office, doing(&side.programme, &after), "1.1").await.expect("closed");
        assert!(statement.count > 0);
    }
    assert_eq!(
        refused(acts::settle_direction(&side.office, programme.clone(), "1.1", "").await).1,
        "exchange-not-complete",
        "not before the statements have crossed"
    );
    both.exchange(&after).await;
    let pair = format!("1.1-{m}");
    let view = pair_view(&side.office, &doing(&side.form_check, &after), &pair).await.expect("seen");
    if view.state == PairState::Confirm {
        let by = doing(&side.form_check, &after);
        let id = confirm_id(&view.pair);
        acts::rule_pair(&side.office, by, &pair, &view.digests, &id, RulingAnswer::Met, "同一项目")
            .await
            .expect("ruled");
    }
    both.pair(&after).await;
    let view = pair_view(&side.office, &doing(&side.form_check, &after), &pair).await.expect("seen");
    for open in view
        .findings
        .iter()
        .filter(|f| f.outcome == hefu_check::Outcome::Person || f.outcome == hefu_check::Outcome::Unset)
    {
        let by = doing(&side.form_check, &after);
        acts::rule_pair(&side.office, by, &pair, &view.digests, &open.id, RulingAnswer::Met, "已核")
            .await
            .expect("ruled");
    }
    both.pair(&after).await;
    let settled = acts::settle_direction(&side.office, programme.clone(), "1.1", "").await.expect("settled");
    assert_eq!(
        settled.void.iter().map(|void| (void.number.as_str(), void.clause.as_str())).collect::<Vec<_>>(),
        [(lone.as_str(), "HK-8")]
    );
    assert_eq!(settled.pairs, std::slice::from_ref(&pair));
    assert_eq!(acts::settle_direction(&side.office, programme, "1.1", "").await.expect("again"), settled);
    for (viewer, wanted) in [(&side.other, Ended::Void), (&side.applicant, Ended::Stands)] {
        let board = dashboard(&side.office, &doing(viewer, &after)).await.expect("seen");
        assert_eq!(board.earlier.iter().map(|one| one.ended).collect::<Vec<_>>(), [Some(wanted)]);
    }
    let mut tx = side.office.db().read().await.expect("readable");
    acts::eligible(&mut tx, &pair, acts::Need::Stands).await.expect("stands");
    assert_eq!(refused(acts::eligible(&mut tx, &pair, acts::Need::Open).await).1, "exchange-settled-already");
    assert_eq!(refused(acts::eligible(&mut tx, "1.1-other", acts::Need::Stands).await).0, RefusalKind::NotFound);
    drop(tx);
    sound(&both.mainland).await;
}

#[tokio::test]
async fn a_partner_without_an_office_is_entered_from_its_list_and_stays_unsigned() {
    let both = Both::strangers().await;
    let side = &both.mainland;
    let now = midway();
    hand_in(side, &side.applicant, &half("mainland", "面向老年人的智能健康监测", ["张三", "李四"])).await;
    let mut listed = half("hongkong", "面向老年人的智能健康監測", ["張三", "李四"]);
    listed.id.number = "ITF-77".to_owned();
    let dated = jiff::civil::date(2020, 5, 1);
    let enter = async |viewer, of: &str| {
        acts::enter_list(&side.office, doing(viewer, &now), of, "1.1", dated, ("list.xlsx", "00"), &[listed.clone()])
            .await
    };
    assert_eq!(refused(enter(&side.applicant, "hongkong").await).0, RefusalKind::NotAllowed);
    assert_eq!(refused(enter(&side.programme, "taiwan").await).0, RefusalKind::Invalid);
    assert_eq!(enter(&side.programme, "hongkong").await.expect("entered"), 1);
    both.pair(&now).await;
    let board = pair_board(&side.office, &doing(&side.programme, &now), None, None, None).await.expect("seen");
    assert_eq!(board.pairs.len(), 1);
    let view = pair_view(&side.office, &doing(&side.programme, &now), &board.pairs[0].pair).await.expect("seen");
    assert!(view.cards.iter().any(|card| card.source == "list 2020-05-01"));
    let after = at("2020-07-01T09:00:00");
    acts::close_direction(&side.office, doing(&side.programme, &after), "1.1").await.expect("closed");
    let settled = acts::settle_direction(&side.office, doing(&side.programme, &after), "1.1", "").await;
    assert!(matches!(refused(settled).1.as_str(), "exchange-not-complete" | "exchange-window-still-open"));
    sound(side).await;
}

#[tokio::test]
async fn applicants_see_neither_pairs_nor_exchange() {
    let both = Both::agreed().await;
    let side = &both.mainland;
    let by = doing(&side.applicant, &midway());
    assert_eq!(refused(pair_board(&side.office, &by, None, None, None).await).0, RefusalKind::NotFound);
    assert_eq!(refused(acts::export_parcels(&side.office, by.clone(), EXCHANGE).await).0, RefusalKind::NotAllowed);
    assert_eq!(refused(acts::close_direction(&side.office, by, "1.1").await).0, RefusalKind::NotAllowed);
}

#[tokio::test]
async fn each_office_witnesses_the_others_journal() {
    let both = Both::agreed().await;
    one_pair(&both).await;
    both.exchange(&midway()).await;
    for (side, of) in [(&both.mainland, "hongkong.example/hefu"), (&both.hongkong, "mainland.example/hefu")] {
        let mut tx = side.office.db().read().await.expect("readable");
        let witnessed = tx.rows("SELECT origin FROM witnessed", &[]).await.expect("read");
        assert_eq!(witnessed.len(), 1);
        assert_eq!(witnessed[0].text("origin").expect("text"), of);
        let own = tx.rows("SELECT note FROM cosignatures", &[]).await.expect("read");
        assert_eq!(own.len(), 1, "the partner's cosignature came back");
        assert!(own[0].text("note").expect("text").contains(&format!("— {of} ")));
    }
}

#[tokio::test]
async fn a_record_of_a_later_version_is_kept_and_does_no_harm() {
    let value = serde_json::json!({"record": "hologram", "x": 1});
    assert_eq!(Record::read(&value).expect("read"), Record::Unknown);
    let wrong = serde_json::json!({"record": "card", "card": 5});
    assert!(Record::read(&wrong).is_err());
}

/// Everything that pairing keeps of a direction, row by row.
async fn kept(side: &Side) -> Vec<String> {
    let mut tx = side.office.db().read().await.expect("readable");
    let mut rows = Vec::new();
    for sql in [
        "SELECT pair || ' ' || direction || ' ' || state || ' ' || cards || ' ' || body AS x FROM pairs",
        "SELECT side || ' ' || number || ' ' || direction || ' ' || state || ' ' || COALESCE(pair, '-') || body AS x FROM halves",
        "SELECT side || ' ' || number || ' ' || pair AS x FROM early_halves",
        "SELECT line || ' ' || direction || ' ' || state || ' ' || pair || ' ' || own || ' ' || partner_side || ' ' || partner
           || ' ' || title || ' ' || title_side || ' ' || topic || ' ' || units || ' ' || people || ' ' || made AS x FROM list_pairs",
        "SELECT about || ' ' || line || ' ' || field || ' ' || words AS x FROM list_words",
        "SELECT about || ' ' || line || ' ' || finding || ' ' || found || ' ' || stands || ' ' || says AS x FROM list_findings",
        "SELECT number || ' ' || stage || ' ' || pair AS x FROM list_applications",
    ] {
        let found = tx.rows(sql, &[]).await.expect("readable");
        let mut of: Vec<String> = found.iter().map(|row| row.text("x").expect("text")).collect();
        of.sort();
        rows.extend(of);
    }
    rows
}

/// Throws away what pairing keeps, and has it made anew.
async fn anew(side: &Side) {
    let throw = [
        "DELETE FROM pairs",
        "DELETE FROM halves",
        "DELETE FROM early_halves",
        "DELETE FROM list_pairs",
        "DELETE FROM list_words WHERE about = 'pair'",
        "DELETE FROM list_findings WHERE about = 'pair'",
        "UPDATE list_applications SET stage = 'handed_in', pair = ''",
        "UPDATE pairings SET wanted = wanted + 1",
    ];
    let done: Result<(), hefu_office::OfficeError> = side
        .office
        .writer()
        .run(move |act: &mut hefu_store::Act<'_>| {
            Box::pin(async move {
                for sql in throw {
                    act.tx().execute(sql, &[]).await?;
                }
                Ok(())
            })
        })
        .await;
    done.expect("thrown away");
    acts::find_pairs(&side.office, acts::Doing::office(midway()), "1.1").await.expect("paired");
}

#[tokio::test]
async fn what_pairing_leaves_as_it_was_is_what_it_would_have_made_anew() {
    let both = Both::agreed().await;
    let (now, m) = (midway(), &both.mainland);
    let same = async |what: &str| {
        both.exchange(&now).await;
        for side in [&both.mainland, &both.hongkong] {
            let before = kept(side).await;
            anew(side).await;
            assert_eq!(before, kept(side).await, "{what}");
        }
    };
    one_pair(&both).await;
    same("a pair").await;
    // Another pair, of which the topic is for a person; somebody alone at each side.
    let mut mainland = half("mainland", "再生医学支架材料", ["王小明", "陈大文"]);
    mainland.topic = Some("人工智能".to_owned());
    let mut hongkong = half("hongkong", "再生醫學支架材料", ["王小明", "陳大文"]);
    hongkong.topic = Some("HK-BIO".to_owned());
    let (draft, _) = hand_in(m, &m.applicant, &mainland).await;
    hand_in(&both.hongkong, &both.hongkong.applicant, &hongkong).await;
    hand_in(m, &m.other, &half("mainland", "神经调控与康复机器人", ["刘建国", "黄志强"])).await;
    hand_in(&both.hongkong, &both.hongkong.other, &half("hongkong", "腫瘤早篩的多模態影像", ["趙敏", "周潤東"])).await;
    same("more").await;
    let by = doing(&m.form_check, &now);
    let board = pair_board(&m.office, &by, None, None, None).await.expect("seen");
    let mut ruled = 0;
    for line in &board.pairs {
        let view = pair_view(&m.office, &by, &line.pair).await.expect("seen");
        for open in view.findings.iter().filter(|finding| finding.outcome == hefu_check::Outcome::Person) {
            let answer =
                acts::rule_pair(&m.office, by.clone(), &line.pair, &view.digests, &open.id, RulingAnswer::Met, "同");
            answer.await.expect("ruled");
            ruled += 1;
        }
    }
    assert!(ruled > 0, "{board:?}");
    same("ruled").await;
    acts::withdraw(&m.office, doing(&m.applicant, &now), &draft, "").await.expect("taken back");
    same("taken back").await;
    mainland.people[0].name = "钱学森".to_owned();
    acts::take_in(&m.office, doing(&m.applicant, &now), &draft, &mainland).await.expect("filled");
    acts::submit(&m.office, doing(&m.applicant, &now), &draft).await.expect("handed in");
    same("handed in again, and other").await;
}
