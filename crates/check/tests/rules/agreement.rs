//! HK-13, HK-14, TW-15, TW-16.

use hefu_application::AgreementKind;
use hefu_check::AgreementReading;
use hefu_check::Outcome::{Fail, Pass, Person, Unset};
use hefu_words::Message;

use crate::world::{AGREEMENT, World, date, found, outcome, said};

#[test]
fn a_whole_agreement_passes_and_waits_for_confirmation() {
    for (partner, first, second) in [
        ("hongkong", "HK-13.agreement", "HK-14.agreement-clause"),
        ("taiwan", "TW-15.agreement", "TW-16.agreement-clause"),
    ] {
        let world = World::of(partner);
        let findings = world.of_application(0);
        assert_eq!(outcome(&findings, &format!("/{first}/document")), Pass);
        assert_eq!(outcome(&findings, &format!("/{first}/signed")), Pass);
        assert_eq!(outcome(&findings, &format!("/{first}/party.mainland")), Pass);
        assert_eq!(outcome(&findings, &format!("/{first}/party.{partner}")), Pass);
        assert_eq!(outcome(&findings, &format!("/{first}/signatures")), Person);
        let clause = found(&findings, &format!("/{second}"));
        assert_eq!(clause.outcome, Person);
        assert!(said(clause).contains("第三条"), "{}", said(clause));
        assert!(said(clause).contains("共同完成的成果由双方共有"));
    }
}

#[test]
fn both_kinds_count_alike() {
    let mut world = World::of("hongkong");
    world.agreement(0, &AGREEMENT.replace("合作协议书", "合作意向书"));
    let findings = world.of_application(0);
    let finding = found(&findings, "/HK-13.agreement/document");
    assert_eq!(finding.outcome, Pass);
    assert_eq!(said(finding), "已提交意向书");
}

#[test]
fn each_fault_has_its_own_message() {
    let mut world = World::of("hongkong");
    world.app_mut(0).agreement = None;
    world.reading(0, AgreementReading::NotGiven);
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/HK-13.agreement/document"), Fail);
    assert_eq!(said(found(&findings, "/HK-13.agreement/document")), "没有合作协议或意向书");
    assert_eq!(outcome(&findings, "/HK-14.agreement-clause"), Unset);

    world.reading(0, AgreementReading::Missing { file: "a.pdf".to_owned() });
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/HK-13.agreement/document"), Fail);
    assert!(said(found(&findings, "/HK-13.agreement/document")).contains("a.pdf 不在材料中"));

    world.agreement(0, &AGREEMENT.replace("2020年11月2日", "2020年12月24日"));
    let findings = world.of_application(0);
    let late = found(&findings, "/HK-13.agreement/signed");
    assert_eq!(late.outcome, Fail);
    assert_eq!(said(late), "签署日期 2020-12-24 晚于提交日期 2020-11-20");

    world.agreement(0, &AGREEMENT.replace("維港大學", "星海公司"));
    let findings = world.of_application(0);
    let party = found(&findings, "/HK-13.agreement/party.hongkong");
    assert_eq!(party.outcome, Fail);
    assert!(said(party).contains("協議中没有") || said(party).contains("协议中没有香港方的 維港大學"));
}

#[test]
fn a_declared_date_can_fail_but_not_pass() {
    let mut world = World::of("hongkong");
    world.agreement(0, &AGREEMENT.replace("\n签署日期：2020年11月2日", ""));
    assert_eq!(outcome(&world.of_application(0), "/HK-13.agreement/signed"), Person);
    if let Some(record) = &mut world.app_mut(0).agreement {
        record.signed = Some(date("2020-12-24"));
    }
    assert_eq!(outcome(&world.of_application(0), "/HK-13.agreement/signed"), Fail);
}

#[test]
fn a_scan_goes_to_a_person() {
    let mut world = World::of("hongkong");
    world.reading(
        0,
        AgreementReading::NoText {
            file: "scan.pdf".to_owned(),
            digest: "00".repeat(32),
            reason: Message::new("check-agreement-there"),
        },
    );
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/HK-13.agreement/document"), Person);
    assert_eq!(outcome(&findings, "/HK-14.agreement-clause"), Person);
}

#[test]
fn the_dedicated_clause() {
    let article =
        "第三条 知识产权归属与分享\n各方独立完成的成果归各方所有，共同完成的成果由双方共有，未经对方同意不得转让。\n";
    for (replaced, expected) in [
        (article, Person),
        ("第三条 智慧財產權\n雙方共同完成之成果，其智慧財產權由雙方共有，授權須經他方書面同意。\n", Person),
        (
            "Article 3 Intellectual Property\nResults obtained jointly are owned jointly; each party keeps what it owned before.\n",
            Person,
        ),
        ("第三条 保密\n双方对知识产权等资料保密。\n", Fail),
        ("第三条 知识产权\n", Fail),
        ("", Fail),
    ] {
        let mut world = World::of("hongkong");
        world.agreement(0, &AGREEMENT.replace(article, replaced));
        let findings = world.of_application(0);
        assert_eq!(outcome(&findings, "/HK-14.agreement-clause"), expected, "{replaced}");
    }
}

#[test]
fn different_digests_are_compared_by_a_person() {
    let mut world = World::of("hongkong");
    assert_eq!(outcome(&world.of_pair(), "/HK-13.agreement/digest"), Pass);
    world.agreement(1, &format!("{AGREEMENT}\n"));
    assert_eq!(outcome(&world.of_pair(), "/HK-13.agreement/digest"), Person);
}

#[test]
fn a_list_speaks_of_an_agreement_nobody_saw() {
    let mut world = World::of("hongkong");
    world.documents.applications.clear();
    world.intakes[1].signed = false;
    if let Some(record) = &mut world.app_mut(1).agreement {
        record.kind = Some(AgreementKind::LetterOfIntent);
        record.file = None;
    }
    let findings = world.of_application(1);
    assert_eq!(outcome(&findings, "/HK-13.agreement/document"), Person);
    assert_eq!(outcome(&findings, "/HK-14.agreement-clause"), Person);
}

#[test]
fn a_list_without_any_agreement_can_still_be_ruled_on() {
    let mut world = World::of("hongkong");
    world.documents.applications.clear();
    world.intakes[1].signed = false;
    world.app_mut(1).agreement = None;
    let findings = world.of_application(1);
    assert_eq!(outcome(&findings, "/HK-13.agreement/document"), Person);
    assert_eq!(outcome(&findings, "/HK-14.agreement-clause"), Person);
}

#[test]
fn of_several_dates_a_person_says_which_counts() {
    let mut world = World::of("hongkong");
    world.agreement(0, &format!("{AGREEMENT}\n签署日期：2020年12月24日"));
    assert_eq!(outcome(&world.of_application(0), "/HK-13.agreement/signed"), Person);
    world.agreement(0, &format!("{AGREEMENT}\n签署日期：2020年11月5日"));
    assert_eq!(outcome(&world.of_application(0), "/HK-13.agreement/signed"), Pass);
}
