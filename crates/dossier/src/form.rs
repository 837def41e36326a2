//! The form on a page is the workbook, section by section: the same fields, labels, notes and choices, read by the same
//! reader. What an applicant types on a page and what stands in a cell mean the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hefu_application::{Application, ApplicationId, Problem, Tag};
use hefu_guide::Guide;
use hefu_guide::model::Scope;
use hefu_words::Lang;

use crate::fill::{self, Codes, Part};
use crate::grid::{Grid, GridRow, Value};
use crate::layout::{ColumnKind, SheetDef, layout};
use crate::problems::Log;
use crate::table::{Column, Row, Table};
use crate::template::form_columns;
use crate::template::form_rows;
use crate::vocabulary::{GuideWords, Vocabulary};

/// Parts of the form, in its order.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FormPart {
    /// Title, topic, period, the partner's number, answers to the guide's questions on the whole.
    Project,
    /// Units of both sides.
    Units,
    /// People of both sides.
    People,
    /// Work split.
    Tasks,
    /// Deliverables.
    Deliverables,
    /// Milestones.
    Milestones,
    /// What is chosen from the guide's lists, for the whole or for one task, deliverable or milestone.
    Tags,
    /// Evidence of cooperation and of strength.
    Evidence,
    /// Agreement or letter of intent.
    Agreement,
    /// Money.
    Budget,
}

impl FormPart {
    /// All parts in the order of the form.
    pub const ALL: [Self; 10] = [
        Self::Project,
        Self::Units,
        Self::People,
        Self::Tasks,
        Self::Deliverables,
        Self::Milestones,
        Self::Tags,
        Self::Evidence,
        Self::Agreement,
        Self::Budget,
    ];

    /// Its word in addresses and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Agreement => "agreement",
            other => other.sheet(),
        }
    }

    /// The part of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.word() == word)
    }

    /// The sheet of the workbook it stands on.
    const fn sheet(self) -> &'static str {
        match self {
            Self::Project | Self::Agreement => "applications",
            Self::Units => "units",
            Self::People => "people",
            Self::Tasks => "tasks",
            Self::Deliverables => "deliverables",
            Self::Milestones => "milestones",
            Self::Tags => "tags",
            Self::Evidence => "evidence",
            Self::Budget => "budget",
        }
    }

    /// Whether it is one row and not a list of rows.
    pub const fn single(self) -> bool {
        matches!(self, Self::Project | Self::Agreement)
    }

    fn has(self, field: &str) -> bool {
        let agreement = field.starts_with("agreement_");
        match self {
            Self::Agreement => agreement,
            Self::Project => !agreement && !matches!(field, "number" | "direction" | "state" | "submitted"),
            _ => field != "number",
        }
    }
}

/// For whom a form is made.
#[derive(Clone, Copy, Debug)]
pub struct FormContext<'a> {
    /// The guide of the call.
    pub guide: &'a Guide,
    /// Its words.
    pub words: &'a Arc<GuideWords>,
    /// Short name of the side.
    pub side: &'a str,
    /// Direction number of the application.
    pub direction: &'a str,
    /// Topic of the application, which decides what is offered.
    pub topic: Option<&'a str>,
    /// Language of labels and choices.
    pub lang: Lang,
}

impl<'a> FormContext<'a> {
    fn vocabulary(&self) -> Option<Vocabulary<'a>> {
        Vocabulary::with(self.words, self.guide, self.side).map(|mut words| {
            words.lang = self.lang;
            words
        })
    }
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Its id: that of the column, or `field:ID` for a question of the guide.
    pub id: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Label.
    pub label: String,
    /// What to know before answering; may be empty.
    pub note: String,
    /// Whether a row without it cannot be used.
    pub required: bool,
    /// What may be chosen, in words; empty where anything may be written.
    pub choices: Vec<String>,
}

/// The values of one row by field, as written.
pub type FormRow = BTreeMap<String, String>;

/// The fields of a part; none where the guide has no such side.
pub fn fields(ctx: &FormContext<'_>, part: FormPart) -> Vec<FormField> {
    let (Some(words), Some(def)) = (ctx.vocabulary(), layout().sheet(part.sheet())) else { return Vec::new() };
    form_columns(def, &words)
        .into_iter()
        .filter(|column| part.has(&column.field))
        .map(|column| FormField {
            choices: choices(ctx, &words, column.kind),
            id: column.field,
            kind: column.kind,
            label: column.header,
            note: column.note,
            required: column.required,
        })
        .collect()
}

