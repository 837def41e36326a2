//! Differences between two texts character by character, for showing to a reader. A difference shown here decides
//! nothing.

use std::hash::Hash;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, DiffableStr, capture_diff_slices};

use crate::script::fold;

/// What a span of a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DiffKind {
    /// The same on both sides.
    Equal,
    /// Only in the left text.
    Left,
    /// Only in the right text.
    Right,
    /// Left and right differ here.
    Replaced,
}

/// One stretch of a difference. The `left` parts of all spans, joined, are the left text; likewise the right ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct DiffSpan {
    /// What the span is.
    pub kind: DiffKind,
    /// The part of the left text.
    pub left: String,
    /// The part of the right text.
    pub right: String,
}

/// Beyond this many units of edit work the differing middle is shown as one replacement: the reader gains nothing from
/// a finer picture and the cost stays bounded.
const WORK_LIMIT: usize = 4_000_000;

/// Differences by grapheme (a base letter keeps its accents). The cost is bounded: two long texts that differ nearly
/// everywhere come back as common start, one replacement, common end.
#[must_use]
pub fn char_diff(left: &str, right: &str) -> Vec<DiffSpan> {
    let (a, b) = (graphemes(left), graphemes(right));
    diff_by(&a, &b, &a, &b)
}

/// As [`char_diff`], but characters with the same comparison form (繁 and 简, full and half width, capital and small) count
/// as equal, so that only what differs in substance is marked. An equal span may then read differently left and right.
#[must_use]
pub fn char_diff_folded(left: &str, right: &str) -> Vec<DiffSpan> {
    let (a, b) = (graphemes(left), graphemes(right));
    let folded = |parts: &[&str]| parts.iter().map(|p| fold(p)).collect::<Vec<String>>();
    diff_by(&a, &b, &folded(&a), &folded(&b))
}

/// Differences of the keys, shown in the texts; there is one key for each part of a text.
fn diff_by<K: Ord + Hash + Clone>(a: &[&str], b: &[&str], a_keys: &[K], b_keys: &[K]) -> Vec<DiffSpan> {
    let start = a_keys.iter().zip(b_keys).take_while(|(x, y)| x == y).count();
    let rest = |keys: &[K]| keys.get(start..).unwrap_or_default().to_vec();
    let (a_rest, b_rest) = (rest(a_keys), rest(b_keys));
    let end = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(|(x, y)| x == y).count();
    let a_mid = a_rest.get(..a_rest.len() - end).unwrap_or_default();
    let b_mid = b_rest.get(..b_rest.len() - end).unwrap_or_default();

    let mut spans = Vec::new();
    let mut show = |kind, left: Range<usize>, right: Range<usize>| {
        push(&mut spans, kind, a.get(left).unwrap_or_default(), b.get(right).unwrap_or_default());
    };
    show(DiffKind::Equal, 0..start, 0..start);
    if a_mid.len().saturating_mul(b_mid.len()) > WORK_LIMIT {
        show(DiffKind::Replaced, start..start + a_mid.len(), start..start + b_mid.len());
    } else {
        for op in capture_diff_slices(Algorithm::Myers, a_mid, b_mid) {
            let kind = match op {
                DiffOp::Equal { .. } => DiffKind::Equal,
                DiffOp::Delete { .. } => DiffKind::Left,
                DiffOp::Insert { .. } => DiffKind::Right,
                DiffOp::Replace { .. } => DiffKind::Replaced,
            };
            let shift = |r: Range<usize>| r.start + start..r.end + start;
            show(kind, shift(op.old_range()), shift(op.new_range()));
        }
    }
    show(DiffKind::Equal, start + a_mid.len()..a.len(), start + b_mid.len()..b.len());
    spans
}

/// The parts of the text a reader sees as one character each.
fn graphemes(text: &str) -> Vec<&str> {
    text.tokenize_graphemes()
}

fn push(spans: &mut Vec<DiffSpan>, kind: DiffKind, left: &[&str], right: &[&str]) {
    if left.is_empty() && right.is_empty() {
        return;
    }
    if let Some(last) = spans.last_mut().filter(|s| s.kind == kind) {
        last.left.push_str(&left.concat());
        last.right.push_str(&right.concat());
        return;
    }
    spans.push(DiffSpan { kind, left: left.concat(), right: right.concat() });
}
