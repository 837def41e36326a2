//! The assignment is the best there is.

use std::ops::ControlFlow;

use hefu_panel::{Assignment, Draft, Pair, Problem, Stopped, assign};
use proptest::prelude::*;

use crate::world::{Size, drafts, expert, of, project, quota};
use crate::{brute, oracle};

pub fn go(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn solved(problem: &Problem) -> Assignment {
    assign(problem, &mut go).expect("certified")
}

pub fn unmet(result: &Assignment) -> u32 {
    result.lacking.iter().map(|lacking| lacking.seats).sum::<u32>()
        + result.short.iter().map(|short| short.projects).sum::<u32>()
}

pub fn chosen(result: &Assignment) -> Vec<(u32, u32)> {
    result.seats.iter().map(|seat| (seat.project, seat.expert)).collect()
}

/// Names in place of places, so that results of differently ordered inputs can be compared.
fn named(problem: &Problem, result: &Assignment) -> Vec<(String, String)> {
    let name = |seat: &hefu_panel::Seat| {
        (problem.projects()[seat.project as usize].id.clone(), problem.experts()[seat.expert as usize].id.clone())
    };
    result.seats.iter().map(name).collect()
}

const SMALL: Size = Size { experts: 4, projects: 4, dense: 75, crossing: false };
const MIDDLE: Size = Size { experts: 12, projects: 10, dense: 60, crossing: false };

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn as_good_as_every_subset(draft in drafts(SMALL)) {
        if let Ok(problem) = draft.check() && problem.pairs().len() <= 14 {
            let result = solved(&problem);
            let judged = brute::judge(&problem, &chosen(&result));
            prop_assert_eq!(judged, Some(unmet(&result)));
            prop_assert_eq!((unmet(&result), result.total), brute::best(&problem));
        }
    }

    #[test]
    fn as_good_as_another_solver(draft in drafts(MIDDLE)) {
        if let Ok(problem) = draft.check() {
            let result = solved(&problem);
            prop_assert_eq!(brute::judge(&problem, &chosen(&result)), Some(unmet(&result)));
            let free: i128 = result.seats.iter().filter(|seat| !seat.fixed).map(|seat| i128::from(seat.score)).sum();
            prop_assert_eq!((unmet(&result), free), oracle::best(&problem));
        }
    }

    #[test]
    fn the_order_of_the_input_changes_nothing(draft in drafts(MIDDLE), turn in 0usize..1000) {
        let mut other = draft.clone();
        let (experts, projects) = (other.experts.len(), other.projects.len());
        other.experts.rotate_left(turn % experts);
        other.projects.reverse();
        for pair in &mut other.pairs {
            pair.expert = ((pair.expert as usize + experts - turn % experts) % experts) as u32;
            pair.project = (projects - 1 - pair.project as usize) as u32;
        }
        for (project, expert) in other.forbidden.iter_mut().chain(&mut other.fixed) {
            *expert = ((*expert as usize + experts - turn % experts) % experts) as u32;
            *project = (projects - 1 - *project as usize) as u32;
        }
        let mid = turn % other.pairs.len().max(1);
        if !other.pairs.is_empty() {
            other.pairs.rotate_left(mid);
        }
        match (draft.check(), other.check()) {
            (Ok(a), Ok(b)) => prop_assert_eq!(named(&a, &solved(&a)), named(&b, &solved(&b))),
            (Err(a), Err(b)) => prop_assert_eq!(a, b),
            _ => prop_assert!(false, "one order is refused"),
        }
    }
}

#[test]
fn many_random_draws_are_not_refused() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let draws = (0..200).map(|_| drafts(SMALL).new_tree(&mut runner).expect("drawn").current());
    let good = draws.filter(|draft| draft.clone().check().is_ok_and(|problem| problem.pairs().len() <= 14)).count();
    assert!(good > 120, "only {good} of 200 draws test anything");
}

#[test]
fn numbers_beyond_64_bits_are_reckoned_in_128() {
    let most = i64::MAX / 4;
    let draft = Draft {
        experts: vec![expert("a", 0, 1), expert("b", 0, 1)],
        projects: vec![project("p", 1), project("q", 1)],
        pairs: vec![
            Pair { project: 0, expert: 0, score: most },
            Pair { project: 0, expert: 1, score: most - 1 },
            Pair { project: 1, expert: 0, score: most - 1 },
            Pair { project: 1, expert: 1, score: -most },
        ],
        ..Draft::default()
    };
    let result = solved(&draft.check().expect("sound"));
    assert_eq!(result.total, 2 * i128::from(most) - 2);
}

#[test]
fn a_seat_of_a_side_without_experts_stays_empty_and_says_whose_it_is() {
    let mut made = project("p", 3);
    made.sides = vec![quota("east", 1, None), quota("west", 1, None)];
    let draft = Draft {
        experts: vec![
            of(expert("a", 0, 1), "east", ""),
            of(expert("b", 0, 1), "east", ""),
            of(expert("c", 0, 1), "east", ""),
        ],
        projects: vec![made],
        pairs: (0..3).map(|expert| Pair { project: 0, expert, score: 1 }).collect(),
        ..Draft::default()
    };
    let result = solved(&draft.check().expect("sound"));
    assert_eq!(result.seats.len(), 2);
    assert_eq!(result.lacking.len(), 1);
    assert_eq!((result.lacking[0].side.as_deref(), result.lacking[0].seats), (Some("west"), 1));
}

#[test]
fn the_watcher_can_stop_a_long_run() {
    let side = 150u32;
    let pairs = (0..side * side).map(|at| Pair {
        project: at / side,
        expert: at % side,
        score: i64::from((at.wrapping_mul(2_654_435_761)) >> 20),
    });
    let draft = Draft {
        experts: (0..side).map(|at| expert(&format!("e{at}"), 0, 3)).collect(),
        projects: (0..side).map(|at| project(&format!("p{at}"), 3)).collect(),
        pairs: pairs.collect(),
        ..Draft::default()
    };
    let problem = draft.check().expect("sound");
    let mut heard = 0;
    let stopped = assign(&problem, &mut |_| {
        heard += 1;
        ControlFlow::Break(())
    });
    assert!(matches!(stopped, Err(Stopped::Cancelled)) && heard == 1, "heard {heard} times");
}
