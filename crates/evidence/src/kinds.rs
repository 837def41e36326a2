//! The kinds of tables, one file each.

pub(crate) mod batches;
mod dictionary;
pub(crate) mod effect;
pub(crate) mod model;
pub(crate) mod network;
pub(crate) mod sample;
pub(crate) mod trace;
