//! A saved column mapping: how an agency's own export is read.

mod suggest;

use std::collections::BTreeMap;

use hefu_text::date::Calendar;
use hefu_text::money::{AmountUnit, Currency};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::grid::Grid;
use crate::layout::{key, layout};
use crate::problems::Trouble;
use crate::table::header::{HeaderCell, amount_unit, candidates, without_brackets};
use crate::table::{Column, Table};

pub use suggest::{Suggested, Suggestion, suggest, suggest_mapping};

/// The content of `mapping.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Tables of the export.
    #[serde(default, rename = "table")]
    pub tables: Vec<TableMapping>,
}

/// One table of the export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TableMapping {
    /// File it stands in; any file if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Sheet it stands in; any sheet if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// What it holds: `applications`, `units`, `people`, `tasks`, `deliverables`, `milestones`, `evidence`, `budget`, `tags`.
    pub entity: String,
    /// Row number of the (last) header row; searched for if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// For each field its column: field ids of the workbook format, `field:ID` for a field of the guide, `list:ID` for a tag
    /// list.
    pub columns: BTreeMap<String, ColumnMapping>,
}

/// The column of a field: its header alone, or with more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ColumnMapping {
    /// The header.
    Header(String),
    /// More than the header.
    Full(Box<FullColumn>),
}

/// A column with more than its header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullColumn {
    /// The header. With two header rows: both, with ` / ` between them, or the lower one alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The same value for every row instead of a column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Unit of bare amounts: 元, 千元, 万元, 百万元, 亿元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Currency of bare amounts: CNY, HKD, TWD …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Calendar of the dates: `gregorian` or `minguo`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<MappedCalendar>,
    /// What the export's words mean: for example `"已受理" = "submitted"`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// Characters that separate several values in one cell, for example `、;`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub separators: Option<String>,
}

/// A calendar stated by a mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MappedCalendar {
    /// 公历.
    Gregorian,
    /// 民國.
    Minguo,
}

impl Mapping {
    /// Reads the text of a `mapping.toml`.
    ///
    /// # Errors
    /// What TOML or the schema refuse, with the line.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The file's text.
    ///
    /// # Errors
    /// When a value cannot be written as TOML.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }

    /// What is wrong with the mapping by itself: unknown entities, fields, units, currencies.
    pub fn faults(&self) -> Vec<Trouble> {
        let mut out = Vec::new();
        for table in &self.tables {
            let Some(def) = layout().sheet(&table.entity) else {
                let known: Vec<&str> = layout().sheets.iter().map(|sheet| sheet.id.as_str()).collect();
                out.push(
                    Trouble::error("dossier-mapping-entity", table.entity.as_str()).with("choices", known.join(", ")),
                );
                continue;
            };
            for (field, column) in &table.columns {
                let guide = field.starts_with("field:") || field.starts_with("list:");
                if def.column(field).is_none() && !guide {
                    out.push(Trouble::error("dossier-mapping-field", field.as_str()).with("entity", def.id.as_str()));
                }
                if let ColumnMapping::Full(full) = column {
                    if let Some(unit) = full.unit.as_deref().filter(|unit| amount_unit(unit).is_none()) {
                        out.push(Trouble::error("dossier-mapping-unit", unit).with("field", field));
                    }
                    if let Some(code) = full.currency.as_deref().filter(|code| Currency::new(code).is_err()) {
                        out.push(Trouble::error("dossier-currency", code));
                    }
                    if full.header.is_some() == full.value.is_some() {
                        out.push(Trouble::error("dossier-mapping-column", field.as_str()));
                    }
                }
            }
            if !table.columns.contains_key("number") {
                out.push(Trouble::error("dossier-mapping-number", table.entity.as_str()));
            }
        }
        out
    }

    /// Whether some table of the mapping is meant for this sheet.
    pub fn covers(&self, grid: &Grid) -> bool {
        self.tables.iter().any(|table| table.is_for(grid))
    }

