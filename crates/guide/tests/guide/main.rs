//! The room's tests in one binary.

mod bad;
mod builtin;
mod edits;
mod fuzz;
mod sentences;
mod settings;
