//! A workbook written with applications reads back as the same applications.

use std::collections::BTreeMap;

use hefu_application::*;
use hefu_dossier::template;
use hefu_text::money::{Currency, Money};
use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;
use proptest::prelude::*;

use crate::made::{folder, guide, read};

/// The application without places: a program's record and a file's row differ in these by nature.
pub fn bare(mut one: Application) -> Application {
    one.origin = Origin::default();
    one.units.iter_mut().for_each(|x| x.origin = Origin::default());
    one.people.iter_mut().for_each(|x| x.origin = Origin::default());
    one.tasks.iter_mut().for_each(|x| x.origin = Origin::default());
    one.deliverables.iter_mut().for_each(|x| x.origin = Origin::default());
    one.milestones.iter_mut().for_each(|x| x.origin = Origin::default());
    one.evidence.iter_mut().for_each(|x| x.origin = Origin::default());
    one.budget.iter_mut().for_each(|x| x.origin = Origin::default());
    one.agreement.iter_mut().for_each(|x| x.origin = Origin::default());
    one
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[神经系统疾病防治研究甲乙丙]{1,12}",
        "[A-Z][a-z]{1,8}( [a-z]{1,6}){0,3}",
        "[國際聯合實驗室]{2,8}（[a-z]{1,5}）",
        "=[A-Z][0-9]",
    ]
}

fn code() -> impl Strategy<Value = String> {
    "[A-Z]{1,2}[0-9]{1,3}(-[0-9])?"
}

fn day() -> impl Strategy<Value = Date> {
    (2015i16..2030, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn opt<T: std::fmt::Debug + Clone>(inner: impl Strategy<Value = T>) -> impl Strategy<Value = Option<T>> {
    prop::option::of(inner)
}

fn tag() -> impl Strategy<Value = Tag> {
    prop_oneof![
        Just(("disease", "cancer")),
        Just(("disease", "other")),
        Just(("omics", "tcm-data")),
        Just(("aims-hongkong", "capacity")),
        Just(("aims-taiwan", "capacity")),
        Just(("sensing", "毫米波雷达")),
    ]
    .prop_flat_map(|(list, value)| {
        opt(words()).prop_map(move |text| Tag { list: list.to_owned(), value: value.to_owned(), text })
    })
}

fn fields(ids: &'static [&'static str]) -> impl Strategy<Value = BTreeMap<String, String>> {
    prop::collection::btree_map(prop::sample::select(ids).prop_map(str::to_owned), words(), 0..3)
}

fn sides() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![Just(vec![]), Just(vec!["mainland".into()]), Just(vec!["hongkong".into(), "mainland".into()])]
}

fn side() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["mainland", "hongkong"]).prop_map(str::to_owned)
}

fn unit() -> impl Strategy<Value = Unit> {
    (
        side(),
        words(),
        opt(words()),
        any::<bool>(),
        0usize..6,
        prop::sample::subsequence(vec!["industry", "university", "research", "user"], 0..4),
        opt("[0-9A-Z]{18}"),
    )
        .prop_map(|(side, name, english, lead, kind, functions, uscc)| Unit {
            side,
            name,
            english,
            role: if lead { UnitRole::Lead } else { UnitRole::Participant },
            kind: [
                None,
                Some(UnitKind::University),
                Some(UnitKind::ResearchInstitute),
                Some(UnitKind::Enterprise),
                Some(UnitKind::Hospital),
                Some(UnitKind::Other),
            ][kind],
            functions: functions.into_iter().map(str::to_owned).collect(),
            identifiers: uscc.into_iter().map(|number| ("uscc".to_owned(), number)).collect(),
            origin: Origin::default(),
        })
}

fn person() -> impl Strategy<Value = Person> {
    (
        side(),
        words(),
        opt(words()),
        any::<bool>(),
        opt(words()),
        opt("[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9X]{4}"),
        fields(&["degree", "title"]),
    )
        .prop_map(|(side, name, english, lead, unit, orcid, fields)| Person {
            side,
            name,
            english,
            role: if lead { Role::PrincipalInvestigator } else { Role::Member },
            unit,
            identifiers: orcid.into_iter().map(|number| ("orcid".to_owned(), number)).collect(),
            fields,
            origin: Origin::default(),
        })
}

