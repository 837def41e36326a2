//! `hefu assign`: experts for projects, from any matrix of scores.

mod input;
mod options;
mod output;
mod scores;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use clap::Args;
use hefu_panel::{Assignment, Problem, Stopped, assign, draw, fair, remedy, rerun};
use hefu_text::fixed;
use hefu_words::Message;

use crate::progress::{Steps, cancel_on_interrupt};
use crate::say::Say;
use crate::table::fault;
use input::{Files, Input};
use options::Options;

/// Arguments of `hefu assign`.
#[derive(Args)]
pub struct Assign {
    /// Scores: CSV or XLSX with the columns project, expert, score.
    scores: PathBuf,
    /// Experts: CSV or XLSX with expert, and where it matters side, unit, least, most.
    #[arg(long, value_name = "FILE")]
    experts: Option<PathBuf>,
    /// Projects: CSV or XLSX with project, and where it matters demand, unit-most, side:NAME.
    #[arg(long, value_name = "FILE")]
    projects: Option<PathBuf>,
    /// Conflicts of interest, as `hefu conflicts` writes them and a person decided: project, expert, strength, decision.
    #[arg(long, value_name = "FILE")]
    conflicts: Option<PathBuf>,
    /// Pairs that stand already: project, expert.
    #[arg(long, value_name = "FILE")]
    fixed: Option<PathBuf>,
    /// A former assignment, to be kept as far as can be: project, expert.
    #[arg(long, value_name = "FILE")]
    former: Option<PathBuf>,
    /// What the office sets, in TOML.
    #[arg(long, value_name = "FILE")]
    options: Option<PathBuf>,
    /// Folder for the results.
    #[arg(long)]
    out: PathBuf,
}

impl Assign {
    /// Assigns, writes the results and says who lacks whom. The exit code is 1 when seats stay empty.
    ///
    /// # Errors
    /// When a file cannot be read or is wrong, when Ctrl-C is pressed, or when a result cannot be written.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let cancel = cancel_on_interrupt()?;
        let go_on = || !cancel.load(Ordering::Relaxed);
        let options = Options::read(self.options.as_deref())?;
        let files = Files {
            scores: self.scores,
            experts: self.experts,
            projects: self.projects,
            conflicts: self.conflicts,
            fixed: self.fixed,
            former: self.former,
        };
        if files.former.is_some() && (options.fair.is_some() || options.lot.is_some()) {
            return Err(fault(say, "panel-one-way", &[]));
        }
        let bar = Steps::new(say.lang, "panel-step-read");
        let input = input::read(&files, &options, say, &go_on)?;
        bar.next("panel-step-assign");
        let mut watch = |steps: u64| {
            bar.at(steps);
            if go_on() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let told = |stopped: Stopped| match stopped {
            Stopped::Cancelled => fault(say, "panel-stopped", &[]),
            other => anyhow::anyhow!("{other}"),
        };
        let (result, said) = solve(&input, &files, &options, say, &mut watch).map_err(|error| match error {
            Wrong::Stopped(stopped) => told(stopped),
            Wrong::Input(error) => error,
        })?;
        let helped = match options.changes.as_ref().filter(|_| !result.lacking.is_empty() || !result.short.is_empty()) {
            Some(weights) => Some(remedy(&input.problem, weights, &mut watch).map_err(told)?),
            None => None,
        };
        bar.finish();
        let written = output::write(&self.out, &input, &result, helped.as_ref(), say)?;
        said.iter().for_each(|message| say.message(message));
        output::say_lacking(&input.problem, &result, helped.as_ref(), say);
        say.message(&Message::new("panel-written").with("files", written));
        Ok(if result.lacking.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

enum Wrong {
    Stopped(Stopped),
    Input(anyhow::Error),
}

impl From<Stopped> for Wrong {
    fn from(stopped: Stopped) -> Self {
        Self::Stopped(stopped)
    }
}

/// The assignment in the way the options ask for, and what is to be said of it.
fn solve(
    input: &Input,
    files: &Files,
    options: &Options,
    say: &Say,
    watch: &mut hefu_panel::Watch<'_>,
) -> Result<(Assignment, Vec<Message>), Wrong> {
    let Input { problem, former, decimals } = input;
    let shown = |value: i128| fixed::shown(value, *decimals);
    let mut said = Vec::new();
    let result = if let Some(rounds) = options.fair {
        let found = fair(problem, rounds.rounds, watch)?;
        let message = Message::new("panel-fair").with("floor", shown(found.floor));
        said.push(message.with("bound", shown(found.floor_at_most)));
        found.assignment
    } else if let Some(lot) = options.lot {
        let drawn = draw(problem, lot.cap(), lot.seed, watch)?;
        let expected = drawn.expected / i128::from(lot.out_of.max(1));
        said.push(Message::new("panel-lot").with("seed", lot.seed.to_string()).with("expected", shown(expected)));
        drawn.assignment
    } else if files.former.is_some() {
        let loss = match &options.former {
            None => 0,
            Some(former) => fixed::parse(former.loss.trim(), *decimals)
                .and_then(|loss| u64::try_from(loss).ok())
                .ok_or_else(|| Wrong::Input(fault(say, "panel-loss", &[("found", &former.loss)])))?,
        };
        let again = rerun(problem, former, loss, watch)?;
        let message = Message::new("panel-kept").with("kept", again.kept).with("before", former.len());
        said.push(message.with("most", again.kept_at_most).with("loss", shown(again.loss)));
        again.assignment
    } else {
        assign(problem, watch)?
    };
    // Fairness, a lot and a loss give up some of the greatest total; only the plain way is the best there is.
    let plain = options.fair.is_none() && options.lot.is_none() && files.former.is_none();
    let message = Message::new(if plain { "panel-total" } else { "panel-seated" })
        .with("total", shown(result.total))
        .with("seats", result.seats.len());
    said.insert(0, message.with("projects", seated(problem)));
    Ok((result, said))
}

/// Projects that need experts.
fn seated(problem: &Problem) -> usize {
    problem.projects().iter().filter(|project| project.demand > 0).count()
}
