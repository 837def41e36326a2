//! A card: of each application only what the guide's exchange names, as one row of a table for the linking engine.

use std::collections::BTreeMap;

use hefu_application::{Application, Person, Unit};
use hefu_guide::model::Guide;

use crate::consistency::topic_id;
use crate::link::{ColumnKind, LinkColumn, LinkSpec, Table};

/// A column of a card and the field its reasons are reported under.
struct Column {
    name: String,
    kind: ColumnKind,
    field: &'static str,
}

/// The columns of the cards of one pairing of sides.
pub(super) struct Cards {
    columns: Vec<Column>,
    sides: Vec<String>,
}

impl Cards {
    pub(super) fn new(sides: &[String]) -> Self {
        let one = |name: &str, kind: ColumnKind, field: &'static str| Column { name: name.to_owned(), kind, field };
        let mut columns = vec![
            one("number", ColumnKind::Id, "number"),
            one("title", ColumnKind::Title, "title"),
            one("title_english", ColumnKind::TitleEnglish, "title"),
        ];
        for side in sides {
            columns.push(one(&format!("pi.{side}"), ColumnKind::People, "principal_investigators"));
        }
        for side in sides {
            columns.push(one(&format!("units.{side}"), ColumnKind::Organisations, "units"));
        }
        columns.extend([
            one("start", ColumnKind::Date, "period"),
            one("end", ColumnKind::Date, "period"),
            one("partner_number", ColumnKind::Reference, "partner_number"),
            one("topic", ColumnKind::Category, "topic"),
        ]);
        for side in sides {
            columns.push(one(&format!("budget.{side}"), ColumnKind::Money, "budget"));
        }
        columns.push(one("agreement", ColumnKind::Identifier, "agreement"));
        Self { columns, sides: sides.to_vec() }
    }

    pub(super) fn spec(&self) -> LinkSpec {
        let column =
            |column: &Column| LinkColumn { left: column.name.clone(), right: column.name.clone(), kind: column.kind };
        LinkSpec { columns: self.columns.iter().map(column).collect() }
    }

    /// The field of each compared column, in order.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.columns
            .iter()
            .filter(|column| column.kind != ColumnKind::Id)
            .map(|column| (column.name.as_str(), column.field))
    }

    pub(super) fn table(&self, guide: &Guide, direction: &str, applications: &[&Application]) -> Table {
        let mut table = Table::new(self.columns.iter().map(|column| column.name.clone()));
        // Thousands of applications name a handful of topics, and resolving one compares it with every name the guide has.
        let mut topics: BTreeMap<&str, String> = BTreeMap::new();
        for application in applications {
            let written = application.topic.as_deref().unwrap_or_default();
            let topic = topics
                .entry(written)
                .or_insert_with(|| topic_id(guide, direction, written).unwrap_or_else(|| written.to_owned()));
            table.push(self.columns.iter().map(|column| self.cell(application, topic, &column.name)));
        }
        table
    }

    fn cell(&self, application: &Application, topic: &str, column: &str) -> String {
        let of = |prefix: &str| column.strip_prefix(prefix).and_then(|side| self.sides.iter().find(|own| *own == side));
        if let Some(side) = of("pi.") {
            return application.principal_investigator(side).map(person).unwrap_or_default();
        }
        if let Some(side) = of("units.") {
            return application.units_of(side).map(unit).collect();
        }
        if let Some(side) = of("budget.") {
            return budget(application, side);
        }
        match column {
            "number" => application.id.number.clone(),
            "title" => application.title.own.clone(),
            "title_english" => application.title.english.clone().unwrap_or_default(),
            "start" => application.period.start.map(|day| day.to_string()).unwrap_or_default(),
            "end" => application.period.end.map(|day| day.to_string()).unwrap_or_default(),
            "partner_number" => application.partner_number.clone().unwrap_or_default(),
            "topic" => topic.to_owned(),
            "agreement" => {
                application.agreement.as_ref().and_then(|agreement| agreement.digest.clone()).unwrap_or_default()
            }
            _ => String::new(),
        }
    }
}

/// A name with its Latin form, closed by a semicolon, so that a comma in it does not divide it.
fn person(person: &Person) -> String {
    let clean = |text: &str| text.replace([';', '；', '、', '|', '\n'], " ");
    match &person.english {
        Some(english) if !english.trim().is_empty() => {
            format!("{} ({});", clean(&person.name), clean(english))
        }
        _ => format!("{};", clean(&person.name)),
    }
}

fn unit(unit: &Unit) -> String {
    format!("{};", unit.name.replace([';', '；', '、', '|', '\n'], " "))
}

/// A side's own money as this application states it, where it is all in one currency.
fn budget(application: &Application, side: &str) -> String {
    let lines: Vec<_> = application.budget.iter().filter(|line| line.side == side).collect();
    let Some(first) = lines.first() else {
        return String::new();
    };
    let sum = lines.iter().skip(1).try_fold(first.amount, |sum, line| sum.checked_add(line.amount));
    sum.map(|sum| sum.minor.to_string()).unwrap_or_default()
}
