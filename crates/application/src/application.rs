//! One side's application with its units, people, work split, evidence and agreement.

use std::collections::BTreeMap;

use hefu_text::money::Money;
use jiff::Zoned;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{AgreementRecord, ApplicationId, Origin};

/// One side's application for a joint project, as its office holds it. Missing values stay missing: nothing is guessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Application {
    /// Side and number.
    pub id: ApplicationId,
    /// Direction number as the guide prints it, for example `1.1`; as written where it is none of the guide's.
    #[serde(default)]
    pub direction: String,
    /// Primary topic (sub-direction) as written by the applicant: its id or its name in any script.
    #[serde(default)]
    pub topic: Option<String>,
    /// Project title.
    #[serde(default)]
    pub title: Title,
    /// Units of both sides as this application names them; at most one lead per side.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// People of both sides as this application names them.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Project period.
    #[serde(default)]
    pub period: StatedPeriod,
    /// The number of the partner's application at the other side, if the applicant knows it.
    #[serde(default)]
    pub partner_number: Option<String>,
    /// Submitted, draft or withdrawn.
    #[serde(default)]
    pub state: State,
    /// The instant and zone at which this side's office received it.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub submitted: Option<Zoned>,
    /// Money asked or given, line by line, each in its own currency and from its own source.
    #[serde(default)]
    pub budget: Vec<BudgetLine>,
    /// Division of work between the sides.
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// What the project will deliver.
    #[serde(default)]
    pub deliverables: Vec<Deliverable>,
    /// Dated milestones.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// Evidence of prior cooperation and of each side's technical strength.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// The agreement or letter of intent.
    #[serde(default)]
    pub agreement: Option<AgreementRecord>,
    /// Values chosen from the guide's tag lists for the whole project (aims, topics, scenarios …).
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Further answers by field id of the guide (for example the 5G problem statement).
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Where the main row was read.
    #[serde(default)]
    pub origin: Origin,
}

impl Application {
    /// An empty application with this id.
    pub fn new(id: ApplicationId) -> Self {
        Self {
            id,
            direction: String::new(),
            topic: None,
            title: Title::default(),
            units: Vec::new(),
            people: Vec::new(),
            period: StatedPeriod::default(),
            partner_number: None,
            state: State::default(),
            submitted: None,
            budget: Vec::new(),
            tasks: Vec::new(),
            deliverables: Vec::new(),
            milestones: Vec::new(),
            evidence: Vec::new(),
            agreement: None,
            tags: Vec::new(),
            fields: BTreeMap::new(),
            origin: Origin::default(),
        }
    }

    /// Units that belong to `side`.
    pub fn units_of<'a>(&'a self, side: &'a str) -> impl Iterator<Item = &'a Unit> {
        self.units.iter().filter(move |unit| unit.side == side)
    }

    /// The lead unit of `side`, if exactly that one is marked.
    pub fn lead_unit(&self, side: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.side == side && unit.role == UnitRole::Lead)
    }

    /// The principal investigator of `side`.
    pub fn principal_investigator(&self, side: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.side == side && person.role == Role::PrincipalInvestigator)
    }
}

/// A project title in the application's own script and, where given, in others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Title {
    /// The title in the side's own language, as written.
    #[serde(default)]
    pub own: String,
    /// The English title, if the form asked for one.
    #[serde(default)]
    pub english: Option<String>,
}

/// A unit (institution, company, hospital …) taking part in the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unit {
    /// Short name of the side the unit belongs to (`mainland`, `hongkong`, `taiwan`, …).
    pub side: String,
    /// Name as written.
    pub name: String,
    /// English name, if given.
    #[serde(default)]
    pub english: Option<String>,
    /// Lead of its side's part, or participant.
    #[serde(default)]
    pub role: UnitRole,
    /// Kind of organisation, if stated.
    #[serde(default)]
    pub kind: Option<UnitKind>,
    /// Roles 产/学/研/用 as stated, by id (`industry`, `university`, `research`, `user`).
    #[serde(default)]
    pub functions: Vec<String>,
    /// Identifiers by scheme: `uscc`, `ror`, `brn`, `ubn`, …, as written.
    #[serde(default)]
    pub identifiers: BTreeMap<String, String>,
    /// Where the row was read.
    #[serde(default)]
    pub origin: Origin,
}

/// What a unit is in the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitRole {
    /// Leads its side's part (牵头).
    Lead,
    /// Takes part.
    #[default]
    Participant,
}

/// Kinds of organisation the guide distinguishes: 高等学校, 科研院所, 企业, 医院, 其他.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// 高等学校.
    University,
    /// 科研院所.
    ResearchInstitute,
    /// 企业.
    Enterprise,
    /// 医院.
    Hospital,
    /// 其他.
    Other,
}

