//! What officers' lists are made of: one row per application handed in and per pair, its findings and the words it is
//! searched by, kept up to date in the act that changes them; and how a list is asked for. What a row of a list may show and
//! what a list may be narrowed by is said in one place ([`Column`]) for pages, exports and the API alike.

mod ask;
mod cell;
mod columns;
mod evidence;
mod keep;
mod keep_pairs;
mod query;
mod stage;

pub use ask::Ask;
pub use cell::Cell;
pub use columns::{Column, Kind, SearchField};
pub use evidence::evidence;
pub use stage::{Stage, Turn};

pub(crate) use keep::{again, due, keep_application, outcome, outcome_word, stages, topic};
pub(crate) use keep_pairs::{Cards, PairRow, by_application, keep_pairs};
pub(crate) use query::{PAGE, Query, Scope};
