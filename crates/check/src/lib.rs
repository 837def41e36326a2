//! Facts and rules in, findings out, each with its clause, the facts used and the remedy; knows nothing of files, screens
//! or how the facts were obtained.

pub mod finding;

pub use finding::{AppliedRuling, Fact, Finding, Outcome, Ruling, RulingAnswer, Standing, Subject};
