//! HK-9 and TW-11: the fixture set per field.

use hefu_application::{UnitKind, UnitRole};
use hefu_check::Outcome::{Fail, Pass, Person};

use crate::world::{World, date, found, outcome, said, unit};

fn titles(partner: &str, left: &str, right: &str) -> World {
    let mut world = World::of(partner);
    world.app_mut(0).title.own = left.to_owned();
    world.app_mut(1).title.own = right.to_owned();
    world
}

#[test]
fn titles_by_the_four_outcomes() {
    for (partner, rule) in [("hongkong", "/HK-9.match/title"), ("taiwan", "/TW-11.match/title")] {
        for (left, right, expected) in [
            ("人工智能辅助诊断", "人工智能辅助诊断", Pass),
            ("人工智能辅助诊断", "人工智能輔助診斷", Pass),
            ("网络切片研究", "網路切片研究", Person),
            ("癌症防治研究", "癌症预防研究", Fail),
            ("癌症防治研究", "Prevention and treatment of cancer", Person),
        ] {
            let findings = titles(partner, left, right).of_pair();
            assert_eq!(outcome(&findings, rule), expected, "{left} / {right}");
        }
    }
}

#[test]
fn taiwan_wording_shows_the_equivalence() {
    for (left, right, words) in
        [("信息安全研究", "資訊安全研究", "“信息安全”与“資訊安全”"), ("网络研究", "網路研究", "“网络”与“網路”")]
    {
        let findings = titles("taiwan", left, right).of_pair();
        let finding = found(&findings, "/TW-11.match/title");
        assert_eq!(finding.outcome, Person, "{left} / {right}");
        assert!(said(finding).contains(words), "{}", said(finding));
    }
    let findings = titles("taiwan", "人工智能研究", "人工智慧研究").of_pair();
    assert_eq!(outcome(&findings, "/TW-11.match/title"), Person);
}

#[test]
fn both_values_are_shown_with_the_sides() {
    let findings = titles("hongkong", "癌症防治研究", "癌症預防研究").of_pair();
    let finding = found(&findings, "/HK-9.match/title");
    assert_eq!(said(finding), "项目名称不一致：项目名称：内地方填“癌症防治研究”、香港方填“癌症預防研究”");
    assert_eq!(finding.facts.len(), 2);
    assert_eq!(finding.facts[1].side.as_deref(), Some("hongkong"));
}

#[test]
fn units_are_sets_with_the_lead_marked() {
    let mut world = World::of("hongkong");
    world.app_mut(1).units.reverse();
    assert_eq!(outcome(&world.of_pair(), "/HK-9.match/units"), Pass);
    world.app_mut(0).units.push(unit("mainland", "石桥医院", UnitKind::Hospital, UnitRole::Participant));
    let findings = world.of_pair();
    let finding = found(&findings, "/HK-9.match/units");
    assert_eq!(finding.outcome, Fail);
    assert!(said(finding).contains("内地方填“石桥医院”、香港方未列"), "{}", said(finding));
}

#[test]
fn investigators_and_period() {
    let mut world = World::of("hongkong");
    world.app_mut(1).people[0].name = "陳書遠".to_owned();
    let rule = "/HK-9.match/principal-investigators";
    assert_eq!(outcome(&world.of_pair(), rule), Pass);
    world.app_mut(1).people[0].name = "陳書達".to_owned();
    assert_eq!(outcome(&world.of_pair(), rule), Fail);
    let mut world = World::of("hongkong");
    world.app_mut(1).period.end = Some(date("2022-11-30"));
    assert_eq!(outcome(&world.of_pair(), "/HK-9.match/period"), Fail);
}

#[test]
fn a_different_topic_goes_to_a_person() {
    let mut world = World::of("hongkong");
    world.app_mut(1).topic = Some("ai".to_owned());
    let findings = world.of_pair();
    let finding = found(&findings, "/HK-9.match/topic");
    assert_eq!(finding.outcome, Person);
    assert!(finding.rulings.contains(&"R-7".to_owned()));
}

#[test]
fn an_unsigned_list_that_is_silent_goes_to_a_person() {
    let mut world = World::of("hongkong");
    world.app_mut(1).people.clear();
    let rule = "/HK-9.match/principal-investigators";
    assert_eq!(outcome(&world.of_pair(), rule), Fail);
    world.intakes[1].signed = false;
    assert_eq!(outcome(&world.of_pair(), rule), Person);
}

#[test]
fn a_pairing_in_doubt_is_confirmed_by_a_person() {
    let world = World::of("hongkong");
    let mut pair = world.pair();
    pair.confirm = true;
    let findings = hefu_check::check_pair(&world.ctx(), &pair, &[world.app(0), world.app(1)]);
    assert_eq!(outcome(&findings, "/HK-9.match/pairing"), Person);
}