fn choices(ctx: &FormContext<'_>, words: &Vocabulary<'_>, kind: ColumnKind) -> Vec<String> {
    let here = |scope: &Scope| {
        scope.covers(ctx.direction, ctx.topic)
            || (ctx.topic.is_none() && scope.covers(ctx.direction, scope.topic.as_deref()))
    };
    match kind {
        ColumnKind::Topic => {
            let leaves = ctx.guide.direction(ctx.direction).map(|direction| direction.leaves()).unwrap_or_default();
            let labels = words.topics(ctx.direction);
            leaves.into_iter().filter_map(|leaf| labels?.label(&leaf.id, words.lang)).collect()
        }
        ColumnKind::Side => {
            words.sides_of(ctx.direction).iter().map(|side| words.side_label(side, Some(ctx.direction))).collect()
        }
        ColumnKind::Item => {
            let items = ctx.guide.items.iter().filter(|item| here(&item.scope));
            items.filter_map(|item| words.items.label(&item.id, words.lang)).collect()
        }
        ColumnKind::DeliverableKind => {
            let kinds = ctx.guide.deliverables.iter().filter(|kind| here(&kind.scope));
            kinds.filter_map(|kind| words.deliverables.label(&kind.id, words.lang)).collect()
        }
        ColumnKind::MilestoneKind => {
            let kinds = ctx.guide.milestones.iter().filter(|kind| here(&kind.scope));
            kinds.filter_map(|kind| words.milestones.label(&kind.id, words.lang)).collect()
        }
        ColumnKind::TagList => {
            let lists = ctx.guide.lists.iter().filter(|list| here(&list.scope));
            lists.filter_map(|list| words.lists.label(&list.id, words.lang)).collect()
        }
        // Several may be written into one field, or any value of any list: no single choice.
        ColumnKind::Sides | ColumnKind::Functions | ColumnKind::TagValue => Vec::new(),
        other => crate::template::form_choices(words, other),
    }
}

/// The rows of a part of an application, as the form shows them.
pub fn rows(ctx: &FormContext<'_>, part: FormPart, application: &Application) -> Vec<FormRow> {
    let Some(words) = ctx.vocabulary() else { return Vec::new() };
    let keep = |row: FormRow| row.into_iter().filter(|(field, _)| part.has(field)).collect();
    form_rows(part.sheet(), application, &words).into_iter().map(keep).collect()
}

/// A tag with what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct PlacedTag {
    /// `application`, `task`, `deliverable` or `milestone`.
    pub level: String,
    /// Short name of the task, deliverable or milestone.
    pub code: Option<String>,
    /// The tag.
    pub tag: Tag,
}

/// The rows of tags, whether or not what they belong to is there.
pub fn tag_rows(ctx: &FormContext<'_>, tags: &[PlacedTag]) -> Vec<FormRow> {
    let Some(words) = ctx.vocabulary() else { return Vec::new() };
    let row = |placed: &PlacedTag| {
        let row = crate::template::form_tag(&placed.level, placed.code.as_deref(), &placed.tag, &words);
        row.into_iter().filter(|(field, _)| FormPart::Tags.has(field)).collect()
    };
    tags.iter().map(row).collect()
}

/// What a form gave.
#[derive(Clone, Debug)]
pub struct FormRead {
    /// An application that holds what the part gave and nothing else.
    pub application: Application,
    /// The tags, for the part of tags.
    pub tags: Vec<PlacedTag>,
    /// What is wrong: the row from 0, the field, the problem. A row that cannot be used at all is not in the application.
    pub problems: Vec<FormProblem>,
}

/// Something wrong with a field.
#[derive(Clone, Debug)]
pub struct FormProblem {
    /// Row from 0.
    pub row: usize,
    /// Field.
    pub field: String,
    /// What and what to do.
    pub problem: Problem,
}

