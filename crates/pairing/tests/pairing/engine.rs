//! The linking engine on any two tables.

use std::collections::BTreeSet;

use hefu_pairing::link::{LinkError, LinkOptions, LinkResult, LinkSpec, Table, link};
use proptest::prelude::*;

const COLUMNS: [&str; 5] = ["id", "title", "people", "units", "start"];
const SPEC: &str = "id:id,title:title,people:people,units:organisations,start:date";

fn table(rows: &[[String; 5]]) -> Table {
    let mut table = Table::new(COLUMNS);
    for row in rows {
        table.push(row);
    }
    table
}

fn spec() -> LinkSpec {
    LinkSpec::parse(SPEC).expect("a specification")
}

/// Pairs by id, with everything that was decided about them.
fn by_id(
    result: &LinkResult,
    left: &[[String; 5]],
    right: &[[String; 5]],
) -> BTreeSet<(String, String, i64, i64, bool)> {
    result
        .pairs
        .iter()
        .map(|pair| {
            let id = |rows: &[[String; 5]], at: usize| rows.get(at).map(|row| row[0].clone()).unwrap_or_default();
            (
                id(left, pair.candidate.left),
                id(right, pair.candidate.right),
                pair.candidate.weight,
                pair.margin,
                pair.confirm,
            )
        })
        .collect()
}

/// Rows put together from few parts, so that many compete.
fn rows(prefix: &'static str) -> impl Strategy<Value = Vec<[String; 5]>> {
    let titles = prop::sample::select(vec![
        "肝癌早期诊断研究",
        "肝癌早期診斷研究",
        "肝癌早期诊断研究（二期）",
        "Early diagnosis of liver cancer",
        "粤语语音识别",
        "粵語語音識別",
        "",
        "5G 物联网",
    ]);
    let people =
        prop::sample::select(vec!["陈晓明", "陳曉明; 李国强", "Chen Xiaoming", "LEE Kwok-keung", "", "林怡君"]);
    let units = prop::sample::select(vec!["明江大学", "明江大學; 海晟医院", "Mingjiang University", ""]);
    let start = prop::sample::select(vec!["2021-01-01", "2021-02-01", "", "soon"]);
    prop::collection::vec((titles, people, units, start), 0..24).prop_map(move |list| {
        list.into_iter()
            .enumerate()
            .map(|(at, (title, people, units, start))| {
                [format!("{prefix}{at:02}"), title.to_owned(), people.to_owned(), units.to_owned(), start.to_owned()]
            })
            .collect()
    })
}

fn in_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads").install(work)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn order_and_threads_change_nothing(left in rows("L"), right in rows("R"), search in any::<bool>()) {
        // Without comparing all pairs the search is used, as on large tables.
        let options = LinkOptions { all_pairs: if search { 0 } else { 40_000 }, ..LinkOptions::default() };
        let run = |left: &[[String; 5]], right: &[[String; 5]], threads| {
            let result = in_threads(threads, || link(&table(left), &table(right), &spec(), &options)).expect("linked");
            by_id(&result, left, right)
        };
        let plain = run(&left, &right, 1);
        let (mut turned_left, mut turned_right) = (left.clone(), right.clone());
        turned_left.reverse();
        let middle = turned_right.len() / 2;
        turned_right.rotate_left(middle);
        prop_assert_eq!(&plain, &run(&left, &right, 3));
        prop_assert_eq!(&plain, &run(&turned_left, &turned_right, 2));
    }

    #[test]
    fn links_are_one_to_one(left in rows("L"), right in rows("R")) {
        let result = link(&table(&left), &table(&right), &spec(), &LinkOptions::default()).expect("linked");
        let lefts: BTreeSet<usize> = result.pairs.iter().map(|pair| pair.candidate.left).collect();
        let rights: BTreeSet<usize> = result.pairs.iter().map(|pair| pair.candidate.right).collect();
        prop_assert_eq!(lefts.len(), result.pairs.len());
        prop_assert_eq!(rights.len(), result.pairs.len());
        for pair in &result.pairs {
            let levels = pair.candidate.levels(&result.fields);
            let sum: i64 = levels.iter().zip(&result.fields).filter_map(|(level, field)| field.levels.get((*level)?)).map(|level| level.weight).sum();
            prop_assert_eq!(sum, pair.candidate.weight, "the reasons add up");
            prop_assert!(pair.candidate.weight > result.threshold);
        }
    }

    #[test]
    fn no_text_breaks_it(cells in prop::collection::vec(prop::collection::vec(".{0,24}", 5), 0..8), other in prop::collection::vec(prop::collection::vec("\\PC{0,16}", 5), 0..8)) {
        let mut left = Table::new(COLUMNS);
        let mut right = Table::new(COLUMNS);
        cells.iter().for_each(|row| left.push(row));
        other.iter().for_each(|row| right.push(row));
        for kinds in [SPEC, "title:title_english,people:text,units:money,start:number,id:identifier", "id:id,title:reference,people:category,units:date"] {
            let spec = LinkSpec::parse(kinds).expect("a specification");
            let result = link(&left, &right, &spec, &LinkOptions { all_pairs: 4, ..LinkOptions::default() });
            prop_assert!(result.is_ok());
        }
    }
}

