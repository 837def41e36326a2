//! Rows as records: one function for each kind of sheet.

mod application;
mod team;
mod work;

use std::collections::BTreeMap;

use hefu_application::{Application, BudgetLine, Deliverable, Evidence, Milestone, Person, Tag, Task, Unit};
use hefu_text::money::Currency;

use crate::problems::Trouble;
use crate::table::Row;
use crate::table::row::split;
use crate::vocabulary::{Labels, Vocabulary, choose};

pub use application::application;

/// A record of a sheet other than the applications themselves.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Sheet `units`.
    Unit(Unit),
    /// Sheet `people`.
    Person(Person),
    /// Sheet `tasks`.
    Task(Task),
    /// Sheet `deliverables`.
    Deliverable(Deliverable),
    /// Sheet `milestones`.
    Milestone(Milestone),
    /// Sheet `evidence`.
    Evidence(Evidence),
    /// Sheet `budget`.
    Budget(BudgetLine),
    /// Sheet `tags`.
    Tag {
        /// `application`, `task`, `deliverable` or `milestone`.
        level: &'static str,
        /// Short name of the task, deliverable or milestone.
        code: Option<String>,
        /// The tag.
        tag: Tag,
    },
}

/// The record of a row of sheet `sheet` that belongs to `application`. `None` where something it cannot do without is
/// missing, which has been recorded.
pub fn part(sheet: &str, row: &mut Row<'_>, application: &Application) -> Option<Part> {
    let sides = row.words.sides_of(&application.direction);
    match sheet {
        "units" => team::unit(row).map(Part::Unit),
        "people" => team::person(row).map(Part::Person),
        "tasks" => work::task(row, &sides).map(Part::Task),
        "deliverables" => work::deliverable(row, &sides).map(Part::Deliverable),
        "milestones" => work::milestone(row).map(Part::Milestone),
        "evidence" => work::evidence(row).map(Part::Evidence),
        "budget" => budget(row).map(Part::Budget),
        "tags" => tag(row),
        _ => None,
    }
}

/// Gives an application its part. Tags come last, through [`Codes`].
pub fn attach(application: &mut Application, part: Part) {
    match part {
        Part::Unit(unit) => application.units.push(unit),
        Part::Person(person) => application.people.push(person),
        Part::Task(task) => application.tasks.push(task),
        Part::Deliverable(deliverable) => application.deliverables.push(deliverable),
        Part::Milestone(milestone) => application.milestones.push(milestone),
        Part::Evidence(evidence) => application.evidence.push(evidence),
        Part::Budget(line) => application.budget.push(line),
        Part::Tag { tag, .. } => application.tags.push(tag),
    }
}

