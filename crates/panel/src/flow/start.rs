//! Where the method starts: pairs given greedily, and a tree whose prices already fit them.

use super::cost::Cost;
use super::network::{Network, Pairs, Run};
use super::simplex::{Basis, State};
use super::tree::Tree;

/// A strongly feasible basis.
pub(crate) fn basis<C: Cost, P: Pairs<C>>(network: &Network<C>, pairs: &P) -> Basis<C> {
    let mut states = vec![State::Empty; network.pairs() + network.arcs.len()];
    let given = Greedy::new(network).give(network, pairs, &mut states);
    let mut tree = Tree::new(network.nodes);
    Planter { network, pairs, states: &mut states, tree: &mut tree }.plant(&given);
    Basis { tree, states }
}

/// What the greedy round gave: how much of its own supply each node has left, and the load of each expert.
struct Given {
    left: Vec<i64>,
    load: Vec<i64>,
}

/// A pair's rank within a run: worth first, then place.
type Rank<C> = (C, std::cmp::Reverse<u32>);

/// No run asks more often; what is then left is the method's work.
const ASKS: u32 = 256;

/// Each node asks its best pairs in turn; an expert who is full keeps the better of those who ask.
struct Greedy<C> {
    /// The pair each run asked last, and how often it asked.
    asked: Vec<(Option<Rank<C>>, u32)>,
    /// Most that each expert takes, in units of flow.
    most: Vec<i64>,
}

impl<C: Cost> Greedy<C> {
    fn new(network: &Network<C>) -> Self {
        // An expert's load arc says how much beyond the least; what the expert must take is the supply below zero.
        let most = (0..network.experts)
            .map(|expert| network.arcs[network.load[expert] as usize].most - network.supply[expert])
            .collect();
        Self { asked: vec![(None, 0); network.runs.len()], most }
    }

    /// The best pair of a run that it has not asked yet.
    fn ask<P: Pairs<C>>(&mut self, network: &Network<C>, pairs: &P, at: usize) -> Option<Rank<C>> {
        let (last, asks) = self.asked[at];
        let run = network.runs[at];
        let ranks = (run.first..run.end).map(|pair| (pairs.worth(pair as usize), std::cmp::Reverse(pair)));
        let next = ranks.filter(|rank| last.is_none_or(|last| *rank < last)).max().filter(|_| asks < ASKS)?;
        self.asked[at] = (Some(next), asks + 1);
        Some(next)
    }

    fn give<P: Pairs<C>>(mut self, network: &Network<C>, pairs: &P, states: &mut [State]) -> Given {
        let mut left: Vec<i64> = network.supply[network.experts..].to_vec();
        let mut load = vec![0i64; network.experts];
        // The pairs each expert holds, worst last, so that the one to lose is at hand.
        let mut held: Vec<Vec<(Rank<C>, u32)>> = vec![Vec::new(); network.experts];
        let mut waiting: Vec<usize> = (0..network.runs.len()).rev().collect();
        let unit = network.pair_most;
        while let Some(at) = waiting.pop() {
            let node = network.runs[at].node as usize - network.experts;
            while left[node] >= unit {
                let Some(rank) = self.ask(network, pairs, at) else { break };
                let pair = rank.1.0 as usize;
                let expert = pairs.expert(pair);
                if load[expert] + unit > self.most[expert] {
                    let Some(worst) = held[expert].pop_if(|worst| worst.0 < rank) else { continue };
                    states[worst.0.1.0 as usize] = State::Empty;
                    load[expert] -= unit;
                    left[network.runs[worst.1 as usize].node as usize - network.experts] += unit;
                    if worst.1 as usize != at {
                        waiting.push(worst.1 as usize);
                    }
                }
                let place = held[expert].partition_point(|other| other.0 > rank);
                held[expert].insert(place, (rank, at as u32));
                states[pair] = State::Full;
                load[expert] += unit;
                left[node] -= unit;
            }
        }
        Given { left, load }
    }
}

