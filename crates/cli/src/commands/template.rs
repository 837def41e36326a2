//! `hefu template`: an empty workbook for one side.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use hefu_application::SideId;

use crate::say::Say;

/// Arguments of `hefu template`.
#[derive(Args)]
pub struct Template {
    /// The side whose script and calendar the workbook uses.
    #[arg(long)]
    side: String,
    /// Guide: a built-in id or a file.
    #[arg(long, default_value = "hkmt-2020")]
    guide: String,
    /// File to write. Default: `SIDE.xlsx` here.
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Template {
    /// Writes the workbook.
    ///
    /// # Errors
    /// When the guide has no such side, or the file exists already or cannot be written.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let guide = super::load_guide(&self.guide)?;
        if guide.side(&self.side).is_none() {
            let sides: Vec<_> = guide.sides.iter().map(|side| side.id.as_str()).collect();
            bail!("the guide `{}` has no side `{}`; its sides are {}", guide.id, self.side, sides.join(", "));
        }
        let bytes = hefu_dossier::template(&guide, &SideId::new(self.side.as_str()), &[])?;
        let path = self.out.unwrap_or_else(|| PathBuf::from(format!("{}.xlsx", self.side)));
        if path.exists() {
            bail!("{} is there already; name another file with --out", path.display());
        }
        std::fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
        say.line(&path.display().to_string());
        Ok(ExitCode::SUCCESS)
    }
}
