//! `hefu conflicts`: why which expert may not review which project, for a person to look through.

mod input;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hefu_panel::conflict::{Limits, Strength, conflicts};
use hefu_text::organisation::Aliases;
use hefu_words::Message;

use crate::progress::Steps;
use crate::say::Say;

/// Arguments of `hefu conflicts`.
#[derive(Args)]
pub struct Conflicts {
    /// Experts: CSV or XLSX with expert, name, and as far as known other-names, orcid, unit, past-units, co-authors,
    /// advisers, family, declared.
    experts: PathBuf,
    /// The round's applications, as `hefu round` writes them: applications.jsonl.
    applications: PathBuf,
    /// Persons applicants ask not to have: CSV or XLSX with project, name.
    #[arg(long, value_name = "FILE")]
    named: Option<PathBuf>,
    /// A unit left so many years ago no longer counts. Without it a person decides.
    #[arg(long, value_name = "YEARS")]
    unit_years: Option<u16>,
    /// Writing together so many years ago no longer counts. Without it a person decides.
    #[arg(long, value_name = "YEARS")]
    author_years: Option<u16>,
    /// Whether taking part in a project of the same direction is a conflict. Without it a person decides.
    #[arg(long, value_name = "YES|NO", value_parser = yes_or_no)]
    competing: Option<bool>,
    /// The year for which the limits are applied. Default: this year.
    #[arg(long)]
    year: Option<i16>,
    /// File for the list, CSV or XLSX by its name.
    #[arg(long)]
    out: PathBuf,
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(format!("`{text}` is neither yes nor no")),
    }
}

impl Conflicts {
    /// Writes the list: hard conflicts, and those a person must confirm (the column `decision`: `out` or `in`).
    ///
    /// # Errors
    /// When a file cannot be read or is wrong, or the list cannot be written.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let steps = Steps::new(say.lang, "panel-step-read");
        let experts = input::experts(&self.experts, say)?;
        let mut projects = input::projects(&self.applications, say)?;
        if let Some(path) = &self.named {
            input::named(path, say, &mut projects)?;
        }
        let limits = Limits {
            year: self.year.unwrap_or_else(|| crate::clock::now().year()),
            unit_years: self.unit_years,
            author_years: self.author_years,
            competing: self.competing,
        };
        steps.next("panel-step-conflicts");
        let found = conflicts(&experts, &projects, &Aliases::new(), &limits);
        steps.finish();
        let head = ["project", "expert", "rule", "strength", "expert-side", "project-side", "why", "year", "decision"];
        let rows: Vec<Vec<String>> = found
            .iter()
            .map(|conflict| {
                let evidence = &conflict.evidence;
                let why = Message::new(format!("panel-likeness-{}", kebab(&evidence.likeness)));
                let why = match evidence.limit_unset {
                    true => format!("{}; {}", why.text(say.lang), Message::new("panel-limit-unset").text(say.lang)),
                    false => why.text(say.lang),
                };
                vec![
                    conflict.project.clone(),
                    conflict.expert.clone(),
                    Message::new(format!("panel-rule-{}", kebab(&conflict.rule))).text(say.lang),
                    kebab(&conflict.strength),
                    evidence.expert.clone(),
                    evidence.project.clone(),
                    why,
                    evidence.year.map(|year| year.to_string()).unwrap_or_default(),
                    String::new(),
                ]
            })
            .collect();
        let bytes = if self.out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx")) {
            crate::table::workbook(&[("conflicts", &head, &rows)])?
        } else {
            crate::table::csv(&head, &rows)?
        };
        std::fs::write(&self.out, bytes)
            .map_err(|error| anyhow::anyhow!("{} cannot be written: {error}", self.out.display()))?;
        let confirm = found.iter().filter(|conflict| conflict.strength == Strength::Confirm).count();
        let message = Message::new("panel-conflicts").with("hard", found.len() - confirm).with("confirm", confirm);
        say.message(&message.with("file", self.out.display().to_string()));
        Ok(ExitCode::SUCCESS)
    }
}

/// The name a value has in files.
fn kebab<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
