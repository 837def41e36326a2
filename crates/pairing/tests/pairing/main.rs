//! Pairing through its public functions.

mod assignment;
mod engine;
mod fixtures;
mod overlay;
mod round;
mod world;
