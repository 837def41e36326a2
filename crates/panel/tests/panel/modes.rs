//! What else can be asked of an assignment: the least change, few moves, fairness, lots, units on several sides.

use std::collections::{BTreeMap, BTreeSet};

use hefu_panel::{Cap, Change, Draft, Pair, Weights, assign, draw, fair, remedy, rerun};
use proptest::prelude::*;

use crate::brute;
use crate::exact::{chosen, go, solved, unmet};
use crate::world::{Size, drafts, expert, of, project};

const SMALL: Size = Size { experts: 4, projects: 4, dense: 75, crossing: false };
const CROSSING: Size = Size { crossing: true, ..SMALL };
const MIDDLE: Size = Size { experts: 10, projects: 8, dense: 60, crossing: false };
const ALL: Weights = Weights { load: Some(1), unit: Some(1), side: Some(1), least: 1, seat: 1 };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn a_unit_on_two_sides_is_counted_once(draft in drafts(CROSSING)) {
        if let Ok(problem) = draft.check() && problem.pairs().len() <= 14 {
            let result = solved(&problem);
            prop_assert_eq!(brute::judge(&problem, &chosen(&result)), Some(unmet(&result)));
            prop_assert_eq!((unmet(&result), result.total), brute::best(&problem));
        }
    }

    #[test]
    fn the_least_change_helps(draft in drafts(MIDDLE)) {
        if let Ok(problem) = draft.check() {
            let found = remedy(&problem, &ALL, &mut go).expect("certified");
            let before = unmet(&solved(&problem));
            prop_assert_eq!(found.changes.is_empty(), before == 0);
            prop_assert!(found.weight <= i128::from(before), "giving up all that is unmet weighs {}", before);
            prop_assert_eq!(unmet(&solved(&found.applied(&problem))), 0, "{:?}", found.changes);
        }
    }

    #[test]
    fn no_single_change_less_would_do(draft in drafts(SMALL), leave in 0usize..8) {
        if let Ok(problem) = draft.check() {
            let found = remedy(&problem, &ALL, &mut go).expect("certified");
            if !found.changes.is_empty() {
                let mut fewer = found.clone();
                fewer.changes.remove(leave % found.changes.len());
                let several = found.changes.iter().filter(|change| matches!(change, Change::AllowUnit { .. })).count();
                prop_assume!(several < 2);
                prop_assert!(unmet(&solved(&fewer.applied(&problem))) > 0);
            }
        }
    }

    #[test]
    fn running_again_moves_nobody(draft in drafts(MIDDLE)) {
        if let Ok(problem) = draft.check() {
            let first = solved(&problem);
            let again = rerun(&problem, &chosen(&first), 0, &mut go).expect("certified");
            prop_assert_eq!(&again.assignment.seats, &first.seats);
            prop_assert_eq!(again.kept as usize, first.seats.len());
        }
    }

    #[test]
    fn as_few_moves_as_any_best_assignment(draft in drafts(SMALL), old in prop::collection::btree_set((0u32..4, 0u32..4), 0..8), loss in 0u64..6) {
        if let Ok(problem) = draft.check() && problem.pairs().len() <= 12 {
            let old: Vec<(u32, u32)> = old.into_iter().collect();
            let again = rerun(&problem, &old, loss, &mut go).expect("certified");
            let (fewest, best) = brute::best(&problem);
            prop_assert_eq!(unmet(&again.assignment), fewest);
            prop_assert!(again.assignment.total >= best - i128::from(loss));
            prop_assert_eq!(again.loss, best - again.assignment.total);
            let most = most_kept(&problem, &old, fewest, best - i128::from(loss));
            prop_assert!(again.kept <= most && most <= again.kept_at_most, "{} {} {}", again.kept, most, again.kept_at_most);
            prop_assert!(loss > 0 || again.kept == most);
        }
    }

    #[test]
    fn the_worst_off_fares_no_worse_than_without_and_the_bound_holds(draft in drafts(SMALL)) {
        if let Ok(problem) = draft.check() && problem.pairs().len() <= 12 {
            let found = fair(&problem, 30, &mut go).expect("certified");
            let plain = solved(&problem);
            prop_assert_eq!(unmet(&found.assignment), unmet(&plain));
            let (best, ours) = (greatest_floor(&problem, unmet(&plain)), found.floor);
            prop_assert!(floor(&problem, &chosen(&plain)) <= ours && ours <= best && best <= found.floor_at_most);
        }
    }

    #[test]
    fn every_draw_keeps_every_rule(draft in drafts(MIDDLE), seed in 0u64..1000, of in 1u32..4) {
        if let Ok(problem) = draft.check() {
            let cap = Cap { of, out_of: 4 };
            let drawn = draw(&problem, cap, seed, &mut go).expect("certified");
            prop_assert_eq!(brute::judge(&problem, &chosen(&drawn.assignment)), Some(unmet(&drawn.assignment)));
            prop_assert!(drawn.probabilities.values().all(|units| *units <= of));
            let sure = drawn.assignment.seats.iter().filter(|seat| !seat.fixed);
            for seat in sure {
                prop_assert!(drawn.probabilities.contains_key(&(seat.project, seat.expert)));
            }
            prop_assert_eq!(drawn.clone(), draw(&problem, cap, seed, &mut go).expect("again"));
        }
    }
}