#[test]
fn empty_tables_have_no_pairs() {
    let result = link(&table(&[]), &table(&[]), &spec(), &LinkOptions::default()).expect("linked");
    assert!(result.pairs.is_empty());
}

#[test]
fn a_specification_is_read_or_refused_with_what_may_stand_there() {
    assert_eq!(LinkSpec::parse("title").unwrap_err(), LinkError::Malformed("title".to_owned()));
    let error = LinkSpec::parse("title:novel").unwrap_err().to_string();
    assert!(error.contains("novel") && error.contains("title_english"), "{error}");
    assert_eq!(LinkSpec::parse("id:id").unwrap_err(), LinkError::Nothing);
    let spec = LinkSpec::parse("pub_title=name:title, year:year").expect("a specification");
    let error =
        link(&Table::new(["pub_title", "year"]), &Table::new(["title", "year"]), &spec, &LinkOptions::default())
            .unwrap_err();
    assert_eq!(error.to_string(), "the right table has no column “name”: it has title, year");
    let spec = LinkSpec::parse("partner:reference").expect("a specification");
    let one = Table::new(["partner"]);
    assert_eq!(link(&one, &one, &spec, &LinkOptions::default()).unwrap_err(), LinkError::ReferenceWithoutId);
}

/// Each of several projects finds its own partner although a sibling with the same people stands beside it.
#[test]
fn siblings_are_told_apart() {
    let subjects = ["肝癌", "胃癌", "癫痫", "哮喘", "青光眼", "白血病", "骨质疏松", "帕金森病", "抑郁症", "糖尿病"];
    let surnames = ["陈", "林", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡"];
    let mut left = Vec::new();
    let mut right = Vec::new();
    for (at, (subject, surname)) in subjects.iter().zip(surnames).enumerate() {
        for (mark, hant) in [("", ""), ("（二期）", "（二期）")] {
            let number = left.len();
            let row = |prefix: &str, title: String| {
                [
                    format!("{prefix}{number:02}"),
                    title,
                    format!("{surname}晓明; {surname}国强"),
                    format!("明江{subject}研究所"),
                    format!("2021-{:02}-01", at + 1),
                ]
            };
            left.push(row("L", format!("基于深度学习的{subject}早期诊断研究{mark}")));
            right.push(row("R", format!("基於深度學習的{subject}早期診斷研究{hant}")));
        }
    }
    let result = link(&table(&left), &table(&right), &spec(), &LinkOptions::default()).expect("linked");
    assert_eq!(result.pairs.len(), left.len());
    for pair in &result.pairs {
        assert_eq!(pair.candidate.left, pair.candidate.right);
        assert!(pair.rival.is_some(), "the sibling is shown as rival");
    }
}
