//! `hefu guide`: compile a guide, print its sums, clauses and what it leaves open.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Subcommand;
use hefu_guide::Diagnostics;
use hefu_words::Message;

use crate::say::Say;

/// Commands on guides.
#[derive(Subcommand)]
pub enum Guide {
    /// Compile FILE; print its sums, the clause table and what is unset, or every fault with its line and sentence.
    Check {
        /// A guide file, or the id of a built-in guide.
        file: String,
    },
    /// Print every rule of a guide as a sentence, under the clause that carries it.
    Rules {
        /// A guide file, or the id of a built-in guide.
        file: String,
    },
    /// List the built-in guides.
    List,
    /// Write a built-in guide to a file, to start from.
    Export {
        /// Id of a built-in guide.
        id: String,
        /// File to write.
        #[arg(long)]
        out: PathBuf,
    },
}

impl Guide {
    /// Runs the command.
    ///
    /// # Errors
    /// When the file cannot be read or written. A guide that does not compile is told on standard error with exit code 1.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        match self {
            Self::Check { file } => check(&file, say),
            Self::Rules { file } => rules(&file, say),
            Self::List => {
                for id in hefu_guide::BUILTIN {
                    if let Some(guide) = hefu_guide::builtin(id) {
                        say.line(&format!("{id}\t{}\t{} {}", guide.version, guide.header.year, guide.header.family));
                    }
                }
                Ok(ExitCode::SUCCESS)
            }
            Self::Export { id, out } => {
                let text = hefu_guide::builtin_text(&id)
                    .with_context(|| format!("there is no built-in guide `{id}`; `hefu guide list` names them"))?;
                std::fs::write(&out, text).with_context(|| format!("{} cannot be written", out.display()))?;
                say.line(&out.display().to_string());
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn check(file: &str, say: &Say) -> anyhow::Result<ExitCode> {
    let guide = super::load_guide(file)?;
    let word = |key: &str| Message::new(key).text(say.lang);
    say.line(&format!("{} {}", guide.id, guide.version));
    let header = &guide.header;
    say.line(&format!("{} · {} · {} · {}", header.plan, header.programme, header.year, header.family));
    for sum in guide.sums() {
        say.line(&format!("{}  {}", sum.text, word(if sum.agrees { "report-agrees" } else { "report-disagrees" })));
    }
    say.line("");
    for clause in &guide.clauses {
        let kind = serde_json::to_value(clause.kind)?.as_str().unwrap_or_default().to_owned();
        let rules: Vec<_> =
            clause.rules.iter().filter_map(|n| guide.rules.get(*n)).map(|rule| rule.id.as_str()).collect();
        say.line(&format!(
            "{}\t{}\t{}\t{}",
            clause.id,
            word(&format!("report-clause-{kind}")),
            clause.text,
            rules.join(" ")
        ));
    }
    say.line(&format!("\n{}", word("report-not-in-guide")));
    for unset in &guide.unset {
        say.line(&format!(
            "{}\t{}",
            unset.names.get(say.lang),
            word(&format!("report-supplied-{}", unset.supplied_by))
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn rules(file: &str, say: &Say) -> anyhow::Result<ExitCode> {
    let guide = super::load_guide(file)?;
    for clause in &guide.clauses {
        let rules: Vec<_> = clause.rules.iter().filter_map(|n| guide.rules.get(*n)).collect();
        if !rules.is_empty() {
            say.line(&format!("{} {}", clause.id, clause.text));
            for rule in rules {
                say.line(&format!("    {}  {}", rule.id, hefu_guide::sentence(rule, &guide, say.lang)));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Diagnostics as a compiler would show them.
pub fn render(diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    let handler = miette::GraphicalReportHandler::new();
    for diagnostic in diagnostics.iter() {
        if handler.render_report(&mut out, diagnostic).is_err() {
            return diagnostics.plain();
        }
    }
    out
}
