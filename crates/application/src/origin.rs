//! Where a value came from: file, sheet, row and column header, so that a finding can point at it.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The place a record (one application, unit, person, task …) was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// File name relative to the side's folder; empty where the record was made by a program.
    pub file: Arc<str>,
    /// Sheet name for workbooks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Arc<str>>,
    /// Row as a person counts it in the spreadsheet (header is row 1), or line of a JSON Lines file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// For each field read, the column header it stood under, as written in the file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(with = "BTreeMap<String, String>")]
    pub columns: Arc<BTreeMap<String, String>>,
}

impl Origin {
    /// The cell that holds `field` of this record.
    pub fn cell(&self, field: &str) -> Cell {
        Cell {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            row: self.row,
            column: self.columns.get(field).cloned(),
        }
    }
}

/// One cell of a spreadsheet (or one member of a JSON line).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// File name relative to the side's folder.
    pub file: Arc<str>,
    /// Sheet name for workbooks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Arc<str>>,
    /// Row as a person counts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Column header as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, " › {sheet}")?;
        }
        if let Some(row) = self.row {
            write!(f, " › {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, " › {column}")?;
        }
        Ok(())
    }
}
