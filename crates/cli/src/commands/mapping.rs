//! `hefu mapping`: suggest how an agency's own export is read.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;
use hefu_application::Cell;
use hefu_dossier::TableLimits;
use hefu_dossier::mapping::suggest;
use hefu_dossier::read::grids;
use hefu_dossier::vocabulary::Vocabulary;

use crate::say::Say;

/// Commands on column mappings.
#[derive(Subcommand)]
pub enum Mapping {
    /// Look at FILE and suggest a mapping, to be checked by a person and saved as mapping.toml in the side's folder.
    Suggest {
        /// An agency's export: XLSX or CSV.
        file: PathBuf,
        /// The side the export comes from.
        #[arg(long)]
        side: String,
        /// Guide: a built-in id or a file.
        #[arg(long, default_value = "hkmt-2020")]
        guide: String,
    },
}

impl Mapping {
    /// Prints the mapping as TOML, with what speaks for each column as comments.
    ///
    /// # Errors
    /// When the file or the guide cannot be read.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let Self::Suggest { file, side, guide } = self;
        let guide = super::load_guide(&guide)?;
        let words =
            Vocabulary::new(&guide, &side).with_context(|| format!("the guide `{}` has no side `{side}`", guide.id))?;
        let grids = grids(&file, &TableLimits::default()).map_err(|trouble| {
            let problem = trouble.at(Cell { file: file.display().to_string().into(), ..Cell::default() }, None);
            anyhow::anyhow!("{}: {}", problem.cell, hefu_dossier::problems::message(&problem).text(say.lang))
        })?;
        let suggestion = suggest(&grids, &words);
        for column in &suggestion.columns {
            let field = column.field.as_deref().unwrap_or("—");
            let reasons: Vec<_> = column.reasons.iter().map(|reason| reason.text(say.lang)).collect();
            say.line(&format!(
                "# {} › {} → {field} ({} %) {}",
                column.table,
                column.header,
                column.confidence,
                reasons.join("; ")
            ));
        }
        say.line(&suggestion.mapping.to_toml()?);
        Ok(ExitCode::SUCCESS)
    }
}
