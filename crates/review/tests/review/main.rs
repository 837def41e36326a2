//! What experts are asked and shown, through the crate's public functions.

mod answers;
mod beside;
mod form;
mod world;
