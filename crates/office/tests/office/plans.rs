//! Orders of rulings: planned, applied all or nothing, undone; by whom, and what is refused.

use hefu_check::{Outcome, RulingAnswer};
use hefu_office::RefusalKind;
use hefu_office::acts;
use hefu_office::acts::plan::{Order, apply, plan};
use hefu_office::lists::{Ask, Kind, evidence};
use hefu_office::verify::verify;
use hefu_office::views::{ListTo, ListView, alike, application_view, findings_alike, orders};

use crate::officers::{filled, seen};
use crate::world::{World, doing, midway, refused};

#[tokio::test]
async fn many_findings_alike_are_ruled_at_once_and_undone_at_once() {
    let world = World::published().await;
    let drafts = filled(&world, 3).await;
    let officer = doing(&world.form_check, &midway());
    let groups = alike(&world.office, &officer).await.expect("seen");
    let group = groups.iter().find(|group| group.clause == "HK-5").expect("alike");
    assert_eq!(group.count, 3);
    let named = findings_alike(&world.office, &officer, &group.evidence).await.expect("seen");
    let order = Order::rule(named.clone(), RulingAnswer::Met, "按日曆計算").expect("an order");
    let shown = plan(&world.office, &officer, &order).await.expect("planned");
    assert!(shown.sound() && shown.changes.iter().all(|change| change.then == Outcome::Pass));
    let size = verify(world.office.db()).await.expect("readable").entries;
    let missing = apply(
        &world.office,
        officer.clone(),
        Order::rule(named.clone(), RulingAnswer::Met, " ").expect("x"),
        &shown.seen,
    );
    assert_eq!(refused(missing.await).1, "office-reason-missing");
    assert_eq!(
        refused(apply(&world.office, officer.clone(), order.clone(), "what was not seen").await).0,
        RefusalKind::Conflict
    );
    // One of three is ruled on by somebody else: nothing of the order is done.
    let (number, finding) = &named[1];
    acts::rule(&world.office, officer.clone(), number, finding, RulingAnswer::NotMet, "另一人").await.expect("ruled");
    assert_eq!(
        refused(apply(&world.office, officer.clone(), order.clone(), &shown.seen).await).1,
        "plan-changed-meanwhile"
    );
    let open = async || {
        seen(
            &world,
            &world.form_check,
            Kind::Findings,
            &Ask::default().with("clause", "HK-5").with("outcome", "person"),
        )
        .await
        .rows
        .len()
    };
    assert_eq!(open().await, 2);
    let shown = plan(&world.office, &officer, &order).await.expect("planned anew");
    let name = apply(&world.office, officer.clone(), order, &shown.seen).await.expect("ruled");
    assert_eq!(open().await, 0);
    let line = orders(&world.office, &officer).await.expect("seen").into_iter().find(|line| line.order == name);
    assert_eq!(line.map(|line| (line.count, line.undone)), Some((3, 0)));
    let outcome = async |draft: &str| {
        let view = application_view(&world.office, &officer, draft).await.expect("seen");
        let found = view.findings.into_iter().find(|finding| finding.clause == "HK-5").expect("checked");
        (found.outcome, found.ruled.map(|ruled| ruled.ruling.why))
    };
    assert_eq!(outcome(&drafts[1]).await, (Outcome::Pass, Some("按日曆計算".to_owned())));
    let undo = Order::undo(&name, "誤判");
    let back = plan(&world.office, &officer, &undo).await.expect("planned");
    assert_eq!(
        back.changes.iter().map(|change| change.then).collect::<Vec<_>>(),
        [Outcome::Person, Outcome::Fail, Outcome::Person]
    );
    apply(&world.office, officer.clone(), undo.clone(), &back.seen).await.expect("undone");
    assert_eq!(outcome(&drafts[0]).await, (Outcome::Person, None));
    assert_eq!(outcome(&drafts[1]).await, (Outcome::Fail, Some("另一人".to_owned())), "what stood before stands again");
    assert_eq!(refused(plan(&world.office, &officer, &undo).await).0, RefusalKind::NotFound, "undone once");
    let found = verify(world.office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
    assert!(found.entries >= size + 7, "every ruling and every undoing stands in the journal");
}

#[tokio::test]
async fn a_ruling_made_since_is_not_undone_with_an_earlier_order() {
    let world = World::published().await;
    filled(&world, 1).await;
    let officer = doing(&world.form_check, &midway());
    let group = seen(&world, &world.form_check, Kind::Findings, &Ask::default().with("clause", "HK-5")).await;
    assert_eq!(group.rows.len(), 1);
    let view = application_view(&world.office, &officer, &filled_draft(&group)).await.expect("seen");
    let finding = view.findings.iter().find(|finding| finding.clause == "HK-5").expect("checked").id.clone();
    acts::rule(&world.office, officer.clone(), "H2020-0001", &finding, RulingAnswer::Met, "一").await.expect("ruled");
    let first = orders(&world.office, &officer).await.expect("seen")[0].order.clone();
    acts::rule(&world.office, officer.clone(), "H2020-0001", &finding, RulingAnswer::NotMet, "二")
        .await
        .expect("ruled");
    let undo = Order::undo(&first, "收回");
    let shown = plan(&world.office, &officer, &undo).await.expect("planned");
    assert!(!shown.sound());
    assert_eq!(refused(apply(&world.office, officer, undo, &shown.seen).await).1, "plan-ruled-anew");
}

fn filled_draft(view: &ListView) -> String {
    match &view.rows[0].to {
        Some(ListTo::Finding { draft, .. }) => draft.clone(),
        other => panic!("leads to {other:?}"),
    }
}

#[tokio::test]
async fn nobody_but_the_form_check_plans_rulings() {
    let world = World::published().await;
    filled(&world, 1).await;
    let officer = doing(&world.form_check, &midway());
    let view = seen(&world, &world.form_check, Kind::Findings, &Ask::default().with("outcome", "person")).await;
    let draft = filled_draft(&view);
    let about = application_view(&world.office, &officer, &draft).await.expect("seen").findings;
    let finding = about.iter().find(|finding| finding.outcome == Outcome::Person).expect("open");
    let order = Order::rule([("H2020-0001".to_owned(), finding.id.clone())], RulingAnswer::Met, "x").expect("an order");
    for (viewer, kind) in [
        (&world.programme, RefusalKind::NotAllowed),
        (&world.auditor, RefusalKind::NotAllowed),
        (&world.applicant, RefusalKind::NotAllowed),
        (&world.other, RefusalKind::NotFound),
        (&world.administrator, RefusalKind::NotFound),
    ] {
        let doing = doing(viewer, &midway());
        assert_eq!(refused(plan(&world.office, &doing, &order).await).0, kind);
        assert_eq!(refused(apply(&world.office, doing.clone(), order.clone(), "").await).0, kind);
        assert_eq!(refused(alike(&world.office, &doing).await).0, RefusalKind::NotFound);
        let digest = evidence(finding).expect("a digest");
        assert_eq!(refused(findings_alike(&world.office, &doing, &digest).await).0, RefusalKind::NotFound);
    }
}
