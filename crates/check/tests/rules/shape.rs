//! Which clauses are honoured, and that every rule of the guides is spoken of.

use std::collections::BTreeSet;

use hefu_check::clause_coverage;
use hefu_guide::model::ClauseKind;

use crate::world::World;

#[test]
fn every_rule_and_judgement_clause_is_honoured() {
    for id in hefu_guide::BUILTIN {
        let guide = hefu_guide::builtin(id).expect("compiles");
        let coverage = clause_coverage(&guide);
        assert_eq!(coverage.len(), guide.clauses.len());
        for (clause, covered) in guide.clauses.iter().zip(&coverage) {
            assert_eq!(clause.id, covered.clause);
            let silent = covered.rules.is_empty() && covered.checks.is_empty();
            let must = match clause.kind {
                ClauseKind::Rule | ClauseKind::Topic => true,
                ClauseKind::Judgement => id == "hkmt-2020",
                ClauseKind::Heading | ClauseKind::Fact | ClauseKind::Purpose => false,
            };
            assert!(!(must && silent), "{} is honoured by nothing", clause.id);
        }
    }
    let coverage = clause_coverage(&World::of("hongkong").guide);
    let of = |clause: &str| coverage.iter().find(|one| one.clause == clause).expect("the clause");
    assert_eq!(of("HK-5").rules, ["HK-5.period"]);
    assert_eq!(of("HK-5").checks, ["rules/period"]);
    assert_eq!(of("G-5").checks, ["applications: direction"]);
}

#[test]
fn every_rule_of_the_guide_speaks_somewhere() {
    let mut spoken = BTreeSet::new();
    let mut rules = BTreeSet::new();
    for partner in ["hongkong", "taiwan"] {
        let topics: &[&str] =
            if partner == "taiwan" { &["smart-health", "regenerative", "5g-iot"] } else { &["cancer"] };
        for topic in topics {
            let mut world = World::of(partner);
            world.both(|app| {
                app.topic = Some((*topic).to_owned());
                app.tags.push(crate::world::tag("omics", "genomics"));
                app.deliverables.push(crate::world::deliverable("D9", "model", &["mainland"]));
            });
            rules.extend(world.guide.rules.iter().map(|rule| rule.id.clone()));
            spoken.extend(world.all().into_iter().map(|finding| finding.rule));
            let round = hefu_check::check_round(&world.ctx(), &Default::default());
            spoken.extend(round.into_iter().map(|finding| finding.rule));
        }
    }
    let silent: Vec<_> = rules.difference(&spoken).collect();
    assert!(silent.is_empty(), "rules that say nothing: {silent:?}");
}
