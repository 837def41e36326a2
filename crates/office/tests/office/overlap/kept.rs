//! What is kept: nothing of an application taken back, the same as anew after a change, notes with their reasons; and who may.

use hefu_office::acts::{self, RunState};
use hefu_office::overlap::{OverlapSettings, Remark};
use hefu_office::verify::verify;
use hefu_office::views::{finding_view, overlap_lines, overlap_view};
use hefu_office::{RefusalKind, Viewer};
use hefu_store::Act;

use super::{compared, hand_in, set, sound, text, thresholds, with_summary, work};
use crate::world::{World, doing, midway, refused, stranger};

/// What was journalled of the last comparison: digests of the texts and of the result.
async fn digests(world: &World) -> (String, String) {
    let mut tx = world.office.db().read().await.expect("readable");
    let row = tx.row("SELECT body FROM overlap_comparisons WHERE direction = '1.1'", &[]).await.expect("compared");
    let body: serde_json::Value = serde_json::from_str(&row.text("body").expect("a body")).expect("JSON");
    let of = |name: &str| body[name].as_str().expect("a digest").to_owned();
    (of("texts"), of("result"))
}

/// The bytes of all indexes on the disk.
fn indexes(world: &World) -> Vec<u8> {
    let folder = world.folder.path().join("overlap");
    let files = std::fs::read_dir(folder).expect("indexes").flatten();
    files.flat_map(|file| std::fs::read(file.path()).expect("an index")).collect()
}

/// Two applications of which the second holds half of the first, and one more. Gives drafts and numbers.
async fn three(world: &World) -> Vec<(String, String)> {
    let own = text(1, 120);
    let half: String = own.chars().take(140).collect();
    let made = [
        with_summary("甲", &own),
        with_summary("乙", &format!("{}\n{half}", text(2, 80))),
        with_summary("丙", &text(3, 120)),
    ];
    let mut all = Vec::new();
    for (viewer, made) in [&world.applicant, &world.other, &world.other].into_iter().zip(&made) {
        all.push(hand_in(world, viewer, made).await);
    }
    all
}

#[tokio::test]
async fn an_application_taken_back_is_out_at_once_and_compared_again_all_is_as_if_made_anew() {
    let world = World::published().await;
    set(&world, thresholds()).await;
    let all = three(&world).await;
    let by = doing(&world.form_check, &midway());
    assert_eq!(compared(&world).await.lines.len(), 1);
    // Near its end, which the second does not have.
    let needle: String = text(1, 120).chars().skip(200).take(30).collect();
    let holds = |bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
    assert!(holds(&indexes(&world)));

    acts::withdraw(&world.office, doing(&world.applicant, &midway()), &all[0].0, "改").await.expect("taken back");
    let view = overlap_view(&world.office, &by, "1.1", None, None).await.expect("seen").comparison.expect("compared");
    assert_eq!((view.lines.len(), view.withheld, view.since.gone), (0, 1, 1), "nothing of it is shown any more");
    let gone = finding_view(&world.office, &by, "1.1", [&all[0].1, &all[1].1]).await;
    assert_eq!(refused(gone).0, RefusalKind::NotFound);
    let view = compared(&world).await;
    assert_eq!((view.applications, view.withheld, view.counts), (2, 0, [0, 0]));
    assert!(view.since.nothing() && !holds(&indexes(&world)), "it is out of the index");
    sound(&world).await;

    // It comes back with half of the third, and a fourth comes in.
    let third = text(3, 120);
    let changed = with_summary("甲", &third.chars().take(150).collect::<String>());
    let owner = doing(&world.applicant, &midway());
    acts::take_in(&world.office, owner.clone(), &all[0].0, &changed).await.expect("taken in");
    acts::submit(&world.office, owner, &all[0].0).await.expect("handed in again");
    hand_in(&world, &world.applicant, &with_summary("丁", &text(4, 120))).await;
    let line = &overlap_lines(&world.office, &by).await.expect("seen")[0];
    assert_eq!((line.since.came, line.since.changed, line.since.gone), (2, 0, 0));
    let view = compared(&world).await;
    let found: Vec<_> = view.lines.iter().map(|line| line.finding.applications.clone()).collect();
    assert_eq!(found, [[all[0].1.clone(), all[2].1.clone()]]);
    let (grown, bytes) = (digests(&world).await, indexes(&world));
    std::fs::remove_dir_all(world.folder.path().join("overlap")).expect("no index");
    compared(&world).await;
    assert_eq!((digests(&world).await, indexes(&world)), (grown.clone(), bytes), "grown or made anew, it is the same");
    // An index that was tampered with is no index.
    let file = std::fs::read_dir(world.folder.path().join("overlap")).expect("a folder").flatten().next();
    std::fs::write(file.expect("an index").path(), b"hefu-ovl and nothing").expect("written");
    compared(&world).await;
    assert_eq!(digests(&world).await, grown);
    sound(&world).await;
}

