//! What people read, in three languages (and Taiwan wording), for a pair with a fault in every respect.

use std::fmt::Write as _;

use hefu_application::{EvidenceKind, UnitKind};
use hefu_check::{Finding, Outcome};
use hefu_words::Lang;

use crate::world::{AGREEMENT, World, date, tag, task};

fn spoilt(partner: &str) -> World {
    let mut world = World::of(partner);
    world.both(|app| {
        if partner == "taiwan" {
            app.topic = Some("5g-iot".to_owned());
            app.units[0].kind = Some(UnitKind::Enterprise);
            app.units[0].role = hefu_application::UnitRole::Lead;
        }
        app.tags.push(tag("data-stage", "acquisition"));
    });
    world.agreement(0, &AGREEMENT.replace("2020年11月2日", "2020年12月24日"));
    world.agreement(1, &AGREEMENT.replace("知识产权归属与分享", "保密").replace("成果", "资料"));
    let app = world.app_mut(0);
    app.period.end = Some(date("2022-11-30"));
    app.tasks.push(task("T3", "临床试用", &[]));
    app.evidence.retain(|item| item.kind != EvidenceKind::Cooperation);
    let app = world.app_mut(1);
    app.title.own = "人工智慧輔助診斷關鍵技術研究".to_owned();
    app.people[1].name = "何詠恩".to_owned();
    app.tasks[0].sides = app.tasks[1].sides.clone();
    app.evidence.retain(|item| item.kind != EvidenceKind::Strength);
    world
}

fn page(findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings.iter().filter(|finding| finding.outcome != Outcome::Pass) {
        writeln!(out, "{} {:?}", finding.id, finding.outcome).expect("a string takes it");
        for lang in Lang::ALL {
            writeln!(out, "  {lang}: {}", finding.message.text(lang)).expect("a string takes it");
            if let Some(remedy) = &finding.remedy {
                writeln!(out, "  {lang} → {}", remedy.text(lang)).expect("a string takes it");
            }
        }
    }
    out
}

#[test]
fn hong_kong() {
    insta::assert_snapshot!(page(&spoilt("hongkong").all()));
}

#[test]
fn taiwan() {
    insta::assert_snapshot!(page(&spoilt("taiwan").all()));
}
