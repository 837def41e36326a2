//! A passage as stretches of the original text, for showing: what is equal, what is not, a little of what stands around it.

use crate::document::Span;
use crate::result::{Mark, Passage};

/// What a stretch of a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RunKind {
    /// Before the passage or after it.
    Around,
    /// Equal in both documents.
    Equal,
    /// Equal in both, and common to many applications.
    Common,
    /// Words that the other document does not have here.
    Other,
}

/// A stretch of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Run {
    /// What it is.
    pub kind: RunKind,
    /// Where it stands.
    pub span: Span,
}

impl Passage {
    /// The passage in both documents, in the order of each. The stretches of one follow each other without a gap; up to
    /// `around` characters before and after are among them.
    #[must_use]
    pub fn runs(&self, texts: [&str; 2], around: usize) -> [Vec<Run>; 2] {
        let [a, b] = texts;
        [side(self.a, &self.marks, |mark| mark.a, a, around), side(self.b, &self.marks, |mark| mark.b, b, around)]
    }
}

fn side(whole: Span, marks: &[Mark], of: fn(&Mark) -> Span, text: &str, around: usize) -> Vec<Run> {
    let mut spans: Vec<(Span, bool)> = marks.iter().map(|mark| (of(mark), mark.common)).collect();
    spans.sort_by_key(|(span, _)| (span.start, span.end));
    let mut runs = Vec::with_capacity(spans.len() * 2 + 2);
    let mut put = |kind, start: u32, end: u32| {
        if start < end {
            runs.push(Run { kind, span: Span { start, end } });
        }
    };
    put(RunKind::Around, back(text, whole.start, around), whole.start);
    let mut at = whole.start;
    for (span, common) in joined(&spans, text) {
        // A run of the second document may lie within one shown already.
        let start = span.start.max(at);
        if start < span.end {
            put(RunKind::Other, at, start);
            put(if common { RunKind::Common } else { RunKind::Equal }, start, span.end);
            at = span.end;
        }
    }
    put(RunKind::Other, at, whole.end);
    put(RunKind::Around, whole.end, forth(text, whole.end, around));
    runs
}

/// Runs with nothing but signs and spaces between them are one.
fn joined(spans: &[(Span, bool)], text: &str) -> Vec<(Span, bool)> {
    let mut out: Vec<(Span, bool)> = Vec::with_capacity(spans.len());
    for (span, common) in spans {
        match out.last_mut() {
            Some((last, same))
                if same == common
                    && last.end <= span.start
                    && !Span { start: last.end, end: span.start }.of(text).contains(char::is_alphanumeric) =>
            {
                last.end = span.end;
            }
            _ => out.push((*span, *common)),
        }
    }
    out
}

fn back(text: &str, from: u32, around: usize) -> u32 {
    let head = text.get(..from as usize).unwrap_or_default();
    let start = head.char_indices().rev().take(around).last().map_or(head.len(), |(at, _)| at);
    u32::try_from(start).unwrap_or(0)
}

fn forth(text: &str, from: u32, around: usize) -> u32 {
    let tail = text.get(from as usize..).unwrap_or_default();
    let length = tail.char_indices().nth(around).map_or(tail.len(), |(at, _)| at);
    from.saturating_add(u32::try_from(length).unwrap_or(0))
}
