//! `hefu round`: the main job, from files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use hefu_application::SideId;
use hefu_check::{Ruling, Standing};
use hefu_dossier::document::WorkerCommand;
use hefu_print::Fonts;
use hefu_round::{Done, Outputs, Plan, SideFolder};
use hefu_words::Message;
use jiff::Zoned;

use crate::progress::{Bar, cancel_on_interrupt};
use crate::say::Say;

/// Arguments of `hefu round`.
#[derive(Args)]
pub struct Round {
    /// Guide: a built-in id such as `hkmt-2020`, or a file.
    #[arg(long)]
    guide: String,
    /// A side and its folder, for example `--side mainland=./mainland`; once for each side.
    #[arg(long = "side", value_name = "SIDE=FOLDER", required = true, value_parser = side)]
    sides: Vec<SideFolder>,
    /// The instant for which the round is computed, with its zone, for example
    /// `2020-09-01T12:00[Asia/Shanghai]`. Default: now.
    #[arg(long, value_parser = instant)]
    as_of: Option<Zoned>,
    /// Rulings by people: a JSON Lines file with finding, answer, who, when and why on each line.
    #[arg(long, value_name = "FILE")]
    rulings: Option<PathBuf>,
    /// Settings that change default rulings: a TOML file with one table `[settings]`, for example `R-15 = "bonus"`.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Folder for the results.
    #[arg(long)]
    out: PathBuf,
    /// Threads to use. The results do not depend on it.
    #[arg(long)]
    threads: Option<usize>,
}

/// `SIDE=FOLDER`.
pub fn side(text: &str) -> Result<SideFolder, String> {
    match text.split_once('=') {
        Some((side, folder)) if !side.is_empty() && !folder.is_empty() => {
            Ok(SideFolder { side: SideId::new(side), folder: PathBuf::from(folder) })
        }
        _ => Err(format!("`{text}` is not SIDE=FOLDER, for example mainland=./mainland")),
    }
}

/// An instant with its zone.
pub fn instant(text: &str) -> Result<Zoned, String> {
    let zoned = text.trim().parse::<Zoned>();
    let with_offset = || hefu_text::date::parse_instant(text, None).map(|at| at.to_zoned(jiff::tz::TimeZone::UTC));
    zoned.or_else(|_| with_offset()).map_err(|error| {
        format!("{error}; write for example 2020-09-01T12:00[Asia/Shanghai] or 2020-09-01T12:00:00+08:00")
    })
}

impl Round {
    /// Runs the round and says where the results are.
    ///
    /// # Errors
    /// When the guide, a side, the rulings or the settings cannot be read, or a result cannot be written.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
        }
        let plan = Plan {
            guide: super::load_guide(&self.guide)?,
            overrides: self.settings.as_deref().map(settings).transpose()?.unwrap_or_default(),
            sides: self.sides,
            as_of: self.as_of.unwrap_or_else(crate::clock::now),
            rulings: self.rulings.as_deref().map(rulings).transpose()?.unwrap_or_default(),
            worker: worker()?,
            workers: rayon::current_num_threads(),
        };
        let (done, outputs) = run(&plan, &self.out, say)?;
        report(say, &done, &outputs);
        Ok(ExitCode::SUCCESS)
    }
}

/// This program itself, as the reader of documents.
pub fn worker() -> anyhow::Result<WorkerCommand> {
    let exe = std::env::current_exe().context("the path of this program is unknown")?;
    Ok(WorkerCommand { exe, args: vec!["read-documents".into()] })
}

/// Runs a plan with progress and writes the results.
///
/// # Errors
/// As the round and its outputs.
pub fn run(plan: &Plan, out: &Path, say: &Say) -> anyhow::Result<(Done, Outputs)> {
    let cancel = cancel_on_interrupt()?;
    let fonts = Fonts::load(&Fonts::system_folders())?;
    let bar = Bar::new(say.lang);
    let result = hefu_round::run(plan, &bar, &cancel)
        .and_then(|done| hefu_round::write(&done, out, &fonts, &bar, &cancel).map(|outputs| (done, outputs)));
    bar.finish();
    Ok(result?)
}

/// Says how the round went and where the files are.
pub fn report(say: &Say, done: &Done, outputs: &Outputs) {
    let round = done.round();
    for intake in round.intakes {
        let mut counts: BTreeMap<Standing, usize> = BTreeMap::new();
        for application in &intake.applications {
            *counts.entry(round.standing(&application.id)).or_default() += 1;
        }
        let name = round.guide.side(intake.side.as_str()).map_or(intake.side.as_str(), |side| side.names.get(say.lang));
        let said: Vec<_> =
            counts.into_iter().map(|(standing, n)| format!("{} {n}", standing_word(say, standing))).collect();
        say.line(&format!("{name}  {}  {}", intake.applications.len(), said.join(" · ")));
    }
    let mut counts: BTreeMap<Standing, usize> = BTreeMap::new();
    for standing in done.pair_standing.values() {
        *counts.entry(*standing).or_default() += 1;
    }
    let said: Vec<_> =
        counts.into_iter().map(|(standing, n)| format!("{} {n}", standing_word(say, standing))).collect();
    say.line(&format!(
        "{}  {}  {}",
        Message::new("report-pairs").text(say.lang),
        round.pairing.pairs.len(),
        said.join(" · ")
    ));
    let problems: usize = round.intakes.iter().map(|intake| intake.problems.len()).sum();
    if problems > 0 {
        say.message(&Message::new("report-problems-met").with("a0", problems));
    }
    if !round.ruling_problems.is_empty() {
        say.message(&Message::new("report-rulings-not-applied").with("a0", round.ruling_problems.len()));
        for problem in round.ruling_problems {
            say.line(&format!("  {}. {}: {}", problem.number, problem.ruling.finding, problem.message.text(say.lang)));
        }
    }
    for file in &outputs.files {
        say.line(&file.display().to_string());
    }
}

fn standing_word(say: &Say, standing: Standing) -> String {
    let key =
        serde_json::to_value(standing).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    Message::new(format!("report-standing-{key}")).text(say.lang)
}

fn rulings(path: &Path) -> anyhow::Result<Vec<Ruling>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let mut out = Vec::new();
    for (number, line) in lines {
        let ruling: Ruling = serde_json::from_str(line).with_context(|| {
            format!(
                "{} line {}: each line needs finding, answer (met or not_met), who, when and why",
                path.display(),
                number + 1
            )
        })?;
        out.push(ruling);
    }
    Ok(out)
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    settings: BTreeMap<String, hefu_guide::model::SettingValue>,
}

fn settings(path: &Path) -> anyhow::Result<BTreeMap<String, hefu_guide::model::SettingValue>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    match toml::from_str::<SettingsFile>(&text) {
        Ok(file) => Ok(file.settings),
        Err(error) => bail!("{}: {error}", path.display()),
    }
}
