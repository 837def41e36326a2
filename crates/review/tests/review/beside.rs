//! What the guide has experts think of, and the two work splits side by side.

use hefu_guide::model::Indicator;
use hefu_review::{Beside, CellState, PromptKind, ReviewForm, SplitMap, TaskState};

use crate::world::{criterion, form, guide, half, letters, tag, task, unit};

/// The aims of G-6 and G-10 are prompts of weight 0 until the office's own form gives the clause a weight.
#[test]
fn the_aims_of_g_6_and_g_10_are_prompts_without_weight_until_the_office_sets_one() {
    let guide = guide();
    let mut own = half("hongkong", "1.1", "HK-AI");
    let aims = guide.lists.iter().find(|list| list.clause == "G-6").expect("the aims of G-6");
    own.tags.push(tag(&aims.id, &aims.values[1].id));
    let beside = Beside::of(&guide, &[&own], &form());
    let prompt = beside.prompts.iter().find(|prompt| prompt.clause == "G-6").expect("a prompt of G-6");
    assert_eq!(prompt.weight, None);
    let PromptKind::Aims { served, unnamed, .. } = &prompt.kind else { panic!("{prompt:?}") };
    assert_eq!((served.len(), unnamed.len()), (1, 4));
    let mut weighed = form();
    let mut serves = criterion("aims", letters());
    serves.clause = Some("G-6".to_owned());
    serves.weight = "0.25".parse().ok();
    weighed.criteria.push(serves);
    let beside = Beside::of(&guide, &[&own], &weighed);
    assert_eq!(beside.prompts[0].weight.map(|weight| weight.to_string()).as_deref(), Some("0.25"));
    let other = half("taiwan", "1.2", "5g-iot");
    assert!(Beside::of(&guide, &[&other], &form()).prompts.iter().any(|prompt| prompt.clause == "G-10"));
}

/// The indicators of G-9 and G-10: a pair where every task sits with one side shows no evidence of complementarity, and a side
/// without effort makes the substance doubtful; neither is a reason to reject.
#[test]
fn the_indicators_of_g_9_and_g_10_name_the_side_that_lacks() {
    let guide = guide();
    let topic = guide.direction("1.2").expect("1.2").leaves()[0].id.clone();
    let mut own = half("taiwan", "1.2", &topic);
    own.tasks.push(task("T1", &["taiwan"], "", &[]));
    own.units.push(unit("mainland", "示例大学", &[]));
    own.units.push(unit("taiwan", "示例大學", &[]));
    let beside = Beside::of(&guide, &[&own], &ReviewForm::default());
    let lacking = |wanted: Indicator| {
        let line = beside.indicators.iter().find(|line| line.indicator == wanted).expect("the indicator");
        (line.clause.clone(), line.lacking.clone())
    };
    assert_eq!(lacking(Indicator::Complementarity), ("G-9".to_owned(), vec!["mainland".to_owned()]));
    assert_eq!(lacking(Indicator::Substance), ("G-10".to_owned(), vec!["mainland".to_owned()]));
    assert_eq!(lacking(Indicator::MutualBenefit).1.len(), 2, "nobody has an output");
}

/// The goal of BIO-REGEN-1 is asked of every project of its topic; the question on scale-up and standards, which comes from
/// BIO-REGEN-13, of those that work on item （4） only.
#[test]
fn the_prompts_of_bio_regen_1_and_bio_regen_13_stand_where_they_belong() {
    let guide = guide();
    let regen = guide.items.iter().find(|item| item.id == "BIO-REGEN-1").expect("BIO-REGEN-1");
    let topic = regen.scope.topic.clone().expect("a topic");
    let own = half("taiwan", "1.2", &topic);
    let clauses = |own: &hefu_application::Application| {
        let beside = Beside::of(&guide, &[own], &ReviewForm::default());
        let items = beside.prompts.into_iter().filter(|prompt| matches!(prompt.kind, PromptKind::Item { .. }));
        items.map(|prompt| prompt.clause).collect::<Vec<_>>()
    };
    assert_eq!(clauses(&own), ["BIO-REGEN-1"]);
    let mut equipped = own.clone();
    equipped.tasks.push(task("T1", &["taiwan"], "BIO-REGEN-12", &[]));
    assert_eq!(clauses(&equipped), ["BIO-REGEN-1", "BIO-REGEN-12"]);
}

