//! Prices for the limits, and the bound that follows from them.

use super::{Group, Problem};

/// What a unit of each limit is worth. A proposal: any prices give a true bound, good ones a sharp one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Multipliers(Vec<f64>);

impl Eq for Multipliers {}

/// The problem under exact prices, everything times `scale`.
pub(super) struct Priced {
    /// What the numbers are multiplied with.
    pub scale: i128,
    /// No set is worth more than this.
    pub bound: i128,
    /// For each item what the bound loses if it is left out (positive) or taken (negative).
    pub losses: Vec<i128>,
}

struct View<'a> {
    problem: &'a Problem,
    values: Vec<f64>,
    ranges: Vec<(Group, std::ops::Range<usize>)>,
    reduced: Vec<(f64, u32)>,
}

#[expect(clippy::cast_precision_loss, reason = "prices are a proposal")]
fn float(value: i128) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "prices are a proposal")]
fn float64(value: i64) -> f64 {
    value as f64
}

fn ranges(problem: &Problem) -> Vec<(Group, std::ops::Range<usize>)> {
    let mut start = 0;
    let of = |(at, group): (usize, &Group)| {
        let len = problem.items.iter().skip(start).take_while(|item| item.group == at).count();
        let range = start..start + len;
        start += len;
        (*group, range)
    };
    problem.groups.iter().enumerate().map(of).collect()
}

impl<'a> View<'a> {
    fn new(problem: &'a Problem) -> Self {
        let values = problem.items.iter().map(|item| float(item.value)).collect();
        Self { problem, values, ranges: ranges(problem), reduced: Vec::new() }
    }

    /// The bound at these prices, and what the set behind it uses of `row`.
    fn at(&mut self, prices: &[f64], row: usize) -> (f64, f64) {
        let limits = self.problem.limits.iter().zip(prices);
        let mut bound: f64 = limits.map(|(limit, price)| price * float64(*limit)).sum();
        let mut used = 0.0;
        for (group, range) in &self.ranges {
            self.reduced.clear();
            for item in range.clone() {
                let uses = self.problem.uses_of(item).iter().zip(prices);
                let cost: f64 = uses.map(|(used, price)| price * float64(*used)).sum();
                let value = self.values.get(item).copied().unwrap_or(0.0) - cost;
                self.reduced.push((value, u32::try_from(item).unwrap_or(u32::MAX)));
            }
            let (lo, hi) = (group.lo as usize, (group.hi as usize).min(self.reduced.len()));
            if hi > 0 && hi < self.reduced.len() {
                self.reduced.select_nth_unstable_by(hi - 1, |a, b| b.0.total_cmp(&a.0));
            }
            let top = self.reduced.get_mut(..hi).unwrap_or(&mut []);
            if lo > 0 {
                top.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
            }
            for (place, (value, item)) in top.iter().enumerate() {
                if *value > 0.0 || place < lo {
                    bound += value;
                    used += self.problem.uses_of(*item as usize).get(row).map_or(0.0, |used| float64(*used));
                }
            }
        }
        (bound, used)
    }

    /// The best price of `row` with the others as they are, and the bound there.
    fn along(&mut self, prices: &mut [f64], row: usize) -> f64 {
        let limit = self.problem.limits.get(row).map_or(0.0, |limit| float64(*limit));
        let warm = prices.get(row).copied().unwrap_or(0.0);
        let set = |prices: &mut [f64], price: f64| {
            if let Some(at) = prices.get_mut(row) {
                *at = price;
            }
        };
        set(prices, 0.0);
        let (bound, used) = self.at(prices, row);
        if used <= limit {
            return bound;
        }
        let most = self.values.iter().fold(0.0f64, |most, value| most.max(value.abs()));
        let (mut low, mut high) =
            if warm > 0.0 { (warm * 0.8, warm * 1.25) } else { (0.0, most / limit.abs().max(1.0)) };
        for _ in 0..80 {
            set(prices, high);
            if self.at(prices, row).1 <= limit {
                break;
            }
            low = high;
            high *= 4.0;
        }
        for _ in 0..80 {
            set(prices, low);
            if low <= 0.0 || self.at(prices, row).1 > limit {
                break;
            }
            high = low;
            low = if low < most * 1e-30 { 0.0 } else { low / 4.0 };
        }
        let mut best = f64::INFINITY;
        let mut best_price = high;
        for _ in 0..26 {
            let middle = f64::midpoint(low, high);
            set(prices, middle);
            let (bound, used) = self.at(prices, row);
            if bound < best {
                (best, best_price) = (bound, middle);
            }
            if used <= limit {
                high = middle;
            } else {
                low = middle;
            }
            if high - low <= high * 1e-7 {
                break;
            }
        }
        set(prices, best_price);
        best
    }

