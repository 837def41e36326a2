//! Optimal one-to-one assignment on whole numbers: Hungarian method by shortest augmenting paths on the sparse graph.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// An allowed pair of a row and a column with what it is worth; only worth above zero can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Row.
    pub row: u32,
    /// Column.
    pub column: u32,
    /// Worth.
    pub worth: i64,
}

/// Chooses edges so that no row and no column is used twice and the sum of their worth is greatest. A row or column may
/// stay alone at worth 0. Exact at any size; among equal optima the answer depends on the numbers of rows and columns
/// only, not on the order of the edges. Returns the chosen edges by row.
pub fn assign(edges: &[Edge]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = edges.iter().copied().filter(|edge| edge.worth > 0).collect();
    edges.sort_by_key(|edge| (edge.row, edge.column, Reverse(edge.worth)));
    edges.dedup_by_key(|edge| (edge.row, edge.column));
    components(&edges).iter().flat_map(|part| Solver::new(part).solve()).collect()
}

/// Connected components of a bipartite graph, each sorted by row and column, ordered by their first row.
pub(crate) fn components(edges: &[Edge]) -> Vec<Vec<Edge>> {
    let mut columns: BTreeMap<u32, usize> = BTreeMap::new();
    let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
    let mut parent: Vec<usize> = Vec::new();
    for edge in edges {
        for (map, key) in [(&mut rows, edge.row), (&mut columns, edge.column)] {
            map.entry(key).or_insert_with(|| {
                parent.push(parent.len());
                parent.len() - 1
            });
        }
        let (Some(&a), Some(&b)) = (rows.get(&edge.row), columns.get(&edge.column)) else {
            continue;
        };
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = parent.get_mut(high) {
            *slot = low;
        }
    }
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut parts: Vec<Vec<Edge>> = Vec::new();
    for edge in edges {
        let Some(&node) = rows.get(&edge.row) else {
            continue;
        };
        let top = root(&mut parent, node);
        let place = *places.entry(top).or_insert_with(|| {
            parts.push(Vec::new());
            parts.len() - 1
        });
        if let Some(part) = parts.get_mut(place) {
            part.push(*edge);
        }
    }
    parts
}

fn root(parent: &mut [usize], mut node: usize) -> usize {
    while let Some(&up) = parent.get(node) {
        if up == node {
            break;
        }
        let over = parent.get(up).copied().unwrap_or(up);
        if let Some(slot) = parent.get_mut(node) {
            *slot = over;
        }
        node = over;
    }
    node
}

const NONE: usize = usize::MAX;

/// One component with rows and columns numbered from 0. Costs are negative worths; each row may also take its own
/// dummy column (place `columns + row`) at cost 0, which is staying alone.
struct Solver<'a> {
    edges: &'a [Edge],
    out: Vec<Vec<(usize, i64, usize)>>,
    columns: usize,
    row_of: Vec<usize>,
    edge_of: Vec<usize>,
    column_of: Vec<usize>,
    price_row: Vec<i64>,
    price_column: Vec<i64>,
}

impl<'a> Solver<'a> {
    fn new(edges: &'a [Edge]) -> Self {
        let mut rows: Vec<u32> = edges.iter().map(|edge| edge.row).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut columns: Vec<u32> = edges.iter().map(|edge| edge.column).collect();
        columns.sort_unstable();
        columns.dedup();
        let mut out: Vec<Vec<(usize, i64, usize)>> = vec![Vec::new(); rows.len()];
        for (at, edge) in edges.iter().enumerate() {
            let (Ok(row), Ok(column)) = (rows.binary_search(&edge.row), columns.binary_search(&edge.column)) else {
                continue;
            };
            if let Some(list) = out.get_mut(row) {
                list.push((column, -edge.worth, at));
            }
        }
        for (row, list) in out.iter_mut().enumerate() {
            list.push((columns.len() + row, 0, NONE));
        }
        let all = columns.len() + rows.len();
        let price_row = out.iter().map(|list| list.iter().map(|(_, cost, _)| *cost).min().unwrap_or(0)).collect();
        Self {
            edges,
            out,
            columns: columns.len(),
            row_of: vec![NONE; all],
            edge_of: vec![NONE; all],
            column_of: vec![NONE; rows.len()],
            price_row,
            price_column: vec![0; all],
        }
    }

    fn solve(mut self) -> Vec<Edge> {
        for row in 0..self.out.len() {
            self.augment(row);
        }
        let mut chosen: Vec<Edge> =
            (0..self.columns).filter_map(|column| self.edges.get(*self.edge_of.get(column)?).copied()).collect();
        chosen.sort_unstable();
        chosen
    }

    /// Finds the cheapest alternating path from a free row to a free column (Dijkstra on reduced costs) and flips it.
    fn augment(&mut self, start: usize) {
        let all = self.row_of.len();
        let mut distance = vec![i64::MAX; all];
        let mut from: Vec<(usize, usize)> = vec![(NONE, NONE); all];
        let mut done = vec![false; all];
        let mut heap = BinaryHeap::new();
        let mut settled: Vec<usize> = Vec::new();
        let (mut row, mut base) = (start, 0i64);
        let end = loop {
            let price = self.price_row.get(row).copied().unwrap_or(0);
            for &(column, cost, edge) in self.out.get(row).into_iter().flatten() {
                let reduced = base + cost - price - self.price_column.get(column).copied().unwrap_or(0);
                if let Some(known) = distance.get_mut(column)
                    && reduced < *known
                {
                    *known = reduced;
                    if let Some(slot) = from.get_mut(column) {
                        *slot = (row, edge);
                    }
                    heap.push(Reverse((reduced, column)));
                }
            }
            let next = loop {
                match heap.pop() {
                    None => break None,
                    Some(Reverse((_, column))) if done.get(column).copied().unwrap_or(true) => {}
                    Some(Reverse(found)) => break Some(found),
                }
            };
            // Every row reaches its own dummy column, so a path always exists.
            let Some((reached, column)) = next else {
                return;
            };
            if let Some(flag) = done.get_mut(column) {
                *flag = true;
            }
            settled.push(column);
            base = reached;
            match self.row_of.get(column).copied() {
                Some(owner) if owner != NONE => row = owner,
                _ => break column,
            }
        };
        if let Some(price) = self.price_row.get_mut(start) {
            *price += base;
        }
        for &column in &settled {
            let slack = base - distance.get(column).copied().unwrap_or(base);
            if let Some(price) = self.price_column.get_mut(column) {
                *price -= slack;
            }
            let owner = self.row_of.get(column).copied().unwrap_or(NONE);
            if let Some(price) = self.price_row.get_mut(owner) {
                *price += slack;
            }
        }
        self.flip(start, end, &from);
    }

    fn flip(&mut self, start: usize, end: usize, from: &[(usize, usize)]) {
        let mut column = end;
        while let Some(&(row, edge)) = from.get(column) {
            let before = self.column_of.get(row).copied().unwrap_or(NONE);
            for (list, at, value) in
                [(&mut self.row_of, column, row), (&mut self.edge_of, column, edge), (&mut self.column_of, row, column)]
            {
                if let Some(slot) = list.get_mut(at) {
                    *slot = value;
                }
            }
            if row == start {
                return;
            }
            column = before;
        }
    }
}
