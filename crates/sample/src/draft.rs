//! A joint project on its way to two applications: both halves, their agreement, and what must be said of them. Faults
//! change the halves and add to what must be said.

use std::collections::BTreeSet;

use hefu_application::{
    AgreementKind, AgreementRecord, Application, ApplicationId, BudgetLine, Evidence, EvidenceKind, Origin, Person,
    Role, StatedPeriod, Title, Unit, UnitKind, UnitRole,
};
use hefu_text::money::{Currency, Money};
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::agreement::{Agreement, Flaw, Format, Tongue};
use crate::cast::{Cast, Team};
use crate::identifiers;
use crate::random::Random;
use crate::titles;
use crate::truth::ExpectedOutcome;
use crate::voice;
use crate::work::Work;

/// Which of the two applications, or the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum On {
    Pair,
    Mainland,
    Partner,
}

/// What a fault touches; a project has one fault of an area at most, but any number of hints on content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Area {
    Fields,
    Period,
    Agreement,
    Work,
    Content,
}

/// Rules that both directions have under clauses of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Topic,
    Period,
    Submission,
    OneSided,
    Match,
    Cooperation,
    Strength,
    Split,
    Agreement,
    Property,
    /// A clause by its id.
    Clause(&'static str),
}

impl Rule {
    pub(crate) fn clause(self, direction: &str) -> &'static str {
        let (hong_kong, taiwan) = match self {
            Self::Topic => ("HK-1", "TW-1"),
            Self::Period => ("HK-5", "TW-5"),
            Self::Submission => ("HK-7", "TW-7"),
            Self::OneSided => ("HK-8", "TW-8"),
            Self::Match => ("HK-9", "TW-11"),
            Self::Cooperation => ("HK-10", "TW-12"),
            Self::Strength => ("HK-11", "TW-13"),
            Self::Split => ("HK-12", "TW-14"),
            Self::Agreement => ("HK-13", "TW-15"),
            Self::Property => ("HK-14", "TW-16"),
            Self::Clause(id) => (id, id),
        };
        if direction == "1.2" { taiwan } else { hong_kong }
    }
}

/// What must be said, before the applications have numbers.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) kind: &'static str,
    pub(crate) on: On,
    pub(crate) rule: Rule,
    pub(crate) part: String,
    pub(crate) outcome: ExpectedOutcome,
    pub(crate) what: &'static [&'static str; 2],
}

/// One half: the application and the file of its agreement.
#[derive(Clone, Debug)]
pub(crate) struct Half {
    pub(crate) app: Application,
    /// None: the application has no file.
    pub(crate) paper: Option<Agreement>,
    /// True where it gives its partner's number.
    pub(crate) names_partner: bool,
}

/// A joint project.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) direction: &'static str,
    pub(crate) topic: &'static str,
    pub(crate) partner: &'static str,
    pub(crate) title: titles::Title,
    pub(crate) mainland: Option<Half>,
    pub(crate) other: Option<Half>,
    pub(crate) areas: BTreeSet<Area>,
    /// Kinds planted.
    pub(crate) kinds: Vec<&'static str>,
    /// True where nothing may be planted that fails or asks a person.
    pub(crate) reserved: bool,
    /// True where nothing more may be planted.
    pub(crate) full: bool,
    pub(crate) wanted: Vec<Wanted>,
    /// True where others compete for one of the halves.
    pub(crate) held: bool,
    /// The project whose other half this one claims as its own.
    pub(crate) claims: Option<usize>,
}