/// A person of the project team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Short name of the side.
    pub side: String,
    /// Name as written.
    pub name: String,
    /// Romanised or English name, if given.
    #[serde(default)]
    pub english: Option<String>,
    /// Role in the project.
    #[serde(default)]
    pub role: Role,
    /// Name of the unit the person works for, as written.
    #[serde(default)]
    pub unit: Option<String>,
    /// Identifiers by scheme: `orcid`, `resident_id`, `hkid`, …, as written.
    #[serde(default)]
    pub identifiers: BTreeMap<String, String>,
    /// Further answers by field id (degree, title, months a year …), as a guide may ask.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Where the row was read.
    #[serde(default)]
    pub origin: Origin,
}

/// Role of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 项目负责人 of a side.
    PrincipalInvestigator,
    /// Team member.
    #[default]
    Member,
}

/// Project period as stated. Dates win; months alone (only '2年') are incomplete by ruling R-6a.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatedPeriod {
    /// First day.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub start: Option<Date>,
    /// Last day, itself part of the period.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub end: Option<Date>,
    /// Number of months if the form states one.
    #[serde(default)]
    pub months: Option<u32>,
}

/// State of an application at its own office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Handed in.
    #[default]
    Submitted,
    /// Not handed in: listed, never paired.
    Draft,
    /// Taken back by the applicant: listed, never paired.
    Withdrawn,
}

/// One line of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetLine {
    /// Where the money comes from: `state` (国拨), `own` (自筹), `partner` (the other side's funder), or the office's own word.
    pub source: String,
    /// Short name of the side whose money it is.
    pub side: String,
    /// Amount in minor units with its currency.
    pub amount: Money,
    /// Where the row was read.
    #[serde(default)]
    pub origin: Origin,
}

/// A task of the division of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// Task number or short name, the same in both applications.
    pub code: String,
    /// Title as written.
    #[serde(default)]
    pub title: String,
    /// Content item of the guide the task works on (for example `BIO-HEALTH-3`), as an id or as written.
    #[serde(default)]
    pub item: Option<String>,
    /// Owning sides. Empty: nobody owns it. More than one: shared.
    #[serde(default)]
    pub sides: Vec<String>,
    /// Owning unit, as written.
    #[serde(default)]
    pub unit: Option<String>,
    /// Effort in hundredths of a person-month, so that no float decides.
    #[serde(default)]
    pub person_months_hundredths: Option<i64>,
    /// Values chosen from the guide's tag lists.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Answers by field id of the guide (population, scenario …).
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Where the row was read.
    #[serde(default)]
    pub origin: Origin,
}

/// A value from one of the guide's tag lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Tag {
    /// Id of the list (for example `omics`).
    pub list: String,
    /// Id of the chosen value, `other` for 其他, or the value as written.
    pub value: String,
    /// Free words given with `other`.
    #[serde(default)]
    pub text: Option<String>,
}

/// Something the project will deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deliverable {
    /// Number or short name.
    pub code: String,
    /// Title as written.
    #[serde(default)]
    pub title: String,
    /// Deliverable type of the guide, as an id or as written.
    #[serde(default)]
    pub kind: Option<String>,
    /// Tasks it comes from.
    #[serde(default)]
    pub tasks: Vec<String>,
    /// Sides that own or co-own it.
    #[serde(default)]
    pub sides: Vec<String>,
    /// Values chosen from tag lists.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Answers by field id of the deliverable type (measure, dictionary, population …).
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Where the row was read.
    #[serde(default)]
    pub origin: Origin,
}

/// A dated step of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Milestone {
    /// Number or short name.
    pub code: String,
    /// Title as written.
    #[serde(default)]
    pub title: String,
    /// Milestone type of the guide, as an id or as written.
    #[serde(default)]
    pub kind: Option<String>,
    /// Planned date.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Deliverables it concerns.
    #[serde(default)]
    pub deliverables: Vec<String>,
    /// Values chosen from tag lists (for example which scenario is shown).
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// Answers by field id of the milestone type (place, measure …).
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Where the row was read.
    #[serde(default)]
    pub origin: Origin,
}

/// Evidence for a judgement clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// What it is evidence of.
    pub kind: EvidenceKind,
    /// Side it speaks for; for cooperation it may be empty.
    #[serde(default)]
    pub side: String,
    /// What it is, as written (joint paper, joint project, visit, letter, equipment, award …).
    #[serde(default)]
    pub title: String,
    /// Its date.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// File name of the attachment, relative to the side's documents folder.
    #[serde(default)]
    pub file: Option<String>,
    /// SHA-256 of the attachment in hexadecimal, once read.
    #[serde(default)]
    pub digest: Option<String>,
    /// Where the row was read.
    #[serde(default)]
    pub origin: Origin,
}

/// What evidence is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// 合作基础: prior cooperation with the partner (HK-10, TW-12).
    Cooperation,
    /// 技术优势: technical strength of one side's team (HK-11, TW-13).
    Strength,
}
