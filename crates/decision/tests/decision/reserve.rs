//! When an award is declined: nobody leaves, no limit is exceeded, and who comes in is who an independent search finds.

use std::collections::{BTreeMap, BTreeSet};

use hefu_decision::reserve::{Awarded, PromoteError, promote, promote_from, reserve};
use hefu_selection::{
    Band, Call, Ceiling, Combination, Direction, Fund, Method, Mode, Objective, Points, Policy, Preference, Project,
    Second, Standing, Weight, select,
};
use hefu_text::money::{Currency, Money};
use proptest::prelude::*;

use crate::world::decided;

fn ceiling(direction: Option<&str>, minor: i64) -> Ceiling {
    let amount = Money::from_minor(minor, Currency::CNY);
    Ceiling { direction: direction.map(str::to_owned), fund: Fund::State, amount }
}

/// A project with a score of one side; its worth is that score.
fn project(at: usize, direction: &str, state: i64, score: i64, supported: bool) -> Project {
    let standing = |score| Standing { supported: Some(supported), place: None, score };
    Project {
        id: format!("{direction}-P{at:02}"),
        number: format!("P{at:02}"),
        title: String::new(),
        direction: direction.to_owned(),
        topic: String::new(),
        state,
        others: Vec::new(),
        standings: BTreeMap::from([
            ("a".to_owned(), standing(Some(Points(score * 1_000_000)))),
            ("b".to_owned(), standing(Some(Points(0)))),
        ]),
        preferred: false,
        tags: BTreeSet::new(),
        barred: None,
        lock: None,
    }
}

fn method(policy: Policy) -> Method {
    let weight = |side: &str| Weight { side: side.to_owned(), weight: Points(1_000_000), mapping: None };
    Method {
        mode: Mode::BothSupport,
        combination: Combination::WeightedScores(vec![weight("a"), weight("b")]),
        policy,
        preference: Preference::Off,
        second: Second::None,
    }
}

fn any_call() -> impl Strategy<Value = Call> {
    let one = (prop::bool::weighted(0.7), 1..40i64, 0..8i64, prop::bool::weighted(0.9));
    (prop::collection::vec(one, 1..10), (0..3u32, 0..4u32), (0..3u32, 0..3u32), 20..160i64, 10..90i64).prop_map(
        |(all, (least, more), (least_too, more_too), first, second)| {
            let direction = |number: &str, (min, more): (u32, u32)| Direction {
                number: number.to_owned(),
                band: Some(Band { min, max: min + more }),
            };
            Call {
                sides: vec!["a".to_owned(), "b".to_owned()],
                directions: vec![direction("1.1", (least, more)), direction("1.2", (least_too, more_too))],
                ceilings: vec![
                    ceiling(Some("1.1"), first),
                    ceiling(Some("1.2"), second),
                    ceiling(None, first + second / 2),
                ],
                projects: all
                    .into_iter()
                    .enumerate()
                    .map(|(at, (one, state, score, supported))| {
                        project(at, if one { "1.1" } else { "1.2" }, state, score, supported)
                    })
                    .collect(),
                ..Call::default()
            }
        },
    )
}

/// Whether a set is within every place and every ceiling.
fn fits(call: &Call, set: &[&Project]) -> bool {
    let places = call.directions.iter().all(|own| {
        let count = set.iter().filter(|project| project.direction == own.number).count();
        count <= own.band.map_or(usize::MAX, |band| band.max as usize)
    });
    let money = |own: &Ceiling| {
        let here = |project: &&&Project| own.direction.as_ref().is_none_or(|number| *number == project.direction);
        set.iter().filter(here).map(|project| project.state).sum::<i64>() <= own.amount.minor
    };
    places && call.ceilings.iter().all(money)
}

fn score(project: &Project) -> i64 {
    project.standings["a"].score.expect("scored").0
}

/// What a set is worth by the method: places of the bands that are reached, then the sum of scores.
fn value(call: &Call, set: &[&Project]) -> (usize, i64) {
    let count = |number: &str| set.iter().filter(|project| project.direction == number).count();
    let reached =
        call.directions.iter().map(|own| count(&own.number).min(own.band.map_or(0, |b| b.min as usize))).sum();
    (reached, set.iter().map(|project| score(project)).sum())
}

