//! Predictions of a model beside what happened: discrimination and calibration, by population.

mod pictures;

use std::collections::BTreeMap;

use hefu_words::Message;
use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use crate::Figure;
use crate::columns::Form;
use crate::exact::{Exact, power, ratio, whole};
use crate::judge::Found;
use crate::number::Decimal;
use crate::work::{SEVERAL, Work};

/// Tenths of the scale of predictions.
const TENTHS: usize = 10;

/// Cases of one population, highest prediction first.
pub(crate) struct Cases {
    /// Prediction in units of the place, and whether the outcome came.
    cases: Vec<(i128, bool)>,
    places: u32,
    with: usize,
}

/// One tenth of the scale.
pub(crate) struct Tenth {
    pub count: usize,
    pub observed: Exact,
    pub expected: Exact,
}

impl Cases {
    fn new(mut cases: Vec<(i128, bool)>, places: u32) -> Self {
        cases.sort_unstable_by(|a, b| b.cmp(a));
        let with = cases.iter().filter(|(_, outcome)| *outcome).count();
        Self { cases, places, with }
    }

    fn without(&self) -> usize {
        self.cases.len() - self.with
    }

    /// Cases of one prediction together: the prediction, how many with and without the outcome. Highest first.
    pub fn steps(&self) -> impl Iterator<Item = (i128, usize, usize)> + '_ {
        self.cases.chunk_by(|a, b| a.0 == b.0).map(|equals| {
            let with = equals.iter().filter(|(_, outcome)| *outcome).count();
            (equals.first().map_or(0, |first| first.0), with, equals.len() - with)
        })
    }

    /// Twice the pairs in the right order, ties once, over twice the pairs.
    fn auc(&self) -> Option<Exact> {
        let (mut above, mut twice) = (0usize, BigInt::zero());
        for (_, with, without) in self.steps() {
            twice += BigInt::from(without) * BigInt::from(2 * above + with);
            above += with;
        }
        ratio(twice, BigInt::from(self.with) * BigInt::from(self.without()) * 2)
    }

    /// Cases with and without the outcome whose prediction reaches the threshold.
    fn reaching(&self, threshold: &Exact) -> (usize, usize) {
        let least = (threshold * whole(power(self.places))).ceil().to_integer();
        let reach = self.cases.iter().take_while(|(prediction, _)| BigInt::from(*prediction) >= least);
        reach.fold(
            (0, 0),
            |(with, without), (_, outcome)| if *outcome { (with + 1, without) } else { (with, without + 1) },
        )
    }

    fn sensitivity(&self, threshold: &Exact) -> Option<Exact> {
        ratio(self.reaching(threshold).0, self.with)
    }

    fn specificity(&self, threshold: &Exact) -> Option<Exact> {
        ratio(self.without() - self.reaching(threshold).1, self.without())
    }

    fn expected(&self) -> Exact {
        let sum: BigInt = self.cases.iter().map(|(prediction, _)| BigInt::from(*prediction)).sum();
        Exact::new(sum, power(self.places))
    }

    fn observed_expected(&self) -> Option<Exact> {
        let expected = self.expected();
        (!expected.is_zero()).then(|| whole(self.with) / expected)
    }

    /// The tenths from 0–0.1 up to 0.9–1; none where no prediction falls.
    pub fn tenths(&self) -> [Option<Tenth>; TENTHS] {
        let one = 10i128.checked_pow(self.places).unwrap_or(1);
        let mut sums: [(usize, usize, BigInt); TENTHS] = Default::default();
        for (prediction, outcome) in &self.cases {
            let tenth = usize::try_from(prediction.saturating_mul(10) / one).unwrap_or(0).min(TENTHS - 1);
            if let Some((count, with, sum)) = sums.get_mut(tenth) {
                *count += 1;
                *with += usize::from(*outcome);
                *sum += BigInt::from(*prediction);
            }
        }
        sums.map(|(count, with, sum)| {
            let observed = ratio(with, count)?;
            let expected = ratio(sum, power(self.places) * BigInt::from(count))?;
            Some(Tenth { count, observed, expected })
        })
    }

    fn calibration_gap(&self) -> Option<Exact> {
        self.tenths().iter().flatten().map(|tenth| (&tenth.observed - &tenth.expected).abs()).max()
    }

    fn figure(&self, figure: Figure, threshold: Option<&Exact>) -> Option<Exact> {
        match figure {
            Figure::Auc => self.auc(),
            Figure::Sensitivity => self.sensitivity(threshold?),
            Figure::Specificity => self.specificity(threshold?),
            Figure::ObservedExpected => self.observed_expected(),
            Figure::CalibrationGap => self.calibration_gap(),
            _ => None,
        }
    }
}

