//! Answers: what is missing is told, nothing typed is lost, and what is complete stays complete.

use hefu_review::{Answers, LackKind};
use proptest::prelude::*;

use crate::world::form;

fn answers(marks: &[(&str, &str)], texts: &[(&str, &str)]) -> Answers {
    let own =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
    Answers { marks: own(marks), texts: own(texts) }
}

fn complete() -> Answers {
    answers(&[("novelty", "a"), ("method", "3"), ("value", "87"), ("fund", "是")], &[("why", "思路清楚")])
}

#[test]
fn what_is_missing_is_told_in_the_order_of_the_form() {
    let form = form();
    let kinds = |answers: &Answers| {
        answers.lacks(&form).into_iter().map(|lack| (lack.id.clone(), lack.kind)).collect::<Vec<_>>()
    };
    let told = kinds(&Answers::default());
    assert_eq!(
        told.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
        ["novelty", "method", "value", "fund", "why"]
    );
    assert!(told.iter().all(|(_, kind)| *kind == LackKind::Missing));
    assert_eq!(kinds(&complete()), []);
    let mut wrong = complete();
    wrong.marks.insert("value".to_owned(), "101".to_owned());
    wrong.texts.insert("why".to_owned(), "好".to_owned());
    wrong.texts.insert("more".to_owned(), "one two three four five".to_owned());
    wrong.marks.insert("taste".to_owned(), "A".to_owned());
    assert_eq!(
        kinds(&wrong),
        [
            ("value".to_owned(), LackKind::OffScale("101".to_owned())),
            ("why".to_owned(), LackKind::TooShort { used: 1, least: 3 }),
            ("more".to_owned(), LackKind::TooLong { used: 5, most: 4 }),
            ("taste".to_owned(), LackKind::NotAsked),
        ]
    );
    assert_eq!(complete().progress(&form), (5, 5));
    assert_eq!(Answers::default().progress(&form), (0, 5));
}

proptest! {
    /// Keeping loses nothing: a mark that the scale does not know stays as typed, and keeping twice is keeping once.
    #[test]
    fn keeping_answers_loses_nothing(mark in "\\PC{0,8}", text in "[a-z\\u{4e00}-\\u{4e20}\r\n ]{0,30}") {
        let form = form();
        let typed = answers(&[("novelty", &mark), ("value", &mark)], &[("why", &text)]);
        let kept = typed.kept(&form);
        prop_assert_eq!(&kept.kept(&form), &kept);
        prop_assert_eq!(kept.marks.contains_key("value"), !mark.trim().is_empty());
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(letters(kept.texts.get("why").map_or("", String::as_str)), letters(&text));
        // Whether it may be handed in does not depend on being kept.
        prop_assert_eq!(kept.lacks(&form).is_empty(), typed.lacks(&form).is_empty());
        let (done, of) = kept.progress(&form);
        prop_assert!(done <= of);
    }
}
