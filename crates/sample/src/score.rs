//! Findings, pairs and reading problems held against the truth: what was found, what was missed, what was said besides.

mod folders;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use hefu_application::{ApplicationId, Intake, Problem, Severity};
use hefu_check::{Finding, Outcome, Subject};
use hefu_pairing::PairingResult;
use serde::{Deserialize, Serialize};

use crate::truth::{Expected, ExpectedOutcome, Spoilt, Truth};

pub use folders::{ScoreError, score_folders};

/// Found, missed and said besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Planted and found.
    pub found: usize,
    /// Planted and not found.
    pub missed: usize,
    /// Said though nothing was planted.
    pub extra: usize,
}

impl Tally {
    /// Share of what was said that was right, in hundredths of a per cent; 10000 where nothing was said.
    pub fn precision(self) -> usize {
        share(self.found, self.found + self.extra)
    }

    /// Share of what was planted that was found, in hundredths of a per cent; 10000 where nothing was planted.
    pub fn recall(self) -> usize {
        share(self.found, self.found + self.missed)
    }
}

fn share(part: usize, whole: usize) -> usize {
    (part * 10_000).checked_div(whole).unwrap_or(10_000)
}

/// The score of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Of failures, by clause.
    pub fails: BTreeMap<String, Tally>,
    /// Of questions to a person, by clause; those that every application has (signatures, evidence, the clause found) only
    /// where planted.
    pub persons: BTreeMap<String, Tally>,
    /// Of hints, by clause.
    pub hints: BTreeMap<String, Tally>,
    /// Differences that are none, and applications that were not handed in: found means nothing was said against them.
    pub harmless: BTreeMap<String, Tally>,
    /// By kind of fault, all outcomes together; nothing is extra here.
    pub kinds: BTreeMap<String, Tally>,
    /// Valid applications that some rule failed, with the rules.
    pub valid_failed: BTreeMap<String, Vec<String>>,
    /// Valid applications.
    pub valid: usize,
    /// Pairs proposed.
    pub pairs: Tally,
    /// Applications that had to be held for a person.
    pub held: Tally,
    /// Spoilt cells reported.
    pub problems: Tally,
    /// What was missed, in words.
    pub missed: Vec<String>,
    /// What was said besides, in words.
    pub extra: Vec<String>,
}

impl Score {
    /// True where everything planted was found, nothing valid was failed and nothing else was failed.
    pub fn perfect(&self) -> bool {
        self.missed.is_empty() && self.extra.is_empty() && self.valid_failed.is_empty()
    }

    /// The score in three lines.
    pub fn summary(&self) -> String {
        let planted = |table: &BTreeMap<String, Tally>| table.values().map(|one| one.found + one.missed).sum::<usize>();
        let found = |table: &BTreeMap<String, Tally>| table.values().map(|one| one.found).sum::<usize>();
        format!(
            "pairing: precision {}, recall {} ({} pairs); held for a person: {} of {}\n\
             planted and found: fail {}/{}, person {}/{}, hint {}/{}, harmless {}/{}, spoilt cells {}/{}\n\
             valid applications failed: {} of {}; said besides: {}",
            percent(self.pairs.precision()),
            percent(self.pairs.recall()),
            self.pairs.found + self.pairs.missed,
            self.held.found,
            self.held.found + self.held.missed,
            found(&self.fails),
            planted(&self.fails),
            found(&self.persons),
            planted(&self.persons),
            found(&self.hints),
            planted(&self.hints),
            found(&self.harmless),
            planted(&self.harmless),
            self.problems.found,
            self.problems.found + self.problems.missed,
            self.valid_failed.len(),
            self.valid,
            self.extra.len(),
        )
    }

    /// All failures together.
    pub fn all_fails(&self) -> Tally {
        self.fails.values().fold(Tally::default(), |sum, one| Tally {
            found: sum.found + one.found,
            missed: sum.missed + one.missed,
            extra: sum.extra + one.extra,
        })
    }
}

/// 9950 → 99.50%
fn percent(hundredths: usize) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

