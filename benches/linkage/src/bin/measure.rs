//! `measure LEFT.csv RIGHT.csv TRUTH.csv ID COLUMNS [flags]` links two tables and prints one line of JSON with precision, recall, F1, the automatic share, CPU seconds and peak memory.

use std::collections::{BTreeMap, BTreeSet};

use hefu_pairing::link::{Candidate, LinkOptions, LinkResult, LinkSpec, Table, link};
use serde_json::json;

fn read(path: &str) -> Result<Table, Box<dyn std::error::Error>> {
    let mut file = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let mut table = Table::new(file.byte_headers()?.iter().map(|name| String::from_utf8_lossy(name).into_owned()));
    for row in file.byte_records() {
        let row = row?;
        table.push(row.iter().map(String::from_utf8_lossy));
    }
    Ok(table)
}

/// CPU seconds (user and system) and peak resident megabytes of this process, from /proc.
fn cost() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> =
        stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().collect()).unwrap_or_default();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
    ((ticks(11) + ticks(12)) / 100.0, peak.unwrap_or(0.0) / 1024.0)
}

struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
}

fn score(found: &BTreeSet<(usize, usize)>, truth: &BTreeSet<(usize, usize)>) -> Score {
    let right = found.intersection(truth).count() as f64;
    let precision = if found.is_empty() { 0.0 } else { right / found.len() as f64 };
    let recall = if truth.is_empty() { 0.0 } else { right / truth.len() as f64 };
    let f1 = if right > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    Score { precision, recall, f1 }
}

fn round(value: f64) -> f64 {
    (value * 100_000.0).round() / 100_000.0
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let all: Vec<String> = std::env::args().skip(1).collect();
    let [left_path, right_path, truth_path, id, columns, flags @ ..] = all.as_slice() else {
        return Err("usage: measure LEFT.csv RIGHT.csv TRUTH.csv ID COLUMNS [--threads N] [--margin N] [--nearest N] [--all-pairs N] [--no-learn] [--model] [--margins] [--wrong N] [--fingerprint]".into());
    };
    let number =
        |name: &str| flags.iter().position(|flag| flag == name).and_then(|at| flags.get(at + 1)?.parse::<usize>().ok());
    let has = |name: &str| flags.iter().any(|flag| flag == name);
    if let Some(threads) = number("--threads") {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    }
    let (left, right) = (read(left_path)?, read(right_path)?);
    let rows = |table: &Table| -> Result<BTreeMap<String, usize>, String> {
        let at = table.column(id).ok_or_else(|| format!("no column {id}"))?;
        Ok((0..table.len()).map(|row| (table.cell(row, at).to_owned(), row)).collect())
    };
    let (left_rows, right_rows) = (rows(&left)?, rows(&right)?);
    let truth: BTreeSet<(usize, usize)> = {
        let table = read(truth_path)?;
        (0..table.len())
            .filter_map(|row| Some((*left_rows.get(table.cell(row, 0))?, *right_rows.get(table.cell(row, 1))?)))
            .collect()
    };
    let spec = LinkSpec::parse(columns)?;
    let before = cost().0;
    let usual = LinkOptions::default();
    let options = LinkOptions {
        learn_names: !has("--no-learn"),
        margin: number("--margin").and_then(|margin| i64::try_from(margin).ok()).unwrap_or(usual.margin),
        all_pairs: number("--all-pairs").unwrap_or(usual.all_pairs),
        nearest: number("--nearest").unwrap_or(usual.nearest),
        ..usual
    };
    let result = link(&left, &right, &spec, &options)?;
    let (cpu, peak) = cost();
    let pairs: BTreeSet<(usize, usize)> =
        result.pairs.iter().map(|pair| (pair.candidate.left, pair.candidate.right)).collect();
    let automatic: BTreeSet<(usize, usize)> = result
        .pairs
        .iter()
        .filter(|pair| !pair.confirm)
        .map(|pair| (pair.candidate.left, pair.candidate.right))
        .collect();
    let place = |one: &Candidate| (one.left, one.right);
    let over: BTreeSet<(usize, usize)> =
        result.near.iter().filter(|one| one.weight > result.threshold).map(place).collect();
    let (own, alone, sure) = (score(&pairs, &truth), score(&over, &truth), score(&automatic, &truth));
    println!(
        "{}",
        json!({
            "left": left.len(), "right": right.len(), "true_pairs": truth.len(), "candidates": result.candidates,
            "threshold_only": { "p": round(alone.precision), "r": round(alone.recall), "f1": round(alone.f1) },
            "one_to_one": { "p": round(own.precision), "r": round(own.recall), "f1": round(own.f1) },
            "automatic": { "p": round(sure.precision), "share_of_true": round(sure.recall), "pairs": automatic.len() },
            "expected_pairs": result.expected_pairs,
            "cpu_s": round(cpu - before), "cpu_s_with_reading": round(cpu), "peak_mb": peak.round(),
        })
    );
    if has("--model") {
        for field in &result.fields {
            eprintln!("{}", field.left);
            for level in &field.levels {
                eprintln!(
                    "  {:16} {:+7.2}  same {:.4} other {:.6}",
                    level.name,
                    level.weight as f64 / 100.0,
                    f64::from(level.same) / 1e6,
                    f64::from(level.other) / 1e6
                );
            }
        }
        eprintln!("threshold {}", result.threshold);
    }
    if has("--margins") {
        margins(&result, &truth);
    }
    if let Some(count) = number("--wrong") {
        wrong(&result, &truth, (&left, &right), count);
    }
    if has("--fingerprint") {
        let mut text = String::new();
        for pair in &result.pairs {
            text.push_str(&format!("{:?}\n", pair));
        }
        let sum = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325u64, |state, byte| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        println!("{sum:016x}");
    }
    Ok(())
}

