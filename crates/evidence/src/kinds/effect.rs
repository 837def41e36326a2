//! Two groups: a difference of means or of shares, with its interval.

use std::collections::BTreeMap;

use hefu_words::{Arg, Message};
use num_bigint::BigInt;

use crate::Figure;
use crate::claim::Written;
use crate::columns::Form;
use crate::exact::{Exact, drawn, power, ratio, root, shown, whole};
use crate::judge::{Found, enclosed_equals};
use crate::judged::{Amount, Named};
use crate::number::Decimal;
use crate::picture::{Axis, Bar, Bars, Limit, Numbers, Picture};
use crate::work::{SEVERAL, Work};

/// Quantiles of the standard normal distribution for two-sided intervals at these levels in per cent, to ten decimals:
/// Φ⁻¹(0.95), Φ⁻¹(0.975), Φ⁻¹(0.995), as in Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.5, and as
/// `qnorm` of R gives them.
const QUANTILES: [(i64, i64); 3] = [(90, 16_448_536_270), (95, 19_599_639_845), (99, 25_758_293_035)];

/// Decimals to which square roots are enclosed.
const ROOT: u32 = 30;

/// Sums of one group.
#[derive(Default)]
struct Group {
    count: usize,
    sum: BigInt,
    squares: BigInt,
}

impl Group {
    fn mean(&self, places: u32) -> Option<Exact> {
        ratio(self.sum.clone(), power(places) * BigInt::from(self.count))
    }

    /// The square of the standard error of the mean, from the variance of the sample.
    fn error(&self, places: u32) -> Option<Exact> {
        let count = BigInt::from(self.count);
        let spread = &count * &self.squares - &self.sum * &self.sum;
        ratio(spread, &count * &count * (&count - 1) * power(places * 2))
    }

    /// The square of the standard error of a share.
    fn error_of_share(&self) -> Option<Exact> {
        let share = self.mean(0)?;
        Some(&share * (whole(1) - &share) / whole(self.count))
    }
}

pub(crate) fn judge(work: &mut Work<'_>) -> Option<Found> {
    let claim = work.claim;
    let quantile = quantile(work);
    let comparison = work.stated(claim.comparison.as_deref(), "evidence-why-comparison");
    let sheet = work.sheet(&claim.table, Form::Effect, &["group", "value"], false)?;
    let (group, value) = (sheet.at("group")?, sheet.at("value")?);
    let shares = claim.figure == Figure::RiskDifference;
    let mut numbers: Vec<(usize, Decimal)> = Vec::with_capacity(sheet.table.len());
    for row in 0..sheet.table.len() {
        let named = work.filled(&sheet, row, group);
        let number = if shares {
            work.yes_no(&sheet, row, value).map(|yes| Decimal { mantissa: i128::from(yes), places: 0 })
        } else {
            work.decimal(&sheet, row, value)
        };
        if let (Some(_), Some(number)) = (named, number) {
            numbers.push((row, number));
        }
    }
    let aligned = work.align(&sheet, &[value], &numbers)?;
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for ((row, _), number) in numbers.iter().zip(&aligned.values) {
        let group = groups.entry(sheet.table.cell(*row, group)).or_default();
        let number = BigInt::from(*number);
        group.count += 1;
        group.squares += &number * &number;
        group.sum += number;
    }
    if work.faults.count > 0 {
        return None;
    }
    let (treated, compared) = two(work, &groups, comparison?)?;
    let (one, other) = (groups.get(treated)?, groups.get(compared)?);
    let places = aligned.places;
    let unit = work.unit.clone();
    for (name, group) in [(treated, one), (compared, other)] {
        work.tell(Message::new("evidence-cases"), Some(name), &whole(group.count), "");
        let mean = Message::new(if shares { "evidence-share" } else { "evidence-mean" });
        work.tell(mean, Some(name), &(group.mean(places)? / &work.factor), &unit);
    }
    let difference = one.mean(places)? - other.mean(places)?;
    let errors = if shares {
        one.error_of_share().zip(other.error_of_share())
    } else {
        one.error(places).zip(other.error(places))
    };
    let Some((a, b)) = errors else {
        work.open("evidence-why-two-cases");
        return None;
    };
    let (below, above) = root(&(a + b), ROOT);
    let quantile = quantile?;
    let interval = Interval {
        low: (&difference - &quantile * &above, &difference - &quantile * &below),
        high: (&difference + &quantile * &below, &difference + &quantile * &above),
    };
    let level =
        claim.level.as_ref().map(|level| level.number.exact()).map(|level| shown(&level, 2)).unwrap_or_default();
    let method = if shares { "evidence-method-risk-difference" } else { "evidence-method-mean-difference" };
    let said = Message::new(method).with("group", treated).with("comparison", compared).with("level", level.as_str());
    work.method.push(said);
    let factor = work.factor.clone();
    for (key, end) in [("evidence-interval-low", &interval.low), ("evidence-interval-high", &interval.high)] {
        let amount = Amount { shown: shown(&(&end.0 / &factor), 6), unit: unit.clone(), exact: None };
        work.figures.push(Named { figure: Message::new(key).with("level", level.as_str()), population: None, amount });
    }
    let beside = agrees(work, &interval)?;
    work.pictures.push(picture(work, &difference, &interval, beside, &level));
    Some(Found { value: difference, beside })
}

