//! The card of an application: what the terms let cross, and nothing else. Every field is copied by name, so that a field
//! added to an application does not cross by itself.

use hefu_application::{
    AgreementKind, AgreementRecord, Application, ApplicationId, BudgetLine, Evidence, EvidenceKind, Origin, Person,
    Role, State, StatedPeriod, Task, Title, Unit, UnitRole,
};
use hefu_ledger::canonical::{CanonicalError, canonical};
use hefu_text::money::Money;
use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::terms::Field;

/// What the partner's office gets to know of an application. A field that the terms do not name is absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its number at its own office.
    pub number: String,
    /// Direction number.
    pub direction: String,
    /// State. A card of a withdrawn application carries nothing below the instant.
    pub state: State,
    /// How often it was handed in; 0 for a half shown before it was.
    pub revision: i64,
    /// When its office received it, as an instant with its zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted: Option<Zoned>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Units as this half names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<CardUnit>,
    /// Principal investigators as this half names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principal_investigators: Vec<CardPerson>,
    /// Period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<StatedPeriod>,
    /// Topic as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// The partner's number as this half gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner_number: Option<String>,
    /// Digest of the pairing code of this half ([`code_digest`](crate::code_digest)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pairing_code: Option<String>,
    /// Sums by side, source and currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget: Vec<CardMoney>,
    /// The agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<CardAgreement>,
    /// Division of work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<CardTask>,
    /// Evidence that is present.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<CardEvidence>,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardUnit {
    /// Side it belongs to.
    pub side: String,
    /// Name as written.
    pub name: String,
    /// English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<String>,
    /// Lead or participant.
    pub role: UnitRole,
}

/// A principal investigator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPerson {
    /// Side.
    pub side: String,
    /// Name as written.
    pub name: String,
    /// Romanised or English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<String>,
    /// Unit, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// A sum of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardMoney {
    /// Source, as [`BudgetLine::source`].
    pub source: String,
    /// Side whose money it is.
    pub side: String,
    /// The sum of the lines.
    pub amount: Money,
}

/// What is said of the agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAgreement {
    /// Kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AgreementKind>,
    /// Date of signing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Date>,
    /// SHA-256 of the document, hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardTask {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// Owning sides.
    pub sides: Vec<String>,
    /// Owning unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Effort in hundredths of a person-month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_months_hundredths: Option<i64>,
}

/// Evidence that is present.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CardEvidence {
    /// Of what.
    pub kind: EvidenceKind,
    /// For which side; empty for cooperation.
    pub side: String,
}

impl Card {
    /// The card of an application where these fields cross. `revision` counts how often it was handed in.
    pub fn of(application: &Application, revision: i64, fields: &[Field]) -> Self {
        let mut card = Self {
            number: application.id.number.clone(),
            direction: application.direction.clone(),
            state: application.state,
            revision,
            submitted: application.submitted.clone(),
            title: None,
            units: Vec::new(),
            principal_investigators: Vec::new(),
            period: None,
            topic: None,
            partner_number: None,
            pairing_code: None,
            budget: Vec::new(),
            agreement: None,
            tasks: Vec::new(),
            evidence: Vec::new(),
        };
        if application.state != State::Withdrawn {
            for field in Field::ALL.into_iter().filter(|field| fields.contains(field)) {
                card.copy(application, field);
            }
        }
        card
    }

    fn copy(&mut self, application: &Application, field: Field) {
        match field {
            Field::Title => self.title = Some(application.title.clone()),
            Field::Units => self.units = application.units.iter().map(unit).collect(),
            Field::PrincipalInvestigators => {
                let leaders = application.people.iter().filter(|person| person.role == Role::PrincipalInvestigator);
                self.principal_investigators = leaders.map(person).collect();
            }
            Field::Period => self.period = Some(application.period.clone()),
            Field::Topic => self.topic.clone_from(&application.topic),
            Field::PartnerNumber => self.partner_number.clone_from(&application.partner_number),
            // No part of the application: whoever makes the card adds it.
            Field::PairingCode => {}
            Field::Budget => self.budget = sums(&application.budget),
            Field::Agreement => {
                self.agreement = application.agreement.as_ref().map(|agreement| CardAgreement {
                    kind: agreement.kind,
                    signed: agreement.signed,
                    digest: agreement.digest.clone(),
                });
            }
            Field::Tasks => self.tasks = application.tasks.iter().map(task).collect(),
            Field::Evidence => {
                let mut present: Vec<_> = application
                    .evidence
                    .iter()
                    .map(|evidence| CardEvidence { kind: evidence.kind, side: evidence.side.clone() })
                    .collect();
                present.sort();
                present.dedup();
                self.evidence = present;
            }
        }
    }

    /// The same with the digest of its pairing code, where that crosses. A withdrawn application has none.
    #[must_use]
    pub fn with_code(mut self, code: Option<String>, fields: &[Field]) -> Self {
        let crosses = fields.contains(&Field::PairingCode) && self.state != State::Withdrawn;
        self.pairing_code = code.filter(|_| crosses);
        self
    }

