//! Finds the two halves of one joint project and compares them field by field; knows nothing of files, outcomes or people
//! who rule.

pub mod link;
pub mod pair;

pub use link::{
    ColumnKind, LinkError, LinkOptions, LinkResult, LinkSpec, Table, link as link_tables,
};
pub use pair::{
    Claim, FieldComparison, Orphan, Pair, PairingResult, Part, Reason, TaskOverlay, TaskRelation,
};
