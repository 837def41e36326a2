//! One row with typed cells; what cannot be read becomes a problem that names the cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use hefu_application::{Cell, Origin};
use hefu_guide::model::Calendar as SideCalendar;
use hefu_text::date::Calendar;
use hefu_text::money::{Currency, Money};
use jiff::Zoned;
use jiff::civil::Date;

use super::scalar::{self, Days};
use super::{Column, Table};
use crate::grid::{GridRow, Value};
use crate::layout::key;
use crate::problems::{Log, Trouble};
use crate::vocabulary::{Vocabulary, choose};

/// A row being read.
pub struct Row<'a> {
    /// The table it stands in.
    pub table: &'a Table,
    /// Words of guide and side.
    pub words: &'a Vocabulary<'a>,
    /// The application it belongs to, once known.
    pub application: Option<String>,
    cells: &'a GridRow,
    log: &'a mut Log,
}

impl<'a> Row<'a> {
    /// The row `cells` of `table`.
    pub fn new(table: &'a Table, cells: &'a GridRow, words: &'a Vocabulary<'a>, log: &'a mut Log) -> Self {
        Self { table, words, application: None, cells, log }
    }

    /// The row number as a person counts it.
    pub fn number(&self) -> u32 {
        self.cells.number
    }

    /// Where the record of this row was read.
    pub fn origin(&self) -> Origin {
        Origin {
            file: self.table.grid.file.clone(),
            sheet: self.table.grid.sheet.clone(),
            row: Some(self.cells.number),
            columns: self.table.headers.clone(),
        }
    }

    /// As [`Row::origin`], for a record whose fields stand under other names than the table's.
    pub fn origin_of(&self, fields: &[(&str, &str)]) -> Origin {
        let columns: BTreeMap<String, String> = fields
            .iter()
            .filter_map(|(own, table)| self.table.headers.get(*table).map(|header| ((*own).to_owned(), header.clone())))
            .collect();
        Origin { columns: Arc::new(columns), ..self.origin() }
    }

    /// The cell of `field`.
    pub fn cell(&self, field: &str) -> Cell {
        Cell {
            file: self.table.grid.file.clone(),
            sheet: self.table.grid.sheet.clone(),
            row: Some(self.cells.number),
            column: self.table.headers.get(field).cloned(),
        }
    }

    /// Records a problem with the cell of `field`.
    pub fn trouble(&mut self, field: &str, trouble: Trouble) {
        let problem = trouble.at(self.cell(field), self.application.as_deref());
        self.log.push(problem);
    }

    /// True where the table has a column for `field`.
    pub fn has(&self, field: &str) -> bool {
        self.table.columns.contains_key(field)
    }