struct Planter<'a, C, P> {
    network: &'a Network<C>,
    pairs: &'a P,
    states: &'a mut [State],
    tree: &'a mut Tree<C>,
}

impl<C: Cost, P: Pairs<C>> Planter<'_, C, P> {
    fn plant(mut self, given: &Given) {
        let network = self.network;
        let full: Vec<bool> = (0..network.experts).map(|expert| !self.free_expert(expert, given)).collect();
        for run in &network.runs {
            self.run(run, given, &full);
        }
        for node in network.experts..network.nodes {
            if self.loose(node) {
                self.anchor(node, given.left[node - network.experts]);
            }
        }
        self.full_experts(&full);
    }

    fn loose(&self, node: usize) -> bool {
        self.tree.places[node].arc == super::tree::NONE
    }

    fn root(&self) -> u32 {
        self.network.root() as u32
    }

    fn anchor(&mut self, node: usize, flow: i64) {
        let index = self.network.anchor[node];
        let arc = self.network.arcs[index as usize];
        let id = self.network.pairs() as u32 + index;
        let up = arc.tail as usize == node;
        self.states[id as usize] = State::Tree;
        let root = self.root();
        self.tree.hang(node as u32, root, id, up, (flow, arc.most), arc.cost);
    }

    /// An expert who can still take more hangs on the root. False: the expert is full.
    fn free_expert(&mut self, expert: usize, given: &Given) -> bool {
        let (network, load) = (self.network, given.load[expert]);
        let least = -network.supply[expert];
        if load < least {
            self.anchor(expert, least - load);
            return true;
        }
        let arc = network.arcs[network.load[expert] as usize];
        let id = network.pairs() as u32 + network.load[expert];
        let beyond = load - least;
        if beyond < arc.most || load == 0 {
            self.states[id as usize] = State::Tree;
            let root = self.root();
            self.tree.hang(expert as u32, root, id, true, (beyond, arc.most), arc.cost);
            return true;
        }
        self.states[id as usize] = if arc.most > 0 { State::Full } else { State::Empty };
        false
    }

    /// A node without anything left to give hangs on the best expert who is not full: what one more seat would bring.
    fn run(&mut self, run: &Run, given: &Given, full: &[bool]) {
        let node = run.node as usize;
        if given.left[node - self.network.experts] > 0 || !self.loose(node) {
            return;
        }
        let best = (run.first..run.end)
            .filter(|pair| self.states[*pair as usize] == State::Empty)
            .filter(|pair| !full[self.pairs.expert(*pair as usize)])
            .max_by_key(|pair| {
                let pair = *pair as usize;
                self.pairs.worth(pair) + self.tree.prices[self.pairs.expert(pair)]
            });
        if let Some(pair) = best {
            let (expert, cost) = (self.pairs.expert(pair as usize), -self.pairs.worth(pair as usize));
            self.states[pair as usize] = State::Tree;
            self.tree.hang(run.node, expert as u32, pair, true, (0, self.network.pair_most), cost);
        }
    }

    /// A full expert hangs on the pair that is hardest to replace.
    fn full_experts(&mut self, full: &[bool]) {
        let mut best: Vec<Option<(C, u32, u32)>> = vec![None; self.network.experts];
        for run in &self.network.runs {
            let from = self.tree.prices[run.node as usize];
            for pair in run.first..run.end {
                let expert = self.pairs.expert(pair as usize);
                if full[expert] && self.states[pair as usize] == State::Full {
                    let price = from - self.pairs.worth(pair as usize);
                    if best[expert].is_none_or(|(known, ..)| price > known) {
                        best[expert] = Some((price, pair, run.node));
                    }
                }
            }
        }
        for (expert, found) in best.into_iter().enumerate() {
            let Some((_, pair, node)) = found else { continue };
            self.states[pair as usize] = State::Tree;
            let most = self.network.pair_most;
            self.tree.hang(expert as u32, node, pair, false, (most, most), -self.pairs.worth(pair as usize));
        }
    }
}
