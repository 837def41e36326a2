//! The `check` texts of HK-9 and TW-11, one test for each sentence.

use hefu_application::{Application, UnitRole};
use hefu_guide::model::MatchField;
use hefu_pairing::{FieldComparison, compare_field, compare_halves};
use hefu_text::compare::{Comparison, Outcome};
use jiff::civil::date;

use crate::world::{guide, hong_kong, investigator, mainland, part, strait, unit};

const HONG_KONG: [&str; 2] = ["mainland", "hongkong"];

fn compare(field: MatchField, left: &Application, right: &Application) -> FieldComparison {
    let (guide, _) = guide();
    let sides = HONG_KONG.map(str::to_owned);
    compare_field(&guide, "1.1", &sides, field, true, left, right)
}

fn titles(left: &str, right: &str) -> FieldComparison {
    let (mut a, mut b) = (mainland("1"), hong_kong("1"));
    a.title.own = left.to_owned();
    b.title.own = right.to_owned();
    compare(MatchField::Title, &a, &b)
}

#[test]
fn script_is_a_normalised_match() {
    let found = titles("人工智能輔助診斷", "人工智能辅助诊断");
    assert_eq!(found.comparison.outcome(), Outcome::Normalised);
    let values: Vec<_> = part(&found, "title").values.iter().flatten().map(String::as_str).collect();
    assert_eq!(values, ["人工智能輔助診斷", "人工智能辅助诊断"], "both values stand side by side as written");
}

#[test]
fn regional_wording_needs_a_ruling() {
    let found = titles("無線網路优化", "无线网络优化");
    assert_eq!(found.comparison.outcome(), Outcome::PersonMustRule);
    assert!(
        matches!(&found.comparison, Comparison::KnownWording { equivalences } if equivalences.len() == 1),
        "{:?}",
        found.comparison
    );
}

#[test]
fn another_word_fails() {
    assert_eq!(titles("癌症防治", "癌症预防").comparison.outcome(), Outcome::Different);
}

#[test]
fn a_missing_unit_fails_and_is_named() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    b.units.retain(|unit| unit.name != "海晟生物科技有限公司");
    let found = compare(MatchField::Units, &a, &b);
    assert_eq!(found.comparison.outcome(), Outcome::Different);
    let missing: Vec<_> = found.parts.iter().filter(|part| part.comparison.outcome() == Outcome::Different).collect();
    assert_eq!(missing.len(), 1);
    let [missing] = missing.as_slice() else { panic!("one part") };
    assert_eq!(missing.part, "unit.mainland");
    assert_eq!(missing.values, [Some("海晟生物科技有限公司".to_owned()), None]);
}

#[test]
fn the_order_of_units_does_not_matter() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    b.units.reverse();
    let found = compare(MatchField::Units, &a, &b);
    assert_eq!(found.comparison.outcome(), Outcome::Normalised, "{:?}", found.parts);
    b.units = a.units.iter().rev().cloned().collect();
    assert_eq!(compare(MatchField::Units, &a, &b).comparison.outcome(), Outcome::Identical);
}

#[test]
fn the_lead_mark_matters() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    b.units = a.units.clone();
    for unit in b.units.iter_mut().filter(|unit| unit.side == "mainland") {
        unit.role = if unit.name == "明江大学" { UnitRole::Participant } else { UnitRole::Lead };
    }
    let found = compare(MatchField::Units, &a, &b);
    assert_eq!(found.comparison.outcome(), Outcome::Different);
    assert_eq!(part(&found, "lead_unit.mainland").comparison.outcome(), Outcome::Different);
    let units: Vec<_> = found.parts.iter().filter(|part| part.part == "unit.mainland").collect();
    assert!(
        units.len() == 2 && units.iter().all(|part| part.comparison.outcome() == Outcome::Identical),
        "both units are there: {units:?}"
    );
}

#[test]
fn only_leads_where_the_guide_says_so() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    b.units.retain(|unit| unit.role == UnitRole::Lead);
    assert_eq!(compare(MatchField::LeadUnits, &a, &b).comparison.outcome(), Outcome::Normalised);
    assert_eq!(compare(MatchField::Units, &a, &b).comparison.outcome(), Outcome::Different);
}

#[test]
fn a_lead_name_that_differs_by_one_character_fails() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    b.people = vec![investigator("mainland", "陳曉鳴"), investigator("hongkong", "李國強")];
    let found = compare(MatchField::PrincipalInvestigators, &a, &b);
    assert_eq!(found.comparison.outcome(), Outcome::Different);
    assert_eq!(part(&found, "pi.mainland").comparison.outcome(), Outcome::Different);
    assert_eq!(part(&found, "pi.hongkong").comparison.outcome(), Outcome::Normalised);
}

#[test]
fn a_romanised_name_needs_a_ruling() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    b.people = vec![investigator("mainland", "Chen Xiaoming"), investigator("hongkong", "李國強")];
    let found = compare(MatchField::PrincipalInvestigators, &a, &b);
    assert_eq!(found.comparison.outcome(), Outcome::PersonMustRule);
}

