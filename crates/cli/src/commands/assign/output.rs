//! What an assignment leaves: CSV, XLSX and JSON Lines, and who lacks whom.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use hefu_office::experts::wording::change_message;
use hefu_panel::{Assignment, Lacking, Problem, Remedy};
use hefu_text::fixed::shown;
use hefu_words::Message;
use serde::Serialize;

use super::input::Input;
use crate::say::Say;

/// One line of `assignment.jsonl`.
#[derive(Serialize)]
struct Line<'a> {
    project: &'a str,
    expert: &'a str,
    score: String,
    side: Option<&'a str>,
    unit: Option<&'a str>,
    fixed: bool,
}

/// Writes everything into `folder` and names the files.
///
/// # Errors
/// When a file cannot be written.
pub fn write(
    folder: &Path,
    input: &Input,
    result: &Assignment,
    helped: Option<&Remedy>,
    say: &Say,
) -> anyhow::Result<Vec<String>> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let problem = &input.problem;
    let lines: Vec<Line<'_>> = result
        .seats
        .iter()
        .filter_map(|seat| {
            let expert = problem.experts().get(seat.expert as usize)?;
            Some(Line {
                project: &problem.projects().get(seat.project as usize)?.id,
                expert: &expert.id,
                score: shown(i128::from(seat.score), input.decimals),
                side: expert.side.as_deref(),
                unit: expert.unit.as_deref(),
                fixed: seat.fixed,
            })
        })
        .collect();
    let head = ["project", "expert", "score", "side", "unit", "fixed"];
    let row = |line: &Line<'_>| {
        let fixed = if line.fixed { "yes" } else { "" };
        [line.project, line.expert, &line.score, line.side.unwrap_or(""), line.unit.unwrap_or(""), fixed]
            .map(str::to_owned)
            .to_vec()
    };
    let rows: Vec<Vec<String>> = lines.iter().map(row).collect();
    let lacking = lacking_rows(problem, result);
    let changes: Vec<Vec<String>> = helped
        .iter()
        .flat_map(|remedy| &remedy.changes)
        .map(|change| vec![change_message(problem, change).text(say.lang)])
        .collect();
    let lacking_head = ["project", "side", "seats", "candidates", "full"];
    let mut jsonl = String::new();
    for line in &lines {
        jsonl.push_str(&serde_json::to_string(line)?);
        jsonl.push('\n');
    }
    let sheets = [
        ("assignment", head.as_slice(), rows.as_slice()),
        ("lacking", lacking_head.as_slice(), lacking.as_slice()),
        ("changes", ["change"].as_slice(), changes.as_slice()),
    ];
    let mut written = Vec::new();
    let mut put = |name: &str, bytes: Vec<u8>| -> anyhow::Result<()> {
        let path = folder.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
        written.push(path.display().to_string());
        Ok(())
    };
    put("assignment.csv", crate::table::csv(&head, &rows)?)?;
    put("assignment.jsonl", jsonl.into_bytes())?;
    put("assignment.xlsx", crate::table::workbook(&sheets)?)?;
    put("lacking.csv", crate::table::csv(&lacking_head, &lacking)?)?;
    Ok(written)
}

/// Who lacks whom, with how many others could sit there and how many of these are full.
fn lacking_rows(problem: &Problem, result: &Assignment) -> Vec<Vec<String>> {
    let mut load: BTreeMap<u32, u32> = BTreeMap::new();
    for seat in &result.seats {
        *load.entry(seat.expert).or_default() += 1;
    }
    let row = |lacking: &Lacking| {
        let first = problem.pairs().partition_point(|pair| pair.project < lacking.project);
        let own = problem.pairs().iter().skip(first).take_while(|pair| pair.project == lacking.project);
        let seated = |expert: u32| {
            result.seats.binary_search_by_key(&(lacking.project, expert), |seat| (seat.project, seat.expert)).is_ok()
        };
        let free = own.filter(|pair| !seated(pair.expert));
        let candidates = free.filter_map(|pair| Some((pair.expert, problem.experts().get(pair.expert as usize)?)));
        let fitting: Vec<_> =
            candidates.filter(|(_, expert)| lacking.side.is_none() || expert.side == lacking.side).collect();
        let full = fitting.iter().filter(|(at, expert)| load.get(at).copied().unwrap_or(0) >= expert.most).count();
        vec![
            problem.projects().get(lacking.project as usize).map(|project| project.id.clone()).unwrap_or_default(),
            lacking.side.clone().unwrap_or_default(),
            lacking.seats.to_string(),
            fitting.len().to_string(),
            full.to_string(),
        ]
    };
    result.lacking.iter().map(row).collect()
}

/// Says who lacks whom, the first of them by name, and what would help.
pub fn say_lacking(problem: &Problem, result: &Assignment, helped: Option<&Remedy>, say: &Say) {
    const NAMED: usize = 20;
    for row in lacking_rows(problem, result).iter().take(NAMED) {
        let [project, side, seats, candidates, full] = row.as_slice() else { continue };
        let key = if side.is_empty() { "panel-lacking" } else { "panel-lacking-side" };
        let count = |text: &String| text.parse::<i64>().unwrap_or(0);
        let message = Message::new(key).with("project", project.as_str()).with("side", side.as_str());
        let message = message.with("seats", count(seats)).with("candidates", count(candidates));
        say.message(&message.with("full", count(full)));
    }
    if result.lacking.len() > NAMED {
        say.message(&Message::new("panel-lacking-more").with("count", result.lacking.len() - NAMED));
    }
    for short in result.short.iter().take(NAMED) {
        let expert = problem.experts().get(short.expert as usize).map_or("", |expert| expert.id.as_str());
        say.message(&Message::new("panel-short").with("expert", expert).with("projects", short.projects));
    }
    let Some(remedy) = helped.filter(|remedy| !remedy.changes.is_empty()) else { return };
    say.message(&Message::new("panel-changes").with("count", remedy.changes.len()));
    for change in remedy.changes.iter().take(NAMED) {
        say.line(&format!("  {}", change_message(problem, change).text(say.lang)));
    }
}
