//! Tables of the evidence bench out of the sheets of a file.

use hefu_evidence::Table;

use crate::grid::{Grid, Value};

/// A sheet as a table: its first row that holds anything is the heading. `sha256` is that of the file.
#[must_use]
pub fn table(grid: &Grid, sha256: &str) -> Table {
    let mut rows = grid.rows.iter();
    let heading = rows.next();
    let names = heading.map(|row| row.cells.iter().map(Value::shown).collect()).unwrap_or_default();
    let mut table = Table::new(names, heading.map_or(1, |row| row.number));
    sha256.clone_into(&mut table.sha256);
    let mut cells: Vec<String> = Vec::new();
    for row in rows {
        cells.clear();
        cells.extend(row.cells.iter().map(Value::shown));
        table.push(row.number, cells.iter().map(String::as_str));
    }
    table
}
