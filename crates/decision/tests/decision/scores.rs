//! Reviews in: every bad cell named at once, nothing averaged in silence, missing reviews named, the grey zone about the cut.

use std::collections::BTreeSet;
use std::path::Path;

use hefu_decision::scores::{
    Counts, ScoreError, ScoreRule, Scores, SideReview, StandsAs, Summary, apply, read, summarise,
};
use hefu_decision::{Beside, MethodFile, page_with, workbook_with};
use hefu_selection::{Mapping, Points};
use hefu_words::Lang;
use proptest::prelude::*;

use crate::world::{decided, lists, pairs};

fn points(text: &str) -> Points {
    text.parse().expect("a score")
}

fn rule(counts: Counts) -> ScoreRule {
    ScoreRule {
        side: "mainland".to_owned(),
        counts,
        stands_as: StandsAs::Score,
        scale: Some([points("0"), points("100")]),
        criteria: Default::default(),
        errors: (counts == Counts::Adjusted).then(|| points("1")),
    }
}

fn written(folder: &Path, text: &str) -> std::path::PathBuf {
    let path = folder.join("reviews.csv");
    std::fs::write(&path, text).expect("written");
    path
}

fn scores(text: &str) -> Scores {
    let folder = tempfile::tempdir().expect("a folder");
    read(&written(folder.path(), text), None).expect("readable").0
}

/// Thirty applications, three reviews each by ten experts of different leniency; two reviews are missing.
fn many() -> String {
    let mut text = String::from("申请编号,专家,评分,评审意见\n");
    for at in 0..30i32 {
        for seat in 0..3usize {
            let expert = (at as usize * 3 + seat * 7) % 10;
            let lenient = [0, 6, -4, 2, -8, 0, 4, -2, 8, -6][expert];
            let score = 85 - at + lenient + (at * 5 + seat as i32 * 3) % 3;
            let score = if (at, seat) == (4, 1) || (at, seat) == (9, 2) { String::new() } else { score.to_string() };
            text += &format!("M{at:03},E{expert:02},{score},见附件\n");
        }
    }
    text
}

#[test]
fn every_bad_cell_is_named_at_once_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "评审结果汇总\n申請編號,專家,評分,評審意見\nM1,E1,八十,好\n,E1,80,\nM1,,80,\nM2,E1,101,\nM3,E2,77.5,\nM3,E2,78,\n";
    let troubles = read(&written(folder.path(), text), Some(&rule(Counts::Mean))).expect_err("unreadable");
    let said: Vec<String> = troubles.iter().map(|trouble| trouble.text(Lang::ZhHans)).collect();
    assert_eq!(said.len(), 5, "{said:#?}");
    assert_eq!(said[0], "reviews.csv，第 3 行，“評分”列：八十。不是评分，请填数字，小数不超过六位；未评的请留空");
    assert!(said[3].contains("0–100"), "{}", said[3]);
    assert!(said[4].contains("M3"), "{}", said[4]);
    let none = read(&written(folder.path(), "编号,分数\n1,2\n"), None).expect_err("no expert");
    assert!(none[0].text(Lang::En).contains("专家"), "{}", none[0].text(Lang::En));
}

/// What an office exports from Excel: the number stands once, merged over the rows of its experts.
#[test]
fn a_number_merged_over_its_rows_counts_for_each_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reviews.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0u16..).zip(["申请编号", "专家", "评分"]) {
        sheet.write_string(0, column, head).expect("written");
    }
    sheet.merge_range(1, 0, 2, 0, "M001", &rust_xlsxwriter::Format::new()).expect("merged");
    for (row, (expert, score)) in (1u32..).zip([("甲", 81.5), ("乙", 70.0)]) {
        sheet.write_string(row, 1, expert).expect("written");
        sheet.write_number(row, 2, score).expect("written");
    }
    book.save(&path).expect("saved");
    let (scores, _) = read(&path, None).expect("readable");
    let numbers: Vec<&str> = scores.reviews.iter().map(|review| review.number.as_str()).collect();
    assert_eq!(numbers, ["M001", "M001"]);
    assert_eq!(scores.reviews[0].score, Some(points("81.5")));
}