impl Draft {
    /// Adds to what must be said.
    pub(crate) fn want(
        &mut self,
        kind: &'static str,
        on: On,
        rule: Rule,
        part: &str,
        outcome: ExpectedOutcome,
        what: &'static [&'static str; 2],
    ) {
        self.wanted.push(Wanted { kind, on, rule, part: part.to_owned(), outcome, what });
    }

    /// Both halves, where both are there.
    pub(crate) fn both(&mut self) -> Option<(&mut Half, &mut Half)> {
        Some((self.mainland.as_mut()?, self.other.as_mut()?))
    }

    /// The halves that are there.
    pub(crate) fn halves(&mut self) -> impl Iterator<Item = &mut Half> {
        self.mainland.iter_mut().chain(self.other.iter_mut())
    }

    /// Makes a sound project.
    pub(crate) fn new(
        direction: &'static str,
        topic: &'static str,
        title: titles::Title,
        cast: &mut Cast,
        random: &mut Random,
    ) -> Self {
        let partner = if direction == "1.2" { "taiwan" } else { "hongkong" };
        let teams = [cast.team(topic, "mainland", random), cast.team(topic, partner, random)];
        let starts = [(2021, 1, 1), (2020, 10, 1), (2020, 12, 1), (2021, 3, 1), (2021, 1, 1)];
        let (year, month, day) = *random.pick(&starts);
        let start = jiff::civil::date(year, month, day);
        let months = if direction == "1.2" && random.chance(45) { 36 } else { 24 };
        let work = Work::new(topic, &title, partner, start, months, random);
        let signed = jiff::civil::date(2020, 2, 10).saturating_add(random.between(0, 45).days());
        let money = money(direction, random);
        let agreement = agreement(&title, partner, &teams, signed, random);
        let evidence = evidence(&title, partner, random);
        let mut half = |side: &'static str| {
            let mut app = Application::new(ApplicationId::new(side, ""));
            app.direction = direction.to_owned();
            app.topic = Some(topic.to_owned());
            app.title = Title { own: voice::script(&title.hans, side), english: Some(title.english.clone()) };
            let [first, second] = &teams;
            for (at, team) in [("mainland", first), (partner, second)] {
                app.units.extend(units(team, at, side, topic));
                app.people.extend(people(team, at, side));
            }
            app.period = period(start, months);
            app.submitted = Some(submission(side, random));
            app.budget = money.clone();
            let leads = [first, second].map(|team| team.units.first().map_or("", |unit| unit.name(side)));
            app.tasks = work.tasks(side, leads);
            app.deliverables = work.deliverables(side);
            app.milestones = work.steps(side);
            app.fields = work.fields(side);
            app.tags = work.tags();
            app.evidence = evidence
                .iter()
                .filter(|one| one.side.is_empty() || one.side == side)
                .map(|one| Evidence { title: voice::wording(&one.title, side), ..one.clone() })
                .collect();
            app.agreement = Some(AgreementRecord {
                kind: Some(if agreement.intent { AgreementKind::LetterOfIntent } else { AgreementKind::Agreement }),
                signed: Some(signed),
                parties: leads.map(str::to_owned).to_vec(),
                ..AgreementRecord::default()
            });
            Half { app, paper: Some(agreement.clone()), names_partner: false }
        };
        let (mut mainland, mut other) = (half("mainland"), half(partner));
        match random.below(10) {
            0..=4 => (mainland.names_partner, other.names_partner) = (true, true),
            5 => mainland.names_partner = true,
            6 => other.names_partner = true,
            _ => {}
        }
        Self {
            direction,
            topic,
            partner,
            title,
            mainland: Some(mainland),
            other: Some(other),
            areas: BTreeSet::new(),
            kinds: Vec::new(),
            reserved: false,
            full: false,
            wanted: Vec::new(),
            held: false,
            claims: None,
        }
    }
}

/// First and last day of a period of whole months.
pub(crate) fn period(start: Date, months: i64) -> StatedPeriod {
    let end = start.saturating_add(months.months()).yesterday().unwrap_or(start);
    StatedPeriod { start: Some(start), end: Some(end), months: u32::try_from(months).ok() }
}

fn units(team: &Team, at: &str, side: &str, topic: &str) -> Vec<Unit> {
    let last = team.units.len().saturating_sub(1);
    team.units
        .iter()
        .enumerate()
        .map(|(number, unit)| {
            let mut functions: Vec<String> = match unit.kind {
                UnitKind::University => vec!["university".to_owned()],
                UnitKind::ResearchInstitute => vec!["research".to_owned()],
                UnitKind::Enterprise => vec!["industry".to_owned()],
                UnitKind::Hospital => vec!["user".to_owned()],
                UnitKind::Other => Vec::new(),
            };
            // The unit that tries the system out is its user.
            if topic == "5g-iot" && number == last && number > 0 && unit.kind == UnitKind::Enterprise {
                functions.push("user".to_owned());
            }
            Unit {
                side: at.to_owned(),
                name: unit.name(side).to_owned(),
                english: Some(unit.english.to_owned()),
                role: if number == 0 { UnitRole::Lead } else { UnitRole::Participant },
                kind: Some(unit.kind),
                functions,
                identifiers: identifiers::of(unit).into_iter().map(|(scheme, id)| (scheme.to_owned(), id)).collect(),
                origin: Origin::default(),
            }
        })
        .collect()
}

/// The principal investigator, and of its own side the members too.
fn people(team: &Team, at: &str, side: &str) -> Vec<Person> {
    let shown = if at == side { team.people.len() } else { 1 };
    team.people
        .iter()
        .enumerate()
        .take(shown)
        .map(|(number, person)| {
            let unit = team.units.get(number % team.units.len().max(1));
            let orcid = (number == 0).then(|| identifiers::orcid(person.number)).flatten();
            Person {
                side: at.to_owned(),
                name: person.name.name(side).to_owned(),
                english: Some(person.name.english.clone()),
                role: if number == 0 { Role::PrincipalInvestigator } else { Role::Member },
                unit: unit.map(|unit| unit.name(side).to_owned()),
                identifiers: orcid.into_iter().map(|id| ("orcid".to_owned(), id)).collect(),
                fields: std::collections::BTreeMap::new(),
                origin: Origin::default(),
            }
        })
        .collect()
}

