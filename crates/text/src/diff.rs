//! Differences between two texts character by character, for showing to a reader. A difference shown here decides
//! nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, DiffableStr, capture_diff_slices};

/// What a span of a difference is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
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
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
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
    let a = graphemes(left);
    let b = graphemes(right);
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a_head, a_rest) = a.split_at(start);
    let (_, b_rest) = b.split_at(start);
    let end = a_rest
        .iter()
        .rev()
        .zip(b_rest.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a_mid, a_tail) = a_rest.split_at(a_rest.len() - end);
    let (b_mid, _) = b_rest.split_at(b_rest.len() - end);

    let mut spans = Vec::new();
    push(&mut spans, DiffKind::Equal, a_head, a_head);
    if a_mid.len().saturating_mul(b_mid.len()) > WORK_LIMIT {
        push(&mut spans, DiffKind::Replaced, a_mid, b_mid);
    } else {
        for op in capture_diff_slices(Algorithm::Myers, a_mid, b_mid) {
            let old = a_mid.get(op.old_range()).unwrap_or_default();
            let new = b_mid.get(op.new_range()).unwrap_or_default();
            let kind = match op {
                DiffOp::Equal { .. } => DiffKind::Equal,
                DiffOp::Delete { .. } => DiffKind::Left,
                DiffOp::Insert { .. } => DiffKind::Right,
                DiffOp::Replace { .. } => DiffKind::Replaced,
            };
            push(&mut spans, kind, old, new);
        }
    }
    push(&mut spans, DiffKind::Equal, a_tail, a_tail);
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
    spans.push(DiffSpan {
        kind,
        left: left.concat(),
        right: right.concat(),
    });
}
