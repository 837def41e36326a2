//! What is gathered while a claim is judged.

use std::collections::BTreeMap;

use hefu_words::Message;

use crate::columns::{Form, unit_of};
use crate::exact::{Exact, drawn};
use crate::judged::{Amount, Fault, Named, Read};
use crate::number::{Aligned, Decimal, NumberFault, align};
use crate::picture::{Limit, Picture};
use crate::{Claim, Table, TableName, Tables, cells};

/// Faults and findings kept of each kind; more are counted.
const KEPT: usize = 1_000;

/// Populations and the like told one by one.
pub(crate) const SEVERAL: usize = 50;

/// Faults, the first of them kept.
#[derive(Default)]
pub(crate) struct Faults {
    pub kept: Vec<Fault>,
    pub count: usize,
}

impl Faults {
    fn push(&mut self, fault: impl FnOnce() -> Fault) {
        self.count += 1;
        if self.kept.len() < KEPT {
            self.kept.push(fault());
        }
    }
}

/// The work on one claim.
pub(crate) struct Work<'a> {
    pub claim: &'a Claim,
    tables: &'a Tables,
    pub why: Vec<Message>,
    pub method: Vec<Message>,
    pub figures: Vec<Named>,
    pub read: Vec<Read>,
    pub faults: Faults,
    pub findings: Faults,
    pub pictures: Vec<Picture>,
    /// How many units of the figure's base one unit of the claim is, and the unit.
    pub factor: Exact,
    pub unit: String,
}

/// A table with the columns that are known in it.
pub(crate) struct Sheet<'a> {
    pub name: &'a TableName,
    pub table: &'a Table,
    columns: BTreeMap<&'static str, usize>,
}

impl<'a> Sheet<'a> {
    /// Where a column stands.
    pub fn at(&self, id: &str) -> Option<usize> {
        self.columns.get(id).copied()
    }

    /// A cell of a column; empty where the column is not there.
    pub fn cell(&self, row: usize, column: Option<usize>) -> &'a str {
        column.map_or("", |column| self.table.cell(row, column))
    }

    fn heading(&self, column: usize) -> Option<String> {
        self.table.heading().get(column).cloned()
    }
}

impl<'a> Work<'a> {
    pub fn new(claim: &'a Claim, tables: &'a Tables) -> Self {
        Self {
            claim,
            tables,
            why: Vec::new(),
            method: Vec::new(),
            figures: Vec::new(),
            read: Vec::new(),
            faults: Faults::default(),
            findings: Faults::default(),
            pictures: Vec::new(),
            factor: crate::exact::whole(1),
            unit: String::new(),
        }
    }

    /// Something is open: nothing can be told until it is stated.
    pub fn open(&mut self, key: &str) {
        self.why.push(Message::new(key));
    }

    /// A setting that the claim must state.
    pub fn stated<T>(&mut self, setting: Option<T>, key: &str) -> Option<T> {
        if setting.is_none() {
            self.open(key);
        }
        setting
    }

    /// A unit that the claim must state, in its base.
    pub fn unit_stated(&mut self, setting: Option<&str>, key: &str, known: fn(&str) -> Option<Exact>) -> Option<Exact> {
        let stated = self.stated(setting, key)?;
        let unit = known(stated);
        if unit.is_none() {
            self.why.push(Message::new("evidence-why-unit-unknown").with("found", stated));
        }
        unit
    }

    /// The claimed number as a limit to be drawn.
    pub fn claimed_limit(&self, upright: bool) -> Option<Limit> {
        let (_, written) = self.claim.target()?;
        let label = Message::new("evidence-limit-claimed").with("value", written.to_string());
        Some(Limit { at: drawn(&written.number.exact()), upright, label })
    }

