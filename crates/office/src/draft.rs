//! A draft: the application in sections, each with its own version, so that two people writing in different sections never
//! meet and two in the same section are told.

use std::collections::BTreeMap;

use hefu_application::{
    AgreementRecord, Application, ApplicationId, BudgetLine, Deliverable, Evidence, Milestone, Person, State,
    StatedPeriod, Task, Title, Unit,
};
pub use hefu_dossier::form::FormPart as Section;
use hefu_dossier::form::{PlacedTag, give_tags, take_tags};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What one section holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "section", content = "value", rename_all = "snake_case")]
pub enum SectionBody {
    /// Title, topic, period, the partner's number.
    Project(ProjectSection),
    /// Units.
    Units(Vec<Unit>),
    /// People.
    People(Vec<Person>),
    /// Tasks.
    Tasks(Vec<Task>),
    /// Deliverables.
    Deliverables(Vec<Deliverable>),
    /// Milestones.
    Milestones(Vec<Milestone>),
    /// Tags of the whole and of tasks, deliverables and milestones.
    Tags(Vec<PlacedTag>),
    /// Evidence.
    Evidence(Vec<Evidence>),
    /// Agreement.
    Agreement(Option<AgreementRecord>),
    /// Money.
    Budget(Vec<BudgetLine>),
}

/// The first section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProjectSection {
    /// Title.
    pub title: Title,
    /// Topic by id.
    pub topic: Option<String>,
    /// Period.
    pub period: StatedPeriod,
    /// Number of the partner's application, if known.
    pub partner_number: Option<String>,
    /// Answers to the guide's questions on the whole, by field id.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

impl SectionBody {
    /// Which section it is.
    pub const fn section(&self) -> Section {
        match self {
            Self::Project(_) => Section::Project,
            Self::Units(_) => Section::Units,
            Self::People(_) => Section::People,
            Self::Tasks(_) => Section::Tasks,
            Self::Deliverables(_) => Section::Deliverables,
            Self::Milestones(_) => Section::Milestones,
            Self::Tags(_) => Section::Tags,
            Self::Evidence(_) => Section::Evidence,
            Self::Agreement(_) => Section::Agreement,
            Self::Budget(_) => Section::Budget,
        }
    }

    /// Puts it into an application. Tags go in last, when what they belong to is there.
    fn put(self, application: &mut Application) {
        match self {
            Self::Project(project) => {
                application.title = project.title;
                application.topic = project.topic;
                application.period = project.period;
                application.partner_number = project.partner_number;
                application.fields = project.fields;
            }
            Self::Units(units) => application.units = units,
            Self::People(people) => application.people = people,
            Self::Tasks(tasks) => application.tasks = tasks,
            Self::Deliverables(deliverables) => application.deliverables = deliverables,
            Self::Milestones(milestones) => application.milestones = milestones,
            // A tag whose task was taken away meanwhile belongs to nothing; the section still holds it.
            Self::Tags(tags) => drop(give_tags(application, tags)),
            Self::Evidence(evidence) => application.evidence = evidence,
            Self::Agreement(agreement) => application.agreement = agreement,
            Self::Budget(budget) => application.budget = budget,
        }
    }

    /// This section of an application, as when a workbook is taken into a draft.
    pub fn of(application: &Application, section: Section) -> Self {
        let mut a = application.clone();
        let tags = take_tags(&mut a);
        match section {
            Section::Project => Self::Project(ProjectSection {
                title: a.title,
                topic: a.topic,
                period: a.period,
                partner_number: a.partner_number,
                fields: a.fields,
            }),
            Section::Units => Self::Units(a.units),
            Section::People => Self::People(a.people),
            Section::Tasks => Self::Tasks(a.tasks),
            Section::Deliverables => Self::Deliverables(a.deliverables),
            Section::Milestones => Self::Milestones(a.milestones),
            Section::Tags => Self::Tags(tags),
            Section::Evidence => Self::Evidence(a.evidence),
            Section::Agreement => Self::Agreement(a.agreement),
            Section::Budget => Self::Budget(a.budget),
        }
    }
}

/// One stored section.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredSection {
    /// Version, from 1.
    pub version: i64,
    /// What it holds.
    pub body: SectionBody,
    /// When it was saved.
    pub saved: String,
    /// Name of whoever saved it.
    pub saved_by: String,
}

/// A draft with its sections.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its id, random.
    pub id: String,
    /// Direction number.
    pub direction: String,
    /// Sections saved so far.
    pub sections: BTreeMap<Section, StoredSection>,
    /// The number it was handed in under, if it was.
    pub number: Option<String>,
    /// State of what was handed in.
    pub state: State,
}

impl Draft {
    /// The application as it stands, under its number or, before it has one, its draft id.
    pub fn application(&self, side: &str) -> Application {
        let number = self.number.clone().unwrap_or_else(|| self.id.clone());
        let mut application = Application::new(ApplicationId::new(side, number));
        application.direction.clone_from(&self.direction);
        application.state = self.state;
        let (tags, others): (Vec<_>, Vec<_>) =
            self.sections.iter().partition(|(section, _)| **section == Section::Tags);
        for (_, stored) in others.into_iter().chain(tags) {
            stored.body.clone().put(&mut application);
        }
        application
    }

    /// Version of a section; 0 where nothing was saved.
    pub fn version(&self, section: Section) -> i64 {
        self.sections.get(&section).map_or(0, |stored| stored.version)
    }
}
