//! What the fuzz target of reviews does with its bytes: sheets of a workbook, cells parted by tabs, sheets by form feeds.

use std::sync::{Arc, LazyLock};

use hefu_dossier::grid::{Grid, GridRow, Value};
use hefu_dossier::reviews::reviews_in;
use hefu_guide::model::Words;
use hefu_review::{Criterion, ReviewForm, Scale, Step, TextField};

/// A form with a scale of steps, one of numbers, and a text.
static FORM: LazyLock<ReviewForm> = LazyLock::new(|| {
    let title = || Words::new("题", "題", "Question");
    let criterion = |id: &str, scale| Criterion {
        id: id.to_owned(),
        title: title(),
        prompt: Words::default(),
        clause: None,
        weight: None,
        optional: false,
        scale,
    };
    let step = |id: &str| Step { id: id.to_owned(), words: Words::default(), points: None };
    ReviewForm {
        criteria: vec![
            criterion("a", Scale::Steps { steps: vec![step("A"), step("B")] }),
            criterion("n", Scale::Numbers { least: 0, most: 100, anchors: Vec::new() }),
        ],
        texts: vec![TextField {
            id: "t".to_owned(),
            title: title(),
            prompt: Words::default(),
            least: None,
            most: Some(9),
        }],
        ..ReviewForm::default()
    }
});

/// Reviews: every filled answer of a sheet that is read is taken as it stands or named with its row; reading twice gives the
/// same.
pub fn reviews(bytes: &[u8]) {
    const DIGEST: &str = "f";
    let text = String::from_utf8_lossy(bytes);
    let sheet = |(at, text): (usize, &str)| Grid {
        file: Arc::from("reviews.xlsx"),
        sheet: Some(Arc::from(format!("s{at}"))),
        rows: text
            .lines()
            .zip(1u32..)
            .map(|(line, number)| GridRow { number, cells: line.split('\t').map(Value::text).collect() })
            .collect(),
        ..Grid::default()
    };
    let grids: Vec<Grid> = text.split('\u{c}').enumerate().map(sheet).collect();
    let read = reviews_in(&FORM, DIGEST, &grids, 10_000);
    assert_eq!(read, reviews_in(&FORM, DIGEST, &grids, 10_000));
    for review in &read.reviews {
        assert_eq!(review.answers.kept(&FORM), review.answers, "what is read is kept as it is");
        let grid = grids.iter().find(|grid| grid.sheet.as_deref() == Some(review.sheet.as_str())).expect("its sheet");
        for row in grid.rows.iter().filter(|row| !row.get(3).is_empty() && row.get(0).shown() != "#") {
            let named = read.problems.iter().any(|problem| {
                problem.cell.row == Some(row.number) && problem.cell.sheet.as_deref() == Some(review.sheet.as_str())
            });
            let (key, given) = (row.get(0).shown(), row.get(3).shown());
            let mark = key.strip_prefix("mark:").and_then(|id| review.answers.marks.get(id));
            let words = key.strip_prefix("text:").and_then(|id| review.answers.texts.get(id));
            let taken = mark.is_some() || words.is_some_and(|words| *words == given);
            assert!(taken || named, "row {} of {} is lost: {given:?}", row.number, review.sheet);
        }
    }
}
