//! The matrix: project, expert, score; millions of rows, read one by one.

use std::path::Path;

use anyhow::Context as _;

use hefu_text::fixed;

use crate::say::Say;
use crate::table::{Column, Table, fault};

/// Decimals that are read; more would be false accuracy, and are refused.
pub const MOST_DECIMALS: u32 = 6;

/// The project's number.
pub const PROJECT: Column = Column("project", &["项目", "項目", "计划", "計畫"]);
/// The expert's number.
pub const EXPERT: Column = Column("expert", &["专家", "專家"]);
const SCORE: Column = Column("score", &["分数", "分數", "affinity"]);

/// One row.
pub struct Score<'a> {
    pub project: &'a str,
    pub expert: &'a str,
    /// In units of the last decimal.
    pub value: i64,
    file: &'a str,
    row: u64,
}

impl Score<'_> {
    /// A refusal that names file and row.
    pub fn refuse(&self, key: &str, found: &str, say: &Say) -> anyhow::Error {
        refuse(self.file, self.row, key, found, say)
    }
}

fn refuse(file: &str, row: u64, key: &str, found: &str, say: &Say) -> anyhow::Error {
    fault(say, key, &[("file", file), ("row", &row.to_string()), ("column", "score"), ("found", found)])
}

/// Hands every row to `take`.
///
/// # Errors
/// The first row that cannot be read, or what `take` refuses.
pub fn each(
    path: &Path,
    decimals: u32,
    say: &Say,
    go_on: &dyn Fn() -> bool,
    take: &mut dyn FnMut(Score<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let file = path.display().to_string();
    let mut row = |row: u64, project: &str, expert: &str, score: &str| -> anyhow::Result<()> {
        for text in [project, expert, score] {
            if text.is_empty() {
                return Err(refuse(&file, row, "panel-score-missing", "", say));
            }
        }
        let value =
            fixed::parse(score, decimals).ok_or_else(|| refuse(&file, row, "panel-score-number", score, say))?;
        take(Score { project, expert, value, file: &file, row })
    };
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
        let table = Table::read(path, say)?;
        let [project, expert, score] = [&PROJECT, &EXPERT, &SCORE].map(|column| table.needed(column, say));
        let (project, expert, score) = (project?, expert?, score?);
        for (at, line) in table.rows.iter().enumerate() {
            let cell = |column| table.cell(line, Some(column));
            row(at as u64 + 2, cell(project), cell(expert), cell(score))?;
        }
        return Ok(());
    }
    let mut reader =
        csv::ReaderBuilder::new().from_path(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let header = reader.headers().with_context(|| path.display().to_string())?.clone();
    let place = |column: &Column| {
        let found = header.iter().collect::<Vec<_>>().join(", ");
        let args = [("file", file.as_str()), ("column", column.0), ("found", found.as_str())];
        header.iter().position(|name| column.matches(name)).ok_or_else(|| fault(say, "panel-column-missing", &args))
    };
    let (project, expert, score) = (place(&PROJECT)?, place(&EXPERT)?, place(&SCORE)?);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).with_context(|| path.display().to_string())? {
        let number = record.position().map_or(0, csv::Position::line);
        if number.is_multiple_of(4096) && !go_on() {
            return Err(fault(say, "panel-stopped", &[]));
        }
        let cell = |column: usize| record.get(column).unwrap_or_default().trim();
        row(number, cell(project), cell(expert), cell(score))?;
    }
    Ok(())
}