/// Precision and share of true pairs above each margin and lead.
fn margins(result: &LinkResult, truth: &BTreeSet<(usize, usize)>) {
    for cut in [0, 200, 400, 600, 800, 900, 1000, 1200, 1500, 2000] {
        let of = |keep: &dyn Fn(&hefu_pairing::link::Linked) -> bool| {
            let found: BTreeSet<(usize, usize)> = result
                .pairs
                .iter()
                .filter(|pair| keep(pair))
                .map(|pair| (pair.candidate.left, pair.candidate.right))
                .collect();
            score(&found, truth)
        };
        let margin = of(&|pair| pair.margin >= cut);
        let lead = of(&|pair| pair.lead.unwrap_or(i64::MAX) >= cut && pair.candidate.weight - result.threshold >= cut);
        let both = of(&|pair| pair.lead.unwrap_or(i64::MAX) >= cut && pair.margin >= cut);
        eprintln!(
            "cut {cut:5}  margin p {:.4} r {:.4}   lead p {:.4} r {:.4}   both p {:.4} r {:.4}",
            margin.precision, margin.recall, lead.precision, lead.recall, both.precision, both.recall
        );
    }
}

/// Prints wrong and missed pairs with both rows.
fn wrong(result: &LinkResult, truth: &BTreeSet<(usize, usize)>, tables: (&Table, &Table), count: usize) {
    let partner: BTreeMap<usize, usize> = truth.iter().copied().collect();
    let partner_of_right: BTreeMap<usize, usize> = truth.iter().map(|(a, b)| (*b, *a)).collect();
    let show = |table: &Table, row: usize| table.row(row).collect::<Vec<_>>().join(" | ");
    let near: BTreeMap<(usize, usize), i64> =
        result.near.iter().map(|one| ((one.left, one.right), one.weight)).collect();
    let linked: BTreeSet<usize> = result.pairs.iter().map(|pair| pair.candidate.left).collect();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown = 0;
    for pair in &result.pairs {
        let (a, b) = (pair.candidate.left, pair.candidate.right);
        if truth.contains(&(a, b)) {
            continue;
        }
        let kind = match (partner.get(&a), partner_of_right.get(&b)) {
            (None, None) => "both one-sided",
            (Some(other), _) if near.contains_key(&(a, *other)) => "left partner was near",
            (Some(_), _) => "left partner was no candidate or far",
            (None, Some(_)) => "left one-sided",
        };
        *kinds.entry(kind).or_default() += 1;
        if shown < count {
            shown += 1;
            eprintln!(
                "WRONG {kind} weight {} margin {} lead {:?}\n  L {}\n  R {}",
                pair.candidate.weight,
                pair.margin,
                pair.lead,
                show(tables.0, a),
                show(tables.1, b)
            );
            let levels = |candidate: &Candidate| -> String {
                candidate
                    .levels(&result.fields)
                    .iter()
                    .zip(&result.fields)
                    .map(|(level, field)| level.and_then(|at| field.levels.get(at)).map_or("-", |level| level.name))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            eprintln!("  levels {}", levels(&pair.candidate));
            if let Some(other) = partner.get(&a) {
                eprintln!("  true R {} (weight {:?})", show(tables.1, *other), near.get(&(a, *other)));
                if let Some(one) = result.near.iter().find(|one| (one.left, one.right) == (a, *other)) {
                    eprintln!("  levels {}", levels(one));
                }
            }
            if let Some(other) = partner_of_right.get(&b).filter(|other| **other != a) {
                eprintln!("  true L {} (weight {:?})", show(tables.0, *other), near.get(&(*other, b)));
            }
        }
    }
    let missed: Vec<&(usize, usize)> = truth.iter().filter(|(a, _)| !linked.contains(a)).collect();
    let far = truth.iter().filter(|pair| !near.contains_key(pair)).count();
    eprintln!("wrong by kind {kinds:?}; true pairs without any link {}; true pairs not near {far}", missed.len());
    for (a, b) in missed.iter().take(count / 2) {
        eprintln!("MISSED weight {:?}\n  L {}\n  R {}", near.get(&(*a, *b)), show(tables.0, *a), show(tables.1, *b));
    }
}
