//! What crosses, and what does not.

mod answers;
mod cards;
mod offices;
mod records;
mod terms;