pub(crate) fn judge(work: &mut Work<'_>) -> Option<Found> {
    let claim = work.claim;
    let decided_by_threshold = matches!(claim.figure, Figure::Sensitivity | Figure::Specificity);
    if decided_by_threshold {
        work.stated(claim.threshold.as_ref(), "evidence-why-threshold");
    }
    let needed: &[&str] =
        if claim.population.is_some() { &["outcome", "prediction", "population"] } else { &["outcome", "prediction"] };
    let sheet = work.sheet(&claim.table, Form::Model, needed, false)?;
    let (outcome, prediction) = (sheet.at("outcome")?, sheet.at("prediction")?);
    let population = sheet.at("population");
    let mut numbers: Vec<(usize, Decimal)> = Vec::with_capacity(sheet.table.len());
    let mut outcomes = Vec::with_capacity(sheet.table.len());
    for row in 0..sheet.table.len() {
        let came = work.yes_no(&sheet, row, outcome);
        let number = work.decimal(&sheet, row, prediction);
        if let Some(column) = population.filter(|_| claim.population.is_some()) {
            work.filled(&sheet, row, column);
        }
        let Some(number) = number else { continue };
        let one = 10i128.checked_pow(number.places).unwrap_or(i128::MAX);
        if number.mantissa < 0 || number.mantissa > one {
            work.bad(&sheet, row, prediction, "evidence-fault-share", "evidence-remedy-share");
        } else if let Some(came) = came {
            numbers.push((row, number));
            outcomes.push(came);
        }
    }
    let aligned = work.align(&sheet, &[prediction], &numbers)?;
    if work.faults.count > 0 || numbers.is_empty() {
        return None;
    }
    let mut by_population: BTreeMap<&str, Vec<(i128, bool)>> = BTreeMap::new();
    let mut all = Vec::with_capacity(numbers.len());
    for (((row, _), value), came) in numbers.iter().zip(&aligned.values).zip(&outcomes) {
        all.push((*value, *came));
        if population.is_some() {
            by_population.entry(sheet.cell(*row, population)).or_default().push((*value, *came));
        }
    }
    let all = Cases::new(all, aligned.places);
    let by_population: BTreeMap<&str, Cases> =
        by_population.into_iter().map(|(name, cases)| (name, Cases::new(cases, aligned.places))).collect();
    let threshold = claim.threshold.as_ref().map(|written| written.number.exact());
    told(work, None, &all, threshold.as_ref());
    for (name, cases) in by_population.iter().take(SEVERAL) {
        told(work, Some(name), cases, threshold.as_ref());
    }
    let chosen = match claim.population.as_deref() {
        None => &all,
        Some(name) => match by_population.get(name) {
            Some(cases) => cases,
            None => {
                let known: Vec<String> = by_population.keys().take(SEVERAL).map(|name| (*name).to_owned()).collect();
                work.why.push(Message::new("evidence-why-population").with("population", name).with("known", known));
                return None;
            }
        },
    };
    work.method.push(Message::new(format!("evidence-method-{}", claim.figure.name())));
    let mut shown: Vec<(Option<&str>, &Cases)> = vec![(claim.population.as_deref(), chosen)];
    let others = by_population.iter().filter(|(name, _)| claim.population.as_deref() != Some(**name));
    shown.extend(others.map(|(name, cases)| (Some(*name), cases)));
    work.pictures.extend(pictures::both(&shown, claim.figure));
    let value = chosen.figure(claim.figure, threshold.as_ref());
    if value.is_none() && (threshold.is_some() || !decided_by_threshold) {
        let message = Message::new("evidence-why-one-class");
        work.why.push(message.with("with", chosen.with).with("without", chosen.without()));
    }
    value.map(Found::from)
}

/// Everything that can be said of one population.
fn told(work: &mut Work<'_>, population: Option<&str>, cases: &Cases, threshold: Option<&Exact>) {
    work.tell(Message::new("evidence-cases"), population, &whole(cases.cases.len()), "");
    work.tell(Message::new("evidence-outcomes"), population, &whole(cases.with), "");
    for figure in
        [Figure::Auc, Figure::Sensitivity, Figure::Specificity, Figure::ObservedExpected, Figure::CalibrationGap]
    {
        if let Some(value) = cases.figure(figure, threshold) {
            let written = work.claim.threshold.as_ref().map(ToString::to_string).unwrap_or_default();
            let name = Message::new(format!("evidence-figure-{}", figure.name())).with("threshold", written);
            work.tell(name, population, &value, "");
        }
    }
}
