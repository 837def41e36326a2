//! `hefu overlap`: which applications share text, from files.

mod folder;
mod shelves;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, bail};
use clap::Args;
use hefu_overlap::{
    ALERT_UNITS, COMMON_DOCUMENTS, Known, LISTING_UNITS, Level, Options, Relation, Relations, Watch, compare,
};
use hefu_report::{Overlap as Report, overlap_jsonl, overlap_page, overlap_workbook};
use hefu_words::Message;
use serde::Deserialize;

use crate::progress::{Bar, cancel_on_interrupt};
use crate::say::Say;
use folder::Reading;
use shelves::{Source, own};

/// Arguments of `hefu overlap`.
#[derive(Args)]
pub struct Overlap {
    /// Folder of applications: a file (PDF, DOCX, TXT or MD) or a subfolder of files for each.
    folder: PathBuf,
    /// What they are compared against too: a folder of the same shape, or an index written by --index.
    #[arg(long, value_name = "FOLDER|INDEX")]
    against: Option<PathBuf>,
    /// Index of the folder's documents: made if it is not there, and brought up to date. Unchanged files are not read again.
    #[arg(long, value_name = "FILE")]
    index: Option<PathBuf>,
    /// Text that stands in every application, such as the form; may be given several times.
    #[arg(long, value_name = "FILE")]
    form: Vec<PathBuf>,
    /// Guide whose sentences do not count: a built-in id such as `hkmt-2020`, or a file.
    #[arg(long)]
    guide: Option<String>,
    /// Pairs of a round (pairs.jsonl): the halves of one joint project are listed apart. Application numbers are the names
    /// of files or subfolders.
    #[arg(long, value_name = "FILE")]
    pairs: Option<PathBuf>,
    /// Shared units from which a pair is listed (one unit: a Chinese character or half an English word).
    #[arg(long, value_name = "UNITS", default_value_t = LISTING_UNITS)]
    listing: u32,
    /// Shared units from which a pair stands out.
    #[arg(long, value_name = "UNITS", default_value_t = ALERT_UNITS)]
    alert: u32,
    /// Text that more other applications than this share is common and counts for no pair.
    #[arg(long, value_name = "COUNT", default_value_t = COMMON_DOCUMENTS)]
    common: u32,
    /// Folder for the report, the workbook and overlap.jsonl.
    #[arg(long, default_value = "overlap")]
    out: PathBuf,
    /// Threads to use. The results do not depend on it.
    #[arg(long)]
    threads: Option<usize>,
}

impl Overlap {
    /// Compares and writes the report.
    ///
    /// # Errors
    /// When a folder, the index, the form, the guide or the pairs cannot be read, or a result cannot be written. A broken
    /// document costs itself alone.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
        }
        if self.alert < self.listing {
            bail!("--alert {} is below --listing {}: a pair that stands out is listed too", self.alert, self.listing);
        }
        let cancel = cancel_on_interrupt()?;
        let bar = Bar::new(say.lang);
        let result = self.compare(say, &bar, &cancel);
        bar.finish();
        result
    }

    fn compare(&self, say: &Say, bar: &Bar, cancel: &AtomicBool) -> anyhow::Result<ExitCode> {
        let reading = Reading::new(bar, cancel)?;
        let texts = self.known_texts(&reading)?;
        let known = Known::new(texts.iter().map(String::as_str));
        let relations = self.pairs.as_deref().map(halves).transpose()?.unwrap_or_default();
        let (own, mut unread) = own(&self.folder, self.index.as_deref(), &known, &reading, say)?;
        let against = match &self.against {
            Some(path) if path.is_dir() => {
                let (source, not_read) = shelves::folder(path, &known, &reading)?;
                unread.extend(not_read);
                Some(source)
            }
            Some(path) => {
                Some(Source::Index(std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?))
            }
            None => None,
        };
        let options = Options { listing: self.listing, alert: self.alert, common: self.common, ..Options::default() };
        let at = |path: Option<&Path>| path.map_or_else(String::new, |path| path.display().to_string());
        let own = own.open(&known).with_context(|| at(self.index.as_deref()))?;
        let against = against
            .as_ref()
            .map(|source| source.open(&known))
            .transpose()
            .with_context(|| at(self.against.as_deref()))?;
        let (shelf, other) = (own.shelf(), against.as_ref().map(shelves::Open::shelf));
        bar.step("overlap-step-comparing", shelf.len());
        let outcome = compare(shelf, other, &relations, &options, &Watching { bar, cancel }).context("stopped")?;
        let report = Report {
            own: shelf,
            against: other,
            outcome: &outcome,
            options: &options,
            known: texts.len(),
            unread: &unread,
        };
        bar.finish();
        self.write(&report, say)?;
        Ok(ExitCode::SUCCESS)
    }

    /// The form's text and the guide's sentences.
    fn known_texts(&self, reading: &Reading<'_>) -> anyhow::Result<Vec<String>> {
        let mut out = Vec::new();
        for file in &self.form {
            out.push(reading.text(file).with_context(|| format!("{} cannot be read", file.display()))?);
        }
        if let Some(guide) = &self.guide {
            out.extend(super::load_guide(guide)?.clauses.into_iter().map(|clause| clause.text));
        }
        Ok(out)
    }

    fn write(&self, report: &Report<'_>, say: &Say) -> anyhow::Result<()> {
        let level = |level: Level| {
            let pairs = report.outcome.pairs.iter().filter(|pair| pair.relation == Relation::None);
            pairs.filter(|pair| pair.level == level).count()
        };
        let halves = report.outcome.pairs.iter().filter(|pair| pair.relation == Relation::JointHalves).count();
        let said = Message::new("overlap-said")
            .with("documents", report.own.len())
            .with("alerts", level(Level::Alert))
            .with("listings", level(Level::Listing))
            .with("halves", halves);
        say.message(&said);
        if !report.unread.is_empty() {
            say.message(&Message::new("overlap-said-unread").with("count", report.unread.len()));
        }
        std::fs::create_dir_all(&self.out).with_context(|| format!("{} cannot be made", self.out.display()))?;
        for (name, bytes) in [
            ("overlap.html", overlap_page(report, say.lang).into_bytes()),
            ("overlap.xlsx", overlap_workbook(report, say.lang).context("the workbook cannot be made")?),
            ("overlap.jsonl", overlap_jsonl(report)?.into_bytes()),
        ] {
            let path = self.out.join(name);
            whole(&path, &bytes)?;
            say.line(&path.display().to_string());
        }
        Ok(())
    }
}

/// Writes a file whole; an error names it.
fn whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    hefu_round::write_whole(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

struct Watching<'a> {
    bar: &'a Bar,
    cancel: &'a AtomicBool,
}

impl Watch for Watching<'_> {
    fn advance(&self) {
        hefu_round::Progress::advance(self.bar);
    }

    fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}

/// What is read of a line of `pairs.jsonl`.
#[derive(Deserialize)]
struct PairLine {
    kind: String,
    #[serde(default)]
    halves: Vec<hefu_application::ApplicationId>,
}

/// The halves of joint projects, by application number.
fn halves(path: &Path) -> anyhow::Result<Relations> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut out = Relations::default();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: PairLine = serde_json::from_str(line).with_context(|| {
            format!("{} line {}: this is not a line of a round's pairs.jsonl", path.display(), number + 1)
        })?;
        if line.kind == "pair"
            && let [a, b] = line.halves.as_slice()
        {
            out.put(&a.number, &b.number, Relation::JointHalves);
        }
    }
    Ok(out)
}
