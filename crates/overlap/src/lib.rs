//! Finds applications that share text and aligns what they share (查重), across 简体, 繁體 and rewording; knows nothing of
//! offices, files, pages or what anybody decides: a percentage proposes a look, it never rules.
//!
//! Texts become tokens ([`hefu_text::tokens`]): a Han character weighs one unit, a word two. Grams of six units are hashed
//! and winnowed into fingerprints; documents that share enough of them are compared token by token: exact matches are
//! chained, neighbours merged, gaps and edges aligned. Text that many documents share, and text known to stand in every
//! application (form, guide), does not count.
//!
//! The same documents give the same result in any order and on any number of threads. What is not found: translation
//! between Chinese and English, and free paraphrase.

mod align;
mod chain;
mod common;
mod compare;
mod corpus;
mod document;
mod groups;
mod index;
mod keyed;
mod known;
mod options;
mod postings;
mod prints;
mod result;
mod runs;
mod seeds;
mod sentences;
mod share;
mod shelf;

pub use compare::{Watch, compare};
pub use corpus::{Corpus, CorpusError};
pub use document::{Document, Section, Span};
pub use index::{Index, IndexError, MAGIC, merge, write};
pub use keyed::{Key, KeyedPrints};
pub use known::Known;
pub use options::{ALERT_UNITS, COMMON_DOCUMENTS, LISTING_UNITS, Options, RUNNING_PER_CENT, Relation, Relations};
pub use result::{Common, Level, Mark, Outcome, Pair, Passage, Place, SectionShare, Share, Summary};
pub use runs::{Run, RunKind};
pub use shelf::Shelf;
