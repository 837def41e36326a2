//! The assignment is optimal and one to one.

use std::collections::BTreeSet;

use hefu_pairing::link::{Edge, assign};
use proptest::prelude::*;

fn edges(rows: u32, columns: u32, most: usize) -> impl Strategy<Value = Vec<Edge>> {
    prop::collection::vec((0..rows, 0..columns, -20i64..100), 0..most)
        .prop_map(|list| list.into_iter().map(|(row, column, worth)| Edge { row, column, worth }).collect())
}

/// The best sum by trying everything.
fn brute(edges: &[Edge], rows: &[u32], taken: &mut BTreeSet<u32>) -> i64 {
    let Some((row, rest)) = rows.split_first() else { return 0 };
    let mut best = brute(edges, rest, taken);
    for edge in edges.iter().filter(|edge| edge.row == *row && edge.worth > 0) {
        if taken.insert(edge.column) {
            best = best.max(edge.worth + brute(edges, rest, taken));
            taken.remove(&edge.column);
        }
    }
    best
}

proptest! {
    #[test]
    fn the_sum_is_the_greatest_there_is(edges in edges(6, 6, 24)) {
        let rows: Vec<u32> = (0..6).collect();
        let found = assign(&edges);
        let sum: i64 = found.iter().map(|edge| edge.worth).sum();
        prop_assert_eq!(sum, brute(&edges, &rows, &mut BTreeSet::new()));
    }

    #[test]
    fn nobody_is_taken_twice(edges in edges(40, 30, 400)) {
        let found = assign(&edges);
        let rows: BTreeSet<u32> = found.iter().map(|edge| edge.row).collect();
        let columns: BTreeSet<u32> = found.iter().map(|edge| edge.column).collect();
        prop_assert_eq!(rows.len(), found.len());
        prop_assert_eq!(columns.len(), found.len());
        prop_assert!(found.iter().all(|edge| edge.worth > 0 && edges.contains(edge)));
    }

    #[test]
    fn the_order_of_edges_changes_nothing(edges in edges(8, 8, 40)) {
        let mut turned = edges.clone();
        turned.reverse();
        prop_assert_eq!(assign(&edges), assign(&turned));
    }
}

#[test]
fn greedy_is_not_enough() {
    // The best single pair blocks the best whole.
    let edge = |row, column, worth| Edge { row, column, worth };
    let found = assign(&[edge(0, 0, 95), edge(0, 1, 94), edge(1, 0, 93), edge(1, 1, 1)]);
    assert_eq!(found, [edge(0, 1, 94), edge(1, 0, 93)]);
}
