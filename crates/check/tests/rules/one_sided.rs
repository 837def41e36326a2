//! HK-8 and TW-8, by rulings R-10, R-10a and R-11.

use hefu_check::Outcome::{Fail, Person, Unset};
use hefu_check::{Finding, PairingState, Standing, check_claim, check_one_sided, exchange_state, standing};
use hefu_pairing::{Claim, Orphan};

use crate::world::{World, found, instant, outcome, said};

fn alone(world: &World, at: usize) -> Vec<Finding> {
    let app = world.app(at);
    let orphan = Orphan { application: app.id.clone(), nearest: None, named_partner_missing: None };
    let state = exchange_state(&world.guide, &world.intakes, &app.direction, &world.as_of);
    check_one_sided(&world.ctx(), &orphan, &state)
}

/// A world in which only side `at` has applied; the other's list is closed and empty.
fn only(partner: &str, at: usize) -> World {
    let mut world = World::of(partner);
    let other = &mut world.intakes[1 - at];
    other.applications.clear();
    if let Some(closing) = &mut other.closing {
        closing.count = 0;
        closing.last_number = None;
        closing.digest = None;
    }
    world
}

#[test]
fn waits_until_both_windows_are_closed_then_is_void() {
    for (partner, clause) in [("hongkong", "/HK-8.one-sided"), ("taiwan", "/TW-8.one-sided")] {
        for at in [0, 1] {
            let mut world = only(partner, at);
            world.as_of = instant("2020-11-30T23:59:59+08:00[Asia/Shanghai]");
            let before = alone(&world, at);
            assert_eq!(outcome(&before, clause), Unset);
            assert!(said(found(&before, clause)).starts_with("待对方提交"));
            let state = PairingState::alone(&world.guide, &before);
            let own = world.of_application(at);
            assert_eq!(standing(state, &own, &before), Standing::AwaitingPartner);

            world.as_of = instant("2020-12-03T00:00:00+08:00[Asia/Shanghai]");
            let after = alone(&world, at);
            assert_eq!(outcome(&after, clause), Fail);
            assert!(said(found(&after, clause)).starts_with("无效（单方提交）"));
            let state = PairingState::alone(&world.guide, &after);
            assert_eq!(standing(state, &own, &after), Standing::VoidOneSided);
        }
    }
}

#[test]
fn a_statement_missing_or_contradicted_goes_to_a_person() {
    let mut world = only("hongkong", 0);
    world.intakes[1].closing = None;
    let findings = alone(&world, 0);
    assert_eq!(outcome(&findings, "/HK-8.one-sided"), Person);
    assert!(said(found(&findings, "/HK-8.one-sided")).contains("香港方没有截止声明"));

    let mut world = only("hongkong", 0);
    if let Some(closing) = &mut world.intakes[1].closing {
        closing.count = 3;
    }
    let findings = alone(&world, 0);
    assert_eq!(outcome(&findings, "/HK-8.one-sided"), Person);
    assert!(said(found(&findings, "/HK-8.one-sided")).contains("香港方截止声明称 3 份，读到 0 份"));
}

#[test]
fn the_digest_and_the_last_number_are_held_against_the_list() {
    let direction = "1.1";
    let mut world = World::of("hongkong");
    let state = |world: &World| exchange_state(&world.guide, &world.intakes, direction, &world.as_of);
    assert!(state(&world).complete);
    if let Some(closing) = &mut world.intakes[0].closing {
        closing.digest = Some("00".repeat(32));
    }
    assert_eq!(state(&world).contradicted[0].what, "digest");
    if let Some(closing) = &mut world.intakes[0].closing {
        closing.last_number = Some("mainland-999".to_owned());
    }
    assert_eq!(state(&world).contradicted[0].what, "last_number");
    world.intakes[1].signed = false;
    assert_eq!(state(&world).missing, [world.intakes[1].side.clone()]);
    world.intakes.pop();
    let gone = state(&world);
    assert!(!gone.windows_closed && !gone.complete);
}

#[test]
fn the_digest_is_over_sorted_numbers() {
    // sha256 of "a\nb\n"
    assert_eq!(
        hefu_check::closing_digest(["b", "a"]),
        "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2"
    );
}

#[test]
fn rivals_are_held() {
    let world = World::of("hongkong");
    let claim = Claim {
        direction: "1.1".to_owned(),
        applications: vec![world.app(0).id.clone(), world.app(1).id.clone()],
        candidates: Vec::new(),
        why: "same_partner".to_owned(),
    };
    let findings = check_claim(&world.ctx(), &claim);
    let held = found(&findings, "mainland:mainland-001/HK-8.one-sided/claim");
    assert_eq!(held.outcome, Person);
    assert!(held.rulings.contains(&"R-11".to_owned()));
    assert_eq!(standing(PairingState::Claimed, &findings, []), Standing::Held);
}
