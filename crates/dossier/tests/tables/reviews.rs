//! Reviews written away from the desk: the workbook goes out with the answers so far and comes back the same.

use hefu_dossier::TableLimits;
use hefu_dossier::reviews::{ReviewSheet, read_reviews, write_reviews};
use hefu_guide::model::Words;
use hefu_review::{Answers, Criterion, ReviewForm, Scale, Step, TextField};
use hefu_words::Lang;
use proptest::prelude::*;

fn form() -> ReviewForm {
    let words = |text: &str| Words::new(text, text, text);
    let criterion = |id: &str, scale| Criterion {
        id: id.to_owned(),
        title: words(id),
        prompt: Words::default(),
        clause: None,
        weight: None,
        optional: true,
        scale,
    };
    let step = |id: &str, text: &str| Step { id: id.to_owned(), words: words(text), points: None };
    ReviewForm {
        criteria: vec![
            criterion("创新性", Scale::Steps { steps: vec![step("A", "优秀"), step("B", "良好"), step("C", "")] }),
            criterion("method", Scale::Numbers { least: 0, most: 100, anchors: Vec::new() }),
        ],
        texts: vec![TextField {
            id: "opinion".to_owned(),
            title: words("意见"),
            prompt: words("请说明"),
            least: Some(4),
            most: Some(300),
        }],
        ..ReviewForm::default()
    }
}

fn answers(mark: &str, number: &str, text: &str) -> Answers {
    let pairs = [("创新性", mark), ("method", number)];
    let marks = pairs.into_iter().map(|(id, value)| (id.to_owned(), value.to_owned())).collect();
    Answers { marks, texts: [("opinion".to_owned(), text.to_owned())].into() }
}

fn sheet(number: &str, answers: Answers) -> ReviewSheet {
    ReviewSheet { number: number.to_owned(), title: format!("项目 {number}"), answers }
}

const MADE: jiff::civil::Date = jiff::civil::date(2020, 7, 2);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What goes out comes back, whatever is written.
    #[test]
    fn a_workbook_of_reviews_comes_back_the_same(
        mark in prop::sample::select(vec!["A", "B", "C", ""]),
        number in 0i64..=100,
        text in "[ -~\\u{4e00}-\\u{4eff}\\u{20000}\\u{1f600}\n]{0,120}",
        more in "[=+@'\"<>&]{1,3}[a-z]{0,5}",
    ) {
        let form = form();
        let given = [
            answers(mark, &number.to_string(), &text).kept(&form),
            answers("", "", &more).kept(&form),
            Answers::default(),
        ];
        let numbers = ["H2020-1", "H2020/[2]:*?", "H2020-3-with-a-number-that-is-longer-than-a-sheet-name"];
        let sheets: Vec<_> = numbers.iter().zip(&given).map(|(number, answers)| sheet(number, answers.clone())).collect();
        for lang in [Lang::ZhHans, Lang::En] {
            let bytes = write_reviews(&form, "digest", &sheets, lang, MADE).expect("written");
            let read = read_reviews(&form, "digest", "评审.xlsx", &bytes, &TableLimits::default()).expect("read");
            prop_assert_eq!(&read.problems, &[]);
            // A cell keeps no outer blanks.
            let trimmed = given.clone().map(|mut one| {
                one.texts.values_mut().for_each(|text| *text = text.trim().to_owned());
                one.kept(&form)
            });
            let back: Vec<_> = read.reviews.iter().map(|review| review.answers.clone()).collect();
            prop_assert_eq!(back, trimmed.to_vec());
            prop_assert_eq!(read.reviews.iter().map(|review| review.number.as_str()).collect::<Vec<_>>(), numbers);
        }
    }
}

#[test]
fn what_cannot_be_read_names_its_file_sheet_row_and_remedy() {
    let form = form();
    let bytes =
        write_reviews(&form, "other", &[sheet("H-1", answers("A", "5", "思路清楚"))], Lang::En, MADE).expect("written");
    let read = read_reviews(&form, "digest", "评审.xlsx", &bytes, &TableLimits::default()).expect("read");
    assert!(read.reviews.is_empty() && !read.is_whole());
    let told = hefu_dossier::problems::message(&read.problems[0]).text(Lang::En);
    assert!(told.contains("another form"), "{told}");
    let wrong = [sheet("H-1", answers("Z", "101", "思路清楚"))];
    let bytes = write_reviews(&form, "digest", &wrong, Lang::En, MADE).expect("written");
    let read = read_reviews(&form, "digest", "评审.xlsx", &bytes, &TableLimits::default()).expect("read");
    let places: Vec<_> = read
        .problems
        .iter()
        .map(|problem| {
            (problem.cell.file.to_string(), problem.cell.sheet.as_deref().map(str::to_owned), problem.cell.row)
        })
        .collect();
    assert_eq!(
        places,
        [
            ("评审.xlsx".to_owned(), Some("H-1".to_owned()), Some(5)),
            ("评审.xlsx".to_owned(), Some("H-1".to_owned()), Some(6)),
        ]
    );
    for problem in &read.problems {
        let told = hefu_dossier::problems::message(problem).text(Lang::ZhHans);
        assert!(told.contains("尺度中没有"), "{told}");
    }
    assert_eq!(read.reviews[0].answers.texts["opinion"], "思路清楚");
}
