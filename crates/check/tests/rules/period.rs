//! HK-5 and TW-5, by ruling R-6a.

use hefu_check::Outcome::{Fail, Hint, Pass, Person};
use hefu_guide::model::SettingValue;

use crate::world::{World, date, found, outcome, said};

fn with(partner: &str, start: &str, end: &str) -> World {
    let mut world = World::of(partner);
    world.both(|app| {
        app.period.start = Some(date(start));
        app.period.end = Some(date(end));
    });
    world
}

#[test]
fn hong_kong_takes_exactly_two_years() {
    for (start, end, expected) in [
        ("2021-01-01", "2022-12-31", Pass),
        ("2021-01-01", "2023-01-01", Fail),
        ("2021-01-01", "2022-11-30", Fail),
        ("2021-01-01", "2023-01-31", Fail),
        ("2021-01-01", "2023-12-31", Fail),
        ("2020-02-29", "2022-02-27", Person),
    ] {
        let world = with("hongkong", start, end);
        assert_eq!(outcome(&world.of_application(0), "/HK-5.period"), expected, "{start}–{end}");
        assert_eq!(outcome(&world.of_application(1), "/HK-5.period"), expected);
    }
}

#[test]
fn taiwan_takes_two_to_three_years() {
    for (end, expected) in
        [("2022-11-30", Fail), ("2022-12-31", Pass), ("2023-06-30", Pass), ("2023-12-31", Pass), ("2024-01-31", Fail)]
    {
        let world = with("taiwan", "2021-01-01", end);
        assert_eq!(outcome(&world.of_application(0), "/TW-5.period"), expected, "{end}");
    }
}

#[test]
fn an_office_may_ask_for_whole_years() {
    let mut world = with("taiwan", "2021-01-01", "2023-06-30");
    world.set("R-6", SettingValue::Bool(false));
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/TW-5.period"), Fail);
    assert_eq!(said(found(&findings, "/TW-5.period")), "实施期为 30 个月，在 24 至 36 个月之内，但不是整年");
}

#[test]
fn the_sentence_is_the_offices() {
    let world = with("hongkong", "2021-01-01", "2022-11-30");
    let findings = world.of_application(0);
    let finding = found(&findings, "/HK-5.period");
    assert_eq!(said(finding), "实施期为 23 个月，指南要求 24 个月");
    assert_eq!(finding.clause, "HK-5");
    assert_eq!(finding.rulings, ["R-6", "R-6a"]);
    assert_eq!(finding.rule_version, world.guide.version);
    let end = &finding.facts[1];
    assert_eq!(end.value, "2022-11-30");
    assert_eq!(end.source.to_string(), "applications.xlsx › 申请 › 2 › 结束日期");
    let remedy = finding.remedy.as_ref().expect("a remedy");
    assert_eq!(remedy.text(hefu_words::Lang::ZhHans), "起始日期不变时，结束日期应为 2022-12-31");
}

#[test]
fn months_alone_are_incomplete() {
    let mut world = World::of("hongkong");
    let period = &mut world.app_mut(0).period;
    (period.start, period.end, period.months) = (None, None, Some(24));
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/HK-5.period"), Fail);
    assert!(said(found(&findings, "/HK-5.period")).contains("不完整"));
}

#[test]
fn a_partners_unsigned_list_is_not_held_against_the_applicant() {
    let mut world = World::of("hongkong");
    world.app_mut(1).period = Default::default();
    assert_eq!(outcome(&world.of_application(1), "/HK-5.period"), Fail);
    world.intakes[1].signed = false;
    assert_eq!(outcome(&world.of_application(1), "/HK-5.period"), Person);
}

#[test]
fn months_that_contradict_the_dates_are_a_remark() {
    let mut world = World::of("hongkong");
    world.app_mut(0).period.months = Some(36);
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/HK-5.period"), Pass);
    assert_eq!(outcome(&findings, "/HK-5.period/months"), Hint);
}
