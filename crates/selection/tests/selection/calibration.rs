//! Lenient and harsh experts.

use hefu_selection::{CalibrationError, Points, Review, calibrate};
use proptest::prelude::*;

fn review(project: usize, expert: usize, score: Option<i64>) -> Review {
    Review {
        project: format!("P{project:02}"),
        expert: format!("E{expert}"),
        score: score.map(|hundredths| Points(hundredths * 10_000)),
    }
}

/// Twenty projects of known quality, each seen by three of five experts, one harsh by ten points and one lenient by ten.
fn panel() -> Vec<Review> {
    let offset = [0, -1000, 1000, 0, 0];
    let mut out = Vec::new();
    for project in 0..20usize {
        for turn in 0..3 {
            let expert = (project + turn * 2) % 5;
            let noise = [30, -20, 10, -10, -30, 20, 0][(project * 3 + turn) % 7];
            let quality = 6000 + i64::try_from(project).expect("small") * 100;
            out.push(review(project, expert, Some(quality + offset[expert] + noise)));
        }
    }
    out
}

#[test]
fn the_harsh_and_the_lenient_are_found_and_the_order_is_set_right() {
    let calibration = calibrate(&panel()).expect("enough");
    let expert = |name: &str| calibration.experts[name].adjusted.0 as f64 / 1e6;
    assert!((expert("E1") - expert("E0") + 10.0).abs() < 1.0, "{}", expert("E1"));
    assert!((expert("E2") - expert("E0") - 10.0).abs() < 1.0, "{}", expert("E2"));
    let wrong = |value: fn(&hefu_selection::Estimate) -> Points| {
        let scores: Vec<Points> = calibration.projects.values().map(value).collect();
        (0..20).flat_map(|a| (a + 1..20).map(move |b| (a, b))).filter(|(a, b)| scores[*a] >= scores[*b]).count()
    };
    let (raw, adjusted) = (wrong(|one| one.raw), wrong(|one| one.adjusted));
    assert!(adjusted < 3 && raw > 10, "{raw} pairs in the wrong order before, {adjusted} after");
}

#[test]
fn missing_reviews_are_named_and_uncertainty_is_larger_with_fewer() {
    let mut reviews = panel();
    reviews.push(review(0, 1, None));
    reviews.retain(|one| one.project != "P05" || one.expert == "E0" || one.score.is_none());
    let calibration = calibrate(&reviews).expect("enough");
    assert_eq!(calibration.missing, [("P00".to_owned(), "E1".to_owned())]);
    assert!(calibration.projects["P05"].error > calibration.projects["P06"].error);
    assert_eq!(calibration.projects["P05"].reviews, 1);
    let cut = calibration.projects["P10"].adjusted;
    let grey = calibration.grey_zone(cut, Points(2_000_000));
    assert!(grey.contains(&"P10".to_owned()) && !grey.contains(&"P00".to_owned()), "{grey:?}");
}

#[test]
fn two_scores_of_one_expert_or_too_few_are_refused() {
    let twice = [review(1, 1, Some(1)), review(1, 1, Some(2)), review(2, 2, Some(1))];
    assert!(matches!(calibrate(&twice), Err(CalibrationError::Twice { .. })));
    assert_eq!(calibrate(&[review(1, 1, Some(1)), review(2, 1, Some(2))]), Err(CalibrationError::TooFew));
}

proptest! {
    #[test]
    fn the_order_of_reviews_does_not_matter(shuffled in Just(panel()).prop_shuffle()) {
        prop_assert_eq!(calibrate(&shuffled), calibrate(&panel()));
    }

    #[test]
    fn any_scores_give_finite_estimates(
        scores in prop::collection::vec((0..6usize, 0..4usize, prop::option::of(-500..500i64)), 0..30),
    ) {
        let mut reviews: Vec<Review> = scores.into_iter().map(|(p, e, s)| review(p, e, s)).collect();
        reviews.sort();
        reviews.dedup_by(|a, b| (&a.project, &a.expert) == (&b.project, &b.expert));
        if let Ok(calibration) = calibrate(&reviews) {
            for one in calibration.projects.values() {
                prop_assert!(one.adjusted.0.abs() < 100_000_000 && one.error.0 < 100_000_000, "{one:?}");
            }
        }
    }
}
