//! The topic clauses, each by its `check`, and the maps.

use hefu_check::Finding;
use hefu_check::Outcome::Hint;
use hefu_check::maps::{PairMap, Portfolio};
use hefu_pairing::PairingResult;

use crate::world::{World, deliverable, failed, found, milestone, of_clause, outcome, said, tag, task};

fn world(topic: &str) -> World {
    let mut world = World::of("taiwan");
    world.both(|app| {
        app.topic = Some(topic.to_owned());
        app.deliverables.clear();
        for task in &mut app.tasks {
            task.item = None;
        }
    });
    world
}

/// The findings of the pair when `change` was made to the mainland half.
fn of(topic: &str, change: impl Fn(&mut hefu_application::Application)) -> Vec<Finding> {
    let mut world = world(topic);
    change(world.app_mut(0));
    let findings = world.of_pair();
    assert!(
        failed(&findings).iter().all(|clause| clause.starts_with("TW-10")),
        "content never fails anything: {:?}",
        failed(&findings)
    );
    findings
}

fn silent(findings: &[Finding], clause: &str) {
    let own: Vec<_> = of_clause(findings, clause).iter().map(|f| said(f)).collect();
    assert!(own.is_empty(), "{clause} says {own:?}");
}

#[test]
fn tasks_without_a_place_in_the_guide_are_listed() {
    let findings = of("smart-health", |app| {
        app.tasks[0].item = Some("BIO-HEALTH-5".to_owned());
    });
    let finding = found(&findings, "/BIO-HEALTH-0.content/unmapped");
    assert_eq!(finding.outcome, Hint);
    assert_eq!(said(finding), "以下任务未对应指南内容：T2");
}

#[test]
fn health_1_shows_what_is_not_covered() {
    let findings = of("smart-health", |app| app.tags.push(tag("data-stage", "获取")));
    let finding = found(&findings, "/BIO-HEALTH-1.content/data-stage.uncovered");
    assert_eq!(said(finding), "环节未涉及：挖掘、应用");
    silent(&of("smart-health", |_| {}), "BIO-HEALTH-1");
}

#[test]
fn health_2_takes_other_subjects_with_a_remark() {
    let findings = of("smart-health", |app| {
        let mut other = tag("disease", "other");
        other.text = Some("肺部疾病".to_owned());
        app.tags.push(other);
    });
    let finding = found(&findings, "/BIO-HEALTH-2.content/disease.other");
    assert_eq!(finding.outcome, Hint);
    assert!(said(finding).contains("肺部疾病（非指南特别列举对象）"));
    silent(&of("smart-health", |app| app.tags.push(tag("disease", "癌症"))), "BIO-HEALTH-2");
}

#[test]
fn health_3_asks_for_population_scenario_and_mode() {
    let findings = of("smart-health", |app| {
        app.tasks[0].item = Some("BIO-HEALTH-3".to_owned());
        app.tasks[0].fields.insert("scenario".to_owned(), "居家".to_owned());
        app.tasks[0].tags.push(tag("sensing", "wearable"));
    });
    let own = of_clause(&findings, "BIO-HEALTH-3");
    assert_eq!(own.len(), 1, "scenario and mode are stated");
    assert_eq!(said(own[0]), "任务 T1对应“生命体征检测技术”，未写明特定人群");
}

#[test]
fn health_4_fills_the_grid_from_both_sides() {
    let mut world = world("smart-health");
    for (at, row, column) in [(0, "医疗", "监测"), (1, "社區", "康復")] {
        let app = world.app_mut(at);
        let task = &mut app.tasks[at];
        task.item = Some("BIO-HEALTH-4".to_owned());
        task.tags = vec![tag("care-place", row), tag("care-stage", column)];
        app.deliverables.push({
            let mut d = deliverable("D1", "finding", &["mainland"]);
            d.tasks = vec!["T1".to_owned()];
            d
        });
    }
    let map = PairMap::of(&world.guide, &[world.app(0), world.app(1)]);
    let grid = &map.grids[0];
    assert_eq!(grid.grid, "care");
    let cells: Vec<_> = grid
        .cells
        .iter()
        .map(|cell| (cell.row.as_str(), cell.column.as_str(), cell.sides.join(), cell.deliverables.len()))
        .collect();
    assert_eq!(
        cells,
        [("medical", "monitoring", "mainland".to_owned(), 1), ("community", "rehabilitation", "taiwan".to_owned(), 0),]
    );
    let item = map.items.iter().find(|item| item.item == "BIO-HEALTH-4").expect("the item");
    assert_eq!(item.sides, ["mainland", "taiwan"]);
    assert_eq!(item.tasks, ["T1", "T2"]);
}

trait Join {
    fn join(&self) -> String;
}

impl Join for Vec<String> {
    fn join(&self) -> String {
        self.as_slice().join(",")
    }
}

