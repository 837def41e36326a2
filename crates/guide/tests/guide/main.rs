//! The room's tests in one binary.

mod builtin;
