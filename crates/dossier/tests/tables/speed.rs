//! How long a round's worth of applications takes: a bound wide enough for a busy machine, narrow enough to catch a reader
//! that has become quadratic.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use hefu_application::{
    Application, ApplicationId, BudgetLine, Deliverable, Evidence, EvidenceKind, Milestone, Origin, Person, Role, Tag,
    Task, Unit, UnitKind, UnitRole,
};
use hefu_dossier::template;
use hefu_text::money::{Currency, Money};
use jiff::civil::date;

use crate::made::{errors, folder, guide, read};

fn application(index: usize) -> Application {
    let unit = |side: &str, role, number: usize| Unit {
        side: side.into(),
        name: format!("第{index}研究院第{number}所"),
        english: Some(format!("Institute {index} of Unit {number}")),
        role,
        kind: Some(UnitKind::ResearchInstitute),
        functions: vec!["research".into()],
        identifiers: BTreeMap::new(),
        origin: Origin::default(),
    };
    let person = |side: &str, role, number: usize| Person {
        side: side.into(),
        name: format!("人员{index}之{number}"),
        english: None,
        role,
        unit: Some(format!("第{index}研究院第{number}所")),
        identifiers: BTreeMap::new(),
        fields: BTreeMap::new(),
        origin: Origin::default(),
    };
    let task = |number: usize| Task {
        code: format!("T{number}"),
        title: format!("任务{number}：数据采集与模型验证"),
        item: None,
        sides: vec!["mainland".into(), "hongkong".into()],
        unit: None,
        person_months_hundredths: Some(1_225),
        tags: vec![Tag { list: "disease".into(), value: "cancer".into(), text: None }],
        fields: BTreeMap::from([("population".to_owned(), "老年人".to_owned())]),
        origin: Origin::default(),
    };
    let mut one = Application::new(ApplicationId::new("mainland", format!("2020{index:05}")));
    one.direction = "1.1".into();
    one.topic = Some("ai".into());
    one.title.own = format!("基于人工智能的阿尔茨海默病早期诊断研究（{index}）");
    one.period.start = Some(date(2021, 1, 1));
    one.period.end = Some(date(2022, 12, 31));
    one.units = (0..4)
        .map(|n| {
            unit(
                if n < 2 { "mainland" } else { "hongkong" },
                if n % 2 == 0 { UnitRole::Lead } else { UnitRole::Participant },
                n,
            )
        })
        .collect();
    one.people = (0..8)
        .map(|n| {
            person(
                if n < 4 { "mainland" } else { "hongkong" },
                if n % 4 == 0 { Role::PrincipalInvestigator } else { Role::Member },
                n,
            )
        })
        .collect();
    one.tasks = (0..6).map(task).collect();
    one.deliverables = (0..3)
        .map(|n| Deliverable {
            code: format!("D{n}"),
            title: "诊断模型".into(),
            kind: Some("model".into()),
            tasks: vec!["T1".into()],
            sides: vec!["mainland".into()],
            tags: Vec::new(),
            fields: BTreeMap::new(),
            origin: Origin::default(),
        })
        .collect();
    one.milestones = (0..3)
        .map(|n| Milestone {
            code: format!("M{n}"),
            title: "中期检查".into(),
            kind: None,
            date: Some(date(2021, 12, 31)),
            deliverables: vec!["D1".into()],
            tags: Vec::new(),
            fields: BTreeMap::new(),
            origin: Origin::default(),
        })
        .collect();
    one.evidence = (0..4)
        .map(|n| Evidence {
            kind: if n % 2 == 0 { EvidenceKind::Cooperation } else { EvidenceKind::Strength },
            side: "mainland".into(),
            title: "联合发表论文".into(),
            date: Some(date(2019, 5, 4)),
            file: None,
            digest: None,
            origin: Origin::default(),
        })
        .collect();
    one.budget = vec![BudgetLine {
        source: "state".into(),
        side: "mainland".into(),
        amount: Money::from_minor(250_000_000, Currency::CNY),
        origin: Origin::default(),
    }];
    one
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long the reader takes is what is tested")]
fn five_hundred_applications_are_read_in_seconds() {
    let applications: Vec<Application> = (0..500).map(application).collect();
    let begun = Instant::now();
    let bytes = template(&guide(), &"mainland".into(), &applications).expect("a workbook");
    let written = begun.elapsed();
    let made = folder(&[("applications.xlsx", &bytes)]);
    let begun = Instant::now();
    let read = read(made.path(), "mainland");
    let taken = begun.elapsed();
    assert_eq!(errors(&read).len(), 0, "{:#?}", errors(&read));
    assert_eq!(read.intake.applications.len(), 500);
    assert_eq!(read.intake.applications.into_iter().map(crate::roundtrip::bare).collect::<Vec<_>>(), applications);
    eprintln!("500 applications, {} bytes: written in {written:?}, read in {taken:?}", bytes.len());
    assert!(taken < Duration::from_secs(20), "{taken:?}");
}
