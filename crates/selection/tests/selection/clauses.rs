//! What the clauses of the guide ask of a selection, with the guide's own numbers.

use std::collections::BTreeSet;

use hefu_selection::{
    Audit, Call, Deviation, Method, Objective, Policy, Preference, Refused, Scope, SideMoney, SignedReason, audit,
    finalise,
};
use hefu_text::money::{Currency, Money};

use crate::optimum::chosen;
use crate::world::{FREE, YUAN, guide, method, project};

const POLICIES: [Policy; 4] = [FREE, Policy::Stop, Policy::Skip, Policy::Free(Objective::Projects)];

/// So many projects of a direction, asking 2.0 to 2.5 million (1.1) or 0.9 to 1.1 million (1.2).
fn with(mut call: Call, direction: &str, count: usize) -> Call {
    for at in 0..count {
        let spread = i64::try_from(at * 37 % 11).expect("small");
        let state = if direction == "1.1" { 2_000_000 + spread * 50_000 } else { 900_000 + spread * 20_000 };
        let places = [at + 1, (at * 7) % count + 1].map(|place| u32::try_from(place).expect("small"));
        call.projects.push(project(direction, at, state * YUAN, places));
    }
    call
}

fn list(call: &Call, count: usize) -> BTreeSet<String> {
    call.projects.iter().take(count).map(|project| project.id.clone()).collect()
}

fn held(call: &Call, chosen: &BTreeSet<String>) -> Audit {
    audit(call, chosen).expect("the call holds together")
}

fn select(call: &Call, method: &Method) -> BTreeSet<String> {
    chosen(call, method).expect("nothing is locked")
}

/// HK-2, HK-3
#[test]
fn sixty_eligible_pairs_give_twenty_to_twenty_five() {
    let call = with(guide(), "1.1", 60);
    for policy in POLICIES {
        let chosen = select(&call, &method(policy));
        assert!((20..=25).contains(&chosen.len()), "{policy:?}: {}", chosen.len());
        let audit = held(&call, &chosen);
        assert_eq!(audit.over, []);
        assert!(audit.deviations.iter().all(|deviation| deviation.scope != Scope::Direction("1.1".to_owned())));
    }
}

/// HK-2
#[test]
fn seventeen_eligible_pairs_give_seventeen_and_ask_for_a_reason() {
    let mut call = with(guide(), "1.1", 17);
    call.projects.push(project("1.1", 99, 2_000_000 * YUAN, [18, 18]));
    call.projects[17].standings.get_mut("hongkong").expect("both sides stand").supported = Some(false);
    let chosen = select(&call, &method(FREE));
    assert_eq!(chosen.len(), 17);
    let audit = held(&call, &chosen);
    assert_eq!(
        audit.deviations[0],
        Deviation {
            scope: Scope::Direction("1.1".to_owned()),
            band: call.directions[0].band.expect("stated"),
            count: 17
        }
    );
    assert!(finalise(&audit, &[]).is_err());
}

/// G-14, HK-2, TW-2
#[test]
fn thirty_four_or_forty_one_needs_a_signed_reason() {
    let call = with(with(guide(), "1.2", 15), "1.1", 60);
    for (count, signed_for) in
        [(34, vec![Scope::Direction("1.1".to_owned()), Scope::Programme]), (35, vec![]), (40, vec![])]
    {
        let audit = held(&call, &list(&call, count));
        let scopes: Vec<Scope> = audit.deviations.iter().map(|deviation| deviation.scope.clone()).collect();
        assert_eq!(scopes, signed_for, "{count}");
    }
    let mut roomy = call.clone();
    roomy.ceilings.clear();
    let audit = held(&roomy, &list(&roomy, 41));
    let refused = finalise(&audit, &[]).expect_err("nobody signed");
    assert_eq!(refused.len(), 2);
    assert!(
        refused.iter().all(
            |one| matches!(one, Refused::Unsigned { deviation } if deviation.count == 41 || deviation.count == 26)
        )
    );
    let sign = |scope: Scope, why: &str| SignedReason {
        scope,
        who: "Chen".to_owned(),
        when: "2020-09-01".to_owned(),
        why: why.to_owned(),
    };
    let scopes = [Scope::Direction("1.1".to_owned()), Scope::Programme];
    let reasons = scopes.clone().map(|scope| sign(scope, "both committees agreed"));
    let kept = finalise(&audit, &reasons).expect("signed for");
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|reason| reason.signed.why == "both committees agreed"));
    let empty = scopes.map(|scope| sign(scope, " "));
    assert!(finalise(&audit, &empty).is_err(), "a reason without words is none");
}

