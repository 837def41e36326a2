//! Nobody sees what is not theirs: every route as every principal, with a token in every confidential field (canaries), and
//! two offices that differ in one secret only.

mod canaries;
mod confirming;
pub mod crawl;
mod experts;
pub mod later;
pub mod overlap;
pub mod people;
mod regions;
pub mod routes;
mod table;
mod two_worlds;
pub mod world;
