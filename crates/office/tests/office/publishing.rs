//! Notices: complete or refused; open from the first instant to before the last; extended with a reason, for everybody.

use hefu_office::acts::{self, NoticeDraft};
use hefu_office::views::notice_views;
use hefu_office::{OfficeError, RefusalKind};

use crate::world::{World, at, doing, midway, notice, refused};

#[tokio::test]
async fn a_notice_that_leaves_something_open_is_refused_with_the_field_and_the_clause() {
    let world = World::quiet().await;
    let now = at("2020-03-20T09:00:00");
    let publish = |draft| acts::publish_notice(&world.office, doing(&world.programme, &now), "1.1", draft);
    let cases = [
        (NoticeDraft { closes: None, ..notice() }, "closes"),
        (NoticeDraft { opens: None, ..notice() }, "opens"),
        (NoticeDraft { opens: notice().closes, closes: notice().opens, ..notice() }, "closes"),
        (NoticeDraft { basis: "  ".to_owned(), ..notice() }, "basis"),
        (NoticeDraft { number: String::new(), ..notice() }, "number"),
        (NoticeDraft { contact: String::new(), ..notice() }, "contact"),
    ];
    for (draft, field) in cases {
        match publish(draft).await {
            Err(OfficeError::Refused(refusal)) => {
                assert_eq!(refusal.field.as_deref(), Some(field));
                let clause = if field == "basis" { Some("G-5") } else { None };
                assert_eq!(refusal.clause.as_deref(), clause, "the sentence on the agreement is named");
            }
            other => panic!("{field}: {other:?}"),
        }
    }
    assert!(notice_views(&world.office, &now).await.expect("read").iter().all(|view| view.notice.is_none()));
    publish(notice()).await.expect("published");
    assert_eq!(refused(publish(notice()).await).0, RefusalKind::Conflict);
}

#[tokio::test]
async fn only_a_programme_officer_publishes() {
    let world = World::quiet().await;
    for viewer in [&world.administrator, &world.form_check, &world.auditor, &world.applicant] {
        let result = acts::publish_notice(&world.office, doing(viewer, &midway()), "1.1", notice()).await;
        assert_eq!(refused(result).0, RefusalKind::NotAllowed);
    }
}

#[tokio::test]
async fn a_direction_of_other_sides_is_not_set_up_here() {
    let world = World::quiet().await;
    for direction in ["1.2", "澳门", ""] {
        let result = acts::publish_notice(&world.office, doing(&world.programme, &midway()), direction, notice()).await;
        assert_eq!(refused(result), (RefusalKind::Invalid, "office-no-such-direction".to_owned()));
    }
}

#[tokio::test]
async fn the_window_is_open_from_its_first_instant_to_before_its_last() {
    let world = World::published().await;
    let begin = async |now: &str| acts::begin_draft(&world.office, doing(&world.applicant, &at(now)), "1.1").await;
    assert_eq!(refused(begin("2020-04-01T08:59:59.999").await).1, "office-not-open-yet");
    begin("2020-04-01T09:00:00").await.expect("the first instant");
    begin("2020-06-30T16:59:59.999").await.expect("just before the last");
    assert_eq!(refused(begin("2020-06-30T17:00:00").await).1, "office-window-closed");
    let quiet = World::quiet().await;
    let result = acts::begin_draft(&quiet.office, doing(&quiet.applicant, &midway()), "1.1").await;
    assert_eq!(refused(result).1, "office-not-published-yet");
}

#[tokio::test]
async fn an_extension_needs_a_reason_and_a_later_instant_and_holds_for_everybody() {
    let world = World::published().await;
    let now = at("2020-06-30T16:00:00");
    let later = at("2020-07-03T17:00:00");
    let extend = async |viewer, closes, reason| {
        acts::extend_deadline(&world.office, doing(viewer, &now), "1.1", closes, reason).await
    };
    assert_eq!(refused(extend(&world.applicant, later.clone(), "x").await).0, RefusalKind::NotAllowed);
    assert_eq!(refused(extend(&world.programme, later.clone(), " ").await).1, "office-reason-missing");
    let same = at("2020-06-30T17:00:00");
    assert_eq!(refused(extend(&world.programme, same, "x").await).1, "office-extension-not-later");
    extend(&world.programme, later, "系統故障").await.expect("extended");
    let after = at("2020-07-02T10:00:00");
    for viewer in [&world.applicant, &world.other] {
        acts::begin_draft(&world.office, doing(viewer, &after), "1.1").await.expect("open for everybody");
    }
}
