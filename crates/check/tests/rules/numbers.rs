//! What the round says: numbers, notices, open points, refused directions.

use hefu_application::Window;
use hefu_check::Outcome::{Fail, Hint, Pass, Unset};
use hefu_check::check_round;
use hefu_pairing::PairingResult;

use crate::world::{World, found, of_clause, outcome, said};

#[test]
fn directions_bands_and_ceilings() {
    let world = World::of("hongkong");
    let pairing = PairingResult { pairs: vec![world.pair()], ..PairingResult::default() };
    let findings = check_round(&world.ctx(), &pairing);
    assert_eq!(outcome(&findings, "round/G-13.direction-count"), Pass);
    assert_eq!(outcome(&findings, "round/HK-2.band"), Hint);
    assert_eq!(said(found(&findings, "round/HK-2.band")), "拟支持 20–25 个左右，只有已配对的 1 对，达不到该数");
    assert!(said(found(&findings, "round/G-15.ceiling")).contains("人民币65,000,000元"));
}

#[test]
fn what_the_guide_leaves_open_is_said_and_never_filled_in() {
    let world = World::of("hongkong");
    let findings = check_round(&world.ctx(), &PairingResult::default());
    let open = of_clause(&findings, "G-1");
    assert_eq!(open.len(), world.guide.unset.len());
    assert!(open.iter().all(|finding| finding.outcome == Unset));
    assert_eq!(said(found(&findings, "round/G-1.unset/project-cap")), "指南未规定：单个项目资助上限");
}

#[test]
fn a_notice_without_dates_or_basis_cannot_be_published() {
    let mut world = World::of("hongkong");
    let findings = check_round(&world.ctx(), &PairingResult::default());
    assert_eq!(outcome(&findings, "round/HK-6.separate-notices/1.1/hongkong"), Pass);
    assert_eq!(outcome(&findings, "round/TW-6.separate-notices/1.2/taiwan"), Unset);
    if let Some(notice) = world.intakes[1].notices.get_mut("1.1") {
        notice.window = Window::default();
        notice.basis = None;
    }
    let findings = check_round(&world.ctx(), &PairingResult::default());
    let finding = found(&findings, "round/HK-6.separate-notices/1.1/hongkong");
    assert_eq!(finding.outcome, Fail);
    assert!(said(finding).contains("缺：受理开始时间、受理截止时间、所依据的协议"), "{}", said(finding));
    if let Some(notice) = world.intakes[1].notices.get_mut("1.1") {
        notice.published = false;
    }
    let findings = check_round(&world.ctx(), &PairingResult::default());
    let finding = found(&findings, "round/HK-6.separate-notices/1.1/hongkong");
    assert_eq!(finding.outcome, Unset);
    assert!(said(finding).contains("未发布"));
}

#[test]
fn a_direction_not_set_up_is_refused_by_name() {
    let mut world = World::of("hongkong");
    world.app_mut(0).direction = "内地与澳门".to_owned();
    let findings = world.of_application(0);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].clause, "G-5");
    assert_eq!(findings[0].outcome, Fail);
    assert_eq!(said(&findings[0]), "本批次指南未设立该方向（所填：内地与澳门）");
}

#[test]
fn a_project_without_a_partner_side_is_refused() {
    let mut world = World::of("hongkong");
    world.app_mut(0).units.truncate(1);
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/G-4.term"), Fail);
    assert!(said(found(&findings, "/G-4.term")).contains("香港方"));
}

#[test]
fn topics_are_closed_lists() {
    for (partner, topic, expected, rule) in [
        ("hongkong", Some("癌症防治研究"), Pass, "/HK-1.topics"),
        ("hongkong", Some("人工智慧"), Pass, "/HK-1.topics"),
        ("hongkong", Some("中醫藥現代化研究"), Pass, "/HK-1.topics"),
        ("hongkong", Some("再生医学"), Fail, "/HK-1.topics"),
        ("hongkong", Some("5G"), Fail, "/HK-1.topics"),
        ("hongkong", Some("生物技术"), Fail, "/HK-1.topics"),
        ("hongkong", None, Fail, "/HK-1.topics"),
        ("taiwan", Some("5G/B5G物聯網"), Pass, "/TW-1.topics"),
        ("taiwan", Some("癌症防治研究"), Fail, "/TW-1.topics"),
    ] {
        let mut world = World::of(partner);
        world.app_mut(0).topic = topic.map(str::to_owned);
        assert_eq!(outcome(&world.of_application(0), rule), expected, "{topic:?}");
    }
}

#[test]
fn each_partner_applies_to_its_own_office_in_its_window() {
    let mut world = World::of("hongkong");
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/HK-7.separate-submission/office"), Pass);
    assert_eq!(outcome(&findings, "/HK-7.separate-submission/window"), Pass);
    world.app_mut(0).submitted = Some(crate::world::instant("2020-12-01T00:00:00+08:00[Asia/Shanghai]"));
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/HK-7.separate-submission/window"), Fail);
    world.app_mut(0).units.remove(0);
    assert_eq!(outcome(&world.of_application(0), "/HK-7.separate-submission/office"), Fail);
    world.app_mut(0).id.side = "taiwan".into();
    assert_eq!(outcome(&world.of_application(0), "/HK-7.separate-submission/office"), Fail);
}
