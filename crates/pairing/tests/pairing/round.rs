//! Pairs, one-sided applications and claims of a round.

use hefu_application::{Application, ApplicationId};
use hefu_guide::model::MatchField;
use hefu_text::compare::Outcome;
use hefu_words::{Lang, keys};

use crate::world::{draft, field, guide, hong_kong, intake, investigator, mainland, others, pair};

fn with(
    mut rest: (Vec<Application>, Vec<Application>),
    left: Vec<Application>,
    right: Vec<Application>,
) -> (Vec<Application>, Vec<Application>) {
    rest.0.extend(left);
    rest.1.extend(right);
    rest
}

fn numbers(applications: &[ApplicationId]) -> Vec<&str> {
    applications.iter().map(|one| one.number.as_str()).collect()
}

#[test]
fn halves_are_put_together_across_scripts() {
    let (left, right) = with(others(12), vec![mainland("M001")], vec![hong_kong("H009")]);
    let result = pair(left, right);
    assert_eq!(result.pairs.len(), 13, "{:?}", result.orphans);
    assert!(result.claims.is_empty() && result.orphans.is_empty());
    let own = result.pairs.iter().find(|pair| pair.id == "1.1-M001").expect("the pair");
    assert_eq!(numbers(&own.halves), ["M001", "H009"]);
    assert_eq!(field(own, MatchField::Title).comparison.outcome(), Outcome::Normalised);
    assert!(own.weight > 0 && own.reasons.iter().any(|reason| reason.field == "title" && reason.weight > 0));
    assert!(
        own.reasons
            .iter()
            .any(|reason| reason.values == ["人工智能辅助诊断".to_owned(), "人工智能輔助診斷".to_owned()])
    );
}

#[test]
fn a_single_pair_is_found_without_anything_to_learn_from() {
    let result = pair(vec![mainland("M001")], vec![hong_kong("H001")]);
    assert_eq!(result.pairs.len(), 1, "{result:?}");
}

#[test]
fn romanised_names_and_english_titles_do_not_hide_a_partner() {
    let mut right = hong_kong("H009");
    right.title.own = "AI-assisted diagnosis".to_owned();
    right.people = vec![investigator("mainland", "CHEN Xiaoming"), investigator("hongkong", "LEE Kwok-keung")];
    let (left, right) = with(others(12), vec![mainland("M001")], vec![right]);
    let result = pair(left, right);
    assert!(result.pairs.iter().any(|pair| numbers(&pair.halves) == ["M001", "H009"]), "{:?}", result.orphans);
}

#[test]
fn drafts_and_other_directions_are_not_touched() {
    let mut elsewhere = hong_kong("H002");
    elsewhere.direction = "1.2".to_owned();
    let result = pair(vec![draft(mainland("M001")), mainland("M002")], vec![elsewhere]);
    assert!(result.pairs.is_empty());
    let alone: Vec<_> = result.orphans.iter().map(|one| one.application.number.as_str()).collect();
    assert_eq!(alone, ["M002"]);
}

#[test]
fn a_one_sided_application_shows_its_nearest_and_the_number_nobody_has() {
    let mut alone = mainland("M001");
    alone.partner_number = Some("H777".to_owned());
    let mut near = hong_kong("H100");
    near.title.own = "鼻咽癌早期篩查的血液標誌物研究".to_owned();
    let (mut left, right) = others(12);
    left.push(alone);
    let result = pair(left, right);
    let [orphan] = result.orphans.as_slice() else { panic!("{:?}", result.orphans) };
    assert_eq!(orphan.application.number, "M001");
    assert_eq!(orphan.named_partner_missing.as_deref(), Some("H777"));
    assert_eq!(result.pairs.len(), 12);
}

#[test]
fn two_files_that_name_one_partner_are_both_held() {
    let (mut first, mut second) = (mainland("M001"), mainland("M002"));
    first.partner_number = Some("H001".to_owned());
    second.partner_number = Some("h-001".to_owned());
    second.title.own = "人工智能辅助影像诊断".to_owned();
    let (left, right) = with(others(12), vec![first, second], vec![hong_kong("H001")]);
    let result = pair(left, right);
    let [claim] = result.claims.as_slice() else { panic!("{:?}", result.claims) };
    assert_eq!(claim.why, "same_partner");
    assert_eq!(numbers(&claim.applications), ["H001", "M001", "M002"]);
    assert_eq!(claim.candidates.len(), 2);
    assert!(claim.candidates.iter().all(|pair| pair.confirm && !pair.comparisons.is_empty()));
    assert!(result.pairs.iter().all(|pair| !numbers(&pair.halves).contains(&"H001")), "nobody wins by score");
}

#[test]
fn the_same_project_submitted_twice_is_held() {
    let (left, right) = with(others(12), vec![mainland("M001"), mainland("M002")], vec![hong_kong("H001")]);
    let result = pair(left, right);
    let [claim] = result.claims.as_slice() else { panic!("{:?}", result.orphans) };
    assert_eq!(numbers(&claim.applications), ["H001", "M001", "M002"]);
    assert_eq!(claim.why, "tie");
    let mut slightly = mainland("M002");
    slightly.period.end = None;
    let (left, right) = with(others(12), vec![mainland("M001"), slightly], vec![hong_kong("H001")]);
    let result = pair(left, right);
    let [claim] = result.claims.as_slice() else { panic!("{:?}", result.orphans) };
    assert_eq!(numbers(&claim.applications), ["H001", "M001", "M002"]);
}