    /// A table with nothing known of its columns.
    pub fn table(&mut self, name: &'a TableName) -> Option<&'a Table> {
        let Some(table) = self.tables.get(name) else {
            self.why.push(Message::new("evidence-why-table").with("table", name.to_string()));
            return None;
        };
        self.read.push(Read {
            table: name.clone(),
            sha256: table.sha256.clone(),
            rows: table.len(),
            passed: table.passed(),
            unused: Vec::new(),
        });
        for row in table.beyond() {
            let (what, remedy) = ("evidence-fault-beyond", "evidence-remedy-beyond");
            self.fault(name, Some(*row), None, Message::new(what), remedy);
        }
        if table.is_empty() {
            self.why.push(Message::new("evidence-why-empty").with("table", name.to_string()));
        }
        Some(table)
    }

    /// A table whose headings are known; those in `needed` must be there. With `others`, headings that are not known are
    /// of use too.
    pub fn sheet(&mut self, name: &'a TableName, form: Form, needed: &[&str], others: bool) -> Option<Sheet<'a>> {
        let table = self.table(name)?;
        let mut columns: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut unused = Vec::new();
        let mut whole = true;
        for (at, heading) in table.heading().iter().enumerate() {
            match form.named(heading) {
                Some(column) if columns.contains_key(column.id.as_str()) => {
                    let what = cells::wrong("evidence-fault-column-twice", heading).with("column", column.names());
                    self.fault(
                        name,
                        Some(table.heading_row),
                        Some(heading.clone()),
                        what,
                        "evidence-remedy-column-twice",
                    );
                    whole = false;
                }
                Some(column) => {
                    columns.insert(column.id.as_str(), at);
                }
                None if others || heading.is_empty() => {}
                None => unused.push(heading.clone()),
            }
        }
        if let Some(read) = self.read.last_mut() {
            read.unused = unused;
        }
        for id in needed.iter().filter(|id| !columns.contains_key(**id)) {
            let names = form.column(id).map(crate::Column::names).unwrap_or_default();
            let what = Message::new("evidence-fault-column-missing").with("column", names);
            self.fault(name, Some(table.heading_row), None, what, "evidence-remedy-column-missing");
            whole = false;
        }
        whole.then_some(Sheet { name, table, columns })
    }

    /// Something that could not be read.
    pub fn fault(&mut self, table: &TableName, row: Option<u32>, column: Option<String>, what: Message, remedy: &str) {
        let remedy = Message::new(remedy);
        self.faults.push(|| Fault { table: table.clone(), row, column, what, remedy });
    }

    /// A cell that could not be read.
    pub fn bad(&mut self, sheet: &Sheet<'_>, row: usize, column: usize, key: &str, remedy: &str) {
        let what = cells::wrong(key, sheet.table.cell(row, column));
        self.fault(sheet.name, Some(sheet.table.row(row)), sheet.heading(column), what, remedy);
    }

    /// Something that stands against the claim.
    pub fn finding(&mut self, table: &TableName, row: Option<u32>, column: Option<&str>, what: Message, remedy: &str) {
        let remedy = Message::new(remedy);
        self.findings.push(|| Fault { table: table.clone(), row, column: column.map(str::to_owned), what, remedy });
    }

    /// A cell as a decimal; a fault otherwise.
    pub fn decimal(&mut self, sheet: &Sheet<'_>, row: usize, column: usize) -> Option<Decimal> {
        let text = sheet.table.cell(row, column);
        match Decimal::parse(text) {
            Ok(number) => return Some(number),
            Err(_) if text.is_empty() => self.bad(sheet, row, column, "evidence-fault-empty", "evidence-remedy-fill"),
            Err(NumberFault::NotANumber) => {
                self.bad(sheet, row, column, "evidence-fault-number", "evidence-remedy-number");
            }
            Err(NumberFault::TooLong) => self.bad(sheet, row, column, "evidence-fault-long", "evidence-remedy-long"),
        }
        None
    }

    /// The numbers of a column, none below zero, with their rows; faults for the others.
    pub fn not_negative(&mut self, sheet: &Sheet<'_>, column: usize) -> Vec<(usize, Decimal)> {
        let mut numbers = Vec::with_capacity(sheet.table.len());
        for row in 0..sheet.table.len() {
            match self.decimal(sheet, row, column) {
                Some(number) if number.mantissa < 0 => {
                    self.bad(sheet, row, column, "evidence-fault-negative", "evidence-remedy-negative");
                }
                Some(number) => numbers.push((row, number)),
                None => {}
            }
        }
        numbers
    }

    /// A cell as yes or no; a fault otherwise.
    pub fn yes_no(&mut self, sheet: &Sheet<'_>, row: usize, column: usize) -> Option<bool> {
        let found = cells::yes_no(sheet.table.cell(row, column));
        if found.is_none() {
            self.bad(sheet, row, column, "evidence-fault-yes-no", "evidence-remedy-yes-no");
        }
        found
    }

    /// A cell that must hold something.
    pub fn filled(&mut self, sheet: &Sheet<'a>, row: usize, column: usize) -> Option<&'a str> {
        let text = sheet.table.cell(row, column);
        if text.is_empty() {
            self.bad(sheet, row, column, "evidence-fault-empty", "evidence-remedy-fill");
            return None;
        }
        Some(text)
    }

    /// Numbers of columns, one column after the other, with their rows, in units of one place.
    pub fn align(&mut self, sheet: &Sheet<'_>, columns: &[usize], numbers: &[(usize, Decimal)]) -> Option<Aligned> {
        let plain: Vec<Decimal> = numbers.iter().map(|(_, number)| *number).collect();
        match align(&plain) {
            Ok(aligned) => Some(aligned),
            Err(at) => {
                let row = numbers.get(at).map_or(0, |(row, _)| *row);
                let column = columns.get(at / sheet.table.len().max(1)).copied().unwrap_or(0);
                self.bad(sheet, row, column, "evidence-fault-wide", "evidence-remedy-wide");
                None
            }
        }
    }

    /// A unit in the heading must be the one that the claim states.
    pub fn same_unit(&mut self, sheet: &Sheet<'_>, column: usize, stated: &Exact, known: fn(&str) -> Option<Exact>) {
        let heading = sheet.heading(column).unwrap_or_default();
        if let Some((_, unit)) = unit_of(&heading)
            && known(&unit).is_some_and(|found| found != *stated)
        {
            let what = cells::wrong("evidence-fault-unit", &heading);
            self.fault(sheet.name, Some(sheet.table.heading_row), Some(heading), what, "evidence-remedy-unit");
        }
    }

    /// A figure beside the claimed one, in units of the figure's base; `unit` with its factor.
    pub fn tell(&mut self, figure: Message, population: Option<&str>, value: &Exact, unit: &str) {
        let population = population.map(str::to_owned);
        self.figures.push(Named { figure, population, amount: Amount::new(value, 6, unit) });
    }
}
