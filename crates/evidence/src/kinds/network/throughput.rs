//! Throughput over the whole span, and in the worst window.

use hefu_words::Message;
use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};

use super::{clock, times};
use crate::columns::Form;
use crate::exact::{Exact, drawn, ratio, shown, whole};
use crate::judge::Found;
use crate::picture::{Axis, Chart, Limit, Numbers, Picture};
use crate::units;
use crate::work::Work;

/// Windows drawn side by side.
const DRAWN: i128 = 120;

/// Nanoseconds in a second.
const SECOND: i64 = 1_000_000_000;

/// What was sent when: ticks and size, in the order of time.
struct Sent {
    at: Vec<(i128, i128)>,
    first: i128,
    last: i128,
}

pub(super) fn judge(work: &mut Work<'_>, worst: bool) -> Option<Found> {
    let claim = work.claim;
    let clock = clock(work);
    let unit = work.unit_stated(claim.size_unit.as_deref(), "evidence-why-size-unit", units::size);
    let window = if worst { window(work) } else { None };
    let sheet = work.sheet(&claim.table, Form::Network, &["start", "size"], false)?;
    let (start, size) = (sheet.at("start")?, sheet.at("size")?);
    let columns: Vec<usize> = std::iter::once(start).chain(sheet.at("end")).collect();
    if let Some(unit) = &unit {
        work.same_unit(&sheet, size, unit, units::size);
    }
    let numbers = work.not_negative(&sheet, size);
    let aligned = work.align(&sheet, &[size], &numbers)?;
    let times = times(work, &sheet, &clock?, &columns)?;
    let begun = times.columns.first()?;
    let ended = times.columns.last()?;
    for (row, (from, to)) in begun.iter().zip(ended).enumerate() {
        if to < from {
            work.bad(&sheet, row, *columns.last()?, "evidence-fault-end-first", "evidence-remedy-end-first");
        }
    }
    if work.faults.count > 0 || !work.why.is_empty() {
        return None;
    }
    let mut at: Vec<(i128, i128)> = ended.iter().copied().zip(aligned.values.iter().copied()).collect();
    at.sort_unstable();
    let sent = Sent { first: begun.iter().copied().min()?, last: at.last()?.0, at };
    // Bits of one unit of size, over seconds of one tick: what a size over a span is multiplied by.
    let bits = unit? / whole(crate::exact::power(aligned.places));
    let second = whole(SECOND) / &times.tick;
    let rate = |sum: &BigInt, ticks: i128| Some(ratio(sum.clone(), ticks)? * &bits * &second);
    let total: BigInt = sent.at.iter().map(|(_, size)| BigInt::from(*size)).sum();
    let span = sent.last.checked_sub(sent.first)?;
    let Some(overall) = rate(&total, span) else {
        work.open("evidence-why-no-span");
        return None;
    };
    let seconds = whole(span) / &second;
    work.tell(Message::new("evidence-span"), None, &seconds, "s");
    let unit = work.unit.clone();
    work.tell(Message::new("evidence-figure-throughput"), None, &(&overall / &work.factor), &unit);
    if !worst {
        work.method.push(Message::new("evidence-method-throughput"));
        let ticks = span.checked_add(1)?.checked_div(24)?.max(1);
        work.pictures.push(chart(work, &sent, ticks, &rate)?);
        return Some(Found::from(overall));
    }
    let Some(ticks) = (window? / &times.tick).to_integer().to_i128().filter(|ticks| *ticks > 0 && *ticks <= span)
    else {
        work.open("evidence-why-window-long");
        return None;
    };
    let (from, sum) = least(&sent, ticks)?;
    work.method.push(Message::new("evidence-method-worst-throughput"));
    let since = whole(from - sent.first) / &second;
    work.tell(Message::new("evidence-worst-from"), None, &since, "s");
    work.pictures.push(chart(work, &sent, ticks, &rate)?);
    rate(&sum, ticks).map(Found::from)
}

