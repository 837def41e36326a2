//! Percentiles of latency by nearest rank.

use hefu_words::Message;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::columns::Form;
use crate::exact::{Exact, drawn, power, ratio, shown, whole};
use crate::judge::Found;
use crate::picture::{Axis, Chart, Limit, Numbers, Picture};
use crate::units;
use crate::work::Work;

/// Percentiles told beside the claimed one, in tenths of a per cent.
const TOLD: [i64; 6] = [500, 900, 950, 990, 999, 1000];

/// Points of the drawn distribution.
const POINTS: usize = 200;

pub(super) fn judge(work: &mut Work<'_>) -> Option<Found> {
    let claim = work.claim;
    let share = work.stated(claim.percentile.as_ref(), "evidence-why-percentile").map(|written| written.number.exact());
    let valid = share.as_ref().is_some_and(|share| *share > whole(0) && *share <= whole(100));
    if let Some(written) =
        claim.percentile.as_ref().filter(|written| !valid || !matches!(written.unit.as_str(), "" | "%"))
    {
        work.why.push(Message::new("evidence-why-percentile-other").with("found", written.to_string()));
    }
    let unit = work.unit_stated(claim.latency_unit.as_deref(), "evidence-why-latency-unit", units::time);
    let sheet = work.sheet(&claim.table, Form::Network, &["latency"], false)?;
    let column = sheet.at("latency")?;
    if let Some(unit) = &unit {
        work.same_unit(&sheet, column, unit, units::time);
    }
    let numbers = work.not_negative(&sheet, column);
    let aligned = work.align(&sheet, &[column], &numbers)?;
    let mut sorted = aligned.values;
    sorted.sort_unstable();
    if work.faults.count > 0 || sorted.is_empty() || !work.why.is_empty() {
        return None;
    }
    // One unit of the sorted numbers in nanoseconds, and what it is in the unit of the claim.
    let base = unit? / whole(power(aligned.places));
    let scaled = |value: i128| whole(value) * &base / &work.factor;
    let mut numbers = Numbers {
        heads: vec![
            Message::new("evidence-percentile"),
            Message::new("evidence-latency-in").with("unit", work.unit.as_str()),
        ],
        rows: Vec::new(),
    };
    for told in TOLD.map(|told| Exact::new(BigInt::from(told), BigInt::from(10))) {
        let value = scaled(at(&sorted, &told)?);
        numbers.rows.push(vec![shown(&told, 1).into(), shown(&value, 6).into()]);
    }
    let mean =
        ratio(sorted.iter().map(|value| BigInt::from(*value)).sum::<BigInt>(), sorted.len())? * &base / &work.factor;
    let count = whole(sorted.len());
    let picture = chart(work, &sorted, &scaled, numbers.clone());
    let unit = work.unit.clone();
    work.tell(Message::new("evidence-cases"), None, &count, "");
    work.tell(Message::new("evidence-mean"), None, &mean, &unit);
    work.pictures.push(picture);
    work.method.push(Message::new("evidence-method-latency"));
    Some(Found::from(whole(at(&sorted, &share?)?) * base))
}

/// The smallest of the sorted numbers that at least this share, in per cent, of them do not exceed.
fn at(sorted: &[i128], percent: &Exact) -> Option<i128> {
    let rank = (percent * whole(sorted.len()) / whole(100)).ceil().to_integer().to_usize()?;
    sorted.get(rank.clamp(1, sorted.len()) - 1).copied()
}

fn chart(work: &Work<'_>, sorted: &[i128], scaled: &dyn Fn(i128) -> Exact, numbers: Numbers) -> Picture {
    let step = sorted.len().div_ceil(POINTS).max(1);
    let last = sorted.len().saturating_sub(1);
    let chosen = sorted.iter().enumerate().filter(|(at, _)| at % step == step - 1 || *at == last);
    let points: Vec<(f64, f64)> = chosen
        .map(|(at, value)| (drawn(&scaled(*value)), drawn(&ratio(100 * (at + 1), sorted.len()).unwrap_or_default())))
        .collect();
    let mut limits: Vec<Limit> = work.claimed_limit(true).into_iter().collect();
    if let Some(percent) = &work.claim.percentile {
        let label = Message::new("evidence-limit-percentile").with("percentile", percent.to_string());
        limits.push(Limit { at: drawn(&percent.number.exact()), upright: false, label });
    }
    let over =
        points.iter().map(|point| point.0).chain(limits.iter().filter(|limit| limit.upright).map(|limit| limit.at));
    let label = Message::new("evidence-latency-in").with("unit", work.unit.as_str());
    let x = Axis::over(label, over.collect::<Vec<_>>(), true);
    let y = Axis { label: Message::new("evidence-share-not-above"), least: 0.0, most: 100.0 };
    Picture::Chart(Chart::course("evidence-picture-latency", (x, y), points, limits, numbers))
}
