//! The ROC curve and the calibration of each population.

use hefu_words::{Arg, Message};

use super::Cases;
use crate::Figure;
use crate::exact::{drawn, ratio, shown};
use crate::picture::{Axis, Chart, Numbers, Picture, Series};

/// Curves in one picture, and points of one curve.
const CURVES: usize = 5;
const POINTS: usize = 160;

/// Rows of the table beside a curve.
const ROWS: usize = 20;

/// The picture that shows the claimed figure first.
pub(super) fn both(shown: &[(Option<&str>, &Cases)], figure: Figure) -> Vec<Picture> {
    let shown = shown.get(..CURVES.min(shown.len())).unwrap_or_default();
    let mut pictures = vec![Picture::Chart(roc(shown)), Picture::Chart(calibration(shown))];
    if matches!(figure, Figure::ObservedExpected | Figure::CalibrationGap) {
        pictures.reverse();
    }
    pictures
}

fn name(population: Option<&str>) -> Arg {
    population.map_or_else(|| Message::new("evidence-all-cases").into(), Arg::from)
}

fn share(label: &str) -> Axis {
    Axis { label: Message::new(label), least: 0.0, most: 1.0 }
}

fn roc(shown_of: &[(Option<&str>, &Cases)]) -> Chart {
    let mut numbers = Numbers {
        heads: [
            "evidence-population",
            "evidence-from-prediction",
            "evidence-false-positives",
            "evidence-true-positives",
        ]
        .map(Message::new)
        .to_vec(),
        rows: Vec::new(),
    };
    let mut series = Vec::new();
    for (population, cases) in shown_of.iter().filter(|(_, cases)| cases.auc().is_some()) {
        let (mut with, mut without) = (0, 0);
        let mut all = Vec::new();
        for (prediction, more_with, more_without) in cases.steps() {
            with += more_with;
            without += more_without;
            all.push((prediction, without, with));
        }
        let part = |count: usize, of: usize| ratio(count, of).unwrap_or_default();
        let point = |(_, without, with): &(i128, usize, usize)| {
            (drawn(&part(*without, cases.without())), drawn(&part(*with, cases.with)))
        };
        let mut points = vec![(0.0, 0.0)];
        points.extend(some(&all, POINTS).map(point));
        series.push(Series { name: name(*population), line: true, points, against: Vec::new() });
        for (prediction, without, with) in some(&all, ROWS) {
            numbers.rows.push(vec![
                name(*population),
                shown(&ratio(*prediction, crate::exact::power(cases.places)).unwrap_or_default(), 6).into(),
                shown(&part(*without, cases.without()), 4).into(),
                shown(&part(*with, cases.with), 4).into(),
            ]);
        }
    }
    Chart {
        title: Message::new("evidence-picture-roc"),
        x: share("evidence-false-positives"),
        y: share("evidence-true-positives"),
        series,
        limits: Vec::new(),
        diagonal: true,
        numbers,
    }
}

/// At most `most` of the elements, evenly spread, the last among them.
fn some<T>(all: &[T], most: usize) -> impl Iterator<Item = &T> {
    let step = all.len().div_ceil(most).max(1);
    let last = all.len().saturating_sub(1);
    all.iter().enumerate().filter(move |(at, _)| at % step == step - 1 || *at == last).map(|(_, one)| one)
}

fn calibration(shown_of: &[(Option<&str>, &Cases)]) -> Chart {
    let heads = ["evidence-population", "evidence-tenth", "evidence-cases", "evidence-expected", "evidence-observed"];
    let mut numbers = Numbers { heads: heads.map(Message::new).to_vec(), rows: Vec::new() };
    let mut series = Vec::new();
    for (population, cases) in shown_of {
        let mut points = Vec::new();
        for (at, tenth) in cases.tenths().iter().enumerate() {
            let Some(tenth) = tenth else { continue };
            points.push((drawn(&tenth.expected), drawn(&tenth.observed)));
            let edge = |at: usize| shown(&ratio(at, 10).unwrap_or_default(), 1);
            numbers.rows.push(vec![
                name(*population),
                format!("{}–{}", edge(at), edge(at + 1)).into(),
                tenth.count.into(),
                shown(&tenth.expected, 4).into(),
                shown(&tenth.observed, 4).into(),
            ]);
        }
        series.push(Series { name: name(*population), line: false, points, against: Vec::new() });
    }
    Chart {
        title: Message::new("evidence-picture-calibration"),
        x: share("evidence-expected"),
        y: share("evidence-observed"),
        series,
        limits: Vec::new(),
        diagonal: true,
        numbers,
    }
}
