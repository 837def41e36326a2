//! Applications with their parts, from all tables of one side: cross-references, duplicates, nothing silently won or lost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use hefu_application::{Application, Cell};

use crate::fill::{Codes, Part, application, attach, part};
use crate::grid::Value;
use crate::problems::{Log, Trouble};
use crate::table::row::code;
use crate::table::{Row, Table};
use crate::vocabulary::Vocabulary;

/// The applications of one side while they are put together.
#[derive(Debug, Default)]
pub struct Gathering {
    applications: Vec<Application>,
}

/// The form in which application numbers of different sheets are compared.
pub fn reference_key(number: &str) -> String {
    code(number).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

impl Gathering {
    /// Takes the applications of a table. Returns how many rows it had.
    pub fn table(&mut self, table: &Table, words: &Vocabulary<'_>, log: &mut Log, cancel: &AtomicBool) -> usize {
        let zeros = zero_length(table);
        let mut rows = 0;
        for cells in table.grid.rows.iter().filter(|row| row.number > table.header) {
            if cancel.load(Ordering::Relaxed) {
                break;
            }
            let mut row = Row::new(table, cells, words, log);
            if is_blank(&row, table) {
                continue;
            }
            rows += 1;
            if !number_is_usable(&mut row, zeros) {
                continue;
            }
            self.applications.extend(application(&mut row));
        }
        rows
    }

    /// Takes an application that was whole already (a JSON line).
    pub fn whole(&mut self, application: Application) {
        self.applications.push(application);
    }

    /// Gives the applications their parts from the other tables, and leaves out those whose number stands twice.
    pub fn finish(
        mut self,
        parts: &[Table],
        words: &Vocabulary<'_>,
        log: &mut Log,
        cancel: &AtomicBool,
    ) -> Vec<Application> {
        let held = self.hold_duplicates(log);
        let mut places = Places::new(&self.applications, held);
        let mut later: BTreeMap<usize, Vec<(Cell, Part)>> = BTreeMap::new();
        for table in parts {
            for cells in table.grid.rows.iter().filter(|row| row.number > table.header) {
                if cancel.load(Ordering::Relaxed) {
                    return self.applications;
                }
                let mut row = Row::new(table, cells, words, log);
                if is_blank(&row, table) {
                    continue;
                }
                let Some(index) = places.of(&mut row) else {
                    continue;
                };
                let Some(application) = self.applications.get_mut(index) else {
                    continue;
                };
                row.application = Some(application.id.number.clone());
                match part(&table.def.id, &mut row, application) {
                    // A tag may stand before the task it belongs to.
                    Some(tag @ Part::Tag { .. }) => later.entry(index).or_default().push((row.cell("code"), tag)),
                    Some(other) => attach(application, other),
                    None => {}
                }
            }
        }
        for (index, tags) in later {
            let Some(application) = self.applications.get_mut(index) else {
                continue;
            };
            let places = Codes::of(application);
            for (cell, tag) in tags {
                if let Err(trouble) = places.attach(application, tag) {
                    log.push(trouble.at(cell, Some(&application.id.number)));
                }
            }
        }
        for application in &self.applications {
            doubled_codes(application, log);
        }
        self.applications.sort_by(|a, b| a.id.cmp(&b.id));
        self.applications
    }

    /// Takes out applications whose number stands more than once; each place is told of the others.
    fn hold_duplicates(&mut self, log: &mut Log) -> BTreeSet<String> {
        let mut places: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
        for application in &self.applications {
            places.entry(reference_key(&application.id.number)).or_default().push(application.origin.cell("number"));
        }
        places.retain(|_, cells| cells.len() > 1);
        for application in &self.applications {
            let Some(cells) = places.get(&reference_key(&application.id.number)) else {
                continue;
            };
            let own = application.origin.cell("number");
            let others: Vec<String> =
                cells.iter().filter(|cell| **cell != own).take(5).map(ToString::to_string).collect();
            let number = application.id.number.as_str();
            let trouble = Trouble::error("dossier-number-twice", number).with("others", others.join("; "));
            log.push(trouble.at(own, Some(number)));
        }
        self.applications.retain(|application| !places.contains_key(&reference_key(&application.id.number)));
        places.into_keys().collect()
    }
}

/// A row that holds nothing in any column that is read: notes beside the table, trailing rows with formats only.
fn is_blank(row: &Row<'_>, table: &Table) -> bool {
    table.columns.iter().filter(|(_, column)| column.index.is_some()).all(|(field, _)| row.value(field).is_empty())
}

/// The length of the numbers that are written as text with leading zeros, if the column has such.
fn zero_length(table: &Table) -> Option<usize> {
    let index = table.columns.get("number")?.index?;
    let texts = table.grid.rows.iter().filter(|row| row.number > table.header).filter_map(|row| match row.get(index) {
        Value::Text(text) => Some(code(text)),
        _ => None,
    });
    texts
        .filter(|text| text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()))
        .map(|text| text.len())
        .max()
}

