//! Points and lines over two axes.

use hefu_words::Arg;

use super::canvas::{Canvas, Span, WIDTH, tick, ticks};
use crate::Chart;

pub(super) fn draw(chart: &Chart, canvas: &mut Canvas<'_>) {
    let several = chart.series.len() > 1;
    let legend = if several { 20.0 * (chart.series.len() as f64 / 2.0).ceil() } else { 0.0 };
    let top = 22.0 + legend;
    let across = Span { from: 58.0, to: WIDTH - 14.0 };
    let upright = Span { from: top + 250.0, to: top };
    if several {
        for (at, series) in chart.series.iter().enumerate() {
            let (column, row) = ((at % 2) as f64, (at / 2) as f64);
            let (x, y) = (across.from + column * 196.0, 12.0 + row * 20.0);
            if series.line {
                canvas.line(&format!("series s{at}"), (x - 8.0, y - 4.0), (x + 8.0, y - 4.0));
            } else {
                canvas.mark(at, &format!("mark s{at}"), x, y - 4.0);
            }
            canvas.words(&series.name, "label", "start", (x + 14.0, y), 12);
        }
    }
    let (places, decimals) = ticks(&chart.y, 5);
    for place in places {
        let y = upright.at(&chart.y, place);
        canvas.line("grid", (across.from, y), (across.to, y));
        canvas.words(&tick(place, decimals).into(), "tick", "end", (across.from - 6.0, y + 4.0), 9);
    }
    let (places, decimals) = ticks(&chart.x, 5);
    for place in places {
        let x = across.at(&chart.x, place);
        canvas.line("grid", (x, upright.from), (x, upright.to));
        canvas.words(&tick(place, decimals).into(), "tick", "middle", (x, upright.from + 16.0), 9);
    }
    canvas.line("axis", (across.from, upright.from), (across.to, upright.from));
    canvas.line("axis", (across.from, upright.from), (across.from, upright.to));
    canvas.words(&chart.y.label.clone().into(), "label", "start", (4.0, top - 8.0), 30);
    canvas.words(&chart.x.label.clone().into(), "label", "end", (across.to, upright.from + 34.0), 30);
    if chart.diagonal {
        canvas.line("even", (across.from, upright.from), (across.to, upright.to));
    }
    for (at, series) in chart.series.iter().enumerate() {
        let place = |(x, y): &(f64, f64)| (across.at(&chart.x, *x), upright.at(&chart.y, *y));
        if series.line {
            canvas.path(&format!("series s{at}"), series.points.iter().map(place));
        } else {
            for (number, point) in series.points.iter().enumerate() {
                let (x, y) = place(point);
                // What stands against a limit has another shape too.
                if series.against.contains(&number) {
                    canvas.mark(3, "mark against", x, y);
                } else {
                    canvas.mark(at, &format!("mark s{at}"), x, y);
                }
            }
        }
    }
    for limit in &chart.limits {
        let label: Arg = limit.label.clone().into();
        if limit.upright {
            let x = across.at(&chart.x, limit.at);
            canvas.line("limit", (x, upright.from), (x, upright.to));
            let right = x > (across.from + across.to) / 2.0;
            let (anchor, by) = if right { ("end", -5.0) } else { ("start", 5.0) };
            canvas.words(&label, "limit-label", anchor, (x + by, upright.from - 8.0), 16);
        } else {
            let y = upright.at(&chart.y, limit.at);
            canvas.line("limit", (across.from, y), (across.to, y));
            let above = if y < upright.to + 18.0 { 14.0 } else { -5.0 };
            canvas.words(&label, "limit-label", "start", (across.from + 6.0, y + above), 22);
        }
    }
    canvas.down_to(upright.from + 42.0);
}
