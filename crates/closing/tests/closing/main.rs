//! What an award owes and what hinders closing it, through the crate's public functions.

use std::collections::BTreeMap;

use hefu_application::{Application, ApplicationId, Deliverable, Milestone, Tag, Task};
use hefu_closing::{
    ChangeKind, ChangeState, Half, Hindrance, Lack, Line, LineOf, LineState, Ruled, change_state, hindrances, lacks,
    line_state, owed,
};
use hefu_guide::Guide;
use jiff::civil::date;
use proptest::prelude::*;

fn guide() -> Guide {
    hefu_guide::builtin("hkmt-2020").expect("it is built in")
}

fn half(side: &str, direction: &str, topic: &str) -> Application {
    let mut half = Application::new(ApplicationId::new(side, "1"));
    half.direction = direction.to_owned();
    half.topic = Some(topic.to_owned());
    half
}

fn named(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect()
}

fn deliverable(code: &str, kind: &str, sides: &[&str], tasks: &[&str], fields: &[(&str, &str)]) -> Deliverable {
    Deliverable {
        code: code.to_owned(),
        title: format!("成果{code}"),
        kind: Some(kind.to_owned()),
        tasks: tasks.iter().map(|task| (*task).to_owned()).collect(),
        sides: sides.iter().map(|side| (*side).to_owned()).collect(),
        tags: Vec::new(),
        fields: named(fields),
        origin: Default::default(),
    }
}

fn milestone(code: &str, kind: &str, fields: &[(&str, &str)]) -> Milestone {
    Milestone {
        code: code.to_owned(),
        title: format!("节点{code}"),
        kind: Some(kind.to_owned()),
        date: Some(date(2022, 6, 30)),
        deliverables: Vec::new(),
        tags: Vec::new(),
        fields: named(fields),
        origin: Default::default(),
    }
}

fn task(code: &str, sides: &[&str], tags: &[(&str, &str)]) -> Task {
    let tag = |(list, value): &(&str, &str)| Tag { list: (*list).to_owned(), value: (*value).to_owned(), text: None };
    Task {
        code: code.to_owned(),
        title: String::new(),
        item: None,
        sides: sides.iter().map(|side| (*side).to_owned()).collect(),
        unit: None,
        person_months_hundredths: None,
        tags: tags.iter().map(tag).collect(),
        fields: BTreeMap::new(),
        origin: Default::default(),
    }
}

fn line<'l>(lines: &'l [Line], id: &str) -> &'l Line {
    lines.iter().find(|line| line.of.id() == id).unwrap_or_else(|| panic!("{id} is not in {lines:?}"))
}

/// 5G-5: an awarded 5G project cannot be closed as complete without a demonstration record or a recorded waiver.
#[test]
fn a_5g_project_owes_a_demonstration_whether_or_not_it_planned_one() {
    let guide = guide();
    let own = of_5g(&guide);
    let lines = owed(&guide, &own, None);
    let owes = line(&lines, "expected:demonstration");
    assert_eq!(owes.clause.as_deref(), Some("5G-5"));
    assert_eq!(owes.asks, ["place", "date", "measure"]);
    let nothing = line_state(owes, None, None);
    assert_eq!(nothing, LineState::NotShown);
    assert_eq!(hindrances([(owes, &nothing)], [], []), [Hindrance::Line("expected:demonstration".to_owned())]);
    let stated = named(&[("place", "深圳"), ("date", "2022-05-01"), ("measure", "时延")]);
    assert_eq!(lacks(owes, &stated, false), [Lack::Record], "words alone are no record");
    assert_eq!(line_state(owes, Some((&stated, true)), None), LineState::Waits, "an office has to rule");
    let waived = line_state(owes, None, Some(Ruled::Waived));
    assert!(hindrances([(owes, &waived)], [], []).is_empty());
    let mut planned = own.clone();
    planned.milestones.push(milestone("M1", "demonstration", &[("place", "深圳"), ("measure", "时延")]));
    let lines = owed(&guide, &planned, None);
    assert!(lines.iter().all(|line| !matches!(line.of, LineOf::Expected { .. })));
    assert!(line(&lines, "milestone:M1").asks.is_empty(), "place and measure are planned, and so is the date");
}

/// A half in a topic whose clause expects a demonstration.
fn of_5g(guide: &Guide) -> Application {
    let expected = guide.milestones.iter().find(|kind| kind.expected).expect("5G-5");
    let leaves = guide.directions.iter().flat_map(|direction| {
        direction.leaves().into_iter().map(|leaf| (direction.number.clone(), leaf.id.clone())).collect::<Vec<_>>()
    });
    let mut fits = leaves.filter(|(direction, leaf)| expected.scope.covers(direction, Some(leaf)));
    let (direction, leaf) = fits.next().expect("a topic of 5G");
    half("mainland", &direction, &leaf)
}

