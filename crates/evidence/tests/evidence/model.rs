//! Predictions against a count by hand.

use proptest::prelude::*;

use crate::made::{answer, lines, recomputed, why};

/// Twice the pairs in the right order by looking at every pair, ties once, and twice the pairs.
fn by_all_pairs(cases: &[(u32, bool)]) -> (usize, usize) {
    let mut right = 0;
    let mut pairs = 0;
    for (with, _) in cases.iter().filter(|(_, outcome)| *outcome) {
        for (without, _) in cases.iter().filter(|(_, outcome)| !*outcome) {
            pairs += 2;
            right += match with.cmp(without) {
                std::cmp::Ordering::Greater => 2,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Less => 0,
            };
        }
    }
    (right, pairs)
}

fn rows(cases: &[(u32, bool)]) -> Vec<String> {
    let mut rows = lines("outcome|prediction");
    rows.extend(cases.iter().map(|(prediction, outcome)| format!("{}|0.{prediction:02}", u8::from(*outcome))));
    rows
}

fn exact(claim: &str, rows: &[String]) -> Option<String> {
    answer(claim, rows, &[]).recomputed?.exact
}

fn fraction(top: usize, bottom: usize) -> String {
    let common = (1..=bottom).rev().find(|by| top.is_multiple_of(*by) && bottom.is_multiple_of(*by)).unwrap_or(1);
    if bottom == common { (top / common).to_string() } else { format!("{}/{}", top / common, bottom / common) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn figures_are_those_of_counting_by_hand(
        cases in prop::collection::vec((0u32..100, any::<bool>()), 1..60),
        threshold in 0u32..100,
    ) {
        let rows = rows(&cases);
        let (right, pairs) = by_all_pairs(&cases);
        let auc = exact("figure = \"auc\"\nat-least = \"0.5\"", &rows);
        prop_assert_eq!(auc, (pairs > 0).then(|| fraction(right, pairs)));
        let count = |outcome: bool, reaches: bool| {
            cases.iter().filter(|(prediction, came)| *came == outcome && (*prediction >= threshold) == reaches).count()
        };
        let claim = |figure: &str| format!("figure = \"{figure}\"\nat-least = \"0.5\"\nthreshold = \"0.{threshold:02}\"");
        let (hits, missed) = (count(true, true), count(true, false));
        let sensitivity = (hits + missed > 0).then(|| fraction(hits, hits + missed));
        prop_assert_eq!(exact(&claim("sensitivity"), &rows), sensitivity);
        let (right, wrong) = (count(false, false), count(false, true));
        let specificity = (right + wrong > 0).then(|| fraction(right, right + wrong));
        prop_assert_eq!(exact(&claim("specificity"), &rows), specificity);
        let sum: usize = cases.iter().map(|(prediction, _)| *prediction as usize).sum();
        let observed = (sum > 0).then(|| fraction(100 * (hits + missed), sum));
        prop_assert_eq!(exact("figure = \"observed-expected\"\nat-least = \"0.5\"", &rows), observed);
    }

    #[test]
    fn the_order_of_rows_makes_no_difference(
        cases in prop::collection::vec((0u32..100, any::<bool>()), 2..40).prop_shuffle(),
    ) {
        let forwards = answer("figure = \"auc\"\nat-least = \"0.7\"\nthreshold = \"0.5\"", &rows(&cases), &[]);
        let mut turned = cases;
        turned.reverse();
        let backwards = answer("figure = \"auc\"\nat-least = \"0.7\"\nthreshold = \"0.5\"", &rows(&turned), &[]);
        prop_assert_eq!(forwards, backwards);
    }
}

#[test]
fn calibration_in_tenths_is_the_largest_distance() {
    // In the first tenth 0.05 is expected and half observed; in the last 1 is expected and observed.
    let rows = lines("outcome|prediction\n0|0.05\n1|0.05\n1|1");
    let judged = answer("figure = \"calibration-gap\"\nat-most = \"0.1\"", &rows, &[]);
    assert_eq!((judged.reached(), recomputed(&judged)), (false, "0.45".to_owned()));
}

#[test]
fn what_a_figure_needs_is_asked_for() {
    let rows = lines("outcome|prediction|population\n1|0.9|a\n0|0.1|b");
    for (claim, key) in [
        ("figure = \"sensitivity\"\nat-least = \"0.9\"", "evidence-why-threshold"),
        ("figure = \"auc\"\nat-least = \"0.9\"\npopulation = \"z\"", "evidence-why-population"),
        ("figure = \"auc\"\nat-least = \"0.9\"\npopulation = \"a\"", "evidence-why-one-class"),
        ("figure = \"auc\"\nat-least = \"0.9 ms\"", "evidence-why-unit"),
    ] {
        assert_eq!(why(&answer(claim, &rows, &[])), [key], "{claim}");
    }
    let judged =
        answer("figure = \"auc\"\nat-least = \"0.9\"", &lines("outcome|prediction\n1|1.2\nmaybe|0.1\n0|"), &[]);
    let told: Vec<(Option<u32>, &str)> =
        judged.faults.iter().map(|fault| (fault.row, fault.what.key.as_str())).collect();
    let expected =
        [(Some(2), "evidence-fault-share"), (Some(3), "evidence-fault-yes-no"), (Some(4), "evidence-fault-empty")];
    assert_eq!(told, expected);
    assert_eq!(why(&judged), ["evidence-why-faults"]);
}

#[test]
fn predictions_as_programs_write_them_are_read_exactly() {
    let rows = lines("outcome|prediction\n1|1.2345678901234567e-05\n0|3.2e-12\n1|0.99999999999\n0|0.5");
    let judged = answer("figure = \"auc\"\nat-least = \"0.75\"", &rows, &[]);
    assert_eq!(recomputed(&judged), "0.75");
}
