//! A small fixed world: one whole pair per direction, to be spoilt by a test in one respect at a time.

use std::collections::BTreeMap;

use hefu_application::{
    AgreementKind, AgreementRecord, Application, ApplicationId, ClosingStatement, Deliverable, Evidence, EvidenceKind,
    Intake, Milestone, Notice, Origin, Person, Role, SideId, StatedPeriod, Tag, Task, Title, Unit, UnitKind, UnitRole,
    Window,
};
use hefu_check::agreement::{AgreementFacts, Expected, PartyNames, Passage, read_agreement};
use hefu_check::{
    AgreementReading, Context, DocumentFacts, Documents, Finding, Outcome, check_application, check_pair,
    closing_digest,
};
use hefu_guide::Guide;
use hefu_guide::model::{SettingValue, Settings};
use hefu_pairing::{Pair, compare_halves, overlay};
use hefu_words::Lang;
use jiff::Zoned;
use jiff::civil::Date;

pub const AGREEMENT: &str = "合作协议书\n甲方：云岭大学\n乙方：維港大學\n第一条 合作内容\n双方就本项目开展联合研究。\n第二条 分工\n双方按任务书分工。\n第三条 知识产权归属与分享\n各方独立完成的成果归各方所有，共同完成的成果由双方共有，未经对方同意不得转让。\n第四条 其他\n本协议自签署之日起生效。\n甲方（盖章）：云岭大学\n乙方（盖章）：維港大學\n签署日期：2020年11月2日";

pub struct World {
    pub guide: Guide,
    pub settings: Settings,
    pub documents: Documents,
    pub intakes: Vec<Intake>,
    pub as_of: Zoned,
}

/// What a failing property shows: what both sides handed in; the guide is the same for all.
impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.intakes).finish()
    }
}

pub fn instant(text: &str) -> Zoned {
    text.parse().expect("an instant of the fixture")
}

pub fn date(text: &str) -> Date {
    text.parse().expect("a date of the fixture")
}

fn origin(row: u32) -> Origin {
    let columns: BTreeMap<String, String> =
        [("start", "起始日期"), ("end", "结束日期"), ("topic", "领域方向"), ("name", "名称")]
            .into_iter()
            .map(|(field, header)| (field.to_owned(), header.to_owned()))
            .collect();
    Origin { file: "applications.xlsx".into(), sheet: Some("申请".into()), row: Some(row), columns: columns.into() }
}

pub fn unit(side: &str, name: &str, kind: UnitKind, role: UnitRole) -> Unit {
    Unit {
        side: side.to_owned(),
        name: name.to_owned(),
        english: None,
        role,
        kind: Some(kind),
        functions: Vec::new(),
        identifiers: BTreeMap::new(),
        origin: origin(3),
    }
}

pub fn person(side: &str, name: &str, unit: &str) -> Person {
    Person {
        side: side.to_owned(),
        name: name.to_owned(),
        english: None,
        role: Role::PrincipalInvestigator,
        unit: Some(unit.to_owned()),
        identifiers: BTreeMap::new(),
        fields: BTreeMap::new(),
        origin: origin(4),
    }
}

pub fn task(code: &str, title: &str, sides: &[&str]) -> Task {
    Task {
        code: code.to_owned(),
        title: title.to_owned(),
        item: None,
        sides: sides.iter().map(|side| (*side).to_owned()).collect(),
        unit: Some("云岭大学".to_owned()),
        person_months_hundredths: Some(1200),
        tags: Vec::new(),
        fields: BTreeMap::new(),
        origin: origin(5),
    }
}

pub fn deliverable(code: &str, kind: &str, sides: &[&str]) -> Deliverable {
    Deliverable {
        code: code.to_owned(),
        title: format!("成果{code}"),
        kind: Some(kind.to_owned()),
        tasks: Vec::new(),
        sides: sides.iter().map(|side| (*side).to_owned()).collect(),
        tags: Vec::new(),
        fields: BTreeMap::new(),
        origin: origin(6),
    }
}

pub fn milestone(code: &str, kind: &str) -> Milestone {
    Milestone {
        code: code.to_owned(),
        title: format!("节点{code}"),
        kind: Some(kind.to_owned()),
        date: Some(date("2022-06-01")),
        deliverables: Vec::new(),
        tags: Vec::new(),
        fields: BTreeMap::new(),
        origin: origin(7),
    }
}

