//! Scales read what people write, forms that cannot be answered are refused, and experts see no identity number.

use hefu_application::Person;
use hefu_review::{Blind, ReviewForm, Scale, seen, spread};
use hefu_words::Lang;
use proptest::prelude::*;

use crate::world::{criterion, form, guide, half, letters, numbers, unit, words, yes_no};

#[test]
fn a_scale_reads_marks_in_any_case_width_and_language_and_nothing_else() {
    let letters = letters();
    for (typed, mark) in [("A", "A"), (" a ", "A"), ("Ａ", "A"), ("良好", "B"), ("d", "D")] {
        assert_eq!(letters.read(typed).as_deref(), Some(mark), "{typed}");
    }
    for typed in ["", "E", "AA", "优", "A B"] {
        assert_eq!(letters.read(typed), None, "{typed}");
    }
    let five = numbers(1, 5);
    for (typed, mark) in [("1", "1"), ("５", "5"), ("3.0", "3"), ("+4", "4")] {
        assert_eq!(five.read(typed).as_deref(), Some(mark), "{typed}");
    }
    for typed in ["0", "6", "3.5", "three", "9999999999999999999999"] {
        assert_eq!(five.read(typed), None, "{typed}");
    }
    assert_eq!(yes_no().read("否").as_deref(), Some("no"));
}

#[test]
fn only_what_the_office_has_said_counts_in_numbers() {
    assert_eq!(letters().points("B").map(|points| points.to_string()).as_deref(), Some("80"));
    assert_eq!(numbers(0, 100).points("87").map(|points| points.to_string()).as_deref(), Some("87"));
    assert_eq!(yes_no().points("yes"), None, "nobody said what a yes counts");
    assert_eq!(letters().anchors(Lang::En)[1], ("B".to_owned(), "良好".to_owned()));
}

#[test]
fn a_form_that_cannot_be_answered_is_told_where() {
    let guide = guide();
    assert_eq!(form().faults(&guide), []);
    let told = |change: &dyn Fn(&mut ReviewForm)| {
        let mut form = form();
        change(&mut form);
        form.faults(&guide).into_iter().map(|fault| (fault.place, fault.message.key.to_string())).collect::<Vec<_>>()
    };
    let one = |place: &str, key: &str| vec![(place.to_owned(), format!("review-form-{key}"))];
    assert_eq!(told(&|form| *form = ReviewForm::default()), one("criteria", "nothing-asked"));
    assert_eq!(told(&|form| form.criteria[0].id = "method".to_owned()), one("method", "id-twice"));
    assert_eq!(told(&|form| form.texts[0].id = "a b".to_owned()), one("a b", "id"));
    assert_eq!(
        told(&|form| form.criteria[0].title = hefu_guide::model::Words::new("x", "", "x")),
        one("novelty", "no-title")
    );
    assert_eq!(told(&|form| form.criteria[1].scale = numbers(5, 1)), {
        let mut faults = one("method", "scale-numbers");
        faults.truncate(1);
        faults
    });
    assert_eq!(
        told(&|form| form.criteria[0].scale = Scale::Steps { steps: Vec::new() }),
        one("novelty", "scale-steps")
    );
    assert_eq!(told(&|form| form.criteria[0].weight = "-1".parse().ok()), one("novelty", "weight"));
    assert_eq!(told(&|form| form.criteria[0].clause = Some("G-99".to_owned())), one("novelty", "no-such-clause"));
    assert_eq!(told(&|form| form.texts[0].most = Some(2)), one("why", "length"));
}

#[test]
fn an_expert_sees_no_identity_number_and_no_applicant_where_the_office_hides_them() {
    let mut whole = half("hongkong", "1.1", "HK-AI");
    whole.units.push(unit("hongkong", "CANARY-UNIT", &[]));
    whole.people.push(Person {
        side: "hongkong".to_owned(),
        name: "CANARY-PERSON".to_owned(),
        english: None,
        role: hefu_application::Role::PrincipalInvestigator,
        unit: Some("CANARY-UNIT".to_owned()),
        identifiers: [("hkid".to_owned(), "CANARY-IDENTITY".to_owned())].into(),
        fields: Default::default(),
        origin: Default::default(),
    });
    whole.tasks.push(crate::world::task("T1", &["hongkong"], "", &[]));
    whole.tasks[0].unit = Some("CANARY-UNIT".to_owned());
    let open = format!("{:?}", seen(&whole, Blind::Open));
    assert!(open.contains("CANARY-PERSON") && !open.contains("CANARY-IDENTITY"));
    assert!(!format!("{:?}", seen(&whole, Blind::Applicants)).contains("CANARY"));
}

#[test]
fn words_are_counted_as_people_count_them() {
    for (text, count) in [
        ("", 0),
        ("神经系统", 4),
        ("deep learning", 2),
        ("用 deep learning 方法", 5),
        ("it’s state-of-the-art", 2),
        ("，。！ \n", 0),
        ("5G/B5G", 2),
    ] {
        assert_eq!(hefu_review::length(text), count, "{text}");
    }
}

proptest! {
    /// My own scale counts every mark once, in the order of the scale.
    #[test]
    fn an_experts_own_scale_counts_every_mark(marks in proptest::collection::vec("[A-F]", 0..40)) {
        let criterion = criterion("novelty", letters());
        let answers: Vec<_> = marks
            .iter()
            .map(|mark| hefu_review::Answers { marks: [("novelty".to_owned(), mark.clone())].into(), ..Default::default() })
            .collect();
        let spread = spread(&criterion, &answers);
        let known = marks.iter().filter(|mark| mark.as_str() <= "D").count();
        prop_assert_eq!(spread.total, known);
        prop_assert_eq!(spread.counts.iter().map(|(_, count)| count).sum::<usize>(), known);
        prop_assert_eq!(spread.counts.iter().map(|(mark, _)| mark.as_str()).collect::<Vec<_>>(), ["A", "B", "C", "D"]);
    }

    /// Whatever is typed: what a scale reads it reads again as the same, and it is one of its marks.
    #[test]
    fn reading_a_mark_again_changes_nothing(typed in "\\PC{0,6}", least in -5i64..5, span in 1i64..200) {
        for scale in [letters(), yes_no(), numbers(least, least + span)] {
            if let Some(mark) = scale.read(&typed) {
                prop_assert_eq!(scale.read(&mark), Some(mark.clone()));
                prop_assert!(scale.few().is_none_or(|all| all.contains(&mark)));
            }
        }
        prop_assert!(hefu_review::length(&typed) <= typed.chars().count());
        let _ = words(&typed);
    }
}
