//! `hefu demo`: the sample round, run and checked, and its three offices in mid-call, in one command.

mod offices;

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use clap::Args;
use hefu_application::SideId;
use hefu_round::{Plan, SideFolder};

use crate::commands::round;
use crate::say::Say;

/// Arguments of `hefu demo`.
#[derive(Args)]
pub struct Demo {
    /// Folder for the sample and the results.
    #[arg(long, default_value = "out/demo")]
    out: PathBuf,
    /// Seed of the sample.
    #[arg(long, default_value_t = 2020)]
    seed: u64,
    /// The small world of 30 pairs instead of the full round.
    #[arg(long)]
    small: bool,
    /// Stay up until ended, without a terminal too.
    #[arg(long)]
    stay: bool,
}

impl Demo {
    /// Makes the sample, runs the round, checks itself, says where things are; on a terminal, or where it is told to, it stays until
    /// it is ended.
    ///
    /// # Errors
    /// When anything of this fails: the message names the step.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let (sample, out) = (self.out.join("sample"), self.out.join("round"));
        let size = if self.small { hefu_sample::Size::Small } else { hefu_sample::Size::Full };
        let summary = hefu_sample::write(self.seed, size, &sample).context("the sample could not be written")?;
        say.line(&summary.to_string());
        let side = |name: &str| SideFolder { side: SideId::new(name), folder: sample.join(name) };
        let plan = Plan {
            guide: super::load_guide("hkmt-2020")?,
            overrides: std::collections::BTreeMap::new(),
            sides: vec![side("mainland"), side("hongkong"), side("taiwan")],
            as_of: summary.as_of.clone(),
            rulings: Vec::new(),
            worker: round::worker()?,
            workers: rayon::current_num_threads(),
        };
        let (done, outputs) = round::run(&plan, &out, say)?;
        round::report(say, &done, &outputs);
        for file in &outputs.files {
            let size = std::fs::metadata(file).with_context(|| format!("{} is not there", file.display()))?.len();
            ensure!(size > 0, "{} is empty", file.display());
        }
        let score = hefu_sample::score_folders(&sample, &out)?;
        say.line(&score.summary());
        ensure!(score.perfect(), "the round does not find what was planted:\n{score}");
        let report = std::fs::canonicalize(&outputs.report).unwrap_or(outputs.report);
        say.line(&format!("\n{}", report.display()));
        // The offices hold the small world, whatever the size of the round: it is what a person can look through.
        let small = self.out.join("small");
        hefu_sample::write(self.seed, hefu_sample::Size::Small, &small)
            .context("the small world could not be written")?;
        let runtime = super::serve::runtime()?;
        let served = runtime.block_on(offices::open(&small, &self.out.join("offices")))?;
        say.message(&hefu_words::Message::new("cli-demo-offices"));
        for office in &served {
            ensure!(office.submitted > 0, "{} holds no application", office.url);
            say.line(&office.url);
        }
        if self.stay {
            say.message(&hefu_words::Message::new("cli-demo-until-ended"));
            runtime.block_on(super::serve::ended());
        } else if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
            say.message(
                &hefu_words::Message::new("cli-demo-stays").with("url", format!("file://{}", report.display())),
            );
            let mut line = String::new();
            std::io::stdin().read_line(&mut line)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
