//! Comparing identity numbers: the same person is found, nobody else, and nothing is told beside.

use std::collections::BTreeSet;

use hefu_exchange::Record;
use hefu_exchange::identities::{
    EvaluationKey, IdentityError, IdentityStep, Output, QUESTION_MOST, SCHEMES, Value, ask, mark, opened, padding,
    question_id,
};
use proptest::prelude::*;

fn value(scheme: &str, number: &str) -> Value {
    Value::of(scheme, number).unwrap_or_else(|| panic!("{scheme} {number}"))
}

fn key(byte: u8) -> EvaluationKey {
    EvaluationKey::derive(&[byte; 32], "hkmt-2020 hongkong mainland", "1.1").expect("a key")
}

/// A resident ID with its check character, of whoever is the `n`-th of a day.
fn resident(day: u32, n: u32) -> String {
    let body = format!("110105{}{:03}", 19_500_101 + day % 28, n % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().filter_map(|c| c.to_digit(10)).zip(weights).map(|(digit, weight)| digit * weight).sum();
    format!("{body}{}", "10X98765432".chars().nth((sum % 11) as usize).expect("eleven"))
}

/// All that crosses, and what is learnt by it.
fn outputs(key: &EvaluationKey, values: &[Value], seed: u8) -> Vec<(Value, Output)> {
    let asked = ask(values, [seed; 32]).expect("asked");
    let (elements, proof) = key.answer(&asked.elements, [seed ^ 1; 32]).expect("answered");
    opened(&asked.blinds, (&elements, &proof), &key.public()).expect("believed")
}

#[test]
fn one_number_in_all_its_spellings_is_one_value_and_of_another_scheme_another() {
    let same = [
        ("resident_id", vec!["11010519491231002X", "11010519491231002x", "110105 19491231 002X", "110105491231002"]),
        ("hkid", vec!["A123456(3)", "a1234563", "Ａ１２３４５６（３）"]),
        ("home_return_permit", vec!["H12345678", "h1234567801", "H12345678 02"]),
        ("taiwan_permit", vec!["12345678", "1234567801"]),
        ("taiwan_id", vec!["A123456789", "a 123456789"]),
        ("orcid", vec!["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "0000000218250097"]),
    ];
    assert_eq!(same.iter().map(|(scheme, _)| *scheme).collect::<BTreeSet<_>>(), SCHEMES.into());
    let mut all = BTreeSet::new();
    for (scheme, spellings) in same {
        let values: BTreeSet<Value> = spellings.iter().map(|number| value(scheme, number)).collect();
        assert_eq!(values.len(), 1, "{scheme}");
        all.extend(values);
    }
    assert_eq!(all.len(), SCHEMES.len());
    for (scheme, number) in [("resident_id", "110105194912310021"), ("hkid", "A123456(4)"), ("hkid", " - "), ("x", "1")]
    {
        assert_eq!(Value::of(scheme, number), None, "{number}");
    }
    assert!(!format!("{all:?}").contains("123456"), "not shown even in finding faults");
}

#[test]
fn an_answer_is_believed_only_as_it_was_computed_with_the_key_that_was_told() {
    let (told, other) = (key(1), key(2));
    let values = [value("hkid", "A123456(3)"), value("orcid", "0000-0002-1825-0097")];
    let asked = ask(&values, [3; 32]).expect("asked");
    let believed = |elements: &[String], proof: &str, key: &EvaluationKey| {
        opened(&asked.blinds, (elements, proof), &key.public()).map(|all| all.len())
    };
    let (elements, proof) = told.answer(&asked.elements, [4; 32]).expect("answered");
    assert_eq!(believed(&elements, &proof, &told), Ok(2));
    assert_eq!(believed(&elements, &proof, &other), Err(IdentityError::Proof));
    let (theirs, of_theirs) = other.answer(&asked.elements, [4; 32]).expect("answered");
    assert_eq!(believed(&theirs, &of_theirs, &told), Err(IdentityError::Proof));
    assert_eq!(believed(&theirs, &proof, &told), Err(IdentityError::Proof), "other elements under an honest proof");
    let turned: Vec<String> = elements.iter().rev().cloned().collect();
    assert_eq!(believed(&turned, &proof, &told), Err(IdentityError::Proof), "one element answered for another");
    assert_eq!(believed(&elements[..1], &proof, &told), Err(IdentityError::Length));
    assert_eq!(believed(&elements, &proof[..64], &told), Err(IdentityError::Form));
    assert_eq!(told.answer(&[], [4; 32]), Err(IdentityError::Length));
    assert_eq!(told.answer(&["00".repeat(32)], [4; 32]), Err(IdentityError::Form), "the neutral element");
    assert_eq!(told.answer(&["zz".repeat(32)], [4; 32]), Err(IdentityError::Form));
    let many = vec![asked.elements[0].clone(); QUESTION_MOST + 1];
    assert_eq!(told.answer(&many, [4; 32]), Err(IdentityError::Length));
}

/// What does not cross or is dropped cannot be read from what crosses.
#[test]
fn a_question_says_nothing_but_how_many_and_a_list_nothing_across_pairs_and_lists() {
    let values: Vec<Value> = (0..20).map(|n| value("resident_id", &resident(n, n))).collect();
    let (one, two) = (ask(&values, [5; 32]).expect("asked"), ask(&values, [6; 32]).expect("asked"));
    assert!(one.elements.iter().all(|element| !two.elements.contains(element)), "blinded anew each time");
    assert!(one.elements.is_sorted());
    assert_ne!(question_id("k", &one.elements), question_id("k", &two.elements));
    assert_ne!(question_id("k", &one.elements), question_id("l", &one.elements));
    let output = key(1).output(&values[0]).expect("evaluated");
    let marks: BTreeSet<String> =
        [("a", "1.1-1"), ("a", "1.1-2"), ("b", "1.1-1")].map(|(salt, pair)| mark(&output, salt, pair)).into();
    assert_eq!(marks.len(), 3, "a person of two pairs, or of two lists, cannot be followed");
    assert!(marks.iter().all(|mark| mark.len() == 32 && !output.secret().contains(mark)));
    for (people, told) in [(0, 16), (1, 16), (16, 16), (17, 32)] {
        let own: BTreeSet<String> =
            values.iter().take(people).map(|value| mark(&key(1).output(value).expect("evaluated"), "s", "p")).collect();
        let own_len = own.len();
        let list = padding(own.clone(), [7; 32]);
        assert_eq!((own_len, list.len(), list.is_sorted()), (people, told, true));
        assert!(own.iter().all(|mark| list.contains(mark)));
    }
    assert_ne!(padding(BTreeSet::new(), [7; 32]), padding(BTreeSet::new(), [8; 32]));
}

#[test]
fn another_direction_or_exchange_has_another_key() {
    let of = |exchange, direction| EvaluationKey::derive(&[1; 32], exchange, direction).expect("a key").public();
    let keys = BTreeSet::from([of("a", "1.1"), of("a", "1.2"), of("b", "1.1"), of("a 1.1", ""), key(1).public()]);
    assert_eq!(keys.len(), 5);
}

#[test]
fn steps_are_written_and_read_again_the_same_and_do_not_wait() {
    let asked = ask(&[value("hkid", "A123456(3)")], [3; 32]).expect("asked");
    let step = IdentityStep::Asked { key: key(1).public(), elements: asked.elements };
    for step in [step, IdentityStep::Ended {}, IdentityStep::Offered { key: key(1).public(), most: 5 }] {
        let record = Record::Identities { direction: "1.1".to_owned(), step };
        assert!(record.substantive());
        let written = serde_json::to_value(&record).expect("written");
        assert_eq!(Record::read(&written).expect("read"), record);
    }
    let kept = serde_json::to_string(&asked.blinds).expect("kept");
    assert_eq!(serde_json::from_str::<Vec<hefu_exchange::identities::Blind>>(&kept).expect("read"), asked.blinds);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The office that asks finds exactly those of its experts who are among the people, whatever both have beside.
    #[test]
    fn exactly_those_of_both_are_found(
        people in prop::collection::btree_set((0_u32..28, 0_u32..6), 0..12),
        experts in prop::collection::btree_set((0_u32..28, 0_u32..6), 1..12),
        seed in 1_u8..255,
    ) {
        let key = key(seed);
        let of = |(day, n): &(u32, u32)| value("resident_id", &resident(*day, *n));
        let marks = people.iter().map(|one| mark(&key.output(&of(one)).expect("evaluated"), "salt", "1.1-1")).collect();
        let told = padding(marks, [seed; 32]);
        let asked: Vec<Value> = experts.iter().map(of).collect();
        let found: BTreeSet<Value> = outputs(&key, &asked, seed)
            .into_iter()
            .filter(|(_, output)| told.contains(&mark(output, "salt", "1.1-1")))
            .map(|(value, _)| value)
            .collect();
        let wanted: BTreeSet<Value> = people.intersection(&experts).map(of).collect();
        prop_assert_eq!(found, wanted);
    }

    /// One digit changed anywhere in an answer, and nothing of it is believed.
    #[test]
    fn a_changed_digit_of_an_answer_is_found(at in any::<prop::sample::Index>(), digit in 0_u32..16) {
        let key = key(9);
        let asked = ask(&[value("hkid", "A123456(3)"), value("resident_id", "11010519491231002X")], [3; 32]).expect("asked");
        let (elements, proof) = key.answer(&asked.elements, [4; 32]).expect("answered");
        let mut whole: Vec<char> = format!("{}{proof}", elements.concat()).chars().collect();
        let place = at.index(whole.len());
        let digit = char::from_digit(digit, 16).expect("a digit");
        prop_assume!(whole[place] != digit);
        whole[place] = digit;
        let whole: String = whole.into_iter().collect();
        let elements = [whole[..64].to_owned(), whole[64..128].to_owned()];
        prop_assert!(opened(&asked.blinds, (&elements, &whole[128..]), &key.public()).is_err());
    }
}
