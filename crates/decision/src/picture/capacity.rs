//! How much of each band and each ceiling is used.

use hefu_guide::Guide;
use hefu_selection::{LimitKind, Scope};
use hefu_words::{Lang, Message};

use super::{Drawing, Picture, WIDTH, fitted, table};
use crate::Decision;
use crate::page::{tell, word};

/// A bar against what is stated for it, in its own unit.
struct Gauge {
    name: String,
    used: i128,
    /// Least that is asked for; equal to the most where there is one number only.
    least: i128,
    most: i128,
    said: String,
    stated: String,
}

/// Projects against the bands and money against the ceilings.
#[must_use]
pub fn capacity(id: &str, guide: &Guide, decision: &Decision, lang: Lang) -> Picture {
    const STEP: i64 = 56;
    let gauges = gauges(guide, decision, lang);
    let title = Message::new("results-capacity").text(lang);
    let full = i128::from(WIDTH - 8);
    let mut drawing = Drawing::new();
    for (row, gauge) in (0i64..).zip(&gauges) {
        let top = row * STEP;
        // The right end is the larger of what is used and what is stated.
        let end = gauge.used.max(gauge.most).max(1);
        let at = |value: i128| i64::try_from(value.max(0) * full / end).unwrap_or(0);
        drawing.text(0, top + 13, "start", &fitted(&gauge.name, WIDTH - 8));
        drawing.rect([0, top + 19, at(gauge.used), 12], "fill=\"currentColor\" fill-opacity=\"0.7\"");
        drawing.rect([0, top + 19, at(end), 12], "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.6\"");
        for mark in [gauge.least, gauge.most] {
            let x = at(mark);
            drawing.line([x, top + 16, x, top + 35], "stroke-width=\"2\"");
        }
        drawing.text(0, top + 47, "start", &gauge.said);
        drawing.text(WIDTH - 8, top + 47, "end", &gauge.stated);
    }
    let said = |gauge: &Gauge| format!("{} {} / {}", gauge.name, gauge.said, gauge.stated);
    let description = Message::new("results-picture-capacity")
        .with("gauges", gauges.iter().map(said).collect::<Vec<String>>())
        .text(lang);
    let heads = [word(lang, "limit"), word(lang, "used"), Message::new("results-stated").text(lang)];
    let rows: Vec<Vec<String>> =
        gauges.iter().map(|gauge| vec![gauge.name.clone(), gauge.said.clone(), gauge.stated.clone()]).collect();
    let height = STEP * i64::try_from(gauges.len()).unwrap_or(0);
    Picture {
        svg: drawing.close(id, height, &title, &description),
        table: table(&title, &heads, 1, &rows),
        title,
        caption: Message::new("results-capacity-caption").text(lang),
        open: Message::new("results-as-table").text(lang),
    }
}

fn gauges(guide: &Guide, decision: &Decision, lang: Lang) -> Vec<Gauge> {
    let tell = tell(guide, decision, lang);
    let call = &decision.call;
    let mut out = Vec::new();
    let bands = call.directions.iter().map(|own| (Scope::Direction(own.number.clone()), own.band));
    for (scope, band) in bands.chain([(Scope::Programme, call.band)]) {
        let Some(band) = band else { continue };
        let here = |direction: &String| match &scope {
            Scope::Programme => true,
            Scope::Direction(own) => own == direction,
        };
        let count = decision.selection.lines.iter().filter(|line| line.chosen && here(&line.direction)).count();
        let of = match &scope {
            Scope::Programme => word(lang, "programme"),
            Scope::Direction(number) => number.clone(),
        };
        let stated = if band.min == band.max { band.max.to_string() } else { format!("{}–{}", band.min, band.max) };
        out.push(Gauge {
            name: Message::new("results-projects-of").with("of", of).text(lang),
            used: i128::try_from(count).unwrap_or(0),
            least: band.min.into(),
            most: band.max.into(),
            said: count.to_string(),
            stated,
        });
    }
    for (limit, at_most, used) in &decision.selection.audit.used {
        if !matches!(limit, LimitKind::Ceiling { .. } | LimitKind::Linked { .. }) {
            continue;
        }
        out.push(Gauge {
            name: tell.limit(limit),
            used: *used,
            least: i128::from(*at_most),
            most: i128::from(*at_most),
            said: tell.amount(limit, *used),
            stated: tell.amount(limit, i128::from(*at_most)),
        });
    }
    out
}
