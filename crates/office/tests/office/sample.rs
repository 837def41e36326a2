//! The small world of the sample at an office: its applicants attach their files, and the form check says of them what a
//! round says.

use std::sync::atomic::AtomicBool;

use hefu_application::{SideId, State};
use hefu_check::{Finding, Outcome};
use hefu_dossier::{AttachedTo, SideContext, TableLimits, read_side};
use hefu_office::acts;
use hefu_office::views::application_view;

use crate::documents::attach;
use crate::world::{World, doing, midway};

#[tokio::test]
async fn the_small_worlds_agreements_pass_where_nothing_is_planted() {
    let world = World::published().await;
    let (now, who) = (midway(), &world.applicant);
    let folder = tempfile::tempdir().expect("a folder");
    hefu_sample::write(7, hefu_sample::Size::Small, folder.path()).expect("a sample");
    let side = SideId::new("hongkong");
    let context = SideContext { guide: world.office.guide(), side: &side };
    let never = AtomicBool::new(false);
    let read = read_side(&folder.path().join("hongkong"), &context, &TableLimits::default(), &|_| {}, &never);
    let read = read.expect("the side's folder");
    let (mut sound, mut looked) = (0, 0);
    let wanted = |a: &&hefu_application::Application| a.state == State::Submitted && a.direction == "1.1";
    for application in read.intake.applications.iter().filter(wanted) {
        let draft = acts::begin_draft(&world.office, doing(who, &now), "1.1").await.expect("begun");
        acts::take_in(&world.office, doing(who, &now), &draft, application).await.expect("taken in");
        let own = read.attachments.iter().filter(|file| file.application == application.id);
        let mut refused = false;
        for file in own {
            let bytes = std::fs::read(&file.path).expect("a file");
            let done = attach(&world, who, &now, &draft, file.to, (&file.file, &bytes)).await;
            refused |= done.is_err() && file.to == AttachedTo::Agreement;
        }
        let view = application_view(&world.office, &doing(who, &now), &draft).await.expect("seen");
        let of = |finding: &&Finding| finding.clause == "HK-13" || finding.clause == "HK-14";
        let found: Vec<_> = view.findings.iter().filter(of).collect();
        assert!(!found.is_empty());
        looked += 1;
        let judged = |finding: &&Finding| finding.id.ends_with("/signatures") || finding.clause == "HK-14";
        let decided = found.iter().filter(|finding| !judged(finding)).all(|finding| finding.outcome == Outcome::Pass);
        let asked = found.iter().filter(|finding| judged(finding)).all(|finding| finding.outcome == Outcome::Person);
        assert!(!refused || !decided, "what was refused passes nothing");
        sound += usize::from(decided && asked);
    }
    assert!(sound >= 3, "{sound} of {looked} agreements are sound");
}