/// Reads a part as typed. Rows with nothing in them are left out.
pub fn read(ctx: &FormContext<'_>, part: FormPart, typed: &[FormRow]) -> FormRead {
    let mut application = Application::new(ApplicationId::new(ctx.side, "-"));
    application.direction = ctx.direction.to_owned();
    let mut out = FormRead { application, tags: Vec::new(), problems: Vec::new() };
    let (Some(words), Some(def)) = (ctx.vocabulary(), layout().sheet(part.sheet())) else { return out };
    let mut fields: Vec<String> = form_columns(def, &words).into_iter().map(|column| column.field).collect();
    fields.retain(|field| part.has(field) || matches!(field.as_str(), "number" | "direction"));
    // Answers to questions that the guide does not ask (any more) are kept.
    let asked: BTreeSet<String> = fields.iter().cloned().collect();
    let others: BTreeSet<&String> =
        typed.iter().flat_map(FormRow::keys).filter(|id| id.starts_with("field:")).collect();
    fields.extend(others.into_iter().filter(|id| !asked.contains(*id)).cloned());
    let table = table(def, &fields, typed, ctx, part);
    let mut log = Log::new(1_000);
    for cells in &table.grid.rows {
        let empty = fields.iter().zip(&cells.cells).all(|(field, cell)| !part.has(field) || cell.is_empty());
        if empty && !part.single() {
            continue;
        }
        let mut row = Row::new(&table, cells, &words, &mut log);
        if part.single() {
            if let Some(read) = fill::application(&mut row) {
                out.application = read;
            }
            continue;
        }
        match fill::part(&table.def.id, &mut row, &out.application) {
            Some(Part::Tag { level, code, tag }) => {
                out.tags.push(PlacedTag { level: level.to_owned(), code, tag });
            }
            Some(other) => fill::attach(&mut out.application, other),
            None => {}
        }
    }
    for problem in log.finish() {
        let row = problem.cell.row.map_or(0, |row| usize::try_from(row).unwrap_or(1).saturating_sub(1));
        let field = problem.cell.column.clone().unwrap_or_default();
        // The number and the direction are not the applicant's to write here.
        if part.has(&field) {
            out.problems.push(FormProblem { row, field, problem });
        }
    }
    out
}

/// The form as a table whose headers are the fields' ids.
fn table(def: &'static SheetDef, fields: &[String], typed: &[FormRow], ctx: &FormContext<'_>, part: FormPart) -> Table {
    let one = [FormRow::new()];
    let typed = if typed.is_empty() && part.single() { &one } else { typed };
    let rows = typed.iter().enumerate().map(|(at, row)| GridRow {
        number: u32::try_from(at + 1).unwrap_or(u32::MAX),
        cells: fields
            .iter()
            .map(|field| match field.as_str() {
                "number" => Value::text("-"),
                "direction" => Value::text(ctx.direction),
                other => row.get(other).map_or(Value::Empty, |text| Value::text(text)),
            })
            .collect(),
    });
    let grid = Grid { file: Arc::from(""), rows: rows.collect(), ..Grid::default() };
    let columns = fields.iter().enumerate().map(|(index, field)| {
        (field.clone(), Column { index: Some(index), header: field.clone(), ..Column::default() })
    });
    Table::new(def, grid, 0, columns.collect())
}

/// Takes the tags out of an application, with what each belongs to.
pub fn take_tags(application: &mut Application) -> Vec<PlacedTag> {
    let mut out = Vec::new();
    let mut take = |level: &str, code: Option<&str>, tags: &mut Vec<Tag>| {
        out.extend(std::mem::take(tags).into_iter().map(|tag| PlacedTag {
            level: level.to_owned(),
            code: code.map(str::to_owned),
            tag,
        }));
    };
    take("application", None, &mut application.tags);
    for task in &mut application.tasks {
        take("task", Some(&task.code), &mut task.tags);
    }
    for deliverable in &mut application.deliverables {
        take("deliverable", Some(&deliverable.code), &mut deliverable.tags);
    }
    for milestone in &mut application.milestones {
        take("milestone", Some(&milestone.code), &mut milestone.tags);
    }
    out
}

/// Gives an application its tags. Those of a task, deliverable or milestone that is not there are given back.
pub fn give_tags(application: &mut Application, tags: Vec<PlacedTag>) -> Vec<PlacedTag> {
    let places = Codes::of(application);
    let mut left = Vec::new();
    for placed in tags {
        let level = match placed.level.as_str() {
            "task" => "task",
            "deliverable" => "deliverable",
            "milestone" => "milestone",
            _ => "application",
        };
        let part = Part::Tag { level, code: placed.code.clone(), tag: placed.tag.clone() };
        if places.attach(application, part).is_err() {
            left.push(placed);
        }
    }
    left
}
