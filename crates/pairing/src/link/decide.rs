//! From weights to pairs: the optimal assignment, margins, and what goes to a person.

use rayon::prelude::*;

use super::LinkOptions;
use super::assign::{Edge, assign, components};
use super::em::{Model, Pairs, hundredths, unpack};
use super::fields::Field;
use super::result::{Candidate, FieldModel, LevelModel, LinkResult, Linked, Rival};
use super::spec::LinkColumn;

/// Components with more rows than this take the lead over the single rival as margin, which needs no second solution.
const MOST_ROWS: usize = 96;

/// Weights of each field's levels in hundredths of a bit.
fn weights(model: &Model) -> Vec<Vec<i64>> {
    let weight = |(same, other): (&f64, &f64)| hundredths((same / other).ln());
    model.fields.iter().map(|field| field.same.iter().zip(&field.other).map(weight).collect()).collect()
}

fn weigh(weights: &[Vec<i64>], pattern: u128) -> i64 {
    weights.iter().enumerate().filter_map(|(at, levels)| levels.get(usize::from(unpack(pattern, at)))).sum()
}

/// Pairs whose lead over every rival of both records is at least six bits: enough to learn names from.
pub(crate) fn sure(pairs: &Pairs, model: &Model) -> Vec<(u32, u32)> {
    let enough = 6.0 * std::f64::consts::LN_2;
    let score = |pattern: u32| model.score.get(pattern as usize).copied().unwrap_or(f64::NEG_INFINITY);
    let mut column: Vec<[f64; 2]> = vec![[f64::NEG_INFINITY; 2]; pairs.rights];
    for left in 0..pairs.lefts() {
        for (right, pattern) in pairs.of(left) {
            if let Some(best) = column.get_mut(right as usize) {
                enter(best, score(pattern));
            }
        }
    }
    let mut out = Vec::new();
    for left in 0..pairs.lefts() {
        let mut row = [f64::NEG_INFINITY; 2];
        pairs.of(left).for_each(|(_, pattern)| enter(&mut row, score(pattern)));
        for (right, pattern) in pairs.of(left) {
            let own = score(pattern);
            let column = column.get(right as usize).copied().unwrap_or(row);
            let leads = |[first, second]: [f64; 2]| own >= first && own - second >= enough;
            if own >= enough && leads(row) && leads(column) {
                out.push((u32::try_from(left).unwrap_or(u32::MAX), right));
            }
        }
    }
    out
}

fn enter(best: &mut [f64; 2], value: f64) {
    let [first, second] = best;
    if value > *first {
        *second = *first;
        *first = value;
    } else if value > *second {
        *second = value;
    }
}

pub(crate) fn decide(
    pairs: &Pairs,
    model: &Model,
    fields: &[Field],
    columns: &[&LinkColumn],
    order: (&[u32], &[u32]),
    options: &LinkOptions,
) -> LinkResult {
    let weights = weights(model);
    let threshold = -hundredths(model.odds.ln());
    let by_pattern: Vec<i64> = pairs.patterns.iter().map(|pattern| weigh(&weights, *pattern)).collect();
    let worth = |pattern: u32| by_pattern.get(pattern as usize).copied().unwrap_or(i64::MIN / 4) - threshold;
    let mut edges: Vec<Edge> = Vec::new();
    let mut patterns: Vec<u32> = Vec::new();
    for left in 0..pairs.lefts() {
        for (right, pattern) in pairs.of(left) {
            if worth(pattern) > -LinkResult::KEPT {
                edges.push(Edge { row: u32::try_from(left).unwrap_or(u32::MAX), column: right, worth: worth(pattern) });
                patterns.push(pattern);
            }
        }
    }
    let place = |list: &[u32], at: u32| list.get(at as usize).map_or(0, |row| *row as usize);
    let candidate = |left: u32, right: u32, pattern: u32| Candidate {
        left: place(order.0, left),
        right: place(order.1, right),
        weight: by_pattern.get(pattern as usize).copied().unwrap_or(0),
        pattern: pairs.patterns.get(pattern as usize).copied().unwrap_or(0),
    };
    let found = margins(&edges, options.least, pairs);
    let mut taken = (vec![false; pairs.lefts()], vec![false; pairs.rights]);
    let mut linked: Vec<Linked> = Vec::new();
    for one in &found {
        let (row, column) = (one.edge.row, one.edge.column);
        for (side, at) in [(&mut taken.0, row), (&mut taken.1, column)] {
            if let Some(slot) = side.get_mut(at as usize) {
                *slot = true;
            }
        }
        let Some(pattern) = edges
            .binary_search_by_key(&(row, column), |edge| (edge.row, edge.column))
            .ok()
            .and_then(|at| patterns.get(at).copied())
        else {
            continue;
        };
        linked.push(Linked {
            candidate: candidate(row, column, pattern),
            margin: one.margin,
            lead: one.lead,
            rival: one.rival.map(|rival| match rival {
                (true, at) => Rival::Right(place(order.1, at)),
                (false, at) => Rival::Left(place(order.0, at)),
            }),
            confirm: one.edge.worth.min(one.lead.unwrap_or(i64::MAX)) < options.margin,
        });
    }
    linked.sort_by_key(|pair| pair.candidate.left);
    let (mut left_alone, mut right_alone) = alone(pairs, &by_pattern, &taken, candidate);
    left_alone.sort_by_key(|one| one.left);
    right_alone.sort_by_key(|one| one.right);
    let mut near: Vec<Candidate> =
        edges.iter().zip(&patterns).map(|(edge, pattern)| candidate(edge.row, edge.column, *pattern)).collect();
    near.sort_by_key(|one| (one.left, one.right));
    LinkResult {
        pairs: linked,
        left_alone,
        right_alone,
        fields: describe(model, &weights, fields, columns),
        threshold,
        candidates: pairs.right.len(),
        expected_pairs: model.expected.round().max(0.0) as u64,
        near,
    }
}

