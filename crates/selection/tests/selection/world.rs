//! Calls for tests: the guide's own numbers, and small random ones.

use std::collections::{BTreeMap, BTreeSet};

use hefu_selection::{
    Band, Call, Ceiling, Combination, Direction, Fund, Lock, Method, Mode, Objective, Points, Policy, Preference,
    Project, Quota, Second, SideMoney, Standing, Transfer, Weight,
};
use hefu_text::money::{Currency, Money};
use proptest::prelude::*;

pub const YUAN: i64 = 100;

pub fn cny(minor: i64) -> Money {
    Money::from_minor(minor, Currency::CNY)
}

pub fn sides() -> Vec<String> {
    vec!["mainland".to_owned(), "hongkong".to_owned()]
}

pub fn ceiling(direction: Option<&str>, minor: i64) -> Ceiling {
    Ceiling { direction: direction.map(str::to_owned), fund: Fund::State, amount: cny(minor) }
}

/// The numbers of G-14, G-15, HK-2, HK-3, TW-2 and TW-3, without projects.
pub fn guide() -> Call {
    let direction = |number: &str, min, max| Direction { number: number.to_owned(), band: Some(Band { min, max }) };
    Call {
        sides: sides(),
        directions: vec![direction("1.1", 20, 25), direction("1.2", 15, 15)],
        band: Some(Band { min: 35, max: 40 }),
        ceilings: vec![
            ceiling(Some("1.1"), 50_000_000 * YUAN),
            ceiling(Some("1.2"), 15_000_000 * YUAN),
            ceiling(None, 65_000_000 * YUAN),
        ],
        ..Call::default()
    }
}

pub fn project(direction: &str, number: usize, state: i64, places: [u32; 2]) -> Project {
    let standing = |place| Standing { supported: Some(true), place: Some(place), score: None };
    Project {
        id: format!("{direction}-M{number:04}"),
        number: format!("{direction}-M{number:04}"),
        title: format!("Project {number}"),
        direction: direction.to_owned(),
        topic: "ai".to_owned(),
        state,
        others: Vec::new(),
        standings: sides().into_iter().zip(places.map(standing)).collect(),
        preferred: false,
        tags: BTreeSet::new(),
        barred: None,
        lock: None,
    }
}

pub fn method(policy: Policy) -> Method {
    Method {
        mode: Mode::BothSupport,
        combination: Combination::SumOfPlaces,
        policy,
        preference: Preference::TieBreak,
        second: Second::None,
    }
}

pub const FREE: Policy = Policy::Free(Objective::Worth);

fn any_project(at: usize) -> impl Strategy<Value = Project> {
    let money = prop_oneof![(1..8i64).prop_map(|n| n * 10), 1..90i64];
    let standing = || (prop::bool::weighted(0.93), 1..5u32, 0..4i64);
    let lock = prop_oneof![20 => Just(None), 1 => Just(Some(true)), 1 => Just(Some(false))];
    let marks = (prop::bool::ANY, prop::bool::weighted(0.4), lock);
    (prop::bool::weighted(0.6), money, 0..60i64, standing(), standing(), marks).prop_map(
        move |(first, state, other, a, b, (preferred, tagged, lock))| {
            let mut project = project(if first { "1.1" } else { "1.2" }, at, state, [1, 1]);
            let said = |(supported, place, score)| Standing {
                supported: Some(supported),
                place: Some(place),
                score: Some(Points(score * 500_000)),
            };
            project.standings = sides().into_iter().zip([said(a), said(b)]).collect::<BTreeMap<_, _>>();
            project.others =
                vec![SideMoney { side: sides()[1].clone(), money: Money::from_minor(other, Currency::HKD) }];
            project.preferred = preferred;
            project.tags.extend(tagged.then(|| "marked".to_owned()));
            project.lock = lock.map(|supported| Lock { supported, reason: "decided before".to_owned() });
            project
        },
    )
}

fn band() -> impl Strategy<Value = Option<Band>> {
    prop::option::weighted(0.9, (0..4u32, 0..3u32).prop_map(|(min, more)| Band { min, max: min + more }))
}

/// Up to nine projects in two directions with ceilings near the sums of what they ask, to the fen.
pub fn any_call() -> impl Strategy<Value = Call> {
    let projects = (0..10usize).prop_flat_map(|n| (0..n).map(any_project).collect::<Vec<_>>());
    let money = || prop::option::weighted(0.85, 20..260i64);
    let linked = prop::option::weighted(0.2, 0..60i64);
    let quota = prop::option::weighted(0.25, (0..3u32, 0..4u32, prop::bool::ANY));
    (
        projects,
        (band(), band(), prop::option::weighted(0.3, (0..5u32, 0..4u32))),
        (money(), money(), money(), money()),
        linked,
        quota,
    )
        .prop_map(|(projects, (first, second, all), (one, two, both, other), linked, quota)| {
            let direction = |number: &str, band| Direction { number: number.to_owned(), band };
            let mut ceilings = Vec::new();
            ceilings.extend(one.map(|most| ceiling(Some("1.1"), most)));
            ceilings.extend(two.map(|most| ceiling(Some("1.2"), most)));
            ceilings.extend(both.map(|most| ceiling(None, most * 2)));
            ceilings.extend(other.map(|most| Ceiling {
                direction: None,
                fund: Fund::Side(sides()[1].clone()),
                amount: Money::from_minor(most, Currency::HKD),
            }));
            let transfers = linked.map(|at_most| Transfer {
                from: "1.2".to_owned(),
                to: "1.1".to_owned(),
                at_most,
                reason: "agreed".to_owned(),
            });
            let quotas = quota.map(|(min, more, least)| Quota {
                direction: None,
                tag: "marked".to_owned(),
                min: least.then_some(min),
                max: Some(min + more),
            });
            Call {
                sides: sides(),
                directions: vec![direction("1.1", first), direction("1.2", second)],
                band: all.map(|(min, more)| Band { min, max: min + more }),
                ceilings,
                quotas: quotas.into_iter().collect(),
                transfers: transfers.into_iter().collect(),
                projects,
            }
        })
}

pub fn any_method() -> impl Strategy<Value = Method> {
    let weight = |side: &str, weight| Weight { side: side.to_owned(), weight: Points(weight), mapping: None };
    let combination = prop_oneof![
        Just(Combination::SumOfPlaces),
        Just(Combination::WorsePlace),
        Just(Combination::LeadFirst(sides()[0].clone())),
        Just(Combination::WeightedScores(vec![weight("mainland", 600_000), weight("hongkong", 400_000)])),
    ];
    let policy = prop_oneof![
        2 => Just(Policy::Stop),
        2 => Just(Policy::Skip),
        2 => Just(Policy::TiesAtCut),
        4 => Just(Policy::Free(Objective::Worth)),
        1 => Just(Policy::Free(Objective::Projects)),
    ];
    let preference =
        prop_oneof![Just(Preference::Off), Just(Preference::TieBreak), Just(Preference::Bonus(Points(1_000_000)))];
    let second = prop_oneof![Just(Second::None), Just(Second::LessMoney), Just(Second::Side(sides()[1].clone()))];
    (combination, policy, preference, second).prop_map(|(combination, policy, preference, second)| Method {
        mode: Mode::BothSupport,
        combination,
        policy,
        preference,
        second,
    })
}