/// Where the tasks, deliverables and milestones of one application stand, by short name.
#[derive(Debug)]
pub struct Codes(BTreeMap<(&'static str, String), usize>);

impl Codes {
    /// Those of `application`; where a short name stands twice, the first.
    pub fn of(application: &Application) -> Self {
        let tasks = application.tasks.iter().enumerate().map(|(at, one)| (("task", one.code.clone()), at));
        let deliverables =
            application.deliverables.iter().enumerate().map(|(at, one)| (("deliverable", one.code.clone()), at));
        let milestones =
            application.milestones.iter().enumerate().map(|(at, one)| (("milestone", one.code.clone()), at));
        let mut places = BTreeMap::new();
        for (code, at) in tasks.chain(deliverables).chain(milestones) {
            places.entry(code).or_insert(at);
        }
        Self(places)
    }

    /// Gives `application`, or one of its tasks, deliverables or milestones, a tag.
    ///
    /// # Errors
    /// When the tag names one that the application does not have.
    pub fn attach(&self, application: &mut Application, part: Part) -> Result<(), Trouble> {
        let (level, code, tag) = match part {
            Part::Tag { level, code, tag } if level != "application" => (level, code.unwrap_or_default(), tag),
            other => {
                attach(application, other);
                return Ok(());
            }
        };
        let at = self.0.get(&(level, code.clone())).copied();
        let tags = at.and_then(|at| match level {
            "task" => application.tasks.get_mut(at).map(|one| &mut one.tags),
            "deliverable" => application.deliverables.get_mut(at).map(|one| &mut one.tags),
            _ => application.milestones.get_mut(at).map(|one| &mut one.tags),
        });
        tags.ok_or_else(|| Trouble::error("dossier-tag-of-unknown", code).with("level", level))?.push(tag);
        Ok(())
    }
}

/// A required text; a missing one is recorded unless its whole column is missing, which was recorded once.
fn needed<'r>(row: &mut Row<'r>, field: &str, value: Option<String>) -> Option<String> {
    if value.is_none() && row.has(field) && row.value(field).is_empty() {
        row.trouble(field, Trouble::error("dossier-cell-missing", ""));
    }
    value
}

/// Answers and tags that stand in columns named after the guide's fields and lists.
fn extras(row: &mut Row<'_>) -> (BTreeMap<String, String>, Vec<Tag>) {
    let (mut fields, mut tags) = (BTreeMap::new(), Vec::new());
    let columns: Vec<String> = row.table.columns.keys().cloned().collect();
    for column in columns {
        if let Some(id) = column.strip_prefix("field:") {
            if let Some(text) = row.text(&column) {
                fields.insert(id.to_owned(), text);
            }
        } else if let Some(list) = column.strip_prefix("list:") {
            let text = row.text(&column).unwrap_or_default();
            for part in split(&text, &['、', ';', '；', '\n']) {
                let (value, words) = match part.split_once(['：', ':']) {
                    Some((head, words)) if choose("other", head).is_some() => {
                        (head.trim(), Some(words.trim().to_owned()))
                    }
                    _ => (part.as_str(), None),
                };
                let value = tag_value(row, &column, list, value);
                tags.push(Tag { list: list.to_owned(), value, text: words });
            }
        }
    }
    (fields, tags)
}

/// The id of a value; what an open list does not name is kept as written.
fn tag_value(row: &mut Row<'_>, field: &str, list: &str, written: &str) -> String {
    let open = row.words.guide.list(list).is_some_and(|list| list.open);
    if let Some(id) = row.words.values.get(list).and_then(|values| values.find(written)) {
        return id.to_owned();
    }
    if open && choose("other", written).is_some() {
        return "other".to_owned();
    }
    if !open {
        row.trouble(field, Trouble::warning("dossier-tag-unknown", written).with("list", list));
    }
    written.to_owned()
}

fn tag(row: &mut Row<'_>) -> Option<Part> {
    let level = if row.value("level").is_empty() { "application" } else { row.choice("level", "level")? };
    let code = row.code("code");
    if level != "application" && code.is_none() {
        row.trouble("code", Trouble::error("dossier-cell-missing", ""));
        return None;
    }
    let written = row.text("list");
    let written = needed(row, "list", written)?;
    let list = known(row, "list", &written, |words| &words.lists);
    let value = row.text("value");
    let value = needed(row, "value", value)?;
    let value = tag_value(row, "value", &list, &value);
    let text = row.text("text");
    Some(Part::Tag { level, code, tag: Tag { list, value, text } })
}

/// The id of a thing of the guide; what it does not name is kept as written, with a warning.
fn known<'a>(row: &mut Row<'a>, field: &str, written: &str, of: impl Fn(&'a Vocabulary<'a>) -> &'a Labels) -> String {
    let labels = of(row.words);
    if let Some(id) = labels.find(written) {
        return id.to_owned();
    }
    let key = if labels.is_shared(written) { "dossier-name-shared" } else { "dossier-not-in-guide" };
    row.trouble(field, Trouble::warning(key, written));
    written.to_owned()
}

fn budget(row: &mut Row<'_>) -> Option<BudgetLine> {
    let written = row.text("source");
    let written = needed(row, "source", written)?;
    let source = choose("budget_source", &written).map_or(written, str::to_owned);
    let side = row.side("side");
    let side = needed(row, "side", side)?;
    let own = row.words.guide.side(&side).and_then(|side| Currency::new(&side.currency).ok())?;
    let currency = match row.text("currency") {
        None => own,
        Some(code) => match currency(&code) {
            Some(currency) => currency,
            None => {
                row.trouble("currency", Trouble::error("dossier-currency", code));
                return None;
            }
        },
    };
    let amount = row.amount("amount", currency);
    if amount.is_none() && row.value("amount").is_empty() {
        row.trouble("amount", Trouble::error("dossier-cell-missing", ""));
    }
    Some(BudgetLine { source, side, amount: amount?, origin: row.origin() })
}

fn currency(text: &str) -> Option<Currency> {
    Currency::new(text).ok().or_else(|| crate::table::header::amount_unit(text).and_then(|(_, currency)| currency))
}
