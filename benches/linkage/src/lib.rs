//! A synthetic two-sided call for measuring linkage: projects, their two descriptions in two scripts and wordings, and
//! what goes wrong when people fill in forms. Everything is invented; spellings of names come from hand-written tables,
//! not from the engine that is measured.

pub mod names;
pub mod noise;
pub mod projects;
pub mod random;
pub mod words;