    /// The best price of `outer` where `inner` always has its best.
    fn nested(&mut self, prices: &mut [f64], outer: usize, inner: usize) {
        const GOLDEN: f64 = 0.618_033_988_749_895;
        let start = prices.get(outer).copied().unwrap_or(0.0);
        let mut probe = |view: &mut Self, price: f64| {
            if let Some(at) = prices.get_mut(outer) {
                *at = price;
            }
            view.along(prices, inner)
        };
        let (mut low, mut high) = (0.0, start * 2.0);
        let (mut left, mut right) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
        let (mut at_left, mut at_right) = (probe(self, left), probe(self, right));
        for _ in 0..24 {
            if at_left <= at_right {
                high = right;
                (right, at_right) = (left, at_left);
                left = high - GOLDEN * (high - low);
                at_left = probe(self, left);
            } else {
                low = left;
                (left, at_left) = (right, at_right);
                right = low + GOLDEN * (high - low);
                at_right = probe(self, right);
            }
        }
        probe(self, if at_left <= at_right { left } else { right });
    }
}

/// Good prices, found in floating point.
pub(super) fn propose(problem: &Problem, warm: Option<&Multipliers>) -> Multipliers {
    let rows = problem.limits.len();
    let mut prices = warm.map_or_else(|| vec![0.0; rows], |warm| warm.0.clone());
    prices.resize(rows, 0.0);
    let mut view = View::new(problem);
    let cycles = if rows < 2 { rows } else { 3 };
    for _ in 0..cycles {
        for row in 0..rows {
            view.along(&mut prices, row);
        }
    }
    let priced: Vec<usize> = (0..rows).filter(|row| prices.get(*row).is_some_and(|price| *price > 0.0)).collect();
    if let (Some(outer), Some(inner), true) = (priced.first(), priced.get(1), warm.is_none()) {
        view.nested(&mut prices, *outer, *inner);
    }
    Multipliers(prices)
}

/// The exact bound and losses at these prices.
pub(super) fn price(problem: &Problem, multipliers: &Multipliers) -> Priced {
    let total: i128 = problem.items.iter().map(|item| item.value.abs()).sum();
    let shift = (104 - (128 - total.leading_zeros())).min(40);
    let scale = 1i128 << shift;
    let prices: Vec<i128> =
        multipliers.0.iter().zip(0..).map(|(price, row)| exact(problem, *price, scale, row)).collect();
    let mut reduced: Vec<i128> = Vec::with_capacity(problem.items.len());
    for (at, item) in problem.items.iter().enumerate() {
        let uses = problem.uses_of(at).iter().zip(&prices);
        let cost: i128 = uses.map(|(used, price)| price * i128::from(*used)).sum();
        reduced.push(item.value * scale - cost);
    }
    let mut bound: i128 = problem.limits.iter().zip(&prices).map(|(limit, price)| price * i128::from(*limit)).sum();
    for (group, range) in ranges(problem) {
        let mut sorted: Vec<i128> = reduced.get(range.clone()).unwrap_or(&[]).to_vec();
        sorted.sort_unstable_by(|a, b| b.cmp(a));
        let positive = sorted.iter().filter(|value| **value > 0).count();
        let hi = (group.hi as usize).min(sorted.len());
        let count = positive.clamp((group.lo as usize).min(hi), hi);
        // The price of a place lies between the last one taken and the first one left, and is nothing where places are free.
        let last = count.checked_sub(1).and_then(|at| sorted.get(at).copied());
        let next = sorted.get(count).copied();
        let place = match (last, next) {
            (Some(last), Some(next)) if next > 0 => next + (last - next) / 2,
            (Some(last), Some(next)) if last < 0 => next + (last - next) / 2,
            (Some(last), None) if last < 0 => last,
            (None, Some(next)) if next > 0 => next,
            _ => 0,
        };
        let places = i128::from(if place > 0 { group.hi } else { group.lo });
        bound += place * places;
        for value in reduced.get_mut(range).unwrap_or(&mut []) {
            *value -= place;
            bound += (*value).max(0);
        }
    }
    Priced { scale, bound, losses: reduced }
}

/// A price as a whole number of `1 / scale`, small enough for exact sums.
fn exact(problem: &Problem, price: f64, scale: i128, row: usize) -> i128 {
    let rows = problem.limits.len().max(1);
    let used: i128 = problem.uses.iter().skip(row).step_by(rows).map(|used| i128::from(*used).abs()).sum();
    let limit = problem.limits.get(row).map_or(0, |limit| i128::from(*limit).abs());
    let most = (1i128 << 104) / (used + limit).max(1);
    #[expect(clippy::cast_possible_truncation, reason = "a proposal; out of range it is the nearest number there is")]
    let proposed = (price * float(scale)) as i128;
    proposed.clamp(0, most)
}
