//! Intervals and bars below each other.

use super::canvas::{Canvas, Span, WIDTH, tick, ticks};
use crate::Bars;

/// Height of a row: a line of words, and the bar below it.
const ROW: f64 = 44.0;

pub(super) fn draw(bars: &Bars, canvas: &mut Canvas<'_>) {
    let across = Span { from: 16.0, to: WIDTH - 16.0 };
    let top = if bars.limits.is_empty() { 6.0 } else { 22.0 };
    let bottom = top + ROW * bars.bars.len() as f64 + 6.0;
    let (places, decimals) = ticks(&bars.axis, 5);
    for place in places {
        let x = across.at(&bars.axis, place);
        canvas.line("grid", (x, top), (x, bottom));
        canvas.words(&tick(place, decimals).into(), "tick", "middle", (x, bottom + 16.0), 9);
    }
    canvas.line("axis", (across.from, bottom), (across.to, bottom));
    for limit in &bars.limits {
        let x = across.at(&bars.axis, limit.at);
        canvas.line("limit", (x, top), (x, bottom));
        let right = x > WIDTH / 2.0;
        canvas.words(
            &limit.label.clone().into(),
            "limit-label",
            if right { "end" } else { "start" },
            (x, top - 8.0),
            18,
        );
    }
    for (at, bar) in bars.bars.iter().enumerate() {
        let line = top + ROW * at as f64 + 16.0;
        let y = line + 14.0;
        let (from, to) = (across.at(&bars.axis, bar.from), across.at(&bars.axis, bar.to));
        let class = if bar.against { "bar against" } else { "bar" };
        canvas.words(&bar.label, "label", "start", (across.from, line), 28);
        if let Some(point) = bar.at {
            canvas.line("reach", (from, y), (to, y));
            canvas.line("reach", (from, y - 5.0), (from, y + 5.0));
            canvas.line("reach", (to, y - 5.0), (to, y + 5.0));
            let shape = if bar.against { 3 } else { 0 };
            let class = if bar.against { "mark against" } else { "mark s0" };
            canvas.mark(shape, class, across.at(&bars.axis, point), y);
        } else {
            canvas.rect(class, from.min(to), y - 7.0, (to - from).abs().max(2.0), 14.0);
        }
    }
    canvas.words(&bars.axis.label.clone().into(), "label", "end", (across.to, bottom + 34.0), 30);
    canvas.down_to(bottom + 42.0);
}