pub fn tag(list: &str, value: &str) -> Tag {
    Tag { list: list.to_owned(), value: value.to_owned(), text: None }
}

pub fn evidence(kind: EvidenceKind, side: &str, on: &str) -> Evidence {
    Evidence {
        kind,
        side: side.to_owned(),
        title: "合著论文《多中心队列研究》".to_owned(),
        date: Some(date(on)),
        file: Some("evidence.pdf".to_owned()),
        digest: None,
        origin: origin(8),
    }
}

/// One whole half of a joint project. Names of units and people are invented.
pub fn half(side: &str, number: &str, direction: &str) -> Application {
    let partner = if direction == "1.1" { "hongkong" } else { "taiwan" };
    let mut app = Application::new(ApplicationId::new(side, number));
    app.direction = direction.to_owned();
    app.topic = Some(if direction == "1.1" { "cancer" } else { "smart-health" }.to_owned());
    app.title = Title { own: "人工智能辅助诊断关键技术研究".to_owned(), english: None };
    app.units = vec![
        unit("mainland", "云岭大学", UnitKind::University, UnitRole::Lead),
        unit(partner, "維港大學", UnitKind::University, UnitRole::Lead),
    ];
    app.people = vec![person("mainland", "陈书远", "云岭大学"), person(partner, "何詠欣", "維港大學")];
    app.period = StatedPeriod { start: Some(date("2021-01-01")), end: Some(date("2022-12-31")), months: None };
    app.submitted = Some(instant("2020-11-20T10:00:00+08:00[Asia/Shanghai]"));
    app.tasks = vec![task("T1", "影像数据采集", &["mainland"]), task("T2", "模型验证", &[partner])];
    app.deliverables = vec![deliverable("D1", "report", &["mainland"]), deliverable("D2", "report", &[partner])];
    app.evidence = vec![
        evidence(EvidenceKind::Cooperation, "", "2019-05-01"),
        evidence(EvidenceKind::Strength, side, "2019-05-01"),
    ];
    app.agreement = Some(AgreementRecord {
        kind: Some(AgreementKind::Agreement),
        signed: Some(date("2020-11-02")),
        parties: Vec::new(),
        file: Some("agreement.pdf".to_owned()),
        digest: None,
        origin: origin(9),
    });
    app.origin = origin(2);
    app
}

pub fn passages(text: &str) -> Vec<Passage> {
    let mut offset = 0;
    text.lines()
        .map(|line| {
            let passage = Passage { heading: false, text: line.to_owned(), page: Some(1), offset };
            offset += line.chars().count() + 1;
            passage
        })
        .collect()
}

pub fn facts(text: &str, app: &Application) -> AgreementFacts {
    let parties = app
        .units
        .iter()
        .filter(|unit| unit.role == UnitRole::Lead)
        .map(|unit| PartyNames { side: unit.side.clone(), names: vec![unit.name.clone()] })
        .collect();
    read_agreement(&passages(text), &Expected { parties })
}

impl World {
    /// A pair of direction 1.1 (`hongkong`) or 1.2 (`taiwan`) in which nothing is wrong.
    pub fn of(partner: &str) -> Self {
        let direction = if partner == "hongkong" { "1.1" } else { "1.2" };
        let guide = hefu_guide::builtin("hkmt-2020").expect("the built-in guide compiles");
        let settings = guide.settings_with(&BTreeMap::new()).expect("defaults are admissible");
        let intakes = ["mainland", partner]
            .into_iter()
            .map(|side| intake(side, direction, half(side, &format!("{side}-001"), direction)))
            .collect();
        let mut world = Self {
            guide,
            settings,
            documents: Documents::default(),
            intakes,
            as_of: instant("2020-12-10T00:00:00+08:00[Asia/Shanghai]"),
        };
        world.agreement(0, AGREEMENT);
        world.agreement(1, AGREEMENT);
        world
    }

    pub fn set(&mut self, id: &str, value: SettingValue) {
        self.settings =
            self.guide.settings_with(&BTreeMap::from([(id.to_owned(), value)])).expect("an admissible choice");
    }

    pub fn app(&self, at: usize) -> &Application {
        &self.intakes[at].applications[0]
    }