fn work() -> impl Strategy<Value = (Vec<Task>, Vec<Deliverable>, Vec<Milestone>)> {
    let task = (
        words(),
        opt(prop::sample::select(vec!["BIO-HEALTH-3", "BIO-HEALTH-5", "自拟内容"])),
        sides(),
        opt(words()),
        opt(0i64..1_000_000),
        prop::collection::vec(tag(), 0..2),
        fields(&["population", "scenario", "protocol"]),
    )
        .prop_map(|(title, item, sides, unit, person_months_hundredths, tags, fields)| Task {
            code: String::new(),
            title,
            item: item.map(str::to_owned),
            sides,
            unit,
            person_months_hundredths,
            tags,
            fields,
            origin: Origin::default(),
        });
    let deliverable = (
        words(),
        opt(prop::sample::select(vec!["model", "database", "biomaterial"])),
        prop::collection::vec(code(), 0..3),
        sides(),
        prop::collection::vec(tag(), 0..2),
        fields(&["input", "records", "version"]),
    )
        .prop_map(|(title, kind, tasks, sides, tags, fields)| Deliverable {
            code: String::new(),
            title,
            kind: kind.map(str::to_owned),
            tasks,
            sides,
            tags,
            fields,
            origin: Origin::default(),
        });
    let milestone = (
        words(),
        opt(Just("validation".to_owned())),
        opt(day()),
        prop::collection::vec(code(), 0..3),
        fields(&["population"]),
    )
        .prop_map(|(title, kind, date, deliverables, fields)| Milestone {
            code: String::new(),
            title,
            kind,
            date,
            deliverables,
            tags: Vec::new(),
            fields,
            origin: Origin::default(),
        });
    (
        prop::collection::vec(task, 0..3),
        prop::collection::vec(deliverable, 0..3),
        prop::collection::vec(milestone, 0..3),
    )
        .prop_map(|(mut tasks, mut deliverables, mut milestones)| {
            tasks.iter_mut().enumerate().for_each(|(index, one)| one.code = format!("T{index}"));
            deliverables.iter_mut().enumerate().for_each(|(index, one)| one.code = format!("D{index}"));
            milestones.iter_mut().enumerate().for_each(|(index, one)| one.code = format!("M{index}"));
            (tasks, deliverables, milestones)
        })
}

fn budget() -> impl Strategy<Value = BudgetLine> {
    (prop::sample::select(vec!["state", "own", "partner", "創新及科技基金"]), side(), 0i64..i64::MAX / 4, any::<bool>())
        .prop_map(|(source, side, minor, hkd)| BudgetLine {
            source: source.to_owned(),
            side,
            amount: Money::from_minor(minor, if hkd { Currency::HKD } else { Currency::CNY }),
            origin: Origin::default(),
        })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (any::<bool>(), prop_oneof![Just(String::new()), side()], words(), opt(day())).prop_map(
        |(strength, side, title, date)| Evidence {
            kind: if strength { EvidenceKind::Strength } else { EvidenceKind::Cooperation },
            side,
            title,
            date,
            file: None,
            digest: None,
            origin: Origin::default(),
        },
    )
}

fn agreement() -> impl Strategy<Value = AgreementRecord> {
    let parties = prop::collection::vec(prop_oneof![words(), Just("甲、乙联合实验室".to_owned())], 2..4);
    (any::<bool>(), opt(day()), parties).prop_map(|(letter, signed, parties)| AgreementRecord {
        kind: Some(if letter { AgreementKind::LetterOfIntent } else { AgreementKind::Agreement }),
        signed,
        parties,
        file: None,
        digest: None,
        origin: Origin::default(),
    })
}

