//! The corpus on disk, the truth of its copies, and how detections are scored.

pub mod edits;
pub mod random;
pub mod score;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// One line of `docs.jsonl`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Doc {
    pub id: String,
    pub text: String,
}

/// One line of `truth.jsonl`: a copy with its places in characters.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// Kind of copy: language or `hant`, `shuffle-en`, `shuffle-zh`.
    pub kind: String,
    /// Words edited, per cent.
    pub edits: u32,
    /// Share of the new document that was copied, per cent.
    pub share: u32,
    pub source: String,
    pub source_place: (usize, usize),
    pub copy: String,
    pub copy_place: (usize, usize),
}

/// The headings that stand in every document, and the declaration at its end.
pub const FORM: [&str; 14] = [
    "1. Rationale and state of research of the proposed joint project",
    "2. Objectives and research content of the proposed joint project",
    "3. Methods, technical route and feasibility of the joint project",
    "4. Innovation and expected results of the joint project",
    "5. Annual plan, milestones and division of work between both sides",
    "6. Research basis, conditions and members of the project team",
    "The applicant declares that everything stated in this application is true, that no part of it has been funded from another source, that the ethical requirements of both sides are complied with, and that the undersigned unit will provide the conditions needed to carry the project out.",
    "一、项目立项依据与国内外研究现状分析",
    "二、项目研究目标与主要研究内容",
    "三、拟采取的研究方法、技术路线及可行性",
    "四、项目创新点与预期研究成果",
    "五、年度研究计划、节点目标与双方任务分工",
    "六、研究基础、工作条件与项目组成员",
    "申请人承诺：本申请书所填内容真实、准确，未就同一研究内容从其他渠道获得经费支持，遵守双方关于科研诚信与科技伦理的各项规定；申请单位承诺为项目实施提供必要的条件保障，并对申请材料的真实性负责。",
];

/// The lines of a file of JSON Lines.
pub fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Vec<T> {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = BufReader::new(file).lines().map(|line| line.expect("text"));
    lines.map(|line| serde_json::from_str(&line).expect("a line of the benchmark")).collect()
}

/// Processor seconds of this process so far, user and system.
pub fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields = stat.rsplit_once(')').expect("a stat line").1.split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).map(|field| field.parse::<u64>().expect("ticks")).sum();
    ticks as f64 / 100.0
}

/// Most memory this process had at once, in bytes.
pub fn peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM")).expect("a high-water mark");
    line.split_whitespace().nth(1).expect("a number").parse::<u64>().expect("a number") * 1024
}

/// How many of the planted copies `found` knows: of all, of those the bars speak of, and of each kind as [all, found].
pub fn recall(cases: &[Case], found: &dyn Fn(&str, &str) -> bool) -> Value {
    let mut cells: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut bars: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut hits = 0;
    for case in cases {
        let hit = usize::from(found(&case.source, &case.copy));
        hits += hit;
        let count = |of: &mut BTreeMap<String, [usize; 2]>, name: String| {
            let counts = of.entry(name).or_default();
            counts[0] += 1;
            counts[1] += hit;
        };
        count(&mut cells, format!("{} share {:>3} edits {:>2}", case.kind, case.share, case.edits));
        if case.edits <= 20 {
            let share = if case.share >= 25 { "share>=25 edits<=20" } else { "share=10 edits<=20" };
            count(&mut bars, share.to_owned());
        }
    }
    json!({"found": hits, "recall": part(hits, cases.len()), "bars": bars, "cells": cells})
}

/// A share with four digits.
pub fn part(of: usize, whole: usize) -> f64 {
    (of as f64 / whole.max(1) as f64 * 10_000.0).round() / 10_000.0
}

/// Two names in their order.
pub fn ordered<'a>(one: &'a str, two: &'a str) -> (&'a str, &'a str) {
    if one <= two { (one, two) } else { (two, one) }
}