#[test]
fn deliverables_say_what_makes_them_complete() {
    for (topic, kind, clause, lacks) in [
        ("smart-health", "effect-evaluation", "BIO-HEALTH-5", "评价指标"),
        ("smart-health", "model", "BIO-HEALTH-7", "特定人群"),
        ("smart-health", "database", "BIO-HEALTH-9", "数据字典"),
        ("regenerative", "regeneration-product", "BIO-REGEN-2", "组织"),
        ("regenerative", "biomaterial", "BIO-REGEN-8", "规格书"),
        ("regenerative", "tissue-construct", "BIO-REGEN-10", "组织"),
        ("regenerative", "equipment", "BIO-REGEN-12", "设备用途"),
        ("5g-iot", "network-claim", "5G-1", "目标值"),
    ] {
        let findings = of(topic, |app| app.deliverables.push(deliverable("D1", kind, &["mainland"])));
        let finding = found(&findings, &format!("/{clause}.content/{kind}"));
        assert_eq!(finding.outcome, Hint);
        assert!(said(finding).contains(lacks), "{}", said(finding));
        let list = findings_with_everything(topic, kind);
        silent(&list, clause);
    }
}

/// The same deliverable with every field and every list filled in.
fn findings_with_everything(topic: &str, kind: &str) -> Vec<Finding> {
    let world = world(topic);
    let known = world.guide.deliverable(kind).expect("a type of the guide");
    of(topic, |app| {
        let mut d = deliverable("D1", kind, &["mainland"]);
        for field in known.requires.iter().chain(&known.requires_at_closing) {
            d.fields.insert(field.clone(), "见任务书".to_owned());
        }
        for list in &known.lists {
            let list = world.guide.list(list).expect("a list of the guide");
            d.tags.push(tag(&list.id, &list.values[0].id));
        }
        app.deliverables.push(d);
    })
}

#[test]
fn a_test_record_is_asked_for_only_at_closing() {
    let findings = of("regenerative", |app| {
        let mut d = deliverable("D1", "自动化工艺设备", &["mainland"]);
        d.tags.push(tag("equipment-purpose", "culture"));
        app.deliverables.push(d);
    });
    silent(&findings, "BIO-REGEN-12");
}

#[test]
fn health_6_wants_more_than_one_kind() {
    let rule = "/BIO-HEALTH-6.several";
    let one = of("smart-health", |app| app.tags.push(tag("omics", "中医数据")));
    let finding = one.iter().find(|f| f.clause == "BIO-HEALTH-6").expect(rule);
    assert_eq!(finding.outcome, Hint);
    assert!(said(finding).contains("多类型"));
    let two = of("smart-health", |app| {
        app.tags.push(tag("omics", "genomics"));
        app.tags.push(tag("omics", "代谢组学"));
    });
    let passed = of_clause(&two, "BIO-HEALTH-6");
    assert!(passed.iter().all(|f| f.outcome != Hint), "an open list takes 代谢组学");
    silent(&of("smart-health", |_| {}), "BIO-HEALTH-6");
}

#[test]
fn health_8_a_model_wants_its_validation() {
    let model = |app: &mut hefu_application::Application| {
        app.deliverables.push(deliverable("D1", "model", &["mainland"]));
    };
    let findings = of("smart-health", model);
    assert!(of_clause(&findings, "BIO-HEALTH-8").iter().any(|f| f.outcome == Hint));
    let findings = of("smart-health", |app| {
        model(app);
        let mut m = milestone("M1", "validation");
        m.fields.insert("population".to_owned(), "老年人".to_owned());
        app.milestones.push(m);
    });
    assert!(of_clause(&findings, "BIO-HEALTH-8").iter().all(|f| f.outcome != Hint));
}

#[test]
fn regen_1_wants_one_of_three_technologies() {
    let findings = of("regenerative", |_| {});
    assert!(of_clause(&findings, "BIO-REGEN-1").iter().any(|f| f.outcome == Hint));
    let findings = of("regenerative", |app| app.tags.push(tag("technology-leg", "细胞")));
    assert!(of_clause(&findings, "BIO-REGEN-1").iter().all(|f| f.outcome != Hint));
}

#[test]
fn open_lists_take_anything_and_closed_ones_say_so() {
    for (clause, list) in [
        ("BIO-REGEN-2", "tissue"),
        ("BIO-REGEN-4", "factor"),
        ("BIO-REGEN-4", "behaviour"),
        ("BIO-REGEN-6", "material-aspect"),
    ] {
        silent(&of("regenerative", |app| app.tags.push(tag(list, "骨"))), clause);
    }
    let findings = of("regenerative", |app| app.tags.push(tag("regeneration-use", "化妆")));
    let finding = found(&findings, "/BIO-REGEN-11.content/regeneration-use.unknown");
    assert_eq!(said(finding), "应用领域中没有：化妆");
    silent(&of("5g-iot", |app| app.tags.push(tag("network-technology", "边缘计算"))), "5G-2");
}

