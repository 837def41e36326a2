//! The two sides of a passage as HTML: equal text marked, a little of what stands around it.

use std::fmt::Write as _;

use hefu_overlap::{Passage, Run, RunKind};

use crate::html::escape;

/// Characters shown before and after a passage.
const AROUND: usize = 60;

/// Characters of a passage shown on each side; the rest is in the workbook's and the lines' places.
const MOST: usize = 6_000;

/// Both sides of a passage.
pub fn both(passage: &Passage, a: &str, b: &str) -> [String; 2] {
    let [left, right] = passage.runs([a, b], AROUND);
    [side(&left, a), side(&right, b)]
}

fn side(runs: &[Run], text: &str) -> String {
    let mut out = String::new();
    if runs.first().is_some_and(|run| run.span.start > 0) {
        out.push('…');
    }
    let mut shown = 0;
    for run in runs {
        let words = run.span.of(text);
        if run.kind != RunKind::Around {
            shown += words.chars().count();
            if shown > MOST {
                out.push('…');
                return out;
            }
        }
        let class = match run.kind {
            RunKind::Around => "soft",
            RunKind::Equal => "same",
            RunKind::Common => "mark common",
            RunKind::Other => {
                out.push_str(&escape(words));
                continue;
            }
        };
        let _ = write!(out, "<span class=\"{class}\">{}</span>", escape(words));
    }
    if runs.last().is_some_and(|run| (run.span.end as usize) < text.len()) {
        out.push('…');
    }
    out
}