/// The length of a window in nanoseconds.
fn window(work: &mut Work<'_>) -> Option<Exact> {
    let written = work.stated(work.claim.window.as_ref(), "evidence-why-window")?;
    let length = units::time(&written.unit).map(|unit| written.number.exact() * unit);
    if length.is_none() {
        work.why.push(Message::new("evidence-why-unit-unknown").with("found", written.to_string()));
    }
    length
}

/// Where the window of this length begins in which least was sent, and how much; the first of several. A window holds its
/// first tick and not the one after its last, and lies within the span.
fn least(sent: &Sent, ticks: i128) -> Option<(i128, BigInt)> {
    // The sum falls only where a window leaves a packet behind, so these and the first are all that need be looked at.
    let starts = std::iter::once(sent.first).chain(sent.at.iter().map(|(at, _)| at + 1));
    let (mut left, mut right) = (0usize, 0usize);
    let mut sum = BigInt::zero();
    let mut found: Option<(i128, BigInt)> = None;
    for start in starts.take_while(|start| start + ticks <= sent.last + 1) {
        while let Some((_, size)) = sent.at.get(right).filter(|(at, _)| *at < start + ticks) {
            sum += BigInt::from(*size);
            right += 1;
        }
        while let Some((_, size)) = sent.at.get(left).filter(|(at, _)| *at < start) {
            sum -= BigInt::from(*size);
            left += 1;
        }
        if found.as_ref().is_none_or(|(_, least)| sum < *least) {
            found = Some((start, sum.clone()));
        }
    }
    found
}

/// Windows side by side from the beginning, whole ones only.
fn chart(work: &Work<'_>, sent: &Sent, ticks: i128, rate: &dyn Fn(&BigInt, i128) -> Option<Exact>) -> Option<Picture> {
    let count = sent.last.checked_sub(sent.first)?.checked_add(1)?.checked_div(ticks)?.clamp(0, DRAWN);
    let mut sums = vec![BigInt::zero(); usize::try_from(count).unwrap_or(0)];
    for (at, size) in &sent.at {
        let place = usize::try_from((at - sent.first) / ticks).unwrap_or(usize::MAX);
        if let Some(sum) = sums.get_mut(place) {
            *sum += BigInt::from(*size);
        }
    }
    let mut points = Vec::new();
    let mut numbers = Numbers {
        heads: vec![Message::new("evidence-window"), Message::new("evidence-rate-in").with("unit", work.unit.as_str())],
        rows: Vec::new(),
    };
    for (at, sum) in sums.iter().enumerate() {
        let value = rate(sum, ticks)? / &work.factor;
        points.push((drawn(&whole(at + 1)), drawn(&value)));
        numbers.rows.push(vec![(at + 1).into(), shown(&value, 4).into()]);
    }
    let limits: Vec<Limit> = work.claimed_limit(false).into_iter().collect();
    let over: Vec<f64> = points.iter().map(|point| point.1).chain(limits.iter().map(|limit| limit.at)).collect();
    let label = Message::new("evidence-rate-in").with("unit", work.unit.as_str());
    let x = Axis::over(Message::new("evidence-window"), points.iter().map(|point| point.0), false);
    let y = Axis::over(label, over, true);
    Some(Picture::Chart(Chart::course("evidence-picture-throughput", (x, y), points, limits, numbers)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_window_is_the_least_of_all_windows() {
        let mut state = 7u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i128::from((state >> 33) % most)
        };
        for _ in 0..300 {
            let mut at: Vec<(i128, i128)> = (0..=next(12)).map(|_| (next(30), next(9))).collect();
            at.sort_unstable();
            let (first, last) = (at[0].0 - next(3), at[at.len() - 1].0);
            let ticks = 1 + next(8);
            let sum = |start: i128| -> i128 {
                at.iter().filter(|(at, _)| (start..start + ticks).contains(at)).map(|(_, size)| size).sum()
            };
            let naive = (first..=last + 1 - ticks).map(sum).min();
            let sent = Sent { at: at.clone(), first, last };
            assert_eq!(least(&sent, ticks).map(|(_, sum)| sum), naive.map(BigInt::from), "{at:?} {ticks}");
        }
    }
}
