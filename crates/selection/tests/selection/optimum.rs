//! The engine beside brute force, on thousands of small calls.

use std::collections::BTreeSet;

use hefu_selection::{Call, CallError, Method, Policy, audit, combine, decide};
use proptest::prelude::*;

use crate::brute;
use crate::world::{FREE, any_call, any_method, ceiling, guide, method, project};

/// Ids of the chosen; none where what is locked in exceeds a limit by itself.
pub fn chosen(call: &Call, method: &Method) -> Option<BTreeSet<String>> {
    let combined = combine(call, method).expect("the call holds together");
    let decided = match decide(&combined.instance) {
        Err(CallError::Locks(_)) => return None,
        other => other.expect("the decision stands its check"),
    };
    assert!(decided.proved);
    let items = combined.instance.items.iter().zip(&decided.chosen).filter(|(_, chosen)| **chosen);
    Some(items.map(|(item, _)| call.projects[item.project].id.clone()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, max_shrink_iters: 4000, ..ProptestConfig::default() })]

    #[test]
    fn it_is_what_brute_force_finds(call in any_call(), method in any_method()) {
        let combined = combine(&call, &method).expect("the call holds together");
        let decided = match decide(&combined.instance) {
            Err(CallError::Locks(_)) => return Ok(()),
            other => other.expect("the decision stands its check"),
        };
        let wanted = match method.policy {
            Policy::Stop => brute::in_order(&combined.instance, true),
            Policy::Skip => brute::in_order(&combined.instance, false),
            Policy::TiesAtCut => brute::equals_at_cut(&combined.instance),
            Policy::Free(_) => brute::free(&combined.instance),
        };
        prop_assert!(decided.proved);
        prop_assert_eq!(decided.chosen, wanted);
    }

    #[test]
    fn no_ceiling_is_exceeded_by_one_fen(call in any_call(), method in any_method()) {
        if let Some(chosen) = chosen(&call, &method) {
            prop_assert_eq!(audit(&call, &chosen).expect("the call holds together").over, Vec::new());
        }
    }

    #[test]
    fn the_order_of_input_does_not_matter(
        (call, shuffled) in any_call().prop_flat_map(|call| {
            let projects = Just(call.projects.clone()).prop_shuffle();
            (Just(call), projects)
        }),
        method in any_method(),
    ) {
        let other = Call { projects: shuffled, ..call.clone() };
        prop_assert_eq!(chosen(&call, &method), chosen(&other, &method));
    }
}

/// Ceilings one fen below, at and above a sum that the best set would reach.
#[test]
fn adversarial_ceilings_hold_to_the_fen() {
    let mut tried = 0;
    for seed in 0..12u64 {
        let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut call = guide();
        call.projects = (0..40)
            .map(|at| {
                let state = 200_000_000 + i64::try_from(next(50_000_000)).expect("small");
                project("1.1", at, state, [1 + u32::try_from(next(40)).expect("small"); 2])
            })
            .collect();
        let mut asks: Vec<i64> = call.projects.iter().map(|project| project.state).collect();
        asks.sort_unstable();
        let sum: i64 = asks.iter().take(22).sum();
        for ceiling_at in [sum - 1, sum, sum + 1] {
            call.ceilings = vec![ceiling(Some("1.1"), ceiling_at)];
            let chosen = chosen(&call, &method(FREE)).expect("nothing is locked");
            let used: i64 = call.projects.iter().filter(|p| chosen.contains(&p.id)).map(|p| p.state).sum();
            assert!(used <= ceiling_at, "seed {seed}: {used} over {ceiling_at}");
            assert!((20..=25).contains(&chosen.len()), "seed {seed}: {} projects", chosen.len());
            tried += 1;
        }
    }
    assert_eq!(tried, 36);
}