impl fmt::Display for Score {
    /// Precision and recall by clause and outcome, then what was missed and what was said besides.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<14}{:<10}{:>7}{:>8}{:>7}{:>12}{:>10}",
            "clause", "outcome", "found", "missed", "extra", "precision", "recall"
        )?;
        for (outcome, table) in
            [("fail", &self.fails), ("person", &self.persons), ("hint", &self.hints), ("harmless", &self.harmless)]
        {
            for (clause, tally) in table {
                writeln!(
                    f,
                    "{clause:<14}{outcome:<10}{:>7}{:>8}{:>7}{:>12}{:>10}",
                    tally.found,
                    tally.missed,
                    tally.extra,
                    percent(tally.precision()),
                    percent(tally.recall())
                )?;
            }
        }
        writeln!(f, "{}", self.summary())?;
        for (id, rules) in &self.valid_failed {
            writeln!(f, "valid but failed: {id} by {}", rules.join(", "))?;
        }
        for line in &self.missed {
            writeln!(f, "missed: {line}")?;
        }
        for line in &self.extra {
            writeln!(f, "besides: {line}")?;
        }
        Ok(())
    }
}

/// Clauses where a person is asked only because of something particular to the application.
const PARTICULAR: [&str; 10] = ["HK-1", "TW-1", "HK-5", "TW-5", "HK-7", "TW-7", "HK-12", "TW-14", "TW-9", "TW-10"];

struct View<'a> {
    /// Findings by the applications they speak of; of a pair, both.
    findings: Vec<(Vec<ApplicationId>, &'a Finding)>,
}

impl<'a> View<'a> {
    fn new(findings: &'a [Finding], pairing: &PairingResult) -> Self {
        let pairs: BTreeMap<&str, &Vec<ApplicationId>> =
            pairing.pairs.iter().map(|pair| (pair.id.as_str(), &pair.halves)).collect();
        let subjects = |finding: &Finding| match &finding.subject {
            Subject::Application(id) => vec![id.clone()],
            Subject::Pair(id) => pairs.get(id.as_str()).map(|halves| (*halves).clone()).unwrap_or_default(),
            Subject::Round => Vec::new(),
        };
        Self { findings: findings.iter().map(|finding| (subjects(finding), finding)).collect() }
    }

    fn of<'b>(&'b self, expected: &'b Expected) -> impl Iterator<Item = (usize, &'a Finding)> + 'b {
        self.findings.iter().enumerate().filter_map(move |(at, (subjects, finding))| {
            let same = expected.subjects.len() == subjects.len()
                && expected.subjects.iter().all(|subject| subjects.contains(subject));
            let part = expected.part.is_empty()
                || ['/', '.'].iter().any(|mark| finding.id.ends_with(&format!("{mark}{}", expected.part)));
            (same && part && finding.clause == expected.clause).then_some((at, *finding))
        })
    }
}

/// Scores what was found. `intakes` hold the reading problems of each side.
pub fn score(findings: &[Finding], pairing: &PairingResult, intakes: &[Intake], truth: &Truth) -> Score {
    let problems: Vec<(&str, &Problem)> = intakes
        .iter()
        .flat_map(|intake| intake.problems.iter().map(|problem| (intake.side.as_str(), problem)))
        .collect();
    let view = View::new(findings, pairing);
    let mut score = Score::default();
    let mut explained: BTreeSet<usize> = BTreeSet::new();
    for expected in &truth.expected {
        let outcome = match expected.outcome {
            ExpectedOutcome::Fail => Outcome::Fail,
            ExpectedOutcome::Person => Outcome::Person,
            ExpectedOutcome::Hint => Outcome::Hint,
            ExpectedOutcome::Pass | ExpectedOutcome::Nothing => {
                let against = |finding: &Finding| match expected.outcome {
                    ExpectedOutcome::Pass => matches!(finding.outcome, Outcome::Fail | Outcome::Person),
                    _ => true,
                };
                let silent = !view.of(expected).any(|(_, finding)| against(finding));
                note(&mut score, expected, silent);
                continue;
            }
        };
        let found: Vec<usize> =
            view.of(expected).filter(|(_, finding)| finding.outcome == outcome).map(|(at, _)| at).collect();
        note(&mut score, expected, !found.is_empty());
        explained.extend(found);
    }
    besides(&mut score, &view, &explained);
    valid(&mut score, &view, truth);
    pairs(&mut score, pairing, truth);
    spoilt(&mut score, &problems, &truth.problems);
    score
}

fn note(score: &mut Score, expected: &Expected, found: bool) {
    let table = match expected.outcome {
        ExpectedOutcome::Fail => &mut score.fails,
        ExpectedOutcome::Person => &mut score.persons,
        ExpectedOutcome::Hint => &mut score.hints,
        ExpectedOutcome::Pass | ExpectedOutcome::Nothing => &mut score.harmless,
    };
    for tally in
        [table.entry(expected.clause.clone()).or_default(), score.kinds.entry(expected.kind.clone()).or_default()]
    {
        if found {
            tally.found += 1;
        } else {
            tally.missed += 1;
        }
    }
    if !found {
        let subjects: Vec<String> = expected.subjects.iter().map(ToString::to_string).collect();
        score.missed.push(format!(
            "{} {} {:?} {} {}",
            expected.kind,
            expected.clause,
            expected.outcome,
            expected.part,
            subjects.join(" + ")
        ));
    }
}

