//! HK-10, HK-11, TW-12, TW-13: presence and order of dates; the judgement is a person's.

use std::collections::BTreeMap;

use hefu_application::EvidenceKind;
use hefu_check::Outcome::{Fail, Person};
use hefu_check::{DocumentFacts, EvidenceFile};

use crate::world::{World, evidence, found, of_clause, outcome, said};

#[test]
fn cooperation_is_never_decided_by_software() {
    for (partner, rule) in [("hongkong", "/HK-10.evidence"), ("taiwan", "/TW-12.evidence")] {
        let mut world = World::of(partner);
        assert_eq!(outcome(&world.of_application(0), rule), Person);
        world.app_mut(0).evidence[0] = evidence(EvidenceKind::Cooperation, "", "2020-12-24");
        let findings = world.of_application(0);
        assert_eq!(outcome(&findings, rule), Fail);
        assert!(said(found(&findings, rule)).contains("2020-12-24"));
        world.app_mut(0).evidence[0].date = None;
        assert_eq!(outcome(&world.of_application(0), rule), Fail);
        world.app_mut(0).evidence.remove(0);
        let findings = world.of_application(0);
        assert_eq!(outcome(&findings, rule), Fail);
        assert_eq!(said(found(&findings, rule)), "没有与合作伙伴合作基础的材料");
    }
}

#[test]
fn an_attachment_that_is_not_there_is_no_evidence() {
    let mut world = World::of("hongkong");
    let id = world.app(0).id.clone();
    let missing = BTreeMap::from([("evidence.pdf".to_owned(), EvidenceFile::Missing)]);
    world.documents.applications.entry(id).and_modify(|facts: &mut DocumentFacts| facts.evidence = missing);
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/HK-10.evidence"), Fail);
    assert!(said(found(&findings, "/HK-10.evidence")).contains("evidence.pdf 不在材料中"));
}

#[test]
fn strength_is_ruled_per_side() {
    for (partner, clause, name) in [("hongkong", "HK-11", "香港方"), ("taiwan", "TW-13", "台湾方")] {
        let mut world = World::of(partner);
        let findings = world.of_pair();
        let own = of_clause(&findings, clause);
        assert_eq!(own.len(), 2, "two separate findings, so two rulings");
        assert!(own.iter().all(|finding| finding.outcome == Person));
        world.app_mut(1).evidence.retain(|item| item.kind != EvidenceKind::Strength);
        let findings = world.of_pair();
        let finding = found(&findings, &format!("/{clause}.evidence/{partner}"));
        assert_eq!(finding.outcome, Fail);
        assert!(said(finding).starts_with(&format!("{name}团队：缺")), "{}", said(finding));
        assert_eq!(outcome(&findings, "/mainland"), Person);
    }
}
