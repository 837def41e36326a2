//! Normalises and compares what applications say (text, names, organisations, identifiers, dates, money, numbers)
//! across 简体, 繁體 (Hong Kong, Taiwan) and English; it must not know what an application, a guide or a pair is.
//!
//! Everything here is pure: no files, no clock, no randomness, and the same input gives the same output. A similarity
//! score never decides that two texts are equal; [`compare::compare_text`], [`name::compare_names`] and
//! [`organisation::compare_organisations`] answer by rules alone, in the outcomes of ruling R-8: *identical*, *the same
//! after deterministic normalisation*, *equal only by known wording or romanisation or translation* (a person must
//! rule), *different*.
//!
//! Each value keeps its original spelling; folded forms are for comparison and for finding candidates only, never for
//! showing to a reader. Texts are always folded towards Simplified characters, never expanded to Traditional ones,
//! because one Simplified character stands for several Traditional ones (沈 is not 瀋).

pub mod compare;
pub mod date;
pub mod diff;
pub mod fixed;
pub mod identifier;
pub mod money;
pub mod name;
mod normal;
pub mod number;
pub mod organisation;
pub mod script;
pub mod tokens;
mod wording;
