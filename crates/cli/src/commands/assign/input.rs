//! From tables to a problem.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use hefu_office::experts::wording::fault_message;
use hefu_panel::{Draft, Expert, Pair, Problem, Project, SideQuota};

use super::options::{Options, Undecided};
use super::scores::{self, PROJECT, Score};
use crate::say::Say;
use crate::table::{Column, Row, Table, fault};

const EXPERT: &Column = &scores::EXPERT;
const SIDE: Column = Column("side", &["方", "所属方", "所屬方"]);
const UNIT: Column = Column("unit", &["单位", "單位"]);
const LEAST: Column = Column("least", &["最少", "至少"]);
const MOST: Column = Column("most", &["最多", "至多"]);
const DEMAND: Column = Column("demand", &["专家数", "專家數", "人数", "人數"]);
const UNIT_MOST: Column = Column("unit-most", &["同单位最多", "同單位最多"]);
const STRENGTH: Column = Column("strength", &[]);
const DECISION: Column = Column("decision", &["决定", "決定"]);

/// The files an assignment is made from.
pub struct Files {
    pub scores: PathBuf,
    pub experts: Option<PathBuf>,
    pub projects: Option<PathBuf>,
    pub conflicts: Option<PathBuf>,
    pub fixed: Option<PathBuf>,
    pub former: Option<PathBuf>,
}

/// A problem with what is needed to say it in the caller's words.
pub struct Input {
    pub problem: Problem,
    /// The former assignment, in the problem's places.
    pub former: Vec<(u32, u32)>,
    /// Decimals of the scores.
    pub decimals: u32,
}

/// Numbers with their places.
#[derive(Default)]
struct Places(HashMap<String, u32>);

impl Places {
    fn of(&mut self, id: &str) -> (u32, bool) {
        if let Some(place) = self.0.get(id) {
            return (*place, false);
        }
        let place = self.0.len() as u32;
        self.0.insert(id.to_owned(), place);
        (place, true)
    }
}

/// Reads everything.
///
/// # Errors
/// The first fault, with file, row, column and remedy.
pub fn read(files: &Files, options: &Options, say: &Say, go_on: &dyn Fn() -> bool) -> anyhow::Result<Input> {
    let mut draft = Draft::default();
    let (mut experts, mut projects) = (Places::default(), Places::default());
    if let Some(path) = &files.experts {
        read_experts(path, options, say, &mut draft, &mut experts)?;
    }
    if let Some(path) = &files.projects {
        read_projects(path, options, say, &mut draft, &mut projects)?;
    }
    let decimals = options.decimals.unwrap_or(scores::MOST_DECIMALS);
    scores::each(&files.scores, decimals, say, go_on, &mut |score: Score<'_>| {
        let (expert, new) = experts.of(score.expert);
        if new {
            if files.experts.is_some() {
                return Err(score.refuse("panel-expert-unknown", score.expert, say));
            }
            draft.experts.push(plain_expert(score.expert, options, say)?);
        }
        let (project, new) = projects.of(score.project);
        if new {
            if files.projects.is_some() {
                return Err(score.refuse("panel-project-unknown", score.project, say));
            }
            draft.projects.push(plain_project(score.project, options, say)?);
        }
        draft.pairs.push(Pair { project, expert, score: score.value });
        Ok(())
    })?;
    draft.forbidden = conflicts(files.conflicts.as_deref(), options, say, &projects, &experts)?;
    draft.fixed = pairs(files.fixed.as_deref(), say, &projects, &experts)?;
    let problem = draft.check().map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(|fault| say.text(&fault_message(fault))).collect();
        anyhow::anyhow!("{}", lines.join("\n"))
    })?;
    let former = former(files.former.as_deref(), say, &problem)?;
    Ok(Input { problem, former, decimals })
}

fn plain_expert(id: &str, options: &Options, say: &Say) -> anyhow::Result<Expert> {
    let most = options.most.ok_or_else(|| fault(say, "panel-most-unset", &[("expert", id)]))?;
    Ok(Expert { id: id.to_owned(), least: options.least.unwrap_or(0), most, side: None, unit: None })
}

fn plain_project(id: &str, options: &Options, say: &Say) -> anyhow::Result<Project> {
    let demand = options.demand.ok_or_else(|| fault(say, "panel-demand-unset", &[("project", id)]))?;
    let quota = |(side, quota): (&String, &super::options::Quota)| SideQuota {
        side: side.clone(),
        least: quota.least,
        most: quota.most,
    };
    let sides = options.sides.iter().map(quota).collect();
    Ok(Project { id: id.to_owned(), demand, sides, unit_most: options.unit_most })
}

/// A number that stands for the first time.
fn fresh<'a>(table: &Table, row: &'a Row, id: usize, places: &mut Places, say: &Say) -> anyhow::Result<&'a str> {
    let number = table.filled(row, id, say)?;
    if places.of(number).1 { Ok(number) } else { Err(table.refuse(row, Some(id), "panel-number-twice", say)) }
}

