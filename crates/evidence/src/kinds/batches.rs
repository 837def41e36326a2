//! Batch records held against the project's own limits.

use std::collections::BTreeSet;

use hefu_words::Message;

use super::dictionary::{Entry, Holds, against, entries, outside, read};
use crate::columns::Form;
use crate::exact::{drawn, shown, whole};
use crate::judge::Found;
use crate::number::Decimal;
use crate::picture::{Axis, Chart, Limit, Numbers, Picture, Series};
use crate::work::{Sheet, Work};
use crate::{Figure, cells};

/// Indicators drawn, and batches of one picture.
const PICTURES: usize = 12;
const DRAWN: usize = 200;

/// A measured value: a number, or one that lies below or above what could be measured (`<0.25`).
#[derive(Clone, Copy)]
enum Measured {
    At(Decimal),
    Below(Decimal),
    Above(Decimal),
}

fn measured(text: &str) -> Option<Measured> {
    let plain = hefu_text::number::half_width(text);
    let plain = plain.trim();
    let rest = |marks: [&str; 2]| marks.iter().find_map(|mark| plain.strip_prefix(mark)).map(str::trim);
    if let Some(rest) = rest(["<", "≤"]) {
        return Decimal::parse(rest.trim_start_matches('=')).ok().map(Measured::Below);
    }
    if let Some(rest) = rest([">", "≥"]) {
        return Decimal::parse(rest.trim_start_matches('=')).ok().map(Measured::Above);
    }
    Decimal::parse(plain).ok().map(Measured::At)
}

/// How a cell stands to its limit.
enum Standing {
    Within,
    Outside(Message),
    /// It cannot be told: the cell, and what to do.
    Open(&'static str, &'static str),
}

fn standing(entry: &Entry, text: &str) -> Standing {
    if text.is_empty() {
        return match entry.required {
            Some(false) => Standing::Within,
            _ => Standing::Open("evidence-fault-empty", "evidence-remedy-measure"),
        };
    }
    if !matches!(entry.holds, Holds::Number | Holds::Whole) {
        return against(entry, text).map_or(Standing::Within, Standing::Outside);
    }
    let below = |bound: Option<Decimal>, number: Decimal| bound.is_some_and(|bound| number.exact() < bound.exact());
    let above = |bound: Option<Decimal>, number: Decimal| bound.is_some_and(|bound| number.exact() > bound.exact());
    let open = Standing::Open("evidence-fault-detection", "evidence-remedy-detection");
    match measured(text) {
        None => Standing::Open("evidence-fault-number", "evidence-remedy-number"),
        Some(Measured::At(number)) if entry.holds == Holds::Whole && !number.exact().is_integer() => {
            Standing::Outside(cells::wrong("evidence-finding-whole", text))
        }
        Some(Measured::At(number)) => outside(entry, number).map_or(Standing::Within, Standing::Outside),
        Some(Measured::Below(number)) if below(entry.least, number) => {
            outside(entry, number).map_or(open, Standing::Outside)
        }
        Some(Measured::Below(number)) if entry.least.is_none() && !above(entry.most, number) => Standing::Within,
        Some(Measured::Above(number)) if above(entry.most, number) => {
            outside(entry, number).map_or(open, Standing::Outside)
        }
        Some(Measured::Above(number)) if entry.most.is_none() && !below(entry.least, number) => Standing::Within,
        Some(_) => open,
    }
}