    /// The tables that the mapping finds in a grid; a mapping may read one sheet as several tables. Headers that are not
    /// there go to `troubles`.
    pub fn tables(&self, grid: &Grid, troubles: &mut Vec<Trouble>) -> Vec<Table> {
        self.tables.iter().filter(|table| table.is_for(grid)).filter_map(|table| table.apply(grid, troubles)).collect()
    }
}

impl TableMapping {
    fn is_for(&self, grid: &Grid) -> bool {
        let file = self.file.as_deref().is_none_or(|file| file == grid.file.as_ref());
        let sheet = match (&self.sheet, &grid.sheet) {
            (None, _) => true,
            (Some(wanted), Some(sheet)) => key(wanted) == key(sheet),
            (Some(_), None) => false,
        };
        file && sheet && !grid.hidden
    }

    fn apply(&self, grid: &Grid, troubles: &mut Vec<Trouble>) -> Option<Table> {
        let def = layout().sheet(&self.entity)?;
        let wanted: Vec<&str> = self.columns.values().filter_map(ColumnMapping::header).collect();
        let hits = |cells: &[HeaderCell]| wanted.iter().filter(|header| place(cells, header).is_some()).count();
        let mut best: Option<(Vec<HeaderCell>, u32, usize)> = None;
        for (cells, last) in candidates(grid) {
            if self.header_row.is_some_and(|row| row != last) {
                continue;
            }
            let count = hits(&cells);
            if count > best.as_ref().map_or(0, |(_, _, most)| *most) {
                best = Some((cells, last, count));
            }
        }
        let Some((cells, last, _)) = best else {
            troubles.push(Trouble::error("dossier-mapping-no-header", wanted.join(" · ")));
            return None;
        };
        let mut columns = BTreeMap::new();
        for (field, mapping) in &self.columns {
            let mut column = mapping.column();
            if let Some(header) = mapping.header() {
                match place(&cells, header) {
                    Some(cell) => {
                        column.index = Some(cell.index);
                        column.header = cell.shown();
                        if column.unit == AmountUnit::One
                            && let Some((unit, currency)) = amount_unit(&without_brackets(&column.header).1)
                        {
                            column.unit = unit;
                            column.currency = column.currency.or(currency);
                        }
                    }
                    None => {
                        troubles.push(Trouble::error("dossier-mapping-header", header).with("field", field));
                        continue;
                    }
                }
            }
            columns.insert(field.clone(), column);
        }
        columns.contains_key("number").then(|| Table::new(def, grid.clone(), last, columns))
    }
}

/// The header cell that a mapping means: the whole header first, then the words nearest to the data.
fn place<'c>(cells: &'c [HeaderCell], header: &str) -> Option<&'c HeaderCell> {
    let wanted = key(header);
    let by = |words: &dyn Fn(&HeaderCell) -> String| cells.iter().find(|cell| key(&words(cell)) == wanted);
    if wanted.is_empty() {
        return None;
    }
    by(&HeaderCell::shown)
        .or_else(|| by(&|cell| format!("{}{}", cell.group, cell.own)))
        .or_else(|| by(&|cell| cell.own.clone()))
}

impl ColumnMapping {
    /// The header, if the field has a column.
    pub fn header(&self) -> Option<&str> {
        match self {
            Self::Header(header) => Some(header),
            Self::Full(full) => full.header.as_deref(),
        }
    }

    fn column(&self) -> Column {
        let Self::Full(full) = self else {
            return Column::default();
        };
        let stated = full.unit.as_deref().and_then(amount_unit);
        Column {
            constant: full.value.clone(),
            unit: stated.map(|(unit, _)| unit).unwrap_or_default(),
            currency: full
                .currency
                .as_deref()
                .and_then(|code| Currency::new(code).ok())
                .or(stated.and_then(|(_, currency)| currency)),
            calendar: full.calendar.map(|calendar| match calendar {
                MappedCalendar::Gregorian => Calendar::Gregorian,
                MappedCalendar::Minguo => Calendar::Minguo,
            }),
            values: full.values.iter().map(|(found, meant)| (key(found), meant.clone())).collect(),
            separators: full.separators.clone(),
            ..Column::default()
        }
    }
}
