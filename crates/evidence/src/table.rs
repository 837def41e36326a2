//! Tables as they were handed in: a heading and rows of text with their numbers.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Which table a claim rests on: a file, and for a workbook of several sheets the sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TableName {
    /// The file.
    pub file: String,
    /// The sheet; none for the only one.
    pub sheet: Option<String>,
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(f, "{} › {sheet}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    file: String,
    sheet: String,
}

impl<'de> Deserialize<'de> for TableName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = TableName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a file, or { file = \"…\", sheet = \"…\" }")
            }

            fn visit_str<E: de::Error>(self, file: &str) -> Result<TableName, E> {
                Ok(TableName { file: file.to_owned(), sheet: None })
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<TableName, M::Error> {
                let Named { file, sheet } = Named::deserialize(MapAccessDeserializer::new(map))?;
                Ok(TableName { file, sheet: Some(sheet) })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl Serialize for TableName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// SHA-256 of the file, hexadecimal, so that a record names what was read.
    pub sha256: String,
    /// Row of the heading, as a person counts.
    pub heading_row: u32,
    heading: Vec<String>,
    rows: Vec<u32>,
    // All cells in one text, each with where it ends: a million rows would otherwise be five million small pieces.
    text: String,
    ends: Vec<usize>,
    beyond: Vec<u32>,
    passed: usize,
}

impl Table {
    /// A table with this heading and no rows.
    #[must_use]
    pub fn new(heading: Vec<String>, heading_row: u32) -> Self {
        Self { heading, heading_row, ..Self::default() }
    }

    /// Takes one row. A row whose first cell begins with `# ` explains or is an example, and is passed over.
    pub fn push<'a>(&mut self, row: u32, cells: impl IntoIterator<Item = &'a str>) {
        let mut cells = cells.into_iter();
        let width = self.heading.len();
        let first = cells.next().unwrap_or_default();
        if first.starts_with("# ") {
            self.passed += 1;
            return;
        }
        self.rows.push(row);
        let mut count = 0;
        for cell in std::iter::once(first).chain(cells.by_ref().take(width.saturating_sub(1))).take(width) {
            self.text.push_str(cell.trim());
            self.ends.push(self.text.len());
            count += 1;
        }
        self.ends.extend(std::iter::repeat_n(self.text.len(), width - count));
        if cells.any(|cell| !cell.trim().is_empty()) {
            self.beyond.push(row);
        }
    }

    /// The heading's cells.
    #[must_use]
    pub fn heading(&self) -> &[String] {
        &self.heading
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Rows passed over because they explain.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.passed
    }

    /// Rows with something to the right of the last heading.
    pub(crate) fn beyond(&self) -> &[u32] {
        &self.beyond
    }

    /// The number of a row as a person counts.
    pub(crate) fn row(&self, at: usize) -> u32 {
        self.rows.get(at).copied().unwrap_or(0)
    }

    /// The cell of a row; empty where nothing stands.
    pub(crate) fn cell(&self, at: usize, column: usize) -> &str {
        let place = at * self.heading.len() + column;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(place).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }
}

/// Tables by their names.
#[derive(Clone, Debug, Default)]
pub struct Tables(pub BTreeMap<TableName, Table>);

impl Tables {
    /// The table of this name.
    #[must_use]
    pub fn get(&self, name: &TableName) -> Option<&Table> {
        self.0.get(name)
    }
}