pub fn application() -> impl Strategy<Value = Application> {
    let head = (
        words(),
        opt(words()),
        opt(prop::sample::select(vec!["ai", "tcm", "大数据"])),
        opt(day()),
        opt(day()),
        opt(1u32..60),
        opt(code()),
        0usize..3,
        opt(1_580_000_000i64..1_600_000_000),
    );
    let lists = (
        prop::collection::vec(unit(), 0..4),
        prop::collection::vec(person(), 0..4),
        work(),
        prop::collection::vec(budget(), 0..3),
        prop::collection::vec(evidence(), 0..3),
        opt(agreement()),
        prop::collection::vec(tag(), 0..3),
        fields(&["problem", "some-office-field"]),
    );
    (head, lists).prop_map(|(head, lists)| {
        let (title, english, topic, start, end, months, partner, state, submitted) = head;
        let (units, people, (tasks, deliverables, milestones), budget, evidence, agreement, tags, fields) = lists;
        let zone = TimeZoneDatabase::bundled().get("Asia/Hong_Kong").expect("a zone");
        Application {
            direction: "1.1".to_owned(),
            topic: topic.map(str::to_owned),
            title: Title { own: title, english },
            units,
            people,
            period: StatedPeriod { start, end, months },
            partner_number: partner,
            state: [State::Submitted, State::Draft, State::Withdrawn][state],
            submitted: submitted.map(|at| jiff::Timestamp::from_second(at).expect("an instant").to_zoned(zone.clone())),
            budget,
            tasks,
            deliverables,
            milestones,
            evidence,
            agreement,
            tags,
            fields,
            ..Application::new(ApplicationId::new("hongkong", "0"))
        }
    })
}

/// The same application in direction 1.2.
pub fn across_the_strait(one: &mut Application) {
    let turn = |side: &mut String| {
        if side == "hongkong" {
            "taiwan".clone_into(side);
        }
    };
    one.direction = "1.2".to_owned();
    one.topic = Some("smart-health".to_owned());
    one.units.iter_mut().for_each(|x| turn(&mut x.side));
    one.people.iter_mut().for_each(|x| turn(&mut x.side));
    one.tasks.iter_mut().flat_map(|x| &mut x.sides).for_each(turn);
    one.deliverables.iter_mut().flat_map(|x| &mut x.sides).for_each(turn);
    one.evidence.iter_mut().for_each(|x| turn(&mut x.side));
    one.budget.iter_mut().for_each(|x| turn(&mut x.side));
}

fn through(applications: &[Application], side: &str) -> Vec<Application> {
    let bytes = template(&guide(), &side.into(), applications).expect("a workbook");
    let made = folder(&[("applications.xlsx", &bytes)]);
    let read = read(made.path(), side);
    let errors = crate::made::errors(&read);
    assert!(errors.is_empty(), "{errors:#?}");
    read.intake.applications.into_iter().map(bare).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_is_written_is_read_back(
        mut applications in prop::collection::vec(application(), 1..4),
        side in prop::sample::select(vec!["hongkong", "mainland", "taiwan"]),
    ) {
        for (index, one) in applications.iter_mut().enumerate() {
            one.id = ApplicationId::new(side, format!("ITC/00{index}"));
            if side == "taiwan" {
                across_the_strait(one);
            }
        }
        prop_assert_eq!(through(&applications, side), applications);
    }
}

#[test]
fn the_empty_template_of_each_side_reads_back_as_nothing() {
    for side in ["mainland", "hongkong", "macao", "taiwan"] {
        assert_eq!(through(&[], side), Vec::<Application>::new());
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let write = || {
        template(&guide(), &"taiwan".into(), &[Application::new(ApplicationId::new("taiwan", "1"))])
            .expect("a workbook")
    };
    assert_eq!(write(), write());
}

#[test]
fn headers_are_in_the_script_of_the_side_with_lists_notes_and_a_frozen_header() {
    for (side, sheet, header, list) in [
        ("mainland", "申请", "申请编号", "高等学校"),
        ("hongkong", "申請", "申請編號", "高等學校"),
        ("taiwan", "申請", "計畫名稱", "大專校院"),
    ] {
        let bytes = template(&guide(), &side.into(), &[]).expect("a workbook");
        let mut parts = String::new();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            std::io::Read::read_to_string(&mut part, &mut parts).expect("text");
        }
        for text in [sheet, header, list, "dataValidation", "state=\"frozen\"", "veryHidden", "<comment "] {
            assert!(parts.contains(text), "{side}: {text}");
        }
    }
}

#[test]
fn other_guides_have_their_own_columns() {
    let guide = hefu_guide::builtin("gdhk-2023").expect("the second guide compiles");
    for side in &guide.sides {
        let bytes = template(&guide, &side.id.as_str().into(), &[]).expect("a workbook");
        assert!(bytes.len() > 10_000);
    }
}