/// What a spreadsheet does to long or zero-led numbers.
fn number_is_usable(row: &mut Row<'_>, zeros: Option<usize>) -> bool {
    match row.value("number") {
        Value::Number(digits) if digits.bytes().filter(u8::is_ascii_digit).count() > 15 => {
            row.trouble("number", Trouble::error("dossier-number-too-long", digits));
            false
        }
        Value::Number(digits) => {
            if let Some(length) = zeros.filter(|length| digits.len() < *length) {
                row.trouble("number", Trouble::warning("dossier-number-zeros", digits).with("length", length));
            }
            true
        }
        Value::Text(text) if is_scientific(&code(&text)) => {
            row.trouble("number", Trouble::error("dossier-number-scientific", text));
            false
        }
        _ => true,
    }
}

/// `2.02E+07`: what is left of a long number when a spreadsheet saves it as it showed it.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let Some((whole, fraction)) = mantissa.split_once('.').or(Some((mantissa, ""))) else {
        return false;
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    whole.len() == 1
        && digits(whole)
        && digits(fraction)
        && exponent.starts_with('+')
        && exponent.len() > 1
        && digits(exponent.trim_start_matches('+'))
}

/// Where each application number leads.
struct Places {
    by_key: BTreeMap<String, usize>,
    without_zeros: BTreeMap<String, Vec<usize>>,
    held: BTreeSet<String>,
}

impl Places {
    fn new(applications: &[Application], held: BTreeSet<String>) -> Self {
        let (mut by_key, mut without_zeros) = (BTreeMap::new(), BTreeMap::<String, Vec<usize>>::new());
        for (index, application) in applications.iter().enumerate() {
            let key = reference_key(&application.id.number);
            without_zeros.entry(key.trim_start_matches('0').to_owned()).or_default().push(index);
            by_key.insert(key, index);
        }
        Self { by_key, without_zeros, held }
    }

    /// The application a row belongs to. Rows of a number that stands twice are held with it.
    fn of(&mut self, row: &mut Row<'_>) -> Option<usize> {
        let Some(number) = row.code("number") else {
            if row.value("number").is_empty() {
                row.trouble("number", Trouble::error("dossier-cell-missing", ""));
            }
            return None;
        };
        let key = reference_key(&number);
        if let Some(index) = self.by_key.get(&key) {
            return Some(*index);
        }
        if self.held.contains(&key) {
            return None;
        }
        if let Some([only]) = self.without_zeros.get(key.trim_start_matches('0')).map(Vec::as_slice) {
            row.trouble("number", Trouble::warning("dossier-reference-zeros", number));
            return Some(*only);
        }
        row.trouble("number", Trouble::error("dossier-reference-unknown", number));
        None
    }
}

/// A task, deliverable or milestone number that stands twice within an application.
fn doubled_codes(application: &Application, log: &mut Log) {
    let tasks = application.tasks.iter().map(|one| ("task", &one.code, &one.origin));
    let deliverables = application.deliverables.iter().map(|one| ("deliverable", &one.code, &one.origin));
    let milestones = application.milestones.iter().map(|one| ("milestone", &one.code, &one.origin));
    let mut seen = BTreeSet::new();
    for (level, code, origin) in tasks.chain(deliverables).chain(milestones) {
        if !seen.insert((level, code)) {
            let trouble = Trouble::warning("dossier-code-twice", code.as_str()).with("level", level);
            log.push(trouble.at(origin.cell("code"), Some(&application.id.number)));
        }
    }
}
