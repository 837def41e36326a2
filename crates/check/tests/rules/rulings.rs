//! People's rulings, and where things stand.

use hefu_check::RulingProblemKind::{
    Contradictory, NoInstant, NoName, NoReason, NotForAPerson, Repeated, UnknownFinding,
};
use hefu_check::{Outcome, PairingState, Ruling, RulingAnswer, Standing, apply_rulings, standing};

use crate::world::{World, failed, found};

fn ruling(finding: &str, answer: RulingAnswer) -> Ruling {
    Ruling {
        finding: finding.to_owned(),
        answer,
        who: "审查员甲".to_owned(),
        when: "2020-12-05T10:00:00+08:00".to_owned(),
        why: "已核对原件".to_owned(),
    }
}

const PERSON: &str = "mainland:mainland-001/HK-10.evidence";
const PLAIN: &str = "mainland:mainland-001/HK-5.period";

#[test]
fn only_what_a_person_must_rule_on_is_ruled() {
    let findings = World::of("hongkong").all();
    let mut nameless = ruling(PERSON, RulingAnswer::Met);
    nameless.who = " ".to_owned();
    let mut reasonless = ruling(PERSON, RulingAnswer::Met);
    reasonless.why = String::new();
    let mut timeless = ruling(PERSON, RulingAnswer::Met);
    timeless.when = "2020-12-05".to_owned();
    let given = [
        ruling("mainland:x/HK-10.evidence", RulingAnswer::Met),
        ruling(PLAIN, RulingAnswer::NotMet),
        nameless,
        reasonless,
        timeless,
    ];
    let (after, problems) = apply_rulings(findings.clone(), &given);
    assert_eq!(after, findings, "nothing was applied");
    let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [UnknownFinding, NotForAPerson, NoName, NoReason, NoInstant]);
    assert_eq!(problems[1].number, 2);
}

#[test]
fn a_ruling_is_applied_and_the_outcome_before_stays_readable() {
    let findings = World::of("hongkong").all();
    for (answer, expected) in [(RulingAnswer::Met, Outcome::Pass), (RulingAnswer::NotMet, Outcome::Fail)] {
        let (after, problems) = apply_rulings(findings.clone(), &[ruling(PERSON, answer)]);
        assert!(problems.is_empty());
        let finding = found(&after, PERSON);
        assert_eq!(finding.outcome, expected);
        let ruled = finding.ruled.as_ref().expect("the ruling");
        assert_eq!((ruled.before, ruled.ruling.who.as_str()), (Outcome::Person, "审查员甲"));
    }
}

#[test]
fn contradictions_and_repetitions() {
    let findings = World::of("hongkong").all();
    let (met, not) = (ruling(PERSON, RulingAnswer::Met), ruling(PERSON, RulingAnswer::NotMet));
    let (after, problems) = apply_rulings(findings.clone(), &[met.clone(), not]);
    assert_eq!(found(&after, PERSON).outcome, Outcome::Person);
    assert!(problems.iter().all(|problem| problem.kind == Contradictory));
    assert_eq!(problems.len(), 2);
    let (after, problems) = apply_rulings(findings, &[met.clone(), met]);
    assert_eq!(found(&after, PERSON).outcome, Outcome::Pass);
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].kind, Repeated);
}

#[test]
fn a_whole_pair_waits_for_its_rulings_and_then_passes() {
    for partner in ["hongkong", "taiwan"] {
        let world = World::of(partner);
        let findings = world.all();
        assert_eq!(failed(&findings), Vec::<&str>::new());
        assert_eq!(standing(PairingState::Paired, &findings, []), Standing::AwaitingRuling);
        let rulings: Vec<_> = findings
            .iter()
            .filter(|finding| finding.outcome == Outcome::Person)
            .map(|finding| ruling(&finding.id, RulingAnswer::Met))
            .collect();
        assert!(rulings.len() >= 8, "judgements of both halves, per side, signatures, clauses");
        let (after, problems) = apply_rulings(findings, &rulings);
        assert!(problems.is_empty());
        assert_eq!(standing(PairingState::Paired, &after, []), Standing::Passed);
    }
}

#[test]
fn standings() {
    let mut world = World::of("hongkong");
    world.app_mut(0).period.end = None;
    let findings = world.all();
    assert_eq!(standing(PairingState::Paired, &findings, []), Standing::Failed);
    assert_eq!(standing(PairingState::NotSubmitted, &findings, []), Standing::NotSubmitted);
    assert_eq!(standing(PairingState::Alone { void: false }, &findings, []), Standing::Failed);
    assert_eq!(standing(PairingState::Alone { void: true }, &findings, []), Standing::VoidOneSided);
    assert_eq!(standing(PairingState::Paired, [], []), Standing::Passed);
    let round = hefu_check::check_round(&world.ctx(), &Default::default());
    let open: Vec<_> = round.into_iter().filter(|f| f.outcome == Outcome::Unset).collect();
    assert!(!open.is_empty());
    assert_eq!(standing(PairingState::Paired, &open, []), Standing::Passed, "what the guide leaves open never blocks");
}

#[test]
fn drafts_and_withdrawn_applications_are_not_checked() {
    let mut world = World::of("hongkong");
    for state in [hefu_application::State::Draft, hefu_application::State::Withdrawn] {
        world.app_mut(0).state = state;
        assert!(world.of_application(0).is_empty());
    }
}