#[test]
fn a_number_that_contradicts_the_evidence_is_held() {
    let mut left = mainland("M001");
    left.partner_number = Some("H100".to_owned());
    let (left, right) = with(others(12), vec![left], vec![hong_kong("H001")]);
    let result = pair(left, right);
    let [claim] = result.claims.as_slice() else { panic!("{:?}", result.orphans) };
    assert_eq!(claim.why, "named_otherwise");
    let held = numbers(&claim.applications);
    assert!(["M001", "H001", "H100", "M100"].iter().all(|number| held.contains(number)), "{held:?}");
    assert_eq!(result.pairs.len(), 11);
}

#[test]
fn a_third_file_that_names_a_paired_partner_draws_both_in() {
    let mut third = mainland("M002");
    third.title.own = "陈皮炮制工艺的近红外在线控制".to_owned();
    third.people = vec![investigator("mainland", "龚玉兰"), investigator("hongkong", "戴诗敏")];
    third.units.clear();
    third.partner_number = Some("H001".to_owned());
    let (left, right) = with(others(12), vec![mainland("M001"), third], vec![hong_kong("H001")]);
    let result = pair(left, right);
    let [claim] = result.claims.as_slice() else { panic!("{:?}", result.orphans) };
    assert_eq!((claim.why.as_str(), numbers(&claim.applications)), ("named_otherwise", vec!["H001", "M001", "M002"]));
}

#[test]
fn a_number_without_any_other_evidence_waits_for_a_person() {
    let mut left = mainland("M001");
    left.partner_number = Some("H001".to_owned());
    let mut right = hong_kong("H001");
    right.title.own = "陳皮炮製工藝的近紅外在線控制".to_owned();
    right.people = vec![investigator("mainland", "龔玉蘭"), investigator("hongkong", "戴詩敏")];
    right.units.clear();
    right.period = Default::default();
    right.topic = Some("中医药现代化研究".to_owned());
    let (left, right) = with(others(12), vec![left], vec![right]);
    let result = pair(left, right);
    let [claim] = result.claims.as_slice() else { panic!("{:?}", result.orphans) };
    assert_eq!((claim.why.as_str(), numbers(&claim.applications)), ("named_otherwise", vec!["H001", "M001"]));
}

#[test]
fn a_one_sided_sibling_does_not_hold_the_pair_up() {
    let mut sibling = mainland("M002");
    sibling.title.own = "人工智能辅助诊断（二期）".to_owned();
    let (left, right) = with(others(12), vec![mainland("M001"), sibling], vec![hong_kong("H001")]);
    let result = pair(left, right);
    let own = result.pairs.iter().find(|pair| pair.id == "1.1-M001");
    let claimed = result.claims.iter().any(|claim| numbers(&claim.applications) == ["H001", "M001", "M002"]);
    assert!(own.is_some() || claimed, "the pair is made, or both are held; never the sibling alone");
    assert!(result.pairs.iter().all(|pair| !numbers(&pair.halves).contains(&"M002")));
}

#[test]
fn numbers_named_by_both_settle_a_doubt() {
    let (mut first, second) = (mainland("M001"), mainland("M002"));
    first.partner_number = Some("H001".to_owned());
    let mut right = hong_kong("H001");
    right.partner_number = Some("M001".to_owned());
    let (left, right) = with(others(12), vec![first, second], vec![right]);
    let result = pair(left, right);
    assert!(result.claims.is_empty(), "{:?}", result.claims);
    assert!(result.pairs.iter().any(|pair| numbers(&pair.halves) == ["M001", "H001"]));
    assert!(result.orphans.iter().any(|orphan| orphan.application.number == "M002" && orphan.nearest.is_some()));
}

#[test]
fn the_order_of_applications_changes_nothing() {
    let (left, right) = with(others(12), vec![mainland("M001"), mainland("M002")], vec![hong_kong("H001")]);
    let plain = pair(left.clone(), right.clone());
    let turned = pair(left.into_iter().rev().collect(), right.into_iter().rev().collect());
    assert_eq!(plain, turned);
}

#[test]
fn every_direction_of_the_guide_has_its_own_pairs() {
    let (guide, settings) = guide();
    let (a, b) = crate::world::strait("人工智能辅助诊断", "人工智慧輔助診斷");
    let intakes = [
        intake("mainland", vec![mainland("M001"), a]),
        intake("hongkong", vec![hong_kong("H001")]),
        intake("taiwan", vec![b]),
    ];
    let result = hefu_pairing::pair_sides(&guide, &settings, &intakes);
    let directions: Vec<_> = result.pairs.iter().map(|pair| pair.direction.as_str()).collect();
    assert_eq!(directions, ["1.1", "1.2"]);
    let strait = result.pairs.last().expect("the pair across the strait");
    assert_eq!(field(strait, MatchField::Title).comparison.outcome(), Outcome::PersonMustRule);
}

#[test]
fn every_level_and_reason_has_words_in_every_language() {
    for lang in Lang::ALL {
        let known = keys("en");
        for level in hefu_pairing::link::level_names() {
            let key = format!("pairing-level-{level}");
            assert!(known.contains(&key), "{key}");
            assert!(!hefu_words::Message::new(key.clone()).text(lang).contains('⟦'), "{key} in {lang}");
        }
        for why in ["same_partner", "named_otherwise", "tie"] {
            let key = format!("pairing-claim-{why}");
            assert!(known.contains(&key) && !hefu_words::Message::new(key.clone()).text(lang).contains('⟦'), "{key}");
        }
    }
}