#[test]
fn a_mean_is_a_mean_and_a_missing_review_is_named_and_not_counted_as_nought() {
    let scores = scores("number,expert,score\nM1,a,80\nM1,b,81\nM1,c,未评\nM2,a,70\n");
    let mapping = Mapping { from: [points("0"), points("100")], to: [points("0"), points("10")] };
    let summary = summarise(&scores, &rule(Counts::Mean), Some(mapping)).expect("summed up");
    let one = &summary.applications["M1"];
    assert_eq!(
        (one.mean, one.counted, one.adjusted, one.interval),
        (Some(points("80.5")), Some(points("80.5")), None, None)
    );
    assert_eq!(one.mapped, Some(points("8.05")));
    assert_eq!((one.reviews, one.missing.as_slice()), (2, ["c".to_owned()].as_slice()));
    assert_eq!(one.spread, Some([points("80"), points("81")]));
    let wrong = ScoreRule { errors: Some(points("1")), ..rule(Counts::Mean) };
    assert!(matches!(summarise(&scores, &wrong, None), Err(ScoreError::Errors(_))));
}

#[test]
fn criteria_count_only_with_the_weights_the_method_states() {
    let scores = scores("number,expert,criterion,score\nM1,a,创新,8\nM1,a,可行,6\nM1,b,创新,9\nM1,b,可行,\n");
    let open = summarise(&scores, &rule(Counts::Mean), None).expect_err("no weights");
    assert_eq!(
        open,
        ScoreError::Criteria { side: "mainland".to_owned(), criteria: vec!["创新".to_owned(), "可行".to_owned()] }
    );
    let weights = |pairs: &[(&str, &str)]| ScoreRule {
        criteria: pairs.iter().map(|(name, weight)| ((*name).to_owned(), points(weight))).collect(),
        ..rule(Counts::Mean)
    };
    let summary = summarise(&scores, &weights(&[("创新", "0.25"), ("可行", "0.75")]), None).expect("summed up");
    let one = &summary.applications["M1"];
    assert_eq!(one.counted, Some(points("6.5")), "the review of b lacks a criterion and does not count");
    assert_eq!(one.missing, ["b"]);
    assert_eq!(one.given[1].lacks, ["可行"]);
    let only = summarise(&scores, &weights(&[("创新", "1"), ("可行", "0")]), None).expect("summed up");
    assert_eq!(only.applications["M1"].counted, Some(points("8.5")));
    let idle = summarise(&scores, &weights(&[("创新", "1"), ("可行", "0"), ("基础", "1")]), None);
    assert!(matches!(idle, Err(ScoreError::NoSuchCriteria { criteria, .. }) if criteria == ["基础"]));
}

#[test]
fn nothing_of_the_list_is_passed_over_for_the_reviews() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut list = lists(folder.path(), 3).remove("mainland").expect("a list");
    let reviews = scores("number,expert,score\nM000,a,80\nM000,b,70\nM001,a,75\nM001,b,\nM002,b,\nM777,a,60\n");
    let summary = summarise(&reviews, &rule(Counts::Mean), None).expect("summed up");
    let both = apply(&summary, &mut list.clone()).expect_err("the list has places of its own");
    assert!(matches!(both, ScoreError::Both { numbers, .. } if numbers.len() == 3));
    list.rows.iter_mut().for_each(|row| row.place = None);
    let notes: Vec<String> =
        apply(&summary, &mut list).expect("applied").iter().map(|note| note.text(Lang::En)).collect();
    assert_eq!(notes.len(), 3, "{notes:#?}");
    let given: Vec<Option<Points>> = list.rows.iter().map(|row| row.score).collect();
    assert_eq!(given, [Some(points("75")), Some(points("75")), None]);
    let places = Summary { rule: ScoreRule { stands_as: StandsAs::Place, ..summary.rule.clone() }, ..summary };
    list.rows.iter_mut().for_each(|row| row.score = None);
    apply(&places, &mut list).expect("applied");
    let given: Vec<Option<u32>> = list.rows.iter().map(|row| row.place).collect();
    assert_eq!(given, [Some(1), Some(1), None], "equals share a place");
}

#[test]
fn lenient_and_harsh_experts_are_allowed_for_and_the_grey_zone_lies_about_the_cut() {
    let (guide, pairs, method, decision) = decided();
    let summary = summarise(&scores(&many()), &rule(Counts::Adjusted), None).expect("summed up");
    let offset = |expert: &str| {
        let line = summary.experts.iter().find(|line| line.expert == expert).expect("there");
        line.offset.expect("estimated")[0]
    };
    assert!(offset("E08") > points("3") && offset("E04") < points("-3"), "{:?} {:?}", offset("E08"), offset("E04"));
    assert_eq!(summary.experts.iter().map(|line| line.missing).sum::<usize>(), 2);
    let chosen = decision.selection.chosen();
    let review = SideReview::new(summary, &pairs, &chosen);
    let cut = &review.cuts["1.2"];
    let at = cut.at.expect("a cut");
    assert_eq!(cut.chosen, 15);
    assert!(!cut.grey.is_empty() && cut.grey.len() < 15, "{}", cut.grey.len());
    for (number, one) in &review.summary.applications {
        let [low, high] = one.interval.expect("an interval");
        assert_eq!(cut.grey.contains(&review.pairs[number]), low <= at && at <= high, "{number}");
    }
    let lines = review.to_jsonl().expect("lines");
    assert_eq!(lines.lines().count(), 30 + 10);
    let beside = Beside { reviews: vec![review], ..Beside::default() };
    for lang in Lang::ALL {
        let page = page_with(&guide, &method, &decision, &beside, lang);
        assert!(!page.contains('⟦'), "{lang:?}: a sentence is missing: {}", page.split('⟦').nth(1).unwrap_or_default());
        assert!(page.contains("M009") && page.contains("E04"));
        let book =
            |()| workbook_with(&guide, &decision, &beside, lang, jiff::civil::date(2020, 9, 1)).expect("a workbook");
        assert_eq!(book(()), book(()));
    }
}

