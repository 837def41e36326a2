//! Plagdet of PAN (Potthast and others, 2010): macro-averaged precision and recall of characters, and granularity.

use std::collections::HashMap;

/// Where something stands in both documents, in characters: the copy, then the source.
pub type Places = [(usize, usize); 2];

/// The figures of one set of detections.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plagdet {
    pub precision: f64,
    pub recall: f64,
    pub granularity: f64,
    pub plagdet: f64,
}

fn overlap(one: (usize, usize), two: (usize, usize)) -> Option<(usize, usize)> {
    let both = (one.0.max(two.0), one.1.min(two.1));
    (both.0 < both.1).then_some(both)
}

fn length(mut ranges: Vec<(usize, usize)>) -> usize {
    ranges.sort_unstable();
    let (mut total, mut end) = (0, 0);
    for (from, to) in ranges {
        total += to.saturating_sub(from.max(end));
        end = end.max(to);
    }
    total
}

/// What of `one` the others cover, of those that meet it in both documents, and how many do.
fn covered(one: &Places, others: &[Places]) -> (f64, usize) {
    let (mut in_copy, mut in_source, mut count) = (Vec::new(), Vec::new(), 0);
    for other in others {
        if let (Some(copy), Some(source)) = (overlap(one[0], other[0]), overlap(one[1], other[1])) {
            in_copy.push(copy);
            in_source.push(source);
            count += 1;
        }
    }
    let whole = (one[0].1 - one[0].0) + (one[1].1 - one[1].0);
    ((length(in_copy) + length(in_source)) as f64 / whole.max(1) as f64, count)
}

/// Scores detections against cases, both by pair of documents. Pairs without a case count against precision.
pub fn plagdet<K: std::hash::Hash + Eq>(cases: &HashMap<K, Vec<Places>>, found: &HashMap<K, Vec<Places>>) -> Plagdet {
    let none = Vec::new();
    let (mut recall, mut count, mut detected, mut detections) = (0.0, 0, 0, 0);
    for (pair, cases) in cases {
        for case in cases {
            let (share, by) = covered(case, found.get(pair).unwrap_or(&none));
            recall += share;
            count += 1;
            detected += usize::from(by > 0);
            detections += by;
        }
    }
    let (mut precision, mut all) = (0.0, 0);
    for (pair, found) in found {
        for one in found {
            precision += covered(one, cases.get(pair).unwrap_or(&none)).0;
            all += 1;
        }
    }
    let precision = precision / f64::from(all.max(1));
    let recall = recall / f64::from(count.max(1));
    let granularity = detections as f64 / detected.max(1) as f64;
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    Plagdet { precision, recall, granularity, plagdet: f1 / (1.0 + granularity).log2() }
}
