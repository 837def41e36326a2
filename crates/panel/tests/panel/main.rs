//! The panel engine from outside.

mod affinity;
mod brute;
mod conflict;
mod exact;
mod modes;
mod oracle;
mod world;
