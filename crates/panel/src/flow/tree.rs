//! The spanning tree of a basis: who hangs on whom by which arc with how much flow, and the exchange of one arc for another.
//!
//! Indices are made by this module and the network's builder and are in range; the code indexes directly, because a wrong
//! index here would be a wrong assignment and must stop the work.

use super::cost::Cost;

/// No node, no arc.
pub(crate) const NONE: u32 = u32::MAX;

/// One node's place in the tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) parent: u32,
    /// Arc to the parent.
    pub(crate) arc: u32,
    /// Whether the arc leads to the parent.
    pub(crate) up: bool,
    depth: u32,
    child: u32,
    next: u32,
    before: u32,
    /// Flow on the arc.
    pub(crate) flow: i64,
    /// Most that the arc may carry.
    pub(crate) most: i64,
}

const LOOSE: Place =
    Place { parent: NONE, arc: NONE, up: true, depth: 0, child: NONE, next: NONE, before: NONE, flow: 0, most: 0 };

/// An arc about to enter the tree, in the direction in which flow will be pushed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entering<C> {
    pub(crate) arc: u32,
    /// Flow is pushed from here …
    pub(crate) from: u32,
    /// … to here.
    pub(crate) to: u32,
    /// Whether that is the arc's own direction.
    pub(crate) forward: bool,
    pub(crate) cost: C,
    pub(crate) most: i64,
}

/// What a step did with the arc that left (or with the entering arc, if it went from one bound to the other).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Left {
    pub(crate) arc: u32,
    pub(crate) full: bool,
}

/// The tree and the prices it gives.
pub(crate) struct Tree<C> {
    pub(crate) places: Vec<Place>,
    pub(crate) prices: Vec<C>,
}

impl<C: Cost> Tree<C> {
    /// Nothing hangs on anything yet; the last node is the root.
    pub(crate) fn new(nodes: usize) -> Self {
        Self { places: vec![LOOSE; nodes + 1], prices: vec![C::default(); nodes + 1] }
    }

    /// Hangs a loose node on one that is in the tree already.
    pub(crate) fn hang(&mut self, node: u32, parent: u32, arc: u32, up: bool, (flow, most): (i64, i64), cost: C) {
        let above = self.prices[parent as usize];
        self.prices[node as usize] = if up { above - cost } else { above + cost };
        let depth = self.places[parent as usize].depth + 1;
        let place = &mut self.places[node as usize];
        (place.arc, place.up, place.flow, place.most, place.depth) = (arc, up, flow, most, depth);
        self.adopt(parent, node);
    }

    fn adopt(&mut self, parent: u32, node: u32) {
        let first = std::mem::replace(&mut self.places[parent as usize].child, node);
        if first != NONE {
            self.places[first as usize].before = node;
        }
        let place = &mut self.places[node as usize];
        (place.parent, place.next, place.before) = (parent, first, NONE);
    }

    fn release(&mut self, node: u32) {
        let Place { parent, next, before, .. } = self.places[node as usize];
        if before == NONE {
            self.places[parent as usize].child = next;
        } else {
            self.places[before as usize].next = next;
        }
        if next != NONE {
            self.places[next as usize].before = before;
        }
    }

    /// Pushes as much flow as fits around the circle that `entering` closes, and exchanges arcs. Of the arcs that block, the
    /// last one met going round from the circle's top leaves: this keeps the tree strongly feasible (from every node some
    /// flow could go up to the root), so the method ends.
    pub(crate) fn exchange(&mut self, entering: &Entering<C>) -> Left {
        let top = self.top(entering.from, entering.to);
        let mut room = entering.most;
        let mut out = NONE;
        let mut out_below_from = false;
        let mut node = entering.from;
        while node != top {
            let place = &self.places[node as usize];
            let free = if place.up { place.flow } else { place.most - place.flow };
            if free < room {
                (room, out, out_below_from) = (free, node, true);
            }
            node = place.parent;
        }
        node = entering.to;
        while node != top {
            let place = &self.places[node as usize];
            let free = if place.up { place.most - place.flow } else { place.flow };
            if free <= room {
                (room, out, out_below_from) = (free, node, false);
            }
            node = place.parent;
        }
        if room > 0 {
            self.push(entering.from, top, -room);
            self.push(entering.to, top, room);
        }
        if out == NONE {
            return Left { arc: entering.arc, full: entering.forward };
        }
        let gone = self.places[out as usize];
        let flow = if entering.forward { room } else { entering.most - room };
        let (inner, outer) = if out_below_from { (entering.from, entering.to) } else { (entering.to, entering.from) };
        // The inner node is the arc's own tail when it is where the push starts and the push goes the arc's way, or neither.
        let up = out_below_from == entering.forward;
        self.graft(inner, outer, out, Place { arc: entering.arc, up, flow, most: entering.most, ..LOOSE });
        let above = self.prices[outer as usize];
        let price = if up { above - entering.cost } else { above + entering.cost };
        let change = price - self.prices[inner as usize];
        self.settle(inner, change);
        Left { arc: gone.arc, full: gone.flow == gone.most }
    }

    fn top(&self, a: u32, b: u32) -> u32 {
        let (mut a, mut b) = (a, b);
        while a != b {
            let (deep_a, deep_b) = (self.places[a as usize].depth, self.places[b as usize].depth);
            if deep_a >= deep_b {
                a = self.places[a as usize].parent;
            }
            if deep_b >= deep_a {
                b = self.places[b as usize].parent;
            }
        }
        a
    }

    fn push(&mut self, from: u32, top: u32, units: i64) {
        let mut node = from;
        while node != top {
            let place = &mut self.places[node as usize];
            place.flow += if place.up { units } else { -units };
            node = place.parent;
        }
    }

    /// Turns the path from `inner` up to `out` round and hangs it on `outer`.
    fn graft(&mut self, inner: u32, outer: u32, out: u32, by: Place) {
        let (mut node, mut parent, mut by) = (inner, outer, by);
        loop {
            let old = self.places[node as usize];
            self.release(node);
            let place = &mut self.places[node as usize];
            (place.arc, place.up, place.flow, place.most) = (by.arc, by.up, by.flow, by.most);
            self.adopt(parent, node);
            if node == out {
                return;
            }
            by = Place { up: !old.up, ..old };
            parent = node;
            node = old.parent;
        }
    }

    /// Depths and prices of everything that hangs on `start`.
    fn settle(&mut self, start: u32, change: C) {
        let mut node = start;
        loop {
            let Place { parent, child, .. } = self.places[node as usize];
            self.places[node as usize].depth = self.places[parent as usize].depth + 1;
            self.prices[node as usize] += change;
            if child != NONE {
                node = child;
                continue;
            }
            loop {
                if node == start {
                    return;
                }
                let Place { parent, next, .. } = self.places[node as usize];
                if next != NONE {
                    node = next;
                    break;
                }
                node = parent;
            }
        }
    }
}
