//! Two groups.

use hefu_evidence::Verdict;

use crate::made::{answer, lines, recomputed, why};

fn means() -> Vec<String> {
    // Means 7 and 12, variance of each sample 4: standard error √(4/3 + 4/3) = 1.632993…
    lines("group|value\na|5\na|7\na|9\nb|10\nb|12\nb|14")
}

#[test]
fn the_interval_is_that_of_the_normal_quantile() {
    let judged =
        answer("figure = \"mean-difference\"\nequals = \"-5\"\ncomparison = \"b\"\nlevel = \"95\"", &means(), &[]);
    let ends: Vec<&str> = judged
        .figures
        .iter()
        .filter(|one| one.figure.key.contains("interval"))
        .map(|one| one.amount.shown.as_str())
        .collect();
    // -5 ∓ 1.9599639845 · 1.6329931619
    assert_eq!(ends, ["-8.200608", "-1.799392"]);
    assert!(judged.reached());
}

#[test]
fn a_claimed_interval_is_compared_to_its_decimals() {
    let claim = |interval: &str| {
        format!(
            "figure = \"mean-difference\"\nequals = \"-5.0\"\ncomparison = \"b\"\nlevel = \"95 %\"\ninterval = {interval}"
        )
    };
    assert!(answer(&claim("[\"-8.2\", \"-1.8\"]"), &means(), &[]).reached());
    let other = answer(&claim("[\"-8.2\", \"-1.7\"]"), &means(), &[]);
    assert_eq!((other.verdict.clone(), recomputed(&other)), (Verdict::NotReached, "-5".to_owned()));
    assert_eq!(why(&answer(&claim("[\"-8.2 kg\", \"-1.8 kg\"]"), &means(), &[])), ["evidence-why-interval-unit"]);
}

#[test]
fn shares_of_yes_and_no_are_subtracted() {
    let rows = lines("组别|结果\n新法|是\n新法|是\n新法|否\n新法|是\n常规|否\n常规|是\n常规|否\n常规|否");
    let claim = "figure = \"risk-difference\"\nat-least = \"40 %\"\ncomparison = \"常规\"\nlevel = \"90\"";
    let judged = answer(claim, &rows, &[]);
    assert_eq!((judged.reached(), recomputed(&judged)), (true, "50 %".to_owned()));
}

#[test]
fn groups_are_named_and_never_guessed() {
    let rows = lines("group|value\na|1\na|2\nb|3\nb|4\nc|5\nc|7");
    let claim = |more: &str| format!("figure = \"mean-difference\"\nat-least = \"1\"\nlevel = \"95\"\n{more}");
    assert_eq!(why(&answer(&claim(""), &rows, &[])), ["evidence-why-comparison"]);
    assert_eq!(why(&answer(&claim("comparison = \"z\""), &rows, &[])), ["evidence-why-group"]);
    assert_eq!(why(&answer(&claim("comparison = \"a\""), &rows, &[])), ["evidence-why-groups"]);
    let judged = answer(&claim("comparison = \"a\"\ngroup = \"c\""), &rows, &[]);
    assert_eq!((judged.reached(), recomputed(&judged)), (true, "4.5".to_owned()));
    let one = lines("group|value\na|1\nb|3\nb|4");
    assert_eq!(why(&answer(&claim("comparison = \"b\""), &one, &[])), ["evidence-why-two-cases"]);
    let level = claim("comparison = \"a\"\ngroup = \"c\"").replace("\"95\"", "\"97.5\"");
    assert_eq!(why(&answer(&level, &rows, &[])), ["evidence-why-level-other"]);
}
