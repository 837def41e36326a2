//! `hefu evidence`: what a project claimed, recomputed from the tables it hands in.

mod tables;
mod template;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use anyhow::Context as _;
use clap::Args;
use hefu_evidence::{Claim, Fault, Judged, Verdict, claims, judge};
use hefu_report::{evidence_json, evidence_page};
use hefu_words::Message;

use crate::progress::{Steps, cancel_on_interrupt};
use crate::say::Say;
use crate::table::fault;
use template::Kind;

/// Places told of one claim; all are in the report.
const TOLD: usize = 5;

/// Arguments of `hefu evidence`.
#[derive(Args)]
pub struct Evidence {
    /// Claims (TOML). Tables are CSV or XLSX; their names are relative to this file.
    #[arg(required_unless_present = "template")]
    claims: Option<PathBuf>,
    /// Folder for the report and evidence.json; with --template the file to write.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Write a workbook with the headings of a kind of table and an example, and do nothing else.
    #[arg(long, value_enum, value_name = "KIND", conflicts_with = "claims")]
    template: Option<Kind>,
}

impl Evidence {
    /// Judges and writes the report. The exit code is 0 where every claim is reached, 1 where not, 2 where nothing could be
    /// judged.
    ///
    /// # Errors
    /// Never: what goes wrong is told, and the exit code is 2.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let done = match (self.template, &self.claims) {
            (Some(kind), _) => template::write(kind, self.out, say).map(|()| true),
            (None, Some(claims)) => bench(claims, self.out.as_deref().unwrap_or(Path::new("evidence")), say),
            (None, None) => Ok(true),
        };
        Ok(match done {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::FAILURE,
            Err(error) => {
                eprintln!("hefu: {error:#}");
                ExitCode::from(2)
            }
        })
    }
}

/// Whether every claim is reached.
fn bench(path: &Path, out: &Path, say: &Say) -> anyhow::Result<bool> {
    let cancel = cancel_on_interrupt()?;
    let go_on = || if cancel.load(Ordering::Relaxed) { Err(fault(say, "evidence-stopped", &[])) } else { Ok(()) };
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let claims: Vec<Claim> =
        claims(&text).map_err(|error| anyhow::anyhow!("{}: {}", path.display(), say.text(&error.message())))?;
    let bar = Steps::new(say.lang, "evidence-step-read");
    let folder = path.parent().unwrap_or(Path::new(""));
    let (tables, troubles) = tables::read(folder, &claims, say, &cancel);
    go_on()?;
    bar.next("evidence-step-judge");
    let mut judged = Vec::with_capacity(claims.len());
    for (count, claim) in (1u64..).zip(&claims) {
        judged.push(judge(claim, &tables));
        bar.at(count);
        go_on()?;
    }
    bar.finish();
    troubles.iter().for_each(|trouble| eprintln!("hefu: {trouble}"));
    judged.iter().for_each(|one| tell(one, say));
    std::fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let mut written = Vec::new();
    for (name, text) in
        [("evidence.html", evidence_page(&judged, say.lang)), ("evidence.json", evidence_json(&judged)?)]
    {
        let path = out.join(name);
        hefu_round::write_whole(&path, text.as_bytes())
            .with_context(|| format!("{} cannot be written", path.display()))?;
        written.push(path.display().to_string());
    }
    let count = |wanted: fn(&Verdict) -> bool| judged.iter().filter(|one| wanted(&one.verdict)).count();
    let reached = count(|verdict| *verdict == Verdict::Reached);
    let said = Message::new("evidence-said")
        .with("claims", judged.len())
        .with("reached", reached)
        .with("missed", count(|verdict| *verdict == Verdict::NotReached))
        .with("open", count(|verdict| matches!(verdict, Verdict::CannotTell(_))));
    say.message(&said);
    say.message(&Message::new("evidence-written").with("files", written));
    Ok(reached == judged.len())
}

/// One line with both numbers, and the first places that matter.
fn tell(one: &Judged, say: &Say) {
    let verdict = say.text(&Message::new(one.verdict.key()));
    let claim = if one.says.is_empty() { &one.id } else { &one.says };
    say.line(&format!("[{verdict}] {claim} — {}", say.text(&one.sentence())));
    if let Verdict::CannotTell(why) = &one.verdict {
        why.iter().for_each(|why| say.line(&format!("    {}", say.text(why))));
    }
    let places = |faults: &[Fault], count: usize| {
        for fault in faults.iter().take(TOLD) {
            let (place, what, remedy) = (say.text(&fault.place()), say.text(&fault.what), say.text(&fault.remedy));
            say.line(&format!("    {place}: {what} {remedy}"));
        }
        if count > TOLD {
            let more = Message::new("evidence-more").with("count", count - TOLD);
            say.line(&format!("    {}", say.text(&more)));
        }
    };
    places(&one.faults, one.fault_count);
    places(&one.findings, one.finding_count);
}