#[test]
fn a_name_missing_on_one_side_fails() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    b.people.retain(|person| person.side == "hongkong");
    let found = compare(MatchField::PrincipalInvestigators, &a, &b);
    assert_eq!(part(&found, "pi.mainland").values, [Some("陈晓明".to_owned()), None]);
    assert_eq!(found.comparison.outcome(), Outcome::Different);
}

#[test]
fn a_period_that_differs_by_one_month_fails() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    assert_eq!(compare(MatchField::Period, &a, &b).comparison.outcome(), Outcome::Identical);
    b.period.end = Some(date(2023, 1, 31));
    let found = compare(MatchField::Period, &a, &b);
    assert_eq!(found.comparison.outcome(), Outcome::Different);
    assert_eq!(part(&found, "start").comparison.outcome(), Outcome::Identical);
    assert_eq!(part(&found, "end").comparison.outcome(), Outcome::Different);
}

#[test]
fn a_period_nobody_states_is_not_confirmed() {
    let (mut a, mut b) = (mainland("1"), hong_kong("1"));
    (a.period, b.period) = Default::default();
    assert_eq!(compare(MatchField::Period, &a, &b).comparison.outcome(), Outcome::Different);
}

#[test]
fn a_topic_is_the_same_under_any_name_the_guide_gives_it() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    assert_eq!(compare(MatchField::Topic, &a, &b).comparison.outcome(), Outcome::Identical);
    let (guide, _) = guide();
    let topic = guide.direction("1.1").and_then(|direction| {
        direction.leaves().into_iter().find(|topic| topic.names.hans() == "人工智能").map(|topic| topic.id.clone())
    });
    b.topic = topic;
    assert!(b.topic.is_some());
    assert_eq!(compare(MatchField::Topic, &a, &b).comparison.outcome(), Outcome::Normalised);
    b.topic = Some("中医药现代化研究".to_owned());
    assert_eq!(compare(MatchField::Topic, &a, &b).comparison.outcome(), Outcome::Different);
}

#[test]
fn identifiers_and_english_names_show_a_person_what_may_be_one_body() {
    let (a, mut b) = (mainland("1"), hong_kong("1"));
    let mut english = unit("hongkong", "Harbour Polytechnic University", UnitRole::Lead);
    b.units = a.units.iter().filter(|unit| unit.side == "mainland").cloned().collect();
    b.units.push(english.clone());
    assert!(matches!(compare(MatchField::Units, &a, &b).comparison, Comparison::Translation));
    let mut named = a.clone();
    for unit in named.units.iter_mut().filter(|unit| unit.side == "hongkong") {
        unit.english = Some("Harbour Polytechnic University".to_owned());
    }
    assert!(matches!(compare(MatchField::Units, &named, &b).comparison, Comparison::KnownWording { .. }));
    english.name = "港灣科技大學".to_owned();
    english.identifiers.insert("brn".to_owned(), "1234 5678".to_owned());
    b.units.pop();
    b.units.push(english);
    assert_eq!(compare(MatchField::Units, &a, &b).comparison.outcome(), Outcome::Different);
    for unit in named.units.iter_mut().filter(|unit| unit.side == "hongkong") {
        unit.identifiers.insert("brn".to_owned(), "12345678".to_owned());
    }
    assert_eq!(compare(MatchField::Units, &named, &b).comparison.outcome(), Outcome::PersonMustRule);
}

/// TW-11: each pair of wordings waits for a ruling with the equivalence shown; none passes silently, none fails hard.
#[test]
fn taiwan_wording_needs_a_ruling() {
    let (guide, _) = guide();
    let sides = ["mainland".to_owned(), "taiwan".to_owned()];
    for (hans, hant) in [
        ("信息获取技术", "資訊獲取技術"),
        ("人工智能辅助诊断", "人工智慧輔助診斷"),
        ("无线网络优化", "無線網路最佳化"),
        ("5G物联网", "5G物聯網"),
        ("数字医疗", "數位醫療"),
        ("软件平台", "軟體平臺"),
    ] {
        let (a, b) = strait(hans, hant);
        let found = compare_field(&guide, "1.2", &sides, MatchField::Title, true, &a, &b);
        let outcome = found.comparison.outcome();
        if hans == "5G物联网" {
            assert_eq!(outcome, Outcome::Normalised, "{hans} / {hant}: script alone");
            continue;
        }
        assert_eq!(outcome, Outcome::PersonMustRule, "{hans} / {hant}: {:?}", found.comparison);
        let Comparison::KnownWording { equivalences } = &found.comparison else { panic!("{hans} / {hant}") };
        assert!(!equivalences.is_empty());
    }
}

#[test]
fn the_guide_says_what_is_compared_and_in_which_order() {
    let (guide, settings) = guide();
    for (direction, sides) in [("1.1", ["mainland", "hongkong"]), ("1.2", ["mainland", "taiwan"])] {
        let found =
            compare_halves(&guide, &settings, direction, &sides.map(str::to_owned), &mainland("1"), &hong_kong("1"));
        let fields: Vec<_> = found.iter().map(|one| (one.field, one.named)).collect();
        assert_eq!(
            fields,
            [
                (MatchField::Title, true),
                (MatchField::Units, true),
                (MatchField::PrincipalInvestigators, true),
                (MatchField::Period, true),
                (MatchField::Topic, false),
            ],
            "{direction}"
        );
    }
}
