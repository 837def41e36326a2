//! Connections: how many there were, and how many at once.

use std::collections::{BTreeMap, BTreeSet};

use hefu_words::Message;

use super::{clock, times};
use crate::columns::Form;
use crate::exact::{drawn, shown, whole};
use crate::judge::Found;
use crate::picture::{Axis, Chart, Limit, Numbers, Picture};
use crate::work::Work;

/// Moments drawn.
const DRAWN: usize = 120;

pub(super) fn distinct(work: &mut Work<'_>) -> Option<Found> {
    let sheet = work.sheet(&work.claim.table, Form::Network, &["connection"], false)?;
    let column = sheet.at("connection")?;
    let mut names = BTreeSet::new();
    for row in 0..sheet.table.len() {
        names.extend(work.filled(&sheet, row, column));
    }
    if work.faults.count > 0 || names.is_empty() {
        return None;
    }
    work.tell(Message::new("evidence-cases"), None, &whole(sheet.table.len()), "");
    work.method.push(Message::new("evidence-method-connections"));
    Some(Found::from(whole(names.len())))
}

/// A connection is open from its start up to its end, at least for the one tick in which it starts.
pub(super) fn at_once(work: &mut Work<'_>) -> Option<Found> {
    let claim = work.claim;
    let clock = clock(work);
    let sheet = work.sheet(&claim.table, Form::Network, &["connection", "start", "end"], false)?;
    let (connection, start, end) = (sheet.at("connection")?, sheet.at("start")?, sheet.at("end")?);
    let names: Vec<&str> = (0..sheet.table.len()).filter_map(|row| work.filled(&sheet, row, connection)).collect();
    let times = times(work, &sheet, &clock?, &[start, end])?;
    let (begun, ended) = (times.columns.first()?, times.columns.last()?);
    for (row, (from, to)) in begun.iter().zip(ended).enumerate() {
        if to < from {
            work.bad(&sheet, row, end, "evidence-fault-end-first", "evidence-remedy-end-first");
        }
    }
    if work.faults.count > 0 || names.is_empty() {
        return None;
    }
    let mut changes: Vec<(i128, bool, &str)> = Vec::with_capacity(names.len() * 2);
    for ((name, from), to) in names.iter().zip(begun).zip(ended) {
        changes.push((*from, true, name));
        changes.push(((*to).max(from + 1), false, name));
    }
    // Ends come before starts of the same moment.
    changes.sort_unstable();
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    let mut most = (0usize, 0i128);
    let mut course = Vec::new();
    for (at, starts, name) in changes {
        let count = open.entry(name).or_default();
        if starts {
            *count += 1;
        } else {
            *count -= 1;
            if *count == 0 {
                open.remove(name);
            }
        }
        if open.len() > most.0 {
            most = (open.len(), at);
        }
        course.push((at, open.len()));
    }
    let first = begun.iter().copied().min()?;
    let second = whole(1_000_000_000i64) / &times.tick;
    let since = |at: i128| whole(at - first) / &second;
    work.tell(Message::new("evidence-most-at"), None, &since(most.1), "s");
    work.method.push(Message::new("evidence-method-connections-at-once"));
    let mut numbers = Numbers {
        heads: ["evidence-seconds", "evidence-figure-connections-at-once"].map(Message::new).to_vec(),
        rows: Vec::new(),
    };
    // Of every stretch the moment with most: a peak must not fall between two points.
    let points: Vec<(f64, f64)> = course
        .chunks(course.len().div_ceil(DRAWN).max(1))
        .filter_map(|stretch| stretch.iter().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at))))
        .map(|(at, count)| {
            numbers.rows.push(vec![shown(&since(*at), 6).into(), (*count).into()]);
            (drawn(&since(*at)), drawn(&whole(*count)))
        })
        .collect();
    let limits: Vec<Limit> = work.claimed_limit(false).into_iter().collect();
    let over: Vec<f64> = points.iter().map(|point| point.1).chain(limits.iter().map(|limit| limit.at)).collect();
    let x = Axis::over(Message::new("evidence-seconds"), points.iter().map(|point| point.0), true);
    let y = Axis::over(Message::new("evidence-figure-connections-at-once"), over, true);
    let chart = Chart::course("evidence-picture-connections", (x, y), points, limits, numbers);
    work.pictures.push(Picture::Chart(chart));
    Some(Found::from(whole(most.0)))
}
