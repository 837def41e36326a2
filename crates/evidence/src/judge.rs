//! A claim held against its tables.

use hefu_words::Message;
use num_bigint::BigInt;

use crate::claim::Written;
use crate::exact::{Exact, rounded, shown, whole};
use crate::figure::Quantity;
use crate::judged::{Amount, Comparison, Judged, Target, Verdict};
use crate::kinds;
use crate::work::Work;
use crate::{Claim, Kind, Tables, units};

/// Decimals of a recomputed number, if the claim writes no more.
const PLACES: u32 = 6;

/// Decimals tried to show that a number differs from the claimed one.
const MOST_PLACES: u32 = 40;

/// Recomputes the claimed figure and says whether it is reached. The order of rows makes no difference but to the order in
/// which faults are told.
#[must_use]
pub fn judge(claim: &Claim, tables: &Tables) -> Judged {
    let mut work = Work::new(claim, tables);
    let target = claim.target();
    match target {
        None => work.open("evidence-why-target"),
        Some((_, written)) => measure(&mut work, written),
    }
    let value = match claim.figure.kind() {
        Kind::Model => kinds::model::judge(&mut work),
        Kind::Effect => kinds::effect::judge(&mut work),
        Kind::Network => kinds::network::judge(&mut work),
        Kind::Sample => kinds::sample::judge(&mut work),
        Kind::Batches => kinds::batches::judge(&mut work),
        Kind::Trace => kinds::trace::judge(&mut work),
    };
    answer(work, value)
}

/// The unit of the claimed number.
fn measure(work: &mut Work<'_>, written: &Written) {
    let unit = written.unit.as_str();
    let factor = match work.claim.figure.quantity() {
        Quantity::Share => match unit {
            "" => Some(whole(1)),
            "%" => Some(Exact::new(BigInt::from(1), BigInt::from(100))),
            _ => None,
        },
        Quantity::Ratio => unit.is_empty().then(|| whole(1)),
        Quantity::Time => units::time(unit),
        Quantity::Rate => units::rate(unit),
        Quantity::Count | Quantity::Free => Some(whole(1)),
    };
    unit.clone_into(&mut work.unit);
    match factor {
        Some(factor) => work.factor = factor,
        None => work.why.push(Message::new("evidence-why-unit").with("found", unit).with("figure", words(work.claim))),
    }
}

/// The figure in words, with what it depends on.
fn words(claim: &Claim) -> Message {
    let mut message = Message::new(format!("evidence-figure-{}", claim.figure.name()));
    for (name, setting) in
        [("percentile", &claim.percentile), ("threshold", &claim.threshold), ("window", &claim.window)]
    {
        let unstated = || Message::new("evidence-unstated").into();
        let value = setting.as_ref().map_or_else(unstated, |written| hefu_words::Arg::from(written.to_string()));
        message = message.with(name, value);
    }
    message
}

/// What a kind found: the figure in its base unit, and whether everything else that is claimed agrees.
pub(crate) struct Found {
    /// The figure.
    pub value: Exact,
    /// Whether what is claimed beside it (an interval) agrees; nothing where that cannot be told.
    pub beside: bool,
}

impl From<Exact> for Found {
    fn from(value: Exact) -> Self {
        Self { value, beside: true }
    }
}

fn answer(mut work: Work<'_>, found: Option<Found>) -> Judged {
    let claim = work.claim;
    let target = claim.target();
    if work.faults.count > 0 {
        work.why.push(Message::new("evidence-why-faults").with("count", work.faults.count));
    }
    if found.is_none() && work.why.is_empty() {
        work.open("evidence-why-nothing");
    }
    // With rows left out a figure would be one of other rows than the claim's: none is shown.
    let found = found.filter(|_| work.faults.count == 0);
    let mut recomputed = found.as_ref().map(|found| amount(&found.value / &work.factor, PLACES, &work.unit));
    let verdict = match (&found, target) {
        (Some(found), Some((comparison, written))) if work.why.is_empty() => {
            let value = &found.value / &work.factor;
            let claimed = written.number.exact();
            let figure = match comparison {
                Comparison::AtLeast => value >= claimed,
                Comparison::AtMost => value <= claimed,
                Comparison::Equals => rounded(&value, written.number.places) == BigInt::from(written.number.mantissa),
            };
            if !figure {
                recomputed = Some(apart(&value, written, &work.unit));
            }
            if figure && found.beside { Verdict::Reached } else { Verdict::NotReached }
        }
        _ => Verdict::CannotTell(std::mem::take(&mut work.why)),
    };
    Judged {
        id: claim.id.clone(),
        says: claim.says.clone(),
        clause: claim.clause.clone(),
        figure: claim.figure,
        figure_words: words(claim),
        population: claim.population.clone(),
        claimed: target.map(|(comparison, written)| Target { comparison, written: written.to_string() }),
        recomputed,
        verdict,
        method: work.method,
        figures: work.figures,
        read: work.read,
        faults: work.faults.kept,
        fault_count: work.faults.count,
        findings: work.findings.kept,
        finding_count: work.findings.count,
        pictures: work.pictures,
    }
}

fn amount(value: Exact, places: u32, unit: &str) -> Amount {
    Amount::new(&value, places, unit)
}

/// The number with as many decimals as it takes to differ from the claimed one.
fn apart(value: &Exact, written: &Written, unit: &str) -> Amount {
    let claimed = shown(&written.number.exact(), MOST_PLACES);
    let from = PLACES.max(written.number.places);
    let places = (from..=MOST_PLACES).find(|places| shown(value, *places) != claimed).unwrap_or(MOST_PLACES);
    Amount::new(value, places, unit)
}

/// Whether a number that is only enclosed is the written one to its decimals; nothing where the bounds do not agree.
pub(crate) fn enclosed_equals(below: &Exact, above: &Exact, written: &Written) -> Option<bool> {
    let units = |value: &Exact| rounded(value, written.number.places);
    let claimed = BigInt::from(written.number.mantissa);
    let (low, high) = (units(below), units(above));
    if low == high {
        return Some(low == claimed);
    }
    (claimed < low || claimed > high).then_some(false)
}
