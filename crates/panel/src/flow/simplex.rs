//! The network simplex method: price arcs in blocks, exchange the best of a block, until none is worth it.

use std::ops::ControlFlow;

use super::cost::Cost;
use super::network::{Flow, Network, Pairs};
use super::start;
use super::tree::{Entering, Tree};

/// The work was stopped by the one who watches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub struct Cancelled;

/// Where an arc stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Carries nothing.
    Empty,
    /// In the tree.
    Tree,
    /// Carries all it may.
    Full,
}

/// How often the watcher is asked: every so many steps.
const ASK: u64 = 1024;

/// A basis: the tree, and where every arc stands.
pub(crate) struct Basis<C> {
    pub(crate) tree: Tree<C>,
    /// Pairs first, then the other arcs.
    pub(crate) states: Vec<State>,
}

/// Finds a flow of least cost. `watch` hears the number of steps and may stop the work. Always feasible, because every
/// node's anchor can carry what its other arcs cannot.
///
/// # Errors
/// [`Cancelled`] when `watch` says so.
pub fn solve<C: Cost, P: Pairs<C>>(
    network: &Network<C>,
    pairs: &P,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Flow<C>, Cancelled> {
    let mut basis = start::basis(network, pairs);
    let mut search = Search::new(network);
    let mut pivots = 0u64;
    while let Some(entering) = search.next(network, pairs, &basis) {
        if pivots.is_multiple_of(ASK) && watch(pivots).is_break() {
            return Err(Cancelled);
        }
        let left = basis.tree.exchange(&entering);
        basis.states[entering.arc as usize] = State::Tree;
        basis.states[left.arc as usize] = if left.full { State::Full } else { State::Empty };
        pivots += 1;
    }
    Ok(read(network, basis, pivots))
}

fn read<C: Cost>(network: &Network<C>, basis: Basis<C>, pivots: u64) -> Flow<C> {
    let count = network.pairs();
    let mut pairs = Vec::new();
    let mut arcs = vec![0; network.arcs.len()];
    for (at, state) in basis.states.iter().enumerate() {
        if *state == State::Full {
            if at < count {
                pairs.push((at as u32, network.pair_most));
            } else {
                arcs[at - count] = network.arcs[at - count].most;
            }
        }
    }
    for place in &basis.tree.places[..network.nodes] {
        let at = place.arc as usize;
        if at >= count {
            arcs[at - count] = place.flow;
        } else if place.flow > 0 {
            pairs.push((place.arc, place.flow));
        }
    }
    pairs.sort_unstable();
    Flow { pairs, arcs, prices: basis.tree.prices, pivots }
}

/// The place in the list of arcs where the search goes on.
struct Search {
    run: usize,
    pair: usize,
    other: usize,
    block: usize,
}

/// The best arc seen in a block.
struct Best<C> {
    gain: C,
    arc: usize,
    tail: u32,
}

impl Search {
    fn new<C: Cost>(network: &Network<C>) -> Self {
        let arcs = network.pairs() + network.arcs.len();
        Self { run: 0, pair: 0, other: 0, block: arcs.isqrt().max(64) }
    }

    /// The most promising arc of the next block that has any; `None` when a whole round finds none.
    fn next<C: Cost, P: Pairs<C>>(&mut self, network: &Network<C>, pairs: &P, basis: &Basis<C>) -> Option<Entering<C>> {
        let total = network.pairs() + network.arcs.len();
        let mut best = Best { gain: C::default(), arc: usize::MAX, tail: 0 };
        let (mut seen, mut block_end) = (0usize, self.block);
        while seen < total {
            let wanted = (block_end - seen).min(total - seen);
            seen += self.look(network, pairs, basis, wanted, &mut best);
            if seen >= block_end {
                if best.arc != usize::MAX {
                    break;
                }
                block_end += self.block;
            }
        }
        (best.arc != usize::MAX).then(|| entering(network, pairs, basis, &best))
    }

    /// Looks at up to `wanted` arcs from where it stands, at least one.
    fn look<C: Cost, P: Pairs<C>>(
        &mut self,
        network: &Network<C>,
        pairs: &P,
        basis: &Basis<C>,
        wanted: usize,
        best: &mut Best<C>,
    ) -> usize {
        let count = network.pairs();
        let prices = &basis.tree.prices;
        if let Some(run) = network.runs.get(self.run) {
            let first = self.pair;
            let end = (run.end as usize).min(first + wanted);
            let from = prices[run.node as usize];
            for (at, state) in basis.states[first..end].iter().enumerate() {
                let at = first + at;
                let reduced = from - prices[pairs.expert(at)] - pairs.worth(at);
                let gain = match state {
                    State::Empty => -reduced,
                    State::Full => reduced,
                    State::Tree => continue,
                };
                if gain > best.gain {
                    *best = Best { gain, arc: at, tail: run.node };
                }
            }
            self.pair = end;
            if end == run.end as usize {
                self.run += 1;
            }
            return end - first;
        }
        let first = self.other;
        let end = network.arcs.len().min(first + wanted);
        for (at, arc) in network.arcs[first..end].iter().enumerate() {
            let at = count + first + at;
            let reduced = arc.cost + prices[arc.tail as usize] - prices[arc.head as usize];
            let gain = match basis.states[at] {
                State::Empty => -reduced,
                State::Full => reduced,
                State::Tree => continue,
            };
            if gain > best.gain && arc.most > 0 {
                *best = Best { gain, arc: at, tail: arc.tail };
            }
        }
        self.other = end;
        if end == network.arcs.len() {
            (self.run, self.pair, self.other) = (0, 0, 0);
        }
        end - first
    }
}

fn entering<C: Cost, P: Pairs<C>>(network: &Network<C>, pairs: &P, basis: &Basis<C>, best: &Best<C>) -> Entering<C> {
    let count = network.pairs();
    let (head, cost, most) = if best.arc < count {
        (pairs.expert(best.arc) as u32, -pairs.worth(best.arc), network.pair_most)
    } else {
        let arc = &network.arcs[best.arc - count];
        (arc.head, arc.cost, arc.most)
    };
    let forward = basis.states[best.arc] == State::Empty;
    let (from, to) = if forward { (best.tail, head) } else { (head, best.tail) };
    Entering { arc: best.arc as u32, from, to, forward, cost, most }
}
