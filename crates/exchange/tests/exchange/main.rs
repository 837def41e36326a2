//! What crosses, and what does not.

mod answers;
mod cards;
mod codes;
mod identities;
mod joint;
mod offices;
mod records;
mod terms;
