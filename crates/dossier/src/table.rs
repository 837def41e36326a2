//! A sheet whose columns are known: rows with typed cells.

pub mod header;
pub mod row;
mod scalar;

use std::collections::BTreeMap;
use std::sync::Arc;

use hefu_text::money::{AmountUnit, Currency};

use crate::grid::Grid;
use crate::layout::SheetDef;

pub use row::Row;
pub use scalar::zoned;

/// A sheet with known columns.
#[derive(Debug)]
pub struct Table {
    /// What the sheet is.
    pub def: &'static SheetDef,
    /// Its cells.
    pub grid: Grid,
    /// Number of the last header row.
    pub header: u32,
    /// Columns by field: a column id, `field:ID` or `list:ID`.
    pub columns: BTreeMap<String, Column>,
    /// Headers by field, for the origin of each record.
    pub headers: Arc<BTreeMap<String, String>>,
}

/// How one field of a table is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Place from 0; `None` for a constant that a mapping gives.
    pub index: Option<usize>,
    /// Value of every row, where a mapping gives one.
    pub constant: Option<String>,
    /// Header as written.
    pub header: String,
    /// Unit of bare amounts.
    pub unit: AmountUnit,
    /// Currency of bare amounts, where header or mapping say one.
    pub currency: Option<Currency>,
    /// Calendar of the dates, where a mapping says one.
    pub calendar: Option<hefu_text::date::Calendar>,
    /// What values of the file mean, by their folded form, where a mapping says so.
    pub values: BTreeMap<String, String>,
    /// Marks between several values, where a mapping says them.
    pub separators: Option<String>,
}

impl Table {
    /// A table from its parts. Merged cells below the header are filled.
    pub fn new(def: &'static SheetDef, mut grid: Grid, header: u32, columns: BTreeMap<String, Column>) -> Self {
        grid.fill_merged_below(header);
        let headers = columns
            .iter()
            .filter(|(_, column)| column.index.is_some())
            .map(|(field, column)| (field.clone(), column.header.clone()))
            .collect();
        Self { def, grid, header, columns, headers: Arc::new(headers) }
    }

    /// Numbers of the rows that hold data.
    pub fn row_count(&self) -> usize {
        self.grid.rows.iter().filter(|row| row.number > self.header).count()
    }
}
