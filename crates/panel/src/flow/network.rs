//! The network: experts, the nodes of projects and their groups, one root; arcs of pairs and a few others.

use super::cost::Cost;

/// The arcs of pairs, as the solver reads them: where each leads and what it is worth. They are not copied, so five million
/// of them take no more memory than the problem that holds them.
pub trait Pairs<C> {
    /// The expert's node.
    fn expert(&self, pair: usize) -> usize;

    /// What one unit of flow is worth; the solver maximises it.
    fn worth(&self, pair: usize) -> C;
}

/// A run of pairs that leave one node.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// The node they leave.
    pub node: u32,
    /// First pair.
    pub first: u32,
    /// One past the last pair.
    pub end: u32,
}

/// An arc that is not a pair.
#[derive(Clone, Copy, Debug)]
pub struct Arc<C> {
    /// From this node.
    pub tail: u32,
    /// To this node.
    pub head: u32,
    /// Cost of one unit; the solver minimises it.
    pub cost: C,
    /// At most so many units (lower bounds are already taken into the supplies).
    pub most: i64,
}

/// A flow problem with lower bounds removed. Nodes `0..experts` are experts, then the nodes of projects and groups; the
/// root is node `nodes`, takes what the others give and gives what they need.
#[derive(Clone, Debug)]
pub struct Network<C> {
    /// Number of experts.
    pub experts: usize,
    /// Number of nodes without the root.
    pub nodes: usize,
    /// What each node gives (or, below zero, takes).
    pub supply: Vec<i64>,
    /// The pairs by the node they leave, in order, without gaps.
    pub runs: Vec<Run>,
    /// At most so many units on each pair.
    pub pair_most: i64,
    /// The other arcs.
    pub arcs: Vec<Arc<C>>,
    /// For each node the arc (an index of `arcs`) with which it hangs on the root at the start: from the node to the root
    /// without a limit, or from the root to a node that takes.
    pub anchor: Vec<u32>,
    /// For each expert the arc to the root that carries its load, an index of `arcs`.
    pub load: Vec<u32>,
}

impl<C: Cost> Network<C> {
    /// The root's node.
    pub fn root(&self) -> usize {
        self.nodes
    }

    /// Number of pairs.
    pub fn pairs(&self) -> usize {
        self.runs.last().map_or(0, |run| run.end as usize)
    }
}

/// A solution: integers on every arc, and a price for every node that proves it best.
#[derive(Clone, Debug, Default)]
pub struct Flow<C> {
    /// Pairs that carry flow, in order, with how much.
    pub pairs: Vec<(u32, i64)>,
    /// Flow of the other arcs.
    pub arcs: Vec<i64>,
    /// Prices of the nodes, the root's last.
    pub prices: Vec<C>,
    /// Steps taken.
    pub pivots: u64,
}
