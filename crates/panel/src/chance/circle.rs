//! Rounding a flow to whole seats at random, keeping every arc's expectation.

use crate::flow::Arc;

/// A source of chance that depends on its seed alone (SplitMix64).
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Evenly below `most`, without bias.
    fn below(&mut self, most: u64) -> u64 {
        let limit = u64::MAX - u64::MAX % most.max(1);
        loop {
            let value = self.next();
            if value < limit {
                return value % most.max(1);
            }
        }
    }
}

/// Turns circles of arcs that carry part of a seat until none does. Every node's balance stays, and no arc leaves the whole
/// seats next to what it carries, so every bound that is whole seats holds.
pub(super) fn round(arcs: &[Arc<i128>], units: &mut [i64], nodes: usize, grain: i64, seed: u64) {
    let mut lot = Lot(seed);
    let mut around: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    for (at, (arc, amount)) in arcs.iter().zip(units.iter()).enumerate() {
        if amount % grain != 0 {
            around[arc.tail as usize].push(at as u32);
            around[arc.head as usize].push(at as u32);
        }
    }
    // A path of partial arcs; a node with one has another, because balances are whole seats.
    let mut place = vec![usize::MAX; nodes];
    for start in 0..nodes {
        let mut path: Vec<u32> = Vec::new();
        let mut stops: Vec<usize> = vec![start];
        place[start] = 0;
        while let Some(&node) = stops.last() {
            let came = path.last().copied();
            let partial = |arc: &u32| units[*arc as usize] % grain != 0;
            while around[node].pop_if(|arc| !partial(arc)).is_some() {}
            let Some(&arc) = around[node].iter().rev().find(|arc| Some(**arc) != came && partial(arc)) else {
                // Nothing partial is left here; go back.
                place[node] = usize::MAX;
                stops.pop();
                path.pop();
                continue;
            };
            let (tail, head) = (arcs[arc as usize].tail as usize, arcs[arc as usize].head as usize);
            let next = if tail == node { head } else { tail };
            path.push(arc);
            if place[next] == usize::MAX {
                place[next] = stops.len();
                stops.push(next);
                continue;
            }
            turn(arcs, units, &path[place[next]..], next, grain, &mut lot);
            for gone in stops.drain(place[next] + 1..) {
                place[gone] = usize::MAX;
            }
            path.truncate(place[next]);
            // An arc before the circle is still partial, so the path stays valid.
        }
    }
}

/// Turns one circle that begins at `start`, either way, with the chances that keep every expectation.
fn turn(arcs: &[Arc<i128>], units: &mut [i64], circle: &[u32], start: usize, grain: i64, lot: &mut Lot) {
    let mut node = start;
    let (mut up, mut down) = (i64::MAX, i64::MAX);
    let mut ways = Vec::with_capacity(circle.len());
    for at in circle {
        let arc = &arcs[*at as usize];
        let forward = arc.tail as usize == node;
        node = if forward { arc.head as usize } else { arc.tail as usize };
        let part = units[*at as usize].rem_euclid(grain);
        let (more, less) = if forward { (grain - part, part) } else { (part, grain - part) };
        up = up.min(more);
        down = down.min(less);
        ways.push(forward);
    }
    // Up by `up` with chance down / (up + down), down by `down` otherwise: the expectation does not move.
    let change = if (lot.below((up + down) as u64) as i64) < down { up } else { -down };
    for (at, forward) in circle.iter().zip(ways) {
        units[*at as usize] += if forward { change } else { -change };
    }
}
