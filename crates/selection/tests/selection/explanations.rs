//! What is said of each project is true: every change that is named, made by itself, turns the outcome.

use hefu_selection::{
    Call, CallError, Change, Explained, LimitKind, Method, Policy, Tie, Why, combine, decide, explain, sensitivity,
};
use proptest::prelude::*;

use crate::world::{FREE, YUAN, any_call, any_method, guide, method, project};

fn explained(call: &Call, method: &Method) -> Vec<Explained> {
    let combined = combine(call, method).expect("the call holds together");
    let decided = decide(&combined.instance).expect("decided");
    explain(call, &combined, &decided).expect("explained")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, max_shrink_iters: 3000, ..ProptestConfig::default() })]

    #[test]
    fn every_change_turns_the_outcome(call in any_call(), method in any_method()) {
        let combined = combine(&call, &method).expect("the call holds together");
        let instance = &combined.instance;
        let decided = match decide(instance) {
            Err(CallError::Locks(_)) => return Ok(()),
            other => other.expect("the decision stands its check"),
        };
        let all = explain(&call, &combined, &decided).expect("explained");
        prop_assert_eq!(all.iter().map(|one| one.project).collect::<Vec<_>>(), (0..call.projects.len()).collect::<Vec<_>>());
        for one in &all {
            let Some(item) = instance.items.iter().position(|item| item.project == one.project) else {
                prop_assert!(!one.chosen && one.changes.is_empty());
                continue;
            };
            prop_assert_eq!(one.chosen, decided.chosen[item]);
            for change in &one.changes {
                let next = decide(&change.apply(instance, item)).expect("decided");
                prop_assert_ne!(next.chosen[item], one.chosen, "{:?} {:?}", change, one);
                if let (Change::Worth { by, place }, Policy::Free(_)) = (change, method.policy) {
                    let nearly = Change::Worth { by: by - by.signum(), place: *place };
                    let next = decide(&nearly.apply(instance, item)).expect("decided");
                    prop_assert_eq!(next.chosen[item], one.chosen, "less is enough: {:?} {:?}", change, one);
                }
            }
            match &one.why {
                Why::Taken | Why::InBest { .. } => prop_assert!(one.chosen),
                Why::Locked { .. } => prop_assert!(one.chosen && one.changes.is_empty()),
                _ => prop_assert!(!one.chosen),
            }
        }
    }

    #[test]
    fn a_little_more_does_what_is_said(call in any_call(), method in any_method()) {
        let combined = combine(&call, &method).expect("the call holds together");
        let Ok(decided) = decide(&combined.instance) else { return Ok(()) };
        for one in sensitivity(&call, &combined, &decided).expect("told") {
            for money in one.money {
                let raised = |by: i64| {
                    let change = Change::Ceiling { limit: money.limit.clone(), by };
                    decide(&change.apply(&combined.instance, 0)).expect("decided").chosen
                };
                prop_assert_ne!(raised(money.by), decided.chosen.clone());
                prop_assert_eq!(raised(money.by - 1), decided.chosen.clone());
            }
        }
    }
}

/// Three projects of two million in a direction for two, with five million.
fn three() -> Call {
    let mut call = guide();
    call.directions[0].band = Some(hefu_selection::Band { min: 1, max: 2 });
    call.ceilings = vec![crate::world::ceiling(Some("1.1"), 5_000_000 * YUAN)];
    for at in 0..3u32 {
        call.projects.push(project("1.1", at as usize, 2_000_000 * YUAN, [at + 1, at + 1]));
    }
    call
}

#[test]
fn the_third_of_two_places_is_told_one_more_place_or_one_place_up() {
    for policy in [Policy::Stop, Policy::Skip] {
        let mut call = three();
        call.ceilings.clear();
        let all = explained(&call, &method(policy));
        assert_eq!(all[2].why, Why::NoPlace { places: 2 });
        // Beside the second its number is the higher one; half a place more puts it clear.
        assert_eq!(all[2].changes, [Change::Worth { by: 5, place: 2 }, Change::Places { by: 1 }]);
        assert_eq!((all[2].place, all[0].place), (Some(3), Some(1)));
    }
}

#[test]
fn what_exceeds_the_money_is_told_by_how_much() {
    let mut call = three();
    call.directions[0].band = Some(hefu_selection::Band { min: 1, max: 3 });
    let ceiling = LimitKind::Ceiling { direction: Some("1.1".to_owned()), fund: hefu_selection::Fund::State };
    let all = explained(&call, &method(Policy::Stop));
    let million = 1_000_000 * YUAN;
    assert_eq!(all[2].why, Why::Over { limit: ceiling.clone(), by: million });
    assert!(all[2].changes.contains(&Change::Ask { by: million }));
    assert!(all[2].changes.contains(&Change::Ceiling { limit: ceiling.clone(), by: million }));
    let all = explained(&call, &method(FREE));
    let Why::Outweighed { behind: 4, leave, enter, .. } = &all[2].why else { panic!("{:?}", all[2].why) };
    assert_eq!((leave, enter), (&vec!["1.1-M0001".to_owned()], &vec![]));
    assert!(all[2].changes.contains(&Change::Ceiling { limit: ceiling, by: million }));
    // Tried in 64 parts of what is asked: enough, and less than a part too much.
    let part = 2 * million / 64;
    let asks_less = |change: &Change| matches!(change, Change::Ask { by } if (million..million + part).contains(by));
    assert!(all[2].changes.iter().any(asks_less), "{:?}", all[2].changes);
    let Why::InBest { ahead: Some(4), instead } = &all[1].why else { panic!("{:?}", all[1].why) };
    assert_eq!(instead, &vec!["1.1-M0002".to_owned()]);
}

#[test]
fn a_lost_tie_names_what_decided() {
    let mut call = three();
    for project in &mut call.projects {
        for standing in project.standings.values_mut() {
            standing.place = Some(1);
        }
    }
    for policy in [FREE, Policy::Stop, Policy::TiesAtCut] {
        let all = explained(&call, &method(policy));
        let Why::LostTie { tie: Tie::Number, .. } = &all[2].why else { panic!("{policy:?} {:?}", all[2].why) };
        let mut other = call.clone();
        other.projects[2].preferred = true;
        let all = explained(&other, &method(policy));
        assert!(all[2].chosen && !all[1].chosen, "{policy:?}");
        let Why::LostTie { tie, .. } = &all[1].why else { panic!("{policy:?} {:?}", all[1].why) };
        // Against both of the chosen, or the last of them, which has the lower number.
        assert!(matches!(tie, Tie::Preferred | Tie::Number), "{policy:?} {tie:?}");
    }
}