fn money(direction: &str, random: &mut Random) -> Vec<BudgetLine> {
    let line = |source: &str, side: &str, major: i64, currency: Currency| BudgetLine {
        source: source.to_owned(),
        side: side.to_owned(),
        amount: Money::from_minor(major * 100, currency),
        origin: Origin::default(),
    };
    if direction == "1.2" {
        vec![
            line("state", "mainland", random.between(14, 28) * 50_000, Currency::CNY),
            line("partner", "taiwan", random.between(30, 64) * 100_000, Currency::TWD),
        ]
    } else {
        let mut lines = vec![
            line("state", "mainland", random.between(36, 56) * 50_000, Currency::CNY),
            line("partner", "hongkong", random.between(36, 60) * 50_000, Currency::HKD),
        ];
        if random.chance(30) {
            lines.push(line("own", "mainland", random.between(4, 16) * 50_000, Currency::CNY));
        }
        lines
    }
}

fn agreement(title: &titles::Title, partner: &str, teams: &[Team; 2], signed: Date, random: &mut Random) -> Agreement {
    let hant = if partner == "taiwan" { Tongue::HantTw } else { Tongue::HantHk };
    let tongue = match random.below(10) {
        0..=3 => Tongue::Hans,
        4..=8 => hant,
        _ => Tongue::English,
    };
    let side = match tongue {
        Tongue::Hans => "mainland",
        _ => partner,
    };
    let name = |unit: &&'static crate::institutions::Institution| match tongue {
        Tongue::English => unit.english.to_owned(),
        _ => unit.name(side).to_owned(),
    };
    let lead = |team: &Team| team.units.first().map(name).unwrap_or_default();
    let [first, second] = teams;
    let format = *random.pick(&[
        Format::PdfUnicode,
        Format::PdfUnicode,
        Format::PdfLegacy,
        Format::Docx,
        Format::Docx,
        Format::DocxTextBox,
        Format::DocxNestedTable,
    ]);
    Agreement {
        tongue,
        intent: false,
        title: if tongue == Tongue::English { title.english.clone() } else { voice::script(&title.hans, side) },
        parties: [lead(first), lead(second)],
        others: teams.iter().flat_map(|team| team.units.iter().skip(1)).map(name).collect(),
        signed: Some(signed),
        flaw: Flaw::None,
        format,
        variant: random.below(36),
    }
}

/// Prior cooperation, told by both; strength, told by each of itself.
fn evidence(title: &titles::Title, partner: &str, random: &mut Random) -> Vec<Evidence> {
    const TOGETHER: [&str; 6] = [
        "合作论文：{s}相关研究",
        "联合研讨会纪要：{m}",
        "互访记录与会谈纪要",
        "前期合作研究任务书：{s}",
        "样本与数据交换备忘",
        "联合培养研究生协议",
    ];
    const STRENGTH: [&str; 6] = [
        "代表性论文清单：{m}",
        "授权专利清单：{m}",
        "实验平台与仪器设备清单",
        "已结题项目证明：{s}",
        "团队获奖证书",
        "质量管理体系认证证书",
    ];
    let filled = |text: &str| text.replace("{s}", title.subject.0).replace("{m}", title.method.0);
    let mut one = |kind: EvidenceKind, side: &str, text: &str| Evidence {
        kind,
        side: side.to_owned(),
        title: filled(text),
        date: jiff::civil::Date::new(
            i16::try_from(random.between(2016, 2019)).unwrap_or(2019),
            i8::try_from(random.between(1, 12)).unwrap_or(1),
            i8::try_from(random.between(1, 28)).unwrap_or(1),
        )
        .ok(),
        // Any text here asks for a file; it gets its name with the application's number.
        file: Some(String::new()),
        digest: None,
        origin: Origin::default(),
    };
    let start = title.hans.chars().count();
    let pick = |from: &[&'static str; 6], at: usize| from[(start + at) % 6];
    vec![
        one(EvidenceKind::Cooperation, "", pick(&TOGETHER, 0)),
        one(EvidenceKind::Cooperation, "", pick(&TOGETHER, 2)),
        one(EvidenceKind::Strength, "mainland", pick(&STRENGTH, 0)),
        one(EvidenceKind::Strength, "mainland", pick(&STRENGTH, 3)),
        one(EvidenceKind::Strength, partner, pick(&STRENGTH, 1)),
    ]
}

fn submission(side: &str, random: &mut Random) -> jiff::Zoned {
    let zone = match side {
        "mainland" => "Asia/Shanghai",
        "taiwan" => "Asia/Taipei",
        _ => "Asia/Hong_Kong",
    };
    let day = jiff::civil::date(2020, 4, 8).saturating_add(random.between(0, 34).days());
    let hour = i8::try_from(random.between(9, 17)).unwrap_or(9);
    let minute = i8::try_from(random.between(0, 59)).unwrap_or(0);
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    day.at(hour, minute, 0, 0).to_zoned(zone).unwrap_or_else(|_| jiff::Zoned::default())
}
