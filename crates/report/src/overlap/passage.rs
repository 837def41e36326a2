//! The two sides of a passage as HTML: equal text marked, a little of what stands around it.

use std::fmt::Write as _;

use hefu_overlap::{Mark, Passage, Span};

use crate::html::escape;

/// Characters shown before and after a passage.
const AROUND: usize = 60;

/// Characters of a passage shown on each side; the rest is in the workbook's and the lines' places.
const MOST: usize = 6_000;

/// Both sides of a passage.
pub fn both(passage: &Passage, a: &str, b: &str) -> [String; 2] {
    [side(passage.a, &passage.marks, |mark| mark.a, a), side(passage.b, &passage.marks, |mark| mark.b, b)]
}

fn side(whole: Span, marks: &[Mark], of: fn(&Mark) -> Span, text: &str) -> String {
    let mut spans: Vec<(Span, bool)> = marks.iter().map(|mark| (of(mark), mark.common)).collect();
    spans.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::new();
    let before = Span { start: back(text, whole.start), end: whole.start };
    if before.start > 0 {
        out.push('…');
    }
    let _ = write!(out, "<span class=\"soft\">{}</span>", escape(before.of(text)));
    let mut at = whole.start;
    let mut shown = 0;
    for (span, common) in joined(&spans, text) {
        // A run of the second document may lie within one shown already.
        let span = Span { start: span.start.max(at), end: span.end };
        if span.start >= span.end {
            continue;
        }
        let between = Span { start: at, end: span.start }.of(text);
        shown += between.chars().count() + span.of(text).chars().count();
        if shown > MOST {
            out.push('…');
            return out;
        }
        let class = if common { "mark common" } else { "same" };
        let _ = write!(out, "{}<span class=\"{class}\">{}</span>", escape(between), escape(span.of(text)));
        at = span.end;
    }
    let after = Span { start: whole.end, end: forth(text, whole.end) };
    let _ = write!(
        out,
        "{}<span class=\"soft\">{}</span>",
        escape(Span { start: at, end: whole.end }.of(text)),
        escape(after.of(text))
    );
    if (after.end as usize) < text.len() {
        out.push('…');
    }
    out
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

fn back(text: &str, from: u32) -> u32 {
    let head = text.get(..from as usize).unwrap_or_default();
    let start = head.char_indices().rev().take(AROUND).last().map_or(head.len(), |(at, _)| at);
    u32::try_from(start).unwrap_or(0)
}

fn forth(text: &str, from: u32) -> u32 {
    let tail = text.get(from as usize..).unwrap_or_default();
    let length = tail.char_indices().nth(AROUND).map_or(tail.len(), |(at, _)| at);
    from.saturating_add(u32::try_from(length).unwrap_or(0))
}
