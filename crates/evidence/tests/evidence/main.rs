//! The evidence bench through its public door.

mod claims;
mod clauses;
mod effect;
mod made;
mod model;
mod network;
mod pictures;
mod sample;
mod trace;