/// Stages of BIO-HEALTH-1 that nobody works on are shown as not covered; another object of study than those of BIO-HEALTH-2
/// carries the guide's remark.
#[test]
fn the_emphasis_of_bio_health_1_and_bio_health_2_is_shown_and_filters_nothing() {
    let guide = guide();
    let stages = guide.lists.iter().find(|list| list.clause == "BIO-HEALTH-1").expect("the stages");
    let objects = guide.lists.iter().find(|list| list.clause == "BIO-HEALTH-2").expect("the objects");
    let topic = stages.scope.topic.clone().expect("a topic");
    let mut own = half("taiwan", "1.2", &topic);
    own.tags.push(tag(&stages.id, &stages.values[0].id));
    let mut other = tag(&objects.id, "other");
    other.text = Some("肺病".to_owned());
    own.tags.push(other);
    let beside = Beside::of(&guide, &[&own], &ReviewForm::default());
    let of = |clause: &str| beside.emphasis.iter().find(|emphasis| emphasis.clause == clause).expect("the emphasis");
    assert_eq!(of("BIO-HEALTH-1").uncovered.len(), stages.values.len() - 1);
    assert_eq!(of("BIO-HEALTH-2").other, ["肺病"]);
    assert!(of("BIO-HEALTH-2").remark.is_some());
}

/// The role grid of 5G-4 over both sides' units: a role nobody holds is a gap.
#[test]
fn the_roles_of_5g_4_show_who_is_missing() {
    let guide = guide();
    let mut own = half("taiwan", "1.2", "5g-iot");
    own.units.push(unit("mainland", "示例大学", &["university", "research"]));
    own.units.push(unit("taiwan", "示例企業", &["industry"]));
    let sides = ["mainland".to_owned(), "taiwan".to_owned()];
    let map = SplitMap::of(&guide, &sides, &own, None);
    let state = |role: &str| map.roles.iter().find(|line| line.role == role).map(|line| line.state());
    assert_eq!(state("user"), Some(CellState::Gap));
    assert_eq!(state("industry"), Some(CellState::One));
    assert!(map.clone().without_units().roles.iter().all(|role| role.units.is_empty()));
    assert_eq!(map.open(), (0, 1));
}

/// The factor × behaviour grid: cells both sides fill, cells nobody fills; tasks that the halves give to different sides are
/// claimed twice, tasks without a side are nobody's.
#[test]
fn gaps_and_double_claims_of_the_two_halves_are_marked() {
    let guide = guide();
    let grid = guide.grids.iter().find(|grid| grid.clause == "BIO-REGEN-4").expect("factor × behaviour");
    let (rows, columns) = (guide.list(&grid.rows).expect("rows"), guide.list(&grid.columns).expect("columns"));
    let topic = grid.scope.topic.clone().expect("a topic");
    let cell =
        [(grid.rows.as_str(), rows.values[0].id.as_str()), (grid.columns.as_str(), columns.values[1].id.as_str())];
    let mut own = half("taiwan", "1.2", &topic);
    own.tasks.push(task("T1", &["taiwan"], "", &cell));
    own.tasks.push(task("T2", &["taiwan"], "", &[]));
    own.tasks.push(task("T3", &[], "", &[]));
    let mut partner = half("mainland", "1.2", &topic);
    partner.tasks.push(task("T1", &["mainland"], "", &cell));
    partner.tasks.push(task("T2", &["taiwan"], "", &[]));
    partner.tasks.push(task("T4", &["mainland"], "", &[]));
    let sides = ["mainland".to_owned(), "taiwan".to_owned()];
    let map = SplitMap::of(&guide, &sides, &own, Some(&partner));
    let states: Vec<_> = map.tasks.iter().map(|task| (task.code.as_str(), task.state)).collect();
    assert_eq!(
        states,
        [("T1", TaskState::Claimed), ("T2", TaskState::Agreed), ("T3", TaskState::Nobody), ("T4", TaskState::OneHalf),]
    );
    let shown = map.grids.iter().find(|shown| shown.grid == grid.id).expect("the grid");
    assert_eq!((shown.rows.len(), shown.columns.len()), (rows.values.len(), columns.values.len()));
    let cells: Vec<_> = shown.rows.iter().flat_map(|(_, cells)| cells).collect();
    assert_eq!(cells.iter().filter(|cell| cell.state() == CellState::Several).count(), 1);
    assert_eq!(cells.iter().filter(|cell| cell.state() == CellState::Gap).count(), cells.len() - 1);
    assert_eq!(map.open(), (1, cells.len() - 1 + 1));
    let alone = SplitMap::of(&guide, &sides, &own, None);
    assert!(!alone.partner_known);
    assert_eq!(alone.tasks[0].state, TaskState::Agreed);
}