#[tokio::test]
async fn what_is_said_of_a_finding_is_remembered_and_counts_for_what_was_looked_at() {
    let world = World::published().await;
    set(&world, thresholds()).await;
    let all = three(&world).await;
    let pair = [all[0].1.as_str(), all[1].1.as_str()];
    compared(&world).await;
    let by = doing(&world.form_check, &midway());
    let view = async || finding_view(&world.office, &by, "1.1", pair).await.expect("seen");
    let note = async |viewer: &Viewer, evidence: &str, remark, why: &str| {
        acts::note_overlap(&world.office, doing(viewer, &midway()), "1.1", (pair, evidence), remark, why).await
    };
    let evidence = view().await.evidence;
    let silent = note(&world.form_check, &evidence, Remark::Settled, " ").await;
    assert_eq!(refused(silent).1, "office-reason-missing");
    let other = note(&world.form_check, "0", Remark::Settled, "同一課題組").await;
    assert_eq!(refused(other), (RefusalKind::Conflict, "plan-changed-meanwhile".to_owned()));
    note(&world.form_check, &evidence, Remark::Settled, "同一課題組").await.expect("noted");
    note(&world.programme, &evidence, Remark::Pursue, "需說明").await.expect("noted");
    let notes = view().await.notes;
    let said: Vec<_> =
        notes.iter().map(|note| (note.remark, note.why.as_str(), note.who.as_str(), note.counts)).collect();
    let wanted = [(Remark::Settled, "同一課題組", "審查員", true), (Remark::Pursue, "需說明", "計畫主管", true)];
    assert_eq!(said, wanted, "the earlier stays beside the later");
    // Other thresholds change nothing of what was looked at.
    set(&world, OverlapSettings { alert: Some(500), ..thresholds() }).await;
    let line = &compared(&world).await.lines[0];
    assert!(line.note.as_ref().is_some_and(|note| note.counts) && !line.finding.alert);
    // Another text does, and meanwhile the old passages can no longer be shown.
    let owner = doing(&world.other, &midway());
    acts::withdraw(&world.office, owner.clone(), &all[1].0, "").await.expect("taken back");
    let own = text(1, 120);
    let changed = with_summary("乙", &own.chars().take(170).collect::<String>());
    acts::take_in(&world.office, owner.clone(), &all[1].0, &changed).await.expect("taken in");
    acts::submit(&world.office, owner, &all[1].0).await.expect("handed in again");
    let stale = view().await;
    assert!(stale.shown.is_none() && stale.line.applications[1].changed && !stale.line.applications[0].changed);
    compared(&world).await;
    let fresh = view().await;
    assert!(fresh.shown.is_some() && fresh.notes.len() == 2 && fresh.notes.iter().all(|note| !note.counts));
    sound(&world).await;
}

#[tokio::test]
async fn nothing_is_compared_before_it_is_set_and_one_comparison_runs_at_a_time() {
    let world = World::published().await;
    three(&world).await;
    let by = doing(&world.form_check, &midway());
    let ask = async || acts::compare_texts(&world.office, by.clone(), "1.1").await;
    assert_eq!(refused(ask().await), (RefusalKind::Conflict, "overlap-desk-unset-first".to_owned()));
    let view = overlap_view(&world.office, &by, "1.1", None, None).await.expect("seen");
    assert_eq!(view.settings.unset(), ["listing", "alert", "common"]);
    assert!(view.may_compare && !view.may_set && view.comparison.is_none());
    for (wanted, field, key) in [
        (OverlapSettings { listing: Some(29), ..thresholds() }, "listing", "overlap-desk-least"),
        (OverlapSettings { alert: Some(59), ..thresholds() }, "alert", "overlap-desk-alert-below"),
        (OverlapSettings { common: Some(0), ..thresholds() }, "common", "overlap-desk-common-least"),
    ] {
        let not = acts::set_overlap(&world.office, doing(&world.programme, &midway()), "1.1", wanted).await;
        match not {
            Err(hefu_office::OfficeError::Refused(refusal)) => {
                assert_eq!((refusal.field.as_deref(), refusal.message.key.as_str()), (Some(field), key));
            }
            other => panic!("{other:?}"),
        }
    }
    let not = acts::set_overlap(&world.office, by.clone(), "1.1", thresholds()).await;
    assert_eq!(refused(not), (RefusalKind::NotAllowed, "office-may-not-require".to_owned()));
    set(&world, thresholds()).await;
    ask().await.expect("asked");
    assert_eq!(refused(ask().await).1, "overlap-desk-running");
    acts::stop_comparison(&world.office, by.clone(), "1.1").await.expect("stopped");
    work(&world).await;
    let view = overlap_view(&world.office, &by, "1.1", None, None).await.expect("seen");
    assert_eq!(view.run.expect("asked").state, RunState::Cancelled);
    assert!(view.comparison.is_none(), "what was stopped has found nothing");
    assert_eq!(compared(&world).await.lines.len(), 1);

    for viewer in [&world.auditor, &world.administrator, &world.applicant, &world.other, &stranger()] {
        let them = doing(viewer, &midway());
        assert_eq!(refused(overlap_lines(&world.office, &them).await).0, RefusalKind::NotFound);
        let view = overlap_view(&world.office, &them, "1.1", None, None).await;
        assert_eq!(refused(view).0, RefusalKind::NotFound);
        let finding = finding_view(&world.office, &them, "1.1", ["H2020-1", "H2020-2"]).await;
        assert_eq!(refused(finding).0, RefusalKind::NotFound);
        let run = acts::compare_texts(&world.office, them.clone(), "1.1").await;
        assert_eq!(refused(run), (RefusalKind::NotAllowed, "office-may-not-compare".to_owned()));
        let stop = acts::stop_comparison(&world.office, them, "1.1").await;
        assert_eq!(refused(stop).0, RefusalKind::NotAllowed);
    }
}

#[tokio::test]
async fn findings_that_are_not_those_journalled_are_noticed() {
    let world = World::published().await;
    set(&world, thresholds()).await;
    three(&world).await;
    compared(&world).await;
    sound(&world).await;
    let done: Result<(), hefu_office::OfficeError> = world
        .office
        .writer()
        .run(|act: &mut Act<'_>| {
            Box::pin(async move {
                act.tx().execute("DELETE FROM overlap_findings", &[]).await?;
                Ok(())
            })
        })
        .await;
    done.expect("taken away");
    let faults = verify(world.office.db()).await.expect("read").faults;
    assert_eq!(faults, ["overlap 1.1: the findings kept are not those that were journalled"]);
}