#[test]
fn regen_3_5_9_are_types_of_output() {
    for (kind, clause) in [
        ("culture-system", "BIO-REGEN-3"),
        ("safety-evaluation", "BIO-REGEN-3"),
        ("quality-control", "BIO-REGEN-3"),
        ("finding", "BIO-REGEN-5"),
        ("co-culture", "BIO-REGEN-9"),
    ] {
        let findings = of("regenerative", |app| app.deliverables.push(deliverable("D1", kind, &["mainland"])));
        silent(&findings, clause);
        let world = world("regenerative");
        assert_eq!(world.guide.deliverable(kind).expect("a type").clause, clause);
    }
}

#[test]
fn regen_4_and_7_share_one_grid() {
    let mut world = world("regenerative");
    let app = world.app_mut(0);
    app.tasks[0].item = Some("BIO-REGEN-7".to_owned());
    app.tasks[0].tags = vec![tag("factor", "超声"), tag("behaviour", "增殖"), tag("factor", "微重力")];
    let map = PairMap::of(&world.guide, &[world.app(0), world.app(1)]);
    let grid = map.grids.iter().find(|grid| grid.grid == "factor-behaviour").expect("the grid");
    let rows: Vec<_> = grid.cells.iter().map(|cell| cell.row.as_str()).collect();
    assert_eq!(rows, ["ultrasound", "微重力"]);
}

#[test]
fn regen_13_prompts_only_where_item_four_is_worked_on() {
    let mut world = world("regenerative");
    let prompted = |world: &World| -> Vec<String> {
        let map = PairMap::of(&world.guide, &[world.app(0), world.app(1)]);
        let worked_on = map.items.into_iter().filter(|item| !item.tasks.is_empty());
        worked_on
            .filter(|item| world.guide.item(&item.item).is_some_and(|own| own.prompt.is_some()))
            .map(|item| item.item)
            .collect()
    };
    assert!(prompted(&world).is_empty());
    world.app_mut(1).tasks[1].item = Some("（4）".to_owned());
    assert_eq!(prompted(&world), ["BIO-REGEN-12"]);
}

#[test]
fn fiveg_3_asks_for_the_problem() {
    let findings = of("5g-iot", |_| {});
    assert!(of_clause(&findings, "5G-3").iter().any(|f| f.outcome == Hint));
    let findings = of("5g-iot", |app| {
        app.fields.insert("problem".to_owned(), "面向港口".to_owned());
    });
    assert!(of_clause(&findings, "5G-3").iter().all(|f| f.outcome != Hint));
}

#[test]
fn fiveg_5_asks_for_a_demonstration() {
    let findings = of("5g-iot", |_| {});
    assert_eq!(outcome(&findings, "/5G-5.content/demonstration.expected"), Hint);
    let findings = of("5g-iot", |app| {
        let mut m = milestone("M1", "演示验证");
        m.date = None;
        app.milestones.push(m);
    });
    let finding = found(&findings, "/5G-5.content/demonstration");
    assert_eq!(said(finding), "里程碑“演示验证”不完整：M1 缺地点、日期、评价指标");
}

#[test]
fn fiveg_7_8_9_are_counted_and_marked() {
    let mut world = world("5g-iot");
    world.app_mut(0).tasks.push(task("T3", "应用", &["mainland"]));
    for (list, value) in [
        ("medical-scenario", "home-care"),
        ("medical-scenario", "AR/VR远程医疗会诊"),
        ("education-scenario", "science"),
        ("agriculture-function", "产品溯源管理"),
    ] {
        world.app_mut(0).tags.push(tag(list, value));
    }
    let map = PairMap::of(&world.guide, &[world.app(0), world.app(1)]);
    assert_eq!(map.preferred.len(), 4);
    let pairing = PairingResult { pairs: vec![world.pair()], ..PairingResult::default() };
    let portfolio = Portfolio::of(&world.guide, &world.intakes, &pairing);
    let list = portfolio.lists.iter().find(|list| list.list == "medical-scenario").expect("the list");
    let counts: Vec<_> = list.values.iter().map(|value| (value.value.as_str(), value.pairs)).collect();
    assert_eq!(counts, [("home-care", 1), ("emergency", 0), ("hospital", 0), ("remote", 1)]);
    let topics: Vec<_> =
        portfolio.topics.iter().filter(|topic| topic.pairs > 0).map(|topic| topic.topic.as_str()).collect();
    assert_eq!(topics, ["5g-iot"]);
}

#[test]
fn effort_and_indicators() {
    let mut world = world("smart-health");
    world.both(|app| {
        app.tasks = vec![task("T1", "全部", &["mainland"])];
        app.tasks[0].person_months_hundredths = Some(1250);
    });
    let map = PairMap::of(&world.guide, &[world.app(0), world.app(1)]);
    assert!(!map.complementarity && !map.mutual_benefit);
    assert_eq!(map.effort[0].person_months_hundredths, Some(1250));
    assert_eq!(map.effort[1].person_months_hundredths, None);
    let findings = world.of_pair();
    let lacking = found(&findings, "/G-9.complementarity");
    assert_eq!(lacking.outcome, Hint);
    assert!(said(lacking).starts_with("优势互补：无证据"));
    assert!(said(found(&findings, "/G-10.substance")).starts_with("实质性合作存疑"));
}
