//! The terms of an exchange.

use hefu_exchange::{Field, Terms, TermsError};
use proptest::prelude::*;

use crate::offices::{HONGKONG, MAINLAND, guide, key, terms};

fn agreed() -> String {
    let note = terms().sign(&key(MAINLAND)).expect("signed");
    Terms::read(&note).expect("read").signed_by(&key(HONGKONG)).expect("signed").note
}

/// G-5, G-8: an exchange rests on what both offices have signed.
#[test]
fn terms_hold_once_both_have_signed_the_same_text() {
    let first = Terms::read(&terms().sign(&key(MAINLAND)).expect("signed")).expect("read");
    assert!(!first.agreed() && first.signed.contains(MAINLAND));
    let both = first.signed_by(&key(HONGKONG)).expect("signed");
    assert!(both.agreed());
    assert_eq!(both.terms, terms());
    assert_eq!(both.signed_by(&key(HONGKONG)).expect("once more"), both, "signing twice changes nothing");
    assert_eq!(Terms::read(&both.note.replace('\n', "\r\n")).expect("by mail"), both);
    assert_eq!(both.terms.partner_of(MAINLAND).map(|office| office.side.as_str()), Some("hongkong"));
    assert_eq!(terms().check(&guide()), Ok(()));
}

#[test]
fn a_third_office_cannot_sign_and_its_signature_counts_for_nothing() {
    let third = hefu_ledger::key::SigningKey::from_seed("taiwan.example/hefu", [9; 32]).expect("a key");
    assert!(matches!(terms().sign(&third), Err(TermsError::Content(_))));
    let note = terms().sign(&key(MAINLAND)).expect("signed");
    let line = third.note(&terms().text().expect("text")).expect("signed");
    let line = line.rsplit("\n\n").next().expect("a line");
    let read = Terms::read(&format!("{note}{line}")).expect("read");
    assert_eq!(read.signed.len(), 1);
}

#[test]
fn terms_against_the_guide_are_refused_with_the_reason() {
    let told = |change: &dyn Fn(&mut Terms)| {
        let mut terms = terms();
        change(&mut terms);
        terms.check(&guide()).expect_err("refused").to_string()
    };
    assert!(told(&|terms| terms.basis = " ".to_owned()).contains("name the agreement"));
    assert!(told(&|terms| terms.directions = vec!["1.2".to_owned()]).contains("no direction 1.2 in which"));
    assert!(told(&|terms| terms.directions.clear()).contains("names none"));
    assert!(told(&|terms| terms.guide = "other".to_owned()).contains("`other`"));
    assert!(told(&|terms| terms.offices[1] = terms.offices[0].clone()).contains("the same"));
    assert!(told(&|terms| terms.offices.truncate(1)).contains("two offices"));
    assert!(told(&|terms| terms.offices[0].key = "nothing".to_owned()).contains("mainland"));
    assert!(told(&|terms| terms.offices[0].origin = "other/hefu".to_owned()).contains("bears the name"));
    assert!(told(&|terms| terms.fields.push(Field::Title)).contains("twice"));
    // HK-9 and TW-11 compare these four; without one of them the halves cannot be compared.
    for field in [Field::Title, Field::Units, Field::PrincipalInvestigators, Field::Period] {
        assert!(told(&|terms| terms.fields.retain(|other| *other != field)).contains(field.word()));
    }
}

/// Terms signed before there was such a comparison do not name it.
#[test]
fn identity_numbers_are_compared_only_where_the_terms_say_so() {
    let named = terms().text().expect("text");
    let silent = named.replace("identities = true\n", "");
    assert_ne!(silent, named);
    assert!(Terms::read(&named).expect("read").terms.identities);
    assert!(!Terms::read(&silent).expect("read").terms.identities);
    let without = Terms { identities: false, ..terms() };
    assert_eq!(without.text().expect("text"), silent, "and terms without it read as they always did");
}

#[test]
fn what_is_no_text_of_terms_is_told_as_such() {
    for text in ["", "# hefu-exchange/1", "# hefu-exchange/2\n", "# hefu-exchange/1\nexchange = 1\n"] {
        assert!(matches!(Terms::read(text), Err(TermsError::Form(_))), "{text:?}");
    }
    let unknown = terms().text().expect("text").replace("basis =", "secret = 1\nbasis =");
    assert!(matches!(Terms::read(&unknown), Err(TermsError::Form(_))), "a word that there is not");
    assert!(matches!(Terms::read(&"x".repeat(70_000)), Err(TermsError::Form(reason)) if reason.contains("at most")));
}

/// The fuzzer starts from texts that are believed, or it would never get behind the signature.
#[test]
fn the_seeds_of_the_fuzzer_are_believed() {
    let both = include_str!("../../../../fuzz/corpus/exchange_terms/both");
    assert!(Terms::read(both).expect("read").agreed());
    let taken = include_str!("../../../../fuzz/corpus/exchange_answer/taken");
    let read = hefu_exchange::Answer::read(taken, &[key(HONGKONG).verifier()]).expect("believed");
    assert_eq!((read.number, read.next), (7, 8));
}

proptest! {
    /// One letter changed anywhere in the signed text is found, or the text is no text of terms any more.
    #[test]
    fn a_changed_letter_is_found(at in any::<prop::sample::Index>(), letter in "[a-z0-9]") {
        let note = agreed();
        let text = note.rfind("\n\n\u{2014} ").expect("signatures");
        let places: Vec<_> = note.char_indices().filter(|(place, c)| *place < text && c.is_ascii_alphanumeric()).collect();
        let (place, old) = places[at.index(places.len())];
        prop_assume!(!letter.starts_with(old));
        let changed = format!("{}{letter}{}", &note[..place], &note[place + 1..]);
        let both = Terms::read(&changed).is_ok_and(|read| read.agreed());
        prop_assert!(!both, "{}", changed);
    }
}
