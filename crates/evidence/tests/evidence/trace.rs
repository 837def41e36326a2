//! Chains against following them link by link.

use std::collections::{BTreeMap, VecDeque};

use hefu_words::Lang;
use proptest::prelude::*;

use crate::made::{answer, in_words, lines, recomputed, why};

const CLAIM: &str = "figure = \"broken-chains\"\nat-most = \"0\"\nproduction = \"grown\"\nproduct = \"packed\"";

#[derive(Clone, Debug)]
struct Record {
    previous: Vec<usize>,
    stage: &'static str,
    day: u32,
}

/// Records of which the last few are named and not there.
fn log() -> impl Strategy<Value = Vec<Record>> {
    (2usize..14).prop_flat_map(|count| {
        let stage = prop::sample::select(vec!["grown", "washed", "packed", "packed"]);
        let record = (prop::collection::vec(0..count + 1, 0..3), stage, 1u32..9)
            .prop_map(|(previous, stage, day)| Record { previous, stage, day });
        prop::collection::vec(record, count)
    })
}

fn rows(log: &[Record]) -> Vec<String> {
    let mut rows = lines("record|previous|stage|time");
    rows.extend(log.iter().enumerate().map(|(at, record)| {
        let previous: Vec<String> = record.previous.iter().map(|one| format!("r{one:02}")).collect();
        format!("r{at:02}|{}|{}|2021-03-0{}", previous.join("; "), record.stage, record.day)
    }));
    rows
}

/// Whether a record comes back to itself.
fn on_a_cycle(log: &[Record], start: usize) -> bool {
    let follow = |at: usize| match log.get(at) {
        Some(record) if record.stage != "grown" => record.previous.clone(),
        _ => Vec::new(),
    };
    let (mut seen, mut open) = (vec![false; log.len() + 1], follow(start));
    while let Some(at) = open.pop() {
        if at == start {
            return true;
        }
        if !std::mem::replace(&mut seen[at], true) {
            open.extend(follow(at));
        }
    }
    false
}

fn broken(log: &[Record], at: usize) -> bool {
    let record = &log[at];
    let before = |one: &usize| log.get(*one).is_none_or(|previous| previous.day > record.day);
    record.stage != "grown" && (record.previous.is_empty() || record.previous.iter().any(before) || on_a_cycle(log, at))
}

/// Links from a product to the nearest break.
fn first_break(log: &[Record], product: usize) -> Option<usize> {
    let (mut seen, mut open) = (vec![false; log.len() + 1], VecDeque::from([(product, 0)]));
    while let Some((at, links)) = open.pop_front() {
        if at >= log.len() || std::mem::replace(&mut seen[at], true) {
            continue;
        }
        if broken(log, at) {
            return Some(links);
        }
        if log[at].stage != "grown" {
            open.extend(log[at].previous.iter().map(|one| (*one, links + 1)));
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn breaks_are_those_of_following_every_chain(log in log()) {
        prop_assume!(["grown", "packed"].iter().all(|stage| log.iter().any(|record| record.stage == *stage)));
        let judged = answer(CLAIM, &rows(&log), &[]);
        let expected: BTreeMap<u32, usize> = (0..log.len())
            .filter(|at| log[*at].stage == "packed")
            .filter_map(|at| Some((u32::try_from(at).unwrap_or(0) + 2, first_break(&log, at)? + 1)))
            .collect();
        let position = |message: &hefu_words::Message| match message.args.get("position") {
            Some(hefu_words::Arg::Number(number)) => usize::try_from(*number).unwrap_or(0),
            other => panic!("{other:?}"),
        };
        let found: BTreeMap<u32, usize> =
            judged.findings.iter().map(|one| (one.row.unwrap_or(0), position(&one.what))).collect();
        prop_assert_eq!(found, expected);
        // The same records in another order break at the same places.
        let mut turned = rows(&log);
        turned[1..].reverse();
        let mut said: Vec<String> = judged.findings.iter().map(named).collect();
        let mut again: Vec<String> = answer(CLAIM, &turned, &[]).findings.iter().map(named).collect();
        said.sort();
        again.sort();
        prop_assert_eq!(said, again);
    }
}

/// A finding without row numbers.
fn named(fault: &hefu_evidence::Fault) -> String {
    let mut what = fault.what.clone();
    what.args.remove("row");
    what.text(Lang::En)
}

#[test]
fn each_kind_of_break_is_told_in_words() {
    let log = lines(
        "record|previous|stage|time
        g1||grown|2021-03-01
        w1|g1|washed|2021-02-27
        p1|w1|packed|2021-03-03
        p2||packed|2021-03-03
        a|b|washed|2021-03-03
        b|a|washed|2021-03-03
        p3|a|packed|2021-03-04
        p4|g1；w9|packed|2021-03-04
        p5|g1|packed|2021-03-04",
    );
    let judged = answer(CLAIM, &log, &[]);
    in_words(&judged);
    let said: Vec<String> = judged.findings.iter().map(|one| one.what.text(Lang::En)).collect();
    for (at, words) in [
        (0, "breaks at link 2, record w1 (row 3): it lies at 2021-02-27, before its previous record g1 at 2021-03-01"),
        (1, "breaks at link 1, record p2 (row 5): it names no previous record"),
        (2, "breaks at link 2, record a (row 6): it follows from itself"),
        (3, "breaks at link 1, record p4 (row 9): the previous record w9 is missing"),
    ] {
        assert!(said[at].contains(words), "{}", said[at]);
    }
    assert_eq!((said.len(), recomputed(&judged)), (4, "4".to_owned()));
}

#[test]
fn what_a_log_must_state_is_asked_for() {
    let log = lines("record|previous|stage|time\ng1||grown|2021-03-01\ng1||packed|2021-03-01");
    assert_eq!(why(&answer(CLAIM, &log, &[])), ["evidence-why-faults"], "a record twice");
    let sound = lines("record|previous|stage|time\ng1||grown|2021-03-01\np1|g1|packed|2021-03-01");
    assert!(answer(CLAIM, &sound, &[]).reached());
    for (stated, key) in [
        ("production = \"grown\"", "evidence-why-product"),
        ("product = \"packed\"", "evidence-why-production"),
        ("production = \"made\"\nproduct = \"packed\"", "evidence-why-no-stage"),
    ] {
        let claim = format!("figure = \"broken-chains\"\nat-most = \"0\"\n{stated}");
        assert_eq!(why(&answer(&claim, &sound, &[])), [key]);
    }
}

#[test]
fn a_long_chain_takes_no_stack() {
    let mut rows = lines("record|previous|stage|time\nr0||grown|2021-03-01");
    rows.extend((1..200_000).map(|at| format!("r{at}|r{}|washed|2021-03-02", at - 1)));
    rows.push("p|r199999|packed|2021-03-03".to_owned());
    assert!(answer(CLAIM, &rows, &[]).reached());
    rows[1] = "r0||washed|2021-03-01".to_owned();
    rows.push("g||grown|2021-03-01".to_owned());
    let judged = answer(CLAIM, &rows, &[]);
    assert!(judged.findings[0].what.text(Lang::En).contains("link 200001"), "{:?}", judged.findings[0]);
}
