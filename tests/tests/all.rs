//! The whole-system tests, in one binary.

mod clauses_doc;
mod dependencies;
mod fuzz_corpus;
mod layers;
mod printed;
mod repo;