#[test]
fn the_method_file_says_what_counts_and_unknown_words_in_it_are_refused() {
    let text = "[[scores]]\nside = \"mainland\"\ncounts = \"adjusted\"\nstands_as = \"place\"\nscale = [\"0\", \"100\"]\nerrors = \"1.5\"\n";
    let method = MethodFile::parse(text).expect("sound");
    let rule = method.scores_of("mainland").expect("stated");
    assert_eq!((rule.counts, rule.stands_as, rule.errors), (Counts::Adjusted, StandsAs::Place, Some(points("1.5"))));
    assert!(
        MethodFile::parse("[[scores]]\nside = \"mainland\"\ncounts = \"median\"\nstands_as = \"place\"\n").is_err()
    );
    assert!(
        MethodFile::parse("[[scores]]\nside = \"mainland\"\nstands_as = \"place\"\n").is_err(),
        "counts has no default"
    );
}

proptest! {
    /// Whatever stands in the file: it is read, or every fault has a place and a remedy.
    #[test]
    fn any_file_is_read_or_its_faults_are_named(
        rows in prop::collection::vec(("[M0-9 ]{0,4}", "[a-c]{0,2}", "[-0-9.八未评,\"]{0,6}"), 0..12),
        header in prop_oneof![Just("申请编号,专家,评分"), Just("number,expert"), Just("\"")],
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let lines: Vec<String> = rows.iter().map(|(number, expert, score)| format!("{number},{expert},{score}")).collect();
        let path = written(folder.path(), &format!("{header}\n{}\n", lines.join("\n")));
        match read(&path, Some(&rule(Counts::Mean))) {
            Ok((scores, _)) => {
                let within = |score: Points| points("0") <= score && score <= points("100");
                prop_assert!(scores.reviews.iter().all(|one| one.score.is_none_or(within) && !one.number.is_empty()));
            }
            Err(troubles) => {
                prop_assert!(troubles.iter().any(|one| one.blocks));
                prop_assert!(troubles.iter().all(|one| !one.text(Lang::En).contains('⟦') && one.file == "reviews.csv"));
            }
        }
    }

    /// The order of rows changes nothing, and no mean leaves the range of its scores.
    #[test]
    fn the_order_of_rows_changes_nothing(
        rows in prop::collection::btree_map((0..6u8, 0..5u8), prop::option::weighted(0.9, 0..1_000_001i64), 4..30),
        turn in 0..30usize,
    ) {
        let review = |((number, expert), score): (&(u8, u8), &Option<i64>)| hefu_decision::scores::Review {
            number: format!("M{number}"),
            expert: format!("E{expert}"),
            criterion: None,
            score: score.map(|score| Points(score * 100)),
            opinion: None,
            row: 1,
        };
        let straight: Vec<_> = rows.iter().map(review).collect();
        let mut turned = straight.clone();
        let by = turn % turned.len();
        turned.rotate_left(by);
        for counts in [Counts::Mean, Counts::Adjusted] {
            let sum = |reviews: &[hefu_decision::scores::Review]| {
                let scores = Scores { file: "x".to_owned(), reviews: reviews.to_vec() };
                summarise(&scores, &rule(counts), None)
            };
            let one = sum(&straight);
            prop_assert_eq!(&one, &sum(&turned));
            let Ok(summary) = one else { continue };
            for one in summary.applications.values() {
                if let (Some(mean), Some([least, most])) = (one.mean, one.spread) {
                    prop_assert!(least <= mean && mean <= most);
                }
                prop_assert_eq!(one.reviews + one.missing.len(), one.given.len());
            }
            let chosen = BTreeSet::from(["1.2-M000".to_owned()]);
            prop_assert!(SideReview::new(summary, &pairs(6), &chosen).cuts.len() <= 1);
        }
    }
}
