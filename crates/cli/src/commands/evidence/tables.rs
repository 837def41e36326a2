//! The tables that claims rest on, from files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use hefu_application::{Cell, Severity};
use hefu_dossier::TableLimits;
use hefu_dossier::evidence::table;
use hefu_dossier::grid::Grid;
use hefu_dossier::read::sheets;
use hefu_evidence::{Claim, TableName, Tables};

use crate::say::Say;
use crate::table::fault;

/// A trace of a network or a product log is longer than any table of applications.
const LIMITS: TableLimits = TableLimits {
    file_bytes: 512 << 20,
    unpacked_bytes: 2 << 30,
    entries: 2_000,
    cells: 40_000_000,
    columns: 512,
    cell_chars: 100_000,
    line_bytes: 4 << 20,
    problems: 10_000,
    attachment_bytes: 0,
    files: 200,
};

/// Reads every table once. A table that cannot be read is told and left out: it costs the claims that rest on it, and no
/// other.
pub fn read(folder: &Path, claims: &[Claim], say: &Say, cancel: &AtomicBool) -> (Tables, Vec<String>) {
    let mut wanted: BTreeMap<&str, BTreeSet<&TableName>> = BTreeMap::new();
    for name in claims.iter().flat_map(Claim::tables) {
        wanted.entry(&name.file).or_default().insert(name);
    }
    let (mut tables, mut told) = (Tables::default(), Vec::new());
    for (file, names) in wanted {
        let read = match sheets(&folder.join(file), &LIMITS, cancel) {
            Ok(read) => read,
            Err(trouble) => {
                let problem = trouble.at(Cell { file: Arc::from(file), ..Cell::default() }, None);
                told.push(format!("{}: {}", problem.cell, say.text(&hefu_dossier::problems::message(&problem))));
                continue;
            }
        };
        let lost = read.problems.iter().any(|problem| problem.severity == Severity::Error);
        for problem in &read.problems {
            told.push(format!("{}: {}", problem.cell, say.text(&hefu_dossier::problems::message(problem))));
        }
        if lost {
            continue;
        }
        let grids: Vec<Grid> = read.grids.into_iter().filter(|grid| !grid.hidden && !grid.rows.is_empty()).collect();
        for name in names {
            match chosen(name, &grids, say) {
                Ok(grid) => {
                    tables.0.insert(name.clone(), table(grid, &read.sha256));
                }
                Err(error) => told.push(error.to_string()),
            }
        }
    }
    (tables, told)
}

/// Which sheet is meant.
fn chosen<'g>(name: &TableName, grids: &'g [Grid], say: &Say) -> anyhow::Result<&'g Grid> {
    let all: Vec<&str> = grids.iter().filter_map(|grid| grid.sheet.as_deref()).collect();
    let (known, file) = (all.join(", "), name.file.as_str());
    match (&name.sheet, grids) {
        (_, []) => Err(fault(say, "evidence-table-empty", &[("file", file)])),
        (None, [only]) => Ok(only),
        (None, _) => Err(fault(say, "evidence-sheet-several", &[("file", file), ("sheets", &known)])),
        (Some(sheet), _) => grids.iter().find(|grid| grid.sheet.as_deref() == Some(sheet)).ok_or_else(|| {
            fault(say, "evidence-sheet-missing", &[("file", file), ("sheet", sheet), ("sheets", &known)])
        }),
    }
}
