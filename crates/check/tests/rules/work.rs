//! HK-12 and TW-14: division of work, alone and laid over each other.

use hefu_check::Outcome::{Fail, Hint, Pass, Person};

use crate::world::{World, found, outcome, said, task};

#[test]
fn every_task_is_owned_and_every_side_has_one() {
    for (partner, rule) in [("hongkong", "HK-12.work-split"), ("taiwan", "TW-14.work-split")] {
        let mut world = World::of(partner);
        assert_eq!(outcome(&world.of_application(0), &format!("/{rule}")), Pass);
        world.app_mut(0).tasks.push(task("T3", "临床试用", &[]));
        let findings = world.of_application(0);
        let finding = found(&findings, &format!("/{rule}/owner"));
        assert_eq!(finding.outcome, Fail);
        assert_eq!(said(finding), "以下任务无人承担：T3");
        world.app_mut(0).tasks = vec![task("T1", "全部工作", &["mainland"])];
        let findings = world.of_application(0);
        assert_eq!(outcome(&findings, &format!("/{rule}/sides")), Fail);
        world.app_mut(0).tasks.clear();
        assert_eq!(outcome(&world.of_application(0), &format!("/{rule}")), Fail);
    }
}

#[test]
fn a_shared_task_is_for_a_person_and_a_missing_unit_a_remark() {
    let mut world = World::of("hongkong");
    world.app_mut(0).tasks[0].sides = vec!["mainland".to_owned(), "hongkong".to_owned()];
    world.app_mut(0).tasks[1].unit = None;
    let findings = world.of_application(0);
    assert_eq!(outcome(&findings, "/HK-12.work-split/shared"), Person);
    assert_eq!(outcome(&findings, "/HK-12.work-split/unit"), Hint);
}

#[test]
fn conflicts_are_listed_by_task() {
    let mut world = World::of("hongkong");
    assert_eq!(outcome(&world.of_pair(), "/HK-12.work-split/overlay"), Pass);
    world.app_mut(1).tasks[0].sides = vec!["hongkong".to_owned()];
    let findings = world.of_pair();
    let finding = found(&findings, "/HK-12.work-split/double-claim");
    assert_eq!(finding.outcome, Fail);
    assert_eq!(said(finding), "双方各称由己方承担：任务 T1（内地方写内地方、香港方写香港方）");
    world.app_mut(1).tasks.remove(0);
    let findings = world.of_pair();
    assert_eq!(outcome(&findings, "/HK-12.work-split/only-one-half"), Person);
}