fn subsets(problem: &hefu_panel::Problem) -> impl Iterator<Item = (Vec<(u32, u32)>, i128)> {
    let free = problem.pairs();
    (0u32..1 << free.len()).map(|mask| {
        let taken = free.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, pair)| pair);
        let all: Vec<_> = taken.chain(problem.fixed()).collect();
        let total = all.iter().map(|pair| i128::from(pair.score)).sum();
        (all.into_iter().map(|pair| (pair.project, pair.expert)).collect(), total)
    })
}

fn most_kept(problem: &hefu_panel::Problem, old: &[(u32, u32)], unmet: u32, least: i128) -> u32 {
    let good = subsets(problem)
        .filter(|(chosen, total)| *total >= least && brute::judge(problem, chosen) == Some(unmet))
        .map(|(chosen, _)| chosen.iter().filter(|pair| old.contains(pair)).count() as u32);
    good.max().expect("the best is one of them")
}

fn floor(problem: &hefu_panel::Problem, chosen: &[(u32, u32)]) -> i128 {
    let score: BTreeMap<(u32, u32), i64> =
        problem.pairs().iter().chain(problem.fixed()).map(|pair| ((pair.project, pair.expert), pair.score)).collect();
    let projects = problem.projects().iter().enumerate().filter(|(_, project)| project.demand > 0);
    let sums = projects.map(|(at, _)| {
        chosen.iter().filter(|(project, _)| *project as usize == at).map(|pair| i128::from(score[pair])).sum()
    });
    sums.min().unwrap_or(0)
}

fn greatest_floor(problem: &hefu_panel::Problem, unmet: u32) -> i128 {
    let good = subsets(problem).filter(|(chosen, _)| brute::judge(problem, chosen) == Some(unmet));
    good.map(|(chosen, _)| floor(problem, &chosen)).max().expect("the best is one of them")
}

/// Twelve projects and twelve experts; three of them bid high for each other's projects.
fn ring() -> Draft {
    let mut draft = Draft::default();
    for at in 0..12 {
        draft.experts.push(expert(&format!("e{at:02}"), 0, 2));
        draft.projects.push(project(&format!("p{at:02}"), 2));
    }
    for project in 0..12u32 {
        for expert in (0..12u32).filter(|expert| *expert != project) {
            // Members 0, 1, 2 of the ring own projects 0, 1, 2.
            let score = if project < 3 && expert < 3 { 1000 } else { i64::from((project * 7 + expert * 5) % 11) };
            draft.pairs.push(Pair { project, expert, score });
        }
    }
    draft
}

#[test]
fn a_ring_of_friends_is_held_to_the_cap() {
    let problem = ring().check().expect("sound");
    let inside = |seats: &[hefu_panel::Seat]| seats.iter().filter(|s| s.project < 3 && s.expert < 3).count();
    assert_eq!(inside(&solved(&problem).seats), 6, "the best assignment gives the ring all it wants");
    let cap = Cap { of: 1, out_of: 2 };
    let mut seen = 0;
    let mut panels = BTreeSet::new();
    for seed in 0..400 {
        let drawn = draw(&problem, cap, seed, &mut go).expect("certified");
        seen += inside(&drawn.assignment.seats);
        panels.insert(chosen(&drawn.assignment));
        assert!(drawn.probabilities.values().all(|units| *units <= 1));
    }
    // Six pairs at one half each: three expected, and four hundred draws stray by less than a quarter.
    assert!((1100..=1300).contains(&seen), "{seen} of 2400");
    assert!(panels.len() > 100, "only {} different assignments", panels.len());
}

#[test]
fn each_pair_is_drawn_as_often_as_its_probability_says() {
    let problem = ring().check().expect("sound");
    let mut counts: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let mut wanted = BTreeMap::new();
    for seed in 0..1000 {
        let drawn = draw(&problem, Cap { of: 2, out_of: 5 }, seed, &mut go).expect("certified");
        for seat in &drawn.assignment.seats {
            *counts.entry((seat.project, seat.expert)).or_default() += 1;
        }
        wanted = drawn.probabilities;
    }
    for (pair, fifths) in wanted {
        let (count, expected) = (counts.get(&pair).copied().unwrap_or(0), fifths * 200);
        // Four standard deviations of a thousand draws are at most 64.
        assert!(count.abs_diff(expected) <= 64, "{pair:?}: {count} for {expected}");
    }
}

#[test]
fn a_missing_specialist_is_named_with_what_would_help() {
    let mut made = project("p", 2);
    made.sides = vec![crate::world::quota("west", 1, None)];
    let draft = Draft {
        experts: vec![of(expert("a", 0, 1), "east", ""), of(expert("w", 0, 1), "west", "")],
        projects: vec![made, project("q", 1)],
        pairs: vec![
            Pair { project: 0, expert: 0, score: 5 },
            Pair { project: 0, expert: 1, score: 5 },
            Pair { project: 1, expert: 1, score: 9 },
        ],
        ..Draft::default()
    };
    let problem = draft.check().expect("sound");
    assert_eq!(unmet(&solved(&problem)), 1);
    let found = remedy(&problem, &ALL, &mut go).expect("certified");
    assert_eq!(found.weight, 1);
    // Where seats are dear and loads may be raised, the expert takes one more.
    let dear = Weights { seat: 5, side: None, ..ALL };
    let found = remedy(&problem, &dear, &mut go).expect("certified");
    assert_eq!(found.changes, [Change::RaiseLoad { expert: 1, by: 1 }]);
    let raised = assign(&found.applied(&problem), &mut go).expect("certified");
    assert_eq!((unmet(&raised), raised.total), (0, 19));
}
