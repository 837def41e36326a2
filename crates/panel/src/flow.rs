//! Minimum-cost flow in whole numbers, by the network simplex method, and the proof of its result.

mod certificate;
mod cost;
mod network;
mod simplex;
mod start;
mod tree;

pub use certificate::{Flaw, certify};
pub use cost::Cost;
pub use network::{Arc, Flow, Network, Pairs, Run};
pub use simplex::{Cancelled, solve};
