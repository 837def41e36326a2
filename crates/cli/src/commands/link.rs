//! `hefu link`: the pairing engine on any two tables, so that it can be measured on public data.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use hefu_pairing::link::{LinkOptions, LinkSpec, Table, link};

use crate::say::Say;

/// Arguments of `hefu link`.
#[derive(Args)]
pub struct Link {
    /// First table, CSV with a header row.
    left: PathBuf,
    /// Second table.
    right: PathBuf,
    /// Columns to compare with their kinds, for example `title:title,authors:people,year:year`.
    #[arg(long)]
    columns: String,
    /// Column that holds the record's id in both tables. Default: the row number.
    #[arg(long)]
    id: Option<String>,
    /// File for the pairs as CSV. Default: standard output.
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Link {
    /// Pairs the rows and writes left, right, weight, margin and whether a person should confirm.
    ///
    /// # Errors
    /// When a table or a column cannot be read, or the result cannot be written.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let spec = LinkSpec::parse(&self.columns)?;
        let (left, right) = (table(&self.left)?, table(&self.right)?);
        let id = |table: &Table, row: usize| -> String {
            let column = self.id.as_deref().and_then(|name| table.column(name));
            column.map_or_else(|| (row + 1).to_string(), |column| table.cell(row, column).to_owned())
        };
        let result = link(&left, &right, &spec, &LinkOptions::default())?;
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["left", "right", "weight", "margin", "confirm"])?;
        for pair in &result.pairs {
            writer.write_record([
                id(&left, pair.candidate.left),
                id(&right, pair.candidate.right),
                hundredths(pair.candidate.weight),
                hundredths(pair.margin),
                pair.confirm.to_string(),
            ])?;
        }
        let bytes = writer.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?;
        match &self.out {
            Some(path) => {
                std::fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
                say.line(&path.display().to_string());
            }
            None => say.line(String::from_utf8_lossy(&bytes).trim_end()),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", (value / 100).abs(), (value % 100).abs())
}

fn table(path: &Path) -> anyhow::Result<Table> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let header: Vec<String> =
        reader.headers()?.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_owned()).collect();
    let mut table = Table::new(header);
    for (number, record) in reader.records().enumerate() {
        let record = record.with_context(|| format!("{} row {}", path.display(), number + 2))?;
        table.push(record.iter());
    }
    Ok(table)
}
