//! TW-9, TW-10, 5G-4, 5G-6: who leads, who is in the team.

use hefu_application::{UnitKind, UnitRole};
use hefu_check::Outcome::{Fail, Hint, Pass, Person};
use hefu_guide::model::SettingValue;

use crate::world::{World, found, of_clause, outcome, said, tag, unit};

fn world(topic: &str, lead: UnitKind) -> World {
    let mut world = World::of("taiwan");
    world.both(|app| {
        app.topic = Some(topic.to_owned());
        app.units[0].kind = Some(lead);
    });
    world
}

#[test]
fn who_may_lead_a_5g_project() {
    let rule = "mainland-001/TW-9.lead-kind";
    for (kind, expected) in [
        (UnitKind::University, Pass),
        (UnitKind::ResearchInstitute, Pass),
        (UnitKind::Enterprise, Fail),
        (UnitKind::Hospital, Person),
        (UnitKind::Other, Person),
    ] {
        assert_eq!(outcome(&world("5g-iot", kind).of_application(0), rule), expected);
    }
    let findings = world("5g-iot", UnitKind::Enterprise).of_application(0);
    assert_eq!(said(found(&findings, rule)), "牵头单位“云岭大学”为企业，须由科研院所、高等学校牵头");
    let mut open = world("5g-iot", UnitKind::University);
    open.app_mut(0).units[0].kind = None;
    assert_eq!(outcome(&open.of_application(0), rule), Person);
}

#[test]
fn other_sub_directions_are_untouched() {
    for topic in ["smart-health", "regenerative"] {
        let all = world(topic, UnitKind::Enterprise).all();
        assert!(of_clause(&all, "TW-9").is_empty());
        assert!(of_clause(&all, "TW-10").is_empty());
        assert!(of_clause(&all, "5G-4").is_empty());
    }
}

#[test]
fn a_company_leading_only_the_taiwan_half_goes_to_a_person() {
    let mut world = world("5g-iot", UnitKind::University);
    world.app_mut(1).units[1].kind = Some(UnitKind::Enterprise);
    let findings = world.of_application(1);
    let finding = found(&findings, "taiwan-001/TW-9.lead-kind");
    assert_eq!(finding.outcome, Person);
    assert!(finding.rulings.contains(&"R-13a".to_owned()));
}

#[test]
fn the_team_needs_an_enterprise() {
    let rule = "/TW-10.team-has";
    let mut world = world("5g-iot", UnitKind::University);
    let findings = world.of_pair();
    assert_eq!(outcome(&findings, rule), Fail);
    assert_eq!(said(found(&findings, rule)), "大陆方团队没有企业，指南要求至少 1 家");
    let company = |side: &str| unit(side, "远帆通信公司", UnitKind::Enterprise, UnitRole::Participant);
    world.both(|app| app.units.push(company("taiwan")));
    let findings = world.of_pair();
    assert_eq!(outcome(&findings, rule), Person);
    assert!(said(found(&findings, rule)).contains("只有台湾方有"));
    world.set("R-12", SettingValue::Text("both".to_owned()));
    assert_eq!(outcome(&world.of_pair(), rule), Pass);
    let mut world = self::world("5g-iot", UnitKind::University);
    world.both(|app| app.units.push(company("mainland")));
    assert_eq!(outcome(&world.of_pair(), rule), Pass);
    world.both(|app| app.units[2].kind = None);
    assert_eq!(outcome(&world.of_pair(), rule), Person);
}

#[test]
fn a_missing_user_is_a_remark() {
    let mut world = world("5g-iot", UnitKind::University);
    let findings = world.of_pair();
    let finding = found(&findings, "/5G-4.role-grid/user");
    assert_eq!(finding.outcome, Hint);
    assert_eq!(said(finding), "未见用户单位（用）");
    world.both(|app| app.units[0].functions = vec!["university".to_owned(), "用".to_owned()]);
    let findings = world.of_pair();
    assert_eq!(outcome(&findings, "/5G-4.role-grid"), Hint);
    assert!(said(found(&findings, "/5G-4.role-grid")).contains("由人评判"));
}

#[test]
fn preference_marks_and_never_filters() {
    let mut world = world("5g-iot", UnitKind::University);
    let findings = world.of_pair();
    assert_eq!(outcome(&findings, "/5G-6.preference"), Hint);
    assert!(said(found(&findings, "/5G-6.preference")).contains("不影响资格"));
    world.app_mut(1).tags.push(tag("medical-scenario", "緊急救護"));
    let findings = world.of_pair();
    assert_eq!(said(found(&findings, "/5G-6.preference")), "属优先支持子方向：智慧医疗（紧急救护）");
}
