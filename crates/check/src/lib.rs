//! Facts and rules in, findings out, each with its clause, the facts used and the remedy; knows nothing of files, screens
//! or how the facts were obtained.

pub mod agreement;
mod applications;
mod context;
pub mod coverage;
mod documents;
mod draft;
mod exchange;
pub mod finding;
mod joint;
pub mod maps;
mod naming;
mod one_sided;
mod pairs;
pub mod resolve;
mod rounds;
mod rules;
mod ruling;
mod standing;
mod view;

pub use applications::check_application;
pub use context::Context;
pub use coverage::{ClauseCoverage, clause_coverage};
pub use documents::{AgreementReading, DocumentFacts, Documents, EvidenceFile, TextRead};
pub use exchange::{Contradiction, ExchangeState, closing_digest, exchange_state};
pub use finding::{AppliedRuling, Fact, Finding, Outcome, Ruling, RulingAnswer, Standing, Subject};
pub use one_sided::{check_claim, check_one_sided};
pub use pairs::{check_pair, check_pair_cards};
pub use rounds::check_round;
pub use ruling::{RulingProblem, RulingProblemKind, apply_rulings};
pub use standing::{PairingState, standing};