struct Found {
    edge: Edge,
    margin: i64,
    lead: Option<i64>,
    /// True: a column that competes for the row; false: a row that competes for the column.
    rival: Option<(bool, u32)>,
}

fn margins(edges: &[Edge], least: i64, pairs: &Pairs) -> Vec<Found> {
    let open: Vec<Edge> = edges.iter().copied().filter(|edge| edge.worth > least.max(0)).collect();
    // The two best of each row and column, also among pairs below the threshold: a rival is a rival.
    let mut rows: Vec<[Option<Edge>; 2]> = vec![[None; 2]; pairs.lefts()];
    let mut columns: Vec<[Option<Edge>; 2]> = vec![[None; 2]; pairs.rights];
    for edge in edges {
        for (side, at) in [(&mut rows, edge.row), (&mut columns, edge.column)] {
            if let Some([first, second]) = side.get_mut(at as usize) {
                if first.is_none_or(|best| edge.worth > best.worth) {
                    *second = *first;
                    *first = Some(*edge);
                } else if second.is_none_or(|best| edge.worth > best.worth) {
                    *second = Some(*edge);
                }
            }
        }
    }
    let parts = components(&open);
    let solved: Vec<Vec<Found>> = parts
        .par_iter()
        .map(|part| {
            let chosen = assign(part);
            let total: i64 = chosen.iter().map(|edge| edge.worth).sum();
            chosen
                .iter()
                .map(|edge| {
                    let other = |best: Option<&[Option<Edge>; 2]>| {
                        best.into_iter()
                            .flatten()
                            .flatten()
                            .find(|rival| (rival.row, rival.column) != (edge.row, edge.column))
                            .copied()
                    };
                    let in_row = other(rows.get(edge.row as usize)).map(|rival| (rival.worth, (true, rival.column)));
                    let in_column =
                        other(columns.get(edge.column as usize)).map(|rival| (rival.worth, (false, rival.row)));
                    let strongest = match (in_row, in_column) {
                        (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
                        (a, b) => a.or(b),
                    };
                    let lead = strongest.map(|(worth, _)| edge.worth - worth);
                    let margin = if part.len() == 1 {
                        edge.worth
                    } else if chosen.len() <= MOST_ROWS {
                        let without: Vec<Edge> = part.iter().copied().filter(|other| other != edge).collect();
                        total - assign(&without).iter().map(|edge| edge.worth).sum::<i64>()
                    } else {
                        lead.unwrap_or(edge.worth).min(edge.worth)
                    };
                    Found { edge: *edge, margin, lead, rival: strongest.map(|(_, rival)| rival) }
                })
                .collect()
        })
        .collect();
    solved.into_iter().flatten().collect()
}

/// The best candidate of each record that has no partner.
fn alone(
    pairs: &Pairs,
    by_pattern: &[i64],
    taken: &(Vec<bool>, Vec<bool>),
    candidate: impl Fn(u32, u32, u32) -> Candidate,
) -> (Vec<Candidate>, Vec<Candidate>) {
    let weight = |pattern: u32| by_pattern.get(pattern as usize).copied().unwrap_or(i64::MIN);
    let free = |side: &[bool], at: usize| !side.get(at).copied().unwrap_or(false);
    let mut left_best: Vec<Option<(i64, u32, u32)>> = vec![None; pairs.lefts()];
    let mut right_best: Vec<Option<(i64, u32, u32)>> = vec![None; pairs.rights];
    for left in 0..pairs.lefts() {
        for (right, pattern) in pairs.of(left) {
            let row = u32::try_from(left).unwrap_or(u32::MAX);
            for (best, open, other) in [
                (left_best.get_mut(left), free(&taken.0, left), right),
                (right_best.get_mut(right as usize), free(&taken.1, right as usize), row),
            ] {
                if let Some(best) = best
                    && open
                    && best.is_none_or(|(known, ..)| weight(pattern) > known)
                {
                    *best = Some((weight(pattern), other, pattern));
                }
            }
        }
    }
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let left = left_best
        .iter()
        .enumerate()
        .filter_map(|(at, best)| best.map(|(_, right, pattern)| candidate(number(at), right, pattern)));
    let right = right_best
        .iter()
        .enumerate()
        .filter_map(|(at, best)| best.map(|(_, left, pattern)| candidate(left, number(at), pattern)));
    (left.collect(), right.collect())
}

fn describe(model: &Model, weights: &[Vec<i64>], fields: &[Field], columns: &[&LinkColumn]) -> Vec<FieldModel> {
    let millionths = |share: f64| (share * 1e6).round() as u32;
    fields
        .iter()
        .zip(columns)
        .zip(model.fields.iter().zip(weights))
        .map(|((field, column), (learned, weights))| FieldModel {
            left: column.left.clone(),
            right: column.right.clone(),
            kind: column.kind,
            levels: field
                .levels()
                .iter()
                .zip(weights)
                .zip(learned.same.iter().zip(&learned.other))
                .map(|((name, weight), (same, other))| LevelModel {
                    name,
                    weight: *weight,
                    same: millionths(*same),
                    other: millionths(*other),
                })
                .collect(),
        })
        .collect()
}
