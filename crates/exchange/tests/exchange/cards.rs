//! The card of an application.

use std::collections::BTreeSet;

use hefu_application::{Application, State};
use hefu_exchange::{Card, Field};
use hefu_text::money::{Currency, Money};
use proptest::prelude::*;
use serde_json::json;

/// An application in which every text says where it stands and, first, which field of the terms lets it cross; `NEVER`
/// where none does.
fn marked() -> Application {
    let unit = json!({"side": "mainland", "name": "UNITS name", "english": "UNITS english", "role": "lead",
        "kind": "university", "functions": ["NEVER function"], "identifiers": {"uscc": "NEVER uscc"}});
    let leader = json!({"side": "mainland", "name": "PI name", "english": "PI english", "unit": "PI unit",
        "role": "principal_investigator", "identifiers": {"resident_id": "NEVER resident"}, "fields": {"post": "NEVER post"}});
    let member = json!({"side": "mainland", "name": "NEVER member", "role": "member"});
    let line = |minor: i64| json!({"source": "BUDGET state", "side": "mainland", "amount": {"currency": "CNY", "minor": minor}});
    let value = json!({
        "id": {"side": "mainland", "number": "M-1"}, "direction": "1.1", "topic": "TOPIC", "partner_number": "PARTNER",
        "submitted": "2020-05-01T10:00:00+08:00[Asia/Shanghai]",
        "title": {"own": "TITLE own", "english": "TITLE english"}, "units": [unit], "people": [leader, member],
        "period": {"start": "2021-01-01", "end": "2022-12-31"}, "budget": [line(100), line(23)],
        "tasks": [{"code": "TASKS code", "title": "TASKS title", "item": "NEVER item", "sides": ["mainland"],
            "unit": "TASKS unit", "person_months_hundredths": 150, "tags": [{"list": "NEVER", "value": "NEVER tag"}],
            "fields": {"population": "NEVER population"}}],
        "deliverables": [{"code": "NEVER code", "title": "NEVER deliverable"}],
        "milestones": [{"code": "NEVER code", "title": "NEVER milestone"}],
        "evidence": [{"kind": "cooperation", "side": "EVIDENCE side", "title": "NEVER evidence", "file": "NEVER.pdf",
            "digest": "NEVER digest"}],
        "agreement": {"kind": "agreement", "signed": "2020-04-01", "digest": "AGREEMENT digest", "file": "NEVER agreement.pdf"},
        "tags": [{"list": "NEVER", "value": "NEVER tag"}], "fields": {"summary": "NEVER summary"},
    });
    serde_json::from_value(value).expect("an application")
}

fn mark(field: Field) -> Option<&'static str> {
    match field {
        Field::Title => Some("TITLE"),
        Field::Units => Some("UNITS"),
        Field::PrincipalInvestigators => Some("PI "),
        Field::Topic => Some("TOPIC"),
        Field::PartnerNumber => Some("PARTNER"),
        Field::Budget => Some("BUDGET"),
        Field::Agreement => Some("AGREEMENT"),
        Field::Tasks => Some("TASKS"),
        Field::Evidence => Some("EVIDENCE"),
        Field::Period | Field::PairingCode => None,
    }
}

proptest! {
    /// G-5: the terms carry out the agreement, so what they do not name stays.
    #[test]
    fn what_the_terms_do_not_name_does_not_cross(picked in proptest::sample::subsequence(Field::ALL.to_vec(), 0..=11)) {
        let whole = serde_json::to_string(&marked()).expect("written");
        let card = serde_json::to_string(&Card::of(&marked(), 1, &picked)).expect("written");
        for field in Field::ALL {
            let Some(mark) = mark(field) else { continue };
            prop_assert!(whole.contains(mark), "{mark} stands in the application");
            prop_assert_eq!(card.contains(mark), picked.contains(&field), "{} in {}", mark, card);
        }
        prop_assert_eq!(card.contains("2022-12-31"), picked.contains(&Field::Period));
        prop_assert!(whole.contains("NEVER") && !card.contains("NEVER"), "{}", card);
    }

    /// Whatever order the terms name the fields in, the card is the same bytes.
    #[test]
    fn a_card_is_the_same_in_any_order_of_its_fields(order in Just(Field::ALL.to_vec()).prop_shuffle()) {
        let usual = Card::of(&marked(), 1, &Field::ALL);
        let other = Card::of(&marked(), 1, &order);
        prop_assert_eq!(usual.digest().expect("a digest"), other.digest().expect("a digest"));
    }
}

#[test]
fn a_withdrawn_application_says_that_it_was_there_and_no_more() {
    let mut application = marked();
    let before = Card::of(&application, 2, &Field::ALL);
    application.state = State::Withdrawn;
    let card = Card::of(&application, 2, &Field::ALL);
    assert_eq!(card, before.withdrawn());
    let value = serde_json::to_value(&card).expect("written");
    let names: BTreeSet<_> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(names, ["direction", "number", "revision", "state", "submitted"].into());
}

#[test]
fn what_pairing_works_on_is_the_card_and_comes_back_as_the_same_card() {
    let card = Card::of(&marked(), 1, &Field::ALL);
    let read = card.application("mainland");
    assert_eq!(Card::of(&read, 1, &Field::ALL), card);
    assert_eq!(read.people.len(), 1, "members do not cross");
}

#[test]
fn money_is_summed_by_side_source_and_currency_and_no_part_of_a_sum_crosses() {
    let mut application = marked();
    let line = application.budget[0].clone();
    let foreign = Money { currency: Currency::HKD, minor: 7 };
    application.budget.push(hefu_application::BudgetLine { amount: foreign, ..line.clone() });
    let sums = |application: &Application| -> Vec<Money> {
        Card::of(application, 1, &Field::ALL).budget.into_iter().map(|sum| sum.amount).collect()
    };
    assert_eq!(sums(&application), [Money { currency: Currency::CNY, minor: 123 }, foreign]);
    let largest = Money { currency: Currency::CNY, minor: i64::MAX };
    application.budget.push(hefu_application::BudgetLine { amount: largest, ..line });
    assert_eq!(sums(&application), [foreign], "a sum that cannot be written is left out whole");
}

#[test]
fn a_change_of_any_field_changes_the_digest_that_rulings_rest_on() {
    let digest = |card: &Card| card.digest().expect("a digest");
    let card = Card::of(&marked(), 1, &Field::ALL);
    let mut seen = BTreeSet::from([digest(&card)]);
    // The digest of a pairing code is no field of the application; its tests are with the codes.
    for field in Field::ALL.into_iter().filter(|field| *field != Field::PairingCode) {
        let rest: Vec<_> = Field::ALL.into_iter().filter(|other| *other != field).collect();
        assert!(seen.insert(digest(&Card::of(&marked(), 1, &rest))), "{}", field.word());
    }
    assert!(seen.insert(digest(&Card::of(&marked(), 2, &Field::ALL))), "revision");
}