/// TW-2: fifteen is aimed at; fourteen and sixteen are said and want a reason.
#[test]
fn fourteen_and_sixteen_are_said() {
    let call = with(guide(), "1.2", 30);
    assert_eq!(select(&call, &method(FREE)).len(), 15);
    for count in [14, 16] {
        let audit = held(&call, &list(&call, count));
        let own = audit.deviations.iter().find(|deviation| deviation.scope == Scope::Direction("1.2".to_owned()));
        assert_eq!(own.map(|deviation| deviation.count), Some(u32::try_from(count).expect("small")));
    }
    assert_eq!(select(&with(guide(), "1.2", 14), &method(FREE)).len(), 14);
}

/// G-15, HK-3, TW-3
#[test]
fn one_yuan_above_a_ceiling_is_refused() {
    for (direction, count, ceiling) in [("1.1", 25i64, 50_000_000), ("1.2", 15, 15_000_000)] {
        for over in [0, 1] {
            let mut call = guide();
            let each = ceiling / count;
            for at in 0..usize::try_from(count).expect("small") {
                call.projects.push(project(direction, at, each * YUAN, [1, 1]));
            }
            call.projects[0].state += over * YUAN;
            let audit = held(&call, &list(&call, 40));
            assert_eq!(audit.over.len(), usize::try_from(over).expect("small"), "{direction} {over}");
            let refused = finalise(&audit, &[]).expect_err("the other direction is empty");
            assert_eq!(refused.iter().any(|one| matches!(one, Refused::Over { by, .. } if *by == 100)), over == 1);
            let chosen = select(&call, &method(FREE));
            assert_eq!(chosen.len() as i64, count - over, "the engine leaves one out rather than exceed");
        }
    }
}

/// G-15
#[test]
fn the_programme_ceiling_refuses_sixty_five_million_and_one() {
    let mut call = with(with(guide(), "1.1", 20), "1.2", 15);
    call.ceilings.retain(|ceiling| ceiling.direction.is_none());
    let all = list(&call, 35);
    let sum: i64 = call.projects.iter().map(|project| project.state).sum();
    call.projects[0].state += 65_000_000 * YUAN - sum;
    assert_eq!(held(&call, &all).over, []);
    call.projects[0].state += YUAN;
    assert_eq!(held(&call, &all).over.first().map(|(_, by)| *by), Some(100));
}

/// G-15: a hundred million of the other side's money changes nothing.
#[test]
fn hong_kong_dollars_change_nothing() {
    let call = with(guide(), "1.1", 60);
    let mut rich = call.clone();
    for project in &mut rich.projects {
        let money = Money::from_major(100_000_000, Currency::HKD).expect("fits");
        project.others.push(SideMoney { side: "hongkong".to_owned(), money });
    }
    for policy in POLICIES {
        let (plain, other) = (select(&call, &method(policy)), select(&rich, &method(policy)));
        assert_eq!(plain, other);
        assert_eq!(held(&call, &plain).used, held(&rich, &other).used);
    }
}

/// HK-3: what direction 1.2 leaves is not moved to 1.1 unless a transfer is set.
#[test]
fn money_moves_between_directions_only_by_a_stated_transfer() {
    let mut call = guide();
    for at in 0..21 {
        call.projects.push(project("1.1", at, 2_500_000 * YUAN, [1, 1]));
    }
    assert_eq!(select(&call, &method(FREE)).len(), 20);
    call.transfers.push(hefu_selection::Transfer {
        from: "1.2".to_owned(),
        to: "1.1".to_owned(),
        at_most: 2_500_000 * YUAN,
        reason: "agreed on 2020-09-01".to_owned(),
    });
    let chosen = select(&call, &method(FREE));
    assert_eq!(chosen.len(), 21);
    assert_eq!(held(&call, &chosen).over, []);
}

/// HK-3: there is no ceiling per project.
#[test]
fn one_project_asking_four_million_is_not_rejected() {
    let mut call = with(guide(), "1.1", 25);
    call.projects[0].state = 4_000_000 * YUAN;
    assert!(select(&call, &method(Policy::Stop)).contains("1.1-M0000"));
}

/// 5G-6
#[test]
fn of_two_equals_the_preferred_one_ranks_first_and_another_can_win_on_score() {
    let mut call = guide();
    call.directions[1].band = Some(hefu_selection::Band { min: 1, max: 1 });
    call.projects.push(project("1.2", 1, 1_000_000 * YUAN, [1, 1]));
    call.projects.push(project("1.2", 2, 1_000_000 * YUAN, [1, 1]));
    call.projects[1].preferred = true;
    let off = Method { preference: Preference::Off, ..method(FREE) };
    for policy in POLICIES {
        let on = method(policy);
        assert_eq!(select(&call, &on), BTreeSet::from(["1.2-M0002".to_owned()]), "{policy:?}");
    }
    assert_eq!(select(&call, &off), BTreeSet::from(["1.2-M0001".to_owned()]));
    // 智慧交通 is not named; with the better place it stays eligible and wins.
    call.projects[1].standings = project("1.2", 2, 0, [2, 2]).standings;
    assert_eq!(select(&call, &method(FREE)), BTreeSet::from(["1.2-M0001".to_owned()]));
}
