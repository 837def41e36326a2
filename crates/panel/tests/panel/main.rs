//! The panel engine from outside.

mod brute;
mod exact;
mod oracle;
mod world;