    pub fn app_mut(&mut self, at: usize) -> &mut Application {
        &mut self.intakes[at].applications[0]
    }

    pub fn both(&mut self, change: impl Fn(&mut Application)) {
        change(self.app_mut(0));
        change(self.app_mut(1));
    }

    /// Gives half `at` an agreement with this text.
    pub fn agreement(&mut self, at: usize, text: &str) {
        let facts = facts(text, self.app(at));
        let reading = AgreementReading::Read {
            file: "agreement.pdf".to_owned(),
            digest: closing_digest([text]),
            facts: Box::new(facts),
        };
        self.reading(at, reading);
    }

    pub fn reading(&mut self, at: usize, reading: AgreementReading) {
        let id = self.app(at).id.clone();
        self.documents.applications.insert(id, DocumentFacts { agreement: reading, evidence: BTreeMap::new() });
    }

    pub fn ctx(&self) -> Context<'_> {
        Context {
            guide: &self.guide,
            settings: &self.settings,
            documents: &self.documents,
            intakes: &self.intakes,
            as_of: &self.as_of,
        }
    }

    pub fn pair(&self) -> Pair {
        let (left, right) = (self.app(0), self.app(1));
        let sides = vec![left.id.side.as_str().to_owned(), right.id.side.as_str().to_owned()];
        Pair {
            id: format!("{}-M001", left.direction),
            direction: left.direction.clone(),
            halves: vec![left.id.clone(), right.id.clone()],
            reasons: Vec::new(),
            weight: 0,
            margin: None,
            rival: None,
            confirm: false,
            comparisons: compare_halves(&self.guide, &self.settings, &left.direction, &sides, left, right),
            tasks: overlay(left, right),
        }
    }

    pub fn of_application(&self, at: usize) -> Vec<Finding> {
        check_application(&self.ctx(), self.app(at))
    }

    pub fn of_pair(&self) -> Vec<Finding> {
        check_pair(&self.ctx(), &self.pair(), &[self.app(0), self.app(1)])
    }

    /// Everything said of both halves and of the pair.
    pub fn all(&self) -> Vec<Finding> {
        let mut all = self.of_application(0);
        all.extend(self.of_application(1));
        all.extend(self.of_pair());
        all
    }
}

pub fn intake(side: &str, direction: &str, application: Application) -> Intake {
    let number = application.id.number.clone();
    Intake {
        side: SideId::new(side),
        signed: true,
        notices: BTreeMap::from([(
            direction.to_owned(),
            Notice {
                number: Some("通知〔2020〕1 号".to_owned()),
                authority: Some("主管部门".to_owned()),
                published: true,
                window: Window {
                    opens: Some(instant("2020-11-01T00:00:00+08:00[Asia/Shanghai]")),
                    closes: Some(instant("2020-12-01T00:00:00+08:00[Asia/Shanghai]")),
                },
                basis: Some("协议".to_owned()),
            },
        )]),
        closing: Some(ClosingStatement {
            made: instant("2020-12-02T09:00:00+08:00[Asia/Shanghai]"),
            count: 1,
            last_number: Some(number.clone()),
            digest: Some(closing_digest([number.as_str()])),
        }),
        applications: vec![application],
        problems: Vec::new(),
    }
}

/// The finding whose id ends so.
pub fn found<'a>(findings: &'a [Finding], ending: &str) -> &'a Finding {
    findings.iter().find(|finding| finding.id.ends_with(ending)).unwrap_or_else(|| {
        let ids: Vec<_> = findings.iter().map(|finding| finding.id.as_str()).collect();
        panic!("no finding …{ending} among {ids:#?}")
    })
}

pub fn outcome(findings: &[Finding], ending: &str) -> Outcome {
    found(findings, ending).outcome
}

pub fn of_clause<'a>(findings: &'a [Finding], clause: &str) -> Vec<&'a Finding> {
    findings.iter().filter(|finding| finding.clause == clause).collect()
}

/// Clauses that something failed, sorted, each once.
pub fn failed(findings: &[Finding]) -> Vec<&str> {
    let mut clauses: Vec<&str> = findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Fail)
        .map(|finding| finding.clause.as_str())
        .collect();
    clauses.sort_unstable();
    clauses.dedup();
    clauses
}

pub fn said(finding: &Finding) -> String {
    finding.message.text(Lang::ZhHans)
}
