//! Canonical bytes, the tree, checkpoints, witnessing, receipts and parcels, from outside.

mod argon;
mod canonical;
mod checkpoints;
mod events;
mod fuzz;
mod parcels;
mod receipts;
mod trees;
mod witnesses;
