//! The check of a solution that trusts nothing of the solver: bounds, balance and reduced costs, in 128 bits.

use super::cost::Cost;
use super::network::{Flow, Network, Pairs};

/// What is wrong with a solution. Any of these is a fault of the solver, never of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// An arc carries less than nothing or more than its bound.
    #[error("arc {0} carries more or less than it may")]
    Bounds(usize),
    /// What flows in and out of a node does not agree with its supply.
    #[error("node {0} is out of balance")]
    Balance(usize),
    /// A cheaper solution exists: this arc's reduced cost says so.
    #[error("arc {0} shows that a better solution exists")]
    Reduced(usize),
    /// A list has the wrong length.
    #[error("the solution does not belong to this network")]
    Shape,
}

/// Proves a solution feasible and optimal, and gives its total cost. The prices are the proof: every arc that could carry
/// more costs at least the difference of its ends' prices, every arc that could carry less at most that.
///
/// # Errors
/// The first flaw found.
pub fn certify<C: Cost, P: Pairs<C>>(network: &Network<C>, pairs: &P, flow: &Flow<C>) -> Result<i128, Flaw> {
    if flow.arcs.len() != network.arcs.len() || flow.prices.len() != network.nodes + 1 {
        return Err(Flaw::Shape);
    }
    let mut balance: Vec<i64> = network.supply.clone();
    balance.push(-network.supply.iter().sum::<i64>());
    let price = |node: usize| flow.prices.get(node).copied().unwrap_or_default().wide();
    let mut total = 0i128;
    let mut carried = flow.pairs.iter().peekable();
    for run in &network.runs {
        let tail = run.node as usize;
        let from = price(tail);
        for pair in run.first..run.end {
            let units = carried.next_if(|(at, _)| *at == pair).map_or(0, |(_, units)| *units);
            let at = pair as usize;
            let (head, cost) = (pairs.expert(at), -pairs.worth(at).wide());
            let reduced = cost + from - price(head);
            judge(at, units, network.pair_most, reduced)?;
            if units != 0 {
                total += cost * i128::from(units);
                shift(&mut balance, tail, head, units)?;
            }
        }
    }
    if carried.next().is_some() {
        return Err(Flaw::Shape);
    }
    for (at, (arc, units)) in network.arcs.iter().zip(&flow.arcs).enumerate() {
        let (tail, head) = (arc.tail as usize, arc.head as usize);
        judge(network.pairs() + at, *units, arc.most, arc.cost.wide() + price(tail) - price(head))?;
        total += arc.cost.wide() * i128::from(*units);
        shift(&mut balance, tail, head, *units)?;
    }
    match balance.iter().position(|left| *left != 0) {
        Some(node) => Err(Flaw::Balance(node)),
        None => Ok(total),
    }
}

fn judge(arc: usize, units: i64, most: i64, reduced: i128) -> Result<(), Flaw> {
    if units < 0 || units > most {
        return Err(Flaw::Bounds(arc));
    }
    if (units < most && reduced < 0) || (units > 0 && reduced > 0) { Err(Flaw::Reduced(arc)) } else { Ok(()) }
}

fn shift(balance: &mut [i64], tail: usize, head: usize, units: i64) -> Result<(), Flaw> {
    *balance.get_mut(tail).ok_or(Flaw::Shape)? -= units;
    *balance.get_mut(head).ok_or(Flaw::Shape)? += units;
    Ok(())
}