/// BIO-HEALTH-7, BIO-HEALTH-9, BIO-HEALTH-5, BIO-REGEN-12: what each type of deliverable is incomplete without.
#[test]
fn a_deliverable_is_asked_for_what_its_clause_names_and_the_plan_does_not_say() {
    let guide = guide();
    let mut own = half("mainland", "1.2", "smart-health");
    own.deliverables = vec![
        deliverable("D1", "model", &[], &[], &[("input", "心电"), ("output", "风险")]),
        deliverable("D2", "database", &["mainland"], &[], &[("dictionary", "附件三"), ("records", "10000")]),
        deliverable("D3", "effect-evaluation", &["mainland", "taiwan"], &[], &[("protocol", "方案")]),
        deliverable("D4", "model", &["taiwan"], &[], &[]),
    ];
    let lines = owed(&guide, &own, None);
    assert_eq!(line(&lines, "deliverable:D1").asks, ["population", "version", "digest"]);
    assert_eq!(line(&lines, "deliverable:D1").clause.as_deref(), Some("BIO-HEALTH-7"));
    assert_eq!(line(&lines, "deliverable:D2").asks, ["access"]);
    assert_eq!(line(&lines, "deliverable:D3").asks, ["measure", "comparison"]);
    assert!(
        lines.iter().all(|line| line.of.id() != "deliverable:D4"),
        "what is the other side's alone is not owed here"
    );
    let mut own = half("taiwan", "1.2", "regenerative");
    own.deliverables =
        vec![deliverable("D1", "自动化工艺设备", &[], &[], &[]), deliverable("D2", "finding", &[], &[], &[])];
    let lines = owed(&guide, &own, None);
    assert_eq!(line(&lines, "deliverable:D1").asks, ["test-record"], "equipment without a test record is incomplete");
    let finding = line(&lines, "deliverable:D2");
    assert_eq!(finding.clause.as_deref(), Some("BIO-REGEN-5"));
    assert_eq!(lacks(finding, &BTreeMap::new(), true), [], "a publication or a data record is enough");
}

/// BIO-HEALTH-4: a claimed cell with no deliverable is listed at closing.
#[test]
fn every_claimed_cell_of_a_grid_is_a_line_and_one_without_a_deliverable_shows_it() {
    let guide = guide();
    let mut own = half("mainland", "1.2", "smart-health");
    let grid = guide.grids.iter().find(|grid| grid.id == "care").expect("BIO-HEALTH-4");
    let value = |list: &str, at: usize| guide.list(list).expect("a list").values[at].id.clone();
    let cell = |row: usize, column: usize| (value(&grid.rows, row), value(&grid.columns, column));
    let [(a, b), (c, d), (e, f)] = [cell(0, 0), cell(1, 1), cell(2, 2)];
    own.tasks = vec![
        task("T1", &["mainland"], &[(&grid.rows, &a), (&grid.columns, &b)]),
        task("T2", &["mainland"], &[(&grid.rows, &c), (&grid.columns, &d)]),
        task("T3", &["taiwan"], &[(&grid.rows, &e), (&grid.columns, &f)]),
    ];
    own.deliverables = vec![deliverable("D1", "model", &[], &["T1"], &[])];
    let lines = owed(&guide, &own, None);
    assert_eq!(line(&lines, &format!("cell:care:{a}:{b}")).deliverables, ["D1"]);
    let bare = line(&lines, &format!("cell:care:{c}:{d}"));
    assert!(bare.deliverables.is_empty());
    assert_eq!(bare.clause.as_deref(), Some("BIO-HEALTH-4"));
    let cells = lines.iter().filter(|line| matches!(line.of, LineOf::Cell { .. })).count();
    assert_eq!(cells, 2, "the third is claimed by the other side");
}

#[test]
fn what_both_halves_agree_in_changes_only_with_both_offices() {
    for kind in ChangeKind::ALL {
        assert_eq!(ChangeKind::from_word(kind.word()), Some(kind));
        assert_eq!(change_state(kind, Half::Silent, Half::Silent), ChangeState::Asked);
        assert_eq!(change_state(kind, Half::Refused, Half::Silent), ChangeState::Refused);
        let alone = change_state(kind, Half::Agreed, Half::Silent);
        let refused = change_state(kind, Half::Agreed, Half::Refused);
        if kind.both() {
            assert_eq!((alone, refused), (ChangeState::WaitsForPartner, ChangeState::Refused));
        } else {
            assert_eq!((alone, refused), (ChangeState::InForce, ChangeState::InForce));
        }
        assert_eq!(change_state(kind, Half::Agreed, Half::Agreed), ChangeState::InForce);
    }
}

proptest! {
    /// An award is complete when every line is accepted or waived, every report accepted and every change answered, and only
    /// then; each thing that hinders it is named once.
    #[test]
    fn hindrances_are_just_what_is_not_done(
        states in prop::collection::vec(0_usize..6, 0..12),
        reports in prop::collection::vec(any::<bool>(), 0..4),
        changes in prop::collection::vec(any::<bool>(), 0..4),
    ) {
        let of = |at: usize| Line {
            of: LineOf::Deliverable { code: format!("D{at}") },
            clause: None,
            kind: None,
            title: String::new(),
            due: None,
            planned: BTreeMap::new(),
            asks: vec!["version".to_owned()],
            deliverables: Vec::new(),
        };
        let stated = named(&[("version", "1")]);
        let empty = BTreeMap::new();
        let lines: Vec<Line> = (0..states.len()).map(of).collect();
        let found: Vec<LineState> = lines
            .iter()
            .zip(&states)
            .map(|(line, state)| match state {
                0 => line_state(line, None, None),
                1 => line_state(line, Some((&empty, true)), None),
                2 => line_state(line, Some((&stated, true)), None),
                3 => line_state(line, Some((&stated, true)), Some(Ruled::Accepted)),
                4 => line_state(line, Some((&stated, true)), Some(Ruled::Returned)),
                _ => line_state(line, None, Some(Ruled::Waived)),
            })
            .collect();
        let names: Vec<String> = (0..4).map(|n| n.to_string()).collect();
        let of = |all: &[bool]| names.iter().map(String::as_str).zip(all.iter().copied()).collect::<Vec<_>>();
        let hindering = hindrances(lines.iter().zip(&found), of(&reports), of(&changes));
        let open = states.iter().filter(|state| ![3, 5].contains(*state)).count();
        let undone = |all: &[bool]| all.iter().filter(|done| !**done).count();
        prop_assert_eq!(hindering.len(), open + undone(&reports) + undone(&changes));
    }
}