/// Failures that nothing planted explains, and questions to a person on what is particular to an application.
fn besides(score: &mut Score, view: &View<'_>, explained: &BTreeSet<usize>) {
    for (at, (_, finding)) in view.findings.iter().enumerate() {
        if explained.contains(&at) || finding.subject == Subject::Round {
            continue;
        }
        let matched = ["HK-9", "TW-11"].contains(&finding.clause.as_str()) && !finding.id.ends_with("/pairing");
        let table = match finding.outcome {
            Outcome::Fail => &mut score.fails,
            Outcome::Person if matched || PARTICULAR.contains(&finding.clause.as_str()) => &mut score.persons,
            _ => continue,
        };
        table.entry(finding.clause.clone()).or_default().extra += 1;
        score.extra.push(format!("{:?} {}", finding.outcome, finding.id));
    }
}

fn valid(score: &mut Score, view: &View<'_>, truth: &Truth) {
    let valid: BTreeSet<&ApplicationId> =
        truth.applications.iter().filter(|one| one.valid).map(|one| &one.id).collect();
    score.valid = valid.len();
    for (subjects, finding) in &view.findings {
        if finding.outcome != Outcome::Fail {
            continue;
        }
        for id in subjects.iter().filter(|id| valid.contains(id)) {
            score.valid_failed.entry(id.to_string()).or_default().push(finding.rule.clone());
        }
    }
}

fn pairs(score: &mut Score, pairing: &PairingResult, truth: &Truth) {
    let key = |a: &ApplicationId, b: &ApplicationId| (a.clone().min(b.clone()), a.clone().max(b.clone()));
    let wanted: BTreeSet<_> =
        truth.pairs.iter().filter(|pair| !pair.held).map(|pair| key(&pair.mainland, &pair.partner)).collect();
    let made: BTreeSet<_> = pairing
        .pairs
        .iter()
        .filter_map(|pair| match pair.halves.as_slice() {
            [a, b] => Some(key(a, b)),
            _ => None,
        })
        .collect();
    score.pairs = Tally {
        found: wanted.intersection(&made).count(),
        missed: wanted.difference(&made).count(),
        extra: made.difference(&wanted).count(),
    };
    for (a, b) in wanted.difference(&made) {
        score.missed.push(format!("pair {a} + {b}"));
    }
    for (a, b) in made.difference(&wanted) {
        score.extra.push(format!("pair {a} + {b}"));
    }
    let held: BTreeSet<&ApplicationId> = pairing.claims.iter().flat_map(|claim| &claim.applications).collect();
    let competing: BTreeSet<&ApplicationId> =
        truth.expected.iter().filter(|one| one.kind == "claimed-twice").flat_map(|one| &one.subjects).collect();
    score.held = Tally {
        found: competing.intersection(&held).count(),
        missed: competing.difference(&held).count(),
        extra: held.difference(&competing).count(),
    };
    score.missed.extend(competing.difference(&held).map(|id| format!("held {id}")));
    score.extra.extend(held.difference(&competing).map(|id| format!("held {id}")));
}

fn spoilt(score: &mut Score, all: &[(&str, &Problem)], cells: &[Spoilt]) {
    let is = |one: &Spoilt, (side, problem): &(&str, &Problem)| {
        *side == one.side
            && *problem.cell.file == *one.file
            && problem.cell.sheet.as_deref() == one.sheet.as_deref()
            && problem.cell.row == Some(one.row)
            && problem.cell.column.as_deref() == Some(one.column.as_str())
    };
    for one in cells {
        let tally = score.kinds.entry(one.kind.clone()).or_default();
        if all.iter().any(|problem| is(one, problem)) {
            score.problems.found += 1;
            tally.found += 1;
        } else {
            score.problems.missed += 1;
            tally.missed += 1;
            score.missed.push(format!(
                "problem {} {} {} {:?} {} {}",
                one.kind, one.side, one.file, one.sheet, one.row, one.column
            ));
        }
    }
    // A warning says that a value was taken; that an encoding was recognised, for example.
    let errors = all.iter().filter(|(_, problem)| problem.severity == Severity::Error);
    for problem in errors.filter(|problem| !cells.iter().any(|one| is(one, problem))) {
        score.problems.extra += 1;
        score.extra.push(format!("problem {} {} {}", problem.0, problem.1.cell, problem.1.key));
    }
}