    fn column(&self, field: &str) -> Option<&'a Column> {
        self.table.columns.get(field)
    }

    /// The value of `field` after the mapping's constants and value table.
    pub fn value(&self, field: &str) -> Value {
        let Some(column) = self.column(field) else {
            return Value::Empty;
        };
        let value = match (column.index, &column.constant) {
            (Some(index), _) => self.cells.get(index).clone(),
            (None, Some(constant)) => Value::text(constant),
            (None, None) => Value::Empty,
        };
        if column.values.is_empty() || value.is_empty() {
            return value;
        }
        match column.values.get(&key(&value.shown())) {
            Some(meant) => Value::text(meant),
            None => value,
        }
    }

    /// Words.
    pub fn text(&mut self, field: &str) -> Option<String> {
        match self.value(field) {
            Value::Empty => None,
            Value::Text(text) | Value::Number(text) => Some(text),
            value @ Value::Moment(..) => {
                self.trouble(field, Trouble::warning("dossier-cell-became-date", value.shown()));
                Some(value.shown())
            }
            value @ Value::Bool(_) => Some(value.shown()),
            value => {
                self.trouble(field, scalar::unreadable(&value));
                None
            }
        }
    }

    /// A number or short name that is compared letter by letter: half-width, without the apostrophe that keeps text text.
    pub fn code(&mut self, field: &str) -> Option<String> {
        match self.value(field) {
            value @ Value::Moment(..) => {
                self.trouble(field, Trouble::error("dossier-code-became-date", value.shown()));
                None
            }
            _ => self.text(field).map(|text| code(&text)).filter(|text| !text.is_empty()),
        }
    }

    /// Several short names.
    pub fn codes(&mut self, field: &str) -> Vec<String> {
        let parts = match self.value(field) {
            Value::Moment(..) => return self.code(field).into_iter().collect(),
            _ => self.parts(field, &[',', '，', '、', ';', '；', '\n', ' ']),
        };
        parts.iter().map(|part| code(part)).filter(|part| !part.is_empty()).collect()
    }

    /// Several texts: the strongest mark found separates them (line break, then semicolon, then 、), so that a name may hold
    /// a weaker one.
    pub fn list(&mut self, field: &str) -> Vec<String> {
        let own = self.column(field).and_then(|column| column.separators.clone());
        let Some(text) = self.text(field) else {
            return Vec::new();
        };
        if let Some(marks) = own {
            return split(&text, &marks.chars().collect::<Vec<_>>());
        }
        for marks in [&['\n'][..], &[';', '；'], &['、']] {
            if text.contains(marks) {
                return split(&text, marks);
            }
        }
        vec![text]
    }

    /// Several words of a closed vocabulary.
    fn parts(&mut self, field: &str, marks: &[char]) -> Vec<String> {
        let own = self.column(field).and_then(|column| column.separators.clone());
        let text = self.text(field).unwrap_or_default();
        match own {
            Some(own) => split(&text, &own.chars().collect::<Vec<_>>()),
            None => split(&text, marks),
        }
    }

    fn days(&self, field: &str) -> Days {
        let stated = self.column(field).and_then(|column| column.calendar);
        let calendar = stated.unwrap_or(match self.words.side.calendar {
            SideCalendar::Minguo => Calendar::Minguo,
            SideCalendar::Gregorian => Calendar::Unknown,
        });
        Days { calendar, epoch: self.table.grid.epoch }
    }

    fn take<T>(&mut self, field: &str, read: Result<Option<T>, Trouble>) -> Option<T> {
        read.unwrap_or_else(|trouble| {
            self.trouble(field, trouble);
            None
        })
    }

    /// A day.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        let value = self.value(field);
        if let Value::Moment(_, Some(_)) = value {
            self.trouble(field, Trouble::warning("dossier-date-time-cut", value.shown()));
        }
        let read = scalar::date(&value, self.days(field));
        self.take(field, read)
    }

    /// First and last day of one cell.
    pub fn range(&mut self, field: &str) -> Option<(Date, Date)> {
        let read = scalar::range(&self.value(field), self.days(field));
        self.take(field, read)
    }

    /// An instant; wall-clock times are in the side's zone.
    pub fn instant(&mut self, field: &str) -> Option<Zoned> {
        let zone = self.words.side.zone.as_str();
        let read = scalar::instant(&self.value(field), self.days(field), zone);
        self.take(field, read)
    }

    /// A whole number.
    pub fn integer(&mut self, field: &str) -> Option<u32> {
        let read = scalar::integer(&self.value(field));
        self.take(field, read)
    }

    /// A number with at most two decimals, in hundredths.
    pub fn hundredths(&mut self, field: &str) -> Option<i64> {
        let read = scalar::hundredths(&self.value(field));
        self.take(field, read)
    }

    /// Money; `currency` counts where neither cell, header nor mapping name one.
    pub fn amount(&mut self, field: &str, currency: Currency) -> Option<Money> {
        let column = self.column(field)?;
        let read = scalar::amount(&self.value(field), column.currency.unwrap_or(currency), column.unit);
        self.take(field, read)
    }

    /// A fixed choice.
    pub fn choice(&mut self, field: &str, id: &str) -> Option<&'static str> {
        let text = self.text(field)?;
        let found = choose(id, &text);
        if found.is_none() {
            let offered = crate::vocabulary::choice(id).iter().map(|value| value.names.get(self.words.lang));
            let offered = offered.collect::<Vec<_>>().join(" / ");
            self.trouble(field, Trouble::error("dossier-choice", text).with("choices", offered));
        }
        found
    }

    /// A side of the guide.
    pub fn side(&mut self, field: &str) -> Option<String> {
        let text = self.text(field)?;
        let found = self.words.side_named(&text).map(str::to_owned);
        if found.is_none() {
            let trouble = Trouble::error("dossier-side", text).with("choices", self.side_choices());
            self.trouble(field, trouble);
        }
        found
    }

    /// One or several sides; 双方 means all of `both`.
    pub fn sides(&mut self, field: &str, both: &[String]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for part in self.parts(field, &[',', '，', '、', ';', '；', '\n', '/', '+', '和', '与', '與', '及']) {
            if choose("side_set", &part).is_some() {
                out.extend(both.iter().cloned());
            } else if let Some(side) = self.words.side_named(&part) {
                out.push(side.to_owned());
            } else {
                let trouble = Trouble::error("dossier-side", part).with("choices", self.side_choices());
                self.trouble(field, trouble);
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        out.retain(|side| seen.insert(side.clone()));
        out
    }

    fn side_choices(&self) -> String {
        let sides = self.words.guide.sides.iter();
        sides.map(|side| side.names.get(self.words.lang)).collect::<Vec<_>>().join(" / ")
    }

    /// Several fixed choices.
    pub fn choices(&mut self, field: &str, id: &str) -> Vec<String> {
        let mut out = Vec::new();
        for part in self.parts(field, &[',', '，', '、', ';', '；', '\n', '/', ' ']) {
            match choose(id, &part) {
                Some(value) => out.push(value.to_owned()),
                None => {
                    let letters: Option<Vec<&str>> =
                        part.chars().map(|c| choose(id, c.encode_utf8(&mut [0; 4]))).collect();
                    match letters {
                        // 产学研 without marks.
                        Some(letters) => out.extend(letters.into_iter().map(str::to_owned)),
                        None => {
                            let offered = crate::vocabulary::choice(id).iter();
                            let offered = offered.map(|value| value.names.get(self.words.lang)).collect::<Vec<_>>();
                            let trouble = Trouble::error("dossier-choice", part).with("choices", offered.join(" / "));
                            self.trouble(field, trouble);
                        }
                    }
                }
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        out.retain(|value| seen.insert(value.clone()));
        out
    }
}

/// Half-width, without blanks around it and the apostrophe that spreadsheets put before text.
pub fn code(text: &str) -> String {
    hefu_text::number::half_width(text).trim().trim_start_matches('\'').trim().to_owned()
}

/// Parts between `marks`, trimmed, without empty ones.
pub fn split(text: &str, marks: &[char]) -> Vec<String> {
    text.split(marks).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
