//! `hefu select`: the joint decision from the two sides' lists.

mod scores;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use hefu_decision::reserve::promote;
use hefu_decision::scores::SideReview;
use hefu_decision::{Beside, Decision, DecisionError, Input, List, MethodFile, Open, Scenario};
use hefu_guide::Guide;
use hefu_round::SideFolder;
use hefu_selection::Tell;
use hefu_text::money::{AmountUnit, Currency, Money, parse_amount};
use hefu_words::Message;
use jiff::Zoned;

use crate::say::Say;

/// Arguments of `hefu select`.
#[derive(Args)]
pub struct Select {
    /// Guide: a built-in id such as `hkmt-2020`, or a file.
    #[arg(long)]
    guide: String,
    /// The `pairs.jsonl` that `hefu round` wrote.
    #[arg(long)]
    pairs: PathBuf,
    /// A side's list, XLSX or CSV, for example `--list mainland=./mainland.xlsx`; once for each side.
    #[arg(long = "list", value_name = "SIDE=FILE", required = true, value_parser = super::round::side)]
    lists: Vec<SideFolder>,
    /// A side's reviews, one a row, XLSX or CSV; the method's [[scores]] says which figure counts, and as what.
    #[arg(long = "scores", value_name = "SIDE=FILE", value_parser = super::round::side)]
    scores: Vec<SideFolder>,
    /// The `applications.jsonl` that `hefu round` wrote: what is supported is then also counted by what applicants chose.
    #[arg(long)]
    applications: Option<PathBuf>,
    /// Also say who comes in when this project's award is declined; once for each.
    #[arg(long = "declined", value_name = "PAIR")]
    declined: Vec<String>,
    /// The method both sides have signed, a TOML file.
    #[arg(long)]
    method: PathBuf,
    /// Also say what changes without preference.
    #[arg(long)]
    without_preference: bool,
    /// Also say what changes with another ceiling of state funding, for example `--budget 1.1=4800万元`.
    #[arg(long = "budget", value_name = "DIRECTION=AMOUNT", value_parser = budget)]
    budgets: Vec<Scenario>,
    /// The day the workbook says it was made, with its zone. Default: now.
    #[arg(long, value_parser = super::round::instant)]
    as_of: Option<Zoned>,
    /// Folder for the results.
    #[arg(long)]
    out: PathBuf,
}

fn budget(text: &str) -> Result<Scenario, String> {
    let wrong = || format!("`{text}` is not DIRECTION=AMOUNT, for example 1.1=4800万元");
    let (direction, amount) = text.split_once('=').ok_or_else(wrong)?;
    let amount: Money = parse_amount(amount, Currency::CNY, AmountUnit::One).map_err(|error| error.to_string())?;
    Ok(Scenario::Budget { direction: Some(direction.to_owned()), amount })
}

