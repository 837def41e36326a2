//! A workbook with the headings of a kind of table, what each column holds, and an example.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::ValueEnum;
use hefu_evidence::Form;
use hefu_words::Message;

use crate::say::Say;
use crate::table::workbook;

/// Kinds of tables.
#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Predictions of a model and outcomes.
    Model,
    /// Two groups.
    Effect,
    /// A trace of a network.
    Network,
    /// The data dictionary of a database.
    Sample,
    /// Batch records and their limits.
    Batches,
    /// A product log.
    Trace,
}

impl Kind {
    /// Its sheets by name.
    fn sheets(self) -> &'static [(&'static str, Form)] {
        match self {
            Self::Model => &[("model", Form::Model)],
            Self::Effect => &[("effect", Form::Effect)],
            Self::Network => &[("network", Form::Network)],
            Self::Sample => &[("dictionary", Form::Dictionary)],
            Self::Batches => &[("batches", Form::Batches), ("limits", Form::Dictionary)],
            Self::Trace => &[("trace", Form::Trace)],
        }
    }
}

/// Writes the workbook. Its second row says what each column holds and its third is an example; both begin with `# `, by
/// which they are passed over when the table is read.
///
/// # Errors
/// When the file is there already or cannot be written.
pub fn write(kind: Kind, out: Option<PathBuf>, say: &Say) -> anyhow::Result<()> {
    let named = kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let path = out.unwrap_or_else(|| PathBuf::from(format!("{named}.xlsx")));
    if path.exists() {
        bail!("{} is there already; name another file with --out", path.display());
    }
    let passed_over = |cells: &mut Vec<String>| {
        if let Some(first) = cells.first_mut() {
            first.insert_str(0, "# ");
        }
    };
    let sheet = |(name, form): &(&'static str, Form)| {
        let columns = form.columns();
        let heads: Vec<&str> = columns.iter().map(|column| column.name(say.lang)).collect();
        let explained = columns.iter().map(|column| say.text(&Message::new(format!("evidence-column-{}", column.id))));
        let examples = columns.iter().map(|column| column.example.clone());
        let mut rows: Vec<Vec<String>> = vec![explained.collect(), examples.collect()];
        rows.iter_mut().for_each(passed_over);
        (*name, heads, rows)
    };
    let made: Vec<_> = kind.sheets().iter().map(sheet).collect();
    let sheets: Vec<crate::table::Sheet<'_>> =
        made.iter().map(|(name, heads, rows)| (*name, heads.as_slice(), rows.as_slice())).collect();
    std::fs::write(&path, workbook(&sheets)?).with_context(|| format!("{} cannot be written", path.display()))?;
    say.line(&path.display().to_string());
    Ok(())
}
