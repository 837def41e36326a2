//! The acts of an office, from outside: what is done, what is refused, what is kept.

mod applying;
mod documents;
mod hostile;
mod keeping;
mod publishing;
mod rights;
mod sample;
mod signing_in;
mod world;