impl Select {
    /// Decides and says where the results are. The exit code is 2 where something stands against the list.
    ///
    /// # Errors
    /// When a file cannot be read, the method leaves something open, or a result cannot be written.
    pub fn run(self, say: &Say) -> anyhow::Result<ExitCode> {
        let guide = super::load_guide(&self.guide)?;
        let text =
            |path: &Path| std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()));
        let pairs = hefu_decision::read_pairs(&text(&self.pairs)?)
            .map_err(|(line, why)| anyhow::anyhow!("{} line {line}: {why}", self.pairs.display()))?;
        let method = MethodFile::parse(&text(&self.method)?)
            .map_err(|error| anyhow::anyhow!("{}: {error}", self.method.display()))?;
        let attributes = match &self.applications {
            Some(path) => hefu_decision::portfolio::read_attributes(&text(path)?)
                .map_err(|(line, why)| anyhow::anyhow!("{} line {line}: {why}", path.display()))?,
            None => BTreeMap::new(),
        };
        let mut lists = read_lists(say, &guide, &self.lists)?;
        let summaries = scores::into_lists(say, &self.scores, &method, &mut lists)?;
        let mut scenarios = self.budgets;
        scenarios.extend(self.without_preference.then_some(Scenario::WithoutPreference));
        let input = Input { guide: &guide, pairs: &pairs, lists: &lists, method: &method, scenarios: &scenarios };
        let decision = hefu_decision::decide(&input).map_err(|error| refusal(say, error))?;
        let chosen = decision.selection.chosen();
        let reviews = summaries.into_iter().map(|summary| SideReview::new(summary, &pairs, &chosen)).collect();
        let beside = Beside { reviews, attributes };
        let promotion = if self.declined.is_empty() {
            None
        } else {
            let selection = &decision.selection;
            Some(promote(&decision.call, &selection.method, selection, &self.declined)?)
        };
        let made = self.as_of.unwrap_or_else(crate::clock::now).date();
        std::fs::create_dir_all(&self.out).with_context(|| format!("{} cannot be made", self.out.display()))?;
        let lines: Vec<String> =
            decision.selection.lines.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        let page = hefu_decision::page_with(&guide, &method, &decision, &beside, say.lang);
        let mut files: Vec<(&str, Vec<u8>)> = vec![
            ("selection.html", page.into_bytes()),
            ("selection.xlsx", hefu_decision::workbook_with(&guide, &decision, &beside, say.lang, made)?),
            ("selection.jsonl", format!("{}\n", lines.join("\n")).into_bytes()),
        ];
        if !beside.reviews.is_empty() {
            let lines: Vec<String> = beside.reviews.iter().map(SideReview::to_jsonl).collect::<Result<_, _>>()?;
            files.push(("reviews.jsonl", lines.concat().into_bytes()));
        }
        if let Some(promotion) = &promotion {
            files.push(("promotion.json", serde_json::to_string_pretty(promotion)?.into_bytes()));
        }
        for (name, bytes) in files {
            let path = self.out.join(name);
            std::fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
            say.line(&path.display().to_string());
        }
        let code = report(say, &decision);
        if let Some(promotion) = promotion {
            say.message(&Message::new("results-promoted-declined").with("projects", self.declined));
            say.message(&if promotion.ids.is_empty() {
                Message::new("results-promoted-nobody")
            } else {
                Message::new("results-promoted").with("projects", promotion.ids)
            });
        }
        Ok(code)
    }
}

fn read_lists(say: &Say, guide: &Guide, lists: &[SideFolder]) -> anyhow::Result<BTreeMap<String, List>> {
    let mut out = BTreeMap::new();
    let mut faults = 0;
    for list in lists {
        let id = list.side.as_str();
        let side = guide.side(id).with_context(|| format!("the guide has no side `{id}`"))?;
        let currency = Currency::new(&side.currency)?;
        let troubles = match hefu_decision::read_list(&list.folder, currency) {
            Ok((read, troubles)) => {
                out.insert(id.to_owned(), read);
                troubles
            }
            Err(troubles) => troubles,
        };
        faults += troubles.iter().filter(|trouble| trouble.blocks).count();
        troubles.iter().for_each(|trouble| say.line(&trouble.text(say.lang)));
    }
    if faults > 0 {
        bail!("{faults} cells cannot be read; nothing was decided");
    }
    Ok(out)
}

/// Why nothing was decided, line by line.
fn refusal(say: &Say, error: DecisionError) -> anyhow::Error {
    match &error {
        DecisionError::Open(open) => {
            say.message(&Message::new("selection-unset-heading"));
            let call = hefu_selection::Call::default();
            let tell = Tell::new(&call, say.lang, 1, str::to_owned);
            for one in open {
                let said = match one {
                    Open::Unset(unset) => tell.unset(unset),
                    Open::Signature(side) => {
                        say.text(&Message::new("selection-unset-signature").with("side", side.as_str()))
                    }
                };
                say.line(&format!("  {said}"));
            }
        }
        DecisionError::Unpaired(rows) => {
            let remedy = say.text(&Message::new("selection-list-unknown"));
            for (file, row, number) in rows {
                say.line(&format!("{file}:{row}: {number}: {remedy}"));
            }
        }
        _ => {}
    }
    error.into()
}

fn report(say: &Say, decision: &Decision) -> ExitCode {
    let call = &decision.call;
    let tell = Tell::new(call, say.lang, decision.selection.unit, str::to_owned);
    for direction in &call.directions {
        let own = |line: &&hefu_selection::Line| line.chosen && line.direction == direction.number;
        let count = decision.selection.lines.iter().filter(own).count();
        let said = say.text(&Message::new("selection-projects").with("count", count));
        say.line(&format!("{}  {said}", direction.number));
    }
    match &decision.gate {
        Ok(_) => ExitCode::SUCCESS,
        Err(refused) => {
            refused.iter().for_each(|one| say.line(&tell.refused(one)));
            ExitCode::from(2)
        }
    }
}
