//! Experts from a table, projects from a round's applications.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context as _;
use hefu_application::{Application, Unit};
use hefu_dossier::columns::{dated, several};
use hefu_panel::conflict::{Affiliation, Candidate, Party, Person, Related, Relation, Subject};
use serde::Deserialize;

use crate::say::Say;
use crate::table::{Column, Row, Table, fault};

const EXPERT: Column = Column("expert", &["专家", "專家", "编号", "編號"]);
const NAME: Column = Column("name", &["姓名"]);
const OTHER_NAMES: Column = Column("other-names", &["其他姓名", "英文姓名"]);
const ORCID: Column = Column("orcid", &[]);
const UNIT: Column = Column("unit", &["单位", "單位"]);
const PAST_UNITS: Column = Column("past-units", &["曾任单位", "曾任單位"]);
const CO_AUTHORS: Column = Column("co-authors", &["合著者"]);
const ADVISERS: Column = Column("advisers", &["导师", "導師", "師生"]);
const FAMILY: Column = Column("family", &["亲属", "親屬"]);
const DECLARED: Column = Column("declared", &["申报回避", "申報迴避"]);
const PROJECT: Column = Column("project", &["项目", "項目", "计划", "計畫"]);

/// `name (ORCID)`.
fn person(text: &str) -> Person {
    let parts = text.trim_end_matches([')', '）']).rsplit_once(['(', '（']);
    match parts.filter(|(_, orcid)| hefu_text::identifier::Orcid::parse(orcid).is_ok()) {
        Some((name, orcid)) => Person { names: vec![name.trim().to_owned()], orcid: Some(orcid.to_owned()) },
        None => Person { names: vec![text.to_owned()], ..Person::default() },
    }
}

/// The experts.
///
/// # Errors
/// The first fault, with file, row, column and remedy.
pub fn experts(path: &Path, say: &Say) -> anyhow::Result<Vec<Candidate>> {
    let table = Table::read(path, say)?;
    let (id, name) = (table.needed(&EXPERT, say)?, table.needed(&NAME, say)?);
    let [others, orcid, unit, past, declared] =
        [&OTHER_NAMES, &ORCID, &UNIT, &PAST_UNITS, &DECLARED].map(|column| table.column(column));
    let relations = [(&CO_AUTHORS, Relation::CoAuthor), (&ADVISERS, Relation::Adviser), (&FAMILY, Relation::Family)]
        .map(|(column, relation)| (table.column(column), relation));
    let mut seen = BTreeSet::new();
    let mut experts = Vec::new();
    for row in &table.rows {
        let number = table.filled(row, id, say)?;
        if !seen.insert(number.to_owned()) {
            return Err(table.refuse(row, Some(id), "panel-number-twice", say));
        }
        let mut names = vec![table.filled(row, name, say)?.to_owned()];
        names.extend(several(table.cell(row, others)).map(str::to_owned));
        let mut units: Vec<Affiliation> = several(table.cell(row, unit)).map(|unit| affiliation(unit, None)).collect();
        for (unit, until) in years(&table, row, past, say)? {
            // A past unit whose last year is not given was left at some time: the year is not known to be recent.
            units.push(affiliation(unit, until.or(Some(0))));
        }
        let mut related = Vec::new();
        for (column, relation) in relations {
            for (name, until) in years(&table, row, column, say)? {
                related.push(Related { person: person(name), relation: Some(relation), until });
            }
        }
        let orcid = Some(table.cell(row, orcid).to_owned()).filter(|orcid| !orcid.is_empty());
        experts.push(Candidate {
            id: number.to_owned(),
            party: Party { person: Person { names, orcid }, units, related },
            declared: several(table.cell(row, declared)).map(str::to_owned).collect(),
            compared: Vec::new(),
        });
    }
    Ok(experts)
}

fn years<'a>(
    table: &'a Table,
    row: &'a Row,
    column: Option<usize>,
    say: &Say,
) -> anyhow::Result<Vec<(&'a str, Option<i16>)>> {
    let read = |item| dated(item).ok_or_else(|| table.refuse(row, column, "panel-cell-year", say));
    several(table.cell(row, column)).map(read).collect()
}

fn affiliation(unit: &str, until: Option<i16>) -> Affiliation {
    Affiliation { unit: unit.to_owned(), identifier: None, until }
}

/// One line of the round's `applications.jsonl`.
#[derive(Deserialize)]
struct Line {
    pair: Option<String>,
    #[serde(flatten)]
    application: Application,
}

/// The projects: both halves of a pair together, under the pair's id; others under their side and number.
///
/// # Errors
/// Names file and line.
pub fn projects(path: &Path, say: &Say) -> anyhow::Result<Vec<Subject>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut projects: BTreeMap<String, Subject> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Line { pair, application } = serde_json::from_str(line).map_err(|error| {
            let args =
                [("file", path.display().to_string()), ("row", (number + 1).to_string()), ("found", error.to_string())];
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            fault(say, "panel-line", &args)
        })?;
        let id = pair.unwrap_or_else(|| application.id.to_string());
        let project = projects.entry(id.clone()).or_insert_with(|| Subject { id, ..Subject::default() });
        project.contest = Some(application.direction.clone()).filter(|direction| !direction.is_empty());
        project.units.extend(application.units.iter().flat_map(units));
        project.people.extend(application.people.iter().map(|person| Party {
            person: Person {
                names: std::iter::once(person.name.clone()).chain(person.english.clone()).collect(),
                orcid: person.identifiers.get("orcid").cloned(),
            },
            units: person.unit.iter().map(|unit| affiliation(unit, None)).collect(),
            related: Vec::new(),
        }));
    }
    Ok(projects.into_values().collect())
}

fn units(unit: &Unit) -> Vec<Affiliation> {
    let identifier = unit.identifiers.get("ror").cloned();
    let named = |name: &String| Affiliation { unit: name.clone(), identifier: identifier.clone(), until: None };
    std::iter::once(&unit.name).chain(&unit.english).map(named).collect()
}

/// Adds the persons applicants ask not to have.
///
/// # Errors
/// The first fault, with file, row, column and remedy.
pub fn named(path: &Path, say: &Say, projects: &mut [Subject]) -> anyhow::Result<()> {
    let table = Table::read(path, say)?;
    let (project, name) = (table.needed(&PROJECT, say)?, table.needed(&NAME, say)?);
    for row in &table.rows {
        let id = table.filled(row, project, say)?;
        let found = projects.iter_mut().find(|subject| subject.id == id);
        let subject = found.ok_or_else(|| table.refuse(row, Some(project), "panel-row-unknown", say))?;
        subject.named.push(Party { person: person(table.filled(row, name, say)?), ..Party::default() });
    }
    Ok(())
}
