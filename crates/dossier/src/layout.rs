//! The sheets of the workbook and their columns, from `data/columns.toml`: what the template writes, what the reader
//! accepts and what the documentation lists are one table.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hefu_guide::model::Words;
use hefu_text::script::strip;
use serde::Deserialize;

/// All sheets.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Sheets in the order of the template.
    #[serde(rename = "sheet")]
    pub sheets: Vec<SheetDef>,
}

/// One kind of sheet (or CSV file).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetDef {
    /// Short name, also the name of the CSV file: `applications`, `units`, …
    pub id: String,
    /// Name in each script.
    pub names: Words,
    /// Further names that are read.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Columns in the order of the template.
    #[serde(rename = "column")]
    pub columns: Vec<ColumnDef>,
    #[serde(skip)]
    keyed: BTreeMap<String, usize>,
}

/// One column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnDef {
    /// Field id.
    pub id: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// True where a row without it cannot be used.
    #[serde(default)]
    pub required: bool,
    /// True for columns that stand in no template and serve exports with a whole application in one row.
    #[serde(default)]
    pub wide: bool,
    /// Width in characters.
    pub width: u16,
    /// Header in each script.
    pub names: Words,
    /// Further headers that are read.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Note shown at the header.
    #[serde(default)]
    pub note: Words,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// The number of the application itself.
    Number,
    /// The number of an application defined elsewhere.
    Reference,
    /// Short name of a task, deliverable or milestone.
    Code,
    /// Several of these.
    Codes,
    /// Words.
    Text,
    /// Several texts.
    List,
    /// A day.
    Date,
    /// First and last day in one cell.
    Range,
    /// A day with time.
    Instant,
    /// A whole number.
    Integer,
    /// A number with at most two decimals.
    Hundredths,
    /// Money.
    Amount,
    /// A currency code.
    Currency,
    /// A file name.
    File,
    /// A number issued by a register; the column id is its scheme.
    Identifier,
    /// A side of the guide.
    Side,
    /// One or several sides.
    Sides,
    /// A direction of the guide.
    Direction,
    /// A topic of the guide.
    Topic,
    /// A content item of the guide.
    Item,
    /// A type of deliverable of the guide.
    DeliverableKind,
    /// A type of milestone of the guide.
    MilestoneKind,
    /// A tag list of the guide.
    TagList,
    /// A value of that list.
    TagValue,
    /// A choice of `data/values.toml` with the same id.
    State,
    /// As above.
    AgreementKind,
    /// As above.
    UnitRole,
    /// As above.
    UnitKind,
    /// Several of `function`.
    Functions,
    /// As above.
    PersonRole,
    /// As above.
    EvidenceKind,
    /// As above; the office's own words are kept.
    BudgetSource,
    /// As above.
    Level,
}

impl ColumnKind {
    /// The id in `data/values.toml` of the choices this column offers.
    pub fn choice(self) -> Option<&'static str> {
        Some(match self {
            Self::State => "state",
            Self::AgreementKind => "agreement_kind",
            Self::UnitRole => "unit_role",
            Self::UnitKind => "unit_kind",
            Self::Functions => "function",
            Self::PersonRole => "person_role",
            Self::EvidenceKind => "evidence_kind",
            Self::BudgetSource => "budget_source",
            Self::Level => "level",
            _ => return None,
        })
    }
}

impl Layout {
    /// The sheet with this id.
    pub fn sheet(&self, id: &str) -> Option<&SheetDef> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }

    /// The sheet with this name in any script.
    pub fn sheet_named(&self, name: &str) -> Option<&SheetDef> {
        let wanted = key(name);
        self.sheets.iter().find(|sheet| {
            sheet.id == wanted || sheet.names.forms().values().chain(&sheet.aliases).any(|name| key(name) == wanted)
        })
    }
}

impl SheetDef {
    /// The column with this id.
    pub fn column(&self, id: &str) -> Option<&ColumnDef> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The column with this header in any script, given as [`key`]. Headers of the template go before other spellings.
    pub fn column_keyed(&self, wanted: &str) -> Option<&ColumnDef> {
        self.keyed.get(wanted).and_then(|index| self.columns.get(*index))
    }

    fn with_keys(mut self) -> Self {
        let mut keyed = BTreeMap::new();
        for (index, column) in self.columns.iter().enumerate() {
            for name in column.names.forms().values() {
                keyed.entry(key(name)).or_insert(index);
            }
        }
        for (index, column) in self.columns.iter().enumerate() {
            for name in column.aliases.iter().chain([&column.id]) {
                keyed.entry(key(name)).or_insert(index);
            }
        }
        self.keyed = keyed;
        self
    }
}

/// The form in which headers, sheet names and choices are compared.
pub fn key(text: &str) -> String {
    strip(text).replace(' ', "")
}

/// The layout this program reads and writes.
pub fn layout() -> &'static Layout {
    static LAYOUT: OnceLock<Layout> = OnceLock::new();
    LAYOUT.get_or_init(|| {
        let layout: Layout = toml::from_str(include_str!("../data/columns.toml")).unwrap_or_default();
        Layout { sheets: layout.sheets.into_iter().map(SheetDef::with_keys).collect() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_each_header_names_one_column() {
        let layout: Layout = toml::from_str(include_str!("../data/columns.toml")).expect("columns.toml");
        assert_eq!(layout.sheets.len(), 9);
        for sheet in &layout.sheets {
            let mut seen = std::collections::BTreeMap::new();
            for column in &sheet.columns {
                assert_eq!(column.names.forms().len(), 4, "{}.{}", sheet.id, column.id);
                let mut keys: Vec<String> =
                    column.names.forms().values().chain(&column.aliases).map(|name| key(name)).collect();
                keys.sort();
                keys.dedup();
                for key in keys {
                    if let Some(other) = seen.insert(key.clone(), column.id.as_str()) {
                        panic!("{}: “{key}” names both {other} and {}", sheet.id, column.id);
                    }
                }
            }
        }
    }
}