/// The ends of an interval, each enclosed.
struct Interval {
    low: (Exact, Exact),
    high: (Exact, Exact),
}

/// The quantile of the level that the claim states.
fn quantile(work: &mut Work<'_>) -> Option<Exact> {
    let level = work.stated(work.claim.level.as_ref(), "evidence-why-level")?;
    let stated = level.number.exact();
    let found = QUANTILES.iter().find(|(percent, _)| whole(*percent) == stated);
    if found.is_none() || !matches!(level.unit.as_str(), "" | "%") {
        work.why.push(Message::new("evidence-why-level-other").with("found", level.to_string()));
        return None;
    }
    found.and_then(|(_, quantile)| ratio(*quantile, power(10)))
}

/// The group and the comparison group.
fn two<'a>(work: &mut Work<'_>, groups: &BTreeMap<&'a str, Group>, comparison: &str) -> Option<(&'a str, &'a str)> {
    let known: Vec<&str> = groups.keys().copied().collect();
    let named = |name: &str| known.iter().copied().find(|one| *one == name);
    let told = known.iter().take(SEVERAL).map(|name| Arg::from(*name)).collect::<Vec<_>>();
    let mut missing = |name: &str| {
        let message = Message::new("evidence-why-group").with("group", name).with("known", Arg::List(told.clone()));
        work.why.push(message);
    };
    let Some(compared) = named(comparison) else {
        missing(comparison);
        return None;
    };
    if let Some(group) = work.claim.group.as_deref() {
        match named(group).filter(|group| *group != compared) {
            Some(group) => return Some((group, compared)),
            None => missing(group),
        }
        return None;
    }
    let mut others = known.iter().copied().filter(|one| *one != compared);
    match (others.next(), others.next()) {
        (Some(only), None) => Some((only, compared)),
        _ => {
            work.why.push(Message::new("evidence-why-groups").with("known", Arg::List(told)));
            None
        }
    }
}

/// Whether the claimed interval is the recomputed one; nothing where that cannot be told.
fn agrees(work: &mut Work<'_>, interval: &Interval) -> Option<bool> {
    let Some([low, high]) = &work.claim.interval else { return Some(true) };
    let factor = work.factor.clone();
    let same =
        |end: &(Exact, Exact), written: &Written| enclosed_equals(&(&end.0 / &factor), &(&end.1 / &factor), written);
    let unit = &work.unit;
    if [low, high].iter().any(|end| !end.unit.is_empty() && end.unit != *unit) {
        work.open("evidence-why-interval-unit");
        return None;
    }
    match (same(&interval.low, low), same(&interval.high, high)) {
        (Some(low), Some(high)) => Some(low && high),
        _ => {
            work.open("evidence-why-interval-close");
            None
        }
    }
}

fn picture(work: &Work<'_>, difference: &Exact, interval: &Interval, beside: bool, level: &str) -> Picture {
    let claim = work.claim;
    let scaled = |value: &Exact| value / &work.factor;
    let mut bars = Vec::new();
    let mut rows = Vec::new();
    let ends = claim.interval.as_ref();
    if let Some((_, written)) = claim.target() {
        let at = drawn(&written.number.exact());
        let (from, to) = ends.map_or((at, at), |[low, high]| (drawn(&low.number.exact()), drawn(&high.number.exact())));
        bars.push(Bar { label: Message::new("evidence-claimed").into(), from, to, at: Some(at), against: false });
        let end = |at: usize| ends.and_then(|ends| ends.get(at)).map(ToString::to_string).unwrap_or_default().into();
        rows.push(vec![Message::new("evidence-claimed").into(), written.to_string().into(), end(0), end(1)]);
    }
    let (from, to) = (scaled(&interval.low.0), scaled(&interval.high.1));
    bars.push(Bar {
        label: Message::new("evidence-recomputed").into(),
        from: drawn(&from),
        to: drawn(&to),
        at: Some(drawn(&scaled(difference))),
        against: !beside,
    });
    rows.push(vec![
        Message::new("evidence-recomputed").into(),
        shown(&scaled(difference), 6).into(),
        shown(&from, 6).into(),
        shown(&to, 6).into(),
    ]);
    let zero = Limit { at: 0.0, upright: true, label: Message::new("evidence-no-difference") };
    let over = bars.iter().flat_map(|bar| [bar.from, bar.to, 0.0]).collect::<Vec<_>>();
    let label = Message::new(if work.unit.is_empty() { "evidence-difference" } else { "evidence-difference-in" });
    let heads = vec![
        Message::new("evidence-which"),
        Message::new("evidence-difference"),
        Message::new("evidence-interval-low").with("level", level),
        Message::new("evidence-interval-high").with("level", level),
    ];
    Picture::Bars(Bars {
        title: Message::new("evidence-picture-effect").with("level", level),
        axis: Axis::over(label.with("unit", work.unit.as_str()), over, false),
        bars,
        limits: vec![zero],
        numbers: Numbers { heads, rows },
    })
}