    /// The card of a withdrawn application: that there was one, and no more.
    #[must_use]
    pub fn withdrawn(&self) -> Self {
        let empty = Self {
            title: None,
            units: Vec::new(),
            principal_investigators: Vec::new(),
            period: None,
            topic: None,
            partner_number: None,
            pairing_code: None,
            budget: Vec::new(),
            agreement: None,
            tasks: Vec::new(),
            evidence: Vec::new(),
            ..self.clone()
        };
        Self { state: State::Withdrawn, ..empty }
    }

    /// The application as far as the card tells of it: what pairing and comparing work on, at both offices alike.
    pub fn application(&self, side: &str) -> Application {
        let mut application = Application::new(ApplicationId::new(side, self.number.clone()));
        application.direction.clone_from(&self.direction);
        application.state = self.state;
        application.submitted.clone_from(&self.submitted);
        application.title = self.title.clone().unwrap_or_default();
        application.units = self
            .units
            .iter()
            .map(|unit| Unit {
                side: unit.side.clone(),
                name: unit.name.clone(),
                english: unit.english.clone(),
                role: unit.role,
                kind: None,
                functions: Vec::new(),
                identifiers: Default::default(),
                origin: Origin::default(),
            })
            .collect();
        application.people = self
            .principal_investigators
            .iter()
            .map(|person| Person {
                side: person.side.clone(),
                name: person.name.clone(),
                english: person.english.clone(),
                role: Role::PrincipalInvestigator,
                unit: person.unit.clone(),
                identifiers: Default::default(),
                fields: Default::default(),
                origin: Origin::default(),
            })
            .collect();
        application.period = self.period.clone().unwrap_or_default();
        application.topic.clone_from(&self.topic);
        application.partner_number.clone_from(&self.partner_number);
        application.budget = self
            .budget
            .iter()
            .map(|sum| BudgetLine {
                source: sum.source.clone(),
                side: sum.side.clone(),
                amount: sum.amount,
                origin: Origin::default(),
            })
            .collect();
        application.agreement = self.agreement.as_ref().map(|agreement| AgreementRecord {
            kind: agreement.kind,
            signed: agreement.signed,
            digest: agreement.digest.clone(),
            ..AgreementRecord::default()
        });
        application.tasks = self
            .tasks
            .iter()
            .map(|task| Task {
                code: task.code.clone(),
                title: task.title.clone(),
                item: None,
                sides: task.sides.clone(),
                unit: task.unit.clone(),
                person_months_hundredths: task.person_months_hundredths,
                tags: Vec::new(),
                fields: Default::default(),
                origin: Origin::default(),
            })
            .collect();
        application.evidence = self
            .evidence
            .iter()
            .map(|evidence| Evidence {
                kind: evidence.kind,
                side: evidence.side.clone(),
                title: String::new(),
                date: None,
                file: None,
                digest: None,
                origin: Origin::default(),
            })
            .collect();
        application
    }

    /// SHA-256 of its canonical bytes, hexadecimal: what a ruling on a pair rests on.
    ///
    /// # Errors
    /// When it has no canonical form.
    pub fn digest(&self) -> Result<String, CanonicalError> {
        let value = serde_json::to_value(self).unwrap_or_default();
        let bytes = canonical(&value)?;
        Ok(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

fn unit(unit: &Unit) -> CardUnit {
    let Unit { side, name, english, role, .. } = unit;
    CardUnit { side: side.clone(), name: name.clone(), english: english.clone(), role: *role }
}

fn person(person: &Person) -> CardPerson {
    let Person { side, name, english, unit, .. } = person;
    CardPerson { side: side.clone(), name: name.clone(), english: english.clone(), unit: unit.clone() }
}

fn task(task: &Task) -> CardTask {
    let Task { code, title, sides, unit, person_months_hundredths, .. } = task;
    CardTask {
        code: code.clone(),
        title: title.clone(),
        sides: sides.clone(),
        unit: unit.clone(),
        person_months_hundredths: *person_months_hundredths,
    }
}

/// One sum for each side, source and currency, in the order in which they first stand. A sum beyond what can be written is
/// left out whole, for a part of it would be a wrong figure.
fn sums(lines: &[BudgetLine]) -> Vec<CardMoney> {
    let mut sums: Vec<(CardMoney, bool)> = Vec::new();
    for line in lines {
        let same = |sum: &&mut (CardMoney, bool)| {
            sum.0.side == line.side && sum.0.source == line.source && sum.0.amount.currency == line.amount.currency
        };
        match sums.iter_mut().find(same) {
            Some((sum, sound)) => match sum.amount.minor.checked_add(line.amount.minor) {
                Some(minor) => sum.amount.minor = minor,
                None => *sound = false,
            },
            None => sums
                .push((CardMoney { source: line.source.clone(), side: line.side.clone(), amount: line.amount }, true)),
        }
    }
    sums.into_iter().filter(|(_, sound)| *sound).map(|(sum, _)| sum).collect()
}