/// The best value of any set that keeps `kept` and takes from `open`.
fn best(call: &Call, kept: &[&Project], open: &[&Project]) -> (usize, i64) {
    let sets = (0..1u32 << open.len()).map(|bits| {
        let taken = open.iter().enumerate().filter(move |(at, _)| bits >> at & 1 == 1).map(|(_, project)| *project);
        kept.iter().copied().chain(taken).collect::<Vec<_>>()
    });
    sets.filter(|set| fits(call, set)).map(|set| value(call, &set)).max().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nobody_leaves_no_limit_is_exceeded_and_the_best_come_in(
        call in any_call(),
        pick in prop::collection::vec(0..9usize, 1..4),
        policy in prop_oneof![Just(Policy::Free(Objective::Worth)), Just(Policy::Skip), Just(Policy::Stop)],
    ) {
        let method = method(policy);
        let selection = select(&call, &method).expect("decided");
        let chosen: Vec<String> = selection.chosen().into_iter().collect();
        prop_assume!(!chosen.is_empty());
        let declined: BTreeSet<String> = pick.iter().map(|at| chosen[at % chosen.len()].clone()).collect();
        let declined: Vec<String> = declined.into_iter().collect();
        let promotion = promote(&call, &method, &selection, &declined).expect("promoted");
        let holds = &promotion.awarded.holds;
        let set = |ids: &BTreeSet<String>| -> Vec<&Project> {
            call.projects.iter().filter(|project| ids.contains(&project.id)).collect()
        };
        let kept: BTreeSet<String> = chosen.iter().filter(|id| !declined.contains(id)).cloned().collect();
        prop_assert!(kept.is_subset(holds), "nobody leaves");
        prop_assert!(declined.iter().all(|id| !holds.contains(id)), "who declines is out");
        prop_assert!(fits(&call, &set(holds)) && promotion.audit.over.is_empty());
        let entered: BTreeSet<String> = promotion.ids.iter().cloned().collect();
        prop_assert_eq!(&entered, &holds.difference(&kept).cloned().collect::<BTreeSet<_>>());
        let mut open: Vec<&Project> = call
            .projects
            .iter()
            .filter(|p| p.standings["a"].supported == Some(true) && !kept.contains(&p.id) && !declined.contains(&p.id))
            .collect();
        prop_assert_eq!(promotion.waiting.len() + promotion.ids.len(), open.len());
        match policy {
            Policy::Free(_) => prop_assert_eq!(value(&call, &set(holds)), best(&call, &set(&kept), &open)),
            _ => {
                open.sort_by_key(|p| (p.direction.clone(), std::cmp::Reverse(score(p)), p.number.clone()));
                let mut by_hand = kept.clone();
                let mut ended = BTreeSet::new();
                for project in open {
                    let mut trial = by_hand.clone();
                    trial.insert(project.id.clone());
                    if ended.contains(&project.direction) {
                        continue;
                    }
                    if fits(&call, &set(&trial)) {
                        by_hand = trial;
                    } else if policy == Policy::Stop {
                        ended.insert(project.direction.clone());
                    }
                }
                prop_assert_eq!(holds, &by_hand);
            }
        }
        // Once more, from where it stands: who declined stays out, everybody else stays in.
        if let Some(next) = holds.iter().next().cloned() {
            let again = promote_from(&call, &method, &promotion.awarded, std::slice::from_ref(&next)).expect("promoted");
            let mut still = holds.clone();
            still.remove(&next);
            prop_assert!(still.is_subset(&again.awarded.holds));
            prop_assert!(again.awarded.declined.iter().all(|id| !again.awarded.holds.contains(id)));
        }
    }
}

#[test]
fn the_reserve_list_names_what_must_become_free() {
    let (_, _, _, decision) = decided();
    let waiting = reserve(&decision.call, &decision.selection.method, &decision.selection).expect("a list");
    assert_eq!(waiting.len(), 14, "thirty, fifteen chosen, one refused");
    assert!(waiting.iter().all(|one| one.needs_place), "all fifteen places are taken");
    let places: Vec<u32> = waiting.iter().map(|one| one.place).collect();
    assert!(places.is_sorted());
}

#[test]
fn only_who_holds_an_award_declines_it_and_the_order_stays_that_of_the_decision() {
    let (_, _, _, decision) = decided();
    let (call, selection) = (&decision.call, &decision.selection);
    let refused = promote(call, &selection.method, selection, &["1.2-M003".to_owned()]);
    assert_eq!(refused, Err(PromoteError::NoAward(vec!["1.2-M003".to_owned()])));
    let first = selection.chosen().into_iter().next().expect("one");
    let promotion = promote(call, &selection.method, selection, std::slice::from_ref(&first)).expect("promoted");
    assert_eq!(promotion.awarded.declined, BTreeSet::from([first]));
    assert_eq!(promotion.ids.len(), 1);
    assert_eq!(promotion.enter.len(), 1);
    let nothing = promote_from(call, &selection.method, &Awarded::of(selection), &[]).expect("promoted");
    assert_eq!((nothing.awarded.holds, nothing.ids), (selection.chosen(), Vec::<String>::new()));
}