pub(crate) fn judge(work: &mut Work<'_>) -> Option<Found> {
    let claim = work.claim;
    let name = &claim.table;
    let declared = match work.stated(claim.limits.as_ref(), "evidence-why-limits") {
        Some(limits) => read(work, limits),
        None => None,
    };
    let sheet = work.sheet(name, Form::Batches, &["batch"], true)?;
    let batch = sheet.at("batch")?;
    let declared = declared?;
    let columns = entries(work, name, sheet.table, &declared);
    for entry in &declared {
        let standing = columns.iter().flatten().filter(|found| std::ptr::eq(**found, entry)).count();
        if standing != 1 {
            let key = if standing == 0 { "evidence-fault-column-missing" } else { "evidence-finding-twice" };
            let what = Message::new(key).with("column", entry.name.as_str());
            let remedy = if standing == 0 { "evidence-remedy-absent" } else { "evidence-remedy-column-twice" };
            work.fault(name, Some(sheet.table.heading_row), None, what, remedy);
        }
    }
    let mut batches = BTreeSet::new();
    let mut outside_of: BTreeSet<&str> = BTreeSet::new();
    for row in 0..sheet.table.len() {
        let Some(named) = work.filled(&sheet, row, batch) else { continue };
        batches.insert(named);
        for (at, (heading, entry)) in sheet.table.heading().iter().zip(&columns).enumerate() {
            let Some(entry) = entry else { continue };
            match standing(entry, sheet.table.cell(row, at)) {
                Standing::Within => {}
                Standing::Open(what, remedy) => work.bad(&sheet, row, at, what, remedy),
                Standing::Outside(why) => {
                    outside_of.insert(named);
                    let what = Message::new("evidence-finding-batch").with("batch", named).with("why", why);
                    work.finding(name, Some(sheet.table.row(row)), Some(heading), what, "evidence-remedy-batch");
                }
            }
        }
    }
    work.tell(Message::new("evidence-figure-batches"), None, &whole(batches.len()), "");
    work.tell(Message::new("evidence-limits-applied"), None, &whole(declared.len()), "");
    work.method.push(Message::new("evidence-method-batches"));
    let drawn_of =
        sheet.table.heading().iter().enumerate().zip(&columns).filter_map(|((at, _), entry)| Some((at, (*entry)?)));
    let pictures: Vec<Picture> = drawn_of
        .filter(|(_, entry)| entry.least.is_some() || entry.most.is_some())
        .take(PICTURES)
        .map(|(at, entry)| chart(&sheet, batch, at, entry))
        .collect();
    work.pictures.extend(pictures);
    let value = if claim.figure == Figure::Batches { batches.len() } else { outside_of.len() };
    (!batches.is_empty()).then(|| Found::from(whole(value)))
}

/// The batches in order of their numbers, with the limits.
fn chart(sheet: &Sheet<'_>, batch: usize, column: usize, entry: &Entry) -> Picture {
    let mut rows: Vec<(&str, &str)> = (0..sheet.table.len())
        .map(|row| (sheet.table.cell(row, batch), sheet.table.cell(row, column)))
        .filter(|(_, value)| measured(value).is_some())
        .collect();
    rows.sort_unstable();
    // Where there are more than can be drawn, those outside a limit are kept.
    let against = |value: &str| matches!(standing(entry, value), Standing::Outside(_));
    if rows.len() > DRAWN {
        let (out, within): (Vec<_>, Vec<_>) = rows.iter().partition(|(_, value)| against(value));
        rows = out.into_iter().chain(within).take(DRAWN).collect();
        rows.sort_unstable();
    }
    let mut points = Vec::new();
    let mut outside = Vec::new();
    let mut numbers = Numbers {
        heads: vec![
            Message::new("evidence-batch"),
            Message::new("evidence-quoted").with("text", heading(entry)),
            Message::new("evidence-standing"),
        ],
        rows: Vec::new(),
    };
    for (at, (named, value)) in rows.iter().enumerate() {
        let Some(Measured::At(number) | Measured::Below(number) | Measured::Above(number)) = measured(value) else {
            continue;
        };
        points.push((drawn(&whole(at + 1)), drawn(&number.exact())));
        let key = match standing(entry, value) {
            Standing::Within => "evidence-within",
            Standing::Outside(_) => {
                outside.push(at);
                "evidence-outside"
            }
            Standing::Open(..) => "evidence-cannot-tell",
        };
        numbers.rows.push(vec![(*named).into(), (*value).into(), Message::new(key).into()]);
    }
    let limit = |bound: Option<Decimal>, key: &str| {
        bound.map(|bound| Limit {
            at: drawn(&bound.exact()),
            upright: false,
            label: Message::new(key).with("value", shown(&bound.exact(), bound.places)),
        })
    };
    let limits: Vec<Limit> = [limit(entry.least, "evidence-limit-least"), limit(entry.most, "evidence-limit-most")]
        .into_iter()
        .flatten()
        .collect();
    let over: Vec<f64> = points.iter().map(|point| point.1).chain(limits.iter().map(|limit| limit.at)).collect();
    let label = || Message::new("evidence-quoted").with("text", heading(entry));
    Picture::Chart(Chart {
        title: Message::new("evidence-picture-batches").with("indicator", entry.name.as_str()),
        x: Axis::over(Message::new("evidence-batches-in-order"), points.iter().map(|point| point.0), false),
        y: Axis::over(label(), over, false),
        series: vec![Series { name: label().into(), line: false, points, against: outside }],
        limits,
        diagonal: false,
        numbers,
    })
}

fn heading(entry: &Entry) -> String {
    if entry.unit.is_empty() { entry.name.clone() } else { format!("{} ({})", entry.name, entry.unit) }
}
