//! `hefu sample`: write the sample round, or score a round against it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};

use crate::say::Say;

/// Commands on sample data.
#[derive(Subcommand)]
pub enum Sample {
    /// Write a sample round with every kind of fault planted, and truth.jsonl.
    Write {
        /// Seed; the same seed gives the same bytes.
        #[arg(long, default_value_t = 2020)]
        seed: u64,
        /// How large.
        #[arg(long, value_enum, default_value_t = Size::Full)]
        size: Size,
        /// Folder to write into.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write what each office has after its own review of that round: support lists, reviews, a signed method.
    Lists {
        /// Seed; the same as of the round.
        #[arg(long, default_value_t = 2020)]
        seed: u64,
        /// How large; the same as of the round.
        #[arg(long, value_enum, default_value_t = Size::Full)]
        size: Size,
        /// Folder to write into.
        #[arg(long)]
        out: PathBuf,
    },
    /// Compare a round's results with the truth: precision and recall per rule, and of pairing.
    Score {
        /// The sample's folder (with truth.jsonl).
        #[arg(long)]
        sample: PathBuf,
        /// The folder that `hefu round` wrote.
        #[arg(long)]
        round: PathBuf,
    },
}

/// Sizes of sample.
#[derive(Clone, Copy, ValueEnum)]
pub enum Size {
    /// Some 400 applications of three sides.
    Full,
    /// 30 pairs and 20 named people: the fixed world of tests and manual.
    Small,
}

impl From<Size> for hefu_sample::Size {
    fn from(size: Size) -> Self {
        match size {
            Size::Full => Self::Full,
            Size::Small => Self::Small,
        }
    }
}

impl Sample {
    /// Runs the command.
    ///
    /// # Errors
    /// When files cannot be read or written.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        match self {
            Self::Write { seed, size, out } => {
                let summary = hefu_sample::write(seed, size.into(), &out)?;
                say.line(&summary.to_string());
                say.line(&out.display().to_string());
                Ok(ExitCode::SUCCESS)
            }
            Self::Lists { seed, size, out } => {
                for (name, bytes) in hefu_sample::lists::files(seed, size.into())? {
                    let path = out.join(name);
                    let folder = path.parent().unwrap_or(&out);
                    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
                    std::fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
                    say.line(&path.display().to_string());
                }
                Ok(ExitCode::SUCCESS)
            }
            Self::Score { sample, round } => {
                let score = hefu_sample::score_folders(&sample, &round)?;
                say.line(&score.to_string());
                Ok(if score.perfect() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
            }
        }
    }
}