fn read_experts(
    path: &Path,
    options: &Options,
    say: &Say,
    draft: &mut Draft,
    places: &mut Places,
) -> anyhow::Result<()> {
    let table = Table::read(path, say)?;
    let id = table.needed(EXPERT, say)?;
    let [side, unit, least, most] = [&SIDE, &UNIT, &LEAST, &MOST].map(|column| table.column(column));
    for row in &table.rows {
        let number = fresh(&table, row, id, places, say)?;
        let text = |column| Some(table.cell(row, column).to_owned()).filter(|text| !text.is_empty());
        let most = table.count(row, most, say)?.or(options.most);
        draft.experts.push(Expert {
            id: number.to_owned(),
            least: table.count(row, least, say)?.or(options.least).unwrap_or(0),
            most: most.ok_or_else(|| fault(say, "panel-most-unset", &[("expert", number)]))?,
            side: text(side),
            unit: text(unit),
        });
    }
    Ok(())
}

fn read_projects(
    path: &Path,
    options: &Options,
    say: &Say,
    draft: &mut Draft,
    places: &mut Places,
) -> anyhow::Result<()> {
    let table = Table::read(path, say)?;
    let id = table.needed(&PROJECT, say)?;
    let (demand, unit_most) = (table.column(&DEMAND), table.column(&UNIT_MOST));
    let sides: Vec<(usize, String)> = table.prefixed("side:").map(|(at, side)| (at, side.to_owned())).collect();
    for row in &table.rows {
        let number = fresh(&table, row, id, places, say)?;
        let own = table.count(row, demand, say)?;
        let mut project = match own {
            Some(demand) => plain_project(number, &Options { demand: Some(demand), ..defaults(options) }, say)?,
            None => plain_project(number, options, say)?,
        };
        project.unit_most = table.count(row, unit_most, say)?.or(project.unit_most);
        for (column, side) in &sides {
            let text = table.cell(row, Some(*column));
            if text.is_empty() {
                continue;
            }
            let bounds = match text.split_once(['-', '–', '~']) {
                Some((least, most)) => (least.trim().parse(), Some(most.trim().parse())),
                None => (text.parse::<u32>(), None),
            };
            let (Ok(least), Ok(most)) = (bounds.0, bounds.1.transpose()) else {
                return Err(table.refuse(row, Some(*column), "panel-cell-quota", say));
            };
            project.sides.retain(|quota| quota.side != *side);
            project.sides.push(SideQuota { side: side.clone(), least, most });
        }
        draft.projects.push(project);
    }
    Ok(())
}

/// The options that apply to each project.
fn defaults(options: &Options) -> Options {
    Options { sides: options.sides.clone(), unit_most: options.unit_most, ..Options::default() }
}

/// A table of pairs, as places. Pairs of unknown projects or experts cannot matter and are left out.
fn pairs(path: Option<&Path>, say: &Say, projects: &Places, experts: &Places) -> anyhow::Result<Vec<(u32, u32)>> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let table = Table::read(path, say)?;
    let (project, expert) = (table.needed(&PROJECT, say)?, table.needed(EXPERT, say)?);
    let mut found = Vec::new();
    for row in &table.rows {
        let (project_id, expert_id) = (table.filled(row, project, say)?, table.filled(row, expert, say)?);
        let Some(project) = projects.0.get(project_id) else {
            return Err(table.refuse(row, Some(project), "panel-row-unknown", say));
        };
        let Some(expert) = experts.0.get(expert_id) else {
            return Err(table.refuse(row, Some(expert), "panel-row-unknown", say));
        };
        found.push((*project, *expert));
    }
    Ok(found)
}

/// Pairs that are out: hard conflicts not let in, and those to confirm as decided. One pair may have several rows.
fn conflicts(
    path: Option<&Path>,
    options: &Options,
    say: &Say,
    projects: &Places,
    experts: &Places,
) -> anyhow::Result<Vec<(u32, u32)>> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let table = Table::read(path, say)?;
    let (project, expert) = (table.needed(&PROJECT, say)?, table.needed(EXPERT, say)?);
    let (strength, decision) = (table.column(&STRENGTH), table.column(&DECISION));
    let mut out = BTreeSet::new();
    for row in &table.rows {
        let (project, expert) = (table.filled(row, project, say)?, table.filled(row, expert, say)?);
        let hard = table.cell(row, strength) != "confirm";
        let is_out = match (table.cell(row, decision), hard) {
            ("out", _) | ("", true) => true,
            ("in", _) => false,
            ("", false) => match options.undecided {
                Some(undecided) => undecided == Undecided::Out,
                None => return Err(table.refuse(row, decision, "panel-undecided", say)),
            },
            _ => return Err(table.refuse(row, decision, "panel-cell-decision", say)),
        };
        if let (true, Some(project), Some(expert)) = (is_out, projects.0.get(project), experts.0.get(expert)) {
            out.insert((*project, *expert));
        }
    }
    Ok(out.into_iter().collect())
}

/// A former assignment in the places of the problem; what is no longer there is left out.
fn former(path: Option<&Path>, say: &Say, problem: &Problem) -> anyhow::Result<Vec<(u32, u32)>> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let table = Table::read(path, say)?;
    let (project, expert) = (table.needed(&PROJECT, say)?, table.needed(EXPERT, say)?);
    let projects: BTreeMap<&str, u32> = problem.projects().iter().map(|p| p.id.as_str()).zip(0..).collect();
    let experts: BTreeMap<&str, u32> = problem.experts().iter().map(|e| e.id.as_str()).zip(0..).collect();
    let place = |row| {
        let project = projects.get(table.cell(row, Some(project)))?;
        Some((*project, *experts.get(table.cell(row, Some(expert)))?))
    };
    Ok(table.rows.iter().filter_map(place).collect())
}
